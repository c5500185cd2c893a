//! A connected group of rules as linear constraints over its cells.
//!
//! A ratio whose quotient stays in its interval is a pair of inequalities. One whose quotient is free
//! and stands in no other rule says no more than that its denominator is above zero. Where a quotient stands in other rules, too, the pair is
//! necessary and not sufficient: such a rule is kept as a [`Product`], decided in `products`.

use num_bigint::BigInt;
use num_traits::{Signed, Zero};

use super::feasible::Engine;
use super::integer::{Width, widening};
use super::interruption::Interruption;
use super::problem::{Cell, Ground, Linear, Problem, Relation};
use super::ratio::{Ratio, less, scaled};
use crate::figure::Interval;
use crate::number::BigRational;

/// An end of a range of numbers, and whether it belongs to it.
pub(super) type Limit = Option<(BigRational, bool)>;

/// `low ≤ Σ coefficient · cell ≤ high`, as long as none of the cells it needs is freed.
#[derive(Clone, Debug)]
pub(super) struct Constraint {
    /// The rule that it comes from; `None` where a search splits a range.
    pub(super) rule: Option<usize>,
    /// Cells by their place in the group.
    pub(super) terms: Vec<(usize, BigRational)>,
    pub(super) low: Limit,
    pub(super) high: Limit,
    /// The cells whose intervals stand in it as numbers.
    pub(super) needs: Vec<usize>,
}

impl Constraint {
    /// `form (relation) 0`
    pub(super) fn new(
        rule: Option<usize>,
        form: Linear,
        relation: Relation,
        closed: bool,
        needs: Vec<usize>,
    ) -> Self {
        let limit = Some((-form.constant, closed));
        let (low, high) = match relation {
            Relation::Equal => (limit.clone(), limit),
            Relation::AtLeast => (limit, None),
            Relation::AtMost => (None, limit),
        };
        Self {
            rule,
            terms: form.terms,
            low,
            high,
            needs,
        }
    }
}

/// One connected group.
pub(super) struct System<'a> {
    /// The cells of the group, in order: their places in the problem.
    pub(super) cells: Vec<usize>,
    /// The cells themselves.
    pub(super) printed: Vec<Option<&'a Cell>>,
    pub(super) constraints: Vec<Constraint>,
    pub(super) ratios: Vec<Ratio>,
    /// Rules whose denominator cannot be above zero as printed: undecided or failed, and not asked here.
    pub(super) aside: Vec<usize>,
    pub(super) interruption: &'a Interruption,
}

impl<'a> System<'a> {
    /// An interrupted one lacks constraints: whatever is asked of it is refused.
    pub(super) fn new(
        problem: &'a Problem,
        group: &[usize],
        interruption: &'a Interruption,
    ) -> Self {
        let rules: Vec<(usize, &Ground)> = group
            .iter()
            .filter_map(|rule| Some((*rule, problem.rules.get(*rule)?)))
            .collect();
        let mut cells: Vec<usize> = rules.iter().flat_map(|(_, rule)| rule.cells()).collect();
        cells.sort_unstable();
        cells.dedup();
        let printed = cells.iter().map(|cell| problem.cells.get(*cell)).collect();
        let mut system = Self {
            cells,
            printed,
            constraints: Vec::new(),
            ratios: Vec::new(),
            aside: Vec::new(),
            interruption,
        };
        let goes_on = || !interruption.is_raised();
        for (rule, ground) in rules.iter().take_while(|_| goes_on()) {
            system.take(*rule, ground);
        }
        system.leave_empty_wholes();
        system.share(&rules);
        for ratio in system.ratios.clone().iter().take_while(|_| goes_on()) {
            system.constrain(ratio);
        }
        system.multiply();
        system
    }

