//! Discord's ids: milliseconds since 2015 above a counter, written as strings.

use std::{fmt, str::FromStr};

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// The first moment of 2015, from which ids count.
const EPOCH_MS: i64 = 1_420_070_400_000;

/// Discord's id of anything. Written as a string in JSON, as numbers of 64 bits do not survive every parser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Snowflake(pub u64);

impl fmt::Display for Snowflake {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl FromStr for Snowflake {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

impl Serialize for Snowflake {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Snowflake {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

/// Makes ids that rise even if the clock stands still or goes back.
#[derive(Debug, Default)]
pub(crate) struct SnowflakeGenerator(u64);

impl SnowflakeGenerator {
    pub(crate) fn next(&mut self, now: Timestamp) -> Snowflake {
        let since = u64::try_from(now.as_millisecond() - EPOCH_MS).unwrap_or(0);
        self.0 = (since << 22).max(self.0 + 1);
        Snowflake(self.0)
    }
}
