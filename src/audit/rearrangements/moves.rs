//! The moves that a page may have gone through: each one change, however many cells it takes along.

use std::collections::BTreeSet;

use super::{Explanation, Place, Sheet};

/// So many cells must be explained for a move to be likelier than as many slips of a digit.
const LEAST: usize = 2;

/// Shorter runs than this fit a line away by chance.
const RUN: usize = 3;

/// What was moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Move {
    /// The lines stand in the order of that number.
    Order(usize),
    /// Two rows have each other's cells; whether all other columns allow that too, so that it may be
    /// the labels that were exchanged.
    Rows {
        /// The rows.
        rows: (usize, usize),
        /// Whether all columns allow it.
        labels: bool,
    },
    /// In one row, two columns have each other's cells.
    Columns {
        /// The row.
        row: usize,
        /// The columns.
        columns: (usize, usize),
    },
    /// From the first to the last row, the cells stand one line too low, or too high.
    Shift {
        /// The rows that get their cells back.
        rows: (usize, usize),
        /// Whether they stand too low.
        down: bool,
    },
    /// The row repeats another: what it should print is lost.
    RepeatedRow {
        /// The row.
        row: usize,
        /// The one that it repeats.
        of: usize,
    },
    /// The column repeats another in all that does not fit.
    RepeatedColumn {
        /// The column.
        column: usize,
        /// The one that it repeats.
        of: usize,
    },
}

/// All moves that leave nothing wrong where they touch and settle at least two cells; and of the
/// orders, those that leave less wrong than the printed one.
pub(super) fn candidates(
    sheet: &Sheet,
    wrong: &[Vec<usize>],
    orders: &[Vec<usize>],
) -> Vec<Explanation> {
    let page = Page { sheet, wrong };
    let mut found = page.rows();
    found.extend(page.columns());
    found.extend(page.shifts());
    found.extend(page.repeated_rows());
    found.extend(page.repeated_columns());
    found.extend(page.orders(orders));
    found
}

struct Page<'a> {
    sheet: &'a Sheet,
    /// The rows of each column that do not fit as printed.
    wrong: &'a [Vec<usize>],
}

