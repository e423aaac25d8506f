//! Why Discord did not do as asked, in the words of `alerts::PostError`: each variant is something that a caller treats
//! differently.

use std::fmt;
use std::time::Duration;

use hyper::StatusCode;
use serde::Deserialize;
use serde_json::Value;

use crate::alerts::PostError;
use crate::http::{HttpError, Response};

/// *Unknown message*: to a message with the nonce of one that was posted, it says that this was deleted.
const UNKNOWN_MESSAGE: i64 = 10_008;
/// *Missing permissions*, which is also what a bot is answered that is timed out.
const MISSING_PERMISSIONS: i64 = 50_013;
/// *Cannot reply without permission to read message history*
const REPLY_WITHOUT_HISTORY: i64 = 160_002;
/// *Interaction has already been acknowledged*
const ALREADY_ACKNOWLEDGED: i64 = 40_060;
/// Codes of a refusal that says nothing of the request: none (a proxy, or a page of HTML), Discord's shield.
const CODES_OF_NOTHING: [i64; 2] = [0, 40_333];
/// Codes of a refusal that will be over: none, or none that means anything (a proxy, or a page of HTML, whatever its status),
/// sending is switched off, a feature is switched off, Discord's shield.
const CODES_FOR_NOW: [i64; 4] = [0, 40_004, 40_006, 40_333];
/// Discord's codes for a channel or a user that the bot cannot write to, whenever it tries.
/// <https://discord.com/developers/docs/topics/opcodes-and-status-codes#json>
const CODES_OF_A_CHANNEL: [i64; 11] = [
    10_003, // Unknown channel
    10_004, // Unknown guild
    10_013, // Unknown user
    50_001, // Missing access
    50_007, // Cannot send messages to this user
    50_008, // Cannot send messages in a non-text channel
    50_009, // Channel verification level is too high
    MISSING_PERMISSIONS,
    50_083,  // Thread is archived
    50_278,  // Cannot send messages to this user: no mutual guilds
    160_005, // Thread is locked
];

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
    /// The server failed: a status of 500 and above, or a page of what stands before it.
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
    pub(in crate::bot) fn is_transient(&self) -> bool {
        matches!(self, Self::RateLimited { .. } | Self::Ambiguous(_))
    }

    /// Whether an interaction was answered before.
    pub(in crate::bot) fn is_answered_already(&self) -> bool {
        matches!(self, Self::Unavailable(refusal) | Self::Rejected(refusal) if refusal.code == ALREADY_ACKNOWLEDGED)
    }

    /// Whether a message was refused as it answers another, which asks for *Read Message History*.
    pub(in crate::bot) fn is_reply_refused(&self) -> bool {
        matches!(self, Self::Unavailable(refusal) | Self::Rejected(refusal) if refusal.code == REPLY_WITHOUT_HISTORY)
    }

    /// Whether the bot lacks permissions, or is timed out.
    pub(in crate::bot) fn is_missing_permissions(&self) -> bool {
        matches!(self, Self::Unavailable(refusal) if refusal.code == MISSING_PERMISSIONS)
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
            RestError::Unavailable(refusal) if refusal.code == UNKNOWN_MESSAGE => {
                Self::DeletedSince(refusal.to_string())
            }
            RestError::Unavailable(refusal) if CODES_OF_A_CHANNEL.contains(&refusal.code) => {
                Self::ChannelUnavailable(refusal.to_string())
            }
            RestError::Unavailable(refusal) | RestError::Rejected(refusal)
                if CODES_FOR_NOW.contains(&refusal.code) =>
            {
                Self::RefusedForNow {
                    counts: counts_against_address(refusal.status),
                    detail: refusal.to_string(),
                }
            }
            RestError::Unavailable(refusal) | RestError::Rejected(refusal) => {
                Self::Rejected(refusal.to_string())
            }
        }
    }
}

/// Whether an answer of this status is one of the 10,000 in ten minutes after which Discord shuts an address out; a 429 is too,
/// unless its limit is shared.
/// <https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans>
pub(super) fn counts_against_address(status: StatusCode) -> bool {
    matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN)
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

    /// The same for an answer to an interaction, which is no request that Discord may have any reason to refuse: what refuses
    /// it without a word of the API is passing, and may have let it through.
    pub(super) fn into_error_of_answer(self, status: StatusCode) -> RestError {
        match self.into_error(status) {
            RestError::Unavailable(refusal) | RestError::Rejected(refusal)
                if CODES_OF_NOTHING.contains(&refusal.code) =>
            {
                Doubt::ServerFailed(refusal).into()
            }
            error => error,
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_codes_that_speak_of_a_channel_say_that_it_is_closed() {
        let error = |status: StatusCode, body: &str| {
            let body: ErrorBody = serde_json::from_str(body).unwrap_or_default();
            PostError::from(body.into_error(status))
        };
        let (forbidden, not_found) = (StatusCode::FORBIDDEN, StatusCode::NOT_FOUND);
        for (status, body) in [
            (forbidden, r#"{"code":50001,"message":"Missing Access"}"#),
            (
                forbidden,
                r#"{"code":50013,"message":"Missing Permissions"}"#,
            ),
            (not_found, r#"{"code":10003,"message":"Unknown Channel"}"#),
        ] {
            let closed = error(status, body);
            assert!(
                matches!(closed, PostError::ChannelUnavailable(_)),
                "{closed:?}"
            );
        }
        for (status, body) in [
            (
                forbidden,
                r#"{"code":40333,"message":"internal network error"}"#,
            ),
            (forbidden, "<html>Attention Required!</html>"),
            (forbidden, ""),
            (forbidden, r#"{"code":0,"message":""}"#),
            (not_found, "<html>not found</html>"),
            (StatusCode::BAD_REQUEST, "<html>Bad Request</html>"),
            (StatusCode::UNAUTHORIZED, "<html>Log in</html>"),
            (StatusCode::PAYLOAD_TOO_LARGE, ""),
        ] {
            let for_now = error(status, body);
            let PostError::RefusedForNow { counts, .. } = for_now else {
                panic!("{for_now:?}");
            };
            let is_held_against_us = [StatusCode::FORBIDDEN, StatusCode::UNAUTHORIZED];
            assert_eq!(counts, is_held_against_us.contains(&status), "{status}");
        }
        let invalid = r#"{"code":50035,"message":"Invalid Form Body"}"#;
        let invalid = error(StatusCode::BAD_REQUEST, invalid);
        assert!(matches!(invalid, PostError::Rejected(_)), "{invalid:?}");
        let other = error(forbidden, r#"{"code":20016,"message":"Slow mode"}"#);
        assert!(matches!(other, PostError::Rejected(_)), "{other:?}");
        let deleted = error(not_found, r#"{"code":10008,"message":"Unknown Message"}"#);
        assert!(matches!(deleted, PostError::DeletedSince(_)), "{deleted:?}");
    }
}
