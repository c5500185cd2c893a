//! Reading an expression.

use winnow::ascii::{digit1, multispace0};
use winnow::combinator::{alt, cut_err, delimited, eof, opt, peek, preceded, repeat, separated};
use winnow::error::ErrMode;
use winnow::prelude::*;
use winnow::stream::{LocatingSlice, Location};
use winnow::token::{any, one_of, take_while};

use super::trouble::{Trouble, none_begun, refusal, said};
use super::{Comparison, Factor, Number, Operand, Place, Product, Relation, Span, Sum, Total};
use crate::error::Error;

/// The one function.
pub(super) const SUM: &str = "sum";
/// Parentheses within parentheses.
const DEEPEST: usize = 50;

type Input<'a> = LocatingSlice<&'a str>;
type Parsed<T> = Result<T, ErrMode<Trouble>>;

/// Reads a rule.
///
/// # Errors
/// [`Error::Expression`], with the character at which reading stopped.
pub fn parse(text: &str) -> Result<Comparison, Error> {
    whole(text, comparison)
}

/// Reads one side of a rule alone.
///
/// # Errors
/// As [`parse`].
pub fn parse_side(text: &str) -> Result<Sum, Error> {
    whole(text, |input: &mut Input<'_>| sum(input, 0))
}

fn whole<'a, T>(
    text: &'a str,
    parser: impl Parser<Input<'a>, T, ErrMode<Trouble>>,
) -> Result<T, Error> {
    let end = eof.context("an operator or the end");
    delimited(multispace0, parser, cut_err(end))
        .parse_next(&mut LocatingSlice::new(text))
        .map_err(|trouble| refusal(text, trouble))
}

pub(super) fn begins_name(letter: char) -> bool {
    letter.is_alphabetic() || letter == '_'
}

pub(super) fn continues_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// A sign, and the space behind it.
fn sign<'a>(
    sign: &'static str,
    expected: &'static str,
) -> impl Parser<Input<'a>, (), ErrMode<Trouble>> {
    (sign, multispace0).void().context(expected)
}

fn spanned<'a, T>(
    parser: impl Parser<Input<'a>, T, ErrMode<Trouble>>,
) -> impl Parser<Input<'a>, (T, Span), ErrMode<Trouble>> {
    (parser.with_span(), multispace0).map(|((value, span), _)| (value, Span(span)))
}

