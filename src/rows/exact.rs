//! The loop over exact decimals.

use rust_decimal::Decimal;

use super::{Errors, Fault, RowFunction, common_length};
use crate::error::Error;
use crate::metadata::Reason;
use crate::number::{nearest_decimal, rational};

/// A column of exact decimals, or one value for all rows.
#[derive(Clone, Copy, Debug)]
pub enum ExactColumn<'a> {
    /// One value for all rows; `None` is missing.
    Scalar(Option<Decimal>),
    /// A value a row; `None` is missing.
    Rows(&'a [Option<Decimal>]),
}

impl ExactColumn<'_> {
    /// The number of rows; `None` for a lone value.
    #[must_use]
    pub fn length(&self) -> Option<usize> {
        match self {
            Self::Scalar(_) => None,
            Self::Rows(rows) => Some(rows.len()),
        }
    }

    /// The value of a row.
    #[must_use]
    pub fn at(&self, row: usize) -> Option<Decimal> {
        match self {
            Self::Scalar(value) => *value,
            Self::Rows(rows) => rows.get(row).copied().flatten(),
        }
    }
}

/// The function with nothing rounded on the way: what goes into a quotient may have any number of digits.
fn in_rationals<F: RowFunction<A, 1>, const A: usize>(
    numbers: [Decimal; A],
) -> Result<[Decimal; 1], Fault> {
    let [value] = F::values(numbers.map(rational))?;
    Ok([nearest_decimal(&value)?])
}

/// Runs the function over the rows; lone values alone give one row.
pub fn exact_rows<F: RowFunction<A, 1>, const A: usize>(
    columns: [ExactColumn<'_>; A],
    mut reasons: Option<&mut [u8]>,
    errors: Errors,
) -> Result<Vec<Option<Decimal>>, Error> {
    let arguments = F::arguments();
    let length = common_length(
        arguments
            .into_iter()
            .zip(columns.iter().map(ExactColumn::length)),
    )?;
    let mut results = Vec::with_capacity(length.unwrap_or(1));
    for row in 0..length.unwrap_or(1) {
        let place = length.map(|_| row);
        let inputs = columns.map(|column| column.at(row));
        let outcome = if inputs.iter().any(Option::is_none) {
            Err(Reason::InputMissing)
        } else {
            let numbers = inputs.map(Option::unwrap_or_default);
            let value = match F::values(numbers) {
                Err(Fault::Unrepresentable) if F::DIVIDES => in_rationals::<F, A>(numbers),
                value => value,
            };
            match value {
                Ok([value]) => Ok(value),
                Err(Fault::Domain(reason, position)) => {
                    let argument = arguments.get(position).copied().unwrap_or("input");
                    let found = numbers.get(position).copied().unwrap_or_default();
                    Err(errors.settle(reason, argument, place, &found)?)
                }
                Err(Fault::Unrepresentable) => {
                    let inputs: Vec<String> = arguments
                        .iter()
                        .zip(numbers)
                        .map(|(name, value)| format!("{name}={value}"))
                        .collect();
                    return Err(Error::Precision {
                        argument: "result".to_owned(),
                        row: place,
                        found: format!("f({})", inputs.join(", ")),
                    });
                }
            }
        };
        if let (Err(reason), Some(code)) = (
            outcome,
            reasons.as_deref_mut().and_then(|codes| codes.get_mut(row)),
        ) {
            *code = reason.code();
        }
        results.push(outcome.ok());
    }
    Ok(results)
}
