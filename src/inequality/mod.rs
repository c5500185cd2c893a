//! Inequality between municipalities, each weighted by its population or alike.
//!
//! Every measure is one over weighted units: a weight of three is that unit three times. A weight
//! of zero takes a unit out, which is how standard errors are replicated.

mod concentration;
mod curves;
mod decomposition;
#[cfg(test)]
mod laws;
mod measures;
mod replication;

pub use concentration::Concentration;
pub use curves::{Point, concentration_curve, lorenz};
pub use decomposition::{GroupPart, decompose};
pub use measures::Measure;
pub use replication::{Statistic, Units};

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, expected: f64) {
        assert!(
            (found - expected).abs() < 1e-14,
            "{found} is not {expected}"
        );
    }

    fn value(measure: Measure, values: &[f64], weights: &[f64]) -> f64 {
        Units::measured(measure, values, weights).value()
    }

    #[test]
    fn equal_incomes_are_no_inequality() {
        let equal = [7.3; 9];
        let weights = [1.0, 5.0, 2.0, 9.0, 3.0, 3.0, 1.0, 4.0, 8.0];
        for measure in [
            Measure::Gini,
            Measure::TheilT,
            Measure::TheilL,
            Measure::Atkinson(0.5),
            Measure::Atkinson(1.0),
            Measure::Atkinson(2.0),
            Measure::Cv,
        ] {
            near(value(measure, &equal, &weights), 0.0);
        }
    }

    #[test]
    fn one_owner_of_everything() {
        let mut values = [0.0; 8];
        values[3] = 5.0;
        let weights = [1.0; 8];
        near(value(Measure::Gini, &values, &weights), 7.0 / 8.0);
        near(value(Measure::TheilT, &values, &weights), 8.0_f64.ln());
        near(value(Measure::Cv, &values, &weights), 7.0_f64.sqrt());
        near(value(Measure::Atkinson(1.0), &values, &weights), 1.0);
        near(value(Measure::Atkinson(2.0), &values, &weights), 1.0);
    }

    #[test]
    fn a_weight_is_that_unit_so_many_times() {
        let weighted = [[1.0, 4.0, 4.0, 9.0], [2.0, 1.0, 3.0, 1.0]];
        let repeated = [1.0, 1.0, 4.0, 4.0, 4.0, 4.0, 9.0];
        for measure in [
            Measure::Gini,
            Measure::TheilT,
            Measure::TheilL,
            Measure::Atkinson(0.7),
            Measure::Cv,
        ] {
            near(
                value(measure, &weighted[0], &weighted[1]),
                value(measure, &repeated, &[1.0; 7]),
            );
        }
    }

    #[test]
    fn what_is_ranked_by_itself_is_as_concentrated_as_it_is_unequal() {
        let (values, weights) = ([3.0, 1.0, 1.0, 8.0], [2.0, 5.0, 1.0, 3.0]);
        let concentrated =
            Units::concentrated(Concentration::Index, &values, &values, &weights).value();
        near(concentrated, value(Measure::Gini, &values, &weights));
        near(Units::kakwani(&values, &values, &weights).value(), 0.0);
    }

    #[test]
    fn units_of_equal_rank_are_one_step_of_the_curve() {
        let (values, by, weights) = (
            [1.0, 4.0, 0.0, 3.0],
            [30.0, 10.0, 20.0, 20.0],
            [1.0, 2.0, 3.0, 4.0],
        );
        // By hand: the second unit, 2 of 10 people with 8 of 21; the last two, 7 and 12; the first.
        let expected = [(0.0, 0.0), (20.0, 800.0 / 21.0), (90.0, 2000.0 / 21.0)];
        let curve = concentration_curve(&values, &by, &weights);
        assert_eq!(curve.len(), 4);
        for (found, expected) in curve.iter().zip(expected) {
            near(found.0 / 100.0, expected.0 / 100.0);
            near(found.1 / 100.0, expected.1 / 100.0);
        }
        assert_eq!(curve[3], (100.0, 100.0));
    }

    #[test]
    fn zeros_of_either_sign_are_one_rank() {
        let curve = concentration_curve(&[1.0, 2.0, 1.0], &[0.0, 1.0, -0.0], &[1.0; 3]);
        assert_eq!(curve, [(0.0, 0.0), (200.0 / 3.0, 50.0), (100.0, 100.0)]);
    }

    #[test]
    fn a_curve_stays_at_the_whole_where_the_rest_has_nothing() {
        // 100 · 0.69 / 0.69 is more than 100 in floats.
        let curve = concentration_curve(&[0.69, 0.0], &[1.0, 2.0], &[1.0; 2]);
        assert_eq!(curve, [(0.0, 0.0), (50.0, 100.0), (100.0, 100.0)]);
    }

    #[test]
    fn within_and_between_add_up() {
        let (values, weights) = ([3.0, 1.0, 2.0, 8.0, 5.0], [2.0, 5.0, 1.0, 3.0, 4.0]);
        for measure in [Measure::TheilT, Measure::TheilL] {
            let parts = decompose(measure, &values, &weights, &[0, 1, 0, 1, 1]).unwrap();
            let sum: f64 = parts.iter().map(|part| part.within + part.between).sum();
            near(sum, value(measure, &values, &weights));
        }
        assert!(decompose(Measure::Gini, &values, &weights, &[0; 5]).is_err());
    }
}
