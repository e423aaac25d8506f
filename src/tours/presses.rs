//! What a press in a tour does. Whatever is pressed, in whatever order and however late, only the answer to the question
//! that is shown moves the tour on, and only once; everything else shows where the tour is.

use super::buttons::main_button;
use super::course::{Course, TourPosition};
use super::options::Wrong;
use super::question::Question;
use super::quiz::{question, question_for};
use super::schedule::after_answer;
use super::service::{NO_TRACK, TourError, TourService, habit, name_of};
use super::{messages, question_page};
use crate::document::PartialDate;
use crate::reply::{Entry, Page, Reply, Section, TourAct};
use crate::store::{Card, Learner, Reviews, StepDone, TourState};

/// What a press came to.
#[derive(Debug)]
pub enum Pressed {
    /// The message shows this from now on.
    Update(Box<Reply>),
    /// A new message shows this.
    Post(Box<Reply>),
    /// The tour is to be taken up where it runs.
    GoOn,
    /// A track is to be begun from its first step.
    Begin(String),
}

const STOPPED: &str = "You stopped your tour. /onboard continue goes on where you were.";

impl TourService {
    /// Does what somebody pressed in their own tour.
    ///
    /// # Errors
    /// There is no tour, it was stopped; or the database does not answer.
    pub async fn press(&self, user: u64, act: &TourAct) -> Result<Pressed, TourError> {
        self.open().await?;
        let update = |reply| Ok(Pressed::Update(Box::new(reply)));
        match act {
            TourAct::Continue => return Ok(Pressed::GoOn),
            TourAct::Begin { track } => return Ok(Pressed::Begin(track.clone())),
            TourAct::Stop => return update(self.stop(user).await?),
            TourAct::Review { print, place } => {
                return update(self.review(user, print, usize::from(*place)).await?);
            }
            TourAct::More => {
                let learner = self.begun(user).await?;
                return update(self.waiting(&learner).await?);
            }
            _ => {}
        }
        let learner = self.begun(user).await?;
        let tour = self.tour(&learner).await?;
        if tour.state == TourState::Stopped {
            return Err(Wrong(STOPPED.to_owned()).into());
        }
        let knowledge = self.library.current();
        let course = Course::of(&knowledge, &tour).ok_or_else(|| Wrong(NO_TRACK.to_owned()))?;
        let here = course.topic();
        match act {
            TourAct::Page { topic } if here == Some(topic) => {
                self.store
                    .ask_in_tour(user, &tour.track, None, self.now())
                    .await?;
            }
            TourAct::Quiz { topic } if here == Some(topic) => self.ask(&learner, topic).await?,
            TourAct::Answer { print, place } => {
                let asked = here.and_then(|topic| {
                    let question = question_for(&knowledge, topic, user, self.moment())?;
                    (question.print == *print).then_some(question)
                });
                if let Some(question) = asked
                    && let Some(reply) = self
                        .answer(&learner, &question, usize::from(*place))
                        .await?
                {
                    return update(reply);
                }
            }
            _ => {}
        }
        let reply = self.here(&learner).await?;
        Ok(match act {
            TourAct::Back => Pressed::Post(Box::new(reply)),
            _ => Pressed::Update(Box::new(reply)),
        })
    }