impl Page<'_> {
    fn wrong(&self, column: usize) -> &[usize] {
        self.wrong.get(column).map_or(&[], Vec::as_slice)
    }

    fn is_wrong(&self, row: usize, column: usize) -> bool {
        self.wrong(column).binary_search(&row).is_ok()
    }

    /// The columns that do not fit as printed.
    fn open(&self) -> impl Iterator<Item = usize> {
        (0..self.wrong.len()).filter(|column| !self.wrong(*column).is_empty())
    }

    /// The rows in which some column does not fit.
    fn wrong_rows(&self) -> BTreeSet<usize> {
        self.wrong.iter().flatten().copied().collect()
    }

    fn explanation(
        &self,
        step: Move,
        columns: Vec<usize>,
        settles: usize,
        moves: usize,
    ) -> Explanation {
        let all: usize = columns.iter().map(|column| self.wrong(*column).len()).sum();
        Explanation {
            step,
            columns,
            settles,
            remains: all.saturating_sub(settles),
            moves,
        }
    }

    /// For each order, the columns that it explains; and each column that it explains better than any other
    /// and not wholly.
    fn orders(&self, orders: &[Vec<usize>]) -> Vec<Explanation> {
        let displaced = |order: &[usize]| {
            order
                .iter()
                .enumerate()
                .filter(|(row, line)| row != *line)
                .count()
        };
        let mut found = Vec::new();
        let mut best: Vec<(usize, usize, usize)> = Vec::new();
        for (number, order) in orders.iter().enumerate() {
            if displaced(order) == 0 {
                continue;
            }
            let mut whole = Vec::new();
            for column in self.open() {
                let left = self.sheet.misfits(column, order).len();
                if left == 0 {
                    whole.push(column);
                } else if left < self.wrong(column).len() {
                    best.push((column, left, number));
                }
            }
            if !whole.is_empty() {
                let settles = whole.iter().map(|column| self.wrong(*column).len()).sum();
                let moves = displaced(order).saturating_mul(whole.len());
                found.push(self.explanation(Move::Order(number), whole, settles, moves));
            }
        }
        best.sort_unstable();
        best.dedup_by_key(|(column, ..)| *column);
        for (column, left, number) in best {
            let settles = self.wrong(column).len().saturating_sub(left);
            let moves = orders.get(number).map_or(0, |order| displaced(order));
            found.push(self.explanation(Move::Order(number), vec![column], settles, moves));
        }
        found
    }

    fn rows(&self) -> Vec<Explanation> {
        let rows = self.wrong_rows();
        let exchanged = |column, one, other| {
            self.sheet.takes(column, one, other) && self.sheet.takes(column, other, one)
        };
        let mut found = Vec::new();
        for one in &rows {
            for other in rows.range(one.saturating_add(1)..) {
                let settled = |column: &usize| {
                    let count = usize::from(self.is_wrong(*one, *column))
                        .saturating_add(usize::from(self.is_wrong(*other, *column)));
                    (count > 0 && exchanged(*column, *one, *other)).then_some(count)
                };
                let columns: Vec<usize> = self.open().filter(|c| settled(c).is_some()).collect();
                let settles: usize = columns.iter().filter_map(settled).sum();
                if settles < LEAST {
                    continue;
                }
                let labels = (0..self.wrong.len()).all(|column| exchanged(column, *one, *other));
                let rows = (*one, *other);
                let moves = columns.len().saturating_mul(2);
                let step = Move::Rows { rows, labels };
                found.push(self.explanation(step, columns, settles, moves));
            }
        }
        // Far apart, and with more left to explain, two rows fit each other by chance.
        found.retain(|explanation| {
            let beside = matches!(explanation.step, Move::Rows { rows: (one, other), .. }
                if one.saturating_add(1) == other);
            explanation.remains == 0 || beside
        });
        found
    }

    fn columns(&self) -> Vec<Explanation> {
        let mut found = Vec::new();
        for row in self.wrong_rows() {
            let open: Vec<usize> = self
                .open()
                .filter(|column| self.is_wrong(row, *column))
                .collect();
            for (place, one) in open.iter().enumerate() {
                for other in open.iter().skip(place.saturating_add(1)) {
                    let at = |column: &usize| Place {
                        row,
                        column: *column,
                    };
                    let fits = |to, from| self.sheet.fits(at(to), at(from));
                    if fits(one, other) && fits(other, one) {
                        let columns = (*one, *other);
                        let step = Move::Columns { row, columns };
                        found.push(self.explanation(step, vec![*one, *other], 2, 2));
                    }
                }
            }
        }
        found
    }

    fn shifts(&self) -> Vec<Explanation> {
        let mut found: Vec<Explanation> = Vec::new();
        for column in self.open() {
            for down in [true, false] {
                let Some((first, last)) = self.shifted(column, down) else {
                    continue;
                };
                let inside = |row: &&usize| (first..=last).contains(*row);
                let settles = self.wrong(column).iter().filter(inside).count();
                let moves = last.saturating_sub(first).saturating_add(1);
                let rows = (first, last);
                let step = Move::Shift { rows, down };
                // Columns that were shifted alike were shifted together.
                match found.iter_mut().find(|other| other.step == step) {
                    Some(other) => {
                        other.columns.push(column);
                        other.settles = other.settles.saturating_add(settles);
                        other.moves = other.moves.saturating_add(moves);
                    }
                    None => found.push(self.explanation(step, vec![column], settles, moves)),
                }
            }
        }
        for shift in &mut found {
            // The cell that was pushed out of the run is lost, and so explained.
            shift.remains = 0;
        }
        found
    }

    /// The rows whose cells stand one line too low or too high, if that explains all that is wrong in
    /// the column but the cell that the run pushed out.
    fn shifted(&self, column: usize, down: bool) -> Option<(usize, usize)> {
        let (first, last) = (*self.wrong(column).first()?, *self.wrong(column).last()?);
        let runs = [
            (first, last),
            (first.saturating_add(1), last),
            (first, last.saturating_sub(1)),
        ];
        let explains = |(from, to): &(usize, usize)| {
            let inside = self
                .wrong(column)
                .iter()
                .filter(|row| (from..=to).contains(row));
            let length = to.saturating_add(1).saturating_sub(*from);
            let enough = length >= RUN && inside.count() >= LEAST;
            // The cell pushed out is the next below where all went down, the one above where all went up.
            let whole = if down { *from == first } else { *to == last };
            enough && whole && (*from..=*to).all(|row| self.takes_next(column, row, down))
        };
        runs.into_iter().find(explains)
    }

    fn takes_next(&self, column: usize, row: usize, down: bool) -> bool {
        let line = if down {
            row.checked_add(1).filter(|line| *line < self.sheet.rows)
        } else {
            row.checked_sub(1)
        };
        line.is_some_and(|line| self.sheet.takes(column, row, line))
    }

    fn repeated_rows(&self) -> Vec<Explanation> {
        let mut found = Vec::new();
        for row in self.wrong_rows() {
            let columns: Vec<usize> = self
                .open()
                .filter(|column| self.is_wrong(row, *column))
                .collect();
            if columns.len() < LEAST {
                continue;
            }
            let beside = [row.checked_sub(1), row.checked_add(1)];
            for of in beside
                .into_iter()
                .flatten()
                .filter(|of| *of < self.sheet.rows)
            {
                let repeats = |column: &usize| {
                    let place = |row| Place {
                        row,
                        column: *column,
                    };
                    !self.is_wrong(of, *column) && self.sheet.alike(place(row), place(of))
                };
                if columns.iter().all(repeats) {
                    let settles = columns.len();
                    let step = Move::RepeatedRow { row, of };
                    found.push(self.explanation(step, columns.clone(), settles, settles));
                }
            }
        }
        found
    }

    fn repeated_columns(&self) -> Vec<Explanation> {
        let mut found = Vec::new();
        for column in self
            .open()
            .filter(|column| self.wrong(*column).len() >= LEAST)
        {
            for of in (0..self.wrong.len()).filter(|of| *of != column) {
                let repeats = |row: &usize| {
                    let place = |column| Place { row: *row, column };
                    !self.is_wrong(*row, of) && self.sheet.alike(place(column), place(of))
                };
                if self.wrong(column).iter().all(repeats) {
                    let settles = self.wrong(column).len();
                    let step = Move::RepeatedColumn { column, of };
                    found.push(self.explanation(step, vec![column], settles, settles));
                }
            }
        }
        found
    }
}
