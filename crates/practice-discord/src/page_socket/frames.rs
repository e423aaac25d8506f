//! The frames a page sends, one variant for each thing a person can do.

use serde::Deserialize;
use serde_json::Value;

use crate::{snowflake::Snowflake, world::ClockMove};

/// A frame: who acts, in which language, and what they do.
#[derive(Deserialize)]
pub(super) struct PageFrame {
    /// Chosen by the page; the answer carries it.
    #[serde(rename = "ref", default)]
    pub(super) reference: String,
    #[serde(rename = "as", default)]
    pub(super) person: Option<Snowflake>,
    #[serde(default = "english")]
    pub(super) locale: String,
    #[serde(flatten)]
    pub(super) request: PageRequest,
}

fn english() -> String {
    "en-US".to_owned()
}

fn yes() -> bool {
    true
}

#[derive(Deserialize)]
#[serde(tag = "t", rename_all = "snake_case")]
pub(super) enum PageRequest {
    Send {
        channel_id: Snowflake,
        content: String,
        #[serde(default)]
        reply_to: Option<Snowflake>,
        /// Whether a reply mentions the author it replies to.
        #[serde(default = "yes")]
        reply_ping: bool,
    },
    Command {
        channel_id: Snowflake,
        id: Snowflake,
        #[serde(default)]
        options: Vec<Value>,
        #[serde(default)]
        target_id: Option<Snowflake>,
    },
    Autocomplete {
        channel_id: Snowflake,
        id: Snowflake,
        #[serde(default)]
        options: Vec<Value>,
    },
    Press(Pressed),
    Submit(Submitted),
    Dismiss {
        channel_id: Snowflake,
        id: Snowflake,
    },
    OpenDm,
    StartThread {
        channel_id: Snowflake,
        #[serde(flatten)]
        form: Value,
    },
    ChangeThread {
        channel_id: Snowflake,
        #[serde(flatten)]
        form: Value,
    },
    AddToThread {
        channel_id: Snowflake,
        user_id: Snowflake,
    },
    LeaveThread {
        channel_id: Snowflake,
    },
    DeleteThread {
        channel_id: Snowflake,
    },
    MoveClock(ClockMove),
}

/// A button that was pressed, or a select in which values were chosen.
#[derive(Deserialize)]
pub(super) struct Pressed {
    pub(super) channel_id: Snowflake,
    pub(super) message_id: Snowflake,
    pub(super) custom_id: String,
    pub(super) component_type: u64,
    #[serde(default)]
    pub(super) values: Vec<String>,
}

/// A modal that was submitted.
#[derive(Deserialize)]
pub(super) struct Submitted {
    pub(super) channel_id: Snowflake,
    pub(super) modal_ref: String,
    pub(super) custom_id: String,
    pub(super) components: Vec<Value>,
}
