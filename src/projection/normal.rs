//! The quantiles of the normal distribution, and what is drawn through them.

use super::philox::uniform;

/// Coefficients of a polynomial, from the highest power down.
type Polynomial = [f64; 8];

// Wichura (1988), Algorithm AS241 (PPND16): a ratio of two polynomials for each of three ranges. Its printed digits:
// what a float has no place for is rounded where it stands.
const CENTRAL: [Polynomial; 2] = [
    [
        2.509_080_928_730_122_7e3,
        3.343_057_558_358_813e4,
        6.726_577_092_700_87e4,
        4.592_195_393_154_987e4,
        1.373_169_376_550_946e4,
        1.971_590_950_306_551_3e3,
        1.331_416_678_917_843_8e2,
        3.387_132_872_796_366_5,
    ],
    [
        5.226_495_278_852_854e3,
        2.872_908_573_572_194_3e4,
        3.930_789_580_009_271e4,
        2.121_379_430_158_659_7e4,
        5.394_196_021_424_751e3,
        6.871_870_074_920_579e2,
        4.231_333_070_160_091e1,
        1.0,
    ],
];
const TAIL: [Polynomial; 2] = [
    [
        7.745_450_142_783_414e-4,
        2.272_384_498_926_918_4e-2,
        2.417_807_251_774_506e-1,
        1.270_458_252_452_368_4,
        3.647_848_324_763_204_5,
        5.769_497_221_460_691,
        4.630_337_846_156_546,
        1.423_437_110_749_683_5,
    ],
    [
        1.050_750_071_644_416_9e-9,
        5.475_938_084_995_345e-4,
        1.519_866_656_361_645_7e-2,
        1.481_039_764_274_800_8e-1,
        6.897_673_349_851e-1,
        1.676_384_830_183_803_8,
        2.053_191_626_637_759,
        1.0,
    ],
];
const FAR_TAIL: [Polynomial; 2] = [
    [
        2.010_334_399_292_288_1e-7,
        2.711_555_568_743_487_6e-5,
        1.242_660_947_388_078_4e-3,
        2.653_218_952_657_612_4e-2,
        2.965_605_718_285_048_7e-1,
        1.784_826_539_917_291_3,
        5.463_784_911_164_114,
        6.657_904_643_501_103,
    ],
    [
        2.044_263_103_389_939_8e-15,
        1.421_511_758_316_446e-7,
        1.846_318_317_510_054_8e-5,
        7.868_691_311_456_133e-4,
        1.487_536_129_085_061_5e-2,
        1.369_298_809_227_358e-1,
        5.998_322_065_558_88e-1,
        1.0,
    ],
];

#[inline]
fn ratio([above, below]: &[Polynomial; 2], at: f64) -> f64 {
    let value = |polynomial: &Polynomial| polynomial.iter().fold(0.0, |sum, term| sum * at + term);
    value(above) / value(below)
}

/// How far from the middle the first range reaches.
const CENTRAL_HALF: f64 = 0.425;

#[inline]
fn central(from_middle: f64) -> f64 {
    from_middle * ratio(&CENTRAL, 0.180_625 - from_middle * from_middle)
}

fn beyond(probability: f64) -> f64 {
    let tail = probability.min(1.0 - probability);
    let far = (-tail.ln()).sqrt();
    let size = if far <= 5.0 {
        ratio(&TAIL, far - 1.6)
    } else {
        ratio(&FAR_TAIL, far - 5.0)
    };
    size.copysign(probability - 0.5)
}

/// The number below which a standard normal one lies with this probability (AS241: to one part in 10^16).
#[inline]
#[must_use]
pub fn quantile(probability: f64) -> f64 {
    let from_middle = probability - 0.5;
    if from_middle.abs() <= CENTRAL_HALF {
        central(from_middle)
    } else {
        beyond(probability)
    }
}

/// A standard normal number from a word.
#[inline]
#[must_use]
pub(super) fn normal(word: u64) -> f64 {
    quantile(uniform(word))
}

/// The same of many words: all as if they were in the first range, some at a time, and then those that are not.
pub(super) fn normals(words: &[u64], out: &mut [f64]) {
    for (place, word) in out.iter_mut().zip(words) {
        *place = central(uniform(*word) - 0.5);
    }
    for (place, word) in out.iter_mut().zip(words) {
        let probability = uniform(*word);
        if (probability - 0.5).abs() > CENTRAL_HALF {
            *place = beyond(probability);
        }
    }
}

/// Up to this many degrees of freedom a chi-squared number is drawn exactly.
const EXACT_DEGREES: usize = 60;

/// Words that one chi-squared number takes.
#[must_use]
pub(super) fn chi_squared_words(degrees: usize) -> usize {
    if degrees > EXACT_DEGREES {
        1
    } else {
        degrees.div_ceil(2)
    }
}

