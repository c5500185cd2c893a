//! The short way for the figures that columns are full of: digits, marks in their places, a minus in front.
//!
//! Eight characters lie in one word, the last one uppermost, so that the places of group marks do not
//! depend on the length, and all are looked at together. What is declined here is left to `scan`; what
//! is read here, `scan` reads as the same number.

use super::Style;

/// A figure whose digits fit into a word: `mantissa / 10^decimals`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quick {
    pub(super) negative: bool,
    pub(super) mantissa: u64,
    pub(super) decimals: u32,
}

/// The powers of ten up to the most decimals that are read here.
const POWERS: [u64; 9] = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];
/// What four places are worth to those in front of them, without a group mark and with one.
const FOUR_DIGITS: u64 = 10_000;
const THREE_DIGITS: u64 = 1000;

#[inline]
pub(super) fn quick(text: &[u8], style: Style) -> Option<Quick> {
    // The plain style has no groups: a digit is never found among the marks.
    let (group, decimal) = match style {
        Style::Pt => (b'.', b','),
        Style::En => (b',', b'.'),
        Style::Plain => (b'0', b'.'),
        Style::Mixed => return None,
    };
    let (negative, number) = match text {
        [b'-', number @ ..] => (true, number),
        number => (false, number),
    };
    let (integer, fraction) = match number {
        // Most amounts have two decimals.
        [integer @ .., mark, _, _] if *mark == decimal => (integer, number.last_chunk().copied().and_then(two_digits)?),
        _ => match number.iter().rposition(|byte| *byte == decimal) {
            None => (number, (0, 0)),
            Some(mark) => (number.get(..mark)?, decimals(number.get(mark.wrapping_add(1)..)?)?),
        },
    };
    let size = whole(integer, group)?;
    let (places, value) = fraction;
    let mantissa = size.checked_mul(*POWERS.get(places)?)?.checked_add(value)?;
    Some(Quick { negative, mantissa, decimals: u32::try_from(places).ok()? })
}

/// Two decimals: how many they are, and what they say.
#[inline]
fn two_digits([tens, ones]: [u8; 2]) -> Option<(usize, u64)> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    (tens < 10 && ones < 10).then(|| (2, u64::from(tens.wrapping_mul(10).wrapping_add(ones))))
}

/// Up to eight decimals: how many they are, and what they say.
#[inline]
fn decimals(fraction: &[u8]) -> Option<(usize, u64)> {
    let digits = Places::of(window(fraction)?, fraction.len());
    (digits.marks == 0).then(|| (fraction.len(), digits.joined(FOUR_DIGITS)))
}

/// A whole number of up to sixteen characters: all digits, or groups of three behind a first group
/// that does not begin with zero.
#[inline]
fn whole(number: &[u8], group: u8) -> Option<u64> {
    let (first, rest) = match number.split_last_chunk() {
        Some((front, last)) if !front.is_empty() => (Places::of(window(front)?, front.len()), Some(Places::of(u64::from_le_bytes(*last), 8))),
        _ => (Places::of(window(number)?, number.len()), None),
    };
    let rest_marks = rest.map_or(0, |rest| rest.marks);
    if first.marks | rest_marks == 0 {
        let high = first.joined(FOUR_DIGITS);
        return Some(rest.map_or(high, |rest| high.wrapping_mul(FOUR_DIGITS * FOUR_DIGITS).wrapping_add(rest.joined(FOUR_DIGITS))));
    }
    let begins_well = number.len() & 3 != 0 && number.first() != Some(&b'0');
    let high = first.groups(group).filter(|_| begins_well)?;
    match rest {
        None => Some(high),
        Some(rest) => Some(high.wrapping_mul(THREE_DIGITS * THREE_DIGITS).wrapping_add(rest.groups(group)?)),
    }
}

/// A byte in all eight places.
const fn everywhere(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The places of group marks: the fourth from the end and the eighth.
const GROUP_PLACES: u64 = u64::from_le_bytes([0x80, 0, 0, 0, 0x80, 0, 0, 0]);

/// Up to eight characters.
#[derive(Clone, Copy)]
struct Places {
    /// The bits of the characters that are there.
    used: u64,
    /// What each is above the character zero.
    digits: u64,
    /// The high bit of each that is no digit.
    marks: u64,
}

impl Places {
    #[inline]
    fn of(window: u64, length: usize) -> Self {
        let used = u64::MAX.wrapping_shl(empty_bits(length));
        let digits = (window ^ everywhere(b'0')) & used;
        // Ten and more are lifted into the high bit.
        let lifted = (digits & everywhere(0x7f)).wrapping_add(everywhere(0x80 - 10));
        Self { used, digits, marks: (lifted | digits) & everywhere(0x80) }
    }

    /// The number that they form, where every group mark, and nothing else, stands in its place.
    #[inline]
    fn groups(self, group: u8) -> Option<u64> {
        let mask = (self.marks >> 7).wrapping_mul(0xff);
        let in_place = self.marks == GROUP_PLACES & self.used && (self.digits ^ everywhere(group ^ b'0')) & mask == 0;
        in_place.then(|| Self { digits: self.digits & !mask, ..self }.joined(THREE_DIGITS))
    }

    /// The number that the digits form, the first four places being worth `weight` times the others.
    #[inline]
    fn joined(self, weight: u64) -> u64 {
        let pairs = (self.digits.wrapping_mul(10 << 8 | 1) >> 8) & 0x00ff_00ff_00ff_00ff;
        let fours = (pairs.wrapping_mul(100 << 16 | 1) >> 16) & 0x0000_ffff_0000_ffff;
        (fours & 0xffff_ffff).wrapping_mul(weight).wrapping_add(fours >> 32)
    }
}

/// The bits that eight places have beyond `length` characters.
#[inline]
fn empty_bits(length: usize) -> u32 {
    u32::try_from(8_usize.wrapping_sub(length) & 7).unwrap_or(0).wrapping_mul(8)
}

/// One to eight characters, the last one uppermost.
#[inline]
fn window(number: &[u8]) -> Option<u64> {
    if number.len() > 8 {
        return None;
    }
    if let (Some(first), Some(last)) = (number.first_chunk(), number.last_chunk()) {
        let first = u64::from(u32::from_le_bytes(*first)).wrapping_shl(empty_bits(number.len()));
        return Some(first | u64::from(u32::from_le_bytes(*last)) << 32);
    }
    match *number {
        [only] => Some(u64::from_le_bytes([0, 0, 0, 0, 0, 0, 0, only])),
        [first, last] => Some(u64::from_le_bytes([0, 0, 0, 0, 0, 0, first, last])),
        [first, second, last] => Some(u64::from_le_bytes([0, 0, 0, 0, 0, first, second, last])),
        _ => None,
    }
}
