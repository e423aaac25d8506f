//! A question in plain words, from wherever it was asked, to the answer; and what is kept of it.

use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use tokio::task::JoinError;
use tracing::warn;

use super::Failure;
use super::desk::Desk;
use crate::answers::{Answer, Turn, question_id, rating};
use crate::onboarding::Guide;
use crate::reply::Reply;
use crate::store::StoreError;

/// How long a question can be leant on.
const REMEMBERED: SignedDuration = SignedDuration::from_mins(15);
/// How long a question that was answered is kept, so that its answer can be rated.
const ANSWERED_KEPT: SignedDuration = SignedDuration::from_hours(24 * 7);
/// How long a question is kept that nobody asks again.
const ALL_KEPT: SignedDuration = SignedDuration::from_hours(24 * 365);
/// How long the database may take to say what was asked before; an answer without that is better than none.
const PATIENCE: Duration = Duration::from_millis(800);

/// Who asks, and where.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asker {
    pub channel: u64,
    pub user: u64,
}

/// Answers `question`. What it leant on, and what the next can lean on, is kept by the store.
pub(super) async fn answer(desk: &Arc<Desk>, asker: Asker, question: &str) -> Reply {
    let before = before(desk, asker).await;
    let (answer, mut reply) = match sought(desk, question, before).await {
        Ok(sought) => sought,
        Err(error) => return Failure::Broken(error.into()).into_reply(),
    };
    let id = question_id(question);
    if answer.is_found() {
        let mut row = reply.buttons.pop().unwrap_or_default();
        row.extend(rating(&id));
        reply = reply.with_row(row);
    }
    if is_in_tour(desk, asker).await {
        reply = reply.with_row(Guide::way_back(asker.user));
    }
    // Whoever asked need not wait until it is written down.
    let (desk, question) = (Arc::clone(desk), question.to_owned());
    tokio::spawn(async move {
        if let Err(error) = keep(&desk, asker, &id, &question, &answer).await {
            warn!(%error, "What was asked could not be kept.");
        }
    });
    reply
}

/// Apart from the connection: the first question of a day has everything made ready first, and what shares a thread with
/// that would wait, even for the database's one connection to be put back.
async fn sought(
    desk: &Arc<Desk>,
    question: &str,
    before: Option<Turn>,
) -> Result<(Answer, Reply), JoinError> {
    let (desk, question) = (Arc::clone(desk), question.to_owned());
    let seek = move || {
        let index = desk.answers.index(&desk.knowledge(), desk.moment());
        let answer = index.answer(&question, before.as_ref());
        let reply = answer.reply(&index, &question);
        (answer, reply)
    };
    tokio::task::spawn_blocking(seek).await
}

/// Whether the way back to a step belongs below the answer.
async fn is_in_tour(desk: &Desk, asker: Asker) -> bool {
    let asked = desk.guide.runs_in(asker.channel, asker.user);
    matches!(tokio::time::timeout(PATIENCE, asked).await, Ok(Ok(true)))
}

async fn before(desk: &Desk, asker: Asker) -> Option<Turn> {
    let since = desk.clock.now().saturating_add(-REMEMBERED).ok()?;
    let store = desk.floor.store();
    let asked = store.turn(asker.channel, asker.user, since);
    match tokio::time::timeout(PATIENCE, asked).await {
        Ok(Ok(turn)) => serde_json::from_str(&turn?).ok(),
        Ok(Err(error)) => {
            warn!(%error, "What was asked before is not known.");
            None
        }
        Err(_) => None,
    }
}

async fn keep(
    desk: &Desk,
    asker: Asker,
    id: &str,
    question: &str,
    answer: &Answer,
) -> Result<(), StoreError> {
    let now = desk.clock.now();
    let ago = |age: SignedDuration| now.saturating_add(-age).unwrap_or(now);
    let store = desk.floor.store();
    let text = crate::answers::bare_question(question);
    if text.is_empty() {
        return Ok(());
    }
    store.note_question(id, &text, answer.topic(), now).await?;
    store
        .forget_questions(ago(ANSWERED_KEPT), ago(ALL_KEPT))
        .await?;
    let turn = serde_json::to_string(&answer.turn).unwrap_or_default();
    store
        .set_turn(asker.channel, asker.user, &turn, now, ago(REMEMBERED))
        .await
}
