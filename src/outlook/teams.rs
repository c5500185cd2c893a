//! From the margin to teams: how many the money pays for, with an incentive that follows the coverage.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

use super::schedule::{Schedule, Scope, incentive_at};
use crate::indicators::Formula;
use crate::indicators::outlook::TeamCoveragePct;
use crate::indicators::sustainability::{DpspcFromLinkedRevenue, Megpc};
use crate::metadata::Reason;
use crate::rows::Fault;

/// What is known of a municipality and a year.
#[derive(Clone, Debug)]
pub struct Situation {
    /// The money a year, in reais.
    pub money: BigRational,
    /// Its inhabitants.
    pub population: BigRational,
    /// The cost of a team, in reais a year.
    pub cost: BigRational,
    /// The persons that a team answers for.
    pub persons: BigRational,
    /// The teams that are there.
    pub teams: BigInt,
}

/// The plan that the money allows.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The most new teams that the money pays for, at most up to full coverage.
    pub new_teams: BigInt,
    /// The money over the net cost of a team, without a limit; `None` where that cost is zero or less.
    pub affordable: Option<BigInt>,
    /// The teams that reach everybody.
    pub full_coverage: BigInt,
    /// Coverage in per cent, not capped.
    pub coverage: BigRational,
    /// The incentive of a team before, in reais a year.
    pub incentive_before: BigRational,
    /// The incentive of a team at the coverage that the plan reaches.
    pub incentive_after: BigRational,
    /// The cost of a team less that incentive.
    pub net_cost: BigRational,
    /// What the plan costs a year, its gain in incentives taken off.
    pub planned_cost: BigRational,
}

/// The money a year that a margin per inhabitant comes to; a negative margin is no money.
#[must_use]
pub fn money_of_margin(margin: &BigRational, population: &BigRational) -> BigRational {
    (margin * population).max(BigRational::zero())
}

/// The same from totals in reais, so that no margin is rounded on the way.
pub fn money_of_totals(
    rate: BigRational,
    linked: BigRational,
    sus: BigRational,
    expenditure: BigRational,
) -> Result<BigRational, Fault> {
    let potential = DpspcFromLinkedRevenue::value([linked, sus, rate])?;
    let margin = Megpc::value([potential, expenditure])?;
    Ok(margin.max(BigRational::zero()))
}

/// The largest n from `low` to `high` with `n · net ≤ limit`.
fn largest(low: &BigInt, high: &BigInt, net: &BigRational, limit: &BigRational) -> Option<BigInt> {
    if low > high {
        return None;
    }
    if net.is_positive() {
        let most = (limit / net).floor().to_integer();
        return (most >= *low).then(|| most.min(high.clone()));
    }
    // Each team costs nothing or brings money: the more the better.
    let total = net * BigRational::from_integer(high.clone());
    (total <= *limit).then(|| high.clone())
}

