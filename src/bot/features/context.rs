//! What a command is handed, how it answers, and who may use it.

use std::sync::Arc;

use serenity::all::Permissions;

use crate::bot::error::Failure;
use crate::bot::gateway::{GivenOption, Id, Interaction, Member, Message, OptionValue, User};
use crate::bot::interactions::InteractionResponder;
use crate::bot::state::AppState;
use crate::reply::Reply;
use crate::text::{Locale, text};

/// A command that is used, or into which something is being typed.
#[derive(Clone, Copy)]
pub(in crate::bot) struct Context<'c> {
    pub(in crate::bot) state: &'c Arc<AppState>,
    pub(in crate::bot) interaction: &'c Interaction,
    /// The options that were given, of the subcommand if there is one.
    pub(in crate::bot) options: &'c [GivenOption],
    /// The message below the cursor, of a command in a message's menu.
    pub(in crate::bot) message: Option<&'c Message>,
    pub(in crate::bot) responder: InteractionResponder<'c>,
}

impl<'c> Context<'c> {
    /// The language that is answered in.
    pub(in crate::bot) fn locale(self) -> Locale {
        self.responder.locale()
    }

    /// The text of an option.
    pub(in crate::bot) fn text(self, name: &str) -> Option<&'c str> {
        let given = self.options.iter().find(|option| option.name == name)?;
        match &given.value {
            OptionValue::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Yes or no, of an option that takes either.
    pub(in crate::bot) fn flag(self, name: &str) -> Option<bool> {
        let given = self.options.iter().find(|option| option.name == name)?;
        match given.value {
            OptionValue::Flag(flag) => Some(flag),
            _ => None,
        }
    }

    /// The text of an option that Discord lets nobody leave out.
    ///
    /// # Errors
    /// It was left out: Discord shows an older form of a command for a while after an update.
    pub(in crate::bot) fn required(self, name: &str) -> Result<&'c str, Failure> {
        self.text(name).ok_or_else(|| self.outdated())
    }

    /// The channel or role of an option.
    pub(in crate::bot) fn id(self, name: &str) -> Option<u64> {
        self.text(name)?.parse().ok()
    }

    /// What whoever typed a command in an older form gets to read.
    pub(in crate::bot) fn outdated(self) -> Failure {
        Failure::User(text!(self.locale(), "bot-command-outdated"))
    }

    /// Whoever uses the command.
    ///
    /// # Errors
    /// Discord does not say who it is.
    pub(in crate::bot) fn user(self) -> Result<&'c User, Failure> {
        let user = self.interaction.user.as_ref();
        user.ok_or_else(|| Failure::Internal("Discord did not say who asked".into()))
    }

    /// The channel in which it is used.
    ///
    /// # Errors
    /// Discord does not say where it is.
    pub(in crate::bot) fn channel(self) -> Result<u64, Failure> {
        let channel = self.interaction.channel.as_ref();
        let id = channel.map(|channel| channel.id.get());
        id.ok_or_else(|| Failure::Internal("Discord did not say where it was asked".into()))
    }

    /// The server that has installed the bot and on which it is used.
    pub(in crate::bot) fn guild(self) -> Option<u64> {
        let is_installed = !self.interaction.is_user_installed_only;
        let guild = self.interaction.guild_id.filter(|_| is_installed);
        guild.map(Id::get)
    }

    /// Discord sends along what whoever asks may do in the channel.
    pub(in crate::bot) fn may_manage(self) -> bool {
        let member = self.interaction.member.as_ref();
        let may = member.map(Member::permissions).unwrap_or_default();
        may.intersects(Permissions::MANAGE_GUILD | Permissions::ADMINISTRATOR)
    }

    /// Whether whoever asks may see and change what is the server's: its alerts, and who takes its tours.
    pub(in crate::bot) fn is_manager(self) -> bool {
        let role = self.state.settings.alerts.manager_role;
        let own = self.interaction.member.as_ref().map(|member| &member.roles);
        let has_role = role
            .zip(own)
            .is_some_and(|(role, own)| own.iter().any(|one| one.get() == role.0));
        has_role || self.may_manage()
    }

    /// Posts a reply that was composed for this question alone.
    pub(in crate::bot) async fn post(self, reply: &Reply) -> Result<(), Failure> {
        self.responder.post(reply).await
    }
}
