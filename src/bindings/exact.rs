//! Columns of exact decimals from and to Python: `decimal.Decimal` objects and Arrow's decimal words.

use numpy::{PyArray1, PyReadonlyArray1};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBool, PyInt, PyList, PyString, PyTuple, PyType};
use rust_decimal::Decimal;

use crate::error::Error;
use crate::figure::Fixed;
use crate::number::exact_from_text;
use crate::rows::ExactColumn;

/// Every exact Arrow column that goes back has at least this many decimals.
const LEAST_SCALE: u32 = 12;
/// The digits of Arrow's decimal128.
const ARROW_DIGITS: u32 = 38;

/// A column read into the core's decimals.
pub(super) enum ExactInput {
    Scalar(Option<Decimal>),
    Rows(Vec<Option<Decimal>>),
}

impl ExactInput {
    /// Reads a Decimal or int, a list of them and None, or Arrow words (words, validity, scale).
    pub(super) fn read(argument: &str, given: &Bound<'_, PyAny>) -> PyResult<Self> {
        if let Ok(list) = given.cast::<PyList>() {
            let values = list
                .iter()
                .enumerate()
                .map(|(row, value)| number(argument, Some(row), &value));
            return values.collect::<PyResult<_>>().map(Self::Rows);
        }
        if let Ok(tuple) = given.cast::<PyTuple>() {
            let (words, valid, scale): (
                PyReadonlyArray1<'_, u64>,
                PyReadonlyArray1<'_, bool>,
                i32,
            ) = tuple.extract()?;
            return from_words(argument, words.as_slice()?, valid.as_slice()?, scale)
                .map(Self::Rows);
        }
        number(argument, None, given).map(Self::Scalar)
    }

    pub(super) fn column(&self) -> ExactColumn<'_> {
        match self {
            Self::Scalar(value) => ExactColumn::Scalar(*value),
            Self::Rows(rows) => ExactColumn::Rows(rows),
        }
    }
}

fn decimal_type(py: Python<'_>) -> PyResult<&Bound<'_, PyType>> {
    static DECIMAL: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    DECIMAL.import(py, "decimal", "Decimal")
}

/// One Decimal or int; None and Decimal('NaN') are missing. Floats and booleans are not exact amounts.
fn number(
    argument: &str,
    row: Option<usize>,
    given: &Bound<'_, PyAny>,
) -> PyResult<Option<Decimal>> {
    if given.is_none() {
        return Ok(None);
    }
    let py = given.py();
    let whole = given.is_instance_of::<PyInt>() && !given.is_instance_of::<PyBool>();
    if !whole && !given.is_instance(decimal_type(py)?)? {
        let place = row.map_or_else(String::new, |row| format!(" at row {row}"));
        return Err(PyTypeError::new_err(format!(
            "`{argument}`{place} is {} ({}); exact columns hold Decimal or int",
            given.repr()?,
            given.get_type().name()?
        )));
    }
    // Python prints no whole number of thousands of digits.
    let Ok(text) = given.str() else {
        return Err(Error::Precision {
            argument: argument.to_owned(),
            row,
            found: "a number of thousands of digits".to_owned(),
        }
        .into());
    };
    let text = text.to_str()?;
    // A NaN may carry digits of its own; the signalling one is no missing value.
    if text.trim_start_matches('-').starts_with("NaN") {
        return Ok(None);
    }
    match exact_from_text(text) {
        Some(Ok(value)) => Ok(Some(value)),
        Some(Err(_)) => Err(Error::Precision {
            argument: argument.to_owned(),
            row,
            found: text.to_owned(),
        }
        .into()),
        None => Err(Error::Domain {
            argument: argument.to_owned(),
            row,
            found: text.to_owned(),
            expected: "a finite amount, or None where it is missing".to_owned(),
            reason: "amount_not_finite",
        }
        .into()),
    }
}

/// Arrow's decimal128: two little-endian words a row.
fn from_words(
    argument: &str,
    words: &[u64],
    valid: &[bool],
    scale: i32,
) -> PyResult<Vec<Option<Decimal>>> {
    let pairs = words.chunks_exact(2).zip(valid).enumerate();
    pairs
        .map(|(row, (pair, valid))| {
            let [low, high] = pair else { return Ok(None) };
            if !valid {
                return Ok(None);
            }
            let mantissa = i128::from(high.cast_signed()) << 64 | i128::from(*low);
            let text = format!("{mantissa}e{}", scale.saturating_neg());
            match exact_from_text(&text) {
                Some(Ok(value)) => Ok(Some(value)),
                _ => Err(Error::Precision {
                    argument: argument.to_owned(),
                    row: Some(row),
                    found: text,
                }
                .into()),
            }
        })
        .collect()
}

/// The values as `decimal.Decimal` and None.
pub(super) fn objects<'py>(
    py: Python<'py>,
    values: &[Option<Decimal>],
) -> PyResult<Bound<'py, PyList>> {
    let make = creation(py)?;
    let objects = values
        .iter()
        .map(|value| object(make, value.map(Fixed::from)));
    PyList::new(py, objects.collect::<PyResult<Vec<_>>>()?)
}

/// An array of `decimal.Decimal` and None.
pub(super) type Objects<'py> = Bound<'py, PyArray1<Py<PyAny>>>;

/// The same as an array.
pub(super) fn object_array(
    py: Python<'_>,
    rows: usize,
    values: impl Iterator<Item = PyResult<Option<Fixed>>>,
) -> PyResult<Objects<'_>> {
    let make = creation(py)?;
    let mut objects = Vec::with_capacity(rows);
    for value in values {
        objects.push(object(make, value?)?.unbind());
    }
    Ok(PyArray1::from_vec(py, objects))
}

