//! Which summit an event is.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::Entry;
use super::{IcsDateTime, ImportedEvent};
use crate::knowledge::{Knowledge, Summit, plain_name};

/// Behind the ids that `attache export ics` gives.
const OURS: &str = "@attache";

/// A summit that is in the knowledge already.
pub(super) struct Known<'k> {
    pub summit: &'k Summit,
    /// Whether the event came from here once, so that all of it can be compared.
    pub is_ours: bool,
}

impl Known<'_> {
    /// The numbers of the event's version and of ours, if the event's is the older.
    pub(super) fn is_older(&self, event: &ImportedEvent) -> Option<(i32, i32)> {
        let ours = self.summit.event(None)?.sequence();
        let theirs = event
            .sequence
            .filter(|theirs| self.is_ours && *theirs < ours)?;
        Some((theirs, ours))
    }
}

/// By the id of our own export, else by name and day.
pub(super) fn known<'k>(knowledge: &'k Knowledge, event: &ImportedEvent) -> Option<Known<'k>> {
    if let Some(summit) = own_id(event).and_then(|id| knowledge.summit(id)) {
        return Some(Known {
            summit,
            is_ours: true,
        });
    }
    let on_day = |summit: &&Summit| {
        let day = first_day(event, summit.time_zone.as_deref());
        summit
            .start
            .is_some_and(|start| start.first_day() <= day && day <= start.last_day())
    };
    let summit = knowledge
        .summits()
        .filter(on_day)
        .find(|summit| is_called(summit, event))?;
    Some(Known {
        summit,
        is_ours: false,
    })
}

/// A word of one that has the same name on another day: it may have moved.
pub(super) fn namesake(
    knowledge: &Knowledge,
    event: &ImportedEvent,
    entry: &Entry,
) -> Option<String> {
    let other = knowledge.summits().find(|summit| {
        let year = summit.start.map(|start| start.first_day().year());
        is_called(summit, event) && year.is_none_or(|year| year == entry.year)
    })?;
    let when = other.start.map_or_else(
        || "has no date".to_owned(),
        |start| format!("begins on {}", start.to_iso()),
    );
    Some(format!(
        "`{}` has the same name and {when}; if it is the same meeting, change that one instead of adding `{}`",
        other.id, entry.id
    ))
}

/// The id by which our own export knows it.
pub(super) fn own_id(event: &ImportedEvent) -> Option<&str> {
    event.uid.as_deref()?.strip_suffix(OURS)
}

/// The day on which it begins, by the clock of `zone` where that can be told.
pub(super) fn first_day(event: &ImportedEvent, zone: Option<&str>) -> Date {
    let by_clock = |zone: &str| event.start.by_clock_of(zone).map(DateTime::date);
    match &event.start {
        IcsDateTime::Day(day) => *day,
        IcsDateTime::Local { at, .. } => zone.and_then(by_clock).unwrap_or(at.date()),
        IcsDateTime::Instant(at) => {
            let in_utc = || at.to_zoned_datetime(TimeZone::UTC).date();
            zone.and_then(by_clock).unwrap_or_else(in_utc)
        }
    }
}

fn is_called(summit: &Summit, event: &ImportedEvent) -> bool {
    let name = plain_name(&event.title);
    name == plain_name(&summit.name) || name == plain_name(&summit.title())
}
