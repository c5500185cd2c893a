//! From a text to its numeral: the signs around it, and the marks within it.

use super::Style;
use super::numeral::Numeral;

/// U+2212, the minus sign of typesetters.
const MINUS_SIGN: char = '\u{2212}';

/// What is wrong with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    NoFigure,
    Unexpected(char),
    SecondSign,
    Repeated(&'static str),
    OpenParenthesis,
    Groups(char),
    NoGroups(char),
    AfterDecimals(char),
    NothingBefore(char),
    NothingAfter(char),
    OneKindOfMark(char),
    NoExponent,
    TooPrecise,
    TooLarge,
}

/// What is wrong, and at which byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) at: usize,
    pub(super) wrong: Wrong,
}

impl Wrong {
    const fn at(self, at: usize) -> Fault {
        Fault { at, wrong: self }
    }

    /// In words.
    pub(super) fn describe(self) -> String {
        match self {
            Self::NoFigure => "there is no figure".to_owned(),
            Self::Unexpected(letter) => format!("{letter:?} is not part of a figure"),
            Self::SecondSign => "the figure has a sign already".to_owned(),
            Self::Repeated(what) => format!("'{what}' stands there twice"),
            Self::OpenParenthesis => "the parenthesis has no partner".to_owned(),
            Self::Groups(mark) => format!("'{mark}' must split groups of three digits"),
            Self::NoGroups(mark) => format!(
                "'{mark}' has no place in plain figures, which have no groups and '.' before their decimals"
            ),
            Self::AfterDecimals(mark) => format!("'{mark}' cannot stand after the decimal mark"),
            Self::NothingBefore(mark) => format!("no digit stands before '{mark}'"),
            Self::NothingAfter(mark) => format!("no digit stands after '{mark}'"),
            Self::OneKindOfMark(mark) => {
                format!("'{mark}' alone does not say whether it opens decimals or splits groups")
            }
            Self::NoExponent => "the exponent has no digits".to_owned(),
            Self::TooPrecise => {
                "the figure needs more than the 28 digits that exact decimals hold".to_owned()
            }
            Self::TooLarge => "the figure is larger than any float".to_owned(),
        }
    }
}

/// Reads the text as one numeral.
pub(super) fn scan(text: &str, style: Style) -> Result<Numeral<'_>, Fault> {
    let (inner, start, negative) = unwrapped(text)?;
    let (mantissa, exponent) = split_exponent(inner, start, style)?;
    let number = mantissa.as_bytes();
    let (integer, fraction) = match style.decimal_mark(number) {
        None => (number, None),
        Some(mark) => (
            number.get(..mark).unwrap_or_default(),
            number.get(mark.saturating_add(1)..),
        ),
    };
    let fault = |place: usize, wrong: fn(char) -> Wrong| {
        let letter = mantissa
            .get(place..)
            .and_then(|rest| rest.chars().next())
            .unwrap_or('?');
        wrong(letter).at(start.saturating_add(place))
    };
    groups(integer, style).map_err(|(place, wrong)| fault(place, wrong))?;
    if integer.is_empty() {
        return Err(if number.is_empty() {
            Wrong::NoFigure.at(start)
        } else {
            fault(0, Wrong::NothingBefore)
        });
    }
    if let Some(fraction) = fraction {
        let mark = integer.len();
        if style == Style::Mixed
            && !integer
                .iter()
                .any(|byte| is_mark(*byte) && Some(byte) != number.get(mark))
        {
            return Err(fault(mark, Wrong::OneKindOfMark));
        }
        if fraction.is_empty() {
            return Err(fault(mark, Wrong::NothingAfter));
        }
        if let Some(place) = fraction.iter().position(|byte| !byte.is_ascii_digit()) {
            let wrong = if fraction.get(place).is_some_and(|byte| is_mark(*byte)) {
                Wrong::AfterDecimals
            } else {
                Wrong::Unexpected
            };
            return Err(fault(mark.saturating_add(1).saturating_add(place), wrong));
        }
    }
    Ok(Numeral {
        negative,
        integer,
        fraction: fraction.unwrap_or_default(),
        exponent,
    })
}

/// Where a character is out of place, and what that is called.
type Misplaced = (usize, fn(char) -> Wrong);

const fn is_mark(byte: u8) -> bool {
    matches!(byte, b'.' | b',')
}

