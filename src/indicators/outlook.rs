//! What the margin pays for: the population that teams reach, and whether the money suffices.

use super::Formula;
use super::ratios::positive;
use crate::figure::Kind;
use crate::metadata::{
    Bilingual, Evidence, Family, Indicator, Input, Reason, Reference, Unit, Work,
};
use crate::number::Number;
use crate::quantities as q;
use crate::rows::Fault;

/// The share of the population that teams reach.
pub struct TeamCoveragePct;

impl Formula<3> for TeamCoveragePct {
    const INDICATOR: Indicator = Indicator {
        id: "team_coverage_pct",
        family: Family::Outlook,
        symbol: None,
        name: Bilingual {
            pt: "Cobertura populacional das equipes",
            en: "Population covered by the teams",
        },
        meaning: Bilingual {
            pt: "As pessoas sob responsabilidade das equipes, em percentual da população; não limitada a 100 %. O padrão de 3.450 pessoas por equipe é o da Portaria GM/MS 1.329/1999.",
            en: "The persons that the teams answer for, as a percentage of the population; not capped at 100 %. The default of 3,450 persons a team is that of Portaria GM/MS 1.329/1999.",
        },
        formula: "100 · teams · persons_per_team / population",
        unit: Unit::Percent,
        kind: Kind::Rounded,
        inputs: &[
            Input::of(&q::TEAMS),
            Input::of(&q::POPULATION),
            Input::keyword("persons_per_team", &q::PERSONS_PER_TEAM, "3450"),
        ],
        partial: true,
        reference: Reference {
            work: Work::Derived,
            place: "teams times the persons a team of Portaria GM/MS 1.329/1999",
        },
        evidence: Evidence::NoneKnown,
    };
    fn value<N: Number>([teams, population, persons]: [N; 3]) -> Result<N, Fault> {
        if teams < N::whole(0) {
            return Err(Fault::Domain(Reason::AmountNegative, 0));
        }
        positive(&population, 1, Reason::PopulationNotPositive)?;
        if persons < N::whole(0) {
            return Err(Fault::Domain(Reason::AmountNegative, 2));
        }
        let reached = teams.times(persons)?.times(N::whole(100))?;
        Ok(reached.over(population)?)
    }
}

/// Whether what could be spent suffices for what is spent and planned.
pub struct SufficiencyRatio;

impl Formula<3> for SufficiencyRatio {
    const INDICATOR: Indicator = Indicator {
        id: "sufficiency_ratio",
        family: Family::Outlook,
        symbol: None,
        name: Bilingual {
            pt: "Suficiência dos recursos",
            en: "Sufficiency of the resources",
        },
        meaning: Bilingual {
            pt: "A despesa potencial dividida pela despesa realizada mais o custo planejado das metas, no mesmo ano e na mesma base; 1 ou mais: os recursos próprios e transferidos bastam.",
            en: "Potential expenditure over actual expenditure plus the planned cost of the targets, of one year and on one basis; 1 or more: own and transferred resources suffice.",
        },
        formula: "potential_expenditure / (health_expenditure + planned_cost)",
        unit: Unit::Ratio,
        kind: Kind::Rounded,
        inputs: &[
            Input::of(&q::POTENTIAL_EXPENDITURE),
            Input::of(&q::HEALTH_EXPENDITURE),
            Input::of(&q::PLANNED_COST),
        ],
        partial: true,
        reference: Reference {
            work: Work::Derived,
            place: "the article's sufficiency of own and transferred resources against the targets, made a ratio",
        },
        evidence: Evidence::NoneKnown,
    };
    fn value<N: Number>([potential, expenditure, planned]: [N; 3]) -> Result<N, Fault> {
        let needed = expenditure.plus(planned)?;
        positive(&needed, 1, Reason::WholeNotPositive)?;
        Ok(potential.over(needed)?)
    }
}
