//! What holds for all slips: done forwards by hand, each is found again, with what was meant.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may stop, and chooses its numbers"
)]

mod seeded;

use proptest::prelude::*;
use rust_decimal::Decimal;
use seeded::seeded;
use sustenta::audit::slips::{Naming, SLIPS, Setting, name};
use sustenta::figure::{Interval, Kind, Lang, Negative, Reading, Style, read, write};
use sustenta::number::rational;

/// A figure as a page prints it.
#[derive(Clone, Copy, Debug)]
struct Printed {
    digits: u64,
    decimals: u32,
    negative: bool,
    way: Negative,
    lang: Lang,
}

impl Printed {
    fn value(&self) -> Decimal {
        let size = Decimal::from_i128_with_scale(self.digits.into(), self.decimals);
        if self.negative { -size } else { size }
    }

    fn text(&self) -> String {
        write(self.value(), self.decimals, self.way, self.lang)
    }

    /// The same figure with other digits; none where a page would not print them so.
    fn with(&self, digits: &str) -> Option<Self> {
        let places = usize::try_from(self.decimals).unwrap();
        let idle = digits.len() > places + 1 && digits.starts_with('0');
        (digits.len() > places && !idle).then(|| Self {
            digits: digits.parse().unwrap(),
            ..*self
        })
    }

    fn all_digits(&self) -> String {
        let places = usize::try_from(self.decimals).unwrap();
        format!("{:0>width$}", self.digits, width = places + 1)
    }
}

fn printed() -> impl Strategy<Value = Printed> {
    let digits =
        (1..1_000_000_000_000_u64, 0_u32..10).prop_map(|(all, cut)| all / 10_u64.pow(cut) + 1);
    let way = prop::sample::select(vec![Negative::Minus, Negative::Parentheses]);
    let lang = prop::sample::select(vec![Lang::Pt, Lang::En]);
    (digits, 0_u32..4, any::<bool>(), way, lang).prop_map(
        |(digits, decimals, negative, way, lang)| Printed {
            digits,
            decimals,
            negative,
            way,
            lang,
        },
    )
}

fn named(text: &str, meant: &Printed, kind: Kind) -> Naming {
    let style = match meant.lang {
        Lang::Pt => Style::Pt,
        Lang::En => Style::En,
    };
    let setting = Setting {
        decimals: Some(meant.decimals),
        negative: meant.way,
        ..Setting::new(style, kind)
    };
    name(text, &Interval::point(rational(meant.value())), &setting).unwrap()
}

/// That the naming of `spoilt` knows one of the slips, and what was meant.
fn found(spoilt: &str, meant: &Printed, slips: &[&str]) -> Result<(), TestCaseError> {
    let naming = named(spoilt, meant, Kind::Exact);
    let right = naming
        .named
        .iter()
        .any(|named| slips.contains(&named.slip.id) && named.suggestion.text == meant.text());
    prop_assert!(
        right,
        "{} from {}: {:?}",
        spoilt,
        meant.text(),
        naming.named
    );
    // Whatever is named leads back to what was meant: it is all that the range allows.
    for named in &naming.named {
        prop_assert_eq!(named.suggestion.figure.value, meant.value());
    }
    Ok(())
}

