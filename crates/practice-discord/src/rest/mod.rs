//! The REST API: each request is read, counted, answered by [`routes`] and logged for tests.

mod api_call;
mod channels;
mod commands;
mod guilds;
mod interactions;
mod multipart;
mod reply;
mod routes;
mod scheduled_events;
mod threads;
mod webhooks;

use std::sync::Arc;

use axum::{
    Json,
    extract::{ConnectInfo, Request as HttpRequest, State},
    http::{HeaderMap, HeaderValue, StatusCode, header::DATE},
    response::{Html, IntoResponse, Response},
};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use self::{api_call::ApiCall, reply::Reply};
use crate::{
    api_error::ApiError,
    connections::ConnectionCut,
    hub::{Decision, Fault, Hub, Request, SentFile},
};

/// Everything below `/api`.
pub(crate) async fn serve(
    State(hub): State<Arc<Hub>>,
    ConnectInfo(connection_cut): ConnectInfo<ConnectionCut>,
    request: HttpRequest,
) -> Response {
    let read = tokio::select! {
        () = hub.stop.cancelled() => return StatusCode::SERVICE_UNAVAILABLE.into_response(),
        read = ApiCall::read(request) => read,
    };
    let (call, unreadable) = match read {
        Ok(call) => (call, None),
        Err((call, error)) => (call, Some(error)),
    };
    let mut headers = HeaderMap::from_iter([(DATE, date(hub.times().0))]);
    let fault = hub.faults.take(&call.method, &call.path);
    if fault == Some(Fault::Hang) {
        log_request(&hub, call, 0, &Value::Null);
        return hang(&hub).await;
    }
    let reply = match fault.and_then(|fault| fault_reply(fault, &mut headers, hub.times().0)) {
        Some(reply) => reply,
        None => answer(&hub, &call, unreadable, &mut headers),
    };
    log_request(&hub, call, reply.status.as_u16(), &reply.body);
    if fault == Some(Fault::StoredThenReset) {
        connection_cut.cut();
    }
    if matches!(fault, Some(Fault::StoredThenReset | Fault::StoredThenHang)) {
        return hang(&hub).await;
    }
    match reply.body {
        Value::Null => (reply.status, headers).into_response(),
        // No answer of the API is a text alone.
        Value::String(page) => (reply.status, headers, Html(page)).into_response(),
        body => (reply.status, headers, Json(body)).into_response(),
    }
}

/// The date of an answer, by the clock that is shown.
/// <https://www.rfc-editor.org/rfc/rfc9110#name-date-time-formats>
fn date(now: Timestamp) -> HeaderValue {
    let text = now.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    HeaderValue::try_from(text).expect("letters and digits")
}

fn answer(
    hub: &Hub,
    call: &ApiCall,
    unreadable: Option<ApiError>,
    headers: &mut HeaderMap,
) -> Reply {
    let segments = call.segments();
    let has_token = call
        .token
        .as_ref()
        .is_some_and(|token| hub.is_valid_token(token));
    if !has_token && !routes::is_open(&segments) {
        return ApiError::UNAUTHORIZED.into();
    }
    let (now, real_now) = hub.times();
    let decision = hub.limits.count(&call.method, &segments, real_now);
    decision.write(headers, now);
    if let Decision::Refused { wait, global, .. } = decision {
        return rate_limited(wait, global);
    }
    match unreadable {
        Some(error) => error.into(),
        None => routes::answer(hub, call, &segments).unwrap_or_else(Reply::from),
    }
}

/// Waits until the client gives up or the server stops.
async fn hang(hub: &Hub) -> Response {
    hub.stop.cancelled().await;
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}

/// The answer of an ordered fault; `None` if the request is carried out all the same.
fn fault_reply(fault: Fault, headers: &mut HeaderMap, now: Timestamp) -> Option<Reply> {
    match fault {
        Fault::Status(status) => Some(refused(status, 0)),
        Fault::Refused { status, code } => Some(refused(status, code)),
        Fault::Page(status) => Some(Reply {
            body: json!("<!DOCTYPE html><title>Attention Required!</title>"),
            ..refused(status, 0)
        }),
        Fault::RateLimited {
            retry_after_seconds,
            global,
        } => {
            let wait = SignedDuration::try_from_secs_f64(retry_after_seconds);
            let wait = wait.unwrap_or(SignedDuration::MAX);
            let refused = Decision::Refused {
                wait,
                global,
                bucket_state: None,
            };
            refused.write(headers, now);
            Some(rate_limited(wait, global))
        }
        Fault::StoredThenReset | Fault::StoredThenHang | Fault::Hang => None,
    }
}

fn refused(status: u16, code: u32) -> Reply {
    Reply {
        status: StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
        body: json!({ "message": "A fault that was ordered", "code": code }),
    }
}

fn rate_limited(wait: SignedDuration, global: bool) -> Reply {
    Reply {
        status: StatusCode::TOO_MANY_REQUESTS,
        body: json!({
            "message": "You are being rate limited.",
            "retry_after": wait.as_secs_f64(),
            "global": global,
        }),
    }
}

fn log_request(hub: &Hub, call: ApiCall, status: u16, body: &Value) {
    let is_error = (400..500).contains(&status);
    let files = call.files.into_iter();
    hub.log.record(Request {
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
        at: hub.times().0,
    });
}
