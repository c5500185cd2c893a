//! The styles in which figures are printed.

use crate::error::Error;

/// Which mark splits groups and which one opens the decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Brazilian: `1.234,56`.
    Pt,
    /// English: `1,234.56`.
    En,
    /// As programs print: `1234.56`, no groups.
    Plain,
    /// Both marks present, in any order: the last mark is the decimal one, all others split groups.
    Mixed,
}

impl Style {
    /// All of them, in the order in which they are tried.
    pub const ALL: [Self; 4] = [Self::Pt, Self::En, Self::Plain, Self::Mixed];

    /// The style's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pt => "pt",
            Self::En => "en",
            Self::Plain => "plain",
            Self::Mixed => "mixed",
        }
    }

    /// The style of that name.
    pub fn from_name(name: &str) -> Result<Self, Error> {
        Self::ALL
            .into_iter()
            .find(|style| style.name() == name)
            .ok_or_else(|| Error::unknown("style", name, Self::ALL.map(Self::name)))
    }

    /// Where the mark stands that opens the decimals, if one does.
    pub(super) fn decimal_mark(self, number: &[u8]) -> Option<usize> {
        match self {
            Self::Pt => number.iter().position(|byte| *byte == b','),
            Self::En | Self::Plain => number.iter().position(|byte| *byte == b'.'),
            Self::Mixed => number.iter().rposition(|byte| matches!(byte, b'.' | b',')),
        }
    }

    /// Whether the byte splits groups of three digits.
    pub(super) const fn splits(self, byte: u8) -> bool {
        match self {
            Self::Pt => byte == b'.',
            Self::En => byte == b',',
            Self::Plain => false,
            Self::Mixed => matches!(byte, b'.' | b','),
        }
    }
}
