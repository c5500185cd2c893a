//! A printed figure held against its recomputation from other printed figures.
//!
//! Nothing is rounded on the way. The inputs are taken first as the points that they print, then
//! anywhere in their intervals; each input has one value at a time, wherever the formula names it.

use num_rational::BigRational;
use num_traits::Zero;

use crate::error::Error;
use crate::figure::{Figure, Interval, Kind};
use crate::indicators::Entry;
use crate::metadata::Reason;
use crate::number::rational;
use crate::rows::Fault;

/// More inputs with a width than this are not enumerated corner by corner.
const MOST_WIDE_INPUTS: usize = 12;

/// How a figure follows from others.
#[derive(Clone, Copy)]
pub enum Relation {
    /// It is the indicator of the inputs, in order.
    Indicator(&'static Entry),
    /// It is the sum of the inputs; one input alone is repeated.
    Sum,
}

/// A printed figure and its kind; an input of a sum may be subtracted.
#[derive(Clone, Copy, Debug)]
pub struct Printed {
    /// The figure.
    pub figure: Figure,
    /// What it says of the number behind it.
    pub kind: Kind,
}

/// What the recomputation says of the printed figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The printed inputs, as points, give the printed figure.
    Agrees,
    /// Some numbers behind the printed inputs give it.
    AgreesByRounding,
    /// None do.
    Disagrees,
}

impl Verdict {
    /// The verdict's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::AgreesByRounding => "agrees_by_rounding",
            Self::Disagrees => "disagrees",
        }
    }
}

/// The recomputation from the points, and from the intervals.
#[derive(Clone, Debug, PartialEq)]
pub struct Recomputed {
    /// From the inputs as printed.
    pub point: BigRational,
    /// From anywhere in their intervals.
    pub range: Interval,
}

/// Recomputes a figure; the reason where an input lies outside the domain.
///
/// Every relation is monotone in each input as long as no denominator changes its sign; so the ends of
/// the range are at corners of the box of intervals. The indicators' domains exclude a change of sign
/// that a corner shows; the one that lies inside, where a rate may equal the share due, is looked for.
pub fn recompute(
    relation: Relation,
    inputs: &[Printed],
) -> Result<Result<Recomputed, Reason>, Error> {
    let points: Vec<BigRational> = inputs
        .iter()
        .map(|input| rational(input.figure.value))
        .collect();
    let intervals: Vec<Interval> = inputs
        .iter()
        .map(|input| Interval::of(&input.figure, input.kind))
        .collect();
    let point = match evaluate(relation, &points)? {
        Ok(point) => point,
        Err(reason) => return Ok(Err(reason)),
    };
    let range = match relation {
        Relation::Sum => Interval {
            low: intervals.iter().map(|interval| &interval.low).sum(),
            high: intervals.iter().map(|interval| &interval.high).sum(),
            low_closed: intervals.iter().all(|interval| interval.low_closed),
            high_closed: intervals.iter().all(|interval| interval.high_closed),
        },
        Relation::Indicator(entry) if !rates_apart(entry, &intervals) => {
            return Ok(Err(Reason::MarginNotIdentifiable));
        }
        Relation::Indicator(_) => match corners(relation, &intervals)? {
            Ok(range) => range,
            Err(reason) => return Ok(Err(reason)),
        },
    };
    Ok(Ok(Recomputed { point, range }))
}

/// The verdict on a printed figure. A tie may have been rounded either way.
#[must_use]
pub fn verdict(printed: &Printed, recomputed: &Recomputed) -> Verdict {
    // An exact figure is printed to its last digit: what is rounded to that digit agrees with it.
    let kind = if printed.kind == Kind::Truncated {
        Kind::Truncated
    } else {
        Kind::Rounded
    };
    let page = Interval::of(&printed.figure, kind);
    if page.contains(&recomputed.point) {
        Verdict::Agrees
    } else if meet(&page, &recomputed.range) {
        Verdict::AgreesByRounding
    } else {
        Verdict::Disagrees
    }
}

/// Whether a rate and a share due whose difference divides cannot be the same number.
fn rates_apart(entry: &Entry, intervals: &[Interval]) -> bool {
    let inputs = entry.indicator.inputs.iter().zip(intervals);
    let of = |argument| {
        inputs
            .clone()
            .find(|(input, _)| input.argument == argument)
            .map(|(_, interval)| interval)
    };
    match (of("due_pct"), of("rate_pct")) {
        (Some(due), Some(rate)) if entry.indicator.partial => !meet(due, rate),
        _ => true,
    }
}

fn meet(one: &Interval, other: &Interval) -> bool {
    let before = |left: &Interval, right: &Interval| {
        left.high > right.low || (left.high == right.low && left.high_closed && right.low_closed)
    };
    before(one, other) && before(other, one)
}

fn evaluate(
    relation: Relation,
    inputs: &[BigRational],
) -> Result<Result<BigRational, Reason>, Error> {
    match relation {
        Relation::Sum => Ok(Ok(inputs
            .iter()
            .fold(BigRational::zero(), |sum, input| sum + input))),
        Relation::Indicator(entry) => Ok(entry.unrounded(inputs)?.map_err(|fault| match fault {
            Fault::Domain(reason, _) => reason,
            Fault::Unrepresentable => Reason::AmountNotFinite,
        })),
    }
}

