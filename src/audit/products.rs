//! Groups in which a quotient stands in several rules: a product of two unknowns.
//!
//! Decided by splitting. A number is tried for the denominator, then for the quotient: each makes the
//! rule linear, and what then holds is a proof. Where neither does, the quotient's range is split at the
//! number tried, into below, at and above; where all three are refuted, so is the whole. What a stated
//! number of splits does not settle is said to be undecided.

use num_traits::{One, Signed, Zero};

use super::feasible::{Conflict, Engine};
use super::integer::Integer;
use super::interruption::Halt;
use super::problem::{Linear, Relation};
use super::ratio::Ratio;
use super::system::{Constraint, Limit, System};
use crate::number::BigRational;

/// Bits of a denominator: a search for a number that no fraction is gets no further.
const LONGEST: u64 = 128;

/// Whether rules can hold together.
#[derive(Clone, Debug)]
pub(super) enum Answer {
    /// These numbers do it.
    Feasible(Vec<BigRational>),
    /// They cannot.
    Infeasible(Conflict),
    /// Not settled in the splits that were allowed.
    Undecided,
}

/// The search over splits.
pub(super) struct Splits<'a, 'p> {
    pub(super) system: &'a System<'p>,
    pub(super) free: &'a [bool],
    pub(super) left: usize,
}

impl Splits<'_, '_> {
    /// Decides the system with these further constraints and ratios that are still products.
    pub(super) fn decide<I: Integer>(
        &mut self,
        more: &[Constraint],
        products: &[&Ratio],
    ) -> Result<Answer, Halt> {
        let mut engine = Engine::<I>::of(self.system, more)?;
        if let Err(conflict) = engine.check(self.free)? {
            return Ok(Answer::Infeasible(conflict));
        }
        let witness = engine.witness()?;
        let Some(ratio) = products.iter().find(|ratio| !holds(ratio, &witness)) else {
            return Ok(Answer::Feasible(witness));
        };
        let Some(left) = self.left.checked_sub(1) else {
            return Ok(Answer::Undecided);
        };
        self.left = left;
        let numbers = witness.iter();
        if numbers.map(|number| number.denom().bits()).max() > Some(LONGEST) {
            return Ok(Answer::Undecided);
        }
        let rest: Vec<&Ratio> = products
            .iter()
            .copied()
            .filter(|other| other.rule != ratio.rule)
            .collect();
        let below = value(&ratio.denominator, &witness);
        let at_denominator =
            self.decide::<I>(&joined(more, at_denominator(ratio, &below)), &rest)?;
        let refuted = match at_denominator {
            Answer::Feasible(_) => return Ok(at_denominator),
            Answer::Infeasible(conflict) => self.only::<I>(more, ratio, &below, conflict)?,
            Answer::Undecided => None,
        };
        if let Some(conflict) = refuted {
            return Ok(Answer::Infeasible(conflict));
        }
        let Some((cell, _)) = &ratio.cell else {
            return Ok(Answer::Undecided);
        };
        let quotient = value(&ratio.numerator, &witness) / below;
        let reached =
            self.decide::<I>(&joined(more, at_quotient(ratio, *cell, &quotient)), &rest)?;
        if let Answer::Feasible(_) = reached {
            return Ok(reached);
        }
        let printed = witness
            .get(*cell)
            .map_or_else(BigRational::zero, |number| ratio.quotient(number));
        self.split::<I>(more, ratio, *cell, &printed, products, &rest)
    }

    /// Whether the denominator can be no other number; then why that one is refuted.
    fn only<I: Integer>(
        &mut self,
        more: &[Constraint],
        ratio: &Ratio,
        at: &BigRational,
        refuted: Conflict,
    ) -> Result<Option<Conflict>, Halt> {
        let mut conflict = refuted;
        for relation in [Relation::AtMost, Relation::AtLeast] {
            let side = fixed(ratio, &ratio.denominator, at, relation, false);
            let mut engine = Engine::<I>::of(self.system, &joined(more, vec![side]))?;
            match engine.check(self.free)? {
                Ok(()) => return Ok(None),
                Err(other) => conflict = conflict.and(&other),
            }
        }
        Ok(Some(conflict))
    }

