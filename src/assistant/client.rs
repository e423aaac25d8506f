//! The model's server: one question, one bounded answer, in the form of `OpenAI`'s chat completions. Of the answer only the
//! text is read, as servers differ in the rest.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use hyper::body::Bytes;
use hyper::header::{AUTHORIZATION, HeaderMap, HeaderValue, USER_AGENT};
use hyper::{Method, StatusCode};

use super::completion::{Completion, CompletionRequest};
use super::prompt::{SYSTEM, schema};
use crate::config::ApiKey;
use crate::http::{HttpClient, HttpError, Limits, Response, address_and_login};

/// Most of an answer that is read, in bytes: many times what 4 sentences take, and little memory.
const MAX_ANSWER: usize = 256 * 1024;
/// How long a connection may take. A server that is up answers far sooner, and a reader waits.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(2);
/// Most times that a refused question is asked again in a simpler form: once for each part of [`Dialect`].
const MAX_REFUSALS: usize = 3;

/// A client of one server and model.
pub(super) struct ChatClient {
    http: HttpClient,
    /// The URL of the endpoint.
    address: String,
    model: String,
    max_tokens: u32,
    /// What the server was found to take.
    dialect: Mutex<Dialect>,
}

/// Which of the optional parts of a request the server takes. All are tried, and left out once they are refused.
#[derive(Debug, Clone, Copy)]
struct Dialect {
    takes_schema: bool,
    takes_temperature: bool,
    takes_max_tokens: bool,
}

/// Why there is no answer. What the server answered is never part of it: it could quote the question.
#[derive(Debug, thiserror::Error)]
pub(super) enum AskError {
    #[error("it does not answer: {0}")]
    NoAnswer(String),
    #[error("it answered {0}")]
    Refused(StatusCode),
    #[error("its answer is longer than {MAX_ANSWER} bytes")]
    TooLong,
    #[error("its answer is not in the form of a chat completion")]
    Unreadable,
}

impl ChatClient {
    /// A client of the server at this address, such as `http://127.0.0.1:8080/v1`; a name and password in it go before the
    /// key. None if it is no address.
    pub(super) fn new(
        url: &str,
        model: &str,
        max_tokens: u32,
        key: Option<&ApiKey>,
    ) -> Option<Self> {
        let (address, login) = address_and_login(url)?;
        let agent = HeaderValue::from_static(concat!("attache/", env!("CARGO_PKG_VERSION")));
        let mut headers = HeaderMap::from_iter([(USER_AGENT, agent)]);
        let bearer =
            key.and_then(|key| HeaderValue::try_from(format!("Bearer {}", key.expose())).ok());
        if let Some(mut bearer) = bearer {
            bearer.set_sensitive(true);
            headers.insert(AUTHORIZATION, bearer);
        }
        if let Some(login) = login {
            headers.insert(AUTHORIZATION, login);
        }
        let limits = Limits {
            connect: Some(CONNECT_TIMEOUT),
            // The reader's patience, which `reword` knows.
            total: None,
            body: MAX_ANSWER,
        };
        Some(Self {
            http: HttpClient::new(headers, limits),
            address: format!("{}/chat/completions", address.trim_end_matches('/')),
            model: model.to_owned(),
            max_tokens,
            dialect: Mutex::new(Dialect {
                takes_schema: true,
                takes_temperature: true,
                takes_max_tokens: true,
            }),
        })
    }

    /// The model's answer to a message of this text.
    ///
    /// # Errors
    /// The server does not answer, refuses, or answers with something else than a chat completion.
    pub(super) async fn ask(&self, asked: &str) -> Result<String, AskError> {
        let mut refusals = 0;
        loop {
            let dialect = *self.dialect.lock().unwrap_or_else(PoisonError::into_inner);
            let body = Some(self.body(asked, dialect));
            let response = self.http.send(Method::POST, &self.address, body).await;
            let response = response.map_err(no_answer)?;
            let status = response.status();
            if status.is_success() {
                return text(&read(response).await?);
            }
            let may_be_form = matches!(
                status,
                StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY
            );
            if !may_be_form || refusals == MAX_REFUSALS {
                return Err(AskError::Refused(status));
            }
            let why = read(response).await?;
            let Some(simpler) = dialect.without(&String::from_utf8_lossy(&why)) else {
                return Err(AskError::Refused(status));
            };
            *self.dialect.lock().unwrap_or_else(PoisonError::into_inner) = simpler;
            refusals += 1;
        }
    }

    fn body(&self, asked: &str, dialect: Dialect) -> Bytes {
        let takes_max_tokens = dialect.takes_max_tokens;
        CompletionRequest {
            model: &self.model,
            system: SYSTEM,
            user: asked,
            // Servers on one's own machine know only this one.
            max_tokens: takes_max_tokens.then_some(self.max_tokens),
            max_completion_tokens: (!takes_max_tokens).then_some(self.max_tokens),
            temperature: dialect.takes_temperature.then_some(0.0),
            schema: dialect.takes_schema.then(schema),
        }
        .to_json()
        .into()
    }
}

impl Dialect {
    /// The same without what the server complains about; the schema, if it does not say about what. None if nothing is left
    /// to leave out.
    fn without(self, why: &str) -> Option<Self> {
        let (complains_of, mut simpler) = (|what: &str| why.contains(what), self);
        if self.takes_max_tokens && complains_of("max_completion_tokens") {
            simpler.takes_max_tokens = false;
        } else if self.takes_temperature && complains_of("temperature") {
            simpler.takes_temperature = false;
        } else if self.takes_schema {
            simpler.takes_schema = false;
        } else {
            return None;
        }
        Some(simpler)
    }
}

async fn read(response: Response) -> Result<Bytes, AskError> {
    response.bytes().await.map_err(|error| match error {
        HttpError::TooLong(_) => AskError::TooLong,
        other => no_answer(other),
    })
}

fn text(body: &[u8]) -> Result<String, AskError> {
    Completion::read(body)
        .and_then(Completion::into_text)
        .ok_or(AskError::Unreadable)
}

#[expect(clippy::needless_pass_by_value, reason = "for `map_err`")]
fn no_answer(error: HttpError) -> AskError {
    AskError::NoAnswer(error.to_string())
}
