//! Publishing: a message of an announcement channel goes to the channels that follow it.
//!
//! <https://discord.com/developers/docs/resources/message#crosspost-message>

use serde_json::{Value, json};

use super::{message::CROSSPOSTED, state::World};
use crate::{api_error::ApiError, ids, snowflake::Snowflake};

impl World {
    /// Publishes a message of the bot's, once.
    pub(crate) fn crosspost(
        &mut self,
        channel: Snowflake,
        id: Snowflake,
    ) -> Result<Value, ApiError> {
        let place = self.channel_mut(channel)?;
        let is_announcement = place.is_announcement();
        let message = place.message_mut(id)?;
        if message.author != ids::BOT {
            return Err(ApiError::MISSING_PERMISSIONS);
        }
        if !is_announcement {
            return Err(ApiError::NOT_FOR_THIS_CHANNEL);
        }
        let flags = message.json["flags"].as_u64().unwrap_or(0);
        if flags & CROSSPOSTED != 0 {
            return Err(ApiError::ALREADY_CROSSPOSTED);
        }
        message.json["flags"] = (flags | CROSSPOSTED).into();
        self.publish(channel, id, "MESSAGE_UPDATE", &json!(null))
    }
}
