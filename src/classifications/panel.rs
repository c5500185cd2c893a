//! Compliance over the years of a panel: who lacks which year, who failed in which.

use std::collections::HashMap;

use crate::error::Error;
use crate::metadata::Reason;

/// Years in one word of a set.
const WORD: usize = 64;
/// The years that a panel may span: more are no years.
const MOST_YEARS: i64 = 100_000;

/// The classes of the municipalities of a panel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PanelCompliance {
    /// 1 negative, 2 positive; zero where there is none.
    pub classes: Vec<u8>,
    /// The code of the reason where there is none.
    pub reasons: Vec<u8>,
    /// Which of the sets of failing years is each one's.
    pub failing: Vec<u32>,
    /// The sets of failing years that occur, each ascending; the first is empty.
    pub sets: Vec<Vec<i32>>,
}

/// The rows of a panel, each already judged.
#[derive(Clone, Copy, Debug)]
pub struct JudgedRows<'a> {
    /// The municipality of each row, from zero.
    pub groups: &'a [i32],
    /// Its year.
    pub years: &'a [i32],
    /// 1 where the minimum was met, 2 where not, 0 where that is not known.
    pub met: &'a [u8],
    /// The code of the reason why it is not.
    pub reasons: &'a [u8],
}

/// Where a year stands in a set of years; a year that is not in question has no bit.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    word: usize,
    bit: u64,
}

impl Place {
    fn of(number: usize) -> Self {
        Self {
            word: number / WORD,
            bit: 1 << (number % WORD),
        }
    }

    fn is_in(self, set: &[Years], of: fn(&Years) -> u64) -> bool {
        set.get(self.word)
            .is_some_and(|years| of(years) & self.bit != 0)
    }
}

/// The years in question: those of the panel from the first to the last, and these two.
struct Span {
    first: i32,
    places: Vec<Place>,
    years: Vec<i32>,
}

impl Span {
    fn of(years: &[i32], first: i32, last: i32) -> Result<Self, Error> {
        let width = i64::from(last)
            .saturating_sub(i64::from(first))
            .saturating_add(1);
        if !(1..=MOST_YEARS).contains(&width) {
            return Err(Error::Setting {
                argument: "first".to_owned(),
                problem: format!("{first} to {last} is no span of years"),
            });
        }
        let mut present = vec![false; usize::try_from(width).unwrap_or_default()];
        for year in years.iter().chain([&first, &last]) {
            if let Some(place) = present.get_mut(offset(*year, first)) {
                *place = true;
            }
        }
        let mut found = Vec::new();
        let mut places = Vec::with_capacity(present.len());
        for (year, there) in (first..=last).zip(&present) {
            places.push(if *there {
                Place::of(found.len())
            } else {
                Place::default()
            });
            if *there {
                found.push(year);
            }
        }
        Ok(Self {
            first,
            places,
            years: found,
        })
    }

    #[inline]
    fn place(&self, year: i32) -> Place {
        self.places
            .get(offset(year, self.first))
            .copied()
            .unwrap_or_default()
    }
}

/// How far a year is from the first; beyond all of them where it lies before it.
#[inline]
fn offset(year: i32, first: i32) -> usize {
    year.checked_sub(first)
        .and_then(|offset| usize::try_from(offset).ok())
        .unwrap_or(usize::MAX)
}

/// A word of the years of a municipality: those that are there, and those that failed.
#[derive(Clone, Copy, Debug, Default)]
struct Years {
    seen: u64,
    failed: u64,
}

/// Judges each municipality by every year of the panel from the first to the last: negative if any failed; none if
/// none failed and one is not known or not there; else positive.
///
/// Where the first or the last year is not there, that is the reason; else that of the first row that is not known;
/// else that an input is missing, being a whole year.
pub fn classify_panel(
    rows: JudgedRows<'_>,
    count: usize,
    first: i32,
    last: i32,
) -> Result<PanelCompliance, Error> {
    let length = rows.groups.len();
    for (argument, found) in [
        ("year", rows.years.len()),
        ("met", rows.met.len()),
        ("reasons", rows.reasons.len()),
    ] {
        if found != length {
            return Err(Error::Length {
                argument: argument.to_owned(),
                found,
                expected: length,
            });
        }
    }
    let span = Span::of(rows.years, first, last)?;
    let words = span.years.len().div_ceil(WORD).max(1);
    let mut years = vec![Years::default(); count.saturating_mul(words)];
    let mut unknown = vec![0_u8; count];
    for (((group, year), met), reason) in rows
        .groups
        .iter()
        .zip(rows.years)
        .zip(rows.met)
        .zip(rows.reasons)
    {
        let place = span.place(*year);
        let group = usize::try_from(*group).unwrap_or(usize::MAX);
        let Some(word) = years.get_mut(group.saturating_mul(words).saturating_add(place.word))
        else {
            continue;
        };
        word.seen |= place.bit;
        word.failed |= if *met == 2 { place.bit } else { 0 };
        if *met == 0
            && place.bit != 0
            && let Some(first) = unknown.get_mut(group).filter(|first| **first == 0)
        {
            *first = *reason;
        }
    }
    Ok(judge(&years, words, &unknown, &span))
}

