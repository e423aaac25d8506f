//! The channels there are: found, listed, opened and forgotten.

use serde_json::{Value, json};

use super::{
    channel::{Channel, ChannelKind},
    state::World,
    thread::Thread,
};
use crate::{api_error::ApiError, snowflake::Snowflake};

impl World {
    pub(crate) fn channel(&self, id: Snowflake) -> Result<&Channel, ApiError> {
        self.channels.get(&id).ok_or(ApiError::UNKNOWN_CHANNEL)
    }

    pub(crate) fn channel_mut(&mut self, id: Snowflake) -> Result<&mut Channel, ApiError> {
        self.channels.get_mut(&id).ok_or(ApiError::UNKNOWN_CHANNEL)
    }

    pub(crate) fn all_channels(&self) -> impl Iterator<Item = &Channel> {
        self.channels.values()
    }

    /// Every guild the bot is in, in the order of their ids.
    pub(crate) fn guild_ids(&self) -> Vec<Snowflake> {
        self.guilds.keys().copied().collect()
    }

    pub(crate) fn guild_channels(&self, guild: Snowflake) -> Vec<Value> {
        let of_the_guild = self.channels.values().filter(|channel| {
            matches!(channel.kind, ChannelKind::Text { .. }) && channel.guild() == Some(guild)
        });
        of_the_guild.map(Channel::to_json).collect()
    }

    /// Finds or makes the direct-message channel of the bot and this person.
    pub(crate) fn direct_channel(&mut self, with: Snowflake) -> Snowflake {
        let known = self
            .channels
            .values()
            .find(|channel| channel.direct_with() == Some(with));
        if let Some(channel) = known {
            return channel.id;
        }
        let id = self.new_id();
        let channel = Channel::new(id, ChannelKind::Direct { with });
        self.send_to_pages(json!({ "t": "channel", "channel": channel.to_page_json() }));
        self.channels.insert(id, channel);
        id
    }

    /// The threads by id, oldest first.
    pub(super) fn threads(&self) -> impl Iterator<Item = (Snowflake, &Thread)> {
        let all = self.channels.values();
        all.filter_map(|channel| Some((channel.id, channel.thread()?)))
    }

    pub(crate) fn thread(&self, id: Snowflake) -> Result<&Thread, ApiError> {
        let thread = self.channel(id)?.thread();
        thread.ok_or(ApiError::NOT_FOR_THIS_CHANNEL)
    }

    pub(super) fn thread_mut(&mut self, id: Snowflake) -> Result<&mut Thread, ApiError> {
        match &mut self.channel_mut(id)?.kind {
            ChannelKind::Thread(thread) => Ok(thread),
            _ => Err(ApiError::NOT_FOR_THIS_CHANNEL),
        }
    }

    pub(super) fn add_thread(&mut self, id: Snowflake, thread: Thread) {
        self.channels
            .insert(id, Channel::new(id, ChannelKind::Thread(thread)));
    }

    pub(super) fn forget_channel(&mut self, id: Snowflake) {
        self.channels.remove(&id);
    }

    /// Sends a channel as it now stands to the pages.
    pub(super) fn publish_channel(&mut self, id: Snowflake) -> Result<(), ApiError> {
        let channel = self.channel(id)?.to_page_json();
        self.send_to_pages(json!({ "t": "channel", "channel": channel }));
        Ok(())
    }

    /// Sends the bot an event of a channel, if it can see the channel.
    pub(crate) fn send_to_bot_in(&mut self, id: Snowflake, event: &'static str, data: Value) {
        if self.channel(id).is_ok_and(Channel::is_visible_to_bot) {
            self.send_to_bot(event, data);
        }
    }
}
