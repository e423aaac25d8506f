//! A message, and all the text in it that a reader sees.

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::id::Id;
use super::lenient::{lenient, lenient_list};
use super::user::User;

/// What the bot needs of a message.
/// <https://discord.com/developers/docs/resources/message#message-object>
#[derive(Debug, Default, Deserialize)]
pub(in crate::bot) struct Message {
    #[serde(default, deserialize_with = "lenient")]
    pub(in crate::bot) id: Option<Id>,
    #[serde(default, deserialize_with = "lenient")]
    pub(in crate::bot) channel_id: Option<Id>,
    /// `None` in direct messages.
    #[serde(default, deserialize_with = "lenient")]
    pub(in crate::bot) guild_id: Option<Id>,
    #[serde(default, rename = "type", deserialize_with = "lenient")]
    kind: u16,
    #[serde(default, deserialize_with = "lenient")]
    pub(in crate::bot) author: Option<User>,
    #[serde(default, deserialize_with = "lenient")]
    webhook_id: Option<Id>,
    #[serde(default, deserialize_with = "lenient_list")]
    mentions: Vec<User>,
    #[serde(default, deserialize_with = "lenient_list")]
    mention_roles: Vec<Id>,
    /// What its author wrote; empty where Discord withholds it.
    #[serde(default, deserialize_with = "lenient")]
    pub(in crate::bot) content: String,
    #[serde(default, deserialize_with = "lenient_list")]
    embeds: Vec<Embed>,
    /// What it forwards.
    #[serde(
        default,
        rename = "message_snapshots",
        deserialize_with = "lenient_list"
    )]
    snapshots: Vec<Snapshot>,
    #[serde(default, deserialize_with = "lenient")]
    poll: Option<Poll>,
    #[serde(default, deserialize_with = "lenient_list")]
    components: Vec<Component>,
    #[serde(default, deserialize_with = "lenient_list")]
    attachments: Vec<Attachment>,
    #[serde(default, deserialize_with = "lenient_list")]
    sticker_items: Vec<Named>,
}

/// Whom a message on a server is addressed to. Strict, as it only serves to pass messages over: what is not like this is
/// read in full.
#[derive(Deserialize)]
pub(super) struct Addressees {
    // Of direct messages there is none, and this cannot be read.
    #[serde(rename = "guild_id")]
    _guild_id: Id,
    mentions: Vec<Mentioned>,
    mention_roles: Vec<IgnoredAny>,
}

#[derive(Deserialize)]
struct Mentioned {
    id: Id,
}

impl Addressees {
    /// Whether the user may be among them, by name or by a role.
    pub(super) fn may_include(&self, user: u64) -> bool {
        let by_role = !self.mention_roles.is_empty();
        by_role || self.mentions.iter().any(|one| one.id.get() == user)
    }
}

#[derive(Debug, Default, Deserialize)]
struct Embed {
    #[serde(default, deserialize_with = "lenient")]
    title: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    description: Option<String>,
    #[serde(default, deserialize_with = "lenient_list")]
    fields: Vec<EmbedField>,
    #[serde(default, deserialize_with = "lenient")]
    author: Named,
    #[serde(default, deserialize_with = "lenient")]
    provider: Named,
    #[serde(default, deserialize_with = "lenient")]
    footer: Footer,
}

#[derive(Debug, Default, Deserialize)]
struct EmbedField {
    #[serde(default, deserialize_with = "lenient")]
    name: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    value: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
struct Named {
    #[serde(default, deserialize_with = "lenient")]
    name: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
struct Footer {
    #[serde(default, deserialize_with = "lenient")]
    text: Option<String>,
}

/// A message that was forwarded, as it was at that moment.
#[derive(Debug, Default, Deserialize)]
struct Snapshot {
    #[serde(default, deserialize_with = "lenient")]
    message: Box<Message>,
}

#[derive(Debug, Default, Deserialize)]
struct Poll {
    #[serde(default, deserialize_with = "lenient")]
    question: Footer,
    #[serde(default, deserialize_with = "lenient_list")]
    answers: Vec<PollAnswer>,
}

#[derive(Debug, Default, Deserialize)]
struct PollAnswer {
    #[serde(default, deserialize_with = "lenient")]
    poll_media: Footer,
}

/// A component of any kind: a text display, a section, a gallery, a container. Buttons and menus are no text: what is on
/// them says what they do.
/// <https://discord.com/developers/docs/components/reference>
#[derive(Debug, Default, Deserialize)]
struct Component {
    /// Of a text display.
    #[serde(default, deserialize_with = "lenient")]
    content: Option<String>,
    /// The alt text of a thumbnail or of an item of a gallery.
    #[serde(default, deserialize_with = "lenient")]
    description: Option<String>,
    #[serde(default, deserialize_with = "lenient_list")]
    components: Vec<Component>,
    #[serde(default, deserialize_with = "lenient_list")]
    items: Vec<Component>,
    #[serde(default, deserialize_with = "lenient")]
    accessory: Option<Box<Component>>,
}

#[derive(Debug, Default, Deserialize)]
struct Attachment {
    /// Its alt text.
    #[serde(default, deserialize_with = "lenient")]
    description: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    title: Option<String>,
}

impl Message {
    /// A message that people write, not one by which Discord says that somebody has joined or pinned something.
    /// <https://discord.com/developers/docs/resources/message#message-object-message-types>
    const WRITTEN: [u16; 2] = [0, 19];

