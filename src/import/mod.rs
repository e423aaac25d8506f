//! `attache import FILE.ics`: what a calendar of another program would add to the summits or change in them.
//!
//! [`read_ics`] reads the calendar, [`propose`] matches its events with the summits that are known and lists the
//! differences, [`write`] puts a proposal into the knowledge folder. What no calendar says is left for an editor to fill in.

mod diff;
mod ics;
mod matching;
mod proposal;
mod propose;
mod write;

pub use self::ics::{IcsDateTime, ImportedCalendar, ImportedEvent, MAX_CALENDAR_BYTES, read_ics};
pub use self::proposal::{FILL_IN, ImportChoices, Proposal, ProposedEntry, ProposedField};
pub use self::propose::propose;
pub use self::write::{WriteError, write};
