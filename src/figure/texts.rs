//! Columns of texts, as the readers take them.

/// A text, and all bytes in front of it: they are masked away faster than the text is copied from among them.
#[derive(Clone, Copy, Debug)]
pub struct Cell<'a> {
    /// The bytes up to the end of the text.
    until: &'a [u8],
    /// How many of them, from the end, are the text's.
    length: usize,
}

impl<'a> Cell<'a> {
    /// A text on its own.
    #[must_use]
    #[inline]
    pub fn alone(text: &'a [u8]) -> Self {
        Self {
            until: text,
            length: text.len(),
        }
    }

    /// The text between two places, where they are such.
    #[must_use]
    #[inline]
    pub fn between(bytes: &'a [u8], start: usize, end: usize) -> Option<Self> {
        Some(Self {
            until: bytes.get(..end)?,
            length: end.checked_sub(start)?,
        })
    }

    /// The text.
    #[must_use]
    #[inline]
    pub fn text(self) -> &'a [u8] {
        self.until
            .get(self.until.len().wrapping_sub(self.length)..)
            .unwrap_or_default()
    }

    /// A byte of the text; what follows its end is none.
    #[inline]
    pub(super) fn byte(self, place: usize) -> Option<u8> {
        self.until
            .get(
                self.until
                    .len()
                    .wrapping_sub(self.length)
                    .wrapping_add(place),
            )
            .copied()
    }

    /// How many bytes the text has.
    #[inline]
    pub(super) fn length(self) -> usize {
        self.length
    }

    /// The last sixteen bytes up to the end of the text, those in front of it included; the last one uppermost.
    #[inline]
    pub(super) fn window(self) -> u128 {
        self.until
            .last_chunk()
            .map_or_else(|| self.padded(), |window| u128::from_le_bytes(*window))
    }

    /// The same where there are not as many bytes: eight from either end, or four, overlap.
    #[inline(never)]
    fn padded(self) -> u128 {
        let text = self.text();
        if let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) {
            let (first, last) = (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
            return u128::from(last) << 64 | u128::from(pushed_out(first, 16, text.len()));
        }
        if let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) {
            let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
            let first = pushed_out(u64::from(first) << 32, 8, text.len()) >> 32;
            return u128::from(u64::from(last) << 32 | first) << 64;
        }
        text.iter()
            .fold(0, |window, byte| window >> 8 | u128::from(*byte) << 120)
    }
}

/// The first characters of a text that has so many too few, moved towards its end; those that stand
/// in its last ones, too, are pushed out.
fn pushed_out(first: u64, room: usize, length: usize) -> u64 {
    let bits = room.saturating_sub(length).saturating_mul(8);
    u32::try_from(bits)
        .ok()
        .and_then(|bits| first.checked_shl(bits))
        .unwrap_or_default()
}

/// A column of texts, some of which may be null.
pub trait Texts: Sync {
    /// The number of rows.
    fn rows(&self) -> usize;
    /// The text of a row; `None` for a null and past the end.
    fn cell(&self, row: usize) -> Option<Cell<'_>>;
}

impl<T: AsRef<[u8]> + Sync> Texts for [Option<T>] {
    fn rows(&self) -> usize {
        self.len()
    }

    #[inline]
    fn cell(&self, row: usize) -> Option<Cell<'_>> {
        self.get(row)?
            .as_ref()
            .map(|text| Cell::alone(text.as_ref()))
    }
}

/// Where each text of an Arrow column begins, and where the last one ends.
#[derive(Clone, Copy, Debug)]
pub enum Offsets<'a> {
    /// Of a `string` column.
    Narrow(&'a [i32]),
    /// Of a `large_string` column.
    Wide(&'a [i64]),
}

impl Offsets<'_> {
    fn len(&self) -> usize {
        match self {
            Self::Narrow(offsets) => offsets.len(),
            Self::Wide(offsets) => offsets.len(),
        }
    }

    /// An offset as an index: far past all bytes when it is negative.
    #[inline]
    fn get(&self, place: usize) -> Option<usize> {
        let offset = match self {
            Self::Narrow(offsets) => i64::from(*offsets.get(place)?),
            Self::Wide(offsets) => *offsets.get(place)?,
        };
        Some(usize::try_from(offset.cast_unsigned()).unwrap_or(usize::MAX))
    }
}

