//! The cells of a rule at a row in machine integers; what a total adds is added once a group.

use std::collections::HashMap;

use super::ground::{Address, Laid};
use super::rules::Origin;
use super::tables::{Figures, Names, Table, Written};
use crate::figure::Kind;

/// The sum of some cells: `low..high` in units of 10^−decimals.
#[derive(Clone, Copy, Debug)]
pub(super) struct Range {
    pub(super) low: i128,
    pub(super) high: i128,
    pub(super) low_closed: bool,
    pub(super) high_closed: bool,
    pub(super) decimals: u32,
}

impl Range {
    pub(super) const fn point(value: i128, decimals: u32) -> Self {
        Self {
            low: value,
            high: value,
            low_closed: true,
            high_closed: true,
            decimals,
        }
    }

    /// Where a figure lies.
    fn of(mantissa: i128, decimals: i32, kind: Kind) -> Option<Self> {
        // Half a unit is whole where there is one decimal more; what ends left of the units has none.
        let wanted = decimals
            .max(0)
            .checked_add(i32::from(kind == Kind::Rounded))?;
        let unit = power(wanted.checked_sub(decimals)?)?;
        let value = mantissa.checked_mul(unit)?;
        let (low, high, low_closed, high_closed) = match kind {
            Kind::Exact => (value, value, true, true),
            Kind::Rounded => {
                let half = unit / 2;
                (
                    value.checked_sub(half)?,
                    value.checked_add(half)?,
                    true,
                    true,
                )
            }
            Kind::Truncated => (
                if mantissa <= 0 {
                    value.checked_sub(unit)?
                } else {
                    value
                },
                if mantissa >= 0 {
                    value.checked_add(unit)?
                } else {
                    value
                },
                mantissa > 0,
                mantissa < 0,
            ),
        };
        Some(Self {
            low,
            high,
            low_closed,
            high_closed,
            decimals: u32::try_from(wanted).ok()?,
        })
    }

    /// The sum of both, one of them times a number.
    pub(super) fn plus(self, other: Self, times: i128) -> Option<Self> {
        let decimals = self.decimals.max(other.decimals);
        let own = 10_i128.checked_pow(decimals.checked_sub(self.decimals)?)?;
        let theirs = 10_i128
            .checked_pow(decimals.checked_sub(other.decimals)?)?
            .checked_mul(times)?;
        let (low, high) = (
            other.low.checked_mul(theirs)?,
            other.high.checked_mul(theirs)?,
        );
        let (low, high, low_closed, high_closed) = if times < 0 {
            (high, low, other.high_closed, other.low_closed)
        } else {
            (low, high, other.low_closed, other.high_closed)
        };
        Some(Self {
            low: self.low.checked_mul(own)?.checked_add(low)?,
            high: self.high.checked_mul(own)?.checked_add(high)?,
            low_closed: self.low_closed && low_closed,
            high_closed: self.high_closed && high_closed,
            decimals,
        })
    }
}

fn power(exponent: i32) -> Option<i128> {
    10_i128.checked_pow(u32::try_from(exponent).ok()?)
}

/// What stands in the cells of a source.
#[derive(Clone, Copy, Debug)]
enum Stands {
    /// Numbers, and their sum; `None` where it does not fit.
    Sum(Option<Range>),
    /// A figure is missing, or there is nothing to add.
    Missing,
    /// A figure is infinite.
    Endless,
}

/// Whether a row can be decided in machine integers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// It can. `wide`: a cell has a width.
    Ready { wide: bool },
    /// A figure is missing.
    Missing,
    /// It cannot.
    Exact,
}

/// The cells of one rule, row after row.
#[derive(Default)]
pub(super) struct Scratch {
    taken: Vec<Address>,
    /// The cells of this row, but those of totals that share none with another source.
    places: Vec<Address>,
    /// The sum of each source at this row.
    pub(super) sums: Vec<Option<Range>>,
    totals: Vec<HashMap<Box<[u32]>, Stands>>,
    /// For each source, whether its sums are kept from row to row; empty where that is not known yet.
    kept: Vec<bool>,
    may_repeat: bool,
}

