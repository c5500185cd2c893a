//! Reading a column in one style.

use super::quick::Marks;
use super::read::{Reading, Value, refusal, value};
use super::{Figure, Style, Texts};
use crate::error::Error;
use crate::parts::{available, spread};

/// Rows below which starting a second thread costs more than it saves.
const ROWS_A_THREAD: usize = 32_768;
/// Rows that a thread takes at a time: one that is held up takes fewer.
const PIECE: usize = 65_536;

/// What to do with a text that the style cannot read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// Stop with an error that names the row, the character and what is wrong there.
    Refuse,
    /// Leave the value missing.
    Skip,
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Fate {
    /// It is a figure.
    Read = 0,
    /// It is null, or a missing marker.
    Missing = 1,
    /// The style cannot read it.
    Unreadable = 2,
}

impl Fate {
    /// As a column of small codes holds it.
    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8
    }
}

/// Reads a column into floats: NaN where there is none, and the fate of each row.
///
/// `values` and `fates` are as long as the column.
pub fn read_floats<T: Texts + ?Sized>(
    texts: &T,
    style: Style,
    unread: Unread,
    values: &mut [f64],
    fates: &mut [u8],
) -> Result<(), Error> {
    let share = share(texts.rows());
    let parts = values
        .chunks_mut(share)
        .zip(fates.chunks_mut(share))
        .zip((0..).step_by(share));
    let done = spread(parts.collect(), |((values, fates), start)| {
        let (style, marks, unread) = (style, Marks::of(style), unread);
        for ((place, fate), row) in values.iter_mut().zip(fates).zip(start..) {
            let (value, code) = cell(texts, row, style, marks, unread)?;
            *place = value.unwrap_or(f64::NAN);
            *fate = code.code();
        }
        Ok(())
    });
    done.map(drop).map_err(|error: Box<Error>| *error)
}

/// Reads a column into exact figures: `None` where there is none, and the fate of each row.
pub fn read_figures<T: Texts + ?Sized>(
    texts: &T,
    style: Style,
    unread: Unread,
    fates: &mut [u8],
) -> Result<Vec<Option<Figure>>, Error> {
    let marks = Marks::of(style);
    let rows = fates.iter_mut().enumerate().map(|(row, fate)| {
        let (figure, code) = cell(texts, row, style, marks, unread)?;
        *fate = code.code();
        Ok(figure)
    });
    rows.collect::<Result<_, Box<Error>>>()
        .map_err(|error| *error)
}

/// What became of a row, and its value if it has one. The error is boxed to keep small what every row passes on.
type Outcome<V> = Result<(Option<V>, Fate), Box<Error>>;

/// Reads one row; `marks` are those of the style.
#[expect(clippy::inline_always, reason = "every row goes through here")]
#[inline(always)]
pub(super) fn cell<V: Value, T: Texts + ?Sized>(
    texts: &T,
    row: usize,
    style: Style,
    marks: Option<Marks>,
    unread: Unread,
) -> Outcome<V> {
    match texts.cell(row).and_then(|cell| V::quick(cell, marks?)) {
        Some(value) => Ok((Some(value), Fate::Read)),
        None => any_cell(texts, row, style, unread),
    }
}

/// The same for what the short way declines.
#[inline(never)]
fn any_cell<V: Value, T: Texts + ?Sized>(
    texts: &T,
    row: usize,
    style: Style,
    unread: Unread,
) -> Outcome<V> {
    let Some(cell) = texts.cell(row) else {
        return Ok((None, Fate::Missing));
    };
    match value(cell, style) {
        Ok(Reading::Figure(figure)) => Ok((Some(figure), Fate::Read)),
        Ok(Reading::Missing(_)) => Ok((None, Fate::Missing)),
        Err(_) if unread == Unread::Skip => Ok((None, Fate::Unreadable)),
        Err(fault) => Err(Box::new(refusal(cell.text(), Some(row), style, fault))),
    }
}

/// How many rows a part of a column has.
pub(super) fn share(rows: usize) -> usize {
    // The machine is asked only where it is worth it: asking costs microseconds.
    let worth = rows.div_ceil(ROWS_A_THREAD);
    let threads = if worth < 2 { 1 } else { available().min(worth) };
    rows.div_ceil(threads).clamp(1, PIECE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_row_that_cannot_be_read_is_named_whichever_thread_finds_it() {
        let mut texts: Vec<Option<String>> =
            (0..200_000).map(|row| Some(format!("{row},5"))).collect();
        let (mut values, mut fates) = (vec![0.0; texts.len()], vec![0; texts.len()]);
        read_floats(
            texts.as_slice(),
            Style::Pt,
            Unread::Refuse,
            &mut values,
            &mut fates,
        )
        .unwrap();
        assert!(
            values
                .iter()
                .zip(0_u32..)
                .all(|(value, row)| value.to_bits() == (f64::from(row) + 0.5).to_bits())
        );
        for row in [199_999, 120_000, 3] {
            texts[row] = Some("1.5".to_owned());
            let error = read_floats(
                texts.as_slice(),
                Style::Pt,
                Unread::Refuse,
                &mut values,
                &mut fates,
            )
            .unwrap_err();
            assert!(
                matches!(error, Error::Unreadable { row: Some(found), .. } if found == row),
                "{error}"
            );
        }
        read_floats(
            texts.as_slice(),
            Style::Pt,
            Unread::Skip,
            &mut values,
            &mut fates,
        )
        .unwrap();
        for (row, (value, fate)) in values.iter().zip(fates).enumerate() {
            assert_eq!(value.is_nan(), fate == Fate::Unreadable.code());
            assert_eq!(value.is_nan(), [199_999, 120_000, 3].contains(&row));
        }
    }
}
