//! The class of a change between two shares of which the amounts are known.
//!
//! Each share would be a quotient, and a class rests on none: the four amounts are cross-multiplied.

use std::cmp::Ordering;

use super::border::Bands;
use super::decide::Judgement;
use crate::error::Error;
use crate::metadata::Reason;
use crate::number::{BigRational, Number, Unrepresentable, clearly, rational, shortest};
use crate::rows::{Column, ExactColumn};

// In order: part and whole of the first year, part and whole of the last.
const AMOUNTS: [&str; 4] = ["first_part", "first_whole", "last_part", "last_whole"];

/// The two products whose order is that of the relative change and the border: `growth` is 100 and the border.
fn sides<N: Number>(
    [part, whole, last_part, last_whole]: [N; 4],
    growth: N,
) -> Result<(N, N), Unrepresentable> {
    let last = N::whole(100).times(last_part)?.times(whole)?;
    Ok((last, growth.times(part)?.times(last_whole)?))
}

/// Why the amounts have no class, if they have none.
fn refusal<N: Number>([part, whole, last_part, last_whole]: &[N; 4]) -> Option<Reason> {
    let zero = N::whole(0);
    if *whole <= zero || *last_whole <= zero {
        Some(Reason::WholeNotPositive)
    } else if *part <= zero {
        Some(Reason::FirstYearNotPositive)
    } else if *last_part < zero {
        Some(Reason::AmountNegative)
    } else {
        None
    }
}

fn exactly(amounts: [BigRational; 4], cut: &BigRational) -> Ordering {
    sides(amounts, cut + BigRational::whole(100))
        .map_or(Ordering::Less, |(left, right)| left.cmp(&right))
}

fn float(amounts: [f64; 4], bands: &Bands) -> Judgement {
    if amounts.iter().any(|amount| amount.is_nan()) {
        return Judgement::none(Reason::InputMissing);
    }
    if amounts.iter().any(|amount| amount.is_infinite()) {
        return Judgement::none(Reason::AmountNotFinite);
    }
    if let Some(reason) = refusal(&amounts) {
        return Judgement::none(reason);
    }
    let position = bands.class(|band| {
        let quick = sides(amounts, band.growth)
            .ok()
            .and_then(|(left, right)| clearly(left, right));
        quick.unwrap_or_else(|| match amounts.map(shortest) {
            [Some(part), Some(whole), Some(last_part), Some(last_whole)] => {
                exactly([part, whole, last_part, last_whole], &band.exact)
            }
            _ => Ordering::Less,
        })
    });
    Judgement::of(position, false)
}

/// Classifies the change between the shares that four columns of floats are the amounts of.
pub fn classify_share_changes(
    columns: [Column<'_>; 4],
    bands: &Bands,
) -> Result<Vec<Judgement>, Error> {
    let rows = rows_of(columns.iter().map(Column::length))?;
    Ok((0..rows)
        .map(|row| float(columns.map(|column| column.at(row)), bands))
        .collect())
}

/// The same over columns of exact decimals.
pub fn classify_share_changes_exact(
    columns: [ExactColumn<'_>; 4],
    bands: &Bands,
) -> Result<Vec<Judgement>, Error> {
    let rows = rows_of(columns.iter().map(ExactColumn::length))?;
    let judge = |row| match columns.map(|column| column.at(row).map(rational)) {
        [Some(part), Some(whole), Some(last_part), Some(last_whole)] => {
            let amounts = [part, whole, last_part, last_whole];
            refusal(&amounts).map_or_else(
                || {
                    Judgement::of(
                        bands.class(|band| exactly(amounts.clone(), &band.exact)),
                        false,
                    )
                },
                Judgement::none,
            )
        }
        _ => Judgement::none(Reason::InputMissing),
    };
    Ok((0..rows).map(judge).collect())
}

fn rows_of(lengths: impl Iterator<Item = Option<usize>>) -> Result<usize, Error> {
    let mut rows = None;
    for (argument, length) in AMOUNTS.iter().zip(lengths) {
        match (rows, length) {
            (Some(expected), Some(found)) if found != expected => {
                return Err(Error::Length {
                    argument: (*argument).to_owned(),
                    found,
                    expected,
                });
            }
            (None, _) => rows = length,
            _ => {}
        }
    }
    Ok(rows.unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classifications::{EC29_TREND, TAX_EFFORT};

    fn class(amounts: [f64; 4]) -> &'static str {
        let judgement = float(amounts, &Bands::of(&TAX_EFFORT).unwrap());
        TAX_EFFORT
            .classes
            .get(usize::from(judgement.class).wrapping_sub(1))
            .map_or("none", |class| class.id)
    }

    #[test]
    fn the_border_is_decided_on_the_amounts() {
        // 1/3 to 11/30 is +10 % exactly, although neither share ends.
        assert_eq!(class([1.0, 3.0, 11.0, 30.0]), "conservative");
        assert_eq!(class([0.1, 0.3, 1.1, 3.0]), "conservative");
        assert_eq!(class([1.0, 3.0, 11.000_000_000_000_002, 30.0]), "positive");
        assert_eq!(class([1.0, 3.0, 10.0, 30.0]), "conservative");
        assert_eq!(class([1.0, 3.0, 9.999_999_999_999_998, 30.0]), "negative");
    }

    #[test]
    fn decimals_decide_as_floats_do() {
        let bands = Bands::of(&EC29_TREND).unwrap();
        let of = |amounts: [i64; 4]| {
            classify_share_changes_exact(
                amounts.map(|amount| ExactColumn::Scalar(Some(amount.into()))),
                &bands,
            )
            .unwrap()
        };
        assert_eq!(of([1, 3, 115, 300]).first().map(|row| row.class), Some(2));
        assert_eq!(of([1, 3, 116, 300]).first().map(|row| row.class), Some(3));
        assert_eq!(of([1, 3, 99, 300]).first().map(|row| row.class), Some(1));
        assert_eq!(
            of([1, 0, 99, 300]).first().map(|row| row.reason),
            Some(Reason::WholeNotPositive.code())
        );
    }

    #[test]
    fn what_has_no_class_has_a_reason() {
        let bands = Bands::of(&TAX_EFFORT).unwrap();
        let reason = |amounts| float(amounts, &bands).reason;
        assert_eq!(
            reason([1.0, f64::NAN, 1.0, 0.0]),
            Reason::InputMissing.code()
        );
        assert_eq!(
            reason([1.0, f64::INFINITY, 1.0, 1.0]),
            Reason::AmountNotFinite.code()
        );
        assert_eq!(
            reason([1.0, 2.0, 1.0, 0.0]),
            Reason::WholeNotPositive.code()
        );
        assert_eq!(
            reason([0.0, 2.0, 1.0, 2.0]),
            Reason::FirstYearNotPositive.code()
        );
        assert_eq!(reason([1.0, 2.0, -1.0, 2.0]), Reason::AmountNegative.code());
    }
}
