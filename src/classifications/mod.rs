//! THE list of classifications: classes in both languages, borders as data.

mod border;
mod compliance;
mod decide;
mod panel;
mod shares;

pub use border::{Band, Bands, Side};
pub use compliance::{
    Compliance, GroupClass, classify_groups, exact_compliance, exact_compliance_by_law,
    float_compliance, meets,
};
pub use decide::{Form, Judgement, classify_exact, classify_floats};
pub use panel::{JudgedRows, PanelCompliance, classify_panel};
pub use shares::{classify_share_changes, classify_share_changes_exact};

use serde::Serialize;

use crate::error::Error;
use crate::metadata::Bilingual;

/// A class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Class {
    /// Its name in code.
    pub id: &'static str,
    /// Its name in print.
    pub label: Bilingual,
}

/// A border between two classes, in per cent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Cut {
    /// The border, as a decimal.
    pub at: &'static str,
    /// The class to which the border itself belongs.
    pub side: Side,
}

/// A classification of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Classification {
    /// One name everywhere.
    pub id: &'static str,
    /// Its name in print.
    pub name: Bilingual,
    /// What is classified.
    pub value: Bilingual,
    /// The classes from the lowest to the highest.
    pub classes: &'static [Class],
    /// The borders between them, ascending; none where the class is not one of a percentage.
    pub cuts: &'static [Cut],
    /// Where it is defined.
    pub place: &'static str,
}

const fn class(id: &'static str, pt: &'static str, en: &'static str) -> Class {
    Class {
        id,
        label: Bilingual { pt, en },
    }
}

/// Execution of the money received.
pub const EXECUTION: Classification = Classification {
    id: "execution",
    name: Bilingual {
        pt: "Execução financeira",
        en: "Financial execution",
    },
    value: Bilingual {
        pt: "Percentual executado do valor repassado",
        en: "Amount executed as a share of the amount transferred",
    },
    classes: &[
        class("poor", "Ruim", "Poor"),
        class("fair", "Razoável", "Fair"),
        class("good", "Bom", "Good"),
    ],
    cuts: &[
        Cut {
            at: "70",
            side: Side::Above,
        },
        Cut {
            at: "90",
            side: Side::Below,
        },
    ],
    place: "Classificação dos municípios segundo a execução financeira",
};

/// Growth of the share of directly collected taxes.
pub const TAX_EFFORT: Classification = Classification {
    id: "tax_effort",
    name: Bilingual {
        pt: "Evolução dos impostos diretamente arrecadados",
        en: "Growth of directly collected taxes",
    },
    value: Bilingual {
        pt: "Variação relativa da participação dos impostos diretamente arrecadados na receita total",
        en: "Relative change of the share of directly collected taxes in total revenue",
    },
    classes: &[
        class("negative", "Negativa", "Negative"),
        class("conservative", "Conservadora", "Conservative"),
        class("positive", "Positiva", "Positive"),
    ],
    cuts: &[
        Cut {
            at: "0",
            side: Side::Above,
        },
        Cut {
            at: "10",
            side: Side::Below,
        },
    ],
    place: "Classificação segundo a evolução do % de impostos diretamente arrecadados; Table 5",
};

/// Compliance with EC 29 in every year.
pub const EC29_COMPLIANCE: Classification = Classification {
    id: "ec29_compliance",
    name: Bilingual {
        pt: "Cumprimento da EC 29",
        en: "Compliance with EC 29",
    },
    value: Bilingual {
        pt: "Percentual aplicado menos o devido, em cada ano",
        en: "Share applied minus share due, in every year",
    },
    classes: &[
        class("negative", "Negativa", "Negative"),
        class("positive", "Positiva", "Positive"),
    ],
    cuts: &[],
    place: "Classificação segundo o cumprimento da EC 29; Table 6",
};

/// Growth of the share applied.
pub const EC29_TREND: Classification = Classification {
    id: "ec29_trend",
    name: Bilingual {
        pt: "Evolução do indicador EC 29",
        en: "Trend of the EC 29 indicator",
    },
    value: Bilingual {
        pt: "Variação relativa do percentual aplicado",
        en: "Relative change of the share applied",
    },
    classes: &[
        class("negative", "Negativa", "Negative"),
        class("stable", "Estável", "Stable"),
        class("positive", "Positiva", "Positive"),
    ],
    cuts: &[
        Cut {
            at: "0",
            side: Side::Above,
        },
        Cut {
            at: "15",
            side: Side::Below,
        },
    ],
    place: "Classificação segundo a evolução do Indicador EC 29; Table 7",
};

/// Every classification.
pub const CLASSIFICATIONS: &[Classification] =
    &[EXECUTION, TAX_EFFORT, EC29_COMPLIANCE, EC29_TREND];

/// The classification of that name.
pub fn find(id: &str) -> Result<&'static Classification, Error> {
    CLASSIFICATIONS
        .iter()
        .find(|classification| classification.id == id)
        .ok_or_else(|| {
            Error::unknown(
                "classification",
                id,
                CLASSIFICATIONS
                    .iter()
                    .map(|classification| classification.id),
            )
        })
}
