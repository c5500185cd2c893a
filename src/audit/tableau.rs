//! Exact linear feasibility with bounded variables: a simplex over whole numbers.
//!
//! The general simplex of Dutertre and de Moura ("A fast linear-arithmetic solver for DPLL(T)", CAV
//! 2006): every variable has bounds, no row has a right side, and a row whose basic variable cannot
//! reach its bound is a conflict that no part can be left out of. An open end is a closed one moved by
//! an infinitely small amount, counted apart. Rows are kept as dependencies of whole numbers without a
//! common divisor, so that nothing is ever divided and nothing is rounded.

use std::cmp::Ordering;

use super::dependency::{Row, coefficient_of, combined, without_common_divisor};
use super::integer::{Integer, Overflow};
use super::interruption::{Halt, Interruption};
use super::point::Point;

/// Which end of a variable's range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Low,
    High,
}

/// A variable: its range, and its value while it is not basic.
#[derive(Clone, Debug)]
struct Variable<I> {
    low: Option<Point<I>>,
    high: Option<Point<I>>,
    value: Point<I>,
    /// The row that gives its value; `None` while it is not basic.
    row: Option<usize>,
}

impl<I: Integer> Variable<I> {
    fn may_move(&self, up: bool) -> bool {
        if up {
            self.high.as_ref().is_none_or(|high| self.value < *high)
        } else {
            self.low.as_ref().is_none_or(|low| self.value > *low)
        }
    }
}

/// Rows and variables.
#[derive(Clone, Debug)]
pub(super) struct Tableau<I> {
    variables: Vec<Variable<I>>,
    rows: Vec<Row<I>>,
    stale: bool,
    interruption: Interruption,
}

/// An extreme of a variable: a fraction, and whether it is reached.
pub(super) struct Extreme<I> {
    pub(super) top: I,
    pub(super) bottom: I,
    pub(super) reached: bool,
}

/// What stops a variable that moves.
struct Stop<I> {
    /// How far it is, times the speed.
    way: Point<I>,
    speed: I,
    /// The variable whose range ends there: a basic one, or the one that moves.
    variable: usize,
    row: Option<usize>,
    end: End,
}

impl<I: Integer> Tableau<I> {
    /// Variables without bounds, at these values.
    pub(super) fn new(values: impl Iterator<Item = I>, interruption: &Interruption) -> Self {
        Self {
            variables: values
                .map(|value| Variable {
                    low: None,
                    high: None,
                    value: Point::new(value, I::nought()),
                    row: None,
                })
                .collect(),
            rows: Vec::new(),
            stale: true,
            interruption: interruption.clone(),
        }
    }

    /// Adds a variable that is the sum of others, none of them basic: call it before any check.
    pub(super) fn define(&mut self, mut terms: Vec<(usize, I)>) -> Result<usize, Overflow> {
        let basic = self.variables.len();
        let one = I::from_big(&1.into())?;
        terms.push((basic, one.negated()?));
        self.variables.push(Variable {
            low: None,
            high: None,
            value: Point::nought(),
            row: Some(self.rows.len()),
        });
        self.rows.push(Row {
            basic,
            divisor: one,
            terms,
            sum: Point::nought(),
        });
        self.stale = true;
        Ok(basic)
    }

    /// Sets a variable's range.
    pub(super) fn bound(&mut self, variable: usize, low: Option<Point<I>>, high: Option<Point<I>>) {
        let Some(place) = self.variables.get_mut(variable) else {
            return;
        };
        if place.row.is_none() {
            let nearest = match (&low, &high) {
                (Some(low), _) if place.value < *low => Some(low),
                (_, Some(high)) if place.value > *high => Some(high),
                _ => None,
            };
            if let Some(nearest) = nearest {
                place.value = nearest.clone();
                self.stale = true;
            }
        }
        place.low = low;
        place.high = high;
    }

    /// Brings every variable into its range; or the ends of ranges that no numbers can meet together.
    pub(super) fn check(&mut self) -> Result<Result<(), Vec<(usize, End)>>, Halt> {
        self.interruption.check()?;
        if self.stale {
            for row in 0..self.rows.len() {
                self.add_up(row)?;
            }
            self.stale = false;
        }
        while let Some((row, end)) = self.outside()? {
            let up = end == End::Low;
            let Some(entering) = self.entering(row, up) else {
                return Ok(Err(self.conflict(row, end)));
            };
            self.leave(row, end, entering)?;
            self.interruption.check()?;
        }
        Ok(Ok(()))
    }

