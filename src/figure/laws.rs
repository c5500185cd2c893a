//! What holds for all figures.

#![allow(
    clippy::arithmetic_side_effects,
    reason = "the numbers are chosen here"
)]

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::quick::Marks;
use super::read::{Value, value};
use super::*;
use crate::number::{exact_from_text, rational};

/// Texts near to figures: what figures are made of, in any order.
fn scraps() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => "[0-9]{1,3}",
        4 => "[.,]",
        2 => "[.,][0-9]{3}",
        1 => prop::sample::select(vec!["-", "\u{2212}", "(", ")", "R$", "%", " ", "\u{a0}", "e", "E+", "e-", "n.d", "...", "–", "0", "é", "_", "+"]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..9).prop_map(|pieces| pieces.concat())
}

fn styles() -> impl Strategy<Value = Style> {
    prop::sample::select(Style::ALL.to_vec())
}

fn decimals() -> impl Strategy<Value = Decimal> {
    (0..10_i128.pow(28), 0_u32..=28, any::<bool>(), 0_u32..28).prop_map(
        |(mantissa, scale, negative, cut)| {
            let mantissa = mantissa / 10_i128.pow(cut);
            Decimal::from_i128_with_scale(if negative { -mantissa } else { mantissa }, scale)
        },
    )
}

fn mirrored(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            '.' => ',',
            ',' => '.',
            other => other,
        })
        .collect()
}

