//! Runs every background task the same way: when its time has come or something wakes it, until the bot stops.
//!
//! A task says what it does ([`BackgroundTask::run_once`]) and when to do it again. The driver keeps the time, pauses
//! after an error, writes down how each task stands ([`TaskBoard`](crate::metrics::TaskBoard)) and, when the bot stops,
//! lets what is in flight finish. A task that ends by itself or panics is a defect, and ends the bot.

use std::error::Error;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use clock::SharedClock;
use futures_util::FutureExt as _;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::mpsc;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tracing::{error, info, warn};

use crate::metrics::Metrics;
use crate::panics::said;

/// The longest time from one run to the next of a task that named a time: another process may have planned something
/// sooner, and nothing else would say so.
pub(in crate::bot) const POLL_INTERVAL: SignedDuration = SignedDuration::from_secs(30);
/// The shortest time from one run to the next, so that work which cannot be had yet does not keep a core busy.
pub(in crate::bot) const MIN_POLL_INTERVAL: SignedDuration = SignedDuration::from_millis(20);
/// A clock that shows so much less than before was set back; a time service corrects by less.
const SET_BACK: SignedDuration = SignedDuration::from_secs(60);
/// How often a waiting task looks for that, by the machine's time.
const CLOCK_LOOK: Duration = Duration::from_secs(1);
/// How long a task rests after an error, which is nearly always a database that is away. By the machine's time: a clock
/// that is moved does not bring a database back.
pub(in crate::bot) const ERROR_PAUSE: Duration = Duration::from_secs(3);
/// How long what is in flight may take once the bot stops: longer than one request to Discord, and half of the ten
/// seconds that `docker stop` and Kubernetes leave before they kill.
pub(in crate::bot) const DRAIN_TIMEOUT: Duration = Duration::from_secs(5);

/// Why a run failed. The task is run again after [`ERROR_PAUSE`].
pub(in crate::bot) type TaskError = Box<dyn Error + Send + Sync>;

/// What can wake a task no longer exists.
#[derive(Debug)]
pub(in crate::bot) struct SourceClosed;

/// Work that is done over and over beside the gateway.
#[async_trait]
pub(in crate::bot) trait BackgroundTask: Send + 'static {
    /// What logs, metrics and `/attache status` call it; never changes, as dashboards use it.
    fn name(&self) -> &'static str;

    /// Ready when there may be something to do before the time that the last run named. It is dropped whenever that time
    /// comes first, and must lose nothing by that.
    ///
    /// # Errors
    /// Nothing will ever wake this task again, which ends the bot.
    async fn wake(&mut self) -> Result<(), SourceClosed>;

    /// Does what is due. Returns when to run again, which is [`POLL_INTERVAL`] at the latest; `None` if only
    /// [`wake`](Self::wake) brings more work. It is never dropped halfway but at the end of [`DRAIN_TIMEOUT`].
    ///
    /// # Errors
    /// Something that may be well again after [`ERROR_PAUSE`], such as a database that does not answer.
    async fn run_once(&mut self) -> Result<Option<Timestamp>, TaskError>;

    /// Waits for what runs have begun and not waited for. Nothing is run after it.
    async fn drain(&mut self) {}
}

/// A task that ended though nobody asked the bot to stop.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the background task `{name}` {cause}")]
pub struct TaskEnded {
    /// The task's name.
    pub name: &'static str,
    /// What became of it, to be read after its name.
    pub cause: String,
}

/// All background tasks of one bot.
pub(in crate::bot) struct Driver {
    clock: SharedClock,
    metrics: Arc<Metrics>,
    stop: CancellationToken,
    tasks: TaskTracker,
    report: mpsc::UnboundedSender<TaskEnded>,
    reports: mpsc::UnboundedReceiver<TaskEnded>,
}

impl Driver {
    /// A driver that runs nothing yet; `stop` is what ends its tasks.
    pub(in crate::bot) fn new(
        clock: SharedClock,
        metrics: Arc<Metrics>,
        stop: CancellationToken,
    ) -> Self {
        let (report, reports) = mpsc::unbounded_channel();
        Self {
            clock,
            metrics,
            stop,
            tasks: TaskTracker::new(),
            report,
            reports,
        }
    }

