//! A statistic and its standard error, by leaving units out or drawing them again.

use super::concentration::{Concentration, concentration};
use super::measures::Measure;
use crate::error::Error;
use crate::outlook::sums::total;

/// Fewest units of which a standard error can be estimated.
const FEWEST_UNITS: usize = 2;

/// The order that sorts a column.
pub(super) fn order(of: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..of.len()).collect();
    let at = |place: &usize| of.get(*place).copied().unwrap_or(f64::NAN);
    order.sort_by(|one, two| at(one).total_cmp(&at(two)));
    order
}

pub(super) fn taken(order: &[usize], of: &[f64]) -> Vec<f64> {
    order
        .iter()
        .map(|place| of.get(*place).copied().unwrap_or(f64::NAN))
        .collect()
}

/// A statistic over units with weights: what is replicated for a standard error.
#[derive(Clone, Debug)]
pub enum Statistic {
    /// A measure of one column, sorted.
    Measure(Measure, Vec<f64>),
    /// A concentration of the second column over the ranks of the first, sorted by it.
    Concentration(Concentration, Vec<f64>, Vec<f64>),
    /// The concentration of the second less the Gini of the first: Kakwani.
    Kakwani(Vec<f64>, Vec<f64>),
}

impl Statistic {
    fn of(&self, weights: &[f64]) -> f64 {
        match self {
            Self::Measure(measure, values) => measure.of(values, weights),
            Self::Concentration(kind, by, values) => concentration(*kind, by, values, weights),
            Self::Kakwani(income, payment) => {
                concentration(Concentration::Index, income, payment, weights)
                    - Measure::Gini.of(income, weights)
            }
        }
    }
}

/// A statistic with its units' weights, in the order in which it wants them.
#[derive(Clone, Debug)]
pub struct Units {
    statistic: Statistic,
    weights: Vec<f64>,
    order: Vec<usize>,
}

impl Units {
    /// A measure of one column.
    #[must_use]
    pub fn measured(measure: Measure, values: &[f64], weights: &[f64]) -> Self {
        let order = order(values);
        Self {
            statistic: Statistic::Measure(measure, taken(&order, values)),
            weights: taken(&order, weights),
            order,
        }
    }

    /// A concentration of `values` over the ranks of `by`.
    #[must_use]
    pub fn concentrated(kind: Concentration, values: &[f64], by: &[f64], weights: &[f64]) -> Self {
        let order = order(by);
        Self {
            statistic: Statistic::Concentration(kind, taken(&order, by), taken(&order, values)),
            weights: taken(&order, weights),
            order,
        }
    }

    /// Kakwani's index of payments over income.
    #[must_use]
    pub fn kakwani(payment: &[f64], income: &[f64], weights: &[f64]) -> Self {
        let order = order(income);
        Self {
            statistic: Statistic::Kakwani(taken(&order, income), taken(&order, payment)),
            weights: taken(&order, weights),
            order,
        }
    }

    /// The statistic.
    #[must_use]
    pub fn value(&self) -> f64 {
        self.statistic.of(&self.weights)
    }

    /// The standard error by leaving out one unit at a time.
    ///
    /// # Errors
    /// With fewer than two units.
    pub fn jackknife(&self) -> Result<f64, Error> {
        let units = self.weights.len();
        if units < FEWEST_UNITS {
            return Err(too_few(units));
        }
        let mut weights = self.weights.clone();
        let mut left_out = Vec::with_capacity(units);
        for place in 0..units {
            let Some(slot) = weights.get_mut(place) else {
                continue;
            };
            let weight = std::mem::replace(slot, 0.0);
            left_out.push(self.statistic.of(&weights));
            if let Some(slot) = weights.get_mut(place) {
                *slot = weight;
            }
        }
        let count = number(units);
        Ok(((count - 1.0) * spread(&left_out)).sqrt())
    }

    /// The statistic where each unit is there so often; one row of `counts` a replicate.
    ///
    /// # Errors
    /// With fewer than two units.
    pub fn replicates(&self, counts: &[i64]) -> Result<Vec<f64>, Error> {
        let units = self.weights.len();
        if units < FEWEST_UNITS {
            return Err(too_few(units));
        }
        let rows = counts.chunks_exact(units).map(|counts| {
            let times = self
                .order
                .iter()
                .map(|place| counts.get(*place).copied().unwrap_or(0));
            let weights: Vec<f64> = times
                .zip(&self.weights)
                .map(|(times, weight)| number(usize::try_from(times).unwrap_or(0)) * weight)
                .collect();
            self.statistic.of(&weights)
        });
        Ok(rows.collect())
    }
}

fn too_few(units: usize) -> Error {
    Error::Setting {
        argument: "standard_error".to_owned(),
        problem: format!("of {units} units there is no standard error; it takes two or more"),
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "nobody counts 2^53 municipalities"
)]
fn number(count: usize) -> f64 {
    count as f64
}

/// The mean square of the distances from the mean.
fn spread(values: &[f64]) -> f64 {
    let count = number(values.len());
    let mean = total(values.iter().copied()) / count;
    total(values.iter().map(|value| (value - mean).powi(2))) / count
}
