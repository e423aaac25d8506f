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
    let (title, lead) = match (is_known, has_helped) {
        (false, _) => ("Too old to rate", "Ask again and rate the new answer."),
        (true, true) => ("Thanks! (anonymous)", ""),
        (true, false) => (
            "Thanks! (anonymous)",
            "/feedback tells the editors what is wrong.",
        ),
    };
    responder.post(&Reply::private(title, lead)).await
}
