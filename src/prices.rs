//! Prices: the yearly levels of an index, and growth compounded over years.
//!
//! Amounts are deflated by a ratio of levels (`indicators::prices`). Rates of change never enter:
//! levels that could be rates are refused.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Pow;
use rust_decimal::Decimal;

use crate::error::Error;
use crate::metadata::Reason;
use crate::number::{
    Number, Unrepresentable, exact_sum, nearest_decimal, power_of_ten, rational, shortest,
};
use crate::rows::{Column, Errors, ExactColumn, Fault, common_length};

/// Months that a year needs for its mean.
const MONTHS: usize = 12;
/// The most years that a growth spans.
const MOST_YEARS: u32 = 200;
/// Decimals of a root before it is rounded to 28 significant digits.
const ROOT_DECIMALS: i32 = 64;
/// An index has a base of 100, or of 1; levels that are all below this, none of them 1, may be rates in per cent.
const LEAST_BASE: i64 = 50;

/// Which level stands for a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The level of December: amounts at the end of the year.
    December,
    /// The mean of the twelve months: amounts spread over the year.
    Mean,
}

impl Basis {
    /// The basis of that name.
    pub fn from_name(name: &str) -> Result<Self, Error> {
        match name {
            "december" => Ok(Self::December),
            "mean" => Ok(Self::Mean),
            _ => Err(Error::unknown("basis", name, ["december", "mean"])),
        }
    }
}

/// A level of an index: of a month, or of a year as a whole.
#[derive(Clone, Copy, Debug)]
pub struct Level {
    /// The year.
    pub year: i32,
    /// The month, 1 to 12; `None` where the level stands for the year.
    pub month: Option<u8>,
    /// The level; NaN where it is missing.
    pub level: f64,
}

/// What a year's level is, or why it has none.
#[derive(Clone, Debug, PartialEq)]
pub enum YearLevel {
    /// The level, exactly.
    Known(Decimal),
    /// Why there is none, for a message.
    Missing(String),
}

fn refused(problem: String) -> Error {
    Error::Setting {
        argument: "index".to_owned(),
        problem,
    }
}

fn name_of(level: &Level) -> String {
    level.month.map_or_else(
        || level.year.to_string(),
        |month| format!("{}-{month:02}", level.year),
    )
}

/// The level as the decimal that it prints.
fn decimal_of(level: &Level) -> Result<Option<Decimal>, Error> {
    if level.level.is_nan() {
        return Ok(None);
    }
    if level.level <= 0.0 || level.level.is_infinite() {
        return Err(refused(format!(
            "the level of {} is {}; a level of prices is a finite number above zero. Rates of change are no levels: deflating takes a ratio of levels",
            name_of(level),
            level.level
        )));
    }
    shortest(level.level)
        .and_then(|exact| nearest_decimal(&exact).ok())
        .filter(|exact| !exact.is_zero())
        .map(Some)
        .ok_or_else(|| {
            refused(format!(
                "the level of {} is {}, beyond any price",
                name_of(level),
                level.level
            ))
        })
}

/// Refuses levels that move as rates do: prices in reais never fell by a tenth from one period to the next.
fn refuse_rates(known: &[(Level, Decimal)]) -> Result<(), Error> {
    let teach = "deflating takes a ratio of index levels, never one of rates; `sources.prices.ipca` has levels";
    for pair in known.windows(2) {
        if let [(before, low), (after, high)] = pair
            && after.level < 0.9 * before.level
        {
            return Err(refused(format!(
                "the level falls by more than a tenth from {} ({low}) to {} ({high}), as rates of change do and prices do not: {teach}",
                name_of(before),
                name_of(after)
            )));
        }
    }
    let small = Decimal::from(LEAST_BASE);
    if let Some((first, level)) = known.first()
        && known
            .iter()
            .all(|(_, level)| *level < small && *level != Decimal::ONE)
    {
        return Err(refused(format!(
            "all levels are below {LEAST_BASE} ({} is {level}), as rates of change in per cent are; an index has a base of 100: {teach}. Where these are levels, multiply them by 100: only their ratios matter",
            name_of(first)
        )));
    }
    Ok(())
}

/// The level of each year, in order, from monthly or yearly levels.
///
/// # Errors
/// Where levels are zero, negative, infinite, given twice, or look like rates.
pub fn yearly_levels(levels: &[Level], basis: Basis) -> Result<BTreeMap<i32, YearLevel>, Error> {
    let mut months: BTreeMap<(i32, Option<u8>), (Level, Option<Decimal>)> = BTreeMap::new();
    for level in levels {
        let exact = decimal_of(level)?;
        if months
            .insert((level.year, level.month), (*level, exact))
            .is_some()
        {
            return Err(refused(format!(
                "{} stands twice; one period has one level",
                name_of(level)
            )));
        }
    }
    let known: Vec<(Level, Decimal)> = months
        .values()
        .filter_map(|(level, exact)| exact.map(|exact| (*level, exact)))
        .collect();
    refuse_rates(&known)?;
    let mut years: BTreeMap<i32, Vec<MonthLevel>> = BTreeMap::new();
    for ((year, month), (_, exact)) in months {
        years.entry(year).or_default().push((month, exact));
    }
    years
        .into_iter()
        .map(|(year, months)| Ok((year, level_of(&months, basis)?)))
        .collect()
}

