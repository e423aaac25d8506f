//! What the editors' channel is told: broken saves, their mending, and feedback.

use std::sync::Arc;

use reqwest::Method;
use serde_json::json;
use tracing::{info, warn};

use crate::bot::message::embed;
use crate::bot::rest::RestError;
use crate::bot::state::AppState;
use crate::document::Problem;
use crate::reply::{Entry, Page, Section, Tone};

/// Most problems that are listed one by one.
const MAX_LISTED: usize = 8;

/// Tells the editors' channel whenever a save breaks the knowledge, and when it is mended.
pub(in crate::bot) async fn follow(state: Arc<AppState>) {
    let mut status = state.library.subscribe();
    let mut was_sound = status.borrow_and_update().problems.is_empty();
    if !was_sound {
        tell_problems(&state, "Some knowledge files are left out").await;
    }
    while status.changed().await.is_ok() {
        let is_sound = status.borrow_and_update().problems.is_empty();
        if !is_sound {
            tell_problems(&state, "The last save was not used").await;
        } else if !was_sound {
            let lead = "The files are sound again, and in use.";
            tell(
                &state,
                &Page {
                    title: "The knowledge is mended".into(),
                    tone: Tone::Aligned,
                    lead: lead.into(),
                    ..Page::default()
                },
            )
            .await;
        }
        was_sound = is_sound;
    }
}

async fn tell_problems(state: &AppState, title: &str) {
    let problems = state.library.status().problems;
    let page = Page {
        title: title.to_owned(),
        tone: Tone::Opposed,
        lead: "What was sound before is still served. To be mended:".to_owned(),
        sections: vec![Section::running(list(&problems))],
        ..Page::default()
    };
    tell(state, &page).await;
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

async fn tell(state: &AppState, page: &Page) {
    match post(state, page).await {
        Ok(true) => info!("The editors' channel was told."),
        Ok(false) => {}
        Err(error) => warn!(%error, "The editors' channel could not be told."),
    }
}

/// Posts to the editors' channel; `false` if none is set.
pub(in crate::bot) async fn post(state: &AppState, page: &Page) -> Result<bool, RestError> {
    let Some(channel) = state.editors_channel else {
        return Ok(false);
    };
    let body = json!({ "embeds": [embed(page)], "allowed_mentions": { "parse": [] } });
    state
        .sender
        .send(
            Method::POST,
            &format!("/channels/{}/messages", channel.0),
            &body,
        )
        .await?;
    Ok(true)
}
