//! An interaction: a command, what is being typed into one, a button or menu, a form.
//! <https://discord.com/developers/docs/interactions/receiving-and-responding>

use std::collections::HashMap;

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use serenity::all::Permissions;

use super::id::{Id, PermissionBits};
use super::lenient::{lenient, lenient_list};
use super::message::Message;
use super::pressed::PressedMessage;
use super::user::{Channel, Member, User};
use crate::reply::FormAnswers;

/// What somebody did, and waits for an answer to.
#[derive(Debug)]
pub(in crate::bot) struct Interaction {
    pub(in crate::bot) id: Id,
    /// With which it is answered; valid for 15 minutes.
    pub(in crate::bot) token: String,
    /// `None` outside of servers.
    pub(in crate::bot) guild_id: Option<Id>,
    pub(in crate::bot) channel: Option<Channel>,
    /// `None` if Discord does not say who it was.
    pub(in crate::bot) user: Option<User>,
    /// `None` outside of servers.
    pub(in crate::bot) member: Option<Member>,
    /// What the bot may do in the channel; `None` if Discord does not say.
    pub(in crate::bot) app_permissions: Option<Permissions>,
    /// The language of whoever asks, as Discord names it.
    pub(in crate::bot) locale: Option<String>,
    /// Whether the bot works here only because whoever asks has installed it for themselves.
    pub(in crate::bot) is_user_installed_only: bool,
    pub(in crate::bot) data: InteractionData,
}

/// What was done.
#[derive(Debug)]
pub(in crate::bot) enum InteractionData {
    Command(CommandData),
    Autocomplete(CommandData),
    Component(ComponentData),
    Modal(ModalData),
    /// A kind that the bot does not know.
    Other,
}

/// A command as it was given.
#[derive(Debug, Default)]
pub(in crate::bot) struct CommandData {
    pub(in crate::bot) name: String,
    pub(in crate::bot) options: Vec<GivenOption>,
    /// The message below the cursor, of a command in a message's menu.
    pub(in crate::bot) message: Option<Message>,
}

/// An option, or the subcommand that was chosen, with its own options.
#[derive(Debug, Default, Deserialize)]
pub(in crate::bot) struct GivenOption {
    #[serde(default, deserialize_with = "lenient")]
    pub(in crate::bot) name: String,
    #[serde(default, deserialize_with = "lenient")]
    pub(in crate::bot) value: OptionValue,
    /// Whether it is being typed right now.
    #[serde(default, rename = "focused", deserialize_with = "lenient")]
    pub(in crate::bot) is_focused: bool,
    #[serde(default, deserialize_with = "lenient_list")]
    pub(in crate::bot) options: Vec<GivenOption>,
}

/// The value of an option; numbers with a fraction are asked for nowhere.
#[derive(Debug, Default, Deserialize)]
#[serde(untagged)]
pub(in crate::bot) enum OptionValue {
    /// A text, or the id of a channel, role or user.
    Text(String),
    Whole(i64),
    Flag(bool),
    #[default]
    None,
}

/// A button or menu that was used.
#[derive(Debug, Default)]
pub(in crate::bot) struct ComponentData {
    pub(in crate::bot) custom_id: String,
    /// What was chosen in a menu.
    pub(in crate::bot) values: Vec<String>,
    /// The message that it belongs to.
    pub(in crate::bot) message: PressedMessage,
}

/// A form that was sent.
#[derive(Debug, Default)]
pub(in crate::bot) struct ModalData {
    pub(in crate::bot) custom_id: String,
    pub(in crate::bot) answers: FormAnswers,
}

#[derive(Deserialize)]
struct RawInteraction<'f> {
    #[serde(default, deserialize_with = "lenient")]
    id: Option<Id>,
    #[serde(default, deserialize_with = "lenient")]
    token: Option<String>,
    #[serde(default, rename = "type", deserialize_with = "lenient")]
    kind: Option<u8>,
    #[serde(default, deserialize_with = "lenient")]
    guild_id: Option<Id>,
    #[serde(default, deserialize_with = "lenient")]
    channel_id: Option<Id>,
    #[serde(default, deserialize_with = "lenient")]
    channel: Option<Channel>,
    #[serde(default, deserialize_with = "lenient")]
    user: Option<User>,
    #[serde(default, deserialize_with = "lenient")]
    member: Option<Member>,
    #[serde(default, deserialize_with = "lenient")]
    app_permissions: Option<PermissionBits>,
    #[serde(default, deserialize_with = "lenient")]
    locale: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    authorizing_integration_owners: InstallOwners,
    #[serde(default, borrow)]
    data: Option<&'f RawValue>,
    #[serde(default, borrow)]
    message: Option<&'f RawValue>,
}

/// For whom the bot is installed; each is there only if it is.
/// <https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-authorizing-integration-owners-object>
#[derive(Default, Deserialize)]
struct InstallOwners {
    #[serde(default, rename = "0", deserialize_with = "present")]
    guild: bool,
    #[serde(default, rename = "1", deserialize_with = "present")]
    user: bool,
}

/// A field that is there, whatever it holds, null included.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    IgnoredAny::deserialize(deserializer).map(|_| true)
}

