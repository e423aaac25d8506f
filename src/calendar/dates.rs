//! A start, an end and a zone: shown in words, and turned into instants.

use std::fmt;

use jiff::civil::{Date, DateTime, Time, time};
use jiff::tz::TimeZone;
use jiff::{Span, ZonedDateTime};

use super::find_zone;
use crate::document::{Precision, When};

/// The time at which a summit known only to the day is taken to begin, by the venue's clock, unless `day_starts_at` says
/// otherwise: delegations do not meet earlier, and the duty officer is in by then.
pub const DAY_STARTS_AT: Time = time(9, 0, 0, 0);

/// From when to when something lasts, as far as that is known.
///
/// ```
/// use attache::calendar::{DAY_STARTS_AT, Dates};
///
/// let dates = Dates {
///     start: "2026-12-14".parse().unwrap(),
///     end: Some("2026-12-15".parse().unwrap()),
///     zone: Some("America/New_York"),
/// };
/// assert_eq!(dates.to_string(), "14–15 December 2026");
/// let begins = dates.begins(DAY_STARTS_AT).unwrap();
/// assert_eq!(begins.timestamp().to_string(), "2026-12-14T14:00:00Z");
///
/// // What ends at midnight ends on the day before, at 24:00.
/// let dates = Dates {
///     start: "2027-01-10T19:00".parse().unwrap(),
///     end: Some("2027-01-11T00:00".parse().unwrap()),
///     zone: None,
/// };
/// assert_eq!(dates.to_string(), "10 January 2027, 19:00–24:00");
///
/// // A month is no instant.
/// let dates = Dates { start: "2027-06".parse().unwrap(), end: None, zone: None };
/// assert_eq!(dates.begins(DAY_STARTS_AT), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dates<'d> {
    /// When it begins, by the venue's clock.
    pub start: When,
    /// When it ends, as precise as the start. None if it ends on the day it begins, or its end is not known.
    pub end: Option<When>,
    /// The IANA name of the venue's zone. None if it is not known; UTC is taken then.
    pub zone: Option<&'d str>,
}

impl Dates<'_> {
    /// The last day it can reach to.
    pub fn last_day(&self) -> Date {
        let last = match self.end {
            None | Some(When::Minute(_)) => self.closing_day(),
            Some(end) => end.last_day(),
        };
        last.max(self.start.last_day())
    }

    /// The day on which it ends, the first that it can mean. What ends at midnight ends on the day before, at 24:00
    /// (ISO 8601-1:2019/Amd 1:2022).
    pub fn closing_day(&self) -> Date {
        let day = self.end.unwrap_or(self.start).first_day();
        match self.end {
            Some(When::Minute(end)) if end.time() == Time::midnight() && self.start_before(end) => {
                day.yesterday().unwrap_or(day)
            }
            _ => day,
        }
    }

    /// When it begins, "09:00", with the end if that is on the same day: "19:00–24:00". None if the hour is not known.
    pub fn hours(&self) -> Option<String> {
        let When::Minute(start) = self.start else {
            return None;
        };
        let from = start.strftime("%H:%M");
        Some(match self.end {
            Some(When::Minute(end)) if start < end && self.closing_day() == start.date() => {
                let is_midnight = end.date() != start.date();
                let to = if is_midnight {
                    "24:00".into()
                } else {
                    end.strftime("%H:%M").to_string()
                };
                format!("{from}–{to}")
            }
            _ => from.to_string(),
        })
    }

    /// Whether it is known to the day at least, so that it can be counted down.
    pub fn can_be_counted_down(&self) -> bool {
        self.start.precision() >= Precision::Day
    }

    /// The instant at which it begins, by the rules 1 to 3 of [this room](super). None if it is known to the month or the
    /// year only.
    pub fn begins(&self, day_starts_at: Time) -> Option<ZonedDateTime> {
        let civil = match self.start {
            When::Minute(moment) => moment,
            When::Date(_) if self.can_be_counted_down() => {
                self.start.first_day().to_datetime(day_starts_at)
            }
            When::Date(_) => return None,
        };
        civil.to_zoned_datetime(self.time_zone()).ok()
    }

    /// The instant at which it ends. None unless the end is known to the minute.
    pub fn ends(&self) -> Option<ZonedDateTime> {
        match self.end {
            Some(When::Minute(moment)) => moment.to_zoned_datetime(self.time_zone()).ok(),
            _ => None,
        }
    }

    fn start_before(&self, end: DateTime) -> bool {
        matches!(self.start, When::Minute(start) if start < end)
    }

    fn time_zone(&self) -> TimeZone {
        self.zone.and_then(find_zone).unwrap_or(TimeZone::UTC)
    }
}

/// `14–15 December 2026`, `31 August – 1 September 2026`, `14 December 2026, 09:00`, `14 December 2026, 09:00–17:30`,
/// `June 2027` or `2027`.
impl fmt::Display for Dates<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = (self.start.first_day(), self.closing_day());
        let format = match self.start.precision() {
            Precision::Year => "%Y",
            Precision::Month => "%B %Y",
            Precision::Day | Precision::Minute => "%-d %B %Y",
        };
        // The first date has only what the last does not say too.
        let beginning = if first == last {
            None
        } else if first.year() != last.year() {
            Some((format, " – "))
        } else if format == "%B %Y" {
            Some(("%B", " – "))
        } else if first.month() != last.month() {
            Some(("%-d %B", " – "))
        } else {
            Some(("%-d", "–"))
        };
        if let Some((start, dash)) = beginning {
            write!(f, "{}{dash}", first.strftime(start))?;
        }
        write!(f, "{}", last.strftime(format))?;
        match self.hours() {
            Some(hours) => write!(f, ", {hours}"),
            None => Ok(()),
        }
    }
}

/// The instant `span` before `start`: days and longer by the venue's wall clock, hours and shorter by elapsed time.
///
/// # Errors
/// The result lies before the year −9999.
pub fn before(start: &ZonedDateTime, span: Span) -> Result<ZonedDateTime, jiff::Error> {
    start.checked_sub(span)
}
