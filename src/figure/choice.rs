//! Finding the style of a column: the one that reads all of it, or those that agree on all of it.

use super::read::{Reading, refusal, value};
use super::scan::Fault;
use super::texts::Cell;
use super::{Style, Texts, Unread};
use crate::error::Error;

const STYLES: usize = Style::ALL.len();

/// The style of a column: named by the caller, or to be found in the column itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// This one.
    Named(Style),
    /// The one that reads the whole column.
    Column,
}

impl Choice {
    /// The choice of that name: a style's, or `column`.
    pub fn from_name(name: &str) -> Result<Self, Error> {
        let names = Style::ALL.map(Style::name).into_iter().chain(["column"]);
        match name {
            "column" => Ok(Self::Column),
            _ => Style::from_name(name)
                .map(Self::Named)
                .map_err(|_| Error::unknown("style", name, names)),
        }
    }

    /// The style in which to read these texts.
    pub fn settle<T: Texts + ?Sized>(self, texts: &T, unread: Unread) -> Result<Style, Error> {
        match self {
            Self::Named(style) => Ok(style),
            Self::Column => choose(texts, unread),
        }
    }
}

/// The style that reads the whole column.
///
/// All styles are tried side by side, and a style that cannot read a row is out. Where those that are
/// left at the end read different numbers, the error shows the first row on which they differ. Under
/// [`Unread::Skip`] only rows that no style reads are passed over: a column whose rows need different
/// styles is refused all the same, as is one that can be read in two ways.
pub fn choose<T: Texts + ?Sized>(texts: &T, unread: Unread) -> Result<Style, Error> {
    let mut field = Field {
        left: [true; STYLES],
        parted: [[None; STYLES]; STYLES],
    };
    for row in 0..texts.rows() {
        // A lone style is judged by the reading itself, which names the row that it cannot read.
        if unread == Unread::Refuse && field.styles().nth(1).is_none() {
            break;
        }
        if let Some(cell) = texts.cell(row) {
            field.try_row(cell, row, unread)?;
        }
    }
    match field.first_difference() {
        None => Ok(field.first()),
        Some(row) => Err(field.ambiguous(texts.cell(row).unwrap_or(Cell::alone(b"")), row)),
    }
}

/// The styles that are still in question.
struct Field {
    left: [bool; STYLES],
    /// The first row that two styles read as different numbers.
    parted: [[Option<usize>; STYLES]; STYLES],
}

impl Field {
    fn styles(&self) -> impl Iterator<Item = Style> {
        Style::ALL
            .into_iter()
            .zip(self.left)
            .filter_map(|(style, left)| left.then_some(style))
    }

    fn first(&self) -> Style {
        self.styles().next().unwrap_or(Style::Pt)
    }

