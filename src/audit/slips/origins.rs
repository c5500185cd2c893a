//! What a hand may have meant: each slip undone.

use std::collections::BTreeSet;

use super::numeral::{Numeral, common, unit};
use super::{Case, FEW, MANY};
use crate::figure::{Interval, Kind};
use crate::number::BigRational;

// --- rounding -----------------------------------------------------------------------------------

/// Whether the range holds numbers between the page's, moved by that many units of its last decimal
/// away from zero.
fn between(case: &Case<'_>, from: (i32, i32), to: (i32, i32)) -> bool {
    let page = &case.page.numeral;
    let unit = unit(page.decimals);
    let place = |(part, of): (i32, i32)| {
        let moved = BigRational::new(part.into(), of.into()) * &unit;
        if page.negative {
            page.value() - moved
        } else {
            page.value() + moved
        }
    };
    let (one, other) = (place(from), place(to));
    let band = Interval {
        low: one.clone().min(other.clone()),
        high: one.max(other),
        low_closed: true,
        high_closed: true,
    };
    common(&band, case.range).is_some()
}

pub(super) fn cut_off(case: &Case<'_>) -> Vec<Numeral> {
    let cut = case.kind == Kind::Rounded && between(case, (1, 2), (1, 1));
    cut.then(|| case.units_away(1)).into_iter().collect()
}

pub(super) fn not_cut_off(case: &Case<'_>) -> Vec<Numeral> {
    let rounded = case.kind == Kind::Truncated && between(case, (-1, 2), (0, 1));
    rounded.then(|| case.units_away(-1)).into_iter().collect()
}

pub(super) fn rounded_twice(case: &Case<'_>) -> Vec<Numeral> {
    // 2,346 becomes 2,35 and then 2,4.
    let twice = case.kind == Kind::Rounded && between(case, (-11, 20), (-1, 2));
    twice.then(|| case.units_away(-1)).into_iter().collect()
}

pub(super) fn rounded_other_way(case: &Case<'_>) -> Vec<Numeral> {
    vec![case.units_away(-1), case.units_away(1)]
}

// --- sign ---------------------------------------------------------------------------------------

fn opposite(case: &Case<'_>, negative: bool) -> Vec<Numeral> {
    let page = &case.page.numeral;
    let turned = Numeral::lenient(!page.negative, page.digits.clone(), page.decimals);
    (page.negative == negative)
        .then_some(turned)
        .into_iter()
        .collect()
}

pub(super) fn sign_lost(case: &Case<'_>) -> Vec<Numeral> {
    opposite(case, false)
}

pub(super) fn sign_added(case: &Case<'_>) -> Vec<Numeral> {
    opposite(case, true)
}

// --- marks and units ----------------------------------------------------------------------------

/// The mark moved, the digits kept, for those moves.
fn shifted(case: &Case<'_>, moves: impl IntoIterator<Item = i32>) -> Vec<Numeral> {
    moves
        .into_iter()
        .filter_map(|places| case.settled(case.moved(places)?))
        .collect()
}

pub(super) fn thousands_as_decimal(case: &Case<'_>) -> Vec<Numeral> {
    if case.page.numeral.decimals != 3 {
        return Vec::new();
    }
    let whole = case.moved(-3);
    let decimals = case.known.filter(|_| case.kind == Kind::Exact).unwrap_or(0);
    whole
        .and_then(|whole| whole.with_decimals(decimals))
        .into_iter()
        .collect()
}

pub(super) fn decimal_as_thousands(case: &Case<'_>) -> Vec<Numeral> {
    let grouped = case.page.numeral.decimals == 0 && case.page.grouped();
    let moved = grouped.then(|| case.unmarked(3)).flatten();
    moved.into_iter().collect()
}

pub(super) fn mark_lost(case: &Case<'_>) -> Vec<Numeral> {
    if case.page.numeral.decimals > 0 {
        return Vec::new();
    }
    (1..=4).filter_map(|places| case.unmarked(places)).collect()
}

pub(super) fn mark_shifted(case: &Case<'_>) -> Vec<Numeral> {
    let mut origins = shifted(case, [1, -1, 2, -2]);
    origins.extend(case.rescaled(1, FEW));
    origins.extend(case.rescaled(-1, FEW));
    origins
}

pub(super) fn scaled(case: &Case<'_>, places: i32) -> Vec<Numeral> {
    let mut origins = shifted(case, [places]);
    origins.extend(case.rescaled(places, FEW));
    origins
}

// --- digits -------------------------------------------------------------------------------------

fn of_digits(case: &Case<'_>, digits: Vec<u8>, decimals: usize) -> Option<Numeral> {
    let numeral = Numeral::strict(case.page.numeral.negative, digits, decimals)?;
    case.settled(numeral)
}

/// Each digit by each other; first those beside it on the pad of a keyboard.
pub(super) fn digit(case: &Case<'_>) -> Vec<Numeral> {
    let page = &case.page.numeral;
    let mut origins = Vec::new();
    for beside in [true, false] {
        for (place, printed) in page.digits.iter().enumerate() {
            for meant in (0..=9).filter(|meant| beside_on_the_pad(*printed, *meant) == beside) {
                let digits = replaced(&page.digits, &[place], meant);
                origins.extend(of_digits(case, digits, page.decimals));
            }
        }
    }
    origins
}

