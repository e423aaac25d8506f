//! `config/attache.toml`, overridden by the environment: `ATTACHE_DISCORD__API_URL` sets `api_url` in `[discord]`.
//!
//! Wrong settings are told like wrong knowledge: all at once, each with file, line, column and the nearest valid name.

mod alerts;
mod assistant;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use jiff::{Span, ToSpan as _};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::Value;
use toml::Table;

pub use self::alerts::{
    AlertsConfig, BadLead, BadQuietHours, BadWeeklyTime, ClockTime, Lead, QuietHours,
    SubscriptionSpec, WeeklyTime, WrongWish,
};
pub use self::assistant::{AssistantConfig, Key};
use crate::document::{Document, Format, Problem, read_text, schema_of};

/// Everything an operator can set.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// How to reach Discord.
    pub discord: DiscordConfig,
    /// Where the knowledge is, and how it is kept.
    pub knowledge: KnowledgeConfig,
    /// What outlives the process.
    pub database: DatabaseConfig,
    /// The operator's address: health, metrics, and the summits for calendars elsewhere.
    pub web: WebConfig,
    /// Alerts of summits.
    pub alerts: AlertsConfig,
    /// A language model that may reword an answer; off unless `url` is set.
    pub assistant: AssistantConfig,
}

/// What outlives the process.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct DatabaseConfig {
    /// `sqlite://FILE`, or `postgres://…`, which several processes can share.
    pub url: String,
}

impl Default for DatabaseConfig {
    fn default() -> Self {
        Self {
            url: "sqlite://attache.db".to_owned(),
        }
    }
}

/// The operator's address: health, metrics, and the summits for calendars elsewhere.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct WebConfig {
    /// Where `attache run` listens, such as `127.0.0.1:8600`; `""` turns it off, port 0 takes any.
    #[schemars(schema_with = "listen_address")]
    #[serde(serialize_with = "write_address", deserialize_with = "read_address")]
    pub listen: Option<SocketAddr>,
}

impl Default for WebConfig {
    fn default() -> Self {
        Self {
            listen: Some(SocketAddr::from((Ipv4Addr::LOCALHOST, 8600))),
        }
    }
}

/// How to reach Discord.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct DiscordConfig {
    /// Where Discord's API is; a proxy or a stand-in goes here.
    #[schemars(schema_with = "web_address")]
    pub api_url: String,
    /// A file that holds the token and nothing else. The variable `DISCORD_TOKEN` goes before it.
    pub token_file: Option<PathBuf>,
    /// `"global"`, or a list of the guilds that get the commands.
    pub register: Register,
    /// `"auto"`, or which of how many shards this process runs.
    pub shards: Shards,
    /// The id of the channel that gets feedback and broken saves.
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

/// Where the knowledge is, and how it is kept.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct KnowledgeConfig {
    /// The folder.
    pub dir: PathBuf,
    /// Whether a saved file is used at once.
    pub watch: bool,
    /// A page whose newest fact is older says so first.
    #[schemars(schema_with = "duration")]
    #[serde(serialize_with = "write_span", deserialize_with = "read_span")]
    pub stale_after: Span,
}

impl Default for KnowledgeConfig {
    fn default() -> Self {
        Self {
            dir: PathBuf::from("knowledge"),
            watch: true,
            stale_after: 180.days(),
        }
    }
}

/// Which guilds get the commands.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(
    untagged,
    expecting = "`register` must be `\"global\"` or a list of guild ids, such as `[123456789012345678]`"
)]
pub enum Register {
    /// Every guild the bot is in.
    #[default]
    #[serde(with = "global")]
    Global,
    /// These.
    Guilds(Vec<Snowflake>),
}

/// Which shards this process runs.
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
    /// Some of a number shared by several processes.
    #[serde(rename_all = "snake_case")]
    Range {
        /// Of how many.
        total: u32,
        /// The first, counted from 0.
        from: u32,
        /// The last.
        to: u32,
    },
}

/// An id as Discord gives them; written as a number or in quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Snowflake(pub u64);

