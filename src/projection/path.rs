//! What is assumed of a component instead of what its line says.

/// The assumptions on one component. Years count from `first_year`; NaN where nothing is assumed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Path {
    /// It stays at its last amount.
    pub frozen: bool,
    /// The year of the first place of the lists.
    pub first_year: i32,
    /// Growth on the year before, in per cent, in place of the line's.
    pub growth_pct: Vec<f64>,
    /// The amount itself.
    pub amounts: Vec<f64>,
}

impl Path {
    /// The growth assumed of a year.
    #[must_use]
    pub fn growth(&self, year: i32) -> Option<f64> {
        self.given(&self.growth_pct, year)
    }

    /// The amount assumed of a year.
    #[must_use]
    pub fn fixed(&self, year: i32) -> Option<f64> {
        self.given(&self.amounts, year)
    }

    fn given(&self, list: &[f64], year: i32) -> Option<f64> {
        let place = usize::try_from(year.checked_sub(self.first_year)?).ok()?;
        list.get(place).copied().filter(|value| !value.is_nan())
    }
}
