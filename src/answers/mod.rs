//! From a question in plain words to one answer: only what the knowledge says, with its date and its sources, or an
//! honest no.
//!
//! - [`Index`]: everything that can answer, for one state of the knowledge and one day; [`IndexCache`] keeps it ready.
//! - a question is read (its names, actors, years, what it wants to know), joined to the turn before it if it leans on
//!   that, and held against every passage by words and by meaning; the best passage is the answer if it is sure enough.
#![warn(missing_docs, clippy::missing_errors_doc)]

mod answer;
mod confidence;
mod embedding;
mod embedding_index;
mod follow_up;
mod index;
mod intent;
mod lexicon;
mod off_topic;
mod passage;
mod question;
mod rank;
mod reply;
mod synonyms;
mod vocabulary;
mod words;
mod years;

pub use answer::Answer;
pub use follow_up::Turn;
pub use index::{Index, IndexCache};
pub use passage::{Kind, Passage, Subject};
pub use question::bare_question;
pub use reply::{question_id, rating};
