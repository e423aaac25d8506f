//! `tests/questions.jsonl`, and how an answer is held against it: for `tests/it/answers` and `benches/answers.rs`.

use attache::answers::{Answer, Passage, training};
use serde::Deserialize;

/// A question, what page answers it, and what the answer must contain.
#[derive(Debug, Clone, Deserialize)]
pub struct Question {
    /// By which a failure names it.
    pub id: String,
    /// What it may be used for.
    pub part: Part,
    /// What is asked for, such as `stance` or `date`; figures are given for each.
    pub kind: String,
    /// Whose words it is in, such as a newcomer's.
    pub voice: String,
    /// What is said before it, oldest first, and the question itself last.
    pub turns: Vec<String>,
    /// Any of these is right; none means that it is to be declined.
    pub page: Vec<String>,
    /// Of each list one must be in the answer.
    pub contains: Vec<Vec<String>>,
}

/// What a question may be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// To make answers better by it.
    Tune,
    /// To report how good they are.
    Report,
}

/// How an answer did.
#[derive(Debug, Clone, Copy)]
pub struct Judged {
    /// The first passage is of an accepted page, whether it was shown or not.
    pub is_page_right: bool,
    /// It was answered, by an accepted page, and the fact stands in it.
    pub has_fact: bool,
    /// It was answered or declined as it should.
    pub is_decided_right: bool,
}

/// Every question of the file.
pub fn all() -> Vec<Question> {
    let text = include_str!("../../../tests/questions.jsonl");
    let read = |line| serde_json::from_str(line).expect("a question");
    text.lines().map(read).collect()
}

/// Holds an answer against its question.
pub fn judge(question: &Question, answer: &Answer) -> Judged {
    judge_passages(question, &answer.passages)
}

/// The same for the passages of an answer alone.
pub fn judge_passages(question: &Question, passages: &[Passage]) -> Judged {
    let is_to_be_declined = question.page.is_empty();
    let is_accepted = |passage: &Passage| question.page.contains(&training::name_of(&passage.page));
    let is_page_right = passages.first().is_some_and(is_accepted);
    let text = text_of(passages).to_lowercase();
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
pub fn text_of(passages: &[Passage]) -> String {
    let lines: Vec<String> = passages.iter().map(training::text_of).collect();
    lines.join("\n")
}