proptest! {
    #![proptest_config(seeded(64, 2006))]

    #[test]
    fn a_wrong_digit_is_found_again(meant in printed(), place in 0_usize..14, other in 0_u8..10) {
        let mut digits = meant.all_digits().into_bytes();
        let place = place % digits.len();
        digits[place] = b'0' + other;
        let spoilt = meant.with(std::str::from_utf8(&digits).unwrap());
        if let Some(spoilt) = spoilt.filter(|spoilt| spoilt.digits != meant.digits && spoilt.digits > 0) {
            found(&spoilt.text(), &meant, &["digit"])?;
        }
    }

    #[test]
    fn exchanged_digits_are_found_again(meant in printed(), place in 0_usize..14, apart in 1_usize..3) {
        let mut digits = meant.all_digits().into_bytes();
        let place = place % digits.len();
        if place + apart < digits.len() {
            digits.swap(place, place + apart);
            let spoilt = meant.with(std::str::from_utf8(&digits).unwrap());
            if let Some(spoilt) = spoilt.filter(|spoilt| spoilt.digits != meant.digits) {
                found(&spoilt.text(), &meant, &[if apart == 1 { "exchange" } else { "far_exchange" }])?;
            }
        }
    }

    #[test]
    fn a_digit_lost_or_added_is_found_again(meant in printed(), place in 0_usize..15, new in 0_u8..10) {
        let digits = meant.all_digits();
        let mut fewer = digits.clone();
        fewer.remove(place % digits.len());
        if let Some(spoilt) = meant.with(&fewer).filter(|spoilt| spoilt.digits > 0) {
            found(&spoilt.text(), &meant, &["dropped", "single"])?;
        }
        let mut more = digits.clone();
        more.insert(place % (digits.len() + 1), char::from(b'0' + new));
        if let Some(spoilt) = meant.with(&more) {
            found(&spoilt.text(), &meant, &["inserted", "doubled"])?;
        }
    }

    #[test]
    fn a_sign_lost_or_added_is_found_again(meant in printed()) {
        let turned = Printed { negative: !meant.negative, ..meant };
        let slip = if meant.negative { "sign_lost" } else { "sign_added" };
        found(&turned.text(), &meant, &[slip])?;
    }

    #[test]
    fn a_unit_is_found_again(meant in printed(), places in prop::sample::select(vec![1_u32, 2, 3, 6])) {
        let slips = ["mark_shifted", "fraction_as_percent", "times_thousand", "times_million"];
        let larger = meant.digits.checked_mul(10_u64.pow(places)).unwrap();
        let spoilt = Printed { digits: larger, ..meant };
        found(&spoilt.text(), &meant, &slips)?;
    }

    #[test]
    fn a_lost_mark_is_found_again(meant in printed()) {
        if meant.decimals > 0 && meant.digits >= 10_u64.pow(meant.decimals) {
            let spoilt = Printed { decimals: 0, ..meant };
            // The text shows groups, or has too few digits to show any.
            if spoilt.text().len() > 4 || meant.value().abs() < Decimal::ONE_THOUSAND {
                let slips = ["mark_lost", "decimal_as_thousands", "mark_shifted", "fraction_as_percent", "times_thousand"];
                found(&spoilt.text(), &meant, &slips)?;
            }
        }
    }

    #[test]
    fn a_suggestion_is_read_as_its_number_and_fits(
        text in "[(-]?[0-9]{1,3}([.,][0-9]{3}){0,2}([.,][0-9]{1,3})?[)]?",
        meant in printed(),
        neighbour in "[0-9]{1,4},[0-9]{2}",
    ) {
        for style in Style::ALL {
            for kind in Kind::ALL {
                let beside = [neighbour.as_str()];
                let setting = Setting { neighbours: &beside, ..Setting::new(style, kind) };
                let range = Interval::point(rational(meant.value()));
                let Ok(naming) = name(&text, &range, &setting) else { continue };
                prop_assert!(!naming.fits || naming.named.is_empty());
                for named in naming.named {
                    prop_assert!(SLIPS.contains(named.slip));
                    let behind = Interval::of(&named.suggestion.figure, kind);
                    prop_assert!(behind.contains(&rational(meant.value())));
                    if style != Style::Mixed {
                        prop_assert_eq!(
                            read(&named.suggestion.text, style).unwrap(),
                            Reading::Figure(named.suggestion.figure),
                            "{} for {} in {}", named.suggestion.text, text, style.name()
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn slips_have_names_of_their_own() {
    for (place, slip) in SLIPS.iter().enumerate() {
        assert!(
            SLIPS[..place]
                .iter()
                .all(|other| other.id != slip.id && other.label != slip.label)
        );
        assert!(
            slip.id
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        );
    }
}
