//! The share due in each row of a panel: few years, and mostly one law for all of its rows.

use std::collections::HashMap;

use num_rational::BigRational;

use crate::metadata::Reason;
use crate::number::{nearest_float, shortest};
use crate::rows::Column;
use crate::statute::{FIRST_YEAR, Rule, Sphere, TARGET_YEAR, minimum_share};

/// A year that is missing, in a column of years.
pub const NO_YEAR: i32 = i32::MIN;

/// A share due: as a float and exactly; or why there is none.
pub type Due = Result<(f64, BigRational), Reason>;

/// The years that differ: the one before the first rule, and on to the one with the whole target.
const YEARS: usize = 6;
/// Their places in a table, and one more for a missing year.
pub const PLACES: usize = YEARS + 1;

/// What the law asks, of whom, and how it is read; the share of 2000 and the own law of each row.
#[derive(Clone, Copy, Debug)]
pub struct Law<'a> {
    /// Who owes it.
    pub sphere: Sphere,
    /// How 2001 to 2003 are read.
    pub rule: Rule,
    /// The share applied in 2000.
    pub start: Column<'a>,
    /// The share of the organic law.
    pub own_law: Column<'a>,
}

impl Law<'_> {
    /// The share of the row that is infinite, by its name, if one is.
    #[must_use]
    pub fn infinite(&self, row: usize) -> Option<(&'static str, f64)> {
        [
            ("start_pct", self.start.at(row)),
            ("own_law_pct", self.own_law.at(row)),
        ]
        .into_iter()
        .find(|(_, share)| share.is_infinite())
    }

    fn due(&self, year: i32, start: f64, own_law: f64) -> Due {
        if start.is_infinite() || own_law.is_infinite() {
            return Err(Reason::AmountNotFinite);
        }
        let exact = minimum_share(
            year,
            self.sphere,
            self.rule,
            shortest(start).as_ref(),
            shortest(own_law).as_ref(),
        )?;
        Ok((nearest_float(&exact), exact))
    }
}

/// The shares due under a law, each computed once.
#[derive(Debug)]
pub struct Dues<'a> {
    law: Law<'a>,
    /// The share of each year, where start and own law are the same for all rows.
    years: Option<[Due; YEARS]>,
    /// The shares met so far, where they are not.
    known: HashMap<(i32, u64, u64), Due>,
    missing: Due,
}

impl<'a> Dues<'a> {
    /// The shares due under a law.
    #[must_use]
    pub fn of(law: Law<'a>) -> Self {
        let years = match (law.start, law.own_law) {
            (Column::Scalar(start), Column::Scalar(own_law)) => {
                let mut year = FIRST_YEAR.saturating_sub(1);
                Some(std::array::from_fn(|_| {
                    let due = law.due(year, start, own_law);
                    year = year.saturating_add(1);
                    due
                }))
            }
            _ => None,
        };
        Self {
            law,
            years,
            known: HashMap::new(),
            missing: Err(Reason::InputMissing),
        }
    }

    /// The share and the code of the reason of each year's place, where one law serves all rows; NaN where there is none.
    #[must_use]
    pub fn table(&self) -> Option<[(f64, u8); PLACES]> {
        let years = self.years.as_ref()?;
        let mut table = [(f64::NAN, Reason::InputMissing.code()); PLACES];
        for (place, due) in table.iter_mut().zip(years) {
            *place = match due {
                Ok((due, _)) => (*due, 0),
                Err(reason) => (f64::NAN, reason.code()),
            };
        }
        Some(table)
    }

    /// The place of a year in [`Dues::table`]; a missing year has the last one.
    #[inline]
    #[must_use]
    pub fn place(year: i32) -> usize {
        let first = FIRST_YEAR.saturating_sub(1);
        let place = usize::try_from(year.clamp(first, TARGET_YEAR).saturating_sub(first))
            .unwrap_or_default();
        if year == NO_YEAR { YEARS } else { place }
    }

    /// The share due in a row of that year.
    pub fn at(&mut self, row: usize, year: i32) -> &Due {
        if year == NO_YEAR {
            return &self.missing;
        }
        if let Some(years) = &self.years {
            return years.get(Self::place(year)).unwrap_or(&self.missing);
        }
        // All years before the first have no rule, and all from the last on the same one.
        let year = year.clamp(FIRST_YEAR.saturating_sub(1), TARGET_YEAR);
        let (start, own_law) = (self.law.start.at(row), self.law.own_law.at(row));
        self.known
            .entry((year, start.to_bits(), own_law.to_bits()))
            .or_insert_with(|| self.law.due(year, start, own_law))
    }
}

/// The share due, a row each.
#[derive(Clone, Copy, Debug)]
pub enum Owed<'a> {
    /// As given.
    Given(Column<'a>),
    /// By law, in the year of each row.
    ByLaw(Law<'a>, &'a [i32]),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_year_has_the_share_of_the_statute() {
        let own = [f64::NAN, 18.0];
        for (rule, start) in [(Rule::Uniform, f64::NAN), (Rule::OwnPath, 9.13)] {
            for own_law in [Column::Scalar(18.0), Column::Rows(&own)] {
                let law = Law {
                    sphere: Sphere::Municipality,
                    rule,
                    start: Column::Scalar(start),
                    own_law,
                };
                let mut dues = Dues::of(law);
                for year in [1988, 1999, 2000, 2001, 2002, 2003, 2004, 2005, 2024] {
                    let place = dues
                        .table()
                        .and_then(|table| table.get(Dues::place(year)).copied());
                    for row in 0..2 {
                        let wanted = minimum_share(
                            year,
                            law.sphere,
                            rule,
                            shortest(start).as_ref(),
                            shortest(own_law.at(row)).as_ref(),
                        );
                        assert_eq!(
                            dues.at(row, year).clone().map(|(_, exact)| exact),
                            wanted,
                            "{year}"
                        );
                        if let Some((share, code)) = place {
                            assert_eq!(
                                shortest(share),
                                wanted
                                    .clone()
                                    .ok()
                                    .as_ref()
                                    .map(nearest_float)
                                    .and_then(shortest)
                            );
                            assert_eq!(code, wanted.err().map_or(0, Reason::code));
                        }
                    }
                }
                assert_eq!(
                    dues.at(0, NO_YEAR).clone().err(),
                    Some(Reason::InputMissing)
                );
            }
        }
    }
}
