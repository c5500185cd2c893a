//! Exact quantiles of many numbers, without sorting them.
//!
//! Numbers go into buckets of equal width; only the few buckets that hold a wanted place are sorted.

/// Buckets between the least number and the greatest.
const BUCKETS: usize = 1024;
/// Added to a float below 2^32, it leaves the float's whole part in the low bits: 2^52.
const WHOLE: f64 = 4_503_599_627_370_496.0;

/// Room that is used again for every column of draws.
#[derive(Debug)]
pub struct Buckets {
    counts: Vec<u32>,
    of: Vec<u16>,
    /// For each bucket, one more than the place of its numbers in `held`; zero where they are not wanted.
    marks: Vec<u8>,
    held: Vec<Vec<f64>>,
}

impl Default for Buckets {
    fn default() -> Self {
        Self {
            counts: vec![0; BUCKETS.saturating_add(1)],
            of: Vec::new(),
            marks: vec![0; BUCKETS.saturating_add(1)],
            held: Vec::new(),
        }
    }
}

/// The places on which a quantile of `count` numbers lies, and how far it is between them (NumPy's `linear`, type 7).
fn places(probability: f64, count: usize) -> (usize, usize, f64) {
    let last = count.saturating_sub(1);
    #[expect(clippy::cast_precision_loss, reason = "far fewer than 2^52 draws")]
    let position = probability.clamp(0.0, 1.0) * last as f64;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between zero and the last"
    )]
    let below = position.floor() as usize;
    (
        below,
        below.saturating_add(1).min(last),
        position - position.floor(),
    )
}

/// NumPy's own way between two numbers: from the nearer end, so that the ends come out as they are.
fn between(low: f64, high: f64, part: f64) -> f64 {
    if part >= 0.5 {
        high - (high - low) * (1.0 - part)
    } else {
        low + (high - low) * part
    }
}

impl Buckets {
    /// Writes the quantiles of `numbers` for ascending probabilities; the numbers may stand in any order.
    ///
    /// Nothing at all, or a number that is not finite, gives NaN.
    pub fn quantiles(&mut self, numbers: &[f64], probabilities: &[f64], out: &mut [f64]) {
        let (least, greatest) = ends(numbers);
        let width = greatest - least;
        if numbers.is_empty() || !width.is_finite() {
            out.fill(f64::NAN);
            return;
        }
        #[expect(clippy::cast_precision_loss, reason = "a thousand")]
        let scale = BUCKETS as f64 / width;
        if width == 0.0 || !scale.is_finite() {
            out.fill(least);
            return;
        }
        self.count(numbers, least, scale);
        let wanted: Vec<(usize, usize, f64)> = probabilities
            .iter()
            .map(|probability| places(*probability, numbers.len()))
            .collect();
        let starts = self.mark(&wanted);
        self.gather(numbers);
        let at = |place: usize| -> f64 {
            starts
                .iter()
                .zip(&self.held)
                .rev()
                .find(|(start, _)| **start <= place)
                .and_then(|(start, held)| held.get(place.saturating_sub(*start)))
                .copied()
                .unwrap_or(f64::NAN)
        };
        for (place, (below, above, part)) in out.iter_mut().zip(&wanted) {
            *place = between(at(*below), at(*above), *part);
        }
    }

