//! The incentive of a team, by bands of the coverage.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

use crate::error::Error;
use crate::number::{Number, exact_from_text, power_of_ten, rational};

/// Decimals to which a coverage may be rounded before it chooses its band.
const MOST_DECIMALS: u32 = 6;

/// Whose incentive changes when the coverage reaches another band.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Every team's, as from 1999 on.
    AllTeams,
    /// That of the new teams alone.
    NewTeams,
}

/// A band of coverage.
#[derive(Clone, Debug)]
struct Band {
    /// The coverage in per cent from which it applies, itself included.
    from: BigRational,
    /// Reais a team a year.
    incentive: BigRational,
}

/// The incentive that a team brings, by bands of coverage.
#[derive(Clone, Debug)]
pub struct Schedule {
    bands: Vec<Band>,
    pub(super) scope: Scope,
    /// The decimals to which the coverage is rounded, half up, before it chooses the band.
    decimals: Option<u32>,
    /// The persons a team with which the coverage of the bands is computed.
    persons: BigRational,
}

fn refused(problem: String) -> Error {
    Error::Setting {
        argument: "schedule".to_owned(),
        problem,
    }
}

pub(super) fn number(what: &str, text: &str) -> Result<BigRational, Error> {
    exact_from_text(text)
        .and_then(Result::ok)
        .map(rational)
        .ok_or_else(|| refused(format!("{what} is {text}; expected a finite number")))
}

impl Schedule {
    /// A schedule from its bands (coverage from which each applies, incentive), scope, decimals and persons a team.
    pub fn new(
        bands: &[(String, String)],
        scope: &str,
        decimals: Option<u32>,
        persons: &str,
    ) -> Result<Self, Error> {
        let scope = match scope {
            "all_teams" => Scope::AllTeams,
            "new_teams" => Scope::NewTeams,
            _ => return Err(Error::unknown("scope", scope, ["all_teams", "new_teams"])),
        };
        if decimals.is_some_and(|decimals| decimals > MOST_DECIMALS) {
            return Err(refused(format!(
                "the coverage is rounded to at most {MOST_DECIMALS} decimals"
            )));
        }
        let persons = number("persons per team", persons)?;
        if !persons.is_positive() || !persons.is_integer() {
            return Err(refused(
                "persons per team must be a whole number above zero".to_owned(),
            ));
        }
        let mut read: Vec<Band> = Vec::with_capacity(bands.len());
        for (from, incentive) in bands {
            let band = Band {
                from: number("the coverage of a band", from)?,
                incentive: number("an incentive", incentive)?,
            };
            if band.incentive.is_negative() {
                return Err(refused(format!(
                    "the incentive from {from} % is {incentive}; expected zero or more"
                )));
            }
            let wrong = match read.last() {
                None => !band.from.is_zero(),
                Some(before) => before.from >= band.from,
            };
            if wrong {
                return Err(refused(format!(
                    "a band begins at {from} %; the first begins at 0 and each of the others above the one before it"
                )));
            }
            read.push(band);
        }
        if read.is_empty() {
            return Err(refused(
                "it has no band; give (coverage from which it applies, incentive) pairs".to_owned(),
            ));
        }
        Ok(Self {
            bands: read,
            scope,
            decimals,
            persons,
        })
    }

    /// The fewest teams whose coverage chooses a band from there on.
    fn fewest(&self, band: &Band, population: &BigRational) -> BigInt {
        let border = match self.decimals {
            None => band.from.clone(),
            // Rounded half up, a coverage reaches a border from half a unit below it.
            Some(decimals) => {
                let scale = power_of_ten(i32::try_from(decimals).unwrap_or(0));
                let half = BigRational::new(BigInt::one(), BigInt::from(2));
                ((&band.from * &scale).ceil() - half) / scale
            }
        };
        let teams = border * population / (BigRational::whole(100) * &self.persons);
        teams.ceil().to_integer().max(BigInt::zero())
    }

    /// Each band's first number of teams and its incentive.
    pub(super) fn steps(&self, population: &BigRational) -> Vec<(BigInt, BigRational)> {
        self.bands
            .iter()
            .map(|band| (self.fewest(band, population), band.incentive.clone()))
            .collect()
    }
}

pub(super) fn incentive_at(steps: &[(BigInt, BigRational)], teams: &BigInt) -> BigRational {
    steps
        .iter()
        .rev()
        .find(|(first, _)| first <= teams)
        .map_or_else(BigRational::zero, |(_, incentive)| incentive.clone())
}
