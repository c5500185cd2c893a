//! How near a class is to its border: the classes that are possible while each figure lies in its interval.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};

use crate::classifications::{Bands, Form};
use crate::metadata::Reason;
use crate::number::{Number, power_of_ten};

/// What may be wrong with a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Nothing: a point.
    None,
    /// It was rounded to so many decimals: half a unit of the last one either way, both ends included.
    Rounded(i32),
    /// So many per cent of it, either way.
    Percent(BigRational),
}

/// Where a figure may lie, both ends included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    /// The lower end.
    pub low: BigRational,
    /// The figure itself.
    pub given: BigRational,
    /// The upper end.
    pub high: BigRational,
}

impl Range {
    /// The range of a figure.
    #[must_use]
    pub fn of(given: BigRational, doubt: &Doubt) -> Self {
        let reach = match doubt {
            Doubt::None => BigRational::zero(),
            Doubt::Rounded(decimals) => {
                power_of_ten(decimals.saturating_neg()) / BigRational::whole(2)
            }
            Doubt::Percent(percent) => given.abs() * percent / BigRational::whole(100),
        };
        Self {
            low: &given - &reach,
            high: &given + &reach,
            given,
        }
    }

    /// The range of a share in per cent; `None` where its whole may be zero.
    #[must_use]
    pub fn share(part: &Self, whole: &Self) -> Option<Self> {
        if !whole.low.is_positive() {
            return None;
        }
        let hundred = BigRational::whole(100);
        // A negative part is largest over the largest whole.
        let over = |part: &BigRational, large: bool| {
            let widest = large == part.is_negative();
            &hundred * part / if widest { &whole.high } else { &whole.low }
        };
        Some(Self {
            low: over(&part.low, false),
            given: &hundred * &part.given / &whole.given,
            high: over(&part.high, true),
        })
    }
}

/// What a figure's class could be.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// The percentage classified.
    pub value: BigRational,
    /// The border nearest to it.
    pub border: BigRational,
    /// Its class, and the lowest and highest that the ranges allow, counted from 1.
    pub classes: [u8; 3],
}

/// The standing of a pair of figures, or of a percentage given as `one`.
///
/// # Errors
/// The reason why there is no class.
pub fn standing(form: Form, one: &Range, two: &Range, bands: &Bands) -> Result<Standing, Reason> {
    let zero = BigRational::zero();
    match form {
        Form::Share if two.given.is_zero() => return Err(Reason::NotTransferred),
        Form::Share if one.given < zero || two.given < zero => return Err(Reason::AmountNegative),
        Form::Change if one.given <= zero => return Err(Reason::FirstYearNotPositive),
        Form::Change if two.given < zero => return Err(Reason::AmountNegative),
        _ => {}
    }
    let hundred = BigRational::whole(100);
    let value = match form {
        Form::Share => &hundred * &one.given / &two.given,
        Form::Change => (&two.given / &one.given - BigRational::whole(1)) * &hundred,
        Form::Given => one.given.clone(),
    };
    let class =
        |one: &BigRational, two: &BigRational| bands.class_of(form, [one, two]).saturating_add(1);
    let (lowest, highest, divisor) = match form {
        Form::Share => (
            class(&one.low, &two.high),
            class(&one.high, &two.low),
            &two.low,
        ),
        Form::Change => (
            class(&one.high, &two.low),
            class(&one.low, &two.high),
            &one.low,
        ),
        Form::Given => (
            class(&one.low, &two.low),
            class(&one.high, &two.high),
            &hundred,
        ),
    };
    // What may be divided by nothing may be as large as you like.
    let top = u8::try_from(bands.0.len().saturating_add(1)).unwrap_or(u8::MAX);
    let highest = if divisor.is_positive() { highest } else { top };
    let border = bands
        .0
        .iter()
        .map(|band| band.exact.clone())
        .min_by_key(|border| (&value - border).abs())
        .unwrap_or_else(|| BigRational::from_integer(BigInt::from(0)));
    Ok(Standing {
        classes: [class(&one.given, &two.given), lowest, highest],
        value,
        border,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classifications::{EC29_TREND, EXECUTION};

    fn number(hundredths: i64) -> BigRational {
        BigRational::new(BigInt::from(hundredths), BigInt::from(100))
    }

    fn given(hundredths: i64, doubt: &Doubt) -> Standing {
        let range = Range::of(number(hundredths), doubt);
        let bands = Bands::of(&EC29_TREND).unwrap();
        standing(Form::Given, &range, &range, &bands).unwrap()
    }

    #[test]
    fn a_figure_within_half_a_unit_of_a_border_may_be_of_two_classes() {
        let tenths = Doubt::Rounded(1);
        // The border 15.0 belongs to the middle class: 15.04 would already be above it.
        assert_eq!(given(1500, &tenths).classes, [2, 2, 3]);
        assert_eq!(given(1510, &tenths).classes, [3, 3, 3]);
        assert_eq!(given(1490, &tenths).classes, [2, 2, 2]);
        assert_eq!(given(0, &tenths).classes, [2, 1, 2]);
        // 15.05 is 15.0 or 15.1 before rounding: as a point it is above.
        assert_eq!(given(1505, &tenths).classes, [3, 2, 3]);
        assert_eq!(given(1500, &Doubt::None).classes, [2, 2, 2]);
    }

    #[test]
    fn a_change_is_largest_from_the_lowest_first_to_the_highest_last() {
        let bands = Bands::of(&EC29_TREND).unwrap();
        let tenths = Doubt::Rounded(1);
        let first = Range::of(number(1000), &tenths);
        let last = Range::of(number(1150), &tenths);
        let found = standing(Form::Change, &first, &last, &bands).unwrap();
        assert_eq!(found.classes, [2, 2, 3]);
        assert_eq!(found.value, number(1500));
    }

    #[test]
    fn a_share_of_what_may_be_nothing_may_be_of_the_highest_class() {
        let bands = Bands::of(&EXECUTION).unwrap();
        let units = Doubt::Rounded(0);
        let part = Range::of(number(0), &Doubt::None);
        let whole = Range::of(number(40), &units);
        let found = standing(Form::Share, &part, &whole, &bands).unwrap();
        assert_eq!(found.classes, [1, 1, 3]);
    }

    #[test]
    fn so_many_per_cent_either_way() {
        let tenth = Doubt::Percent(BigRational::whole(10));
        assert_eq!(given(1400, &tenth).classes, [2, 2, 3]);
        assert_eq!(given(1300, &tenth).classes, [2, 2, 2]);
    }
}
