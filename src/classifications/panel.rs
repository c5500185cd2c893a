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

/// The years in question: those of the panel from the first to the last, and these two.
struct Span {
    first: i32,
    places: Vec<Option<usize>>,
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
        let offset = |year: i32| {
            year.checked_sub(first)
                .and_then(|offset| usize::try_from(offset).ok())
        };
        for year in years.iter().chain([&first, &last]) {
            if let Some(place) = offset(*year).and_then(|offset| present.get_mut(offset)) {
                *place = true;
            }
        }
        let mut found = Vec::new();
        let mut places = Vec::with_capacity(present.len());
        for (year, there) in (first..=last).zip(&present) {
            places.push(there.then_some(found.len()));
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

    fn place(&self, year: i32) -> Option<usize> {
        let offset = usize::try_from(year.checked_sub(self.first)?).ok()?;
        self.places.get(offset).copied().flatten()
    }
}

/// A set of years for each municipality.
struct Sets {
    words: usize,
    bits: Vec<u64>,
}

impl Sets {
    fn new(count: usize, years: usize) -> Self {
        let words = years.div_ceil(WORD).max(1);
        Self {
            words,
            bits: vec![0; count.saturating_mul(words)],
        }
    }

    fn add(&mut self, group: usize, year: usize) {
        if let Some(word) = self
            .bits
            .get_mut(group.saturating_mul(self.words).saturating_add(year / WORD))
        {
            *word |= 1 << (year % WORD);
        }
    }

    fn of(&self, group: usize) -> &[u64] {
        let start = group.saturating_mul(self.words);
        self.bits
            .get(start..start.saturating_add(self.words))
            .unwrap_or_default()
    }
}

fn has(set: &[u64], year: usize) -> bool {
    set.get(year / WORD)
        .is_some_and(|word| word >> (year % WORD) & 1 == 1)
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
    let (mut seen, mut failed) = (
        Sets::new(count, span.years.len()),
        Sets::new(count, span.years.len()),
    );
    let mut unknown = vec![0_u8; count];
    for (((group, year), met), reason) in rows
        .groups
        .iter()
        .zip(rows.years)
        .zip(rows.met)
        .zip(rows.reasons)
    {
        let (Ok(group), Some(place)) = (usize::try_from(*group), span.place(*year)) else {
            continue;
        };
        seen.add(group, place);
        match met {
            1 => {}
            2 => failed.add(group, place),
            _ => {
                if let Some(first) = unknown.get_mut(group).filter(|first| **first == 0) {
                    *first = *reason;
                }
            }
        }
    }
    let ends = [0, span.years.len().saturating_sub(1)];
    let mut result = PanelCompliance {
        sets: vec![Vec::new()],
        ..PanelCompliance::default()
    };
    let mut known: HashMap<&[u64], u32> = HashMap::new();
    for (group, unknown) in unknown.iter().enumerate() {
        let (seen, failed) = (seen.of(group), failed.of(group));
        let complete = seen
            .iter()
            .map(|word| word.count_ones() as usize)
            .sum::<usize>()
            == span.years.len();
        let (class, reason, set) = if failed.iter().any(|word| *word != 0) {
            let next = u32::try_from(result.sets.len()).unwrap_or(u32::MAX);
            let set = *known.entry(failed).or_insert(next);
            if set == next {
                result.sets.push(
                    span.years
                        .iter()
                        .enumerate()
                        .filter(|(place, _)| has(failed, *place))
                        .map(|(_, year)| *year)
                        .collect(),
                );
            }
            (1, 0, set)
        } else if ends.iter().any(|end| !has(seen, *end)) {
            (0, Reason::YearMissing.code(), 0)
        } else if *unknown != 0 {
            (0, *unknown, 0)
        } else if complete {
            (2, 0, 0)
        } else {
            (0, Reason::InputMissing.code(), 0)
        };
        result.classes.push(class);
        result.reasons.push(reason);
        result.failing.push(set);
    }
    Ok(result)
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
