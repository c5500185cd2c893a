//! Where a freed cell may go, and which printed values lead there.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_traits::{One, ToPrimitive, Zero};

use super::feasible::Engine;
use super::integer::Integer;
use super::interruption::Halt;
use super::localise::Limits;
use super::problem::{Cell, Linear, Relation};
use super::products::{Answer, Splits};
use super::ratio::Ratio;
use super::system::{Constraint, Limit, System};
use super::tableau::End;
use crate::figure::Interval;
use crate::number::{BigRational, power_of_ten};

/// The numbers from `low` to `high`; an end that is `None` is nowhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Range {
    /// The lower end.
    pub low: Option<BigRational>,
    /// The upper end.
    pub high: Option<BigRational>,
    /// Whether the lower end belongs to it.
    pub low_closed: bool,
    /// Whether the upper end belongs to it.
    pub high_closed: bool,
    /// Whether each of these numbers is possible; if not, none outside is.
    pub exact: bool,
}

impl Range {
    fn new(low: Limit, high: Limit, exact: bool) -> Self {
        let (low, low_closed) = low.map_or((None, false), |(at, closed)| (Some(at), closed));
        let (high, high_closed) = high.map_or((None, false), |(at, closed)| (Some(at), closed));
        Self {
            low,
            high,
            low_closed,
            high_closed,
            exact,
        }
    }

    /// Whether it shares a number with the interval.
    #[must_use]
    pub fn meets(&self, interval: &Interval) -> bool {
        let above = self.low.as_ref().is_none_or(|low| {
            interval.high > *low
                || (interval.high == *low && interval.high_closed && self.low_closed)
        });
        let below = self.high.as_ref().is_none_or(|high| {
            interval.low < *high
                || (interval.low == *high && interval.low_closed && self.high_closed)
        });
        above && below
    }
}

/// A cell that must change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The cell.
    pub cell: usize,
    /// Where its number may lie.
    pub range: Range,
    /// What could be printed instead, in order; `None` where that is more than the limit.
    pub printable: Option<Vec<BigRational>>,
}

/// Where a cell may go while those that are free are free. After a check that succeeded.
pub(super) fn change<I: Integer>(
    system: &System<'_>,
    engine: &mut Engine<I>,
    free: &[bool],
    cell: usize,
    limits: &Limits,
) -> Result<Change, Halt> {
    // Feasible: that is why the cell is asked for.
    let _ = engine.check(free)?;
    let mut low = engine.extreme(cell, End::Low)?;
    let mut high = engine.extreme(cell, End::High)?;
    let is_quotient =
        |ratio: &&Ratio| matches!(&ratio.cell, Some((quotient, _)) if *quotient == cell);
    for ratio in system.ratios.iter().filter(is_quotient) {
        let (least, most) = match system.quotient(ratio, free) {
            Some(quotient) => {
                let at = Some((quotient, true));
                ratio.behind(at.clone(), at)
            }
            None => quotient_range::<I>(system, free, ratio)?,
        };
        low = inner(low, least, Ordering::Greater);
        high = inner(high, most, Ordering::Less);
    }
    let products = system.products(free);
    let range = Range::new(low, high, products.is_empty());
    let printed = system.printed.get(cell).copied().flatten();
    let mut printable = printed.and_then(|printed| printable(printed, &range, limits.printable));
    if let (false, Some(values), Some(printed)) = (range.exact, &mut printable, printed) {
        let mut possible = Vec::with_capacity(values.len());
        for value in values.drain(..) {
            let behind = Interval::behind(value.clone(), printed.decimals, printed.kind);
            let one = Linear {
                terms: vec![(cell, BigRational::one())],
                constant: BigRational::zero(),
            };
            let keep = Constraint {
                low: Some((behind.low, behind.low_closed)),
                high: Some((behind.high, behind.high_closed)),
                ..Constraint::new(None, one, Relation::Equal, true, Vec::new())
            };
            let mut splits = Splits {
                system,
                free,
                left: limits.splits,
            };
            if !matches!(
                splits.decide::<I>(&[keep], &products)?,
                Answer::Infeasible(_)
            ) {
                possible.push(value);
            }
        }
        *values = possible;
    }
    Ok(Change {
        cell: system.cells.get(cell).copied().unwrap_or(cell),
        range,
        printable,
    })
}

