//! The quantities that indicators take: the vocabulary of a panel's columns.

use crate::figure::Kind;
use crate::metadata::{Bilingual, Quantity, Unit};

const fn quantity(
    name: &'static str,
    pt: &'static str,
    en: &'static str,
    unit: Unit,
    kind: Kind,
) -> Quantity {
    Quantity {
        name,
        label: Bilingual { pt, en },
        unit,
        kind,
    }
}

/// Own revenue per inhabitant (RPPC).
pub const OWN_REVENUE_PC: Quantity = quantity(
    "own_revenue_pc",
    "Receita própria per capita (RPPC)",
    "Own revenue per inhabitant (RPPC)",
    Unit::ReaisPerInhabitant,
    Kind::Rounded,
);
/// Constitutional and legal transfers per inhabitant (TCPC).
pub const CONSTITUTIONAL_TRANSFERS_PC: Quantity = quantity(
    "constitutional_transfers_pc",
    "Transferências constitucionais e legais per capita (TCPC)",
    "Constitutional and legal transfers per inhabitant (TCPC)",
    Unit::ReaisPerInhabitant,
    Kind::Rounded,
);
/// SUS transfers per inhabitant (TSUSPC).
pub const SUS_TRANSFERS_PC: Quantity = quantity(
    "sus_transfers_pc",
    "Transferências SUS per capita (TSUSPC)",
    "SUS transfers per inhabitant (TSUSPC)",
    Unit::ReaisPerInhabitant,
    Kind::Rounded,
);
/// Health expenditure per inhabitant (DAPC).
pub const HEALTH_EXPENDITURE_PC: Quantity = quantity(
    "health_expenditure_pc",
    "Despesa total com saúde por habitante (DAPC)",
    "Health expenditure per inhabitant (DAPC)",
    Unit::ReaisPerInhabitant,
    Kind::Rounded,
);
/// Linked revenue per inhabitant.
pub const LINKED_REVENUE_PC: Quantity = quantity(
    "linked_revenue_pc",
    "Receita de impostos e transferências constitucionais e legais por habitante",
    "Linked revenue per inhabitant",
    Unit::ReaisPerInhabitant,
    Kind::Rounded,
);
/// Own-resource health expenditure per inhabitant.
pub const OWN_HEALTH_EXPENDITURE_PC: Quantity = quantity(
    "own_health_expenditure_pc",
    "Despesa com saúde com recursos próprios por habitante",
    "Own-resource health expenditure per inhabitant",
    Unit::ReaisPerInhabitant,
    Kind::Rounded,
);
/// Potential health expenditure per inhabitant (DPSPC).
pub const DPSPC: Quantity = quantity(
    "dpspc",
    "Despesa potencial em saúde per capita (DPSPC)",
    "Potential health expenditure per inhabitant (DPSPC)",
    Unit::ReaisPerInhabitant,
    Kind::Rounded,
);
/// Margin left for expansion per inhabitant (MEGPC).
pub const MEGPC: Quantity = quantity(
    "megpc",
    "Margem de expansão do gasto per capita (MEGPC)",
    "Margin left for expansion per inhabitant (MEGPC)",
    Unit::ReaisPerInhabitant,
    Kind::Rounded,
);
/// Rate on the linked revenue.
pub const RATE_PCT: Quantity = quantity(
    "rate_pct",
    "Percentual da receita vinculável",
    "Rate on the linked revenue",
    Unit::Percent,
    Kind::Exact,
);
/// Minimum share due (EC 29).
pub const EC29_DUE_PCT: Quantity = quantity(
    "ec29_due_pct",
    "Percentual mínimo devido (EC 29)",
    "Minimum share due (EC 29)",
    Unit::Percent,
    Kind::Exact,
);
/// Share of own resources applied in health (EC 29).
pub const EC29_APPLIED_PCT: Quantity = quantity(
    "ec29_applied_pct",
    "Percentual da receita própria aplicado em saúde (EC 29)",
    "Share of own resources applied in health (EC 29)",
    Unit::Percent,
    Kind::Rounded,
);
/// Population.
pub const POPULATION: Quantity = quantity(
    "population",
    "População",
    "Population",
    Unit::Inhabitants,
    Kind::Exact,
);
/// Linked revenue: taxes and constitutional and legal transfers.
pub const LINKED_REVENUE: Quantity = quantity(
    "linked_revenue",
    "Receita de impostos e transferências constitucionais e legais",
    "Linked revenue: taxes and constitutional and legal transfers",
    Unit::Reais,
    Kind::Exact,
);
/// Own revenue: taxes collected directly.
pub const OWN_REVENUE: Quantity = quantity(
    "own_revenue",
    "Receita própria (impostos diretamente arrecadados)",
    "Own revenue: taxes collected directly",
    Unit::Reais,
    Kind::Exact,
);
/// Constitutional and legal transfers.
pub const CONSTITUTIONAL_TRANSFERS: Quantity = quantity(
    "constitutional_transfers",
    "Transferências constitucionais e legais",
    "Constitutional and legal transfers",
    Unit::Reais,
    Kind::Exact,
);
/// Own-resource health expenditure.
pub const OWN_HEALTH_EXPENDITURE: Quantity = quantity(
    "own_health_expenditure",
    "Despesa com saúde com recursos próprios",
    "Own-resource health expenditure",
    Unit::Reais,
    Kind::Exact,
);
/// Health expenditure.
pub const HEALTH_EXPENDITURE: Quantity = quantity(
    "health_expenditure",
    "Despesa total com saúde",
    "Health expenditure",
    Unit::Reais,
    Kind::Exact,
);
/// Intergovernmental health transfers (SUS).
pub const SUS_TRANSFERS: Quantity = quantity(
    "sus_transfers",
    "Transferências intergovernamentais para a saúde (SUS)",
    "Intergovernmental health transfers (SUS)",
    Unit::Reais,
    Kind::Exact,
);
/// Health transfers from the Union.
pub const UNION_HEALTH_TRANSFERS: Quantity = quantity(
    "union_health_transfers",
    "Transferências da União para a saúde",
    "Health transfers from the Union",
    Unit::Reais,
    Kind::Exact,
);
/// All transfers from the Union.
pub const UNION_TRANSFERS: Quantity = quantity(
    "union_transfers",
    "Total das transferências da União",
    "All transfers from the Union",
    Unit::Reais,
    Kind::Exact,
);
/// Intergovernmental transfers.
pub const INTERGOVERNMENTAL_TRANSFERS: Quantity = quantity(
    "intergovernmental_transfers",
    "Transferências intergovernamentais",
    "Intergovernmental transfers",
    Unit::Reais,
    Kind::Exact,
);
/// Total revenue.
pub const TOTAL_REVENUE: Quantity = quantity(
    "total_revenue",
    "Receita total",
    "Total revenue",
    Unit::Reais,
    Kind::Exact,
);
/// Taxes collected directly.
pub const TAX_REVENUE: Quantity = quantity(
    "tax_revenue",
    "Receita de impostos diretamente arrecadados",
    "Taxes collected directly",
    Unit::Reais,
    Kind::Exact,
);
/// Health personnel expenditure.
pub const PERSONNEL_EXPENDITURE: Quantity = quantity(
    "personnel_expenditure",
    "Despesa com pessoal na saúde",
    "Health personnel expenditure",
    Unit::Reais,
    Kind::Exact,
);
/// Medicines expenditure.
pub const MEDICINES_EXPENDITURE: Quantity = quantity(
    "medicines_expenditure",
    "Despesa com medicamentos",
    "Medicines expenditure",
    Unit::Reais,
    Kind::Exact,
);
/// Third-party services expenditure (companies).
pub const THIRD_PARTY_SERVICES_EXPENDITURE: Quantity = quantity(
    "third_party_services_expenditure",
    "Despesa com serviços de terceiros – pessoa jurídica",
    "Third-party services expenditure (companies)",
    Unit::Reais,
    Kind::Exact,
);
/// Health investment expenditure.
pub const INVESTMENT_EXPENDITURE: Quantity = quantity(
    "investment_expenditure",
    "Despesa com investimentos na saúde",
    "Health investment expenditure",
    Unit::Reais,
    Kind::Exact,
);
/// Transfers to private non-profit institutions.
pub const NONPROFIT_EXPENDITURE: Quantity = quantity(
    "nonprofit_expenditure",
    "Transferências a instituições privadas sem fins lucrativos",
    "Transfers to private non-profit institutions",
    Unit::Reais,
    Kind::Exact,
);
/// Municipalities' Participation Fund (FPM).
pub const FPM: Quantity = quantity(
    "fpm",
    "Fundo de Participação dos Municípios (FPM)",
    "Municipalities' Participation Fund (FPM)",
    Unit::Reais,
    Kind::Exact,
);
/// Rural land tax (ITR).
pub const ITR: Quantity = quantity(
    "itr",
    "Imposto Territorial Rural (ITR)",
    "Rural land tax (ITR)",
    Unit::Reais,
    Kind::Exact,
);
/// Compensation of LC 87/96.
pub const LC87: Quantity = quantity(
    "lc87",
    "Compensação da LC 87/96",
    "Compensation of LC 87/96",
    Unit::Reais,
    Kind::Exact,
);
/// Share of the ICMS.
pub const ICMS: Quantity = quantity(
    "icms",
    "Cota-parte do ICMS",
    "Share of the ICMS",
    Unit::Reais,
    Kind::Exact,
);
/// Share of the IPI on exports.
pub const IPI_EXPORTS: Quantity = quantity(
    "ipi_exports",
    "Cota-parte do IPI-Exportação",
    "Share of the IPI on exports",
    Unit::Reais,
    Kind::Exact,
);
/// Share of the IPVA.
pub const IPVA: Quantity = quantity(
    "ipva",
    "Cota-parte do IPVA",
    "Share of the IPVA",
    Unit::Reais,
    Kind::Exact,
);
/// Financial ceiling.
pub const CEILING: Quantity = quantity(
    "ceiling",
    "Teto financeiro",
    "Financial ceiling",
    Unit::Reais,
    Kind::Exact,
);
/// Ceiling of the whole State.
pub const STATE_CEILING: Quantity = quantity(
    "state_ceiling",
    "Teto geral do Estado",
    "Ceiling of the whole State",
    Unit::Reais,
    Kind::Exact,
);
/// Amount transferred.
pub const TRANSFERRED: Quantity = quantity(
    "transferred",
    "Valor repassado",
    "Amount transferred",
    Unit::Reais,
    Kind::Exact,
);
/// Amount executed.
pub const EXECUTED: Quantity = quantity(
    "executed",
    "Valor executado",
    "Amount executed",
    Unit::Reais,
    Kind::Exact,
);
/// Amount.
pub const AMOUNT: Quantity = quantity("amount", "Valor", "Amount", Unit::Reais, Kind::Exact);
/// Part.
pub const PART: Quantity = quantity("part", "Parte", "Part", Unit::OfInputs, Kind::Exact);
/// Whole.
pub const WHOLE: Quantity = quantity("whole", "Todo", "Whole", Unit::OfInputs, Kind::Exact);
/// Value in the first year.
pub const FIRST: Quantity = quantity(
    "first",
    "Valor no primeiro ano",
    "Value in the first year",
    Unit::OfInputs,
    Kind::Exact,
);
/// Value in the last year.
pub const LAST: Quantity = quantity(
    "last",
    "Valor no último ano",
    "Value in the last year",
    Unit::OfInputs,
    Kind::Exact,
);

