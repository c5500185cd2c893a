//! The names in rules found among the columns of tables; what is not there is answered with the nearest name.

use std::collections::BTreeMap;

use super::expression::{Form, Operand, Place, Source, Span, Total};
use super::rules::{Needs, Origin, Part, Plan, Range, Rule, Schema};
use crate::error::Error;

/// Tables, and what rules ask of them so far.
pub(super) struct Resolver<'a> {
    pub(super) schemas: &'a [Schema],
    pub(super) needs: Vec<Needs>,
}

/// The text of a rule and the table of its bare names.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) text: &'a str,
    pub(super) table: Option<usize>,
}

impl Resolver<'_> {
    pub(super) fn plan(&mut self, rule: &Rule) -> Result<Plan, Error> {
        let form = Form::read(&rule.expression)?;
        let (table, origins) =
            self.origins(&rule.expression, rule.table.as_deref(), &form.sources)?;
        let range = range(&origins);
        let conditions = self.conditions(table, &rule.conditions, &rule.expression)?;
        if range == Range::Once && !conditions.is_empty() {
            return Err(Error::expression(
                &rule.expression,
                0..rule.expression.len(),
                "stands once, whatever the row; its `where` chooses no rows: write it into `sum(…, where = (…))`",
            ));
        }
        Ok(Plan {
            id: rule.id.clone(),
            table,
            range,
            conditions,
            form,
            origins,
        })
    }

    /// The table that a rule ranges over, and where its sources are.
    pub(super) fn origins(
        &mut self,
        text: &str,
        named: Option<&str>,
        sources: &[Source],
    ) -> Result<(usize, Vec<Origin>), Error> {
        let named = named
            .map(|name| self.table(name, text, &(0..text.len())))
            .transpose()?;
        let lone = (self.schemas.len() == 1).then_some(0);
        let table = match named.or(lone) {
            Some(table) => Some(table),
            None => self.first_table(text, sources)?,
        };
        let context = Context { text, table };
        let origins = sources
            .iter()
            .map(|source| self.origin(source, context))
            .collect::<Result<_, _>>()?;
        Ok((table.unwrap_or(0), origins))
    }

    /// The table of the first source that follows the row, else of the first of all.
    fn first_table(&self, text: &str, sources: &[Source]) -> Result<Option<usize>, Error> {
        let follows = |source: &&Source| match source {
            Source::Operand(operand) => operand.keys.is_empty(),
            Source::Total(total) => !total.by.is_empty(),
        };
        let first = sources.iter().find(follows).or_else(|| sources.first());
        let Some(operand) = first.map(Source::operand) else {
            return Ok(None);
        };
        operand
            .table
            .as_deref()
            .map(|name| self.table(name, text, &operand.span.0))
            .transpose()
    }

    pub(super) fn table(
        &self,
        name: &str,
        text: &str,
        place: &std::ops::Range<usize>,
    ) -> Result<usize, Error> {
        self.schemas
            .iter()
            .position(|schema| schema.name == name)
            .ok_or_else(|| {
                let names = self.schemas.iter().map(|schema| schema.name.as_str());
                unknown(text, place, "table", name, names)
            })
    }

    fn origin(&mut self, source: &Source, context: Context<'_>) -> Result<Origin, Error> {
        let operand = source.operand();
        let place = &operand.span.0;
        let table = match &operand.table {
            Some(name) => self.table(name, context.text, place)?,
            None => context.table.ok_or_else(|| {
                let problem = format!(
                    "does not say whose column '{}' is: write table.{}, or name the rule's `table`",
                    operand.column, operand.column
                );
                Error::expression(context.text, place.clone(), &problem)
            })?,
        };
        let figure = self.figure(table, &operand.column, context.text, place)?;
        match source {
            Source::Total(total) => self.total(total, table, figure, context),
            Source::Operand(operand) if operand.keys.is_empty() && context.table == Some(table) => {
                Ok(Origin::Here { figure })
            }
            Source::Operand(operand) => self.keyed(operand, table, figure, context),
        }
    }

    fn keyed(
        &mut self,
        operand: &Operand,
        table: usize,
        figure: usize,
        context: Context<'_>,
    ) -> Result<Origin, Error> {
        let place = &operand.span.0;
        let (name, keys) = self
            .schemas
            .get(table)
            .map_or((String::new(), Vec::new()), |schema| {
                (schema.name.clone(), schema.key.clone())
            });
        if keys.is_empty() {
            let problem = format!(
                "looks for a row of '{name}', which has no key: declare `key` under [tables.{name}], or give `key=`"
            );
            return Err(Error::expression(context.text, place.clone(), &problem));
        }
        if let Some((wrong, _)) = operand.keys.iter().find(|(key, _)| !keys.contains(key)) {
            return Err(unknown(
                context.text,
                place,
                "key",
                wrong,
                keys.iter().map(String::as_str),
            ));
        }
        let mut parts = Vec::with_capacity(keys.len());
        for key in &keys {
            let given = operand.keys.iter().find(|(named, _)| named == key);
            parts.push(match given {
                Some((_, place)) => self.part(place, &operand.span, context)?,
                None => Part::Own(self.own_label(key, &name, &operand.span, context)?),
            });
        }
        Ok(Origin::Keyed {
            table,
            figure,
            key: parts,
        })
    }

    fn total(
        &mut self,
        total: &Total,
        table: usize,
        figure: usize,
        context: Context<'_>,
    ) -> Result<Origin, Error> {
        let place = &total.span.0;
        let mut equal = Vec::new();
        let mut among = Vec::new();
        for name in &total.by {
            let theirs = self.label(table, name, context.text, place)?;
            let own = self.own_label(name, name, &total.span, context)?;
            equal.push((theirs, Part::Own(own)));
        }
        let keys = total
            .operand
            .keys
            .iter()
            .map(|(key, place)| (key, std::slice::from_ref(place)));
        let conditions = total
            .conditions
            .iter()
            .map(|(key, values)| (key, values.as_slice()));
        for (name, values) in keys.chain(conditions) {
            let theirs = self.label(table, name, context.text, place)?;
            let mut texts = Vec::new();
            for value in values {
                match self.part(value, &total.span, context)? {
                    Part::Fixed(text) => texts.push(text),
                    part if values.len() == 1 => equal.push((theirs, part)),
                    _ => {
                        return Err(Error::expression(
                            context.text,
                            place.clone(),
                            "a list of values holds texts and whole numbers only",
                        ));
                    }
                }
            }
            if !texts.is_empty() {
                among.push((theirs, texts));
            }
        }
        Ok(Origin::Total {
            table,
            figure,
            equal,
            among,
            excludes: total.excludes,
        })
    }

    fn part(&mut self, place: &Place, span: &Span, context: Context<'_>) -> Result<Part, Error> {
        Ok(match place {
            Place::Text(text) => Part::Fixed(text.clone()),
            Place::Whole(whole) => Part::Fixed(whole.to_string()),
            Place::Shifted(name, by) => {
                let own = self.own_label(name, name, span, context)?;
                if *by == 0 {
                    Part::Own(own)
                } else {
                    Part::Shifted(own, *by)
                }
            }
        })
    }

    /// A label of the row at hand, to find rows of another table by.
    fn own_label(
        &mut self,
        name: &str,
        wanted_by: &str,
        span: &Span,
        context: Context<'_>,
    ) -> Result<usize, Error> {
        let place = &span.0;
        let Some(own) = context.table else {
            return Err(Error::expression(
                context.text,
                place.clone(),
                "follows the row at hand, and no table is named: name the rule's `table`",
            ));
        };
        let known = self
            .schemas
            .get(own)
            .is_some_and(|schema| schema.columns.iter().any(|column| column == name));
        if known {
            return self.label(own, name, context.text, place);
        }
        let schema = self.schemas.get(own);
        let (table, columns) =
            schema.map_or(("", &[][..]), |schema| (&schema.name, &schema.columns));
        let problem = if wanted_by == name {
            format!("there is no column called '{name}' in table '{table}'")
        } else {
            format!(
                "a row of '{wanted_by}' is found by '{name}', which table '{table}' lacks: write [{name} = …]"
            )
        };
        Err(
            Error::expression(context.text, place.clone(), &problem).about(
                "column",
                name,
                columns.iter().map(String::as_str),
            ),
        )
    }

    pub(super) fn figure(
        &mut self,
        table: usize,
        name: &str,
        text: &str,
        place: &std::ops::Range<usize>,
    ) -> Result<usize, Error> {
        self.check_column(table, name, text, place)?;
        Ok(self
            .needs
            .get_mut(table)
            .map_or(0, |needs| slot(&mut needs.figures, name)))
    }

    pub(super) fn label(
        &mut self,
        table: usize,
        name: &str,
        text: &str,
        place: &std::ops::Range<usize>,
    ) -> Result<usize, Error> {
        self.check_column(table, name, text, place)?;
        Ok(self
            .needs
            .get_mut(table)
            .map_or(0, |needs| slot(&mut needs.labels, name)))
    }

    fn check_column(
        &self,
        table: usize,
        name: &str,
        text: &str,
        place: &std::ops::Range<usize>,
    ) -> Result<(), Error> {
        let Some(schema) = self.schemas.get(table) else {
            return Err(Error::expression(text, place.clone(), "there is no table"));
        };
        if schema.columns.iter().any(|column| column == name) {
            return Ok(());
        }
        let what = format!("column in table '{}'", schema.name);
        Err(unknown(
            text,
            place,
            "column",
            name,
            schema.columns.iter().map(String::as_str),
        )
        .saying(&format!("there is no {what} called '{name}'")))
    }

    pub(super) fn conditions(
        &mut self,
        table: usize,
        conditions: &BTreeMap<String, Vec<String>>,
        text: &str,
    ) -> Result<Vec<(usize, Vec<String>)>, Error> {
        conditions
            .iter()
            .map(|(name, values)| {
                self.label(table, name, text, &(0..0))
                    .map_err(|error| {
                        error.saying(&format!(
                            "`where` names a column that its table lacks: '{name}'"
                        ))
                    })
                    .map(|label| (label, values.clone()))
            })
            .collect()
    }
}

fn unknown<'a>(
    text: &str,
    place: &std::ops::Range<usize>,
    what: &'static str,
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Error {
    Error::expression(
        text,
        place.clone(),
        &format!("there is no {what} called '{name}'"),
    )
    .about(what, name, known)
}

/// The place of a name in a list, at the end of which it is put where it is new.
fn slot(names: &mut Vec<String>, name: &str) -> usize {
    names
        .iter()
        .position(|known| known == name)
        .unwrap_or_else(|| {
            names.push(name.to_owned());
            names.len().saturating_sub(1)
        })
}

/// A rule follows the rows where a cell of the row is in it, else the labels by which it finds its cells.
fn range(origins: &[Origin]) -> Range {
    let mut labels = Vec::new();
    for origin in origins {
        let parts: Vec<&Part> = match origin {
            Origin::Here { .. } => return Range::Rows,
            Origin::Keyed { key, .. } => key.iter().collect(),
            Origin::Total { equal, .. } => equal.iter().map(|(_, part)| part).collect(),
        };
        labels.extend(parts.into_iter().filter_map(Part::depends_on));
    }
    labels.sort_unstable();
    labels.dedup();
    if labels.is_empty() {
        Range::Once
    } else {
        Range::Groups(labels)
    }
}
