//! Answers to interactions: the one kind of request that Discord does not limit, and that must not wait behind others.
//!
//! They leave over connections of their own that stay open, as bytes that were put together before: no second JSON, no
//! redirects, no header that the answer does not need. What fails in passing is sent again while Discord takes it ([`Tries`]).
//! <https://discord.com/developers/docs/interactions/receiving-and-responding#create-interaction-response>

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{CONTENT_TYPE, HeaderMap, HeaderValue, USER_AGENT};
use hyper::http::uri::{Authority, InvalidUri, Parts, PathAndQuery, Scheme};
use hyper::{Method, Request, StatusCode, Uri};
use serde::de::IgnoredAny;
use serde_json::value::RawValue;
use tokio::sync::{AcquireError, Semaphore, SemaphorePermit};
use tokio::time::{Instant, sleep, timeout};
use tracing::debug;

use super::REQUEST_TIMEOUT;
use super::client::{AGENT, note_status};
use super::error::{Doubt, ErrorBody, RestError};
use super::file::File;
use super::rate_limit::RetryAfter;
use super::tries::Tries;
use crate::bot::gateway::Id;
use crate::bot::own_id::OwnId;
use crate::http::{HttpClient, Limits, MAX_IDLE, Response};
use crate::metrics::Metrics;

/// Answers that are sent at once; each takes a connection. As many as stay open ([`MAX_IDLE`]), as to open one costs more than
/// to wait for one: with 256 an answer took twice the time of the processor, and the connections 6 MiB.
const AT_ONCE: usize = MAX_IDLE;
/// How long an answer waits for one of these.
const PATIENCE: Duration = Duration::from_millis(50);
/// Further answers that are sent at once if Discord is so slow that some have waited as long. With 100 ms an answer, 2,000 that
/// are asked for at once leave within a second; Discord gives up after three.
const AT_ONCE_IF_SLOW: usize = 224;
/// How long one try of an answer may take. Discord carries out within a tenth of this, and what it did not say in time it says
/// when it is asked again.
const TRY_TIMEOUT: Duration = Duration::from_secs(1);
/// For how long an answer that was promised is sent again: Discord takes it for fifteen minutes, and people wait no longer.
const EDIT_PATIENCE: Duration = Duration::from_mins(1);
const JSON: HeaderValue = HeaderValue::from_static("application/json");
/// The most of a refusal that is read, in bytes.
const MAX_REFUSAL: usize = 64 * 1024;

/// What an answer does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::bot) enum CallbackKind {
    /// A message.
    NewMessage = 4,
    /// The promise of a message.
    DeferredMessage = 5,
    /// Another body for the message whose button was pressed.
    UpdateMessage = 7,
    /// Choices for what is being typed.
    Choices = 8,
    /// A form.
    Modal = 9,
}

/// The whole body of an answer. A copy shares its bytes.
#[derive(Debug, Clone)]
pub(in crate::bot) struct CallbackBody(Bytes);

