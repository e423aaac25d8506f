//! A message as it stands, and one about to be written.

use serde_json::{Map, Value};

use super::{attachments::Upload, mentions::AllowedMentions};
use crate::snowflake::Snowflake;

/// The flag of a message that was published to the channels that follow its own.
pub(crate) const CROSSPOSTED: u64 = 1 << 0;
/// The flag of a message that only one person sees.
pub(crate) const EPHEMERAL: u64 = 1 << 6;
/// The flag of a message that consists of components alone.
pub(crate) const COMPONENTS_V2: u64 = 1 << 15;
/// The flags that a bot may set beside [`EPHEMERAL`]: no embeds of links, no notification, components alone.
pub(crate) const SETTABLE: u64 = (1 << 2) | (1 << 12) | COMPONENTS_V2;
/// The flag of a message whose text is still to come: "is thinking…".
pub(crate) const LOADING: u64 = 1 << 7;

/// A message as it stands, and what its JSON does not hold.
pub(crate) struct Message {
    pub(crate) id: Snowflake,
    pub(crate) author: Snowflake,
    /// The one person who sees it.
    pub(crate) ephemeral_for: Option<Snowflake>,
    /// The interaction that it answers.
    pub(crate) response_to: Option<Snowflake>,
    /// Whether its one reader has dismissed it.
    pub(crate) dismissed: bool,
    pub(crate) json: Value,
}

impl Message {
    /// Whether Discord itself wrote it, to say that something has changed.
    pub(crate) fn is_system(&self) -> bool {
        let kind = self.json["type"].as_u64();
        !matches!(kind, Some(0 | 19 | 20 | 23))
    }
}

/// A message about to be written; its body has passed its checks.
pub(crate) struct NewMessage<'a> {
    pub(crate) channel: Snowflake,
    pub(crate) author: Snowflake,
    pub(crate) body: &'a Value,
    pub(crate) files: &'a [Upload],
    /// Discord's type of message: 0 plain, 19 reply, 20 answer to a slash command, 23 to a menu.
    pub(crate) kind: u8,
    pub(crate) flags: u64,
    pub(crate) ephemeral_for: Option<Snowflake>,
    pub(crate) reply_to: Option<Snowflake>,
    pub(crate) response_to: Option<Snowflake>,
    pub(crate) allowed: AllowedMentions,
    /// Further fields of the message, which replace those made of `body`.
    pub(crate) extra: Map<String, Value>,
}

/// A message as somebody else's client would make it: its fields stand as they are.
pub(crate) fn foreign_message(
    author: Snowflake,
    channel: Snowflake,
    message: &Value,
) -> NewMessage<'_> {
    NewMessage {
        channel,
        author,
        body: message,
        files: &[],
        kind: 0,
        flags: 0,
        ephemeral_for: None,
        reply_to: None,
        response_to: None,
        allowed: AllowedMentions::all(),
        extra: message.as_object().cloned().unwrap_or_default(),
    }
}
