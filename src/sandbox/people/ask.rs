//! The frames a page sends.

use serde::Deserialize;
use serde_json::Value;

use crate::sandbox::Snowflake;

/// A frame: who asks, in which language, for what.
#[derive(Deserialize)]
pub(super) struct Said {
    #[serde(rename = "ref", default)]
    pub(super) reference: String,
    #[serde(rename = "as", default)]
    pub(super) person: Option<Snowflake>,
    #[serde(default = "english")]
    pub(super) locale: String,
    #[serde(flatten)]
    pub(super) ask: Ask,
}

fn english() -> String {
    "en-US".to_owned()
}

#[derive(Deserialize)]
#[serde(tag = "t", rename_all = "snake_case")]
pub(super) enum Ask {
    Send {
        channel_id: Snowflake,
        content: String,
        #[serde(default)]
        reply_to: Option<Snowflake>,
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
}

/// A button pressed, or values chosen.
#[derive(Deserialize)]
pub(super) struct Pressed {
    pub(super) channel_id: Snowflake,
    pub(super) message_id: Snowflake,
    pub(super) custom_id: String,
    pub(super) component_type: u64,
    #[serde(default)]
    pub(super) values: Vec<String>,
}

/// A modal filled in.
#[derive(Deserialize)]
pub(super) struct Submitted {
    pub(super) channel_id: Snowflake,
    pub(super) modal_ref: String,
    pub(super) custom_id: String,
    pub(super) components: Vec<Value>,
}
