//! Lines of large tables, for Python's readers.

use numpy::PyReadonlyArray1;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::lines::{Layout, scan, whole};

/// A line that is none of the table's: its place, how many cells it has (None where a quotation mark
/// has no partner), and its text.
type Odd<'py> = (usize, Option<usize>, Bound<'py, PyBytes>);

/// What is found: the wanted lines, their places, all that are none of the table's, the place of the
/// last that is, how many lines there are, and how many bytes they have.
type Found<'py> = (
    Bound<'py, PyBytes>,
    Vec<usize>,
    Vec<Odd<'py>>,
    Option<usize>,
    usize,
    usize,
);

/// Gives the lines of a block whose cell in a column is to be kept, as `keep` says of each different
/// cell; what follows the last end of a line is looked at only where the block is the `last`.
#[pyfunction]
pub(super) fn lines_with<'py>(
    py: Python<'py>,
    block: PyReadonlyArray1<'py, u8>,
    separator: u8,
    width: usize,
    column: usize,
    keep: &Bound<'py, PyAny>,
    last: bool,
) -> PyResult<Found<'py>> {
    let layout = Layout {
        separator,
        width,
        column,
    };
    let block = block.as_slice()?;
    let size = if last { block.len() } else { whole(block) };
    let bytes = block.get(..size).unwrap_or_default();
    let parts = py.detach(|| scan(bytes, layout));
    let (mut kept, mut places, mut odd) = (Vec::new(), Vec::new(), Vec::new());
    let (mut last_whole, mut count) = (None, 0_usize);
    for lines in parts {
        let wanted = lines.cells.iter().map(|cell| {
            keep.call1((PyBytes::new(py, cell),))
                .and_then(|kept| kept.is_truthy())
        });
        let wanted: Vec<bool> = wanted.collect::<PyResult<_>>()?;
        for (line, text) in lines.with(&wanted) {
            kept.extend_from_slice(text);
            places.push(count.saturating_add(line));
        }
        odd.extend(lines.odd.iter().map(|one| {
            let line = count.saturating_add(one.line);
            (line, one.cells, PyBytes::new(py, one.text))
        }));
        if let Some(line) = lines.last {
            last_whole = Some(count.saturating_add(line));
        }
        count = count.saturating_add(lines.count());
    }
    Ok((
        PyBytes::new(py, &kept),
        places,
        odd,
        last_whole,
        count,
        size,
    ))
}
