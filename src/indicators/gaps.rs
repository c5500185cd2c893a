//! The gap to the minimum over columns of floats: blocks that stay in the cache, on all processors.

use num_rational::BigRational;

use super::gap::{Gap, float_gap, quick_gap};
use crate::dues::{Due, Dues, NO_YEAR, Owed};
use crate::error::Error;
use crate::metadata::Reason;
use crate::parts::{available, spread};
use crate::rows::Column;

/// Rows of a block.
const BLOCK: usize = 512;
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
    /// Whether the minimum was met.
    pub met: MetRows<'a>,
}

/// Where it goes whether the minimum was met: a row each.
#[derive(Debug)]
pub struct MetRows<'a> {
    /// 1 where the minimum was met, 2 where not, 0 where that is not known.
    pub met: &'a mut [u8],
    /// The code of the reason why it is not.
    pub reasons: &'a mut [u8],
}

/// The gap of each row to what was owed.
#[expect(clippy::needless_pass_by_value, reason = "the places are handed over")]
pub fn gap_rows(
    spent: Column<'_>,
    base: Column<'_>,
    owed: Owed<'_>,
    out: GapRows<'_>,
) -> Result<(), Error> {
    let rows = out.met.met.len();
    check_lengths(spent, base, owed, rows)?;
    for found in [out.pp.len(), out.amount.len(), out.met.reasons.len()] {
        if found != rows {
            return Err(Error::Length {
                argument: "out".to_owned(),
                found,
                expected: rows,
            });
        }
    }
    let share = share_of(rows, 1);
    let amounts = out.pp.chunks_mut(share).zip(out.amount.chunks_mut(share));
    let parts = amounts.zip(
        out.met
            .met
            .chunks_mut(share)
            .zip(out.met.reasons.chunks_mut(share)),
    );
    in_parts(parts, share, |start, ((pp, amount), (met, reasons))| {
        let mut reader = Reader::new(spent, base, owed);
        let blocks = pp
            .chunks_mut(BLOCK)
            .zip(amount.chunks_mut(BLOCK))
            .zip(met.chunks_mut(BLOCK).zip(reasons.chunks_mut(BLOCK)));
        let mut from = start;
        for ((pp, amount), (met, reasons)) in blocks {
            reader.block(from, pp, amount, MetRows { met, reasons });
            from = from.saturating_add(BLOCK);
        }
        Ok(())
    })
}

/// Whether each row met what was owed: the gaps themselves are kept nowhere.
#[expect(clippy::needless_pass_by_value, reason = "the places are handed over")]
pub fn met_rows(
    spent: Column<'_>,
    base: Column<'_>,
    owed: Owed<'_>,
    out: MetRows<'_>,
) -> Result<(), Error> {
    let rows = out.met.len();
    check_lengths(spent, base, owed, rows)?;
    let share = share_of(rows, 1);
    let parts = out.met.chunks_mut(share).zip(out.reasons.chunks_mut(share));
    in_parts(parts, share, |start, (met, reasons)| {
        let mut reader = Reader::new(spent, base, owed);
        let (mut pp, mut amount) = ([0.0; BLOCK], [0.0; BLOCK]);
        let mut from = start;
        for (met, reasons) in met.chunks_mut(BLOCK).zip(reasons.chunks_mut(BLOCK)) {
            let size = met.len();
            if let (Some(pp), Some(amount)) = (pp.get_mut(..size), amount.get_mut(..size)) {
                reader.block(from, pp, amount, MetRows { met, reasons });
            }
            from = from.saturating_add(BLOCK);
        }
        Ok(())
    })
}

fn check_lengths(
    spent: Column<'_>,
    base: Column<'_>,
    owed: Owed<'_>,
    rows: usize,
) -> Result<(), Error> {
    let given = match owed {
        Owed::Given(due) => [
            ("due_pct", due.length()),
            ("year", None),
            ("start_pct", None),
            ("own_law_pct", None),
        ],
        Owed::ByLaw(law, years) => [
            ("due_pct", None),
            ("year", Some(years.len())),
            ("start_pct", law.start.length()),
            ("own_law_pct", law.own_law.length()),
        ],
    };
    for (argument, length) in [
        ("own_health_expenditure", spent.length()),
        ("linked_revenue", base.length()),
    ]
    .into_iter()
    .chain(given)
    {
        if let Some(found) = length.filter(|found| *found != rows) {
            return Err(Error::Length {
                argument: argument.to_owned(),
                found,
                expected: rows,
            });
        }
    }
    Ok(())
}

