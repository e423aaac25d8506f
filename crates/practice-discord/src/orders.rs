//! What a test orders of a running practice Discord that no person does on the page: frames as they stand, ended
//! sessions, guilds that the bot joins and leaves, refused names, messages of every kind.

use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::{
    gateway,
    hub::Fault,
    ids,
    options::NewGuild,
    server::PracticeDiscord,
    snowflake::Snowflake,
    world::{World, foreign_message},
};

impl PracticeDiscord {
    /// Makes the next request with this method go wrong whose path below `/api/v10` begins with `path`. Several
    /// faults for the same requests happen one after the other.
    pub fn fail_next(&self, method: &str, path: &str, fault: Fault) {
        self.hub.faults.order(method, path, fault, false);
    }

    /// Makes every request of this kind go wrong until [`recover`](Self::recover); kinds as for
    /// [`fail_next`](Self::fail_next).
    pub fn fail_until_recovered(&self, method: &str, path: &str, fault: Fault) {
        self.hub.faults.order(method, path, fault, true);
    }

    /// Ends what [`fail_until_recovered`](Self::fail_until_recovered) began.
    pub fn recover(&self) {
        self.hub.faults.end_lasting();
    }

    /// Forgets every nonce, as Discord does after some minutes.
    pub fn forget_nonces(&self) {
        self.hub.change(World::forget_nonces);
    }

    /// Says from now on that the bot may begin so many sessions, and when it may begin all of a day again.
    pub fn set_sessions_left(&self, count: u32, reset_after: Duration) {
        self.hub
            .with_sessions(|sessions, _| sessions.left = (count, reset_after));
    }

    /// Sends a gateway frame to every connected session as it stands, whatever its intents; only `s` of an event is
    /// replaced by the session's next number.
    ///
    /// An interaction in it can be answered like one that was begun on the page, and a message in it can be replied
    /// to, also in a channel that is not here: everything may be done there, and the page does not list it. A second
    /// frame with the same ids takes the place of the first.
    pub fn dispatch_raw(&self, frame: &Value) {
        self.hub.dispatch_raw(frame);
    }

    /// Ends every connected session with this WebSocket close code; 1006 cuts the connection without a close frame.
    ///
    /// The session can be resumed, unless Discord's table of close codes says otherwise: after 4003, 4006, 4007, 4009
    /// and those with which one should not reconnect (4004, 4010 to 4014), RESUME is answered with `INVALID_SESSION`.
    pub fn close_sessions(&self, code: u16, reason: &str) {
        self.hub
            .with_sessions(|sessions, _| sessions.close(code, reason));
    }

    /// Refuses the next IDENTIFY with this close code; several orders are carried out one after the other.
    pub fn refuse_next_identify(&self, code: u16) {
        self.hub
            .with_sessions(|sessions, _| sessions.refuse_next(code));
    }

    /// Asks every connected bot to reconnect and resume, as Discord does before maintenance.
    pub fn ask_to_reconnect(&self) {
        let reconnect = || gateway::control(gateway::op::RECONNECT, &Value::Null);
        self.hub
            .with_sessions(|sessions, _| sessions.broadcast(reconnect));
    }

    /// Ends every session, so that a bot must identify anew.
    pub fn invalidate_sessions(&self) {
        let invalid = || gateway::control(gateway::op::INVALID_SESSION, &json!(false));
        self.hub.with_sessions(|sessions, _| {
            sessions.broadcast(invalid);
            sessions.forget();
        });
    }

    /// Takes the practice server offline for the bot, as in an outage, or brings it back.
    pub fn set_guild_available(&self, available: bool) {
        self.hub
            .change(|world| world.set_guild_available(available));
    }

    /// Times the bot out on the practice server until this moment of the shown clock, or ends its time-out. It may read
    /// there meanwhile, and is refused all else with 50013. It hears `GUILD_MEMBER_UPDATE`.
    pub fn time_out_bot(&self, until: Option<Timestamp>) {
        self.hub
            .change(|world| world.time_out_bot(ids::GUILD, until));
    }

    /// Adds the bot to a further guild, and returns its id. The bot hears `GUILD_CREATE` with `joined_at` now; all other
    /// guilds were joined long ago.
    pub fn join_guild(&self, guild: &NewGuild) -> Snowflake {
        self.hub.change(|world| world.join_guild(guild))
    }

    /// Removes the bot from a guild. It hears `GUILD_DELETE` without `unavailable`, and the guild's channels are gone.
    pub fn leave_guild(&self, guild: Snowflake) {
        self.hub.change(|world| world.leave_guild(guild));
    }