    /// Where a cell lies while it is kept.
    pub(super) fn interval(&self, cell: usize) -> Option<&'a Interval> {
        self.printed.get(cell).copied().flatten()?.interval.as_ref()
    }

    /// What it costs to change a cell.
    pub(super) fn weight(&self, cell: usize) -> u32 {
        let cell = self.printed.get(cell).copied().flatten();
        cell.map_or(1, |cell| cell.weight.max(1))
    }

    /// Whether the cell is one number while it is kept.
    pub(super) fn is_point(&self, cell: usize) -> bool {
        self.interval(cell)
            .is_some_and(|interval| interval.low == interval.high)
    }

    fn local(&self, linear: &Linear) -> Linear {
        let linear = linear.collected();
        Linear {
            terms: linear
                .terms
                .into_iter()
                .filter_map(|(cell, coefficient)| {
                    Some((self.cells.binary_search(&cell).ok()?, coefficient))
                })
                .collect(),
            constant: linear.constant,
        }
    }

    fn take(&mut self, rule: usize, ground: &Ground) {
        match ground {
            Ground::Linear {
                left_minus_right,
                relation,
            } => {
                let form = self.local(left_minus_right);
                let constraint = Constraint::new(Some(rule), form, *relation, true, Vec::new());
                self.constraints.push(constraint);
            }
            Ground::Ratio {
                quotient,
                relation,
                factor,
                numerator,
                denominator,
            } => {
                let numerator = scaled(&self.local(numerator), factor);
                let denominator = self.local(denominator);
                if self.never_positive(&denominator) {
                    self.aside.push(rule);
                    return;
                }
                let quotient = self.local(quotient);
                let cell = match quotient.terms.as_slice() {
                    [] => None,
                    [one] => Some(one.clone()),
                    // No printed cell: a number of its own that is the whole side.
                    _ => Some(self.stand_in(rule, &quotient)),
                };
                let shift = if quotient.terms.len() > 1 {
                    BigRational::zero()
                } else {
                    quotient.constant
                };
                self.ratios.push(Ratio {
                    rule,
                    relation: *relation,
                    cell,
                    shift,
                    numerator,
                    denominator,
                    shared: false,
                });
            }
        }
    }

    fn stand_in(&mut self, rule: usize, side: &Linear) -> (usize, BigRational) {
        let cell = self.printed.len();
        self.printed.push(None);
        let one = BigRational::from_integer(1.into());
        let mut form = side.clone();
        form.terms.push((cell, -&one));
        self.constraints.push(Constraint::new(
            Some(rule),
            form,
            Relation::Equal,
            true,
            Vec::new(),
        ));
        (cell, one)
    }

    /// Sets the ratios aside whose missing denominator the linear rules hold at zero or below while every
    /// printed cell is kept: what comes to nothing leaves its rule undecided, printed or not.
    fn leave_empty_wholes(&mut self) {
        let missing = |ratio: &Ratio| {
            let mut terms = ratio.denominator.terms.iter();
            terms.any(|(cell, _)| self.interval(*cell).is_none())
        };
        let (asked, empty): (Vec<Ratio>, Vec<Ratio>) = self
            .ratios
            .iter()
            .cloned()
            .partition(|ratio| !missing(ratio) || self.may_be_positive(ratio));
        self.ratios = asked;
        self.aside.extend(empty.iter().map(|ratio| ratio.rule));
    }

    fn may_be_positive(&self, ratio: &Ratio) -> bool {
        self.holds_with(&[ratio.positive()]) || !self.holds_with(&[])
    }

    /// Whether the constraints so far, and these, hold while every printed cell is kept.
    fn holds_with(&self, more: &[Constraint]) -> bool {
        let free = vec![false; self.printed.len()];
        widening(|width| {
            let outcome = match width {
                Width::Word => Engine::<i64>::of(self, more)?.check(&free)?,
                Width::Double => Engine::<i128>::of(self, more)?.check(&free)?,
                Width::Any => Engine::<BigInt>::of(self, more)?.check(&free)?,
            };
            Ok(outcome.is_ok())
        })
        .unwrap_or(true)
    }

    /// Marks the quotients whose cells stand in other rules or elsewhere in their own.
    fn share(&mut self, rules: &[(usize, &Ground)]) {
        let mut uses = vec![0_usize; self.printed.len()];
        for (rule, ground) in rules {
            if self.aside.contains(rule) {
                continue;
            }
            for cell in ground.cells() {
                if let Ok(place) = self.cells.binary_search(&cell)
                    && let Some(count) = uses.get_mut(place)
                {
                    *count = count.saturating_add(1);
                }
            }
        }
        for ratio in &mut self.ratios {
            if let Some((cell, _)) = &ratio.cell {
                let within = |side: &Linear| side.terms.iter().any(|(other, _)| other == cell);
                ratio.shared = *cell >= self.cells.len()
                    || uses.get(*cell).is_some_and(|count| *count > 1)
                    || within(&ratio.numerator)
                    || within(&ratio.denominator);
            }
        }
    }

    fn constrain(&mut self, ratio: &Ratio) {
        self.constraints.push(ratio.positive());
        let needs: Vec<usize> = ratio.cell.iter().map(|(cell, _)| *cell).collect();
        let interval = ratio
            .cell
            .as_ref()
            .and_then(|(cell, _)| self.interval(*cell));
        if let Some((low, high)) = ratio.limits(interval) {
            self.constraints.extend(ratio.between(&low, &high, &needs));
        }
        if ratio.shared
            && let Some(denominator) = self.known(&ratio.denominator)
        {
            let needs = ratio.denominator.terms.iter().map(|(cell, _)| *cell);
            self.constraints
                .push(ratio.over(&denominator, needs.collect()));
        }
    }

    /// A linear rule over quotients of one denominator, multiplied by it: shares that add up to a hundred.
    /// It follows from the rules, and is linear where they are not.
    fn multiply(&mut self) {
        let mut wholes: Vec<Linear> = Vec::new();
        for ratio in self.ratios.iter().filter(|ratio| ratio.shared) {
            if !wholes.contains(&ratio.denominator) {
                wholes.push(ratio.denominator.clone());
            }
        }
        let mut products = Vec::new();
        for whole in &wholes {
            let linear = self.constraints.iter();
            products.extend(
                linear
                    .filter(|constraint| constraint.needs.is_empty())
                    .filter_map(|constraint| self.times(constraint, whole)),
            );
        }
        self.constraints.extend(products);
    }

    fn times(&self, constraint: &Constraint, whole: &Linear) -> Option<Constraint> {
        let (at, closed) = constraint.low.as_ref().or(constraint.high.as_ref())?;
        let mut form = scaled(whole, &-at);
        let mut needs = Vec::new();
        let mut quotients = false;
        for (cell, coefficient) in &constraint.terms {
            let ratio = self.ratios.iter().find_map(|ratio| {
                let (own, times) = ratio.cell.as_ref()?;
                let fits =
                    own == cell && ratio.relation == Relation::Equal && ratio.denominator == *whole;
                fits.then_some((ratio, times))
            });
            form = if let Some((ratio, times)) = ratio {
                quotients = true;
                less(&form, &-(coefficient / times), &ratio.at(&ratio.shift))
            } else {
                let interval = self.interval(*cell).filter(|_| self.is_point(*cell))?;
                needs.push(*cell);
                less(&form, &-(coefficient * &interval.low), whole)
            };
        }
        let relation = match (&constraint.low, &constraint.high) {
            (Some(_), Some(_)) => Relation::Equal,
            (Some(_), None) => Relation::AtLeast,
            _ => Relation::AtMost,
        };
        quotients.then(|| Constraint::new(constraint.rule, form, relation, *closed, needs))
    }

    /// The number that a form is while its cells are kept, where they are points.
    fn known(&self, form: &Linear) -> Option<BigRational> {
        form.terms
            .iter()
            .try_fold(form.constant.clone(), |sum, (cell, coefficient)| {
                let interval = self
                    .interval(*cell)
                    .filter(|interval| interval.low == interval.high)?;
                Some(sum + coefficient * &interval.low)
            })
    }

    /// The number that a ratio is while these cells are free: where it divides kept points by kept points.
    pub(super) fn quotient(&self, ratio: &Ratio, free: &[bool]) -> Option<BigRational> {
        let kept = |form: &Linear| {
            let mut cells = form.terms.iter().map(|(cell, _)| *cell);
            cells.all(|cell| !free.get(cell).copied().unwrap_or_default())
        };
        if !kept(&ratio.numerator) || !kept(&ratio.denominator) {
            return None;
        }
        let below = self.known(&ratio.denominator).filter(Signed::is_positive)?;
        Some(self.known(&ratio.numerator)? / below)
    }

    fn never_positive(&self, form: &Linear) -> bool {
        let highest =
            form.terms
                .iter()
                .try_fold(form.constant.clone(), |sum, (cell, coefficient)| {
                    let interval = self.interval(*cell)?;
                    Some(
                        sum + coefficient
                            * if coefficient.is_negative() {
                                &interval.low
                            } else {
                                &interval.high
                            },
                    )
                });
        highest.is_some_and(|highest| !highest.is_positive())
    }

    /// The ratios that are no linear constraints while these cells are free.
    pub(super) fn products(&self, free: &[bool]) -> Vec<&Ratio> {
        let settled =
            |cell: usize| self.is_point(cell) && !free.get(cell).copied().unwrap_or_default();
        self.ratios
            .iter()
            .filter(|ratio| {
                let mut below = ratio.denominator.terms.iter();
                ratio.shared
                    && !ratio.cell.iter().any(|(cell, _)| settled(*cell))
                    && !below.all(|(cell, _)| settled(*cell))
            })
            .collect()
    }
}
