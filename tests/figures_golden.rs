//! The golden figures: every row of `tests/golden/figures`, read, judged and written.

#![allow(
    clippy::unwrap_used,
    reason = "a golden file that cannot be read is a failed test"
)]

mod golden_files;

use std::str::FromStr;

use golden_files::required;
use rust_decimal::Decimal;
use sustenta::error::Error;
use sustenta::figure::{
    Interval, Kind, Lang, Negative, ProblemKind, Reading, Style, Unread, choose, read,
    read_figures, read_float, read_floats, read_words, write, write_float,
};
use sustenta::number::rational;

/// The rows of a golden file, each as its fields in the order of `columns`.
fn rows<const N: usize>(name: &str, columns: [&str; N]) -> Vec<[String; N]> {
    required(&format!("figures/{name}"))
        .iter()
        .map(|row| columns.map(|column| row.text(column).to_owned()))
        .collect()
}

fn decimal(text: &str) -> Decimal {
    // The digits kept: a decimal with idle zeros beyond the 28th is the same number.
    let text = if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.')
    } else {
        text
    };
    Decimal::from_str(text).unwrap()
}

#[test]
fn figures_are_read() {
    for [case, text, style, expected, decimals, marker, error] in rows(
        "read.csv",
        [
            "case", "text", "style", "expected", "decimals", "marker", "error",
        ],
    ) {
        let style = Style::from_name(&style).unwrap();
        let label = format!("{case}: {text:?} in {}", style.name());
        match (error.as_str(), read(&text, style)) {
            ("", Ok(Reading::Figure(figure))) => {
                assert_eq!(figure.value, decimal(&expected), "{label}");
                assert_eq!(figure.decimals.to_string(), decimals, "{label}");
                assert_eq!(
                    read_float(&text, style),
                    Ok(Reading::Figure(expected.parse().unwrap())),
                    "{label}"
                );
                for kind in Kind::ALL {
                    assert!(
                        Interval::of(&figure, kind).contains(&rational(figure.value)),
                        "{label}"
                    );
                }
            }
            ("", Ok(Reading::Missing(found))) => {
                assert_eq!((expected.as_str(), found), ("", marker.as_str()), "{label}");
                assert_eq!(
                    read_float(&text, style),
                    Ok(Reading::Missing(found)),
                    "{label}"
                );
            }
            ("unreadable", Err(problem)) => {
                assert_eq!(problem.kind, ProblemKind::Unreadable, "{label}");
                assert_eq!(read_float(&text, style), Err(problem), "{label}");
            }
            ("precision", Err(problem)) => {
                assert_eq!(problem.kind, ProblemKind::Precision, "{label}");
                assert!(
                    matches!(read_float(&text, style), Ok(Reading::Figure(_))),
                    "{label}"
                );
            }
            (expected, found) => panic!("{label}: expected {expected:?}, found {found:?}"),
        }
    }
}

#[test]
fn columns_find_their_style() {
    for [case, texts, expected, error] in rows("column.csv", ["case", "texts", "expected", "error"])
    {
        let texts: Vec<Option<&str>> = texts.split('|').map(Some).collect();
        let texts = texts.as_slice();
        let style = match (error.as_str(), choose(texts, Unread::Refuse)) {
            (_, Ok(style)) => style,
            ("ambiguous", Err(Error::Ambiguous { readings, .. })) => {
                assert_eq!(readings.len(), 2, "{case}");
                continue;
            }
            (error, Err(found)) => {
                assert!(
                    error == "unreadable" && matches!(found, Error::Unreadable { .. }),
                    "{case}: {found}"
                );
                continue;
            }
        };
        let mut fates = vec![0; texts.len()];
        let figures = read_figures(texts, style, Unread::Refuse, &mut fates);
        if error == "unreadable" {
            assert!(matches!(figures, Err(Error::Unreadable { .. })), "{case}");
            continue;
        }
        assert_eq!(error, "", "{case}");
        let expected: Vec<&str> = expected.split('|').collect();
        let exact: Vec<Option<Decimal>> = figures
            .unwrap()
            .iter()
            .map(|figure| figure.map(|figure| figure.value))
            .collect();
        assert_eq!(
            exact,
            expected
                .iter()
                .map(|text| (!text.is_empty()).then(|| decimal(text)))
                .collect::<Vec<_>>(),
            "{case}"
        );
        let mut floats = vec![0.0; texts.len()];
        read_floats(texts, style, Unread::Refuse, &mut floats, &mut fates).unwrap();
        for ((float, fate), text) in floats.iter().zip(&fates).zip(expected) {
            assert_eq!(
                (*fate == 0).then(|| float.to_string()),
                (!text.is_empty()).then(|| text.parse::<f64>().unwrap().to_string()),
                "{case}"
            );
        }
        let mut words = vec![[0; 2]; texts.len()];
        let scale = read_words(texts, style, Unread::Refuse, &mut words, &mut fates).unwrap();
        for ([low, high], value) in words.into_iter().zip(exact) {
            let whole = i128::from(high.cast_signed()) << 64 | i128::from(low);
            assert_eq!(
                Decimal::from_i128_with_scale(whole, scale),
                value.unwrap_or_default(),
                "{case}"
            );
        }
    }
}

#[test]
fn figures_are_written() {
    let columns = [
        "case", "value", "number", "decimals", "negative", "lang", "expected",
    ];
    for [case, value, number, decimals, negative, lang, expected] in rows("write.csv", columns) {
        let (decimals, negative, lang) = (
            decimals.parse().unwrap(),
            Negative::from_name(&negative).unwrap(),
            Lang::from_name(&lang).unwrap(),
        );
        let exact = Decimal::from_str(&value)
            .or_else(|_| Decimal::from_scientific(&value))
            .unwrap();
        assert_eq!(write(exact, decimals, negative, lang), expected, "{case}");
        if number == "any" {
            assert_eq!(
                write_float(value.parse().unwrap(), decimals, negative, lang),
                Some(expected),
                "{case}"
            );
        }
    }
}
