//! What an indicator says of itself: names in both languages, unit, inputs, source and evidence.

use serde::Serialize;

use crate::figure::Kind;

/// A text in both languages; neither can be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Bilingual {
    /// Portuguese, the first language.
    pub pt: &'static str,
    /// English.
    pub en: &'static str,
}

/// The unit of a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Reais of the year.
    Reais,
    /// Reais of the year per inhabitant of that year.
    ReaisPerInhabitant,
    /// Per cent: 15.0, not 0.15.
    Percent,
    /// Percentage points.
    PercentagePoints,
    /// Inhabitants.
    Inhabitants,
    /// A ratio of like amounts: 1.0 where they are equal.
    Ratio,
    /// The level of a price index: of no matter which base, since only ratios of levels count.
    IndexLevel,
    /// Health teams.
    Teams,
    /// Whatever the inputs are in.
    OfInputs,
}

impl Unit {
    /// The unit as a reader of tables writes it.
    #[must_use]
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Reais => Bilingual { pt: "R$", en: "R$" },
            Self::ReaisPerInhabitant => Bilingual {
                pt: "R$ por habitante",
                en: "R$ per inhabitant",
            },
            Self::Percent => Bilingual { pt: "%", en: "%" },
            Self::PercentagePoints => Bilingual {
                pt: "pontos percentuais",
                en: "percentage points",
            },
            Self::Inhabitants => Bilingual {
                pt: "habitantes",
                en: "inhabitants",
            },
            Self::Ratio => Bilingual {
                pt: "razão",
                en: "ratio",
            },
            Self::IndexLevel => Bilingual {
                pt: "número-índice",
                en: "index level",
            },
            Self::Teams => Bilingual {
                pt: "equipes",
                en: "teams",
            },
            Self::OfInputs => Bilingual {
                pt: "a das entradas",
                en: "that of the inputs",
            },
        }
    }
}

/// A quantity that a municipality declares or that an indicator yields: a column of a panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Quantity {
    /// The column's name.
    pub name: &'static str,
    /// What it is called in print.
    pub label: Bilingual,
    /// Its unit.
    pub unit: Unit,
    /// Whether its printed figures are points or intervals.
    pub kind: Kind,
}

/// An argument of an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Input {
    /// The argument's name.
    pub argument: &'static str,
    /// What it holds.
    pub quantity: &'static Quantity,
    /// The value of a keyword argument that is not given, as a decimal; `None` for a column that must be given.
    pub default: Option<&'static str>,
}

impl Input {
    /// An argument named as its quantity.
    #[must_use]
    pub const fn of(quantity: &'static Quantity) -> Self {
        Self {
            argument: quantity.name,
            quantity,
            default: None,
        }
    }

    /// An argument with a name of its own.
    #[must_use]
    pub const fn named(argument: &'static str, quantity: &'static Quantity) -> Self {
        Self {
            argument,
            quantity,
            default: None,
        }
    }

    /// A keyword argument with a default.
    #[must_use]
    pub const fn keyword(
        argument: &'static str,
        quantity: &'static Quantity,
        default: &'static str,
    ) -> Self {
        Self {
            argument,
            quantity,
            default: Some(default),
        }
    }
}

/// The work that defines an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Work {
    /// Pereira and others, Ciência & Saúde Coletiva 11(3):607-620, 2006.
    Pereira2006,
    /// The indicators of SIOPS, Ministério da Saúde.
    Siops,
    /// Lei Complementar 141/2012 and Annex 12 of the RREO.
    Lc141,
    /// Follows from the others by algebra or is common usage; says so openly.
    Derived,
}

impl Work {
    /// How the work is cited.
    #[must_use]
    pub const fn citation(self) -> &'static str {
        match self {
            Self::Pereira2006 => {
                "Pereira ATS, Campelo ACFS, Cunha FS, Noronha J, Cordeiro H, Dain S, Pereira TR. A sustentabilidade econômico-financeira no Proesf em municípios do Amapá, Maranhão, Pará e Tocantins. Ciênc Saúde Coletiva 2006; 11(3):607-620"
            }
            Self::Siops => {
                "Ministério da Saúde. Sistema de Informações sobre Orçamentos Públicos em Saúde (SIOPS): indicadores municipais"
            }
            Self::Lc141 => {
                "Brasil. Lei Complementar nº 141, de 13 de janeiro de 2012; RREO, Anexo 12"
            }
            Self::Derived => "derived",
        }
    }
}