    pub(super) fn read(data: &str) -> Result<Self, &'static str> {
        let message: Self = serde_json::from_str(data).map_err(|_| "d")?;
        message.id.ok_or("id")?;
        message.channel_id.ok_or("channel_id")?;
        message.author.as_ref().ok_or("author")?;
        Ok(message)
    }

    /// Whether a person wrote it.
    pub(in crate::bot) fn is_by_a_person(&self) -> bool {
        let is_written = Self::WRITTEN.contains(&self.kind);
        let is_bot = self.author.as_ref().is_none_or(|author| author.is_bot);
        is_written && !is_bot && self.webhook_id.is_none()
    }

    pub(in crate::bot) fn mentions_user(&self, user: u64) -> bool {
        self.mentions.iter().any(|one| one.id.get() == user)
    }

    /// The roles that it mentions.
    pub(in crate::bot) fn mentioned_roles(&self) -> impl Iterator<Item = u64> {
        self.mention_roles.iter().map(|role| role.get())
    }

    /// All that a reader sees of it, a line each; empty if there is no text in it.
    pub(in crate::bot) fn text(&self) -> String {
        let mut lines = Lines::default();
        self.collect(&mut lines);
        lines.0.join("\n")
    }

    /// The same without what its author wrote into it: what it carries along.
    pub(in crate::bot) fn carried_text(&self) -> String {
        let mut lines = Lines::default();
        self.collect_carried(&mut lines);
        lines.0.join("\n")
    }

    fn collect<'m>(&'m self, lines: &mut Lines<'m>) {
        lines.push(Some(&self.content));
        self.collect_carried(lines);
    }

    fn collect_carried<'m>(&'m self, lines: &mut Lines<'m>) {
        for embed in &self.embeds {
            embed.collect(lines);
        }
        for snapshot in &self.snapshots {
            snapshot.message.collect(lines);
        }
        if let Some(poll) = &self.poll {
            lines.push(poll.question.text.as_ref());
            for answer in &poll.answers {
                lines.push(answer.poll_media.text.as_ref());
            }
        }
        for component in &self.components {
            component.collect(lines);
        }
        for attachment in &self.attachments {
            lines.push(attachment.title.as_ref());
            lines.push(attachment.description.as_ref());
        }
        for sticker in &self.sticker_items {
            lines.push(sticker.name.as_ref());
        }
    }
}

impl Embed {
    fn collect<'m>(&'m self, lines: &mut Lines<'m>) {
        lines.push(self.provider.name.as_ref());
        lines.push(self.author.name.as_ref());
        lines.push(self.title.as_ref());
        lines.push(self.description.as_ref());
        for field in &self.fields {
            lines.push(field.name.as_ref());
            lines.push(field.value.as_ref());
        }
        lines.push(self.footer.text.as_ref());
    }
}

impl Component {
    fn collect<'m>(&'m self, lines: &mut Lines<'m>) {
        lines.push(self.content.as_ref());
        lines.push(self.description.as_ref());
        let below = self.components.iter().chain(&self.items);
        for component in below.chain(self.accessory.as_deref()) {
            component.collect(lines);
        }
    }
}

/// Texts without those that are empty.
#[derive(Default)]
struct Lines<'m>(Vec<&'m str>);

impl<'m> Lines<'m> {
    fn push(&mut self, text: Option<&'m String>) {
        let text = text.map(|text| text.trim());
        self.0.extend(text.filter(|text| !text.is_empty()));
    }
}
