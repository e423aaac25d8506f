//! What a press in a tour does. Whatever is pressed, in whatever order and however late, only the answer to the question
//! that is shown moves the tour on, and only once; everything else shows where the tour is.

use super::course::TourPosition;
use super::messages::returns_on;
use super::question::Question;
use super::question_page;
use super::quiz::question_for;
use super::refusal::{TourError, TourRefusal};
use super::schedule::{ReviewSchedule, after_answer};
use super::service::{TourService, course_of};
use crate::reply::{Reply, TourAction};
use crate::store::{Learner, StepDone, TourState};
use crate::text::Locale;

/// What a press comes to.
#[derive(Debug)]
pub enum Pressed {
    /// The message shows this from now on.
    Update(Box<Reply>),
    /// A new message shows this.
    Post(Box<Reply>),
    /// The tour is to be taken up where it runs.
    Resume,
    /// The track with this id is to be begun from its first step.
    StartOver(String),
}

impl TourService {
    /// Does what a learner pressed in their own tour. From then on they get everything in the language of `locale`.
    ///
    /// # Errors
    /// There is no tour, or it was stopped; or the database does not answer.
    pub async fn press(
        &self,
        user: u64,
        act: &TourAction,
        locale: Locale,
    ) -> Result<Pressed, TourError> {
        let update = |reply| Pressed::Update(Box::new(reply));
        match act {
            TourAction::Continue => Ok(Pressed::Resume),
            TourAction::Begin { track } => Ok(Pressed::StartOver(track.clone())),
            TourAction::Stop => self.stop(user, Some(locale)).await.map(update),
            TourAction::Review { print, place } => {
                let learner = self.learner_in(user, locale).await?;
                let place = usize::from(*place);
                let reply = self.answer_review(learner, print, place).await;
                reply.map(update)
            }
            TourAction::More => {
                let learner = self.learner_in(user, locale).await?;
                self.next_review(&learner).await.map(update)
            }
            TourAction::Back => {
                let learner = self.learner_in(user, locale).await?;
                let reply = self.press_in_step(&learner, act).await?;
                Ok(Pressed::Post(Box::new(reply)))
            }
            TourAction::Here
            | TourAction::Page { .. }
            | TourAction::Quiz { .. }
            | TourAction::Answer { .. } => {
                let learner = self.learner_in(user, locale).await?;
                self.press_in_step(&learner, act).await.map(update)
            }
        }
    }

    /// Does what belongs to the current step, and shows where the tour is then.
    async fn press_in_step(&self, learner: &Learner, act: &TourAction) -> Result<Reply, TourError> {
        let user = learner.id;
        let tour = self.tour(learner).await?;
        if tour.state == TourState::Stopped {
            return Err(TourRefusal::Stopped.into());
        }
        let knowledge = self.library.current();
        // What belongs to another step is a button of an older message.
        let current = course_of(&knowledge, &tour)?.topic();
        match act {
            TourAction::Page { topic } if current == Some(topic) => {
                self.store
                    .set_shown_question(user, &tour.track, None, self.now())
                    .await?;
            }
            TourAction::Quiz { topic } if current == Some(topic) => {
                self.ask(learner, topic).await?;
            }
            TourAction::Answer { print, place } => {
                let question = current
                    .and_then(|topic| question_for(&knowledge, topic, user, self.as_of()))
                    .filter(|question| question.fingerprint == *print);
                if let Some(question) = question
                    && let Some(reply) =
                        self.answer(learner, &question, usize::from(*place)).await?
                {
                    return Ok(reply);
                }
            }
            _ => {}
        }
        self.current_page(learner).await
    }

    /// Shows the question of a topic, or passes the step if the topic has none.
    async fn ask(&self, learner: &Learner, topic: &str) -> Result<(), TourError> {
        let knowledge = self.library.current();
        let (user, track, now) = (learner.id, &learner.track, self.now());
        if question_for(&knowledge, topic, user, self.as_of()).is_some() {
            self.store
                .set_shown_question(user, track, Some(topic), now)
                .await?;
        } else {
            let step = StepDone {
                topic: topic.to_owned(),
                question: None,
                is_right: None,
                at: now,
            };
            self.store.do_step(user, track, &step, None).await?;
        }
        Ok(())
    }

    /// Records an answer. `None` if the step was answered already, or there is no such choice.
    async fn answer(
        &self,
        learner: &Learner,
        question: &Question,
        place: usize,
    ) -> Result<Option<Reply>, TourError> {
        let (user, track, now) = (learner.id, &learner.track, self.now());
        let Some(is_right) = question.is_right(user, place) else {
            return Ok(None);
        };
        let cards = self.store.cards(user).await?;
        let known = cards.iter().find(|card| card.question == question.key);
        let today = ReviewSchedule::from(learner).today(now);
        let missed = (!is_right).then(|| after_answer(&question.key, known, false, today));
        let step = StepDone {
            topic: question.topic().to_owned(),
            question: Some(question.key.clone()),
            is_right: Some(is_right),
            at: now,
        };
        let is_first = self
            .store
            .do_step(user, track, &step, missed.as_ref())
            .await?;
        if !is_first {
            return Ok(None);
        }
        if missed.is_some() {
            self.reschedule(user).await?;
        }
        let (knowledge, tour) = (self.library.current(), self.tour(learner).await?);
        let course = course_of(&knowledge, &tour)?;
        if course.position() == TourPosition::End {
            self.set_state(user, track, TourState::Done).await?;
        }
        let locale = learner.locale;
        let then = missed.as_ref().map(|card| returns_on(card, locale));
        let reply = question_page::answered(&course, question, user, place, then, locale);
        Ok(Some(reply))
    }
}
