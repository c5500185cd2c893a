//! The short way for the figures that columns are full of: digits, marks in their places, a minus in front.
//!
//! Sixteen characters lie in two words, the last one uppermost, so that the places of group marks do
//! not depend on the length, and all are looked at together. What is declined here is left to `scan`;
//! what is read here, `scan` reads as the same number.

use super::Style;
use super::texts::Cell;

/// A figure whose digits fit into a word: `mantissa / 10^decimals`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quick {
    pub(super) negative: bool,
    pub(super) mantissa: u64,
    pub(super) decimals: u32,
}

/// The powers of ten up to the most decimals that are read here.
const POWERS: [u64; 9] = [
    1,
    10,
    100,
    1000,
    10_000,
    100_000,
    1_000_000,
    10_000_000,
    100_000_000,
];

/// The marks of a style.
#[derive(Clone, Copy)]
pub(super) struct Marks {
    /// What a group mark is above the character zero, in all eight places.
    group: u64,
    decimal: u8,
}

impl Marks {
    /// None for the style that does not tell its marks apart.
    pub(super) const fn of(style: Style) -> Option<Self> {
        let (group, decimal) = match style {
            Style::Pt => (b'.', b','),
            Style::En => (b',', b'.'),
            // No groups: a digit is never found among the marks.
            Style::Plain => (b'0', b'.'),
            Style::Mixed => return None,
        };
        let group = everywhere(group ^ b'0');
        Some(Self { group, decimal })
    }
}

#[expect(
    clippy::inline_always,
    reason = "a call and a result in memory cost a third of the arithmetic"
)]
#[inline(always)]
pub(super) fn quick(cell: Cell<'_>, marks: Marks) -> Option<Quick> {
    let negative = cell.byte(0) == Some(b'-');
    let number = cell.length().wrapping_sub(usize::from(negative));
    let leads = cell.byte(usize::from(negative)) != Some(b'0');
    let characters = cell.window();
    let [.., mark, tens, ones] = characters.to_le_bytes();
    if mark != marks.decimal || number < 4 {
        return any_decimals(cell, marks);
    }
    // Most amounts have two decimals.
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    let fraction = u64::from(tens)
        .wrapping_mul(10)
        .wrapping_add(u64::from(ones));
    let integer = whole(characters << 24, number.wrapping_sub(3), leads, marks.group)?;
    let mantissa = integer.wrapping_mul(100).wrapping_add(fraction);
    (tens < 10 && ones < 10).then_some(Quick {
        negative,
        mantissa,
        decimals: 2,
    })
}

/// The same for up to eight decimals, or none.
#[inline(never)]
fn any_decimals(cell: Cell<'_>, Marks { group, decimal }: Marks) -> Option<Quick> {
    let (text, characters) = (cell.text(), cell.window());
    let negative = text.first() == Some(&b'-');
    let number = text.get(usize::from(negative)..)?;
    let leads = number.first() != Some(&b'0');
    let Some(places) = number.iter().rev().position(|byte| *byte == decimal) else {
        return Some(Quick {
            negative,
            mantissa: whole(characters, number.len(), leads, group)?,
            decimals: 0,
        });
    };
    let [_, fraction] = halves(characters, places)?;
    let decimals = u32::try_from(places).ok()?;
    let integer = characters.checked_shl(decimals.checked_add(1)?.checked_mul(8)?)?;
    let integer = whole(
        integer,
        number.len().checked_sub(places)?.checked_sub(1)?,
        leads,
        group,
    )?;
    let mantissa = integer
        .checked_mul(*POWERS.get(places)?)?
        .checked_add(fraction.value(10_000))?;
    (places > 0 && fraction.marks == 0).then_some(Quick {
        negative,
        mantissa,
        decimals,
    })
}

