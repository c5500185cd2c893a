//! Pages with one move each, and what was moved.

use num_bigint::BigInt;

use super::*;
use crate::number::BigRational;

fn number(value: i32) -> Interval {
    Interval::point(BigRational::from_integer(BigInt::from(value)))
}

fn figures(printed: &[i32], expected: &[i32]) -> Column {
    Column::Figures {
        printed: printed.iter().map(|value| Some(number(*value))).collect(),
        expected: expected
            .iter()
            .map(|value| (*value != 0).then(|| number(*value)))
            .collect(),
    }
}

fn labels(printed: &str, expected: &str) -> Column {
    Column::Labels {
        printed: printed
            .split(' ')
            .map(|word| Some(word.to_owned()))
            .collect(),
        expected: expected
            .split(' ')
            .map(|word| (word != "?").then(|| vec![word.to_owned()]))
            .collect(),
    }
}

fn found(columns: Vec<Column>, orders: &[Vec<usize>]) -> Rearrangements {
    rearrangements(&Sheet::new(columns).unwrap(), orders)
}

fn steps(group: &Group) -> Vec<Move> {
    group
        .explanations
        .iter()
        .map(|explanation| explanation.step.clone())
        .collect()
}

#[test]
fn a_page_that_fits_has_nothing_to_explain() {
    let page = found(vec![figures(&[1, 2, 3], &[1, 0, 3])], &[vec![2, 1, 0]]);
    assert_eq!((page.straight, page.groups), (vec![0], vec![]));
    assert_eq!(page.whole.count, Some(1_u8.into()));
}

#[test]
fn two_cells_or_two_labels_were_exchanged() {
    let cells = found(
        vec![
            figures(&[1, 3, 2, 4], &[1, 2, 3, 4]),
            figures(&[5, 6, 7, 8], &[5, 6, 7, 8]),
        ],
        &[],
    );
    assert_eq!(cells.straight, [1]);
    let rows = (1, 2);
    assert_eq!(
        steps(&cells.groups[0]),
        [Move::Rows {
            rows,
            labels: false
        }]
    );
    assert_eq!(cells.groups[0].fit.count, Some(1_u8.into()));
    // No relabelling of whole lines mends a lone column.
    assert_eq!(cells.whole.count, Some(0_u8.into()));
    assert_eq!(cells.whole.violator, Some((vec![1], vec![])));

    let lines = found(
        vec![
            figures(&[1, 3, 2, 4], &[1, 2, 3, 4]),
            figures(&[5, 7, 6, 8], &[5, 6, 7, 8]),
        ],
        &[],
    );
    assert_eq!(lines.groups[0].columns, [0, 1]);
    assert_eq!(steps(&lines.groups[0]), [Move::Rows { rows, labels: true }]);
    assert_eq!(lines.whole.line, [Some(0), Some(2), Some(1), Some(3)]);
}

#[test]
fn two_columns_have_each_others_cells_in_one_row() {
    let page = found(
        vec![
            figures(&[1, 9, 3], &[1, 2, 3]),
            figures(&[8, 2, 7], &[8, 9, 7]),
        ],
        &[],
    );
    let columns = (0, 1);
    assert_eq!(steps(&page.groups[0]), [Move::Columns { row: 1, columns }]);
}

#[test]
fn a_column_slid_down_and_another_up() {
    let down = found(vec![figures(&[1, 1, 2, 3, 4], &[1, 2, 3, 4, 5])], &[]);
    let rows = (1, 3);
    assert_eq!(steps(&down.groups[0]), [Move::Shift { rows, down: true }]);
    let up = found(vec![figures(&[2, 3, 4, 5, 9], &[1, 2, 3, 4, 5])], &[]);
    let rows = (1, 4);
    assert_eq!(steps(&up.groups[0]), [Move::Shift { rows, down: false }]);
}

#[test]
fn a_row_and_a_column_are_repeated() {
    let row = found(
        vec![
            figures(&[1, 1, 3], &[1, 2, 3]),
            figures(&[4, 4, 6], &[4, 5, 6]),
        ],
        &[],
    );
    assert_eq!(steps(&row.groups[0]), [Move::RepeatedRow { row: 1, of: 0 }]);
    let column = found(
        vec![
            figures(&[1, 2, 3], &[1, 2, 3]),
            figures(&[1, 2, 6], &[4, 5, 6]),
        ],
        &[],
    );
    assert_eq!(
        steps(&column.groups[0]),
        [Move::RepeatedColumn { column: 1, of: 0 }]
    );
}

#[test]
fn a_block_in_another_order_is_recognised_and_the_orders_that_fit_are_counted() {
    // The first column stands beside its labels, the other two in the reverse order.
    let page = found(
        vec![
            labels("a b c d", "a b c d"),
            labels("w x y y", "y y x w"),
            labels("p q p q", "q p q p"),
        ],
        &[vec![1, 0, 3, 2], vec![3, 2, 1, 0]],
    );
    assert_eq!(page.straight, [0]);
    assert_eq!(page.groups.len(), 1);
    assert_eq!(page.groups[0].columns, [1, 2]);
    assert_eq!(steps(&page.groups[0]), [Move::Order(1)]);
    assert_eq!(page.groups[0].fit.count, Some(1_u8.into()));
    assert_eq!(page.groups[0].fit.forced, [0, 1, 2, 3]);
    assert_eq!(page.whole.violator, Some((vec![0], vec![])));
    assert_eq!(page.orders, 24_u8.into());
}

#[test]
fn rows_that_no_line_serves_are_named() {
    let page = found(vec![labels("a a b c", "a b b c")], &[]);
    assert!(page.groups[0].explanations.is_empty());
    assert_eq!(page.groups[0].fit.violator, Some((vec![1, 2], vec![2])));
}

#[test]
fn columns_of_other_lengths_are_refused() {
    assert!(Sheet::new(vec![figures(&[1, 2], &[1])]).is_err());
    assert!(Sheet::new(vec![figures(&[1], &[1]), figures(&[1, 2], &[1, 2])]).is_err());
}
