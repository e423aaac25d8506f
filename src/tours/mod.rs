//! The tour that onboards newcomers: short steps with a question each, and what was missed back after some days.
//!
//! Where somebody is ([`Course`]), what they are asked ([`Question`]), what each step says ([`lesson`], [`asking`]) and when a missed
//! question returns ([`ReviewSchedule`], by FSRS) are pure: no Discord, no SQL, the clock handed in. [`TourService`] keeps it in the store.
//! No fact is written here or in a track; all of it comes from the live knowledge, with date and source.
#![warn(missing_docs, clippy::missing_errors_doc)]

mod buttons;
mod course;
pub mod lesson;
mod messages;
mod options;
mod presses;
mod question;
pub mod question_page;
mod quiz;
mod reviews;
mod schedule;
mod service;

pub use course::{Course, TourPosition, bar};
pub use options::{TourOptions, Wrong};
pub use presses::Pressed;
pub use question::Question;
pub use quiz::{question, question_for, questions_about};
pub use reviews::{ReviewBatch, ReviewMessage};
pub use schedule::{ReviewSchedule, after_answer};
pub use service::{Start, TourError, TourService};