fn corners(relation: Relation, intervals: &[Interval]) -> Result<Result<Interval, Reason>, Error> {
    let wide = intervals
        .iter()
        .filter(|interval| interval.low != interval.high)
        .count();
    if wide > MOST_WIDE_INPUTS {
        return Err(Error::Setting {
            argument: "inputs".to_owned(),
            problem: format!(
                "{wide} figures with a width; at most {MOST_WIDE_INPUTS} are taken together"
            ),
        });
    }
    let mut corners: Vec<(Vec<BigRational>, bool)> = vec![(Vec::new(), true)];
    for interval in intervals {
        let mut next = Vec::with_capacity(corners.len().saturating_mul(2));
        for (corner, closed) in corners {
            let ends = [
                (&interval.low, interval.low_closed),
                (&interval.high, interval.high_closed),
            ];
            for (end, end_closed) in
                ends.into_iter()
                    .take(if interval.low == interval.high { 1 } else { 2 })
            {
                let mut longer = corner.clone();
                longer.push(end.clone());
                next.push((longer, closed && end_closed));
            }
        }
        corners = next;
    }
    let mut range: Option<Interval> = None;
    for (corner, closed) in corners {
        let value = match evaluate(relation, &corner)? {
            Ok(value) => value,
            Err(reason) => return Ok(Err(reason)),
        };
        range = Some(match range {
            None => Interval {
                low: value.clone(),
                high: value,
                low_closed: closed,
                high_closed: closed,
            },
            Some(range) => widened(range, value, closed),
        });
    }
    Ok(range.ok_or(Reason::InputMissing))
}

fn widened(mut range: Interval, value: BigRational, closed: bool) -> Interval {
    if value < range.low {
        (range.low, range.low_closed) = (value, closed);
    } else if value > range.high {
        (range.high, range.high_closed) = (value, closed);
    } else {
        range.low_closed |= closed && value == range.low;
        range.high_closed |= closed && value == range.high;
    }
    range
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicators::find;
    use rust_decimal::Decimal;
    use std::str::FromStr;

    fn printed(text: &str, decimals: i32, kind: Kind) -> Printed {
        Printed {
            figure: Figure {
                value: Decimal::from_str(text).unwrap(),
                decimals,
            },
            kind,
        }
    }

    fn judged(id: &str, inputs: &[Printed], page: Printed) -> Verdict {
        let relation = Relation::Indicator(find(id).unwrap());
        verdict(&page, &recompute(relation, inputs).unwrap().unwrap())
    }

    #[test]
    fn the_articles_example_agrees() {
        let inputs = [
            printed("93870085.00", 2, Kind::Exact),
            printed("306580", 0, Kind::Exact),
            printed("36.15", 2, Kind::Rounded),
            printed("15", 0, Kind::Exact),
        ];
        assert_eq!(
            judged("dpspc_siops", &inputs, printed("82.08", 2, Kind::Rounded)),
            Verdict::Agrees
        );
        // 45.9277 + 36.145 is 82.0727, which 82.07 may stand for; 45.9277 + 36.155 is not near enough to 82.09.
        assert_eq!(
            judged("dpspc_siops", &inputs, printed("82.07", 2, Kind::Rounded)),
            Verdict::AgreesByRounding
        );
        assert_eq!(
            judged("dpspc_siops", &inputs, printed("82.09", 2, Kind::Rounded)),
            Verdict::Disagrees
        );
    }

    #[test]
    fn a_change_uses_each_input_once() {
        // From 10 to 20, both rounded to units: 19.5/10.5 − 1 to 20.5/9.5 − 1, not (19.5 − 10.5)/10.5.
        let inputs = [
            printed("10", 0, Kind::Rounded),
            printed("20", 0, Kind::Rounded),
        ];
        let change = recompute(
            Relation::Indicator(find("relative_change_pct").unwrap()),
            &inputs,
        )
        .unwrap()
        .unwrap();
        assert_eq!(change.range.low, BigRational::new(600.into(), 7.into()));
        assert_eq!(change.range.high, BigRational::new(2200.into(), 19.into()));
    }

    #[test]
    fn a_denominator_that_may_be_zero_gives_a_reason() {
        let inputs = [printed("1", 0, Kind::Exact), printed("0", 0, Kind::Rounded)];
        let share = recompute(Relation::Indicator(find("share_pct").unwrap()), &inputs).unwrap();
        assert_eq!(share, Err(Reason::WholeNotPositive));
    }

    #[test]
    fn a_sum_adds_the_widths() {
        let inputs = [
            printed("1.0", 1, Kind::Rounded),
            printed("2.0", 1, Kind::Truncated),
        ];
        let sum = recompute(Relation::Sum, &inputs).unwrap().unwrap();
        assert_eq!(
            (sum.range.low, sum.range.low_closed),
            (BigRational::new(59.into(), 20.into()), true)
        );
        assert_eq!(
            (sum.range.high, sum.range.high_closed),
            (BigRational::new(63.into(), 20.into()), false)
        );
    }
}
