//! The slips of a hand: which of them turn a number that the rules allow into the text on the page.
//!
//! The list is data: [`SLIPS`]. A slip undoes itself: from the page it gives the numbers that the hand
//! may have meant, and those that the rules allow are kept.

mod list;
mod numeral;
mod origins;
mod page;

use std::cmp::Ordering;
use std::fmt;

use num_bigint::BigInt;

use self::numeral::{Numeral, common, printable, scaled};
use self::page::Page;
use crate::error::Error;
use crate::figure::{Figure, Interval, Kind, Negative, Reading, Style, read};
use crate::metadata::Bilingual;
use crate::number::power_of_ten;

pub use self::list::SLIPS;

/// More printable numbers than these are too many for a slip that does not say which of them it was.
const FEW: usize = 8;
/// More than these are not looked through digit by digit.
const MANY: usize = 64;

/// A way in which a hand turns a number into another text.
#[derive(Clone, Copy)]
pub struct Slip {
    /// The name, for programs.
    pub id: &'static str,
    /// What the hand did, in print.
    pub label: Bilingual,
    /// Whether it leaves a text that the style cannot read.
    pub unreadable: bool,
    /// The numerals that the hand may have meant.
    origins: fn(&Case<'_>) -> Vec<Numeral>,
}

impl fmt::Debug for Slip {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Slip")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

impl PartialEq for Slip {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Slip {}

/// How the page prints its figures.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// Which marks it uses.
    pub style: Style,
    /// What a printed figure says of the number behind it.
    pub kind: Kind,
    /// The decimals of the column; those of the text itself where the caller does not know them.
    pub decimals: Option<u32>,
    /// How a negative figure is marked, where the text itself does not show it.
    pub negative: Negative,
    /// The texts beside, above and below.
    pub neighbours: &'a [&'a str],
}

impl Setting<'_> {
    /// A page in that style whose figures are of that kind; nothing else is known.
    #[must_use]
    pub const fn new(style: Style, kind: Kind) -> Self {
        Self {
            style,
            kind,
            decimals: None,
            negative: Negative::Minus,
            neighbours: &[],
        }
    }
}

/// A slip that explains the text, and what the hand meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The slip.
    pub slip: &'static Slip,
    /// What a proof-reader would write in its place.
    pub suggestion: Suggestion,
}

/// A figure, written as the page would.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The text.
    pub text: String,
    /// Its number.
    pub figure: Figure,
}

/// What can be said of a printed text and the range that the rules leave to its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Naming {
    /// Whether the text fits as it stands; then no slip is named.
    pub fits: bool,
    /// All slips that explain it, the most plausible first.
    pub named: Vec<Named>,
    /// All figures of the range with the page's decimals, from the lowest; `None` where there are many.
    pub printable: Option<Vec<Suggestion>>,
}

impl Naming {
    const fn nothing(fits: bool) -> Self {
        Self {
            fits,
            named: Vec::new(),
            printable: None,
        }
    }

    /// The one number that the named slips lead to, by its most plausible slip; `None` where none is
    /// named, or where they lead to several.
    #[must_use]
    pub fn unique(&self) -> Option<&Named> {
        let first = self.named.first()?;
        let number = first.suggestion.figure.value;
        let same = |other: &Named| other.suggestion.figure.value == number;
        self.named.iter().all(same).then_some(first)
    }
}

/// Names the slips that turn a number of the range into the text.
///
/// A missing marker and a figure with an exponent have none. What is no figure in any style is an error.
pub fn name(text: &str, range: &Interval, setting: &Setting<'_>) -> Result<Naming, Error> {
    let Some(mut page) = Page::of(text, setting.style, setting.negative) else {
        return match read(text, setting.style) {
            Ok(Reading::Missing(_)) => Ok(Naming::nothing(false)),
            Ok(Reading::Figure(figure)) => Ok(Naming::nothing(
                common(&Interval::of(&figure, setting.kind), range).is_some(),
            )),
            Err(problem) => Err(Error::Unreadable {
                row: None,
                text: text.to_owned(),
                style: setting.style.name(),
                position: problem.position,
                problem: problem.what,
                hint: None,
            }),
        };
    };
    let beside = beside(setting);
    for other in &beside {
        page.grouped_as(other);
    }
    let decimals = setting
        .decimals
        .and_then(|known| usize::try_from(known).ok());
    let case = Case {
        page: &page,
        range,
        kind: setting.kind,
        known: decimals,
        decimals: decimals.unwrap_or(page.numeral.decimals),
        neighbours: beside
            .iter()
            .filter_map(|other| other.numeral.with_decimals(page.numeral.decimals))
            .collect(),
    };
    if page.readable && case.allows(&page.numeral) {
        return Ok(Naming::nothing(true));
    }
    let suggestion = |numeral: &Numeral| {
        Some(Suggestion {
            text: page.written(numeral),
            figure: numeral.figure()?,
        })
    };
    let mut named: Vec<Named> = Vec::new();
    for slip in SLIPS.iter().filter(|slip| slip.unreadable != page.readable) {
        for numeral in (slip.origins)(&case) {
            let same = page.readable && numeral.value() == page.numeral.value();
            if same || !case.allows(&numeral) {
                continue;
            }
            let known =
                |other: &Named, value| other.slip == slip && other.suggestion.figure.value == value;
            if let Some(suggestion) = suggestion(&numeral)
                && !named
                    .iter()
                    .any(|other| known(other, suggestion.figure.value))
            {
                named.push(Named { slip, suggestion });
            }
        }
    }
    let printable = case.printable(MANY);
    let printable = printable.map(|all| all.iter().filter_map(suggestion).collect());
    Ok(Naming {
        fits: false,
        named,
        printable,
    })
}

