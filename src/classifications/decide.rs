//! Which class a pair of amounts, or a given percentage, falls into.
//!
//! The comparison is cross-multiplied, never made on a quotient. Floats near a border are compared
//! again, exactly, as the decimals that they print.

use std::cmp::Ordering;

use num_rational::BigRational;
use rust_decimal::Decimal;

use super::border::{Band, Bands};
use crate::error::Error;
use crate::metadata::Reason;
use crate::number::{Number, Unrepresentable, clearly, rational, shortest};
use crate::rows::{Column, ExactColumn};

/// How the classified percentage is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As a part and its whole: the amounts executed and transferred.
    Share,
    /// As the first and the last value of a relative change.
    Change,
    /// As itself.
    Given,
}

impl Form {
    /// The two products whose order is that of the percentage and the border; of a change, `border` is
    /// what the first value is multiplied with.
    fn sides<N: Number>(self, [one, two]: [N; 2], border: N) -> Result<(N, N), Unrepresentable> {
        let hundred = N::whole(100);
        Ok(match self {
            Self::Share => (hundred.times(one)?, border.times(two)?),
            Self::Change => (hundred.times(two)?, border.times(one)?),
            Self::Given => (one, border),
        })
    }

    /// Why the pair has no class, if it has none.
    fn refusal<N: Number>(self, one: &N, two: &N) -> Option<Reason> {
        let zero = N::whole(0);
        match self {
            Self::Share if *two == zero => Some(Reason::NotTransferred),
            Self::Share if *one < zero || *two < zero => Some(Reason::AmountNegative),
            Self::Change if *one <= zero => Some(Reason::FirstYearNotPositive),
            Self::Change if *two < zero => Some(Reason::AmountNegative),
            _ => None,
        }
    }

    /// Whether the form has a second input.
    #[must_use]
    pub fn is_pair(self) -> bool {
        self != Self::Given
    }
}

/// What a row is judged to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Judgement {
    /// The class from the lowest, counted from 1; zero where there is none.
    pub class: u8,
    /// The code of the reason where there is none.
    pub reason: u8,
    /// Whether a part exceeds its whole: executed above transferred.
    pub exceeds: bool,
}

impl Judgement {
    pub(super) fn none(reason: Reason) -> Self {
        Self {
            reason: reason.code(),
            ..Self::default()
        }
    }

    pub(super) fn of(position: u8, exceeds: bool) -> Self {
        Self {
            class: position.saturating_add(1),
            reason: 0,
            exceeds,
        }
    }
}

pub(super) fn exactly(form: Form, inputs: [BigRational; 2], band: &Band) -> Ordering {
    let border = if form == Form::Change {
        &band.exact + BigRational::whole(100)
    } else {
        band.exact.clone()
    };
    match form.sides(inputs, border) {
        Ok((left, right)) => left.cmp(&right),
        Err(Unrepresentable) => Ordering::Less,
    }
}

fn float(form: Form, one: f64, two: f64, bands: &Bands) -> Judgement {
    if one.is_nan() || two.is_nan() {
        return Judgement::none(Reason::InputMissing);
    }
    if one.is_infinite() || two.is_infinite() {
        return Judgement::none(Reason::AmountNotFinite);
    }
    if let Some(reason) = form.refusal(&one, &two) {
        return Judgement::none(reason);
    }
    let position = bands.class(|band| {
        let border = if form == Form::Change {
            band.growth
        } else {
            band.float
        };
        let quick = form
            .sides([one, two], border)
            .ok()
            .and_then(|(left, right)| clearly(left, right));
        quick.unwrap_or_else(|| match (shortest(one), shortest(two)) {
            (Some(one), Some(two)) => exactly(form, [one, two], band),
            _ => Ordering::Less,
        })
    });
    Judgement::of(position, form == Form::Share && one > two)
}

