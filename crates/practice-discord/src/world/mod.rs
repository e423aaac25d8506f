//! The state of the practice Discord: plain data, changed by methods that also say which events this causes.

mod attachments;
mod channel;
mod channels;
mod clock_move;
mod command_registry;
mod commands;
mod components;
mod crosspost;
mod embeds;
mod guild;
mod guilds;
mod instant;
mod interaction;
mod interactions;
mod introductions;
mod mentions;
mod message;
mod messages;
mod modal;
mod modals;
mod nonces;
mod options;
mod page;
mod raw_frames;
mod scheduled_event;
mod scheduled_events;
mod state;
mod thread;
mod thread_members;
mod threads;
mod users;

pub(crate) use self::{
    attachments::Upload,
    channel::Channel,
    clock_move::ClockMove,
    command_registry::{ENTRY_POINT, RefusedNames, Scope},
    components::component_by_custom_id,
    guild::members,
    instant::instant,
    interaction::{Interaction, NewInteraction, Requester, kind},
    mentions::AllowedMentions,
    message::{COMPONENTS_V2, EPHEMERAL, LOADING, NewMessage, SETTABLE, foreign_message},
    modal::OpenModal,
    options::option_error,
    page::PageId,
    state::{Event, World},
    thread::{requested_kind, thread_kind},
    users::{application, bot, current_user, member, permission, person, user},
};
