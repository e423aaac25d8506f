//! The settings: `config/attache.toml`, overridden by the environment. A file for each section, and [`load`] for the layers.
//!
//! Every problem is reported like one of the knowledge: all at once, each with file, line, column and the nearest valid
//! name; of a variable, with the variable's name.

mod alerts;
mod assistant;
mod database;
mod discord;
mod duty;
mod escalation;
pub(crate) mod knowledge;
mod load;
mod operator;
mod rules;
mod snowflake;
mod spans;
mod subscription_error;
mod time_types;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use self::rules::Violation;
use crate::document::schema_of;

pub use self::alerts::{AlertsConfig, SubscriptionSpec, typed_zone};
pub use self::assistant::{ApiKey, AssistantConfig};
pub use self::database::DatabaseConfig;
pub use self::discord::{DiscordConfig, Register, Shards};
pub use self::duty::{DayRange, DutyRota, DutyShift, ParseShiftError, ShiftHours};
pub use self::escalation::{EscalationChain, EscalationStep, EscalationTarget};
pub use self::knowledge::KnowledgeConfig;
pub use self::operator::WebConfig;
pub use self::snowflake::Snowflake;
pub use self::subscription_error::SubscriptionError;
pub use self::time_types::{ClockTime, Lead, ParseTimeError, QuietHours, WeeklyTime};

/// Everything an operator can set.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// How to reach Discord.
    pub discord: DiscordConfig,
    /// Where the knowledge is, and when it is read again.
    pub knowledge: KnowledgeConfig,
    /// The database for what outlives the process: alerts, subscriptions, tours.
    pub database: DatabaseConfig,
    /// The operator's address: health, metrics, and the summits for calendars elsewhere.
    pub web: WebConfig,
    /// Alerts of summits.
    pub alerts: AlertsConfig,
    /// A language model that may reword an answer; off unless `url` is set.
    pub assistant: AssistantConfig,
}

impl Config {
    /// Its JSON Schema, which `config/schema.json` is a copy of.
    pub fn schema() -> Value {
        schema_of::<Self>()
    }

    /// The rules of every section that its types cannot express, as far as they are broken.
    fn violations(&self) -> Vec<Violation> {
        let mut violations = self.discord.violations();
        violations.extend(self.alerts.violations());
        violations.extend(self.assistant.violations());
        violations
    }
}
