//! More is asked than the bot can answer: what is turned away is counted, and is one line of the log a second.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::time::sleep;
use tracing::warn;

/// How often a [`Tally`] writes a line at most.
const INTERVAL: Duration = Duration::from_secs(1);

/// What is turned away, by its kind.
pub(super) struct Overload {
    /// Events of which nobody hears.
    pub(super) let_go: Tally,
    /// Interactions and questions that are answered with "busy".
    pub(super) busy: Tally,
    /// Interactions that Discord no longer waits for.
    pub(super) too_late: Tally,
}

impl Default for Overload {
    fn default() -> Self {
        Self {
            let_go: Tally::new(|count| {
                warn!(count, "Events were let go: too many at once.");
            }),
            busy: Tally::new(|count| {
                warn!(count, "People were asked to come again: too many at once.");
            }),
            too_late: Tally::new(|count| {
                warn!(count, "Interactions expired before they were answered.");
            }),
        }
    }
}

/// Counts what comes by the thousand, and writes how many came a second after the first of them.
pub(super) struct Tally {
    write: fn(u64),
    count: Arc<AtomicU64>,
}

impl Tally {
    fn new(write: fn(u64)) -> Self {
        Self {
            write,
            count: Arc::default(),
        }
    }

    /// Counts one more; the line is written on `runtime`.
    pub(super) fn add(&self, runtime: &Handle) {
        if self.count.fetch_add(1, Ordering::Relaxed) > 0 {
            return;
        }
        let (write, count) = (self.write, Arc::clone(&self.count));
        runtime.spawn(async move {
            sleep(INTERVAL).await;
            write(count.swap(0, Ordering::Relaxed));
        });
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    static LINES: Mutex<Vec<u64>> = Mutex::new(Vec::new());

    #[tokio::test(start_paused = true)]
    async fn a_thousand_a_second_are_one_line_with_their_number() {
        let tally = Tally::new(|count| LINES.lock().unwrap().push(count));
        for round in [1_000, 1, 20] {
            for _ in 0..round {
                tally.add(&Handle::current());
            }
            assert!(!LINES.lock().unwrap().contains(&round));
            sleep(INTERVAL * 2).await;
        }
        assert_eq!(*LINES.lock().unwrap(), [1_000, 1, 20]);
    }
}
