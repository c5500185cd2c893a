//! The line of each component through the years of one municipality, and what is left around it.

use super::model::Model;
use super::path::Path;
use super::residuals::inflated;
use crate::metadata::Reason;

/// One municipality's years, ascending, and its components; NaN where one is missing.
#[derive(Clone, Copy, Debug)]
pub struct Series<'a, const K: usize> {
    /// The years.
    pub years: &'a [i32],
    /// The components.
    pub components: [&'a [f64]; K],
}

/// A component's line. Its noise is relative: to the amount in a model of logarithms, else to `size`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Line {
    /// Where it passes at `Fit::center`: a logarithm, or an amount.
    pub level: f64,
    /// How much a year adds.
    pub slope: f64,
    /// The mean amount.
    pub size: f64,
    /// The last amount seen.
    pub last: f64,
}

/// The lines of a municipality.
#[derive(Clone, Debug)]
pub struct Fit<const K: usize> {
    /// The model.
    pub model: Model,
    /// The last year with all components.
    pub last_year: i32,
    /// How many years have all.
    pub years: usize,
    /// What is left of the years after the parameters.
    pub degrees: usize,
    /// The mean year less the last: there the level and the slope err independently of each other.
    pub center: f64,
    /// How far the level errs, in standard deviations of the noise.
    pub level_error: f64,
    /// How far the slope errs.
    pub slope_error: f64,
    /// The lines.
    pub lines: [Line; K],
    /// What is left around the lines, a row a year: each year's together, with the variance of the noise itself.
    pub residuals: Vec<[f64; K]>,
}

impl<const K: usize> Fit<K> {
    /// Fits the lines to the years that have all components; or the reason why there are none.
    pub fn of(model: Model, series: Series<'_, K>) -> Result<Self, Reason> {
        let rows = complete(series, model)?;
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
            return Err(Reason::InputMissing);
        };
        if rows.len() < model.least_years() {
            return Err(Reason::TooFewYears);
        }
        let count = float(rows.len());
        let lines = std::array::from_fn(|component| Line {
            size: rows
                .iter()
                .map(|row| at(&row.amounts, component))
                .sum::<f64>()
                / count,
            last: at(&last.amounts, component),
            ..Line::default()
        });
        let mut fit = Self {
            model,
            last_year: last.year,
            years: rows.len(),
            degrees: 0,
            center: 0.0,
            level_error: 0.0,
            slope_error: 0.0,
            lines,
            residuals: Vec::new(),
        };
        if model.walks() {
            fit.walk(&rows, first, last);
        } else {
            fit.regress(&rows, last);
        }
        Ok(fit)
    }

    /// A component in the terms of its model: its logarithm, or its amount.
    fn measured(&self, row: &Row<K>, component: usize) -> f64 {
        let amount = at(&row.amounts, component);
        if self.model.is_logarithmic() {
            amount.ln()
        } else {
            amount
        }
    }

    /// Least squares on the year.
    fn regress(&mut self, rows: &[Row<K>], last: &Row<K>) {
        let count = float(rows.len());
        let since = |row: &Row<K>| f64::from(row.year) - f64::from(last.year);
        self.center = rows.iter().map(since).sum::<f64>() / count;
        let from_center = |row: &Row<K>| since(row) - self.center;
        let spread: f64 = rows.iter().map(|row| from_center(row).powi(2)).sum();
        let parameters = if self.model.grows() { 2 } else { 1 };
        let mut lines = self.lines;
        for (component, line) in lines.iter_mut().enumerate() {
            let measured = |row: &Row<K>| self.measured(row, component);
            line.level = rows.iter().map(measured).sum::<f64>() / count;
            if self.model.grows() {
                line.slope = rows
                    .iter()
                    .map(|row| from_center(row) * (measured(row) - line.level))
                    .sum::<f64>()
                    / spread;
            }
        }
        self.lines = lines;
        self.degrees = rows.len().saturating_sub(parameters);
        self.level_error = count.sqrt().recip();
        self.slope_error = if self.model.grows() {
            spread.sqrt().recip()
        } else {
            0.0
        };
        let residuals = rows.iter().map(|row| {
            let distance = from_center(row);
            let leverage = 1.0 / count + (distance * self.slope_error).powi(2);
            let left = std::array::from_fn(|component| {
                let line = self.line(component);
                let left = self.measured(row, component) - line.level - line.slope * distance;
                self.relative(left, line)
            });
            (left, leverage)
        });
        self.residuals = inflated(residuals.collect(), self.degrees);
    }

    /// From each year to the next: over a gap of several years, their mean, with the variance of one.
    fn walk(&mut self, rows: &[Row<K>], first: &Row<K>, last: &Row<K>) {
        let span = f64::from(last.year) - f64::from(first.year);
        let mut lines = self.lines;
        for (component, line) in lines.iter_mut().enumerate() {
            line.level = self.measured(last, component);
            if self.model.grows() {
                line.slope = (line.level - self.measured(first, component)) / span;
            }
        }
        self.lines = lines;
        let parameters = usize::from(self.model.grows());
        self.degrees = rows.len().saturating_sub(1).saturating_sub(parameters);
        self.slope_error = if self.model.grows() {
            span.sqrt().recip()
        } else {
            0.0
        };
        let residuals = rows.iter().zip(rows.iter().skip(1)).map(|(before, after)| {
            let gap = f64::from(after.year) - f64::from(before.year);
            let leverage = if self.model.grows() { gap / span } else { 0.0 };
            let left = std::array::from_fn(|component| {
                let line = self.line(component);
                let change = self.measured(after, component) - self.measured(before, component);
                self.relative((change - line.slope * gap) / gap.sqrt(), line)
            });
            (left, leverage)
        });
        self.residuals = inflated(residuals.collect(), self.degrees);
    }

    fn line(&self, component: usize) -> Line {
        self.lines.get(component).copied().unwrap_or_default()
    }

    fn relative(&self, left: f64, line: Line) -> f64 {
        if self.model.is_logarithmic() {
            left
        } else if line.size > 0.0 {
            left / line.size
        } else {
            0.0 // nothing but zeros was seen
        }
    }

    /// Where a component's path goes: for each year after the last, up to `ahead`, what to draw around.
    #[must_use]
    pub fn steps(&self, component: usize, path: &Path, ahead: i32) -> Vec<Step> {
        let line = self.line(component);
        let mut time = if self.model.walks() {
            0.0
        } else {
            -self.center
        };
        let mut factor = 1.0_f64;
        let mut fixed = None;
        (1..=ahead)
            .map(|years| {
                let year = self.last_year.saturating_add(years);
                let growth = path.growth(year).map(|growth_pct| 1.0 + growth_pct / 100.0);
                // Growth on an amount that is given is given, too; the line goes on beneath them.
                let grown = fixed.zip(growth).map(|(amount, growth)| amount * growth);
                match growth {
                    Some(growth) if grown.is_none() => factor *= growth,
                    _ => time += self.model.step(years),
                }
                fixed = if path.frozen {
                    Some(line.last)
                } else {
                    path.fixed(year).or(grown)
                };
                Step {
                    time,
                    center: line.level + line.slope * time,
                    factor,
                    size: line.size,
                    logarithmic: self.model.is_logarithmic(),
                    fixed,
                }
            })
            .collect()
    }
}

