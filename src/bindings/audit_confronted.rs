//! Rules confronted with tables: verdicts, and what they rest on.

use std::convert::Infallible;

use numpy::PyArray1;
use pyo3::prelude::*;

use crate::audit::confront::{Confrontation, Instance};
use crate::audit::decide::Verdict;
use crate::audit::ground::Address;
use crate::figure::Interval;
use crate::number::decimal_text;
use crate::parts::spread;

/// Rules confronted with tables.
#[pyclass(frozen, module = "sustenta._core")]
pub(super) struct Confronted {
    confrontation: Confrontation,
}

/// Of each verdict asked for: four ends, the gap, why, and the addresses of all cells, of those missing and of those left out.
type Details = (
    [Vec<Option<String>>; 5],
    Vec<Option<&'static str>>,
    [Vec<Vec<String>>; 3],
);

/// The same of one verdict.
type Detail = ([Option<String>; 5], Option<&'static str>, [Vec<String>; 3]);

#[pymethods]
impl Confronted {
    /// How many of each rule's verdicts are satisfied, violated, undecided and failed.
    fn counts(&self) -> Vec<[usize; 4]> {
        let count = |verdicts: &Vec<Verdict>| {
            Verdict::ALL.map(|wanted| {
                verdicts
                    .iter()
                    .filter(|verdict| **verdict == wanted)
                    .count()
            })
        };
        self.confrontation.verdicts.iter().map(count).collect()
    }

    /// The rule, the row and the verdict (in the order of `counts`) of every verdict.
    fn outcomes<'py>(&self, py: Python<'py>) -> Outcomes<'py> {
        let instances = self.confrontation.instances(&Verdict::ALL);
        let rule = |instance: &Instance| i64::try_from(instance.rule).unwrap_or(-1);
        let row = |instance: &Instance| {
            self.confrontation
                .row(*instance)
                .and_then(|row| i64::try_from(row).ok())
                .unwrap_or(-1)
        };
        let verdict = |instance: &Instance| {
            let verdict = self.confrontation.verdict(*instance);
            let place = Verdict::ALL
                .iter()
                .position(|known| Some(*known) == verdict);
            place
                .and_then(|place| i64::try_from(place).ok())
                .unwrap_or(-1)
        };
        (
            PyArray1::from_iter(py, instances.iter().map(rule)),
            PyArray1::from_iter(py, instances.iter().map(row)),
            PyArray1::from_iter(py, instances.iter().map(verdict)),
        )
    }

    /// What some verdicts rest on, by their places in `outcomes`.
    fn details(&self, py: Python<'_>, places: Vec<usize>) -> Details {
        py.detach(|| self.explained(&places))
    }
}

type Outcomes<'py> = (
    Bound<'py, PyArray1<i64>>,
    Bound<'py, PyArray1<i64>>,
    Bound<'py, PyArray1<i64>>,
);

impl Confronted {
    /// For Python, which asks about it.
    pub(super) const fn of(confrontation: Confrontation) -> Self {
        Self { confrontation }
    }

    /// The confrontation itself, for the solver.
    pub(super) const fn confrontation(&self) -> &Confrontation {
        &self.confrontation
    }

    fn explained(&self, places: &[usize]) -> Details {
        const PIECE: usize = 1024;
        let instances = self.confrontation.instances(&Verdict::ALL);
        let pieces = places.chunks(PIECE).collect();
        let Ok(pieces) = spread(pieces, |piece: &[usize]| {
            let details = piece.iter().map(|place| self.detail(instances.get(*place)));
            Ok::<Vec<Detail>, Infallible>(details.collect())
        });
        let mut columns: Details = Default::default();
        for (ends, why, addresses) in pieces.into_iter().flatten() {
            for (column, end) in columns.0.iter_mut().zip(ends) {
                column.push(end);
            }
            columns.1.push(why);
            for (column, list) in columns.2.iter_mut().zip(addresses) {
                column.push(list);
            }
        }
        columns
    }

    fn detail(&self, instance: Option<&Instance>) -> Detail {
        let Some(decision) = instance.and_then(|instance| self.confrontation.decision(*instance))
        else {
            return Detail::default();
        };
        let ends = |side: Option<&Interval>| {
            side.map_or((None, None), |side| {
                let low = decimal_text(&side.low);
                let high = if side.low == side.high {
                    low.clone()
                } else {
                    decimal_text(&side.high)
                };
                (Some(low), Some(high))
            })
        };
        let (left_low, left_high) = ends(decision.left.as_ref());
        let (right_low, right_high) = ends(decision.right.as_ref());
        let gap = decision.gap.as_ref().map(decimal_text);
        let spelt = |cells: &[Address]| {
            cells
                .iter()
                .map(|cell| self.confrontation.spelt(cell))
                .collect()
        };
        (
            [left_low, left_high, right_low, right_high, gap],
            decision.why.map(crate::audit::decide::Why::name),
            [
                spelt(&decision.cells),
                spelt(&decision.missing),
                spelt(&decision.excluded),
            ],
        )
    }
}
