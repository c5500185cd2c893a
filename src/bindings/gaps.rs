//! The distance from own spending to the minimum, over columns from Python.

use numpy::PyReadonlyArray1;
use pyo3::prelude::*;
use rust_decimal::Decimal;

use super::arrays::{CodeOutput, FloatInput, FloatOutput, OutputArray};
use super::exact::{ExactInput, objects};
use super::statute::law_of;
use crate::dues::Owed;
use crate::indicators::gap::{Gap, exact_gaps};
use crate::indicators::gaps::{GapRows, MetRows, gap_rows, met_rows};

/// The gap in points and in reais, and whether the minimum was met: 1 met, 2 not, 0 unknown; and the reasons.
type Gaps<'py> = (FloatOutput<'py>, FloatOutput<'py>, CodeOutput, CodeOutput);

/// The gap between own spending and what was due, the share due given.
#[pyfunction]
#[pyo3(signature = (spent, base, due, rows, outs=None))]
pub(super) fn gaps<'py>(
    py: Python<'py>,
    spent: FloatInput<'py>,
    base: FloatInput<'py>,
    due: FloatInput<'py>,
    rows: usize,
    outs: Option<[OutputArray<'py>; 2]>,
) -> PyResult<Gaps<'py>> {
    gaps_to(py, (&spent, &base), Owed::Given(due.column()?), rows, outs)
}

/// The gap between own spending and the statute's minimum, which is compared exactly.
#[pyfunction]
#[pyo3(signature = (spent, base, years, sphere, reading, start, own_law, outs=None))]
#[expect(
    clippy::too_many_arguments,
    reason = "the law's parameters, one to one"
)]
pub(super) fn gaps_by_law<'py>(
    py: Python<'py>,
    spent: FloatInput<'py>,
    base: FloatInput<'py>,
    years: PyReadonlyArray1<'py, i32>,
    sphere: &str,
    reading: &str,
    start: FloatInput<'py>,
    own_law: FloatInput<'py>,
    outs: Option<[OutputArray<'py>; 2]>,
) -> PyResult<Gaps<'py>> {
    let law = law_of(sphere, reading, &start, &own_law)?;
    let years = years.as_slice()?;
    gaps_to(
        py,
        (&spent, &base),
        Owed::ByLaw(law, years),
        years.len(),
        outs,
    )
}

fn gaps_to<'py>(
    py: Python<'py>,
    (spent, base): (&FloatInput<'py>, &FloatInput<'py>),
    owed: Owed<'_>,
    rows: usize,
    outs: Option<[OutputArray<'py>; 2]>,
) -> PyResult<Gaps<'py>> {
    let (spent, base) = (spent.column()?, base.column()?);
    let fresh = || Ok([OutputArray::new(py, rows)?, OutputArray::new(py, rows)?]);
    let [mut points, mut amounts] = outs.map_or_else(fresh, PyResult::Ok)?;
    let (mut met, mut codes) = (vec![0_u8; rows], vec![0_u8; rows]);
    let out = GapRows {
        pp: points.as_slice()?,
        amount: amounts.as_slice()?,
        met: MetRows {
            met: &mut met,
            reasons: &mut codes,
        },
    };
    py.detach(|| gap_rows(spent, base, owed, out))?;
    Ok((
        points.finish(),
        amounts.finish(),
        CodeOutput(met),
        CodeOutput(codes),
    ))
}

/// Whether each row met the statute's minimum (1), or not (2), or not known (0), and the reasons; or, where `due` is
/// given, that share.
#[pyfunction]
#[pyo3(signature = (spent, base, years, due, sphere, reading, start, own_law))]
#[expect(
    clippy::too_many_arguments,
    reason = "the law's parameters, one to one"
)]
pub(super) fn met_by_law<'py>(
    py: Python<'py>,
    spent: FloatInput<'py>,
    base: FloatInput<'py>,
    years: PyReadonlyArray1<'py, i32>,
    due: Option<FloatInput<'py>>,
    sphere: &str,
    reading: &str,
    start: FloatInput<'py>,
    own_law: FloatInput<'py>,
) -> PyResult<(CodeOutput, CodeOutput)> {
    let law = law_of(sphere, reading, &start, &own_law)?;
    let years = years.as_slice()?;
    let owed = match &due {
        Some(due) => Owed::Given(due.column()?),
        None => Owed::ByLaw(law, years),
    };
    let (spent, base) = (spent.column()?, base.column()?);
    let (mut met, mut codes) = (vec![0_u8; years.len()], vec![0_u8; years.len()]);
    py.detach(|| {
        met_rows(
            spent,
            base,
            owed,
            MetRows {
                met: &mut met,
                reasons: &mut codes,
            },
        )
    })?;
    Ok((CodeOutput(met), CodeOutput(codes)))
}

/// The gap over exact columns: points and reais as Decimals.
#[pyfunction]
#[pyo3(signature = (spent, base, due, rows))]
pub(super) fn gaps_exact<'py>(
    py: Python<'py>,
    spent: &Bound<'py, PyAny>,
    base: &Bound<'py, PyAny>,
    due: &Bound<'py, PyAny>,
    rows: usize,
) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyAny>, CodeOutput, CodeOutput)> {
    let (spent, base, due) = (
        ExactInput::read("own_health_expenditure", spent)?,
        ExactInput::read("linked_revenue", base)?,
        ExactInput::read("due_pct", due)?,
    );
    let gaps = exact_gaps(spent.column(), base.column(), due.column(), rows)?;
    let pick = |of: fn(&Gap<Decimal>) -> Decimal| {
        gaps.iter()
            .map(|gap| gap.as_ref().ok().map(of))
            .collect::<Vec<_>>()
    };
    let met = gaps
        .iter()
        .map(|gap| gap.as_ref().map_or(0, |gap| if gap.met { 1 } else { 2 }));
    let reasons = gaps
        .iter()
        .map(|gap| gap.as_ref().err().map_or(0, |reason| reason.code()));
    Ok((
        objects(py, &pick(|gap| gap.pp))?.into_any(),
        objects(py, &pick(|gap| gap.amount))?.into_any(),
        CodeOutput(met.collect()),
        CodeOutput(reasons.collect()),
    ))
}
