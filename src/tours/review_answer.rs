//! The answer to a question that returned, and the next one that waits.

use super::buttons::main_button;
use super::messages::{open_questions, returns_on};
use super::question_page;
use super::quiz::question;
use super::refusal::{TourError, TourRefusal};
use super::schedule::{ReviewSchedule, after_answer};
use super::service::{TourService, topic_name};
use crate::reply::{Entry, Page, Reply, Section, TourAction};
use crate::store::{Card, Learner, Reviews};
use crate::text::text;

impl TourService {
    /// Records the answer to a review: `fingerprint` names the question, `place` the choice, counted from 0. Whatever cannot
    /// be answered any more shows the next that waits instead.
    pub(super) async fn answer_review(
        &self,
        learner: Learner,
        fingerprint: &str,
        place: usize,
    ) -> Result<Reply, TourError> {
        let (user, locale) = (learner.id, learner.locale);
        if learner.reviews == Reviews::Stopped {
            return Err(TourRefusal::Stopped.into());
        }
        let (knowledge, as_of) = (self.library.current(), self.as_of());
        let today = ReviewSchedule::from(&learner).today(self.now());
        let cards = self.store.cards(user).await?;
        let is_due = |card: &&Card| card.due_on.is_some_and(|due| due <= today);
        let due: Vec<&Card> = cards.iter().filter(is_due).collect();
        let found = due.iter().find_map(|card| {
            let question = question(&knowledge, &card.question, as_of)?;
            (question.fingerprint == fingerprint).then_some((*card, question))
        });
        // Without one: the fact has changed since or is gone, or it was answered already.
        let Some((card, question)) = found else {
            return self.next_review(&learner).await;
        };
        let Some(is_right) = question.is_right(user, place) else {
            return self.next_review(&learner).await;
        };
        let after = after_answer(&card.question, Some(card), is_right, today);
        if !self.store.review(user, card, &after).await? {
            return self.next_review(&learner).await;
        }
        self.reschedule(user).await?;
        let then = Some(returns_on(&after, locale));
        let mut page = question_page::explained(&question, user, place, then, locale);
        let name = topic_name(&knowledge, question.topic()).to_owned();
        page.footer = match page.footer.as_str() {
            "" => name,
            in_english => format!("{name} · {in_english}"),
        };
        let row = match due.len() - 1 {
            0 => Vec::new(),
            left => {
                let label = text!(locale, "tours-next-question-button", count = left);
                vec![main_button(user, label, TourAction::More)]
            }
        };
        Ok(Reply::of(page).with_row(row))
    }

    /// The next question that waits, or that there is none.
    pub(super) async fn next_review(&self, learner: &Learner) -> Result<Reply, TourError> {
        if learner.reviews == Reviews::Stopped {
            return Err(TourRefusal::Stopped.into());
        }
        let today = ReviewSchedule::from(learner).today(self.now());
        if let Some((reply, _)) = self.due_question(learner, today).await? {
            return Ok(reply);
        }
        let learner = self.reschedule(learner.id).await?;
        let cards = self.store.cards(learner.id).await?;
        let open = Entry::remark(open_questions(&learner, &cards));
        let page = Page {
            locale: learner.locale,
            title: text!(learner.locale, "tours-none-waiting-title"),
            sections: vec![Section::running(vec![open])],
            ..Page::default()
        };
        Ok(Reply::of(page))
    }
}
