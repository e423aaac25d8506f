//! Why Discord did not do as asked, in the words of `alerts::PostError`: each variant is something that a caller treats
//! differently.

use std::fmt;
use std::time::Duration;

use hyper::StatusCode;
use serde::Deserialize;
use serde_json::Value;

use crate::alerts::PostError;
use crate::http::{HttpError, Response};

/// Why Discord did not do as asked.
#[derive(Debug, thiserror::Error)]
pub(in crate::bot) enum RestError {
    /// The request was not carried out; it may be sent again after this time, and not before.
    #[error("Discord asks to wait {after:?}")]
    RateLimited {
        /// How long, from now.
        after: Duration,
        /// Whether every request has to wait, not only those of this route and channel.
        everywhere: bool,
    },
    /// The token is not valid, or not any more. Nothing is sent for this time: 10,000 such answers in ten minutes, and
    /// Discord bans the address.
    #[error("Discord does not accept the bot token")]
    Unauthorized {
        /// How long nothing is sent, from now.
        rest: Duration,
    },
    /// Nobody knows whether it was carried out.
    #[error(transparent)]
    Ambiguous(#[from] Doubt),
    /// 403 or 404: it is gone, or closed to the bot. To ask again would only harm.
    #[error("{0}")]
    Unavailable(Refusal),
    /// Any other refusal: Discord will not have this request as it is.
    #[error("{0}")]
    Rejected(Refusal),
}

/// Why nobody knows whether a request was carried out.
#[derive(Debug, thiserror::Error)]
pub(in crate::bot) enum Doubt {
    /// The connection failed, was cut, or nothing came in time.
    #[error("no answer from {base}: {source}")]
    NoAnswer {
        /// The address that was asked, without a path.
        base: String,
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The server failed: a status of 500 and above.
    #[error("{0}")]
    ServerFailed(Refusal),
    /// It was carried out, but the answer cannot be read.
    #[error("an answer that makes no sense: {0}")]
    Unreadable(HttpError),
}

/// A refusal in Discord's own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::bot) struct Refusal {
    pub(in crate::bot) status: StatusCode,
    /// Discord's own code; 0 if it gave none.
    pub(in crate::bot) code: i64,
    /// Discord's own words, with the fields that it names; empty if it gave none.
    pub(in crate::bot) message: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Discord answered {}", self.status.as_u16())?;
        if !self.message.is_empty() {
            write!(f, ": {} (code {})", self.message, self.code)?;
        }
        Ok(())
    }
}

impl RestError {
    /// Whether the same request may well succeed a little later.
    pub(super) fn is_transient(&self) -> bool {
        matches!(self, Self::RateLimited { .. } | Self::Ambiguous(_))
    }

    /// Whether Discord has refused the request itself, so that it was not carried out and never will be.
    pub(in crate::bot) fn is_refusal(&self) -> bool {
        matches!(self, Self::Unavailable(_) | Self::Rejected(_))
    }
}

impl From<RestError> for PostError {
    fn from(error: RestError) -> Self {
        match error {
            RestError::RateLimited { after, everywhere } => Self::RateLimited { after, everywhere },
            RestError::Unauthorized { rest } => Self::RateLimited {
                after: rest,
                everywhere: true,
            },
            RestError::Ambiguous(doubt) => Self::Ambiguous(doubt.to_string()),
            RestError::Unavailable(refusal) => Self::ChannelUnavailable(refusal.to_string()),
            RestError::Rejected(refusal) => Self::Rejected(refusal.to_string()),
        }
    }
}

/// The body of an answer that is not a success.
/// <https://discord.com/developers/docs/reference#error-messages>
#[derive(Debug, Default, Deserialize)]
pub(super) struct ErrorBody {
    #[serde(default)]
    code: i64,
    #[serde(default)]
    message: String,
    /// What is wrong with which field of the request.
    #[serde(default)]
    errors: Value,
    /// Of a 429: how many seconds to wait.
    pub(super) retry_after: Option<f64>,
    /// Of a 429: whether it holds for all requests.
    pub(super) global: Option<bool>,
}

impl ErrorBody {
    /// None if it is not JSON: then it is not of the API but of what stands before it.
    pub(super) async fn read(response: Response) -> Option<Self> {
        response.json().await.ok()
    }

    pub(super) fn into_error(self, status: StatusCode) -> RestError {
        let fields = if self.errors.is_null() {
            String::new()
        } else {
            format!(" {}", self.errors)
        };
        let refusal = Refusal {
            status,
            code: self.code,
            message: format!("{}{fields}", self.message),
        };
        match status {
            StatusCode::FORBIDDEN | StatusCode::NOT_FOUND => RestError::Unavailable(refusal),
            _ if status.is_client_error() => RestError::Rejected(refusal),
            _ => Doubt::ServerFailed(refusal).into(),
        }
    }
}