/// The end that leaves less room: the one that is `wanted` against the other, or the open one.
fn inner(one: Limit, other: Limit, wanted: Ordering) -> Limit {
    match (one, other) {
        (Some((one, one_closed)), Some((other, other_closed))) => {
            let order = one.cmp(&other);
            let closed = match order {
                Ordering::Equal => one_closed && other_closed,
                _ if order == wanted => one_closed,
                _ => other_closed,
            };
            Some((if order == wanted { one } else { other }, closed))
        }
        (one, other) => one.or(other),
    }
}

/// The range of a ratio: a linear one after dividing everything by the denominator (Charnes and Cooper,
/// "Programming with linear fractional functionals", Naval Research Logistics Quarterly 9, 1962).
fn quotient_range<I: Integer>(
    system: &System<'_>,
    free: &[bool],
    ratio: &Ratio,
) -> Result<(Limit, Limit), Halt> {
    let is_free = |cell: usize| free.get(cell).copied().unwrap_or_default();
    // One over the denominator stands behind the cells.
    let share = system.printed.len();
    let over = |terms: &[(usize, BigRational)], less: &BigRational| {
        let mut terms = terms.to_vec();
        terms.push((share, -less));
        Linear {
            terms,
            constant: BigRational::zero(),
        }
        .collected()
    };
    let mut constraints = vec![
        Constraint::new(
            None,
            over(&[], &-BigRational::one()),
            Relation::AtLeast,
            false,
            vec![],
        ),
        Constraint {
            low: Some((BigRational::one(), true)),
            high: Some((BigRational::one(), true)),
            ..Constraint::new(
                None,
                over(&ratio.denominator.terms, &-&ratio.denominator.constant),
                Relation::Equal,
                true,
                vec![],
            )
        },
        Constraint {
            low: None,
            high: None,
            ..Constraint::new(
                None,
                over(&ratio.numerator.terms, &-&ratio.numerator.constant),
                Relation::Equal,
                true,
                vec![],
            )
        },
    ];
    let mut take = |terms: &[(usize, BigRational)], low: &Limit, high: &Limit| {
        for (limit, relation) in [(low, Relation::AtLeast), (high, Relation::AtMost)] {
            if let Some((at, closed)) = limit {
                constraints.push(Constraint::new(
                    None,
                    over(terms, at),
                    relation,
                    *closed,
                    vec![],
                ));
            }
        }
    };
    for constraint in &system.constraints {
        if !constraint.needs.iter().any(|cell| is_free(*cell)) {
            take(&constraint.terms, &constraint.low, &constraint.high);
        }
    }
    for cell in 0..share {
        if let Some(interval) = system.interval(cell)
            && !is_free(cell)
        {
            take(
                &[(cell, BigRational::one())],
                &Some((interval.low.clone(), interval.low_closed)),
                &Some((interval.high.clone(), interval.high_closed)),
            );
        }
    }
    let nowhere: Vec<Option<&Interval>> = vec![None; share.saturating_add(1)];
    let interruption = system.interruption;
    let mut engine = Engine::<I>::new(&nowhere, constraints.iter(), BigInt::one(), interruption)?;
    if engine.check(&[])?.is_err() {
        // The denominator is forced to zero or below: the ratio says nothing of its quotient.
        return Ok((None, None));
    }
    let value = engine.variable(2);
    let unit = engine.unit(2);
    let (low, high) = (
        engine.extreme(value, End::Low)?,
        engine.extreme(value, End::High)?,
    );
    let quotient = |limit: Limit| limit.map(|(at, closed)| (at / &unit, closed));
    Ok(ratio.behind(quotient(low), quotient(high)))
}

/// The values on a cell's grid behind which a number of the range may lie; `None` where they are too many.
fn printable(cell: &Cell, range: &Range, most: usize) -> Option<Vec<BigRational>> {
    let (low, high) = (range.low.as_ref()?, range.high.as_ref()?);
    let unit = power_of_ten(cell.decimals.saturating_neg());
    // No print is further from what lies behind it than one unit.
    let first = (low / &unit).floor().to_integer() - BigInt::one();
    let last = (high / &unit).ceil().to_integer() + BigInt::one();
    let count = (&last - &first).to_usize()?;
    if count > most.saturating_add(4) {
        return None;
    }
    let values: Vec<BigRational> = (0..=count)
        .map(|step| BigRational::from_integer(&first + BigInt::from(step)) * &unit)
        .filter(|value| range.meets(&Interval::behind(value.clone(), cell.decimals, cell.kind)))
        .collect();
    (values.len() <= most).then_some(values)
}
