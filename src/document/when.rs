//! When something is to happen: a date, or a minute by the clock of the place.

use std::borrow::Cow;
use std::str::FromStr;

use jiff::civil::{Date, DateTime};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::date::PartialDate;
use super::format::TextFormat;

/// When something is to happen: a [`PartialDate`], or a minute by the wall clock of the place.
///
/// It is no instant: for that it takes the place's zone, see [`Dates`](crate::calendar::Dates).
///
/// ```
/// use attache::document::{Precision, When};
///
/// let opening: When = "2026-12-14T09:00".parse().unwrap();
/// assert_eq!(opening.precision(), Precision::Minute);
/// assert_eq!(opening.to_iso(), "2026-12-14T09:00:00");
///
/// let month: When = "2027-06".parse().unwrap();
/// assert_eq!(month.last_day().to_string(), "2027-06-30");
/// // Where it happens says which zone it is.
/// assert!("2026-12-14T09:00Z".parse::<When>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum When {
    /// `2026-12-14T09:00:00`, without a zone: where it happens says which.
    Minute(DateTime),
    /// A day, a month or a year.
    Date(PartialDate),
}

/// How precisely a date is known; a finer precision is greater than a coarser one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::Display)]
#[strum(serialize_all = "lowercase")]
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

impl When {
    /// How precisely it is known.
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

    /// The ISO 8601 form, in which files have it.
    pub fn to_iso(self) -> String {
        match self {
            Self::Minute(moment) => moment.to_string(),
            Self::Date(date) => date.to_iso(),
        }
    }
}

/// A text that is not a [`When`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{given}` is not a date; write a day (`2026-12-14`), the venue's wall clock without a zone (`2026-12-14T09:00:00`), \
     a month (`\"2027-06\"`) or a year (`\"2027\"`)"
)]
pub struct ParseWhenError {
    given: String,
}

impl FromStr for When {
    type Err = ParseWhenError;

    fn from_str(given: &str) -> Result<Self, ParseWhenError> {
        let error = || ParseWhenError {
            given: given.to_owned(),
        };
        let Some((day, hour)) = given.split_once(['T', ' ']) else {
            return given.parse().map(Self::Date).map_err(|_| error());
        };
        // jiff parses an offset too, and drops it: `09:00+02:00` would become 09:00 of the place.
        let is_plain = hour
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b':');
        if !is_plain || !matches!(day.parse(), Ok(PartialDate::Day(_))) {
            return Err(error());
        }
        format!("{day}T{hour}")
            .parse()
            .map(Self::Minute)
            .map_err(|_| error())
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
            "format": TextFormat::When.as_ref(),
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
