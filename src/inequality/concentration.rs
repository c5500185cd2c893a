//! Ranks, and concentration over them.

use std::cmp::Ordering;

use super::measures::mean;
use crate::outlook::sums::total;

/// `Σ w·(y − ȳ)·(R − ½)`, with the weights scaled to a sum of 1.
pub(super) fn covariance(
    values: &[f64],
    mean: f64,
    ranks: &[f64],
    weights: &[f64],
    weight: f64,
) -> f64 {
    let terms = values.iter().zip(ranks).zip(weights);
    total(terms.map(|((value, rank), unit)| unit * (value - mean) * (rank - 0.5))) / weight
}

/// The fractional rank of each unit: the weight before it and half its own; equal values share their mean rank.
///
/// The values are sorted.
pub(super) fn ranks(sorted: &[f64], weights: &[f64], weight: f64) -> Vec<f64> {
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

pub(super) fn concentration(
    kind: Concentration,
    by: &[f64],
    values: &[f64],
    weights: &[f64],
) -> f64 {
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
