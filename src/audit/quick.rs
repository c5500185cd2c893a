//! The same verdicts in machine integers, for long tables: what does not fit is decided in [`super::decide`].

use num_bigint::BigInt;
use num_traits::{ToPrimitive, Zero};

use super::decide::{Verdict, Why};
use super::expression::{Form, Linear, Side};
use super::gather::{Range, Row, Scratch};
use super::ground::Laid;
use super::problem::Relation;
use super::tables::{Names, Table};
use crate::number::BigRational;

/// A linear form over sources in whole numbers, and what it was multiplied with.
#[derive(Clone, Debug)]
struct Whole {
    terms: Vec<(i128, usize)>,
    constant: i128,
    scale: i128,
}

impl Whole {
    fn of(terms: &[(BigRational, usize)], constant: &BigRational) -> Option<Self> {
        let scale = terms
            .iter()
            .map(|(number, _)| number)
            .chain([constant])
            .fold(BigInt::from(1), |scale, number| {
                let left = (number * &scale).denom().clone();
                scale * left
            });
        let whole = |number: &BigRational| (number * &scale).to_integer().to_i128();
        Some(Self {
            terms: terms
                .iter()
                .map(|(number, source)| Some((whole(number)?, *source)))
                .collect::<Option<_>>()?,
            constant: whole(constant)?,
            scale: scale.to_i128()?,
        })
    }
}

/// A rule in whole numbers.
#[derive(Clone, Debug)]
enum Shape {
    /// Left − right.
    Linear(Whole),
    /// `plain (relation) numerator / denominator`.
    Ratio {
        plain: Whole,
        numerator: Whole,
        denominator: Whole,
        /// Whether a source is divided and divides.
        shared: bool,
    },
}

/// What decides a rule quickly, row by row.
#[derive(Clone, Debug)]
pub(super) struct Quick {
    shape: Shape,
    relation: Relation,
}

impl Quick {
    /// The rule in whole numbers; `None` where they do not fit.
    pub(super) fn of(form: &Form) -> Option<Self> {
        let (shape, relation) = match (&form.left, &form.right) {
            (Side::Linear(left), Side::Linear(right)) => {
                (Shape::Linear(difference(left, right)?), form.relation)
            }
            (Side::Linear(plain), Side::Quotient(quotient)) => {
                (ratio(plain, quotient)?, form.relation)
            }
            (Side::Quotient(quotient), Side::Linear(plain)) => {
                (ratio(plain, quotient)?, form.relation.turned())
            }
            (Side::Quotient(_), Side::Quotient(_)) => return None,
        };
        Some(Self { shape, relation })
    }

    /// What gathers the cells of its rows.
    pub(super) fn scratch(&self, laid: &Laid, tables: &[Table]) -> Scratch {
        let beside: Vec<usize> = match &self.shape {
            Shape::Linear(_) => Vec::new(),
            Shape::Ratio { plain, .. } => plain.terms.iter().map(|(_, source)| *source).collect(),
        };
        Scratch::of(laid, tables, &beside)
    }

    /// The verdict at a row; `None` where it must be found exactly.
    pub(super) fn verdict(
        &self,
        laid: &Laid,
        row: usize,
        tables: &[Table],
        names: &Names,
        scratch: &mut Scratch,
    ) -> Option<Verdict> {
        let wide = match scratch.fill(laid, row, tables, names) {
            Row::Ready { wide } => wide,
            // A missing figure settles it, but for an infinity.
            Row::Missing => return Some(Why::InputMissing.verdict()),
            Row::Exact => return None,
        };
        match &self.shape {
            Shape::Linear(whole) => {
                if wide && scratch.repeats() {
                    return None;
                }
                let range = range(whole, &scratch.sums)?;
                Some(self.compare(range))
            }
            Shape::Ratio {
                plain,
                numerator,
                denominator,
                shared,
            } => {
                // Of a ratio even points are looked at: a cell may be compared with itself.
                if (wide && *shared) || scratch.repeats() {
                    return None;
                }
                self.ratio(plain, numerator, denominator, &scratch.sums)
            }
        }
    }

    fn compare(&self, range: Range) -> Verdict {
        let down = range.low < 0 || (range.low == 0 && range.low_closed);
        let up = range.high > 0 || (range.high == 0 && range.high_closed);
        judged(self.relation, down, up)
    }

