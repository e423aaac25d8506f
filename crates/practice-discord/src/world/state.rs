//! Everything there is, in one value; the files beside this one say what can be done with it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{
    attachments::Attachments,
    channel::{Channel, initial_channels},
    command_registry::CommandRegistry,
    guild::{Guild, initial_guilds},
    instant::instant,
    interaction::Interactions,
    modal::Modals,
    nonces::Nonces,
    page::PageId,
    scheduled_event::ScheduledEvent,
};
use crate::{
    options::Options,
    snowflake::{Snowflake, SnowflakeGenerator},
};

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
    pub(super) guilds: BTreeMap<Snowflake, Guild>,
    /// The people who have installed the bot for themselves.
    pub(crate) installed_by: BTreeSet<Snowflake>,
    pub(super) channels: BTreeMap<Snowflake, Channel>,
    pub(super) scheduled_events: BTreeMap<Snowflake, ScheduledEvent>,
    /// What the bot's own role does not allow it, of what it usually does.
    pub(super) denied_to_bot: u64,
    pub(super) nonces: Nonces,
    /// Whether a role that is mentioned in a thread has members whom Discord does not add to it.
    pub(crate) misses_roles_in_threads: bool,
    pub(super) modals: Modals,
    pub(super) id_generator: SnowflakeGenerator,
    pub(super) events: Vec<Event>,
}

impl World {
    /// A new practice server, whose attachments are served below `url`.
    pub(crate) fn new(now: Timestamp, url: &str, options: &Options) -> Self {
        let mut world = Self {
            now,
            real_now: now,
            can_be_moved: options.movable.is_some(),
            moments: options.moments.clone(),
            attachments: Attachments::new(url),
            commands: CommandRegistry::default(),
            interactions: Interactions::default(),
            guilds: initial_guilds(options),
            installed_by: BTreeSet::new(),
            channels: initial_channels(options),
            scheduled_events: BTreeMap::new(),
            denied_to_bot: 0,
            nonces: Nonces::kept_for(options.keep_nonces),
            misses_roles_in_threads: false,
            modals: Modals::default(),
            id_generator: SnowflakeGenerator::default(),
            events: Vec::new(),
        };
        if options.entry_point {
            world.add_entry_point();
        }
        world
    }

    /// Carries out what time alone brings about: expired interactions, archived threads.
    pub(crate) fn tick(&mut self) {
        self.expire_unanswered();
        self.archive_idle_threads();
        self.run_events();
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

    pub(crate) fn announce_time(&mut self) {
        self.send_to_pages(json!({ "t": "clock", "now": instant(self.now) }));
    }
}
