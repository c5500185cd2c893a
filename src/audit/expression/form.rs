//! What an expression says: linear in its cells, or one ratio against one cell.

use std::ops::Range;

use num_traits::{One, Signed, Zero};

use super::{Comparison, Factor, Operand, Product, Relation, Sum, Total, parse, parse_side};
use crate::error::Error;
use crate::number::BigRational;

/// Where figures come from.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// One cell.
    Operand(Operand),
    /// Many, added.
    Total(Total),
}

impl Source {
    /// The column and its table.
    #[must_use]
    pub fn operand(&self) -> &Operand {
        match self {
            Self::Operand(operand) => operand,
            Self::Total(total) => &total.operand,
        }
    }
}

/// A sum of sources, each times a number, and a constant.
#[derive(Clone, Debug, PartialEq)]
pub struct Linear {
    /// The numbers, none of them zero, and which source each multiplies.
    pub terms: Vec<(BigRational, usize)>,
    /// The constant.
    pub constant: BigRational,
}

/// A constant and a number times one sum divided by another.
#[derive(Clone, Debug, PartialEq)]
pub struct Quotient {
    /// What is added to the ratio.
    pub constant: BigRational,
    /// What the ratio is multiplied with.
    pub factor: BigRational,
    /// What is divided.
    pub numerator: Linear,
    /// What divides: positive, where the ratio means anything.
    pub denominator: Linear,
}

/// One side.
#[derive(Clone, Debug, PartialEq)]
pub enum Side {
    /// A linear one.
    Linear(Linear),
    /// The ratio.
    Quotient(Box<Quotient>),
}

/// A rule ready to be grounded. At most one side is a quotient, and then the other one is one cell at most.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// The sources that the sides name, each once.
    pub sources: Vec<Source>,
    /// The left side.
    pub left: Side,
    /// How the left side stands to the right one.
    pub relation: Relation,
    /// The right side.
    pub right: Side,
}

impl Form {
    /// Reads a rule and finds its form.
    ///
    /// # Errors
    /// [`Error::Expression`] where it cannot be read, or is neither linear nor a ratio.
    pub fn read(text: &str) -> Result<Self, Error> {
        Self::of(&parse(text)?, text)
    }

    /// The form of a rule; `text` is what it was read from.
    ///
    /// # Errors
    /// [`Error::Expression`] where it is neither linear nor a ratio.
    pub fn of(rule: &Comparison, text: &str) -> Result<Self, Error> {
        let mut reader = Reader {
            text,
            sources: Vec::new(),
        };
        let left = reader.sum(&rule.left)?;
        let right = reader.sum(&rule.right)?;
        let places = [&rule.left.span.0, &rule.right.span.0];
        match (&left, &right) {
            (Side::Quotient(_), Side::Quotient(_)) => {
                return Err(reader.refusal(
                    places[1],
                    "a rule has one ratio at most; write the first one as a column",
                ));
            }
            (Side::Quotient(_), Side::Linear(plain)) => reader.check_plain(plain, places[1])?,
            (Side::Linear(plain), Side::Quotient(_)) => reader.check_plain(plain, places[0])?,
            (Side::Linear(left), Side::Linear(right))
                if left.terms.is_empty() && right.terms.is_empty() =>
            {
                return Err(reader.refusal(&(0..text.len()), "names no column"));
            }
            _ => {}
        }
        Ok(Self {
            sources: reader.sources,
            left,
            relation: rule.relation,
            right,
        })
    }

    /// Reads one side alone: its sources and what it says.
    ///
    /// # Errors
    /// As [`Form::read`].
    pub fn read_side(text: &str) -> Result<(Vec<Source>, Side), Error> {
        let mut reader = Reader {
            text,
            sources: Vec::new(),
        };
        let side = reader.sum(&parse_side(text)?)?;
        Ok((reader.sources, side))
    }
}

struct Reader<'a> {
    text: &'a str,
    sources: Vec<Source>,
}

