//! Missed questions that come back: one message a day at most, at a time the learner chose.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use tracing::warn;

use super::buttons::button;
use super::question::digest;
use super::question_page::{choices, letters};
use super::quiz::question;
use super::service::{TourError, TourService, habit, name_of};
use crate::reply::{Reply, TourAct};
use crate::store::{Learner, PlaceKind, StoreError};

/// How soon at the latest it is looked again who is to be asked.
const NAP: SignedDuration = SignedDuration::from_secs(30);
/// How soon at the earliest.
const BLINK: SignedDuration = SignedDuration::from_secs(1);
/// How many are looked at in one go.
const ROUND: u32 = 100;
/// When a question is looked for again that the knowledge no longer has.
const GONE: SignedDuration = SignedDuration::from_hours(7 * 24);
/// After so many questions without an answer nobody is asked on.
const PATIENCE: i64 = 7;

/// Who is asked now, and when to look again.
#[derive(Debug)]
pub struct ReviewBatch {
    /// To be sent, each once. That they were asked is written down already.
    pub sends: Vec<ReviewMessage>,
    /// When to look again.
    pub next: Timestamp,
}

/// A question to be sent.
#[derive(Debug)]
pub struct ReviewMessage {
    /// To whom.
    pub user: u64,
    /// Where; in a direct message if there is none.
    pub channel: Option<u64>,
    /// Whether that is a thread, where nobody notices what does not call them.
    pub in_thread: bool,
    /// By which Discord knows a repeat of the same.
    pub nonce: String,
    /// What.
    pub reply: Reply,
}

impl TourService {
    /// Who is asked now. A day is claimed before its question is sent, so that a crash loses a day's question at most, and
    /// no two workers send it twice.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn round(&self) -> Result<ReviewBatch, StoreError> {
        self.open().await?;
        // The clock may move meanwhile; what comes due by that is looked for at once.
        let now = self.now();
        let mut sends = Vec::new();
        for learner in self.store.learners_due(now, ROUND).await? {
            match self.send_to(&learner).await {
                Ok(send) => sends.extend(send),
                Err(TourError::Store(error)) if sends.is_empty() => return Err(error),
                Err(error) => {
                    warn!(%error, "Somebody was not asked what came back; it is tried again.");
                    break;
                }
            }
        }
        let in_at = |wait| now.saturating_add(wait).unwrap_or(Timestamp::MAX);
        let next = self.store.next_ask().await?;
        let next = next.map_or(in_at(NAP), |next| next.min(in_at(NAP)));
        Ok(ReviewBatch {
            sends,
            next: next.max(in_at(BLINK)),
        })
    }

    /// Ends when there may be something to do sooner than `next`, or then.
    pub async fn rest(&self, next: Timestamp) {
        tokio::select! {
            () = self.clock.until(next) => {}
            () = self.wake.notified() => {}
        }
    }

    /// Asks somebody no more, as they cannot be reached.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn not_reached(&self, user: u64, why: &str) -> Result<(), StoreError> {
        self.store.pause_reviews(user, why).await
    }

    async fn send_to(&self, learner: &Learner) -> Result<Option<ReviewMessage>, TourError> {
        let (user, now) = (learner.id, self.now());
        if learner.unanswered >= PATIENCE {
            let why = format!("{PATIENCE} questions in a row stayed without an answer");
            self.store.pause_reviews(user, &why).await?;
            return Ok(None);
        }
        let today = habit(learner).today(now);
        let Some((mut reply, due_on)) = self.due_question(learner, today).await? else {
            self.reckon(user).await?;
            return Ok(None);
        };
        if !habit(learner).may_be_asked(due_on, now) {
            // Their time of this day is still to come: the clock was moved, or the bot was away.
            self.reckon(user).await?;
            return Ok(None);
        }
        let mut after = learner.clone();
        after.asked_on = Some(today);
        let next = self.next_ask(&after, &self.store.cards(user).await?);
        if !self.store.claim_day(user, today, next).await? {
            // Another worker was quicker, or they have stopped.
            self.reckon(user).await?;
            return Ok(None);
        }
        reply.page.footer = format!("{} · /onboard stop ends this", reply.page.footer);
        let nonce = digest(["review", &user.to_string(), &today.to_string()].into_iter());
        Ok(Some(ReviewMessage {
            user,
            channel: learner.channel,
            in_thread: learner.place == PlaceKind::Thread,
            nonce: nonce[..24].to_owned(),
            reply,
        }))
    }

    /// The most overdue question, as it is now, and since when it is due. One that is gone is looked for again in a week:
    /// its file may be being mended.
    pub(super) async fn due_question(
        &self,
        learner: &Learner,
        today: Date,
    ) -> Result<Option<(Reply, Date)>, TourError> {
        let (user, knowledge) = (learner.id, self.library.current());
        let mut due = Vec::new();
        for card in self.store.cards(user).await? {
            let Some(due_on) = card.due_on.filter(|day| *day <= today) else {
                continue;
            };
            if let Some(question) = question(&knowledge, &card.question, self.moment()) {
                due.push((question, due_on));
            } else {
                let later = today.saturating_add(GONE);
                self.store.put_off_card(user, &card.question, later).await?;
            }
        }
        let Some((question, due_on)) = due.first() else {
            return Ok(None);
        };
        let act = |place: u8| TourAct::Review {
            print: question.print.clone(),
            place,
        };
        let mut page = choices(question, user);
        page.title = format!(
            "You missed this one: {}",
            name_of(&knowledge, question.topic())
        );
        page.footer = match due.len() - 1 {
            0 => "No other question waits".to_owned(),
            1 => "1 more question waits".to_owned(),
            more => format!("{more} more questions wait"),
        };
        let stop = vec![button(user, "Stop", TourAct::Stop)];
        let reply = Reply::of(page)
            .with_row(letters(question, user, act))
            .with_row(stop);
        Ok(Some((reply, *due_on)))
    }
}
