//! Measures of one column, over weighted units sorted by value.

use super::concentration::{covariance, ranks};
use crate::error::Error;
use crate::outlook::sums::total;

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

pub(super) fn mean(values: &[f64], weights: &[f64], weight: f64) -> f64 {
    total(values.iter().zip(weights).map(|(value, unit)| value * unit)) / weight
}
