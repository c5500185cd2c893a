//! Every golden row of the indicators, the statute and the classes, through the core.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may stop, and chooses its numbers"
)]

mod golden_files;

use golden_files::{Row, required, rows};
use num_bigint::BigInt;
use rust_decimal::Decimal;
use sustenta::classifications::{
    Bands, CLASSIFICATIONS, Classification, Compliance, EC29_COMPLIANCE, EC29_TREND, EXECUTION,
    Form, Judgement, TAX_EFFORT, classify_exact, classify_floats, classify_groups,
    exact_compliance, meets,
};
use sustenta::error::Error;
use sustenta::indicators::{Entry, INDICATORS};
use sustenta::metadata::Reason;
use sustenta::number::{BigRational, nearest_decimal, nearest_float, rational, shortest};
use sustenta::rows::{Column, Errors, ExactColumn, Fault};
use sustenta::statute::{Rule, Sphere, minimum_share};

/// What a float may differ from the exact result: relatively, and where that is zero.
const RELATIVE: f64 = 1e-12;
const OF_ZERO: f64 = 1e-9;

fn file_of(entry: &Entry) -> String {
    format!("indicators/{}.csv", entry.indicator.id)
}

fn arguments(entry: &Entry) -> impl Iterator<Item = &'static str> {
    entry.indicator.inputs.iter().map(|input| input.argument)
}

/// Half-even to so many decimals.
fn rounded(value: &BigRational, decimals: &str) -> BigRational {
    let scale = BigRational::from_integer(BigInt::from(10).pow(decimals.parse().unwrap()));
    let scaled = value * &scale;
    let floor = scaled.floor();
    let rest = &scaled - &floor;
    let half = BigRational::new(1.into(), 2.into());
    let odd = floor.to_integer().bit(0);
    let up = rest > half || (rest == half && odd);
    (if up {
        floor + BigRational::from_integer(1.into())
    } else {
        floor
    }) / scale
}

/// Whether a float is the expected result: near it, or rounded to its printed decimals.
fn agrees(found: f64, entry: &Entry, row: &Row) -> bool {
    let expected = row.float("expected");
    // A difference cannot be nearer than the floats nearest to what is subtracted.
    let widest = arguments(entry)
        .map(|name| row.float(name).abs())
        .fold(0.0, f64::max);
    let of_inputs = if entry.indicator.partial {
        0.0
    } else {
        f64::EPSILON * widest
    };
    match row.given("decimals") {
        None if expected == 0.0 => found.abs() <= OF_ZERO,
        None => (found - expected).abs() <= RELATIVE * expected.abs() + of_inputs,
        Some(decimals) => shortest(found)
            .is_some_and(|found| Some(rounded(&found, decimals)) == row.rational("expected")),
    }
}

fn code_of(reason: &str) -> u8 {
    Reason::ALL
        .iter()
        .find(|known| known.name() == reason)
        .map_or(0, |reason| reason.code())
}

/// The rows of the files that exist, indicator by indicator.
fn all_rows() -> impl Iterator<Item = (&'static Entry, Vec<Row>)> {
    INDICATORS
        .iter()
        .filter_map(|entry| rows(&file_of(entry)).map(|rows| (entry, rows)))
}

#[test]
fn every_indicator_has_a_golden_file_with_rows() {
    let lacking: Vec<_> = INDICATORS
        .iter()
        .filter(|entry| rows(&file_of(entry)).is_none_or(|rows| rows.is_empty()))
        .map(file_of)
        .collect();
    assert!(
        lacking.is_empty(),
        "tests/golden lacks {}",
        lacking.join(", ")
    );
}

#[test]
fn every_golden_row_comes_back_from_exact_decimals() {
    for (entry, rows) in all_rows() {
        for row in &rows {
            let inputs: Vec<_> = arguments(entry)
                .map(|name| ExactColumn::Scalar(row.decimal(name)))
                .collect();
            let mut code = [0];
            let found = entry
                .exact(&inputs, Some(&mut code), Errors::Coerce)
                .unwrap();
            assert_eq!(code, [code_of(row.text("reason"))], "{}", row.place());
            match (found.as_slice(), row.given("decimals")) {
                ([Some(found)], Some(decimals)) => assert_eq!(
                    Some(rounded(&rational(*found), decimals)),
                    row.rational("expected"),
                    "{}",
                    row.place()
                ),
                (found, _) => assert_eq!(found, [row.decimal("expected")], "{}", row.place()),
            }
        }
    }
}

