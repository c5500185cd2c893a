//! What holds for the indicators whatever the inputs, and for the loops whatever the length.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may stop, and chooses its numbers"
)]

mod seeded;

use num_bigint::BigInt;
use proptest::prelude::*;
use seeded::seeded;
use sustenta::error::Error;
use sustenta::indicators::{Entry, INDICATORS, find, scenarios};
use sustenta::metadata::Reason;
use sustenta::number::{BigRational, Decimal, nearest_decimal, rational};
use sustenta::rows::{Column, Errors, ExactColumn};

/// Two blocks and a bit.
const ROWS: usize = 2100;

/// Amounts in centavos.
fn amount() -> impl Strategy<Value = BigRational> {
    (-1_000_000_i64..500_000_000_000)
        .prop_map(|centavos| BigRational::new(centavos.into(), 100.into()))
}

fn above_zero() -> impl Strategy<Value = BigRational> {
    (1_i64..500_000_000_000).prop_map(|centavos| BigRational::new(centavos.into(), 100.into()))
}

fn percentage() -> impl Strategy<Value = BigRational> {
    (-500_i64..10_000).prop_map(|hundredths| BigRational::new(hundredths.into(), 100.into()))
}

fn value(id: &str, inputs: &[&BigRational]) -> BigRational {
    let inputs: Vec<_> = inputs.iter().copied().cloned().collect();
    find(id).unwrap().unrounded(&inputs).unwrap().unwrap()
}

fn hundred() -> BigRational {
    BigRational::from_integer(BigInt::from(100))
}

