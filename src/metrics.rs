//! What is counted while the bot works; `/metrics` shows it. Numbers only: who did what is not recorded.

use std::sync::atomic::{AtomicU64, Ordering};

/// Counts since the start of the process. They are read one by one, so two of them may be of different moments.
#[derive(Debug, Default)]
pub struct Metrics {
    /// Interactions that were handled to their end, whether or not it was a good one.
    pub interactions_handled: Counter,
    /// Interactions that were dropped because there were too many at once.
    pub interactions_let_go: Counter,
    /// Messages that the bot posted unasked, such as alerts.
    pub posts: Counter,
    /// Attempts to post such a message that failed, apart from those that Discord put off.
    pub posts_failed: Counter,
    /// Answers of Discord that said to wait (429).
    pub rate_limited: Counter,
    in_flight: AtomicU64,
}

/// A number that only rises.
#[derive(Debug, Default)]
pub struct Counter(AtomicU64);

impl Counter {
    /// Counts one more.
    pub fn add(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    /// The count so far.
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

    /// How many interactions are being answered now.
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