    /// Finds the bucket of each number, and counts them.
    fn count(&mut self, numbers: &[f64], least: f64, scale: f64) {
        self.of.clear();
        self.of.extend(numbers.iter().map(|number| {
            #[expect(
                clippy::cast_possible_truncation,
                reason = "the low bits hold the bucket"
            )]
            let bucket = ((number - least) * scale + WHOLE).to_bits() as u16;
            bucket
        }));
        self.counts.fill(0);
        for bucket in &self.of {
            if let Some(count) = self.counts.get_mut(usize::from(*bucket)) {
                *count = count.wrapping_add(1);
            }
        }
    }

    /// Marks the buckets that hold wanted places; gives the place of the first number of each.
    fn mark(&mut self, wanted: &[(usize, usize, f64)]) -> Vec<usize> {
        let mut places: Vec<usize> = wanted
            .iter()
            .flat_map(|(below, above, _)| [*below, *above])
            .collect();
        places.sort_unstable();
        let mut places = places.into_iter().peekable();
        let mut starts = Vec::new();
        let mut start = 0_usize;
        self.marks.fill(0);
        for (count, mark) in self.counts.iter().zip(&mut self.marks) {
            let end = start.saturating_add(*count as usize);
            if places.peek().is_some_and(|place| *place < end) {
                starts.push(start);
                *mark = u8::try_from(starts.len()).unwrap_or(u8::MAX);
                while places.next_if(|place| *place < end).is_some() {}
            }
            start = end;
        }
        starts
    }

    /// Takes the numbers of the marked buckets out, in order.
    fn gather(&mut self, numbers: &[f64]) {
        let marked = self.marks.iter().filter(|mark| **mark > 0).count();
        self.held.resize_with(marked, Vec::new);
        self.held.iter_mut().for_each(Vec::clear);
        for (number, bucket) in numbers.iter().zip(&self.of) {
            let mark = self.marks.get(usize::from(*bucket)).copied().unwrap_or(0);
            if mark > 0
                && let Some(held) = self.held.get_mut(usize::from(mark).wrapping_sub(1))
            {
                held.push(*number);
            }
        }
        for held in &mut self.held {
            held.sort_unstable_by(f64::total_cmp);
        }
    }
}

/// The least and the greatest number; NaN among them makes NaN of both.
fn ends(numbers: &[f64]) -> (f64, f64) {
    const LANES: usize = 8;
    let mut least = [f64::INFINITY; LANES];
    let mut greatest = [f64::NEG_INFINITY; LANES];
    let mut doubt = [0.0; LANES];
    let (eights, rest) = numbers.as_chunks::<LANES>();
    for eight in eights {
        for lane in 0..LANES {
            let (Some(value), Some(low), Some(high), Some(odd)) = (
                eight.get(lane),
                least.get_mut(lane),
                greatest.get_mut(lane),
                doubt.get_mut(lane),
            ) else {
                continue;
            };
            *low = if value < low { *value } else { *low };
            *high = if value > high { *value } else { *high };
            *odd += 0.0 * value;
        }
    }
    let mut ends = (f64::INFINITY, f64::NEG_INFINITY);
    for value in least.iter().chain(&greatest).chain(rest) {
        if value.is_finite() {
            ends = (ends.0.min(*value), ends.1.max(*value));
        }
    }
    let odd: f64 = doubt.iter().sum::<f64>() + rest.iter().map(|value| 0.0 * value).sum::<f64>();
    (ends.0 + odd, ends.1 + odd)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn by_sorting(numbers: &[f64], probability: f64) -> f64 {
        let mut sorted = numbers.to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        let (below, above, part) = places(probability, sorted.len());
        between(sorted[below], sorted[above], part)
    }

    const PROBABILITIES: [f64; 7] = [0.0, 0.025, 0.1, 0.5, 0.9, 0.975, 1.0];

    proptest! {
        #[test]
        fn quantiles_are_those_of_the_sorted_numbers(
            numbers in prop::collection::vec(prop_oneof![-1e3..1e3_f64, Just(0.0), -1e-9..1e-9_f64, -1e12..1e12_f64], 1..400)
        ) {
            let mut out = [0.0; 7];
            Buckets::default().quantiles(&numbers, &PROBABILITIES, &mut out);
            for (probability, found) in PROBABILITIES.iter().zip(out) {
                prop_assert_eq!(found.to_bits(), by_sorting(&numbers, *probability).to_bits());
            }
        }
    }

    #[test]
    fn equal_numbers_have_one_quantile_and_what_is_not_finite_has_none() {
        let mut out = [0.0; 2];
        let mut buckets = Buckets::default();
        buckets.quantiles(&[3.0; 50], &[0.1, 0.9], &mut out);
        assert_eq!(out.map(f64::to_bits), [3.0_f64.to_bits(); 2]);
        for odd in [vec![], vec![1.0, f64::NAN], vec![1.0, f64::INFINITY]] {
            buckets.quantiles(&odd, &[0.1, 0.9], &mut out);
            assert!(out.iter().all(|value| value.is_nan()), "{odd:?}");
        }
    }
}
