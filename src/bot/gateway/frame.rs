//! A frame of the gateway: which event it is, and the event as far as the bot needs it.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::guild::{GuildGone, GuildHere};
use super::id::Id;
use super::interaction::Interaction;
use super::lenient::{lenient, lenient_list};
use super::message::{Addressees, Message};

/// An event that the bot acts upon.
#[derive(Debug)]
pub(in crate::bot) enum Event {
    Interaction(Box<Interaction>),
    Message(Box<Message>),
    /// The bot is on this server: said after each connection, and when it joins one.
    GuildHere(Box<GuildHere>),
    GuildGone(GuildGone),
    /// A channel, a role or the bot's own membership changed on this server, and with that maybe what the bot may do.
    AccessChanged(Id),
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

/// As much of an interaction as it takes to turn it away.
#[derive(Debug, Deserialize)]
pub(in crate::bot) struct Asked {
    pub(in crate::bot) id: Id,
    pub(in crate::bot) token: String,
    #[serde(default, deserialize_with = "lenient")]
    pub(in crate::bot) guild_id: Option<Id>,
    /// The language of whoever asks, as Discord names it.
    #[serde(default, deserialize_with = "lenient")]
    pub(in crate::bot) locale: Option<String>,
    #[serde(rename = "type")]
    kind: u8,
}

impl Asked {
    /// Whether somebody has filled in a form.
    pub(in crate::bot) fn is_form(&self) -> bool {
        self.kind == 5
    }

    /// Whether a message can answer it: not what is being typed.
    pub(in crate::bot) fn takes_message(&self) -> bool {
        matches!(self.kind, 2 | 3 | 5)
    }
}

const INTERACTION: &str = "INTERACTION_CREATE";
const MESSAGE: &str = "MESSAGE_CREATE";
const GUILD_HERE: &str = "GUILD_CREATE";
const GUILD_GONE: &str = "GUILD_DELETE";
/// What may change what the bot may do somewhere. Of members Discord tells the bot itself alone, without a further intent.
const ACCESS_CHANGED: [&str; 3] = ["CHANNEL_UPDATE", "GUILD_ROLE_UPDATE", "GUILD_MEMBER_UPDATE"];
const READY: &str = "READY";

/// Something of a server.
#[derive(Deserialize)]
struct Changed {
    #[serde(default, deserialize_with = "lenient")]
    guild_id: Option<Id>,
}

/// What begins a session.
#[derive(Deserialize)]
struct Ready {
    #[serde(default, deserialize_with = "lenient_list")]
    guilds: Vec<AnnouncedGuild>,
}

/// A server of which Discord will say more, once no outage keeps it away.
#[derive(Deserialize)]
struct AnnouncedGuild {
    id: Id,
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
    if let Some((name, data)) = as_discord_writes_it(text)
        && let Ok(event) = read_event(name, data)
    {
        return Ok(event);
    }
    let envelope: Envelope<'_> = serde_json::from_str(text).map_err(|_| Unreadable {
        event: String::new(),
        field: "t",
    })?;
    let Some(name) = envelope.t else {
        return Ok(None);
    };
    let data = envelope.d.map_or("null", RawValue::get);
    read_event(&name, data).map_err(|field| Unreadable {
        event: name.into_owned(),
        field,
    })
}

/// The servers that are not there yet, if this frame begins a session: each has an outage until Discord says that the bot is
/// on it.
pub(in crate::bot) fn awaited_guilds(text: &str) -> Option<Vec<Id>> {
    let (_, data) = as_discord_writes_it(text).filter(|(name, _)| *name == READY)?;
    let ready: Ready = serde_json::from_str(data).ok()?;
    Some(ready.guilds.into_iter().map(|guild| guild.id).collect())
}

/// The interaction in a frame, as far as it takes to turn it away.
pub(in crate::bot) fn asked(text: &str) -> Option<Asked> {
    let (_, data) = as_discord_writes_it(text).filter(|(name, _)| *name == INTERACTION)?;
    serde_json::from_str(data).ok()
}

fn read_event(name: &str, data: &str) -> Result<Option<Event>, &'static str> {
    let event = match name {
        INTERACTION => Event::Interaction(Box::new(Interaction::read(data)?)),
        MESSAGE => Event::Message(Box::new(Message::read(data)?)),
        GUILD_HERE => Event::GuildHere(Box::new(GuildHere::read(data)?)),
        GUILD_GONE => Event::GuildGone(GuildGone::read(data)?),
        name if ACCESS_CHANGED.contains(&name) => {
            let changed: Changed = serde_json::from_str(data).map_err(|_| "d")?;
            match changed.guild_id {
                Some(guild) => Event::AccessChanged(guild),
                None => return Ok(None),
            }
        }
        _ => return Ok(None),
    };
    Ok(Some(event))
}

/// Whether the bot has nothing to do with a frame: an event that it does not act upon, or a message on a server that
/// mentions neither the bot nor a role, such as the bot's own answers. Costs a look over the frame and no memory.
///
/// Says `false` of whatever is not as expected, and leaves it to [`read`].
pub(in crate::bot) fn is_between_others(text: &str, own_id: u64) -> bool {
    match as_discord_writes_it(text) {
        Some((MESSAGE, data)) => serde_json::from_str::<Addressees>(data)
            .is_ok_and(|addressees| !addressees.may_include(own_id)),
        Some((name, _)) => {
            ![INTERACTION, GUILD_HERE, GUILD_GONE].contains(&name)
                && !ACCESS_CHANGED.contains(&name)
        }
        None => false,
    }
}

/// The event's name and its data, if they stand where Discord puts them: `{"t":"…","s":7,"op":0,"d":…}`. So they are found
/// without reading the data twice.
fn as_discord_writes_it(text: &str) -> Option<(&str, &str)> {
    let (name, rest) = text.strip_prefix(r#"{"t":""#)?.split_once('"')?;
    let (number, rest) = rest.strip_prefix(r#","s":"#)?.split_once(',')?;
    let data = rest.strip_prefix(r#""op":0,"d":"#)?.strip_suffix('}')?;
    let is_number = !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit());
    let is_name = name
        .bytes()
        .all(|byte| byte.is_ascii_uppercase() || byte == b'_');
    (is_number && is_name).then_some((name, data))
}
