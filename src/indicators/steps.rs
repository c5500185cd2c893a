//! Several indicators over the columns of one panel, a block of rows at a time.
//!
//! A block's columns stay in the caches from one indicator to the next, and threads are started once.

use super::Entry;
use super::gaps::{in_parts, share_of};
use crate::error::Error;
use crate::rows::{Column, Errors};

/// Rows of a block: a step's columns stay in the second-level cache, and a call costs little beside its rows.
const BLOCK: usize = 16_384;

/// Where an input of a step stands.
#[derive(Clone, Copy, Debug)]
pub enum Source<'a> {
    /// In a column, or a lone number.
    Column(Column<'a>),
    /// In the results of an earlier step.
    Step(usize),
}

/// An indicator and its inputs.
pub struct Step<'a> {
    /// The indicator.
    pub entry: &'static Entry,
    /// Its inputs, in the order of its arguments.
    pub inputs: Vec<Source<'a>>,
}

/// Where the results of the steps go: a column each, all of one length, and their reasons if these are wanted.
pub struct StepRows<'a> {
    /// The values.
    pub outs: Vec<&'a mut [f64]>,
    /// The codes of the reasons: one column a step, or none at all.
    pub reasons: Vec<&'a mut [u8]>,
}

/// Runs the steps in their order; a value outside a domain is missing, with its reason.
pub fn run(steps: &[Step<'_>], rows: StepRows<'_>) -> Result<(), Error> {
    let length = rows.outs.first().map_or(0, |out| out.len());
    check(steps, &rows, length)?;
    let share = share_of(length, steps.len());
    let mut parts: Vec<StepRows<'_>> = Vec::new();
    parts.resize_with(length.div_ceil(share), || StepRows {
        outs: Vec::new(),
        reasons: Vec::new(),
    });
    for out in rows.outs {
        for (part, piece) in parts.iter_mut().zip(out.chunks_mut(share)) {
            part.outs.push(piece);
        }
    }
    for codes in rows.reasons {
        for (part, piece) in parts.iter_mut().zip(codes.chunks_mut(share)) {
            part.reasons.push(piece);
        }
    }
    in_parts(parts.into_iter(), share, |start, part| {
        stretch(steps, start, part)
    })
}

fn check(steps: &[Step<'_>], rows: &StepRows<'_>, length: usize) -> Result<(), Error> {
    let wrong = |argument: &str, found: usize| {
        Err(Error::Length {
            argument: argument.to_owned(),
            found,
            expected: length,
        })
    };
    if rows.outs.len() != steps.len()
        || (!rows.reasons.is_empty() && rows.reasons.len() != steps.len())
    {
        return Err(Error::Length {
            argument: "outs".to_owned(),
            found: rows.outs.len(),
            expected: steps.len(),
        });
    }
    let lengths = rows
        .outs
        .iter()
        .map(|out| out.len())
        .chain(rows.reasons.iter().map(|codes| codes.len()));
    if let Some(found) = lengths.into_iter().find(|found| *found != length) {
        return wrong("outs", found);
    }
    for (number, step) in steps.iter().enumerate() {
        for (input, source) in step.entry.indicator.inputs.iter().zip(&step.inputs) {
            match source {
                Source::Column(column) => match column.length() {
                    Some(found) if found != length => return wrong(input.argument, found),
                    _ => {}
                },
                Source::Step(earlier) if *earlier >= number => {
                    return wrong(input.argument, *earlier);
                }
                Source::Step(_) => {}
            }
        }
    }
    Ok(())
}

/// One thread's rows, from `start` on.
fn stretch(steps: &[Step<'_>], start: usize, part: StepRows<'_>) -> Result<(), Error> {
    let StepRows {
        mut outs,
        mut reasons,
    } = part;
    let rows = outs.first().map_or(0, |out| out.len());
    let mut offset: usize = 0;
    while offset < rows {
        let end = offset.saturating_add(BLOCK).min(rows);
        for (number, step) in steps.iter().enumerate() {
            let (before, rest) = outs.split_at_mut(number);
            let Some(out) = rest.first_mut().and_then(|out| out.get_mut(offset..end)) else {
                continue;
            };
            let inputs: Vec<Column<'_>> = step
                .inputs
                .iter()
                .map(|source| piece(*source, before, start, (offset, end)))
                .collect();
            let codes = reasons
                .get_mut(number)
                .and_then(|codes| codes.get_mut(offset..end));
            step.entry.floats(&inputs, out, codes, Errors::Coerce)?;
        }
        offset = end;
    }
    Ok(())
}

/// The rows of an input in a block; an earlier step's are those of this thread's part.
fn piece<'a>(
    source: Source<'a>,
    before: &'a [&mut [f64]],
    start: usize,
    (offset, end): (usize, usize),
) -> Column<'a> {
    let (rows, from, to) = match source {
        Source::Column(Column::Scalar(value)) => return Column::Scalar(value),
        Source::Column(Column::Rows(rows)) => (
            rows,
            start.saturating_add(offset),
            start.saturating_add(end),
        ),
        Source::Step(number) => (
            before.get(number).map(|out| &**out).unwrap_or_default(),
            offset,
            end,
        ),
    };
    Column::Rows(rows.get(from..to).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicators::find;

    #[test]
    fn steps_give_what_the_indicators_give_one_by_one() {
        let rows = 300_001;
        let revenue: Vec<f64> = (0..rows)
            .map(|row| [1e6, f64::NAN, 2.5e7, f64::INFINITY, 3e5][row % 5])
            .collect();
        let people: Vec<f64> = (0..rows)
            .map(|row| [5e3, 1e4, 0.0, 7e4, f64::NAN, -1.0][row % 6])
            .collect();
        let per_inhabitant = find("linked_revenue_pc").unwrap();
        let potential = find("dpspc_from_linked_revenue").unwrap();
        let steps = [
            Step {
                entry: per_inhabitant,
                inputs: vec![
                    Source::Column(Column::Rows(&revenue)),
                    Source::Column(Column::Rows(&people)),
                ],
            },
            Step {
                entry: potential,
                inputs: vec![
                    Source::Step(0),
                    Source::Column(Column::Scalar(36.15)),
                    Source::Column(Column::Scalar(15.0)),
                ],
            },
        ];
        let (mut first, mut second) = (vec![0.0; rows], vec![0.0; rows]);
        let (mut why, mut why_then) = (vec![0; rows], vec![0; rows]);
        run(
            &steps,
            StepRows {
                outs: vec![&mut first, &mut second],
                reasons: vec![&mut why, &mut why_then],
            },
        )
        .unwrap();

        let (mut wanted, mut reasons) = (vec![0.0; rows], vec![0; rows]);
        let columns = [Column::Rows(&revenue[..]), Column::Rows(&people)];
        per_inhabitant
            .floats(&columns, &mut wanted, Some(&mut reasons), Errors::Coerce)
            .unwrap();
        let same = |one: &[f64], other: &[f64]| {
            one.iter()
                .zip(other)
                .all(|(one, other)| one.to_bits() == other.to_bits())
        };
        assert!(same(&first, &wanted));
        assert_eq!(why, reasons);
        let columns = [
            Column::Rows(&wanted[..]),
            Column::Scalar(36.15),
            Column::Scalar(15.0),
        ];
        let (mut then, mut reasons) = (vec![0.0; rows], vec![0; rows]);
        potential
            .floats(&columns, &mut then, Some(&mut reasons), Errors::Coerce)
            .unwrap();
        assert!(same(&second, &then));
        assert_eq!(why_then, reasons);
    }

    #[test]
    fn a_step_reads_only_what_came_before_it() {
        let entry = find("megpc").unwrap();
        let step = |inputs| [Step { entry, inputs }];
        let mut out = [0.0; 2];
        let refused = run(
            &step(vec![Source::Step(0), Source::Column(Column::Scalar(1.0))]),
            StepRows {
                outs: vec![&mut out],
                reasons: Vec::new(),
            },
        );
        assert!(refused.is_err());
        let long = [1.0; 3];
        let refused = run(
            &step(vec![
                Source::Column(Column::Rows(&long)),
                Source::Column(Column::Scalar(1.0)),
            ]),
            StepRows {
                outs: vec![&mut out],
                reasons: Vec::new(),
            },
        );
        assert!(matches!(
            refused,
            Err(Error::Length {
                found: 3,
                expected: 2,
                ..
            })
        ));
        assert_eq!(
            run(
                &[],
                StepRows {
                    outs: Vec::new(),
                    reasons: Vec::new()
                }
            ),
            Ok(())
        );
    }
}
