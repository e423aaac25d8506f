//! A question in plain words, from wherever it was asked, to the answer; and what is kept of it.

use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use tokio::runtime::Handle;
use tokio::time::Instant;
use tracing::warn;

use super::asker::Asker;
use super::utterance;
use crate::answers::{Answer, Index, Turn, question_id, rating};
use crate::assistant::RewordRequest;
use crate::bot::error;
use crate::bot::state::AppState;
use crate::reply::Reply;
use crate::store::StoreError;
use crate::text::Locale;
use crate::tours::TourService;

/// For how long after a question the next may refer to it: people return from a meeting to a new subject.
const FOLLOW_UP_WINDOW: SignedDuration = SignedDuration::from_mins(15);
/// How long a question that was answered is kept, so that its answer can be rated.
const KEEP_ANSWERED: SignedDuration = SignedDuration::from_hours(24 * 7);
/// How long a question is kept that nobody asks again: editors see a year of gaps.
const KEEP_UNANSWERED: SignedDuration = SignedDuration::from_hours(24 * 365);
/// How long the database may take to say what was asked before; an answer without that is better than none.
const CONTEXT_TIMEOUT: Duration = Duration::from_millis(800);

/// Answers `question`. What it may refer to, and what the next may, is kept in the store.
pub(in crate::bot) async fn answer(state: &Arc<AppState>, asker: Asker, question: &str) -> Reply {
    if let Some(said) = utterance::heard(state, question) {
        return utterance::reply(state, asker, &said).await;
    }
    let before = before(state, asker).await;
    let (now, as_of) = (state.knowledge(), state.as_of());
    let (words, locale) = (question.to_owned(), asker.locale);
    let in_use = Arc::clone(&now);
    let patience = asker.patience;
    let read = state.questions.read(&now, as_of, patience, move |index| {
        let index = index.get();
        // The first of all questions waits for the index; that is no fault of the model's.
        let asked_at = Instant::now();
        let answer = index.answer(&words, before.as_ref());
        // Just after a change the index is of before it, and a page can be gone.
        let answer = answer.without_pages_missing_in(&in_use);
        let reply = answer.reply(&index, &words, locale);
        (Arc::clone(index.knowledge()), asked_at, answer, reply)
    });
    let Ok((knowledge, asked_at, answer, mut reply)) = read.await else {
        return turn_away(state, locale);
    };
    if let Some(assistant) = &state.assistant {
        let found = RewordRequest {
            question,
            answer: &answer,
            reply: &reply,
            knowledge: &knowledge,
            as_of,
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
        reply = reply.with_row(TourService::back_row(asker.user, asker.locale));
    }
    // Whoever asked need not wait until it is written down.
    let (shared, question) = (Arc::clone(state), question.to_owned());
    state.in_flight.spawn(async move {
        if let Err(error) = keep(&shared, asker, &id, &question, &answer).await {
            warn!(%error, "A question could not be stored.");
        }
    });
    reply
}

/// What whoever asks gets when too many ask at once.
pub(in crate::bot) fn turn_away(state: &AppState, locale: Locale) -> Reply {
    state.metrics.questions_let_go.add();
    state.overload.busy.add(&Handle::current());
    error::busy(locale)
}

/// The pages that a text comes near in meaning: those that would answer it.
pub(in crate::bot) fn nearest_by_meaning(index: &Index, text: &str) -> Vec<String> {
    let answer = index.answer(text, None);
    let topic = answer.topic().filter(|_| answer.is_found());
    topic.map(str::to_owned).into_iter().collect()
}

/// Whether whoever asked is on their tour there, so that the answer leads back to it.
pub(in crate::bot) async fn runs_a_tour(state: &AppState, asker: Asker) -> bool {
    let runs = state.tours.runs_in(asker.channel, asker.user);
    matches!(
        tokio::time::timeout(CONTEXT_TIMEOUT, runs).await,
        Ok(Ok(true))
    )
}

async fn before(state: &AppState, asker: Asker) -> Option<Turn> {
    let since = state.clock.now().saturating_add(-FOLLOW_UP_WINDOW).ok()?;
    let store = &state.store;
    let last = store.turn(asker.channel, asker.user, since);
    match tokio::time::timeout(CONTEXT_TIMEOUT, last).await {
        Ok(Ok(turn)) => serde_json::from_str(&turn?).ok(),
        Ok(Err(error)) => {
            warn!(%error, "The question before this one is not known.");
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
    let store = &state.store;
    let text = crate::answers::bare_question(question);
    if text.is_empty() {
        return Ok(());
    }
    store.note_question(id, &text, answer.topic(), now).await?;
    if let Some(guild) = asker.guild {
        store.count_question(guild, answer.is_found()).await?;
    }
    store
        .forget_questions(ago(KEEP_ANSWERED), ago(KEEP_UNANSWERED))
        .await?;
    let turn = serde_json::to_string(&answer.turn).unwrap_or_default();
    store
        .set_turn(asker.channel, asker.user, &turn, now, ago(FOLLOW_UP_WINDOW))
        .await
}