    /// The first basic variable outside its range (Bland's rule: the search ends).
    fn outside(&self) -> Result<Option<(usize, End)>, Overflow> {
        let mut first: Option<(usize, usize, End)> = None;
        for (place, row) in self.rows.iter().enumerate() {
            if first.is_some_and(|(basic, _, _)| basic < row.basic) {
                continue;
            }
            if let Some(end) = self.violated(row)? {
                first = Some((row.basic, place, end));
            }
        }
        Ok(first.map(|(_, place, end)| (place, end)))
    }

    fn violated(&self, row: &Row<I>) -> Result<Option<End>, Overflow> {
        let Some(variable) = self.variables.get(row.basic) else {
            return Ok(None);
        };
        if let Some(low) = &variable.low
            && row.sum < low.times(&row.divisor)?
        {
            return Ok(Some(End::Low));
        }
        if let Some(high) = &variable.high
            && row.sum > high.times(&row.divisor)?
        {
            return Ok(Some(End::High));
        }
        Ok(None)
    }

    /// The first variable that can move the row's basic one up, or down.
    fn entering(&self, row: usize, up: bool) -> Option<usize> {
        let row = self.rows.get(row)?;
        row.terms
            .iter()
            .filter(|(variable, _)| *variable != row.basic)
            .find(|(variable, coefficient)| {
                self.variables
                    .get(*variable)
                    .is_some_and(|place| place.may_move(up != coefficient.is_below()))
            })
            .map(|(variable, _)| *variable)
    }

    fn conflict(&self, row: usize, end: End) -> Vec<(usize, End)> {
        let Some(row) = self.rows.get(row) else {
            return Vec::new();
        };
        let up = end == End::Low;
        row.terms
            .iter()
            .map(|(variable, coefficient)| {
                if *variable == row.basic {
                    (*variable, end)
                } else if up == coefficient.is_below() {
                    (*variable, End::Low)
                } else {
                    (*variable, End::High)
                }
            })
            .collect()
    }

    /// The row's basic variable goes to an end of its range, and `entering` becomes basic.
    fn leave(&mut self, row: usize, end: End, entering: usize) -> Result<(), Overflow> {
        let Some(leaving) = self.rows.get(row).map(|row| row.basic) else {
            return Ok(());
        };
        if let Some(variable) = self.variables.get_mut(leaving) {
            let target = if end == End::Low {
                &variable.low
            } else {
                &variable.high
            };
            if let Some(target) = target {
                variable.value = target.clone();
            }
            variable.row = None;
        }
        if let Some(variable) = self.variables.get_mut(entering) {
            variable.row = Some(row);
        }
        self.pivot(row, entering)
    }

    fn pivot(&mut self, pivot: usize, entering: usize) -> Result<(), Overflow> {
        let Some(row) = self.rows.get_mut(pivot) else {
            return Ok(());
        };
        row.basic = entering;
        let Some(coefficient) = coefficient_of(&row.terms, entering).cloned() else {
            return Ok(());
        };
        if coefficient.is_below() {
            row.divisor = coefficient.negated()?;
        } else {
            row.divisor = coefficient;
            for (_, coefficient) in &mut row.terms {
                *coefficient = coefficient.negated()?;
            }
        }
        let (terms, divisor) = (std::mem::take(&mut row.terms), row.divisor.clone());
        for place in 0..self.rows.len() {
            let Some(row) = self.rows.get_mut(place) else {
                continue;
            };
            if place == pivot {
                continue;
            }
            let Some(coefficient) = coefficient_of(&row.terms, entering) else {
                continue;
            };
            let shared = coefficient.common_divisor(&divisor)?;
            let (times, plus) = (divisor.over(&shared), coefficient.over(&shared));
            row.terms = combined(&row.terms, &times, &terms, &plus)?;
            row.divisor = row.divisor.times(&times)?;
            without_common_divisor(row)?;
            self.add_up(place)?;
        }
        if let Some(row) = self.rows.get_mut(pivot) {
            row.terms = terms;
        }
        self.add_up(pivot)
    }

    fn add_up(&mut self, row: usize) -> Result<(), Overflow> {
        let Some(row) = self.rows.get_mut(row) else {
            return Ok(());
        };
        let mut sum = Point::nought();
        for (variable, coefficient) in &row.terms {
            if *variable != row.basic
                && let Some(variable) = self.variables.get(*variable)
            {
                sum = sum.plus(&variable.value.times(coefficient)?)?;
            }
        }
        row.sum = sum;
        Ok(())
    }

