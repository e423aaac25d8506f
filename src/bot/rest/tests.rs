//! The limits, on a clock that stands still until something waits; and, in `client`, the client at a practice Discord.

mod client;

use std::time::Duration;

use futures_util::future::join_all;
use hyper::Method;
use hyper::header::{HeaderMap, HeaderName, HeaderValue};
use serde_json::json;
use tokio::time::Instant;

use super::error::{ErrorBody, RestError};
use super::queue::Priority;
use super::rate_limit::{RateLimits, UNAUTHORIZED_REST};

const MESSAGES: &str = "/channels/1/messages";
const ELSEWHERE: &str = "/channels/2/messages";
const NOT_AT_ALL: Duration = Duration::ZERO;
const A_MINUTE: Duration = Duration::from_mins(1);
/// More than the pace takes from one request to the next, and less than any limit here.
const AT_ONCE: Duration = Duration::from_millis(100);

fn headers(all: &[(&str, &str)]) -> HeaderMap {
    let header = |(name, value): &(&str, &str)| {
        let name: HeaderName = name.parse().expect("a name");
        (name, HeaderValue::from_str(value).expect("a value"))
    };
    all.iter().map(header).collect()
}

/// What a success says of its bucket.
fn left(remaining: &str, reset_after: &str) -> HeaderMap {
    headers(&[
        ("x-ratelimit-bucket", "abcd"),
        ("x-ratelimit-limit", "5"),
        ("x-ratelimit-remaining", remaining),
        ("x-ratelimit-reset-after", reset_after),
    ])
}

#[expect(clippy::unnecessary_wraps, reason = "an answer may have no body")]
fn body(body: serde_json::Value) -> Option<ErrorBody> {
    Some(serde_json::from_value(body).expect("a body"))
}

/// Posts a message, which Discord takes and answers with these headers.
async fn post(limits: &RateLimits, path: &str, headers: &HeaderMap) {
    let permit = limits
        .permit(&Method::POST, path, A_MINUTE, Priority::Other)
        .await;
    limits.note(permit.expect("a permit"), headers);
}

/// Posts a message, which Discord answers with this 429.
async fn refused(limits: &RateLimits, path: &str, headers: &HeaderMap, body: Option<&ErrorBody>) {
    let permit = limits
        .permit(&Method::POST, path, A_MINUTE, Priority::Other)
        .await;
    limits.note_limited(permit.expect("a permit"), headers, body);
}

/// How long somebody who may not wait would have to wait, and whether everywhere.
async fn refusal(limits: &RateLimits, path: &str) -> Option<(Duration, bool)> {
    match limits
        .permit(&Method::POST, path, NOT_AT_ALL, Priority::Other)
        .await
    {
        Ok(_) => None,
        Err(RestError::RateLimited { after, everywhere }) => Some((after, everywhere)),
        Err(other) => panic!("{other:?}"),
    }
}

