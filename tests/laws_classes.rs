//! Classes are decided exactly: on the decimals that the inputs print, on either side of every border.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may stop, and chooses its numbers"
)]

mod seeded;

use std::cmp::Ordering;

use num_bigint::BigInt;
use proptest::prelude::*;
use seeded::seeded;
use sustenta::classifications::{
    Bands, Classification, Compliance, EC29_TREND, EXECUTION, Form, Side, TAX_EFFORT,
    classify_exact, classify_floats, meets,
};
use sustenta::number::{BigRational, Decimal, rational};
use sustenta::rows::{Column, ExactColumn};

/// The decimal that a float prints, read digit by digit.
fn printed(value: f64) -> BigRational {
    let text = format!("{value}");
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let digits: BigInt = format!("{whole}{fraction}").parse().unwrap();
    BigRational::new(
        digits,
        BigInt::from(10).pow(fraction.len().try_into().unwrap()),
    )
}

/// The float so many steps away.
fn stepped(value: f64, ulps: i64) -> f64 {
    if value == 0.0 {
        f64::from_bits(ulps.unsigned_abs()).copysign(if ulps < 0 { -1.0 } else { 1.0 })
    } else {
        f64::from_bits(value.to_bits().saturating_add_signed(ulps))
    }
}

/// The class by the definition: how many borders the percentage has passed, counted from 1.
fn by_definition(percentage: &BigRational, cuts: &[(BigRational, Side)]) -> u8 {
    let passed = cuts.iter().filter(|(cut, side)| match percentage.cmp(cut) {
        Ordering::Greater => true,
        Ordering::Equal => *side == Side::Above,
        Ordering::Less => false,
    });
    u8::try_from(passed.count()).unwrap() + 1
}

fn cuts_of(classification: &Classification, cuts: &[Decimal]) -> Vec<(BigRational, Side)> {
    cuts.iter()
        .zip(classification.cuts)
        .map(|(cut, of)| (rational(*cut), of.side))
        .collect()
}

fn percentage(form: Form, one: &BigRational, two: &BigRational) -> BigRational {
    let hundred = BigRational::from_integer(100.into());
    match form {
        Form::Share => hundred * one / two,
        Form::Change => hundred * (two - one) / one,
        Form::Given => one.clone(),
    }
}

/// A classification, a form, and two borders: the article's own, or any others.
fn cases() -> impl Strategy<Value = (Classification, Form, Vec<Decimal>)> {
    let own = prop::sample::select(vec![
        (EXECUTION, Form::Share),
        (TAX_EFFORT, Form::Change),
        (TAX_EFFORT, Form::Given),
        (EC29_TREND, Form::Change),
    ]);
    // Close above −100 %, a border of a change is multiplied with next to nothing.
    let any = (-99_999_i64..200_000, 1_i64..100_000, 1_u32..4);
    let others =
        prop::option::of(prop_oneof![3 => any, 1 => (-99_999_i64..-99_900, 1_i64..50, Just(3))]);
    (own, others).prop_map(|((classification, form), others)| {
        let cuts = match others {
            Some((low, width, places)) => {
                vec![Decimal::new(low, places), Decimal::new(low + width, places)]
            }
            None => classification
                .cuts
                .iter()
                .map(|cut| cut.at.parse().unwrap())
                .collect(),
        };
        (classification, form, cuts)
    })
}

fn bands(classification: &Classification, cuts: &[Decimal]) -> Bands {
    let texts: Vec<String> = cuts.iter().map(ToString::to_string).collect();
    Bands::replaced(classification, &texts).unwrap()
}

/// The second or first amount at which the percentage is the border exactly, as the nearest float.
fn at_border(form: Form, cut: Decimal, base: f64) -> (f64, f64) {
    let float = |decimal: Decimal| decimal.to_string().parse::<f64>().unwrap();
    match form {
        Form::Share => (float(cut) * base / 100.0, base),
        Form::Change => (base, base * float(Decimal::ONE_HUNDRED + cut) / 100.0),
        Form::Given => (float(cut), 0.0),
    }
}

fn float_class(form: Form, one: f64, two: f64, bands: &Bands) -> u8 {
    classify_floats(form, Column::Scalar(one), Column::Scalar(two), bands).unwrap()[0].class
}

