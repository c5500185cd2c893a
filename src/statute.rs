//! The minimum share of own resources that the law owes to health, by sphere, year and reading.
//!
//! EC 29/2000 (ADCT, art. 77) asked for 7 % in 2000 and for the gap to the target to shrink by at
//! least a fifth a year until 2004; LC 141/2012 keeps the targets. A year before 2000 has no rule.

use num_rational::BigRational;

use crate::error::Error;
use crate::metadata::{Bilingual, Reason};
use crate::number::Number;

/// The first year with a rule.
pub const FIRST_YEAR: i32 = 2000;
/// From here on the share due is the target.
pub const TARGET_YEAR: i32 = 2004;
/// The share of the first year, in per cent.
const FIRST_SHARE: i32 = 7;
/// The gap shrinks by one part in this many a year.
const STEPS: i32 = 5;

/// Who owes the minimum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sphere {
    /// A municipality: 15 % in the end.
    Municipality,
    /// A State: 12 % in the end.
    State,
}

impl Sphere {
    /// The names that [`Sphere::from_name`] knows.
    pub const NAMES: [&'static str; 2] = ["municipality", "state"];

    /// The sphere of that name.
    pub fn from_name(name: &str) -> Result<Self, Error> {
        match name {
            "municipality" => Ok(Self::Municipality),
            "state" => Ok(Self::State),
            "federal_district" | "distrito federal" | "df" => Err(Error::Setting {
                argument: "sphere".to_owned(),
                problem: "the Federal District has no single share: `minimum_amount` takes its municipal, state and unsegregated bases".to_owned(),
            }),
            _ => Err(Error::unknown("sphere", name, Self::NAMES)),
        }
    }

    /// The share owed from 2004 on, in per cent.
    #[must_use]
    pub const fn target(self) -> i32 {
        match self {
            Self::Municipality => 15,
            Self::State => 12,
        }
    }

    /// The shares of 2001 to 2003 in tenths of a per cent, the same for all: docs/method.md, Minimum share.
    const fn uniform_tenths(self) -> [i32; 3] {
        match self {
            Self::Municipality => [86, 102, 118],
            Self::State => [80, 90, 100],
        }
    }
}

/// How the years 2001 to 2003 are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// One table for all.
    Uniform,
    /// From the share that each applied in 2000, a fifth of the gap a year.
    OwnPath,
}

impl Rule {
    /// The names that [`Rule::from_name`] knows.
    pub const NAMES: [&'static str; 2] = ["uniform", "own_path"];

    /// The reading of that name.
    pub fn from_name(name: &str) -> Result<Self, Error> {
        match name {
            "uniform" => Ok(Self::Uniform),
            "own_path" => Ok(Self::OwnPath),
            _ => Err(Error::unknown("reading", name, Self::NAMES)),
        }
    }

    /// What the reading is called in print.
    #[must_use]
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Uniform => Bilingual {
                pt: "tabela única (10,2 / 11,8 / 15 %)",
                en: "one table for all (10.2 / 11.8 / 15 %)",
            },
            Self::OwnPath => Bilingual {
                pt: "trajetória própria desde 2000",
                en: "own path from 2000",
            },
        }
    }
}

/// The minimum share of a year in per cent, with nothing rounded.
///
/// `start` is the share applied in 2000, which only the own path of 2001 to 2003 needs;
/// `own_law` is the share of the municipality's organic law, which moves the minimum up, never down.
pub fn minimum_share(
    year: i32,
    sphere: Sphere,
    rule: Rule,
    start: Option<&BigRational>,
    own_law: Option<&BigRational>,
) -> Result<BigRational, Reason> {
    if year < FIRST_YEAR {
        return Err(Reason::NoRuleForYear);
    }
    let target = BigRational::whole(sphere.target());
    let first = BigRational::whole(FIRST_SHARE);
    let elapsed = year.saturating_sub(FIRST_YEAR);
    let federal = if year >= TARGET_YEAR {
        target
    } else if elapsed == 0 {
        first
    } else {
        match rule {
            Rule::Uniform => {
                let tenths = usize::try_from(elapsed.saturating_sub(1))
                    .ok()
                    .and_then(|year| sphere.uniform_tenths().get(year).copied());
                BigRational::whole(tenths.ok_or(Reason::NoRuleForYear)?) / BigRational::whole(10)
            }
            Rule::OwnPath => {
                let start = start
                    .ok_or(Reason::StartMissing)?
                    .clone()
                    .max(first)
                    .min(target.clone());
                start.clone()
                    + (target - start) * BigRational::whole(elapsed) / BigRational::whole(STEPS)
            }
        }
    };
    Ok(own_law.map_or(federal.clone(), |own_law| federal.max(own_law.clone())))
}

