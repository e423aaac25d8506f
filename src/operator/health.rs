//! `/healthz`: is the process alive? `/readyz`: can it do its work, and if not, why?

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use jiff::SignedDuration;
use tokio::time::Instant;

use super::state::{DatabaseHealth, Observed, OperatorState};
use crate::knowledge::Watching;
use crate::metrics::ALERTS_TASK;

/// `GET /healthz`
pub(super) async fn alive() -> Response {
    ([(CACHE_CONTROL, "no-store")], "alive\n").into_response()
}

/// `GET /readyz`
pub(super) async fn ready(State(state): State<Arc<OperatorState>>) -> Response {
    let reasons = not_ready(&state).await;
    let (status, body) = if reasons.is_empty() {
        let watch = not_watched(&state).unwrap_or_default();
        let alerts = held_up(&state).await;
        (StatusCode::OK, format!("ready\n{watch}{alerts}"))
    } else {
        let lines = reasons.iter().map(|reason| format!("{reason}\n"));
        (StatusCode::SERVICE_UNAVAILABLE, lines.collect())
    };
    (status, [(CACHE_CONTROL, "no-store")], body).into_response()
}

/// That edits come late, though the bot does its work.
fn not_watched(state: &OperatorState) -> Option<&'static str> {
    (state.observed.library.watching() == Watching::Refused).then_some(
        "knowledge: nothing is watched, as the system refuses; the folder is read every 30 s, and the log says why\n",
    )
}

/// How long after it was due an alert may wait unsaid: a limit of Discord's, or one attempt that failed.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_mins(2);

/// That some alerts do not go out, though the bot does its work.
async fn held_up(state: &OperatorState) -> String {
    let Some(counts) = state.alert_counts().await else {
        return String::new();
    };
    let now = state.observed.clock.now();
    let wait = counts.oldest_due.map(|due| now.duration_since(due));
    let late = wait.filter(|wait| *wait > LONGEST_WAIT).map(|wait| {
        let minutes = wait.as_mins();
        format!("alerts: the oldest that is due waits for {minutes} min; `/alerts history` in its server says why\n")
    });
    let paused = match counts.closed_out {
        0 => None,
        1 => Some("1 subscription is paused".to_owned()),
        several => Some(format!("{several} subscriptions are paused")),
    };
    let paused = paused.map(|paused| {
        let why =
            "as Discord lets the bot post there no more; `/alerts list` in its server says where";
        format!("alerts: {paused}, {why}\n")
    });
    late.into_iter().chain(paused).collect()
}

/// How long a look for what is due may take; it is a matter of milliseconds.
const LONGEST_LOOK: Duration = Duration::from_secs(5);

/// Why nothing is posted though the database answers: what delivery asks of it fails, or does not come to an end.
fn not_posting(state: &OperatorState) -> Option<&'static str> {
    let alerts = state.observed.metrics.background.status(ALERTS_TASK)?;
    let is_stuck = alerts
        .running_since
        .is_some_and(|since| since.elapsed() > LONGEST_LOOK);
    if is_stuck {
        return Some(
            "alerts: the look for what is due has taken longer than five seconds, so nothing new is posted; the log says more",
        );
    }
    alerts.is_failing.then_some(
        "alerts: what is due cannot be looked for; it is tried again every three seconds, and the log says why it fails",
    )
}

/// Why the bot cannot do its work, a sentence for each reason.
pub(super) async fn not_ready(state: &OperatorState) -> Vec<Cow<'static, str>> {
    let observed = &state.observed;
    let discord = &observed.metrics.discord;
    let token = discord.is_token_refused().then_some(
        "token: Discord does not accept the bot token any more, so no alert is posted; copy it again from the Bot page of \
         the Discord developer portal, and start attache with it",
    );
    let refusals = discord.restricted_for(Instant::now()).is_some().then_some(
        "discord: refused 1,000 requests within ten minutes, so only alerts and answers to commands are sent; the log says \
         what was refused",
    );
    let gateway = not_connected(observed).await;
    let clock = wrong_clock(observed);
    let gone = (observed.library.watching() == Watching::Gone).then_some(
        "knowledge: the folder is gone, so nothing is watched; what was read stays in use until there is one again",
    );
    let is_empty = observed.library.current().hotspots().len() == 0;
    let knowledge =
        is_empty.then_some("knowledge: no hotspot could be read; `attache check` says why");
    let database = match state.database_health().await {
        DatabaseHealth::Up => not_posting(state),
        DatabaseHealth::Refused => {
            Some("database: refuses; check `url` under [database], and the log")
        }
        DatabaseHealth::Damaged => Some(
            "database: damaged, so alerts may not be posted; stop attache, and restore a backup",
        ),
        DatabaseHealth::DiskFull => {
            Some("database: the disk is full, so no new alert is posted; make room on it")
        }
        DatabaseHealth::TimedOut => Some(
            "database: no answer within a second; check `url` under [database], and the server it names",
        ),
    };
    let fixed = [token, refusals, gone, knowledge, database]
        .into_iter()
        .flatten()
        .map(Cow::Borrowed);
    [gateway, clock]
        .into_iter()
        .flatten()
        .chain(fixed)
        .collect()
}

/// Why no question comes in.
async fn not_connected(observed: &Observed) -> Option<Cow<'static, str>> {
    if (observed.is_connected)().await {
        return None;
    }
    let Some(problem) = observed.metrics.discord.start_problem() else {
        let sentence =
            "gateway: not connected to Discord; the bot keeps trying, and the log says since when";
        return Some(sentence.into());
    };
    Some(format!("gateway: not connected since the start: {problem}; the bot keeps trying").into())
}

/// That alerts go out at the wrong minute.
fn wrong_clock(observed: &Observed) -> Option<Cow<'static, str>> {
    let wrong = observed.metrics.discord.wrong_clock()?;
    Some(format!("clock: {wrong}, so alerts go out at the wrong time; set it right").into())
}
