//! A printed text taken apart, so that another number can be written as the page would write it.

use super::numeral::Numeral;
use crate::figure::{Negative, ProblemKind, Reading, Style, read};

/// U+2212, the minus sign of typesetters.
const MINUS_SIGN: char = '\u{2212}';

/// What stands before a number and is no sign.
const CURRENCIES: [&str; 3] = ["US$", "R$", "r$"];

/// Letters that are taken for digits, by machines that read pages and by hands that type them.
const LOOK_ALIKE: [(char, u8); 10] = [
    ('O', 0),
    ('o', 0),
    ('l', 1),
    ('I', 1),
    ('|', 1),
    ('Z', 2),
    ('z', 2),
    ('S', 5),
    ('s', 5),
    ('B', 8),
];

/// A printed text: the numeral, and all that stands around and inside it.
#[derive(Clone, Debug)]
pub(super) struct Page {
    pub(super) numeral: Numeral,
    /// Whether the style reads the text; otherwise `numeral` is one of the ways to read it.
    pub(super) readable: bool,
    /// The other ways to read a text that the style does not read.
    pub(super) readings: Vec<Numeral>,
    /// What stands before and after a number without a sign.
    bare: (String, String),
    /// What stands before and after a negative number.
    signed: (String, String),
    decimal: char,
    /// The marks between groups of three, from the last one to the first; the last of the list goes on.
    groups: Vec<char>,
}

impl Page {
    /// Takes a text apart; `None` for a marker, an exponent and whatever is no figure at all.
    pub(super) fn of(text: &str, style: Style, negative: Negative) -> Option<Self> {
        let (before, middle, after) = split(text.trim());
        let around = Around::of(before, after, negative);
        match read(text, style) {
            Ok(Reading::Figure(figure)) if middle.bytes().all(is_digit_or_mark) => {
                let decimals = usize::try_from(figure.decimals).ok()?;
                let digits = middle
                    .bytes()
                    .filter(u8::is_ascii_digit)
                    .map(digit)
                    .collect();
                let minus = figure.value.is_sign_negative();
                let numeral = Numeral::lenient(minus, digits, decimals);
                Some(around.page(numeral, true, Vec::new(), marks(middle, decimals, style)))
            }
            Ok(_) => None,
            Err(problem) if problem.kind == ProblemKind::Precision => None,
            Err(_) => {
                let mut readings = readings(middle, around.negative);
                let first = readings.pop()?;
                let marks = marks("", 0, style);
                Some(around.page(first, false, readings, marks))
            }
        }
    }

    /// The numeral as the page would write it.
    pub(super) fn written(&self, numeral: &Numeral) -> String {
        let (before, after) = if numeral.negative {
            &self.signed
        } else {
            &self.bare
        };
        let whole = numeral.digits.len().saturating_sub(numeral.decimals);
        let mut text = before.clone();
        for (place, digit) in numeral.digits.iter().enumerate() {
            let left = whole.saturating_sub(place);
            if place == whole {
                text.push(self.decimal);
            } else if place > 0 && left > 0 && left.is_multiple_of(3) {
                let group = (left / 3).saturating_sub(1);
                text.extend(self.groups.get(group).or(self.groups.last()));
            }
            text.push(char::from(digit.saturating_add(b'0')));
        }
        text.push_str(after);
        text.trim().to_owned()
    }

    /// Marks groups as the page beside does, where the text shows no mark at all.
    pub(super) fn grouped_as(&mut self, beside: &Self) {
        if self.groups.is_empty() && self.numeral.decimals == 0 && beside.grouped() {
            self.groups.clone_from(&beside.groups);
        }
    }

    /// Whether groups of three are marked.
    pub(super) fn grouped(&self) -> bool {
        let whole = self
            .numeral
            .digits
            .len()
            .saturating_sub(self.numeral.decimals);
        whole > 3 && !self.groups.is_empty()
    }
}

const fn is_digit_or_mark(byte: u8) -> bool {
    byte.is_ascii_digit() || is_mark(byte)
}

const fn is_mark(byte: u8) -> bool {
    matches!(byte, b'.' | b',')
}

const fn digit(byte: u8) -> u8 {
    byte.saturating_sub(b'0')
}

const fn is_sign(letter: char) -> bool {
    matches!(letter, '-' | MINUS_SIGN | '(' | ')')
}