/// The rows of a thread, of so many steps each: whole blocks.
pub(super) fn share_of(rows: usize, steps: usize) -> usize {
    let threads = match rows.saturating_mul(steps).div_ceil(ROWS_A_THREAD) {
        0 | 1 => 1,
        worth => available().min(worth),
    };
    rows.div_ceil(threads).next_multiple_of(BLOCK).max(BLOCK)
}

/// Runs the work over the parts, of `share` rows each, which start where it is told.
pub(super) fn in_parts<P: Send, E: Send>(
    parts: impl Iterator<Item = P>,
    share: usize,
    work: impl Fn(usize, P) -> Result<(), E> + Sync,
) -> Result<(), E> {
    let parts = parts.enumerate();
    let parts = parts.map(|(number, part)| (number.saturating_mul(share), part));
    spread(parts.collect(), |(start, part)| work(start, part)).map(|_| ())
}

/// What one thread reads from, block by block.
struct Reader<'a> {
    spent: Column<'a>,
    base: Column<'a>,
    due: Option<Column<'a>>,
    law: Option<(Dues<'a>, &'a [i32])>,
    buffers: [[f64; BLOCK]; 3],
}

impl<'a> Reader<'a> {
    fn new(spent: Column<'a>, base: Column<'a>, owed: Owed<'a>) -> Self {
        let (due, law) = match owed {
            Owed::Given(due) => (Some(due), None),
            Owed::ByLaw(law, years) => (None, Some((Dues::of(law), years))),
        };
        Self {
            spent,
            base,
            due,
            law,
            buffers: [[0.0; BLOCK]; 3],
        }
    }

    /// A block of at most `BLOCK` rows, from `from` on.
    fn block(&mut self, from: usize, pp: &mut [f64], amount: &mut [f64], out: MetRows<'_>) {
        let MetRows { met, reasons } = out;
        let [spents, bases, dues] = &mut self.buffers;
        fill(spents, self.spent, from, pp.len());
        fill(bases, self.base, from, pp.len());
        if let Some(due) = self.due {
            fill(dues, due, from, pp.len());
        }
        if let Some((by_law, years)) = &mut self.law {
            due_by_law(dues, by_law, years, from);
        }
        if quick_block(&self.buffers, pp, amount, met) {
            return;
        }
        let places = pp.iter_mut().zip(amount).zip(met.iter_mut().zip(reasons));
        let [spents, bases, dues] = &self.buffers;
        let inputs = spents.iter().zip(bases).zip(dues);
        for (offset, (((spent, base), due), ((pp, amount), (met, reason)))) in
            inputs.zip(places).enumerate()
        {
            if quick_gap(*spent, *base, *due).1 {
                continue;
            }
            let row = from.saturating_add(offset);
            let settled = match &mut self.law {
                Some((dues, years)) => settle(
                    *spent,
                    *base,
                    dues.at(row, years.get(row).copied().unwrap_or(NO_YEAR)),
                ),
                None => float_gap(*spent, *base, *due, None),
            };
            match settled {
                Ok(gap) => (*pp, *amount, *met) = (gap.pp, gap.amount, if gap.met { 1 } else { 2 }),
                Err(why) => (*pp, *amount, *met, *reason) = (f64::NAN, f64::NAN, 0, why.code()),
            }
        }
    }
}

/// The shares due in a block of rows from `from` on.
fn due_by_law(block: &mut [f64; BLOCK], dues: &mut Dues<'_>, years: &[i32], from: usize) {
    let years = years.get(from..).unwrap_or_default();
    if let Some(table) = dues.table() {
        for (place, year) in block.iter_mut().zip(years) {
            *place = table
                .get(Dues::place(*year))
                .map_or(f64::NAN, |(due, _)| *due);
        }
        return;
    }
    for (offset, (place, year)) in block.iter_mut().zip(years).enumerate() {
        *place = dues
            .at(from.saturating_add(offset), *year)
            .as_ref()
            .map_or(f64::NAN, |(due, _)| *due);
    }
}

