//! What the editors' channel is told: broken saves, their mending, and feedback.

use std::sync::Arc;

use tracing::{info, warn};

use crate::bot::rest::{CreateMessage, Nonce, RestError};
use crate::bot::state::AppState;
use crate::document::Problem;
use crate::reply::{Entry, Page, Section, Tone};

/// Most problems that are listed one by one.
const MAX_LISTED: usize = 8;

/// Notifies the editors' channel whenever a save breaks the knowledge, and when it is fixed.
pub(in crate::bot) async fn follow(state: Arc<AppState>) {
    let mut status = state.library.subscribe();
    let mut problems = Arc::clone(&status.borrow_and_update().problems);
    let mut reload: u64 = 0;
    if !problems.is_empty() {
        let page = broken("Some knowledge files are left out", &problems);
        notify(&state, &page, reload, &problems).await;
    }
    while status.changed().await.is_ok() {
        let was_sound = problems.is_empty();
        problems = Arc::clone(&status.borrow_and_update().problems);
        reload += 1;
        if !problems.is_empty() {
            let page = broken("The last save was not used", &problems);
            notify(&state, &page, reload, &problems).await;
        } else if !was_sound {
            let page = Page {
                title: "Fixed: the files are in use again".to_owned(),
                tone: Tone::Aligned,
                lead: "No problems are left.".to_owned(),
                ..Page::default()
            };
            notify(&state, &page, reload, &problems).await;
        }
    }
}

fn broken(title: &str, problems: &[Problem]) -> Page {
    Page {
        title: title.to_owned(),
        tone: Tone::Opposed,
        lead: "The previous version is still live. To fix:".to_owned(),
        sections: vec![Section::running(list(problems))],
        ..Page::default()
    }
}

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

/// Posts a notice of the `reload`th reload since the start. Two processes that follow one folder post it once between them.
async fn notify(state: &AppState, page: &Page, reload: u64, problems: &[Problem]) {
    let (reload, problems) = (reload.to_string(), problems.iter().map(Problem::to_string));
    let parts: Vec<String> = ["notice".to_owned(), reload, page.title.clone()]
        .into_iter()
        .chain(problems)
        .collect();
    match post(state, page, Nonce::of(&parts)).await {
        Ok(true) => info!("A notice stands in the editors' channel."),
        Ok(false) => {}
        Err(error) => warn!(%error, "A notice for the editors' channel could not be posted."),
    }
}

/// Posts to the editors' channel; `false` if none is set. What has the same nonce is posted once.
pub(in crate::bot) async fn post(
    state: &AppState,
    page: &Page,
    nonce: Nonce,
) -> Result<bool, RestError> {
    let Some(channel) = state.editors_channel else {
        return Ok(false);
    };
    let message = CreateMessage::of_page(page, nonce);
    state.rest.create_message(channel.0, &message).await?;
    Ok(true)
}