/// A whole number of up to sixteen characters: all digits, or groups of three behind a first group
/// that `leads`, in that it does not begin with zero.
#[expect(
    clippy::inline_always,
    reason = "a call costs as much as the arithmetic"
)]
#[expect(clippy::needless_bitwise_bool, reason = "no branch could be foretold")]
#[inline(always)]
fn whole(characters: u128, length: usize, leads: bool, group: u64) -> Option<u64> {
    let [first, last] = halves(characters, length)?;
    let grouped = first.marks | last.marks != 0;
    // What four places are worth to those in front of them: a mark among them leaves three digits.
    // Numbers with and without groups are mixed in a column: no branch could be foretold.
    let weight = 10_000_u64.wrapping_sub(u64::from(grouped).wrapping_mul(9000));
    let places = u64::from(grouped).wrapping_neg() & GROUP_PLACES;
    let begins_well = !grouped | (leads & (length & 3 != 0));
    let right =
        begins_well & (length > 0) & first.in_place(places, group) & last.in_place(places, group);
    right.then(|| {
        first
            .value(weight)
            .wrapping_mul(weight.wrapping_mul(weight))
            .wrapping_add(last.value(weight))
    })
}

/// The bits of the last characters, so many of sixteen, in two words.
#[expect(
    clippy::indexing_slicing,
    reason = "the compiler computes it, and would refuse a slip"
)]
const USED: [[u64; 2]; 17] = {
    let mut used = [[0; 2]; 17];
    let mut length = 1;
    while length < used.len() {
        used[length] = if length <= 8 {
            [0, u64::MAX << (64 - 8 * length)]
        } else {
            [u64::MAX << (128 - 8 * length), u64::MAX]
        };
        length += 1;
    }
    used
};

/// The last characters, so many of sixteen, eight and eight.
#[inline]
fn halves(characters: u128, length: usize) -> Option<[Places; 2]> {
    let [first, last] = *USED.get(length)?;
    Some([
        Places::of(low(characters), first),
        Places::of(low(characters >> 64), last),
    ])
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the upper half is taken apart"
)]
pub(super) const fn low(word: u128) -> u64 {
    word as u64
}

/// A byte in all eight places.
const fn everywhere(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The places of group marks: the fourth from the end and the eighth.
const GROUP_PLACES: u64 = u64::from_le_bytes([0x80, 0, 0, 0, 0x80, 0, 0, 0]);

/// Eight characters, of which the last ones belong to the text.
#[derive(Clone, Copy)]
struct Places {
    /// The bits of those that do.
    used: u64,
    /// What each is above the character zero.
    digits: u64,
    /// The high bit of each that is no digit.
    marks: u64,
}

impl Places {
    #[inline]
    fn of(window: u64, used: u64) -> Self {
        let digits = (window ^ everywhere(b'0')) & used;
        // Ten and more are lifted into the high bit.
        let lifted = (digits & everywhere(0x7f)).wrapping_add(everywhere(0x80 - 10));
        Self {
            used,
            digits,
            marks: (lifted | digits) & everywhere(0x80),
        }
    }

    /// All bits of the marks.
    #[inline]
    fn mask(self) -> u64 {
        (self.marks >> 7).wrapping_mul(0xff)
    }

    /// Whether group marks, and nothing else, stand in those places.
    #[inline]
    fn in_place(self, places: u64, group: u64) -> bool {
        (self.marks ^ places & self.used) | ((self.digits ^ group) & self.mask()) == 0
    }

    /// The number that the digits form, the first four places being worth `weight` times the others.
    #[inline]
    fn value(self, weight: u64) -> u64 {
        let digits = self.digits & !self.mask();
        let pairs = (digits.wrapping_mul(10 << 8 | 1) >> 8) & 0x00ff_00ff_00ff_00ff;
        let fours = (pairs.wrapping_mul(100 << 16 | 1) >> 16) & 0x0000_ffff_0000_ffff;
        (fours & 0xffff_ffff)
            .wrapping_mul(weight)
            .wrapping_add(fours >> 32)
    }
}