#[test]
fn every_golden_row_comes_back_from_floats() {
    for (entry, rows) in all_rows() {
        for row in &rows {
            let inputs: Vec<_> = arguments(entry)
                .map(|name| Column::Scalar(row.float(name)))
                .collect();
            let (mut found, mut code) = ([0.0], [0]);
            entry
                .floats(&inputs, &mut found, Some(&mut code), Errors::Coerce)
                .unwrap();
            assert_eq!(code, [code_of(row.text("reason"))], "{}", row.place());
            let [found] = found;
            let missing = row.given("expected").is_none();
            assert!(
                if missing {
                    found.is_nan()
                } else {
                    agrees(found, entry, row)
                },
                "{found} for {}",
                row.place()
            );
        }
    }
}

#[test]
fn every_golden_row_comes_back_from_rationals() {
    for (entry, rows) in all_rows() {
        for row in &rows {
            let Some(inputs) = arguments(entry)
                .map(|name| row.rational(name))
                .collect::<Option<Vec<_>>>()
            else {
                assert_eq!(row.text("reason"), "input_missing", "{}", row.place());
                continue;
            };
            match (entry.unrounded(&inputs).unwrap(), row.given("decimals")) {
                (Ok(found), Some(decimals)) => assert_eq!(
                    Some(rounded(&found, decimals)),
                    row.rational("expected"),
                    "{}",
                    row.place()
                ),
                (Ok(found), None) => assert_eq!(
                    nearest_decimal(&found).ok(),
                    row.decimal("expected"),
                    "{}",
                    row.place()
                ),
                (Err(Fault::Domain(reason, _)), _) => {
                    assert_eq!(reason.name(), row.text("reason"), "{}", row.place());
                }
                (Err(fault), _) => panic!("{fault:?} for {}", row.place()),
            }
        }
    }
}

#[test]
fn a_whole_golden_file_as_one_call_gives_each_row_its_own_result() {
    for (entry, rows) in all_rows() {
        let floats: Vec<Vec<f64>> = arguments(entry)
            .map(|name| rows.iter().map(|row| row.float(name)).collect())
            .collect();
        let decimals: Vec<Vec<Option<Decimal>>> = arguments(entry)
            .map(|name| rows.iter().map(|row| row.decimal(name)).collect())
            .collect();
        let (mut found, mut codes) = (vec![0.0; rows.len()], vec![0; rows.len()]);
        let columns: Vec<_> = floats.iter().map(|column| Column::Rows(column)).collect();
        entry
            .floats(&columns, &mut found, Some(&mut codes), Errors::Coerce)
            .unwrap();
        let mut exact_codes = vec![0; rows.len()];
        let columns: Vec<_> = decimals
            .iter()
            .map(|column| ExactColumn::Rows(column))
            .collect();
        let exact = entry
            .exact(&columns, Some(&mut exact_codes), Errors::Coerce)
            .unwrap();
        assert_eq!(codes, exact_codes, "{}", entry.indicator.id);
        for (((row, float), exact), code) in rows.iter().zip(found).zip(exact).zip(codes) {
            assert_eq!(code, code_of(row.text("reason")), "{}", row.place());
            assert_eq!(
                exact.is_none() && float.is_nan(),
                row.given("expected").is_none(),
                "{}",
                row.place()
            );
            assert!(
                exact.is_none_or(|exact| agrees(float, entry, row)
                    && agrees(nearest_float(&rational(exact)), entry, row)),
                "{}",
                row.place()
            );
        }
    }
}

#[test]
fn a_value_outside_the_domain_is_an_error_unless_it_is_coerced() {
    for (entry, rows) in all_rows() {
        for row in rows
            .iter()
            .filter(|row| !["", "input_missing"].contains(&row.text("reason")))
        {
            let exact: Vec<_> = arguments(entry)
                .map(|name| ExactColumn::Scalar(row.decimal(name)))
                .collect();
            let floats: Vec<_> = arguments(entry)
                .map(|name| Column::Scalar(row.float(name)))
                .collect();
            let refusals = [
                entry.exact(&exact, None, Errors::Raise).err(),
                entry.floats(&floats, &mut [0.0], None, Errors::Raise).err(),
            ];
            for refusal in refusals {
                let Some(Error::Domain {
                    argument,
                    row: None,
                    found,
                    reason,
                    ..
                }) = refusal
                else {
                    panic!("{refusal:?} for {}", row.place())
                };
                assert_eq!(reason, row.text("reason"), "{}", row.place());
                assert_eq!(
                    found.parse().ok(),
                    Some(row.float(&argument)),
                    "{}",
                    row.place()
                );
            }
        }
    }
}

