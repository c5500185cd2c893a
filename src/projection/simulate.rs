//! Draws of the years to come of one municipality.
//!
//! A draw has one spread (the noise's variance is itself estimated: chi-squared), one error of the level and of the slope of
//! each component, and in each year one row of residuals. Every number is a function of the key, the municipality, what it is
//! for and its block of draws; no order of work changes it.

use super::noise::Noise;
use super::normal::{chi_squared, chi_squared_words, exponential, normals};
use super::philox::{GROUP, Stream, place};
use super::scenario::{Scenario, ahead, all_steps, judged, quantities, step_of};
use super::trend::{Fit, Step, float};

/// Draws of one stream.
pub(super) const BLOCK: usize = 1024;
/// Each word chooses the rows of two draws.
const WORDS: usize = BLOCK / 2;
/// Groups of words that a block takes where each draw takes a word: the levels' come first, then the slopes'.
const GROUPS: u64 = (BLOCK / GROUP) as u64;

/// What a stream is for: the rows of residuals, the spread, and from the third on the parameters of a component.
const ROWS: u64 = 0;
const SPREAD: u64 = 1;
const PARAMETERS: u64 = 2;

/// Room for the draws of one municipality, used again for the next.
#[derive(Debug)]
pub struct Workspace<const K: usize> {
    spread: Vec<f64>,
    level_errors: [Vec<f64>; K],
    slope_errors: [Vec<f64>; K],
    /// The shocks of the years so far, where they stay.
    walked: [Vec<f64>; K],
    /// The rows of a block.
    drawn: [Vec<f64>; K],
    words: Vec<u64>,
    /// The draws of one year: every quantity.
    pub quantities: Vec<Vec<f64>>,
}

impl<const K: usize> Workspace<K> {
    /// Room for so many draws.
    #[must_use]
    pub fn new(draws: usize) -> Self {
        let room = || std::array::from_fn(|_| vec![0.0; draws]);
        Self {
            spread: vec![0.0; draws],
            level_errors: room(),
            slope_errors: room(),
            walked: room(),
            drawn: std::array::from_fn(|_| vec![0.0; BLOCK]),
            words: Vec::new(),
            quantities: vec![vec![0.0; draws]; quantities(K)],
        }
    }
}

/// Who draws.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    /// The key of the projection.
    pub key: [u64; 2],
    /// The municipality: a number made of its name.
    pub municipality: u64,
}

impl Source {
    fn stream(self, component: u64, block: usize) -> Stream {
        Stream {
            key: self.key,
            municipality: self.municipality,
            component,
            block: block as u64,
        }
    }
}

/// Draws year after year of the scenario; `visit` gets the place of each year and its draws in `Workspace::quantities`.
pub fn simulate<const K: usize>(
    fit: &Fit<K>,
    noise: &Noise<K>,
    scenario: &Scenario<K>,
    source: Source,
    room: &mut Workspace<K>,
    mut visit: impl FnMut(usize, &[Vec<f64>]),
) {
    begin(fit, noise, source, room);
    let steps = all_steps(fit, scenario);
    let wanted = scenario.years.iter().zip(&scenario.rates_pct).enumerate();
    let mut gone = 0;
    for (number, (year, rate_pct)) in wanted {
        let ahead = ahead(fit, *year);
        if fit.model.walks() {
            // The years between leave their shocks, too.
            for between in gone.min(ahead)..ahead {
                walk(noise, source, room, between);
            }
            gone = ahead;
        }
        for (component, path) in steps.iter().enumerate() {
            let Some(step) = ahead.checked_sub(1).and_then(|place| path.get(place)) else {
                return;
            };
            // The rows are drawn once for all components, below.
            if let Some(amount) = step.fixed
                && let Some(column) = room.quantities.get_mut(component)
            {
                column.fill(amount);
            }
        }
        draw_year(fit, noise, source, room, &steps, ahead);
        judge(room, *rate_pct);
        visit(number, &room.quantities);
    }
}

