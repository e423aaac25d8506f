//! What is counted while the bot works, for whoever watches over it. Numbers only: who did what is nobody's business.

use std::sync::atomic::{AtomicU64, Ordering};

/// Counts since the start of the process.
#[derive(Debug, Default)]
pub struct Metrics {
    /// Interactions that were seen through to their end.
    pub interactions_handled: Counter,
    /// Interactions let go because there were too many at once.
    pub interactions_let_go: Counter,
    /// Messages that the bot posted by itself.
    pub posts: Counter,
    /// Tries to post that failed for another reason than having to wait.
    pub posts_failed: Counter,
    /// Answers of Discord's that said to wait.
    pub rate_limited: Counter,
    in_flight: AtomicU64,
}

/// A number that only rises.
#[derive(Debug, Default)]
pub struct Counter(AtomicU64);

impl Counter {
    /// One more.
    pub fn add(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    /// How many so far.
    pub fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

impl Metrics {
    /// Counts an interaction as being answered until what is returned is dropped.
    pub fn begin(&self) -> InFlight<'_> {
        self.in_flight.fetch_add(1, Ordering::Relaxed);
        InFlight(self)
    }

    /// How many interactions are being answered.
    pub fn in_flight(&self) -> u64 {
        self.in_flight.load(Ordering::Relaxed)
    }
}

/// An interaction that is being answered.
pub struct InFlight<'t>(&'t Metrics);

impl Drop for InFlight<'_> {
    fn drop(&mut self) {
        self.0.in_flight.fetch_sub(1, Ordering::Relaxed);
        self.0.interactions_handled.add();
    }
}
