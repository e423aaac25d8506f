//! The frames a page sends.

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::Value;

use crate::Snowflake;

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

fn yes() -> bool {
    true
}

#[derive(Deserialize)]
#[serde(tag = "t", rename_all = "snake_case")]
pub(super) enum Ask {
    Send {
        channel_id: Snowflake,
        content: String,
        #[serde(default)]
        reply_to: Option<Snowflake>,
        /// Whether a reply calls whom it answers.
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
    MoveClock(Move),
}

/// Where the clock is to be moved.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Move {
    /// So many seconds ahead.
    Seconds(i64),
    /// To an instant.
    To(Timestamp),
}

/// Ids hold no moment much later than this.
const LATEST: Timestamp = Timestamp::constant(4_102_444_800, 0);

impl Move {
    /// Where that is, seen from `now`; none if it is too far off.
    pub(crate) fn from(self, now: Timestamp) -> Option<Timestamp> {
        let to = match self {
            Self::Seconds(seconds) => now.checked_add(SignedDuration::from_secs(seconds)).ok()?,
            Self::To(to) => to,
        };
        (to < LATEST).then_some(to)
    }
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
