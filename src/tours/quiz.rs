//! Questions from the live knowledge: those that the editors wrote, and those that its facts answer by themselves.

mod hotspot;
mod organization;

use super::question::{Question, digest, number_from, topic_of};
use crate::knowledge::{Knowledge, Topic};
use crate::pages::AsOf;

/// Longest choice, in characters, as the format of the quizzes has it.
const MAX_CHOICE: usize = 80;
/// How many choices a made question has, if there are so many.
const CHOICES: usize = 4;

/// Every question about a page, in a fixed order.
pub fn questions_about(knowledge: &Knowledge, topic: &str, moment: AsOf) -> Vec<Question> {
    match knowledge.topic(topic) {
        Some(Topic::Hotspot(hotspot)) => hotspot::questions(knowledge, hotspot),
        Some(Topic::Organization(organization)) => {
            organization::questions(knowledge, organization, moment)
        }
        None => Vec::new(),
    }
}

/// The question with this key, as it is now; none if what it was about is gone.
pub fn question(knowledge: &Knowledge, key: &str, moment: AsOf) -> Option<Question> {
    questions_about(knowledge, topic_of(key), moment)
        .into_iter()
        .find(|question| question.key == key)
}

/// The question that this user is asked about a page, the same each time: one that the editors wrote, how the page stands
/// towards U.S. aims, or one more that its facts answer.
pub fn question_for(
    knowledge: &Knowledge,
    topic: &str,
    user: u64,
    moment: AsOf,
) -> Option<Question> {
    let mut questions = questions_about(knowledge, topic, moment);
    let user = user.to_string();
    let pick = |from: usize, below: usize, why: &str| {
        from + number_from([why, &user, topic].into_iter(), below)
    };
    // However many terms a page has, they come up no more often than any other question.
    let is_term = |question: &Question| question.key.contains("/term/");
    let others = questions.iter().filter(|one| !is_term(one)).count();
    let terms = questions.len() - others;
    questions.sort_by_key(is_term);
    let mut at = pick(0, others + usize::from(terms > 0), "question");
    if at == others && terms > 0 {
        at = pick(others, terms, "term");
    }
    (at < questions.len()).then(|| questions.swap_remove(at))
}

/// The right choice and a few wrong ones; none if there is no wrong one. Which, depends on `key` alone, so that they
/// change only when the facts do.
fn choices(key: &str, right: &str, wrong: impl IntoIterator<Item = String>) -> Option<Vec<String>> {
    let fits = |choice: &str| !choice.is_empty() && choice.chars().count() <= MAX_CHOICE;
    let mut wrong: Vec<String> = wrong
        .into_iter()
        .filter(|choice| choice != right && fits(choice))
        .collect();
    wrong.sort();
    wrong.dedup();
    wrong.sort_by_cached_key(|choice| digest([key, choice].into_iter()));
    wrong.truncate(CHOICES - 1);
    if wrong.is_empty() || !fits(right) {
        return None;
    }
    Some(std::iter::once(right.to_owned()).chain(wrong).collect())
}
