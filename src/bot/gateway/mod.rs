//! The gateway: Discord's events as they come in, read so that nothing which the bot does not need can keep it from
//! answering.
//!
//! The connection is `twilight-gateway`'s: it identifies, resumes, keeps the heart beating and knows which close codes end a
//! session, and hands out every frame as text. What is in a frame is read here: serenity's and twilight's own types refuse a
//! whole frame for one field that is not as it was documented when they were released, and whoever wears a new kind of
//! avatar decoration is then not heard.

mod connection;
mod frame;
mod guild;
mod id;
mod interaction;
mod lenient;
mod message;
mod pressed;
mod shard;
mod user;

pub(super) use connection::ConnectionBoard;
pub(super) use frame::{Asked, Event, asked, awaited_guilds, is_between_others, read};
pub(super) use guild::{GuildGone, GuildHere, RoleTags};
pub(super) use id::{Id, PermissionBits};
pub(super) use interaction::{
    CommandData, ComponentData, GivenOption, Interaction, InteractionData, ModalData, OptionValue,
};
pub(super) use lenient::{lenient, lenient_list};
pub(super) use message::Message;
pub(super) use pressed::PressedMessage;
pub(super) use shard::{Gateway, GatewaySettings, OnFrame, SessionLimit};
pub(super) use user::{Channel, Member, User};

#[cfg(test)]
mod tests;
