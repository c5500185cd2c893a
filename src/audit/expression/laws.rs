//! Laws of the language, and its refusals.

use proptest::prelude::*;

use super::*;
use crate::error::Error;

fn names() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zà-ü_][a-z0-9_]{0,8}",
        Just("sum".to_owned()),
        "[^`\\p{C}]{1,6}",
    ]
}

fn places() -> impl Strategy<Value = Place> {
    prop_oneof![
        "\\PC{0,6}".prop_map(Place::Text),
        (-3000_i64..3000).prop_map(Place::Whole),
        ("[a-z][a-z0-9_]{0,4}", -3_i64..4).prop_map(|(key, by)| Place::Shifted(key, by)),
    ]
}

fn operands() -> impl Strategy<Value = Operand> {
    let keys = prop::collection::vec((names(), places()), 0..3);
    (prop::option::of(names()), names(), keys).prop_map(|(table, column, keys)| Operand {
        table,
        column,
        keys,
        span: Span::default(),
    })
}

fn totals() -> impl Strategy<Value = Total> {
    let by = prop::collection::vec(names(), 0..3);
    let conditions = prop::collection::vec((names(), prop::collection::vec(places(), 1..3)), 0..3);
    (operands(), by, conditions, any::<bool>()).prop_map(|(operand, by, conditions, excludes)| {
        Total {
            operand,
            by,
            conditions,
            excludes,
            span: Span::default(),
        }
    })
}

fn sums() -> impl Strategy<Value = Sum> {
    let number = "[0-9]{1,20}(\\.[0-9]{1,9})?".prop_map(|text| {
        Factor::Number(Number {
            text,
            span: Span::default(),
        })
    });
    let leaf = prop_oneof![
        number,
        operands().prop_map(Factor::Operand),
        totals().prop_map(Factor::Total),
    ];
    let factor = leaf.prop_recursive(3, 12, 3, |inner| sum_of(inner).prop_map(Factor::Group));
    sum_of(factor)
}

fn sum_of(factor: impl Strategy<Value = Factor> + Clone) -> impl Strategy<Value = Sum> {
    let more = prop::collection::vec((any::<bool>(), factor.clone()), 0..3);
    let product = (factor, more).prop_map(|(first, more)| Product {
        factors: std::iter::once((false, first)).chain(more).collect(),
    });
    prop::collection::vec((any::<bool>(), product), 1..4).prop_map(|parts| Sum {
        parts,
        span: Span::default(),
    })
}

