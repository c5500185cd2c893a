//! Whether what could be spent covers what is spent and planned: decided on the sums, never on their ratio.

use num_rational::BigRational;

use crate::number::{clearly, rational, shortest};
use crate::rows::{Column, ExactColumn};

/// Whether the potential reaches expenditure and plan together; `None` where one is missing or infinite.
fn reaches(potential: f64, expenditure: f64, planned: f64) -> Option<bool> {
    let needed = expenditure + planned;
    if !potential.is_finite() || !needed.is_finite() {
        return None;
    }
    // What cancels in the sum leaves its rounding behind.
    let large = expenditure.abs().max(planned.abs());
    let quick = if needed.abs() < large {
        None
    } else {
        clearly(potential, needed)
    };
    let order = match quick {
        Some(order) => order,
        None => shortest(potential)?.cmp(&(shortest(expenditure)? + shortest(planned)?)),
    };
    Some(order.is_ge())
}

/// Whether the potential of each row suffices, over columns of floats.
#[must_use]
pub fn suffices(columns: [Column<'_>; 3], rows: usize) -> Vec<Option<bool>> {
    (0..rows)
        .map(|row| {
            let [potential, expenditure, planned] = columns.map(|column| column.at(row));
            reaches(potential, expenditure, planned)
        })
        .collect()
}

/// The same over columns of exact decimals.
#[must_use]
pub fn suffices_exact(columns: [ExactColumn<'_>; 3], rows: usize) -> Vec<Option<bool>> {
    (0..rows)
        .map(|row| {
            let exact = columns.map(|column| column.at(row).map(rational));
            let [Some(potential), Some(expenditure), Some(planned)] = exact else {
                return None;
            };
            let needed: BigRational = expenditure + planned;
            Some(potential >= needed)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_that_floats_miss_is_decided_as_it_prints() {
        // 0.1 + 0.2 is more than 0.3 in floats.
        assert_eq!(reaches(0.3, 0.1, 0.2), Some(true));
        assert_eq!(reaches(0.3, 0.1, 0.200_000_000_000_001), Some(false));
        assert_eq!(reaches(1.0, f64::NAN, 0.0), None);
        assert_eq!(reaches(f64::INFINITY, 1.0, 0.0), None);
    }
}
