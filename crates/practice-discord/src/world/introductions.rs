//! What the bot and a page are sent first: the guild, and everything there is to see.

use serde_json::{Value, json};

use super::{
    channel::Channel,
    guild::{NAME, members},
    instant::instant,
    state::World,
    users::{self, PEOPLE, Person},
};
use crate::{ids, snowflake::Snowflake};

impl World {
    /// A guild as the gateway introduces it. Those besides the practice server have its people and roles.
    pub(crate) fn guild_created(&self, id: Snowflake) -> Value {
        let mut guild = self.guild(id).unwrap_or_default();
        let mut members = members(id);
        let joined_at = self.joined_at(id);
        for own in members.iter_mut().filter(|one| one["user"]["bot"] == true) {
            *own = self.member_of(id, ids::BOT).unwrap_or_default();
            own["joined_at"] = joined_at.as_str().into();
        }
        guild["joined_at"] = joined_at.into();
        guild["large"] = false.into();
        guild["unavailable"] = false.into();
        guild["member_count"] = members.len().into();
        guild["members"] = members.into();
        guild["channels"] = self.guild_channels(id).into();
        // Threads are in the practice server only.
        let threads = self
            .active_threads()
            .into_iter()
            .filter(|_| id == ids::GUILD)
            .map(|(mut thread, member)| {
                if let Some(member) = member {
                    let (joined, flags) = (&member["join_timestamp"], &member["flags"]);
                    thread["member"] = json!({ "join_timestamp": joined, "flags": flags });
                }
                thread
            });
        guild["threads"] = threads.collect();
        guild["guild_scheduled_events"] = self.open_events(id).into();
        for nothing_in in ["voice_states", "presences", "stage_instances"] {
            guild[nothing_in] = json!([]);
        }
        guild
    }

    pub(crate) fn set_guild_available(&mut self, available: bool) {
        if let Some(guild) = self.guilds.get_mut(&ids::GUILD) {
            guild.is_out = !available;
        }
        if available {
            let guild = self.guild_created(ids::GUILD);
            self.send_to_bot("GUILD_CREATE", guild);
        } else {
            self.send_to_bot(
                "GUILD_DELETE",
                json!({ "id": ids::GUILD, "unavailable": true }),
            );
        }
    }

    /// The first frame a page gets: everything there is to see.
    pub(crate) fn hello(&self, bot_connected: bool) -> Value {
        let moments = self.moments.iter();
        let moments = moments.map(|(label, at)| json!({ "label": label, "at": instant(*at) }));
        json!({
            "t": "hello",
            "guild": { "id": ids::GUILD, "name": NAME, "roles": self.roles(ids::GUILD) },
            "users": PEOPLE.iter().map(Person::to_page_json).collect::<Vec<_>>(),
            "bot": { "user": users::bot(), "connected": bot_connected },
            "channels": self.all_channels().filter(|one| one.is_here()).map(Channel::to_page_json).collect::<Vec<_>>(),
            "messages": self.visible_messages(),
            "events": self.open_events(ids::GUILD),
            "commands": self.commands.all(),
            "now": instant(self.now),
            "can_be_moved": self.can_be_moved,
            "moments": moments.collect::<Vec<_>>(),
        })
    }
}
