//! Borders between classes, and which side of one a number lies on.

use std::cmp::Ordering;

use num_rational::BigRational;
use rust_decimal::Decimal;
use serde::Serialize;

use super::Classification;
use super::decide::{Form, exactly};
use crate::error::Error;
use crate::number::{Number, exact_from_text, nearest_float, rational};

/// The class to which a border itself belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The lower class: `> 90` begins the upper one.
    Below,
    /// The upper class: `≥ 70` begins it.
    Above,
}

/// A border ready for comparison.
#[derive(Clone, Debug)]
pub struct Band {
    /// The border as a float, for the quick comparison.
    pub float: f64,
    /// The border, exactly.
    pub exact: BigRational,
    /// What the first value of a relative change is multiplied with: 100 and the border, rounded once.
    pub growth: f64,
    /// Whose it is.
    pub side: Side,
}

/// The borders of one classification, ascending.
#[derive(Clone, Debug)]
pub struct Bands(pub Vec<Band>);

impl Bands {
    /// The borders that the article gives.
    pub fn of(classification: &Classification) -> Result<Self, Error> {
        let cuts: Vec<String> = classification
            .cuts
            .iter()
            .map(|cut| cut.at.to_owned())
            .collect();
        Self::replaced(classification, &cuts)
    }

    /// Other borders, as decimals, with the article's classes and sides.
    pub fn replaced(classification: &Classification, cuts: &[String]) -> Result<Self, Error> {
        let wrong = |problem: String| Error::Setting {
            argument: "bands".to_owned(),
            problem,
        };
        if cuts.len() != classification.cuts.len() {
            return Err(wrong(format!(
                "{} borders for '{}', which has {}: {} classes",
                cuts.len(),
                classification.id,
                classification.cuts.len(),
                classification.classes.len()
            )));
        }
        let mut bands: Vec<Band> = Vec::with_capacity(cuts.len());
        for (text, cut) in cuts.iter().zip(classification.cuts) {
            let value: Decimal = exact_from_text(text)
                .and_then(Result::ok)
                .ok_or_else(|| wrong(format!("'{text}' is no finite decimal")))?;
            let exact = rational(value);
            if bands.last().is_some_and(|before| before.exact >= exact) {
                return Err(wrong(format!(
                    "the borders must ascend, and {text} does not exceed the one before it"
                )));
            }
            let growth = nearest_float(&(&exact + BigRational::whole(100)));
            bands.push(Band {
                float: nearest_float(&exact),
                exact,
                growth,
                side: cut.side,
            });
        }
        Ok(Self(bands))
    }

    /// The borders at which a share meets or misses what is due: one, that belongs to the class above it.
    #[must_use]
    pub fn due(due: BigRational) -> Self {
        Self(vec![Band {
            float: nearest_float(&due),
            growth: nearest_float(&(&due + BigRational::whole(100))),
            exact: due,
            side: Side::Above,
        }])
    }

    /// The position of the class of exact numbers, from the lowest.
    #[must_use]
    pub fn class_of(&self, form: Form, inputs: [&BigRational; 2]) -> u8 {
        self.class(|band| exactly(form, inputs.map(Clone::clone), band))
    }

    /// The position of the class, from the lowest, given how a value compares with each border.
    pub(super) fn class(&self, mut compare: impl FnMut(&Band) -> Ordering) -> u8 {
        let above = self.0.iter().filter(|band| match compare(band) {
            Ordering::Greater => true,
            Ordering::Equal => band.side == Side::Above,
            Ordering::Less => false,
        });
        u8::try_from(above.count()).unwrap_or(u8::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classifications::EXECUTION;

    #[test]
    fn replaced_borders_are_checked() {
        let replaced = |cuts: &[&str]| {
            Bands::replaced(
                &EXECUTION,
                &cuts.iter().map(|cut| (*cut).to_owned()).collect::<Vec<_>>(),
            )
        };
        assert!(replaced(&["60", "80"]).is_ok());
        assert!(replaced(&["80", "60"]).is_err());
        assert!(replaced(&["60"]).is_err());
        assert!(replaced(&["60", "x"]).is_err());
    }
}
