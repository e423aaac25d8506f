//! A language model that may reword an answer, if the operator wants one.
//!
//! It is given the passages that were found and the question, never who asked. What it replies is a list of sentences,
//! each with the passages it rests on; [`verified`] keeps those that say nothing else. Whatever goes wrong, and whenever
//! time is up, the answer stands as it was found.
#![warn(missing_docs, clippy::missing_errors_doc)]

mod circuit;
mod clean;
mod client;
mod completion;
mod dates;
mod evidence;
mod operators;
mod prompt;
mod read;
mod reword;
mod token;
mod verify;

pub use read::claims;
pub use reword::{Assistant, RewordRequest, SetupError};
pub use verify::{Claim, verified};
