//! What is true on the practice Discord: plain data, changed by methods that also say who must hear of it.

mod attachments;
mod channels;
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
    attachments::Attachments, commands::CommandBook, interactions::Interactions, nonces::Nonces,
};
pub(crate) use self::{
    attachments::Upload,
    channels::Channel,
    commands::Scope,
    guild::{guild, members, roles},
    interactions::{Asker, Interaction, Opening, kind},
    mentions::Allowed,
    messages::{Draft, LOADING, ONLY_YOU},
    modals::OpenModal,
    options::fault_in,
    thread::{kind_asked, thread_kind},
    users::{Person, application, bot, may, member, person, user},
};
use super::{Options, Snowflake, snowflake::Mint};

/// A page in somebody's browser, for as long as its socket is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PageId(pub(crate) u64);

/// Something that somebody must be told.
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
    pub(crate) unmoved_now: Timestamp,
    pub(crate) can_be_moved: bool,
    pub(crate) moments: Vec<(String, Timestamp)>,
    pub(crate) attachments: Attachments,
    pub(crate) commands: CommandBook,
    pub(crate) interactions: Interactions,
    channels: BTreeMap<Snowflake, Channel>,
    nonces: Nonces,
    modals: modals::Modals,
    mint: Mint,
    events: Vec<Event>,
}

impl World {
    /// A new practice server, whose attachments are served below `url`.
    pub(crate) fn new(now: Timestamp, url: &str, options: &Options) -> Self {
        Self {
            now,
            unmoved_now: now,
            can_be_moved: false,
            moments: Vec::new(),
            attachments: Attachments::new(url),
            commands: CommandBook::default(),
            interactions: Interactions::default(),
            channels: channels::at_first(options),
            nonces: Nonces::kept_for(options.keep_nonces),
            modals: modals::Modals::default(),
            mint: Mint::default(),
            events: Vec::new(),
        }
    }

    /// What time alone brings about.
    pub(crate) fn let_time_pass(&mut self) {
        self.give_up_on_the_late();
        self.archive_the_idle();
    }

    pub(crate) fn new_id(&mut self) -> Snowflake {
        self.mint.next(self.now)
    }

    pub(crate) fn take_events(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.events)
    }

    pub(crate) fn tell_bot(&mut self, name: &'static str, data: Value) {
        self.events.push(Event::Bot { name, data });
    }

    pub(crate) fn tell_pages(&mut self, frame: Value) {
        self.events.push(Event::Page { to: None, frame });
    }

    pub(crate) fn tell_page(&mut self, page: PageId, frame: Value) {
        self.events.push(Event::Page {
            to: Some(page),
            frame,
        });
    }

    /// The first frame a page gets: all there is to see.
    pub(crate) fn hello(&self, bot_connected: bool) -> Value {
        let moments = self.moments.iter();
        let moments = moments.map(|(label, at)| json!({ "label": label, "at": instant(*at) }));
        json!({
            "t": "hello",
            "guild": { "id": super::ids::GUILD, "name": guild::NAME, "roles": guild::roles() },
            "users": users::PEOPLE.iter().map(Person::for_the_page).collect::<Vec<_>>(),
            "bot": { "user": users::bot(), "connected": bot_connected },
            "channels": self.channels.values().map(Channel::for_the_page).collect::<Vec<_>>(),
            "messages": self.public_messages(),
            "commands": self.commands.all(),
            "now": instant(self.now),
            "can_be_moved": self.can_be_moved,
            "moments": moments.collect::<Vec<_>>(),
        })
    }

    pub(crate) fn tell_of_the_time(&mut self) {
        self.tell_pages(json!({ "t": "clock", "now": instant(self.now) }));
    }
}

/// A moment as Discord writes it.
pub(crate) fn instant(moment: Timestamp) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%S%.6f+00:00").to_string()
}