proptest! {
    #![proptest_config(seeded(1000, 90))]

    #[test]
    fn floats_about_a_border_are_decided_as_the_decimals_that_they_print(
        (classification, form, cuts) in cases(), upper: bool, centavos in 1_u32..=u32::MAX, places in 0_i32..6, ulps in -4_i64..=4
    ) {
        let base = f64::from(centavos) / 10_f64.powi(places);
        let (one, two) = at_border(form, cuts[usize::from(upper)], base);
        // The amount that moves: what was executed, the last year, the change itself.
        let (one, two) = if form == Form::Change { (one, stepped(two, ulps)) } else { (stepped(one, ulps), two) };
        let domain = match form { Form::Share => one >= 0.0, Form::Change => two >= 0.0, Form::Given => true };
        prop_assume!(domain);
        let expected = by_definition(&percentage(form, &printed(one), &printed(two)), &cuts_of(&classification, &cuts));
        prop_assert_eq!(float_class(form, one, two, &bands(&classification, &cuts)), expected, "{:?} {} {} {:?}", form, one, two, cuts);
    }

    #[test]
    fn decimals_about_a_border_are_decided_exactly(
        (classification, form, cuts) in cases(), upper: bool, base in 1_i64..i64::MAX, scale in 0_u32..8, units in -2_i64..=2
    ) {
        let cut = cuts[usize::from(upper)];
        let base = Decimal::new(base, scale);
        let hundred = Decimal::ONE_HUNDRED;
        // Checked: a border times a base may not fit, and then there is nothing to ask.
        let border = match form { Form::Share => cut.checked_mul(base), Form::Change => (hundred + cut).checked_mul(base), Form::Given => cut.checked_mul(hundred) };
        let Some(border) = border.and_then(|border| border.checked_div(hundred)) else { return Err(TestCaseError::reject("too wide")) };
        let moved = border + Decimal::new(units, border.scale());
        let (one, two) = match form { Form::Share => (moved, base), Form::Change => (base, moved), Form::Given => (moved, Decimal::ZERO) };
        prop_assume!(form == Form::Given || !moved.is_sign_negative());
        let expected = by_definition(&percentage(form, &rational(one), &rational(two)), &cuts_of(&classification, &cuts));
        let found = classify_exact(form, ExactColumn::Scalar(Some(one)), ExactColumn::Scalar(Some(two)), &bands(&classification, &cuts)).unwrap();
        prop_assert_eq!(found[0].class, expected, "{:?} {} {} {:?}", form, one, two, cuts);
    }

    #[test]
    fn a_class_never_falls_as_the_amount_rises((classification, form, cuts) in cases(), base in 1.0..1e12_f64, one in 0.0..1e13_f64, two in 0.0..1e13_f64) {
        let bands = bands(&classification, &cuts);
        let class = |amount: f64| match form {
            Form::Share => float_class(form, amount, base, &bands),
            Form::Change => float_class(form, base, amount, &bands),
            Form::Given => float_class(form, amount, 0.0, &bands),
        };
        prop_assert!(class(one.min(two)) <= class(one.max(two)));
    }

    #[test]
    fn a_share_complies_where_its_printed_decimal_reaches_the_due_one(due in 0_u32..2_000_000, places in 0_i32..6, ulps in -4_i64..=4) {
        let due = f64::from(due) / 10_f64.powi(places);
        let applied = stepped(due, ulps);
        let expected = if printed(applied) >= printed(due) { Compliance::Met } else { Compliance::Failed };
        prop_assert_eq!(meets(applied, due, None), expected);
    }
}

#[test]
fn amounts_too_small_for_a_full_float_are_decided_on_their_decimals() {
    let bands = Bands::of(&EXECUTION).unwrap();
    let cuts = cuts_of(&EXECUTION, &[Decimal::new(70, 0), Decimal::new(90, 0)]);
    let smallest = f64::from_bits(1);
    for executed in 0..12_u32 {
        for transferred in 1..12_u32 {
            let (one, two) = (
                smallest * f64::from(executed),
                smallest * f64::from(transferred),
            );
            let expected = by_definition(
                &percentage(Form::Share, &printed(one), &printed(two)),
                &cuts,
            );
            assert_eq!(
                float_class(Form::Share, one, two, &bands),
                expected,
                "{executed} of {transferred}"
            );
        }
    }
}

#[test]
fn the_largest_amounts_are_decided_though_their_products_overflow() {
    let bands = Bands::of(&EXECUTION).unwrap();
    assert_eq!(float_class(Form::Share, f64::MAX, f64::MAX, &bands), 3);
    assert_eq!(
        float_class(Form::Share, f64::MAX * 0.8, f64::MAX, &bands),
        2
    );
    assert_eq!(
        float_class(Form::Share, f64::MAX * 0.5, f64::MAX, &bands),
        1
    );
    let bands = Bands::of(&TAX_EFFORT).unwrap();
    assert_eq!(
        float_class(Form::Change, f64::MAX * 0.5, f64::MAX, &bands),
        3
    );
    assert_eq!(
        float_class(Form::Change, f64::MAX, f64::MAX * 0.5, &bands),
        1
    );
}