/// Draws what holds for all the years of a draw.
fn begin<const K: usize>(fit: &Fit<K>, noise: &Noise<K>, source: Source, room: &mut Workspace<K>) {
    let degrees = float(noise.degrees);
    let each = chi_squared_words(noise.degrees);
    for (block, spread) in room.spread.chunks_mut(BLOCK).enumerate() {
        room.words.resize(spread.len().saturating_mul(each), 0);
        source.stream(SPREAD, block).fill(0, &mut room.words);
        for (place, words) in spread.iter_mut().zip(room.words.chunks(each.max(1))) {
            *place = (degrees / chi_squared(noise.degrees, words)).sqrt();
        }
    }
    for (errors, size, skipped) in [
        (&mut room.level_errors, fit.level_error, 0),
        (&mut room.slope_errors, fit.slope_error, GROUPS),
    ] {
        draw_errors(
            noise,
            source,
            (size, skipped),
            &room.spread,
            &mut room.words,
            errors,
        );
    }
    for column in &mut room.walked {
        column.fill(0.0);
    }
}

/// Draws the errors of the levels or of the slopes, so large in standard deviations, from the words after those skipped.
fn draw_errors<const K: usize>(
    noise: &Noise<K>,
    source: Source,
    (size, skipped): (f64, u64),
    spread: &[f64],
    words: &mut Vec<u64>,
    errors: &mut [Vec<f64>; K],
) {
    if size == 0.0 {
        for column in errors {
            column.fill(0.0);
        }
        return;
    }
    for (component, column) in errors.iter_mut().enumerate() {
        for (block, column) in column.chunks_mut(BLOCK).enumerate() {
            words.resize(column.len(), 0);
            source
                .stream(PARAMETERS.wrapping_add(component as u64), block)
                .fill(skipped, words);
            normals(words, column);
        }
    }
    for (draw, spread) in spread.iter().enumerate() {
        let together = noise.correlated(column_at(errors, draw));
        for (column, value) in errors.iter_mut().zip(together) {
            if let Some(place) = column.get_mut(draw) {
                *place = spread * size * value;
            }
        }
    }
}

#[inline]
fn column_at<const K: usize>(columns: &[Vec<f64>; K], row: usize) -> [f64; K] {
    std::array::from_fn(|component| {
        columns
            .get(component)
            .and_then(|column| column.get(row))
            .copied()
            .unwrap_or(f64::NAN)
    })
}

/// Draws the rows of a block for the year so many years after the last.
#[inline]
fn draw_rows<const K: usize>(
    noise: &Noise<K>,
    stream: &Stream,
    years_before: usize,
    words: &mut Vec<u64>,
    drawn: &mut [Vec<f64>; K],
    count: usize,
) {
    let rows = u32::try_from(noise.rows.len()).unwrap_or(u32::MAX);
    words.resize(count.div_ceil(2), 0);
    stream.fill(
        (years_before as u64).wrapping_mul((WORDS / GROUP) as u64),
        words,
    );
    for (pair, word) in words.iter().enumerate() {
        #[expect(clippy::cast_possible_truncation, reason = "the halves of a word")]
        let halves = [*word as u32, (*word >> 32) as u32];
        for (half, bits) in halves.into_iter().enumerate() {
            let row = noise
                .rows
                .get(place(bits, rows))
                .copied()
                .unwrap_or([0.0; K]);
            let draw = pair.wrapping_mul(2).wrapping_add(half);
            for (column, value) in drawn.iter_mut().zip(row) {
                if let Some(place) = column.get_mut(draw) {
                    *place = value;
                }
            }
        }
    }
}

/// Adds a year's shocks to those that stay.
fn walk<const K: usize>(
    noise: &Noise<K>,
    source: Source,
    room: &mut Workspace<K>,
    years_before: usize,
) {
    let draws = room.spread.len();
    for block in 0..draws.div_ceil(BLOCK) {
        let start = block.saturating_mul(BLOCK);
        let count = draws.saturating_sub(start).min(BLOCK);
        let stream = source.stream(ROWS, block);
        draw_rows(
            noise,
            &stream,
            years_before,
            &mut room.words,
            &mut room.drawn,
            count,
        );
        for (walked, drawn) in room.walked.iter_mut().zip(&room.drawn) {
            for (sum, shock) in walked.iter_mut().skip(start).take(count).zip(drawn) {
                *sum += shock;
            }
        }
    }
}

