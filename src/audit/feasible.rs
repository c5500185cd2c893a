//! Whether constraints can hold together, in integers of one width.

use num_bigint::BigInt;
use num_integer::Integer as _;
use num_traits::{One, Zero};

use super::integer::{Integer, Overflow};
use super::interruption::{Halt, Interruption};
use super::point::Point;
use super::system::{Constraint, Limit, System};
use super::tableau::{End, Extreme, Tableau};
use crate::figure::Interval;
use crate::number::BigRational;

/// Cells that cannot all keep to their intervals, and the rules that forbid it. No part can be left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Conflict {
    /// Cells by their place in the group, in order.
    pub(super) cells: Vec<usize>,
    /// The rules, in order.
    pub(super) rules: Vec<usize>,
}

impl Conflict {
    /// What two branches of one search forbid together.
    pub(super) fn and(mut self, other: &Self) -> Self {
        self.cells.extend(&other.cells);
        self.rules.extend(&other.rules);
        self.ordered()
    }

    fn ordered(mut self) -> Self {
        self.cells.sort_unstable();
        self.cells.dedup();
        self.rules.sort_unstable();
        self.rules.dedup();
        self
    }
}

/// A range in the units of the tableau.
type Ends<I> = (Option<Point<I>>, Option<Point<I>>);

/// Constraints in a tableau: variables are the cells, then one a constraint.
pub(super) struct Engine<I> {
    tableau: Tableau<I>,
    ranges: Vec<Ends<I>>,
    limits: Vec<Ends<I>>,
    rules: Vec<Option<usize>>,
    needs: Vec<Vec<usize>>,
    /// What each constraint was multiplied by.
    units: Vec<BigRational>,
    /// How many units of the tableau are one.
    scale: BigInt,
}

impl<I: Integer> Engine<I> {
    /// The constraints of a system.
    pub(super) fn of(system: &System<'_>, more: &[Constraint]) -> Result<Self, Halt> {
        let intervals: Vec<_> = (0..system.printed.len())
            .map(|cell| system.interval(cell))
            .collect();
        Self::new(
            &intervals,
            system.constraints.iter().chain(more),
            BigInt::one(),
            system.interruption,
        )
    }

    /// Sets where a cell lies, in units of the tableau; `None`: it is missing.
    pub(super) fn place(&mut self, cell: usize, ends: Option<(I, I)>) {
        let point = |end| Some(Point::new(end, I::nought()));
        if let Some(range) = self.ranges.get_mut(cell) {
            *range = ends.map_or((None, None), |(low, high)| (point(low), point(high)));
        }
    }

    /// How many units of the tableau are one.
    pub(super) const fn scale(&self) -> &BigInt {
        &self.scale
    }