#[tokio::test(start_paused = true)]
async fn the_first_request_of_all_leaves_at_once() {
    let limits = RateLimits::new();
    let begin = Instant::now();
    post(&limits, MESSAGES, &left("4", "5")).await;
    assert_eq!(begin.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn a_bucket_that_is_used_up_is_waited_for_and_no_other_is() {
    let limits = RateLimits::new();
    post(&limits, MESSAGES, &left("0", "5")).await;
    let begin = Instant::now();
    post(&limits, ELSEWHERE, &left("4", "5")).await;
    assert!(begin.elapsed() < AT_ONCE, "{:?}", begin.elapsed());
    post(&limits, MESSAGES, &left("4", "5")).await;
    let waited = begin.elapsed();
    assert!(
        waited >= Duration::from_secs(5) && waited < Duration::from_millis(5_100),
        "{waited:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn whoever_may_not_wait_learns_how_long_the_channel_takes_nothing() {
    let limits = RateLimits::new();
    assert_eq!(limits.wait_for(&Method::POST, MESSAGES), None);
    post(&limits, MESSAGES, &left("1", "5")).await;
    assert_eq!(limits.wait_for(&Method::POST, MESSAGES), None);
    post(&limits, MESSAGES, &left("0", "4.5")).await;
    let wait = limits.wait_for(&Method::POST, MESSAGES).expect("a wait");
    assert!(
        wait > Duration::from_secs(4) && wait <= Duration::from_millis(4_501),
        "{wait:?}"
    );
    let (after, everywhere) = refusal(&limits, MESSAGES).await.expect("no permit");
    assert!(after <= wait && after > Duration::from_secs(4), "{after:?}");
    assert!(!everywhere);
    assert_eq!(refusal(&limits, ELSEWHERE).await, None);
    tokio::time::advance(Duration::from_secs(5)).await;
    assert_eq!(refusal(&limits, MESSAGES).await, None);
}

#[tokio::test(start_paused = true)]
async fn a_global_429_holds_everything_exactly_as_long_as_it_says() {
    let limits = RateLimits::new();
    let global = body(json!({ "message": "m", "retry_after": 2.5, "global": true }));
    let scope = headers(&[("x-ratelimit-scope", "global")]);
    refused(&limits, MESSAGES, &scope, global.as_ref()).await;
    let begin = Instant::now();
    let after = Duration::from_millis(2_500);
    assert_eq!(refusal(&limits, ELSEWHERE).await, Some((after, true)));
    assert_eq!(limits.wait_for(&Method::POST, ELSEWHERE), Some(after));
    post(&limits, ELSEWHERE, &left("4", "5")).await;
    let waited = begin.elapsed();
    assert!(waited >= after && waited < after + AT_ONCE, "{waited:?}");
}

#[tokio::test(start_paused = true)]
async fn a_global_429_that_comes_while_others_wait_for_their_turn_holds_them_too() {
    let limits = RateLimits::new();
    let permit = limits
        .permit(&Method::POST, MESSAGES, A_MINUTE, Priority::Other)
        .await;
    let permit = permit.expect("a permit");
    let next = limits.permit(&Method::POST, ELSEWHERE, NOT_AT_ALL, Priority::Other);
    let global = body(json!({ "retry_after": 3.0, "global": true }));
    let limited = async { limits.note_limited(permit, &HeaderMap::new(), global.as_ref()) };
    let (next, _) = tokio::join!(next, limited);
    let next = next.err().expect("no permit");
    assert!(
        matches!(
            next,
            RestError::RateLimited {
                everywhere: true,
                ..
            }
        ),
        "{next:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_limit_shared_with_others_holds_its_route_alone() {
    let limits = RateLimits::new();
    let shared = headers(&[
        ("x-ratelimit-scope", "shared"),
        ("x-ratelimit-bucket", "abcd"),
    ]);
    let waiting = body(json!({ "retry_after": 65.57, "global": false }));
    refused(&limits, MESSAGES, &shared, waiting.as_ref()).await;
    let (after, everywhere) = refusal(&limits, MESSAGES).await.expect("no permit");
    assert!(after > Duration::from_secs(65) && !everywhere, "{after:?}");
    assert_eq!(refusal(&limits, ELSEWHERE).await, None);
    let typing = limits
        .permit(
            &Method::POST,
            "/channels/1/typing",
            NOT_AT_ALL,
            Priority::Other,
        )
        .await;
    assert!(typing.is_ok(), "another route of the same channel");
}

#[tokio::test(start_paused = true)]
async fn a_429_without_the_usual_headers_holds_its_route_as_long_as_its_body_says() {
    let limits = RateLimits::new();
    let waiting = body(json!({ "retry_after": 1.5, "global": false }));
    refused(&limits, MESSAGES, &HeaderMap::new(), waiting.as_ref()).await;
    let (after, everywhere) = refusal(&limits, MESSAGES).await.expect("no permit");
    assert!(after > Duration::from_secs(1) && !everywhere, "{after:?}");
    assert_eq!(refusal(&limits, ELSEWHERE).await, None);
}

#[tokio::test(start_paused = true)]
async fn a_429_that_is_no_json_means_the_address_and_holds_everything() {
    let limits = RateLimits::new();
    let from_outside = headers(&[("retry-after", "1200")]);
    refused(&limits, MESSAGES, &from_outside, None).await;
    let after = Duration::from_mins(20);
    assert_eq!(refusal(&limits, ELSEWHERE).await, Some((after, true)));
    // Whoever would wait is not kept for twenty minutes.
    let waited = limits
        .permit(&Method::GET, "/gateway/bot", A_MINUTE, Priority::Other)
        .await;
    assert!(matches!(waited, Err(RestError::RateLimited { .. })));
}

#[tokio::test(start_paused = true)]
async fn a_429_that_asks_for_no_time_is_not_hammered_until_something_is_taken_again() {
    let limits = RateLimits::new();
    let none = body(json!({ "retry_after": 0, "global": false }));
    let begin = Instant::now();
    for total in [250, 750, 1_750, 3_750] {
        refused(&limits, MESSAGES, &HeaderMap::new(), none.as_ref()).await;
        let (after, _) = refusal(&limits, MESSAGES).await.expect("no permit");
        tokio::time::advance(after).await;
        let waited = begin.elapsed();
        let least = Duration::from_millis(total);
        assert!(waited >= least && waited < least + AT_ONCE, "{waited:?}");
    }
    post(&limits, MESSAGES, &HeaderMap::new()).await;
    refused(&limits, MESSAGES, &HeaderMap::new(), none.as_ref()).await;
    let (after, _) = refusal(&limits, MESSAGES).await.expect("no permit");
    assert!(after <= Duration::from_millis(250), "{after:?}");
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_is_no_time_or_longer_than_an_hour_is_not_believed() {
    let hour = Duration::from_hours(1);
    let default = Duration::from_secs(5);
    for (given, believed) in [
        (86_400.0, hour),
        (1e9, hour),
        (1e19, hour),
        (f64::MAX, hour),
        (-1.0, default),
    ] {
        let limits = RateLimits::new();
        let waiting = body(json!({ "retry_after": given, "global": true }));
        refused(&limits, MESSAGES, &HeaderMap::new(), waiting.as_ref()).await;
        let after = refusal(&limits, MESSAGES).await;
        assert_eq!(after, Some((believed, true)), "{given}");
    }
    for given in ["86400", "1e19", "inf"] {
        let limits = RateLimits::new();
        post(&limits, MESSAGES, &left("0", given)).await;
        let (after, _) = refusal(&limits, MESSAGES).await.expect("no permit");
        assert_eq!(after, hour, "{given}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_that_is_not_accepted_rests_everything_for_a_minute() {
    let limits = RateLimits::new();
    let permit = limits
        .permit(&Method::POST, MESSAGES, A_MINUTE, Priority::Other)
        .await;
    limits.note(permit.expect("a permit"), &HeaderMap::new());
    limits.note_unauthorized();
    for longest in [NOT_AT_ALL, A_MINUTE * 2] {
        let rested = limits
            .permit(&Method::GET, "/users/@me", longest, Priority::Other)
            .await;
        let Err(RestError::Unauthorized { rest }) = rested else {
            panic!("it left");
        };
        assert_eq!(rest, UNAUTHORIZED_REST);
    }
    tokio::time::advance(UNAUTHORIZED_REST).await;
    assert_eq!(refusal(&limits, MESSAGES).await, None);
}

/// However the second is laid: Discord's need not be ours.
#[tokio::test(start_paused = true)]
async fn a_large_fan_out_stays_below_fifty_requests_in_any_second_and_wastes_little_of_it() {
    const POSTS: u32 = 500;
    let limits = RateLimits::new();
    let begin = Instant::now();
    let one = async |channel: u32| {
        let path = format!("/channels/{channel}/messages");
        let permit = limits
            .permit(&Method::POST, &path, NOT_AT_ALL, Priority::Other)
            .await;
        let left_at = Instant::now();
        // Discord takes its time to answer.
        tokio::time::sleep(Duration::from_millis(150)).await;
        let permit = permit.expect("a channel of its own");
        limits.note(permit, &left("4", "5"));
        left_at
    };
    let mut left_at = join_all((0..POSTS).map(one)).await;
    left_at.sort();
    for (n, at) in left_at.iter().enumerate() {
        let within = left_at[n..]
            .iter()
            .take_while(|later| **later - *at < Duration::from_secs(1));
        assert!(within.count() < 50);
    }
    let last = left_at.last().expect("a request");
    assert!(*last - begin < Duration::from_secs(1) * POSTS / 48);
}

#[tokio::test(start_paused = true)]
async fn processes_that_share_the_pace_stay_below_fifty_requests_a_second_together() {
    const REQUESTS: u32 = 100;
    let (limits, second) = (RateLimits::new(), Duration::from_secs(1));
    limits.share(3);
    let spent = async || {
        let begin = Instant::now();
        for channel in 0..REQUESTS {
            let path = format!("/channels/{channel}/messages");
            post(&limits, &path, &left("4", "5")).await;
        }
        begin.elapsed()
    };
    let own = spent().await;
    let shared = second * (REQUESTS - 1) * 3 / 49..=second * REQUESTS * 3 / 48;
    assert!(shared.contains(&own), "{own:?}");
    limits.share(1);
    assert!(spent().await * 2 < own);
}

#[tokio::test(start_paused = true)]
async fn a_request_without_an_answer_keeps_its_channel_until_it_is_given_up() {
    let limits = RateLimits::new();
    let hanging = limits
        .permit(&Method::POST, MESSAGES, NOT_AT_ALL, Priority::Other)
        .await;
    let hanging = hanging.expect("a permit");
    let begin = Instant::now();
    let next = limits.permit(&Method::POST, MESSAGES, NOT_AT_ALL, Priority::Other);
    let gives_up = async {
        tokio::time::sleep(Duration::from_secs(3)).await;
        drop(hanging);
    };
    let (next, ()) = tokio::join!(next, gives_up);
    assert!(next.is_ok());
    assert!(begin.elapsed() >= Duration::from_secs(3));
}

#[tokio::test(start_paused = true)]
async fn all_messages_of_a_channel_share_what_an_edit_of_one_used_up() {
    let limits = RateLimits::new();
    let edit = async |message: u64| {
        let path = format!("{MESSAGES}/{message}?n=1");
        limits
            .permit(&Method::PATCH, &path, NOT_AT_ALL, Priority::Other)
            .await
    };
    let first = edit(10).await.expect("a permit");
    limits.note(first, &left("0", "5"));
    let second = edit(11).await;
    assert!(matches!(second, Err(RestError::RateLimited { .. })));
}

#[tokio::test(start_paused = true)]
async fn an_alert_goes_before_all_that_wait_in_its_channel_and_takes_what_is_left_to_it() {
    let limits = RateLimits::new();
    let first = limits.permit(&Method::POST, MESSAGES, A_MINUTE, Priority::Other);
    let first = first.await.expect("a permit");
    let begin = Instant::now();
    let left_after = async |priority, longest| {
        let permit = limits.permit(&Method::POST, MESSAGES, longest, priority);
        let permit = permit.await.expect("a permit");
        limits.note(permit, &left("0", "5"));
        begin.elapsed()
    };
    let (answers, alert, ()) = tokio::join!(
        join_all((0..3).map(|_| left_after(Priority::Other, A_MINUTE))),
        left_after(Priority::Alert, NOT_AT_ALL),
        async { limits.note(first, &left("1", "5")) },
    );
    assert!(alert < AT_ONCE, "{alert:?}");
    for answer in answers {
        assert!(answer >= Duration::from_secs(5), "{answer:?}");
    }
}

/// A fan-out to thousands of channels keeps those waiting who wait for the pace of all; an alert for their channel is not behind them.
#[tokio::test(start_paused = true)]
async fn an_answer_that_waits_for_its_turn_gives_way_to_an_alert_of_its_channel() {
    let limits = RateLimits::new();
    let alert = async |path: String| {
        let permit = limits.permit(&Method::POST, &path, NOT_AT_ALL, Priority::Alert);
        let permit = permit.await.expect("a channel of its own");
        limits.note(permit, &left("4", "5"));
        Instant::now()
    };
    let begin = Instant::now();
    let fan_out = join_all((10..510).map(|channel| alert(format!("/channels/{channel}/messages"))));
    let nothing = HeaderMap::new();
    let answers = join_all((0..3).map(|_| post(&limits, MESSAGES, &nothing)));
    let later = async {
        tokio::time::sleep(Duration::from_secs(1)).await;
        alert(MESSAGES.to_owned()).await
    };
    let (_, _, left_at) = tokio::join!(fan_out, answers, later);
    // It stands behind the other alerts, which take ten seconds, and behind no answer.
    assert!(
        left_at - begin < Duration::from_secs(13),
        "{:?}",
        left_at - begin
    );
}