/// The class of each municipality, of which the years are `words` words.
fn judge(years: &[Years], words: usize, unknown: &[u8], span: &Span) -> PanelCompliance {
    let ends = [Place::of(0), Place::of(span.years.len().saturating_sub(1))];
    let mut result = PanelCompliance {
        sets: vec![Vec::new()],
        ..PanelCompliance::default()
    };
    let mut known: HashMap<Vec<u64>, u32> = HashMap::new();
    for (years, unknown) in years.chunks(words).zip(unknown) {
        let seen: u32 = years.iter().map(|word| word.seen.count_ones()).sum();
        let (class, reason, set) = if years.iter().any(|word| word.failed != 0) {
            let next = u32::try_from(result.sets.len()).unwrap_or(u32::MAX);
            let set = *known
                .entry(years.iter().map(|word| word.failed).collect())
                .or_insert(next);
            if set == next {
                let failed = span
                    .years
                    .iter()
                    .enumerate()
                    .filter(|(number, _)| Place::of(*number).is_in(years, |word| word.failed));
                result.sets.push(failed.map(|(_, year)| *year).collect());
            }
            (1, 0, set)
        } else if ends.iter().any(|end| !end.is_in(years, |word| word.seen)) {
            (0, Reason::YearMissing.code(), 0)
        } else if *unknown != 0 {
            (0, *unknown, 0)
        } else if usize::try_from(seen) == Ok(span.years.len()) {
            (2, 0, 0)
        } else {
            (0, Reason::InputMissing.code(), 0)
        };
        result.classes.push(class);
        result.reasons.push(reason);
        result.failing.push(set);
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classes(
        rows: &[(i32, i32, u8, u8)],
        count: usize,
        first: i32,
        last: i32,
    ) -> PanelCompliance {
        let column = |of: fn(&(i32, i32, u8, u8)) -> i32| rows.iter().map(of).collect::<Vec<i32>>();
        let (groups, years) = (column(|row| row.0), column(|row| row.1));
        let (met, reasons): (Vec<u8>, Vec<u8>) = rows.iter().map(|row| (row.2, row.3)).unzip();
        classify_panel(
            JudgedRows {
                groups: &groups,
                years: &years,
                met: &met,
                reasons: &reasons,
            },
            count,
            first,
            last,
        )
        .unwrap()
    }

    #[test]
    fn a_failing_year_decides_whatever_else_is_missing() {
        let found = classes(
            &[
                (0, 2004, 2, 0),
                (0, 2002, 2, 0),
                (1, 2002, 2, 0),
                (1, 2004, 0, 1),
            ],
            2,
            2002,
            2004,
        );
        assert_eq!((found.classes, found.reasons), (vec![1, 1], vec![0, 0]));
        assert_eq!(
            (found.failing, found.sets),
            (vec![1, 2], vec![vec![], vec![2002, 2004], vec![2002]])
        );
    }

    #[test]
    fn a_year_that_is_not_there_leaves_no_class() {
        let rows = [
            (0, 2002, 1, 0),
            (0, 2003, 1, 0),
            (1, 2002, 1, 0),
            (1, 2004, 1, 0),
            (2, 2002, 1, 0),
            (2, 2003, 1, 0),
            (2, 2004, 1, 0),
        ];
        let found = classes(&rows, 3, 2002, 2004);
        assert_eq!(found.classes, vec![0, 0, 2]);
        assert_eq!(
            found.reasons,
            vec![Reason::YearMissing.code(), Reason::InputMissing.code(), 0]
        );
    }

    #[test]
    fn a_row_that_is_not_known_gives_its_reason() {
        let found = classes(
            &[(0, 2002, 1, 0), (0, 2003, 0, 7), (0, 2004, 1, 0)],
            1,
            2002,
            2004,
        );
        assert_eq!((found.classes, found.reasons), (vec![0], vec![7]));
    }

    #[test]
    fn years_outside_the_span_do_not_count_and_years_of_nobody_are_not_asked_for() {
        let found = classes(
            &[
                (0, 1999, 0, 7),
                (0, 2002, 1, 0),
                (0, 2004, 1, 0),
                (0, 2010, 2, 0),
            ],
            1,
            2002,
            2004,
        );
        assert_eq!(found.classes, vec![2]);
        let found = classes(&[(0, 2003, 1, 0)], 1, 2002, 2004);
        assert_eq!(found.reasons, vec![Reason::YearMissing.code()]);
    }

    #[test]
    fn more_years_than_a_word_holds() {
        let rows: Vec<_> = (0..150)
            .map(|year| (0, 2000 + year, if year == 149 { 2 } else { 1 }, 0))
            .collect();
        let found = classes(&rows, 1, 2000, 2149);
        assert_eq!(
            (found.classes, found.sets),
            (vec![1], vec![vec![], vec![2149]])
        );
    }
}
