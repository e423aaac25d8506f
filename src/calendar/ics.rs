//! iCalendar out: what `attache export ics`, `/summits.ics` and the button of a summit give to other calendars.

use icalendar::{Calendar, Component as _, EventLike as _, Property};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

use super::{DAY_STARTS_AT, Dates};
use crate::document::{PartialDate, Precision};

/// The program that made the calendar. <https://www.rfc-editor.org/rfc/rfc5545#section-3.7.3>
const PRODUCT: &str = "-//attache//summits//EN";

/// Something with a date, as calendars elsewhere see it.
#[derive(Debug, Clone, PartialEq)]
pub struct Event<'e> {
    /// The id that never changes, whatever else does.
    pub id: &'e str,
    /// Its name, with what distinguishes it from others.
    pub title: String,
    /// When it is, and in which zone.
    pub dates: Dates<'e>,
    /// Where it is: `Venue, City, Country`. None if not even the country is known.
    pub place: Option<String>,
    /// What there is to know, with its status and date.
    pub text: String,
    /// Where more can be read. None if no source is on the web.
    pub url: Option<&'e str>,
    /// How certain it is, in iCalendar's words.
    pub status: EventStatus,
    /// The date of the newest source.
    pub as_of: PartialDate,
    /// Tells changes apart that rest on sources of the same date; 0 to 9.
    pub revision: u8,
}

/// How certain an event is. <https://www.rfc-editor.org/rfc/rfc5545#section-3.8.1.11>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventStatus {
    /// It will take place, or did.
    Confirmed,
    /// It may take place, or its date may change.
    Tentative,
    /// It will not take place.
    Cancelled,
}

/// Day 0 of [`Event::sequence`]: no summit's source is older, and ten times the days since fit into an `i32` for
/// half a million years.
const SEQUENCE_SINCE: Date = date(2000, 1, 1);

impl Event<'_> {
    /// The `UID` by which calendars elsewhere know it again.
    pub fn uid(&self) -> String {
        format!("{}@attache", self.id)
    }

    /// Rises with every change of dates, place or status, without anything being remembered: such a change has a newer
    /// source, and so a newer `as_of`; a second one on the same day has a higher `revision`. A change that reaches only
    /// the text may raise it too, which RFC 5546, section 2.1.4, allows.
    pub fn sequence(&self) -> i32 {
        let days = SEQUENCE_SINCE
            .until(self.as_of.first_day())
            .map_or(0, |span| span.get_days());
        days.max(0) * 10 + i32::from(self.revision.min(9))
    }

    /// None if it is known to the month or year only: a calendar would show that as a day that no source names.
    fn to_component(&self) -> Option<icalendar::Event> {
        let mut event = icalendar::Event::new();
        match self.dates.start.precision() {
            Precision::Year | Precision::Month => return None,
            Precision::Day => {
                let after = self.dates.last_day().tomorrow().ok()?;
                event.append_property(all_day("DTSTART", self.dates.start.first_day()));
                event.append_property(all_day("DTEND", after));
            }
            Precision::Minute => {
                // In UTC, so that no description of the zone has to go along.
                event.add_property(
                    "DTSTART",
                    stamp(self.dates.begins(DAY_STARTS_AT)?.timestamp()),
                );
                if let Some(end) = self.dates.ends() {
                    event.add_property("DTEND", stamp(end.timestamp()));
                }
            }
        }
        let known_since = self
            .as_of
            .first_day()
            .to_zoned_datetime(TimeZone::UTC)
            .ok()?
            .timestamp();
        event
            .uid(&self.uid())
            .add_property("DTSTAMP", stamp(known_since))
            .add_property("SEQUENCE", self.sequence().to_string())
            .summary(&self.title)
            .description(&self.text)
            .status(match self.status {
                EventStatus::Confirmed => icalendar::EventStatus::Confirmed,
                EventStatus::Tentative => icalendar::EventStatus::Tentative,
                EventStatus::Cancelled => icalendar::EventStatus::Cancelled,
            });
        if let Some(place) = &self.place {
            event.location(place);
        }
        if let Some(url) = self.url {
            event.url(url);
        }
        Some(event)
    }
}

/// An iCalendar of `events`. Those known to the month or year only are left out.
pub fn to_ics<'e>(events: impl IntoIterator<Item = Event<'e>>) -> String {
    let mut calendar = Calendar::empty();
    calendar
        .append_property(("VERSION", "2.0"))
        .append_property(("PRODID", PRODUCT))
        .append_property(("CALSCALE", "GREGORIAN"))
        .append_property(("METHOD", "PUBLISH"))
        .name("Summits");
    calendar.extend(events.into_iter().filter_map(|event| event.to_component()));
    calendar.to_string()
}

fn all_day(key: &str, day: Date) -> Property {
    Property::new(key, day.strftime("%Y%m%d").to_string())
        .add_parameter("VALUE", "DATE")
        .done()
}

fn stamp(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}
