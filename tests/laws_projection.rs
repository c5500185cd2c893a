//! What holds of projections for all panels: the core alone, without Python.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may stop, and chooses its numbers"
)]

use proptest::prelude::*;
use sustenta::metadata::Reason;
use sustenta::projection::{
    Fit, Model, Noise, Panel, Path, Run, Scenario, Series, cover, draws, lines, quantities, ranges,
};

const MODELS: [Model; 5] = [
    Model::Constant,
    Model::CompoundGrowth,
    Model::LogLinear,
    Model::Damped(0.9),
    Model::LastValue,
];
const YEARS: [i32; 9] = [2000, 2001, 2002, 2004, 2005, 2006, 2007, 2008, 2010];

fn scenario(years: &[i32]) -> Scenario<3> {
    Scenario {
        years: years.to_vec(),
        paths: std::array::from_fn(|_| Path::default()),
        rates_pct: vec![15.0; years.len()],
    }
}

/// Columns of several municipalities, a little apart.
fn columns(municipalities: usize, noise: &[f64]) -> [Vec<f64>; 3] {
    [900.0_f64, 200.0, 320.0].map(|level| {
        (0..municipalities * YEARS.len())
            .map(|row| {
                let time = f64::from(YEARS[row % YEARS.len()] - 2000);
                let shift = noise[(row * 7 + level as usize) % noise.len()];
                level * (0.04 * time + shift).exp()
            })
            .collect()
    })
}

struct Made {
    starts: Vec<usize>,
    years: Vec<i32>,
    columns: [Vec<f64>; 3],
    names: Vec<u64>,
}

impl Made {
    fn new(municipalities: usize, noise: &[f64]) -> Self {
        Self {
            starts: (0..=municipalities).map(|n| n * YEARS.len()).collect(),
            years: YEARS.repeat(municipalities),
            columns: columns(municipalities, noise),
            names: (0..municipalities as u64).map(|n| n * 977 + 5).collect(),
        }
    }

    fn panel(&self) -> Panel<'_, 3> {
        Panel {
            starts: &self.starts,
            years: &self.years,
            components: self.columns.each_ref().map(Vec::as_slice),
        }
    }

    fn run<'a>(&'a self, model: Model, scenario: &'a Scenario<3>, threads: usize) -> Run<'a, 3> {
        Run {
            panel: self.panel(),
            model,
            scenario,
            pool: None,
            least_years: 8,
            key: [11, 13],
            names: &self.names,
            draws: 700,
            threads,
        }
    }
}

