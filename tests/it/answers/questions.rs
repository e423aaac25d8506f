//! `tests/questions.jsonl`, and how an answer is held against it.

use attache::answers::{Answer, Passage, Subject};
use serde::Deserialize;

/// A question, what page answers it, and what the answer must contain.
#[derive(Debug, Clone, Deserialize)]
#[allow(dead_code, reason = "tests and the bench read different parts of it")]
pub(crate) struct Question {
    pub(crate) id: String,
    pub(crate) part: Part,
    pub(crate) kind: String,
    pub(crate) voice: String,
    pub(crate) turns: Vec<String>,
    /// Any of these is right; none means that it is to be declined.
    pub(crate) page: Vec<String>,
    /// Of each list one must be in the answer.
    pub(crate) contains: Vec<Vec<String>>,
}

/// What a question may be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Part {
    /// To make answers better by it.
    Tune,
    /// To report how good they are.
    Report,
}

/// How an answer did.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Judged {
    /// The first passage is of an accepted page, whether it was shown or not.
    pub(crate) is_page_right: bool,
    /// It was answered, by an accepted page, and the fact stands in it.
    pub(crate) has_fact: bool,
    /// It was answered or declined as it should.
    pub(crate) is_decided_right: bool,
}

/// Every question of the file.
pub(crate) fn all() -> Vec<Question> {
    let text = include_str!("../questions.jsonl");
    let read = |line| serde_json::from_str(line).expect("a question");
    text.lines().map(read).collect()
}

/// Holds an answer against its question.
pub(crate) fn judge(question: &Question, answer: &Answer) -> Judged {
    judge_passages(question, &answer.passages)
}

/// Holds the passages that answer against the question.
pub(crate) fn judge_passages(question: &Question, passages: &[Passage]) -> Judged {
    let is_to_be_declined = question.page.is_empty();
    let is_accepted = |passage: &Passage| question.page.contains(&page_of(&passage.page));
    let is_page_right = passages.first().is_some_and(is_accepted);
    let text = told(passages).to_lowercase();
    let has = |group: &Vec<String>| group.iter().any(|one| text.contains(&one.to_lowercase()));
    let is_declined = passages.is_empty();
    Judged {
        is_page_right: is_page_right || is_to_be_declined && is_declined,
        has_fact: if is_to_be_declined {
            is_declined
        } else {
            is_page_right && question.contains.iter().all(has)
        },
        is_decided_right: is_declined == is_to_be_declined,
    }
}

/// Everything that the passages say.
pub(crate) fn told(passages: &[Passage]) -> String {
    let lines = passages.iter().map(|passage| {
        let date = passage
            .date()
            .map_or_else(String::new, |date| format!("{date} {}", date.to_iso()));
        let label = passage.entry.label.as_deref().unwrap_or_default();
        format!("{label} {} {date}", passage.entry.text)
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn page_of(subject: &Subject) -> String {
    match subject {
        Subject::Term(id) => format!("term/{id}"),
        other => other.id().to_owned(),
    }
}
