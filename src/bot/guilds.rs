//! What is known of the servers that the bot is on, from what Discord says after each connection. Some bytes a server.

use std::collections::{HashMap, HashSet};
use std::sync::{PoisonError, RwLock};

use serde::Deserialize;
use tracing::debug;

use super::gateway::{GuildHere, Id, Interaction, RoleTags, lenient};
use super::rest::RestClient;
use crate::text::Locale;

/// What is known of the servers that the bot is on.
#[derive(Default)]
pub(super) struct Guilds(RwLock<HashMap<u64, Guild>>);

#[derive(Default)]
struct Guild {
    /// The role that Discord made for the bot.
    own_role: OwnRole,
    roles: HashSet<u64>,
    /// The language that its managers have fixed.
    fixed: Option<Locale>,
    /// The language that the server has chosen in Discord.
    preferred: Locale,
}

#[derive(Debug, Clone, Copy, Default)]
enum OwnRole {
    /// Discord has not been heard on it.
    #[default]
    Unknown,
    None,
    Is(u64),
}

/// A role, as far as it says whose it is.
#[derive(Deserialize)]
struct Role {
    id: Id,
    #[serde(default, deserialize_with = "lenient")]
    tags: RoleTags,
}

impl Guilds {
    /// Notes what Discord says of a server.
    pub(super) fn note(&self, guild: &GuildHere, own_id: u64) {
        let mut guilds = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let known = guilds.entry(guild.id.get()).or_default();
        known.own_role = guild.role_of_bot(own_id).map_or(OwnRole::None, OwnRole::Is);
        known.roles = guild.roles.iter().map(|role| role.get()).collect();
        known.preferred = guild
            .locale
            .as_deref()
            .map(Locale::of_discord)
            .unwrap_or_default();
    }

    /// Notes the language that a server's managers have fixed; `None` for each reader's own.
    pub(super) fn fix_locale(&self, guild: u64, locale: Option<Locale>) {
        let mut guilds = self.0.write().unwrap_or_else(PoisonError::into_inner);
        guilds.entry(guild).or_default().fixed = locale;
    }

    /// Forgets a server that the bot has left.
    pub(super) fn forget(&self, guild: u64) {
        let mut guilds = self.0.write().unwrap_or_else(PoisonError::into_inner);
        guilds.remove(&guild);
    }

    /// Whether a server had this role when Discord last spoke of it.
    pub(super) fn has_role(&self, guild: u64, role: u64) -> bool {
        self.of(guild, |guild| guild.roles.contains(&role))
            .unwrap_or(false)
    }

    /// The language in which an interaction is answered: the server's, if its managers have fixed one, else the reader's.
    pub(super) fn locale(&self, interaction: &Interaction) -> Locale {
        self.locale_of(interaction.guild_id, interaction.locale.as_deref())
    }

    /// The same of an interaction on this server by somebody whose Discord is in this language.
    pub(super) fn locale_of(&self, guild: Option<Id>, own: Option<&str>) -> Locale {
        let guild = guild.map(Id::get);
        let fixed = guild.and_then(|guild| self.of(guild, |guild| guild.fixed).flatten());
        let own = || own.map(Locale::of_discord);
        fixed.or_else(own).unwrap_or_default()
    }

    /// The language in which a message is answered, which says nothing of its author's: the server's, if its managers have
    /// fixed one; else the one whose letters are written; else what the server has chosen in Discord.
    pub(super) fn locale_of_message(&self, guild: Option<u64>, text: &str) -> Locale {
        let of = |read: fn(&Guild) -> Option<Locale>| guild.and_then(|id| self.of(id, read)?);
        of(|guild| guild.fixed)
            .or_else(|| by_letters(text))
            .or_else(|| of(|guild| Some(guild.preferred)))
            .unwrap_or_default()
    }

    /// The role that Discord made for the bot on a server; Discord is asked if it has not said so yet.
    pub(super) async fn own_role(&self, rest: &RestClient, own_id: u64, guild: u64) -> Option<u64> {
        match self.of(guild, |guild| guild.own_role).unwrap_or_default() {
            OwnRole::Is(role) => return Some(role),
            OwnRole::None => return None,
            OwnRole::Unknown => {}
        }
        let roles: Vec<Role> = match rest.get(&format!("/guilds/{guild}/roles")).await {
            Ok(roles) => roles,
            Err(error) => {
                debug!(%error, "The roles of a server are not known.");
                return None;
            }
        };
        let own = roles
            .iter()
            .find(|role| role.tags.bot_id.map(Id::get) == Some(own_id))
            .map(|role| role.id.get());
        let mut guilds = self.0.write().unwrap_or_else(PoisonError::into_inner);
        guilds.entry(guild).or_default().own_role = own.map_or(OwnRole::None, OwnRole::Is);
        own
    }

    fn of<T>(&self, guild: u64, read: impl FnOnce(&Guild) -> T) -> Option<T> {
        let guilds = self.0.read().unwrap_or_else(PoisonError::into_inner);
        guilds.get(&guild).map(read)
    }
}

/// The language that is written in letters of its own, if more than half of a text's letters are of it.
fn by_letters(text: &str) -> Option<Locale> {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let (mut all, mut cyrillic, mut han) = (0_usize, 0_usize, 0_usize);
    for letter in letters {
        all += 1;
        match letter {
            '\u{400}'..='\u{52f}' => cyrillic += 1,
            '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' => han += 1,
            _ => {}
        }
    }
    if cyrillic * 2 > all {
        Some(Locale::Russian)
    } else if han * 2 > all {
        Some(Locale::Chinese)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_say_which_language_is_written() {
        for (text, locale) in [
            ("Кто поддерживает Мадуро?", Some(Locale::Russian)),
            ("谁支持马杜罗？", Some(Locale::Chinese)),
            ("Who backs Maduro?", None),
            ("Que veut la Chine ?", None),
            ("What is the ШОС?", None),
            ("123", None),
        ] {
            assert_eq!(by_letters(text), locale, "{text}");
        }
    }
}
