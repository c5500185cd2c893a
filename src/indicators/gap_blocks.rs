//! The gap to the minimum of a block of rows that stays in the cache.

use num_rational::BigRational;

use super::gap::{Gap, float_gap, quick_gap};
use super::gaps::MetRows;
use crate::dues::{Due, Dues, NO_YEAR, Owed};
use crate::metadata::Reason;
use crate::rows::Column;

/// Rows of a block.
pub(super) const BLOCK: usize = 512;
/// Rows that the processor works on together.
const LANES: usize = 8;

/// What one thread reads from, block by block.
pub(super) struct Reader<'a> {
    spent: Column<'a>,
    base: Column<'a>,
    due: Option<Column<'a>>,
    law: Option<(Dues<'a>, &'a [i32])>,
    buffers: [[f64; BLOCK]; 3],
}

impl<'a> Reader<'a> {
    pub(super) fn new(spent: Column<'a>, base: Column<'a>, owed: Owed<'a>) -> Self {
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
    pub(super) fn block(
        &mut self,
        from: usize,
        pp: &mut [f64],
        amount: &mut [f64],
        out: MetRows<'_>,
    ) {
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
pub(super) fn settle(spent: f64, base: f64, due: &Due) -> Result<Gap<f64>, Reason> {
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
