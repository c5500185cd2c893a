//! All rules laid over all tables: the verdicts, and the problem that they are for the solver.

use std::collections::HashMap;

use super::decide::{Decision, Grounded, Verdict, Why, written};
use super::ground::{Address, Laid};
use super::problem::{Cell, Ground, Linear, Problem, Relation};
use super::quick::Quick;
use super::rules::Plan;
use super::sides::{GroundQuotient, GroundSide, minus};
use super::tables::{Names, Table, Written};
use crate::figure::Kind;
use crate::number::BigRational;

/// Rules confronted with tables.
#[derive(Clone, Debug)]
pub struct Confrontation {
    /// The tables.
    pub tables: Vec<Table>,
    /// Their labels.
    pub names: Names,
    /// The rules, with the rows that each stands on.
    pub laid: Vec<Laid>,
    /// For each rule, the verdict on each of its rows.
    pub verdicts: Vec<Vec<Verdict>>,
}

/// A rule at one of its rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Instance {
    /// The rule.
    pub rule: usize,
    /// Which of its rows, counted among them.
    pub nth: usize,
}

/// Cells and ground rules, and where each comes from.
#[derive(Clone, Debug, Default)]
pub struct Assembled {
    /// The problem.
    pub problem: Problem,
    /// The address of each of its cells.
    pub cells: Vec<Address>,
    /// The rule and row behind each of its rules.
    pub rules: Vec<Instance>,
}

impl Confrontation {
    /// Lays the rules over the tables and decides each, everywhere.
    #[must_use]
    pub fn new(tables: Vec<Table>, names: Names, plans: Vec<Plan>) -> Self {
        let laid: Vec<Laid> = plans
            .into_iter()
            .map(|plan| Laid::of(plan, &tables, &names))
            .collect();
        let verdicts = laid
            .iter()
            .map(|laid| {
                let mut quick = Quick::of(&laid.plan.form).map(|quick| {
                    let scratch = quick.scratch(laid, &tables);
                    (quick, scratch)
                });
                laid.rows
                    .iter()
                    .map(|row| {
                        let row = usize::try_from(*row).unwrap_or(usize::MAX);
                        quick
                            .as_mut()
                            .and_then(|(quick, scratch)| {
                                quick.verdict(laid, row, &tables, &names, scratch)
                            })
                            .unwrap_or_else(|| {
                                Grounded::of(laid, row, &tables, &names)
                                    .decide(&tables)
                                    .verdict
                            })
                    })
                    .collect()
            })
            .collect();
        Self {
            tables,
            names,
            laid,
            verdicts,
        }
    }

    /// Every rule at every row where its verdict is one of these.
    #[must_use]
    pub fn instances(&self, verdicts: &[Verdict]) -> Vec<Instance> {
        let mut instances = Vec::new();
        for (rule, own) in self.verdicts.iter().enumerate() {
            let chosen = own
                .iter()
                .enumerate()
                .filter(|(_, verdict)| verdicts.contains(verdict));
            instances.extend(chosen.map(|(nth, _)| Instance { rule, nth }));
        }
        instances
    }

    /// The row of an instance: of a group, its first one.
    #[must_use]
    pub fn row(&self, instance: Instance) -> Option<usize> {
        let row = self.laid.get(instance.rule)?.rows.get(instance.nth)?;
        usize::try_from(*row).ok()
    }

    /// A rule at one of its rows, over its cells.
    #[must_use]
    pub fn grounded(&self, instance: Instance) -> Option<Grounded> {
        let laid = self.laid.get(instance.rule)?;
        Some(Grounded::of(
            laid,
            self.row(instance)?,
            &self.tables,
            &self.names,
        ))
    }

    /// The verdict on a rule at one of its rows, with the intervals that decided it.
    #[must_use]
    pub fn decision(&self, instance: Instance) -> Option<Decision> {
        Some(self.grounded(instance)?.decide(&self.tables))
    }

    /// The instances that hang together with a violated one, group by group.
    #[must_use]
    pub fn groups_at_fault(&self) -> Vec<Vec<Instance>> {
        self.groups(|instance| self.verdict(instance) == Some(Verdict::Violated))
    }