/// Whether the short way reads the text; if it does, then as the long way.
fn short_is_long(text: &str, style: Style) -> Result<bool, TestCaseError> {
    let cell = Cell::alone(text.as_bytes());
    let Some(marks) = Marks::of(style) else {
        return Ok(false);
    };
    let (float, figure) = (
        <f64 as Value>::quick(cell, marks),
        <Figure as Value>::quick(cell, marks),
    );
    if float.is_some() || figure.is_some() {
        prop_assert_eq!(float, <f64 as Value>::scanned(text, style).ok(), "{}", text);
        prop_assert_eq!(
            figure,
            <Figure as Value>::scanned(text, style).ok(),
            "{}",
            text
        );
    }
    Ok(float.is_some())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_reads_as_the_same_figure(number in decimals(), parentheses: bool) {
        let negative = if parentheses { Negative::Parentheses } else { Negative::Minus };
        for (lang, style) in [(Lang::Pt, Style::Pt), (Lang::En, Style::En)] {
            let text = write(number, number.scale(), negative, lang);
            let decimals = i32::try_from(number.scale()).unwrap();
            prop_assert_eq!(read(&text, style), Ok(Reading::Figure(Figure { value: number, decimals })), "{}", text);
            if text.contains('.') && text.contains(',') {
                prop_assert_eq!(read(&text, Style::Mixed), read(&text, style));
            }
        }
    }

    #[test]
    fn a_written_float_is_the_decimal_that_it_prints_rounded_half_even(number: f64, places in 0_u32..30) {
        let (Some(pt), Some(en)) = (write_float(number, places, Negative::Minus, Lang::Pt), write_float(number, places, Negative::Minus, Lang::En)) else {
            prop_assert!(!number.is_finite());
            return Ok(());
        };
        prop_assert_eq!(mirrored(&pt), en.clone());
        if let Some(Ok(exact)) = exact_from_text(&format!("{number:e}")) {
            prop_assert_eq!(write(exact, places, Negative::Minus, Lang::Pt), pt);
        }
    }

    #[test]
    fn a_float_written_with_all_its_digits_reads_as_the_same_float(number in -1e15..1e15_f64) {
        let places = number.to_string().split_once('.').map_or(0, |(_, fraction)| u32::try_from(fraction.len()).unwrap());
        let text = write_float(number, places, Negative::Minus, Lang::Pt).unwrap();
        prop_assert_eq!(read_float(&text, Style::Pt), Ok(Reading::Figure(number)), "{}", text);
    }

    #[test]
    fn english_is_the_mirror_of_portuguese(text in scraps()) {
        let swapped = mirrored(&text);
        match (read(&text, Style::Pt), read(&swapped, Style::En)) {
            (Ok(Reading::Figure(one)), Ok(Reading::Figure(other))) => prop_assert_eq!(one, other),
            (Ok(Reading::Missing(_)), other) => prop_assert!(matches!(other, Ok(Reading::Missing(_)) | Err(_))),
            (Err(one), Err(other)) => prop_assert_eq!((one.position, one.kind), (other.position, other.kind)),
            (one, other) => prop_assert!(matches!(other, Ok(Reading::Missing(_))), "{:?} {:?}", one, other),
        }
    }

    #[test]
    fn mixed_does_not_tell_the_marks_apart(text in scraps()) {
        if let (Ok(Reading::Figure(one)), other) = (read(&text, Style::Mixed), read(&mirrored(&text), Style::Mixed)) {
            prop_assert_eq!(other, Ok(Reading::Figure(one)));
        }
    }

    #[test]
    fn a_read_float_is_the_float_nearest_to_the_exact_figure(text in scraps(), style in styles()) {
        if let Ok(Reading::Figure(figure)) = read(&text, style) {
            let nearest: f64 = figure.value.to_string().parse().unwrap();
            prop_assert_eq!(read_float(&text, style), Ok(Reading::Figure(nearest)), "{}", text);
        }
    }

    #[test]
    fn every_figure_lies_in_its_own_interval(text in scraps(), style in styles()) {
        if let Ok(Reading::Figure(figure)) = read(&text, style) {
            for kind in Kind::ALL {
                let interval = Interval::of(&figure, kind);
                prop_assert!(interval.contains(&rational(figure.value)) && interval.low <= interval.high);
            }
        }
    }

    #[test]
    fn the_short_way_leads_where_the_long_way_leads(text in scraps(), style in styles()) {
        short_is_long(&text, style)?;
    }

    #[test]
    fn the_short_way_leads_where_the_long_way_leads_for_common_figures(number in 0_u64..1_000_000_000_000, places in 0_u32..9, cut in 0_u32..12, grouped: bool, minus: bool) {
        let value = Decimal::from_i128_with_scale(i128::from(number / 10_u64.pow(cut)), places);
        for (lang, style) in [(Lang::Pt, Style::Pt), (Lang::En, Style::En)] {
            let mut text = write(if minus { -value } else { value }, places, Negative::Minus, lang);
            if !grouped {
                text.retain(|letter| letter != if lang == Lang::Pt { '.' } else { ',' });
            }
            prop_assert!(short_is_long(&text, style)? || text.trim_start_matches('-').len() > 16, "{}", text);
        }
    }

    #[test]
    fn the_neighbours_of_a_text_say_nothing(before in "[-0-9.,]{0,20}", text in scraps(), after in "[-0-9.,]{0,20}", style in styles()) {
        let bytes = [before.as_str(), &text, &after].concat();
        let cell = Cell::between(bytes.as_bytes(), before.len(), before.len() + text.len()).unwrap();
        prop_assert_eq!(value::<Figure>(cell, style), value::<Figure>(Cell::alone(text.as_bytes()), style));
    }

    #[test]
    fn random_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..40), style in styles()) {
        let _ = value::<f64>(Cell::alone(&bytes), style);
        let _ = value::<Figure>(Cell::alone(&bytes), style);
        let text = String::from_utf8_lossy(&bytes);
        if let Err(problem) = read(&text, style) {
            prop_assert!(problem.position <= text.chars().count());
            let _ = hint(&text, style);
        }
    }

    #[test]
    fn random_texts_are_read_or_refused(text in any::<String>(), style in styles()) {
        if let Err(problem) = read(&text, style) {
            prop_assert!(problem.position <= text.chars().count());
        }
    }

    #[test]
    fn white_space_around_a_figure_says_nothing(text in scraps(), style in styles(), space in "[ \t\u{a0}\u{202f}\u{2009}]{0,3}") {
        let spaced = format!("{space}{text}{space}");
        match (read(&text, style), read(&spaced, style)) {
            (Ok(one), Ok(other)) => prop_assert_eq!(one, other),
            (Err(one), Err(other)) => prop_assert_eq!(one.what, other.what),
            (one, other) => prop_assert!(false, "{:?} {:?}", one, other),
        }
    }

    #[test]
    fn a_column_is_read_as_its_figures_are(texts in prop::collection::vec(prop::option::of(scraps()), 0..30), style in styles()) {
        let column = texts.as_slice();
        let (mut floats, mut fates, mut words) = (vec![0.0; texts.len()], vec![9; texts.len()], vec![[9; 2]; texts.len()]);
        read_floats(column, style, Unread::Skip, &mut floats, &mut fates).unwrap();
        for ((text, float), fate) in texts.iter().zip(&floats).zip(&fates) {
            let expected = match text.as_ref().map(|text| read_float(text, style)) {
                Some(Ok(Reading::Figure(number))) => (number.to_bits(), Fate::Read.code()),
                None | Some(Ok(Reading::Missing(_))) => (f64::NAN.to_bits(), Fate::Missing.code()),
                Some(Err(_)) => (f64::NAN.to_bits(), Fate::Unreadable.code()),
            };
            prop_assert_eq!((float.to_bits(), *fate), expected);
        }
        let figures = read_figures(column, style, Unread::Skip, &mut fates).unwrap();
        if let Ok(scale) = read_words(column, style, Unread::Skip, &mut words, &mut fates) {
            for (figure, [low, high]) in figures.iter().zip(words) {
                let whole = i128::from(high.cast_signed()) << 64 | i128::from(low);
                let exact = rational(figure.map(|figure| figure.value).unwrap_or_default());
                prop_assert_eq!(crate::number::BigRational::from_integer(whole.into()), exact * crate::number::power_of_ten(i32::try_from(scale).unwrap()));
            }
        }
    }

    #[test]
    fn a_found_style_reads_the_column_and_no_other_reads_it_otherwise(texts in prop::collection::vec(scraps(), 1..4)) {
        let texts: Vec<Option<String>> = texts.into_iter().map(Some).collect();
        let whole = |style: Style| -> Option<Vec<Option<u64>>> {
            let readings = texts.iter().flatten().map(|text| read_float(text, style));
            readings.map(|reading| Some(match reading.ok()? { Reading::Figure(number) => Some(number.to_bits()), Reading::Missing(_) => None })).collect()
        };
        let readings: Vec<_> = Style::ALL.into_iter().filter_map(whole).collect();
        let agree = readings.iter().all(|reading| Some(reading) == readings.first());
        match choose(texts.as_slice(), Unread::Refuse) {
            Ok(style) => match whole(style) {
                Some(reading) => prop_assert!(agree && readings.contains(&reading)),
                None => prop_assert!(readings.is_empty()),
            },
            Err(crate::error::Error::Ambiguous { .. }) => prop_assert!(!agree),
            Err(_) => prop_assert!(readings.is_empty()),
        }
    }
}