    /// Takes permissions from the bot in a text channel and the threads below it. The bits are Discord's, such as
    /// `1 << 16` for *Read Message History*.
    ///
    /// # Panics
    ///
    /// If there is no such channel.
    pub fn deny_bot(&self, channel: Snowflake, permissions: u64) {
        let done = self
            .hub
            .change(|world| world.deny_bot(channel, permissions));
        assert!(done.is_ok(), "there is no channel {channel}");
    }

    /// Gives the bot back permissions that [`Self::deny_bot`] took from it in a text channel.
    ///
    /// # Panics
    ///
    /// If there is no such channel.
    pub fn restore_bot(&self, channel: Snowflake, permissions: u64) {
        let done = self
            .hub
            .change(|world| world.restore_bot(channel, permissions));
        assert!(done.is_ok(), "there is no channel {channel}");
    }

    /// Has every role that the bot mentions in a thread keep members who are not added to it, as happens with roles of many
    /// members. The message then has the flag `FAILED_TO_MENTION_SOME_ROLES_IN_THREAD`.
    pub fn miss_roles_in_threads(&self) {
        self.hub
            .change(|world| world.misses_roles_in_threads = true);
    }

    /// Takes permissions from the bot's own role in every guild, such as `1 << 44` for *Create Events*; 0 gives back those
    /// that it usually has.
    pub fn deny_bot_in_guilds(&self, permissions: u64) {
        self.hub
            .change(|world| world.deny_bot_in_guilds(permissions));
    }

    /// Every scheduled event of a guild that was not deleted, those that are over too, oldest first.
    pub fn scheduled_events(&self, guild: Snowflake) -> Vec<Value> {
        self.hub.change(|world| world.all_events(guild))
    }

    /// Has a person make a scheduled event: `form` has the fields of Discord's request, and is not checked. Returns the
    /// event.
    ///
    /// # Panics
    ///
    /// If the guild has as many as there may be.
    pub fn schedule_as(&self, person: Snowflake, guild: Snowflake, form: &Value) -> Value {
        let made = self
            .hub
            .change(|world| world.create_event(guild, person, form));
        made.unwrap_or_else(|error| panic!("no event is made: {}", error.message))
    }

    /// Has somebody who may change the fields of an event, whoever made it; nothing is checked.
    ///
    /// # Panics
    ///
    /// If there is no such event.
    pub fn change_event(&self, guild: Snowflake, event: Snowflake, form: &Value) -> Value {
        let changed = self
            .hub
            .change(|world| world.change_event(guild, event, form));
        changed.unwrap_or_else(|error| panic!("no event is changed: {}", error.message))
    }

    /// Has somebody who may delete an event, whoever made it.
    ///
    /// # Panics
    ///
    /// If there is no such event.
    pub fn delete_event(&self, guild: Snowflake, event: Snowflake) {
        let done = self.hub.change(|world| world.delete_event(guild, event));
        assert!(done.is_ok(), "there is no event {event}");
    }

    /// Makes an announcement channel of a text channel of the practice server, whose messages can then be published. The
    /// bot hears `CHANNEL_UPDATE`.
    ///
    /// # Panics
    ///
    /// If there is no such channel.
    pub fn make_announcement_channel(&self, channel: Snowflake) {
        let done = self
            .hub
            .change(|world| world.make_announcement_channel(channel));
        assert!(done.is_ok(), "there is no channel {channel}");
    }

    /// Has a person install the bot for themselves: their commands with `integration_types` 1 then name them in
    /// `authorizing_integration_owners`.
    pub fn install_for(&self, person: Snowflake) {
        self.hub.change(|world| world.installed_by.insert(person));
    }

    /// Has this name of a command or option in this language refused at registration, although it keeps to Discord's
    /// pattern, as has happened after changes of Discord's rules.
    pub fn refuse_localized_name(&self, locale: &str, name: &str) {
        let refused = (locale.to_owned(), name.to_owned());
        self.hub
            .change(|world| world.commands.refused.insert(refused));
    }

    /// Puts a message of any kind into a channel as a person: `message` has fields of Discord's message object, which
    /// take the place of the usual ones, and nothing is checked. This is how forwards (`message_reference` of type 1
    /// with `message_snapshots`), polls, stickers and described attachments come about. Returns the whole message.
    ///
    /// # Panics
    ///
    /// If there is no such channel, or the author may not write there.
    pub fn post_message_json(
        &self,
        author: Snowflake,
        channel: Snowflake,
        message: &Value,
    ) -> Value {
        let posted = self
            .hub
            .change(|world| world.post(foreign_message(author, channel, message)));
        match posted {
            Ok(message) => message,
            Err(error) => panic!("{author} cannot write in {channel}: {}", error.message),
        }
    }
}
