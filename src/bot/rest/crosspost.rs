//! Publishing a message of an announcement channel to the channels that follow it.
//!
//! <https://discord.com/developers/docs/resources/message#crosspost-message>

use std::time::Duration;

use hyper::Method;

use super::client::{ApiRequest, RestClient};
use super::error::RestError;
use crate::alerts::PostError;

/// *This message has already been crossposted*
const ALREADY_CROSSPOSTED: i64 = 40_033;

/// Why a message was not published.
#[derive(Debug, thiserror::Error)]
pub(in crate::bot) enum CrosspostError {
    /// To be waited for: Discord lets a channel publish ten messages an hour.
    #[error("Discord asks to wait {after:?}")]
    RateLimited {
        /// How long.
        after: Duration,
    },
    /// It may be published later, or has been without our knowing.
    #[error("{0}")]
    ForNow(String),
    /// It will not be: no announcement channel, no permission, no message.
    #[error("{0}")]
    Refused(String),
}

impl RestClient {
    /// Publishes a message of the bot's. One that is published already counts as done.
    pub(in crate::bot) async fn crosspost(
        &self,
        channel: u64,
        message: u64,
    ) -> Result<(), CrosspostError> {
        let path = format!("/channels/{channel}/messages/{message}/crosspost");
        match self.done(&ApiRequest::new(Method::POST, path)).await {
            Err(RestError::Rejected(refusal)) if refusal.code == ALREADY_CROSSPOSTED => Ok(()),
            done => done.map_err(|error| match PostError::from(error) {
                PostError::RateLimited { after, .. } => CrosspostError::RateLimited { after },
                PostError::Ambiguous(detail) | PostError::RefusedForNow { detail, .. } => {
                    CrosspostError::ForNow(detail)
                }
                other => CrosspostError::Refused(other.to_string()),
            }),
        }
    }
}
