//! Why the bot did not start, or ended: each a sentence that says what to look at first.

use poise::serenity_prelude as serenity;

use super::background::driver::TaskEnded;
use super::rest::{Doubt, RestError};
use crate::assistant::SetupError;
use crate::store::StoreError;

/// Why the bot did not start, as a sentence that says what to look at first.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Used wrong.
    #[error(
        "there is no bot token; set the variable DISCORD_TOKEN, or `token_file` under [discord] in the config. \
         `attache sandbox` needs none"
    )]
    NoToken,
    /// Used wrong.
    #[error("the token file `{path}` cannot be read: {error}")]
    TokenFile {
        /// The file.
        path: String,
        /// Why.
        error: std::io::Error,
    },
    /// The token is not (or no longer) valid.
    #[error(
        "{0} does not accept the bot token; copy it again from the Bot page of the Discord developer portal"
    )]
    WrongToken(String),
    /// Nobody is there.
    #[error(
        "{0} does not answer; look at the network, and at `api_url` under [discord] in the config"
    )]
    NoAnswer(String),
    /// Discord will not have it.
    #[error("the bot could not start: {0}")]
    Refused(String),
    /// Used wrong.
    #[error(transparent)]
    Database(#[from] StoreError),
    /// Used wrong.
    #[error(transparent)]
    Assistant(#[from] SetupError),
    /// A background task ended by itself or panicked.
    #[error("{0}; this is a defect in attache, and starting it again is safe")]
    TaskEnded(#[from] TaskEnded),
    /// The connection to the gateway ended though nobody asked for it.
    #[error("the connection to Discord ended, and nothing said why; start attache again")]
    GatewayEnded,
    /// serenity will not have it.
    #[error("the connection to Discord ended: {0}")]
    Ended(#[from] Box<serenity::Error>),
}

impl StartError {
    /// Whether the program was used wrong, as opposed to something being wrong outside.
    pub fn is_usage(&self) -> bool {
        matches!(
            self,
            Self::NoToken | Self::TokenFile { .. } | Self::Database(_) | Self::Assistant(_)
        )
    }
}

impl StartError {
    /// What a failed request at the start means to the operator; `base` is the address that was asked.
    pub(super) fn of_request(base: &str, error: RestError) -> Self {
        match error {
            RestError::Unauthorized { .. } => Self::WrongToken(base.to_owned()),
            RestError::Ambiguous(Doubt::NoAnswer { .. }) => Self::NoAnswer(base.to_owned()),
            error => Self::Refused(error.to_string()),
        }
    }
}
