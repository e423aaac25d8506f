//! `[alerts]`: the subscriptions that live in the settings.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Time, Weekday};
use jiff::{SignedDuration, Span, SpanRelativeTo};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{Snowflake, duration};
use crate::calendar::{DAY_STARTS_AT, find_zone, nearest_zone};

/// Alerts of summits.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AlertsConfig {
    /// When a summit known to the day begins, by the venue's clock.
    #[schemars(with = "ClockTime")]
    pub day_starts_at: ClockTime,
    /// The id of the channel that is told when an alert fails or a subscription is paused; else whoever made the
    /// subscription gets a direct message.
    pub fallback_channel: Option<Snowflake>,
    /// The id of the role that may use `/alerts`; who may manage the server always may.
    pub manager_role: Option<Snowflake>,
    /// Who is told of what, and when.
    pub subscription: Vec<SubscriptionSpec>,
}

impl Default for AlertsConfig {
    fn default() -> Self {
        Self {
            day_starts_at: ClockTime(DAY_STARTS_AT),
            fallback_channel: None,
            manager_role: None,
            subscription: Vec::new(),
        }
    }
}

/// Who is told of which summits, and how long before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SubscriptionSpec {
    /// The id of the channel that is told.
    pub channel: Snowflake,
    /// Organizations or series, single summits, or `all`.
    #[schemars(length(min = 1, max = 25))]
    pub summits: Vec<String>,
    /// How long before each begins.
    #[schemars(length(min = 1, max = 10))]
    pub before: Vec<Lead>,
    /// The id of the role that is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mention_role: Option<Snowflake>,
    /// The IANA zone by which the channel reads its clock and keeps its quiet hours; UTC if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// How long somebody has to press *Acknowledge*.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acknowledge_within: Option<Lead>,
    /// The id of the role that is called when nobody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub escalate_to_role: Option<Snowflake>,
    /// When alerts are held back, unless the summit would be missed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quiet_hours: Option<QuietHours>,
    /// When the week's summits are told: a day of the week and a time, such as `monday 08:00`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weekly_digest: Option<WeeklyTime>,
}

/// What is wrong with a subscription by itself, wherever it was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WrongWish {
    /// A zone that is none.
    #[error("there is no time zone `{zone}`")]
    NoZone {
        /// What was given.
        zone: String,
        /// What comes nearest.
        nearest: Option<String>,
    },
    /// Nobody is waited for, so nobody would ever be called.
    #[error("`escalate_to_role` needs `acknowledge_within`, such as `30m`")]
    EscalatesAtOnce,
}

impl WrongWish {
    /// The key that is to be mended.
    pub fn key(&self) -> &'static str {
        match self {
            Self::NoZone { .. } => "time_zone",
            Self::EscalatesAtOnce => "escalate_to_role",
        }
    }
}

impl SubscriptionSpec {
    /// One that wants nothing yet.
    pub fn of(channel: Snowflake) -> Self {
        Self {
            channel,
            summits: Vec::new(),
            before: Vec::new(),
            mention_role: None,
            time_zone: None,
            acknowledge_within: None,
            escalate_to_role: None,
            quiet_hours: None,
            weekly_digest: None,
        }
    }

    /// Holds the subscription against the rules that its types cannot tell.
    ///
    /// # Errors
    /// It breaks one.
    pub fn check(&self) -> Result<(), WrongWish> {
        if let Some(zone) = &self.time_zone
            && find_zone(zone).is_none()
        {
            return Err(WrongWish::NoZone {
                zone: zone.clone(),
                nearest: nearest_zone(zone),
            });
        }
        if self.escalate_to_role.is_some() && self.acknowledge_within.is_none() {
            return Err(WrongWish::EscalatesAtOnce);
        }
        Ok(())
    }
}

/// A length of time such as `30d`, `2h` or `50s`.
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

/// Not a length of time an alert can be asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a length of time; write for example `30d`, `7d`, `1d`, `2h` or `30m`, up to a year"
)]
pub struct BadLead(String);

impl FromStr for Lead {
    type Err = BadLead;

