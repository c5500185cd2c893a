//! Who has how much: the Lorenz curve, and the concentration curve over the ranks of another column.

use super::replication::{order, taken};
use crate::outlook::sums::{Compensated, total};

/// A point of a curve, in per cent: of the people, and of what they have.
pub type Point = (f64, f64);

/// The Lorenz curve: of the people from the poorest on, and of what they have; it begins at the origin.
#[must_use]
pub fn lorenz(values: &[f64], weights: &[f64]) -> Vec<Point> {
    let order = order(values);
    let every_unit = order.iter().map(|_| true);
    cumulated(&taken(&order, values), &taken(&order, weights), every_unit)
}

/// The concentration curve: of the people from those ranked lowest on, and of what they have; it begins at the
/// origin. Units of equal rank are one step, so that their order says nothing.
#[must_use]
pub fn concentration_curve(values: &[f64], by: &[f64], weights: &[f64]) -> Vec<Point> {
    let order = order(by);
    let by = taken(&order, by);
    // The last unit has no next one to be equal to.
    let following = by.iter().skip(1).map(Some).chain([None]);
    let ends_rank = by
        .iter()
        .zip(following)
        .map(|(rank, next)| Some(rank) != next);
    cumulated(&taken(&order, values), &taken(&order, weights), ends_rank)
}

/// What the units have, cumulated in their order: the origin, and a point behind each unit that ends a step.
fn cumulated(
    values: &[f64],
    weights: &[f64],
    ends_step: impl IntoIterator<Item = bool>,
) -> Vec<Point> {
    let people = total(weights.iter().copied());
    let amounts = values.iter().zip(weights);
    let all = total(amounts.map(|(value, weight)| value * weight));
    let mut points = vec![(0.0, 0.0)];
    let (mut some_people, mut some) = (Compensated::default(), Compensated::default());
    let last = values.len();
    let units = values.iter().zip(weights).zip(ends_step);
    for (place, ((value, weight), ends_step)) in units.enumerate() {
        some_people.add(*weight);
        some.add(value * weight);
        if place.saturating_add(1) == last {
            points.push((100.0, 100.0));
        } else if ends_step {
            points.push((
                part_pct(some_people.total(), people),
                part_pct(some.total(), all),
            ));
        }
    }
    points
}

/// A part of a whole; where rounding would carry it beyond the whole, the whole.
fn part_pct(part: f64, whole: f64) -> f64 {
    (100.0 * part / whole).min(100.0)
}
