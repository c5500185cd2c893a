//! Rules, and the tables that Python gives them.

use numpy::{PyArray1, PyArrayMethods, PyReadonlyArray1};
use pyo3::prelude::*;
use pyo3::types::{PyList, PyTuple};

use super::audit_confronted::Confronted;
use crate::audit::confront::Confrontation;
use crate::audit::rules::{Plans, Range, RuleSet, Schema};
use crate::audit::tables::{Figures, Labels, NO_LABEL, Names, Table, Written};
use crate::error::Error;
use crate::figure::Kind;
use crate::number::{BigRational, decimal_text};

/// Reads an expression and writes it again, in the one way that it is written.
#[pyfunction]
pub(super) fn normal_expression(expression: &str) -> PyResult<String> {
    crate::audit::expression::Form::read(expression)?;
    Ok(crate::audit::expression::parse(expression)?.to_string())
}

/// The columns whose figures an expression names, whatever their tables.
#[pyfunction]
pub(super) fn expression_columns(expression: &str) -> PyResult<Vec<String>> {
    let form = crate::audit::expression::Form::read(expression)?;
    let columns = form
        .sources
        .iter()
        .map(|source| source.operand().column.clone());
    Ok(columns.collect())
}

/// Rules that know in which columns their figures are.
#[pyclass(frozen, module = "sustenta._core")]
pub(super) struct RulePlan {
    rules: RuleSet,
    schemas: Vec<Schema>,
    plans: Plans,
}

#[pymethods]
impl RulePlan {
    /// Finds the columns of every rule; both arguments are JSON.
    #[new]
    fn new(rules: &str, schemas: &str) -> PyResult<Self> {
        let rules: RuleSet = read_json("rules", rules)?;
        let schemas: Vec<Schema> = read_json("schemas", schemas)?;
        let plans = Plans::of(&rules.rules, &schemas)?;
        Ok(Self {
            rules,
            schemas,
            plans,
        })
    }

    /// The columns that are asked of each table: as figures, and as labels.
    fn needs(&self) -> Vec<(Vec<String>, Vec<String>)> {
        self.plans
            .needs
            .iter()
            .map(|needs| (needs.figures.clone(), needs.labels.clone()))
            .collect()
    }

    /// Which rule each plan is of, and the rules left out with the names that they miss.
    fn chosen(&self) -> (Vec<usize>, Vec<(usize, String)>) {
        (self.plans.rules.clone(), self.plans.left_out.clone())
    }

    /// On what each rule stands: its table, `rows`, `groups` or `once`, and the labels of its groups.
    fn ranges(&self) -> Vec<(usize, &'static str, Vec<usize>)> {
        self.plans
            .plans
            .iter()
            .map(|plan| match &plan.range {
                Range::Rows => (plan.table, "rows", Vec::new()),
                Range::Groups(labels) => (plan.table, "groups", labels.clone()),
                Range::Once => (plan.table, "once", Vec::new()),
            })
            .collect()
    }

    /// Lays the rules over tables: for each its rows, its labels (codes and texts) and its figures
    /// (values, and the decimals that the caller says they were rounded to).
    fn confront(&self, py: Python<'_>, tables: Vec<GivenTable<'_>>) -> PyResult<Confronted> {
        let mut names = Names::default();
        let mut read = Vec::with_capacity(tables.len());
        for ((rows, labels, figures), (schema, needs)) in tables
            .into_iter()
            .zip(self.schemas.iter().zip(&self.plans.needs))
        {
            let labels = labels
                .iter()
                .zip(&needs.labels)
                .map(|((codes, texts), name)| labels_of(name, codes, texts, &mut names))
                .collect::<PyResult<_>>()?;
            let figures = figures
                .iter()
                .zip(&needs.figures)
                .map(|((values, decimals), name)| self.figures(schema, name, values, *decimals))
                .collect::<PyResult<_>>()?;
            let keys = schema.key.len();
            read.push(Table::new(
                schema.name.clone(),
                rows,
                keys,
                labels,
                figures,
                &names,
            )?);
        }
        let plans = self.plans.plans.clone();
        let confrontation = py.detach(|| Confrontation::new(read, names, plans));
        Ok(Confronted::of(confrontation))
    }
}

type GivenLabels<'py> = (PyReadonlyArray1<'py, i64>, Vec<String>);
type GivenTable<'py> = (
    usize,
    Vec<GivenLabels<'py>>,
    Vec<(Bound<'py, PyAny>, Option<i32>)>,
);

fn read_json<'a, T: serde::Deserialize<'a>>(argument: &str, text: &'a str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|trouble| Error::Setting {
        argument: argument.to_owned(),
        problem: trouble.to_string(),
    })
}

