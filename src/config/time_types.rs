//! Times of the field, as they are typed in settings and commands: `2h`, `09:00`, `22:00-06:00`, `monday 08:00`.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use jiff::civil::{Time, Weekday};
use jiff::{SignedDuration, Span, SpanRelativeTo};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::spans::span_schema;
use crate::text::{Locale, text};

/// The longest lead. Summits are rarely known longer ahead, and a typing error such as `300d` for `30d` still passes.
const MAX_LEAD: SignedDuration = SignedDuration::from_hours(24 * 366);

/// How long before a summit begins an alert is due: `30d`, `2h` or `50s`, from nothing up to a year.
///
/// ```
/// use attache::config::Lead;
/// use jiff::SignedDuration;
///
/// let lead: Lead = "1d 2h".parse().unwrap();
/// assert_eq!(lead.length(), SignedDuration::from_hours(26));
/// assert_eq!(lead.to_string(), "1d 2h");
/// // Months differ in length.
/// assert!("1mo".parse::<Lead>().is_err());
/// ```
#[derive(Clone, Copy)]
pub struct Lead(pub Span);

impl Lead {
    /// Its length, a day being 24 hours.
    pub fn length(self) -> SignedDuration {
        self.0
            .to_duration(SpanRelativeTo::days_are_24_hours())
            .unwrap_or(SignedDuration::MAX)
    }
}

/// A text that is none of the times of this file. Holds what was given; what it reads is for the settings.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParseTimeError {
    /// It is not a [`Lead`].
    #[error(
        "`{0}` is not a length of time; write for example `30d`, `7d`, `1d`, `2h` or `30m`, up to a year"
    )]
    Lead(String),
    /// It is not a [`ClockTime`].
    #[error("`{0}` is not a time of day; write for example `09:00`")]
    ClockTime(String),
    /// It is not [`QuietHours`].
    #[error("`{0}` is not a pair of times of day; write for example `22:00-06:00`")]
    QuietHours(String),
    /// It is not a [`WeeklyTime`].
    #[error("`{0}` is not a time of the week; write for example `monday 08:00`")]
    WeeklyTime(String),
}

impl ParseTimeError {
    /// The same as a sentence for whoever typed it into a command.
    pub fn text(&self, locale: Locale) -> String {
        match self {
            Self::Lead(given) => text!(locale, "config-not-a-lead", given = given),
            Self::ClockTime(given) => text!(locale, "config-not-a-clock-time", given = given),
            Self::QuietHours(given) => text!(locale, "config-not-quiet-hours", given = given),
            Self::WeeklyTime(given) => text!(locale, "config-not-a-weekly-time", given = given),
        }
    }
}

impl FromStr for Lead {
    type Err = ParseTimeError;

    fn from_str(given: &str) -> Result<Self, ParseTimeError> {
        let error = || ParseTimeError::Lead(given.trim().to_owned());
        let span: Span = given.trim().parse().map_err(|_| error())?;
        // Months and years differ in length.
        let is_plain = span.get_years() == 0 && span.get_months() == 0;
        let lead = Self(span);
        (is_plain && !span.is_negative() && lead.length() <= MAX_LEAD)
            .then_some(lead)
            .ok_or_else(error)
    }
}

impl fmt::Display for Lead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#}", self.0)
    }
}

impl fmt::Debug for Lead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Lead({self})")
    }
}

impl PartialEq for Lead {
    fn eq(&self, other: &Self) -> bool {
        self.0.fieldwise() == other.0.fieldwise()
    }
}

impl Eq for Lead {}

/// A time of day, to the minute: `09:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockTime(pub Time);

/// From one time of day to another, over midnight if `from` is the later: `22:00-06:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuietHours {
    /// The first quiet minute.
    pub from: Time,
    /// The first minute that is not quiet; never the same as `from`.
    pub to: Time,
}

/// A time of the week: `monday 08:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeeklyTime {
    /// The day of the week; three letters of its English name are enough.
    pub day: Weekday,
    /// The time of that day, to the minute.
    pub time: Time,
}

/// jiff's `Weekday` has neither a name nor a parser.
const DAYS: [(Weekday, &str); 7] = [
    (Weekday::Monday, "monday"),
    (Weekday::Tuesday, "tuesday"),
    (Weekday::Wednesday, "wednesday"),
    (Weekday::Thursday, "thursday"),
    (Weekday::Friday, "friday"),
    (Weekday::Saturday, "saturday"),
    (Weekday::Sunday, "sunday"),
];

impl WeeklyTime {
    /// The day's English name in lower case, as it is written in the settings.
    pub fn day_name(self) -> &'static str {
        day_name(self.day)
    }
}

/// The English name of a day in lower case.
pub(super) fn day_name(day: Weekday) -> &'static str {
    let name = DAYS.iter().find(|(one, _)| *one == day);
    name.map_or("", |(_, name)| name)
}

/// The day of this English name, of which three letters are enough.
pub(super) fn day_called(given: &str) -> Option<Weekday> {
    let given = given.to_lowercase();
    let is_day = |name: &str| name == given || (given.len() == 3 && name.starts_with(&given));
    let found = DAYS.into_iter().find(|(_, name)| is_day(name));
    found.map(|(day, _)| day)
}

impl FromStr for WeeklyTime {
    type Err = ParseTimeError;

    fn from_str(given: &str) -> Result<Self, ParseTimeError> {
        let parts = given.trim().split_once(' ').and_then(|(day, time)| {
            Some(Self {
                day: day_called(day)?,
                time: parse_time(time)?,
            })
        });
        parts.ok_or_else(|| ParseTimeError::WeeklyTime(given.to_owned()))
    }
}

impl fmt::Display for WeeklyTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.day_name(), ClockTime(self.time))
    }
}

pub(super) fn parse_time(given: &str) -> Option<Time> {
    Time::strptime("%H:%M", given.trim()).ok()
}

impl FromStr for ClockTime {
    type Err = ParseTimeError;

    fn from_str(given: &str) -> Result<Self, ParseTimeError> {
        parse_time(given)
            .map(Self)
            .ok_or_else(|| ParseTimeError::ClockTime(given.to_owned()))
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.strftime("%H:%M"))
    }
}

impl FromStr for QuietHours {
    type Err = ParseTimeError;

    fn from_str(given: &str) -> Result<Self, ParseTimeError> {
        let ends = given.split_once(['-', '–']);
        let times = ends.and_then(|(from, to)| Some((parse_time(from)?, parse_time(to)?)));
        times
            .filter(|(from, to)| from != to)
            .map(|(from, to)| Self { from, to })
            .ok_or_else(|| ParseTimeError::QuietHours(given.to_owned()))
    }
}

impl fmt::Display for QuietHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", ClockTime(self.from), ClockTime(self.to))
    }
}

/// Serializes a type as the text that `Display` writes and `FromStr` reads.
macro_rules! serde_as_text {
    ($type:ident, $schema:expr) => {
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?
                    .parse()
                    .map_err(de::Error::custom)
            }
        }

        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                $schema(generator)
            }
        }
    };
}
pub(super) use serde_as_text;

serde_as_text!(Lead, span_schema);
serde_as_text!(ClockTime, |_: &mut SchemaGenerator| json_schema!({
    "type": "string", "description": "A time of day, such as 09:00."
}));
serde_as_text!(QuietHours, |_: &mut SchemaGenerator| json_schema!({
    "type": "string", "description": "From one time of day to another, such as 22:00-06:00."
}));
serde_as_text!(WeeklyTime, |_: &mut SchemaGenerator| json_schema!({
    "type": "string", "description": "A day of the week and a time of day, such as monday 08:00."
}));
