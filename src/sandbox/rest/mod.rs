//! The REST API: each request is read, counted, answered by [`routes`] and noted for the tests.

mod call;
mod channels;
mod commands;
mod guilds;
mod interactions;
mod rate_limits;
mod routes;
mod webhooks;

use std::sync::Arc;

use axum::{
    Json,
    extract::{Request as HttpRequest, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

pub(crate) use self::rate_limits::RateLimits;
use self::{call::Call, rate_limits::Verdict};
use super::{
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
pub(crate) async fn serve(State(shared): State<Arc<Shared>>, request: HttpRequest) -> Response {
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
    let reply = answer(&shared, &call, unreadable, &mut headers);
    note(&shared, call, &reply);
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
    let verdict = shared
        .limits
        .count(&call.method, &segments, shared.clock.now());
    verdict.write(headers);
    if let Verdict::Refused { wait, global, .. } = verdict {
        let body = json!({
            "message": "You are being rate limited.",
            "retry_after": wait.as_secs_f64(),
            "global": global,
        });
        return Reply {
            status: StatusCode::TOO_MANY_REQUESTS,
            body,
        };
    }
    match unreadable {
        Some(refusal) => refusal.into(),
        None => routes::answer(shared, call, &segments).unwrap_or_else(Reply::from),
    }
}

fn note(shared: &Shared, call: Call, reply: &Reply) {
    let is_error = reply.status.is_client_error();
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
        status: reply.status.as_u16(),
        code: reply.body["code"].as_u64().filter(|_| is_error),
        at: shared.clock.now(),
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
