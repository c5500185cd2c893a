//! Both scenarios of the article in one pass over the data.

use super::sustainability::{margin, potential};
use crate::error::Error;
use crate::number::Number;
use crate::rows::{
    Column, Errors, ExactColumn, Fault, FloatRows, RowFunction, common_length, exact_rows,
    float_rows,
};
use rust_decimal::Decimal;

/// The columns that [`floats`] gives, in order.
pub const OUTPUTS: [&str; 4] = ["dpspc", "megpc", "dpspc_ec29", "megpc_ec29"];
/// Its arguments, in order.
pub const ARGUMENTS: [&str; 5] = [
    "linked_revenue_pc",
    "sus_transfers_pc",
    "expenditure_pc",
    "due_pct",
    "rate_pct",
];

struct Scenarios;

impl RowFunction<5, 4> for Scenarios {
    const DIVIDES: bool = false;

    fn arguments() -> [&'static str; 5] {
        ARGUMENTS
    }
    fn values<N: Number>([linked, sus, expenditure, due, rate]: [N; 5]) -> Result<[N; 4], Fault> {
        let first = potential(linked.clone(), sus.clone(), rate)?;
        let second = potential(linked, sus, due)?;
        Ok([
            first.clone(),
            margin(first, expenditure.clone())?,
            second.clone(),
            margin(second, expenditure)?,
        ])
    }
}

/// One output alone, so that it is missing only where its own inputs are.
struct Potential;
struct Margin;

impl RowFunction<3, 1> for Potential {
    const DIVIDES: bool = false;

    fn arguments() -> [&'static str; 3] {
        ["linked_revenue_pc", "sus_transfers_pc", "rate"]
    }

    fn values<N: Number>([linked, sus, rate]: [N; 3]) -> Result<[N; 1], Fault> {
        potential(linked, sus, rate).map(|value| [value])
    }
}

impl RowFunction<4, 1> for Margin {
    const DIVIDES: bool = false;

    fn arguments() -> [&'static str; 4] {
        [
            "linked_revenue_pc",
            "sus_transfers_pc",
            "expenditure_pc",
            "rate",
        ]
    }

    fn values<N: Number>([linked, sus, expenditure, rate]: [N; 4]) -> Result<[N; 1], Fault> {
        margin(potential(linked, sus, rate)?, expenditure).map(|value| [value])
    }
}

/// DPSPC and MEGPC at `rate_pct` and at `due_pct`, over floats.
pub fn floats(columns: [Column<'_>; 5], outs: [&mut [f64]; 4]) -> Result<(), Error> {
    float_rows::<Scenarios, 5, 4>(
        columns,
        FloatRows {
            outs,
            reasons: None,
        },
        Errors::Raise,
    )
}

/// DPSPC and MEGPC at `rate_pct` and at `due_pct`, over exact decimals.
pub fn exact(columns: [ExactColumn<'_>; 5]) -> Result<[Vec<Option<Decimal>>; 4], Error> {
    let rows = common_length(
        ARGUMENTS
            .into_iter()
            .zip(columns.iter().map(ExactColumn::length)),
    )?
    .unwrap_or(1);
    let [linked, sus, expenditure, due, rate] = columns;
    // A scenario of lone numbers alone is the same in every row.
    let in_every_row = |values: Vec<Option<Decimal>>| match values.as_slice() {
        [value] => vec![*value; rows],
        _ => values,
    };
    let potential = |rate| {
        exact_rows::<Potential, 3>([linked, sus, rate], None, Errors::Raise).map(in_every_row)
    };
    let margin = |rate| {
        exact_rows::<Margin, 4>([linked, sus, expenditure, rate], None, Errors::Raise)
            .map(in_every_row)
    };
    Ok([
        potential(rate)?,
        margin(rate)?,
        potential(due)?,
        margin(due)?,
    ])
}
