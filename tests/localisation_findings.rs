//! How sure a finding is, what is suggested, and where a search stops and says so.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may stop, and chooses its numbers"
)]

mod small_problems;

use small_problems::{cell, limits, linear, whole};
use sustenta::audit::{
    Cell, Certainty, Explanation, Finding, Ground, Limits, Problem, Relation, Severity, judge,
    localise,
};
use sustenta::figure::Kind;

fn sum(terms: &[(usize, i64)], relation: Relation) -> Ground {
    Ground::Linear {
        left_minus_right: linear(terms, 0),
        relation,
    }
}

fn share(quotient: usize, above: &[(usize, i64)], below: &[(usize, i64)]) -> Ground {
    Ground::Ratio {
        quotient: linear(&[(quotient, 1)], 0),
        relation: Relation::Equal,
        factor: whole(10),
        numerator: linear(above, 0),
        denominator: linear(below, 0),
    }
}

fn judged(problem: &Problem, slips: &[Explanation]) -> Vec<Finding> {
    let groups = problem.groups();
    groups
        .iter()
        .flat_map(|group| {
            let found = localise(problem, group, &limits());
            judge(problem, group, &found, slips, &limits())
        })
        .collect()
}

fn points(values: &[i64]) -> Vec<Cell> {
    values
        .iter()
        .map(|value| cell(Some(*value), Kind::Exact, 1))
        .collect()
}

#[test]
fn two_rules_that_share_no_other_cell_make_a_finding_certain() {
    let rules = vec![
        sum(&[(0, 1), (1, 1), (2, -1)], Relation::Equal),
        sum(&[(2, 1), (3, 1), (4, -1)], Relation::Equal),
    ];
    let findings = judged(
        &Problem {
            cells: points(&[1, 2, 50, 4, 7]),
            rules,
        },
        &[],
    );
    let [finding] = findings.as_slice() else {
        panic!("one finding")
    };
    assert_eq!(
        (
            finding.cell,
            finding.certainty,
            finding.severity,
            finding.suggested.clone()
        ),
        (2, Certainty::Certain, Severity::Error, Some(whole(3)))
    );
    assert_eq!(finding.rules, [0, 1]);
}

#[test]
fn one_rule_leaves_every_cell_of_it_open_and_a_named_slip_prefers_one() {
    let problem = Problem {
        cells: points(&[120, 30, 105]),
        rules: vec![sum(&[(0, 1), (1, 1), (2, -1)], Relation::Equal)],
    };
    let findings = judged(&problem, &[]);
    assert_eq!(findings.len(), 3);
    assert!(findings.iter().all(
        |finding| finding.certainty == Certainty::Ambiguous && finding.alternatives.len() == 2
    ));
    let slip = Explanation {
        cell: 2,
        value: whole(150),
        name: "digits_exchanged".to_owned(),
    };
    let findings = judged(&problem, &[slip]);
    let [finding] = findings.as_slice() else {
        panic!("one finding")
    };
    assert_eq!((finding.cell, finding.certainty), (2, Certainty::Likely));
    assert_eq!(finding.slip.as_deref(), Some("digits_exchanged"));
    assert_eq!(finding.alternatives, [vec![0], vec![1]]);
}

#[test]
fn one_rule_and_a_slip_that_gives_the_only_value_make_a_finding_certain() {
    // The parts of the sum are held by sums of their own; the total is not.
    let rules = vec![
        sum(&[(0, 1), (1, 1), (2, -1)], Relation::Equal),
        sum(&[(0, 1), (3, -1)], Relation::Equal),
        sum(&[(1, 1), (4, -1)], Relation::Equal),
    ];
    let problem = Problem {
        cells: points(&[120, 30, 105, 120, 30]),
        rules,
    };
    let unexplained = judged(&problem, &[]);
    assert_eq!(
        (unexplained[0].cell, unexplained[0].certainty),
        (2, Certainty::Likely)
    );
    let slip = Explanation {
        cell: 2,
        value: whole(150),
        name: "digits_exchanged".to_owned(),
    };
    let explained = judged(&problem, &[slip]);
    assert_eq!(
        (explained[0].cell, explained[0].certainty),
        (2, Certainty::Certain)
    );
    let another = Explanation {
        cell: 2,
        value: whole(151),
        name: "digit_wrong".to_owned(),
    };
    assert_eq!(judged(&problem, &[another])[0].certainty, Certainty::Likely);
}

