//! Lines of a large table of text: which of them hold a wanted cell.
//!
//! A national table has millions of lines, of which a reader wants some thousands. Here every line is
//! held against the table's width, and its cell in one column is found; what it says is left to the
//! caller, and the lines that are wanted to a reader of tables. A cell never goes over the end of its
//! line.

use std::collections::HashMap;

use crate::parts::{available, spread};

const QUOTE: u8 = b'"';
/// Bytes below which starting a second thread costs more than it saves.
const BYTES_A_THREAD: usize = 1 << 18;
/// The code of a line that has no such cell.
const NONE: u32 = u32::MAX;

/// How the lines of a table are cut into cells, and which of these is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// What stands between two cells.
    pub separator: u8,
    /// How many cells each line has.
    pub width: usize,
    /// The place of the cell that is looked at.
    pub column: usize,
}

/// A line that is none of the table's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Odd<'a> {
    /// Its place among the lines, from zero.
    pub line: usize,
    /// How many cells it has; `None` where a quotation mark is not closed, or text stands behind it.
    pub cells: Option<usize>,
    /// The line.
    pub text: &'a [u8],
}

/// What stands in a stretch of lines.
#[derive(Debug, Default)]
pub struct Lines<'a> {
    /// The different cells of the column, as they stand, quotation marks included.
    pub cells: Vec<&'a [u8]>,
    /// The lines with one cell a column: the place of its cell in `cells`, or past them.
    codes: Vec<u32>,
    /// Each line, with its end.
    texts: Vec<&'a [u8]>,
    /// The lines that have another number of cells; blank ones are none.
    pub odd: Vec<Odd<'a>>,
    /// The last line that has as many cells as the table.
    pub last: Option<usize>,
}

impl<'a> Lines<'a> {
    /// How many lines there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.texts.len()
    }

    /// The lines whose cell is wanted, with their places; `wanted` says it of each of `cells`.
    pub fn with<'s>(&'s self, wanted: &'s [bool]) -> impl Iterator<Item = (usize, &'a [u8])> + 's {
        let is_wanted = |code: &u32| {
            let place = usize::try_from(*code).ok();
            place.and_then(|place| wanted.get(place)) == Some(&true)
        };
        let lines = self.codes.iter().zip(&self.texts).enumerate();
        lines.filter_map(move |(line, (code, text))| is_wanted(code).then_some((line, *text)))
    }
}

/// Looks through whole lines, in parts that follow each other.
#[must_use]
pub fn scan(bytes: &[u8], layout: Layout) -> Vec<Lines<'_>> {
    let parts = parts(bytes);
    match spread(parts, |part| {
        Ok::<_, std::convert::Infallible>(part_of(part, layout))
    }) {
        Ok(lines) => lines,
    }
}

/// Cuts at ends of lines, into as many parts as there are threads for.
fn parts(bytes: &[u8]) -> Vec<&[u8]> {
    let worth = bytes.len() / BYTES_A_THREAD;
    let threads = if worth < 2 { 1 } else { available().min(worth) };
    let share = bytes.len().div_ceil(threads.max(1));
    let mut parts = Vec::new();
    let mut rest = bytes;
    while rest.len() > share {
        let (near, far) = rest.split_at(share);
        let Some(end) = far.iter().position(|byte| *byte == b'\n') else {
            break;
        };
        let (part, tail) = rest.split_at(near.len().saturating_add(end).saturating_add(1));
        parts.push(part);
        rest = tail;
    }
    if !rest.is_empty() {
        parts.push(rest);
    }
    parts
}

fn part_of(bytes: &[u8], layout: Layout) -> Lines<'_> {
    let mut table = Table::new(bytes, layout);
    for at in Marks::of(bytes, [layout.separator, QUOTE, b'\n']) {
        match bytes.get(at) {
            Some(b'\n') => table.end_line(at, at.saturating_add(1)),
            Some(&QUOTE) => table.quote(at),
            _ => table.end_cell(at),
        }
    }
    if table.line_start < bytes.len() {
        table.end_line(bytes.len(), bytes.len());
    }
    table.lines
}

/// Where a cell's quotation marks stand.
#[derive(Clone, Copy)]
enum Quoted {
    /// It has none.
    No,
    /// It began with one, and is not closed yet.
    Open,
    /// It was closed at this place.
    Closed(usize),
}

