//! Sums of municipalities: what is missing makes its sum missing, unless it is left out by name.

use rust_decimal::Decimal;

use crate::error::Error;
use crate::number::{Number, Unrepresentable};
use crate::rows::{Column, ExactColumn};

/// A sum of floats that keeps what rounding drops (Neumaier 1974).
#[derive(Clone, Copy, Debug, Default)]
pub struct Compensated {
    sum: f64,
    lost: f64,
}

impl Compensated {
    /// Adds a number.
    pub fn add(&mut self, value: f64) {
        let sum = self.sum + value;
        self.lost += if self.sum.abs() >= value.abs() {
            (self.sum - sum) + value
        } else {
            (value - sum) + self.sum
        };
        self.sum = sum;
    }

    /// The sum of what was added.
    #[must_use]
    pub fn total(self) -> f64 {
        if self.sum.is_finite() {
            self.sum + self.lost
        } else {
            self.sum
        }
    }
}

/// The compensated sum of some floats.
pub fn total(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut sum = Compensated::default();
    values.into_iter().for_each(|value| sum.add(value));
    sum.total()
}

/// The sums of the groups, and how many rows of each are missing and left out of it.
pub type Sums<T> = (Vec<T>, Vec<u32>);

/// Sums `values · factors` over the rows of each group, over columns of floats.
#[must_use]
pub fn sum_products(
    groups: &[i32],
    count: usize,
    values: Column<'_>,
    factors: Column<'_>,
) -> Sums<f64> {
    let mut sums = vec![Compensated::default(); count];
    let mut missing = vec![0_u32; count];
    for (row, group) in groups.iter().enumerate() {
        let Ok(place) = usize::try_from(*group) else {
            continue;
        };
        let product = values.at(row) * factors.at(row);
        if product.is_nan() {
            if let Some(missing) = missing.get_mut(place) {
                *missing = missing.saturating_add(1);
            }
        } else if let Some(sum) = sums.get_mut(place) {
            sum.add(product);
        }
    }
    (sums.into_iter().map(Compensated::total).collect(), missing)
}

/// The same over columns of exact decimals.
pub fn sum_products_exact(
    groups: &[i32],
    count: usize,
    values: ExactColumn<'_>,
    factors: ExactColumn<'_>,
) -> Result<Sums<Decimal>, Error> {
    let mut sums = vec![Decimal::ZERO; count];
    let mut missing = vec![0_u32; count];
    for (row, group) in groups.iter().enumerate() {
        let Ok(place) = usize::try_from(*group) else {
            continue;
        };
        match (values.at(row), factors.at(row)) {
            (Some(value), Some(factor)) => {
                if let Some(sum) = sums.get_mut(place) {
                    *sum = value
                        .times(factor)
                        .and_then(|product| sum.plus(product))
                        .map_err(|Unrepresentable| Error::Precision {
                            argument: "sum".to_owned(),
                            row: Some(row),
                            found: format!("{sum} + {value} · {factor}"),
                        })?;
                }
            }
            _ => {
                if let Some(missing) = missing.get_mut(place) {
                    *missing = missing.saturating_add(1);
                }
            }
        }
    }
    Ok((sums, missing))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_keeps_what_rounding_drops() {
        assert_eq!(total([1e16, 1.0, -1e16]).to_bits(), 1.0_f64.to_bits());
    }

    #[test]
    fn a_missing_row_is_counted_and_no_zero() {
        let values = [1.0, f64::NAN, 4.0];
        let found = sum_products(&[0, 0, 1], 2, Column::Rows(&values), Column::Scalar(1.0));
        assert_eq!(found, (vec![1.0, 4.0], vec![1, 0]));
    }
}