/// Where an indicator is defined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Reference {
    /// The work.
    pub work: Work,
    /// The table, section or formula in it.
    pub place: &'static str,
}

/// What backs an indicator beside the oracle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "backing", content = "place")]
pub enum Evidence {
    /// A published figure that the golden file reproduces.
    Published(&'static str),
    /// No published figure is known that its printed inputs reproduce.
    NoneKnown,
}

/// A group of indicators that share a source file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// DPSPC, MEGPC and what follows from them.
    Sustainability,
    /// The general forms: per inhabitant, share, relative change.
    Ratios,
    /// The constitutional minimum.
    Ec29,
    /// The execution of a programme's money.
    Execution,
    /// SIOPS's own indicators.
    Siops,
    /// Fiscal capacity and dependence.
    Capacity,
    /// Amounts in the prices of one year.
    Prices,
    /// Teams, their coverage, and whether the money suffices for them.
    Outlook,
}

/// What an indicator says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Indicator {
    /// One name everywhere: here, in Python, in the documentation and of the golden file.
    pub id: &'static str,
    /// The family, hence the source file.
    pub family: Family,
    /// The symbol or code in the source: DPSPC, 3.2.
    pub symbol: Option<&'static str>,
    /// The name in print.
    pub name: Bilingual,
    /// What it tells, in a sentence.
    pub meaning: Bilingual,
    /// The formula over the arguments.
    pub formula: &'static str,
    /// The unit of the result.
    pub unit: Unit,
    /// Whether printed figures of it are points or intervals.
    pub kind: Kind,
    /// The arguments in order.
    pub inputs: &'static [Input],
    /// Whether it divides: some inputs lie outside its domain, and exact decimals are rounded once.
    pub partial: bool,
    /// Where it is defined.
    pub reference: Reference,
    /// What backs it.
    pub evidence: Evidence,
}

/// Why a value is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Reason {
    /// An input is missing.
    InputMissing = 1,
    /// The population is zero or negative.
    PopulationNotPositive,
    /// The whole of a share is zero or negative.
    WholeNotPositive,
    /// The first value of a change is zero or negative.
    FirstYearNotPositive,
    /// An amount that cannot be negative is.
    AmountNegative,
    /// An amount is infinite.
    AmountNotFinite,
    /// No rule is known for the year.
    NoRuleForYear,
    /// The reading `own_path` needs the share applied in 2000.
    StartMissing,
    /// Nothing was transferred.
    NotTransferred,
    /// The ceiling was not informed.
    NotInformed,
    /// The two scenarios have the same rate and say nothing of the revenue.
    MarginNotIdentifiable,
    /// The first or the last year is not there.
    YearMissing,
    /// An amount of zero, of which there is no logarithm.
    AmountZero,
    /// Too few years for a line.
    TooFewYears,
    /// The level of a price index is zero or negative.
    PriceLevelNotPositive,
    /// There is no planned cost for the year.
    PlanMissing,
    /// A growth over no whole number of years above zero.
    SpanNotPositive,
    /// A year that is not among those asked for.
    OutsideSpan,
}

impl Reason {
    /// All reasons, in the order of their codes.
    pub const ALL: [Self; 18] = [
        Self::InputMissing,
        Self::PopulationNotPositive,
        Self::WholeNotPositive,
        Self::FirstYearNotPositive,
        Self::AmountNegative,
        Self::AmountNotFinite,
        Self::NoRuleForYear,
        Self::StartMissing,
        Self::NotTransferred,
        Self::NotInformed,
        Self::MarginNotIdentifiable,
        Self::YearMissing,
        Self::AmountZero,
        Self::TooFewYears,
        Self::PriceLevelNotPositive,
        Self::PlanMissing,
        Self::SpanNotPositive,
        Self::OutsideSpan,
    ];

