//! The one door every failure leaves by: what the reader can mend is told in a sentence; anything else is a fixed line
//! with a reference that the log shows too.

use std::error::Error;
use std::fmt::Write as _;

use poise::serenity_prelude as serenity;
use serenity::HttpError;
use tracing::{error, info, warn};

use super::responder::InteractionResponder;
use super::rest::RestError;
use super::state::AppState;
use crate::alerts::SubscribeError;
use crate::pages::Gone;
use crate::reply::Reply;
use crate::store::StoreError;
use crate::tours::TourError;

/// Discord no longer knows the interaction: it was answered too late, or elsewhere.
/// <https://discord.com/developers/docs/topics/opcodes-and-status-codes#json>
const UNKNOWN_INTERACTION: isize = 10062;
const ALREADY_ACKNOWLEDGED: isize = 40060;

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
            TourError::Wrong(wrong) => Self::User(wrong.to_string()),
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
    /// Tells whoever asked, if they can still be told.
    pub(super) async fn tell(self, waiting: InteractionResponder<'_>) {
        match &self {
            Self::Internal(error) if is_code(&**error, UNKNOWN_INTERACTION) => {
                return warn!("An interaction expired before it was answered.");
            }
            Self::Internal(error) if is_code(&**error, ALREADY_ACKNOWLEDGED) => {
                return warn!("An interaction had been answered already.");
            }
            Self::User(_) | Self::Internal(_) => {}
        }
        if let Err(error) = waiting.post(&self.into_reply()).await {
            info!(%error, "A failure could not be told to whoever asked.");
        }
    }

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

/// Every failure that poise finds, brought to the same door.
pub(super) async fn on_framework_error(
    error: poise::FrameworkError<'_, std::sync::Arc<AppState>, Failure>,
) {
    use poise::FrameworkError as Framework;
    let (ctx, failure) = match error {
        Framework::Command { error, ctx, .. } => (ctx, error),
        Framework::CommandPanic { payload, ctx, .. } => {
            let cause = payload.unwrap_or_else(|| "a panic without a message".to_owned());
            (ctx, Failure::Internal(format!("panicked: {cause}").into()))
        }
        Framework::ArgumentParse {
            error, input, ctx, ..
        } => {
            let given = input.unwrap_or_default();
            (
                ctx,
                Failure::User(format!("“{given}” does not fit there: {error}")),
            )
        }
        Framework::CommandStructureMismatch {
            description, ctx, ..
        } => {
            // Discord shows an older form of the command for up to an hour after an update.
            warn!(description, "A command came in an older form.");
            let sentence = "This command has just changed. Reload Discord and type it again.";
            (
                poise::Context::Application(ctx),
                Failure::User(sentence.to_owned()),
            )
        }
        Framework::UnknownInteraction {
            interaction,
            framework,
            ..
        } => {
            let sentence =
                "This bot no longer has that command. Reload Discord to see what it has.";
            let waiting =
                InteractionResponder::command(&framework.serenity_context.http, interaction);
            return Failure::User(sentence.to_owned()).tell(waiting).await;
        }
        Framework::SubcommandRequired { ctx } => (
            ctx,
            Failure::User("Choose one of the commands below this one.".to_owned()),
        ),
        // A message that mentions the bot is no command but a question, and is answered as one.
        Framework::UnknownCommand { .. } => return,
        other => match other.ctx() {
            Some(ctx) => {
                let cause = other.to_string();
                (ctx, Failure::Internal(cause.into()))
            }
            None => return error!(error = %other, "The framework failed outside of a command."),
        },
    };
    let poise::Context::Application(ctx) = ctx else {
        return;
    };
    failure
        .tell(InteractionResponder::command(
            &ctx.serenity_context().http,
            ctx.interaction,
        ))
        .await;
}

fn is_code(error: &(dyn Error + 'static), code: isize) -> bool {
    matches!(
        error.downcast_ref::<serenity::Error>(),
        Some(serenity::Error::Http(HttpError::UnsuccessfulRequest(response)))
            if response.error.code == code
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
    use std::hash::{BuildHasher as _, RandomState};
    const LETTERS: &[u8] = b"ABCDEFGHJKMNPQRSTVWXYZ23456789";
    let mut random = RandomState::new().hash_one(0);
    (0..6)
        .map(|_| {
            let at = usize::try_from(random % LETTERS.len() as u64).unwrap_or_default();
            random /= LETTERS.len() as u64;
            char::from(LETTERS[at])
        })
        .collect()
}
