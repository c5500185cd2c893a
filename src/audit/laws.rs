//! Laws of the confrontation: machine integers and rationals give the same verdicts.

use proptest::prelude::*;

use super::decide::{Grounded, Verdict};
use super::expression::Form;
use super::ground::Laid;
use super::quick::Quick;
use super::rules::{Plans, Rule, Schema};
use super::tables::{Figures, Labels, Names, Table, Written};
use crate::figure::Kind;

const RULES: [&str; 10] = [
    "a == b + c",
    "a - a + b <= 2 * c / 3",
    "a == 100 * b / c",
    "a + 1 <= 100 * b / (b + c)",
    "a >= 0.15 * (b - c) / b",
    "a == sum(b) - c",
    "sum(a) == sum(b)",
    "a <= 100 * b / sum(b)",
    "b[k = 0] + a >= sum(c, by = (k))",
    "2 * a - a[k = 1] == 0.01 * b",
];

fn cells() -> impl Strategy<Value = Written> {
    prop_oneof![
        8 => (-30_i128..300, 0_i32..3).prop_map(|(mantissa, decimals)| Written::Number { mantissa, decimals }),
        1 => (any::<i128>(), -3_i32..30).prop_map(|(mantissa, decimals)| Written::Number { mantissa, decimals }),
        1 => Just(Written::Missing),
    ]
}

fn kinds() -> impl Strategy<Value = Kind> {
    prop::sample::select(Kind::ALL.to_vec())
}

fn laid_over(rule: &str, columns: &[(Vec<Written>, Kind)]) -> (Laid, Vec<Table>, Names) {
    let all = ["k", "a", "b", "c"].map(str::to_owned);
    let schema = Schema {
        name: "t".to_owned(),
        columns: all.to_vec(),
        key: vec!["k".to_owned()],
    };
    let rule = Rule {
        id: "r".to_owned(),
        expression: rule.to_owned(),
        ..Rule::default()
    };
    let plans = Plans::of(&[rule], &[schema]).unwrap();
    let mut names = Names::default();
    let labels = Labels {
        name: "k".to_owned(),
        codes: ["0", "1", "2"].map(|text| names.number(text)).to_vec(),
    };
    let figures = plans.needs[0].figures.iter().map(|name| {
        let place = ["a", "b", "c"].iter().position(|own| own == name).unwrap();
        let (cells, kind) = &columns[place];
        Figures {
            name: name.clone(),
            cells: cells.clone(),
            kind: *kind,
            weight: 1,
            grid: None,
        }
    });
    let tables = vec![
        Table::new(
            "t".to_owned(),
            3,
            1,
            vec![labels],
            figures.collect(),
            &names,
        )
        .unwrap(),
    ];
    let plan = plans.plans.into_iter().next().unwrap();
    (Laid::of(plan, &tables, &names), tables, names)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn quick_verdicts_are_the_exact_ones(
        rule in prop::sample::select(RULES.to_vec()),
        columns in prop::collection::vec((prop::collection::vec(cells(), 3), kinds()), 3),
    ) {
        let (laid, tables, names) = laid_over(rule, &columns);
        let quick = Quick::of(&Form::read(rule).unwrap());
        let mut scratch = quick.as_ref().map(|quick| quick.scratch(&laid, &tables));
        for row in &laid.rows {
            let row = usize::try_from(*row).unwrap();
            let exact = Grounded::of(&laid, row, &tables, &names).decide(&tables);
            let verdict = quick.as_ref().zip(scratch.as_mut()).and_then(|(quick, scratch)| {
                quick.verdict(&laid, row, &tables, &names, scratch)
            });
            if let Some(verdict) = verdict {
                prop_assert_eq!(verdict, exact.verdict, "{} {:?}", rule, exact);
            }
            prop_assert_eq!(exact.gap.is_some(), exact.verdict == Verdict::Violated);
        }
    }
}
