//! Reading one text.

use super::marker::is_marker;
use super::numeral::{fixed, nearest_with};
use super::quick::{Marks, quick};
use super::scan::{Fault, Wrong, scan};
use super::texts::Cell;
use super::{Figure, Style};
use crate::error::Error;

/// What a text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading<'a, V = Figure> {
    /// A figure.
    Figure(V),
    /// No number; the marker that stands in its place, white space around it dropped.
    Missing(&'a str),
}

/// Why a text cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// The style does not know such a text.
    Unreadable,
    /// A figure with more digits than exact decimals hold.
    Precision,
}

/// What is wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The character at which reading stopped, counted from zero.
    pub position: usize,
    /// What is wrong there.
    pub what: String,
    /// Whether it is the text or its length.
    pub kind: ProblemKind,
}

/// The kinds of numbers that a text is read into.
pub(super) trait Value: Copy + PartialEq {
    /// The value, where the short way leads to it.
    fn quick(cell: Cell<'_>, marks: Marks) -> Option<Self>;
    /// The value, the long way.
    fn scanned(text: &str, style: Style) -> Result<Self, Fault>;
}

impl Value for f64 {
    #[expect(clippy::inline_always, reason = "every row goes through here")]
    #[inline(always)]
    fn quick(cell: Cell<'_>, marks: Marks) -> Option<Self> {
        let figure = quick(cell, marks)?;
        let size = nearest_with(figure.mantissa, figure.decimals)?;
        // Signs come in no order that a branch could foretell.
        Some(Self::from_bits(
            size.to_bits() | u64::from(figure.negative) << 63,
        ))
    }

    fn scanned(text: &str, style: Style) -> Result<Self, Fault> {
        scan(text, style)?.float().ok_or(Fault {
            at: 0,
            wrong: Wrong::TooLarge,
        })
    }
}

impl Value for Figure {
    #[inline]
    fn quick(cell: Cell<'_>, marks: Marks) -> Option<Self> {
        let figure = quick(cell, marks)?;
        let value = fixed(figure.negative, figure.mantissa.into(), figure.decimals)?;
        Some(Self {
            value,
            decimals: i32::try_from(figure.decimals).ok()?,
        })
    }

    fn scanned(text: &str, style: Style) -> Result<Self, Fault> {
        scan(text, style)?.figure().ok_or(Fault {
            at: 0,
            wrong: Wrong::TooPrecise,
        })
    }
}

/// Reads a text as a value.
pub(super) fn value<V: Value>(cell: Cell<'_>, style: Style) -> Result<Reading<'_, V>, Fault> {
    if let Some(value) = Marks::of(style).and_then(|marks| V::quick(cell, marks)) {
        return Ok(Reading::Figure(value));
    }
    let text = match std::str::from_utf8(cell.text()) {
        Ok(text) => text,
        Err(broken) => {
            return Err(Fault {
                at: broken.valid_up_to(),
                wrong: Wrong::Unexpected(char::REPLACEMENT_CHARACTER),
            });
        }
    };
    let trimmed = text.trim();
    if is_marker(trimmed) {
        Ok(Reading::Missing(trimmed))
    } else {
        V::scanned(text, style).map(Reading::Figure)
    }
}

fn problem(text: &str, fault: Fault) -> Problem {
    let position = text
        .get(..fault.at)
        .map_or(0, |before| before.chars().count());
    let kind = if fault.wrong == Wrong::TooPrecise {
        ProblemKind::Precision
    } else {
        ProblemKind::Unreadable
    };
    Problem {
        position,
        what: fault.wrong.describe(),
        kind,
    }
}

/// Reads a text exactly.
pub fn read(text: &str, style: Style) -> Result<Reading<'_>, Problem> {
    value(Cell::alone(text.as_bytes()), style).map_err(|fault| problem(text, fault))
}

/// Reads a text into the nearest float, however many digits it has.
pub fn read_float(text: &str, style: Style) -> Result<Reading<'_, f64>, Problem> {
    value(Cell::alone(text.as_bytes()), style).map_err(|fault| problem(text, fault))
}