fn exact(form: Form, one: Option<Decimal>, two: Option<Decimal>, bands: &Bands) -> Judgement {
    let (Some(one), Some(two)) = (one, two) else {
        return Judgement::none(Reason::InputMissing);
    };
    if let Some(reason) = form.refusal(&one, &two) {
        return Judgement::none(reason);
    }
    let position = bands.class(|band| exactly(form, [rational(one), rational(two)], band));
    Judgement::of(position, form == Form::Share && one > two)
}

/// Classifies columns of floats; `second` is ignored where the percentage itself is given.
pub fn classify_floats(
    form: Form,
    first: Column<'_>,
    second: Column<'_>,
    bands: &Bands,
) -> Result<Vec<Judgement>, Error> {
    let rows = rows_of(form, first.length(), second.length())?;
    let second = if form.is_pair() {
        second
    } else {
        Column::Scalar(0.0)
    };
    Ok((0..rows)
        .map(|row| float(form, first.at(row), second.at(row), bands))
        .collect())
}

/// Classifies columns of exact decimals.
pub fn classify_exact(
    form: Form,
    first: ExactColumn<'_>,
    second: ExactColumn<'_>,
    bands: &Bands,
) -> Result<Vec<Judgement>, Error> {
    let rows = rows_of(form, first.length(), second.length())?;
    let second = if form.is_pair() {
        second
    } else {
        ExactColumn::Scalar(Some(Decimal::ZERO))
    };
    Ok((0..rows)
        .map(|row| exact(form, first.at(row), second.at(row), bands))
        .collect())
}

fn rows_of(form: Form, first: Option<usize>, second: Option<usize>) -> Result<usize, Error> {
    match (first, second) {
        (Some(expected), Some(found)) if form.is_pair() && found != expected => {
            Err(Error::Length {
                argument: "second".to_owned(),
                found,
                expected,
            })
        }
        (Some(rows), _) => Ok(rows),
        (None, Some(rows)) if form.is_pair() => Ok(rows),
        _ => Ok(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classifications::{EXECUTION, TAX_EFFORT};

    fn class(form: Form, one: f64, two: f64) -> &'static str {
        let classification = if form == Form::Share {
            EXECUTION
        } else {
            TAX_EFFORT
        };
        let judgement = float(form, one, two, &Bands::of(&classification).unwrap());
        classification
            .classes
            .get(usize::from(judgement.class).wrapping_sub(1))
            .map_or("none", |class| class.id)
    }

    #[test]
    fn borders_are_decided_on_the_decimals() {
        // (22/20 − 1)·100 is 10.000000000000009 in floats, and exactly 10 %.
        assert_eq!(class(Form::Change, 20.0, 22.0), "conservative");
        assert_eq!(class(Form::Change, 0.2, 0.22), "conservative");
        assert_eq!(
            class(Form::Change, 20.0, 22.000_000_000_000_004),
            "positive"
        );
        assert_eq!(class(Form::Share, 0.9, 1.0), "fair");
        assert_eq!(class(Form::Share, 0.07, 0.1), "fair");
        assert_eq!(class(Form::Share, 6_835_703.34, 9_785_867.36), "poor");
        assert_eq!(class(Form::Given, 10.0, 0.0), "conservative");
        assert_eq!(class(Form::Given, -0.0, 0.0), "conservative");
    }

    #[test]
    fn what_has_no_class_has_a_reason() {
        let bands = Bands::of(&EXECUTION).unwrap();
        let reason = |one, two| float(Form::Share, one, two, &bands).reason;
        assert_eq!(reason(0.0, 0.0), Reason::NotTransferred.code());
        assert_eq!(reason(-1.0, 5.0), Reason::AmountNegative.code());
        assert_eq!(reason(f64::NAN, 0.0), Reason::InputMissing.code());
        assert_eq!(reason(f64::INFINITY, 1.0), Reason::AmountNotFinite.code());
        assert!(float(Form::Share, 2.0, 1.0, &bands).exceeds);
    }
}
