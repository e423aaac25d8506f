//! The state of the practice Discord: plain data, changed by methods that also say which events this causes.

mod attachments;
mod channels;
mod clock_move;
mod commands;
mod embeds;
mod guild;
mod interactions;
mod mentions;
mod messages;
mod modals;
mod nonces;
mod options;
mod thread;
mod thread_members;
mod threads;
mod users;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::{Value, json};

use self::{
    attachments::Attachments, commands::CommandRegistry, interactions::Interactions, nonces::Nonces,
};
pub(crate) use self::{
    attachments::Upload,
    channels::Channel,
    clock_move::ClockMove,
    commands::Scope,
    guild::{guild, members, roles},
    interactions::{Interaction, NewInteraction, Requester, kind},
    mentions::AllowedMentions,
    messages::{EPHEMERAL, LOADING, NewMessage},
    modals::OpenModal,
    options::option_error,
    thread::{requested_kind, thread_kind},
    users::{Person, application, bot, member, permission, person, user},
};
use crate::{
    ids,
    options::Options,
    snowflake::{Snowflake, SnowflakeGenerator},
};

/// A page in somebody's browser, for as long as its socket is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PageId(pub(crate) u64);

/// Something to send to whoever is connected.
pub(crate) enum Event {
    /// To the bot, over the gateway.
    Bot { name: &'static str, data: Value },
    /// To the pages: to one of them, or to all.
    Page { to: Option<PageId>, frame: Value },
}

/// Everything there is. Whoever changes it sets the time first and delivers the events after.
pub(crate) struct World {
    /// What the clocks show: messages and ids are dated by it.
    pub(crate) now: Timestamp,
    /// The same by a clock that nobody moves: waits are measured by it.
    pub(crate) real_now: Timestamp,
    pub(crate) can_be_moved: bool,
    pub(crate) moments: Vec<(String, Timestamp)>,
    pub(crate) attachments: Attachments,
    pub(crate) commands: CommandRegistry,
    pub(crate) interactions: Interactions,
    channels: BTreeMap<Snowflake, Channel>,
    nonces: Nonces,
    modals: modals::Modals,
    id_generator: SnowflakeGenerator,
    events: Vec<Event>,
}

impl World {
    /// A new practice server, whose attachments are served below `url`.
    pub(crate) fn new(now: Timestamp, url: &str, options: &Options) -> Self {
        Self {
            now,
            real_now: now,
            can_be_moved: options.movable.is_some(),
            moments: options.moments.clone(),
            attachments: Attachments::new(url),
            commands: CommandRegistry::default(),
            interactions: Interactions::default(),
            channels: channels::initial_channels(options),
            nonces: Nonces::kept_for(options.keep_nonces),
            modals: modals::Modals::default(),
            id_generator: SnowflakeGenerator::default(),
            events: Vec::new(),
        }
    }

    /// Carries out what time alone brings about: expired interactions, archived threads.
    pub(crate) fn tick(&mut self) {
        self.expire_unanswered();
        self.archive_idle_threads();
    }

    pub(crate) fn new_id(&mut self) -> Snowflake {
        self.id_generator.next(self.now)
    }

    pub(crate) fn take_events(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.events)
    }

    pub(crate) fn send_to_bot(&mut self, name: &'static str, data: Value) {
        self.events.push(Event::Bot { name, data });
    }

    pub(crate) fn send_to_pages(&mut self, frame: Value) {
        self.events.push(Event::Page { to: None, frame });
    }

    pub(crate) fn send_to_page(&mut self, page: PageId, frame: Value) {
        self.events.push(Event::Page {
            to: Some(page),
            frame,
        });
    }

    /// The first frame a page gets: everything there is to see.
    pub(crate) fn hello(&self, bot_connected: bool) -> Value {
        let moments = self.moments.iter();
        let moments = moments.map(|(label, at)| json!({ "label": label, "at": instant(*at) }));
        json!({
            "t": "hello",
            "guild": { "id": ids::GUILD, "name": guild::NAME, "roles": guild::roles() },
            "users": users::PEOPLE.iter().map(Person::to_page_json).collect::<Vec<_>>(),
            "bot": { "user": users::bot(), "connected": bot_connected },
            "channels": self.channels.values().map(Channel::to_page_json).collect::<Vec<_>>(),
            "messages": self.visible_messages(),
            "commands": self.commands.all(),
            "now": instant(self.now),
            "can_be_moved": self.can_be_moved,
            "moments": moments.collect::<Vec<_>>(),
        })
    }

    pub(crate) fn announce_time(&mut self) {
        self.send_to_pages(json!({ "t": "clock", "now": instant(self.now) }));
    }
}

/// An instant as Discord writes it.
pub(crate) fn instant(moment: Timestamp) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%S%.6f+00:00").to_string()
}
