//! What is read of a calendar, as plain data.

use super::date_time::IcsDateTime;
use crate::calendar::EventStatus;
use crate::document::Problem;

/// What a calendar holds.
#[derive(Debug, Default)]
pub struct ImportedCalendar {
    /// Its events, in the order of the file.
    pub events: Vec<ImportedEvent>,
    /// The events that could not be read, and why, by line.
    pub problems: Vec<Problem>,
    /// Where something was read in a way that the editor should know of, by line.
    pub notes: Vec<Problem>,
}

/// An event as another program's calendar has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedEvent {
    /// The line of its `BEGIN:VEVENT`, counted from 1.
    pub line: usize,
    /// `UID`, by which its calendar knows it.
    pub uid: Option<String>,
    /// `SEQUENCE`: the higher of two versions is the newer. None if the calendar does not count.
    pub sequence: Option<i32>,
    /// `SUMMARY`.
    pub title: String,
    /// `DESCRIPTION`.
    pub text: Option<String>,
    /// `LOCATION`.
    pub location: Option<String>,
    /// `STATUS`.
    pub status: Option<EventStatus>,
    /// `DTSTART`.
    pub start: IcsDateTime,
    /// `DTEND`, or `DTSTART` and `DURATION`; of an all-day event the last day, not the day after. None if it ends on the
    /// day or at the minute it begins.
    pub end: Option<IcsDateTime>,
}