    /// Those, and the groups whose cells have room, so that rules that hold alone may not hold together:
    /// what a solver has to look at.
    #[must_use]
    pub fn groups_in_doubt(&self) -> Vec<Vec<Instance>> {
        let mut groups = self.groups(|instance| match self.verdict(instance) {
            Some(Verdict::Violated) => true,
            Some(_) => self.takes_part(instance) && self.has_room(instance),
            None => false,
        });
        groups.retain(|group| match group.as_slice() {
            [alone] => self.verdict(*alone) == Some(Verdict::Violated),
            _ => true,
        });
        groups
    }

    /// Whether a cell is missing, or was rounded or cut.
    fn has_room(&self, instance: Instance) -> bool {
        self.addresses(instance)
            .iter()
            .any(|address| match address {
                Address::Absent { .. } => true,
                Address::There(place) => {
                    let table = self.tables.get(place.table);
                    let figures = table.and_then(|table| table.figures.get(place.figure));
                    figures.is_none_or(|figures| figures.kind != Kind::Exact)
                        || written(address, &self.tables) == Written::Missing
                }
            })
    }

    fn groups(&self, asked: impl Fn(Instance) -> bool) -> Vec<Vec<Instance>> {
        let instances = self.instances(&Verdict::ALL);
        let asked: Vec<bool> = instances.iter().map(|instance| asked(*instance)).collect();
        if !asked.contains(&true) {
            return Vec::new();
        }
        let mut parents: Vec<usize> = (0..instances.len()).collect();
        let mut owners: HashMap<Address, usize> = HashMap::new();
        for (place, instance) in instances.iter().enumerate() {
            if !self.takes_part(*instance) {
                continue;
            }
            for address in self.addresses(*instance) {
                let owner = *owners.entry(address).or_insert(place);
                let (one, two) = (root(&mut parents, owner), root(&mut parents, place));
                if let Some(parent) = parents.get_mut(one.max(two)) {
                    *parent = one.min(two);
                }
            }
        }
        let mut groups: HashMap<usize, Vec<Instance>> = HashMap::new();
        let mut at_fault = Vec::new();
        for (place, (instance, asked)) in instances.iter().zip(asked).enumerate() {
            let root = root(&mut parents, place);
            groups.entry(root).or_default().push(*instance);
            if asked && at_fault.last() != Some(&root) {
                at_fault.push(root);
            }
        }
        at_fault.sort_unstable();
        at_fault.dedup();
        at_fault
            .into_iter()
            .filter_map(|root| groups.remove(&root))
            .collect()
    }

    /// The verdict on an instance.
    #[must_use]
    pub fn verdict(&self, instance: Instance) -> Option<Verdict> {
        self.verdicts.get(instance.rule)?.get(instance.nth).copied()
    }

    /// Whether an instance binds its cells: a whole of zero, an empty total or an infinity say nothing of them.
    fn takes_part(&self, instance: Instance) -> bool {
        match self.verdict(instance) {
            Some(Verdict::Satisfied | Verdict::Violated) => true,
            Some(Verdict::Undecided | Verdict::Failed) => {
                self.decision(instance).is_some_and(|decision| {
                    matches!(decision.why, Some(Why::InputMissing | Why::WholeNegative))
                })
            }
            None => false,
        }
    }

    /// How many cells the rules name, a cell as often as it is named: what a search over them has to carry.
    #[must_use]
    pub fn size(&self, instances: &[Instance]) -> usize {
        let sizes = instances
            .iter()
            .map(|instance| self.addresses(*instance).len());
        sizes.fold(0, usize::saturating_add)
    }

    fn addresses(&self, instance: Instance) -> Vec<Address> {
        let mut taken = Vec::new();
        let (Some(laid), Some(row)) = (self.laid.get(instance.rule), self.row(instance)) else {
            return taken;
        };
        for source in 0..laid.plan.origins.len() {
            let start = taken.len();
            laid.cells(source, row, &self.tables, &self.names, &mut taken);
            if laid.excludes(source) {
                let added = taken.split_off(start);
                taken.extend(
                    added
                        .into_iter()
                        .filter(|address| written(address, &self.tables) != Written::Missing),
                );
            }
        }
        taken
    }