/// The bases on which a minimum is owed, in reais: the Federal District has all three.
#[derive(Clone, Debug, Default)]
pub struct Bases {
    /// What municipalities collect and receive.
    pub municipal: Option<BigRational>,
    /// What States collect and receive.
    pub state: Option<BigRational>,
    /// What the Federal District cannot separate: owed at the State's share.
    pub unsegregated: Option<BigRational>,
}

/// The minimum amount in reais, with nothing rounded: each base at the share of its sphere.
///
/// `start` and `own_law` are as in [`minimum_share`], for whatever spheres have a base.
pub fn minimum_amount(
    year: i32,
    bases: &Bases,
    rule: Rule,
    start: Option<&BigRational>,
    own_law: Option<&BigRational>,
) -> Result<BigRational, Reason> {
    let owed = |sphere, base: &Option<BigRational>| match base {
        Some(base) => {
            Ok(minimum_share(year, sphere, rule, start, own_law)? * base / BigRational::whole(100))
        }
        None => Ok(BigRational::whole(0)),
    };
    Ok(owed(Sphere::Municipality, &bases.municipal)?
        + owed(Sphere::State, &bases.state)?
        + owed(Sphere::State, &bases.unsegregated)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::shortest;

    fn share(year: i32, rule: Rule, start: Option<f64>) -> Result<BigRational, Reason> {
        minimum_share(
            year,
            Sphere::Municipality,
            rule,
            start.and_then(shortest).as_ref(),
            None,
        )
    }

    #[test]
    fn the_uniform_table_is_that_of_the_article() {
        for (year, due) in [
            (2000, 7.0),
            (2001, 8.6),
            (2002, 10.2),
            (2003, 11.8),
            (2004, 15.0),
            (2024, 15.0),
        ] {
            assert_eq!(share(year, Rule::Uniform, None).ok(), shortest(due));
        }
        assert_eq!(share(1999, Rule::Uniform, None), Err(Reason::NoRuleForYear));
    }

    #[test]
    fn the_own_path_shrinks_the_gap_by_a_fifth_a_year() {
        assert_eq!(
            share(2001, Rule::OwnPath, Some(9.13)).ok(),
            shortest(10.304)
        );
        assert_eq!(share(2003, Rule::OwnPath, Some(3.0)).ok(), shortest(11.8));
        assert_eq!(share(2002, Rule::OwnPath, Some(20.0)).ok(), shortest(15.0));
        assert_eq!(share(2002, Rule::OwnPath, None), Err(Reason::StartMissing));
        assert_eq!(share(2004, Rule::OwnPath, None).ok(), shortest(15.0));
    }

    #[test]
    fn the_federal_district_owes_on_three_bases() {
        let base = |amount: f64| shortest(amount);
        let bases = Bases {
            municipal: base(1000.0),
            state: base(2000.0),
            unsegregated: base(10.5),
        };
        assert_eq!(
            minimum_amount(2024, &bases, Rule::Uniform, None, None).ok(),
            shortest(391.26)
        );
        let bases = Bases {
            municipal: base(1000.0),
            ..Bases::default()
        };
        assert_eq!(
            minimum_amount(2002, &bases, Rule::Uniform, None, None).ok(),
            shortest(102.0)
        );
    }

    #[test]
    fn an_organic_law_moves_the_minimum_up_only() {
        let own = |law| {
            minimum_share(
                2010,
                Sphere::Municipality,
                Rule::Uniform,
                None,
                shortest(law).as_ref(),
            )
        };
        assert_eq!(own(18.0).ok(), shortest(18.0));
        assert_eq!(own(10.0).ok(), shortest(15.0));
    }
}
