//! Which known summit an event of a calendar is: by the id of our own export, else by name and day.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::ics::{IcsDateTime, ImportedEvent};
use super::proposal::ProposedEntry;
use crate::knowledge::{Knowledge, Summit, plain_name};

/// The end of every `UID` that `attache export ics` writes.
const EXPORT_SUFFIX: &str = "@attache";

/// A summit that an event is about.
pub(super) struct MatchedSummit<'k> {
    pub summit: &'k Summit,
    /// Whether the event came from `attache export ics`, so that its words can be compared and not only its dates.
    pub is_own_export: bool,
}

impl MatchedSummit<'_> {
    /// The event's `SEQUENCE` and ours. None unless the event is an older version of our own export.
    pub(super) fn older_sequence(&self, event: &ImportedEvent) -> Option<(i32, i32)> {
        let ours = self.summit.event(None)?.sequence();
        let theirs = event
            .sequence
            .filter(|theirs| self.is_own_export && *theirs < ours)?;
        Some((theirs, ours))
    }
}

/// The summit that the event is. None if it is not known yet.
pub(super) fn find_match<'k>(
    knowledge: &'k Knowledge,
    event: &ImportedEvent,
) -> Option<MatchedSummit<'k>> {
    if let Some(summit) = exported_id(event).and_then(|id| knowledge.summit(id)) {
        return Some(MatchedSummit {
            summit,
            is_own_export: true,
        });
    }
    let is_on_day = |summit: &&Summit| {
        let day = first_day(event, summit.time_zone.as_deref());
        summit
            .start
            .is_some_and(|start| start.first_day() <= day && day <= start.last_day())
    };
    let summit = knowledge
        .summits()
        .filter(is_on_day)
        .find(|summit| has_name_of(summit, event))?;
    Some(MatchedSummit {
        summit,
        is_own_export: false,
    })
}

/// A remark about a summit that has the same name on another day of the year: the meeting may have moved.
pub(super) fn same_name_note(
    knowledge: &Knowledge,
    event: &ImportedEvent,
    entry: &ProposedEntry,
) -> Option<String> {
    let other = knowledge.summits().find(|summit| {
        let year = summit.start.map(|start| start.first_day().year());
        has_name_of(summit, event) && year.is_none_or(|year| year == entry.year)
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

/// The summit's id in the `UID` of our own export. None if another program made the event.
pub(super) fn exported_id(event: &ImportedEvent) -> Option<&str> {
    event.uid.as_deref()?.strip_suffix(EXPORT_SUFFIX)
}

/// The day on which the event begins, by the clock of `zone` where the event has a time.
pub(super) fn first_day(event: &ImportedEvent, zone: Option<&str>) -> Date {
    let local_day = |zone: &str| event.start.in_zone(zone).map(DateTime::date);
    match &event.start {
        IcsDateTime::Day(day) => *day,
        IcsDateTime::Local { at, .. } => zone.and_then(local_day).unwrap_or(at.date()),
        IcsDateTime::Instant(at) => {
            let in_utc = || at.to_zoned_datetime(TimeZone::UTC).date();
            zone.and_then(local_day).unwrap_or_else(in_utc)
        }
    }
}

fn has_name_of(summit: &Summit, event: &ImportedEvent) -> bool {
    let name = plain_name(&event.title);
    name == plain_name(&summit.name) || name == plain_name(&summit.title())
}
