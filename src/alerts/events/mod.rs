//! Discord's own scheduled events, kept in step with the calendar on the servers that ask for it: one a summit, made, moved,
//! called off, and never made twice.
//!
//! - `content`: what the event of a summit says.
//! - `diff`: calendar, record and what Discord has → what is to be done; a pure function.
//! - [`EventBoard`]: the one seam to Discord.
//! - [`EventService`]: what managers ask for, and the look at each server that is due.

mod board;
mod content;
mod diff;
mod fates;
mod look;
mod service;
mod standing;
mod steps;

pub use board::{EventBoard, EventChange, EventError, FoundEvent};
pub use service::EventService;
pub use standing::EventStanding;