/// Lines on their way.
struct Table<'a> {
    bytes: &'a [u8],
    layout: Layout,
    lines: Lines<'a>,
    known: HashMap<&'a [u8], u32>,
    latest: u32,
    line_start: usize,
    cell_start: usize,
    cells: usize,
    cell: Option<&'a [u8]>,
    quoted: Quoted,
    broken: bool,
}

impl<'a> Table<'a> {
    fn new(bytes: &'a [u8], layout: Layout) -> Self {
        Self {
            bytes,
            layout,
            lines: Lines::default(),
            known: HashMap::new(),
            latest: NONE,
            line_start: 0,
            cell_start: 0,
            cells: 0,
            cell: None,
            quoted: Quoted::No,
            broken: false,
        }
    }

    /// A quotation mark opens a cell at its beginning, and closes it; two inside stand for one.
    fn quote(&mut self, at: usize) {
        self.quoted = match self.quoted {
            Quoted::No if at == self.cell_start => Quoted::Open,
            Quoted::No => Quoted::No,
            Quoted::Open => Quoted::Closed(at),
            Quoted::Closed(before) => {
                self.broken |= at != before.saturating_add(1);
                Quoted::Open
            }
        };
    }

    fn end_cell(&mut self, at: usize) {
        match self.quoted {
            Quoted::Open => return,
            Quoted::Closed(before) => self.broken |= at != before.saturating_add(1),
            Quoted::No => {}
        }
        if self.cells == self.layout.column {
            self.cell = self.bytes.get(self.cell_start..at);
        }
        self.cells = self.cells.saturating_add(1);
        self.cell_start = at.saturating_add(1);
        self.quoted = Quoted::No;
    }

    /// The line's text ends at one place, and the next line begins at another.
    fn end_line(&mut self, at: usize, next: usize) {
        self.broken |= matches!(self.quoted, Quoted::Open);
        let text = self.bytes.get(self.line_start..at).unwrap_or_default();
        let at = at.saturating_sub(usize::from(text.ends_with(b"\r")));
        self.end_cell(at);
        let cells = (!self.broken).then_some(self.cells);
        let whole = cells == Some(self.layout.width);
        let code = match self.cell {
            Some(cell) if whole => self.code(cell),
            _ => NONE,
        };
        let line = self.lines.count();
        if whole {
            self.lines.last = Some(line);
        } else if !is_blank(text, self.layout.separator) {
            let text = text.trim_ascii_end();
            self.lines.odd.push(Odd { line, cells, text });
        }
        self.lines.codes.push(code);
        let text = self.bytes.get(self.line_start..next).unwrap_or_default();
        self.lines.texts.push(text);
        (self.latest, self.line_start, self.cell_start) = (code, next, next);
        (self.cells, self.cell, self.quoted, self.broken) = (0, None, Quoted::No, false);
    }

    fn code(&mut self, cell: &'a [u8]) -> u32 {
        // The accounts of a municipality follow each other as those of the one before.
        let next = self.latest.wrapping_add(1);
        let expected = usize::try_from(next).ok();
        let cells = &mut self.lines.cells;
        if expected.and_then(|next| cells.get(next)) == Some(&cell) {
            return next;
        }
        *self.known.entry(cell).or_insert_with(|| {
            cells.push(cell);
            u32::try_from(cells.len().wrapping_sub(1)).unwrap_or(NONE)
        })
    }
}

fn is_blank(text: &[u8], separator: u8) -> bool {
    text.iter()
        .all(|byte| byte.is_ascii_whitespace() || *byte == separator)
}

/// The places of three marks among bytes, eight bytes looked at together: they stand too near to each
/// other for a search from one to the next.
struct Marks<'a> {
    words: std::slice::Iter<'a, [u8; 8]>,
    rest: &'a [u8],
    patterns: [u64; 3],
    /// The high bit of each place of a mark that is not given yet.
    found: u64,
    /// The place behind the eight bytes.
    end: usize,
}

/// All bits of a byte but the high one.
const LOW: u64 = u64::from_le_bytes([0x7f; 8]);

/// Sets the high bit of each byte that is another than the pattern's.
#[inline]
const fn other(word: u64, pattern: u64) -> u64 {
    let differs = word ^ pattern;
    (differs & LOW).wrapping_add(LOW) | differs
}

impl<'a> Marks<'a> {
    fn of(bytes: &'a [u8], marks: [u8; 3]) -> Self {
        let (words, rest) = bytes.as_chunks();
        Self {
            words: words.iter(),
            rest,
            patterns: marks.map(|mark| u64::from_le_bytes([mark; 8])),
            found: 0,
            end: 0,
        }
    }
}

