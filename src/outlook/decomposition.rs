//! Growth of own spending, split into effort (the share applied) and base (the revenue).

use rust_decimal::Decimal;

use crate::error::Error;
use crate::metadata::Reason;
use crate::number::{Number, Unrepresentable, nearest_decimal, rational};
use crate::rows::Fault;

/// Decimals to which both products are rounded, once, so that the parts add up in every digit.
const DECIMALS: u32 = 12;

/// Where the part goes that is of both together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interaction {
    /// It stays with the effort.
    Effort,
    /// It is a part of its own.
    Shown,
    /// Half of it goes to each.
    Halved,
}

impl Interaction {
    /// The treatment of that name.
    pub fn from_name(name: &str) -> Result<Self, Error> {
        match name {
            "effort" => Ok(Self::Effort),
            "shown" => Ok(Self::Shown),
            "halved" => Ok(Self::Halved),
            _ => Err(Error::unknown(
                "treatment of the interaction",
                name,
                ["effort", "shown", "halved"],
            )),
        }
    }
}

/// A number that can be carried from one base to another.
pub trait Carried: Number {
    /// `self · to / from`, rounded half-even to 12 decimals where the number is a decimal.
    fn carried(self, to: Self, from: Self) -> Result<Self, Unrepresentable>;
}

impl Carried for f64 {
    fn carried(self, to: Self, from: Self) -> Result<Self, Unrepresentable> {
        Ok(self * to / from)
    }
}

impl Carried for Decimal {
    fn carried(self, to: Self, from: Self) -> Result<Self, Unrepresentable> {
        // Cut to whole units of the last decimal first, so that it is rounded once.
        let scale = crate::number::power_of_ten(i32::try_from(DECIMALS).unwrap_or(0));
        let exact = rational(self) * rational(to) / rational(from) * &scale;
        let below = exact.floor();
        let half = num_rational::BigRational::new(1.into(), 2.into());
        let rest = &exact - &below;
        let even = (below.to_integer() % 2_i32) == 0.into();
        let units = if rest > half || (rest == half && !even) {
            below + num_rational::BigRational::whole(1)
        } else {
            below
        };
        let value = units / scale;
        let found = nearest_decimal(&value)?;
        // What has more than 28 digits is refused, not rounded again.
        if rational(found) == value {
            Ok(found)
        } else {
            Err(Unrepresentable)
        }
    }
}

/// The parts of a growth: they add up to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Parts<N> {
    /// `S1 − S0`.
    pub growth: N,
    /// What the change of the share applied accounts for.
    pub effort: N,
    /// What the change of the revenue accounts for.
    pub base: N,
    /// What is of both together; `None` where it was given to the others.
    pub interaction: Option<N>,
}

/// Splits the growth of own spending from `spent[0]` to `spent[1]` over revenues `base[0]` and `base[1]`.
pub fn split<N: Carried>(
    [spent_first, spent_last]: [N; 2],
    [base_first, base_last]: [N; 2],
    interaction: Interaction,
) -> Result<Parts<N>, Fault> {
    let zero = N::whole(0);
    for (base, place) in [(&base_first, 2), (&base_last, 3)] {
        if *base <= zero {
            return Err(Fault::Domain(Reason::WholeNotPositive, place));
        }
    }
    for (spent, place) in [(&spent_first, 0), (&spent_last, 1)] {
        if *spent < zero {
            return Err(Fault::Domain(Reason::AmountNegative, place));
        }
    }
    let growth = spent_last.clone().minus(spent_first.clone())?;
    // The first share of the last revenue, and the last share of the first revenue.
    let q = spent_first
        .clone()
        .carried(base_last.clone(), base_first.clone())?;
    let base = q.clone().minus(spent_first.clone())?;
    if interaction == Interaction::Effort {
        let effort = spent_last.minus(q)?;
        return Ok(Parts {
            growth,
            effort,
            base,
            interaction: None,
        });
    }
    let p = spent_last.clone().carried(base_first, base_last)?;
    let effort = p.clone().minus(spent_first.clone())?;
    let both = spent_last.minus(p)?.minus(q)?.plus(spent_first)?;
    Ok(if interaction == Interaction::Shown {
        Parts {
            growth,
            effort,
            base,
            interaction: Some(both),
        }
    } else {
        let half = both.clone().over(N::whole(2))?;
        // Half of 28 digits may have one more.
        if half.clone().plus(half.clone())? != both {
            return Err(Fault::Unrepresentable);
        }
        Parts {
            growth,
            effort: effort.plus(half.clone())?,
            base: base.plus(half)?,
            interaction: None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::str::FromStr;

    fn decimals(texts: [&str; 2]) -> [Decimal; 2] {
        texts.map(|text| Decimal::from_str(text).unwrap())
    }

    #[test]
    fn the_parts_add_up_in_every_digit() {
        let spent = decimals(["7031250.17", "9812345.61"]);
        let base = decimals(["61234567.89", "70000000.03"]);
        for interaction in [Interaction::Effort, Interaction::Shown, Interaction::Halved] {
            let parts = split(spent, base, interaction).unwrap();
            let both = parts.interaction.unwrap_or_default();
            assert_eq!(parts.effort + parts.base + both, parts.growth);
        }
    }

    #[test]
    fn a_share_that_stays_is_no_effort_and_a_revenue_that_stays_is_no_base() {
        let same_share = split(
            decimals(["10", "20"]),
            decimals(["100", "200"]),
            Interaction::Effort,
        );
        assert_eq!(same_share.unwrap().effort, Decimal::ZERO);
        let same_base = split(
            decimals(["10", "20"]),
            decimals(["100", "100"]),
            Interaction::Shown,
        );
        let parts = same_base.unwrap();
        assert_eq!(parts.base, Decimal::ZERO);
        assert_eq!(parts.interaction, Some(Decimal::ZERO));
    }

    #[test]
    fn the_products_are_rounded_half_to_even_at_the_twelfth_decimal() {
        let carried = |text: &str, by: &str| {
            Decimal::from_str(text)
                .unwrap()
                .carried(Decimal::from_str(by).unwrap(), Decimal::ONE)
                .unwrap()
                .to_string()
        };
        assert_eq!(carried("0.0000000000005", "1"), "0");
        assert_eq!(carried("0.0000000000015", "1"), "0.000000000002");
        assert_eq!(carried("-0.0000000000015", "1"), "-0.000000000002");
    }

    #[test]
    fn a_revenue_of_zero_and_a_negative_spending_are_refused() {
        let refused = |spent, base| split(decimals(spent), decimals(base), Interaction::Effort);
        assert_eq!(
            refused(["1", "2"], ["0", "5"]),
            Err(Fault::Domain(Reason::WholeNotPositive, 2))
        );
        assert_eq!(
            refused(["1", "2"], ["5", "-5"]),
            Err(Fault::Domain(Reason::WholeNotPositive, 3))
        );
        assert_eq!(
            refused(["-1", "2"], ["5", "5"]),
            Err(Fault::Domain(Reason::AmountNegative, 0))
        );
    }
}
