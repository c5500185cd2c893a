//! What the margin pays for, and what lies behind a change.

pub mod decomposition;
pub mod schedule;
pub mod stability;
pub mod sufficiency;
pub mod sums;
pub mod teams;
