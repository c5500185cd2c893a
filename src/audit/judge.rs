//! How sure a finding is, and how grave.

use num_bigint::BigInt;
use num_traits::Signed;

use super::localise::{Limits, Localisation, Solution};
use super::problem::{Cell, Problem};
use super::products::{Answer, Splits};
use super::ranges::{Change, Range};
use super::system::System;
use crate::figure::Interval;
use crate::number::{BigRational, power_of_ten};

/// A named slip of a hand that explains a printed cell, and what was meant: found elsewhere, weighed here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The cell.
    pub cell: usize,
    /// What should be printed.
    pub value: BigRational,
    /// The slip's name.
    pub name: String,
}

/// How sure a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// Every smallest repair changes the cell, one printable value fits, and it is proved twice: by two rules
    /// that share no other cell, or by one and a named slip that gives exactly that value.
    Certain,
    /// Every smallest repair changes the cell; or one repair alone can be printed, or is explained by slips.
    Likely,
    /// Other repairs are as small.
    Ambiguous,
    /// There is no small repair: these cells cannot all be right.
    Contradiction,
}

impl Certainty {
    /// The name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Likely => "likely",
            Self::Ambiguous => "ambiguous",
            Self::Contradiction => "contradiction",
        }
    }
}

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// What is printed and what is implied differ by at most one unit of the last digit.
    Rounding,
    /// By more.
    Error,
}

impl Severity {
    /// The name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rounding => "rounding",
            Self::Error => "error",
        }
    }
}

/// A cell that is found to be wrong, or may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The cell.
    pub cell: usize,
    /// Where its number may lie; nowhere in particular in a contradiction.
    pub range: Range,
    /// What could be printed instead, in order; `None` where that is too many values.
    pub printable: Option<Vec<BigRational>>,
    /// What should be printed.
    pub suggested: Option<BigRational>,
    /// The slip that explains it.
    pub slip: Option<String>,
    /// How sure it is.
    pub certainty: Certainty,
    /// How grave it is.
    pub severity: Severity,
    /// The rules that refute it: alone where some do, else together.
    pub rules: Vec<usize>,
    /// The repairs that are as small and do not change the cell.
    pub alternatives: Vec<Vec<usize>>,
}

/// The findings of a group, in the order of their cells.
#[must_use]
pub fn judge(
    problem: &Problem,
    group: &[usize],
    found: &Localisation,
    slips: &[Explanation],
    limits: &Limits,
) -> Vec<Finding> {
    let mut findings = if found.solutions.is_empty() {
        without_repair(found)
    } else {
        repairs(problem, group, found, slips, limits)
    };
    findings.sort_by_key(|finding| finding.cell);
    findings
}

/// A contradiction where no repair exists; where that could not be settled, each repair that may be one.
fn without_repair(found: &Localisation) -> Vec<Finding> {
    let certainty = if found.complete {
        Certainty::Contradiction
    } else {
        Certainty::Ambiguous
    };
    let mut cells: Vec<usize> = found
        .conflicts
        .iter()
        .flat_map(|conflict| conflict.cells.iter().copied())
        .collect();
    cells.sort_unstable();
    cells.dedup();
    cells
        .into_iter()
        .map(|cell| Finding {
            cell,
            range: Range::default(),
            printable: None,
            suggested: None,
            slip: None,
            certainty,
            severity: Severity::Error,
            rules: together(found, cell),
            alternatives: others(found, cell),
        })
        .collect()
}

/// The candidates that were not settled, and do without the cell.
fn others(found: &Localisation, cell: usize) -> Vec<Vec<usize>> {
    let others = found.undecided.iter();
    others
        .filter(|cells| !cells.contains(&cell))
        .cloned()
        .collect()
}

fn repairs(
    problem: &Problem,
    group: &[usize],
    found: &Localisation,
    slips: &[Explanation],
    limits: &Limits,
) -> Vec<Finding> {
    let mut suspects: Vec<usize> = found
        .solutions
        .iter()
        .flat_map(|solution| solution.cells.iter().copied())
        .collect();
    suspects.sort_unstable();
    suspects.dedup();
    let alone = |fits: &dyn Fn(&Change) -> bool| {
        let mut fitting = found
            .solutions
            .iter()
            .enumerate()
            .filter(|(_, solution)| solution.changes.iter().all(fits));
        match (fitting.next(), fitting.next()) {
            (Some((place, _)), None) => Some(place),
            _ => None,
        }
    };
    // One repair alone that slips explain, or that can be printed at all, is to be preferred: of all there are.
    let preferred = if found.complete {
        alone(&|change| !explanations(problem, change, slips).is_empty()).or_else(|| {
            alone(&|change| {
                change
                    .printable
                    .as_ref()
                    .is_none_or(|values| !values.is_empty())
            })
        })
    } else {
        None
    };
    let case = Case {
        problem,
        group,
        found,
        suspects: &suspects,
        limits,
    };
    let mut findings: Vec<Finding> = Vec::new();
    for (place, solution) in found.solutions.iter().enumerate() {
        if preferred.is_some_and(|preferred| preferred != place) {
            continue;
        }
        for change in &solution.changes {
            if findings.iter().all(|finding| finding.cell != change.cell) {
                findings.push(case.finding(change, slips, preferred.is_some()));
            }
        }
    }
    findings
}

/// What one group has in common for its findings.
struct Case<'a> {
    problem: &'a Problem,
    group: &'a [usize],
    found: &'a Localisation,
    suspects: &'a [usize],
    limits: &'a Limits,
}

