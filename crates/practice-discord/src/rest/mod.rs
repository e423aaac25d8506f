//! The REST API: each request is read, counted, answered by [`routes`] and noted for the tests.

mod call;
mod channels;
mod commands;
mod guilds;
mod interactions;
mod rate_limits;
mod routes;
mod threads;
mod webhooks;

use std::sync::Arc;

use axum::{
    Json,
    extract::{ConnectInfo, Request as HttpRequest, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use tokio::sync::watch;

pub(crate) use self::rate_limits::RateLimits;
use self::{call::Call, rate_limits::Verdict};
use super::{
    Fault,
    lines::Scissors,
    refusal::Refusal,
    requests::{Request, SentFile},
    shared::{Shared, ended},
    snowflake::Snowflake,
};

/// What a request gets: a status and a body, null for none.
struct Reply {
    status: StatusCode,
    body: Value,
}

type Answer = Result<Reply, Refusal>;

impl Reply {
    const NOTHING: Self = Self {
        status: StatusCode::NO_CONTENT,
        body: Value::Null,
    };

    #[expect(clippy::unnecessary_wraps, reason = "routes end with it")]
    fn ok(body: impl Into<Value>) -> Answer {
        Ok(Self {
            status: StatusCode::OK,
            body: body.into(),
        })
    }

    #[expect(clippy::unnecessary_wraps, reason = "routes end with it")]
    fn created(body: Value) -> Answer {
        Ok(Self {
            status: StatusCode::CREATED,
            body,
        })
    }
}

impl From<Refusal> for Reply {
    fn from(refusal: Refusal) -> Self {
        Self {
            status: refusal.status,
            body: refusal.to_json(),
        }
    }
}

/// Everything below `/api`.
pub(crate) async fn serve(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(scissors): ConnectInfo<Scissors>,
    request: HttpRequest,
) -> Response {
    let mut stop = shared.stop.subscribe();
    let read = tokio::select! {
        () = ended(&mut stop) => return StatusCode::SERVICE_UNAVAILABLE.into_response(),
        read = Call::read(request) => read,
    };
    let (call, unreadable) = match read {
        Ok(call) => (call, None),
        Err((call, refusal)) => (call, Some(refusal)),
    };
    let mut headers = HeaderMap::new();
    let fault = shared.faults.take(&call.method, &call.path);
    if fault == Some(Fault::Hang) {
        note(&shared, call, 0, &Value::Null);
        return no_answer(&mut stop).await;
    }
    let reply = match fault.and_then(|fault| faulty(fault, &mut headers, shared.times().0)) {
        Some(reply) => reply,
        None => answer(&shared, &call, unreadable, &mut headers),
    };
    note(&shared, call, reply.status.as_u16(), &reply.body);
    if fault == Some(Fault::StoredThenReset) {
        scissors.cut();
    }
    if matches!(fault, Some(Fault::StoredThenReset | Fault::StoredThenHang)) {
        return no_answer(&mut stop).await;
    }
    if reply.body.is_null() {
        (reply.status, headers).into_response()
    } else {
        (reply.status, headers, Json(reply.body)).into_response()
    }
}

fn answer(
    shared: &Shared,
    call: &Call,
    unreadable: Option<Refusal>,
    headers: &mut HeaderMap,
) -> Reply {
    let segments = call.segments();
    let has_token = call
        .token
        .as_ref()
        .is_some_and(|token| shared.is_the_token(token));
    if !has_token && !routes::is_open(&segments) {
        return Refusal::UNAUTHORIZED.into();
    }
    let (now, unmoved_now) = shared.times();
    let verdict = shared.limits.count(&call.method, &segments, unmoved_now);
    verdict.write(headers, now);
    if let Verdict::Refused { wait, global, .. } = verdict {
        return too_many(wait, global);
    }
    match unreadable {
        Some(refusal) => refusal.into(),
        None => routes::answer(shared, call, &segments).unwrap_or_else(Reply::from),
    }
}

/// Waits until the other side gives up, or all is to end.
async fn no_answer(stop: &mut watch::Receiver<bool>) -> Response {
    ended(stop).await;
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}

/// What an ordered fault answers instead; nothing if the request is carried out.
fn faulty(fault: Fault, headers: &mut HeaderMap, now: Timestamp) -> Option<Reply> {
    match fault {
        Fault::Status(status) => Some(Reply {
            status: StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
            body: json!({ "message": "A fault that was ordered", "code": 0 }),
        }),
        Fault::RateLimited {
            retry_after_seconds,
            global,
        } => {
            let wait = SignedDuration::try_from_secs_f64(retry_after_seconds);
            let wait = wait.unwrap_or(SignedDuration::MAX);
            let refused = Verdict::Refused {
                wait,
                global,
                standing: None,
            };
            refused.write(headers, now);
            Some(too_many(wait, global))
        }
        Fault::StoredThenReset | Fault::StoredThenHang | Fault::Hang => None,
    }
}

fn too_many(wait: SignedDuration, global: bool) -> Reply {
    Reply {
        status: StatusCode::TOO_MANY_REQUESTS,
        body: json!({
            "message": "You are being rate limited.",
            "retry_after": wait.as_secs_f64(),
            "global": global,
        }),
    }
}

fn note(shared: &Shared, call: Call, status: u16, body: &Value) {
    let is_error = (400..500).contains(&status);
    let files = call.files.into_iter();
    shared.log.record(Request {
        method: call.method,
        path: call.path,
        query: call.query,
        body: call.body,
        files: files
            .map(|file| SentFile {
                name: file.name,
                size: file.bytes.len(),
            })
            .collect(),
        status,
        code: body["code"].as_u64().filter(|_| is_error),
        at: shared.times().0,
    });
}

/// An id out of a path.
fn id_in(path: &str) -> Result<Snowflake, Refusal> {
    path.parse().map_err(|_| {
        let message = format!("Value \"{path}\" is not snowflake.");
        Refusal::form(json!({
            "id": { "_errors": [{ "code": "NUMBER_TYPE_COERCE", "message": message }] },
        }))
    })
}
