//! A question in plain words, from wherever it was asked, to the answer; and what is kept of it.

use std::sync::Arc;
use std::time::Duration;

use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use tokio::time::Instant;
use tracing::warn;

use super::desk::Desk;
use crate::answers::{Answer, Index, Turn, question_id, rating};
use crate::assistant::Found;
use crate::knowledge::Knowledge;
use crate::onboarding::Guide;
use crate::pages::Moment;
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
    let (knowledge, moment) = (desk.knowledge(), desk.moment());
    let index = index(desk, &knowledge, moment).await;
    // The first of all questions waits for the index; that is no fault of the model's.
    let asked_at = Instant::now();
    let answer = index.answer(question, before.as_ref());
    let mut reply = answer.reply(&index, question);
    if let Some(assistant) = &desk.assistant {
        let found = Found {
            question,
            answer: &answer,
            reply: &reply,
            knowledge: &knowledge,
            moment,
            asked_at,
        };
        if let Some(reworded) = assistant.reword(found).await {
            reply = reworded;
        }
    }
    let id = question_id(question);
    if answer.is_found() {
        let mut row = reply.buttons.pop().unwrap_or_default();
        row.extend(rating(&id));
        reply = reply.with_row(row);
    }
    if runs_a_tour(desk, asker).await {
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

/// Keeps the index ready, so that nobody waits for it after a reload or at midnight.
pub(super) async fn keep_ready(desk: Arc<Desk>) {
    let mut news = desk.library.subscribe();
    loop {
        let (knowledge, moment) = (desk.knowledge(), desk.moment());
        index(&desk, &knowledge, moment).await;
        let tomorrow = moment.today.tomorrow().ok();
        let midnight = tomorrow.and_then(|day| {
            TimeZone::UTC
                .to_timestamp(day.to_datetime(Time::midnight()))
                .ok()
        });
        let midnight = midnight.unwrap_or(Timestamp::MAX);
        tokio::select! {
            changed = news.changed() => if changed.is_err() { return std::future::pending().await },
            () = desk.clock.until(midnight) => {}
        }
    }
}

/// The index of what is known now. It takes a moment to make, and keeps nobody else waiting meanwhile.
async fn index(desk: &Arc<Desk>, knowledge: &Arc<Knowledge>, moment: Moment) -> Arc<Index> {
    if let Some(ready) = desk.answers.ready(knowledge, moment) {
        return ready;
    }
    let (here, of) = (Arc::clone(desk), Arc::clone(knowledge));
    let made = tokio::task::spawn_blocking(move || here.answers.index(&of, moment)).await;
    made.unwrap_or_else(|_| desk.answers.index(knowledge, moment))
}

/// Whether whoever asked is on their tour there, so that the answer leads back to it.
pub(super) async fn runs_a_tour(desk: &Desk, asker: Asker) -> bool {
    let runs = desk.guide.runs_in(asker.channel, asker.user);
    matches!(tokio::time::timeout(PATIENCE, runs).await, Ok(Ok(true)))
}

async fn before(desk: &Desk, asker: Asker) -> Option<Turn> {
    let since = desk.clock.now().saturating_add(-REMEMBERED).ok()?;
    let store = desk.floor.store();
    let last = store.turn(asker.channel, asker.user, since);
    match tokio::time::timeout(PATIENCE, last).await {
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
