//! Localisation of errors in confronted tables.

use std::sync::atomic::{AtomicUsize, Ordering};

use pyo3::prelude::*;

use super::audit_confronted::Confronted;
use super::audit_localise::limits;
use super::interruption::interruptible;
use crate::audit::confront::{Confrontation, Instance};
use crate::audit::locate::Group;
use crate::audit::{self, Cell};
use crate::number::{BigRational, decimal_text};

/// A cell: its table, its column, its row (none: a row that is not there), and how a reader names it.
type Address = (usize, String, Option<usize>, String);
/// A finding of tables: cell, printed, lower end, upper end, suggestion, slip, certainty, severity, the places of
/// its rules, and the other repairs, cell by cell.
type Located = (
    Address,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
    &'static str,
    &'static str,
    Vec<usize>,
    Vec<Vec<String>>,
);
/// A group: its rules, the least weight of a repair, whether all are listed, those, what is undecided; and its
/// findings.
type LocatedGroup = (
    Vec<usize>,
    Option<u32>,
    bool,
    Vec<Vec<String>>,
    Vec<Vec<String>>,
    Vec<Located>,
);

/// The errors of confronted tables, group by group; `progress` is told how many groups of how many are done.
#[pyfunction]
#[pyo3(signature = (confronted, most_weight, most_solutions, progress))]
pub(super) fn locate(
    py: Python<'_>,
    confronted: &Confronted,
    most_weight: u32,
    most_solutions: usize,
    progress: Option<Py<PyAny>>,
) -> PyResult<Vec<LocatedGroup>> {
    let confrontation = confronted.confrontation();
    let limits = limits(most_weight, most_solutions, true);
    let groups = py.detach(|| confrontation.groups_in_doubt());
    let done = AtomicUsize::new(0);
    let mut found: Vec<Group> = Vec::new();
    for piece in pieces(&groups) {
        let work = || audit::locate::locate(confrontation, piece, &limits, &done);
        found.extend(interruptible(py, &limits.interruption, work)?);
        if let Some(progress) = &progress {
            progress.call1(py, (done.load(Ordering::Relaxed), groups.len()))?;
        }
        py.check_signals()?;
    }
    Ok(found
        .into_iter()
        .map(|group| located(confrontation, group))
        .collect())
}

/// Groups between two looks at Python: as many as name so many rules, or one.
fn pieces(groups: &[Vec<Instance>]) -> impl Iterator<Item = &[Vec<Instance>]> {
    const RULES: usize = 4096;
    let mut rest = groups;
    std::iter::from_fn(move || {
        let mut rules = 0_usize;
        let few = rest.iter().take_while(|group| {
            rules = rules.saturating_add(group.len());
            rules <= RULES
        });
        let (piece, left) = rest.split_at_checked(few.count().max(1))?;
        rest = left;
        Some(piece)
    })
}

fn located(confrontation: &Confrontation, group: Group) -> LocatedGroup {
    let Group {
        assembled,
        found,
        findings,
    } = group;
    let rule = |place: &usize| assembled.rules.get(*place).map(|instance| instance.rule);
    let spelt = |cell: &usize| {
        let address = assembled.cells.get(*cell);
        address.map_or_else(String::new, |address| confrontation.spelt(address))
    };
    let sets = |sets: &[Vec<usize>]| -> Vec<Vec<String>> {
        sets.iter()
            .map(|set| set.iter().map(spelt).collect())
            .collect()
    };
    let findings = findings.into_iter().map(|finding| {
        let address = assembled.cells.get(finding.cell);
        let (table, figure, row) = match address {
            Some(audit::ground::Address::There(place)) => {
                (place.table, place.figure, Some(place.row))
            }
            Some(audit::ground::Address::Absent { table, figure, .. }) => (*table, *figure, None),
            None => (0, 0, None),
        };
        let column = confrontation
            .tables
            .get(table)
            .and_then(|table| table.figures.get(figure))
            .map_or_else(String::new, |figures| figures.name.clone());
        let cell = assembled.problem.cells.get(finding.cell);
        let decimals = cell.map_or(0, |cell| cell.decimals);
        (
            (table, column, row, spelt(&finding.cell)),
            cell.and_then(Cell::printed)
                .map(|printed| on_grid(&printed, decimals)),
            finding.range.low.as_ref().map(decimal_text),
            finding.range.high.as_ref().map(decimal_text),
            finding.suggested.map(|value| on_grid(&value, decimals)),
            finding.slip,
            finding.certainty.name(),
            finding.severity.name(),
            finding.rules.iter().filter_map(rule).collect(),
            sets(&finding.alternatives),
        )
    });
    let findings = findings.collect();
    let solutions: Vec<Vec<usize>> = found
        .solutions
        .into_iter()
        .map(|solution| solution.cells)
        .collect();
    let mut rules: Vec<usize> = found
        .conflicts
        .iter()
        .flat_map(|conflict| conflict.rules.iter().filter_map(rule))
        .collect();
    rules.sort_unstable();
    rules.dedup();
    (
        rules,
        found.weight,
        found.complete,
        sets(&solutions),
        sets(&found.undecided),
        findings,
    )
}

/// A number of the grid with all its decimals, zeros included.
fn on_grid(value: &BigRational, decimals: i32) -> String {
    let Ok(places) = usize::try_from(decimals) else {
        return decimal_text(value);
    };
    let text = decimal_text(value);
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    if places == 0 || fraction.len() >= places {
        return text;
    }
    format!("{whole}.{fraction:0<places$}")
}
