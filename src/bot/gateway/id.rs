//! Ids and permissions as Discord writes them: numbers in texts.

use std::fmt;

use jiff::Timestamp;
use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};

use serenity::all::Permissions;

/// The id of anything at Discord: a snowflake, never 0.
/// <https://discord.com/developers/docs/reference#snowflakes>
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::bot) struct Id(u64);

/// The first moment of 2015, from which ids count, in milliseconds.
const EPOCH_MS: i64 = 1_420_070_400_000;

impl Id {
    /// The id as a number.
    pub(in crate::bot) fn get(self) -> u64 {
        self.0
    }

    /// The moment at which Discord made it.
    pub(in crate::bot) fn made_at(self) -> Timestamp {
        let millis = i64::try_from(self.0 >> 22).unwrap_or_default();
        Timestamp::from_millisecond(EPOCH_MS + millis).unwrap_or_default()
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(IdVisitor)
    }
}

struct IdVisitor;

impl Visitor<'_> for IdVisitor {
    type Value = Id;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id")
    }

    fn visit_u64<E: Error>(self, id: u64) -> Result<Id, E> {
        if id == 0 {
            return Err(E::invalid_value(Unexpected::Unsigned(0), &self));
        }
        Ok(Id(id))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Id, E> {
        let id = text.parse();
        id.map_err(|_| E::invalid_value(Unexpected::Str(text), &self))
            .and_then(|id| self.visit_u64(id))
    }
}

/// A set of permissions. Bits that are not known yet are passed over, however many there are.
/// <https://discord.com/developers/docs/topics/permissions>
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::bot) struct PermissionBits(pub(in crate::bot) Permissions);

impl<'de> Deserialize<'de> for PermissionBits {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let digits = std::borrow::Cow::<str>::deserialize(deserializer)?;
        if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
            return Err(D::Error::invalid_value(
                Unexpected::Str(&digits),
                &"a whole number",
            ));
        }
        // The lowest 64 bits, in which all known permissions are, of a number of any length.
        let low = digits.bytes().fold(0_u64, |low, digit| {
            low.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'))
        });
        Ok(Self(Permissions::from_bits_truncate(low)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_text_or_a_number_and_never_zero() {
        let read = |text| serde_json::from_str::<Id>(text).ok().map(Id::get);
        assert_eq!(
            read(r#""1200000000000000010""#),
            Some(1_200_000_000_000_000_010)
        );
        assert_eq!(read("7"), Some(7));
        for wrong in ["0", r#""0""#, r#""x""#, "null", "-1", "[]"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn permissions_beyond_those_known_leave_the_known_ones_as_they_are() {
        let read = |text| serde_json::from_str::<PermissionBits>(text).ok();
        let manage = PermissionBits(Permissions::MANAGE_GUILD);
        // 2^5 is Manage Server; 2^70 and 2^5 together are more than 64 bits.
        assert_eq!(read(r#""32""#), Some(manage));
        assert_eq!(read(r#""1180591620717411303456""#), Some(manage));
        assert_eq!(read(r#""all""#), None);
    }
}
