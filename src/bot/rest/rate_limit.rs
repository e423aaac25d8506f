//! Discord's limits, kept in one place for the whole process: 50 requests a second in all, a bucket for each route and
//! channel as the headers name it, and what a 429 or a 401 says. <https://discord.com/developers/docs/topics/rate-limits>
//!
//! One request of a bucket is under way at a time: a [`Permit`] holds its bucket until the answer is noted, so whoever is
//! next knows what Discord said to the one before. Nobody has to guess how much of a bucket is left, and whoever may not
//! wait is refused at once, with the time to come back.
//!
//! All requests leave one after another at a steady pace, not 50 at the start of each second: Discord's second begins
//! elsewhere than ours, and around the end of one almost twice as many would arrive within it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use hyper::header::{HeaderMap, RETRY_AFTER};
use hyper::{Method, StatusCode};
use tokio::sync::OwnedMutexGuard;
use tokio::time::{Instant, sleep_until, timeout_at};
use tracing::warn;

use super::REQUEST_TIMEOUT;
use super::error::{ErrorBody, RestError};

/// The time from one request to the next: below the 50 a second that Discord allows, so that no 429 is earned.
const PACE: Duration = Duration::from_millis(21);
/// How long everything rests when Discord does not accept the token any more: one request a minute is far from the 10,000
/// wrong ones in ten minutes for which Discord bans an address.
pub(super) const UNAUTHORIZED_REST: Duration = Duration::from_secs(60);
/// Waited for if a 429 does not say how long.
const DEFAULT_RETRY_AFTER: Duration = Duration::from_secs(5);
/// How long a request may stand behind another of its bucket, which by then has been answered or given up.
const MAX_QUEUE_WAIT: Duration = REQUEST_TIMEOUT;
/// How many routes are remembered before those are forgotten that hold nobody back: a route for each channel.
const ROUTES_KEPT: usize = 10_000;

/// When which request may leave.
pub(super) struct RateLimits {
    table: Mutex<Table>,
    /// When the next request may leave.
    next_turn: tokio::sync::Mutex<Instant>,
    /// Set while nothing at all may leave.
    hold: Mutex<Option<Hold>>,
}

/// Which route counts in which bucket.
struct Table {
    routes: HashMap<Route, SharedBucket>,
    /// By the name that Discord gives a bucket, and the channel or guild it is of.
    buckets: HashMap<(String, String), Weak<tokio::sync::Mutex<Bucket>>>,
    /// How many routes there may be until some are forgotten.
    room: usize,
}

/// Locked while a request of it is under way.
type SharedBucket = Arc<tokio::sync::Mutex<Bucket>>;

/// What several routes use up together.
#[derive(Debug, Default)]
struct Bucket {
    /// Until when nothing is left in it; none if something is.
    used_up_until: Option<Instant>,
}

