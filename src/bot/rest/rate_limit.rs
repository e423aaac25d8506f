//! Discord's limits, kept in one place for the whole process: 50 requests a second in all, a bucket for each route and
//! channel as the headers name it, and what a 429 or a 401 says. <https://discord.com/developers/docs/topics/rate-limits>
//!
//! One request of a bucket is under way at a time: a [`Permit`] holds its bucket until the answer is noted, so whoever is
//! next knows what Discord said to the one before. Nobody has to guess how much of a bucket is left, and whoever may not
//! wait is refused at once, with the time to come back.
//!
//! Wherever requests wait, alerts go first ([`Queue`]), and the last request of a bucket is left to them: however many ask
//! the bot something in a channel, its alert is not behind them.
//!
//! All requests leave one after another at a steady pace, not 50 at the start of each second: Discord's second begins
//! elsewhere than ours, and around the end of one almost twice as many would arrive within it.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use hyper::Method;
use hyper::header::{HeaderMap, RETRY_AFTER};
use tokio::time::{Instant, sleep_until, timeout_at};
use tracing::warn;

use super::REQUEST_TIMEOUT;
use super::buckets::{Bucket, Left, Route, Table, header, lock, seconds, wait};
use super::error::{ErrorBody, RestError};
use super::queue::{Priority, Queue, Turn};

/// The time from one request to the next of all processes: 48 a second, below the 50 that Discord allows, so that no 429 is
/// earned.
const PACE: Duration = Duration::from_micros(20_800);
/// How much of a delay is made up for by the next requests: less than [`PACE`], so that in no second 50 leave.
const CATCH_UP: Duration = Duration::from_millis(15);
/// How long everything rests when Discord does not accept the token any more: one request a minute is far from the 10,000
/// wrong ones in ten minutes for which Discord bans an address. A second less, so that whoever asks each minute may.
pub(super) const UNAUTHORIZED_REST: Duration = Duration::from_secs(59);
/// Waited for if a 429 does not say how long.
const DEFAULT_RETRY_AFTER: Duration = Duration::from_secs(5);
/// The shortest that is waited after a 429, twice as long with each in a row of a bucket, up to [`LONGEST_FLOOR`]: one that
/// asks to wait for no time at all is not hammered.
const SHORTEST_WAIT: Duration = Duration::from_millis(250);
const LONGEST_FLOOR: Duration = Duration::from_secs(32);
/// How long a request may stand behind another of its bucket, which by then has been answered or given up.
const MAX_QUEUE_WAIT: Duration = REQUEST_TIMEOUT;
/// How many alerts leave one after another while others wait: a fan-out may go to 100,000 channels.
const ALERTS_IN_A_ROW: u32 = 9;

/// When which request may leave.
pub(super) struct RateLimits {
    table: Mutex<Table>,
    /// Where all stand that may leave.
    pace: Arc<Queue>,
    /// When the next request may leave.
    next_at: Mutex<Instant>,
    /// How many processes share the pace, at least one.
    processes: AtomicU32,
    /// Set while nothing at all may leave.
    hold: Mutex<Option<Hold>>,
}

#[derive(Debug, Clone, Copy)]
struct Hold {
    until: Instant,
    /// A wrong token, in place of a global 429.
    is_unauthorized: bool,
}

/// Leave to send one request. No other of its bucket leaves before this is given back, with what came of it or, if nothing
/// did, by dropping it.
pub(super) struct Permit {
    bucket: Arc<Bucket>,
    route: Route,
    turn: Turn,
}

/// What a 429 says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct RetryAfter {
    after: Duration,
    everywhere: bool,
}

impl RateLimits {
    /// Nothing used up.
    pub(super) fn new() -> Self {
        Self {
            table: Mutex::new(Table::new()),
            pace: Arc::new(Queue::letting_others_through(ALERTS_IN_A_ROW)),
            next_at: Mutex::new(Instant::now()),
            processes: AtomicU32::new(1),
            hold: Mutex::default(),
        }
    }

    /// Shares the pace with other processes that use the same token: so many in all, this one included.
    pub(super) fn share(&self, processes: u32) {
        self.processes.store(processes.max(1), Ordering::Relaxed);
    }

    /// Waits until a request may leave, if Discord's limits allow it within `longest`. Beyond that it stands at most behind
    /// those of its bucket that are under way, and in the pace of all.
    ///
    /// # Errors
    /// It would take longer, or the token is not accepted.
    pub(super) async fn permit(
        &self,
        method: &Method,
        path: &str,
        longest: Duration,
        priority: Priority,
    ) -> Result<Permit, RestError> {
        let route = Route::of(method, path);
        let deadline = Instant::now() + longest;
        loop {
            self.wait_out_hold(deadline).await?;
            let bucket = self.table().bucket(&route);
            let turn = bucket.queue.turn(priority);
            let Ok(turn) = timeout_at(deadline + MAX_QUEUE_WAIT, turn).await else {
                return Err(RestError::RateLimited {
                    after: longest + MAX_QUEUE_WAIT,
                    everywhere: false,
                });
            };
            if let Some(until) = bucket.left().closed_until(priority) {
                if until > deadline {
                    return Err(RestError::RateLimited {
                        after: until.saturating_duration_since(Instant::now()),
                        everywhere: false,
                    });
                }
                drop(turn);
                sleep_until(until).await;
                continue;
            }
            if self.may_leave(&bucket, priority).await {
                return Ok(Permit {
                    bucket,
                    route,
                    turn,
                });
            }
        }
    }

