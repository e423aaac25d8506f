//! Discord's buckets: which route counts in which, and what is left in each. A bucket is named in the answers, so nobody knows
//! it before the first. <https://discord.com/developers/docs/topics/rate-limits>

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use hyper::Method;
use hyper::header::HeaderMap;
use tokio::time::Instant;

use super::queue::{Priority, Queue};

/// How many routes are remembered before those are forgotten that hold nobody back: a route for each channel.
const ROUTES_KEPT: usize = 10_000;
/// Of a bucket with at least so many requests, the last is left to alerts. Discord has five for the messages of a channel.
const LEAVE_LAST_FROM: u32 = 4;

/// The longest that one answer is believed: a request an hour hurts nobody, and a limit of a day that was a mistake, or whose
/// answer came from elsewhere, is over with it.
const LONGEST_WAIT: Duration = Duration::from_hours(1);

/// Which route counts in which bucket.
pub(super) struct Table {
    routes: HashMap<Route, Arc<Bucket>>,
    /// By the name that Discord gives a bucket, and the channel or guild it is of.
    buckets: HashMap<(String, String), Weak<Bucket>>,
    /// How many routes there may be until some are forgotten.
    room: usize,
}

/// What several routes use up together.
pub(super) struct Bucket {
    /// Whose turn it is has a request under way.
    pub(super) queue: Arc<Queue>,
    left: Mutex<Left>,
    /// How many 429s there were since a request was last taken.
    limited_in_a_row: AtomicU32,
}

/// What is left in a bucket, by Discord's last answer.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Left {
    /// Until when nothing is left in it; none if something is.
    pub(super) used_up_until: Option<Instant>,
    /// Until when the last request is left in it, which is an alert's; none if there are more.
    pub(super) last_until: Option<Instant>,
}

/// A method and a path without the ids by which Discord does not count.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Route {
    method: Method,
    path: String,
}

impl Table {
    /// Nothing known.
    pub(super) fn new() -> Self {
        Self {
            routes: HashMap::new(),
            buckets: HashMap::new(),
            room: ROUTES_KEPT,
        }
    }

    /// The bucket in which a route counts; until Discord names it, the route has one of its own.
    pub(super) fn bucket(&mut self, route: &Route) -> Arc<Bucket> {
        if self.routes.len() >= self.room {
            let holds_back = |bucket: &Bucket| {
                bucket.queue.is_taken() || bucket.left().closed_until(Priority::Other).is_some()
            };
            self.routes.retain(|_, bucket| holds_back(bucket));
            self.buckets.retain(|_, bucket| bucket.strong_count() > 0);
            self.room = ROUTES_KEPT.max(self.routes.len() * 2);
        }
        Arc::clone(self.routes.entry(route.clone()).or_default())
    }

    /// Lets the route of an answered request count in the bucket that Discord names, with the others that do.
    pub(super) fn note_name(&mut self, route: &Route, own: &Arc<Bucket>, headers: &HeaderMap) {
        let Some(name) = header(headers, "x-ratelimit-bucket") else {
            return;
        };
        let known = self
            .buckets
            .entry((name.to_owned(), route.counted_id()))
            .or_insert_with(|| Arc::downgrade(own));
        match known.upgrade() {
            Some(bucket) if !Arc::ptr_eq(&bucket, own) => {
                // If one of its requests is under way, that one's answer is newer than this.
                if !bucket.queue.is_taken() {
                    bucket.set_left(own.left());
                }
                self.routes.insert(route.clone(), bucket);
            }
            Some(_) => {}
            None => *known = Arc::downgrade(own),
        }
    }
}

impl Default for Bucket {
    fn default() -> Self {
        Self {
            queue: Arc::new(Queue::new()),
            left: Mutex::default(),
            limited_in_a_row: AtomicU32::new(0),
        }
    }
}

impl Bucket {
    pub(super) fn left(&self) -> Left {
        *lock(&self.left)
    }

    /// Notes a 429; how many there were in a row before it.
    pub(super) fn note_limited(&self) -> u32 {
        self.limited_in_a_row.fetch_add(1, Ordering::Relaxed)
    }

    /// Notes that a request was answered with something else than a 429.
    pub(super) fn note_taken(&self) {
        self.limited_in_a_row.store(0, Ordering::Relaxed);
    }

    pub(super) fn set_left(&self, left: Left) {
        *lock(&self.left) = left;
    }
}

impl Left {
    /// What the headers of an answer say.
    pub(super) fn read(headers: &HeaderMap) -> Self {
        let count = |name| header(headers, name).and_then(|count| count.parse::<u32>().ok());
        let reset_after = header(headers, "x-ratelimit-reset-after").and_then(seconds);
        let until = reset_after.map(|after| Instant::now() + after);
        let has_spare = count("x-ratelimit-limit").is_some_and(|all| all >= LEAVE_LAST_FROM);
        let remaining = count("x-ratelimit-remaining");
        Self {
            used_up_until: until.filter(|_| remaining == Some(0)),
            last_until: until.filter(|_| remaining == Some(1) && has_spare),
        }
    }

    /// Until when a request of this priority has to wait; none if it need not.
    pub(super) fn closed_until(self, priority: Priority) -> Option<Instant> {
        let last = self.last_until.filter(|_| priority == Priority::Other);
        let until = self.used_up_until.or(last);
        until.filter(|until| *until > Instant::now())
    }
}

impl Route {
    /// Only the first id of a path makes a bucket of its own: that of the channel or guild.
    /// <https://discord.com/developers/docs/topics/rate-limits#rate-limits>
    pub(super) fn of(method: &Method, path: &str) -> Self {
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

pub(super) fn header<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

/// What a header says, in seconds with fractions.
pub(super) fn seconds(text: &str) -> Option<Duration> {
    wait(text.parse().ok()?)
}

/// So many seconds, at most [`LONGEST_WAIT`]; none if that is no length of time.
pub(super) fn wait(seconds: f64) -> Option<Duration> {
    let wait = Duration::try_from_secs_f64(seconds.min(LONGEST_WAIT.as_secs_f64()));
    wait.ok().filter(|_| !seconds.is_nan())
}

pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