    /// The code in a column of reasons; zero there means that the value is not missing.
    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// The name in a column of reasons.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::InputMissing => "input_missing",
            Self::PopulationNotPositive => "population_not_positive",
            Self::WholeNotPositive => "whole_not_positive",
            Self::FirstYearNotPositive => "first_year_not_positive",
            Self::AmountNegative => "amount_negative",
            Self::AmountNotFinite => "amount_not_finite",
            Self::NoRuleForYear => "no_rule_for_year",
            Self::StartMissing => "start_missing",
            Self::NotTransferred => "not_transferred",
            Self::NotInformed => "not_informed",
            Self::MarginNotIdentifiable => "margin_not_identifiable",
            Self::YearMissing => "year_missing",
            Self::AmountZero => "amount_zero",
            Self::TooFewYears => "too_few_years",
            Self::PriceLevelNotPositive => "price_level_not_positive",
            Self::PlanMissing => "plan_missing",
            Self::SpanNotPositive => "span_not_positive",
            Self::OutsideSpan => "outside_span",
        }
    }

    /// The reason in words that a reader of the table understands.
    #[must_use]
    pub const fn label(self) -> Bilingual {
        match self {
            Self::InputMissing => Bilingual {
                pt: "Dado de entrada ausente",
                en: "An input is missing",
            },
            Self::PopulationNotPositive => Bilingual {
                pt: "População nula ou negativa",
                en: "Population zero or negative",
            },
            Self::WholeNotPositive => Bilingual {
                pt: "Denominador nulo ou negativo",
                en: "Denominator zero or negative",
            },
            Self::FirstYearNotPositive => Bilingual {
                pt: "Primeiro ano nulo ou negativo",
                en: "First year zero or negative",
            },
            Self::AmountNegative => Bilingual {
                pt: "Valor negativo",
                en: "Negative amount",
            },
            Self::AmountNotFinite => Bilingual {
                pt: "Valor infinito",
                en: "Infinite amount",
            },
            Self::NoRuleForYear => Bilingual {
                pt: "Ano sem regra",
                en: "No rule for the year",
            },
            Self::StartMissing => Bilingual {
                pt: "Sem o percentual aplicado em 2000",
                en: "Share applied in 2000 not given",
            },
            Self::NotTransferred => Bilingual {
                pt: "Não recebeu recursos do MS",
                en: "Received no money from the Ministry",
            },
            Self::NotInformed => Bilingual {
                pt: "Sem informação quanto ao teto",
                en: "No information on the ceiling",
            },
            Self::MarginNotIdentifiable => Bilingual {
                pt: "Não identificável: os dois cenários usam o mesmo percentual",
                en: "Not identifiable: both scenarios have the same rate",
            },
            Self::YearMissing => Bilingual {
                pt: "Falta o primeiro ou o último ano",
                en: "The first or the last year is missing",
            },
            Self::AmountZero => Bilingual {
                pt: "Valor igual a zero",
                en: "Amount of zero",
            },
            Self::TooFewYears => Bilingual {
                pt: "Anos insuficientes",
                en: "Too few years",
            },
            Self::PriceLevelNotPositive => Bilingual {
                pt: "Número-índice nulo ou negativo",
                en: "Index level zero or negative",
            },
            Self::PlanMissing => Bilingual {
                pt: "Ano sem custo planejado",
                en: "No planned cost for the year",
            },
            Self::SpanNotPositive => Bilingual {
                pt: "Número de anos nulo, negativo ou não inteiro",
                en: "Number of years zero, negative or not whole",
            },
            Self::OutsideSpan => Bilingual {
                pt: "Ano fora do período pedido",
                en: "Year outside the years asked for",
            },
        }
    }

    /// What the function expected instead, for a message.
    #[must_use]
    pub const fn expected(self) -> &'static str {
        match self {
            Self::InputMissing | Self::NotInformed | Self::YearMissing | Self::PlanMissing => {
                "a value"
            }
            Self::PopulationNotPositive => "a population above zero",
            Self::WholeNotPositive => "a denominator above zero",
            Self::FirstYearNotPositive => "a first value above zero",
            Self::AmountNegative => "an amount of zero or more",
            Self::AmountZero => "an amount above zero",
            Self::TooFewYears => "more years",
            Self::AmountNotFinite => "a finite amount, or NaN where it is missing",
            Self::NoRuleForYear => "a year from 2000 on",
            Self::StartMissing => "the share applied in 2000, as `start_pct`",
            Self::NotTransferred => "an amount transferred above zero",
            Self::SpanNotPositive => "a whole number of years, from 1 to 200",
            Self::OutsideSpan => "a year from the first to the last",
            Self::PriceLevelNotPositive => "a level of the index above zero: a level, never a rate",
            Self::MarginNotIdentifiable => {
                "a due share other than the rate, and potentials that a revenue above zero sets apart"
            }
        }
    }
}
