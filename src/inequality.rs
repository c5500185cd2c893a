//! Inequality between municipalities, each weighted by its population or alike.
//!
//! Every measure is one over weighted units: a weight of three is that unit three times. A weight
//! of zero takes a unit out, which is how standard errors are replicated.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::error::Error;
use crate::outlook::sums::total;

/// Fewest units of which a standard error can be estimated.
const FEWEST_UNITS: usize = 2;

/// A measure of one column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Measure {
    /// Gini: twice the area between the Lorenz curve and the diagonal.
    Gini,
    /// Theil T: GE(1).
    TheilT,
    /// Theil L, the mean logarithmic deviation: GE(0).
    TheilL,
    /// Atkinson, with its aversion to inequality.
    Atkinson(f64),
    /// Coefficient of variation.
    Cv,
}

impl Measure {
    /// The measure of that name; `epsilon` is Atkinson's.
    pub fn from_name(name: &str, epsilon: Option<f64>) -> Result<Self, Error> {
        match name {
            "gini" => Ok(Self::Gini),
            "theil_t" => Ok(Self::TheilT),
            "theil_l" => Ok(Self::TheilL),
            "cv" => Ok(Self::Cv),
            "atkinson" => Ok(Self::Atkinson(epsilon.unwrap_or(f64::NAN))),
            _ => Err(Error::unknown(
                "measure of inequality",
                name,
                ["gini", "theil_t", "theil_l", "atkinson", "cv"],
            )),
        }
    }

    /// The measure over units sorted by value; weights may be zero, their sum is not.
    #[must_use]
    pub fn of(self, values: &[f64], weights: &[f64]) -> f64 {
        let weight = total(weights.iter().copied());
        let mean = mean(values, weights, weight);
        if mean.is_nan() || mean <= 0.0 {
            // Nothing is relative to it, as where all who have something are left out.
            return f64::NAN;
        }
        let average = |of: &dyn Fn(f64) -> f64| {
            let terms = values.iter().zip(weights);
            let terms =
                terms.map(|(value, unit)| if *unit > 0.0 { unit * of(*value) } else { 0.0 });
            total(terms) / weight
        };
        match self {
            Self::Gini => {
                let ranks = ranks(values, weights, weight);
                2.0 * covariance(values, mean, &ranks, weights, weight) / mean
            }
            Self::TheilT => average(&|value| {
                let ratio = value / mean;
                // The limit of x·ln x at zero.
                if ratio > 0.0 { ratio * ratio.ln() } else { 0.0 }
            }),
            Self::TheilL => average(&|value| (mean / value).ln()),
            Self::Atkinson(epsilon) => {
                1.0 - equal_equivalent(epsilon, mean, least(values, weights), &average)
            }
            Self::Cv => average(&|value| (value - mean).powi(2)).sqrt() / mean,
        }
    }
}

/// The weighted mean of a function of the values.
type Average<'a> = dyn Fn(&dyn Fn(f64) -> f64) -> f64 + 'a;

/// What each would have, equally, for the same welfare, as a part of the mean.
///
/// Amounts are taken relative to what bears most of the mean power, so that neither a large aversion nor one next to 1 loses
/// figures: `E[v^k]^(1/k)` is `scale · exp(ln(1 + E[expm1(k·ln(v/scale))]) / k)`.
fn equal_equivalent(epsilon: f64, mean: f64, least: f64, average: &Average<'_>) -> f64 {
    let exponent = 1.0 - epsilon;
    let scale = if exponent < 0.0 { least } else { mean };
    if scale == 0.0 {
        // Any unit without anything leaves no welfare from an aversion of 1 on.
        return 0.0;
    }
    let logarithm = if exponent == 0.0 {
        average(&|value| (value / scale).ln())
    } else {
        average(&|value| (exponent * (value / scale).ln()).exp_m1()).ln_1p() / exponent
    };
    scale / mean * logarithm.exp()
}

/// The least value of a unit that is there; the values are sorted.
fn least(values: &[f64], weights: &[f64]) -> f64 {
    let mut units = values.iter().zip(weights);
    units
        .find(|(_, unit)| **unit > 0.0)
        .map_or(f64::NAN, |(value, _)| *value)
}

fn mean(values: &[f64], weights: &[f64], weight: f64) -> f64 {
    total(values.iter().zip(weights).map(|(value, unit)| value * unit)) / weight
}

/// `Σ w·(y − ȳ)·(R − ½)`, with the weights scaled to a sum of 1.
fn covariance(values: &[f64], mean: f64, ranks: &[f64], weights: &[f64], weight: f64) -> f64 {
    let terms = values.iter().zip(ranks).zip(weights);
    total(terms.map(|((value, rank), unit)| unit * (value - mean) * (rank - 0.5))) / weight
}