#[test]
fn the_statute_gives_every_golden_share() {
    for row in required("statute.csv") {
        let sphere = Sphere::from_name(row.text("sphere")).unwrap();
        let rule = Rule::from_name(row.text("reading")).unwrap();
        let (start, own_law) = (row.rational("start_pct"), row.rational("own_law_pct"));
        let year = row.text("year").parse().unwrap();
        match minimum_share(year, sphere, rule, start.as_ref(), own_law.as_ref()) {
            Ok(due) => assert_eq!(Some(due), row.rational("expected"), "{}", row.place()),
            Err(reason) => assert_eq!(reason.name(), row.text("reason"), "{}", row.place()),
        }
    }
}

fn class_of(classification: &Classification, judgement: Judgement) -> (&'static str, u8) {
    let place = usize::from(judgement.class).checked_sub(1);
    (
        place.map_or("", |place| classification.classes[place].id),
        judgement.reason,
    )
}

#[test]
fn amounts_and_changes_fall_into_their_golden_classes() {
    for classification in [EXECUTION, TAX_EFFORT, EC29_TREND] {
        let bands = Bands::of(&classification).unwrap();
        for row in required(&format!("classes/{}.csv", classification.id)) {
            let (form, [one, two]) = match (classification.id, row.text("case")) {
                ("execution", _) => (Form::Share, ["executed", "transferred"]),
                _ if row.text("form") == "pair" => (Form::Change, ["first", "last"]),
                _ => (Form::Given, ["change_pct", "change_pct"]),
            };
            let expected = (row.text("expected"), code_of(row.text("reason")));
            let exact = [one, two].map(|name| ExactColumn::Scalar(row.decimal(name)));
            let found = classify_exact(form, exact[0], exact[1], &bands).unwrap();
            assert_eq!(
                class_of(&classification, found[0]),
                expected,
                "{}",
                row.place()
            );
            if row.text("number") == "any" {
                let floats = [one, two].map(|name| Column::Scalar(row.float(name)));
                let found = classify_floats(form, floats[0], floats[1], &bands).unwrap();
                assert_eq!(
                    class_of(&classification, found[0]),
                    expected,
                    "{}",
                    row.place()
                );
            }
        }
    }
}

#[test]
fn every_classification_has_a_golden_file() {
    let lacking: Vec<_> = CLASSIFICATIONS
        .iter()
        .map(|one| format!("classes/{}.csv", one.id))
        .filter(|file| rows(file).is_none())
        .collect();
    assert!(
        lacking.is_empty(),
        "tests/golden lacks {}",
        lacking.join(", ")
    );
}

#[test]
fn municipalities_comply_or_fail_as_the_golden_file_says() {
    let rows = required("classes/ec29_compliance.csv");
    let years: Vec<i32> = rows
        .iter()
        .map(|row| row.text("year").parse().unwrap())
        .collect();
    let mut cases: Vec<&str> = rows.iter().map(|row| row.text("case")).collect();
    cases.dedup();
    let groups: Vec<usize> = rows
        .iter()
        .map(|row| {
            cases
                .iter()
                .position(|case| *case == row.text("case"))
                .unwrap()
        })
        .collect();
    let decimals = |column| {
        rows.iter()
            .map(|row| row.decimal(column))
            .collect::<Vec<_>>()
    };
    let (applied, due) = (decimals("applied_pct"), decimals("due_pct"));
    let exact = exact_compliance(
        ExactColumn::Rows(&applied),
        ExactColumn::Rows(&due),
        rows.len(),
    );
    let floats: Vec<Compliance> = rows
        .iter()
        .zip(&exact)
        .map(|(row, exact)| match row.text("number") {
            "any" => meets(row.float("applied_pct"), row.float("due_pct"), None),
            _ => *exact,
        })
        .collect();
    for compliance in [exact, floats] {
        let classes = classify_groups(&groups, &years, &compliance, cases.len()).unwrap();
        for (row, group) in rows.iter().zip(&groups) {
            let found = &classes[*group];
            let class = usize::from(found.class)
                .checked_sub(1)
                .map_or("", |place| EC29_COMPLIANCE.classes[place].id);
            let failing: Vec<String> = found
                .failing_years
                .iter()
                .map(ToString::to_string)
                .collect();
            assert_eq!(
                (class, failing.join(", ").as_str()),
                (row.text("expected"), row.text("failing_years")),
                "{}",
                row.place()
            );
            assert_eq!(found.reason, code_of(row.text("reason")), "{}", row.place());
        }
    }
}