    /// The problem that some instances are; those that bind no cell are left out.
    #[must_use]
    pub fn assemble(&self, instances: &[Instance]) -> Assembled {
        let mut assembled = Assembled::default();
        let mut places: HashMap<Address, usize> = HashMap::new();
        for instance in instances
            .iter()
            .filter(|instance| self.takes_part(**instance))
        {
            let Some(grounded) = self.grounded(*instance) else {
                continue;
            };
            let own: Vec<usize> = grounded
                .cells
                .iter()
                .map(|address| {
                    *places.entry(address.clone()).or_insert_with(|| {
                        assembled.problem.cells.push(self.cell(address));
                        assembled.cells.push(address.clone());
                        assembled.cells.len().saturating_sub(1)
                    })
                })
                .collect();
            assembled.problem.rules.push(ground(&grounded, &own));
            assembled.rules.push(*instance);
        }
        assembled
    }

    fn cell(&self, address: &Address) -> Cell {
        let (table, figure) = match address {
            Address::There(place) => (place.table, place.figure),
            Address::Absent { table, figure, .. } => (*table, *figure),
        };
        let Some(figures) = self
            .tables
            .get(table)
            .and_then(|table| table.figures.get(figure))
        else {
            return Cell::missing(Kind::Exact, 0);
        };
        let decimals = match written(address, &self.tables) {
            Written::Number { decimals, .. } => figures.grid.unwrap_or(decimals),
            _ => figures.grid.unwrap_or(0),
        };
        let interval = match address {
            Address::There(place) => figures.interval(place.row),
            Address::Absent { .. } => None,
        };
        Cell {
            interval,
            kind: figures.kind,
            decimals,
            weight: figures.weight,
        }
    }

    /// An address as a reader sees it: `table.column[key, key]`.
    #[must_use]
    pub fn spelt(&self, address: &Address) -> String {
        let (table, figure) = match address {
            Address::There(place) => (place.table, place.figure),
            Address::Absent { table, figure, .. } => (*table, *figure),
        };
        let Some(owner) = self.tables.get(table) else {
            return String::new();
        };
        let column = owner
            .figures
            .get(figure)
            .map_or("", |figures| &figures.name);
        let key = match address {
            Address::Absent { key, .. } => key.clone(),
            Address::There(place) if owner.keys == 0 => vec![place.row.to_string()],
            Address::There(place) => owner
                .key(place.row)
                .into_iter()
                .map(|label| self.names.text(label).to_owned())
                .collect(),
        };
        format!("{}.{column}[{}]", owner.name, key.join(", "))
    }
}

fn over(linear: &Linear, own: &[usize]) -> Linear {
    Linear {
        terms: linear
            .terms
            .iter()
            .filter_map(|(cell, number)| Some((*own.get(*cell)?, number.clone())))
            .collect(),
        constant: linear.constant.clone(),
    }
}

/// The rule over the cells of the problem: left − right against zero, or one cell against a ratio.
fn ground(grounded: &Grounded, own: &[usize]) -> Ground {
    let ratio = |plain: &Linear, relation: Relation, quotient: &GroundSide| match quotient {
        GroundSide::Linear(linear) => Ground::Linear {
            left_minus_right: over(&minus(plain, linear), own),
            relation,
        },
        GroundSide::Quotient(ratio) => {
            let GroundQuotient {
                constant,
                factor,
                numerator,
                denominator,
            } = ratio.as_ref();
            let shifted = minus(plain, &Linear::constant(constant.clone()));
            Ground::Ratio {
                quotient: over(&shifted, own),
                relation,
                factor: factor.clone(),
                numerator: over(numerator, own),
                denominator: over(denominator, own),
            }
        }
    };
    match (&grounded.left, &grounded.right) {
        (GroundSide::Linear(plain), other) => ratio(plain, grounded.relation, other),
        (other, GroundSide::Linear(plain)) => ratio(plain, grounded.relation.turned(), other),
        // Refused where the rule was read.
        (GroundSide::Quotient(_), GroundSide::Quotient(_)) => Ground::Linear {
            left_minus_right: Linear::constant(BigRational::from_integer(0.into())),
            relation: Relation::Equal,
        },
    }
}

/// The first instance of the group, with every other path to it halved on the way.
fn root(parents: &mut [usize], mut place: usize) -> usize {
    while let Some(parent) = parents.get(place).copied()
        && parent != place
    {
        let above = parents.get(parent).copied().unwrap_or(parent);
        if let Some(own) = parents.get_mut(place) {
            *own = above;
        }
        place = above;
    }
    place
}
