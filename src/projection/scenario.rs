//! The years to come: what is assumed of them, the amounts on the lines, and what follows from the amounts.

use super::path::Path;
use super::trend::{Fit, Step};
use crate::indicators::Formula;
use crate::indicators::sustainability::{DpspcFromLinkedRevenue, Megpc};

/// The years to project, and what is assumed of them.
#[derive(Clone, Debug)]
pub struct Scenario<const K: usize> {
    /// The years, ascending.
    pub years: Vec<i32>,
    /// What is assumed of each component.
    pub paths: [Path; K],
    /// The share of the linked revenue that each year counts as potential, in per cent.
    pub rates_pct: Vec<f64>,
}

/// How many quantities there are: the components, the potential where it is none of them, and the margin.
#[must_use]
pub const fn quantities(components: usize) -> usize {
    if components == 3 { 5 } else { 3 }
}

/// The potential and the margin of one year.
///
/// Three components are linked revenue, SUS transfers and expenditure; two are the potential itself and expenditure.
#[inline]
pub(super) fn judged<const K: usize>(values: &[f64; K], rate_pct: f64) -> (f64, f64) {
    let (potential, expenditure) = match *values.as_slice() {
        [revenue, transfers, expenditure] => (
            DpspcFromLinkedRevenue::value([revenue, transfers, rate_pct]).unwrap_or(f64::NAN),
            expenditure,
        ),
        [potential, expenditure] => (potential, expenditure),
        _ => (f64::NAN, f64::NAN),
    };
    let margin = Megpc::value([potential, expenditure]).unwrap_or(f64::NAN);
    (potential, margin)
}

/// The amounts on the lines: for each year of the scenario every quantity in turn.
pub(super) fn lines<const K: usize>(fit: &Fit<K>, scenario: &Scenario<K>, out: &mut [f64]) {
    let steps = all_steps(fit, scenario);
    let years = scenario.years.iter().zip(&scenario.rates_pct);
    for ((year, rate_pct), places) in years.zip(out.chunks_mut(quantities(K))) {
        let ahead = ahead(fit, *year);
        let values: [f64; K] = std::array::from_fn(|component| {
            step_of(&steps, component, ahead).map_or(f64::NAN, Step::amount)
        });
        let (potential, margin) = judged(&values, *rate_pct);
        let rest: &[f64] = if K == 3 {
            &[potential, margin]
        } else {
            &[margin]
        };
        for (place, value) in places.iter_mut().zip(values.iter().chain(rest)) {
            *place = *value;
        }
    }
}

pub(super) fn ahead<const K: usize>(fit: &Fit<K>, year: i32) -> usize {
    usize::try_from(year.saturating_sub(fit.last_year)).unwrap_or(0)
}

pub(super) fn all_steps<const K: usize>(fit: &Fit<K>, scenario: &Scenario<K>) -> [Vec<Step>; K] {
    let last = scenario.years.last().copied().unwrap_or(fit.last_year);
    let ahead = last.saturating_sub(fit.last_year);
    let mut paths = scenario.paths.iter().enumerate();
    std::array::from_fn(|_| {
        paths.next().map_or_else(Vec::new, |(component, path)| {
            fit.steps(component, path, ahead)
        })
    })
}

pub(super) fn step_of<const K: usize>(
    steps: &[Vec<Step>; K],
    component: usize,
    ahead: usize,
) -> Option<&Step> {
    steps.get(component)?.get(ahead.checked_sub(1)?)
}