/// A chi-squared number from as many words as [`chi_squared_words`] says.
///
/// Two degrees are −2 ln of a uniform number, so that several pairs are one logarithm of a product; an odd one is the
/// square of a normal number. With many degrees Wilson and Hilferty's cube is within a thousandth.
#[must_use]
pub(super) fn chi_squared(degrees: usize, words: &[u64]) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
    let count = degrees as f64;
    if degrees > EXACT_DEGREES {
        let part = 2.0 / (9.0 * count);
        let drawn = words.first().map_or(0.0, |word| normal(*word));
        return count * (1.0 - part + drawn * part.sqrt()).powi(3);
    }
    let (pairs, odd) = words.split_at(words.len().min(degrees / 2));
    let product: f64 = pairs.iter().map(|word| uniform(*word)).product();
    let rest: f64 = odd.iter().map(|word| normal(*word).powi(2)).sum();
    rest - 2.0 * product.ln()
}

/// Beyond this a power of e is cut off: about 10^304 either way.
const LARGEST: f64 = 700.0;
/// Added and taken off again, it rounds to the nearest whole number, which then stands in the low bits: 1.5 · 2^52.
const ROUNDER: f64 = 6_755_399_441_055_744.0;
/// ln 2 in two parts, the first with a short mantissa, so that its small multiples are exact.
const LN2_HIGH: f64 = 0.693_147_180_369_123_8;
const LN2_LOW: f64 = 1.908_214_929_270_587_7e-10;
/// e to a power, without a branch, so that the compiler makes vector instructions of a loop over it; the same bits on every machine.
#[inline(always)]
#[expect(
    clippy::inline_always,
    reason = "a call would undo the vector instructions"
)]
#[must_use]
pub fn exponential(power: f64) -> f64 {
    let power = if power > LARGEST { LARGEST } else { power };
    let power = if power < -LARGEST { -LARGEST } else { power };
    let shifted = power * std::f64::consts::LOG2_E + ROUNDER;
    let twos = shifted - ROUNDER;
    let rest = power - twos * LN2_HIGH - twos * LN2_LOW;
    // The sum of restⁿ/n! to n = 12: beyond, nothing is left of |rest| ≤ ln 2 / 2. In pairs, and pairs of pairs (Estrin), which
    // do not wait for each other.
    let second = rest * rest;
    let fourth = second * second;
    let low = (1.0 + rest) + (1.0 / 2.0 + rest * (1.0 / 6.0)) * second;
    let middle =
        (1.0 / 24.0 + rest * (1.0 / 120.0)) + (1.0 / 720.0 + rest * (1.0 / 5_040.0)) * second;
    let high = (1.0 / 40_320.0 + rest * (1.0 / 362_880.0))
        + (1.0 / 3_628_800.0 + rest * (1.0 / 39_916_800.0)) * second
        + (1.0 / 479_001_600.0) * fourth;
    let sum = low + (middle + high * fourth) * fourth;
    f64::from_bits(sum.to_bits().wrapping_add(shifted.to_bits() << 52))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_the_algorithms_own_check() {
        // The values that Wichura prints.
        for (probability, expected) in [
            (0.25, -0.674_489_750_196_081_7),
            (0.001, -3.090_232_306_167_814),
            (1e-20, -9.262_340_089_798_408),
        ] {
            let found: f64 = quantile(probability);
            assert!((found / expected - 1.0).abs() < 1e-15, "{found}");
        }
        assert!(quantile(0.5).abs() < f64::EPSILON);
        assert!((quantile(0.975) + quantile(0.025)).abs() < 1e-14);
    }

    #[test]
    fn many_words_give_the_numbers_that_each_gives() {
        let stream = super::super::philox::Stream {
            key: [1, 2],
            municipality: 3,
            component: 4,
            block: 0,
        };
        let mut words = vec![0; 5_000];
        stream.fill(0, &mut words);
        let mut found = vec![0.0; 5_000];
        normals(&words, &mut found);
        for (word, found) in words.iter().zip(found) {
            assert_eq!(normal(*word).to_bits(), found.to_bits());
        }
    }

    #[test]
    fn powers_of_e_are_within_two_units_in_the_last_place() {
        let mut power = -20.0;
        while power < 20.0 {
            let (found, expected) = (exponential(power), f64::exp(power));
            assert!(
                (found / expected - 1.0).abs() < 4.5e-16,
                "{power}: {found} {expected}"
            );
            power += 0.001_7;
        }
        assert!(exponential(1e9).is_finite());
        assert!(exponential(-1e9) > 0.0);
        assert!(exponential(f64::NAN).is_nan());
    }

    #[test]
    fn chi_squared_numbers_have_their_mean_and_variance() {
        for degrees in [1_usize, 6, 13, 60, 61, 500] {
            let each = chi_squared_words(degrees);
            let stream = super::super::philox::Stream {
                key: [1, 2],
                municipality: 3,
                component: 4,
                block: 0,
            };
            let mut words = vec![0; 40_000 * each];
            stream.fill(0, &mut words);
            let drawn: Vec<f64> = words
                .chunks(each)
                .map(|words| chi_squared(degrees, words))
                .collect();
            let mean = drawn.iter().sum::<f64>() / 40_000.0;
            let variance = drawn.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / 40_000.0;
            #[expect(clippy::cast_precision_loss, reason = "small")]
            let expected = degrees as f64;
            assert!((mean / expected - 1.0).abs() < 0.03, "{degrees}: {mean}");
            assert!(
                (variance / (2.0 * expected) - 1.0).abs() < 0.06,
                "{degrees}: {variance}"
            );
        }
    }
}
