use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A date known to the day, the month or the year, and told no finer than it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartialDate {
    /// `2019-05-06`
    Day(Date),
    /// `2019-05`
    Month {
        /// 1 to 9999.
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

/// Not a date of the kind that is allowed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{given}` is not a date; write a day (`2019-05-06`), a month (`\"2019-05\"`) or a year (`\"2019\"`)"
)]
pub struct BadDate {
    given: String,
}

impl FromStr for PartialDate {
    type Err = BadDate;

    fn from_str(given: &str) -> Result<Self, BadDate> {
        let bad = || BadDate {
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
            return Err(bad());
        }
        let year: i16 = given[..4].parse().map_err(|_| bad())?;
        if year == 0 {
            return Err(bad());
        }
        match given.len() {
            4 => Ok(Self::Year(year)),
            7 => {
                let month: i8 = given[5..].parse().map_err(|_| bad())?;
                Date::new(year, month, 1).map_err(|_| bad())?;
                Ok(Self::Month { year, month })
            }
            _ => given.parse().map(Self::Day).map_err(|_| bad()),
        }
    }
}

impl PartialDate {
    /// The form in which it is written in files, links and buttons.
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

/// A date as it was written: TOML's own, or a text.
pub(super) fn text_of_date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Date(toml::value::Datetime),
        Text(String),
    }
    Ok(match Written::deserialize(deserializer)? {
        Written::Date(date) => date.to_string(),
        Written::Text(text) => text,
    })
}

impl JsonSchema for PartialDate {
    fn schema_name() -> Cow<'static, str> {
        "PartialDate".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "format": super::Format::PartialDate.name(),
            "description": "A day (2019-05-06), a month (\"2019-05\") or a year (\"2019\").",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_precision_is_read_and_told_back() {
        for (given, told) in [
            ("2019-05-06", "6 May 2019"),
            ("2019-05", "May 2019"),
            ("2019", "2019"),
        ] {
            let date: PartialDate = given.parse().unwrap();
            assert_eq!(
                (date.to_string().as_str(), date.to_iso().as_str()),
                (told, given)
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
