//! The gap to the minimum over columns of floats: blocks that stay in the cache, on all processors.

use std::num::NonZero;
use std::thread;

use num_rational::BigRational;

use super::gap::{Gap, float_gap, quick_gap};
use crate::dues::{Due, Dues, NO_YEAR, Owed};
use crate::error::Error;
use crate::metadata::Reason;
use crate::rows::Column;

/// Rows of a block.
const BLOCK: usize = 1024;
/// Rows that the processor works on together.
const LANES: usize = 8;
/// Rows below which a second thread costs more than it saves.
const ROWS_A_THREAD: usize = 131_072;

/// Where the gaps go: a row each.
#[derive(Debug)]
pub struct GapRows<'a> {
    /// Percentage points.
    pub pp: &'a mut [f64],
    /// Reais.
    pub amount: &'a mut [f64],
    /// 1 where the minimum was met, 2 where not, 0 where that is not known.
    pub met: &'a mut [u8],
    /// The code of the reason why it is not.
    pub reasons: &'a mut [u8],
}

/// The gap of each row to what was owed.
pub fn gap_rows(spent: Column<'_>, base: Column<'_>, owed: Owed<'_>, out: GapRows<'_>) -> Result<(), Error> {
    let rows = out.pp.len();
    let given = match owed {
        Owed::Given(due) => [("due_pct", due.length()), ("year", None), ("start_pct", None), ("own_law_pct", None)],
        Owed::ByLaw(law, years) => [("due_pct", None), ("year", Some(years.len())), ("start_pct", law.start.length()), ("own_law_pct", law.own_law.length())],
    };
    for (argument, length) in [("own_health_expenditure", spent.length()), ("linked_revenue", base.length())].into_iter().chain(given) {
        if let Some(found) = length.filter(|found| *found != rows) {
            return Err(Error::Length { argument: argument.to_owned(), found, expected: rows });
        }
    }
    let threads = match rows.div_ceil(ROWS_A_THREAD) {
        0 | 1 => 1,
        worth => thread::available_parallelism().map_or(1, NonZero::get).min(worth),
    };
    let share = rows.div_ceil(threads).next_multiple_of(BLOCK).max(BLOCK);
    let parts = out.pp.chunks_mut(share).zip(out.amount.chunks_mut(share)).zip(out.met.chunks_mut(share)).zip(out.reasons.chunks_mut(share));
    thread::scope(|scope| {
        let mut start: usize = 0;
        let mut last = None;
        for (((pp, amount), met), reasons) in parts {
            // The last part is this thread's own.
            if let Some(part) = last.replace((start, GapRows { pp, amount, met, reasons })) {
                scope.spawn(move || stretch(spent, base, owed, part));
            }
            start = start.saturating_add(share);
        }
        if let Some(part) = last {
            stretch(spent, base, owed, part);
        }
    });
    Ok(())
}

/// One thread's rows, from `start` on.
fn stretch(spent: Column<'_>, base: Column<'_>, owed: Owed<'_>, (start, out): (usize, GapRows<'_>)) {
    let mut law = match owed {
        Owed::Given(_) => None,
        Owed::ByLaw(law, years) => Some((Dues::of(law), years)),
    };
    let mut buffers = [[0.0; BLOCK]; 3];
    let blocks = out.pp.chunks_mut(BLOCK).zip(out.amount.chunks_mut(BLOCK)).zip(out.met.chunks_mut(BLOCK)).zip(out.reasons.chunks_mut(BLOCK));
    let mut from = start;
    for (((pp, amount), met), reasons) in blocks {
        let [spents, bases, dues] = &mut buffers;
        fill(spents, spent, from, pp.len());
        fill(bases, base, from, pp.len());
        match (&mut law, owed) {
            (Some((dues_by_law, years)), _) => due_by_law(dues, dues_by_law, years, from),
            (None, Owed::Given(due)) => fill(dues, due, from, pp.len()),
            (None, Owed::ByLaw(..)) => {}
        }
        let all_sure = quick_block(&buffers, pp, amount, met);
        let [spents, bases, dues] = &buffers;
        if !all_sure {
            for offset in 0..pp.len() {
                let at = |values: &[f64; BLOCK]| values.get(offset).copied().unwrap_or(f64::NAN);
                let (spent, base, due) = (at(spents), at(bases), at(dues));
                if quick_gap(spent, base, due).1 {
                    continue;
                }
                let row = from.saturating_add(offset);
                let settled = match &mut law {
                    Some((dues, years)) => settle(spent, base, dues.at(row, years.get(row).copied().unwrap_or(NO_YEAR))),
                    None => float_gap(spent, base, due, None),
                };
                let (gap, code) = match settled {
                    Ok(gap) => ((gap.pp, gap.amount, if gap.met { 1 } else { 2 }), 0),
                    Err(reason) => ((f64::NAN, f64::NAN, 0), reason.code()),
                };
                for (place, value) in [(pp.get_mut(offset), gap.0), (amount.get_mut(offset), gap.1)] {
                    if let Some(place) = place {
                        *place = value;
                    }
                }
                for (place, value) in [(met.get_mut(offset), gap.2), (reasons.get_mut(offset), code)] {
                    if let Some(place) = place {
                        *place = value;
                    }
                }
            }
        }
        from = from.saturating_add(pp.len());
    }
}

