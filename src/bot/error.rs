//! The one door every failure leaves by: what the reader can mend is told in a sentence; anything else is a fixed line
//! with a reference that the log shows too.

use std::error::Error;
use std::fmt::Write as _;

use poise::serenity_prelude as serenity;
use tracing::error;

use super::rest::RestError;
use crate::alerts::SubscribeError;
use crate::pages::Gone;
use crate::reply::Reply;
use crate::store::StoreError;
use crate::tours::TourError;

/// Why an interaction was not answered as it should.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// A sentence for whoever asked.
    #[error("{0}")]
    User(String),
    /// For us to mend.
    #[error(transparent)]
    Internal(Box<dyn Error + Send + Sync>),
}

impl From<Gone> for Failure {
    fn from(gone: Gone) -> Self {
        Self::User(gone.to_string())
    }
}

impl From<SubscribeError> for Failure {
    fn from(error: SubscribeError) -> Self {
        match error {
            SubscribeError::Wrong(sentence) => Self::User(sentence),
            SubscribeError::Store(error) => error.into(),
        }
    }
}

impl From<TourError> for Failure {
    fn from(error: TourError) -> Self {
        match error {
            TourError::User(sentence) => Self::User(sentence),
            TourError::Store(error) => error.into(),
        }
    }
}

impl From<RestError> for Failure {
    fn from(error: RestError) -> Self {
        Self::Internal(Box::new(error))
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Internal(Box::new(error))
    }
}

impl From<serenity::Error> for Failure {
    fn from(error: serenity::Error) -> Self {
        Self::Internal(Box::new(error))
    }
}

impl Failure {
    /// What whoever asked is told.
    pub(super) fn into_reply(self) -> Reply {
        match self {
            Self::User(sentence) => Reply::private("That did not work", sentence),
            Self::Internal(error) => broken(&chain(&*error)),
        }
    }
}

/// Logs `cause` under a new reference, and makes the line that shows the reference.
pub(super) fn broken(cause: &str) -> Reply {
    let reference = reference();
    error!(reference, cause, "An interaction failed.");
    Reply::private(
        "Something broke here",
        format!(
            "This is not your doing. Try again in a minute; if it stays, give the operator this reference: {reference}"
        ),
    )
}

/// From general to cause.
fn chain(error: &dyn Error) -> String {
    let mut told = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let _ = write!(told, ": {cause}");
        source = cause.source();
    }
    told
}

/// Short enough to be read out over a telephone; no letter in it looks like a digit.
fn reference() -> String {
    const LETTERS: &[u8] = b"ABCDEFGHJKMNPQRSTVWXYZ23456789";
    (0..6)
        .filter_map(|_| fastrand::choice(LETTERS))
        .map(|letter| char::from(*letter))
        .collect()
}
