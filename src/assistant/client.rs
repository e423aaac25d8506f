//! The server: one question, one bounded answer. The form of the question is that of `async-openai`; of the answer no more is
//! read than the text, as servers differ in the rest.

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

/// Most of an answer that is read, in bytes.
const MAX_ANSWER: usize = 256 * 1024;
/// How long a connection may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(2);
/// How many things a server may refuse in one question.
const MOST_REFUSALS: usize = 3;

pub(super) struct Client {
    http: reqwest::Client,
    address: String,
    model: String,
    max_tokens: u32,
    dialect: Mutex<Dialect>,
}

/// What the server takes of what not every server takes. It is found out by being refused.
#[derive(Debug, Clone, Copy)]
struct Dialect {
    takes_schema: bool,
    takes_temperature: bool,
    takes_max_tokens: bool,
}

/// Why there is no answer. The answer itself is never part of it.
#[derive(Debug, thiserror::Error)]
pub(super) enum AskError {
    #[error("it does not answer: {0}")]
    NoAnswer(String),
    #[error("it answered {0}")]
    Refused(StatusCode),
    #[error("its answer is longer than {MAX_ANSWER} bytes")]
    TooLong,
    #[error("its answer is not in the form of a chat completion")]
    NotRead,
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

impl Client {
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

    /// What the model says to this.
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
            if !may_be_form || refusals == MOST_REFUSALS {
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
    /// The same without what the server complains of; the schema, if it does not say of what.
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

/// The body, unless it is longer than any answer; what comes after that is not read.
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
    let completion: Completion = serde_json::from_slice(body).map_err(|_| AskError::NotRead)?;
    let first = completion.choices.into_iter().next();
    first
        .and_then(|choice| choice.message.content)
        .ok_or(AskError::NotRead)
}

/// The first cause tells most. The address is left out, as it may have a password in it.
fn no_answer(error: reqwest::Error) -> AskError {
    let error = error.without_url();
    let mut cause: &dyn Error = &error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    AskError::NoAnswer(cause.to_string())
}
