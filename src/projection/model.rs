//! The models: how a component moves from year to year.

use crate::error::Error;

/// How a component moves from year to year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Model {
    /// Around one level.
    Constant,
    /// From the last value on, by the mean growth of the years so far; each year's shock stays.
    CompoundGrowth,
    /// Around a line through the logarithms (least squares).
    LogLinear,
    /// The same line, whose growth shrinks by this factor every year after the last.
    Damped(f64),
    /// From the last value on, with no growth; each year's shock stays.
    LastValue,
}

impl Model {
    /// Their names.
    pub const NAMES: [&'static str; 5] = [
        "constant",
        "compound-growth",
        "log-linear",
        "damped",
        "last-value",
    ];

    /// The model of that name; `damping` is for the damped one alone.
    pub fn from_name(name: &str, damping: f64) -> Result<Self, Error> {
        match name {
            "constant" => Ok(Self::Constant),
            "compound-growth" => Ok(Self::CompoundGrowth),
            "log-linear" => Ok(Self::LogLinear),
            "damped" if damping > 0.0 && damping < 1.0 => Ok(Self::Damped(damping)),
            "damped" => Err(Error::Setting {
                argument: "damping".to_owned(),
                problem: format!("is {damping}; expected a factor between 0 and 1"),
            }),
            "last-value" => Ok(Self::LastValue),
            _ => Err(Error::unknown("model", name, Self::NAMES)),
        }
    }

    /// Whether shocks stay, so that the line starts at the last value.
    #[must_use]
    pub const fn walks(self) -> bool {
        matches!(self, Self::CompoundGrowth | Self::LastValue)
    }

    /// Whether it is a model of logarithms, which zero has none of.
    #[must_use]
    pub const fn is_logarithmic(self) -> bool {
        !matches!(self, Self::Constant | Self::LastValue)
    }

    pub(super) const fn grows(self) -> bool {
        self.is_logarithmic()
    }

    /// Years without which there is no line.
    pub(super) const fn least_years(self) -> usize {
        if self.grows() { 2 } else { 1 }
    }

    /// How much of a year's growth the year so many years after the last has.
    #[must_use]
    pub fn step(self, ahead: i32) -> f64 {
        match self {
            Self::Damped(factor) => factor.powi(ahead),
            _ if self.grows() => 1.0,
            _ => 0.0,
        }
    }
}
