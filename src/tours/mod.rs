//! Tours: `/onboard start` leads a newcomer through a track in short steps, one question each; missed questions return
//! days later.
//!
//! Where somebody is ([`Course`]), what they are asked ([`Question`]), what a step shows ([`lesson`], [`question_page`]) and
//! when a missed question returns ([`ReviewSchedule`], by FSRS) are pure: no Discord, no SQL, the clock is passed in.
//! [`TourService`] keeps it all in the store. Every fact comes from the live knowledge, with its date and sources. Facts
//! and questions stay in the language they are written in; everything around them is in the learner's.
#![warn(missing_docs, clippy::missing_errors_doc)]

mod buttons;
mod course;
mod enrollment;
mod fsrs;
pub mod lesson;
mod messages;
mod options;
mod presses;
mod progress;
mod question;
pub mod question_page;
mod quiz;
mod refusal;
mod review_answer;
mod reviews;
mod schedule;
mod service;

pub use course::{Course, TourPosition, progress_bar};
pub use enrollment::Start;
pub use options::TourOptions;
pub use presses::Pressed;
pub use question::Question;
pub use quiz::{question, question_for, questions_about};
pub use refusal::{TourError, TourRefusal};
pub use reviews::{ReviewBatch, ReviewMessage};
pub use schedule::{ReviewSchedule, after_answer};
pub use service::TourService;
