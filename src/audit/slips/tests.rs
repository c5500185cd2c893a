//! Slips by hand: a text, what the rules allow, and what the hand did.

use num_bigint::BigInt;

use super::*;
use crate::number::BigRational;

fn number(text: &str) -> BigRational {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let units: BigInt = format!("{whole}{fraction}").parse().unwrap();
    BigRational::from_integer(units) * numeral::unit(fraction.len())
}

fn range(low: &str, high: &str) -> Interval {
    Interval {
        low: number(low),
        high: number(high),
        low_closed: true,
        high_closed: true,
    }
}

fn named(text: &str, low: &str, high: &str, setting: &Setting<'_>) -> Vec<(&'static str, String)> {
    let naming = name(text, &range(low, high), setting).unwrap();
    let pair = |named: Named| (named.slip.id, named.suggestion.text);
    naming.named.into_iter().map(pair).collect()
}

const PT: Setting<'static> = Setting::new(Style::Pt, Kind::Rounded);
const EXACT: Setting<'static> = Setting::new(Style::Pt, Kind::Exact);

#[test]
fn one_digit_of_the_articles_second_table_is_wrong() {
    let naming = name("65,55", &range("61.5491", "61.5491"), &PT).unwrap();
    assert!(!naming.fits);
    let only = naming.unique().unwrap();
    assert_eq!(
        (only.slip.id, only.suggestion.text.as_str()),
        ("digit", "61,55")
    );
    assert_eq!(naming.named.len(), 1);
    let printable = naming.printable.unwrap();
    assert_eq!(printable.len(), 1);
}

#[test]
fn a_text_that_fits_has_no_slip() {
    let naming = name("61,55", &range("61.5491", "61.5491"), &PT).unwrap();
    assert!(naming.fits && naming.named.is_empty());
}

#[test]
fn parentheses_go_and_stay() {
    assert_eq!(
        named("(1,68)", "1.68", "1.68", &PT),
        [("sign_added", "1,68".to_owned())]
    );
    assert_eq!(
        named("(1,68)", "-1.86", "-1.86", &PT),
        [("exchange", "(1,86)".to_owned())]
    );
    let accountants = Setting {
        negative: Negative::Parentheses,
        ..PT
    };
    assert_eq!(
        named("1,68", "-1.68", "-1.68", &accountants),
        [("sign_lost", "(1,68)".to_owned())]
    );
    assert_eq!(
        named("R$ 1,68", "-1.68", "-1.68", &PT),
        [("sign_lost", "R$ -1,68".to_owned())]
    );
}

#[test]
fn marks_that_no_style_reads_are_set_right() {
    let amount = "9785867.36";
    assert_eq!(
        named("9,785.867.36", amount, amount, &EXACT),
        [("marks", "9.785.867,36".to_owned())]
    );
    let english = Setting::new(Style::En, Kind::Exact);
    assert_eq!(
        named("9,785.867.36", amount, amount, &english),
        [("marks", "9,785,867.36".to_owned())]
    );
    // Read in its own style, it keeps its marks.
    let mixed = Setting::new(Style::Mixed, Kind::Exact);
    assert_eq!(
        named("9,785.867.36", "9785876.36", "9785876.36", &mixed),
        [("exchange", "9,785.876.36".to_owned())]
    );
}

#[test]
fn amounts_keep_their_groups() {
    let to = |value: &str| named("1.112.200,00", value, value, &EXACT);
    assert_eq!(to("1112200.00"), []);
    assert_eq!(to("1121200.00"), [("exchange", "1.121.200,00".to_owned())]);
    assert_eq!(to("1112.20"), [("times_thousand", "1.112,20".to_owned())]);
    assert_eq!(to("112200.00"), [("doubled", "112.200,00".to_owned())]);
    assert_eq!(to("11112200.00"), [("single", "11.112.200,00".to_owned())]);
    let plain = named("1112200,00", "1113200.00", "1113200.00", &EXACT);
    assert_eq!(plain, [("digit", "1113200,00".to_owned())]);
}

#[test]
fn words_are_refused_and_markers_pass() {
    assert!(name("ver nota", &range("1", "1"), &PT).is_err());
    assert_eq!(named("n.d", "1", "1", &PT), []);
    assert_eq!(named("1,5e+01", "16", "16", &PT), []);
}
