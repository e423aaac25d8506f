//! Why the bot did not start, or ended: each a sentence that says what to look at first.

use std::time::Duration;

use super::background::driver::TaskEnded;
use super::rest::{Doubt, RestError};
use crate::assistant::SetupError;
use crate::store::StoreError;

/// Why the bot did not start, or ended though nobody asked it to.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Neither the variable nor the settings name a token, or it cannot be one.
    #[error(
        "there is no bot token; set the variable DISCORD_TOKEN, or `token_file` under [discord] in the config. \
         `attache sandbox` needs none"
    )]
    NoToken,
    /// The token file is missing or may not be read.
    #[error("the token file `{path}` cannot be read: {error}")]
    TokenFile {
        /// As `token_file` names it.
        path: String,
        /// What the system says.
        error: std::io::Error,
    },
    /// `token_file` holds a token, which is not repeated here.
    #[error(
        "`token_file` under [discord] holds a token, where the path of a file belongs; write the token into a file of its own, \
         and reset it if anybody else has seen the config"
    )]
    TokenForFile,
    /// The token is not (or no longer) valid.
    #[error(
        "{0} does not accept the bot token; copy it again from the Bot page of the Discord developer portal"
    )]
    WrongToken(String),
    /// Nothing answers at this address, which `api_url` may name wrongly.
    #[error(
        "{0} does not answer; look at the network, and at `api_url` under [discord] in the config"
    )]
    NoAnswer(String),
    /// Discord asks to wait before anything else.
    #[error("Discord asks to wait {0:?} before the bot may connect")]
    AskedToWait(Duration),
    /// Discord answered, and refused something that the start needs.
    #[error("the bot cannot connect: {0}")]
    Refused(String),
    /// The settings name no database, or one that this version can never use.
    #[error(transparent)]
    Database(#[from] StoreError),
    /// The settings name a language model that cannot be used.
    #[error(transparent)]
    Assistant(#[from] SetupError),
    /// A background task ended by itself or panicked.
    #[error("{0}; this is a defect in attache, and starting it again is safe")]
    TaskEnded(#[from] TaskEnded),
    /// The connection to the gateway cannot be made, or Discord has closed it for good, such as for a token that was reset.
    #[error("the connection to Discord ended: {0}")]
    Gateway(String),
}

impl StartError {
    /// Whether the settings are at fault (exit code 2), and not something outside (exit code 1).
    pub fn is_usage(&self) -> bool {
        matches!(
            self,
            Self::NoToken
                | Self::TokenFile { .. }
                | Self::TokenForFile
                | Self::Database(StoreError::Address(_))
                | Self::Assistant(_)
        )
    }

    /// Whether it may be well again by itself, so that another try is worth it: Discord, or what lies before it, is away.
    pub(super) fn may_pass(&self) -> bool {
        matches!(
            self,
            Self::NoAnswer(_) | Self::AskedToWait(_) | Self::Refused(_)
        )
    }

    /// How long Discord asks to wait before the next try; no time if it does not.
    pub(super) fn wait(&self) -> Duration {
        match self {
            Self::AskedToWait(wait) => *wait,
            _ => Duration::ZERO,
        }
    }

    /// What a failed request at the start means to the operator; `base` is the address that was asked.
    pub(super) fn of_request(base: &str, error: RestError) -> Self {
        match error {
            RestError::Unauthorized { .. } => Self::WrongToken(base.to_owned()),
            RestError::Ambiguous(Doubt::NoAnswer { .. }) => Self::NoAnswer(base.to_owned()),
            RestError::RateLimited { after, .. } => Self::AskedToWait(after),
            error => Self::Refused(error.to_string()),
        }
    }
}
