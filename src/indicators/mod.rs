//! THE list of indicators. Each family has its file; a formula stands there once.

pub mod capacity;
pub mod ec29;
mod entry;
pub mod execution;
pub mod gap;
mod gap_blocks;
pub mod gaps;
pub mod outlook;
pub mod prices;
pub mod ratios;
pub mod scenarios;
pub mod siops;
pub mod steps;
pub mod sustainability;

pub use entry::{Entry, Formula};

use crate::error::Error;

/// Every indicator, by family.
pub const INDICATORS: &[Entry] = &[
    Entry::of::<sustainability::Dpspc, 4>(),
    Entry::of::<sustainability::DpspcSiops, 4>(),
    Entry::of::<sustainability::DpspcFromLinkedRevenue, 3>(),
    Entry::of::<sustainability::Megpc, 2>(),
    Entry::of::<sustainability::MegpcFromShare, 3>(),
    Entry::of::<sustainability::LinkedRevenuePcFromShare, 3>(),
    Entry::of::<sustainability::LinkedRevenuePcFromScenarios, 4>(),
    Entry::of::<sustainability::SusTransfersPcFromScenarios, 4>(),
    Entry::of::<sustainability::HealthExpenditurePcFromMargin, 2>(),
    Entry::of::<sustainability::AppliedPctFromScenarios, 5>(),
    Entry::of::<sustainability::MegpcFromScenarios, 5>(),
    Entry::of::<sustainability::MegpcAtOtherRate, 3>(),
    Entry::of::<ratios::PerCapita, 2>(),
    Entry::of::<ratios::SharePct, 2>(),
    Entry::of::<ratios::RelativeChangePct, 2>(),
    Entry::of::<ec29::LinkedRevenue, 2>(),
    Entry::of::<ec29::Ec29AppliedPct, 2>(),
    Entry::of::<ec29::Ec29GapPp, 2>(),
    Entry::of::<execution::TransferredPct, 2>(),
    Entry::of::<execution::ExecutedPct, 2>(),
    Entry::of::<execution::BalanceToTransfer, 2>(),
    Entry::of::<execution::CeilingSharePct, 2>(),
    Entry::of::<siops::TaxSharePct, 2>(),
    Entry::of::<siops::IntergovernmentalSharePct, 2>(),
    Entry::of::<siops::SusShareOfTransfersPct, 2>(),
    Entry::of::<siops::UnionShareOfHealthTransfersPct, 2>(),
    Entry::of::<siops::HealthShareOfUnionTransfersPct, 2>(),
    Entry::of::<siops::LinkedSharePct, 2>(),
    Entry::of::<siops::HealthExpenditurePc, 2>(),
    Entry::of::<siops::PersonnelSharePct, 2>(),
    Entry::of::<siops::MedicinesSharePct, 2>(),
    Entry::of::<siops::ThirdPartyServicesSharePct, 2>(),
    Entry::of::<siops::InvestmentSharePct, 2>(),
    Entry::of::<siops::NonprofitSharePct, 2>(),
    Entry::of::<siops::SusShareOfExpenditurePct, 2>(),
    Entry::of::<siops::OwnHealthExpenditurePc, 2>(),
    Entry::of::<siops::SusTransfersPc, 2>(),
    Entry::of::<siops::LinkedRevenuePc, 2>(),
    Entry::of::<capacity::OwnCapacityPct, 2>(),
    Entry::of::<capacity::UnionDependencePct, 4>(),
    Entry::of::<capacity::StateDependencePct, 4>(),
    Entry::of::<capacity::OtherDependencePct, 8>(),
    Entry::of::<prices::DeflatedAmount, 3>(),
    Entry::of::<prices::RealChangePct, 4>(),
    Entry::of::<outlook::TeamCoveragePct, 3>(),
    Entry::of::<outlook::SufficiencyRatio, 3>(),
];

/// The indicator of that name.
pub fn find(id: &str) -> Result<&'static Entry, Error> {
    INDICATORS
        .iter()
        .find(|entry| entry.indicator.id == id)
        .ok_or_else(|| {
            Error::unknown(
                "indicator",
                id,
                INDICATORS.iter().map(|entry| entry.indicator.id),
            )
        })
}
