//! The finances of municipal health care: builds and tests with no Python on the machine.
//!
//! Each module may use those above it; `bindings` alone knows Python.

pub mod audit;
#[cfg(feature = "python")]
mod bindings;
pub mod classifications;
pub mod dues;
pub mod error;
pub mod figure;
pub mod indicators;
pub mod inequality;
pub mod lines;
pub mod metadata;
pub mod number;
pub mod outlook;
mod parts;
pub mod prices;
pub mod projection;
pub mod quantities;
pub mod recomputation;
pub mod rows;
pub mod statute;
