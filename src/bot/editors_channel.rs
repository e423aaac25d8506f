//! The editors' channel, `editors_channel` under `[discord]`: where feedback and notices of broken files go.

use super::rest::{CreateMessage, Nonce, RestError};
use super::state::AppState;
use crate::document::Problem;
use crate::reply::{Entry, Page};

/// Most problems that are listed one by one, so that the list fits on a page.
const MAX_LISTED: usize = 8;

/// Problems, one a line.
pub(in crate::bot) fn list(problems: &[Problem]) -> Vec<Entry> {
    let more = problems.len().saturating_sub(MAX_LISTED);
    let rest =
        (more > 0).then(|| Entry::remark(format!("and {more} more: attache check lists them all")));
    problems
        .iter()
        .take(MAX_LISTED)
        .map(|problem| Entry::remark(problem.to_string()))
        .chain(rest)
        .collect()
}

/// Posts to the editors' channel; `false` if none is set. What has the same nonce is posted once.
pub(in crate::bot) async fn post(
    state: &AppState,
    page: &Page,
    nonce: Nonce,
) -> Result<bool, RestError> {
    let Some(channel) = state.settings.discord.editors_channel else {
        return Ok(false);
    };
    let message = CreateMessage::of_page(page, nonce);
    state.rest.create_message(channel.0, &message).await?;
    Ok(true)
}
