//! Which rows can be given which printed lines, all at once.

use std::collections::{BTreeSet, VecDeque};

/// Rows, and for each the printed lines that it may have.
#[derive(Clone, Debug)]
pub(super) struct Choices {
    lines: Vec<Vec<usize>>,
}

/// As many rows as can be have a line, no two the same.
#[derive(Clone, Debug)]
pub(super) struct Matching {
    /// The line of each row.
    pub(super) line: Vec<Option<usize>>,
    /// Rows that have fewer lines between them than they are, and those lines; the smallest found.
    pub(super) violator: Option<(Vec<usize>, Vec<usize>)>,
}

impl Choices {
    pub(super) fn new(rows: usize, fits: impl Fn(usize, usize) -> bool) -> Self {
        let lines = (0..rows)
            .map(|row| (0..rows).filter(|line| fits(row, *line)).collect())
            .collect();
        Self { lines }
    }

    pub(super) fn of(&self, row: usize) -> &[usize] {
        self.lines.get(row).map_or(&[], Vec::as_slice)
    }

    fn rows(&self) -> usize {
        self.lines.len()
    }

    /// Matches rows with lines; where a row can have its own line, it begins with it.
    pub(super) fn matched(&self) -> Matching {
        let mut search = Search {
            choices: self,
            line: vec![None; self.rows()],
            row: vec![None; self.rows()],
        };
        for row in 0..self.rows() {
            if self.of(row).contains(&row) {
                search.join(row, row);
            }
        }
        for row in 0..self.rows() {
            if search.line.get(row) == Some(&None) {
                search.augment(row);
            }
        }
        let left: Vec<usize> = (0..self.rows())
            .filter(|row| search.line.get(*row) == Some(&None))
            .collect();
        let violator = left
            .into_iter()
            .filter_map(|row| search.augment(row))
            .min_by_key(|(rows, _)| rows.len());
        Matching {
            line: search.line,
            violator,
        }
    }

    /// The rows in blocks: in every full matching, the rows of a block share out the same lines.
    ///
    /// They are the strongly connected parts of the graph that leads from a row to those whose lines it
    /// may have; a line that leads out of its block belongs to no full matching.
    pub(super) fn blocks(&self, line: &[Option<usize>]) -> Vec<Vec<usize>> {
        let mut owner = vec![None; self.rows()];
        for (row, line) in line.iter().enumerate() {
            if let Some(place) = line.and_then(|line| owner.get_mut(line)) {
                *place = Some(row);
            }
        }
        let mut forwards: Vec<Vec<usize>> = vec![Vec::new(); self.rows()];
        let mut backwards: Vec<Vec<usize>> = vec![Vec::new(); self.rows()];
        for row in 0..self.rows() {
            for other in self.of(row).iter().filter_map(|line| *owner.get(*line)?) {
                let edge = (forwards.get_mut(row), backwards.get_mut(other));
                if let (Some(next), Some(before)) = edge {
                    next.push(other);
                    before.push(row);
                }
            }
        }
        // Kosaraju: in the reverse order of leaving, each walk backwards is one part.
        let mut left = Vec::with_capacity(self.rows());
        let mut seen = vec![false; self.rows()];
        for row in 0..self.rows() {
            walk(row, &forwards, &mut seen, &mut left);
        }
        seen.fill(false);
        let mut blocks = Vec::new();
        for row in left.into_iter().rev() {
            let mut block = Vec::new();
            walk(row, &backwards, &mut seen, &mut block);
            if !block.is_empty() {
                block.sort_unstable();
                blocks.push(block);
            }
        }
        blocks.sort_unstable();
        blocks
    }
}

/// Walks in depth from a place not yet seen; each place is noted when it is left.
fn walk(start: usize, next: &[Vec<usize>], seen: &mut [bool], left: &mut Vec<usize>) {
    let mut enter = |place: usize| {
        let new = seen.get_mut(place).filter(|seen| !**seen);
        new.map(|seen| *seen = true).is_some()
    };
    if !enter(start) {
        return;
    }
    let mut path = vec![(start, 0_usize)];
    while let Some((place, tried)) = path.last_mut() {
        if let Some(other) = next.get(*place).and_then(|next| next.get(*tried)) {
            *tried = tried.saturating_add(1);
            if enter(*other) {
                path.push((*other, 0));
            }
        } else {
            left.push(*place);
            path.pop();
        }
    }
}

struct Search<'a> {
    choices: &'a Choices,
    line: Vec<Option<usize>>,
    row: Vec<Option<usize>>,
}

impl Search<'_> {
    fn join(&mut self, row: usize, line: usize) {
        if let (Some(of_row), Some(of_line)) = (self.line.get_mut(row), self.row.get_mut(line)) {
            (*of_row, *of_line) = (Some(line), Some(row));
        }
    }

    /// Finds a line for one more row, by moving others if need be. Where there is none: the rows that
    /// were asked to move, and all lines that they may have, which are one fewer.
    fn augment(&mut self, start: usize) -> Option<(Vec<usize>, Vec<usize>)> {
        let mut asked = BTreeSet::from([start]);
        let mut from: Vec<Option<usize>> = vec![None; self.row.len()];
        let mut queue = VecDeque::from([start]);
        while let Some(row) = queue.pop_front() {
            for line in self.choices.of(row) {
                let Some(place) = from.get_mut(*line).filter(|from| from.is_none()) else {
                    continue;
                };
                *place = Some(row);
                let Some(owner) = self.row.get(*line).copied().flatten() else {
                    self.take(*line, &from);
                    return None;
                };
                if asked.insert(owner) {
                    queue.push_back(owner);
                }
            }
        }
        let lines = from.iter().enumerate().filter(|(_, from)| from.is_some());
        Some((
            asked.into_iter().collect(),
            lines.map(|(line, _)| line).collect(),
        ))
    }

    /// Gives the line to the row that asked for it, that row's line to the one that asked before, and so on.
    fn take(&mut self, line: usize, from: &[Option<usize>]) {
        let mut line = Some(line);
        while let Some(free) = line
            && let Some(row) = from.get(free).copied().flatten()
        {
            line = self.line.get(row).copied().flatten();
            self.join(row, free);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choices(lines: &[&[usize]]) -> Choices {
        Choices::new(lines.len(), |row, line| lines[row].contains(&line))
    }

    #[test]
    fn rows_move_to_make_room() {
        let matching = choices(&[&[0, 1], &[0], &[1, 2]]).matched();
        assert_eq!(matching.line, [Some(1), Some(0), Some(2)]);
        assert_eq!(matching.violator, None);
    }

    #[test]
    fn rows_that_want_too_few_lines_are_named_with_them() {
        let matching = choices(&[&[0, 1, 2, 3], &[1], &[1], &[1, 3]]).matched();
        assert_eq!(matching.violator, Some((vec![1, 2], vec![1])));
        let alone = choices(&[&[0], &[]]).matched();
        assert_eq!(alone.violator, Some((vec![1], vec![])));
    }

    #[test]
    fn blocks_are_the_rows_that_share_lines() {
        let of = choices(&[&[0, 1, 2], &[0, 1], &[2], &[3]]);
        let matching = of.matched();
        assert_eq!(of.blocks(&matching.line), [vec![0, 1], vec![2], vec![3]]);
    }
}