/// The figures beside the text that the style reads.
fn beside(setting: &Setting<'_>) -> Vec<Page> {
    let texts = setting.neighbours.iter();
    let pages = texts.filter_map(|text| Page::of(text, setting.style, setting.negative));
    pages.filter(|page| page.readable).collect()
}

/// A text in question, for the list of slips.
struct Case<'a> {
    page: &'a Page,
    range: &'a Interval,
    kind: Kind,
    /// The decimals of the column, where they are known.
    known: Option<usize>,
    /// The decimals of the column, or else of the text.
    decimals: usize,
    neighbours: Vec<Numeral>,
}

impl Case<'_> {
    /// Whether the figure may stand for a number of the range.
    fn allows(&self, numeral: &Numeral) -> bool {
        numeral
            .interval(self.kind)
            .is_some_and(|interval| common(&interval, self.range).is_some())
    }

    /// The figures of the range with the page's decimals.
    fn printable(&self, most: usize) -> Option<Vec<Numeral>> {
        printable(self.range, self.kind, self.decimals, most)
    }

    /// The figure with the decimals of its column, where only zeros come or go for that; only an exact
    /// figure says that zeros come next.
    fn settled(&self, numeral: Numeral) -> Option<Numeral> {
        match numeral.decimals.cmp(&self.decimals) {
            Ordering::Equal => Some(numeral),
            Ordering::Less if self.kind != Kind::Exact => None,
            _ => numeral.with_decimals(self.decimals),
        }
    }

    /// The figure whose mark the text has lost: the text does not show the decimals of an unknown
    /// column. Decimals that are all zeros are not looked for behind a group mark.
    fn unmarked(&self, decimals: i32) -> Option<Numeral> {
        let numeral = self.moved(decimals)?;
        let idle = self.page.grouped() && numeral.with_decimals(0).is_some();
        let taken = match self.known {
            Some(known) => known == numeral.decimals,
            None => !idle,
        };
        taken.then_some(numeral)
    }

    /// The numeral whose mark, moved by so many places to the right, gives the text: the digits stay.
    fn moved(&self, places: i32) -> Option<Numeral> {
        let page = &self.page.numeral;
        let decimals = i32::try_from(page.decimals).ok()?.checked_add(places)?;
        let mut digits = page.digits.clone();
        let zeros = usize::try_from(decimals.saturating_neg()).unwrap_or(0);
        digits.extend(std::iter::repeat_n(0, zeros));
        let decimals = usize::try_from(decimals).unwrap_or(0);
        Some(Numeral::lenient(page.negative, digits, decimals))
    }

    /// The figures that, times so many powers of ten and printed anew, give the text.
    fn rescaled(&self, places: i32, most: usize) -> Vec<Numeral> {
        // Digits are lost where the printed number is the smaller one.
        let kind = if places < 0 && self.kind == Kind::Exact {
            Kind::Rounded
        } else {
            self.kind
        };
        let before = self.page.numeral.interval(kind).and_then(|interval| {
            let factor = power_of_ten(places.saturating_neg());
            common(&scaled(&interval, &factor), self.range)
        });
        before
            .and_then(|before| printable(&before, self.kind, self.decimals, most))
            .unwrap_or_default()
    }

    /// The figure so many units of the last decimal away from zero, or towards it.
    fn units_away(&self, units: i32) -> Numeral {
        let page = &self.page.numeral;
        let way = if page.negative { -1 } else { 1 };
        let moved = page.units() + BigInt::from(units) * BigInt::from(way);
        Numeral::of_units(&moved, page.decimals)
    }
}

#[cfg(test)]
mod tests;
