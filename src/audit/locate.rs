//! What is wrong in confronted tables: every group of rules in doubt, on all processors.

use std::convert::Infallible;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::confront::{Assembled, Confrontation, Instance};
use super::judge::{Explanation, Finding, judge};
use super::localise::{Contradicted, Limits, Localisation, localise};
use super::problem::Problem;
use super::ranges::Change;
use super::slips::{Setting, name};
use crate::figure::{Interval, Lang, Negative, Style, write};
use crate::number::{nearest_decimal, rational};
use crate::parts::spread;

/// Groups that a thread takes at a time.
const PIECE: usize = 16;
/// Larger groups are not searched: a thousand shares of one total name a million cells, ten seconds and a gigabyte.
const MOST_NAMED: usize = 1_000_000;

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
///
/// What is given where it was interrupted is not to be used.
#[must_use]
pub fn locate(
    confrontation: &Confrontation,
    groups: &[Vec<Instance>],
    limits: &Limits,
    done: &AtomicUsize,
) -> Vec<Group> {
    let work = |piece: &[Vec<Instance>]| {
        let mut found = Vec::new();
        for instances in piece {
            if limits.interruption.is_raised() {
                break;
            }
            found.extend(groups_of(confrontation, instances, limits));
            done.fetch_add(1, Ordering::Relaxed);
        }
        Ok::<_, Infallible>(found)
    };
    let Ok(found) = spread(groups.chunks(PIECE).collect(), work);
    found.into_iter().flatten().collect()
}

fn groups_of(confrontation: &Confrontation, instances: &[Instance], limits: &Limits) -> Vec<Group> {
    if confrontation.size(instances) > MOST_NAMED {
        return vec![too_large(instances)];
    }
    let assembled = confrontation.assemble(instances);
    let mut groups = Vec::new();
    for rules in assembled.problem.groups() {
        let found = localise(&assembled.problem, &rules, limits);
        if found.weight == Some(0) {
            continue;
        }
        if limits.interruption.is_raised() {
            break;
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

/// A group that is not searched, with its rules and no answer.
fn too_large(instances: &[Instance]) -> Group {
    Group {
        assembled: Assembled {
            rules: instances.to_vec(),
            ..Assembled::default()
        },
        found: Localisation {
            conflicts: vec![Contradicted {
                cells: Vec::new(),
                rules: (0..instances.len()).collect(),
            }],
            ..Localisation::default()
        },
        findings: Vec::new(),
    }
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
