//! A Theil index, split into what lies within groups and between their means.

use std::collections::BTreeMap;

use super::measures::{Measure, mean};
use crate::error::Error;
use crate::outlook::sums::total;

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
