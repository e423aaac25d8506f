//! How the office is set up: the clock, the knowledge, the settings.

use std::path::PathBuf;
use std::sync::Arc;

use attache::config;
use clock::{ManualClock, SharedClock};
use practice_discord::{Snowflake, ids};

/// The day on which all of this happens; the shipped facts end in July 2026.
pub(crate) const NOON: &str = "2026-11-23T12:00:00Z";

/// How the office is set up.
pub(crate) struct Plan {
    /// The practice Discord's clock.
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) knowledge: Option<PathBuf>,
    pub(crate) editors: Option<Snowflake>,
    /// Instead of the practice Discord's.
    pub(crate) bot_clock: Option<SharedClock>,
    pub(crate) library_clock: Option<SharedClock>,
    pub(crate) watch: bool,
    pub(crate) guild_commands: bool,
    /// Whether the application has an Entry Point command, as one with an Activity has.
    pub(crate) entry_point: bool,
    /// A language, and a name in it that Discord refuses at registration.
    pub(crate) refused_name: Option<(&'static str, &'static str)>,
    /// `[[alerts.subscription]]`
    pub(crate) subscriptions: Vec<config::SubscriptionSpec>,
    /// `[[alerts.duty]]`
    pub(crate) duty: Vec<config::DutyRota>,
    /// `[assistant]`
    pub(crate) assistant: config::AssistantConfig,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            clock: Arc::new(ManualClock::at(NOON.parse().expect("a moment"))),
            knowledge: None,
            editors: Some(ids::EDITORS),
            bot_clock: None,
            library_clock: None,
            watch: false,
            guild_commands: false,
            entry_point: false,
            refused_name: None,
            subscriptions: Vec::new(),
            duty: Vec::new(),
            assistant: config::AssistantConfig::default(),
        }
    }
}
