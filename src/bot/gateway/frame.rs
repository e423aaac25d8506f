//! A frame of the gateway: which event it is, and the event as far as the bot needs it.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::guild::{GuildGone, GuildHere};
use super::interaction::Interaction;
use super::message::Message;

/// An event that the bot acts upon.
#[derive(Debug)]
pub(in crate::bot) enum Event {
    Interaction(Box<Interaction>),
    Message(Box<Message>),
    /// The bot is on this server: said after each connection, and when it joins one.
    GuildHere(Box<GuildHere>),
    GuildGone(GuildGone),
}

/// A frame that could not be read, without its content.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{field}` of {event} cannot be read")]
pub(in crate::bot) struct Unreadable {
    /// Discord's name of the event; empty if not even that can be read.
    pub(in crate::bot) event: String,
    /// The field without which the bot can do nothing.
    pub(in crate::bot) field: &'static str,
}

#[derive(Deserialize)]
struct Envelope<'f> {
    #[serde(default, borrow)]
    t: Option<Cow<'f, str>>,
    #[serde(default, borrow)]
    d: Option<&'f RawValue>,
}

/// Reads a frame; `None` if it is none that the bot acts upon.
///
/// # Errors
/// The bot would act upon it, but something that it needs cannot be read.
pub(in crate::bot) fn read(text: &str) -> Result<Option<Event>, Unreadable> {
    let envelope: Envelope<'_> = serde_json::from_str(text).map_err(|_| Unreadable {
        event: String::new(),
        field: "t",
    })?;
    let Some(name) = envelope.t else {
        return Ok(None);
    };
    let data = envelope.d.map_or("null", RawValue::get);
    let event = match &*name {
        "INTERACTION_CREATE" => Interaction::read(data).map(|it| Event::Interaction(Box::new(it))),
        "MESSAGE_CREATE" => Message::read(data).map(|it| Event::Message(Box::new(it))),
        "GUILD_CREATE" => GuildHere::read(data).map(|it| Event::GuildHere(Box::new(it))),
        "GUILD_DELETE" => GuildGone::read(data).map(Event::GuildGone),
        _ => return Ok(None),
    };
    event.map(Some).map_err(|field| Unreadable {
        event: name.into_owned(),
        field,
    })
}