impl Reader<'_> {
    fn refusal(&self, place: &Range<usize>, problem: &str) -> Error {
        Error::expression(self.text, place.clone(), problem)
    }

    /// Beside a ratio stands one cell, or a constant.
    fn check_plain(&self, plain: &Linear, place: &Range<usize>) -> Result<(), Error> {
        let total =
            |(_, source): &(_, usize)| matches!(self.sources.get(*source), Some(Source::Total(_)));
        if plain.terms.len() > 1 || plain.terms.iter().any(total) {
            return Err(self.refusal(
                place,
                "a ratio is compared with one column, up to a constant; write the sum as a column",
            ));
        }
        Ok(())
    }

    fn sum(&mut self, sum: &Sum) -> Result<Side, Error> {
        let mut added = Linear::constant(BigRational::zero());
        let mut ratio: Option<Box<Quotient>> = None;
        for (subtracted, product) in &sum.parts {
            let mut side = self.product(product)?;
            if *subtracted {
                side = side.times(&-BigRational::one());
            }
            match side {
                Side::Linear(linear) => added = added.plus(linear),
                Side::Quotient(_) if ratio.is_some() => {
                    return Err(self.refusal(
                        &sum.span.0,
                        "a rule has one ratio at most; write the other one as a column",
                    ));
                }
                Side::Quotient(quotient) => ratio = Some(quotient),
            }
        }
        let Some(mut ratio) = ratio else {
            return Ok(Side::Linear(added));
        };
        if !added.terms.is_empty() {
            return Err(self.refusal(&sum.span.0, "a ratio stands alone on its side, up to a constant; bring the columns to the other side"));
        }
        ratio.constant += added.constant;
        Ok(Side::Quotient(ratio))
    }

    fn product(&mut self, product: &Product) -> Result<Side, Error> {
        let mut result = Side::Linear(Linear::constant(BigRational::one()));
        for (divides, factor) in &product.factors {
            let next = self.factor(factor)?;
            let place = &factor.span().0;
            result = if *divides {
                self.over(result, next, place)?
            } else {
                self.times(result, next, place)?
            };
        }
        Ok(result)
    }

    fn times(&self, left: Side, right: Side, place: &Range<usize>) -> Result<Side, Error> {
        match (left.as_constant(), right.as_constant()) {
            (Some(number), _) => Ok(right.times(number)),
            (_, Some(number)) => Ok(left.times(number)),
            _ => Err(self.refusal(
                place,
                "a column times a column is not linear; a rule multiplies columns with numbers",
            )),
        }
    }

    fn over(&self, left: Side, right: Side, place: &Range<usize>) -> Result<Side, Error> {
        if let Some(number) = right.as_constant() {
            if number.is_zero() {
                return Err(self.refusal(place, "divides by zero"));
            }
            return Ok(left.times(&number.recip()));
        }
        match (left, right) {
            (Side::Linear(numerator), Side::Linear(denominator)) => {
                let (factor, numerator) = numerator.factored();
                Ok(Side::Quotient(Box::new(Quotient {
                    constant: BigRational::zero(),
                    factor,
                    numerator,
                    denominator,
                })))
            }
            _ => Err(self.refusal(
                place,
                "a ratio of ratios is neither linear nor one ratio; write one of them as a column",
            )),
        }
    }

    fn factor(&mut self, factor: &Factor) -> Result<Side, Error> {
        Ok(match factor {
            Factor::Number(number) => Side::Linear(Linear::constant(number.value())),
            Factor::Operand(operand) => self.source(Source::Operand(operand.clone())),
            Factor::Total(total) => self.source(Source::Total(total.clone())),
            Factor::Group(sum) => self.sum(sum)?,
        })
    }

    fn source(&mut self, source: Source) -> Side {
        let known = self.sources.iter().position(|other| *other == source);
        let place = known.unwrap_or_else(|| {
            self.sources.push(source);
            self.sources.len().saturating_sub(1)
        });
        Side::Linear(Linear {
            terms: vec![(BigRational::one(), place)],
            constant: BigRational::zero(),
        })
    }
}

impl Side {
    fn as_constant(&self) -> Option<&BigRational> {
        match self {
            Self::Linear(linear) if linear.terms.is_empty() => Some(&linear.constant),
            _ => None,
        }
    }

    fn times(self, number: &BigRational) -> Self {
        match self {
            Self::Linear(linear) => Self::Linear(linear.times(number)),
            Self::Quotient(mut quotient) => {
                quotient.constant *= number;
                quotient.factor *= number;
                Self::Quotient(quotient)
            }
        }
    }
}

impl Linear {
    fn constant(constant: BigRational) -> Self {
        Self {
            terms: Vec::new(),
            constant,
        }
    }

    fn plus(mut self, other: Self) -> Self {
        self.constant += other.constant;
        for (number, source) in other.terms {
            match self.terms.iter_mut().find(|(_, known)| *known == source) {
                Some((sum, _)) => *sum += number,
                None => self.terms.push((number, source)),
            }
        }
        self.terms.retain(|(number, _)| !number.is_zero());
        self
    }

    fn times(mut self, number: &BigRational) -> Self {
        self.constant *= number;
        for (own, _) in &mut self.terms {
            *own *= number;
        }
        self.terms.retain(|(number, _)| !number.is_zero());
        self
    }

    /// What all its numbers share, and the rest: the 100 of a percentage.
    fn factored(self) -> (BigRational, Self) {
        let shared = match self.terms.first() {
            Some((number, _)) => number.abs(),
            None => return (BigRational::one(), self),
        };
        if self.terms.iter().all(|(number, _)| number.abs() == shared) {
            let rest = self.times(&shared.recip());
            (shared, rest)
        } else {
            (BigRational::one(), self)
        }
    }
}