/// The level of a price index in the year of an amount.
pub const PRICE_LEVEL: Quantity = quantity(
    "price_level",
    "Número-índice de preços do ano do valor",
    "Level of the price index in the amount's year",
    Unit::IndexLevel,
    Kind::Exact,
);
/// The level of a price index in another year.
pub const PRICE_LEVEL_TO: Quantity = quantity(
    "price_level_to",
    "Número-índice de preços do ano de destino",
    "Level of the price index in the year whose prices are wanted",
    Unit::IndexLevel,
    Kind::Exact,
);
/// The number of health teams.
pub const TEAMS: Quantity = quantity(
    "teams",
    "Equipes de Saúde da Família",
    "Family health teams",
    Unit::Teams,
    Kind::Exact,
);
/// The inhabitants that a team answers for.
pub const PERSONS_PER_TEAM: Quantity = quantity(
    "persons_per_team",
    "Pessoas por equipe",
    "Persons per team",
    Unit::Inhabitants,
    Kind::Exact,
);
/// What could be spent on health.
pub const POTENTIAL_EXPENDITURE: Quantity = quantity(
    "potential_expenditure",
    "Despesa potencial em saúde",
    "Potential health expenditure",
    Unit::OfInputs,
    Kind::Exact,
);
/// What the agreed targets would cost in a year, on top of what is spent already.
pub const PLANNED_COST: Quantity = quantity(
    "planned_cost",
    "Custo planejado das metas no ano",
    "Planned cost of the targets in the year",
    Unit::OfInputs,
    Kind::Exact,
);
/// All of them.
pub const ALL: &[Quantity] = &[
    OWN_REVENUE_PC,
    CONSTITUTIONAL_TRANSFERS_PC,
    SUS_TRANSFERS_PC,
    HEALTH_EXPENDITURE_PC,
    LINKED_REVENUE_PC,
    OWN_HEALTH_EXPENDITURE_PC,
    DPSPC,
    MEGPC,
    RATE_PCT,
    EC29_DUE_PCT,
    EC29_APPLIED_PCT,
    POPULATION,
    LINKED_REVENUE,
    OWN_REVENUE,
    CONSTITUTIONAL_TRANSFERS,
    OWN_HEALTH_EXPENDITURE,
    HEALTH_EXPENDITURE,
    SUS_TRANSFERS,
    UNION_HEALTH_TRANSFERS,
    UNION_TRANSFERS,
    INTERGOVERNMENTAL_TRANSFERS,
    TOTAL_REVENUE,
    TAX_REVENUE,
    PERSONNEL_EXPENDITURE,
    MEDICINES_EXPENDITURE,
    THIRD_PARTY_SERVICES_EXPENDITURE,
    INVESTMENT_EXPENDITURE,
    NONPROFIT_EXPENDITURE,
    FPM,
    ITR,
    LC87,
    ICMS,
    IPI_EXPORTS,
    IPVA,
    CEILING,
    STATE_CEILING,
    TRANSFERRED,
    EXECUTED,
    AMOUNT,
    PART,
    WHOLE,
    FIRST,
    LAST,
    PRICE_LEVEL,
    PRICE_LEVEL_TO,
    TEAMS,
    PERSONS_PER_TEAM,
    POTENTIAL_EXPENDITURE,
    PLANNED_COST,
];
