//! The tour without Discord: any order of presses, what is asked, and when what was missed comes back.
#![cfg(test)]

#[path = "onboarding/days.rs"]
mod days;
#[path = "support/folder.rs"]
mod folder;
#[path = "onboarding/presses.rs"]
mod presses;
#[path = "onboarding/questions.rs"]
mod questions;
#[path = "onboarding/school.rs"]
mod school;
