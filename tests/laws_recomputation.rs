//! The range of a recomputation holds whatever the numbers behind the printed figures can give.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may stop, and chooses its numbers"
)]

mod seeded;

use proptest::prelude::*;
use seeded::seeded;
use sustenta::figure::{Figure, Interval, Kind};
use sustenta::indicators::{Entry, INDICATORS};
use sustenta::metadata::Reason;
use sustenta::number::{BigRational, Decimal, rational};
use sustenta::recomputation::{Printed, Relation, Verdict, recompute, verdict};
use sustenta::rows::Fault;

/// A printed figure, and a place in what may lie behind it: from 0, the lower end, to 1000, the upper.
type Drawn = (Printed, i64);

fn figures() -> impl Strategy<Value = Drawn> {
    let figure = (
        -2_000_i64..100_000,
        0_u32..4,
        prop::sample::select(Kind::ALL.to_vec()),
    );
    (figure, 0_i64..=1000).prop_map(|((digits, decimals, kind), place)| {
        let figure = Figure {
            value: Decimal::new(digits, decimals),
            decimals: decimals.try_into().unwrap(),
        };
        (Printed { figure, kind }, place)
    })
}

/// Percentages near to one another, so that the ranges of a rate and a share due overlap now and then.
fn near() -> impl Strategy<Value = Drawn> {
    (
        100_i64..160,
        prop::sample::select(Kind::ALL.to_vec()),
        0_i64..=1000,
    )
        .prop_map(|(digits, kind, place)| {
            let figure = Figure {
                value: Decimal::new(digits, 1),
                decimals: 0,
            };
            (Printed { figure, kind }, place)
        })
}

/// A number behind the figure; an end that does not belong to it is left by a thousandth.
fn behind((printed, place): &Drawn) -> BigRational {
    let range = Interval::of(&printed.figure, printed.kind);
    let place = match place {
        0 if !range.low_closed => 1,
        1000 if !range.high_closed => 999,
        place => *place,
    };
    &range.low + (&range.high - &range.low) * BigRational::new(place.into(), 1000.into())
}

