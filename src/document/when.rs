use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, DateTime};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::PartialDate;

/// When something is to happen: a [`PartialDate`], or a minute by the wall clock of the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum When {
    /// `2026-12-14T09:00:00`, without a zone: where it happens says which.
    Minute(DateTime),
    /// A day, a month or a year.
    Date(PartialDate),
}

/// How finely a date is known, from coarse to fine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// `2027`
    Year,
    /// `2027-06`
    Month,
    /// `2026-12-14`
    Day,
    /// `2026-12-14T09:00:00`
    Minute,
}

impl fmt::Display for Precision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
            Self::Minute => "minute",
        })
    }
}

impl When {
    /// How finely it is known.
    pub fn precision(self) -> Precision {
        match self {
            Self::Minute(_) => Precision::Minute,
            Self::Date(PartialDate::Day(_)) => Precision::Day,
            Self::Date(PartialDate::Month { .. }) => Precision::Month,
            Self::Date(PartialDate::Year(_)) => Precision::Year,
        }
    }

    /// The first day it can mean.
    pub fn first_day(self) -> Date {
        match self {
            Self::Minute(moment) => moment.date(),
            Self::Date(date) => date.first_day(),
        }
    }

    /// The last day it can mean.
    pub fn last_day(self) -> Date {
        match self {
            Self::Minute(moment) => moment.date(),
            Self::Date(date) => date.last_day(),
        }
    }

    /// The form in which it is written in files.
    pub fn to_iso(self) -> String {
        match self {
            Self::Minute(moment) => moment.to_string(),
            Self::Date(date) => date.to_iso(),
        }
    }
}

/// Neither a date nor a date with an hour.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{given}` is no date; write a day (`2026-12-14`), the venue's wall clock without a zone (`2026-12-14T09:00:00`), \
     a month (`\"2027-06\"`) or a year (`\"2027\"`)"
)]
pub struct BadWhen {
    given: String,
}

impl FromStr for When {
    type Err = BadWhen;

    fn from_str(given: &str) -> Result<Self, BadWhen> {
        let bad = || BadWhen {
            given: given.to_owned(),
        };
        let Some((day, hour)) = given.split_once(['T', ' ']) else {
            return given.parse().map(Self::Date).map_err(|_| bad());
        };
        // jiff reads offsets too and drops them; an hour with one would be told wrong.
        let is_plain = hour
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b':');
        if !is_plain || !matches!(day.parse(), Ok(PartialDate::Day(_))) {
            return Err(bad());
        }
        format!("{day}T{hour}")
            .parse()
            .map(Self::Minute)
            .map_err(|_| bad())
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_iso())
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::date::text_of_date(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

impl JsonSchema for When {
    fn schema_name() -> Cow<'static, str> {
        "When".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "format": super::Format::When.name(),
            "description": "A day (2026-12-14), a minute by the venue's clock (2026-12-14T09:00:00), a month (\"2027-06\") or a year (\"2027\").",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_precision_is_read_and_written_back() {
        for (given, precision) in [
            ("2026-12-14T09:00:00", Precision::Minute),
            ("2026-12-14", Precision::Day),
            ("2027-06", Precision::Month),
            ("2027", Precision::Year),
        ] {
            let when: When = given.parse().unwrap();
            assert_eq!(
                (when.precision(), when.to_iso().as_str()),
                (precision, given)
            );
        }
    }

    #[test]
    fn an_hour_with_a_zone_or_without_a_day_is_refused() {
        for given in [
            "2026-12-14T09:00Z",
            "2026-12-14T09:00-05:00",
            "2026-12T09:00",
            "09:00",
            "2026-12-14T25:00",
            "",
        ] {
            assert!(given.parse::<When>().is_err(), "{given}");
        }
    }
}