/// A month of a year, and its level where it is known.
type MonthLevel = (Option<u8>, Option<Decimal>);

fn level_of(months: &[MonthLevel], basis: Basis) -> Result<YearLevel, Error> {
    if let Some((None, level)) = months.first() {
        if months.len() > 1 {
            return Err(refused(
                "a year stands there as a whole and by months; give one of the two".to_owned(),
            ));
        }
        return Ok(level.map_or_else(
            || YearLevel::Missing("is missing".to_owned()),
            YearLevel::Known,
        ));
    }
    let known: Vec<Decimal> = months.iter().filter_map(|(_, level)| *level).collect();
    match basis {
        Basis::December => Ok(months
            .iter()
            .find_map(|(month, level)| level.filter(|_| *month == Some(12)))
            .map_or_else(
                || YearLevel::Missing("has no December".to_owned()),
                YearLevel::Known,
            )),
        Basis::Mean if known.len() < MONTHS => Ok(YearLevel::Missing(format!(
            "has {} of the twelve months of its mean",
            known.len()
        ))),
        // Twelve times the mean: the ratio of two years is the same, and nothing is rounded.
        Basis::Mean => exact_sum(known)
            .map(YearLevel::Known)
            .map_err(|Unrepresentable| refused("the levels have too many digits".to_owned())),
    }
}

/// `100 · ((last / first)^(1 / years) − 1)`: what a steady growth would have been, a year.
fn growth(first: f64, last: f64, years: f64) -> Result<f64, Fault> {
    refuse_growth(&first, &last, &years)?;
    if years.fract() != 0.0 || years > f64::from(MOST_YEARS) {
        return Err(Fault::Domain(Reason::SpanNotPositive, 2));
    }
    let ratio = last / first;
    // Each keeps all its digits where the others lose some.
    let logarithm = if (0.5..=2.0).contains(&ratio) {
        ((last - first) / first).ln_1p()
    } else if ratio.is_normal() {
        ratio.ln()
    } else {
        last.ln() - first.ln()
    };
    Ok(100.0 * (logarithm / years).exp_m1())
}

/// The same in exact decimals: the root is found in whole numbers and rounded once.
fn growth_exact(first: Decimal, last: Decimal, years: Decimal) -> Result<Decimal, Fault> {
    refuse_growth(&first, &last, &years)?;
    let years = years.normalize();
    let degree = u32::try_from(years.mantissa())
        .ok()
        .filter(|degree| years.scale() == 0 && *degree <= MOST_YEARS)
        .ok_or(Fault::Domain(Reason::SpanNotPositive, 2))?;
    let ratio = rational(last) / rational(first);
    let growth = (root(&ratio, degree) - BigRational::whole(1)) * BigRational::whole(100);
    Ok(nearest_decimal(&growth)?)
}

/// The root, exact where it has at most `ROOT_DECIMALS` decimals; else cut there, with a last digit that marks the cut.
fn root(value: &BigRational, degree: u32) -> BigRational {
    if degree == 1 {
        return value.clone();
    }
    let scale = power_of_ten(ROOT_DECIMALS);
    let scaled = value * Pow::pow(scale.clone(), degree);
    let whole = scaled.floor().to_integer();
    let found = whole.nth_root(degree);
    let exact = scaled.is_integer() && Pow::pow(found.clone(), degree) == whole;
    let found = BigRational::from_integer(found);
    // Half a unit of the last decimal is never a tie at the 28th digit.
    let cut = BigRational::new(BigInt::from(u8::from(!exact)), BigInt::from(2));
    (found + cut) / scale
}

fn refuse_growth<N: Number>(first: &N, last: &N, years: &N) -> Result<(), Fault> {
    let zero = N::whole(0);
    if *first <= zero {
        return Err(Fault::Domain(Reason::FirstYearNotPositive, 0));
    }
    if *last < zero {
        return Err(Fault::Domain(Reason::AmountNegative, 1));
    }
    if *years <= zero {
        return Err(Fault::Domain(Reason::SpanNotPositive, 2));
    }
    Ok(())
}

/// The names of the arguments of compound growth.
pub const GROWTH: [&str; 3] = ["first", "last", "years"];