/// A method and a path without the ids by which Discord does not count.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Route {
    method: Method,
    path: String,
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
    bucket: OwnedMutexGuard<Bucket>,
    route: Route,
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
            table: Mutex::new(Table {
                routes: HashMap::new(),
                buckets: HashMap::new(),
                room: ROUTES_KEPT,
            }),
            next_turn: tokio::sync::Mutex::new(Instant::now()),
            hold: Mutex::default(),
        }
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
    ) -> Result<Permit, RestError> {
        let route = Route::of(method, path);
        let deadline = Instant::now() + longest;
        loop {
            self.wait_out_hold(deadline).await?;
            let bucket = self.table().bucket(&route).lock_owned();
            let Ok(bucket) = timeout_at(deadline + MAX_QUEUE_WAIT, bucket).await else {
                return Err(RestError::RateLimited {
                    after: MAX_QUEUE_WAIT,
                    everywhere: false,
                });
            };
            if let Some(until) = bucket.used_up_until() {
                if until > deadline {
                    return Err(RestError::RateLimited {
                        after: until.saturating_duration_since(Instant::now()),
                        everywhere: false,
                    });
                }
                drop(bucket);
                sleep_until(until).await;
                continue;
            }
            let mut next = self.next_turn.lock().await;
            sleep_until(*next).await;
            // Everything may have been held meanwhile.
            if self.held().is_none() {
                *next = Instant::now() + PACE;
                return Ok(Permit { bucket, route });
            }
        }
    }

    /// How long such a request would have to wait now, by what Discord has said; none if not at all.
    pub(super) fn wait_for(&self, method: &Method, path: &str) -> Option<Duration> {
        let bucket = self.table().bucket(&Route::of(method, path));
        // While a request of it is under way nobody knows yet.
        let used_up_until = bucket
            .try_lock()
            .ok()
            .and_then(|bucket| bucket.used_up_until());
        let until = self.held().map(|hold| hold.until).max(used_up_until)?;
        Some(until.saturating_duration_since(Instant::now()))
    }

    /// Notes an answer that is no 429.
    pub(super) fn note(&self, mut permit: Permit, status: StatusCode, headers: &HeaderMap) {
        let remaining = header(headers, "x-ratelimit-remaining").and_then(|left| left.parse().ok());
        let reset_after = header(headers, "x-ratelimit-reset-after").and_then(seconds);
        permit.bucket.used_up_until = match (remaining, reset_after) {
            (Some(0_u32), Some(after)) => Some(Instant::now() + after),
            _ => None,
        };
        self.table().note_name(&permit, headers);
        if status == StatusCode::UNAUTHORIZED {
            self.hold(UNAUTHORIZED_REST, true);
        }
    }

    /// Notes a 429; `body` is none if it is not JSON: then it is not of the API but of what stands before it, which means the
    /// address and so everything.
    pub(super) fn note_limited(
        &self,
        mut permit: Permit,
        headers: &HeaderMap,
        body: Option<&ErrorBody>,
    ) -> RetryAfter {
        let limited = RetryAfter::read(headers, body);
        if limited.everywhere {
            self.hold(limited.after, false);
        } else {
            // A limit that is shared with other bots has the headers of a bucket that is not used up.
            permit.bucket.used_up_until = Some(Instant::now() + limited.after);
            self.table().note_name(&permit, headers);
        }
        limited
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

impl Table {
    /// The bucket in which a route counts; until Discord names it, the route has one of its own.
    fn bucket(&mut self, route: &Route) -> SharedBucket {
        if self.routes.len() >= self.room {
            // One that is locked has a request under way.
            let holds_back = |bucket: &SharedBucket| {
                let bucket = bucket.try_lock();
                bucket.map_or(true, |bucket| bucket.used_up_until().is_some())
            };
            self.routes.retain(|_, bucket| holds_back(bucket));
            self.buckets.retain(|_, bucket| bucket.strong_count() > 0);
            self.room = ROUTES_KEPT.max(self.routes.len() * 2);
        }
        Arc::clone(self.routes.entry(route.clone()).or_default())
    }

    /// Lets the route of an answered request count in the bucket that Discord names, with the others that do.
    fn note_name(&mut self, permit: &Permit, headers: &HeaderMap) {
        let Some(name) = header(headers, "x-ratelimit-bucket") else {
            return;
        };
        let route = &permit.route;
        let own = OwnedMutexGuard::mutex(&permit.bucket);
        let known = self
            .buckets
            .entry((name.to_owned(), route.counted_id()))
            .or_insert_with(|| Arc::downgrade(own));
        match known.upgrade() {
            Some(bucket) if !Arc::ptr_eq(&bucket, own) => {
                // If one of its requests is under way, that one's answer is newer than this.
                if let Ok(mut bucket) = bucket.try_lock() {
                    bucket.used_up_until = permit.bucket.used_up_until;
                }
                self.routes.insert(route.clone(), bucket);
            }
            Some(_) => {}
            None => *known = Arc::downgrade(own),
        }
    }
}

impl Bucket {
    fn used_up_until(&self) -> Option<Instant> {
        self.used_up_until.filter(|until| *until > Instant::now())
    }
}

impl Route {
    /// Only the first id of a path makes a bucket of its own: that of the channel or guild.
    /// <https://discord.com/developers/docs/topics/rate-limits#rate-limits>
    fn of(method: &Method, path: &str) -> Self {
        let path = path.split('?').next().unwrap_or_default();
        let segments = path.trim_start_matches('/').split('/').enumerate();
        let counted: Vec<&str> = segments
            .map(|(at, segment)| {
                let is_id = segment.bytes().all(|byte| byte.is_ascii_digit());
                if at > 1 && is_id { "id" } else { segment }
            })
            .collect();
        Self {
            method: method.clone(),
            path: counted.join("/"),
        }
    }

    /// The channel or guild by which a bucket is kept apart from others of its name; empty if the route is of neither.
    fn counted_id(&self) -> String {
        let mut segments = self.path.split('/');
        match (segments.next(), segments.next()) {
            (Some(kind @ ("channels" | "guilds")), Some(id)) => format!("{kind}/{id}"),
            _ => String::new(),
        }
    }
}

impl From<RetryAfter> for RestError {
    fn from(RetryAfter { after, everywhere }: RetryAfter) -> Self {
        Self::RateLimited { after, everywhere }
    }
}

impl RetryAfter {
    fn read(headers: &HeaderMap, body: Option<&ErrorBody>) -> Self {
        let in_body = body.and_then(|body| Duration::try_from_secs_f64(body.retry_after?).ok());
        let after = in_body.or_else(|| header(headers, RETRY_AFTER.as_str()).and_then(seconds));
        let is_global = headers.contains_key("x-ratelimit-global")
            || header(headers, "x-ratelimit-scope") == Some("global");
        Self {
            after: after.unwrap_or(DEFAULT_RETRY_AFTER),
            everywhere: is_global || body.is_none_or(|body| body.global.unwrap_or(true)),
        }
    }
}

fn header<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

fn seconds(text: &str) -> Option<Duration> {
    Duration::try_from_secs_f64(text.parse().ok()?).ok()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
