//! `[discord]`: how to reach Discord.

use std::borrow::Cow;
use std::path::PathBuf;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use super::rules::Violation;
use super::snowflake::Snowflake;
use crate::document::TextFormat;
use crate::http::{address_and_login, is_followed_by_a_query};

/// How to reach Discord.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct DiscordConfig {
    /// Where Discord's API is; a proxy or the practice Discord goes here.
    #[schemars(schema_with = "service_address_schema")]
    pub api_url: String,
    /// A file that holds the token and nothing else. The variable `DISCORD_TOKEN` goes before it.
    pub token_file: Option<PathBuf>,
    /// `"global"`, or a list of the servers that get the commands.
    pub register: Register,
    /// `"auto"`, or which of how many shards this process runs.
    pub shards: Shards,
    /// The id of the channel that gets feedback and reports of broken files.
    pub editors_channel: Option<Snowflake>,
}

impl Default for DiscordConfig {
    fn default() -> Self {
        Self {
            api_url: "https://discord.com".to_owned(),
            token_file: None,
            register: Register::default(),
            shards: Shards::default(),
            editors_channel: None,
        }
    }
}

impl DiscordConfig {
    pub(super) fn violations(&self) -> Vec<Violation> {
        let mut violations = Vec::new();
        if let Shards::Range { total, from, to } = self.shards
            && (from > to || to >= total)
        {
            violations.push(Violation::new(
                &["discord".into(), "shards".into()],
                format!(
                    "`shards` runs from {from} to {to} of {total}; `from` is at most `to`, and `to` below `total`"
                ),
            ));
        }
        let path = ["discord".into(), "api_url".into()];
        // It would never be sent, and be shown wherever the address is.
        if let Some((_, Some(_))) = address_and_login(&self.api_url) {
            let message = "`api_url` has a name or password in it; the header that would carry them carries the bot's token";
            violations.push(Violation::new(&path, message));
        }
        if is_followed_by_a_query(&self.api_url) {
            let message = "`api_url` has a `?` or `#` in it; paths are put behind it";
            violations.push(Violation::new(&path, message));
        }
        violations
    }
}

/// Which servers get the commands.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(
    untagged,
    expecting = "`register` must be `\"global\"` or a list of guild ids, such as `[123456789012345678]`"
)]
pub enum Register {
    /// Every server the bot is in.
    #[default]
    #[serde(with = "global")]
    Global,
    /// Only these, which see a change at once.
    Guilds(Vec<Snowflake>),
}

/// Which shards this process runs. <https://discord.com/developers/docs/events/gateway#sharding>
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    untagged,
    deny_unknown_fields,
    expecting = "`shards` must be `\"auto\"` or `{ total = 16, from = 0, to = 7 }`"
)]
pub enum Shards {
    /// All, as many as Discord suggests.
    #[default]
    #[serde(with = "auto")]
    Auto,
    /// Some of a number that several processes share.
    #[serde(rename_all = "snake_case")]
    Range {
        /// How many there are in all processes; at least 1.
        total: u32,
        /// The first of this process, counted from 0.
        from: u32,
        /// The last of this process, below `total`.
        to: u32,
    },
}

impl JsonSchema for Register {
    fn schema_name() -> Cow<'static, str> {
        "Register".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "description": "\"global\", or a list of guild ids." })
    }
}

impl JsonSchema for Shards {
    fn schema_name() -> Cow<'static, str> {
        "Shards".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "description": "\"auto\", or { total = 16, from = 0, to = 7 }." })
    }
}

fn service_address_schema(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "format": TextFormat::ServiceAddress.as_ref() })
}

/// Reads and writes a variant without fields as one word: serde has no attribute for that in an untagged enum.
macro_rules! word {
    ($module:ident, $word:literal) => {
        mod $module {
            use serde::{Deserialize, Deserializer, Serializer, de};

            pub(super) fn serialize<S: Serializer>(serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str($word)
            }

            pub(super) fn deserialize<'de, D: Deserializer<'de>>(
                deserializer: D,
            ) -> Result<(), D::Error> {
                let given = String::deserialize(deserializer)?;
                if given == $word {
                    Ok(())
                } else {
                    Err(de::Error::custom(given))
                }
            }
        }
    };
}
word!(global, "global");
word!(auto, "auto");