fn rules() -> impl Strategy<Value = Comparison> {
    let relation = prop_oneof![
        Just(Relation::Equal),
        Just(Relation::AtMost),
        Just(Relation::AtLeast)
    ];
    (sums(), relation, sums()).prop_map(|(left, relation, right)| Comparison {
        left,
        relation,
        right,
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(rule in rules()) {
        let text = rule.to_string();
        let again = parse(&text);
        prop_assert_eq!(again.as_ref(), Ok(&rule), "{}", text);
        prop_assert_eq!(again.unwrap().to_string(), text);
    }

    #[test]
    fn no_text_is_too_much(text in "\\PC{0,60}") {
        let _ = Form::read(&text);
    }

    #[test]
    fn no_text_of_the_languages_own_signs_is_too_much(text in "[a-c0-2.,=<>+*/()\\[\\]\"'` -]{0,60}|sum\\([a-c, =\"\\[\\]()]{0,30}") {
        if let Err(error) = Form::read(&text) {
            let Error::Expression { position, .. } = error else { panic!("{error}") };
            prop_assert!(position <= text.chars().count());
        }
    }
}

fn refused(text: &str) -> (usize, String) {
    match Form::read(text) {
        Err(Error::Expression {
            position, problem, ..
        }) => (position, problem),
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn a_refusal_points_at_the_character() {
    for (text, position, part) in [
        ("", 0, "expected a column"),
        (
            "a",
            1,
            "expected an operator or a comparison ('==', '<=', '>='), found the end",
        ),
        (
            "a == ",
            5,
            "expected a column, a number, sum(…) or '(', found the end",
        ),
        ("a = b", 2, "found '='; equality is '=='"),
        ("a < b", 2, "comparisons are '==', '<=' and '>='"),
        ("a != b", 2, "a rule says what holds"),
        ("a == b b", 7, "expected an operator or the end, found 'b'"),
        ("a == * b", 5, "found '*'"),
        ("ação == 0,15 * b", 9, "decimals stand behind a point"),
        ("a == 0. * b", 7, "expected digits behind the point"),
        (
            "a == (b + c",
            11,
            "expected an operator or ')', found the end",
        ),
        ("a == b)", 6, "expected an operator or the end, found ')'"),
        ("a == b / 0", 9, "divides by zero"),
        ("a == b / 0.00", 9, "divides by zero"),
        ("a == b / (2 - 2)", 9, "divides by zero"),
        ("a == b * c", 9, "a column times a column"),
        ("a == b / c / d", 13, "a ratio of ratios"),
        ("a == b / c + d / e", 5, "one ratio at most"),
        ("a == b / c + d", 5, "a ratio stands alone"),
        ("a / b == c / d", 9, "one ratio at most"),
        ("a + b == c / d", 0, "compared with one column"),
        ("sum(a) == c / d", 0, "compared with one column"),
        ("1 == 1", 0, "names no column"),
        ("a - a == 0", 0, "names no column"),
        (
            "sum(a, group = b) == c",
            7,
            "expected 'by', 'where' or 'missing'",
        ),
        ("sum(a, by = b, by = c) == c", 15, "is given twice"),
        (
            "sum(a, missing = \"zero\") == c",
            17,
            "expected \"exclude\"",
        ),
        ("sum(a, where = b) == c", 15, "expected '('"),
        ("sum(1) == c", 4, "expected a column to sum"),
        ("a[uf] == c", 4, "expected '=', found ']'"),
        (
            "a[uf = ] == c",
            7,
            "expected a text in quotes, a whole number, or a key",
        ),
        (
            "a[uf = \"SP] == c",
            16,
            "expected the quote that ends the text, found the end",
        ),
        (
            "a[year = 99999999999999999999] == c",
            9,
            "expected a whole number of at most 18 digits",
        ),
        ("`a == c", 7, "expected the backquote that ends the name"),
        ("t. == c", 3, "expected the name of a column"),
        ("a == 100 % b", 9, "percentages are plain numbers"),
        ("a ^ 2 == b", 2, "there are no powers"),
    ] {
        let (found, problem) = refused(text);
        assert_eq!(found, position, "{text}: {problem}");
        assert!(problem.contains(part), "{text}: {problem}");
    }
}

#[test]
fn a_refusal_shows_the_line_and_a_mark_under_it() {
    let error = Form::read("a ==\n  b * c").unwrap_err().of_rule("r1");
    assert_eq!(
        error.to_string(),
        "rule 'r1': a column times a column is not linear; a rule multiplies columns with numbers (character 11)\n    b * c\n        ^"
    );
}

#[test]
fn parentheses_have_a_depth_and_sums_have_none() {
    let deep = format!("a == {}b{}", "(".repeat(100_000), ")".repeat(100_000));
    assert!(refused(&deep).1.contains("too many parentheses"));
    let long = format!("a == {}", vec!["b"; 50_000].join(" + "));
    assert!(Form::read(&long).is_ok());
}

#[test]
fn like_terms_are_collected() {
    let form = Form::read("2 * (a - b) / 4 + a / 2 == 0.5 * b - 1").unwrap();
    let Side::Linear(left) = &form.left else {
        panic!()
    };
    let half = BigRational::new(1.into(), 2.into());
    assert_eq!(
        left.terms,
        vec![(BigRational::from_integer(1.into()), 0), (-half, 1)]
    );
    assert_eq!(form.sources.len(), 2);
}

#[test]
fn a_percentage_is_a_ratio_with_its_hundred_apart() {
    let form = Form::read("change_pct + 100 == 100 * last / first").unwrap();
    let Side::Quotient(ratio) = &form.right else {
        panic!()
    };
    assert_eq!(ratio.factor, BigRational::from_integer(100.into()));
    assert_eq!(ratio.numerator.terms.len(), 1);
    let form = Form::read("100 * (a - t) / b >= y").unwrap();
    assert!(matches!(form.left, Side::Quotient(_)));
}