fn comparison(input: &mut Input<'_>) -> Parsed<Comparison> {
    let left = sum(input, 0)?;
    let relation = cut_err(alt((
        sign("==", "").value(Relation::Equal),
        sign("<=", "").value(Relation::AtMost),
        sign(">=", "").value(Relation::AtLeast),
    )))
    .parse_next(input)
    .map_err(|trouble: ErrMode<Trouble>| {
        trouble.map(|trouble| trouble.expecting("an operator or a comparison ('==', '<=', '>=')"))
    })?;
    let right = cut_err(|input: &mut Input<'_>| sum(input, 0)).parse_next(input)?;
    Ok(Comparison {
        left,
        relation,
        right,
    })
}

fn sum(input: &mut Input<'_>, depth: usize) -> Parsed<Sum> {
    if depth > DEEPEST {
        return Err(said(input, "too many parentheses within each other"));
    }
    let start = input.current_token_start();
    let negative = opt(sign("-", "")).parse_next(input)?.is_some();
    let first = cut_err(|input: &mut Input<'_>| product(input, depth)).parse_next(input)?;
    let mut parts = vec![(negative, first)];
    let more: Vec<(bool, Product)> = repeat(
        0..,
        (
            alt((sign("+", "").value(false), sign("-", "").value(true))),
            cut_err(|input: &mut Input<'_>| product(input, depth)),
        ),
    )
    .parse_next(input)?;
    parts.extend(more);
    Ok(Sum {
        parts,
        span: Span(start..input.previous_token_end()),
    })
}

fn product(input: &mut Input<'_>, depth: usize) -> Parsed<Product> {
    let first = factor(input, depth)?;
    let mut factors = vec![(false, first)];
    let more: Vec<(bool, Factor)> = repeat(
        0..,
        (
            alt((sign("*", "").value(false), sign("/", "").value(true))),
            cut_err(|input: &mut Input<'_>| factor(input, depth)),
        ),
    )
    .parse_next(input)?;
    factors.extend(more);
    Ok(Product { factors })
}

fn factor(input: &mut Input<'_>, depth: usize) -> Parsed<Factor> {
    let group = delimited(
        sign("(", ""),
        |input: &mut Input<'_>| sum(input, depth.saturating_add(1)),
        cut_err(sign(")", "an operator or ')'")),
    )
    .with_span()
    .map(|(mut sum, span): (Sum, _)| {
        sum.span = Span(span);
        Factor::Group(sum)
    });
    alt((
        number.map(Factor::Number),
        group,
        total.map(Factor::Total),
        operand.map(Factor::Operand),
    ))
    .parse_next(input)
    .map_err(|trouble| none_begun(trouble, "a column, a number, sum(…) or '('"))
}

fn number(input: &mut Input<'_>) -> Parsed<Number> {
    let decimals = preceded('.', cut_err(digit1.context("digits behind the point")));
    let digits = (digit1, opt(decimals)).take();
    let (text, span) = spanned(digits).parse_next(input)?;
    Ok(Number {
        text: text.to_owned(),
        span,
    })
}

/// A name, bare or between backquotes.
fn name(input: &mut Input<'_>) -> Parsed<String> {
    let bare = (one_of(begins_name), take_while(0.., continues_name)).take();
    let quoted = delimited(
        '`',
        take_while(1.., |letter| letter != '`'),
        cut_err('`'.context("the backquote that ends the name")),
    );
    (alt((bare, quoted)), multispace0)
        .map(|(name, _): (&str, _)| name.to_owned())
        .parse_next(input)
}

fn a_name(input: &mut Input<'_>) -> Parsed<String> {
    name.context("a name").parse_next(input)
}

fn operand(input: &mut Input<'_>) -> Parsed<Operand> {
    let start = input.current_token_start();
    let first = name(input)?;
    let second = opt(preceded(
        sign(".", ""),
        cut_err(name.context("the name of a column")),
    ))
    .parse_next(input)?;
    let keys = opt(delimited(
        sign("[", ""),
        cut_err(separated(1.., key, sign(",", ""))),
        cut_err(sign("]", "',' or ']'")),
    ))
    .parse_next(input)?;
    let (table, column) = match second {
        Some(column) => (Some(first), column),
        None => (None, first),
    };
    Ok(Operand {
        table,
        column,
        keys: keys.unwrap_or_default(),
        span: Span(start..input.previous_token_end()),
    })
}

fn key(input: &mut Input<'_>) -> Parsed<(String, Place)> {
    let key = name.context("the name of a key").parse_next(input)?;
    cut_err(sign("=", "'='")).parse_next(input)?;
    Ok((key, cut_err(place).parse_next(input)?))
}

fn place(input: &mut Input<'_>) -> Parsed<Place> {
    let shifted = (
        name,
        opt((
            alt((sign("+", "").value(false), sign("-", "").value(true))),
            cut_err(whole_number),
        )),
    )
        .map(|(key, by)| {
            let by = by.map_or(
                0,
                |(back, by): (bool, i64)| if back { by.saturating_neg() } else { by },
            );
            Place::Shifted(key, by)
        });
    alt((
        text.map(Place::Text),
        signed_whole_number.map(Place::Whole),
        shifted,
    ))
    .parse_next(input)
    .map_err(|trouble| none_begun(trouble, "a text in quotes, a whole number, or a key"))
}

fn whole_number(input: &mut Input<'_>) -> Parsed<i64> {
    (digit1.context("a whole number"), multispace0)
        .verify_map(|(digits, _): (&str, _)| digits.parse::<i64>().ok())
        .context("a whole number of at most 18 digits")
        .parse_next(input)
}

fn signed_whole_number(input: &mut Input<'_>) -> Parsed<i64> {
    (opt('-'), peek(digit1), cut_err(whole_number))
        .map(|(minus, _, whole): (_, &str, i64)| {
            if minus.is_some() {
                whole.saturating_neg()
            } else {
                whole
            }
        })
        .parse_next(input)
}

/// A text between quotes of either kind; a backslash takes the next letter as it is.
fn text(input: &mut Input<'_>) -> Parsed<String> {
    let quote = one_of(['"', '\'']).parse_next(input)?;
    let letter = alt((
        preceded('\\', any),
        one_of(move |letter: char| letter != quote && letter != '\\'),
    ));
    let letters: String = repeat(0.., letter).parse_next(input)?;
    cut_err((quote, multispace0).context("the quote that ends the text")).parse_next(input)?;
    Ok(letters)
}

fn total(input: &mut Input<'_>) -> Parsed<Total> {
    let start = input.current_token_start();
    (SUM, multispace0, sign("(", "")).parse_next(input)?;
    let operand = cut_err(operand.context("a column to sum")).parse_next(input)?;
    let mut total = Total {
        operand,
        by: Vec::new(),
        conditions: Vec::new(),
        excludes: false,
        span: Span::default(),
    };
    while opt(sign(",", "")).parse_next(input)?.is_some() {
        let before = *input;
        let option = cut_err(name.context("'by', 'where' or 'missing'")).parse_next(input)?;
        let twice = match option.as_str() {
            "by" => !total.by.is_empty(),
            "where" => !total.conditions.is_empty(),
            "missing" => total.excludes,
            _ => return Err(said(&before, "expected 'by', 'where' or 'missing'")),
        };
        if twice {
            return Err(said(&before, "is given twice"));
        }
        cut_err(sign("=", "'='")).parse_next(input)?;
        match option.as_str() {
            "by" => total.by = cut_err(one_or_more(a_name)).parse_next(input)?,
            "where" => total.conditions = cut_err(conditions).parse_next(input)?,
            _ => {
                let before = *input;
                if cut_err(text.context("\"exclude\"")).parse_next(input)? != "exclude" {
                    return Err(said(
                        &before,
                        "expected \"exclude\", the one way to go on without a figure",
                    ));
                }
                total.excludes = true;
            }
        }
    }
    cut_err(sign(")", "',' or ')'")).parse_next(input)?;
    total.span = Span(start..input.previous_token_end());
    Ok(total)
}

fn conditions(input: &mut Input<'_>) -> Parsed<Vec<(String, Vec<Place>)>> {
    let condition = (
        name.context("the name of a column"),
        cut_err(sign("=", "'='")),
        cut_err(one_or_more(place)),
    )
        .map(|(key, (), values)| (key, values));
    delimited(
        sign("(", "'('"),
        separated(1.., condition, sign(",", "")),
        cut_err(sign(")", "',' or ')'")),
    )
    .parse_next(input)
}

/// One alone, or several in parentheses.
fn one_or_more<'a, T>(
    one: impl Fn(&mut Input<'a>) -> Parsed<T> + Copy,
) -> impl Parser<Input<'a>, Vec<T>, ErrMode<Trouble>> {
    alt((
        delimited(
            sign("(", ""),
            cut_err(separated(1.., one, sign(",", ""))),
            cut_err(sign(")", "',' or ')'")),
        ),
        one.map(|one| vec![one]),
    ))
}
