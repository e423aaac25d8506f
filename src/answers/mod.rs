//! From a question in plain words to one answer: only what the knowledge says, with its date and its sources, or an
//! honest no.
//!
//! - [`Index`]: everything that can answer, for one state of the knowledge and one day; [`IndexCache`] keeps it ready.
//! - [`Index::answer`] reads a question (its names, actors, years, what it wants to know), joins it to the turn before if
//!   it leans on that, and holds it against every passage by words and by meaning. The best passage answers if it is
//!   sure enough.
//!
//! `docs/ANSWERS.md` says how well that works.
#![warn(missing_docs, clippy::missing_errors_doc)]

mod answer;
mod asked_time;
mod bare_question;
mod compose;
mod data;
mod decision;
mod declined;
mod follow_up;
mod index;
mod index_cache;
mod lexicon;
mod meaning;
mod meaning_store;
mod page_draft;
mod page_rank;
mod passage;
mod passage_facts;
mod question;
mod rank;
mod reply;
mod sentence_model;
mod signs;
mod statement;
mod synonyms;
mod tables;
pub mod training;
mod vocabulary;
mod weights;
mod word_pieces;
mod word_table;
mod words;
mod years;

pub use answer::Answer;
pub use bare_question::bare_question;
pub use follow_up::{Continued, Turn};
pub use index::Index;
pub use index_cache::{IndexCache, UnfinishedIndex};
pub use meaning_store::MeaningStore;
pub use passage::{Passage, PassageKind, Subject};
pub use reply::{question_id, rating};
pub use weights::Weights;

/// Whether `plain` is a word of the dictionary by which meanings are compared, which is English.
pub fn is_dictionary_word(plain: &str) -> bool {
    word_pieces::WordPieces::shipped().is_word(plain)
}