    /// P (relation) N/D holds where some N − P·D is at least (at most) zero; the three share no cell here.
    fn ratio(
        &self,
        plain: &Whole,
        numerator: &Whole,
        denominator: &Whole,
        sums: &[Option<Range>],
    ) -> Option<Verdict> {
        let whole = range(denominator, sums)?;
        if whole.high < 0 {
            return Some(Why::WholeNegative.verdict());
        }
        if whole.low <= 0 {
            return Some(Why::WholeZero.verdict());
        }
        let (part, plain_range) = (range(numerator, sums)?, range(plain, sums)?);
        // To one scale: N·λP·λD·10^(dP+dD) against P·D·λN·10^dN.
        let up = plain
            .scale
            .checked_mul(denominator.scale)?
            .checked_mul(power(plain_range.decimals.checked_add(whole.decimals)?)?)?;
        let down = numerator.scale.checked_mul(power(part.decimals)?)?;
        let product = |plain: i128, end: i128| plain.checked_mul(end)?.checked_mul(down);
        // The least P·D against the greatest N, and the other way round.
        let (end, closed) = if plain_range.low >= 0 {
            (whole.low, whole.low_closed)
        } else {
            (whole.high, whole.high_closed)
        };
        let most = part
            .high
            .checked_mul(up)?
            .checked_sub(product(plain_range.low, end)?)?;
        let most_closed =
            part.high_closed && plain_range.low_closed && (closed || plain_range.low == 0);
        let (end, closed) = if plain_range.high >= 0 {
            (whole.high, whole.high_closed)
        } else {
            (whole.low, whole.low_closed)
        };
        let least = part
            .low
            .checked_mul(up)?
            .checked_sub(product(plain_range.high, end)?)?;
        let least_closed =
            part.low_closed && plain_range.high_closed && (closed || plain_range.high == 0);
        Some(judged(
            self.relation,
            most > 0 || (most == 0 && most_closed),
            least < 0 || (least == 0 && least_closed),
        ))
    }
}

/// `at_most`: some left is at most some right; `at_least`: the other way round.
fn judged(relation: Relation, at_most: bool, at_least: bool) -> Verdict {
    let holds = match relation {
        Relation::Equal => at_most && at_least,
        Relation::AtMost => at_most,
        Relation::AtLeast => at_least,
    };
    if holds {
        Verdict::Satisfied
    } else {
        Verdict::Violated
    }
}

fn difference(left: &Linear, right: &Linear) -> Option<Whole> {
    let mut terms = left.terms.clone();
    for (number, source) in &right.terms {
        match terms.iter_mut().find(|(_, known)| known == source) {
            Some((sum, _)) => *sum -= number,
            None => terms.push((-number.clone(), *source)),
        }
    }
    terms.retain(|(number, _)| !number.is_zero());
    Whole::of(&terms, &(&left.constant - &right.constant))
}

fn ratio(plain: &Linear, quotient: &super::expression::Quotient) -> Option<Shape> {
    let numerator: Vec<(BigRational, usize)> = quotient
        .numerator
        .terms
        .iter()
        .map(|(number, source)| (number * &quotient.factor, *source))
        .collect();
    let of = |terms: &[(BigRational, usize)], source: &usize| {
        terms.iter().any(|(_, other)| other == source)
    };
    let shared = numerator
        .iter()
        .any(|(_, source)| of(&quotient.denominator.terms, source));
    let beside = plain
        .terms
        .iter()
        .any(|(_, source)| of(&numerator, source) || of(&quotient.denominator.terms, source));
    if beside {
        return None;
    }
    Some(Shape::Ratio {
        shared,
        plain: Whole::of(&plain.terms, &(&plain.constant - &quotient.constant))?,
        numerator: Whole::of(
            &numerator,
            &(&quotient.numerator.constant * &quotient.factor),
        )?,
        denominator: Whole::of(&quotient.denominator.terms, &quotient.denominator.constant)?,
    })
}

fn power(exponent: u32) -> Option<i128> {
    10_i128.checked_pow(exponent)
}

/// The sum of the sources, each times its number.
fn range(whole: &Whole, sums: &[Option<Range>]) -> Option<Range> {
    let mut sum = Range::point(whole.constant, 0);
    for (number, source) in &whole.terms {
        sum = sum.plus((*sums.get(*source)?)?, *number)?;
    }
    Some(sum)
}