/// Draws the amounts of one year.
fn draw_year<const K: usize>(
    fit: &Fit<K>,
    noise: &Noise<K>,
    source: Source,
    room: &mut Workspace<K>,
    steps: &[Vec<Step>; K],
    ahead: usize,
) {
    let draws = room.spread.len();
    let walks = fit.model.walks();
    for block in 0..draws.div_ceil(BLOCK) {
        let start = block.saturating_mul(BLOCK);
        let end = start.saturating_add(BLOCK).min(draws);
        if !walks {
            let stream = source.stream(ROWS, block);
            draw_rows(
                noise,
                &stream,
                ahead.saturating_sub(1),
                &mut room.words,
                &mut room.drawn,
                end.saturating_sub(start),
            );
        }
        let spread = room.spread.get(start..end).unwrap_or_default();
        for component in 0..K {
            let Some(step) = step_of(steps, component, ahead).filter(|step| step.fixed.is_none())
            else {
                continue;
            };
            let shocks = if walks {
                slice(&room.walked, component, start, end)
            } else {
                slice(&room.drawn, component, 0, end.saturating_sub(start))
            };
            let out = room
                .quantities
                .get_mut(component)
                .and_then(|column| column.get_mut(start..end))
                .unwrap_or_default();
            amounts(
                step,
                spread,
                slice(&room.level_errors, component, start, end),
                slice(&room.slope_errors, component, start, end),
                shocks,
                out,
            );
        }
    }
}

fn slice<const K: usize>(
    columns: &[Vec<f64>; K],
    component: usize,
    start: usize,
    end: usize,
) -> &[f64] {
    columns
        .get(component)
        .and_then(|column| column.get(start..end))
        .unwrap_or_default()
}

/// The amounts of one component in one year: the line, its error, and the shock.
#[inline]
fn amounts(
    step: &Step,
    spread: &[f64],
    level_errors: &[f64],
    slope_errors: &[f64],
    shocks: &[f64],
    out: &mut [f64],
) {
    let Step {
        time,
        center,
        factor,
        size,
        logarithmic,
        ..
    } = *step;
    let inputs = spread
        .iter()
        .zip(level_errors)
        .zip(slope_errors)
        .zip(shocks);
    let deviations =
        inputs.map(|(((spread, level), slope), shock)| level + slope * time + spread * shock);
    if logarithmic {
        for (place, deviation) in out.iter_mut().zip(deviations) {
            *place = exponential(center + deviation) * factor;
        }
    } else {
        // No amount is below zero.
        for (place, deviation) in out.iter_mut().zip(deviations) {
            *place = ((center + size * deviation) * factor).max(0.0);
        }
    }
}

/// The potential and the margin of every draw.
fn judge<const K: usize>(room: &mut Workspace<K>, rate_pct: f64) {
    let (components, results) = room.quantities.split_at_mut(K);
    let columns: [&[f64]; K] = std::array::from_fn(|component| {
        components
            .get(component)
            .map_or(Default::default(), Vec::as_slice)
    });
    match (columns.as_slice(), results) {
        ([revenue, transfers, expenditure], [potentials, margins]) => {
            let inputs = revenue.iter().zip(*transfers).zip(*expenditure);
            let places = potentials.iter_mut().zip(margins);
            for (((one, two), three), (potential, margin)) in inputs.zip(places) {
                (*potential, *margin) = judged(&[*one, *two, *three], rate_pct);
            }
        }
        ([potentials, expenditure], [margins]) => {
            for ((one, two), margin) in potentials.iter().zip(*expenditure).zip(margins) {
                (_, *margin) = judged(&[*one, *two], rate_pct);
            }
        }
        _ => {}
    }
}