    fn try_row(&mut self, cell: Cell<'_>, row: usize, unread: Unread) -> Result<(), Error> {
        let mut index: usize = 0;
        let readings: [Option<Result<Reading<'_, f64>, Fault>>; STYLES] = Style::ALL.map(|style| {
            let tried = self.left.get(index).copied().unwrap_or_default();
            index = index.saturating_add(1);
            tried.then(|| value(cell, style))
        });
        if !readings.iter().flatten().any(Result::is_ok) {
            return self.nobody(cell, row, unread);
        }
        for (left, reading) in self.left.iter_mut().zip(&readings) {
            *left = matches!(reading, Some(Ok(_)));
        }
        for (first, others) in readings.iter().zip(&mut self.parted) {
            for (second, parted) in readings.iter().zip(others) {
                if let (Some(Ok(Reading::Figure(first))), Some(Ok(Reading::Figure(second))), None) =
                    (first, second, &parted)
                    && first.to_bits() != second.to_bits()
                {
                    *parted = Some(row);
                }
            }
        }
        Ok(())
    }

    /// A row that none of the styles left can read.
    fn nobody(&self, cell: Cell<'_>, row: usize, unread: Unread) -> Result<(), Error> {
        let style = self.first();
        let read_by_another = || {
            Style::ALL
                .into_iter()
                .any(|style| value::<f64>(cell, style).is_ok())
        };
        match value::<f64>(cell, style) {
            Err(fault) if unread == Unread::Refuse || read_by_another() => {
                Err(refusal(cell.text(), Some(row), style, fault))
            }
            _ => Ok(()),
        }
    }

    fn first_difference(&self) -> Option<usize> {
        let rows = self.parted.iter().zip(self.left).filter(|(_, left)| *left);
        rows.flat_map(|(others, _)| others.iter().zip(self.left))
            .filter_map(|(row, left)| row.filter(|_| left))
            .min()
    }

    /// The readings of a row, each number once, by the first style that reads it.
    fn ambiguous(&self, cell: Cell<'_>, row: usize) -> Error {
        let mut readings: Vec<(&'static str, String)> = Vec::new();
        for style in self.styles() {
            if let Ok(Reading::Figure(figure)) = value::<f64>(cell, style)
                && let number = figure.to_string()
                && readings.iter().all(|(_, other)| *other != number)
            {
                readings.push((style.name(), number));
            }
        }
        Error::Ambiguous {
            row,
            text: String::from_utf8_lossy(cell.text()).into_owned(),
            readings,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(texts: &[&str], unread: Unread) -> Result<Style, Error> {
        let texts: Vec<Option<&str>> = texts.iter().copied().map(Some).collect();
        choose(texts.as_slice(), unread)
    }

    #[test]
    fn both_readings_of_an_ambiguous_column_are_shown() {
        let error = chosen(&["n.d", "-", "1.234", "5.678"], Unread::Refuse).unwrap_err();
        let readings = vec![("pt", "1234".to_owned()), ("en", "1.234".to_owned())];
        assert_eq!(
            error,
            Error::Ambiguous {
                row: 2,
                text: "1.234".to_owned(),
                readings
            }
        );
        // A column is no clearer for a row that nobody reads.
        assert!(matches!(
            chosen(&["1.234", "Total"], Unread::Skip),
            Err(Error::Ambiguous { row: 0, .. })
        ));
    }

    #[test]
    fn rows_that_no_style_reads_are_passed_over_when_they_may_be() {
        assert_eq!(
            chosen(&["ver nota", "1,5", "Total"], Unread::Skip),
            Ok(Style::Pt)
        );
        assert!(matches!(
            chosen(&["12", "Total"], Unread::Refuse),
            Err(Error::Unreadable { row: Some(1), .. })
        ));
    }

    #[test]
    fn rows_that_need_different_styles_are_refused_in_any_order() {
        for texts in [["1,5", "1.5"], ["1.5", "1,5"]] {
            assert!(matches!(
                chosen(&texts, Unread::Skip),
                Err(Error::Unreadable { row: Some(1), .. })
            ));
        }
    }

    #[test]
    fn a_style_is_named_or_found() {
        assert_eq!(Choice::from_name("mixed"), Ok(Choice::Named(Style::Mixed)));
        assert_eq!(Choice::from_name("column"), Ok(Choice::Column));
        let error = Choice::from_name("colum").unwrap_err();
        assert!(
            error.to_string().contains("did you mean 'column'?"),
            "{error}"
        );
        assert_eq!(
            Choice::Named(Style::En).settle([Some("1,5")].as_slice(), Unread::Refuse),
            Ok(Style::En)
        );
        assert_eq!(
            Choice::Column.settle([Some("1,5")].as_slice(), Unread::Refuse),
            Ok(Style::Pt)
        );
    }

    #[test]
    fn a_column_without_figures_has_any_style() {
        assert_eq!(chosen(&[], Unread::Refuse), Ok(Style::Pt));
        assert_eq!(chosen(&["n.d", ""], Unread::Refuse), Ok(Style::Pt));
        assert_eq!(
            choose([None::<&str>].as_slice(), Unread::Refuse),
            Ok(Style::Pt)
        );
    }
}