proptest! {
    #![proptest_config(seeded(200, 29))]

    #[test]
    fn the_four_sources_of_the_linked_revenue_sum_to_100(parts in prop::collection::vec(amount(), 7), linked in above_zero()) {
        let [own, fpm, itr, lc87, icms, ipi, ipva] = parts.each_ref_of_seven();
        let shares = [
            value("own_capacity_pct", &[own, &linked]),
            value("union_dependence_pct", &[fpm, itr, lc87, &linked]),
            value("state_dependence_pct", &[icms, ipi, ipva, &linked]),
            value("other_dependence_pct", &[own, fpm, itr, lc87, icms, ipi, ipva, &linked]),
        ];
        prop_assert_eq!(shares.iter().sum::<BigRational>(), hundred());
    }

    #[test]
    fn the_margin_by_definition_is_the_margin_from_the_share_applied(
        own in above_zero(), transfers in above_zero(), sus in amount(), expenditure in amount(), rate in percentage()
    ) {
        let linked = &own + &transfers;
        let applied = hundred() * (&expenditure - &sus) / &linked;
        let potential = value("dpspc", &[&own, &transfers, &sus, &rate]);
        let by_definition = value("megpc", &[&potential, &expenditure]);
        prop_assert_eq!(&by_definition, &value("megpc_from_share", &[&linked, &applied, &rate]));
        prop_assert_eq!(&expenditure, &value("health_expenditure_pc_from_margin", &[&potential, &by_definition]));
    }

    #[test]
    fn both_scenarios_give_back_what_they_were_made_from(
        linked in above_zero(), sus in amount(), expenditure in amount(), due in percentage(), rate in percentage()
    ) {
        prop_assume!(due != rate);
        let zero = BigRational::from_integer(0.into());
        let potential = value("dpspc", &[&linked, &zero, &sus, &rate]);
        let other = value("dpspc", &[&zero, &linked, &sus, &due]);
        let margin = value("megpc", &[&potential, &expenditure]);
        let other_margin = value("megpc", &[&other, &expenditure]);
        let applied = hundred() * (&expenditure - &sus) / &linked;
        prop_assert_eq!(&linked, &value("linked_revenue_pc_from_scenarios", &[&potential, &other, &due, &rate]));
        prop_assert_eq!(&sus, &value("sus_transfers_pc_from_scenarios", &[&potential, &other, &due, &rate]));
        prop_assert_eq!(&applied, &value("applied_pct_from_scenarios", &[&potential, &margin, &other, &due, &rate]));
        prop_assert_eq!(&margin, &value("megpc_from_scenarios", &[&applied, &potential, &other, &due, &rate]));
        prop_assert_eq!(&other_margin, &value("megpc_at_other_rate", &[&margin, &potential, &other]));
    }

    #[test]
    fn an_exact_result_is_that_of_the_rationals_rounded_once(
        position in 0..INDICATORS.len(), digits in prop::collection::vec((-1_000_000_000_000_i64..1_000_000_000_000, 0_u32..6), 8)
    ) {
        let entry = &INDICATORS[position];
        let inputs: Vec<Decimal> = digits.iter().take(entry.indicator.inputs.len()).map(|(digits, scale)| Decimal::new(*digits, *scale)).collect();
        let columns: Vec<_> = inputs.iter().map(|input| ExactColumn::Scalar(Some(*input))).collect();
        let rationals: Vec<_> = inputs.iter().map(|input| rational(*input)).collect();
        match (entry.exact(&columns, None, Errors::Coerce).unwrap()[0], entry.unrounded(&rationals).unwrap()) {
            (Some(found), Ok(exact)) if entry.indicator.partial => prop_assert_eq!(Ok(found), nearest_decimal(&exact)),
            (Some(found), Ok(exact)) => prop_assert_eq!(rational(found), exact),
            (found, exact) => prop_assert!(found.is_none() && exact.is_err(), "{:?} for {:?}", found, exact),
        }
    }

    #[test]
    fn an_infinity_in_any_column_is_refused_with_its_row(
        position in 0..INDICATORS.len(), place in 0_usize..8, row in 0_usize..ROWS, negative: bool
    ) {
        let entry = &INDICATORS[position];
        let inputs = entry.indicator.inputs.len();
        let mut columns = vec![vec![7.0; ROWS]; inputs];
        // No two alike: equal rates have a reason of their own.
        columns.iter_mut().zip([7.0, 3.0, 5.0, 11.0, 13.0]).for_each(|(column, value)| column.fill(value));
        columns[place % inputs][row] = if negative { f64::NEG_INFINITY } else { f64::INFINITY };
        let columns: Vec<_> = columns.iter().map(|column| Column::Rows(column)).collect();
        let (mut out, mut codes) = (vec![0.0; ROWS], vec![0; ROWS]);
        let refusal = entry.floats(&columns, &mut out, None, Errors::Raise);
        let expected = entry.indicator.inputs[place % inputs].argument;
        prop_assert!(
            matches!(&refusal, Err(Error::Domain { argument, row: Some(found), reason: "amount_not_finite", .. }) if argument == expected && *found == row),
            "{}: {:?}", entry.indicator.id, refusal
        );
        entry.floats(&columns, &mut out, Some(&mut codes), Errors::Coerce).unwrap();
        prop_assert!(out[row].is_nan());
        prop_assert_eq!(codes[row], Reason::AmountNotFinite.code());
        prop_assert_eq!(codes.iter().filter(|code| **code != 0).count(), 1);
    }
}

/// Seven references out of a vector.
trait Seven {
    fn each_ref_of_seven(&self) -> [&BigRational; 7];
}

impl Seven for Vec<BigRational> {
    fn each_ref_of_seven(&self) -> [&BigRational; 7] {
        std::array::from_fn(|place| &self[place])
    }
}

/// Amounts of all kinds without a meaning, some missing, some outside of domains: the same on every run.
fn drawn(column: usize, rows: usize) -> Vec<f64> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(column as u64 + 1);
    let mut draw = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        match state % 97 {
            0 => f64::NAN,
            1 => 0.0,
            2 => -1.5,
            _ => f64::from(u32::try_from(state >> 34).unwrap()) / 10_000.0,
        }
    };
    (0..rows).map(|_| draw()).collect()
}

