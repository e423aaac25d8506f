//! What is counted while the bot works; `/metrics` shows it. Numbers only: who did what is not recorded.

mod discord;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use tokio::time::Instant;

pub use self::discord::{DiscordBoard, MOST_REFUSED};

/// Counts since the start of the process. They are read one by one, so two of them may be of different moments.
#[derive(Debug, Default)]
pub struct Metrics {
    /// Interactions that were handled to their end, whether or not it was a good one.
    pub interactions_handled: Counter,
    /// Events that were dropped because there were too many at once; of interactions, those that not even "busy" was said to.
    pub interactions_let_go: Counter,
    /// Interactions to which only "busy" was said, as there were too many at once.
    pub interactions_busy: Counter,
    /// Interactions that Discord no longer waited for.
    pub interactions_too_late: Counter,
    /// Events of Discord's that could not be read, so that nobody was answered.
    pub frames_unreadable: Counter,
    /// Messages that the bot posted unasked, such as alerts.
    pub posts: Counter,
    /// Attempts to post such a message that failed, apart from those that Discord put off.
    pub posts_failed: Counter,
    /// Answers of Discord that said to wait (429).
    pub rate_limited: Counter,
    /// Questions and searches that were not answered, as somebody, a channel or everybody together asked too much at once.
    pub questions_let_go: Counter,
    /// How Discord takes the bot's requests.
    pub discord: DiscordBoard,
    /// How the background tasks stand.
    pub background: TaskBoard,
    in_flight: AtomicU64,
}

/// The name of the background task that posts what is due.
pub const ALERTS_TASK: &str = "alerts";

/// How each background task stands, by its name.
#[derive(Debug, Default)]
pub struct TaskBoard(Mutex<BTreeMap<&'static str, TaskStatus>>);

/// How one background task stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TaskStatus {
    /// When the last run began, whatever came of it; `None` before the first.
    pub last_run: Option<Timestamp>,
    /// When the last run that failed began, and why it failed; `None` if none ever did.
    pub last_error: Option<(Timestamp, String)>,
    /// When it runs next; `None` if something has to wake it, or after an error.
    pub next_run: Option<Timestamp>,
    /// How many runs succeeded.
    pub runs: u64,
    /// How many runs failed.
    pub errors: u64,
    /// Whether the last run failed.
    pub is_failing: bool,
    /// Since when a run is under way; `None` between two.
    pub running_since: Option<Instant>,
}

impl TaskBoard {
    /// Notes that a run begins.
    pub fn began(&self, name: &'static str, now: Instant) {
        self.change(name, |status| status.running_since = Some(now));
    }

    /// Notes that a run which began at `at` succeeded, and when the next is due.
    pub fn succeeded(&self, name: &'static str, at: Timestamp, next_run: Option<Timestamp>) {
        self.change(name, |status| {
            status.runs += 1;
            status.running_since = None;
            status.is_failing = false;
            status.last_run = Some(at);
            status.next_run = next_run;
        });
    }

    /// Notes that a run which began at `at` failed.
    pub fn failed(&self, name: &'static str, at: Timestamp, error: String) {
        self.change(name, |status| {
            status.errors += 1;
            status.running_since = None;
            status.is_failing = true;
            status.last_run = Some(at);
            status.last_error = Some((at, error));
            status.next_run = None;
        });
    }

    /// How the task of this name stands; `None` before its first run.
    pub fn status(&self, name: &str) -> Option<TaskStatus> {
        let tasks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        tasks.get(name).cloned()
    }

    /// All tasks that have run, by name.
    pub fn all(&self) -> BTreeMap<&'static str, TaskStatus> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn change(&self, name: &'static str, change: impl FnOnce(&mut TaskStatus)) {
        let mut tasks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        change(tasks.entry(name).or_default());
    }
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
