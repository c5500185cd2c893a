//! Cells that stand in each other's places: one change that mends several rules at once.
//!
//! A hypothesis moves printed cells, and is accepted only if every rule that it touches holds afterwards,
//! all of them together, and at least two of them did not before. Such moves come before the search for
//! wrong digits: two cells exchanged are one slip, not two.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::confront::{Assembled, Confrontation, Instance};
use super::decide::Verdict;
use super::ground::{Address, Place};
use super::localise::{Limits, witness};
use super::problem::{Cell, Problem};
use crate::figure::Interval;
use crate::number::BigRational;

/// So many rules must be mended for an exchange to be likelier than a slip of a digit in each cell.
const LEAST: usize = 2;
/// More rules than these are not all laid out to see what whole rows would do to them.
const MOST_RULES: usize = 20_000;
/// In a column with more suspects than these, only neighbours are tried.
const MOST_SUSPECTS: usize = 24;

/// What was exchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// Cells of one column, in two rows.
    Cells,
    /// Cells of one row, in two columns.
    Columns,
    /// Several columns of two rows.
    Rows,
}

impl Sort {
    /// The name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cells => "cells",
            Self::Columns => "columns",
            Self::Rows => "rows",
        }
    }
}

/// Cells that have each other's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// What was exchanged.
    pub sort: Sort,
    /// The cells, two by two.
    pub pairs: Vec<(Place, Place)>,
    /// The rules that hold after it and did not before.
    pub settles: Vec<Instance>,
    /// How many violated rules of the same groups it leaves.
    pub remains: usize,
}

/// All exchanges that mend at least two rules and break none; those that mend the most first, and of
/// those, the ones that move the fewest cells.
#[must_use]
pub fn exchanges(confrontation: &Confrontation) -> Vec<Exchange> {
    let all = confrontation.instances(&Verdict::ALL);
    let at_fault: Vec<Instance> = confrontation
        .groups_at_fault()
        .into_iter()
        .flatten()
        .collect();
    if at_fault.is_empty() {
        return Vec::new();
    }
    let whole = all.len() <= MOST_RULES;
    let assembled = confrontation.assemble(if whole { &all } else { &at_fault });
    let mut page = Page::new(confrontation, assembled);
    let mut found = Vec::new();
    for candidate in page.cells().into_iter().chain(page.columns()) {
        found.extend(page.tried(candidate.0, vec![candidate.1]));
    }
    if whole {
        for pairs in page.rows() {
            found.extend(page.tried(Sort::Rows, pairs));
        }
    }
    found.sort_by_key(|exchange| {
        let settles = std::cmp::Reverse(exchange.settles.len());
        (settles, exchange.pairs.len(), exchange.sort)
    });
    let mut once: Vec<Exchange> = Vec::new();
    for exchange in found {
        // What mends no more than another that shares cells with it explains nothing more.
        let same = |other: &Exchange| {
            let mended = |rule| other.settles.contains(rule);
            exchange.settles.iter().all(mended)
                && other.pairs.iter().any(|pair| exchange.pairs.contains(pair))
        };
        if !once.iter().any(same) {
            once.push(exchange);
        }
    }
    once
}

struct Page {
    problem: Problem,
    instances: Vec<Instance>,
    violated: Vec<bool>,
    /// The cell at a place, and the rules of a cell.
    cells: HashMap<Place, usize>,
    rules: Vec<Vec<usize>>,
    /// The places whose cell stands in a violated rule, by table, column and row.
    suspects: BTreeSet<Place>,
}

impl Page {
    fn new(confrontation: &Confrontation, assembled: Assembled) -> Self {
        let Assembled {
            problem,
            cells: addresses,
            rules: instances,
        } = assembled;
        let violated: Vec<bool> = instances
            .iter()
            .map(|instance| confrontation.verdict(*instance) == Some(Verdict::Violated))
            .collect();
        let mut rules: Vec<Vec<usize>> = vec![Vec::new(); problem.cells.len()];
        for (number, rule) in problem.rules.iter().enumerate() {
            for cell in rule.cells() {
                if let Some(of) = rules.get_mut(cell) {
                    of.push(number);
                }
            }
        }
        let mut cells = HashMap::new();
        let mut suspects = BTreeSet::new();
        for (number, address) in addresses.iter().enumerate() {
            let Address::There(place) = address else {
                continue;
            };
            cells.insert(*place, number);
            let wrong = rules
                .get(number)
                .is_some_and(|rules| rules.iter().any(|rule| violated.get(*rule) == Some(&true)));
            let printed = problem
                .cells
                .get(number)
                .and_then(|cell| cell.interval.as_ref());
            if wrong && printed.is_some() {
                suspects.insert(*place);
            }
        }
        Self {
            problem,
            instances,
            violated,
            cells,
            rules,
            suspects,
        }
    }