#[derive(Default, Deserialize)]
struct RawCommand<'f> {
    #[serde(default, deserialize_with = "lenient")]
    name: Option<String>,
    #[serde(default, deserialize_with = "lenient_list")]
    options: Vec<GivenOption>,
    #[serde(default, deserialize_with = "lenient")]
    target_id: Option<String>,
    #[serde(default, borrow)]
    resolved: Option<&'f RawValue>,
}

#[derive(Default, Deserialize)]
struct RawResolved<'f> {
    #[serde(default, borrow)]
    messages: HashMap<String, &'f RawValue>,
}

#[derive(Default, Deserialize)]
struct RawComponent {
    #[serde(default, deserialize_with = "lenient")]
    custom_id: Option<String>,
    #[serde(default, deserialize_with = "lenient_list")]
    values: Vec<String>,
}

#[derive(Default, Deserialize)]
struct RawModal {
    #[serde(default, deserialize_with = "lenient")]
    custom_id: Option<String>,
    #[serde(default, deserialize_with = "lenient_list")]
    components: Vec<FormComponent>,
}

/// A row, a label, or what stands in it.
#[derive(Debug, Default, Deserialize)]
struct FormComponent {
    #[serde(default, deserialize_with = "lenient")]
    custom_id: Option<String>,
    /// Of a text input (a text), a radio group (a text) or a checkbox (true or false).
    #[serde(default, deserialize_with = "lenient")]
    value: OptionValue,
    /// Of a menu or a group of checkboxes.
    #[serde(default, deserialize_with = "lenient_list")]
    values: Vec<String>,
    #[serde(default, deserialize_with = "lenient_list")]
    components: Vec<FormComponent>,
    #[serde(default, deserialize_with = "lenient")]
    component: Option<Box<FormComponent>>,
}

impl Interaction {
    /// What is needed to answer; the rest may be missing.
    pub(super) fn read(data: &str) -> Result<Self, &'static str> {
        let raw: RawInteraction<'_> = serde_json::from_str(data).map_err(|_| "d")?;
        let mut member = raw.member;
        let of_member = member.as_mut().and_then(|member| member.user.take());
        let bare_channel = raw.channel_id.map(|id| Channel {
            id,
            kind: None,
            parent_id: None,
        });
        // Where Discord says for whom the bot is installed, and the server is not among them.
        let owners = raw.authorizing_integration_owners;
        let is_user_installed_only = raw.guild_id.is_some() && owners.user && !owners.guild;
        Ok(Self {
            id: raw.id.ok_or("id")?,
            token: raw.token.ok_or("token")?,
            data: InteractionData::read(raw.kind.ok_or("type")?, raw.data, raw.message)?,
            guild_id: raw.guild_id,
            channel: raw.channel.or(bare_channel),
            user: of_member.or(raw.user),
            member,
            app_permissions: raw.app_permissions.map(|bits| bits.0),
            locale: raw.locale,
            is_user_installed_only,
        })
    }
}

/// What was sent as `T`, or its default.
fn parsed<'f, T: Deserialize<'f> + Default>(raw: Option<&'f RawValue>) -> T {
    raw.and_then(|raw| serde_json::from_str(raw.get()).ok())
        .unwrap_or_default()
}

impl InteractionData {
    fn read(
        kind: u8,
        data: Option<&RawValue>,
        message: Option<&RawValue>,
    ) -> Result<Self, &'static str> {
        Ok(match kind {
            2 => Self::Command(CommandData::read(data)?),
            3 => {
                let raw: RawComponent = parsed(data);
                Self::Component(ComponentData {
                    custom_id: raw.custom_id.ok_or("data.custom_id")?,
                    values: raw.values,
                    message: parsed(message),
                })
            }
            4 => Self::Autocomplete(CommandData::read(data)?),
            5 => {
                let raw: RawModal = parsed(data);
                let mut answers = FormAnswers::default();
                for component in raw.components {
                    component.collect(&mut answers);
                }
                Self::Modal(ModalData {
                    custom_id: raw.custom_id.ok_or("data.custom_id")?,
                    answers,
                })
            }
            _ => Self::Other,
        })
    }
}

impl CommandData {
    fn read(data: Option<&RawValue>) -> Result<Self, &'static str> {
        let raw: RawCommand<'_> = parsed(data);
        let resolved: RawResolved<'_> = parsed(raw.resolved);
        let target = raw
            .target_id
            .and_then(|id| resolved.messages.get(&id).copied());
        // A message that is not the one Discord names is still the only one there is.
        let target = target.or_else(|| resolved.messages.values().next().copied());
        Ok(Self {
            name: raw.name.ok_or("data.name")?,
            options: raw.options,
            message: target.map(|message| parsed(Some(message))),
        })
    }
}

impl FormComponent {
    /// Puts what was filled in, here and below, into `answers`.
    fn collect(self, answers: &mut FormAnswers) {
        if let Some(custom_id) = self.custom_id {
            let mut values = self.values;
            match self.value {
                OptionValue::Text(text) => values.push(text),
                OptionValue::Flag(flag) => values.push(flag.to_string()),
                OptionValue::Whole(number) => values.push(number.to_string()),
                OptionValue::None => {}
            }
            answers.insert(custom_id, values);
        }
        let below = self.components.into_iter();
        for component in below.chain(self.component.map(|component| *component)) {
            component.collect(answers);
        }
    }
}