    fn from_str(given: &str) -> Result<Self, BadLead> {
        let bad = || BadLead(given.trim().to_owned());
        let span: Span = given.trim().parse().map_err(|_| bad())?;
        // Months differ in length, and nothing is finer than a second.
        let is_plain = span.get_years() == 0 && span.get_months() == 0;
        let lead = Self(span);
        let longest = SignedDuration::from_hours(24 * 366);
        (is_plain && !span.is_negative() && lead.length() <= longest)
            .then_some(lead)
            .ok_or_else(bad)
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

/// A time of day: `09:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockTime(pub Time);

/// From one time of day to another, over midnight if need be: `22:00-06:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuietHours {
    /// The first quiet minute.
    pub from: Time,
    /// The first minute that is not.
    pub to: Time,
}

/// A time of the week: `monday 08:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeeklyTime {
    /// The day.
    pub day: Weekday,
    /// The time of day.
    pub time: Time,
}

const DAYS: [(Weekday, &str); 7] = [
    (Weekday::Monday, "monday"),
    (Weekday::Tuesday, "tuesday"),
    (Weekday::Wednesday, "wednesday"),
    (Weekday::Thursday, "thursday"),
    (Weekday::Friday, "friday"),
    (Weekday::Saturday, "saturday"),
    (Weekday::Sunday, "sunday"),
];

/// Not a time of the week.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a time of the week; write for example `monday 08:00`")]
pub struct BadWeeklyTime(String);

impl FromStr for WeeklyTime {
    type Err = BadWeeklyTime;

    fn from_str(given: &str) -> Result<Self, BadWeeklyTime> {
        let parts = given.trim().split_once(' ').and_then(|(day, time)| {
            let day = day.to_lowercase();
            let is_day = |name: &str| name == day || (day.len() == 3 && name.starts_with(&day));
            let (day, _) = DAYS.into_iter().find(|(_, name)| is_day(name))?;
            Some(Self {
                day,
                time: time_of_day(time)?,
            })
        });
        parts.ok_or_else(|| BadWeeklyTime(given.to_owned()))
    }
}

impl fmt::Display for WeeklyTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = DAYS.iter().find(|(day, _)| *day == self.day);
        write!(
            f,
            "{} {}",
            name.map_or("", |(_, name)| name),
            ClockTime(self.time)
        )
    }
}

/// Not a time of day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a time of day; write for example `09:00`")]
pub struct BadClockTime(String);

/// Not quiet hours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` are no quiet hours; write for example `22:00-06:00`")]
pub struct BadQuietHours(String);

fn time_of_day(given: &str) -> Option<Time> {
    Time::strptime("%H:%M", given.trim()).ok()
}

impl FromStr for ClockTime {
    type Err = BadClockTime;

    fn from_str(given: &str) -> Result<Self, BadClockTime> {
        time_of_day(given)
            .map(Self)
            .ok_or_else(|| BadClockTime(given.to_owned()))
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.strftime("%H:%M"))
    }
}

impl FromStr for QuietHours {
    type Err = BadQuietHours;

    fn from_str(given: &str) -> Result<Self, BadQuietHours> {
        let ends = given.split_once(['-', '–']);
        let times = ends.and_then(|(from, to)| Some((time_of_day(from)?, time_of_day(to)?)));
        times
            .filter(|(from, to)| from != to)
            .map(|(from, to)| Self { from, to })
            .ok_or_else(|| BadQuietHours(given.to_owned()))
    }
}

impl fmt::Display for QuietHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", ClockTime(self.from), ClockTime(self.to))
    }
}

/// Written and read as the text it is shown by.
macro_rules! as_text {
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
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                $schema(generator)
            }
        }
    };
}
as_text!(Lead, duration);
as_text!(ClockTime, |_: &mut SchemaGenerator| json_schema!({
    "type": "string", "description": "A time of day, such as 09:00."
}));
as_text!(QuietHours, |_: &mut SchemaGenerator| json_schema!({
    "type": "string", "description": "From one time of day to another, such as 22:00-06:00."
}));
as_text!(WeeklyTime, |_: &mut SchemaGenerator| json_schema!({
    "type": "string", "description": "A day of the week and a time of day, such as monday 08:00."
}));