    /// Two suspects of a column: side by side, or all where there are few.
    fn cells(&self) -> Vec<(Sort, (Place, Place))> {
        let mut columns: BTreeMap<(usize, usize), Vec<Place>> = BTreeMap::new();
        for place in &self.suspects {
            columns
                .entry((place.table, place.figure))
                .or_default()
                .push(*place);
        }
        let mut found = Vec::new();
        for places in columns.into_values() {
            let few = places.len() <= MOST_SUSPECTS;
            for (number, one) in places.iter().enumerate() {
                for other in places.iter().skip(number.saturating_add(1)) {
                    if few || one.row.saturating_add(1) == other.row {
                        found.push((Sort::Cells, (*one, *other)));
                    }
                }
            }
        }
        found
    }

    /// Two suspects of a row.
    fn columns(&self) -> Vec<(Sort, (Place, Place))> {
        let mut rows: BTreeMap<(usize, usize), Vec<Place>> = BTreeMap::new();
        for place in &self.suspects {
            rows.entry((place.table, place.row))
                .or_default()
                .push(*place);
        }
        let mut found = Vec::new();
        for places in rows.into_values() {
            for (number, one) in places.iter().enumerate() {
                let others = places.iter().skip(number.saturating_add(1));
                found.extend(others.map(|other| (Sort::Columns, (*one, *other))));
            }
        }
        found
    }

    /// Two rows of a table with suspects in both: in the columns of the suspects, and in all columns.
    fn rows(&self) -> Vec<Vec<(Place, Place)>> {
        let mut tables: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        let mut columns: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for place in &self.suspects {
            tables.entry(place.table).or_default().insert(place.row);
        }
        for place in self.cells.keys() {
            columns.entry(place.table).or_default().insert(place.figure);
        }
        let mut found = Vec::new();
        for (table, rows) in tables {
            let few = rows.len() <= MOST_SUSPECTS;
            let figures = columns.get(&table);
            for one in &rows {
                for other in rows.range(one.saturating_add(1)..) {
                    if !few && one.saturating_add(1) != *other {
                        continue;
                    }
                    let at = |figure: &usize, row: &usize| Place {
                        table,
                        figure: *figure,
                        row: *row,
                    };
                    let pair = |figure: &usize| (at(figure, one), at(figure, other));
                    let whole: Vec<_> = figures.into_iter().flatten().map(pair).collect();
                    let wrong = |pair: &&(Place, Place)| {
                        self.suspects.contains(&pair.0) && self.suspects.contains(&pair.1)
                    };
                    let part: Vec<_> = whole.iter().filter(wrong).copied().collect();
                    if part.len() > 1 && part.len() < whole.len() {
                        found.push(part);
                    }
                    if whole.len() > 1 {
                        found.push(whole);
                    }
                }
            }
        }
        found
    }

    /// The exchange, if every rule that it touches holds afterwards and enough of them did not before.
    fn tried(&mut self, sort: Sort, pairs: Vec<(Place, Place)>) -> Option<Exchange> {
        let mut numbers = Vec::with_capacity(pairs.len());
        let mut moved = Vec::with_capacity(pairs.len());
        for (one, other) in pairs {
            let (Some(first), Some(second)) = (self.cells.get(&one), self.cells.get(&other)) else {
                // A cell that no rule names goes along unseen.
                continue;
            };
            let printed = |cell: &usize| self.problem.cells.get(*cell)?.printed();
            if printed(first) != printed(second) {
                numbers.push((*first, *second));
                moved.push((one, other));
            }
        }
        let touched: BTreeSet<usize> = numbers
            .iter()
            .flat_map(|(one, other)| [one, other])
            .filter_map(|cell| self.rules.get(*cell))
            .flatten()
            .copied()
            .collect();
        let wrong = |rule: &usize| self.violated.get(*rule) == Some(&true);
        let settled: Vec<usize> = touched.iter().copied().filter(wrong).collect();
        if settled.len() < LEAST {
            return None;
        }
        let touched: Vec<usize> = touched.into_iter().collect();
        self.exchange(&numbers);
        let holds = witness(&self.problem, &touched, &[], &Limits::default()).is_some();
        self.exchange(&numbers);
        let all = self.violated.iter().filter(|violated| **violated).count();
        holds.then(|| Exchange {
            sort,
            pairs: moved,
            remains: all.saturating_sub(settled.len()),
            settles: settled
                .iter()
                .filter_map(|rule| self.instances.get(*rule).copied())
                .collect(),
        })
    }

    /// Puts each printed figure in the other's place, where it stands for what that column's figures do.
    fn exchange(&mut self, numbers: &[(usize, usize)]) {
        for (one, other) in numbers {
            let (low, high) = (*one.min(other), *one.max(other));
            if let Some((before, after)) = self.problem.cells.split_at_mut_checked(high)
                && let (Some(first), Some(second)) = (before.get_mut(low), after.first_mut())
            {
                let (above, below) = (first.printed(), second.printed());
                std::mem::swap(&mut first.decimals, &mut second.decimals);
                first.interval = below.map(|value| behind(value, first));
                second.interval = above.map(|value| behind(value, second));
            }
        }
    }
}

fn behind(value: BigRational, cell: &Cell) -> Interval {
    Interval::behind(value, cell.decimals, cell.kind)
}
