//! When an event is, as a summit's table writes it, and whether that is news.

use jiff::ZonedDateTime;
use jiff::civil::Time;

use crate::calendar::Dates;
use crate::document::{PartialDate, Precision, When};
use crate::import::ics::{IcsDateTime, ImportedEvent};
use crate::import::matching::first_day;
use crate::knowledge::Summit;

/// The `start`, `end` and `time_zone` of a summit's table.
pub(super) struct EntryDates {
    /// When it begins, by the clock of `zone`.
    pub start: When,
    /// When it ends. None if it ends on the day or at the minute it begins.
    pub end: Option<When>,
    /// The IANA zone of `start` and `end`. None if neither the calendar nor the knowledge names one.
    pub zone: Option<String>,
    /// Whether the calendar gives an instant in UTC only, so that the venue's own clock is still to be found out.
    pub is_utc_only: bool,
}

impl EntryDates {
    /// The dates of `event`, by the clock of `known_zone` if the knowledge has one.
    pub(super) fn new(event: &ImportedEvent, known_zone: Option<&str>) -> Self {
        let (zone, is_utc_only) = match (&event.start, known_zone) {
            (IcsDateTime::Day(_), zone) => (zone.map(str::to_owned), false),
            (_, Some(zone)) => (Some(zone.to_owned()), false),
            (IcsDateTime::Local { zone, .. }, None) => (zone.clone(), false),
            (IcsDateTime::Instant(_), None) => (Some("UTC".to_owned()), true),
        };
        let when = |given: &IcsDateTime| match given {
            IcsDateTime::Day(day) => When::Date(PartialDate::Day(*day)),
            IcsDateTime::Local { at, .. } => When::Minute(
                zone.as_deref()
                    .and_then(|zone| given.in_zone(zone))
                    .unwrap_or(*at),
            ),
            IcsDateTime::Instant(_) => given.in_zone(zone.as_deref().unwrap_or("UTC")).map_or(
                When::Date(PartialDate::Day(first_day(event, None))),
                When::Minute,
            ),
        };
        Self {
            start: when(&event.start),
            end: event.end.as_ref().map(when),
            zone: zone.clone(),
            is_utc_only,
        }
    }

    /// Whether it has a time of day, and no zone that says by whose clock.
    pub(super) fn lacks_zone(&self) -> bool {
        self.zone.is_none() && self.start.precision() == Precision::Minute
    }

    /// Whether it is the same time as the summit's, or says less precisely what is known already.
    pub(super) fn agree_with(&self, summit: &Summit) -> bool {
        let Some(known) = summit.dates().filter(Dates::can_be_counted_down) else {
            return false;
        };
        let is_day = self.start.precision() == Precision::Day;
        let is_known_day = known.start.precision() == Precision::Day;
        if is_day || is_known_day {
            // A minute where only the day is known is news.
            return (is_day || !is_known_day)
                && self.start.first_day() == known.start.first_day()
                && self.dates().last_day() == known.last_day();
        }
        // By instants: where clocks skip or repeat an hour, there are two ways to write one.
        let instant = |at: ZonedDateTime| at.timestamp();
        let begins = |dates: Dates<'_>| dates.begins(Time::MIN).map(instant);
        let ends = |dates: Dates<'_>| dates.ends().map(instant);
        let known_end = ends(known).filter(|end| Some(*end) != begins(known));
        begins(self.dates()) == begins(known) && ends(self.dates()) == known_end
    }

    fn dates(&self) -> Dates<'_> {
        Dates {
            start: self.start,
            end: self.end,
            zone: self.zone.as_deref(),
        }
    }
}
