//! The values of `DTSTART`, `DTEND` and `DURATION`. <https://www.rfc-editor.org/rfc/rfc5545#section-3.3.5>

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

use crate::calendar::find_zone;

/// When something begins or ends, as a calendar writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IcsDateTime {
    /// `20261214`: a whole day.
    Day(Date),
    /// `20261214T090000`: a time on the clock of a zone.
    Local {
        /// What the clock shows.
        at: DateTime,
        /// The IANA name of the zone. None if neither the calendar nor the editor names one.
        zone: Option<String>,
    },
    /// `20261214T090000Z`: an instant, in UTC.
    Instant(Timestamp),
}

impl IcsDateTime {
    /// Parses a value, on the clock of `zone` unless it ends with `Z`. None if it is not of one of the three forms.
    pub(super) fn parse(value: &str, zone: Option<&str>) -> Option<Self> {
        let value = value.trim();
        if !value.is_ascii() {
            return None;
        }
        if value.len() == 8 {
            return Date::strptime("%Y%m%d", value).ok().map(Self::Day);
        }
        let (plain, is_utc) = match value.strip_suffix(['Z', 'z']) {
            Some(plain) => (plain, true),
            None => (value, false),
        };
        // 15 characters exactly: `strptime` would take fewer digits, and read them wrong.
        if plain.len() != 15 {
            return None;
        }
        let at = DateTime::strptime("%Y%m%dT%H%M%S", plain).ok()?;
        if is_utc {
            return at
                .to_zoned_datetime(TimeZone::UTC)
                .ok()
                .map(|at| Self::Instant(at.timestamp()));
        }
        Some(Self::Local {
            at,
            zone: zone.map(str::to_owned),
        })
    }

    /// So much later: days by the clock, hours by elapsed time. None if `duration` is not one that fits.
    pub(super) fn after(&self, duration: &str) -> Option<Self> {
        let span: Span = duration.trim().parse().ok()?;
        if span.is_negative() {
            return None;
        }
        match self {
            // RFC 5545, section 3.8.2.5: whole days or weeks only.
            Self::Day(day) => day.checked_add(span).ok().map(Self::Day),
            Self::Instant(at) => {
                let at = at.to_zoned_datetime(TimeZone::UTC).checked_add(span).ok()?;
                Some(Self::Instant(at.timestamp()))
            }
            Self::Local { at, zone } => {
                let known = zone.as_deref().and_then(find_zone).unwrap_or(TimeZone::UTC);
                let at = at.to_zoned_datetime(known).ok()?.checked_add(span).ok()?;
                Some(Self::Local {
                    at: at.datetime(),
                    zone: zone.clone(),
                })
            }
        }
    }

    /// What the clock of the IANA zone `zone` shows then. None for a whole day, and for a zone that is not known.
    pub fn in_zone(&self, zone: &str) -> Option<DateTime> {
        let to = find_zone(zone)?;
        match self {
            Self::Day(_) => None,
            Self::Instant(at) => Some(at.to_zoned_datetime(to).datetime()),
            Self::Local { at, zone: None } => Some(*at),
            Self::Local {
                at,
                zone: Some(from),
            } => {
                let at = at.to_zoned_datetime(find_zone(from)?).ok()?;
                Some(at.with_time_zone(to).datetime())
            }
        }
    }
}
