//! Rearrangements, from Python and as JSON to it.

use num_rational::BigRational;
use pyo3::prelude::*;
use serde_json::{Value, json};

use super::audit_confronted::Confronted;
use crate::audit::exchanges::exchanges as exchanged;
use crate::audit::ground::{Address, Place};
use crate::audit::rearrangements::{
    Column, Explanation, Fit, Group, Move, Sheet, rearrangements as found,
};
use crate::error::Error;
use crate::figure::{Interval, Kind, Reading, Style, read};

/// What the column holds (`labels`, or the style of its figures), the kind of the figures, the printed
/// texts, and for each row the words, or both ends of the range as fractions.
type Given = (
    String,
    String,
    Vec<Option<String>>,
    Vec<Option<Vec<String>>>,
);

fn rational(text: &str) -> Result<BigRational, Error> {
    text.parse().map_err(|_| Error::Setting {
        argument: "expected".to_owned(),
        problem: format!("{text:?} is no fraction"),
    })
}

fn range(ends: &[String]) -> Result<Interval, Error> {
    match ends {
        [low, high] => Ok(Interval {
            low: rational(low)?,
            high: rational(high)?,
            low_closed: true,
            high_closed: true,
        }),
        _ => Err(Error::Setting {
            argument: "expected".to_owned(),
            problem: "a range has two ends".to_owned(),
        }),
    }
}

fn figure(text: &str, row: usize, style: Style, kind: Kind) -> Result<Option<Interval>, Error> {
    match read(text, style) {
        Ok(Reading::Figure(figure)) => Ok(Some(Interval::of(&figure, kind))),
        Ok(Reading::Missing(_)) => Ok(None),
        Err(problem) => Err(Error::Unreadable {
            row: Some(row),
            text: text.to_owned(),
            style: style.name(),
            position: problem.position,
            problem: problem.what,
            hint: crate::figure::hint(text, style).map(Style::name),
        }),
    }
}

fn column((holds, kind, printed, expected): Given) -> Result<Column, Error> {
    if holds == "labels" {
        return Ok(Column::Labels { printed, expected });
    }
    let (style, kind) = (Style::from_name(&holds)?, Kind::from_name(&kind)?);
    let texts = printed.iter().enumerate();
    Ok(Column::Figures {
        printed: texts
            .map(|(row, text)| {
                text.as_ref()
                    .map_or(Ok(None), |text| figure(text, row, style, kind))
            })
            .collect::<Result<_, _>>()?,
        expected: expected
            .iter()
            .map(|ends| ends.as_deref().map(range).transpose())
            .collect::<Result<_, _>>()?,
    })
}

fn fit(fit: &Fit) -> Value {
    json!({
        "count": fit.count.as_ref().map(|count| format!("{count:x}")),
        "line": fit.line,
        "forced": fit.forced,
        "violator": fit.violator,
    })
}

fn step(step: &Move) -> Value {
    match step {
        Move::Order(order) => json!({"kind": "order", "order": order}),
        Move::Rows { rows, labels } => {
            json!({"kind": if *labels { "labels" } else { "rows" }, "rows": rows})
        }
        Move::Columns { row, columns } => {
            json!({"kind": "columns", "rows": [row], "exchanged": columns})
        }
        Move::Shift { rows, down } => {
            json!({"kind": if *down { "shift_down" } else { "shift_up" }, "rows": rows})
        }
        Move::RepeatedRow { row, of } => json!({"kind": "repeated_row", "rows": [row, of]}),
        Move::RepeatedColumn { column, of } => {
            json!({"kind": "repeated_column", "exchanged": [column, of]})
        }
    }
}

fn explanation(explanation: &Explanation) -> Value {
    json!({
        "step": step(&explanation.step),
        "columns": explanation.columns,
        "settles": explanation.settles,
        "remains": explanation.remains,
        "moves": explanation.moves,
    })
}

fn group(group: &Group) -> Value {
    json!({
        "columns": group.columns,
        "misfits": group.misfits,
        "explanations": group.explanations.iter().map(explanation).collect::<Vec<_>>(),
        "fit": fit(&group.fit),
    })
}

/// Looks for what explains the printed places of some columns; each order names the line of each row. Counts are
/// hexadecimal: of decimals Python reads 4,300 digits, which 2,000 rows have more than.
#[pyfunction]
pub(super) fn rearrangements(columns: Vec<Given>, orders: Vec<Vec<usize>>) -> PyResult<String> {
    let columns = columns.into_iter().map(column);
    let sheet = Sheet::new(columns.collect::<Result<_, _>>()?)?;
    let found = found(&sheet, &orders);
    let value = json!({
        "straight": found.straight,
        "groups": found.groups.iter().map(group).collect::<Vec<_>>(),
        "whole": fit(&found.whole),
        "orders": format!("{:x}", found.orders),
    });
    Ok(value.to_string())
}

/// Table, column, row and the address of a cell.
type Cell = (usize, String, usize, String);
/// What was exchanged, the cells two by two, the rules that this mends, and how many it does not.
type Exchanged = (&'static str, Vec<(Cell, Cell)>, Vec<usize>, usize);

/// The exchanges of cells that mend several rules of confronted tables at once.
#[pyfunction]
pub(super) fn exchanges(py: Python<'_>, confronted: &Confronted) -> Vec<Exchanged> {
    let confrontation = confronted.confrontation();
    let found = py.detach(|| exchanged(confrontation));
    let cell = |place: &Place| {
        let table = confrontation.tables.get(place.table);
        let figures = table.and_then(|table| table.figures.get(place.figure));
        (
            place.table,
            figures.map_or_else(String::new, |figures| figures.name.clone()),
            place.row,
            confrontation.spelt(&Address::There(*place)),
        )
    };
    let laid = |exchange: crate::audit::exchanges::Exchange| {
        let pairs = exchange.pairs.iter();
        (
            exchange.sort.name(),
            pairs.map(|(one, other)| (cell(one), cell(other))).collect(),
            exchange
                .settles
                .iter()
                .map(|instance| instance.rule)
                .collect(),
            exchange.remains,
        )
    };
    found.into_iter().map(laid).collect()
}
