//! The state of the practice Discord: plain data, changed by methods that also say which events this causes.

mod attachments;
mod channel;
mod channels;
mod clock_move;
mod command_registry;
mod commands;
mod embeds;
mod guild;
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
mod state;
mod thread;
mod thread_members;
mod threads;
mod users;

pub(crate) use self::{
    attachments::Upload,
    channel::Channel,
    clock_move::ClockMove,
    command_registry::Scope,
    guild::{guild, members, roles},
    instant::instant,
    interaction::{Interaction, NewInteraction, Requester, kind},
    mentions::AllowedMentions,
    message::{EPHEMERAL, LOADING, NewMessage},
    modal::OpenModal,
    options::option_error,
    page::PageId,
    state::{Event, World},
    thread::{requested_kind, thread_kind},
    users::{application, bot, current_user, member, permission, person, user},
};
