//! The finances of municipal health care: builds and tests with no Python on the machine.
//!
//! Each module may use those above it; `bindings` alone knows Python.

pub mod number;
pub mod error;
pub mod figure;
pub mod metadata;
pub mod quantities;
pub mod rows;
pub mod statute;
pub mod dues;
pub mod indicators;
pub mod recomputation;
pub mod classifications;
#[cfg(feature = "python")]
mod bindings;