impl Scratch {
    /// For the rows of one rule; `beside` are the sources that stand beside a ratio.
    pub(super) fn of(laid: &Laid, tables: &[Table], beside: &[usize]) -> Self {
        let origins = &laid.plan.origins;
        let column = |origin: &Origin| match origin {
            Origin::Here { figure } => (laid.plan.table, *figure),
            Origin::Keyed { table, figure, .. } | Origin::Total { table, figure, .. } => {
                (*table, *figure)
            }
        };
        let columns: Vec<(usize, usize)> = origins.iter().map(column).collect();
        let others = |source: usize| {
            let own = columns.get(source).copied();
            let all = columns.iter().enumerate();
            all.filter(move |(other, column)| *other != source && Some(**column) == own)
                .map(|(other, _)| other)
        };
        let kept = origins.iter().enumerate().map(|(source, origin)| {
            let points = columns
                .get(source)
                .and_then(|(table, figure)| tables.get(*table)?.figures.get(*figure))
                .is_some_and(|figures| figures.kind == Kind::Exact);
            // Points add up however often they are named; of a width, one cell is one unknown.
            matches!(origin, Origin::Total { .. })
                && others(source).all(|other| points && !beside.contains(&other))
        });
        Self {
            kept: kept.collect(),
            may_repeat: (0..origins.len()).any(|source| others(source).next().is_some()),
            totals: vec![HashMap::new(); origins.len()],
            ..Self::default()
        }
    }

    /// Gathers the cells of a row.
    pub(super) fn fill(&mut self, laid: &Laid, row: usize, tables: &[Table], names: &Names) -> Row {
        self.sums.clear();
        self.places.clear();
        let (mut wide, mut missing, mut fits) = (false, false, true);
        for source in 0..laid.plan.origins.len() {
            let stands = if self.kept.get(source) == Some(&true) {
                let key = laid.total_key(source, row, tables, names);
                let known = self
                    .totals
                    .get(source)
                    .and_then(|sums| sums.get(&key).copied());
                known.unwrap_or_else(|| {
                    let stands = self.add(laid, source, row, tables, names, &mut wide);
                    if let Some(sums) = self.totals.get_mut(source) {
                        sums.insert(key, stands);
                    }
                    stands
                })
            } else {
                let stands = self.add(laid, source, row, tables, names, &mut wide);
                self.places.append(&mut self.taken);
                stands
            };
            match stands {
                Stands::Sum(sum) => {
                    wide |= sum.is_some_and(|sum| sum.low != sum.high);
                    fits &= sum.is_some();
                    self.sums.push(sum);
                }
                Stands::Missing => missing = true,
                Stands::Endless => return Row::Exact,
            }
        }
        match (missing, fits) {
            (true, _) => Row::Missing,
            (false, true) => Row::Ready { wide },
            (false, false) => Row::Exact,
        }
    }

    /// Adds the cells of a source, which stay in `taken`.
    fn add(
        &mut self,
        laid: &Laid,
        source: usize,
        row: usize,
        tables: &[Table],
        names: &Names,
        wide: &mut bool,
    ) -> Stands {
        self.taken.clear();
        laid.cells(source, row, tables, names, &mut self.taken);
        let figures = |address: &Address| -> Option<(&Figures, usize)> {
            let Address::There(place) = address else {
                return None;
            };
            Some((
                tables.get(place.table)?.figures.get(place.figure)?,
                place.row,
            ))
        };
        let excludes = laid.excludes(source);
        let (mut sum, mut count, mut missing) = (Some(Range::point(0, 0)), 0_usize, false);
        for address in &self.taken {
            let Some((column, row)) = figures(address) else {
                missing = true;
                continue;
            };
            match column.at(row) {
                Written::Number { mantissa, decimals } => {
                    count = count.saturating_add(1);
                    *wide |= column.kind != Kind::Exact;
                    sum = sum
                        .and_then(|sum| sum.plus(Range::of(mantissa, decimals, column.kind)?, 1));
                }
                Written::Endless => return Stands::Endless,
                Written::Missing => missing |= !excludes,
            }
        }
        if missing || count == 0 {
            Stands::Missing
        } else {
            Stands::Sum(sum)
        }
    }

    /// Whether a cell stands in two places.
    pub(super) fn repeats(&mut self) -> bool {
        if !self.may_repeat {
            return false;
        }
        self.places.sort_unstable();
        self.places
            .windows(2)
            .any(|pair| matches!(pair, [one, two] if one == two))
    }
}
