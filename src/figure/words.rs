//! Reading a column into fixed-point words, as Arrow's decimal128 holds them.

use rust_decimal::Decimal;

use super::column::{Fate, Unread, cell, share};
use super::quick::{Marks, low, quick};
use super::read::Value;
use super::scan::Fault;
use super::texts::Cell;
use super::{Figure, Style, Texts};
use crate::error::Error;
use crate::parts::spread;

/// The powers of ten that decimal128 holds; the next one is the first whole number that it does not.
#[expect(
    clippy::indexing_slicing,
    reason = "the compiler computes it, and would refuse a slip"
)]
const POWERS: [i128; 39] = {
    let mut powers = [1; 39];
    let mut exponent = 1;
    while exponent < powers.len() {
        powers[exponent] = powers[exponent - 1] * 10;
        exponent += 1;
    }
    powers
};

/// A number as `size / 10^decimals`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fixed {
    /// The digits, and the sign.
    pub size: i128,
    /// How many of them stand behind the decimal mark.
    pub decimals: u32,
}

impl From<Decimal> for Fixed {
    fn from(value: Decimal) -> Self {
        Self {
            size: value.mantissa(),
            decimals: value.scale(),
        }
    }
}

impl Value for Fixed {
    #[expect(clippy::inline_always, reason = "every row goes through here")]
    #[inline(always)]
    fn quick(cell: Cell<'_>, marks: Marks) -> Option<Self> {
        let figure = quick(cell, marks)?;
        let size = i128::from(figure.mantissa);
        Some(Self {
            size: if figure.negative {
                size.wrapping_neg()
            } else {
                size
            },
            decimals: figure.decimals,
        })
    }

    fn scanned(text: &str, style: Style) -> Result<Self, Fault> {
        Figure::scanned(text, style).map(|figure| figure.value.into())
    }
}

/// Reads a column row by row: what each holds, where it is a figure, and its fate.
pub fn fixed_rows<T: Texts + ?Sized>(
    texts: &T,
    style: Style,
    unread: Unread,
) -> impl Iterator<Item = Result<(Option<Fixed>, Fate), Error>> {
    let marks = Marks::of(style);
    (0..texts.rows()).map(move |row| cell(texts, row, style, marks, unread).map_err(|error| *error))
}

/// A number of decimals, and the row that first needed them.
#[derive(Clone, Copy, Default)]
struct Scale {
    decimals: u32,
    row: usize,
}

/// Reads a column into whole numbers of `10^-scale`, each as its low and its high word; and the fate of each row.
///
/// The scale, which is given back, is the most decimals that a figure of the column has. `words` and
/// `fates` are as long as the column; a row that is no figure is zero.
pub fn read_words<T: Texts + ?Sized>(
    texts: &T,
    style: Style,
    unread: Unread,
    words: &mut [[u64; 2]],
    fates: &mut [u8],
) -> Result<u32, Error> {
    let share = share(texts.rows());
    let parts = words
        .chunks_mut(share)
        .zip(fates.chunks_mut(share))
        .zip((0..).step_by(share));
    let scales = spread(parts.collect(), |((words, fates), start)| {
        part(texts, style, unread, words, fates, start)
    });
    let scales = scales.map_err(|error| *error)?;
    let widest = scales
        .iter()
        .copied()
        .max_by_key(|scale| scale.decimals)
        .unwrap_or_default();
    for ((words, scale), start) in words
        .chunks_mut(share)
        .zip(scales)
        .zip((0..).step_by(share))
    {
        widen(texts, words, start, scale, widest)?;
    }
    Ok(widest.decimals)
}

/// The rows from `start` on, at the scale that they need.
fn part<T: Texts + ?Sized>(
    texts: &T,
    style: Style,
    unread: Unread,
    words: &mut [[u64; 2]],
    fates: &mut [u8],
    start: usize,
) -> Result<Scale, Box<Error>> {
    let mut scale = Scale {
        decimals: 0,
        row: start,
    };
    let marks = Marks::of(style);
    for (place, fate) in fates.iter_mut().enumerate() {
        let row = start.saturating_add(place);
        let (number, code) = cell(texts, row, style, marks, unread)?;
        *fate = code.code();
        let Fixed { size, decimals } = number.unwrap_or_default();
        if decimals > scale.decimals {
            let wider = Scale { decimals, row };
            widen(
                texts,
                words.get_mut(..place).unwrap_or_default(),
                start,
                scale,
                wider,
            )?;
            scale = wider;
        }
        let size = raised(size, scale.decimals.saturating_sub(decimals))
            .ok_or_else(|| too_wide(texts, row, scale))?;
        if let Some(pair) = words.get_mut(place) {
            *pair = halves(size);
        }
    }
    Ok(scale)
}

