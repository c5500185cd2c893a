//! The only place that names Python or NumPy; no formula stands here.

#![expect(
    clippy::needless_pass_by_value,
    reason = "what comes from Python is converted, and so owned"
)]

mod arrays;
mod audit_confronted;
mod audit_localise;
mod audit_locate;
mod audit_rearrangements;
mod audit_rules;
mod audit_slips;
mod cells;
mod classifications;
mod errors;
mod exact;
mod figures;
mod gaps;
mod indicators;
mod inequality;
mod interruption;
mod lines;
mod outlook;
mod panels;
mod prices;
mod projection;
mod rationals;
mod recomputation;
mod stability;
mod statute;

use pyo3::prelude::*;

/// The Rust core. Import `sustenta`, not this.
#[pymodule]
mod _core {
    #[pymodule_export]
    use super::audit_confronted::Confronted;
    #[pymodule_export]
    use super::audit_localise::{localise_cells, localise_ground};
    #[pymodule_export]
    use super::audit_locate::locate;
    #[pymodule_export]
    use super::audit_rearrangements::{exchanges, rearrangements};
    #[pymodule_export]
    use super::audit_rules::{RulePlan, expression_columns, normal_expression};
    #[pymodule_export]
    use super::audit_slips::{name_slips, slip_labels};
    #[pymodule_export]
    use super::classifications::{
        classify, classify_compliance, classify_compliance_exact, classify_decimals,
    };
    #[pymodule_export]
    use super::figures::{
        format_decimals, format_floats, parse_objects, parse_objects_exact, parse_texts,
        parse_texts_exact, parse_texts_words,
    };
    #[pymodule_export]
    use super::gaps::{gaps, gaps_by_law, gaps_exact, met_by_law};
    #[pymodule_export]
    use super::indicators::{catalogue, evaluate, evaluate_exact, scenarios, scenarios_exact};
    #[pymodule_export]
    use super::inequality::{
        concentration_points, decompose_inequality, inequality_measure, inequality_replicates,
        lorenz_points,
    };
    #[pymodule_export]
    use super::lines::lines_with;
    #[pymodule_export]
    use super::outlook::{effort_and_base, plan_teams, suffices, sum_products};
    #[pymodule_export]
    use super::panels::{
        classify_panel_compliance, classify_share_change, classify_share_change_decimals,
        evaluate_of_quotients, evaluate_steps,
    };
    #[pymodule_export]
    use super::prices::{compound_growth, compound_growth_exact, yearly_levels};
    #[pymodule_export]
    use super::projection::{
        philox_words, project_cover, project_draws, project_fits, project_lines, project_pool,
        project_ranges,
    };
    #[pymodule_export]
    use super::recomputation::recompute;
    #[pymodule_export]
    use super::stability::class_standings;
    #[pymodule_export]
    use super::statute::{minimum_amounts, minimum_shares, minimum_shares_exact};

    /// The version of the core, to be compared with that of the package.
    #[pymodule_export]
    #[allow(non_upper_case_globals, reason = "the name that Python expects")]
    const __version__: &str = env!("CARGO_PKG_VERSION");

    /// Whether the core was built with optimisation.
    #[pymodule_export]
    #[allow(non_upper_case_globals, reason = "a Python attribute")]
    const optimised: bool = !cfg!(debug_assertions);
}