impl CallbackBody {
    /// `{"type":4,"data":…}`; `data` is the JSON of what the kind wants.
    pub(in crate::bot) fn new(kind: CallbackKind, data: &RawValue) -> Self {
        let data = data.get();
        let mut body = Vec::with_capacity(data.len() + 24);
        body.extend_from_slice(br#"{"type":"#);
        body.extend_from_slice((kind as u8).to_string().as_bytes());
        body.extend_from_slice(br#","data":"#);
        body.extend_from_slice(data.as_bytes());
        body.push(b'}');
        // Kept for long: no room that nothing stands in.
        body.shrink_to_fit();
        Self(Bytes::from(body))
    }

    /// Its length in bytes.
    pub(in crate::bot) fn len(&self) -> usize {
        self.0.len()
    }
}

/// An answer as it is sent, as often as need be.
struct Outgoing<'o> {
    to: Place<'o>,
    content_type: HeaderValue,
    body: Bytes,
}

/// Where an answer goes.
#[derive(Clone, Copy)]
enum Place<'p> {
    /// The first answer to the interaction of this id and token.
    Callback(Id, &'p str),
    /// The message that was the first answer, or the promise of one.
    Original(&'p str),
}

/// Answers interactions.
pub(in crate::bot) struct CallbackClient {
    http: HttpClient,
    /// The same for an answer that has longer than three seconds.
    unhurried: HttpClient,
    /// A permit for each answer that is sent.
    at_once: Semaphore,
    at_once_if_slow: Semaphore,
    /// Such as `https://discord.com`.
    base: String,
    /// The base, taken apart once.
    scheme: Scheme,
    authority: Authority,
    /// What goes before each path, such as `/api/v10`.
    prefix: String,
    application: OwnId,
    metrics: Arc<Metrics>,
}

impl CallbackClient {
    /// For this bot, at the API of this address, such as `https://discord.com`.
    ///
    /// # Errors
    /// The address is none.
    pub(in crate::bot) fn new(
        base: &str,
        application: OwnId,
        metrics: Arc<Metrics>,
    ) -> Result<Self, InvalidUri> {
        let base = base.trim_end_matches('/');
        let address: Uri = base.parse()?;
        let limits = Limits {
            connect: None,
            total: Some(TRY_TIMEOUT),
            body: MAX_REFUSAL,
        };
        let http = HttpClient::new(HeaderMap::new(), limits);
        let parts = address.into_parts();
        let path = parts.path_and_query.as_ref().map_or("", PathAndQuery::path);
        Ok(Self {
            unhurried: http.taking(REQUEST_TIMEOUT),
            http,
            at_once: Semaphore::new(AT_ONCE),
            at_once_if_slow: Semaphore::new(AT_ONCE_IF_SLOW),
            base: base.to_owned(),
            prefix: format!("{}/api/v10", path.trim_end_matches('/')),
            scheme: parts.scheme.unwrap_or(Scheme::HTTP),
            authority: match parts.authority {
                Some(authority) => authority,
                None => "".parse()?,
            },
            application,
            metrics,
        })
    }

    /// What is counted of all that the bot does.
    pub(in crate::bot) fn metrics(&self) -> &Metrics {
        &self.metrics
    }

    /// Gives an interaction its first answer, which Discord takes until `by`.
    ///
    /// # Errors
    /// Discord refuses it; or, after a failure that may pass, nobody knows whether Discord has it.
    pub(in crate::bot) async fn answer(
        &self,
        id: Id,
        token: &str,
        body: &CallbackBody,
        by: Instant,
    ) -> Result<(), RestError> {
        let outgoing = Outgoing {
            to: Place::Callback(id, token),
            content_type: JSON,
            body: body.0.clone(),
        };
        self.send(&outgoing, by).await
    }

    /// The same with a file.
    pub(in crate::bot) async fn answer_with_file(
        &self,
        id: Id,
        token: &str,
        body: &CallbackBody,
        file: &File,
        by: Instant,
    ) -> Result<(), RestError> {
        let (content_type, body) = file.beside(&body.0);
        let content_type =
            HeaderValue::try_from(content_type).map_err(|error| self.no_answer(error))?;
        let outgoing = Outgoing {
            to: Place::Callback(id, token),
            content_type,
            body,
        };
        self.send(&outgoing, by).await
    }

    /// Gives an interaction its first answer, once and at once: for those that are sent beyond what is sent otherwise.
    pub(in crate::bot) async fn answer_once(
        &self,
        id: Id,
        token: &str,
        body: &CallbackBody,
    ) -> Result<(), RestError> {
        let outgoing = Outgoing {
            to: Place::Callback(id, token),
            content_type: JSON,
            body: body.0.clone(),
        };
        self.once(&outgoing).await
    }

    /// Puts a message in the place of the first answer.
    pub(in crate::bot) async fn edit_answer(
        &self,
        token: &str,
        message: &RawValue,
    ) -> Result<(), RestError> {
        let outgoing = Outgoing {
            to: Place::Original(token),
            content_type: JSON,
            body: Bytes::copy_from_slice(message.get().as_bytes()),
        };
        self.send(&outgoing, Instant::now() + EDIT_PATIENCE).await
    }

    /// Sends until it is clear what came of it, or there is no time left.
    async fn send(&self, outgoing: &Outgoing<'_>, by: Instant) -> Result<(), RestError> {
        let mut tries = Tries::until(by);
        loop {
            let sent = {
                let _permit = self.permit().await;
                self.once(outgoing).await
            };
            let Err(error) = sent else {
                return Ok(());
            };
            let now = Instant::now();
            if self.metrics.discord.restricted_for(now).is_some() {
                // Each further refusal brings nearer that Discord shuts the address out.
                tries.end(now);
            }
            let Some(wait) = tries.after(error, now)? else {
                return Ok(());
            };
            debug!(?wait, "An answer to an interaction is sent again.");
            sleep(wait).await;
        }
    }

    async fn once(&self, outgoing: &Outgoing<'_>) -> Result<(), RestError> {
        let request = self.request(outgoing);
        let request = request.map_err(|error| self.no_answer(error))?;
        let http = match outgoing.to {
            Place::Callback(..) => &self.http,
            Place::Original(_) => &self.unhurried,
        };
        let sent = http.send_as_it_is(request).await;
        let response = sent.map_err(|error| self.no_answer(error))?;
        let status = response.status();
        if status.is_success() {
            return check_success(response).await;
        }
        note_status(&self.metrics, status, response.headers());
        if status == StatusCode::TOO_MANY_REQUESTS {
            self.metrics.rate_limited.add();
            let headers = response.headers().clone();
            let body = ErrorBody::read(response).await;
            return Err(RetryAfter::read(&headers, body.as_ref()).into());
        }
        let body = ErrorBody::read(response).await.unwrap_or_default();
        Err(body.into_error_of_answer(status))
    }

    /// Waits until an answer may be sent, first come, first served.
    async fn permit(&self) -> Result<SemaphorePermit<'_>, AcquireError> {
        if let Ok(permit) = self.at_once.try_acquire() {
            return Ok(permit);
        }
        let mut at_once = pin!(self.at_once.acquire());
        if let Ok(permit) = timeout(PATIENCE, &mut at_once).await {
            return permit;
        }
        tokio::select! {
            permit = at_once => permit,
            permit = self.at_once_if_slow.acquire() => permit,
        }
    }

    fn request(&self, outgoing: &Outgoing<'_>) -> Result<Request<Full<Bytes>>, hyper::http::Error> {
        let prefix = &self.prefix;
        let (method, path) = match outgoing.to {
            Place::Callback(id, token) => (
                Method::POST,
                format!("{prefix}/interactions/{id}/{token}/callback"),
            ),
            Place::Original(token) => {
                let application = self.application.get();
                let path = format!("{prefix}/webhooks/{application}/{token}/messages/@original");
                (Method::PATCH, path)
            }
        };
        let mut parts = Parts::default();
        parts.scheme = Some(self.scheme.clone());
        parts.authority = Some(self.authority.clone());
        parts.path_and_query = Some(PathAndQuery::from_maybe_shared(Bytes::from(path))?);
        Request::builder()
            .method(method)
            .uri(Uri::from_parts(parts)?)
            .header(USER_AGENT, HeaderValue::from_static(AGENT))
            .header(CONTENT_TYPE, outgoing.content_type.clone())
            .body(Full::new(outgoing.body.clone()))
    }

    fn no_answer(&self, source: impl std::error::Error + Send + Sync + 'static) -> RestError {
        Doubt::NoAnswer {
            base: self.base.clone(),
            source: Box::new(source),
        }
        .into()
    }
}

/// A success has no content, or JSON. A page of what stands before the API says nothing of the answer, whatever its status.
async fn check_success(response: Response) -> Result<(), RestError> {
    let kind = response.headers().get(CONTENT_TYPE);
    let is_page = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !is_page {
        return Ok(());
    }
    match response.json::<IgnoredAny>().await {
        Ok(_) => Ok(()),
        Err(error) => Err(Doubt::Unreadable(error).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_prepared_bytes_stand_in_the_answer_as_they_are() {
        let data = RawValue::from_string(r#"{"content":"x"}"#.to_owned()).unwrap();
        let body = CallbackBody::new(CallbackKind::UpdateMessage, &data);
        assert_eq!(&body.0[..], br#"{"type":7,"data":{"content":"x"}}"#);
    }
    #[tokio::test(start_paused = true)]
    async fn more_answers_are_sent_at_once_when_they_are_slow() {
        let client =
            CallbackClient::new("http://127.0.0.1:1", OwnId::default(), Arc::default()).unwrap();
        let began = Instant::now();
        let mut permits = Vec::new();
        for _ in 0..AT_ONCE {
            permits.push(client.permit().await.unwrap());
        }
        assert_eq!(began.elapsed(), Duration::ZERO);
        permits.push(client.permit().await.unwrap());
        // The clock of a test stands still but for what is waited for.
        assert!(began.elapsed() >= PATIENCE && began.elapsed() < 2 * PATIENCE);
        for _ in 1..AT_ONCE_IF_SLOW {
            permits.push(client.permit().await.unwrap());
        }
        assert!(
            timeout(Duration::from_mins(1), client.permit())
                .await
                .is_err()
        );
        // Of those that are quick again, one takes the place of another.
        drop(permits.swap_remove(0));
        let again = Instant::now();
        drop(client.permit().await.unwrap());
        assert_eq!(again.elapsed(), Duration::ZERO);
    }
}
