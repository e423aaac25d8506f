//! Answers to interactions: the one kind of request that Discord does not limit, and that must not wait behind others.
//!
//! They leave over connections of their own that stay open, as bytes that were put together before: no second JSON, no
//! redirects, no retries, no header that the answer does not need.
//! <https://discord.com/developers/docs/interactions/receiving-and-responding#create-interaction-response>

use std::time::Duration;

use http_body_util::{BodyExt as _, Collected, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_TYPE, HeaderValue, USER_AGENT};
use hyper::{Method, Request, Response};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use serde_json::json;
use serde_json::value::RawValue;
use tokio::time::timeout;

use super::REQUEST_TIMEOUT;
use super::client::AGENT;
use super::error::{Doubt, ErrorBody, RestError};
use crate::bot::gateway::Id;

/// How long a connection that nobody uses is kept. Discord closes it after a minute or so.
const IDLE_TIMEOUT: Duration = Duration::from_secs(45);
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

/// A file that goes with a message.
#[derive(Debug, Clone)]
pub(in crate::bot) struct File {
    pub(in crate::bot) name: String,
    pub(in crate::bot) bytes: Vec<u8>,
}

/// Answers interactions.
pub(in crate::bot) struct CallbackClient {
    http: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
    /// Such as `https://discord.com/api/v10`.
    api: String,
    application: u64,
}

impl CallbackClient {
    /// For the application of this id, at the API of this address, such as `https://discord.com`.
    pub(in crate::bot) fn new(base: &str, application: u64) -> Self {
        let mut connector = HttpConnector::new();
        connector.enforce_http(false);
        // An answer is one small write, which must not wait for the next.
        connector.set_nodelay(true);
        let connector = HttpsConnectorBuilder::new()
            .with_webpki_roots()
            .https_or_http()
            .enable_http1()
            .wrap_connector(connector);
        let http = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(IDLE_TIMEOUT)
            .build(connector);
        Self {
            http,
            api: format!("{}/api/v10", base.trim_end_matches('/')),
            application,
        }
    }

    /// Gives an interaction its first answer; `data` is the JSON of what the kind wants.
    pub(in crate::bot) async fn answer(
        &self,
        id: Id,
        token: &str,
        kind: CallbackKind,
        data: &RawValue,
    ) -> Result<(), RestError> {
        let body = callback(kind, data);
        self.send(
            Method::POST,
            &self.callback_url(id, token),
            "application/json",
            body,
        )
        .await
    }

    /// The same with a file.
    pub(in crate::bot) async fn answer_with_file(
        &self,
        id: Id,
        token: &str,
        kind: CallbackKind,
        data: &RawValue,
        file: &File,
    ) -> Result<(), RestError> {
        let boundary = format!("attache-{:016x}", fastrand::u64(..));
        let body = multipart(&boundary, &callback(kind, data), file);
        let content_type = format!("multipart/form-data; boundary={boundary}");
        self.send(
            Method::POST,
            &self.callback_url(id, token),
            &content_type,
            body,
        )
        .await
    }

    /// Puts a message in the place of the first answer.
    pub(in crate::bot) async fn edit_answer(
        &self,
        token: &str,
        message: &RawValue,
    ) -> Result<(), RestError> {
        let (api, application) = (&self.api, self.application);
        let url = format!("{api}/webhooks/{application}/{token}/messages/@original");
        let body = message.get().as_bytes().to_vec();
        self.send(Method::PATCH, &url, "application/json", body)
            .await
    }

    fn callback_url(&self, id: Id, token: &str) -> String {
        format!("{}/interactions/{id}/{token}/callback", self.api)
    }

    async fn send(
        &self,
        method: Method,
        url: &str,
        content_type: &str,
        body: Vec<u8>,
    ) -> Result<(), RestError> {
        let request = Request::builder()
            .method(method)
            .uri(url)
            .header(USER_AGENT, HeaderValue::from_static(AGENT))
            .header(CONTENT_TYPE, content_type)
            .body(Full::new(Bytes::from(body)))
            .map_err(|error| self.no_answer(error))?;
        let sent = timeout(REQUEST_TIMEOUT, self.http.request(request)).await;
        let response = sent
            .map_err(|error| self.no_answer(error))?
            .map_err(|error| self.no_answer(error))?;
        if response.status().is_success() {
            return Ok(());
        }
        Err(refusal(response).await)
    }

    fn no_answer(&self, source: impl std::error::Error + Send + Sync + 'static) -> RestError {
        Doubt::NoAnswer {
            base: self.api.trim_end_matches("/api/v10").to_owned(),
            source: Box::new(source),
        }
        .into()
    }
}

async fn refusal(response: Response<Incoming>) -> RestError {
    let status = response.status();
    let body = Limited::new(response.into_body(), MAX_REFUSAL);
    let read = timeout(REQUEST_TIMEOUT, body.collect()).await;
    let bytes = read.ok().and_then(Result::ok).map(Collected::to_bytes);
    let body: Option<ErrorBody> = bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    body.unwrap_or_default().into_error(status)
}

/// `{"type":4,"data":…}`
fn callback(kind: CallbackKind, data: &RawValue) -> Vec<u8> {
    let data = data.get();
    let mut body = Vec::with_capacity(data.len() + 24);
    body.extend_from_slice(br#"{"type":"#);
    body.extend_from_slice((kind as u8).to_string().as_bytes());
    body.extend_from_slice(br#","data":"#);
    body.extend_from_slice(data.as_bytes());
    body.push(b'}');
    body
}

/// A body of two parts, the JSON and the file.
/// <https://discord.com/developers/docs/reference#uploading-files>
fn multipart(boundary: &str, json: &[u8], file: &File) -> Vec<u8> {
    let name = json!(file.name);
    let mut body = Vec::with_capacity(json.len() + file.bytes.len() + 512);
    let mut put = |part: &[u8]| body.extend_from_slice(part);
    put(format!("--{boundary}\r\n").as_bytes());
    put(b"Content-Disposition: form-data; name=\"payload_json\"\r\n");
    put(b"Content-Type: application/json\r\n\r\n");
    put(json);
    put(format!("\r\n--{boundary}\r\n").as_bytes());
    put(
        format!("Content-Disposition: form-data; name=\"files[0]\"; filename={name}\r\n")
            .as_bytes(),
    );
    put(b"Content-Type: application/octet-stream\r\n\r\n");
    put(&file.bytes);
    put(format!("\r\n--{boundary}--\r\n").as_bytes());
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_prepared_bytes_stand_in_the_answer_as_they_are() {
        let data = RawValue::from_string(r#"{"content":"x"}"#.to_owned()).unwrap();
        let body = callback(CallbackKind::UpdateMessage, &data);
        assert_eq!(body, br#"{"type":7,"data":{"content":"x"}}"#);
    }
}