    fn split<I: Integer>(
        &mut self,
        more: &[Constraint],
        ratio: &Ratio,
        cell: usize,
        at: &BigRational,
        products: &[&Ratio],
        rest: &[&Ratio],
    ) -> Result<Answer, Halt> {
        let open: Limit = Some((at.clone(), false));
        let mut conflict: Option<Conflict> = None;
        let mut settled = true;
        for relation in [Relation::Equal, Relation::AtMost, Relation::AtLeast] {
            let (branch, left) = if relation == Relation::Equal {
                (at_quotient(ratio, cell, at), rest)
            } else {
                let side = fixed(ratio, &quotient_form(ratio, cell), at, relation, false);
                let (low, high) = if relation == Relation::AtMost {
                    (&None, &open)
                } else {
                    (&open, &None)
                };
                let mut branch = ratio.between(low, high, &[]);
                branch.push(side);
                (branch, products)
            };
            match self.decide::<I>(&joined(more, branch), left)? {
                Answer::Infeasible(other) => {
                    conflict = Some(match conflict {
                        Some(conflict) => conflict.and(&other),
                        None => other,
                    });
                }
                Answer::Undecided => settled = false,
                answer @ Answer::Feasible(_) => return Ok(answer),
            }
        }
        Ok(match conflict {
            Some(conflict) if settled => Answer::Infeasible(conflict),
            _ => Answer::Undecided,
        })
    }
}

/// Whether the rule holds with these numbers.
pub(super) fn holds(ratio: &Ratio, numbers: &[BigRational]) -> bool {
    let denominator = value(&ratio.denominator, numbers);
    let quotient = match &ratio.cell {
        Some((cell, _)) => numbers
            .get(*cell)
            .map_or_else(BigRational::zero, |number| ratio.quotient(number)),
        None => ratio.shift.clone(),
    };
    let difference = quotient * &denominator - value(&ratio.numerator, numbers);
    denominator.is_positive()
        && match ratio.relation {
            Relation::Equal => difference.is_zero(),
            Relation::AtMost => !difference.is_positive(),
            Relation::AtLeast => !difference.is_negative(),
        }
}

/// The number that a form is.
pub(super) fn value(form: &Linear, numbers: &[BigRational]) -> BigRational {
    form.terms.iter().fold(
        form.constant.clone(),
        |sum, (cell, coefficient)| match numbers.get(*cell) {
            Some(number) => sum + coefficient * number,
            None => sum,
        },
    )
}

fn joined(more: &[Constraint], branch: Vec<Constraint>) -> Vec<Constraint> {
    let mut all = more.to_vec();
    all.extend(branch);
    all
}

fn quotient_form(ratio: &Ratio, cell: usize) -> Linear {
    let coefficient = ratio
        .cell
        .as_ref()
        .map_or_else(BigRational::one, |(_, coefficient)| coefficient.clone());
    Linear {
        terms: vec![(cell, coefficient)],
        constant: ratio.shift.clone(),
    }
}

/// `form (relation) at`
fn fixed(
    ratio: &Ratio,
    form: &Linear,
    at: &BigRational,
    relation: Relation,
    closed: bool,
) -> Constraint {
    let mut form = form.clone();
    form.constant -= at;
    Constraint::new(Some(ratio.rule), form, relation, closed, Vec::new())
}

fn at_denominator(ratio: &Ratio, at: &BigRational) -> Vec<Constraint> {
    vec![
        fixed(ratio, &ratio.denominator, at, Relation::Equal, true),
        ratio.over(at, Vec::new()),
    ]
}

fn at_quotient(ratio: &Ratio, cell: usize, at: &BigRational) -> Vec<Constraint> {
    let limit: Limit = Some((at.clone(), true));
    let mut branch = ratio.between(&limit, &limit, &[]);
    branch.push(fixed(
        ratio,
        &quotient_form(ratio, cell),
        at,
        Relation::Equal,
        true,
    ));
    branch
}
