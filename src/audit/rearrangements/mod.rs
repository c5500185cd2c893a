//! Rearrangements: is the printed order possible, which exchange or other order explains it, and how many do.
//!
//! A cell that is not what other figures make of it need not be wrong: its line, its column or a block of
//! the page may stand in another place. Such a hypothesis costs one change however many cells it moves, and
//! is accepted only if it leaves no disagreement where it touches.

mod counting;
mod matching;
mod moves;

use num_bigint::BigUint;

use self::counting::{count, factorial};
use self::matching::Choices;
use crate::error::Error;
use crate::figure::Interval;

pub use self::moves::Move;

/// A column: what is printed in each line, and what each row should have; where that is unknown, all fits.
#[derive(Clone, Debug)]
pub enum Column {
    /// Words: a row may have any of those listed.
    Labels {
        /// The printed words; a blank says nothing.
        printed: Vec<Option<String>>,
        /// The words that fit each row.
        expected: Vec<Option<Vec<String>>>,
    },
    /// Figures: what is printed must meet what is expected.
    Figures {
        /// The numbers that each printed figure may stand for; a missing marker says nothing.
        printed: Vec<Option<Interval>>,
        /// The numbers that the other figures leave to each row.
        expected: Vec<Option<Interval>>,
    },
}

impl Column {
    fn lengths(&self) -> (usize, usize) {
        match self {
            Self::Labels { printed, expected } => (printed.len(), expected.len()),
            Self::Figures { printed, expected } => (printed.len(), expected.len()),
        }
    }
}

/// A cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its row, from zero.
    pub row: usize,
    /// Its column, from zero.
    pub column: usize,
}

/// The printed columns of a table, beside what each row should have.
#[derive(Clone, Debug)]
pub struct Sheet {
    rows: usize,
    columns: Vec<Column>,
}

impl Sheet {
    /// Columns of one length.
    pub fn new(columns: Vec<Column>) -> Result<Self, Error> {
        let rows = columns.first().map_or(0, |column| column.lengths().0);
        for column in &columns {
            let (printed, expected) = column.lengths();
            if let Some(found) = [printed, expected]
                .into_iter()
                .find(|length| *length != rows)
            {
                return Err(Error::Length {
                    argument: "columns".to_owned(),
                    found,
                    expected: rows,
                });
            }
        }
        Ok(Self { rows, columns })
    }

    /// Whether what is printed at one place may stand at another.
    #[must_use]
    pub fn fits(&self, place: Place, printed: Place) -> bool {
        let columns = (
            self.columns.get(place.column),
            self.columns.get(printed.column),
        );
        match columns {
            (
                Some(Column::Labels { expected, .. }),
                Some(Column::Labels { printed: texts, .. }),
            ) => match (at(expected, place.row), at(texts, printed.row)) {
                (Some(expected), Some(text)) => expected.contains(text),
                _ => true,
            },
            (
                Some(Column::Figures { expected, .. }),
                Some(Column::Figures {
                    printed: figures, ..
                }),
            ) => match (at(expected, place.row), at(figures, printed.row)) {
                (Some(expected), Some(figure)) => meet(expected, figure),
                _ => true,
            },
            _ => false,
        }
    }

    /// Whether both places print the same.
    fn alike(&self, one: Place, other: Place) -> bool {
        match (self.columns.get(one.column), self.columns.get(other.column)) {
            (
                Some(Column::Labels { printed, .. }),
                Some(Column::Labels {
                    printed: others, ..
                }),
            ) => {
                let text = at(printed, one.row);
                text.is_some() && text == at(others, other.row)
            }
            (
                Some(Column::Figures { printed, .. }),
                Some(Column::Figures {
                    printed: others, ..
                }),
            ) => {
                let figure = at(printed, one.row);
                figure.is_some() && figure == at(others, other.row)
            }
            _ => false,
        }
    }

    /// Whether the row may have the line, in that column.
    fn takes(&self, column: usize, row: usize, line: usize) -> bool {
        let place = |row| Place { row, column };
        self.fits(place(row), place(line))
    }

    /// The rows of a column that do not fit when each has the line named for it.
    fn misfits(&self, column: usize, lines: &[usize]) -> Vec<usize> {
        let rows = lines.iter().enumerate();
        rows.filter(|(row, line)| !self.takes(column, *row, **line))
            .map(|(row, _)| row)
            .collect()
    }

    /// The orders in which some columns, moved together, fit.
    fn fit(&self, columns: &[usize]) -> Fit {
        let all = |row, line| columns.iter().all(|column| self.takes(*column, row, line));
        let choices = Choices::new(self.rows, all);
        let matching = choices.matched();
        let forced = if matching.violator.is_none() {
            let alone = choices.blocks(&matching.line).into_iter();
            alone.filter(|block| block.len() == 1).flatten().collect()
        } else {
            Vec::new()
        };
        Fit {
            count: count(&choices, &matching),
            line: matching.line,
            forced,
            violator: matching.violator,
        }
    }
}

