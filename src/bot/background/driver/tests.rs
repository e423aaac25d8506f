//! What every background task may rely on. The clock is moved by hand, and tokio's own time stands still.

use std::sync::Arc;
use std::time::Duration;

use clock::{ManualClock, SharedClock};
use jiff::{SignedDuration, Timestamp};
use tokio::sync::{Notify, mpsc};
use tokio::time::{Instant, timeout};
use tokio_util::sync::CancellationToken;

use super::*;

const BEGIN: Timestamp = Timestamp::UNIX_EPOCH;

/// What a probe does in a run.
#[derive(Clone, Copy)]
enum Does {
    /// Names a time so long after the clock's.
    Again(SignedDuration),
    Waits,
    Fails,
    Panics,
    /// Goes on until the test lets it end.
    Stays,
}

/// A task that reports each of its runs.
struct Probe {
    clock: Arc<ManualClock>,
    runs: mpsc::UnboundedSender<Timestamp>,
    signal: Arc<Notify>,
    leave: Arc<Notify>,
    does: Vec<Does>,
    is_deaf: bool,
}

#[async_trait]
impl BackgroundTask for Probe {
    fn name(&self) -> &'static str {
        "probe"
    }

    async fn wake(&mut self) -> Result<(), SourceClosed> {
        if self.is_deaf {
            return Err(SourceClosed);
        }
        self.signal.notified().await;
        Ok(())
    }

    async fn run_once(&mut self) -> Result<Option<Timestamp>, TaskError> {
        use clock::Clock as _;
        let now = self.clock.now();
        let _ = self.runs.send(now);
        let does = if self.does.is_empty() {
            Does::Waits
        } else {
            self.does.remove(0)
        };
        match does {
            Does::Again(after) => Ok(Some(now + after)),
            Does::Waits => Ok(None),
            Does::Fails => Err("no database".into()),
            Does::Panics => panic!("a defect"),
            Does::Stays => {
                self.leave.notified().await;
                Ok(None)
            }
        }
    }
}

struct Scene {
    clock: Arc<ManualClock>,
    metrics: Arc<Metrics>,
    stop: CancellationToken,
    driver: Driver,
    runs: mpsc::UnboundedReceiver<Timestamp>,
    signal: Arc<Notify>,
    leave: Arc<Notify>,
}

impl Scene {
    fn with(does: &[Does]) -> Self {
        Self::of(does, false)
    }

    fn of(does: &[Does], is_deaf: bool) -> Self {
        let clock = Arc::new(ManualClock::at(BEGIN));
        let shared: SharedClock = clock.clone();
        let (metrics, stop) = (Arc::<Metrics>::default(), CancellationToken::new());
        let driver = Driver::new(shared, Arc::clone(&metrics), stop.clone());
        let (sender, runs) = mpsc::unbounded_channel();
        let (signal, leave) = (Arc::<Notify>::default(), Arc::<Notify>::default());
        driver.start(Probe {
            clock: Arc::clone(&clock),
            runs: sender,
            signal: Arc::clone(&signal),
            leave: Arc::clone(&leave),
            does: does.to_vec(),
            is_deaf,
        });
        Self {
            clock,
            metrics,
            stop,
            driver,
            runs,
            signal,
            leave,
        }
    }

    /// The instant of the next run.
    async fn run(&mut self) -> Timestamp {
        self.runs.recv().await.expect("a task that runs")
    }

    /// Whether the task stays quiet, after all that could run has run.
    async fn is_quiet(&mut self) -> bool {
        // Time that stands still goes on only when nothing else can.
        timeout(Duration::from_millis(1), self.runs.recv())
            .await
            .is_err()
    }
}

#[tokio::test(start_paused = true)]
async fn a_task_runs_at_once_and_again_when_its_time_has_come() {
    let ten = SignedDuration::from_secs(10);
    let mut scene = Scene::with(&[Does::Again(ten)]);
    assert_eq!(scene.run().await, BEGIN);
    scene.clock.advance(SignedDuration::from_secs(9));
    assert!(scene.is_quiet().await, "a second early");
    scene.clock.advance(SignedDuration::from_secs(1));
    assert_eq!(scene.run().await, BEGIN + ten);
}

