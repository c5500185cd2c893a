//! Many municipalities, on several threads.

use std::convert::Infallible;
use std::ops::Range;

use super::model::Model;
use super::noise::Noise;
use super::quantiles::Buckets;
use super::scenario::{self, Scenario, quantities};
use super::simulate::{Source, Workspace, simulate};
use super::trend::{Fit, Series};
use crate::error::Error;
use crate::metadata::Reason;
use crate::parts::{available, spread_in};

/// The years so far of many municipalities: their rows one after the other, years ascending in each.
#[derive(Clone, Copy, Debug)]
pub struct Panel<'a, const K: usize> {
    /// Where the rows of each begin, and where the last ones end.
    pub starts: &'a [usize],
    /// The year of each row.
    pub years: &'a [i32],
    /// The components, NaN where one is missing.
    pub components: [&'a [f64]; K],
}

impl<'a, const K: usize> Panel<'a, K> {
    /// How many municipalities there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Refuses columns of different lengths, and starts that are no ascending places in them.
    pub fn check(&self) -> Result<(), Error> {
        let rows = self.years.len();
        for component in self.components {
            if component.len() != rows {
                return Err(Error::Length {
                    argument: "components".to_owned(),
                    found: component.len(),
                    expected: rows,
                });
            }
        }
        let ascending = self.starts.iter().zip(self.starts.iter().skip(1));
        if self.starts.last() == Some(&rows)
            && self.starts.first() == Some(&0)
            && ascending.into_iter().all(|(one, next)| one <= next)
        {
            Ok(())
        } else {
            Err(Error::Setting {
                argument: "starts".to_owned(),
                problem: "expected ascending places from zero to the number of rows".to_owned(),
            })
        }
    }

    fn series(&self, number: usize) -> Series<'a, K> {
        let rows = self.rows(number);
        Series {
            years: self.years.get(rows.clone()).unwrap_or_default(),
            components: self
                .components
                .map(|column| column.get(rows.clone()).unwrap_or_default()),
        }
    }

    fn rows(&self, number: usize) -> Range<usize> {
        let place = |number: usize| self.starts.get(number).copied().unwrap_or(0);
        place(number)..place(number.saturating_add(1))
    }

    /// The lines of one municipality, or why there are none.
    pub fn fit(&self, model: Model, number: usize) -> Result<Fit<K>, Reason> {
        Fit::of(model, self.series(number))
    }
}

/// A projection: everything that its numbers are a function of.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a, const K: usize> {
    /// The years so far.
    pub panel: Panel<'a, K>,
    /// How they go on.
    pub model: Model,
    /// The years to come.
    pub scenario: &'a Scenario<K>,
    /// The noise that all share; without it each has its own.
    pub pool: Option<&'a Noise<K>>,
    /// Years below which a municipality has no noise of its own.
    pub least_years: usize,
    /// The key of the streams.
    pub key: [u64; 2],
    /// A number for each municipality, made of its name.
    pub names: &'a [u64],
    /// How many draws.
    pub draws: usize,
    /// How many threads; 0 for as many as the machine has.
    pub threads: usize,
}

impl<const K: usize> Run<'_, K> {
    fn source(&self, number: usize) -> Source {
        Source {
            key: self.key,
            municipality: self.names.get(number).copied().unwrap_or(0),
        }
    }

    /// Draws for one municipality, where it has noise to draw from.
    fn each_year(
        &self,
        number: usize,
        room: &mut Workspace<K>,
        visit: impl FnMut(usize, &[Vec<f64>]),
    ) -> bool {
        let Ok(fit) = self.panel.fit(self.model, number) else {
            return false;
        };
        let own = if self.pool.is_none() && fit.years >= self.least_years {
            Noise::own(&fit)
        } else {
            None
        };
        let Some(noise) = self.pool.or(own.as_ref()) else {
            return false;
        };
        simulate(&fit, noise, self.scenario, self.source(number), room, visit);
        true
    }

    fn years(&self) -> usize {
        self.scenario.years.len()
    }
}

/// The lines of some municipalities: for each and each year every quantity, NaN where there is no line.
pub fn lines<const K: usize>(run: &Run<'_, K>, out: &mut [f64]) {
    let each = run.years().saturating_mul(quantities(K));
    for (number, places) in out.chunks_mut(each.max(1)).enumerate() {
        match run.panel.fit(run.model, number) {
            Ok(fit) => scenario::lines(&fit, run.scenario, places),
            Err(_) => places.fill(f64::NAN),
        }
    }
}

