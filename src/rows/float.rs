//! The loop over floats: blocks that stay in the cache, threads above a measured size.

use super::{Errors, Fault, RowFunction, common_length};
use crate::error::Error;
use crate::metadata::Reason;
use crate::parts::{available, spread_in};

/// Rows of a block: its columns stay in the first-level cache.
const BLOCK: usize = 1024;
/// Rows below which starting a second thread costs more than it saves (docs/benchmarks.md).
const ROWS_A_THREAD: usize = 131_072;

/// A column of floats, or one value for all rows; NaN is missing.
#[derive(Clone, Copy, Debug)]
pub enum Column<'a> {
    /// One value for all rows.
    Scalar(f64),
    /// A value a row.
    Rows(&'a [f64]),
}

impl Column<'_> {
    /// The number of rows; `None` for a lone value.
    #[must_use]
    pub fn length(&self) -> Option<usize> {
        match self {
            Self::Scalar(_) => None,
            Self::Rows(rows) => Some(rows.len()),
        }
    }

    /// The value of a row.
    #[must_use]
    pub fn at(&self, row: usize) -> f64 {
        match self {
            Self::Scalar(value) => *value,
            Self::Rows(rows) => rows.get(row).copied().unwrap_or(f64::NAN),
        }
    }
}

/// Rows that a thread takes at a time: whole blocks, so that no two threads write to one line of the cache.
const PIECE: usize = 64 * BLOCK;

/// Where the results go.
pub struct FloatRows<'a, const M: usize> {
    /// One column an output, each as long as the inputs; of length 1 when all inputs are lone values.
    pub outs: [&'a mut [f64]; M],
    /// The code of the reason of each missing value.
    pub reasons: Option<&'a mut [u8]>,
}

