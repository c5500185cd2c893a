//! Compliance with the minimum share: row by row, then for a municipality over its years.

use std::collections::BTreeSet;

use num_rational::BigRational;

use crate::dues::{Dues, NO_YEAR, Owed};
use crate::error::Error;
use crate::metadata::Reason;
use crate::number::{clearly, rational, shortest};
use crate::rows::{Column, ExactColumn};
use crate::statute::{Rule, Sphere, minimum_share};

/// What one year of one municipality says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compliance {
    /// Applied at least what was due.
    Met,
    /// Applied less.
    Failed,
    /// Not known, and why. What is not declared is never "did not comply".
    Unknown(Reason),
}

/// Whether the share applied reaches the share due; near the border on the decimals that the floats print.
///
/// `exact_due` decides then: a due share on a path of its own may have more digits than a float.
#[must_use]
pub fn meets(applied: f64, due: f64, exact_due: Option<&BigRational>) -> Compliance {
    if applied.is_nan() || due.is_nan() {
        return Compliance::Unknown(Reason::InputMissing);
    }
    if applied.is_infinite() || due.is_infinite() {
        return Compliance::Unknown(Reason::AmountNotFinite);
    }
    let met = match clearly(applied, due) {
        Some(order) => order.is_gt(),
        None => match (
            shortest(applied),
            exact_due.cloned().or_else(|| shortest(due)),
        ) {
            (Some(applied), Some(due)) => applied >= due,
            _ => false,
        },
    };
    if met {
        Compliance::Met
    } else {
        Compliance::Failed
    }
}

/// Judges each row: floats against the share given or the statute's.
#[must_use]
pub fn float_compliance(applied: Column<'_>, owed: Owed<'_>, rows: usize) -> Vec<Compliance> {
    match owed {
        Owed::Given(due) => (0..rows)
            .map(|row| meets(applied.at(row), due.at(row), None))
            .collect(),
        Owed::ByLaw(law, years) => {
            let mut dues = Dues::of(law);
            let judge = |(row, year): (usize, &i32)| match dues.at(row, *year) {
                Ok((due, exact)) => meets(applied.at(row), *due, Some(exact)),
                Err(_) if applied.at(row).is_nan() => Compliance::Unknown(Reason::InputMissing),
                Err(reason) => Compliance::Unknown(*reason),
            };
            years.iter().enumerate().map(judge).collect()
        }
    }
}

/// Judges each row: exact decimals.
#[must_use]
pub fn exact_compliance(
    applied: ExactColumn<'_>,
    due: ExactColumn<'_>,
    rows: usize,
) -> Vec<Compliance> {
    let judge = |row| match (applied.at(row), due.at(row)) {
        (Some(applied), Some(due)) if applied >= due => Compliance::Met,
        (Some(_), Some(_)) => Compliance::Failed,
        _ => Compliance::Unknown(Reason::InputMissing),
    };
    (0..rows).map(judge).collect()
}

/// Judges each row: exact decimals against the statute's share.
#[must_use]
pub fn exact_compliance_by_law(
    applied: ExactColumn<'_>,
    years: &[i32],
    (sphere, rule): (Sphere, Rule),
    [start, own_law]: [ExactColumn<'_>; 2],
) -> Vec<Compliance> {
    let judge = |(row, year): (usize, &i32)| {
        let (start, own_law) = (start.at(row).map(rational), own_law.at(row).map(rational));
        match (
            applied.at(row),
            minimum_share(*year, sphere, rule, start.as_ref(), own_law.as_ref()),
        ) {
            (None, _) => Compliance::Unknown(Reason::InputMissing),
            (_, Err(reason)) => Compliance::Unknown(reason),
            (Some(applied), Ok(due)) if rational(applied) >= due => Compliance::Met,
            _ => Compliance::Failed,
        }
    };
    years.iter().enumerate().map(judge).collect()
}

/// The class of a municipality over its years.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupClass {
    /// 1 negative, 2 positive; zero where there is none.
    pub class: u8,
    /// The code of the reason where there is none.
    pub reason: u8,
    /// The years that failed, ascending.
    pub failing_years: Vec<i32>,
}

/// Classifies each group of rows: negative if any year fails; none if no year fails and one is not known; else positive.
pub fn classify_groups(
    groups: &[usize],
    years: &[i32],
    rows: &[Compliance],
    count: usize,
) -> Result<Vec<GroupClass>, Error> {
    for (argument, found) in [("year", years.len()), ("applied_pct", rows.len())] {
        if found != groups.len() {
            return Err(Error::Length {
                argument: argument.to_owned(),
                found,
                expected: groups.len(),
            });
        }
    }
    let mut failing: Vec<BTreeSet<i32>> = vec![BTreeSet::new(); count];
    let mut unknown: Vec<Option<Reason>> = vec![None; count];
    for ((group, year), row) in groups.iter().zip(years).zip(rows) {
        // Without its year a row can be held against nothing, and names no failure.
        let row = if *year == NO_YEAR {
            Compliance::Unknown(Reason::InputMissing)
        } else {
            *row
        };
        match row {
            Compliance::Met => {}
            Compliance::Failed => {
                if let Some(years) = failing.get_mut(*group) {
                    years.insert(*year);
                }
            }
            Compliance::Unknown(reason) => {
                if let Some(first) = unknown.get_mut(*group) {
                    first.get_or_insert(reason);
                }
            }
        }
    }
    let classes = failing.into_iter().zip(unknown).map(|(failing, unknown)| {
        match (failing.is_empty(), unknown) {
            (false, _) => GroupClass {
                class: 1,
                reason: 0,
                failing_years: failing.into_iter().collect(),
            },
            (true, Some(reason)) => GroupClass {
                class: 0,
                reason: reason.code(),
                failing_years: Vec::new(),
            },
            (true, None) => GroupClass {
                class: 2,
                reason: 0,
                failing_years: Vec::new(),
            },
        }
    });
    Ok(classes.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_border_itself_complies() {
        assert_eq!(meets(11.8, 11.8, None), Compliance::Met);
        assert_eq!(meets(0.1 + 0.2, 0.3, None), Compliance::Met);
        assert_eq!(
            meets(11.799_999_999_999_999, 11.8, None),
            Compliance::Failed
        );
        assert_eq!(
            meets(f64::NAN, 11.8, None),
            Compliance::Unknown(Reason::InputMissing)
        );
    }

    #[test]
    fn a_missing_year_hides_no_failure_and_makes_no_success() {
        let unknown = Compliance::Unknown(Reason::InputMissing);
        let rows = [
            Compliance::Failed,
            unknown,
            Compliance::Met,
            unknown,
            Compliance::Met,
            Compliance::Failed,
        ];
        let classes = classify_groups(
            &[0, 0, 1, 1, 2, 0],
            &[2004, 2003, 2002, 2003, 2002, 2002],
            &rows,
            3,
        )
        .unwrap();
        assert_eq!(
            classes
                .first()
                .map(|group| (group.class, group.failing_years.clone())),
            Some((1, vec![2002, 2004]))
        );
        assert_eq!(
            classes.get(1).map(|group| (group.class, group.reason)),
            Some((0, Reason::InputMissing.code()))
        );
        assert_eq!(classes.get(2).map(|group| group.class), Some(2));
    }
}