/// The rows of a long column worth looking at: about every border of a block or a thread, and a few others.
fn rows_to_look_at(rows: usize) -> Vec<usize> {
    let borders = (0..rows)
        .step_by(1024)
        .flat_map(|border| [border.saturating_sub(1), border, border + 1]);
    let halves = [rows / 2, rows / 3, 2 * rows / 3, rows - 1];
    let mut all: Vec<_> = borders
        .chain(halves)
        .chain((0..rows).step_by(1 + rows / 50))
        .filter(|row| *row < rows)
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn same(one: f64, two: f64) -> bool {
    one.to_bits() == two.to_bits() || (one.is_nan() && two.is_nan())
}

fn rows_equal_lone_numbers(entry: &Entry, rows: usize) {
    let id = entry.indicator.id;
    let data: Vec<_> = (0..entry.indicator.inputs.len())
        .map(|column| drawn(column, rows))
        .collect();
    let columns: Vec<_> = data.iter().map(|column| Column::Rows(column)).collect();
    let (mut out, mut codes) = (vec![-1.0; rows], vec![0; rows]);
    entry
        .floats(&columns, &mut out, Some(&mut codes), Errors::Coerce)
        .unwrap();
    for row in rows_to_look_at(rows) {
        let lone: Vec<_> = data
            .iter()
            .map(|column| Column::Scalar(column[row]))
            .collect();
        let (mut alone, mut code) = ([0.0], [0]);
        entry
            .floats(&lone, &mut alone, Some(&mut code), Errors::Coerce)
            .unwrap();
        assert!(
            same(alone[0], out[row]),
            "{id} row {row} of {rows}: {} alone, {} in the column",
            alone[0],
            out[row]
        );
        assert_eq!(code[0], codes[row], "{id} row {row} of {rows}");
    }
}

#[test]
fn rows_in_blocks_equal_lone_numbers() {
    for entry in INDICATORS {
        for rows in [0, 1, 2, 7, 8, 9, 1023, 1024, 1025] {
            rows_equal_lone_numbers(entry, rows.max(1));
        }
    }
}

#[test]
fn rows_over_threads_equal_lone_numbers() {
    for id in [
        "dpspc_siops",
        "megpc",
        "executed_pct",
        "other_dependence_pct",
    ] {
        rows_equal_lone_numbers(find(id).unwrap(), 131_072 * 2 + 1);
    }
}

#[test]
fn a_lone_number_among_columns_is_the_same_as_a_column_of_it() {
    for entry in INDICATORS {
        let rows = 1025;
        let data: Vec<_> = (0..entry.indicator.inputs.len())
            .map(|column| drawn(column, rows))
            .collect();
        for place in 0..data.len() {
            let lone = data[place][3];
            let repeated = vec![lone; rows];
            let column = |other: usize, short: bool| match (other == place, short) {
                (true, true) => Column::Scalar(lone),
                (true, false) => Column::Rows(&repeated),
                _ => Column::Rows(&data[other]),
            };
            let [as_lone, as_column] = [true, false].map(|short| {
                let columns: Vec<_> = (0..data.len()).map(|other| column(other, short)).collect();
                let (mut out, mut codes) = (vec![0.0; rows], vec![0; rows]);
                entry
                    .floats(&columns, &mut out, Some(&mut codes), Errors::Coerce)
                    .unwrap();
                (out, codes)
            });
            assert!(
                as_lone
                    .0
                    .iter()
                    .zip(&as_column.0)
                    .all(|(one, two)| same(*one, *two)),
                "{}",
                entry.indicator.id
            );
            assert_eq!(as_lone.1, as_column.1, "{}", entry.indicator.id);
        }
    }
}

#[test]
fn the_first_row_outside_the_domain_is_named_whichever_thread_meets_it() {
    let rows = 131_072 * 3;
    let entry = find("per_capita").unwrap();
    let amounts = vec![1.0; rows];
    for wrong in [0, 1023, 1024, 5000, rows / 2 + 7, rows - 1] {
        let mut population = vec![1.0; rows];
        population[wrong] = -3.0;
        population[rows - 1] = -5.0;
        let columns = [Column::Rows(&amounts), Column::Rows(&population)];
        match entry.floats(&columns, &mut vec![0.0; rows], None, Errors::Raise) {
            Err(Error::Domain {
                argument,
                row,
                reason,
                ..
            }) => {
                assert_eq!(
                    (argument.as_str(), row, reason),
                    ("population", Some(wrong), "population_not_positive")
                );
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn columns_of_other_lengths_and_outputs_of_other_lengths_are_refused() {
    let entry = find("megpc").unwrap();
    let (three, two) = ([1.0; 3], [1.0; 2]);
    let refusal = entry.floats(
        &[Column::Rows(&three), Column::Rows(&two)],
        &mut [0.0; 3],
        None,
        Errors::Raise,
    );
    assert_eq!(
        refusal,
        Err(Error::Length {
            argument: "expenditure_pc".to_owned(),
            found: 2,
            expected: 3
        })
    );
    let refusal = entry.floats(
        &[Column::Rows(&three), Column::Scalar(1.0)],
        &mut [0.0; 2],
        None,
        Errors::Raise,
    );
    assert_eq!(
        refusal,
        Err(Error::Length {
            argument: "out".to_owned(),
            found: 2,
            expected: 3
        })
    );
    assert!(matches!(
        entry.floats(&[Column::Scalar(1.0)], &mut [0.0], None, Errors::Raise),
        Err(Error::Length { .. })
    ));
}

#[test]
fn both_scenarios_in_one_pass_are_the_indicators_one_by_one() {
    let rows = 2050;
    let data: Vec<_> = (0..5).map(|column| drawn(column, rows)).collect();
    let columns = std::array::from_fn(|place| Column::Rows(&data[place]));
    let mut outs: [Vec<f64>; 4] = std::array::from_fn(|_| vec![0.0; rows]);
    scenarios::floats(columns, outs.each_mut().map(Vec::as_mut_slice)).unwrap();
    let run = |id: &str, columns: &[Column<'_>]| {
        let mut out = vec![0.0; rows];
        find(id)
            .unwrap()
            .floats(columns, &mut out, None, Errors::Raise)
            .unwrap();
        out
    };
    let [linked, sus, expenditure, due, rate] = columns;
    for (place, rate) in [(0, rate), (2, due)] {
        let potential = run("dpspc", &[linked, Column::Scalar(0.0), sus, rate]);
        let margin = run("megpc", &[Column::Rows(&potential), expenditure]);
        assert!(
            outs[place]
                .iter()
                .zip(&potential)
                .all(|(one, two)| same(*one, *two))
        );
        assert!(
            outs[place + 1]
                .iter()
                .zip(&margin)
                .all(|(one, two)| same(*one, *two))
        );
    }
}

#[test]
fn exact_scenarios_have_a_row_for_each_row_of_any_column() {
    let dues = [Some(Decimal::new(102, 1)), None, Some(Decimal::new(15, 0))];
    let lone = |value: i64| ExactColumn::Scalar(Some(Decimal::new(value, 0)));
    let columns = [
        lone(1000),
        lone(10),
        lone(20),
        ExactColumn::Rows(&dues),
        lone(15),
    ];
    let [potential, margin, other, other_margin] = scenarios::exact(columns).unwrap();
    assert_eq!(potential, [Some(Decimal::new(160, 0)); 3]);
    assert_eq!(margin, [Some(Decimal::new(140, 0)); 3]);
    assert_eq!(
        other,
        [Some(Decimal::new(112, 0)), None, Some(Decimal::new(160, 0))]
    );
    assert_eq!(
        other_margin,
        [Some(Decimal::new(92, 0)), None, Some(Decimal::new(140, 0))]
    );
}
