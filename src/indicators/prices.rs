//! Amounts in the prices of one year: always a ratio of index levels, never one of rates.

use super::Formula;
use super::ratios::positive;
use crate::figure::Kind;
use crate::metadata::{
    Bilingual, Evidence, Family, Indicator, Input, Reason, Reference, Unit, Work,
};
use crate::number::Number;
use crate::quantities as q;
use crate::rows::Fault;

/// An amount in the prices of another year.
pub struct DeflatedAmount;

impl Formula<3> for DeflatedAmount {
    const INDICATOR: Indicator = Indicator {
        id: "deflated_amount",
        family: Family::Prices,
        symbol: None,
        name: Bilingual {
            pt: "Valor a preços de outro ano",
            en: "Amount in the prices of another year",
        },
        meaning: Bilingual {
            pt: "O valor multiplicado pela razão entre os números-índice dos dois anos; com números-índice iguais, o próprio valor.",
            en: "The amount times the ratio of the index levels of both years; where the levels are equal, the amount itself.",
        },
        formula: "amount · price_level_to / price_level",
        unit: Unit::OfInputs,
        kind: Kind::Rounded,
        inputs: &[
            Input::of(&q::AMOUNT),
            Input::of(&q::PRICE_LEVEL),
            Input::of(&q::PRICE_LEVEL_TO),
        ],
        partial: true,
        reference: Reference {
            work: Work::Derived,
            place: "the ratio of two levels of a price index: common usage",
        },
        evidence: Evidence::NoneKnown,
    };
    fn value<N: Number>([amount, level, to]: [N; 3]) -> Result<N, Fault> {
        positive(&level, 1, Reason::PriceLevelNotPositive)?;
        positive(&to, 2, Reason::PriceLevelNotPositive)?;
        // Multiplied and divided by one number, a float may come back as its neighbour.
        if level == to {
            return Ok(amount);
        }
        Ok(amount.times(to)?.over(level)?)
    }
}

/// A relative change with the change of prices taken out.
pub struct RealChangePct;

impl Formula<4> for RealChangePct {
    const INDICATOR: Indicator = Indicator {
        id: "real_change_pct",
        family: Family::Prices,
        symbol: None,
        name: Bilingual {
            pt: "Variação real",
            en: "Real change",
        },
        meaning: Bilingual {
            pt: "A variação do primeiro ao último ano, descontada a variação dos preços.",
            en: "The change from the first year to the last, less the change of prices.",
        },
        formula: "100 · (last · first_price_level − first · last_price_level) / (first · last_price_level)",
        unit: Unit::Percent,
        kind: Kind::Rounded,
        inputs: &[
            Input::of(&q::FIRST),
            Input::of(&q::LAST),
            Input::named("first_price_level", &q::PRICE_LEVEL),
            Input::named("last_price_level", &q::PRICE_LEVEL_TO),
        ],
        partial: true,
        reference: Reference {
            work: Work::Derived,
            place: "the relative change of amounts in the prices of one year",
        },
        evidence: Evidence::NoneKnown,
    };
    fn value<N: Number>([first, last, before, after]: [N; 4]) -> Result<N, Fault> {
        positive(&first, 0, Reason::FirstYearNotPositive)?;
        positive(&before, 2, Reason::PriceLevelNotPositive)?;
        positive(&after, 3, Reason::PriceLevelNotPositive)?;
        let base = first.times(after)?;
        let change = last.times(before)?.minus(base.clone())?;
        Ok(change.times(N::whole(100))?.over(base)?)
    }
}
