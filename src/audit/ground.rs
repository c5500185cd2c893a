//! Rules laid over rows: which cells each source of a rule takes.

use std::collections::{HashMap, HashSet};

use super::rules::{Origin, Part, Plan, Range};
use super::tables::{NO_LABEL, Names, Table};

/// A cell: which table, which of its columns of figures, which row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The table.
    pub table: usize,
    /// The column of figures.
    pub figure: usize,
    /// The row.
    pub row: usize,
}

/// A cell that a rule names, whether its row is there or not.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Address {
    /// It stands in a row.
    There(Place),
    /// No row has this key.
    Absent {
        /// The table.
        table: usize,
        /// The column of figures.
        figure: usize,
        /// The labels of the key.
        key: Vec<String>,
    },
}

/// The rows that a total adds, by what they have in common.
#[derive(Clone, Debug)]
struct Members {
    groups: HashMap<Box<[u32]>, Vec<u32>>,
}

/// A rule, the rows that it stands on, and the rows that its totals add.
#[derive(Clone, Debug)]
pub struct Laid {
    /// The rule.
    pub plan: Plan,
    /// A row for each time that it stands: of a group, the first of its rows.
    pub rows: Vec<u32>,
    members: Vec<Option<Members>>,
    /// The number of each fixed label, by its text.
    fixed: HashMap<String, u32>,
}

impl Laid {
    /// Lays a rule over the tables.
    #[must_use]
    pub fn of(plan: Plan, tables: &[Table], names: &Names) -> Self {
        let members = plan
            .origins
            .iter()
            .map(|origin| members(origin, tables, names))
            .collect();
        let mut fixed = HashMap::new();
        for origin in &plan.origins {
            let parts: Vec<&Part> = match origin {
                Origin::Here { .. } => Vec::new(),
                Origin::Keyed { key, .. } => key.iter().collect(),
                Origin::Total { equal, .. } => equal.iter().map(|(_, part)| part).collect(),
            };
            for part in parts {
                if let Part::Fixed(text) = part {
                    fixed.insert(text.clone(), names.known(text).unwrap_or(NO_LABEL));
                }
            }
        }
        let rows = rows(&plan, tables, names);
        Self {
            plan,
            rows,
            members,
            fixed,
        }
    }

    /// The cells of a source at a row.
    pub fn cells(
        &self,
        source: usize,
        row: usize,
        tables: &[Table],
        names: &Names,
        taken: &mut Vec<Address>,
    ) {
        let own = tables.get(self.plan.table);
        match (self.plan.origins.get(source), own) {
            (Some(Origin::Here { figure }), _) => taken.push(Address::There(Place {
                table: self.plan.table,
                figure: *figure,
                row,
            })),
            (Some(Origin::Keyed { table, figure, key }), Some(own)) => {
                let codes: Vec<u32> = key
                    .iter()
                    .map(|part| self.code(part, own, row, names))
                    .collect();
                let found = tables.get(*table).and_then(|table| table.find(&codes));
                taken.push(match found {
                    Some(row) => Address::There(Place {
                        table: *table,
                        figure: *figure,
                        row,
                    }),
                    None => Address::Absent {
                        table: *table,
                        figure: *figure,
                        key: key
                            .iter()
                            .map(|part| names.wanted(part, own, row).1)
                            .collect(),
                    },
                });
            }
            (Some(Origin::Total { table, figure, .. }), Some(_)) => {
                let codes = self.total_key(source, row, tables, names);
                let members = self.members.get(source).and_then(Option::as_ref);
                let rows = members.and_then(|members| members.groups.get(&codes));
                taken.extend(rows.into_iter().flatten().map(|row| {
                    Address::There(Place {
                        table: *table,
                        figure: *figure,
                        row: usize::try_from(*row).unwrap_or(usize::MAX),
                    })
                }));
            }
            _ => {}
        }
    }

    /// The labels that the rows of a total have in common with a row.
    #[must_use]
    pub(super) fn total_key(
        &self,
        source: usize,
        row: usize,
        tables: &[Table],
        names: &Names,
    ) -> Box<[u32]> {
        match (self.plan.origins.get(source), tables.get(self.plan.table)) {
            (Some(Origin::Total { equal, .. }), Some(own)) => equal
                .iter()
                .map(|(_, part)| self.code(part, own, row, names))
                .collect(),
            _ => Box::default(),
        }
    }

    fn code(&self, part: &Part, own: &Table, row: usize, names: &Names) -> u32 {
        match part {
            Part::Own(column) => own.label(*column, row),
            Part::Fixed(text) => self.fixed.get(text).copied().unwrap_or(NO_LABEL),
            Part::Shifted(..) => names.wanted(part, own, row).0.unwrap_or(NO_LABEL),
        }
    }

    /// Whether a source leaves out what is missing.
    #[must_use]
    pub fn excludes(&self, source: usize) -> bool {
        matches!(
            self.plan.origins.get(source),
            Some(Origin::Total { excludes: true, .. })
        )
    }
}

/// The labels that rows may have, by number.
#[must_use]
pub(super) fn accepted(
    conditions: &[(usize, Vec<String>)],
    names: &Names,
) -> Vec<(usize, HashSet<u32>)> {
    conditions
        .iter()
        .map(|(column, texts)| {
            (
                *column,
                texts.iter().filter_map(|text| names.known(text)).collect(),
            )
        })
        .collect()
}

/// Whether a row has one of the labels accepted in each column.
#[must_use]
pub(super) fn meets(conditions: &[(usize, HashSet<u32>)], table: &Table, row: usize) -> bool {
    conditions
        .iter()
        .all(|(column, accepted)| accepted.contains(&table.label(*column, row)))
}

fn members(origin: &Origin, tables: &[Table], names: &Names) -> Option<Members> {
    let Origin::Total {
        table,
        equal,
        among,
        ..
    } = origin
    else {
        return None;
    };
    let table = tables.get(*table)?;
    let conditions = accepted(among, names);
    let mut groups: HashMap<Box<[u32]>, Vec<u32>> = HashMap::new();
    for row in 0..table.rows {
        if meets(&conditions, table, row) {
            let codes: Box<[u32]> = equal
                .iter()
                .map(|(column, _)| table.label(*column, row))
                .collect();
            // A row that does not say to which group it belongs belongs to none.
            if !codes.contains(&NO_LABEL) {
                groups
                    .entry(codes)
                    .or_default()
                    .push(u32::try_from(row).ok()?);
            }
        }
    }
    Some(Members { groups })
}

fn rows(plan: &Plan, tables: &[Table], names: &Names) -> Vec<u32> {
    let Some(table) = tables.get(plan.table) else {
        return Vec::new();
    };
    let conditions = accepted(&plan.conditions, names);
    let count = u32::try_from(table.rows).unwrap_or(u32::MAX);
    let standing = (0..count).filter(|row| {
        meets(
            &conditions,
            table,
            usize::try_from(*row).unwrap_or(usize::MAX),
        )
    });
    match &plan.range {
        Range::Rows => standing.collect(),
        // It stands once even over an empty table.
        Range::Once => vec![0],
        Range::Groups(labels) => {
            let mut seen = HashSet::new();
            standing
                .filter(|row| {
                    let row = usize::try_from(*row).unwrap_or(usize::MAX);
                    let codes: Box<[u32]> = labels
                        .iter()
                        .map(|label| table.label(*label, row))
                        .collect();
                    seen.insert(codes)
                })
                .collect()
        }
    }
}
