//! Questions as they are read, with the passages that answer them.

use crate::answers::Turn;
use crate::answers::index::Index;
use crate::answers::passage::{Passage, Subject};
use crate::answers::rank::Asked;
use crate::answers::weights::Kind;
use crate::cores::on_all_cores;

/// A question whose answer is known.
#[derive(Debug, Clone)]
pub struct KnownQuestion {
    /// What is said before it, oldest first, and the question itself last.
    pub turns: Vec<String>,
    /// The ids of the pages that are right, `term/` before that of a term; none if it is to be declined.
    pub pages: Vec<String>,
    /// Of each list one must stand in the answer.
    pub contains: Vec<Vec<String>>,
}

/// A question as it is read, and what answers it.
pub(super) struct Example {
    pub asked: Asked,
    pages: Vec<String>,
    /// The places of the passages that answer it.
    pub right: Vec<usize>,
    /// The kinds of these.
    kinds: Vec<Kind>,
}

impl Example {
    pub(super) fn is_answerable(&self) -> bool {
        !self.pages.is_empty()
    }

    /// Whether a page is right.
    pub(super) fn accepts(&self, page: &Subject) -> bool {
        self.pages.contains(&name_of(page))
    }

    /// Of what kind the passages are that answer it; together 1. `None` if nothing answers it.
    pub(super) fn kinds(&self) -> Option<[f32; Kind::COUNT]> {
        let mut shares = [0.0; Kind::COUNT];
        #[expect(clippy::cast_precision_loss, reason = "a handful")]
        let share = 1.0 / self.kinds.len() as f32;
        for kind in &self.kinds {
            shares[*kind as usize] += share;
        }
        (!self.kinds.is_empty()).then_some(shares)
    }
}

pub(super) fn examples(index: &Index, questions: &[KnownQuestion]) -> Vec<Example> {
    let passages = index.passages();
    on_all_cores(questions, |question| {
        with_passages(index, question, &passages)
    })
}

/// A question as it is read; it is not looked for what answers it.
pub(super) fn example(index: &Index, question: &KnownQuestion) -> Example {
    with_passages(index, question, &[])
}

fn with_passages(index: &Index, question: &KnownQuestion, passages: &[Passage]) -> Example {
    let mut before: Option<Turn> = None;
    let (last, earlier) = question.turns.split_last().expect("a question has a turn");
    for turn in earlier {
        before = Some(index.answer(turn, before.as_ref()).turn);
    }
    let right = right(question, passages);
    Example {
        asked: index.asked(last, before.as_ref()).0,
        pages: question.pages.clone(),
        kinds: right
            .iter()
            .map(|at| Kind::of(passages[*at].kind))
            .collect(),
        right,
    }
}

/// The places of the passages on a right page that have every fact; else of those that have one; else of all on it.
fn right(question: &KnownQuestion, passages: &[Passage]) -> Vec<usize> {
    let is_there = |passage: &Passage| question.pages.contains(&name_of(&passage.page));
    let of_page = passages.iter().enumerate().filter(|(_, one)| is_there(one));
    let facts: Vec<(usize, usize)> = of_page
        .map(|(at, passage)| {
            let text = text_of(passage).to_lowercase();
            let has =
                |group: &&Vec<String>| group.iter().any(|fact| text.contains(&fact.to_lowercase()));
            (at, question.contains.iter().filter(has).count())
        })
        .collect();
    let most = facts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let best = facts.into_iter().filter(|(_, count)| *count == most);
    best.map(|(at, _)| at).collect()
}

/// Everything that a passage says, with its label and its date in both spellings: what the facts of a question are looked for in.
pub fn text_of(passage: &Passage) -> String {
    let label = passage.entry.label.as_deref().unwrap_or_default();
    let date = passage
        .date()
        .map_or_else(String::new, |date| format!("{date} {}", date.to_iso()));
    format!("{label} {} {date}", passage.entry.text)
}

/// A page as questions name it: its id, `term/` before that of a term.
pub fn name_of(page: &Subject) -> String {
    match page {
        Subject::Term(id) => format!("term/{id}"),
        other => other.id().to_owned(),
    }
}