#[tokio::test(start_paused = true)]
async fn a_task_runs_when_it_is_woken_whatever_the_time() {
    let mut scene = Scene::with(&[Does::Again(SignedDuration::from_secs(10)), Does::Waits]);
    scene.run().await;
    scene.signal.notify_one();
    assert_eq!(scene.run().await, BEGIN);
    scene.clock.advance(SignedDuration::from_hours(1_000));
    assert!(scene.is_quiet().await, "it named no time");
    scene.signal.notify_one();
    scene.run().await;
}

#[tokio::test(start_paused = true)]
async fn no_time_that_a_task_names_is_too_near_or_too_far() {
    let day = SignedDuration::from_hours(24);
    let mut scene = Scene::with(&[Does::Again(-day), Does::Again(day)]);
    scene.run().await;
    assert!(scene.is_quiet().await, "it would keep a core busy");
    scene.clock.advance(MIN_POLL_INTERVAL);
    scene.run().await;
    scene.clock.advance(POLL_INTERVAL);
    scene.run().await;
}

#[tokio::test(start_paused = true)]
async fn an_error_is_followed_by_a_pause_and_another_run() {
    let mut scene = Scene::with(&[Does::Fails]);
    scene.run().await;
    let failed_at = Instant::now();
    scene.signal.notify_one();
    scene.run().await;
    assert!(
        failed_at.elapsed() >= ERROR_PAUSE,
        "no signal cuts it short"
    );
    let status = &scene.metrics.background.all()["probe"];
    assert_eq!(status.errors, 1);
    let (at, error) = status.last_error.as_ref().expect("it is on record");
    assert_eq!((*at, error.as_str()), (BEGIN, "no database"));
}

#[tokio::test(start_paused = true)]
async fn how_a_task_stands_can_be_seen() {
    let ten = SignedDuration::from_secs(10);
    let mut scene = Scene::with(&[Does::Again(ten)]);
    scene.run().await;
    assert!(scene.is_quiet().await);
    let status = &scene.metrics.background.all()["probe"];
    assert_eq!(
        (status.last_run, status.next_run),
        (Some(BEGIN), Some(BEGIN + ten))
    );
    assert_eq!((status.runs, status.errors), (1, 0));
}

#[tokio::test(start_paused = true)]
async fn a_task_that_panics_is_an_error_with_its_name_and_words() {
    let mut scene = Scene::with(&[Does::Panics]);
    let ended = scene.driver.task_ended().await;
    assert_eq!(
        ended.to_string(),
        "the background task `probe` panicked: a defect"
    );
    let status = &scene.metrics.background.all()["probe"];
    assert_eq!((status.errors, status.is_failing), (1, true));
}

#[tokio::test(start_paused = true)]
async fn a_task_that_nothing_can_wake_is_an_error_and_no_good_end() {
    let mut scene = Scene::of(&[], true);
    let ended = scene.driver.task_ended().await;
    assert_eq!(
        ended.to_string(),
        "the background task `probe` ended, as what wakes it is gone"
    );
}

#[tokio::test(start_paused = true)]
async fn a_stop_begins_nothing_new_and_is_no_error() {
    let mut scene = Scene::with(&[Does::Again(SignedDuration::from_secs(10))]);
    scene.run().await;
    scene.stop.cancel();
    scene.driver.drain().await;
    scene.clock.advance(SignedDuration::from_hours(1));
    scene.signal.notify_one();
    assert!(scene.runs.recv().await.is_none(), "it ran after the stop");
    let ended = timeout(Duration::from_millis(1), scene.driver.task_ended());
    assert!(ended.await.is_err());
}

#[tokio::test(start_paused = true)]
async fn a_stop_waits_for_what_is_in_flight() {
    let mut scene = Scene::with(&[Does::Stays]);
    scene.run().await;
    scene.stop.cancel();
    let early = timeout(Duration::from_secs(4), scene.driver.drain());
    assert!(early.await.is_err(), "the run is not over");
    scene.leave.notify_one();
    scene.driver.drain().await;
}
