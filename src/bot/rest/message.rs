//! A message as the body of a request. It always carries a nonce, so that sending it again after a lost connection does not
//! post it twice, and it always says whom it may notify: the roles and users that are named, else nobody.

use serde::Serialize;
use serenity::all::{CreateActionRow, CreateEmbed};

use crate::bot::message::{components, embed};
use crate::fingerprint::fingerprint_of;
use crate::reply::{MAX_CONTENT, Page, Reply, shorten};

/// The most characters that Discord takes for a nonce.
/// <https://discord.com/developers/docs/resources/message#create-message>
const MAX_NONCE: usize = 25;
/// Bytes of the hash that make a nonce: 24 hex digits, which fit.
const NONCE_BYTES: usize = 12;

/// What Discord knows a message by for some minutes: a second one of the same nonce is not posted, and the first is
/// answered instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(in crate::bot) struct Nonce(String);

impl Nonce {
    /// The nonce of what `parts` name together: what the message is for, and what makes this one different from the next.
    pub(in crate::bot) fn of(parts: &[impl AsRef<str>]) -> Self {
        Self(fingerprint_of(parts, NONCE_BYTES))
    }

    /// An identity that is made elsewhere, as it is; hashed if it is too long.
    pub(in crate::bot) fn from_identity(identity: &str) -> Self {
        if identity.chars().count() <= MAX_NONCE {
            Self(identity.to_owned())
        } else {
            Self::of(&[identity])
        }
    }
}

/// The body of `POST /channels/{id}/messages`.
#[derive(Debug, Clone, Serialize)]
pub(in crate::bot) struct CreateMessage {
    #[serde(skip_serializing_if = "Option::is_none")]
    content: Option<String>,
    embeds: Vec<CreateEmbed>,
    components: Vec<CreateActionRow>,
    allowed_mentions: AllowedMentions,
    #[serde(skip_serializing_if = "Option::is_none")]
    message_reference: Option<MessageReference>,
    nonce: Nonce,
    enforce_nonce: bool,
}

/// The body of `PATCH /channels/{id}/messages/{id}`. An edit notifies nobody.
#[derive(Debug, Clone, Serialize)]
pub(in crate::bot) struct EditMessage {
    embeds: Vec<CreateEmbed>,
    components: Vec<CreateActionRow>,
    allowed_mentions: AllowedMentions,
}

/// Who is notified. Left out, Discord would notify everybody whom the text mentions; with it, not even the author of the
/// message that is replied to.
/// <https://discord.com/developers/docs/resources/message#allowed-mentions-object>
#[derive(Debug, Clone, Default, Serialize)]
struct AllowedMentions {
    /// Kinds of mentions that all notify: none.
    parse: [&'static str; 0],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    roles: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    users: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
struct MessageReference {
    message_id: String,
    /// Whether Discord refuses the message if the other is gone.
    fail_if_not_exists: bool,
}

impl CreateMessage {
    /// A message that says `reply`. Who sees it is settled by the channel, not by the reply's audience.
    pub(in crate::bot) fn of_reply(reply: &Reply, nonce: Nonce) -> Self {
        let mut message = Self::of_page(&reply.page, nonce);
        message.components = components(reply);
        message
    }

    /// A message that says `page`, without buttons.
    pub(in crate::bot) fn of_page(page: &Page, nonce: Nonce) -> Self {
        Self {
            content: None,
            embeds: vec![embed(page)],
            components: Vec::new(),
            allowed_mentions: AllowedMentions::default(),
            message_reference: None,
            nonce,
            enforce_nonce: true,
        }
    }

    /// With this line above the embed, in Discord's Markdown; shortened to what a message takes.
    pub(in crate::bot) fn with_content(mut self, markdown: &str) -> Self {
        let mentions = self.content.take();
        let content = match mentions {
            Some(mentions) => format!("{mentions} {markdown}"),
            None => markdown.to_owned(),
        };
        self.content = Some(shorten(&content, MAX_CONTENT));
        self
    }

    /// Mentions this role, and notifies those who have it.
    pub(in crate::bot) fn mentioning_role(mut self, role: u64) -> Self {
        self.allowed_mentions.roles.push(role.to_string());
        self.with_content(&format!("<@&{role}>"))
    }

    /// Mentions this user, and notifies them.
    pub(in crate::bot) fn mentioning_user(mut self, user: u64) -> Self {
        self.allowed_mentions.users.push(user.to_string());
        self.with_content(&format!("<@{user}>"))
    }

    /// Stands below this message of the same channel, or alone if that is gone.
    pub(in crate::bot) fn in_reply_to(mut self, message: u64) -> Self {
        self.message_reference = Some(MessageReference {
            message_id: message.to_string(),
            fail_if_not_exists: false,
        });
        self
    }
}

impl EditMessage {
    /// What the message is to say from now on.
    pub(in crate::bot) fn of_reply(reply: &Reply) -> Self {
        Self {
            embeds: vec![embed(&reply.page)],
            components: components(reply),
            allowed_mentions: AllowedMentions::default(),
        }
    }
}