    /// Waits for the pace of all, with the turn of a bucket. `false` if that turn is to be given back meanwhile: to an alert
    /// of the same bucket, or as everything is held.
    async fn may_leave(&self, bucket: &Bucket, priority: Priority) -> bool {
        let gives_way = async {
            match priority {
                Priority::Alert => std::future::pending().await,
                Priority::Other => bucket.queue.wanted_by_alert().await,
            }
        };
        let _turn = tokio::select! {
            biased;
            turn = self.pace.turn(priority) => turn,
            () = gives_way => return false,
        };
        let next_at = *lock(&self.next_at);
        sleep_until(next_at).await;
        // Everything may have been held meanwhile.
        let is_held = self.held().is_some();
        if !is_held {
            let pace = PACE * self.processes.load(Ordering::Relaxed);
            let soonest = Instant::now() + pace - CATCH_UP;
            *lock(&self.next_at) = (next_at + pace).max(soonest);
        }
        !is_held
    }

    /// How long such a request of an alert would have to wait now, by what Discord has said; none if not at all.
    pub(super) fn wait_for(&self, method: &Method, path: &str) -> Option<Duration> {
        let bucket = self.table().bucket(&Route::of(method, path));
        let used_up_until = bucket.left().closed_until(Priority::Alert);
        let until = self.held().map(|hold| hold.until).max(used_up_until)?;
        Some(until.saturating_duration_since(Instant::now()))
    }

    /// Notes an answer that is no 429.
    pub(super) fn note(&self, permit: Permit, headers: &HeaderMap) {
        permit.bucket.note_taken();
        self.give_back(permit, Left::read(headers), headers);
    }

    /// Lets everything rest, as Discord does not accept the token.
    pub(super) fn note_unauthorized(&self) {
        self.hold(UNAUTHORIZED_REST, true);
    }

    /// Notes a 429; `body` is none if it is not JSON: then it is not of the API but of what stands before it, which means the
    /// address and so everything.
    pub(super) fn note_limited(
        &self,
        permit: Permit,
        headers: &HeaderMap,
        body: Option<&ErrorBody>,
    ) -> RetryAfter {
        let in_a_row = permit.bucket.note_limited();
        let floor = SHORTEST_WAIT * 2_u32.saturating_pow(in_a_row.min(16));
        let mut limited = RetryAfter::read(headers, body);
        limited.after = limited.after.max(floor.min(LONGEST_FLOOR));
        if limited.everywhere {
            self.hold(limited.after, false);
        } else {
            // A limit that is shared with other bots has the headers of a bucket that is not used up.
            let left = Left {
                used_up_until: Some(Instant::now() + limited.after),
                last_until: None,
            };
            self.give_back(permit, left, headers);
        }
        limited
    }

    /// Notes what is left in a bucket before the next of it may go.
    fn give_back(&self, permit: Permit, left: Left, headers: &HeaderMap) {
        let Permit {
            bucket,
            route,
            turn,
        } = permit;
        bucket.set_left(left);
        self.table().note_name(&route, &bucket, headers);
        drop(turn);
    }

    /// Lets nothing leave for this time.
    fn hold(&self, rest: Duration, is_unauthorized: bool) {
        warn!(?rest, is_unauthorized, "All requests to Discord rest.");
        let until = Instant::now() + rest;
        let mut hold = lock(&self.hold);
        if hold.is_none_or(|hold| hold.until < until) {
            *hold = Some(Hold {
                until,
                is_unauthorized,
            });
        }
    }

    fn held(&self) -> Option<Hold> {
        let mut hold = lock(&self.hold);
        *hold = hold.filter(|hold| hold.until > Instant::now());
        *hold
    }

    async fn wait_out_hold(&self, deadline: Instant) -> Result<(), RestError> {
        while let Some(hold) = self.held() {
            let left = hold.until.saturating_duration_since(Instant::now());
            if hold.is_unauthorized {
                return Err(RestError::Unauthorized { rest: left });
            }
            if hold.until > deadline {
                return Err(RestError::RateLimited {
                    after: left,
                    everywhere: true,
                });
            }
            sleep_until(hold.until).await;
        }
        Ok(())
    }

    fn table(&self) -> MutexGuard<'_, Table> {
        lock(&self.table)
    }
}

impl From<RetryAfter> for RestError {
    fn from(RetryAfter { after, everywhere }: RetryAfter) -> Self {
        Self::RateLimited { after, everywhere }
    }
}

impl RetryAfter {
    /// What the headers and the body say; `body` is none if it is not JSON.
    pub(super) fn read(headers: &HeaderMap, body: Option<&ErrorBody>) -> Self {
        let in_body = body.and_then(|body| wait(body.retry_after?));
        let after = in_body.or_else(|| header(headers, RETRY_AFTER.as_str()).and_then(seconds));
        let is_global = headers.contains_key("x-ratelimit-global")
            || header(headers, "x-ratelimit-scope") == Some("global");
        Self {
            after: after.unwrap_or(DEFAULT_RETRY_AFTER),
            everywhere: is_global || body.is_none_or(|body| body.global.unwrap_or(true)),
        }
    }
}