/// What stands before the digits, the digits with their marks, and what stands after them.
fn split(text: &str) -> (&str, &str, &str) {
    let mut rest = text;
    loop {
        let shorter = CURRENCIES
            .iter()
            .find_map(|currency| rest.strip_prefix(currency))
            .unwrap_or(rest)
            .trim_start()
            .trim_start_matches(is_sign);
        if shorter.len() == rest.len() {
            break;
        }
        rest = shorter;
    }
    let before = text.strip_suffix(rest).unwrap_or_default();
    let middle = rest.trim_end_matches(|letter: char| {
        letter.is_whitespace() || letter == '%' || is_sign(letter)
    });
    (
        before,
        middle,
        rest.strip_prefix(middle).unwrap_or_default(),
    )
}

/// The mark of decimals and those of groups.
fn marks(middle: &str, decimals: usize, style: Style) -> (char, Vec<char>) {
    let (decimal, group) = match style {
        Style::Pt => (',', Some('.')),
        Style::En => ('.', Some(',')),
        Style::Plain => ('.', None),
        Style::Mixed => {
            let mut printed = middle
                .chars()
                .rev()
                .filter(|letter| !letter.is_ascii_digit());
            let decimal = if decimals > 0 { printed.next() } else { None };
            let groups: Vec<char> = printed.collect();
            let other = if decimal == Some('.') { ',' } else { '.' };
            return (
                decimal.unwrap_or(','),
                if groups.is_empty() {
                    vec![other]
                } else {
                    groups
                },
            );
        }
    };
    let printed = middle
        .chars()
        .filter(|letter| Some(*letter) == group)
        .count();
    let whole = middle.bytes().filter(u8::is_ascii_digit).count();
    // A page that prints 1112200,00 splits no groups.
    let splits = printed > 0 || whole.saturating_sub(decimals) <= 3;
    (decimal, group.filter(|_| splits).into_iter().collect())
}

/// All that digits and marks can mean: each mark as the decimal one, and none of them; the last way
/// is that of the last mark.
fn readings(middle: &str, negative: bool) -> Vec<Numeral> {
    let mut digits = Vec::new();
    let mut places = vec![None];
    for letter in middle.chars() {
        let looks_like = LOOK_ALIKE.iter().find(|(other, _)| *other == letter);
        match (letter.to_digit(10), looks_like) {
            (Some(digit), _) => digits.extend(u8::try_from(digit)),
            (None, Some((_, digit))) => digits.push(*digit),
            (None, None) if matches!(letter, '.' | ',') => places.push(Some(digits.len())),
            (None, None) if letter.is_whitespace() => {}
            (None, None) => return Vec::new(),
        }
    }
    if digits.is_empty() {
        return Vec::new();
    }
    let read = |place: Option<usize>| {
        let decimals = digits.len().saturating_sub(place.unwrap_or(digits.len()));
        Numeral::lenient(negative, digits.clone(), decimals)
    };
    places.into_iter().map(read).collect()
}

/// What stands around a number.
struct Around {
    negative: bool,
    bare: (String, String),
    signed: (String, String),
}

impl Around {
    fn of(before: &str, after: &str, way: Negative) -> Self {
        let without = |text: &str| text.replace(is_sign, "");
        let bare = (
            without(before).trim_start().to_owned(),
            without(after).trim_end().to_owned(),
        );
        let signs = || {
            before
                .chars()
                .chain(after.chars())
                .filter(|letter| is_sign(*letter))
        };
        let parentheses = signs().any(|letter| matches!(letter, '(' | ')'));
        let negative = signs().next().is_some();
        let whole = !parentheses || (before.contains('(') && after.contains(')'));
        let signed = if negative && whole {
            (before.to_owned(), after.to_owned())
        } else if parentheses || (!negative && way == Negative::Parentheses) {
            (format!("{}(", bare.0), format!("){}", bare.1))
        } else {
            (format!("{}-", bare.0), bare.1.clone())
        };
        Self {
            negative,
            bare,
            signed,
        }
    }

    fn page(
        self,
        numeral: Numeral,
        readable: bool,
        readings: Vec<Numeral>,
        (decimal, groups): (char, Vec<char>),
    ) -> Page {
        Page {
            numeral,
            readable,
            readings,
            bare: self.bare,
            signed: self.signed,
            decimal,
            groups,
        }
    }
}