    /// Runs `task` from now on, the first time at once.
    pub(in crate::bot) fn start(&self, task: impl BackgroundTask) {
        let name = task.name();
        let run = Run {
            task,
            clock: Arc::clone(&self.clock),
            metrics: Arc::clone(&self.metrics),
            stop: self.stop.clone(),
            is_failing: false,
        };
        let report = self.report.clone();
        let (clock, metrics) = (Arc::clone(&self.clock), Arc::clone(&self.metrics));
        self.tasks.spawn(async move {
            let end = AssertUnwindSafe(run.until_stopped()).catch_unwind().await;
            let cause = match end {
                Ok(Ok(())) => return,
                Ok(Err(SourceClosed)) => "ended, as what wakes it is gone".to_owned(),
                Err(panic) => format!("panicked: {}", said(&*panic)),
            };
            let ended = TaskEnded { name, cause };
            error!(task = name, "{ended}");
            let cause = ended.cause.clone();
            metrics.background.failed(name, clock.now(), cause);
            // Nobody listens any more once the bot stops; the log has it.
            let _ = report.send(ended);
        });
    }

    /// Ready when a task ended by itself or panicked, which never happens in a sound bot.
    pub(in crate::bot) async fn task_ended(&mut self) -> TaskEnded {
        match self.reports.recv().await {
            Some(ended) => ended,
            None => std::future::pending().await,
        }
    }

    /// Waits until every task has finished what it had in flight, after the token was cancelled. It has no bound of its
    /// own.
    pub(in crate::bot) async fn drain(&self) {
        self.tasks.close();
        self.tasks.wait().await;
    }
}

/// One task with what its loop needs.
struct Run<T> {
    task: T,
    clock: SharedClock,
    metrics: Arc<Metrics>,
    stop: CancellationToken,
    /// Of many errors in a row one is logged.
    is_failing: bool,
}

impl<T: BackgroundTask> Run<T> {
    async fn until_stopped(mut self) -> Result<(), SourceClosed> {
        while !self.stop.is_cancelled() {
            // Taken before the run: the clock may move meanwhile, and what comes due by that is not waited for.
            let now = self.clock.now();
            let board = &self.metrics.background;
            board.began(self.task.name(), Instant::now());
            match self.task.run_once().await {
                Ok(next) => {
                    let next = next.map(|next| bounded(next, now));
                    self.succeeded(now, next);
                    self.wait(next, now).await?;
                }
                Err(error) => {
                    self.failed(now, &*error);
                    tokio::select! {
                        () = self.stop.cancelled() => {}
                        () = tokio::time::sleep(ERROR_PAUSE) => {}
                    }
                }
            }
        }
        self.task.drain().await;
        Ok(())
    }

    /// Ready at `next`, or when the task is woken, the bot stops, or the clock shows clearly less than when the run `began`.
    async fn wait(
        &mut self,
        next: Option<Timestamp>,
        began: Timestamp,
    ) -> Result<(), SourceClosed> {
        let due = async {
            match next {
                Some(next) => self.clock.until(next).await,
                None => std::future::pending().await,
            }
        };
        let set_back = was_set_back(&self.clock, began);
        tokio::select! {
            biased;
            () = self.stop.cancelled() => Ok(()),
            () = due => Ok(()),
            woken = self.task.wake() => woken,
            () = set_back => Ok(()),
        }
    }

    fn succeeded(&mut self, at: Timestamp, next: Option<Timestamp>) {
        let name = self.task.name();
        self.metrics.background.succeeded(name, at, next);
        if std::mem::take(&mut self.is_failing) {
            info!(task = name, "A background task works again.");
        }
    }

    fn failed(&mut self, at: Timestamp, error: &dyn Error) {
        let name = self.task.name();
        self.metrics.background.failed(name, at, error.to_string());
        if !std::mem::replace(&mut self.is_failing, true) {
            warn!(task = name, %error, "A background task failed; it is tried every {} s.", ERROR_PAUSE.as_secs());
        }
    }
}

/// Ready when the clock shows clearly less than `began`: what is waited for may be hours away then, and something else due before.
async fn was_set_back(clock: &SharedClock, began: Timestamp) {
    while began.duration_since(clock.now()) < SET_BACK {
        tokio::time::sleep(CLOCK_LOOK).await;
    }
}

/// A name that nobody else makes up for a worker or a process, on whatever machines.
pub(super) fn name_of_its_own() -> String {
    format!("{}-{:016x}", std::process::id(), fastrand::u64(..))
}

/// `next`, but neither sooner nor later after `now` than is good for the database.
fn bounded(next: Timestamp, now: Timestamp) -> Timestamp {
    let after = |wait| now.saturating_add(wait).unwrap_or(Timestamp::MAX);
    next.clamp(after(MIN_POLL_INTERVAL), after(POLL_INTERVAL))
}

#[cfg(test)]
mod tests;