/// Stands for a text whose offsets lie outside the bytes: no style reads it, so that it is never taken for missing.
const BROKEN: &[u8] = b"\xff";

#[cold]
fn broken<'a>() -> Cell<'a> {
    Cell::alone(BROKEN)
}

/// Texts as Arrow lays them out: all bytes in one piece, and where each text begins.
#[derive(Clone, Copy, Debug)]
pub struct ArrowTexts<'a> {
    /// One more than there are rows.
    pub offsets: Offsets<'a>,
    /// The bytes of all texts.
    pub bytes: &'a [u8],
    /// A bit a row, set where the row is not null; and the bit of the first row.
    pub validity: Option<(&'a [u8], usize)>,
}

impl Texts for ArrowTexts<'_> {
    fn rows(&self) -> usize {
        self.offsets.len().saturating_sub(1)
    }

    #[inline]
    fn cell(&self, row: usize) -> Option<Cell<'_>> {
        if let Some((bits, first)) = self.validity {
            let bit = first.wrapping_add(row);
            if bits
                .get(bit >> 3)
                .is_none_or(|byte| byte >> (bit & 7) & 1 == 0)
            {
                return None;
            }
        }
        let (start, end) = (
            self.offsets.get(row)?,
            self.offsets.get(row.wrapping_add(1))?,
        );
        Cell::between(self.bytes, start, end).or_else(|| Some(broken()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text<'a>(texts: &'a ArrowTexts<'_>, row: usize) -> Option<&'a [u8]> {
        texts.cell(row).map(Cell::text)
    }

    #[test]
    fn arrow_texts_are_found_by_their_offsets_and_bits() {
        let texts = ArrowTexts {
            offsets: Offsets::Narrow(&[2, 5, 5, 9]),
            bytes: b"xx1,5-2,5",
            validity: Some((&[0b1011_0000], 4)),
        };
        assert_eq!(texts.rows(), 3);
        assert_eq!(text(&texts, 0), Some(b"1,5".as_slice()));
        assert_eq!(text(&texts, 1), Some(b"".as_slice()));
        assert_eq!(text(&texts, 2), None);
        let texts = ArrowTexts {
            validity: None,
            ..texts
        };
        assert_eq!(text(&texts, 2), Some(b"-2,5".as_slice()));
        assert_eq!(text(&texts, 3), None);
    }

    #[test]
    fn broken_offsets_are_no_missing_value() {
        let texts = ArrowTexts {
            offsets: Offsets::Wide(&[0, 99, -1, 2]),
            bytes: b"12",
            validity: None,
        };
        for row in 0..3 {
            assert_eq!(text(&texts, row), Some(BROKEN));
        }
    }

    #[test]
    fn a_window_ends_where_the_text_ends() {
        let bytes = b"0123456789abcdefghij";
        let cell = Cell::between(bytes, 15, 18).unwrap();
        assert_eq!(
            (cell.text(), &cell.window().to_le_bytes()),
            (b"fgh".as_slice(), b"23456789abcdefgh")
        );
        let cell = Cell::between(bytes, 2, 5).unwrap();
        assert_eq!(
            (cell.text(), &cell.window().to_le_bytes()),
            (b"234".as_slice(), b"\0\0\0\0\0\0\0\0\0\0\0\0\x00234")
        );
        assert!(Cell::between(bytes, 3, 21).is_none() && Cell::between(bytes, 3, 2).is_none());
    }

    #[test]
    fn a_short_text_has_zeros_in_front() {
        for length in 0..16 {
            let text = &b"0123456789abcdef"[..length];
            let mut expected = [0; 16];
            expected[16_usize.saturating_sub(length)..].copy_from_slice(text);
            assert_eq!(
                Cell::alone(text).window().to_le_bytes(),
                expected,
                "{length}"
            );
        }
    }
}