/// The teams that the money pays for.
///
/// New teams are the largest n, from 0 to what full coverage needs, whose cost less the gain in
/// incentives is at most the money. Within a band the cost is linear in n, so that each band has
/// its largest n in closed form; the largest of all is the one that a scan over n would find.
pub fn plan(situation: &Situation, schedule: Option<&Schedule>) -> Result<Plan, Fault> {
    let Situation {
        money,
        population,
        cost,
        persons,
        teams,
    } = situation;
    if !population.is_positive() {
        return Err(Fault::Domain(Reason::PopulationNotPositive, 0));
    }
    let full_coverage = (population / persons).ceil().to_integer();
    let most = (&full_coverage - teams).max(BigInt::zero());
    let steps = schedule.map_or_else(
        || vec![(BigInt::zero(), BigRational::zero())],
        |schedule| schedule.steps(population),
    );
    let scope = schedule.map_or(Scope::NewTeams, |schedule| schedule.scope);
    let there = BigRational::from_integer(teams.clone());
    let before = incentive_at(&steps, teams);
    let mut new_teams = BigInt::zero();
    for (place, (first, incentive)) in steps.iter().enumerate() {
        let low = (first - teams).max(BigInt::zero());
        let last = steps
            .get(place.saturating_add(1))
            .map_or_else(|| most.clone(), |(next, _)| next - teams - BigInt::one());
        let gained = match scope {
            Scope::AllTeams => &there * (incentive - &before),
            Scope::NewTeams => BigRational::zero(),
        };
        let found = largest(
            &low,
            &last.min(most.clone()),
            &(cost - incentive),
            &(money + gained),
        );
        new_teams = new_teams.max(found.unwrap_or_default());
    }
    let total = teams + &new_teams;
    let after = incentive_at(&steps, &total);
    let net_cost = cost - &after;
    let added = BigRational::from_integer(new_teams.clone());
    let gain = match scope {
        Scope::AllTeams => BigRational::from_integer(total.clone()) * &after - &there * &before,
        Scope::NewTeams => &added * &after,
    };
    let coverage = TeamCoveragePct::value([
        BigRational::from_integer(total),
        population.clone(),
        persons.clone(),
    ])?;
    Ok(Plan {
        affordable: net_cost
            .is_positive()
            .then(|| (money / &net_cost).floor().to_integer()),
        planned_cost: added * cost - gain,
        new_teams,
        full_coverage,
        coverage,
        incentive_before: before,
        incentive_after: after,
        net_cost,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outlook::schedule::number;

    fn whole(value: i64) -> BigRational {
        BigRational::from_integer(BigInt::from(value))
    }

    fn text(value: &str) -> BigRational {
        number("a test's number", value).unwrap()
    }

    fn schedule(bands: &[(&str, &str)], scope: &str, decimals: Option<u32>) -> Schedule {
        let bands: Vec<_> = bands
            .iter()
            .map(|(from, incentive)| ((*from).to_owned(), (*incentive).to_owned()))
            .collect();
        Schedule::new(&bands, scope, decimals, "3450").unwrap()
    }

    fn situation(money: BigRational, population: i64, cost: i64, teams: i64) -> Situation {
        Situation {
            money,
            population: whole(population),
            cost: whole(cost),
            persons: whole(3450),
            teams: BigInt::from(teams),
        }
    }

    #[test]
    fn municipality_a_of_2002_could_pay_for_18_teams() {
        let population = whole(306_580);
        let money = money_of_totals(
            whole(15),
            text("93870085.00"),
            text("36.15") * &population,
            text("69.80") * &population,
        )
        .unwrap();
        assert_eq!(money, text("3764095.75"));
        let found = plan(&situation(money, 306_580, 200_000, 0), None).unwrap();
        assert_eq!(found.new_teams, BigInt::from(18));
        assert_eq!(found.full_coverage, BigInt::from(89));
        assert_eq!(found.planned_cost, whole(3_600_000));
        let tenths = (found.coverage * whole(10)).round();
        assert_eq!(tenths, whole(203));
    }

    #[test]
    fn a_band_begins_where_the_rounded_coverage_reaches_it() {
        // 10,000 teams of 3,450 would be everybody: a hundredth of a per cent a team.
        let population = whole(34_500_000);
        let exact = schedule(&[("0", "1"), ("5", "2")], "all_teams", None);
        let tenths = schedule(&[("0", "1"), ("5", "2")], "all_teams", Some(1));
        let first = |schedule: &Schedule| schedule.steps(&population).last().cloned().unwrap().0;
        assert_eq!(first(&exact), BigInt::from(500));
        // 4.95 % rounds half up to 5.0 %.
        assert_eq!(first(&tenths), BigInt::from(495));
    }

    #[test]
    fn the_closed_form_is_what_a_scan_finds() {
        let mut state = 20_061_123_u64;
        let mut draw = |most: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            i64::try_from((state >> 33) % most).unwrap()
        };
        for _ in 0..400 {
            let scope = if draw(2) == 0 {
                "all_teams"
            } else {
                "new_teams"
            };
            let decimals = (draw(2) == 0).then_some(1);
            let pay = [draw(60), draw(60), draw(60)].map(|value| value.to_string());
            let (second, third) = (1 + draw(40), 41 + draw(50));
            let bands = [
                ("0", pay[0].as_str()),
                (&second.to_string(), pay[1].as_str()),
                (&third.to_string(), pay[2].as_str()),
            ];
            let schedule = schedule(&bands, scope, decimals);
            let teams = draw(30);
            let given = situation(whole(draw(900)), 1 + draw(90_000), 1 + draw(50), teams);
            let found = plan(&given, Some(&schedule)).unwrap();
            let steps = schedule.steps(&given.population);
            let pays = |n: i64| {
                let total = incentive_at(&steps, &BigInt::from(teams + n));
                let before = incentive_at(&steps, &BigInt::from(teams));
                let gain = if scope == "all_teams" {
                    total * whole(teams + n) - before * whole(teams)
                } else {
                    total * whole(n)
                };
                given.cost.clone() * whole(n) - gain <= given.money
            };
            let most = i64::try_from(&found.full_coverage).unwrap() - teams;
            let scanned = (0..=most.max(0)).rev().find(|n| pays(*n)).unwrap_or(0);
            assert_eq!(found.new_teams, BigInt::from(scanned));
        }
    }

    #[test]
    fn a_net_cost_of_zero_or_less_has_no_quotient() {
        let bands = schedule(&[("0", "300")], "new_teams", None);
        let found = plan(&situation(whole(0), 34_500, 200, 0), Some(&bands)).unwrap();
        assert_eq!(found.affordable, None);
        assert_eq!(found.new_teams, BigInt::from(10));
        assert_eq!(found.planned_cost, whole(-1000));
    }

    #[test]
    fn a_schedule_is_checked() {
        let refused = |bands: &[(&str, &str)], scope: &str, persons: &str| {
            let bands: Vec<_> = bands
                .iter()
                .map(|(from, incentive)| ((*from).to_owned(), (*incentive).to_owned()))
                .collect();
            Schedule::new(&bands, scope, None, persons).is_err()
        };
        assert!(refused(&[], "all_teams", "3450"));
        assert!(refused(&[("5", "1")], "all_teams", "3450"));
        assert!(refused(&[("0", "1"), ("0", "2")], "all_teams", "3450"));
        assert!(refused(&[("0", "-1")], "all_teams", "3450"));
        assert!(refused(&[("0", "x")], "all_teams", "3450"));
        assert!(refused(&[("0", "1")], "everybody", "3450"));
        assert!(refused(&[("0", "1")], "all_teams", "0"));
    }
}