/// The quantiles of the draws of some municipalities: for each, each year and each quantity those of all probabilities.
pub fn ranges<const K: usize>(
    run: &Run<'_, K>,
    municipalities: Range<usize>,
    probabilities: &[f64],
    out: &mut [f64],
) {
    let each_year = quantities(K).saturating_mul(probabilities.len());
    let each = run.years().saturating_mul(each_year);
    let room = || (Workspace::<K>::new(run.draws), Buckets::default());
    on_threads(
        run.threads,
        municipalities,
        out,
        each,
        room,
        |number, out, (room, buckets)| {
            out.fill(f64::NAN);
            run.each_year(number, room, |year, draws| {
                let places = out
                    .chunks_mut(each_year.max(1))
                    .nth(year)
                    .unwrap_or_default();
                for (places, numbers) in places.chunks_mut(probabilities.len().max(1)).zip(draws) {
                    buckets.quantiles(numbers, probabilities, places);
                }
            });
        },
    );
}

/// The draws themselves of one municipality: for each year every quantity's. False where there are none.
pub fn draws<const K: usize>(run: &Run<'_, K>, number: usize, out: &mut [f64]) -> bool {
    let mut room = Workspace::<K>::new(run.draws);
    let each = run.draws.saturating_mul(quantities(K));
    run.each_year(number, &mut room, |year, draws| {
        let places = out.chunks_mut(each.max(1)).nth(year).unwrap_or_default();
        for (place, value) in places.iter_mut().zip(draws.iter().flatten()) {
            *place = *value;
        }
    })
}

/// How often the margin covered a plan, in per cent of the draws: in a year, and in all years up to it.
#[derive(Clone, Copy, Debug)]
pub struct Cover;

impl Cover {
    /// Numbers of each year.
    pub const EACH: usize = 2;
}

/// Holds the margins of all draws against what a plan needs: for each municipality and year two shares (see [`Cover`]).
///
/// A year whose need is not known has neither, nor have the years after it the second.
pub fn cover<const K: usize>(
    run: &Run<'_, K>,
    municipalities: Range<usize>,
    required_pc: &[f64],
    out: &mut [f64],
) {
    let years = run.years();
    let each = years.saturating_mul(Cover::EACH);
    let room = || (Workspace::<K>::new(run.draws), vec![true; run.draws]);
    on_threads(
        run.threads,
        municipalities,
        out,
        each,
        room,
        |number, out, (room, kept)| {
            let start = number.saturating_mul(years);
            let needs = required_pc
                .get(start..start.saturating_add(years))
                .unwrap_or_default();
            out.fill(f64::NAN);
            kept.fill(true);
            let mut known = true;
            run.each_year(number, room, |year, draws| {
                let (Some(need), Some(margins)) = (needs.get(year), draws.last()) else {
                    return;
                };
                known = known && !need.is_nan();
                if need.is_nan() {
                    return;
                }
                let mut counts = [0_u32; Cover::EACH];
                for (margin, kept) in margins.iter().zip(kept.iter_mut()) {
                    let covered = margin >= need;
                    *kept = *kept && covered;
                    for (count, holds) in counts.iter_mut().zip([covered, *kept]) {
                        *count = count.wrapping_add(u32::from(holds));
                    }
                }
                let places = out.chunks_mut(Cover::EACH).nth(year).unwrap_or_default();
                for ((place, count), says) in places.iter_mut().zip(counts).zip([true, known]) {
                    if says {
                        #[expect(clippy::cast_precision_loss, reason = "far fewer than 2^52")]
                        let all = margins.len() as f64;
                        *place = 100.0 * f64::from(count) / all;
                    }
                }
            });
        },
    );
}

/// Gives each municipality its piece of `out`; a thread that is done takes the next.
fn on_threads<R>(
    threads: usize,
    municipalities: Range<usize>,
    out: &mut [f64],
    each: usize,
    room: impl Fn() -> R + Sync,
    work: impl Fn(usize, &mut [f64], &mut R) + Sync,
) {
    let threads = if threads == 0 { available() } else { threads };
    let parts = municipalities.zip(out.chunks_mut(each.max(1))).collect();
    let Ok(_) = spread_in(threads, parts, room, |room, (number, places)| {
        work(number, places, room);
        Ok::<_, Infallible>(())
    });
}
