//! The noise that years are drawn from: a municipality's own, or that of a pool.

use super::residuals::rescale;
use super::trend::{Fit, at, float};

/// Rows of residuals, each of one year with all its components: drawn together, they keep the components' correlation.
#[derive(Clone, Debug, PartialEq)]
pub struct Noise<const K: usize> {
    /// The rows.
    pub rows: Vec<[f64; K]>,
    /// The degrees of freedom that their variance rests on.
    pub degrees: usize,
    /// The root of their covariance (Cholesky): what the errors of the parameters are drawn with.
    root: [[f64; K]; K],
}

impl<const K: usize> Noise<K> {
    /// Rows that already have the variance of the noise. `None` where there is nothing to draw from.
    #[must_use]
    pub fn of(rows: Vec<[f64; K]>, degrees: usize) -> Option<Self> {
        if rows.is_empty() || degrees == 0 || u32::try_from(rows.len()).is_err() {
            return None;
        }
        let root = root(&rows);
        Some(Self {
            rows,
            degrees,
            root,
        })
    }

    /// The municipality's own.
    #[must_use]
    pub fn own(fit: &Fit<K>) -> Option<Self> {
        Self::of(fit.residuals.clone(), fit.degrees)
    }

    /// That of many municipalities which share it: their rows, brought to the variance over all their degrees of freedom.
    #[must_use]
    pub fn pooled(fits: &[Fit<K>]) -> Option<Self> {
        let degrees = fits
            .iter()
            .fold(0_usize, |sum, fit| sum.saturating_add(fit.degrees));
        let variances = std::array::from_fn(|component| {
            let squares: f64 = fits
                .iter()
                .filter(|fit| !fit.residuals.is_empty())
                .map(|fit| variance(&fit.residuals, component) * float(fit.degrees))
                .sum();
            squares / float(degrees)
        });
        let mut rows: Vec<[f64; K]> = fits
            .iter()
            .flat_map(|fit| fit.residuals.iter().copied())
            .collect();
        rescale(&mut rows, variances);
        Self::of(rows, degrees)
    }

    /// Correlated numbers from independent ones.
    #[inline]
    #[must_use]
    pub fn correlated(&self, independent: [f64; K]) -> [f64; K] {
        std::array::from_fn(|row| {
            self.root
                .get(row)
                .map_or(0.0, |factors| product(factors, &independent))
        })
    }
}

#[inline]
fn product<const K: usize>(left: &[f64; K], right: &[f64; K]) -> f64 {
    left.iter().zip(right).map(|(one, other)| one * other).sum()
}

fn variance<const K: usize>(rows: &[[f64; K]], component: usize) -> f64 {
    rows.iter()
        .map(|row| at(row, component).powi(2))
        .sum::<f64>()
        / float(rows.len())
}

/// The lower root of the rows' covariance; a component that follows from those before it adds nothing.
fn root<const K: usize>(rows: &[[f64; K]]) -> [[f64; K]; K] {
    let covariance = |one: usize, other: usize| {
        rows.iter()
            .map(|row| at(row, one) * at(row, other))
            .sum::<f64>()
            / float(rows.len())
    };
    let mut root = [[0.0; K]; K];
    for row in 0..K {
        for column in 0..=row {
            let (upper, lower) = (cell(&root, column), cell(&root, row));
            let known: f64 = upper
                .iter()
                .zip(&lower)
                .take(column)
                .map(|(one, other)| one * other)
                .sum();
            let rest = covariance(row, column) - known;
            let pivot = at(&upper, column);
            let entry = if row == column {
                // What is left by rounding is nothing.
                if rest > 1e-12 * covariance(row, row) {
                    rest.sqrt()
                } else {
                    0.0
                }
            } else if pivot > 0.0 {
                rest / pivot
            } else {
                0.0
            };
            if let Some(place) = root.get_mut(row).and_then(|line| line.get_mut(column)) {
                *place = entry;
            }
        }
    }
    root
}

fn cell<const K: usize>(root: &[[f64; K]; K], row: usize) -> [f64; K] {
    root.get(row).copied().unwrap_or([0.0; K])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_gives_the_covariance_back() {
        let rows = vec![
            [1.0, 2.0, 0.5],
            [-1.0, 0.3, 0.1],
            [0.5, -2.0, 1.5],
            [-0.5, -0.3, -2.1],
        ];
        let noise = Noise::of(rows.clone(), 3).unwrap();
        for one in 0..3 {
            for other in 0..3 {
                let expected: f64 = rows.iter().map(|row| row[one] * row[other]).sum::<f64>() / 4.0;
                let found: f64 = (0..3)
                    .map(|column| noise.root[one][column] * noise.root[other][column])
                    .sum();
                assert!((expected - found).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn a_component_that_is_another_one_again_needs_no_noise_of_its_own() {
        let noise = Noise::of(vec![[1.0, 2.0], [-1.0, -2.0]], 1).unwrap();
        let [first, second] = noise.correlated([0.7, 5.0]);
        assert!((second - 2.0 * first).abs() < 1e-12);
        assert!(Noise::<2>::of(Vec::new(), 4).is_none());
        assert!(Noise::of(vec![[1.0, 2.0]], 0).is_none());
    }
}
