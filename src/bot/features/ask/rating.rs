//! *This helped* and *This did not help* below an answer: counted for the editors, without who pressed.

use crate::bot::error::Failure;
use crate::bot::interactions::responder::InteractionResponder;
use crate::bot::state::{AppState, in_time};
use crate::reply::Reply;

/// Counts what a reader thinks of an answer.
pub(in crate::bot) async fn rate(
    state: &AppState,
    question: &str,
    has_helped: bool,
    responder: InteractionResponder<'_>,
) -> Result<(), Failure> {
    let is_known = in_time(state.store.rate_question(question, has_helped)).await?;
    let reply = match (is_known, has_helped) {
        (false, _) => Reply::private(
            "That answer is too old to be rated",
            "Ask again, and rate the new one.",
        ),
        (true, true) => Reply::private("Thanks! (anonymous)", ""),
        (true, false) => Reply::private(
            "Thanks! (anonymous)",
            "The editors see that this question needs a better answer. /feedback tells them what is wrong.",
        ),
    };
    responder.post(&reply).await
}
