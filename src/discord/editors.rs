//! What the editors' channel is told: broken saves, their mending, and feedback.

use std::sync::Arc;

use reqwest::Method;
use serde_json::json;
use tracing::{info, warn};

use super::desk::Desk;
use super::message::embed;
use super::sender::SendError;
use crate::document::Problem;
use crate::reply::{Entry, Page, Section, Tone};

/// Most problems that are listed one by one.
const MAX_LISTED: usize = 8;

/// Tells the editors' channel whenever a save breaks the knowledge, and when it is mended.
pub(super) async fn follow(desk: Arc<Desk>) {
    let mut status = desk.library.subscribe();
    let mut was_sound = status.borrow_and_update().problems.is_empty();
    if !was_sound {
        tell_problems(&desk, "Some knowledge files are left out").await;
    }
    while status.changed().await.is_ok() {
        let is_sound = status.borrow_and_update().problems.is_empty();
        if !is_sound {
            tell_problems(&desk, "The last save was not used").await;
        } else if !was_sound {
            let lead = "The files are sound again, and in use.";
            tell(
                &desk,
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

async fn tell_problems(desk: &Desk, title: &str) {
    let problems = desk.library.status().problems;
    let page = Page {
        title: title.to_owned(),
        tone: Tone::Opposed,
        lead: "What was sound before is still served. To be mended:".to_owned(),
        sections: vec![Section::running(list(&problems))],
        ..Page::default()
    };
    tell(desk, &page).await;
}

/// Problems, one a line.
pub(super) fn list(problems: &[Problem]) -> Vec<Entry> {
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

async fn tell(desk: &Desk, page: &Page) {
    match post(desk, page).await {
        Ok(true) => info!("The editors' channel was told."),
        Ok(false) => {}
        Err(error) => warn!(%error, "The editors' channel could not be told."),
    }
}

/// Posts to the editors' channel; `false` if none is set.
pub(super) async fn post(desk: &Desk, page: &Page) -> Result<bool, SendError> {
    let Some(channel) = desk.editors_channel else {
        return Ok(false);
    };
    let body = json!({ "embeds": [embed(page)], "allowed_mentions": { "parse": [] } });
    desk.sender
        .send(
            Method::POST,
            &format!("/channels/{}/messages", channel.0),
            &body,
        )
        .await?;
    Ok(true)
}