/// Brings rows that were read at one scale to a wider one.
fn widen<T: Texts + ?Sized>(
    texts: &T,
    words: &mut [[u64; 2]],
    start: usize,
    from: Scale,
    to: Scale,
) -> Result<(), Error> {
    let by = to.decimals.saturating_sub(from.decimals);
    if by > 0 {
        for (pair, row) in words.iter_mut().zip(start..) {
            *pair = halves(raised(whole(*pair), by).ok_or_else(|| too_wide(texts, row, to))?);
        }
    }
    Ok(())
}

/// The size with so many decimals more, where decimal128 holds it.
#[inline]
fn raised(size: i128, decimals: u32) -> Option<i128> {
    if decimals == 0 {
        // Figures have at most 28 digits.
        return Some(size);
    }
    let size = size.checked_mul(*POWERS.get(usize::try_from(decimals).ok()?)?)?;
    POWERS
        .last()
        .is_some_and(|end| size.unsigned_abs() < end.unsigned_abs())
        .then_some(size)
}

#[inline]
fn halves(size: i128) -> [u64; 2] {
    let bits = size.cast_unsigned();
    [low(bits), low(bits >> 64)]
}

fn whole([low, high]: [u64; 2]) -> i128 {
    i128::from(high.cast_signed()) << 64 | i128::from(low)
}

fn too_wide<T: Texts + ?Sized>(texts: &T, row: usize, scale: Scale) -> Error {
    let text = String::from_utf8_lossy(texts.cell(row).map(Cell::text).unwrap_or_default());
    let found = format!(
        "{text} in a column of {} decimals (row {})",
        scale.decimals, scale.row
    );
    Error::Precision {
        argument: "values".to_owned(),
        row: Some(row),
        found,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(texts: &[&str], words: &mut [[u64; 2]]) -> Result<u32, Error> {
        let texts: Vec<Option<&str>> = texts.iter().copied().map(Some).collect();
        read_words(
            texts.as_slice(),
            Style::Pt,
            Unread::Refuse,
            words,
            &mut vec![0; texts.len()],
        )
    }

    #[test]
    fn earlier_rows_are_brought_to_the_scale_of_later_ones() {
        let mut words = [[9; 2]; 5];
        assert_eq!(
            read(&["1", "-2,5", "n.d", "0,125", "3,0"], &mut words),
            Ok(3)
        );
        assert_eq!(words.map(whole), [1000, -2500, 0, 125, 3000]);
    }

    #[test]
    fn a_column_that_38_digits_do_not_hold_is_refused_with_its_row() {
        let wide = "1234567890123456789012345678";
        let error = read(&["0", wide, "0,12345678901"], &mut [[0; 2]; 3]).unwrap_err();
        assert!(
            matches!(error, Error::Precision { row: Some(1), .. }),
            "{error}"
        );
        let error = read(&["0,12345678901", wide], &mut [[0; 2]; 2]).unwrap_err();
        assert!(
            matches!(error, Error::Precision { row: Some(1), .. }),
            "{error}"
        );
        assert_eq!(read(&[wide, "0,1234567890"], &mut [[0; 2]; 2]), Ok(10));
    }

    #[test]
    fn a_long_column_is_read_alike_in_parts() {
        let texts: Vec<Option<String>> = (0..200_000)
            .map(|row| {
                Some(if row == 150_000 {
                    "-1,2345".to_owned()
                } else {
                    row.to_string()
                })
            })
            .collect();
        let (mut words, mut fates) = (vec![[0; 2]; texts.len()], vec![9; texts.len()]);
        assert_eq!(
            read_words(
                texts.as_slice(),
                Style::Pt,
                Unread::Refuse,
                &mut words,
                &mut fates
            ),
            Ok(4)
        );
        for (row, pair) in (0..).zip(words) {
            assert_eq!(
                whole(pair),
                if row == 150_000 {
                    -12_345
                } else {
                    row * 10_000
                }
            );
        }
        assert!(fates.iter().all(|fate| *fate == 0));
    }
}