impl<'a, const M: usize> FloatRows<'a, M> {
    fn split_at(self, rows: usize) -> (Self, Self) {
        let mut tails: [&'a mut [f64]; M] = std::array::from_fn(|_| Default::default());
        let mut tail = tails.iter_mut();
        let outs = self.outs.map(|out| {
            let (head, rest) = out.split_at_mut(rows.min(out.len()));
            if let Some(place) = tail.next() {
                *place = rest;
            }
            head
        });
        let (head, rest) = self.reasons.map_or((None, None), |codes| {
            let (head, rest) = codes.split_at_mut(rows.min(codes.len()));
            (Some(head), Some(rest))
        });
        (
            Self {
                outs,
                reasons: head,
            },
            Self {
                outs: tails,
                reasons: rest,
            },
        )
    }

    fn len(&self) -> usize {
        self.outs.first().map_or(0, |out| out.len())
    }
}

/// Runs the function over the rows.
///
/// Infinities are refused with their row, or missing under [`Errors::Coerce`].
pub fn float_rows<F: RowFunction<A, M>, const A: usize, const M: usize>(
    columns: [Column<'_>; A],
    rows: FloatRows<'_, M>,
    errors: Errors,
) -> Result<(), Error> {
    let length = common_length(
        F::arguments()
            .into_iter()
            .zip(columns.iter().map(Column::length)),
    )?;
    let expected = length.unwrap_or(1);
    for out in &rows.outs {
        if out.len() != expected {
            return Err(Error::Length {
                argument: "out".to_owned(),
                found: out.len(),
                expected,
            });
        }
    }
    let threads = threads_for(expected);
    if threads == 1 {
        return stretch::<F, A, M>(columns, 0, rows, length.is_some(), errors);
    }
    let mut parts = Vec::with_capacity(expected.div_ceil(PIECE));
    let (mut start, mut rest) = (0_usize, rows);
    while rest.len() > 0 {
        let (piece, tail) = rest.split_at(PIECE);
        let size = piece.len();
        parts.push((start, piece));
        (start, rest) = (start.saturating_add(size), tail);
    }
    spread_in(
        threads,
        parts,
        || (),
        |(), (start, piece)| stretch::<F, A, M>(columns, start, piece, true, errors),
    )
    .map(|_| ())
}

/// As many threads as the rows are worth. The machine is asked only then: asking costs microseconds.
fn threads_for(rows: usize) -> usize {
    let worth = rows.div_ceil(ROWS_A_THREAD);
    if worth < 2 { 1 } else { available().min(worth) }
}

/// One thread's rows: `start` is the place of its first row in the columns.
fn stretch<F: RowFunction<A, M>, const A: usize, const M: usize>(
    columns: [Column<'_>; A],
    start: usize,
    mut rows: FloatRows<'_, M>,
    has_rows: bool,
    errors: Errors,
) -> Result<(), Error> {
    let filled = columns.map(|column| match column {
        Column::Scalar(value) => vec![value; BLOCK.min(rows.len())],
        Column::Rows(_) => Vec::new(),
    });
    let mut from = start;
    while rows.len() > 0 {
        let (mut block, tail) = rows.split_at(BLOCK);
        rows = tail;
        let size = block.len();
        let mut fills = filled.iter();
        let inputs = columns.map(|column| {
            let fill = fills.next();
            match column {
                Column::Scalar(_) => fill.and_then(|fill| fill.get(..size)).unwrap_or_default(),
                Column::Rows(rows) => rows
                    .get(from..from.saturating_add(size))
                    .unwrap_or_default(),
            }
        });
        if !compute::<F, A, M>(&inputs, &mut block.outs, size) {
            explain::<F, A, M>(&inputs, &mut block, from, has_rows, errors)?;
        }
        from = from.saturating_add(size);
    }
    Ok(())
}

/// The arithmetic of a block; whether every result is finite.
///
/// Rows go through local arrays of `LANES`: the compiler knows that those do not overlap, which it
/// cannot prove of the columns in time, and so makes one vector instruction of each operation.
fn compute<F: RowFunction<A, M>, const A: usize, const M: usize>(
    inputs: &[&[f64]; A],
    outs: &mut [&mut [f64]; M],
    size: usize,
) -> bool {
    // An infinite divisor gives a finite result: only the divisor itself shows it.
    let mut doubt = [0.0; LANES];
    let chunks = inputs.map(|rows| rows.as_chunks::<LANES>().0);
    let mut places = outs
        .each_mut()
        .map(|out| out.as_chunks_mut::<LANES>().0.iter_mut());
    for chunk in 0..size / LANES {
        let lanes = chunks.map(|rows| rows.get(chunk).copied().unwrap_or([f64::NAN; LANES]));
        let results = lane_by_lane::<F, A, M>(&lanes);
        let mut sums = [0.0; LANES];
        for (place, result) in places.iter_mut().zip(&results) {
            if let Some(place) = place.next() {
                *place = *result;
            }
            for (sum, value) in sums.iter_mut().zip(result) {
                *sum += value;
            }
        }
        doubt_of(&sums, &mut doubt);
        if F::DIVIDES {
            for values in &lanes {
                doubt_of(values, &mut doubt);
            }
        }
    }
    let last = size.saturating_sub(size % LANES);
    let lanes = inputs.map(|rows| padded(rows.get(last..size).unwrap_or_default()));
    let results = lane_by_lane::<F, A, M>(&lanes);
    for (out, result) in outs.iter_mut().zip(&results) {
        for (place, value) in out.iter_mut().skip(last).zip(result) {
            *place = *value;
        }
    }
    // The last rows, looked at as they stand: the lanes that only fill up are no rows.
    for out in outs.iter() {
        doubt_of(&lanes_from(out, last), &mut doubt);
    }
    if F::DIVIDES {
        for rows in inputs {
            doubt_of(&lanes_from(rows, last), &mut doubt);
        }
    }
    doubt.iter().sum::<f64>() == 0.0
}

/// Zero times a finite number is zero, and NaN times any other: each lane adds up its own.
fn doubt_of(values: &[f64; LANES], doubt: &mut [f64; LANES]) {
    for (lane, value) in doubt.iter_mut().zip(values) {
        *lane += 0.0 * value;
    }
}

/// Rows that the processor works on together: two of the widest registers of today.
const LANES: usize = 8;

fn lane_by_lane<F: RowFunction<A, M>, const A: usize, const M: usize>(
    inputs: &[[f64; LANES]; A],
) -> [[f64; LANES]; M] {
    let mut results = [[f64::NAN; LANES]; M];
    for lane in 0..LANES {
        let values = F::values(inputs.map(|rows| rows.get(lane).copied().unwrap_or(f64::NAN)))
            .unwrap_or([f64::NAN; M]);
        for (result, value) in results.iter_mut().zip(values) {
            if let Some(place) = result.get_mut(lane) {
                *place = value;
            }
        }
    }
    results
}

fn padded(rows: &[f64]) -> [f64; LANES] {
    let mut lanes = [f64::NAN; LANES];
    for (lane, value) in lanes.iter_mut().zip(rows) {
        *lane = *value;
    }
    lanes
}

/// Whether one of `LANES` rows from `first` on has a result that is not finite, or an input where it divides.
fn is_doubtful<F: RowFunction<A, M>, const A: usize, const M: usize>(
    inputs: &[&[f64]; A],
    outs: &[&mut [f64]; M],
    first: usize,
) -> bool {
    let mut doubt = [0.0; LANES];
    for out in outs {
        doubt_of(&lanes_from(out, first), &mut doubt);
    }
    if F::DIVIDES {
        for input in inputs {
            doubt_of(&lanes_from(input, first), &mut doubt);
        }
    }
    doubt.iter().sum::<f64>() != 0.0
}

/// The rows from `first` on; zeros beyond the end.
fn lanes_from(rows: &[f64], first: usize) -> [f64; LANES] {
    let rest = rows.get(first..).unwrap_or_default();
    if let Some(lanes) = rest.first_chunk::<LANES>() {
        return *lanes;
    }
    let mut lanes = [0.0; LANES];
    for (lane, value) in lanes.iter_mut().zip(rest) {
        *lane = *value;
    }
    lanes
}

/// Looks again at a block with results that are not finite: missing, out of the domain, or infinite?
///
/// Few of its rows are: the others are passed over, some at a time.
#[cold]
fn explain<F: RowFunction<A, M>, const A: usize, const M: usize>(
    inputs: &[&[f64]; A],
    block: &mut FloatRows<'_, M>,
    start: usize,
    has_rows: bool,
    errors: Errors,
) -> Result<(), Error> {
    let size = block.len();
    for first in (0..size).step_by(LANES) {
        if is_doubtful::<F, A, M>(inputs, &block.outs, first) {
            for row in first..first.saturating_add(LANES).min(size) {
                let place = has_rows.then_some(start.saturating_add(row));
                explain_row::<F, A, M>(inputs, block, row, place, errors)?;
            }
        }
    }
    Ok(())
}

fn explain_row<F: RowFunction<A, M>, const A: usize, const M: usize>(
    inputs: &[&[f64]; A],
    block: &mut FloatRows<'_, M>,
    row: usize,
    place: Option<usize>,
    errors: Errors,
) -> Result<(), Error> {
    let arguments = F::arguments();
    let numbers: [f64; A] = inputs.map(|rows| rows.get(row).copied().unwrap_or(f64::NAN));
    let infinite = numbers.iter().position(|number| number.is_infinite());
    let finite = |out: &&mut [f64]| out.get(row).is_some_and(|value| value.is_finite());
    if infinite.is_none() && block.outs.iter().all(finite) {
        return Ok(());
    }
    let reason = if numbers.iter().any(|number| number.is_nan()) {
        Reason::InputMissing
    } else if let Some(position) = infinite {
        let argument = arguments.get(position).copied().unwrap_or("input");
        let found = numbers.get(position).copied().unwrap_or_default();
        errors.settle(Reason::AmountNotFinite, argument, place, &found)?
    } else if let Err(Fault::Domain(reason, position)) = F::values(numbers) {
        let argument = arguments.get(position).copied().unwrap_or("input");
        let found = numbers.get(position).copied().unwrap_or_default();
        errors.settle(reason, argument, place, &found)?
    } else {
        errors.settle(
            Reason::AmountNotFinite,
            "result",
            place,
            &"too large for a float",
        )?
    };
    for value in block.outs.iter_mut().filter_map(|out| out.get_mut(row)) {
        if infinite.is_some() || value.is_infinite() {
            *value = f64::NAN;
        }
    }
    if let Some(code) = block
        .reasons
        .as_deref_mut()
        .and_then(|codes| codes.get_mut(row))
    {
        *code = reason.code();
    }
    Ok(())
}
