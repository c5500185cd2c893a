//! The years to come: a line for each component of a municipality, and draws around it.
//!
//! Revenue, SUS transfers and expenditure per inhabitant are projected together; potential and margin follow from them.

mod model;
mod noise;
mod normal;
mod panel;
mod path;
mod philox;
mod quantiles;
mod residuals;
mod scenario;
mod simulate;
mod trend;

pub use model::Model;
pub use noise::Noise;
pub use normal::{exponential, quantile};
pub use panel::{Cover, Panel, Run, cover, draws, lines, ranges};
pub use path::Path;
pub use philox::{Stream, group};
pub use quantiles::Buckets;
pub use scenario::{Scenario, quantities};
pub use simulate::{Source, Workspace, simulate};
pub use trend::{Fit, Line, Series, Step};