fn bits(numbers: &[f64]) -> Vec<u64> {
    numbers.iter().map(|number| number.to_bits()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_threads_and_any_split_give_the_same_bits(
        noise in prop::collection::vec(-0.2..0.2_f64, 5..40), model in prop::sample::select(&MODELS)
    ) {
        let made = Made::new(6, &noise);
        let years = scenario(&[2011, 2013]);
        let each = 2 * quantities(3) * 2;
        let mut whole = vec![0.0; 6 * each];
        ranges(&made.run(model, &years, 1), 0..6, &[0.1, 0.9], &mut whole);
        for threads in [2, 5] {
            let mut again = vec![0.0; 6 * each];
            ranges(&made.run(model, &years, threads), 0..6, &[0.1, 0.9], &mut again);
            prop_assert_eq!(bits(&whole), bits(&again));
        }
        let mut part = vec![0.0; 2 * each];
        ranges(&made.run(model, &years, 2), 3..5, &[0.1, 0.9], &mut part);
        prop_assert_eq!(bits(&whole[3 * each..5 * each]), bits(&part));
    }

    #[test]
    fn the_line_lies_within_the_draws_and_the_margin_follows(
        noise in prop::collection::vec(-0.2..0.2_f64, 5..40), model in prop::sample::select(&MODELS)
    ) {
        let made = Made::new(1, &noise);
        let years = scenario(&[2011, 2012, 2020]);
        let run = made.run(model, &years, 1);
        let mut line = vec![0.0; 15];
        lines(&run, &mut line);
        let mut drawn = vec![0.0; 15 * 700];
        prop_assert!(draws(&run, 0, &mut drawn));
        for (place, numbers) in drawn.chunks(700).enumerate() {
            let least = numbers.iter().copied().fold(f64::INFINITY, f64::min);
            let greatest = numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            prop_assert!(least - 1e-9 <= line[place] && line[place] <= greatest + 1e-9);
        }
        for year in line.chunks(5) {
            prop_assert!((0.15 * year[0] + year[1] - year[3]).abs() < 1e-9);
            prop_assert!((year[3] - year[2] - year[4]).abs() < 1e-9);
        }
    }

    #[test]
    fn cover_counts_the_draws(
        noise in prop::collection::vec(-0.2..0.2_f64, 5..40), need in -300.0..300.0_f64
    ) {
        let made = Made::new(1, &noise);
        let years = scenario(&[2011, 2012]);
        let run = made.run(Model::LogLinear, &years, 1);
        let mut drawn = vec![0.0; 2 * 5 * 700];
        draws(&run, 0, &mut drawn);
        let mut shares = [0.0; 4];
        cover(&run, 0..1, &[need, need], &mut shares);
        let first = &drawn[4 * 700..5 * 700];
        let second = &drawn[9 * 700..];
        let share = |count: usize| 100.0 * count as f64 / 700.0;
        let covers = |margins: &[f64]| margins.iter().filter(|margin| **margin >= need).count();
        let both = first.iter().zip(second).filter(|(one, two)| **one >= need && **two >= need).count();
        let expected = [share(covers(first)), share(covers(first)), share(covers(second)), share(both)];
        prop_assert_eq!(bits(&shares), bits(&expected));
    }

    #[test]
    fn residuals_have_the_unbiased_variance_and_a_mean_of_zero(
        noise in prop::collection::vec(-0.3..0.3_f64, 30), model in prop::sample::select(&MODELS)
    ) {
        let made = Made::new(1, &noise);
        let fit = made.panel().fit(model, 0).unwrap();
        let count = fit.residuals.len() as f64;
        for component in 0..3 {
            let mean = fit.residuals.iter().map(|row| row[component]).sum::<f64>() / count;
            prop_assert!(mean.abs() < 1e-12);
        }
        prop_assert_eq!(fit.years, YEARS.len());
        prop_assert_eq!(fit.last_year, 2010);
    }
}

#[test]
fn a_municipality_with_too_few_years_or_impossible_amounts_says_why() {
    let reason = |years: &[i32], amounts: &[f64], model: Model| {
        Fit::of(
            model,
            Series {
                years,
                components: [amounts; 2],
            },
        )
        .err()
    };
    let log = Model::LogLinear;
    assert_eq!(reason(&[], &[], log), Some(Reason::InputMissing));
    assert_eq!(
        reason(&[2000], &[f64::NAN], log),
        Some(Reason::InputMissing)
    );
    assert_eq!(reason(&[2000], &[1.0], log), Some(Reason::TooFewYears));
    assert_eq!(
        reason(&[2000, 2001], &[1.0, 0.0], log),
        Some(Reason::AmountZero)
    );
    assert_eq!(
        reason(&[2000, 2001], &[1.0, -1.0], log),
        Some(Reason::AmountNegative)
    );
    assert_eq!(
        reason(&[2000, 2001], &[1.0, f64::INFINITY], Model::Constant),
        Some(Reason::AmountNotFinite)
    );
    assert_eq!(reason(&[2000], &[0.0], Model::Constant), None);
    assert_eq!(reason(&[2000], &[1.0], Model::LastValue), None);
    assert_eq!(reason(&[2000, 2001], &[1.0, 2.0], log), None);
}

#[test]
fn years_below_the_least_have_no_noise_of_their_own_but_a_pool_serves_them() {
    let made = Made::new(3, &[0.1, -0.05, 0.02, 0.07, -0.11]);
    let years = scenario(&[2011]);
    let mut run = made.run(Model::LogLinear, &years, 1);
    run.least_years = 10;
    let mut out = vec![0.0; 5];
    ranges(&run, 0..1, &[0.5], &mut out);
    assert!(out.iter().all(|value| value.is_nan()));
    let fits: Vec<_> = (0..3)
        .filter_map(|n| made.panel().fit(Model::LogLinear, n).ok())
        .collect();
    let pool = Noise::pooled(&fits).unwrap();
    assert_eq!((pool.rows.len(), pool.degrees), (27, 21));
    run.pool = Some(&pool);
    ranges(&run, 0..1, &[0.5], &mut out);
    assert!(out.iter().all(|value| value.is_finite()));
}

#[test]
fn wrong_panels_and_models_are_refused() {
    let made = Made::new(2, &[0.1, 0.2]);
    let mut panel = made.panel();
    panel.starts = &[0, 5];
    assert!(panel.check().is_err());
    let mut panel = made.panel();
    panel.components[1] = &[1.0];
    assert!(panel.check().is_err());
    assert!(made.panel().check().is_ok());
    assert!(Model::from_name("linear", 0.9).is_err());
    assert!(Model::from_name("damped", 1.0).is_err());
    for (name, model) in Model::NAMES.iter().zip([
        Model::Constant,
        Model::CompoundGrowth,
        Model::LogLinear,
        Model::Damped(0.5),
        Model::LastValue,
    ]) {
        assert_eq!(Model::from_name(name, 0.5).unwrap(), model);
    }
}