/// The quick gaps of a block; whether they are enough for all of its rows.
///
/// Rows go through local arrays, which the compiler knows not to overlap.
fn quick_block(
    [spents, bases, dues]: &[[f64; BLOCK]; 3],
    pp: &mut [f64],
    amount: &mut [f64],
    met: &mut [u8],
) -> bool {
    let mut all_sure = [true; LANES];
    let inputs = spents
        .as_chunks::<LANES>()
        .0
        .iter()
        .zip(bases.as_chunks::<LANES>().0)
        .zip(dues.as_chunks::<LANES>().0);
    let outputs = pp
        .chunks_mut(LANES)
        .zip(amount.chunks_mut(LANES))
        .zip(met.chunks_mut(LANES));
    for (((spent, base), due), ((pp, amount), met)) in inputs.zip(outputs) {
        let mut results = ([0.0; LANES], [0.0; LANES], [0_u8; LANES], [true; LANES]);
        for lane in spent.iter().zip(base).zip(due).zip(
            results
                .0
                .iter_mut()
                .zip(&mut results.1)
                .zip(&mut results.2)
                .zip(&mut results.3),
        ) {
            let (((spent, base), due), (((pp, amount), met), sure)) = lane;
            let (gap, is_sure) = quick_gap(*spent, *base, *due);
            (*pp, *amount, *met, *sure) =
                (gap.pp, gap.amount, if gap.met { 1 } else { 2 }, is_sure);
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
    let (due, exact): (f64, &BigRational) = due
        .as_ref()
        .map(|(due, exact)| (*due, exact))
        .map_err(|reason| *reason)?;
    float_gap(spent, base, due, Some(exact))
}

/// The rows of a column from `from` on, into the buffer.
fn fill(buffer: &mut [f64; BLOCK], column: Column<'_>, from: usize, rows: usize) {
    match column {
        Column::Scalar(value) => buffer.fill(value),
        Column::Rows(values) => {
            let values = values
                .get(from..from.saturating_add(rows))
                .unwrap_or_default();
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
        let years: Vec<i32> = (0..rows)
            .map(|row| [1999, 2002, 2003, 2004, NO_YEAR, 2012][row % 6])
            .collect();
        let spent: Vec<f64> = (0..rows)
            .map(|row| [10.2, 11.8, 15.0, 0.3, f64::NAN, -1.0, f64::INFINITY][row % 7])
            .collect();
        let base: Vec<f64> = (0..rows)
            .map(|row| [100.0, 100.0, 2.0, 0.0, 99.9][row % 5])
            .collect();
        let law = Law {
            sphere: Sphere::Municipality,
            rule: Rule::Uniform,
            start: Column::Scalar(f64::NAN),
            own_law: Column::Scalar(f64::NAN),
        };
        let (mut pp, mut amount, mut met, mut reasons) = (
            vec![0.0; rows],
            vec![0.0; rows],
            vec![0; rows],
            vec![0; rows],
        );
        let out = GapRows {
            pp: &mut pp,
            amount: &mut amount,
            met: MetRows {
                met: &mut met,
                reasons: &mut reasons,
            },
        };
        gap_rows(
            Column::Rows(&spent),
            Column::Rows(&base),
            Owed::ByLaw(law, &years),
            out,
        )
        .unwrap();
        let (mut met_alone, mut reasons_alone) = (vec![0; rows], vec![0; rows]);
        met_rows(
            Column::Rows(&spent),
            Column::Rows(&base),
            Owed::ByLaw(law, &years),
            MetRows {
                met: &mut met_alone,
                reasons: &mut reasons_alone,
            },
        )
        .unwrap();
        assert_eq!((&met_alone, &reasons_alone), (&met, &reasons));
        let mut dues = Dues::of(law);
        for row in 0..rows {
            match settle(spent[row], base[row], dues.at(row, years[row])) {
                Ok(gap) => {
                    assert_eq!(
                        (pp[row], amount[row], reasons[row]),
                        (gap.pp, gap.amount, 0)
                    );
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
        let out = GapRows {
            pp: &mut [],
            amount: &mut [],
            met: MetRows {
                met: &mut [],
                reasons: &mut [],
            },
        };
        assert_eq!(
            gap_rows(
                Column::Rows(&[]),
                Column::Scalar(1.0),
                Owed::Given(Column::Scalar(15.0)),
                out
            ),
            Ok(())
        );
    }

    #[test]
    fn columns_of_other_lengths_are_refused() {
        let (mut pp, mut amount, mut met, mut reasons) = ([0.0; 2], [0.0; 2], [0; 2], [0; 2]);
        let out = GapRows {
            pp: &mut pp,
            amount: &mut amount,
            met: MetRows {
                met: &mut met,
                reasons: &mut reasons,
            },
        };
        let refused = gap_rows(
            Column::Rows(&[1.0; 3]),
            Column::Scalar(1.0),
            Owed::Given(Column::Scalar(15.0)),
            out,
        );
        assert!(matches!(
            refused,
            Err(Error::Length {
                found: 3,
                expected: 2,
                ..
            })
        ));
    }
}