fn labels_of(
    name: &str,
    codes: &PyReadonlyArray1<'_, i64>,
    texts: &[String],
    names: &mut Names,
) -> PyResult<Labels> {
    let numbers: Vec<u32> = texts.iter().map(|text| names.number(text)).collect();
    let number = |code: &i64| {
        let place = usize::try_from(*code).ok();
        place
            .and_then(|place| numbers.get(place).copied())
            .unwrap_or(NO_LABEL)
    };
    Ok(Labels {
        name: name.to_owned(),
        codes: codes.as_slice()?.iter().map(number).collect(),
    })
}

impl RulePlan {
    fn figures(
        &self,
        schema: &Schema,
        name: &str,
        values: &Bound<'_, PyAny>,
        decimals: Option<i32>,
    ) -> PyResult<Figures> {
        let declared = self.rules.tables.get(&schema.name);
        let kind = declared
            .and_then(|declared| declared.kinds.get(name))
            .map_or(Ok(Kind::Exact), |kind| Kind::from_name(kind))?;
        let weight = declared
            .and_then(|declared| declared.weights.get(name).copied())
            .unwrap_or(1);
        let argument = format!("{}.{name}", schema.name);
        let (cells, floats) = written(&argument, values)?;
        let mut figures = Figures {
            name: name.to_owned(),
            cells,
            // A float does not say to how many digits it was rounded.
            kind: if floats { Kind::Exact } else { kind },
            weight,
            grid: None,
        };
        match decimals {
            Some(decimals) => round_to(&mut figures, decimals, kind, &argument)?,
            // An exact number may be printed with fewer decimals than its neighbours: 100 beside 50,50.
            None if floats || kind == Kind::Exact => {
                figures.grid = most_decimals(&figures.cells);
            }
            None => {}
        }
        Ok(figures)
    }
}

/// The cells of a column, and whether they came as floats.
fn written(argument: &str, values: &Bound<'_, PyAny>) -> PyResult<(Vec<Written>, bool)> {
    if let Ok(floats) = values.cast::<PyArray1<f64>>() {
        let floats = floats.readonly();
        return Ok((
            floats
                .as_slice()?
                .iter()
                .copied()
                .map(Written::from_float)
                .collect(),
            true,
        ));
    }
    if let Ok(whole) = values.cast::<PyArray1<i64>>() {
        let whole = whole.readonly();
        let number = |value: &i64| Written::Number {
            mantissa: i128::from(*value),
            decimals: 0,
        };
        return Ok((whole.as_slice()?.iter().map(number).collect(), false));
    }
    if let Ok(tuple) = values.cast::<PyTuple>() {
        let (words, valid, scale): (PyReadonlyArray1<'_, u64>, PyReadonlyArray1<'_, bool>, i32) =
            tuple.extract()?;
        let pairs = words.as_slice()?.chunks_exact(2).zip(valid.as_slice()?);
        let cells = pairs.map(|(pair, valid)| match pair {
            [low, high] if *valid => Written::Number {
                mantissa: i128::from(high.cast_signed()) << 64 | i128::from(*low),
                decimals: scale,
            },
            _ => Written::Missing,
        });
        return Ok((cells.collect(), false));
    }
    let cells = values
        .cast::<PyList>()?
        .iter()
        .enumerate()
        .map(|(row, value)| {
            if value.is_none() {
                return Ok(Written::Missing);
            }
            let text = value.str()?;
            Written::from_text(text.to_str()?).map_err(|_| {
                let found = text.to_string_lossy().into_owned();
                Error::Precision {
                    argument: argument.to_owned(),
                    row: Some(row),
                    found,
                }
                .into()
            })
        });
    Ok((cells.collect::<PyResult<_>>()?, false))
}

fn round_to(
    figures: &mut Figures,
    decimals: i32,
    declared: Kind,
    argument: &str,
) -> Result<(), Error> {
    for (row, cell) in figures.cells.iter_mut().enumerate() {
        let found = *cell;
        *cell = found.on_grid(decimals).ok_or_else(|| Error::Domain {
            argument: argument.to_owned(),
            row: Some(row),
            found: match found {
                Written::Number { mantissa, decimals } => decimal_text(
                    &(BigRational::from_integer(mantissa.into())
                        * crate::number::power_of_ten(decimals.saturating_neg())),
                ),
                _ => String::new(),
            },
            expected: format!("figures printed with {decimals} decimals, as `precision` says"),
            reason: "amount_not_finite",
        })?;
    }
    // `precision` tells the grid; that digits were cut off, the rules do.
    figures.kind = match declared {
        Kind::Truncated => Kind::Truncated,
        Kind::Exact | Kind::Rounded => Kind::Rounded,
    };
    Ok(())
}

fn most_decimals(cells: &[Written]) -> Option<i32> {
    cells
        .iter()
        .filter_map(|cell| match cell {
            Written::Number { decimals, .. } => Some(*decimals),
            _ => None,
        })
        .max()
}
