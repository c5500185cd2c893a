//! A ratio as linear constraints, where its quotient or its denominator is known.

use num_traits::Signed;

use super::problem::{Linear, Relation};
use super::system::{Constraint, Limit};
use crate::figure::Interval;
use crate::number::BigRational;

/// `quotient · denominator (relation) numerator`, the factor inside the numerator, the denominator above zero.
#[derive(Clone, Debug)]
pub(super) struct Ratio {
    pub(super) rule: usize,
    pub(super) relation: Relation,
    /// The cell of the quotient, its coefficient, and what is added; no cell: the number alone.
    pub(super) cell: Option<(usize, BigRational)>,
    pub(super) shift: BigRational,
    pub(super) numerator: Linear,
    pub(super) denominator: Linear,
    /// Whether the quotient's cell stands elsewhere, too.
    pub(super) shared: bool,
}

impl Ratio {
    /// `numerator − quotient · denominator`
    pub(super) fn at(&self, quotient: &BigRational) -> Linear {
        less(&self.numerator, quotient, &self.denominator)
    }

    /// The quotient that stands for a number of its cell.
    pub(super) fn quotient(&self, value: &BigRational) -> BigRational {
        match &self.cell {
            Some((_, coefficient)) => coefficient * value + &self.shift,
            None => self.shift.clone(),
        }
    }

    /// The rule where the denominator is that number: linear.
    pub(super) fn over(&self, denominator: &BigRational, needs: Vec<usize>) -> Constraint {
        let mut form = Linear {
            terms: self
                .cell
                .iter()
                .map(|(cell, coefficient)| (*cell, coefficient * denominator))
                .collect(),
            constant: &self.shift * denominator,
        };
        form = less(&form, &BigRational::from_integer(1.into()), &self.numerator);
        Constraint::new(Some(self.rule), form, self.relation, true, needs)
    }

    /// What is necessary where the quotient lies between two limits.
    pub(super) fn between(&self, low: &Limit, high: &Limit, needs: &[usize]) -> Vec<Constraint> {
        let rule = Some(self.rule);
        let mut constraints = Vec::new();
        if let Some((low, closed)) = low
            && self.relation != Relation::AtLeast
        {
            let form = self.at(low);
            constraints.push(Constraint::new(
                rule,
                form,
                Relation::AtLeast,
                *closed,
                needs.to_vec(),
            ));
        }
        if let Some((high, closed)) = high
            && self.relation != Relation::AtMost
        {
            let form = self.at(high);
            constraints.push(Constraint::new(
                rule,
                form,
                Relation::AtMost,
                *closed,
                needs.to_vec(),
            ));
        }
        constraints
    }

    /// The rule holds of a denominator above zero alone, whatever is freed.
    pub(super) fn positive(&self) -> Constraint {
        Constraint::new(
            Some(self.rule),
            self.denominator.clone(),
            Relation::AtLeast,
            false,
            Vec::new(),
        )
    }

    /// Where the quotient's cell lies while numerator and denominator make a quotient between these limits.
    pub(super) fn behind(&self, low: Limit, high: Limit) -> (Limit, Limit) {
        let Some((_, coefficient)) = &self.cell else {
            return (None, None);
        };
        let number =
            |limit: Limit| limit.map(|(at, closed)| ((at - &self.shift) / coefficient, closed));
        let (low, high) = match self.relation {
            Relation::Equal => (low, high),
            Relation::AtMost => (None, high),
            Relation::AtLeast => (low, None),
        };
        let (low, high) = (number(low), number(high));
        if coefficient.is_negative() {
            (high, low)
        } else {
            (low, high)
        }
    }

    /// Where the quotient lies while its cell is kept.
    pub(super) fn limits(&self, interval: Option<&Interval>) -> Option<(Limit, Limit)> {
        let Some((_, coefficient)) = &self.cell else {
            let at = Some((self.shift.clone(), true));
            return Some((at.clone(), at));
        };
        let interval = interval?;
        let low = Some((self.quotient(&interval.low), interval.low_closed));
        let high = Some((self.quotient(&interval.high), interval.high_closed));
        Some(if coefficient.is_negative() {
            (high, low)
        } else {
            (low, high)
        })
    }
}

/// `factor · form`
pub(super) fn scaled(form: &Linear, factor: &BigRational) -> Linear {
    Linear {
        terms: form
            .terms
            .iter()
            .map(|(cell, coefficient)| (*cell, coefficient * factor))
            .collect(),
        constant: &form.constant * factor,
    }
}

/// `form − factor · other`
pub(super) fn less(form: &Linear, factor: &BigRational, other: &Linear) -> Linear {
    let mut terms = form.terms.clone();
    terms.extend(scaled(other, &-factor).terms);
    Linear {
        terms,
        constant: &form.constant - factor * &other.constant,
    }
    .collected()
}
