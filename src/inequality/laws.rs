//! What holds of curves for all units.

use proptest::prelude::*;

use super::*;

/// Units with a value, a rank (with many ties) and a weight.
fn units() -> impl Strategy<Value = Vec<(f64, f64, f64)>> {
    let unit = (0_u32..1000, -5_i32..6, 1_u32..90);
    let unit = unit.prop_map(|(value, rank, weight)| {
        (f64::from(value) / 7.0, f64::from(rank), f64::from(weight))
    });
    prop::collection::vec(unit, 1..60).prop_filter("somebody has something", |units| {
        units.iter().any(|(value, _, _)| *value > 0.0)
    })
}

fn columns(units: &[(f64, f64, f64)]) -> [Vec<f64>; 3] {
    [
        units.iter().map(|unit| unit.0).collect(),
        units.iter().map(|unit| unit.1).collect(),
        units.iter().map(|unit| unit.2).collect(),
    ]
}

fn curve(units: &[(f64, f64, f64)]) -> Vec<Point> {
    let [values, by, weights] = columns(units);
    concentration_curve(&values, &by, &weights)
}

/// One less twice the area under a curve.
fn enclosed(curve: &[Point]) -> f64 {
    let steps = curve.iter().zip(curve.iter().skip(1));
    let twice = steps.map(|(from, to)| (to.0 - from.0) * (to.1 + from.1));
    1.0 - twice.sum::<f64>() / 1e4
}

fn same(one: &[Point], two: &[Point]) -> bool {
    let near = |one: f64, two: f64| (one - two).abs() < 1e-11;
    one.len() == two.len()
        && one
            .iter()
            .zip(two)
            .all(|(one, two)| near(one.0, two.0) && near(one.1, two.1))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_curve_begins_at_the_origin_never_falls_and_ends_with_all(units in units()) {
        let [values, _, weights] = columns(&units);
        for curve in [curve(&units), lorenz(&values, &weights)] {
            prop_assert_eq!(curve.first(), Some(&(0.0, 0.0)));
            prop_assert_eq!(curve.last(), Some(&(100.0, 100.0)));
            for (from, to) in curve.iter().zip(curve.iter().skip(1)) {
                prop_assert!(from.0 <= to.0 && from.1 <= to.1);
            }
        }
    }

    #[test]
    fn a_concentration_curve_encloses_the_index(units in units()) {
        let [values, by, weights] = columns(&units);
        let index = Units::concentrated(Concentration::Index, &values, &by, &weights).value();
        prop_assert!((enclosed(&curve(&units)) - index).abs() < 1e-12);
    }

    #[test]
    fn the_order_of_units_says_nothing(units in units(), turn in 0_usize..60) {
        let mut turned = units.clone();
        turned.rotate_left(turn.min(units.len()));
        turned.reverse();
        prop_assert!(same(&curve(&turned), &curve(&units)));
    }

    #[test]
    fn units_of_one_rank_are_as_one_with_their_mean(units in units()) {
        let mut ranks: Vec<(f64, f64, f64)> = Vec::new();
        for (value, rank, weight) in &units {
            match ranks.iter_mut().find(|known| known.1.total_cmp(rank).is_eq()) {
                Some(known) => {
                    let together = known.2 + weight;
                    known.0 = (known.0 * known.2 + value * weight) / together;
                    known.2 = together;
                }
                None => ranks.push((*value, *rank, *weight)),
            }
        }
        prop_assert!(same(&curve(&ranks), &curve(&units)));
        prop_assert_eq!(curve(&units).iter().skip(1).count(), ranks.len());
    }

    #[test]
    fn ranked_by_itself_it_is_the_lorenz_curve(units in units()) {
        let [mut values, _, weights] = columns(&units);
        // No two alike, so that each unit is a step of its own.
        for (place, value) in (0_u32..).zip(&mut values) {
            *value += f64::from(place) / 1e3;
        }
        let lorenz = lorenz(&values, &weights);
        prop_assert_eq!(concentration_curve(&values, &values, &weights), lorenz);
    }
}