/// The shares due in a block of rows from `from` on.
fn due_by_law(block: &mut [f64; BLOCK], dues: &mut Dues<'_>, years: &[i32], from: usize) {
    let years = years.get(from..).unwrap_or_default();
    if let Some(table) = dues.table() {
        for (place, year) in block.iter_mut().zip(years) {
            *place = table.get(Dues::place(*year)).map_or(f64::NAN, |(due, _)| *due);
        }
        return;
    }
    for (offset, (place, year)) in block.iter_mut().zip(years).enumerate() {
        *place = dues.at(from.saturating_add(offset), *year).as_ref().map_or(f64::NAN, |(due, _)| *due);
    }
}

/// The quick gaps of a block; whether they are enough for all of its rows.
///
/// Rows go through local arrays, which the compiler knows not to overlap.
fn quick_block([spents, bases, dues]: &[[f64; BLOCK]; 3], pp: &mut [f64], amount: &mut [f64], met: &mut [u8]) -> bool {
    let mut all_sure = [true; LANES];
    let inputs = spents.as_chunks::<LANES>().0.iter().zip(bases.as_chunks::<LANES>().0).zip(dues.as_chunks::<LANES>().0);
    let outputs = pp.chunks_mut(LANES).zip(amount.chunks_mut(LANES)).zip(met.chunks_mut(LANES));
    for (((spent, base), due), ((pp, amount), met)) in inputs.zip(outputs) {
        let mut results = ([0.0; LANES], [0.0; LANES], [0_u8; LANES], [true; LANES]);
        for lane in spent.iter().zip(base).zip(due).zip(results.0.iter_mut().zip(&mut results.1).zip(&mut results.2).zip(&mut results.3)) {
            let (((spent, base), due), (((pp, amount), met), sure)) = lane;
            let (gap, is_sure) = quick_gap(*spent, *base, *due);
            (*pp, *amount, *met, *sure) = (gap.pp, gap.amount, if gap.met { 1 } else { 2 }, is_sure);
        }
        let size = pp.len();
        pp.copy_from_slice(results.0.get(..size).unwrap_or_default());
        amount.copy_from_slice(results.1.get(..size).unwrap_or_default());
        met.copy_from_slice(results.2.get(..size).unwrap_or_default());
        for (all, sure) in all_sure.iter_mut().zip(results.3).take(size) {
            *all &= sure;
        }
    }
    all_sure.iter().all(|sure| *sure)
}

/// A row that the quick comparison leaves open, with the share due exactly.
fn settle(spent: f64, base: f64, due: &Due) -> Result<Gap<f64>, Reason> {
    let (due, exact): (f64, &BigRational) = due.as_ref().map(|(due, exact)| (*due, exact)).map_err(|reason| *reason)?;
    float_gap(spent, base, due, Some(exact))
}

/// The rows of a column from `from` on, into the buffer.
fn fill(buffer: &mut [f64; BLOCK], column: Column<'_>, from: usize, rows: usize) {
    match column {
        Column::Scalar(value) => buffer.fill(value),
        Column::Rows(values) => {
            let values = values.get(from..from.saturating_add(rows)).unwrap_or_default();
            for (place, value) in buffer.iter_mut().zip(values) {
                *place = *value;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dues::Law;
    use crate::statute::{Rule, Sphere};

    #[test]
    fn the_loop_gives_what_the_lone_function_gives() {
        let rows = 300_001;
        let years: Vec<i32> = (0..rows).map(|row| [1999, 2002, 2003, 2004, NO_YEAR, 2012][row % 6]).collect();
        let spent: Vec<f64> = (0..rows).map(|row| [10.2, 11.8, 15.0, 0.3, f64::NAN, -1.0, f64::INFINITY][row % 7]).collect();
        let base: Vec<f64> = (0..rows).map(|row| [100.0, 100.0, 2.0, 0.0, 99.9][row % 5]).collect();
        let law = Law { sphere: Sphere::Municipality, rule: Rule::Uniform, start: Column::Scalar(f64::NAN), own_law: Column::Scalar(f64::NAN) };
        let (mut pp, mut amount, mut met, mut reasons) = (vec![0.0; rows], vec![0.0; rows], vec![0; rows], vec![0; rows]);
        let out = GapRows { pp: &mut pp, amount: &mut amount, met: &mut met, reasons: &mut reasons };
        gap_rows(Column::Rows(&spent), Column::Rows(&base), Owed::ByLaw(law, &years), out).unwrap();
        let mut dues = Dues::of(law);
        for row in 0..rows {
            match settle(spent[row], base[row], dues.at(row, years[row])) {
                Ok(gap) => {
                    assert_eq!((pp[row], amount[row], reasons[row]), (gap.pp, gap.amount, 0));
                    assert_eq!(met[row], if gap.met { 1 } else { 2 });
                }
                Err(reason) => {
                    assert!(pp[row].is_nan() && amount[row].is_nan());
                    assert_eq!((met[row], reasons[row]), (0, reason.code()));
                }
            }
        }
    }

    #[test]
    fn a_panel_without_rows_has_no_gaps() {
        let out = GapRows { pp: &mut [], amount: &mut [], met: &mut [], reasons: &mut [] };
        assert_eq!(gap_rows(Column::Rows(&[]), Column::Scalar(1.0), Owed::Given(Column::Scalar(15.0)), out), Ok(()));
    }

    #[test]
    fn columns_of_other_lengths_are_refused() {
        let (mut pp, mut amount, mut met, mut reasons) = ([0.0; 2], [0.0; 2], [0; 2], [0; 2]);
        let out = GapRows { pp: &mut pp, amount: &mut amount, met: &mut met, reasons: &mut reasons };
        let refused = gap_rows(Column::Rows(&[1.0; 3]), Column::Scalar(1.0), Owed::Given(Column::Scalar(15.0)), out);
        assert!(matches!(refused, Err(Error::Length { found: 3, expected: 2, .. })));
    }
}
