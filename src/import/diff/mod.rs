//! From an event of a calendar to the keys of a summit's table: all of them for a new summit, those that differ for a known one.

mod changed_entry;
mod dates;
mod field_diff;
mod new_entry;

pub(super) use changed_entry::changed_entry;
pub(super) use new_entry::new_entry;
