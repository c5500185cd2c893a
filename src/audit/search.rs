//! The search for the fewest cells that must change.
//!
//! Implicit hitting sets: whatever cells cannot all keep to their intervals is a conflict, and every
//! repair frees a cell of each. Repairs are tried in the order of their weight; one that is not enough
//! yields a further conflict. A lower bound from conflicts that share no cell cuts the search, so that
//! all repairs of the least weight are found, each once (Reiter, "A theory of diagnosis from first
//! principles", Artificial Intelligence 32, 1987).

use super::feasible::{Conflict, Engine};
use super::integer::Integer;
use super::interruption::Halt;
use super::localise::{Contradicted, Limits, Localisation, Solution};
use super::products::{Answer, Splits};
use super::ranges::change;
use super::system::System;

/// Finds every repair of the least weight, with the constraints in integers of one width.
pub(super) fn search<I: Integer>(
    system: &System<'_>,
    engine: &mut Engine<I>,
    limits: &Limits,
) -> Result<Localisation, Halt> {
    let cells = system.printed.len();
    Search {
        system,
        limits,
        engine,
        conflicts: Vec::new(),
        free: vec![false; cells],
        barred: vec![false; cells],
        checks: limits.checks,
        target: 0,
        next: None,
        found: Vec::new(),
        undecided: Vec::new(),
        cut: false,
    }
    .run()
}

/// The state of one search.
struct Search<'a, 'e, 'p, I> {
    system: &'a System<'p>,
    limits: &'a Limits,
    engine: &'e mut Engine<I>,
    conflicts: Vec<Conflict>,
    free: Vec<bool>,
    /// Cells that this branch leaves to branches before it.
    barred: Vec<bool>,
    checks: usize,
    target: u32,
    /// The least weight above the target that a branch asked for.
    next: Option<u32>,
    found: Vec<Vec<usize>>,
    undecided: Vec<Vec<usize>>,
    cut: bool,
}

