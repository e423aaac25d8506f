//! Keeps how far people are on their tours, and shows them the page they are at.
//!
//! The rest of `TourService` is beside this file by what people do: `enrollment` (begin, resume, stop), `presses` (buttons),
//! `review_answer`, `progress`, and `reviews` (what the bot sends by itself).

use std::sync::Arc;

use clock::SharedClock;
use jiff::{Span, Timestamp};
use tokio::sync::Notify;

use super::buttons::button;
use super::course::{Course, TourPosition};
use super::quiz::question_for;
use super::refusal::{TourError, TourRefusal};
use super::schedule::ReviewSchedule;
use super::{lesson, messages, question_page};
use crate::knowledge::{Knowledge, Library};
use crate::pages::AsOf;
use crate::reply::{Button, Reply, TourAction};
use crate::store::{Card, Learner, PlaceKind, Reviews, Store, StoreError, Tour, TourState};
use crate::text::{Locale, text};

/// Leads people through their tours, and keeps how far they are.
pub struct TourService {
    pub(super) store: Store,
    pub(super) library: Arc<Library>,
    pub(super) clock: SharedClock,
    stale_after: Span,
    /// Notified when somebody's next review may be due sooner than the loop of reviews expects.
    pub(super) wake: Notify,
}

impl TourService {
    /// `stale_after` is the age from which a page warns that its facts are old.
    pub fn new(store: Store, library: Arc<Library>, clock: SharedClock, stale_after: Span) -> Self {
        Self {
            store,
            library,
            clock,
            stale_after,
            wake: Notify::new(),
        }
    }

    /// Where somebody's tour runs: the kind of place, and its channel, `None` for answers that only they see. `None` for
    /// whoever never began.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn place(&self, user: u64) -> Result<Option<(PlaceKind, Option<u64>)>, StoreError> {
        let learner = self.store.learner(user).await?;
        Ok(learner.map(|learner| (learner.place, learner.channel)))
    }

    /// Records where somebody's tour runs from now on. Reviews come there too, whatever paused them before.
    ///
    /// # Errors
    /// There is no tour, or the database does not answer.
    pub async fn set_place(
        &self,
        user: u64,
        place: PlaceKind,
        channel: Option<u64>,
    ) -> Result<(), TourError> {
        let mut learner = self.learner(user).await?;
        (learner.place, learner.channel) = (place, channel);
        learner.reviews = Reviews::Active;
        learner.reason = None;
        learner.unanswered = 0;
        self.save(learner).await?;
        Ok(())
    }

    /// Whether this user's tour runs in this channel, so that an answer there should lead back to it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn runs_in(&self, channel: u64, user: u64) -> Result<bool, StoreError> {
        self.store.has_tour_in(channel, user).await
    }

    /// The buttons below an answer to a question asked in a tour.
    pub fn back_row(user: u64, locale: Locale) -> Vec<Button> {
        let label = text!(locale, "tours-back-button");
        vec![button(user, label, TourAction::Back)]
    }

    /// The page that a learner is at, in their language: a step, its question, or the end. Records that a tour is done
    /// when it is.
    pub(super) async fn current_page(&self, learner: &Learner) -> Result<Reply, TourError> {
        let (user, locale) = (learner.id, learner.locale);
        let tour = self.tour(learner).await?;
        let knowledge = self.library.current();
        let course = course_of(&knowledge, &tour)?;
        let as_of = self.as_of();
        let TourPosition::At { step, is_asked } = course.position() else {
            if tour.state == TourState::Running {
                self.set_state(user, &tour.track, TourState::Done).await?;
            }
            let cards = self.store.cards(user).await?;
            return Ok(messages::end(&course, &tour, learner, &cards));
        };
        let question = question_for(&knowledge, &step.topic, user, as_of);
        Ok(match question {
            Some(question) if is_asked => {
                let name = topic_name(&knowledge, &step.topic);
                question_page::shown(&course, &question, name, user, locale)
            }
            question => {
                let has_question = question.is_some();
                lesson::page(&knowledge, &course, step, user, has_question, as_of, locale)
            }
        })
    }

    /// Who this is; an error for whoever never began.
    pub(super) async fn learner(&self, user: u64) -> Result<Learner, TourError> {
        let learner = self.store.learner(user).await?;
        Ok(learner.ok_or(TourRefusal::NotStarted)?)
    }

    /// The same for whoever just did something in this language, in which they get everything from now on.
    pub(super) async fn learner_in(&self, user: u64, locale: Locale) -> Result<Learner, TourError> {
        let learner = self.learner(user).await?;
        Ok(self.in_language(learner, locale).await?)
    }

    /// Notes a learner's language, unless it is known already.
    pub(super) async fn in_language(
        &self,
        learner: Learner,
        locale: Locale,
    ) -> Result<Learner, StoreError> {
        if learner.locale != locale {
            self.store.set_learner_locale(learner.id, locale).await?;
        }
        Ok(Learner { locale, ..learner })
    }

    /// The tour that a learner is in, or was in last.
    pub(super) async fn tour(&self, learner: &Learner) -> Result<Tour, TourError> {
        let tour = self.store.tour(learner.id, &learner.track).await?;
        Ok(tour.ok_or(TourRefusal::NotStarted)?)
    }

    pub(super) async fn set_state(
        &self,
        user: u64,
        track: &str,
        state: TourState,
    ) -> Result<(), StoreError> {
        self.store
            .set_tour_state(user, track, state, self.now())
            .await
    }

    /// Writes a learner, with the moment of their next review.
    pub(super) async fn save(&self, mut learner: Learner) -> Result<Learner, StoreError> {
        let cards = self.store.cards(learner.id).await?;
        learner.next_ask_at = self.next_review_at(&learner, &cards);
        self.store.put_learner(&learner).await?;
        self.wake.notify_one();
        Ok(learner)
    }

    /// Computes the moment of somebody's next review anew, after their cards changed.
    pub(super) async fn reschedule(&self, user: u64) -> Result<Learner, TourError> {
        let mut learner = self.learner(user).await?;
        learner.next_ask_at = self.next_review_at(&learner, &self.store.cards(user).await?);
        self.store.set_next_ask(user, learner.next_ask_at).await?;
        self.wake.notify_one();
        Ok(learner)
    }

    /// When the next review is sent. `None` if no card is open or reviews are not active.
    pub(super) fn next_review_at(&self, learner: &Learner, cards: &[Card]) -> Option<Timestamp> {
        let due_on = cards.iter().filter_map(|card| card.due_on).min()?;
        let is_active = learner.reviews == Reviews::Active;
        is_active.then(|| ReviewSchedule::from(learner).next(due_on, self.now()))
    }

    pub(super) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub(super) fn as_of(&self) -> AsOf {
        AsOf {
            today: self.clock.today(),
            stale_after: self.stale_after,
        }
    }
}

/// The course of a tour; an error the learner can read if its track is gone.
pub(super) fn course_of<'k>(
    knowledge: &'k Knowledge,
    tour: &Tour,
) -> Result<Course<'k>, TourRefusal> {
    Course::of(knowledge, tour).ok_or(TourRefusal::NoTrack)
}

/// A topic's name, or its id if the topic is gone.
pub(super) fn topic_name<'k>(knowledge: &'k Knowledge, topic: &'k str) -> &'k str {
    knowledge.topic(topic).map_or(topic, |topic| topic.name())
}