fn holds(entry: &'static Entry, drawn: &[Drawn]) -> Result<(), TestCaseError> {
    let printed: Vec<_> = drawn.iter().map(|(printed, _)| *printed).collect();
    let inner: Vec<_> = drawn.iter().map(behind).collect();
    let points: Vec<_> = printed
        .iter()
        .map(|printed| rational(printed.figure.value))
        .collect();
    let recomputed = recompute(Relation::Indicator(entry), &printed).unwrap();
    match recomputed {
        Ok(recomputed) => {
            prop_assert_eq!(
                Ok(recomputed.point.clone()),
                entry.unrounded(&points).unwrap()
            );
            let inner = entry.unrounded(&inner).unwrap();
            let Ok(inner) = inner else {
                return Err(TestCaseError::fail(format!(
                    "{}: a range, and {inner:?} inside",
                    entry.indicator.id
                )));
            };
            prop_assert!(
                recomputed.range.low <= inner && inner <= recomputed.range.high,
                "{}: {} is not in {:?}",
                entry.indicator.id,
                inner,
                recomputed.range
            );
            prop_assert!(
                recomputed.range.low <= recomputed.point
                    && recomputed.point <= recomputed.range.high
            );
        }
        Err(reason) => {
            // Some number behind the figures is outside the domain, or its neighbours are on both sides of a pole.
            prop_assert!(
                entry.indicator.partial,
                "{}: {:?}",
                entry.indicator.id,
                reason
            );
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(seeded(1500, 11))]

    #[test]
    fn the_range_holds_every_result_of_numbers_behind_the_figures(position in 0..INDICATORS.len(), drawn in prop::collection::vec(figures(), 8)) {
        let entry = &INDICATORS[position];
        holds(entry, &drawn[..entry.indicator.inputs.len()])?;
    }

    #[test]
    fn the_range_holds_every_result_where_rate_and_share_due_are_near(position in 0..INDICATORS.len(), drawn in prop::collection::vec(figures(), 8), rates in [near(), near(), near()]) {
        let entry = &INDICATORS[position];
        let mut drawn = drawn[..entry.indicator.inputs.len()].to_vec();
        for ((input, drawn), rate) in entry.indicator.inputs.iter().zip(&mut drawn).rev().zip(rates) {
            if input.argument.ends_with("_pct") {
                *drawn = rate;
            }
        }
        holds(entry, &drawn)?;
    }

    #[test]
    fn a_figure_printed_from_numbers_behind_the_inputs_is_never_said_to_disagree(
        position in 0..INDICATORS.len(), drawn in prop::collection::vec(figures(), 8), decimals in 0_u32..4
    ) {
        let entry = &INDICATORS[position];
        let drawn = &drawn[..entry.indicator.inputs.len()];
        let printed: Vec<_> = drawn.iter().map(|(printed, _)| *printed).collect();
        let inner: Vec<_> = drawn.iter().map(behind).collect();
        let (Ok(recomputed), Ok(inner)) = (recompute(Relation::Indicator(entry), &printed).unwrap(), entry.unrounded(&inner).unwrap()) else { return Ok(()) };
        let scale = BigRational::from_integer(10_i64.pow(decimals).into());
        let Ok(units) = i64::try_from((inner * scale).round().to_integer()) else { return Ok(()) };
        let page = Printed { figure: Figure { value: Decimal::new(units, decimals), decimals: decimals.try_into().unwrap() }, kind: Kind::Rounded };
        prop_assert_ne!(verdict(&page, &recomputed), Verdict::Disagrees);
    }

    #[test]
    fn a_sum_holds_the_sum_of_numbers_behind_its_parts(drawn in prop::collection::vec(figures(), 1..12)) {
        let printed: Vec<_> = drawn.iter().map(|(printed, _)| *printed).collect();
        let sum: BigRational = drawn.iter().map(behind).sum();
        let recomputed = recompute(Relation::Sum, &printed).unwrap().unwrap();
        prop_assert!(recomputed.range.contains(&sum));
    }
}

#[test]
fn rates_whose_ranges_overlap_identify_nothing() {
    let printed = |digits, decimals, kind| Printed {
        figure: Figure {
            value: Decimal::new(digits, 0),
            decimals,
        },
        kind,
    };
    let exact = |digits| printed(digits, 0, Kind::Exact);
    for entry in INDICATORS
        .iter()
        .filter(|entry| entry.indicator.id.ends_with("_from_scenarios"))
    {
        // Neither the points nor any two ends are equal, and yet what is behind the figures may be.
        for (due, rate) in [
            (printed(16, -1, Kind::Rounded), exact(17)),
            (exact(15), printed(10, -1, Kind::Truncated)),
            (
                printed(16, -1, Kind::Rounded),
                printed(17, 0, Kind::Truncated),
            ),
        ] {
            let figure = |argument| match argument {
                "dpspc" => exact(82),
                "dpspc_ec29" => exact(80),
                "due_pct" => due,
                "rate_pct" => rate,
                _ => exact(5),
            };
            let figures: Vec<_> = entry
                .indicator
                .inputs
                .iter()
                .map(|input| figure(input.argument))
                .collect();
            let reason = recompute(Relation::Indicator(entry), &figures)
                .unwrap()
                .map_err(Reason::name);
            assert_eq!(
                reason,
                Err("margin_not_identifiable"),
                "{}",
                entry.indicator.id
            );
        }
    }
}

#[test]
fn an_inner_point_outside_the_domain_is_never_hidden_by_corners_inside_it() {
    let faults = |entry: &Entry, inputs: &[BigRational]| {
        matches!(entry.unrounded(inputs).unwrap(), Err(Fault::Domain(..)))
    };
    let wide = |digits| Printed {
        figure: Figure {
            value: Decimal::new(digits, 0),
            decimals: 0,
        },
        kind: Kind::Rounded,
    };
    let zero = BigRational::from_integer(0.into());
    for entry in INDICATORS.iter().filter(|entry| entry.indicator.partial) {
        let arguments = entry.indicator.inputs.len();
        for place in 0..arguments {
            // Not all at once: one input about zero, the others far from it and from each other.
            let others = [70, 20, 50, 11, 15, 90, 30, 40];
            let figures: Vec<_> = (0..arguments)
                .map(|other| wide(if other == place { 0 } else { others[other] }))
                .collect();
            let mut points: Vec<_> = figures
                .iter()
                .map(|figure| rational(figure.figure.value))
                .collect();
            points[place] = zero.clone();
            if faults(entry, &points) {
                assert!(
                    recompute(Relation::Indicator(entry), &figures)
                        .unwrap()
                        .is_err(),
                    "{} {place}",
                    entry.indicator.id
                );
            }
        }
    }
}
