//! Philox4x64-10, word for word as NumPy draws it.
//!
//! Salmon, Moraes, Dror and Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3": the words are a function of a
//! key and a counter, so that every municipality, purpose and block of draws has a stream of its own, whoever draws it and when.

/// The multipliers of the rounds (the paper's table 2).
const MULTIPLIERS: [u64; 2] = [0xD2E7_470E_E14C_6C93, 0xCA5A_8263_9512_1157];
/// What is added to the key after each round: the golden ratio, and √3 − 1.
const WEYL: [u64; 2] = [0x9E37_79B9_7F4A_7C15, 0xBB67_AE85_84CA_A73B];
const ROUNDS: usize = 10;
/// Words that one counter gives.
pub(super) const GROUP: usize = 4;

/// The key of each round.
type Keys = [[u64; 2]; ROUNDS];

fn keys(key: [u64; 2]) -> Keys {
    let mut next = key;
    std::array::from_fn(|_| {
        let key = next;
        next = [key[0].wrapping_add(WEYL[0]), key[1].wrapping_add(WEYL[1])];
        key
    })
}

/// The four words of a counter under a key.
#[must_use]
pub fn group(counter: [u64; GROUP], key: [u64; 2]) -> [u64; GROUP] {
    mixed(counter, &keys(key))
}

#[inline]
fn mixed(mut counter: [u64; GROUP], keys: &Keys) -> [u64; GROUP] {
    for key in keys {
        let [first, second, third, fourth] = counter;
        let (low, high) = product(MULTIPLIERS[0], first);
        let (other_low, other_high) = product(MULTIPLIERS[1], third);
        counter = [
            other_high ^ second ^ key[0],
            other_low,
            high ^ fourth ^ key[1],
            low,
        ];
    }
    counter
}

/// The low and the high half of a product.
#[inline]
fn product(multiplier: u64, word: u64) -> (u64, u64) {
    let whole = u128::from(multiplier).wrapping_mul(u128::from(word));
    #[expect(clippy::cast_possible_truncation, reason = "the halves of 128 bits")]
    let halves = (whole as u64, (whole >> 64) as u64);
    halves
}

/// One stream of words: `numpy.random.Philox(key=key, counter=[0, block, component, municipality])`.
#[derive(Clone, Copy, Debug)]
pub struct Stream {
    /// The key of the projection.
    pub key: [u64; 2],
    /// The municipality: a number made of its name, not of its place in the panel.
    pub municipality: u64,
    /// What the words are for.
    pub component: u64,
    /// The block of draws.
    pub block: u64,
}

impl Stream {
    /// Fills `words` with those of the stream from `skipped` groups of four on.
    pub fn fill(&self, skipped: u64, words: &mut [u64]) {
        let keys = keys(self.key);
        // NumPy counts up before it draws: the first group is that of counter 1.
        let mut low = skipped;
        let mut next = || {
            low = low.wrapping_add(1);
            mixed([low, self.block, self.component, self.municipality], &keys)
        };
        let (groups, rest) = words.as_chunks_mut::<GROUP>();
        for group in groups {
            *group = next();
        }
        if !rest.is_empty() {
            for (word, drawn) in rest.iter_mut().zip(next()) {
                *word = drawn;
            }
        }
    }
}

/// A number between 0 and 1, neither of which it is: the middle of one of 2^52 steps.
#[inline]
#[must_use]
pub(super) fn uniform(word: u64) -> f64 {
    // The step as the digits of a float between 1 and 2; the difference is exact, 53 bits in all.
    let digits = f64::from_bits((word >> 12) | 1.0_f64.to_bits());
    digits - (1.0 - 0.5 * f64::EPSILON)
}

/// One of `places`, from 32 bits: the bias is below `places`/2^32.
#[inline]
#[must_use]
pub(super) fn place(bits: u32, places: u32) -> usize {
    (u64::from(bits).wrapping_mul(u64::from(places)) >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_those_of_the_papers_authors() {
        // Random123's kat_vectors: philox4x64 10.
        assert_eq!(
            group([0; 4], [0; 2]),
            [
                0x1655_4d9e_ca36_314c,
                0xdb20_fe9d_672d_0fdc,
                0xd7e7_72ce_e186_176b,
                0x7e68_b68a_ec7b_a23b
            ]
        );
        assert_eq!(
            group([u64::MAX; 4], [u64::MAX; 2]),
            [
                0x87b0_92c3_013f_e90b,
                0x438c_3c67_be8d_0224,
                0x9cc7_d7c6_9cd7_77b6,
                0xa09c_aebf_594f_0ba0
            ]
        );
    }

    #[test]
    fn a_stream_goes_on_where_it_was_left() {
        let stream = Stream {
            key: [3, 5],
            municipality: 7,
            component: 1,
            block: 2,
        };
        let mut whole = [0; 16];
        stream.fill(0, &mut whole);
        let mut rest = [0; 8];
        stream.fill(2, &mut rest);
        assert_eq!(whole[8..], rest);
    }

    #[test]
    fn a_uniform_number_is_never_zero_nor_one_and_a_place_never_past_the_end() {
        assert!(uniform(0) > 0.0);
        assert!(uniform(u64::MAX) < 1.0);
        assert_eq!(place(u32::MAX, 7), 6);
        assert_eq!(place(0, 7), 0);
    }
}
