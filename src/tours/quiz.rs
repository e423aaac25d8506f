//! Questions from the live knowledge: those that the editors wrote (`[[quiz]]`), and those made from its facts.

mod choices;
mod hotspot;
mod organization;

use super::question::{Question, number_from, topic_of};
use crate::knowledge::{Knowledge, Topic};
use crate::pages::AsOf;

/// Every question about a topic, in a fixed order.
pub fn questions_about(knowledge: &Knowledge, topic: &str, as_of: AsOf) -> Vec<Question> {
    match knowledge.topic(topic) {
        Some(Topic::Hotspot(hotspot)) => hotspot::questions(knowledge, hotspot),
        Some(Topic::Organization(organization)) => {
            organization::questions(knowledge, organization, as_of)
        }
        None => Vec::new(),
    }
}

/// The question with this key, as it is now. `None` if what it was about is gone.
pub fn question(knowledge: &Knowledge, key: &str, as_of: AsOf) -> Option<Question> {
    questions_about(knowledge, topic_of(key), as_of)
        .into_iter()
        .find(|question| question.key == key)
}

/// The question that this user is asked about a topic, the same each time. `None` if the topic has no question.
pub fn question_for(
    knowledge: &Knowledge,
    topic: &str,
    user: u64,
    as_of: AsOf,
) -> Option<Question> {
    let mut questions = questions_about(knowledge, topic, as_of);
    let user = user.to_string();
    let pick = |from: usize, below: usize, why: &str| {
        from + number_from([why, &user, topic].into_iter(), below)
    };
    // However many terms a topic has, all of them together come up as often as any one other question.
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
