//! *This helped* and *This did not help* below an answer: counted for the editors, without who pressed.

use crate::bot::error::Failure;
use crate::bot::features::Press;
use crate::bot::state::in_time;
use crate::reply::Reply;
use crate::text::text;

/// Counts what a reader thinks of an answer.
pub(in crate::bot) async fn rate(
    press: Press<'_>,
    question: &str,
    has_helped: bool,
) -> Result<(), Failure> {
    let locale = press.locale();
    let is_known = in_time(press.state.store.rate_question(question, has_helped)).await?;
    let reply = match (is_known, has_helped) {
        (false, _) => Reply::private(
            text!(locale, "bot-rating-too-old-title"),
            text!(locale, "bot-rating-too-old"),
        ),
        (true, true) => Reply::private(text!(locale, "bot-rating-thanks-title"), ""),
        (true, false) => Reply::private(
            text!(locale, "bot-rating-thanks-title"),
            text!(locale, "bot-rating-feedback"),
        ),
    };
    press.responder.post(&reply).await
}
