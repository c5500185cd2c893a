//! What is wrong in confronted tables: every group of rules in doubt, on all processors.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::confront::{Assembled, Confrontation, Instance};
use super::judge::{Explanation, Finding, judge};
use super::localise::{Limits, Localisation, localise};
use super::problem::Problem;
use super::ranges::Change;
use super::slips::{Setting, name};
use crate::figure::{Interval, Lang, Negative, Style, write};
use crate::number::{nearest_decimal, rational};

/// Groups that a thread takes at a time.
const PIECE: usize = 16;

/// A group of rules that cannot hold as they stand.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its cells and rules, and where they come from.
    pub assembled: Assembled,
    /// Its smallest repairs.
    pub found: Localisation,
    /// The findings.
    pub findings: Vec<Finding>,
}

/// Localises the errors of every group in doubt; the groups without any are left out. `done` counts them.
#[must_use]
pub fn locate(
    confrontation: &Confrontation,
    groups: &[Vec<Instance>],
    limits: &Limits,
    done: &AtomicUsize,
) -> Vec<Group> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut own: Vec<(usize, Group)> = Vec::new();
        loop {
            let first = next.fetch_add(PIECE, Ordering::Relaxed);
            let Some(piece) = groups.get(first..).filter(|rest| !rest.is_empty()) else {
                return own;
            };
            for (place, instances) in piece.iter().take(PIECE).enumerate() {
                let at = first.saturating_add(place);
                let found = groups_of(confrontation, instances, limits);
                own.extend(found.into_iter().map(|group| (at, group)));
                done.fetch_add(1, Ordering::Relaxed);
            }
        }
    };
    let threads = thread::available_parallelism()
        .map_or(1, NonZero::get)
        .min(groups.len().div_ceil(PIECE));
    let mut found = thread::scope(|scope| {
        let workers: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut found = work();
        for worker in workers {
            found.extend(
                worker
                    .join()
                    .unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            );
        }
        found
    });
    found.sort_by_key(|(place, _)| *place);
    found.into_iter().map(|(_, group)| group).collect()
}

fn groups_of(confrontation: &Confrontation, instances: &[Instance], limits: &Limits) -> Vec<Group> {
    let assembled = confrontation.assemble(instances);
    let mut groups = Vec::new();
    for rules in assembled.problem.groups() {
        let found = localise(&assembled.problem, &rules, limits);
        if found.weight == Some(0) {
            continue;
        }
        let slips: Vec<Explanation> = found
            .solutions
            .iter()
            .flat_map(|solution| &solution.changes)
            .flat_map(|change| explanations(&assembled.problem, change))
            .collect();
        let findings = judge(&assembled.problem, &rules, &found, &slips, limits);
        groups.push(Group {
            assembled: assembled.clone(),
            found,
            findings,
        });
    }
    groups
}

/// The named slips that turn a number of the range into what is printed.
fn explanations(problem: &Problem, change: &Change) -> Vec<Explanation> {
    let named = || {
        let cell = problem.cells.get(change.cell)?;
        let printed = cell.printed()?;
        let decimal = nearest_decimal(&printed)
            .ok()
            .filter(|decimal| rational(*decimal) == printed)?;
        let decimals = u32::try_from(cell.decimals).ok()?;
        let text = write(decimal, decimals, Negative::Minus, Lang::Pt);
        let range = Interval {
            low: change.range.low.clone()?,
            high: change.range.high.clone()?,
            low_closed: change.range.low_closed,
            high_closed: change.range.high_closed,
        };
        let setting = Setting {
            decimals: Some(decimals),
            ..Setting::new(Style::Pt, cell.kind)
        };
        name(&text, &range, &setting).ok()
    };
    let Some(naming) = named() else {
        return Vec::new();
    };
    let explained = naming.named.into_iter().map(|named| Explanation {
        cell: change.cell,
        value: rational(named.suggestion.figure.value),
        name: named.slip.id.to_owned(),
    });
    explained.collect()
}