    /// Shows the question of a page, or passes the step if the page has none.
    async fn ask(&self, learner: &Learner, topic: &str) -> Result<(), TourError> {
        let knowledge = self.library.current();
        let (user, track, now) = (learner.id, &learner.track, self.now());
        if question_for(&knowledge, topic, user, self.moment()).is_some() {
            self.store
                .ask_in_tour(user, track, Some(topic), now)
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

    /// Takes an answer; none if another was quicker, or there is no such choice.
    async fn answer(
        &self,
        learner: &Learner,
        question: &Question,
        place: usize,
    ) -> Result<Option<Reply>, TourError> {
        let (user, now) = (learner.id, self.now());
        let Some(is_right) = question.is_right(user, place) else {
            return Ok(None);
        };
        let cards = self.store.cards(user).await?;
        let known = cards.iter().find(|card| card.question == question.key);
        let today = habit(learner).today(now);
        let missed = (!is_right).then(|| after_answer(&question.key, known, false, today));
        let step = StepDone {
            topic: question.topic().to_owned(),
            question: Some(question.key.clone()),
            is_right: Some(is_right),
            at: now,
        };
        let track = &learner.track;
        if !self
            .store
            .do_step(user, track, &step, missed.as_ref())
            .await?
        {
            return Ok(None);
        }
        if missed.is_some() {
            self.reckon(user).await?;
        }
        let (knowledge, tour) = (self.library.current(), self.tour(learner).await?);
        let course = Course::of(&knowledge, &tour).ok_or_else(|| Wrong(NO_TRACK.to_owned()))?;
        if course.stand() == TourPosition::End {
            self.store
                .stand_tour(user, track, TourState::Done, now)
                .await?;
        }
        let then = missed.as_ref().map(comes_back);
        Ok(Some(question_page::answered(
            &course, question, user, place, then,
        )))
    }

    /// Takes the answer to a question that came back.
    async fn review(&self, user: u64, print: &str, place: usize) -> Result<Reply, TourError> {
        let learner = self.begun(user).await?;
        if learner.reviews == Reviews::Stopped {
            return Err(Wrong(STOPPED.to_owned()).into());
        }
        let (knowledge, moment) = (self.library.current(), self.moment());
        let today = habit(&learner).today(self.now());
        let cards = self.store.cards(user).await?;
        let found = cards.iter().find_map(|card| {
            let question = question(&knowledge, &card.question, moment)?;
            (question.print == print).then_some((card, question))
        });
        let Some((card, question)) = found else {
            // The fact has changed since it was asked, or is gone: what is asked instead is what is true now.
            return self.waiting(&learner).await;
        };
        let is_due = card.due_on.is_some_and(|due| due <= today);
        let Some(is_right) = question.is_right(user, place).filter(|_| is_due) else {
            return self.waiting(&learner).await;
        };
        let after = after_answer(&card.question, Some(card), is_right, today);
        if !self.store.review(user, card, &after).await? {
            return self.waiting(&learner).await;
        }
        self.reckon(user).await?;
        let waiting = cards.iter().filter(|other| {
            other.question != card.question && other.due_on.is_some_and(|due| due <= today)
        });
        let mut page = question_page::explained(&question, user, place, Some(comes_back(&after)));
        name_of(&knowledge, question.topic()).clone_into(&mut page.footer);
        let count = waiting.count();
        let row = if count > 0 {
            let label = format!("Next question ▶ ({count} waiting)");
            vec![main_button(user, label, TourAct::More)]
        } else {
            Vec::new()
        };
        Ok(Reply::of(page).with_row(row))
    }

    /// The next question that came back, or that there is none.
    async fn waiting(&self, learner: &Learner) -> Result<Reply, TourError> {
        if learner.reviews == Reviews::Stopped {
            return Err(Wrong(STOPPED.to_owned()).into());
        }
        let today = habit(learner).today(self.now());
        if let Some((reply, _)) = self.due_question(learner, today).await? {
            return Ok(reply);
        }
        let learner = self.reckon(learner.id).await?;
        let cards = self.store.cards(learner.id).await?;
        let page = Page {
            title: "No question is waiting".to_owned(),
            sections: vec![Section::running(vec![Entry::remark(
                messages::coming_back(&learner, &cards),
            )])],
            ..Page::default()
        };
        Ok(Reply::of(page))
    }
}

/// "This one comes back on 26 Nov 2026."
fn comes_back(card: &Card) -> String {
    match card.due_on {
        Some(day) => format!("This one comes back on {}.", PartialDate::Day(day)),
        None => "You know this one by now; it does not come back.".to_owned(),
    }
}
