//! Reviews: missed questions that the bot sends by itself, one message a day at most, at a time the learner chose.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::buttons::button;
use super::question::digest;
use super::question_page::{choices, in_english, letters};
use super::quiz::question;
use super::refusal::TourError;
use super::schedule::{MAX_UNANSWERED_REVIEWS, ReviewSchedule};
use super::service::{TourService, topic_name};
use crate::reply::{Reply, TourAction};
use crate::store::{Learner, PauseReason, PlaceKind, StoreError};
use crate::text::text;

/// How many learners are looked at in one go, so that a stop is never far away.
const BATCH: u32 = 100;
/// When a question is looked for again that the knowledge no longer has: its file may be in the middle of an edit.
const RETRY_MISSING: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Length of a nonce, in characters; Discord allows 25.
/// <https://discord.com/developers/docs/resources/message#create-message>
const NONCE: usize = 24;

/// What is to be sent now, and when to look again.
#[derive(Debug)]
pub struct ReviewBatch {
    /// To be sent, each once: their day is on record already.
    pub messages: Vec<ReviewMessage>,
    /// When the next learner is due. `None` if nobody is.
    pub next_check: Option<Timestamp>,
    /// What kept further learners from being claimed, after the messages above were. They are due still.
    pub error: Option<TourError>,
}

/// A question to be sent.
#[derive(Debug)]
pub struct ReviewMessage {
    /// To whom.
    pub user: u64,
    /// The channel. `None` for a direct message that is still to be opened.
    pub channel: Option<u64>,
    /// Whether that is a thread, where nobody notices a message that does not mention them.
    pub in_thread: bool,
    /// By which Discord recognizes a repeat of the same message, at most 25 characters.
    pub nonce: String,
    /// The question and its buttons.
    pub reply: Reply,
}

impl TourService {
    /// What is to be sent now. A learner's day is claimed before its question is sent, so that a crash loses one day's
    /// question at most, and no two processes send it twice.
    ///
    /// # Errors
    /// The database does not answer, and nothing has been claimed.
    pub async fn due_reviews(&self) -> Result<ReviewBatch, StoreError> {
        let mut batch = ReviewBatch {
            messages: Vec::new(),
            next_check: None,
            error: None,
        };
        for learner in self.store.learners_due(self.now(), BATCH).await? {
            match self.claim_review(&learner).await {
                Ok(message) => batch.messages.extend(message),
                Err(TourError::Store(error)) if batch.messages.is_empty() => return Err(error),
                Err(error) => {
                    // What was claimed must be sent, whatever happens to the next learner.
                    batch.error = Some(error);
                    return Ok(batch);
                }
            }
        }
        match self.store.next_ask().await {
            Ok(next) => batch.next_check = next,
            Err(error) if batch.messages.is_empty() => return Err(error),
            Err(error) => batch.error = Some(error.into()),
        }
        Ok(batch)
    }

    /// Ready when something changed that may be due sooner than [`next_check`](ReviewBatch::next_check) said. Nothing is
    /// lost if it is dropped before.
    pub async fn reviews_changed(&self) {
        self.wake.notified().await;
    }

    /// Sends somebody no more reviews, as they cannot be reached; `why` is shown to them in `/onboard progress`.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn pause_reviews(&self, user: u64, why: &str) -> Result<(), StoreError> {
        let reason = PauseReason::Unreachable(why.to_owned());
        self.store.pause_reviews(user, reason).await
    }

    /// Claims a learner's day. `None` if there is nothing to send after all.
    async fn claim_review(&self, learner: &Learner) -> Result<Option<ReviewMessage>, TourError> {
        let (user, now) = (learner.id, self.now());
        if learner.unanswered >= MAX_UNANSWERED_REVIEWS {
            self.store
                .pause_reviews(user, PauseReason::Unanswered)
                .await?;
            return Ok(None);
        }
        let schedule = ReviewSchedule::from(learner);
        let today = schedule.today(now);
        let Some((mut reply, due_on)) = self.due_question(learner, today).await? else {
            self.reschedule(user).await?;
            return Ok(None);
        };
        if !schedule.may_be_asked(due_on, now) {
            // Today's time is still to come: the clock was moved, or the bot was down.
            self.reschedule(user).await?;
            return Ok(None);
        }
        let mut asked = learner.clone();
        asked.asked_on = Some(today);
        let next = self.next_review_at(&asked, &self.store.cards(user).await?);
        if !self.store.claim_day(user, today, next).await? {
            // Another process was quicker, or they have stopped.
            self.reschedule(user).await?;
            return Ok(None);
        }
        let stop = text!(learner.locale, "tours-stop-ends-this");
        reply.page.footer = format!("{} · {stop}", reply.page.footer);
        let nonce = digest(["review", &user.to_string(), &today.to_string()].into_iter());
        Ok(Some(ReviewMessage {
            user,
            channel: learner.channel,
            in_thread: learner.place == PlaceKind::Thread,
            nonce: nonce[..NONCE].to_owned(),
            reply,
        }))
    }

    /// The most overdue question as it is now, in the learner's language, and the day since when it is due. `None` if nothing is due.
    pub(super) async fn due_question(
        &self,
        learner: &Learner,
        today: Date,
    ) -> Result<Option<(Reply, Date)>, TourError> {
        let (user, locale) = (learner.id, learner.locale);
        let knowledge = self.library.current();
        let mut due = Vec::new();
        for card in self.store.cards(user).await? {
            let Some(due_on) = card.due_on.filter(|day| *day <= today) else {
                continue;
            };
            if let Some(question) = question(&knowledge, &card.question, self.as_of()) {
                due.push((question, due_on));
            } else {
                let later = today.saturating_add(RETRY_MISSING);
                self.store.defer_card(user, &card.question, later).await?;
            }
        }
        let Some((question, due_on)) = due.first() else {
            return Ok(None);
        };
        let act = |place: u8| TourAction::Review {
            print: question.fingerprint.clone(),
            place,
        };
        let mut page = choices(question, user);
        let topic = topic_name(&knowledge, question.topic());
        page.locale = locale;
        page.title = text!(locale, "tours-try-again-title", topic = topic);
        let waiting = text!(locale, "tours-waiting", count = due.len() - 1);
        let footer: Vec<String> = std::iter::once(waiting).chain(in_english(locale)).collect();
        page.footer = footer.join(" · ");
        let stop = text!(locale, "tours-stop-button");
        let stop = vec![button(user, stop, TourAction::Stop)];
        let reply = Reply::of(page)
            .with_row(letters(question, user, act))
            .with_row(stop);
        Ok(Some((reply, *due_on)))
    }
}
