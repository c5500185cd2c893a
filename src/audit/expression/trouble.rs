//! Why an expression cannot be read. A refusal points at the character, and says what was expected there.

use winnow::error::{AddContext, ErrMode, ParserError};
use winnow::stream::{Location, Stream};

use super::parse::continues_name;
use crate::error::Error;

/// Where reading stopped, and why.
#[derive(Clone, Debug)]
pub(super) struct Trouble {
    at: usize,
    expected: Option<&'static str>,
    problem: Option<&'static str>,
}

impl<I: Stream + Location> ParserError<I> for Trouble {
    type Inner = Self;

    fn from_input(input: &I) -> Self {
        Self {
            at: input.current_token_start(),
            expected: None,
            problem: None,
        }
    }

    fn into_inner(self) -> Result<Self, Self> {
        Ok(self)
    }
}

impl<I: Stream> AddContext<I> for Trouble {
    /// The innermost description stands.
    fn add_context(mut self, _: &I, _: &I::Checkpoint, expected: &'static str) -> Self {
        self.expected.get_or_insert(expected);
        self
    }
}

impl Trouble {
    /// The same trouble, where this was expected.
    pub(super) fn expecting(self, expected: &'static str) -> Self {
        Self {
            expected: Some(expected),
            ..self
        }
    }
}

/// A trouble with a problem of its own: no other reading is tried.
pub(super) fn said(input: &(impl Stream + Location), problem: &'static str) -> ErrMode<Trouble> {
    let mut trouble: Trouble = ParserError::from_input(input);
    trouble.problem = Some(problem);
    ErrMode::Cut(trouble)
}

/// What was expected where none of several readings began.
pub(super) fn none_begun(trouble: ErrMode<Trouble>, expected: &'static str) -> ErrMode<Trouble> {
    match trouble {
        ErrMode::Backtrack(trouble) => ErrMode::Backtrack(trouble.expecting(expected)),
        other => other,
    }
}

/// The trouble as an error about the text.
pub(super) fn refusal(text: &str, trouble: ErrMode<Trouble>) -> Error {
    let (ErrMode::Backtrack(trouble) | ErrMode::Cut(trouble)) = trouble else {
        return Error::expression(text, 0..0, "ends too early");
    };
    let rest = text.get(trouble.at..).unwrap_or("");
    let found: String = rest
        .chars()
        .take_while(|letter| continues_name(*letter))
        .take(40)
        .collect();
    let length = found
        .len()
        .max(rest.chars().next().map_or(0, char::len_utf8));
    let place = trouble.at..trouble.at.saturating_add(length);
    if let Some(problem) = trouble.problem {
        return Error::expression(text, place, problem);
    }
    let found = text.get(place.clone()).unwrap_or("");
    let expected = trouble.expected.unwrap_or("something else");
    let found = if found.is_empty() {
        "the end".to_owned()
    } else {
        format!("'{found}'")
    };
    Error::expression(
        text,
        place,
        &format!(
            "expected {expected}, found {found}{}",
            advice(text, trouble.at, rest)
        ),
    )
}

/// What was probably meant.
fn advice(text: &str, at: usize, rest: &str) -> &'static str {
    let digit_before = text
        .get(..at)
        .and_then(|before| before.chars().next_back())
        .is_some_and(|letter| letter.is_ascii_digit());
    if rest.starts_with(',') && digit_before {
        return "; decimals stand behind a point: 0.15";
    }
    match rest.chars().next() {
        Some('=') => "; equality is '=='",
        Some('<' | '>' | '≤' | '≥') => "; comparisons are '==', '<=' and '>='",
        Some('!') => "; a rule says what holds: '==', '<=' or '>='",
        Some('%') => "; percentages are plain numbers: 100 * part / whole",
        Some('^') => "; there are no powers",
        _ => "",
    }
}