impl Iterator for Marks<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.found == 0 {
            let word = match self.words.next() {
                Some(word) => *word,
                None if self.rest.is_empty() => return None,
                None => {
                    // None of the marks is a zero.
                    let mut word = [0; 8];
                    for (place, byte) in word.iter_mut().zip(std::mem::take(&mut self.rest)) {
                        *place = *byte;
                    }
                    word
                }
            };
            let word = u64::from_le_bytes(word);
            let [first, second, third] = self.patterns;
            self.found = !(other(word, first) & other(word, second) & other(word, third)) & !LOW;
            self.end = self.end.wrapping_add(8);
        }
        let place = usize::try_from(self.found.trailing_zeros() >> 3).ok()?;
        self.found &= self.found.wrapping_sub(1);
        Some(self.end.wrapping_sub(8).wrapping_add(place))
    }
}

/// How many of the bytes are whole lines.
#[must_use]
pub fn whole(bytes: &[u8]) -> usize {
    let end = bytes.iter().rposition(|byte| *byte == b'\n');
    end.map_or(0, |end| end.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAYOUT: Layout = Layout {
        separator: b';',
        width: 3,
        column: 1,
    };

    fn found<'a>(bytes: &'a [u8], wanted: &[u8]) -> Vec<(usize, &'a [u8])> {
        let mut before: usize = 0;
        let mut found = Vec::new();
        for lines in scan(bytes, LAYOUT) {
            let kept: Vec<bool> = lines.cells.iter().map(|cell| *cell == wanted).collect();
            found.extend(
                lines
                    .with(&kept)
                    .map(|(line, text)| (before.saturating_add(line), text)),
            );
            before = lines.count().saturating_add(before);
        }
        found
    }

    #[test]
    fn lines_with_a_wanted_cell_are_found_whatever_stands_beside_it() {
        let bytes = b"a;10;1\nb;11;10\n\"x;10\";10;2\r\n\"10\";\"10\";\"\"\n;10;";
        assert_eq!(
            found(bytes, b"10"),
            [
                (0, b"a;10;1\n".as_slice()),
                (2, b"\"x;10\";10;2\r\n".as_slice()),
                (4, b";10;".as_slice())
            ]
        );
        assert_eq!(
            found(bytes, b"\"10\""),
            [(3, b"\"10\";\"10\";\"\"\n".as_slice())]
        );
    }

    #[test]
    fn the_last_cell_of_a_line_has_nothing_of_its_end() {
        let layout = Layout {
            column: 2,
            ..LAYOUT
        };
        let bytes = b"a;b;c\r\na;b;\"c\"\r\na;b;c\na;b;c";
        let lines = scan(bytes, layout);
        assert_eq!(lines[0].cells, [b"c".as_slice(), b"\"c\"".as_slice()]);
    }

    #[test]
    fn lines_of_another_width_are_told_and_blank_ones_are_not() {
        let bytes = b"a;b\n\n;;;;\n \r\na;b;c;d\na;\"b;c\na;\"b\"x;c\na;\"b\"\"\";c\nfonte";
        let lines = &scan(bytes, LAYOUT)[0];
        let odd: Vec<_> = lines.odd.iter().map(|odd| (odd.line, odd.cells)).collect();
        assert_eq!(
            odd,
            [
                (0, Some(2)),
                (4, Some(4)),
                (5, None),
                (6, None),
                (8, Some(1))
            ]
        );
        assert_eq!(
            (lines.odd[2].text, lines.last),
            (b"a;\"b;c".as_slice(), Some(7))
        );
        assert_eq!(
            (lines.cells.clone(), lines.count()),
            (vec![b"\"b\"\"\"".as_slice()], 9)
        );
    }

    #[test]
    fn parts_give_what_the_whole_gives() {
        let line = |row: usize| format!("\"nome {row}\";{};{row}\n", row % 7);
        let text: String = (0..100_000).map(line).collect();
        assert!(text.len() > 4 * BYTES_A_THREAD);
        let expected: Vec<usize> = (0..100_000).filter(|row| row % 7 == 3).collect();
        let found = found(text.as_bytes(), b"3");
        assert_eq!(
            found.iter().map(|(line, _)| *line).collect::<Vec<_>>(),
            expected
        );
        for (row, text) in found {
            assert_eq!(text, line(row).as_bytes());
        }
    }

    #[test]
    fn whole_lines_are_told_from_the_beginning_of_one() {
        assert_eq!((whole(b"a\nb\nc"), whole(b"a"), whole(b"")), (4, 0, 0));
    }
}
