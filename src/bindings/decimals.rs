//! Exact values on their way to `decimal.Decimal`.
//!
//! Making the Decimal itself takes most of the time: the texts are made without allocation, and
//! `map` calls the type faster than we can.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyList, PyString, PyType};
use rust_decimal::Decimal;

/// A sign, 29 digits, a mark and a zero before it are the most that a text has.
const LONGEST: usize = 32;

/// The values as `decimal.Decimal` and None.
pub(super) fn decimals<'py>(py: Python<'py>, values: &[Option<Decimal>]) -> PyResult<Bound<'py, PyList>> {
    static DECIMAL: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    static MAP: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    let (decimal, map) = (DECIMAL.import(py, "decimal", "Decimal")?, MAP.import(py, "builtins", "map")?);
    let texts = PyList::empty(py);
    for value in values.iter().flatten() {
        let mut room = [0; LONGEST];
        texts.append(PyString::new(py, text(*value, &mut room)))?;
    }
    let made = map.call1((decimal, &texts))?;
    if texts.len() == values.len() {
        return py.get_type::<PyList>().call1((made,))?.cast_into().map_err(Into::into);
    }
    let mut made = made.try_iter()?;
    let all = values.iter().map(|value| match value {
        Some(_) => made.next().unwrap_or_else(|| Ok(py.None().into_bound(py))),
        None => Ok(py.None().into_bound(py)),
    });
    PyList::new(py, all.collect::<PyResult<Vec<_>>>()?)
}

/// The plain text of a decimal, from the end of the room forward.
fn text(value: Decimal, room: &mut [u8; LONGEST]) -> &str {
    let (scale, mut rest) = (value.scale(), value.mantissa().unsigned_abs());
    let mut places = room.iter_mut().rev();
    let mut written: u32 = 0;
    while rest > 0 || written <= scale {
        if written == scale && scale > 0 {
            put(&mut places, b'.');
        }
        let digit = if let Ok(word) = u64::try_from(rest) { u128::from(word % 10) } else { rest % 10 };
        rest = if let Ok(word) = u64::try_from(rest) { u128::from(word / 10) } else { rest / 10 };
        put(&mut places, b'0'.wrapping_add(u8::try_from(digit).unwrap_or(0)));
        written = written.wrapping_add(1);
    }
    if value.is_sign_negative() && !value.is_zero() {
        put(&mut places, b'-');
    }
    let unused = places.len();
    room.get(unused..).and_then(|text| std::str::from_utf8(text).ok()).unwrap_or_default()
}

fn put<'a>(places: &mut impl Iterator<Item = &'a mut u8>, byte: u8) {
    if let Some(place) = places.next() {
        *place = byte;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::str::FromStr;

    #[test]
    fn a_decimal_is_the_text_that_it_prints() {
        let texts = ["0", "0.00", "7", "-7.50", "0.05", "-0.0000000000000000000000000001", "79228162514264337593543950335", "1234567890123.45", "-7.9228162514264337593543950335"];
        for printed in texts {
            assert_eq!(text(Decimal::from_str(printed).unwrap(), &mut [0; LONGEST]), printed);
        }
    }
}
