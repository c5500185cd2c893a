//! The gap to the minimum over columns of floats, on all processors.

use super::gap_blocks::{BLOCK, Reader};
use crate::dues::Owed;
use crate::error::Error;
use crate::parts::{available, spread};
use crate::rows::Column;

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

#[cfg(test)]
mod tests {
    use super::super::gap_blocks::settle;
    use super::*;
    use crate::dues::{Dues, Law, NO_YEAR};
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
