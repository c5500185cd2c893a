//! Work on many rows in parts, as many at once as the machine has processors.

use std::num::NonZero;
use std::sync::{Mutex, PoisonError};
use std::thread;

/// How many threads the machine runs at once.
pub(crate) fn available() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// Works on the parts at once; the outcomes come in the order of the parts, or the first trouble in it.
pub(crate) fn spread<P: Send, R: Send, E: Send>(
    parts: Vec<P>,
    work: impl Fn(P) -> Result<R, E> + Sync,
) -> Result<Vec<R>, E> {
    let threads = if parts.len() < 2 { 1 } else { available() };
    spread_in(threads, parts, || (), |(), part| work(part))
}

/// The same on so many threads, each with a room that it keeps from one part to the next.
pub(crate) fn spread_in<P: Send, S, R: Send, E: Send>(
    threads: usize,
    parts: Vec<P>,
    room: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, P) -> Result<R, E> + Sync,
) -> Result<Vec<R>, E> {
    if threads.min(parts.len()) < 2 {
        let mut room = room();
        return parts
            .into_iter()
            .map(|part| work(&mut room, part))
            .collect();
    }
    let threads = threads.min(parts.len());
    let rest = Mutex::new(parts.into_iter().enumerate());
    // A thread that is held up takes fewer.
    let take = || rest.lock().unwrap_or_else(PoisonError::into_inner).next();
    let worker = || {
        let mut room = room();
        let mut done = Vec::new();
        while let Some((place, part)) = take() {
            let outcome = work(&mut room, part);
            // Parts are taken in order: what comes before this one has been taken already.
            let trouble = outcome.is_err();
            done.push((place, outcome));
            if trouble {
                while take().is_some() {}
            }
        }
        done
    };
    let mut outcomes = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(worker)).collect();
        let mut done = worker();
        for other in others {
            done.extend(
                other
                    .join()
                    .unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            );
        }
        done
    });
    outcomes.sort_unstable_by_key(|(place, _)| *place);
    outcomes.into_iter().map(|(_, outcome)| outcome).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outcomes_come_in_the_order_of_the_parts() {
        let done = spread((0..1000).collect(), |part: i32| Ok::<_, ()>(part));
        assert_eq!(done, Ok((0..1000).collect()));
    }

    #[test]
    fn the_first_trouble_in_the_order_of_the_parts_is_told() {
        let done = spread((0..1000).collect(), |part: i32| {
            if part % 300 == 299 { Err(part) } else { Ok(()) }
        });
        assert_eq!(done, Err(299));
    }
}
