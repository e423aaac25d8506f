//! Frames that a test sends as they stand: what can be answered in them is noted as if it had come about here.
//!
//! They may lack anything, or hold anything in its place, so that nothing is taken for granted.

use serde_json::{Map, Value, json};

use super::{
    channel::{Channel, ChannelKind},
    interaction::{Asker, Interaction, Phase},
    message::Message,
    page::PageId,
    state::World,
};
use crate::snowflake::Snowflake;

impl World {
    /// Notes the interaction or the message that a frame brings, so that the bot's answer to it is accepted.
    pub(crate) fn note_raw_frame(&mut self, frame: &Value) {
        match frame.get("t").and_then(Value::as_str) {
            Some("INTERACTION_CREATE") => self.note_interaction(&frame["d"]),
            Some("MESSAGE_CREATE") => {
                if let Some(channel) = id_at(&frame["d"], "/channel_id") {
                    self.note_channel(channel, &frame["d"]);
                    self.note_message(channel, &frame["d"]);
                }
            }
            _ => {}
        }
    }

    /// Without an id and a token nobody can answer it, and there is nothing to note.
    fn note_interaction(&mut self, data: &Value) {
        let Some((id, token)) = id_at(data, "/id").zip(data["token"].as_str()) else {
            return;
        };
        let named = ["/channel_id", "/channel/id", "/message/channel_id"];
        let channel = named.into_iter().find_map(|place| id_at(data, place));
        // Discord knows the channel, also if the frame does not say.
        let channel = channel.unwrap_or(id);
        self.note_channel(channel, data);
        let source = id_at(data, "/message/id");
        if source.is_some() {
            self.note_message(channel, &data["message"]);
        }
        let places = ["/member/user", "/user"];
        let user = places.iter().find_map(|place| data.pointer(place));
        let user = user.cloned().unwrap_or_default();
        let kind = data["type"].as_u64().and_then(|kind| kind.try_into().ok());
        let kind = kind.unwrap_or_default();
        let interaction = Interaction {
            id,
            token: token.to_owned(),
            kind,
            asker: Asker {
                page: PageId::NONE,
                reference: String::new(),
                person: id_at(&user, "/id").unwrap_or(Snowflake(0)),
                locale: data["locale"].as_str().unwrap_or("en-US").to_owned(),
            },
            channel,
            source,
            original: None,
            metadata: json!({
                "id": id,
                "type": kind,
                "user": user,
                "authorizing_integration_owners": data["authorizing_integration_owners"],
                "name": data["data"]["name"],
                "command_type": data["data"]["type"],
            }),
            begun: self.real_now,
            phase: Phase::Pending,
        };
        self.interactions.waiting.insert(id);
        self.interactions.all.insert(id, interaction);
    }

    /// Makes a channel for the frame, unless there is one with this id.
    fn note_channel(&mut self, id: Snowflake, data: &Value) {
        let guild = id_at(data, "/guild_id");
        let shown = Some(&data["channel"]).filter(|channel| channel.is_object());
        let json = shown.cloned().unwrap_or_else(|| {
            let kind = u8::from(guild.is_none());
            json!({ "id": id, "type": kind, "guild_id": guild, "name": "elsewhere", "flags": 0 })
        });
        self.channels
            .entry(id)
            .or_insert_with(|| Channel::new(id, ChannelKind::Elsewhere { guild, json }));
    }

    /// Puts a message in its channel, in the place of one with its id.
    fn note_message(&mut self, channel: Snowflake, json: &Value) {
        let Some(id) = id_at(json, "/id") else {
            return;
        };
        let message = Message {
            id,
            author: id_at(json, "/author/id").unwrap_or(Snowflake(0)),
            ephemeral_for: None,
            response_to: None,
            dismissed: false,
            json: with_lists(json),
        };
        if let Ok(place) = self.channel_mut(channel) {
            place.put(message);
        }
    }
}

/// The message with what an edit or a reply needs of it.
fn with_lists(json: &Value) -> Value {
    let mut message: Map<String, Value> = json.as_object().cloned().unwrap_or_default();
    message.remove("guild_id");
    message.remove("member");
    for list in ["attachments", "embeds", "components", "mentions"] {
        if !message.get(list).is_some_and(Value::is_array) {
            message.insert(list.to_owned(), json!([]));
        }
    }
    message.into()
}

/// The id at this place, if there is one that can be read.
fn id_at(data: &Value, place: &str) -> Option<Snowflake> {
    data.pointer(place)?.as_str()?.parse().ok()
}