    /// The highest or lowest value of a variable; `None` where there is none. After a check that succeeded.
    pub(super) fn extreme(
        &mut self,
        variable: usize,
        end: End,
    ) -> Result<Option<Extreme<I>>, Halt> {
        let up = end == End::High;
        while let Some((entering, up)) = self.improving(variable, up) {
            if !self.shift(entering, up)? {
                return Ok(None);
            }
            self.interruption.check()?;
        }
        let (value, bottom) = self.value(variable)?;
        Ok(Some(Extreme {
            top: value.at,
            bottom,
            reached: value.beside.is_nought(),
        }))
    }

    /// The value of a variable: a point, and what it is to be divided by.
    pub(super) fn value(&self, variable: usize) -> Result<(Point<I>, I), Overflow> {
        let Some(place) = self.variables.get(variable) else {
            return Err(Overflow);
        };
        Ok(match place.row.and_then(|row| self.rows.get(row)) {
            Some(row) => (row.sum.clone(), row.divisor.clone()),
            None => (place.value.clone(), I::from_big(&1.into())?),
        })
    }

    /// The range that a variable was given.
    pub(super) fn range(&self, variable: usize) -> (Option<&Point<I>>, Option<&Point<I>>) {
        self.variables.get(variable).map_or((None, None), |place| {
            (place.low.as_ref(), place.high.as_ref())
        })
    }

    /// The number of variables.
    pub(super) fn len(&self) -> usize {
        self.variables.len()
    }

    /// The first variable that moves `variable` up or down, and whether it must itself go up.
    fn improving(&self, variable: usize, up: bool) -> Option<(usize, bool)> {
        let place = self.variables.get(variable)?;
        let Some(row) = place.row else {
            return place.may_move(up).then_some((variable, up));
        };
        let entering = self.entering(row, up)?;
        let coefficient = coefficient_of(&self.rows.get(row)?.terms, entering)?;
        Some((entering, up != coefficient.is_below()))
    }

    /// Moves a variable until something stops it; whether something does.
    fn shift(&mut self, entering: usize, up: bool) -> Result<bool, Overflow> {
        let mut stop: Option<Stop<I>> = None;
        if let Some(place) = self.variables.get(entering) {
            let end = if up { End::High } else { End::Low };
            let limit = if up { &place.high } else { &place.low };
            if let Some(limit) = limit {
                let way = limit.plus(&place.value.negated()?)?;
                let way = if up { way } else { way.negated()? };
                stop = Some(Stop {
                    way,
                    speed: I::from_big(&1.into())?,
                    variable: entering,
                    row: None,
                    end,
                });
            }
        }
        for (place, row) in self.rows.iter().enumerate() {
            let Some(coefficient) = coefficient_of(&row.terms, entering) else {
                continue;
            };
            let rises = up != coefficient.is_below();
            let (limit, end) = match self.range(row.basic) {
                (_, Some(high)) if rises => (high, End::High),
                (Some(low), _) if !rises => (low, End::Low),
                _ => continue,
            };
            let way = limit.times(&row.divisor)?.plus(&row.sum.negated()?)?;
            let way = if rises { way } else { way.negated()? };
            let speed = if coefficient.is_below() {
                coefficient.negated()?
            } else {
                coefficient.clone()
            };
            let order = stop
                .as_ref()
                .map(|other| Ok(way.times(&other.speed)?.cmp(&other.way.times(&speed)?)))
                .transpose()?;
            let nearer = match (&stop, order) {
                (Some(other), Some(Ordering::Equal)) => row.basic < other.variable,
                (_, order) => order != Some(Ordering::Greater),
            };
            if nearer {
                stop = Some(Stop {
                    way,
                    speed,
                    variable: row.basic,
                    row: Some(place),
                    end,
                });
            }
        }
        let Some(stop) = stop else {
            return Ok(false);
        };
        if let Some(row) = stop.row {
            self.leave(row, stop.end, entering)?;
            return Ok(true);
        }
        // Its own range ends first: it goes there, and every sum with it.
        let way = if up { stop.way } else { stop.way.negated()? };
        if let Some(place) = self.variables.get_mut(entering) {
            place.value = place.value.plus(&way)?;
        }
        for row in &mut self.rows {
            if let Some(coefficient) = coefficient_of(&row.terms, entering) {
                row.sum = row.sum.plus(&way.times(coefficient)?)?;
            }
        }
        Ok(true)
    }
}
