//! The tour without Discord: any order of presses, what is asked, and when what was missed comes back.
mod days;
mod languages;
mod presses;
mod questions;
mod setup;