impl<I: Integer> Search<'_, '_, '_, I> {
    fn run(mut self) -> Result<Localisation, Halt> {
        let search = &mut self;
        if let Some(target) = search.lower_bound()? {
            search.target = target;
            while search.target <= search.limits.weight {
                search.descend(search.target)?;
                match search.next.take() {
                    Some(next) if search.found.is_empty() && !search.cut => search.target = next,
                    _ => break,
                }
            }
        }
        self.result()
    }

    /// Conflicts that share no cell, until none is left: the weight of any repair is at least their least
    /// weights together. `None`: the rules contradict one another whatever the cells are.
    fn lower_bound(&mut self) -> Result<Option<u32>, Halt> {
        let mut bound = 0_u32;
        while let Answer::Infeasible(conflict) = self.ask()? {
            let Some(least) = conflict
                .cells
                .iter()
                .map(|cell| self.system.weight(*cell))
                .min()
            else {
                return Ok(None);
            };
            bound = bound.saturating_add(least);
            for cell in &conflict.cells {
                set(&mut self.free, *cell, true);
            }
            self.conflicts.push(conflict);
        }
        self.free.fill(false);
        Ok(Some(bound))
    }

    /// Whether all rules can hold with the cells that are free now.
    fn ask(&mut self) -> Result<Answer, Halt> {
        if let Err(conflict) = self.engine.check(&self.free)? {
            return Ok(Answer::Infeasible(conflict));
        }
        let products = self.system.products(&self.free);
        if products.is_empty() {
            return Ok(Answer::Feasible(Vec::new()));
        }
        let mut splits = Splits {
            system: self.system,
            free: &self.free,
            left: self.limits.splits,
        };
        splits.decide::<I>(&[], &products)
    }

    fn descend(&mut self, left: u32) -> Result<(), Halt> {
        if self.cut {
            return Ok(());
        }
        let (bound, open) = self.open_conflict();
        if bound > left {
            self.ask_for(left, bound);
            return Ok(());
        }
        let conflict = match open {
            Some(conflict) => conflict,
            None => match self.question()? {
                Some(conflict) => conflict,
                None => return Ok(()),
            },
        };
        let candidates: Vec<usize> = conflict
            .cells
            .into_iter()
            .filter(|cell| !get(&self.barred, *cell))
            .collect();
        for cell in &candidates {
            let weight = self.system.weight(*cell);
            match left.checked_sub(weight) {
                None => self.ask_for(left, weight),
                Some(left) => {
                    set(&mut self.free, *cell, true);
                    self.descend(left)?;
                    set(&mut self.free, *cell, false);
                }
            }
            set(&mut self.barred, *cell, true);
        }
        for cell in candidates {
            set(&mut self.barred, cell, false);
        }
        Ok(())
    }

    /// Asks whether the cells that are free now are enough; if not, the conflict that remains.
    fn question(&mut self) -> Result<Option<Conflict>, Halt> {
        let Some(checks) = self.checks.checked_sub(1) else {
            self.cut = true;
            return Ok(None);
        };
        self.checks = checks;
        match self.ask()? {
            Answer::Infeasible(conflict) => {
                self.conflicts.push(conflict.clone());
                return Ok(Some(conflict));
            }
            Answer::Feasible(_) if self.found.len() == self.limits.solutions => self.cut = true,
            Answer::Feasible(_) => {
                let cells = self.freed();
                self.found.push(cells);
            }
            Answer::Undecided => {
                let cells = self.freed();
                if !self.undecided.contains(&cells) {
                    self.undecided.push(cells);
                }
            }
        }
        Ok(None)
    }

    /// A known conflict of which no cell is free yet, with the fewest candidates; and the least weight that
    /// all such conflicts still ask for.
    fn open_conflict(&self) -> (u32, Option<Conflict>) {
        let mut open: Vec<(usize, &Conflict)> = self
            .conflicts
            .iter()
            .filter(|conflict| !conflict.cells.iter().any(|cell| get(&self.free, *cell)))
            .map(|conflict| {
                let candidates = conflict
                    .cells
                    .iter()
                    .filter(|cell| !get(&self.barred, **cell));
                (candidates.count(), conflict)
            })
            .collect();
        open.sort_by_key(|(candidates, _)| *candidates);
        let mut taken = vec![false; self.free.len()];
        let mut bound = 0_u32;
        for (_, conflict) in &open {
            let candidates = conflict
                .cells
                .iter()
                .filter(|cell| !get(&self.barred, **cell));
            if candidates.clone().any(|cell| get(&taken, *cell)) {
                continue;
            }
            let least = candidates
                .clone()
                .map(|cell| self.system.weight(*cell))
                .min();
            bound = bound.saturating_add(least.unwrap_or(u32::MAX));
            for cell in candidates {
                set(&mut taken, *cell, true);
            }
        }
        (bound, open.first().map(|(_, conflict)| (*conflict).clone()))
    }

    fn ask_for(&mut self, left: u32, more: u32) {
        let weight = self.target.saturating_sub(left).saturating_add(more);
        self.next = Some(self.next.map_or(weight, |next| next.min(weight)));
    }

    fn freed(&self) -> Vec<usize> {
        let cells = self.free.iter().enumerate();
        cells
            .filter(|(_, free)| **free)
            .map(|(cell, _)| cell)
            .collect()
    }

    fn result(mut self) -> Result<Localisation, Halt> {
        let weight = (!self.found.is_empty()).then_some(self.target);
        let found = std::mem::take(&mut self.found);
        let mut solutions = Vec::with_capacity(found.len());
        for cells in found {
            self.free.fill(false);
            for cell in &cells {
                set(&mut self.free, *cell, true);
            }
            let mut changes = Vec::with_capacity(cells.len());
            for cell in cells.iter().filter(|_| self.limits.ranges) {
                changes.push(change(
                    self.system,
                    self.engine,
                    &self.free,
                    *cell,
                    self.limits,
                )?);
            }
            solutions.push(Solution {
                cells: self.named(&cells),
                changes,
            });
        }
        solutions.sort_by(|one, two| one.cells.cmp(&two.cells));
        Ok(Localisation {
            weight,
            solutions,
            complete: !self.cut && self.undecided.is_empty(),
            undecided: self
                .undecided
                .iter()
                .map(|cells| self.named(cells))
                .collect(),
            aside: self.system.aside.clone(),
            conflicts: self
                .conflicts
                .iter()
                .map(|conflict| Contradicted {
                    cells: self.named(&conflict.cells),
                    rules: conflict.rules.clone(),
                })
                .collect(),
        })
    }

    /// The places in the problem of cells of the group.
    fn named(&self, cells: &[usize]) -> Vec<usize> {
        let cells = cells.iter();
        cells
            .filter_map(|cell| self.system.cells.get(*cell).copied())
            .collect()
    }
}

fn get(flags: &[bool], cell: usize) -> bool {
    flags.get(cell).copied().unwrap_or_default()
}

fn set(flags: &mut [bool], cell: usize, flag: bool) {
    if let Some(place) = flags.get_mut(cell) {
        *place = flag;
    }
}