/// What makes a Decimal of a text, every digit of it: the type itself parses its arguments by name
/// first, which costs a fifth of the whole.
fn creation(py: Python<'_>) -> PyResult<&Bound<'_, PyAny>> {
    static CREATION: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let make = CREATION.get_or_try_init(py, || {
        let context = py.import("decimal")?.getattr("Context")?;
        let wide = context.call1((ARROW_DIGITS,))?;
        wide.getattr("create_decimal").map(Bound::unbind)
    })?;
    Ok(make.bind(py))
}

fn object<'py>(make: &Bound<'py, PyAny>, value: Option<Fixed>) -> PyResult<Bound<'py, PyAny>> {
    let py = make.py();
    let Some(value) = value else {
        return Ok(py.None().into_bound(py));
    };
    let mut room = Room::default();
    make.call1((PyString::new(py, room.plain(value)),))
}

/// Room for a sign, a zero, a mark and 39 digits, filled from the end.
struct Room {
    bytes: [u8; 48],
    start: usize,
}

impl Default for Room {
    fn default() -> Self {
        Self {
            bytes: [0; 48],
            start: 48,
        }
    }
}

impl Room {
    /// The number in plain digits, as a `Decimal` displays it.
    fn plain(&mut self, Fixed { size, decimals }: Fixed) -> &str {
        let digits = size.unsigned_abs();
        let scale = 10_u64.checked_pow(decimals);
        match (u64::try_from(digits), scale) {
            // A division of a word is some ten times as fast as one of two.
            (Ok(digits), Some(scale)) => {
                let (whole, fraction) = (
                    digits.checked_div(scale).unwrap_or_default(),
                    digits.checked_rem(scale).unwrap_or_default(),
                );
                if decimals > 0 {
                    self.digits(fraction, decimals);
                    self.byte(b'.');
                }
                self.digits(whole, 1);
            }
            _ => self.long(digits, decimals),
        }
        if size < 0 {
            self.byte(b'-');
        }
        let text = self.bytes.get(self.start..).unwrap_or_default();
        std::str::from_utf8(text).unwrap_or_default()
    }

    fn byte(&mut self, byte: u8) {
        self.start = self.start.saturating_sub(1);
        if let Some(place) = self.bytes.get_mut(self.start) {
            *place = byte;
        }
    }

    /// Puts a number in front, with so many digits at least.
    fn digits(&mut self, mut number: u64, least: u32) {
        let mut left = least;
        while number > 0 || left > 0 {
            let digit = u8::try_from(number % 10).unwrap_or_default();
            self.byte(digit.wrapping_add(b'0'));
            number /= 10;
            left = left.saturating_sub(1);
        }
    }

    fn long(&mut self, mut digits: u128, decimals: u32) {
        let mut written: u32 = 0;
        while digits > 0 || written <= decimals {
            let digit = u8::try_from(digits % 10).unwrap_or_default();
            self.byte(digit.wrapping_add(b'0'));
            digits /= 10;
            written = written.saturating_add(1);
            if written == decimals {
                self.byte(b'.');
            }
        }
    }
}

/// Arrow words, validity and the scale that they share.
pub(super) type Words<'py> = (Bound<'py, PyArray1<u64>>, Bound<'py, PyArray1<bool>>, u32);

/// The values as Arrow words at one scale. Quotients are rounded to it where they must; what is exact fits or is refused.
pub(super) fn words<'py>(
    py: Python<'py>,
    values: &[Option<Decimal>],
    quotients: bool,
) -> PyResult<Words<'py>> {
    let widest = values
        .iter()
        .flatten()
        .map(|value| value.normalize().scale())
        .max()
        .unwrap_or(0)
        .max(LEAST_SCALE);
    let whole_digits = values
        .iter()
        .flatten()
        .map(|value| digits(value.trunc().mantissa()))
        .max()
        .unwrap_or(0);
    let scale = if quotients {
        widest.min(ARROW_DIGITS.saturating_sub(whole_digits))
    } else {
        widest
    };
    let mut words = Vec::with_capacity(values.len().saturating_mul(2));
    for (row, value) in values.iter().enumerate() {
        let mantissa = match value {
            None => 0,
            Some(value) => at_scale(*value, scale).ok_or_else(|| Error::Precision {
                argument: "result".to_owned(),
                row: Some(row),
                found: format!("{value} with {scale} decimals"),
            })?,
        };
        let [low, high] = halves(mantissa);
        words.extend([low, high]);
    }
    let valid = values.iter().map(Option::is_some);
    Ok((
        PyArray1::from_vec(py, words),
        PyArray1::from_iter(py, valid),
        scale,
    ))
}

fn digits(value: i128) -> u32 {
    value
        .unsigned_abs()
        .checked_ilog10()
        .map_or(0, |log| log.saturating_add(1))
}

fn at_scale(value: Decimal, scale: u32) -> Option<i128> {
    let value = value.round_dp(scale);
    let mantissa = value
        .mantissa()
        .checked_mul(10_i128.checked_pow(scale.checked_sub(value.scale())?)?)?;
    (digits(mantissa) <= ARROW_DIGITS).then_some(mantissa)
}

fn halves(value: i128) -> [u64; 2] {
    let bytes = value.to_le_bytes();
    let (low, high) = bytes.split_at(8);
    [low, high].map(|half| half.try_into().map_or(0, u64::from_le_bytes))
}