impl Config {
    /// Reads `path` and lays the environment over it. A file that is not there is an empty one, unless it `must_exist`.
    ///
    /// # Errors
    /// Everything that is wrong with either.
    pub fn load(
        path: &Path,
        must_exist: bool,
        environment: impl Iterator<Item = (String, String)>,
    ) -> Result<Self, Vec<Problem>> {
        let schema = Self::schema();
        let mut problems = Vec::new();
        let mut table = Table::new();
        let mut text = String::new();
        if must_exist || path.exists() {
            text = read_text(path).map_err(|problem| vec![problem])?;
            overlay(&mut table, read(path, &text, &schema, &mut problems));
        }
        let mut key = None;
        for (name, value) in environment {
            if name == assistant::KEY_VARIABLE {
                key = Key::of(&value);
            }
            if !is_setting(&name) {
                continue;
            }
            let text = as_toml(&name, &value, &schema);
            overlay(
                &mut table,
                read_variable(&name, &text, &schema, &mut problems),
            );
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut config = Self::deserialize(table)
            .map_err(|error| vec![Problem::of_file(path, error.message().trim())])?;
        config.assistant.key = key;
        if config.assistant.is_nameless() {
            return Err(vec![nameless_model(path, &text)]);
        }
        Ok(config)
    }

    /// Its JSON Schema.
    pub fn schema() -> Value {
        schema_of::<Self>()
    }

    fn check(&self, document: &Document<'_>) -> Result<(), Problem> {
        for (at, subscription) in self.alerts.subscription.iter().enumerate() {
            let Err(wrong) = subscription.check() else {
                continue;
            };
            let path = [
                "alerts".into(),
                "subscription".into(),
                at.into(),
                wrong.key().into(),
            ];
            let problem = document.problem(&path, wrong.to_string());
            return Err(match &wrong {
                WrongWish::NoZone { nearest, .. } => problem.did_you_mean(nearest.as_deref()),
                WrongWish::EscalatesAtOnce => problem,
            });
        }
        if let Some(why) = self.assistant.wrong_timeout() {
            return Err(document.problem(&["assistant".into(), "timeout".into()], why));
        }
        match self.discord.shards {
            Shards::Range { total, from, to } if from > to || to >= total => Err(document.problem(
                &["discord".into(), "shards".into()],
                format!("`shards` runs from {from} to {to} of {total}; `from` is at most `to`, and `to` below `total`"),
            )),
            _ => Ok(()),
        }
    }
}

fn read(path: &Path, text: &str, schema: &Value, problems: &mut Vec<Problem>) -> Table {
    match Document::parse(path, text) {
        Ok(document) => {
            let shape = document.check(schema);
            if shape.is_empty() {
                let read = document
                    .read::<Config>()
                    .and_then(|config| config.check(&document));
                problems.extend(read.err());
            }
            problems.extend(shape);
            document.read().unwrap_or_default()
        }
        Err(problem) => {
            problems.push(problem);
            Table::new()
        }
    }
}

/// Told where the address stands, be it in the file or in its variable.
fn nameless_model(path: &Path, text: &str) -> Problem {
    let why = "`url` has no `model` beside it";
    let in_file = Document::parse(path, text).ok().filter(|document| {
        let config = document.read::<Config>();
        config.is_ok_and(|config| config.assistant.is_on())
    });
    let problem = match in_file {
        Some(document) => document.problem(&["assistant".into(), "url".into()], why),
        None => Problem::of_file(Path::new("ATTACHE_ASSISTANT__URL"), why),
    };
    problem.with_hint(
        "give the name by which the server knows the model, such as `model = \"llama3.1\"`",
    )
}

/// A variable has no lines; its name is place enough.
fn read_variable(name: &str, text: &str, schema: &Value, problems: &mut Vec<Problem>) -> Table {
    let mut found = Vec::new();
    let table = read(Path::new(name), text, schema, &mut found);
    problems.extend(found.into_iter().map(|problem| Problem {
        place: None,
        ..problem
    }));
    table
}

/// Other variables of the same beginning are none of ours: only a double underscore makes a setting.
fn is_setting(name: &str) -> bool {
    name.strip_prefix("ATTACHE_")
        .is_some_and(|rest| rest.contains("__"))
}

/// `ATTACHE_DISCORD__API_URL=x` as `discord.api_url = "x"`. What is not TOML by itself is a text.
fn as_toml(name: &str, value: &str, schema: &Value) -> String {
    let path: Vec<String> = name["ATTACHE_".len()..]
        .split("__")
        .map(str::to_ascii_lowercase)
        .collect();
    let wanted = path
        .iter()
        .try_fold(schema, |schema, key| schema["properties"].get(key));
    let is_text =
        wanted.is_some_and(|schema| schema["type"] == "string" || schema["type"][0] == "string");
    let is_toml = !is_text && toml::from_str::<Table>(&format!("value = {value}")).is_ok();
    let value = if is_toml {
        value.to_owned()
    } else {
        toml::Value::String(value.to_owned()).to_string()
    };
    format!("{} = {value}", path.join("."))
}

fn overlay(below: &mut Table, above: Table) {
    for (key, value) in above {
        match (below.get_mut(&key), value) {
            (Some(toml::Value::Table(below)), toml::Value::Table(above)) => overlay(below, above),
            (_, value) => {
                below.insert(key, value);
            }
        }
    }
}

impl<'de> Deserialize<'de> for Snowflake {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(
            untagged,
            expecting = "a Discord id is a number, such as `123456789012345678`"
        )]
        enum Written {
            Number(u64),
            Text(String),
        }
        let id = match Written::deserialize(deserializer)? {
            Written::Number(id) => id,
            Written::Text(text) => text.parse().map_err(|_| {
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
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Snowflake".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "description": "An id as Discord gives them, as a number or in quotes." })
    }
}

impl JsonSchema for Register {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Register".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "description": "\"global\", or a list of guild ids." })
    }
}

impl JsonSchema for Shards {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Shards".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "description": "\"auto\", or { total = 16, from = 0, to = 7 }." })
    }
}

fn web_address(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "format": Format::Uri.name() })
}

fn duration(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "format": Format::Duration.name() })
}

fn listen_address(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "format": Format::Address.name() })
}

#[expect(clippy::ref_option, reason = "serde hands it over so")]
fn write_address<S: Serializer>(
    address: &Option<SocketAddr>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&address.map_or_else(String::new, |address| address.to_string()))
}

fn read_address<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<SocketAddr>, D::Error> {
    let text = String::deserialize(deserializer)?;
    let address = (!text.is_empty()).then(|| text.parse()).transpose();
    address.map_err(de::Error::custom)
}

fn write_span<S: Serializer>(span: &Span, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&format!("{span:#}"))
}

fn read_span<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Span, D::Error> {
    String::deserialize(deserializer)?
        .parse()
        .map_err(de::Error::custom)
}

/// A word that stands for a variant without fields.
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
