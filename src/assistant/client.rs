//! The model's server: one question, one bounded answer, in the form of `OpenAI`'s chat completions. Of the answer only the
//! text is read, as servers differ in the rest.

use std::error::Error;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use async_openai::types::chat::{
    ChatCompletionRequestSystemMessage, ChatCompletionRequestUserMessage,
    CreateChatCompletionRequest, ResponseFormat, ResponseFormatJsonSchema,
};
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue};
use reqwest::{Response, StatusCode, redirect};
use serde::Deserialize;

use super::prompt::{SYSTEM, schema};
use crate::config::ApiKey;

/// Most of an answer that is read, in bytes: many times what 4 sentences take, and little memory.
const MAX_ANSWER: usize = 256 * 1024;
/// How long a connection may take. A server that is up answers far sooner, and a reader waits.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(2);
/// Most times that a refused question is asked again in a simpler form: once for each part of [`Dialect`].
const MAX_REFUSALS: usize = 3;

/// A client of one server and model.
pub(super) struct ChatClient {
    http: reqwest::Client,
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

#[derive(Deserialize)]
struct Completion {
    choices: Vec<Choice>,
}

#[derive(Deserialize)]
struct Choice {
    message: Message,
}

#[derive(Deserialize)]
struct Message {
    content: Option<String>,
}

impl ChatClient {
    /// # Errors
    /// The TLS backend of the HTTP client cannot be set up.
    pub(super) fn new(
        url: &str,
        model: &str,
        max_tokens: u32,
        key: Option<&ApiKey>,
    ) -> Result<Self, reqwest::Error> {
        let mut headers = HeaderMap::new();
        let bearer =
            key.and_then(|key| HeaderValue::try_from(format!("Bearer {}", key.expose())).ok());
        if let Some(mut bearer) = bearer {
            bearer.set_sensitive(true);
            headers.insert(AUTHORIZATION, bearer);
        }
        let http = reqwest::Client::builder()
            .default_headers(headers)
            .connect_timeout(CONNECT_TIMEOUT)
            // What is sent is meant for this server alone.
            .redirect(redirect::Policy::none())
            .user_agent(concat!("attache/", env!("CARGO_PKG_VERSION")))
            .build()?;
        Ok(Self {
            http,
            address: format!("{}/chat/completions", url.trim_end_matches('/')),
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
            let request = self
                .http
                .post(&self.address)
                .json(&self.request(asked, dialect));
            let response = request.send().await.map_err(no_answer)?;
            let status = response.status();
            if status.is_success() {
                return text(&bounded(response).await?);
            }
            let may_be_form = matches!(
                status,
                StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY
            );
            if !may_be_form || refusals == MAX_REFUSALS {
                return Err(AskError::Refused(status));
            }
            let why = bounded(response).await?;
            let Some(simpler) = dialect.without(&String::from_utf8_lossy(&why)) else {
                return Err(AskError::Refused(status));
            };
            *self.dialect.lock().unwrap_or_else(PoisonError::into_inner) = simpler;
            refusals += 1;
        }
    }

    #[expect(
        deprecated,
        reason = "servers on one's own machine know only `max_tokens`"
    )]
    fn request(&self, asked: &str, dialect: Dialect) -> CreateChatCompletionRequest {
        let format = ResponseFormatJsonSchema {
            name: "answer".to_owned(),
            schema: schema(),
            strict: Some(true),
            description: None,
        };
        CreateChatCompletionRequest {
            model: self.model.clone(),
            messages: vec![
                ChatCompletionRequestSystemMessage::from(SYSTEM).into(),
                ChatCompletionRequestUserMessage::from(asked).into(),
            ],
            max_tokens: dialect.takes_max_tokens.then_some(self.max_tokens),
            max_completion_tokens: (!dialect.takes_max_tokens).then_some(self.max_tokens),
            temperature: dialect.takes_temperature.then_some(0.0),
            response_format: dialect.takes_schema.then_some(ResponseFormat::JsonSchema {
                json_schema: format,
            }),
            ..CreateChatCompletionRequest::default()
        }
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

/// The body of a response, of which no more than [`MAX_ANSWER`] bytes are read.
///
/// # Errors
/// It is longer, or the connection breaks.
async fn bounded(mut response: Response) -> Result<Vec<u8>, AskError> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(no_answer)? {
        if body.len() + chunk.len() > MAX_ANSWER {
            return Err(AskError::TooLong);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

fn text(body: &[u8]) -> Result<String, AskError> {
    let completion: Completion = serde_json::from_slice(body).map_err(|_| AskError::Unreadable)?;
    let first = completion.choices.into_iter().next();
    first
        .and_then(|choice| choice.message.content)
        .ok_or(AskError::Unreadable)
}

/// The innermost cause says most. The address is left out, as it may have a password in it.
fn no_answer(error: reqwest::Error) -> AskError {
    let error = error.without_url();
    let mut cause: &dyn Error = &error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    AskError::NoAnswer(cause.to_string())
}