    pub(super) fn new<'c>(
        intervals: &[Option<&Interval>],
        constraints: impl Iterator<Item = &'c Constraint> + Clone,
        least_scale: BigInt,
        interruption: &Interruption,
    ) -> Result<Self, Halt> {
        let multipliers: Vec<BigRational> = constraints.clone().map(multiplier).collect();
        let mut scale = least_scale;
        let mut cover = |number: &BigRational| {
            if !number.denom().is_one() {
                scale = scale.lcm(number.denom());
            }
        };
        for interval in intervals.iter().flatten() {
            cover(&interval.low);
            cover(&interval.high);
        }
        for (constraint, multiplier) in constraints.clone().zip(&multipliers) {
            for (limit, _) in constraint.low.iter().chain(&constraint.high) {
                if !limit.is_zero() {
                    cover(&(limit * multiplier));
                }
            }
        }
        let ranges: Vec<Ends<I>> = intervals
            .iter()
            .map(|interval| {
                let Some(interval) = interval else {
                    return Ok((None, None));
                };
                Ok((
                    Some(end(&interval.low, interval.low_closed, 1, &scale)?),
                    Some(end(&interval.high, interval.high_closed, -1, &scale)?),
                ))
            })
            .collect::<Result<_, Overflow>>()?;
        let values: Vec<I> = ranges
            .iter()
            .map(|(low, _)| low.as_ref().map_or_else(I::nought, |low| low.at.clone()))
            .collect();
        let mut engine = Self {
            tableau: Tableau::new(values.into_iter(), interruption),
            ranges,
            limits: Vec::new(),
            rules: Vec::new(),
            needs: Vec::new(),
            units: Vec::new(),
            scale,
        };
        for (constraint, multiplier) in constraints.zip(&multipliers) {
            interruption.check()?;
            engine.add(constraint, multiplier)?;
        }
        Ok(engine)
    }

    fn add(&mut self, constraint: &Constraint, multiplier: &BigRational) -> Result<(), Overflow> {
        let terms = constraint
            .terms
            .iter()
            .map(|(cell, coefficient)| {
                let whole = coefficient * multiplier;
                Ok((*cell, I::from_big(whole.numer())?))
            })
            .collect::<Result<_, Overflow>>()?;
        self.tableau.define(terms)?;
        let limit = |limit: &Limit, inwards: i8| {
            limit
                .as_ref()
                .map(|(at, closed)| end(&(at * multiplier), *closed, inwards, &self.scale))
                .transpose()
        };
        let limits = (limit(&constraint.low, 1)?, limit(&constraint.high, -1)?);
        self.limits.push(limits);
        self.rules.push(constraint.rule);
        self.needs.push(constraint.needs.clone());
        self.units.push(multiplier.clone());
        Ok(())
    }

    /// Whether all constraints can hold while these cells are free and the others keep to their intervals.
    pub(super) fn check(&mut self, free: &[bool]) -> Result<Result<(), Conflict>, Halt> {
        let is_free = |cell: usize| free.get(cell).copied().unwrap_or_default();
        for (cell, (low, high)) in self.ranges.iter().enumerate() {
            if is_free(cell) {
                self.tableau.bound(cell, None, None);
            } else {
                self.tableau.bound(cell, low.clone(), high.clone());
            }
        }
        let cells = self.ranges.len();
        for (place, ((low, high), needs)) in self.limits.iter().zip(&self.needs).enumerate() {
            let variable = cells.saturating_add(place);
            if needs.iter().any(|cell| is_free(*cell)) {
                self.tableau.bound(variable, None, None);
            } else {
                self.tableau.bound(variable, low.clone(), high.clone());
            }
        }
        Ok(self.tableau.check()?.map_err(|ends| self.explained(&ends)))
    }

    fn explained(&self, ends: &[(usize, End)]) -> Conflict {
        let mut conflict = Conflict {
            cells: Vec::new(),
            rules: Vec::new(),
        };
        for (variable, _) in ends {
            match variable.checked_sub(self.ranges.len()) {
                None => conflict.cells.push(*variable),
                Some(place) => {
                    conflict
                        .cells
                        .extend(self.needs.get(place).into_iter().flatten());
                    conflict
                        .rules
                        .extend(self.rules.get(place).copied().flatten());
                }
            }
        }
        conflict.ordered()
    }

    /// The least or greatest number of a cell, and whether it is reached; `None`: there is none. After a
    /// check that succeeded.
    pub(super) fn extreme(&mut self, cell: usize, end: End) -> Result<Limit, Halt> {
        let extreme = self.tableau.extreme(cell, end)?;
        Ok(extreme.map(
            |Extreme {
                 top,
                 bottom,
                 reached,
             }| {
                let number = BigRational::new(top.to_big(), bottom.to_big() * &self.scale);
                (number, reached)
            },
        ))
    }

    /// The variable of a constraint.
    pub(super) fn variable(&self, constraint: usize) -> usize {
        self.ranges.len().saturating_add(constraint)
    }

    /// How many units of that variable are one of the constraint.
    pub(super) fn unit(&self, constraint: usize) -> BigRational {
        self.units
            .get(constraint)
            .cloned()
            .unwrap_or_else(BigRational::one)
    }

    /// Numbers of all cells with which the constraints hold. After a check that succeeded.
    pub(super) fn witness(&self) -> Result<Vec<BigRational>, Overflow> {
        let step = self.step()?;
        (0..self.ranges.len())
            .map(|cell| {
                let (value, bottom) = self.tableau.value(cell)?;
                let beside = BigRational::from_integer(value.beside.to_big()) * &step;
                let whole = BigRational::from_integer(value.at.to_big()) + beside;
                Ok(whole / (bottom.to_big() * &self.scale))
            })
            .collect()
    }

    /// How large the infinitely small may be without leaving a range.
    fn step(&self) -> Result<BigRational, Overflow> {
        let mut step = BigRational::one();
        for variable in 0..self.tableau.len() {
            let (value, bottom) = self.tableau.value(variable)?;
            let (low, high) = self.tableau.range(variable);
            let ends = low.map(|low| (low, true)).into_iter();
            for (end, below) in ends.chain(high.map(|high| (high, false))) {
                let gap = value.at.to_big() - end.at.to_big() * bottom.to_big();
                let drift = end.beside.to_big() * bottom.to_big() - value.beside.to_big();
                let (gap, drift) = if below { (gap, drift) } else { (-gap, -drift) };
                if drift > BigInt::zero() && gap > BigInt::zero() {
                    step = step.min(BigRational::new(gap, drift));
                }
            }
        }
        Ok(step)
    }
}

/// What makes the coefficients whole, without a common divisor.
fn multiplier(constraint: &Constraint) -> BigRational {
    let mut below = BigInt::one();
    let mut above = BigInt::zero();
    for (_, coefficient) in &constraint.terms {
        if !coefficient.denom().is_one() {
            below = below.lcm(coefficient.denom());
        }
        if !above.is_one() {
            above = above.gcd(coefficient.numer());
        }
    }
    // The divisor of the numerators and the multiple of the denominators of reduced fractions share nothing
    // that could leave a fraction.
    if above.is_zero() {
        BigRational::one()
    } else {
        BigRational::new(below, above)
    }
}

fn end<I: Integer>(
    at: &BigRational,
    closed: bool,
    inwards: i8,
    scale: &BigInt,
) -> Result<Point<I>, Overflow> {
    let whole = at.numer() * (scale / at.denom());
    let beside = if closed { 0 } else { inwards };
    Ok(Point::new(
        I::from_big(&whole)?,
        I::from_big(&BigInt::from(beside))?,
    ))
}
