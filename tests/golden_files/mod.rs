//! Reads the files of `tests/golden`: text by column name, blank cells as nothing.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    reason = "each test binary reads some files"
)]

use std::path::PathBuf;

use rust_decimal::Decimal;
use sustenta::number::{BigRational, exact_from_text, rational};

/// A row of a golden file.
pub(crate) struct Row {
    file: String,
    columns: csv::StringRecord,
    cells: csv::StringRecord,
}

impl Row {
    /// The text of a cell; a column that the file lacks is a mistake of the test.
    pub(crate) fn text(&self, column: &str) -> &str {
        let place = self.columns.iter().position(|name| name == column);
        let cell = place.and_then(|place| self.cells.get(place));
        cell.unwrap_or_else(|| panic!("{} has no column {column}", self.file))
    }

    /// The text of a cell, unless it is blank.
    pub(crate) fn given(&self, column: &str) -> Option<&str> {
        Some(self.text(column)).filter(|text| !text.is_empty())
    }

    /// The number of a cell, as an exact decimal.
    pub(crate) fn decimal(&self, column: &str) -> Option<Decimal> {
        self.given(column)
            .map(|text| exact_from_text(text).unwrap().unwrap())
    }

    /// The number of a cell, as a rational.
    pub(crate) fn rational(&self, column: &str) -> Option<BigRational> {
        self.decimal(column).map(rational)
    }

    /// The number of a cell, as the nearest float; NaN where the cell is blank.
    pub(crate) fn float(&self, column: &str) -> f64 {
        self.given(column)
            .map_or(f64::NAN, |text| text.parse().unwrap())
    }

    /// Where the row stands, for messages.
    pub(crate) fn place(&self) -> String {
        let line = self.cells.position().map_or(0, csv::Position::line);
        format!(
            "{} line {line}: {}",
            self.file,
            self.cells.iter().collect::<Vec<_>>().join(",")
        )
    }
}

/// The rows of a golden file; nothing where there is no such file.
pub(crate) fn rows(file: &str) -> Option<Vec<Row>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(file);
    let mut reader = csv::Reader::from_path(path).ok()?;
    let columns = reader.headers().unwrap().clone();
    let row = |cells: Result<_, csv::Error>| Row {
        file: file.to_owned(),
        columns: columns.clone(),
        cells: cells.unwrap(),
    };
    Some(reader.records().map(row).collect())
}

/// The rows of a golden file that has to be there.
pub(crate) fn required(file: &str) -> Vec<Row> {
    rows(file)
        .filter(|rows| !rows.is_empty())
        .unwrap_or_else(|| panic!("tests/golden/{file} is not there or has no rows"))
}
