//! `/metrics`: what is worth an operator's pager, in the text format of Prometheus.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use prometheus_client::encoding::prometheus_text;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;
use tokio::time::Instant;

use super::state::{DatabaseHealth, OperatorState};
use crate::knowledge::{Knowledge, LibraryStatus};
use crate::metrics::{DiscordBoard, Metrics, TaskBoard};
use crate::store::AlertCounts;

type Number = Gauge<f64, AtomicU64>;
type Labels = Vec<(&'static str, &'static str)>;

/// `GET /metrics`
pub(super) async fn metrics(State(state): State<Arc<OperatorState>>) -> Response {
    let samples = sample(&state).await;
    let mut text = String::new();
    if prometheus_text::encode(&mut text, &samples.0).is_err() {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    let headers = [
        (CONTENT_TYPE, prometheus_text::CONTENT_TYPE),
        (CACHE_CONTROL, "no-store"),
    ];
    (headers, text).into_response()
}

async fn sample(state: &OperatorState) -> Samples {
    let observed = &state.observed;
    let mut samples = Samples(Registry::default());
    samples.process(observed.started_at);
    samples.flag(
        "attache_gateway_connected",
        "Whether every shard is connected to Discord's gateway",
        (observed.is_connected)().await,
    );
    samples.work(&observed.metrics);
    samples.discord(&observed.metrics.discord, Instant::now());
    samples.background(&observed.metrics.background);
    samples.contents(&observed.library.current());
    samples.reload(&observed.library.status());
    let is_up = state.database_health().await == DatabaseHealth::Up;
    samples.flag(
        "attache_database_up",
        "Whether the database answers within a second",
        is_up,
    );
    // Numbers that cannot be had are left out: a zero would say that all is well.
    if is_up && let Some(counts) = state.alert_counts().await {
        samples.alerts(&counts, observed.clock.now());
    }
    samples
}

/// The samples of one moment.
struct Samples(Registry);

impl Samples {
    fn process(&mut self, started_at: Timestamp) {
        if let Some(bytes) = resident_bytes() {
            self.gauge(
                "process_resident_memory_bytes",
                "Memory of the process that is resident",
                bytes,
            );
        }
        self.gauge(
            "process_start_time_seconds",
            "When the process started",
            seconds(started_at),
        );
        let version = [(env!("CARGO_PKG_VERSION"), 1.0)];
        self.gauges(
            "attache_build_info",
            "The version that runs",
            "version",
            version,
        );
    }

    fn work(&mut self, metrics: &Metrics) {
        self.gauge(
            "attache_interactions_in_flight",
            "Commands and buttons that are being answered now",
            exact(metrics.in_flight()),
        );
        self.counters(
            "attache_interactions",
            "Commands and buttons, by whether they were answered, answered with \"busy\", too late for Discord, or dropped as too many at once",
            "outcome",
            [
                ("answered", metrics.interactions_handled.get()),
                ("busy", metrics.interactions_busy.get()),
                ("too_late", metrics.interactions_too_late.get()),
                ("let_go", metrics.interactions_let_go.get()),
            ],
        );
        self.counters(
            "attache_posts",
            "Attempts to post a message unasked, by their outcome",
            "outcome",
            [
                ("posted", metrics.posts.get()),
                ("failed", metrics.posts_failed.get()),
            ],
        );
        let unreadable = Counter::<u64>::default();
        unreadable.inc_by(metrics.frames_unreadable.get());
        self.0.register(
            "attache_frames_unreadable",
            "Events of Discord's that could not be read, so that nobody was answered",
            unreadable,
        );
        let waits = Counter::<u64>::default();
        waits.inc_by(metrics.rate_limited.get());
        self.0.register(
            "attache_rate_limited",
            "Answers of Discord that said to wait (429)",
            waits,
        );
        let let_go = Counter::<u64>::default();
        let_go.inc_by(metrics.questions_let_go.get());
        self.0.register(
            "attache_questions_let_go",
            "Questions and searches that were not answered, as somebody, a channel or everybody asked too much at once",
            let_go,
        );
    }

    fn discord(&mut self, board: &DiscordBoard, now: Instant) {
        self.gauge(
            "attache_discord_refused_in_ten_minutes",
            "Requests that Discord refused (401, 403, 429) in the last ten minutes; after 10,000 it shuts the address out",
            f64::from(board.refused(now)),
        );
        self.flag(
            "attache_discord_token_accepted",
            "Whether Discord accepts the bot token, as far as it was asked",
            !board.is_token_refused(),
        );
    }

    fn background(&mut self, board: &TaskBoard) {
        let tasks = board.all();
        self.counters(
            "attache_background_runs",
            "Runs of a background task that succeeded",
            "task",
            tasks.iter().map(|(name, status)| (*name, status.runs)),
        );
        self.counters(
            "attache_background_errors",
            "Runs of a background task that failed, and tasks that ended",
            "task",
            tasks.iter().map(|(name, status)| (*name, status.errors)),
        );
        let last_runs = tasks.iter().filter_map(|(name, status)| {
            let last_run = status.last_run?;
            Some((*name, seconds(last_run)))
        });
        self.gauges(
            "attache_background_last_run_timestamp_seconds",
            "When the last run of a background task began",
            "task",
            last_runs,
        );
    }

    fn contents(&mut self, knowledge: &Knowledge) {
        let entries = [
            ("hotspot", knowledge.hotspots().len()),
            ("organization", knowledge.organizations().len()),
            ("summit", knowledge.summits().len()),
            ("term", knowledge.terms().len()),
            ("source", knowledge.source_count()),
        ];
        self.gauges(
            "attache_knowledge_entries",
            "Entries of the knowledge in use, by kind",
            "kind",
            entries.map(|(kind, number)| (kind, count(number))),
        );
        let end = knowledge
            .facts_until()
            .and_then(|day| day.to_zoned_datetime(TimeZone::UTC).ok());
        if let Some(end) = end {
            self.gauge(
                "attache_facts_until_timestamp_seconds",
                "The day of the newest fact",
                seconds(end.timestamp()),
            );
        }
    }

    fn reload(&mut self, status: &LibraryStatus) {
        self.flag(
            "attache_knowledge_reload_ok",
            "Whether the files as last read are in use; if not, the previous version is",
            status.problems.is_empty(),
        );
        self.gauge(
            "attache_knowledge_problems",
            "What has to be fixed before the newest files can be used",
            count(status.problems.len()),
        );
        self.gauge(
            "attache_knowledge_loaded_timestamp_seconds",
            "When the knowledge in use was read",
            seconds(status.loaded_at),
        );
        self.gauge(
            "attache_knowledge_checked_timestamp_seconds",
            "When changed files were last read",
            seconds(status.checked_at),
        );
    }

    fn alerts(&mut self, counts: &AlertCounts, now: Timestamp) {
        self.gauges(
            "attache_alerts",
            "Messages that the bot posts unasked, by state",
            "state",
            counts
                .by_state
                .iter()
                .map(|(state, number)| (<&str>::from(*state), exact(*number))),
        );
        self.gauge(
            "attache_subscriptions_closed_out",
            "Subscriptions that are paused as their channel is closed to the bot",
            exact(counts.closed_out),
        );
        let overdue = counts
            .oldest_due
            .map_or(0.0, |due| now.duration_since(due).as_secs_f64().max(0.0));
        self.gauge(
            "attache_alerts_overdue_seconds",
            "How long the oldest alert that is due has been waiting to be posted",
            overdue,
        );
    }

    fn gauge(&mut self, name: &str, help: &str, value: f64) {
        let gauge = Number::default();
        gauge.set(value);
        self.0.register(name, help, gauge);
    }

    fn flag(&mut self, name: &str, help: &str, value: bool) {
        self.gauge(name, help, f64::from(u8::from(value)));
    }

    fn gauges(
        &mut self,
        name: &str,
        help: &str,
        label: &'static str,
        values: impl IntoIterator<Item = (&'static str, f64)>,
    ) {
        let family = Family::<Labels, Number>::default();
        for (value, number) in values {
            family.get_or_create(&vec![(label, value)]).set(number);
        }
        self.0.register(name, help, family);
    }

    fn counters(
        &mut self,
        name: &str,
        help: &str,
        label: &'static str,
        values: impl IntoIterator<Item = (&'static str, u64)>,
    ) {
        let family = Family::<Labels, Counter>::default();
        for (value, number) in values {
            family.get_or_create(&vec![(label, value)]).inc_by(number);
        }
        self.0.register(name, help, family);
    }
}

fn seconds(at: Timestamp) -> f64 {
    at.as_duration().as_secs_f64()
}

fn count(number: usize) -> f64 {
    exact(number as u64)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "no count here comes near the 2^53 that a float tells apart"
)]
fn exact(number: u64) -> f64 {
    number as f64
}

/// Memory in use. None on other systems than Linux, which has it in a file.
fn resident_bytes() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(exact(kibibytes * 1024))
}