/// Compound growth over columns of floats.
pub fn compound_growth(columns: [Column<'_>; 3], errors: Errors) -> Result<Vec<f64>, Error> {
    let length = common_length(GROWTH.into_iter().zip(columns.iter().map(Column::length)))?;
    let rows = 0..length.unwrap_or(1);
    rows.map(|row| {
        let inputs = columns.map(|column| column.at(row));
        let [first, last, years] = inputs;
        if inputs.iter().any(|value| value.is_nan()) {
            return Ok(f64::NAN);
        }
        let infinite = inputs.iter().position(|value| value.is_infinite());
        let value = infinite.map_or_else(
            || growth(first, last, years),
            |place| Err(Fault::Domain(Reason::AmountNotFinite, place)),
        );
        settled(value, inputs, length.map(|_| row), errors).map(|value| value.unwrap_or(f64::NAN))
    })
    .collect()
}

/// Compound growth over columns of exact decimals.
pub fn compound_growth_exact(
    columns: [ExactColumn<'_>; 3],
    errors: Errors,
) -> Result<Vec<Option<Decimal>>, Error> {
    let length = common_length(
        GROWTH
            .into_iter()
            .zip(columns.iter().map(ExactColumn::length)),
    )?;
    let rows = 0..length.unwrap_or(1);
    rows.map(|row| match columns.map(|column| column.at(row)) {
        [Some(first), Some(last), Some(years)] => settled(
            growth_exact(first, last, years),
            [first, last, years],
            length.map(|_| row),
            errors,
        ),
        _ => Ok(None),
    })
    .collect()
}

fn settled<N: std::fmt::Display>(
    value: Result<N, Fault>,
    inputs: [N; 3],
    row: Option<usize>,
    errors: Errors,
) -> Result<Option<N>, Error> {
    match value {
        Ok(value) => Ok(Some(value)),
        Err(Fault::Domain(reason, place)) => {
            let pairs = GROWTH.into_iter().zip(inputs).nth(place);
            if let Some((argument, found)) = pairs {
                errors.settle(reason, argument, row, &found)?;
            }
            Ok(None)
        }
        Err(Fault::Unrepresentable) => Err(Error::Precision {
            argument: "result".to_owned(),
            row,
            found: "a growth beyond all money".to_owned(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::str::FromStr;

    fn decimal(text: &str) -> Decimal {
        Decimal::from_str(text).unwrap()
    }

    fn month(year: i32, month: u8, level: f64) -> Level {
        Level {
            year,
            month: Some(month),
            level,
        }
    }

    #[test]
    fn growth_is_the_root_that_whole_numbers_give() {
        let growth = |first: &str, last: &str, years: &str| {
            growth_exact(decimal(first), decimal(last), decimal(years))
        };
        assert_eq!(growth("100", "121", "2"), Ok(decimal("10")));
        assert_eq!(growth("100", "100", "7"), Ok(decimal("0")));
        assert_eq!(
            growth("3", "4", "1"),
            Ok(decimal("33.33333333333333333333333333"))
        );
        assert_eq!(
            growth("1", "2", "2"),
            Ok(decimal("41.42135623730950488016887242"))
        );
        assert_eq!(growth("5", "0", "3"), Ok(decimal("-100")));
        assert_eq!(
            growth("5", "6", "1.5"),
            Err(Fault::Domain(Reason::SpanNotPositive, 2))
        );
    }

    #[test]
    fn a_year_without_its_december_or_its_twelve_months_has_no_level() {
        let some: Vec<Level> = (1..=11).map(|at| month(2001, at, 100.0)).collect();
        for basis in [Basis::December, Basis::Mean] {
            let levels = yearly_levels(&some, basis).unwrap();
            assert!(matches!(levels.get(&2001), Some(YearLevel::Missing(_))));
        }
        let all: Vec<Level> = (1..=12)
            .map(|at| month(2001, at, 100.0 + f64::from(at)))
            .collect();
        let december = yearly_levels(&all, Basis::December).unwrap();
        assert_eq!(december.get(&2001), Some(&YearLevel::Known(decimal("112"))));
        let mean = yearly_levels(&all, Basis::Mean).unwrap();
        assert_eq!(mean.get(&2001), Some(&YearLevel::Known(decimal("1278"))));
    }

    #[test]
    fn rates_zeros_and_repeated_months_are_refused() {
        let refused = |levels: &[Level]| yearly_levels(levels, Basis::December).is_err();
        let yearly = |rates: &[f64]| -> Vec<Level> {
            (2001..)
                .zip(rates)
                .map(|(year, level)| Level {
                    year,
                    month: None,
                    level: *level,
                })
                .collect()
        };
        assert!(refused(&yearly(&[7.67, 12.53, 9.30])));
        assert!(refused(&yearly(&[4.31, 4.52])));
        assert!(refused(&yearly(&[100.0, 0.0])));
        assert!(refused(&yearly(&[100.0, -5.0])));
        assert!(refused(&[month(2001, 12, 100.0), month(2001, 12, 101.0)]));
        assert!(!refused(&yearly(&[1.0, 1.1])));
        assert!(!refused(&yearly(&[100.0, 97.0])));
    }
}