impl Case<'_> {
    fn finding(&self, change: &Change, slips: &[Explanation], preferred: bool) -> Finding {
        let without = |solution: &&Solution| !solution.cells.contains(&change.cell);
        let others = self.found.solutions.iter().filter(without);
        let alternatives: Vec<Vec<usize>> = others.map(|other| other.cells.clone()).collect();
        let everywhere = alternatives.is_empty() && self.found.complete;
        let explanations = explanations(self.problem, change, slips);
        let refuting = self.refuting(change.cell);
        // One value in every repair, and not only in this one.
        let only = match change.printable.as_deref() {
            Some([value]) => Some(value.clone()),
            _ => None,
        };
        let agreed = everywhere
            && only.is_some()
            && self
                .found
                .solutions
                .iter()
                .flat_map(|solution| &solution.changes)
                .filter(|other| other.cell == change.cell)
                .all(|other| other.printable == change.printable);
        let slip = match explanations.as_slice() {
            [slip, rest @ ..] if rest.iter().all(|other| other.value == slip.value) => Some(*slip),
            _ => None,
        };
        let twice =
            self.independent(&refuting, change.cell) || (slip.is_some() && !refuting.is_empty());
        let certainty = if agreed && twice {
            Certainty::Certain
        } else if everywhere || preferred {
            Certainty::Likely
        } else {
            Certainty::Ambiguous
        };
        let suggested = only.or_else(|| slip.map(|slip| slip.value.clone()));
        let cell = self.problem.cells.get(change.cell);
        Finding {
            cell: change.cell,
            severity: cell.map_or(Severity::Error, |cell| {
                severity(cell, &change.range, suggested.as_ref())
            }),
            range: change.range.clone(),
            printable: change.printable.clone(),
            suggested,
            slip: slip.map(|slip| slip.name.clone()),
            certainty,
            rules: if refuting.is_empty() {
                together(self.found, change.cell)
            } else {
                refuting
            },
            alternatives,
        }
    }

    /// The rules that refute the printed cell alone, with every other suspect free.
    fn refuting(&self, cell: usize) -> Vec<usize> {
        let mut rules = together(self.found, cell);
        rules.extend(self.group.iter().copied().filter(|rule| {
            let ground = self.problem.rules.get(*rule);
            ground.is_some_and(|ground| ground.cells().binary_search(&cell).is_ok())
                && !self.found.aside.contains(rule)
        }));
        rules.sort_unstable();
        rules.dedup();
        rules.retain(|rule| {
            let system = System::new(self.problem, &[*rule], &self.limits.interruption);
            let free: Vec<bool> = system
                .cells
                .iter()
                .map(|other| *other != cell && self.suspects.contains(other))
                .collect();
            let mut splits = Splits {
                system: &system,
                free: &free,
                left: self.limits.splits,
            };
            let products = system.products(&free);
            matches!(
                splits.decide::<BigInt>(&[], &products),
                Ok(Answer::Infeasible(_))
            )
        });
        rules
    }

    /// Whether two of the rules share no cell but this one.
    fn independent(&self, rules: &[usize], cell: usize) -> bool {
        let cells: Vec<Vec<usize>> = rules
            .iter()
            .filter_map(|rule| self.problem.rules.get(*rule))
            .map(super::problem::Ground::cells)
            .collect();
        cells.iter().enumerate().any(|(place, one)| {
            cells.iter().take(place).any(|two| {
                one.iter()
                    .all(|shared| *shared == cell || two.binary_search(shared).is_err())
            })
        })
    }
}

/// The slips whose value fits.
fn explanations<'s>(
    problem: &Problem,
    change: &Change,
    slips: &'s [Explanation],
) -> Vec<&'s Explanation> {
    let Some(cell) = problem.cells.get(change.cell) else {
        return Vec::new();
    };
    slips
        .iter()
        .filter(|slip| slip.cell == change.cell)
        .filter(|slip| match &change.printable {
            Some(values) => values.contains(&slip.value),
            None => change.range.meets(&Interval::behind(
                slip.value.clone(),
                cell.decimals,
                cell.kind,
            )),
        })
        .collect()
}

/// The rules of the conflicts in which the cell stands.
fn together(found: &Localisation, cell: usize) -> Vec<usize> {
    let mut rules: Vec<usize> = found
        .conflicts
        .iter()
        .filter(|conflict| conflict.cells.contains(&cell))
        .flat_map(|conflict| conflict.rules.iter().copied())
        .collect();
    rules.sort_unstable();
    rules.dedup();
    rules
}

fn severity(cell: &Cell, range: &Range, suggested: Option<&BigRational>) -> Severity {
    let Some(printed) = cell.printed() else {
        return Severity::Error;
    };
    let implied = match (suggested, &range.low, &range.high) {
        (Some(value), _, _) => value.clone(),
        (None, Some(low), _) if printed < *low => low.clone(),
        (None, _, Some(high)) if printed > *high => high.clone(),
        // Open at that end, it would be one more of the last digit.
        (None, Some(low), _) if printed == *low && range.exact => low.clone(),
        (None, _, Some(high)) if printed == *high && range.exact => high.clone(),
        // What it should be is not known.
        _ => return Severity::Error,
    };
    if (implied - printed).abs() <= power_of_ten(cell.decimals.saturating_neg()) {
        Severity::Rounding
    } else {
        Severity::Error
    }
}
