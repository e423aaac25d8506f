//! The tour that onboards newcomers: short steps with a question each, and what was missed back after some days.
//!
//! Where somebody is ([`Course`]), what they are asked ([`Question`]), what each step says ([`lesson`], [`asking`]) and when a missed
//! question returns ([`Habit`], by FSRS) are pure: no Discord, no SQL, the clock handed in. [`Guide`] keeps it in the store.
//! No fact is written here or in a track; all of it comes from the live knowledge, with date and source.
#![warn(missing_docs, clippy::missing_errors_doc)]

pub mod asking;
mod buttons;
mod course;
mod guide;
pub mod lesson;
mod presses;
mod question;
mod quiz;
mod review;
mod reviews;
mod told;
mod wishes;

pub use course::{Course, Stand, bar};
pub use guide::{Guide, GuideError, Start};
pub use presses::Pressed;
pub use question::Question;
pub use quiz::{question, question_for, questions_about};
pub use review::{Habit, after_answer};
pub use reviews::{Round, Send};
pub use wishes::{Wishes, Wrong};