fn at<T>(cells: &[Option<T>], row: usize) -> Option<&T> {
    cells.get(row).and_then(Option::as_ref)
}

fn meet(one: &Interval, other: &Interval) -> bool {
    let before = |left: &Interval, right: &Interval| {
        left.low < right.high || (left.low == right.high && left.low_closed && right.high_closed)
    };
    before(one, other) && before(other, one)
}

/// In which orders the lines of some columns fit the rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    /// How many orders fit; `None` where that was not counted.
    pub count: Option<BigUint>,
    /// A line for each row, as far as there is one: if any order fits, one that does.
    pub line: Vec<Option<usize>>,
    /// The rows that have the same line in every order that fits.
    pub forced: Vec<usize>,
    /// Where no order fits: rows that have fewer lines between them than they are, and those lines.
    pub violator: Option<(Vec<usize>, Vec<usize>)>,
}

/// A move that explains columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What was moved.
    pub step: Move,
    /// The columns in which it was.
    pub columns: Vec<usize>,
    /// How many cells fit after it that did not before.
    pub settles: usize,
    /// How many cells of these columns do not fit after it.
    pub remains: usize,
    /// How many cells it moves.
    pub moves: usize,
}

/// Columns that do not fit as printed, and what explains them together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The columns.
    pub columns: Vec<usize>,
    /// The cells that do not fit: row and column.
    pub misfits: Vec<(usize, usize)>,
    /// What explains them, the fewest moved cells first.
    pub explanations: Vec<Explanation>,
    /// In which orders they fit, moved together.
    pub fit: Fit,
}

/// What was found of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rearrangements {
    /// The columns that fit as printed.
    pub straight: Vec<usize>,
    /// The others, in groups.
    pub groups: Vec<Group>,
    /// Whether whole lines can be given other labels so that all fits.
    pub whole: Fit,
    /// How many orders there are.
    pub orders: BigUint,
}

/// Looks for what explains the printed places of a sheet.
///
/// Each of `orders` names, for each row, the line in which a page in that order would print it.
#[must_use]
pub fn rearrangements(sheet: &Sheet, orders: &[Vec<usize>]) -> Rearrangements {
    let printed: Vec<usize> = (0..sheet.rows).collect();
    let wrong: Vec<Vec<usize>> = (0..sheet.columns.len())
        .map(|column| sheet.misfits(column, &printed))
        .collect();
    let (straight, mut open): (Vec<usize>, Vec<usize>) =
        (0..sheet.columns.len()).partition(|column| wrong.get(*column).is_none_or(Vec::is_empty));
    let found = moves::candidates(sheet, &wrong, orders);
    let mut groups = Vec::new();
    let whole_moves = || found.iter().filter(|explanation| explanation.remains == 0);
    while let Some(best) = whole_moves()
        .map(|explanation| {
            let columns = explanation
                .columns
                .iter()
                .filter(|column| open.contains(column));
            (columns.copied().collect::<Vec<usize>>(), explanation.moves)
        })
        .filter(|(columns, _)| !columns.is_empty())
        .min_by_key(|(columns, moves)| (std::cmp::Reverse(columns.len()), *moves))
        .map(|(columns, _)| columns)
    {
        open.retain(|column| !best.contains(column));
        let covers = |explanation: &&Explanation| {
            best.iter()
                .all(|column| explanation.columns.contains(column))
        };
        let explanations = whole_moves().filter(covers).cloned().collect();
        groups.push(group(sheet, best, &wrong, explanations));
    }
    // What no single move explains: together if an order of all of them fits, else each alone.
    let together = !open.is_empty() && sheet.fit(&open).violator.is_none();
    let rest: Vec<Vec<usize>> = if together {
        vec![open]
    } else {
        open.into_iter().map(|column| vec![column]).collect()
    };
    for columns in rest {
        let part = |explanation: &&Explanation| {
            let inside = |column: &usize| columns.contains(column);
            explanation.columns.iter().all(inside)
        };
        let explanations = found.iter().filter(part).cloned().collect();
        groups.push(group(sheet, columns, &wrong, explanations));
    }
    let all: Vec<usize> = (0..sheet.columns.len()).collect();
    Rearrangements {
        straight,
        groups,
        whole: sheet.fit(&all),
        orders: factorial(u128::try_from(sheet.rows).unwrap_or(u128::MAX)),
    }
}

fn group(
    sheet: &Sheet,
    columns: Vec<usize>,
    wrong: &[Vec<usize>],
    mut explanations: Vec<Explanation>,
) -> Group {
    explanations.sort_by_key(|explanation| (explanation.remains, explanation.moves));
    let of = |column: &usize| {
        let rows = wrong.get(*column).into_iter().flatten();
        let column = *column;
        rows.map(move |row| (*row, column)).collect::<Vec<_>>()
    };
    Group {
        misfits: columns.iter().flat_map(of).collect(),
        fit: sheet.fit(&columns),
        explanations,
        columns,
    }
}

#[cfg(test)]
mod tests;
