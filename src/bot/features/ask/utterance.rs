//! What is said to the bot and is no question: answered as that, and never kept as a question that nobody could answer.

use std::sync::Arc;

use super::asker::Asker;
use crate::bot::error::Failure;
use crate::bot::state::{AppState, in_time};
use crate::conversation::{PlainCommand, Utterance};
use crate::reply::Reply;
use crate::store::Recipient;

/// What `message` says, if it is no question.
pub(super) fn heard(state: &AppState, message: &str) -> Option<Utterance> {
    let knowledge = state.knowledge();
    let listener = state.listener.of(&knowledge);
    listener.hear(message, state.as_of().today)
}

/// What is said to it. A command does what it does with a slash.
pub(super) async fn reply(state: &Arc<AppState>, asker: Asker, said: &Utterance) -> Reply {
    let (knowledge, locale) = (state.knowledge(), asker.locale);
    let Utterance::Command(PlainCommand::Remind(summit)) = said else {
        return said.reply(&knowledge, state.as_of(), locale);
    };
    let recipient = Recipient {
        user_id: asker.user,
        locale,
    };
    match in_time(state.alerts.remind(recipient, summit, None)).await {
        Ok(reminder) => reminder.reply(&knowledge, locale),
        Err(failure) => {
            let failure: Failure = failure;
            failure.into_reply(locale)
        }
    }
}
