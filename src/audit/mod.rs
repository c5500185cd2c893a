//! Do the numbers hold together, which ones are wrong, and what should they be.
//!
//! Rules are data. They are read ([`expression`]), laid over the cells of tables, and decided with
//! every cell taken for what was printed: a point, or an interval. Nothing is rounded on the way.
//!
//! Rules become a [`Problem`]: cells that lie somewhere in their intervals, and ground rules over
//! them. The fewest cells that must change for all rules to hold are found exactly, at any magnitude
//! (Fellegi and Holt, "A systematic approach to automatic edit and imputation", JASA 71, 1976).

pub mod confront;
pub mod decide;
mod dependency;
pub mod exchanges;
pub mod expression;
mod feasible;
mod gather;
pub mod ground;
mod integer;
mod interruption;
mod judge;
#[cfg(test)]
mod laws;
mod localise;
pub mod locate;
mod plain;
mod point;
mod problem;
mod products;
mod quick;
mod ranges;
mod ratio;
pub mod rearrangements;
mod records;
mod resolve;
pub mod rules;
mod search;
pub mod sides;
pub mod slips;
mod system;
mod tableau;
pub mod tables;

pub use interruption::Interruption;
pub use judge::{Certainty, Explanation, Finding, Severity, judge};
pub use localise::{Contradicted, Limits, Localisation, Solution, localise, witness};
pub use problem::{Cell, Ground, Linear, Problem, Relation};
pub use ranges::{Change, Range};
pub use records::{Records, Wrong, localise_records};
