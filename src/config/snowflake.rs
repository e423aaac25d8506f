//! Discord's ids, as they are written in the settings.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, de};

/// An id of a channel, role or server; never 0. <https://discord.com/developers/docs/reference#snowflakes>
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Snowflake(pub u64);

impl<'de> Deserialize<'de> for Snowflake {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(
            untagged,
            expecting = "a Discord id is a number, such as `123456789012345678`"
        )]
        enum NumberOrText {
            Number(u64),
            Text(String),
        }
        let id = match NumberOrText::deserialize(deserializer)? {
            NumberOrText::Number(id) => id,
            NumberOrText::Text(text) => text.parse().map_err(|_| {
                de::Error::custom(format!("`{text}` is not a Discord id; it has digits only"))
            })?,
        };
        if id == 0 {
            Err(de::Error::custom("`0` is not a Discord id"))
        } else {
            Ok(Self(id))
        }
    }
}

impl JsonSchema for Snowflake {
    fn schema_name() -> Cow<'static, str> {
        "Snowflake".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "description": "A Discord id, as a number or in quotes." })
    }
}
