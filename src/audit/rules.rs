//! Rules as data, and what each asks of the tables that it is laid over.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::expression::Form;
use super::resolve::Resolver;
use crate::error::Error;

/// What a rule file says.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct RuleSet {
    /// What is declared of tables.
    #[serde(default)]
    pub tables: BTreeMap<String, Declared>,
    /// The rules.
    #[serde(default)]
    pub rules: Vec<Rule>,
}

/// What is declared of a table.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Declared {
    /// The kind of figure in a column; exact where none is declared.
    #[serde(default)]
    pub kinds: BTreeMap<String, String>,
    /// What it costs to change a cell of a column; 1 where nothing is declared.
    #[serde(default)]
    pub weights: BTreeMap<String, u32>,
}

/// One rule.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Rule {
    /// Its name.
    pub id: String,
    /// What it says.
    pub expression: String,
    /// Whose columns bare names are.
    #[serde(default)]
    pub table: Option<String>,
    /// The rows on which it stands: columns, and the labels that each may have.
    #[serde(default, rename = "where")]
    pub conditions: BTreeMap<String, Vec<String>>,
    /// Whether it is left out where a table or column that it names is not there.
    #[serde(default)]
    pub optional: bool,
}

/// A table as it came: its name, its columns and what identifies a row.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Schema {
    /// What it is called.
    pub name: String,
    /// The names of its columns.
    pub columns: Vec<String>,
    /// The columns that identify a row; none where rows are identified by their place alone.
    pub key: Vec<String>,
}

/// The columns of a table that rules read, in the order in which they are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// As figures.
    pub figures: Vec<String>,
    /// As labels: keys and conditions. The key comes first.
    pub labels: Vec<String>,
}

/// A label for a key: which one of the columns that are asked for, or a fixed text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// What stands in a column of the row at hand.
    Own(usize),
    /// The whole number in a column of the row at hand, so much further on.
    Shifted(usize, i64),
    /// A text.
    Fixed(String),
}

impl Part {
    pub(super) const fn depends_on(&self) -> Option<usize> {
        match self {
            Self::Own(column) | Self::Shifted(column, _) => Some(*column),
            Self::Fixed(_) => None,
        }
    }
}

/// Where the figures of a source are found. Columns are places in [`Needs`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// In the row at hand.
    Here {
        /// The column.
        figure: usize,
    },
    /// In the row with this key.
    Keyed {
        /// The table.
        table: usize,
        /// The column.
        figure: usize,
        /// A label for each column of the table's key.
        key: Vec<Part>,
    },
    /// In all rows that meet the conditions.
    Total {
        /// The table.
        table: usize,
        /// The column.
        figure: usize,
        /// Columns of that table, and what each must be: the same for all rows that are added.
        equal: Vec<(usize, Part)>,
        /// Columns of that table, and the texts of which it must have one.
        among: Vec<(usize, Vec<String>)>,
        /// Whether a missing addend is left out.
        excludes: bool,
    },
}

/// On what a rule stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Range {
    /// On every row of its table.
    Rows,
    /// On every combination of these labels of its table.
    Groups(Vec<usize>),
    /// Once.
    Once,
}

/// A rule that knows where its figures are.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The rule's name.
    pub id: String,
    /// Its table.
    pub table: usize,
    /// On what it stands.
    pub range: Range,
    /// The labels that a row must have for the rule to stand on it.
    pub conditions: Vec<(usize, Vec<String>)>,
    /// What it says.
    pub form: Form,
    /// Where each source of the form is found.
    pub origins: Vec<Origin>,
}

/// All rules, resolved against the tables.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plans {
    /// A plan for each rule that is not left out, in order.
    pub plans: Vec<Plan>,
    /// Which rule each plan is of.
    pub rules: Vec<usize>,
    /// The rules left out, and which names they miss.
    pub left_out: Vec<(usize, String)>,
    /// What is asked of each table, in order.
    pub needs: Vec<Needs>,
}

impl Plans {
    /// Finds the columns of every rule.
    ///
    /// # Errors
    /// [`Error::Expression`] where a rule cannot be read or names what no table has.
    pub fn of(rules: &[Rule], schemas: &[Schema]) -> Result<Self, Error> {
        let mut resolver = Resolver {
            schemas,
            needs: schemas
                .iter()
                .map(|schema| Needs {
                    figures: Vec::new(),
                    labels: schema.key.clone(),
                })
                .collect(),
        };
        let mut found = Self::default();
        for (place, rule) in rules.iter().enumerate() {
            match resolver.plan(rule) {
                Ok(plan) => {
                    found.plans.push(plan);
                    found.rules.push(place);
                }
                Err(Error::Expression {
                    names: Some(name), ..
                }) if rule.optional => {
                    found.left_out.push((place, name.found));
                }
                Err(error) => return Err(error.of_rule(&rule.id)),
            }
        }
        found.needs = resolver.needs;
        Ok(found)
    }
}