/// Checks the group marks of the integer part: one to three digits before the first of them and three
/// after each. The first is never zero: nobody prints 123 as `0.123`, which is a decimal of another style.
fn groups(integer: &[u8], style: Style) -> Result<(), Misplaced> {
    let mut last_mark = None;
    let mut digits: usize = 0;
    let mut zero = true;
    for (place, byte) in integer.iter().enumerate() {
        if byte.is_ascii_digit() {
            digits = digits.saturating_add(1);
            zero &= *byte == b'0';
            continue;
        }
        if !style.splits(*byte) {
            let elsewhere = style == Style::Plain && is_mark(*byte);
            return Err((
                place,
                if elsewhere {
                    Wrong::NoGroups
                } else {
                    Wrong::Unexpected
                },
            ));
        }
        match last_mark {
            None if !(1..=3).contains(&digits) || zero => return Err((place, Wrong::Groups)),
            Some(mark) if digits != 3 => return Err((mark, Wrong::Groups)),
            _ => {}
        }
        last_mark = Some(place);
        digits = 0;
    }
    match last_mark {
        Some(mark) if digits != 3 => Err((mark, Wrong::Groups)),
        _ => Ok(()),
    }
}

/// What stands before the exponent, and the exponent.
fn split_exponent(number: &str, start: usize, style: Style) -> Result<(&str, i32), Fault> {
    let after_digit = |mantissa: &str| mantissa.ends_with(|letter: char| letter.is_ascii_digit());
    let split = number
        .split_once(['e', 'E'])
        .filter(|(mantissa, _)| style != Style::Mixed && after_digit(mantissa));
    let Some((mantissa, exponent)) = split else {
        return Ok((number, 0));
    };
    let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let first_digit = start.saturating_add(number.len().saturating_sub(digits.len()));
    if digits.is_empty() {
        return Err(Wrong::NoExponent.at(first_digit));
    }
    if let Some(place) = digits.find(|letter: char| !letter.is_ascii_digit()) {
        let letter = digits
            .get(place..)
            .and_then(|rest| rest.chars().next())
            .unwrap_or('?');
        return Err(Wrong::Unexpected(letter).at(first_digit.saturating_add(place)));
    }
    // An exponent too long for an i32 leaves the range of every number type, whichever way it is cut.
    let limit = if exponent.starts_with('-') {
        i32::MIN
    } else {
        i32::MAX
    };
    Ok((mantissa, exponent.parse().unwrap_or(limit)))
}

/// What stands around a numeral.
#[derive(Default)]
struct Around {
    signs: usize,
    opened: Option<usize>,
    closed: Option<usize>,
    reais: bool,
    percent: bool,
}

impl Around {
    fn sign(&mut self, at: usize) -> Result<(), Fault> {
        self.signs = self.signs.saturating_add(1);
        if self.signs > 1 {
            Err(Wrong::SecondSign.at(at))
        } else {
            Ok(())
        }
    }

    /// Takes one sign, `R$` or parenthesis off the front.
    fn front<'a>(&mut self, rest: &'a str, at: usize) -> Result<Option<&'a str>, Fault> {
        if let Some(after) = rest.strip_prefix(['-', MINUS_SIGN]) {
            return self.sign(at).map(|()| Some(after));
        }
        if let Some(after) = rest.strip_prefix('(') {
            self.opened = Some(at);
            return self.sign(at).map(|()| Some(after));
        }
        let Some(after) = rest.strip_prefix("R$").or_else(|| rest.strip_prefix("r$")) else {
            return Ok(None);
        };
        if self.reais {
            return Err(Wrong::Repeated("R$").at(at));
        }
        self.reais = true;
        Ok(Some(after))
    }

    /// Takes one sign, `%` or parenthesis off the end.
    fn back<'a>(&mut self, rest: &'a str, start: usize) -> Result<Option<&'a str>, Fault> {
        let Some(last) = rest.chars().next_back() else {
            return Ok(None);
        };
        let before = rest.strip_suffix(last).unwrap_or_default();
        let at = start.saturating_add(before.len());
        match last {
            '-' | MINUS_SIGN => self.sign(at)?,
            ')' if self.opened.is_none() || self.closed.is_some() => {
                return Err(Wrong::OpenParenthesis.at(at));
            }
            ')' => self.closed = Some(at),
            '%' if self.percent => return Err(Wrong::Repeated("%").at(at)),
            '%' => self.percent = true,
            _ => return Ok(None),
        }
        Ok(Some(before))
    }
}

/// The numeral without what stands around it, the byte at which it starts, and whether it is negative.
fn unwrapped(text: &str) -> Result<(&str, usize, bool), Fault> {
    let mut around = Around::default();
    let mut rest = text.trim_start();
    let place = |rest: &str| text.len().saturating_sub(rest.len());
    while let Some(after) = around.front(rest, place(rest))? {
        rest = after.trim_start();
    }
    let start = place(rest);
    rest = rest.trim_end();
    while let Some(before) = around.back(rest, start)? {
        rest = before.trim_end();
    }
    match (around.opened, around.closed) {
        (Some(at), None) => Err(Wrong::OpenParenthesis.at(at)),
        _ => Ok((rest, start, around.signs > 0)),
    }
}
