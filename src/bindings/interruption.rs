//! Long work that Python can interrupt.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use pyo3::prelude::*;

use crate::audit::Interruption;

/// Between two looks at Python.
const PAUSE: Duration = Duration::from_millis(50);

/// Works on a thread of its own while this one looks at Python now and then; what Python raises there
/// interrupts the work, and is given back.
pub(super) fn interruptible<T: Send>(
    py: Python<'_>,
    interruption: &Interruption,
    work: impl FnOnce() -> T + Send,
) -> PyResult<T> {
    // Nothing is sent: it closes when the work ends, however it ends.
    let (working, mut end) = channel::<()>();
    thread::scope(|scope| {
        let worker = scope.spawn(move || {
            let _working = working;
            work()
        });
        let mut looked = Ok(());
        while looked.is_ok() {
            let end = &mut end;
            if py.detach(move || end.recv_timeout(PAUSE)) != Err(RecvTimeoutError::Timeout) {
                break;
            }
            looked = py.check_signals();
        }
        if looked.is_err() {
            interruption.raise();
        }
        let done = py.detach(|| worker.join());
        looked?;
        Ok(done.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}
