//! A question in plain words, from wherever it was asked, to the answer; and what is kept of it.

use std::sync::Arc;
use std::time::Duration;

use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use tokio::time::Instant;
use tracing::warn;

use crate::answers::{Answer, Index, Turn, question_id, rating};
use crate::assistant::Found;
use crate::bot::state::AppState;
use crate::knowledge::Knowledge;
use crate::pages::AsOf;
use crate::reply::Reply;
use crate::store::StoreError;
use crate::tours::TourService;

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
pub(in crate::bot) struct Asker {
    pub channel: u64,
    pub user: u64,
}

/// Answers `question`. What it leant on, and what the next can lean on, is kept by the store.
pub(in crate::bot) async fn answer(state: &Arc<AppState>, asker: Asker, question: &str) -> Reply {
    let before = before(state, asker).await;
    let (knowledge, moment) = (state.knowledge(), state.moment());
    let index = index(state, &knowledge, moment).await;
    // The first of all questions waits for the index; that is no fault of the model's.
    let asked_at = Instant::now();
    let answer = index.answer(question, before.as_ref());
    let mut reply = answer.reply(&index, question);
    if let Some(assistant) = &state.assistant {
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
    if runs_a_tour(state, asker).await {
        reply = reply.with_row(TourService::back_row(asker.user));
    }
    // Whoever asked need not wait until it is written down.
    let (state, question) = (Arc::clone(state), question.to_owned());
    tokio::spawn(async move {
        if let Err(error) = keep(&state, asker, &id, &question, &answer).await {
            warn!(%error, "What was asked could not be kept.");
        }
    });
    reply
}

/// Keeps the index ready, so that nobody waits for it after a reload or at midnight.
pub(in crate::bot) async fn keep_ready(state: Arc<AppState>) {
    let mut news = state.library.subscribe();
    loop {
        let (knowledge, moment) = (state.knowledge(), state.moment());
        index(&state, &knowledge, moment).await;
        let tomorrow = moment.today.tomorrow().ok();
        let midnight = tomorrow.and_then(|day| {
            TimeZone::UTC
                .to_timestamp(day.to_datetime(Time::midnight()))
                .ok()
        });
        let midnight = midnight.unwrap_or(Timestamp::MAX);
        tokio::select! {
            changed = news.changed() => if changed.is_err() { return std::future::pending().await },
            () = state.clock.until(midnight) => {}
        }
    }
}

/// The index of what is known now. It takes a moment to make, and keeps nobody else waiting meanwhile.
async fn index(state: &Arc<AppState>, knowledge: &Arc<Knowledge>, moment: AsOf) -> Arc<Index> {
    if let Some(ready) = state.answers.ready(knowledge, moment) {
        return ready;
    }
    let (here, of) = (Arc::clone(state), Arc::clone(knowledge));
    let made = tokio::task::spawn_blocking(move || here.answers.index(&of, moment)).await;
    made.unwrap_or_else(|_| state.answers.index(knowledge, moment))
}

/// Whether whoever asked is on their tour there, so that the answer leads back to it.
pub(in crate::bot) async fn runs_a_tour(state: &AppState, asker: Asker) -> bool {
    let runs = state.guide.runs_in(asker.channel, asker.user);
    matches!(tokio::time::timeout(PATIENCE, runs).await, Ok(Ok(true)))
}

async fn before(state: &AppState, asker: Asker) -> Option<Turn> {
    let since = state.clock.now().saturating_add(-REMEMBERED).ok()?;
    let store = state.floor.store();
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
    state: &AppState,
    asker: Asker,
    id: &str,
    question: &str,
    answer: &Answer,
) -> Result<(), StoreError> {
    let now = state.clock.now();
    let ago = |age: SignedDuration| now.saturating_add(-age).unwrap_or(now);
    let store = state.floor.store();
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
