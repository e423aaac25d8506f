//! `2019`, `2019-05` or `2019-05-06`: a date as precise as it is known.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::format::TextFormat;

/// A date known to the day, the month or the year, and shown no more precisely than that.
///
/// ```
/// use attache::document::PartialDate;
/// use jiff::civil::date;
///
/// let month: PartialDate = "2024-02".parse().unwrap();
/// assert_eq!(month.to_string(), "Feb 2024");
/// assert_eq!(month.last_day(), date(2024, 2, 29));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartialDate {
    /// `2019-05-06`
    Day(Date),
    /// `2019-05`
    Month {
        /// 1 to 9999; four digits are written.
        year: i16,
        /// 1 to 12.
        month: i8,
    },
    /// `2019`
    Year(i16),
}

impl PartialDate {
    /// The first day it can mean.
    pub fn first_day(self) -> Date {
        match self {
            Self::Day(date) => date,
            Self::Month { year, month } => Date::constant(year, month, 1),
            Self::Year(year) => Date::constant(year, 1, 1),
        }
    }

    /// The last day it can mean; dates are put in order by it.
    pub fn last_day(self) -> Date {
        match self {
            Self::Day(date) => date,
            Self::Month { .. } => self.first_day().last_of_month(),
            Self::Year(_) => self.first_day().last_of_year(),
        }
    }
}

/// `6 May 2019`, `May 2019` or `2019`.
impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let format = match self {
            Self::Day(_) => "%-d %b %Y",
            Self::Month { .. } => "%b %Y",
            Self::Year(_) => "%Y",
        };
        write!(f, "{}", self.first_day().strftime(format))
    }
}

/// A text that is not a [`PartialDate`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{given}` is not a date; write a day (`2019-05-06`), a month (`\"2019-05\"`) or a year (`\"2019\"`)"
)]
pub struct ParseDateError {
    given: String,
}

impl FromStr for PartialDate {
    type Err = ParseDateError;

    fn from_str(given: &str) -> Result<Self, ParseDateError> {
        let error = || ParseDateError {
            given: given.to_owned(),
        };
        let is_shape = given
            .split('-')
            .map(str::len)
            .eq([4, 2, 2].into_iter().take(1 + given.matches('-').count()));
        if !is_shape
            || given
                .bytes()
                .any(|byte| !byte.is_ascii_digit() && byte != b'-')
        {
            return Err(error());
        }
        let year: i16 = given[..4].parse().map_err(|_| error())?;
        if year == 0 {
            return Err(error());
        }
        match given.len() {
            4 => Ok(Self::Year(year)),
            7 => {
                let month: i8 = given[5..].parse().map_err(|_| error())?;
                Date::new(year, month, 1).map_err(|_| error())?;
                Ok(Self::Month { year, month })
            }
            _ => given.parse().map(Self::Day).map_err(|_| error()),
        }
    }
}

impl PartialDate {
    /// The ISO 8601 form, in which files, links and buttons have it.
    pub fn to_iso(self) -> String {
        match self {
            Self::Day(date) => date.to_string(),
            Self::Month { year, month } => format!("{year:04}-{month:02}"),
            Self::Year(year) => format!("{year:04}"),
        }
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_iso())
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text_of_date(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

/// The text of a date that is written as TOML's own date or in quotes.
pub(super) fn text_of_date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum DateOrText {
        Date(toml::value::Datetime),
        Text(String),
    }
    Ok(match DateOrText::deserialize(deserializer)? {
        DateOrText::Date(date) => date.to_string(),
        DateOrText::Text(text) => text,
    })
}

impl JsonSchema for PartialDate {
    fn schema_name() -> Cow<'static, str> {
        "PartialDate".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "format": TextFormat::PartialDate.as_ref(),
            "description": "A day (2019-05-06), a month (\"2019-05\") or a year (\"2019\").",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_precision_is_read_and_shown_as_it_is_known() {
        for (given, shown) in [
            ("2019-05-06", "6 May 2019"),
            ("2019-05", "May 2019"),
            ("2019", "2019"),
        ] {
            let date: PartialDate = given.parse().unwrap();
            assert_eq!(
                (date.to_string().as_str(), date.to_iso().as_str()),
                (shown, given)
            );
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for given in [
            "2019-13",
            "2019-02-29",
            "19",
            "0000",
            "2019-5-6",
            "May 2019",
            "",
            "-",
            "２０１９",
        ] {
            assert!(given.parse::<PartialDate>().is_err(), "{given}");
        }
    }

    #[test]
    fn a_month_ends_with_its_last_day() {
        let february: PartialDate = "2024-02".parse().unwrap();
        assert_eq!(february.last_day(), Date::constant(2024, 2, 29));
    }
}