/// The fractional rank of each unit: the weight before it and half its own; equal values share their mean rank.
///
/// The values are sorted.
fn ranks(sorted: &[f64], weights: &[f64], weight: f64) -> Vec<f64> {
    let mut ranks = Vec::with_capacity(sorted.len());
    let mut before = 0.0;
    let mut rest = sorted.iter().zip(weights).peekable();
    while let Some((value, unit)) = rest.next() {
        let mut together = *unit;
        let mut tied = 1_usize;
        while let Some((_, more)) =
            rest.next_if(|(next, _)| next.partial_cmp(&value) == Some(Ordering::Equal))
        {
            together += more;
            tied = tied.saturating_add(1);
        }
        let rank = (before + together / 2.0) / weight;
        ranks.extend(std::iter::repeat_n(rank, tied));
        before += together;
    }
    ranks
}

/// The order that sorts a column.
fn order(of: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..of.len()).collect();
    let at = |place: &usize| of.get(*place).copied().unwrap_or(f64::NAN);
    order.sort_by(|one, two| at(one).total_cmp(&at(two)));
    order
}

fn taken(order: &[usize], of: &[f64]) -> Vec<f64> {
    order
        .iter()
        .map(|place| of.get(*place).copied().unwrap_or(f64::NAN))
        .collect()
}

/// What is measured of a concentration.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Concentration {
    /// CI, relative to the mean.
    Index,
    /// CI · mean.
    Generalised,
    /// Erreygers: 4 · mean · CI / (max − min).
    Erreygers(f64, f64),
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

fn concentration(kind: Concentration, by: &[f64], values: &[f64], weights: &[f64]) -> f64 {
    let weight = total(weights.iter().copied());
    let mean = mean(values, weights, weight);
    let ranks = ranks(by, weights, weight);
    let generalised = 2.0 * covariance(values, mean, &ranks, weights, weight);
    match kind {
        Concentration::Index if mean > 0.0 => generalised / mean,
        Concentration::Index => f64::NAN,
        Concentration::Generalised => generalised,
        Concentration::Erreygers(low, high) => 4.0 * generalised / (high - low),
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

/// A point of the Lorenz curve, in per cent.
pub type Point = (f64, f64);

/// The Lorenz curve: of the people from the poorest on, and of what they have; it begins at the origin.
#[must_use]
pub fn lorenz(values: &[f64], weights: &[f64]) -> Vec<Point> {
    let order = order(values);
    let (values, weights) = (taken(&order, values), taken(&order, weights));
    let people = total(weights.iter().copied());
    let all = total(
        values
            .iter()
            .zip(&weights)
            .map(|(value, weight)| value * weight),
    );
    let mut points = vec![(0.0, 0.0)];
    let (mut some_people, mut some) = (
        crate::outlook::sums::Compensated::default(),
        crate::outlook::sums::Compensated::default(),
    );
    let last = values.len();
    for (place, (value, weight)) in values.iter().zip(&weights).enumerate() {
        some_people.add(*weight);
        some.add(value * weight);
        points.push(if place.saturating_add(1) == last {
            (100.0, 100.0)
        } else {
            (
                100.0 * some_people.total() / people,
                100.0 * some.total() / all,
            )
        });
    }
    points
}

/// What a group contributes to a Theil index.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroupPart {
    /// Its part of the weights, in per cent.
    pub population_pct: f64,
    /// Its part of the total, in per cent.
    pub value_pct: f64,
    /// Its mean.
    pub mean: f64,
    /// The index within it.
    pub index: f64,
    /// What inequality within it contributes to the whole.
    pub within: f64,
    /// What its mean contributes to the inequality between groups.
    pub between: f64,
}

/// Splits a Theil index into what lies within the groups and between their means.
///
/// # Errors
/// For a measure that is no sum of the two.
pub fn decompose(
    measure: Measure,
    values: &[f64],
    weights: &[f64],
    groups: &[i32],
) -> Result<Vec<GroupPart>, Error> {
    if !matches!(measure, Measure::TheilT | Measure::TheilL) {
        return Err(Error::Setting {
            argument: "measure".to_owned(),
            problem: "only the Theil indices are the sum of what lies within groups and between them; give theil_t or theil_l".to_owned(),
        });
    }
    let mut members: BTreeMap<i32, (Vec<f64>, Vec<f64>)> = BTreeMap::new();
    for ((value, weight), group) in values.iter().zip(weights).zip(groups) {
        let (values, weights) = members.entry(*group).or_default();
        values.push(*value);
        weights.push(*weight);
    }
    let people = total(weights.iter().copied());
    let overall = mean(values, weights, people);
    let parts = members.values().map(|(values, weights)| {
        let weight = total(weights.iter().copied());
        let own = mean(values, weights, weight);
        // A group that has nothing is equal within, and its term is the limit.
        let index = if own > 0.0 {
            measure.of(values, weights)
        } else {
            0.0
        };
        let (people, ratio) = (weight / people, own / overall);
        let (share, between) = match measure {
            Measure::TheilT if ratio > 0.0 => (people * ratio, people * ratio * ratio.ln()),
            Measure::TheilT => (0.0, 0.0),
            _ => (people, people * (1.0 / ratio).ln()),
        };
        GroupPart {
            population_pct: 100.0 * people,
            value_pct: 100.0 * people * ratio,
            mean: own,
            index,
            within: if share > 0.0 { share * index } else { 0.0 },
            between,
        }
    });
    Ok(parts.collect())
}

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
