//! Columns of texts, as the readers take them.

/// A column of texts, some of which may be null.
pub trait Texts: Sync {
    /// The number of rows.
    fn rows(&self) -> usize;
    /// The text of a row; `None` for a null and past the end.
    fn text(&self, row: usize) -> Option<&[u8]>;
}

impl<T: AsRef<[u8]> + Sync> Texts for [Option<T>] {
    fn rows(&self) -> usize {
        self.len()
    }

    #[inline]
    fn text(&self, row: usize) -> Option<&[u8]> {
        self.get(row)?.as_ref().map(AsRef::as_ref)
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

    /// An offset as an index: past all bytes when negative.
    #[inline]
    fn get(&self, place: usize) -> Option<usize> {
        let offset = match self {
            Self::Narrow(offsets) => i64::from(*offsets.get(place)?),
            Self::Wide(offsets) => *offsets.get(place)?,
        };
        Some(usize::try_from(offset).unwrap_or(usize::MAX))
    }
}

/// Stands for a text whose offsets lie outside the bytes: no style reads it, so that it is never taken for missing.
const BROKEN: &[u8] = b"\xff";

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
    fn text(&self, row: usize) -> Option<&[u8]> {
        if let Some((bits, first)) = self.validity {
            let bit = first.wrapping_add(row);
            if bits.get(bit >> 3).is_none_or(|byte| byte >> (bit & 7) & 1 == 0) {
                return None;
            }
        }
        let (start, end) = (self.offsets.get(row)?, self.offsets.get(row.wrapping_add(1))?);
        Some(self.bytes.get(start..end).unwrap_or(BROKEN))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrow_texts_are_found_by_their_offsets_and_bits() {
        let texts = ArrowTexts { offsets: Offsets::Narrow(&[2, 5, 5, 9]), bytes: b"xx1,5-2,5", validity: Some((&[0b1011_0000], 4)) };
        assert_eq!(texts.rows(), 3);
        assert_eq!(texts.text(0), Some(b"1,5".as_slice()));
        assert_eq!(texts.text(1), Some(b"".as_slice()));
        assert_eq!(texts.text(2), None);
        let texts = ArrowTexts { validity: None, ..texts };
        assert_eq!(texts.text(2), Some(b"-2,5".as_slice()));
        assert_eq!(texts.text(3), None);
    }

    #[test]
    fn broken_offsets_are_no_missing_value() {
        let texts = ArrowTexts { offsets: Offsets::Wide(&[0, 99, -1, 2]), bytes: b"12", validity: None };
        for row in 0..3 {
            assert_eq!(texts.text(row), Some(BROKEN));
        }
    }
}
