//! How many orders fit: the permanent of who may have which line.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use num_bigint::BigUint;

use super::matching::{Choices, Matching};

/// More states than these between two rows are not carried on.
const MOST_STATES: usize = 200_000;

/// The number of orders in which every row has a line that it may have; `None` where counting them would take
/// too long. Lines that the same rows may have are counted together.
pub(super) fn count(choices: &Choices, matching: &Matching) -> Option<BigUint> {
    if matching.violator.is_some() {
        return Some(BigUint::from(0_u8));
    }
    let mut product = BigUint::from(1_u8);
    for block in choices.blocks(&matching.line) {
        let lines: BTreeSet<usize> = block
            .iter()
            .filter_map(|row| matching.line.get(*row).copied().flatten())
            .collect();
        product *= permanent(choices, &block, &lines)?;
    }
    Some(product)
}

/// A sort of lines: those that the same rows may have.
struct Sort {
    rows: BTreeSet<usize>,
    lines: u128,
    /// What one such line is worth in the number of a state.
    worth: u128,
}

fn permanent(choices: &Choices, rows: &[usize], lines: &BTreeSet<usize>) -> Option<BigUint> {
    let mut takers: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for row in rows {
        for line in choices.of(*row).iter().filter(|line| lines.contains(line)) {
            takers.entry(*line).or_default().insert(*row);
        }
    }
    let mut sizes: BTreeMap<BTreeSet<usize>, u128> = BTreeMap::new();
    for rows in takers.into_values() {
        let size = sizes.entry(rows).or_default();
        *size = size.saturating_add(1);
    }
    let mut sorts = Vec::with_capacity(sizes.len());
    let mut worth: u128 = 1;
    let mut full: u128 = 0;
    for (rows, lines) in sizes {
        full = full.checked_add(lines.checked_mul(worth)?)?;
        let next = worth.checked_mul(lines.checked_add(1)?)?;
        sorts.push(Sort { rows, lines, worth });
        worth = next;
    }
    // The rows with the fewest choices first: fewer states between.
    let mut order = rows.to_vec();
    order.sort_by_key(|row| sorts.iter().filter(|sort| sort.rows.contains(row)).count());
    let mut states = HashMap::from([(full, BigUint::from(1_u8))]);
    for row in order {
        let mut next: HashMap<u128, BigUint> = HashMap::with_capacity(states.len());
        for (state, ways) in &states {
            for sort in sorts.iter().filter(|sort| sort.rows.contains(&row)) {
                if sort.left(*state) > 0 {
                    *next.entry(state.saturating_sub(sort.worth)).or_default() += ways;
                }
            }
        }
        if next.len() > MOST_STATES {
            return None;
        }
        states = next;
    }
    // Within a sort, any line goes to any of the rows that chose it.
    let within = sorts.iter().map(|sort| factorial(sort.lines));
    let ways = states.remove(&0).unwrap_or_default();
    Some(within.fold(ways, |product, ways| product * ways))
}

impl Sort {
    /// How many of its lines are left in a state: a digit of the state's number.
    fn left(&self, state: u128) -> u128 {
        let above = self.worth.saturating_mul(self.lines.saturating_add(1));
        state
            .checked_rem(above)
            .and_then(|rest| rest.checked_div(self.worth))
            .unwrap_or(0)
    }
}

/// The number of orders of so many things.
pub(super) fn factorial(things: u128) -> BigUint {
    (2..=things).fold(BigUint::from(1_u8), |product, thing| product * thing)
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "small numbers, chosen here")]
mod tests {
    use super::*;

    fn counted(rows: usize, fits: impl Fn(usize, usize) -> bool) -> Option<BigUint> {
        let choices = Choices::new(rows, fits);
        count(&choices, &choices.matched())
    }

    /// By trying every order.
    fn tried(rows: usize, fits: &dyn Fn(usize, usize) -> bool) -> u32 {
        fn place(row: usize, free: &mut Vec<usize>, fits: &dyn Fn(usize, usize) -> bool) -> u32 {
            if free.is_empty() {
                return 1;
            }
            let mut ways = 0;
            for at in 0..free.len() {
                if fits(row, free[at]) {
                    let line = free.remove(at);
                    ways += place(row + 1, free, fits);
                    free.insert(at, line);
                }
            }
            ways
        }
        place(0, &mut (0..rows).collect(), fits)
    }

    #[test]
    fn orders_are_counted_as_by_trying_them_all() {
        for pattern in 0_u32..512 {
            let fits = |row: usize, line: usize| pattern >> (3 * row + line) & 1 == 1;
            assert_eq!(counted(3, fits), Some(tried(3, &fits).into()), "{pattern}");
        }
        for seed in 1_usize..40 {
            let fits = |row: usize, line: usize| (row * 31 + line * 17 + row * line * seed) % 5 < 3;
            assert_eq!(counted(7, fits), Some(tried(7, &fits).into()), "{seed}");
        }
    }

    #[test]
    fn what_fits_everywhere_has_all_orders_and_diagonals_have_one() {
        assert_eq!(counted(30, |_, _| true), Some(factorial(30)));
        assert_eq!(counted(200, |row, line| row == line), Some(1_u8.into()));
        // Two sorts of a hundred lines each.
        let halves = counted(200, |row, line| row % 2 == line % 2);
        assert_eq!(halves, Some(factorial(100) * factorial(100)));
        // The arrangements in which nobody has his own line: 16 subfactorial.
        let nobody = counted(16, |row, line| row != line);
        assert_eq!(nobody, Some(7_697_064_251_745_u64.into()));
    }
}
