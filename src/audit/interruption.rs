//! A search may be interrupted.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::integer::Overflow;

/// Ends searches on other threads; its clones are one.
#[derive(Clone, Debug, Default)]
pub struct Interruption(Arc<AtomicBool>);

impl Interruption {
    /// Ends every search that was given this one. What they answer then says nothing.
    pub fn raise(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it was raised.
    #[must_use]
    pub fn is_raised(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Goes on where it was not raised.
    pub(super) fn check(&self) -> Result<(), Halt> {
        if self.is_raised() {
            Err(Halt::Interrupted)
        } else {
            Ok(())
        }
    }
}

/// Why a search did not end by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Halt {
    /// A number did not fit: it ends in wider integers.
    Overflow,
    /// It was interrupted.
    Interrupted,
}

impl From<Overflow> for Halt {
    fn from(_: Overflow) -> Self {
        Self::Overflow
    }
}
