//! Rate limits: a bucket for each route and channel, guild or webhook, and one for everything.
//!
//! <https://discord.com/developers/docs/topics/rate-limits>. Discord publishes few of the numbers; these
//! are the ones people observe, and a generous one for all other routes.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
    sync::{Mutex, PoisonError},
};

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use jiff::{SignedDuration, Timestamp};

/// All routes together, except interactions and their webhooks.
const GLOBAL: Limit = Limit {
    requests: 50,
    every: SignedDuration::from_secs(1),
};
const MESSAGES: Limit = Limit {
    requests: 5,
    every: SignedDuration::from_secs(5),
};
/// Publishing the messages of a channel.
const CROSSPOSTS: Limit = Limit {
    requests: 10,
    every: SignedDuration::from_hours(1),
};
const OTHERS: Limit = Limit {
    requests: 50,
    every: SignedDuration::from_secs(5),
};
/// With this many buckets, those whose window has ended are forgotten.
const MAX_KEPT: usize = 10_000;

#[derive(Clone, Copy)]
struct Limit {
    requests: u32,
    every: SignedDuration,
}

#[derive(Clone, Copy)]
struct Window {
    ends: Timestamp,
    used: u32,
}

#[derive(Default)]
pub(crate) struct RateLimits(Mutex<Windows>);

#[derive(Default)]
struct Windows {
    global: Option<Window>,
    buckets: HashMap<String, Window>,
}

/// Where a bucket stands after a request.
pub(crate) struct BucketState {
    limit: u32,
    remaining: u32,
    left: SignedDuration,
    bucket: String,
}

/// Whether a request goes through.
pub(crate) enum Decision {
    /// The first answer to an interaction is not counted.
    Uncounted,
    Counted(BucketState),
    Refused {
        wait: SignedDuration,
        global: bool,
        bucket_state: Option<BucketState>,
    },
}

impl RateLimits {
    /// Counts a request, and decides whether it goes through.
    pub(crate) fn count(&self, method: &str, segments: &[&str], now: Timestamp) -> Decision {
        if segments.first() == Some(&"interactions") {
            return Decision::Uncounted;
        }
        let (route, bucket) = bucket(method, segments);
        let limit = limit(method, segments);
        let mut windows = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Windows { global, buckets } = &mut *windows;
        if segments.first() != Some(&"webhooks")
            && let Err(wait) = take(global.get_or_insert(GLOBAL.window(now)), GLOBAL, now)
        {
            return Decision::Refused {
                wait,
                global: true,
                bucket_state: None,
            };
        }
        if buckets.len() >= MAX_KEPT {
            buckets.retain(|_, window| window.ends > now);
        }
        let window = buckets.entry(bucket).or_insert(limit.window(now));
        let taken = take(window, limit, now);
        let mut hasher = DefaultHasher::new();
        route.hash(&mut hasher);
        let bucket_state = BucketState {
            limit: limit.requests,
            remaining: limit.requests.saturating_sub(window.used),
            left: window.ends.duration_since(now),
            bucket: format!("{:016x}", hasher.finish()),
        };
        match taken {
            Ok(()) => Decision::Counted(bucket_state),
            Err(wait) => Decision::Refused {
                wait,
                global: false,
                bucket_state: Some(bucket_state),
            },
        }
    }
}

impl Limit {
    fn window(self, now: Timestamp) -> Window {
        Window {
            ends: now + self.every,
            used: 0,
        }
    }
}

/// Counts a request in a window; the error is how long to wait for the next one.
fn take(window: &mut Window, limit: Limit, now: Timestamp) -> Result<(), SignedDuration> {
    if now >= window.ends {
        *window = limit.window(now);
    }
    if window.used >= limit.requests {
        return Err(window.ends.duration_since(now));
    }
    window.used += 1;
    Ok(())
}

/// The route without its ids, and the bucket: the route with its channel, guild or webhook.
fn bucket(method: &str, segments: &[&str]) -> (String, String) {
    let mut route = method.to_owned();
    let mut bucket = method.to_owned();
    let majors = match segments.first() {
        Some(&"channels" | &"guilds") => 2,
        Some(&"webhooks") => 3,
        _ => 1,
    };
    for (n, segment) in segments.iter().enumerate() {
        let is_id = segment.bytes().all(|byte| byte.is_ascii_digit());
        let plain = if is_id || (1..majors).contains(&n) {
            ":id"
        } else {
            *segment
        };
        for (path, segment) in [
            (&mut route, plain),
            (&mut bucket, if n < majors { *segment } else { plain }),
        ] {
            path.push('/');
            path.push_str(segment);
        }
    }
    (route, bucket)
}

fn limit(method: &str, segments: &[&str]) -> Limit {
    match (method, segments) {
        ("POST", ["channels", _, "messages", _, "crosspost"]) => CROSSPOSTS,
        ("POST" | "PATCH" | "DELETE", ["channels", _, "messages", ..] | ["webhooks", ..])
        | ("POST", ["channels", _, "typing"]) => MESSAGES,
        _ => OTHERS,
    }
}

impl Decision {
    /// Writes Discord's rate limit headers; `now` is the time they are dated from.
    pub(crate) fn write(&self, headers: &mut HeaderMap, now: Timestamp) {
        let mut put = |name: &'static str, value: String| {
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.insert(HeaderName::from_static(name), value);
            }
        };
        let bucket_state = match self {
            Self::Uncounted => None,
            Self::Counted(bucket_state) => Some(bucket_state),
            Self::Refused {
                wait,
                global,
                bucket_state,
            } => {
                let seconds = wait.as_secs() + i64::from(wait.subsec_nanos() > 0);
                put("retry-after", seconds.to_string());
                put(
                    "x-ratelimit-scope",
                    if *global { "global" } else { "user" }.to_owned(),
                );
                if *global {
                    put("x-ratelimit-global", "true".to_owned());
                }
                bucket_state.as_ref()
            }
        };
        if let Some(bucket_state) = bucket_state {
            let ends = (now + bucket_state.left).as_millisecond();
            put("x-ratelimit-limit", bucket_state.limit.to_string());
            put("x-ratelimit-remaining", bucket_state.remaining.to_string());
            put(
                "x-ratelimit-reset",
                format!("{}.{:03}", ends / 1_000, ends % 1_000),
            );
            put(
                "x-ratelimit-reset-after",
                format!("{:.3}", bucket_state.left.as_secs_f64()),
            );
            put("x-ratelimit-bucket", bucket_state.bucket.clone());
        }
    }
}
