//! What is left around a line, made as large as the noise that it is left of.

use super::trend::{at, float};

/// Residuals as large as the noise that they are left of.
///
/// A point draws the line towards itself: its residual has the variance (1 − leverage) of the noise's. Each is divided by the
/// root of that; then all are centred and brought to the unbiased variance, the squares over the degrees of freedom.
pub(super) fn inflated<const K: usize>(
    residuals: Vec<([f64; K], f64)>,
    degrees: usize,
) -> Vec<[f64; K]> {
    if degrees == 0 {
        return Vec::new();
    }
    let squares: [f64; K] = std::array::from_fn(|component| {
        residuals
            .iter()
            .map(|(left, _)| at(left, component).powi(2))
            .sum()
    });
    let mut rows: Vec<[f64; K]> = residuals
        .into_iter()
        .map(|(left, leverage)| left.map(|value| value / (1.0 - leverage).max(LEAST_LEFT).sqrt()))
        .collect();
    rescale(&mut rows, squares.map(|square| square / float(degrees)));
    rows
}

/// A year that alone bears a slope leaves no residual at all.
const LEAST_LEFT: f64 = 1e-9;

/// Centres rows of residuals, and gives them these variances.
pub(super) fn rescale<const K: usize>(rows: &mut [[f64; K]], variances: [f64; K]) {
    let count = float(rows.len());
    for (component, variance) in variances.into_iter().enumerate() {
        let mean = rows.iter().map(|row| at(row, component)).sum::<f64>() / count;
        let spread = rows
            .iter()
            .map(|row| (at(row, component) - mean).powi(2))
            .sum::<f64>()
            / count;
        let factor = if spread > 0.0 {
            (variance / spread).sqrt()
        } else {
            0.0
        };
        for value in rows.iter_mut().filter_map(|row| row.get_mut(component)) {
            *value = (*value - mean) * factor;
        }
    }
}