/// The style that reads the text, where another does and no two read different numbers.
#[must_use]
pub fn hint(text: &str, style: Style) -> Option<Style> {
    let others = Style::ALL.into_iter().filter(|other| *other != style);
    let mut readings =
        others.filter_map(
            |other| match value::<f64>(Cell::alone(text.as_bytes()), other) {
                Ok(Reading::Figure(figure)) => Some((other, figure)),
                _ => None,
            },
        );
    let (first, figure) = readings.next()?;
    readings
        .all(|(_, other)| other.to_bits() == figure.to_bits())
        .then_some(first)
}

/// The error that tells what is wrong with a text.
pub(super) fn refusal(text: &[u8], row: Option<usize>, style: Style, fault: Fault) -> Error {
    let text = String::from_utf8_lossy(text);
    let problem = problem(&text, fault);
    match problem.kind {
        ProblemKind::Precision => Error::Precision {
            argument: "values".to_owned(),
            row,
            found: text.into_owned(),
        },
        ProblemKind::Unreadable => {
            let hint = hint(&text, style).map(Style::name);
            Error::Unreadable {
                row,
                text: text.into_owned(),
                style: style.name(),
                position: problem.position,
                problem: problem.what,
                hint,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trouble(text: &str, style: Style) -> (usize, String) {
        let problem = read(text, style).unwrap_err();
        (problem.position, problem.what)
    }

    #[test]
    fn the_message_names_the_character_and_the_style_that_reads_the_text() {
        let text = b" R$ 9,785.867.36";
        let fault = value::<Figure>(Cell::alone(text), Style::Pt).unwrap_err();
        let error = refusal(text, Some(7), Style::Pt, fault);
        assert_eq!(
            error.to_string(),
            "\" R$ 9,785.867.36\" at row 7 cannot be read in style 'pt': '.' cannot stand after the decimal mark (character 9); style 'mixed' reads it"
        );
    }

    #[test]
    fn every_fault_is_placed_at_its_character() {
        let cases = [
            ("1.5", Style::Pt, 1, "'.' must split groups of three digits"),
            (
                "12.34.567",
                Style::Pt,
                2,
                "'.' must split groups of three digits",
            ),
            (
                "1234.567",
                Style::Pt,
                4,
                "'.' must split groups of three digits",
            ),
            (
                "0.123",
                Style::Pt,
                1,
                "'.' must split groups of three digits",
            ),
            (
                "1,234.5",
                Style::Plain,
                1,
                "',' has no place in plain figures, which have no groups and '.' before their decimals",
            ),
            (
                "1.234",
                Style::Mixed,
                1,
                "'.' alone does not say whether it opens decimals or splits groups",
            ),
            (
                "\u{a0}\u{2212}12,5a",
                Style::Pt,
                6,
                "'a' is not part of a figure",
            ),
            ("US$ 5", Style::Pt, 0, "'U' is not part of a figure"),
            ("1 234,5", Style::Pt, 1, "' ' is not part of a figure"),
            ("ver nota", Style::Pt, 0, "'v' is not part of a figure"),
            ("1e2,5", Style::Pt, 3, "',' is not part of a figure"),
            ("1,5e", Style::Pt, 4, "the exponent has no digits"),
            (",5", Style::Pt, 0, "no digit stands before ','"),
            ("R$ 5,", Style::Pt, 4, "no digit stands after ','"),
            ("--5", Style::Pt, 1, "the figure has a sign already"),
            ("(-5)", Style::Pt, 1, "the figure has a sign already"),
            ("-5-", Style::Pt, 2, "the figure has a sign already"),
            ("(5", Style::Pt, 0, "the parenthesis has no partner"),
            ("5)", Style::Pt, 1, "the parenthesis has no partner"),
            ("R$R$5", Style::Pt, 2, "'R$' stands there twice"),
            ("5%%", Style::Pt, 1, "'%' stands there twice"),
            ("R$", Style::Pt, 2, "there is no figure"),
            ("-,", Style::Pt, 1, "no digit stands before ','"),
        ];
        for (text, style, position, what) in cases {
            assert_eq!(
                trouble(text, style),
                (position, what.to_owned()),
                "{text:?}"
            );
        }
    }

    #[test]
    fn signs_reais_and_percent_may_stand_around_a_figure() {
        for text in [
            "-R$ 1.234,50",
            "R$-1.234,50",
            "- R$ 1.234,50",
            "r$ 1.234,50-",
            "(R$ 1.234,50)",
            "R$ (1.234,50)",
            "-   1.234,50",
            "\u{2212}1.234,50",
        ] {
            assert_eq!(
                read_float(text, Style::Pt),
                Ok(Reading::Figure(-1234.5)),
                "{text:?}"
            );
        }
        for text in ["-25,51%", "(25,51) %", "(25,51 %)", "25,51-%", "25,51 %-"] {
            assert_eq!(
                read_float(text, Style::Pt),
                Ok(Reading::Figure(-25.51)),
                "{text:?}"
            );
        }
    }

    #[test]
    fn a_hint_is_given_only_where_it_is_the_only_one() {
        assert_eq!(hint("9,785.867.36", Style::Pt), Some(Style::Mixed));
        assert_eq!(hint("1.5", Style::Pt), Some(Style::En));
        assert_eq!(hint("0.123", Style::Pt), Some(Style::En));
        assert_eq!(hint("1,234", Style::Plain), None);
        assert_eq!(hint("abc", Style::Pt), None);
    }

    #[test]
    fn long_figures_are_read_into_floats_and_refused_exactly() {
        let text = "987.654.321.098.765.432.109.876.543,21";
        assert_eq!(
            read_float(text, Style::Pt),
            Ok(Reading::Figure(987_654_321_098_765_432_109_876_543.21))
        );
        assert_eq!(
            read(text, Style::Pt).unwrap_err().kind,
            ProblemKind::Precision
        );
        let halfway = "9007199254740993,00000000000000000000000000000000000000000000001";
        assert_eq!(
            read_float(halfway, Style::Pt),
            Ok(Reading::Figure(9_007_199_254_740_994.0))
        );
        assert_eq!(
            read_float("9007199254740993", Style::Pt),
            Ok(Reading::Figure(9_007_199_254_740_992.0))
        );
        assert_eq!(read_float("1e-400", Style::Pt), Ok(Reading::Figure(0.0)));
        assert_eq!(
            trouble("1e-29", Style::Pt).1,
            "the figure needs more than the 28 digits that exact decimals hold"
        );
        for text in ["1e309", "1e99999999999999999999", "-1e400"] {
            assert_eq!(
                read_float(text, Style::Plain).unwrap_err().what,
                "the figure is larger than any float",
                "{text}"
            );
        }
    }

    #[test]
    fn a_zero_keeps_its_precision_within_reason() {
        for (text, decimals) in [("0,00", 2), ("0e5", -5), ("0,0e-3", 4), ("-0,000", 3)] {
            assert_eq!(
                read(text, Style::Pt),
                Ok(Reading::Figure(Figure {
                    value: rust_decimal::Decimal::ZERO,
                    decimals
                })),
                "{text}"
            );
        }
        for text in ["0e-2147483648", "0e2147483647", "0e-999999999999", "0e29"] {
            assert_eq!(
                read(text, Style::Pt).unwrap_err().kind,
                ProblemKind::Precision,
                "{text}"
            );
            assert_eq!(
                read_float(text, Style::Pt),
                Ok(Reading::Figure(0.0)),
                "{text}"
            );
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_refused_where_they_stop_being_one() {
        assert_eq!(
            value::<f64>(Cell::alone(b"12\xff"), Style::Pt),
            Err(Fault {
                at: 2,
                wrong: Wrong::Unexpected('\u{fffd}')
            })
        );
    }
}