/// One year of a component's path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// The years that the slope counts, from where the level and the slope err independently.
    pub time: f64,
    /// The line, in the terms of the model.
    pub center: f64,
    /// What the years of assumed growth make of it.
    pub factor: f64,
    /// What the noise of a model of amounts is relative to.
    pub size: f64,
    /// Whether the line is that of a logarithm.
    pub logarithmic: bool,
    /// The amount, where it is assumed.
    pub fixed: Option<f64>,
}

impl Step {
    /// The amount on the line.
    #[must_use]
    pub fn amount(&self) -> f64 {
        match self.fixed {
            Some(amount) => amount,
            None if self.logarithmic => self.center.exp() * self.factor,
            None => self.center * self.factor,
        }
    }
}

/// A year with all components.
struct Row<const K: usize> {
    year: i32,
    amounts: [f64; K],
}

/// The years with all components, as far as the model can take them.
fn complete<const K: usize>(series: Series<'_, K>, model: Model) -> Result<Vec<Row<K>>, Reason> {
    let mut rows = Vec::with_capacity(series.years.len());
    for (place, year) in series.years.iter().enumerate() {
        let amounts: [f64; K] = series
            .components
            .map(|component| component.get(place).copied().unwrap_or(f64::NAN));
        if amounts.iter().any(|amount| amount.is_nan()) {
            continue;
        }
        for amount in amounts {
            if amount.is_infinite() {
                return Err(Reason::AmountNotFinite);
            }
            if amount < 0.0 {
                return Err(Reason::AmountNegative);
            }
            if amount == 0.0 && model.is_logarithmic() {
                return Err(Reason::AmountZero);
            }
        }
        rows.push(Row {
            year: *year,
            amounts,
        });
    }
    Ok(rows)
}

#[inline]
pub(super) fn at<const K: usize>(values: &[f64; K], component: usize) -> f64 {
    values.get(component).copied().unwrap_or(f64::NAN)
}

#[expect(clippy::cast_precision_loss, reason = "far fewer than 2^52 years")]
pub(super) fn float(count: usize) -> f64 {
    count as f64
}