/// Whether two keys of the pad touch: 7 8 9 over 4 5 6 over 1 2 3, and 0 under 1 and 2.
fn beside_on_the_pad(one: u8, other: u8) -> bool {
    let place = |key: u8| match key.checked_sub(1) {
        Some(key) => ((key / 3).saturating_add(1), key % 3),
        None => (0, 0),
    };
    let ((row, column), (other_row, other_column)) = (place(one), place(other));
    one != other && row.abs_diff(other_row) <= 1 && column.abs_diff(other_column) <= 1
}

fn replaced(digits: &[u8], places: &[usize], meant: u8) -> Vec<u8> {
    let mut digits = digits.to_vec();
    for place in places {
        if let Some(digit) = digits.get_mut(*place) {
            *digit = meant;
        }
    }
    digits
}

pub(super) fn exchanged(case: &Case<'_>, apart: usize) -> Vec<Numeral> {
    let page = &case.page.numeral;
    let pairs = (0..page.digits.len()).zip(apart..page.digits.len());
    pairs
        .filter_map(|(one, other)| {
            let mut digits = page.digits.clone();
            digits.swap(one, other);
            of_digits(case, digits, page.decimals)
        })
        .collect()
}

/// With one more digit: the double of a neighbour, or any other.
pub(super) fn restored(case: &Case<'_>, double: bool) -> Vec<Numeral> {
    let page = &case.page.numeral;
    let whole = page.digits.len().saturating_sub(page.decimals);
    let mut origins = Vec::new();
    for place in 0..=page.digits.len() {
        let before = place
            .checked_sub(1)
            .and_then(|place| page.digits.get(place));
        let after = page.digits.get(place);
        for meant in 0..=9 {
            // Beside its twin, the same text would come out on either side.
            if (before == Some(&meant)) != double || (!double && after == Some(&meant)) {
                continue;
            }
            let mut digits = page.digits.clone();
            digits.insert(place, meant);
            origins.extend(of_digits(case, digits.clone(), page.decimals));
            let longer = page.decimals.saturating_add(1);
            if place >= whole && case.known == Some(longer) {
                origins.extend(of_digits(case, digits, longer));
            }
        }
    }
    origins
}

/// With one digit less: one of two that are alike, or any other.
pub(super) fn shortened(case: &Case<'_>, double: bool) -> Vec<Numeral> {
    let page = &case.page.numeral;
    let whole = page.digits.len().saturating_sub(page.decimals);
    let mut origins = Vec::new();
    for (place, printed) in page.digits.iter().enumerate() {
        let before = place
            .checked_sub(1)
            .and_then(|place| page.digits.get(place));
        let after = page.digits.get(place.saturating_add(1));
        if (before == Some(printed)) != double || (!double && after == Some(printed)) {
            continue;
        }
        let mut digits = page.digits.clone();
        digits.remove(place);
        origins.extend(of_digits(case, digits.clone(), page.decimals));
        if let Some(shorter) = page.decimals.checked_sub(1)
            && place >= whole
            && case.known == Some(shorter)
        {
            origins.extend(of_digits(case, digits, shorter));
        }
    }
    origins
}

pub(super) fn twin(case: &Case<'_>) -> Vec<Numeral> {
    let page = &case.page.numeral;
    let mut origins = Vec::new();
    for (place, (one, next)) in page
        .digits
        .iter()
        .zip(page.digits.iter().skip(1))
        .enumerate()
    {
        for meant in (0..=9).filter(|meant| one == next && meant != one) {
            let digits = replaced(&page.digits, &[place, place.saturating_add(1)], meant);
            origins.extend(of_digits(case, digits, page.decimals));
        }
    }
    origins
}

// --- neighbours ---------------------------------------------------------------------------------

pub(super) fn neighbour(case: &Case<'_>) -> Vec<Numeral> {
    // A zero beside a zero says nothing.
    let page = &case.page.numeral;
    let repeated = case.neighbours.contains(page) && page.digits.iter().any(|digit| *digit != 0);
    let few = repeated.then(|| case.printable(FEW)).flatten();
    few.unwrap_or_default()
}

pub(super) fn neighbour_digits(case: &Case<'_>) -> Vec<Numeral> {
    let page = &case.page.numeral;
    let from = |meant: &Numeral, beside: &Numeral| {
        let places: BTreeSet<usize> = (0..page.digits.len())
            .filter(|place| page.at(*place) != meant.at(*place))
            .collect();
        let (first, last) = (places.first().copied(), places.last().copied());
        let (Some(first), Some(last)) = (first, last) else {
            return false;
        };
        first < last
            && beside.digits.len() > last
            && (first..=last).all(|place| page.at(place) == beside.at(place))
    };
    let alike = |meant: &Numeral| {
        meant.digits.len() == page.digits.len()
            && meant.decimals == page.decimals
            && meant.negative == page.negative
    };
    let mut origins = case.printable(MANY).unwrap_or_default();
    origins.retain(|meant| {
        alike(meant)
            && !case.neighbours.contains(page)
            && case.neighbours.iter().any(|beside| from(meant, beside))
    });
    origins
}

// --- what cannot be read ------------------------------------------------------------------------

pub(super) fn marks(case: &Case<'_>) -> Vec<Numeral> {
    let mut origins = vec![case.page.numeral.clone()];
    origins.extend(case.page.readings.iter().rev().cloned());
    origins
}