#[test]
fn a_difference_of_one_unit_is_rounding() {
    let rules = vec![
        sum(&[(0, 1), (1, 1), (2, -1)], Relation::Equal),
        sum(&[(2, 1), (3, 1), (4, -1)], Relation::Equal),
    ];
    let findings = judged(
        &Problem {
            cells: points(&[1, 2, 4, 4, 7]),
            rules,
        },
        &[],
    );
    assert_eq!(findings[0].severity, Severity::Rounding);
}

#[test]
fn rules_that_no_small_repair_mends_are_a_contradiction() {
    let rules = vec![
        sum(&[(0, 1), (1, -1)], Relation::Equal),
        Ground::Linear {
            left_minus_right: linear(&[(0, 1), (1, -1)], 1),
            relation: Relation::Equal,
        },
    ];
    let problem = Problem {
        cells: points(&[1, 1]),
        rules,
    };
    let found = localise(&problem, &[0, 1], &limits());
    assert_eq!(
        (found.weight, found.complete, found.solutions.len()),
        (None, true, 0)
    );
    // Four pairs of cells that differ: the repair weighs four.
    let rules = (0..4)
        .map(|pair| sum(&[(pair, 1), (7 - pair, -1)], Relation::Equal))
        .chain([sum(&[(0, 1), (1, 1), (2, 1), (3, 1)], Relation::AtLeast)])
        .collect();
    let problem = Problem {
        cells: points(&[1, 1, 1, 1, 2, 2, 2, 2]),
        rules,
    };
    let two = Limits {
        weight: 2,
        ..limits()
    };
    let found = localise(&problem, &[0, 1, 2, 3, 4], &two);
    assert_eq!(found.weight, None);
    let findings = judge(&problem, &[0, 1, 2, 3, 4], &found, &[], &two);
    assert_eq!(findings.len(), 8);
    assert!(
        findings
            .iter()
            .all(|finding| finding.certainty == Certainty::Contradiction)
    );
    let all = localise(&problem, &[0, 1, 2, 3, 4], &limits());
    assert_eq!(
        (all.weight, all.solutions.len(), all.complete),
        (Some(4), 16, true)
    );
    let few = Limits {
        solutions: 5,
        ..limits()
    };
    let some = localise(&problem, &[0, 1, 2, 3, 4], &few);
    assert_eq!((some.solutions.len(), some.complete), (5, false));
}

#[test]
fn an_interrupted_search_finds_nothing_and_says_that_it_is_not_complete() {
    let rules = vec![sum(&[(0, 1), (1, 1), (2, -1)], Relation::Equal)];
    let problem = Problem {
        cells: points(&[1, 2, 4]),
        rules,
    };
    let interrupted = limits();
    let found = localise(&problem, &[0], &interrupted);
    assert_eq!((found.weight, found.complete), (Some(1), true));
    // Every clone is told.
    interrupted.clone().interruption.raise();
    let found = localise(&problem, &[0], &interrupted);
    assert_eq!((found.weight, found.complete), (None, false));
    assert!(found.solutions.is_empty());
}

#[test]
fn a_whole_of_zero_is_asked_nothing_of() {
    let problem = Problem {
        cells: points(&[50, 1, 0]),
        rules: vec![share(0, &[(1, 1)], &[(2, 1)])],
    };
    let found = localise(&problem, &[0], &limits());
    assert_eq!((found.weight, found.aside), (Some(0), vec![0]));
}

#[test]
fn a_quotient_in_two_rules_is_decided_and_a_number_that_none_has_is_refused() {
    // Both shares are of the one whole, and they add up to ten.
    let rules = vec![
        share(0, &[(2, 1)], &[(4, 1)]),
        share(1, &[(3, 1)], &[(4, 1)]),
        sum(&[(0, 1), (1, 1), (5, -1)], Relation::Equal),
    ];
    let mut cells = points(&[3, 7, 6, 14, 20, 10]);
    let problem = Problem {
        cells: cells.clone(),
        rules: rules.clone(),
    };
    assert_eq!(localise(&problem, &[0, 1, 2], &limits()).weight, Some(0));
    // Neither share is known and the parts are not the whole: their sum would be eleven.
    cells[0].interval = None;
    cells[1].interval = None;
    cells[2] = cell(Some(8), Kind::Exact, 1);
    let problem = Problem { cells, rules };
    let found = localise(&problem, &[0, 1, 2], &limits());
    assert!(found.complete);
    let repairs: Vec<_> = found
        .solutions
        .iter()
        .map(|solution| solution.cells.clone())
        .collect();
    assert_eq!(repairs, [[2], [3], [4], [5]]);
    assert_eq!(
        found.solutions[2].changes[0].printable,
        Some(vec![whole(22)])
    );
}
