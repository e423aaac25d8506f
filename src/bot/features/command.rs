//! A command as one value: how it is registered, where Discord offers it, and what runs when it is used.

use futures_util::future::BoxFuture;
use serde::Serialize;
use serde_json::{Value, json};
use serenity::all::Permissions;

use super::context::Context;
use crate::bot::channel_kinds::WITH_TEXT;
use crate::bot::error::Failure;
use crate::bot::interactions::Choice;

/// What runs when a command is used.
pub(in crate::bot) type Run = for<'c> fn(Context<'c>) -> BoxFuture<'c, Result<(), Failure>>;
/// What an option offers for what has been typed so far.
pub(in crate::bot) type Suggest = for<'c> fn(Context<'c>, &'c str) -> BoxFuture<'c, Vec<Choice>>;

/// A command, or a subcommand below one.
pub(in crate::bot) struct Command {
    pub(in crate::bot) name: &'static str,
    description: &'static str,
    kind: CommandKind,
    reach: Reach,
    pub(in crate::bot) options: Vec<CommandOption>,
    /// Empty for a command that runs itself.
    pub(in crate::bot) subcommands: Vec<Command>,
    /// `None` for a command that only has subcommands.
    pub(in crate::bot) run: Option<Run>,
}

/// Where a command stands. <https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-types>
#[derive(Clone, Copy)]
enum CommandKind {
    Slash = 1,
    MessageMenu = 3,
}

/// Where Discord offers a command.
/// <https://discord.com/developers/docs/interactions/application-commands#contexts>
#[derive(Clone, Copy)]
pub(in crate::bot) enum Reach {
    /// On servers, in direct messages, and wherever somebody goes who has installed the bot for themselves.
    Everywhere,
    /// Where the bot itself is: on its servers and in its direct messages.
    WithTheBot,
    /// On servers that have installed the bot.
    Servers,
    /// On servers that have installed the bot, to those who may manage it; a server can allow others.
    ServersForManagers,
}

/// What kind of value an option takes.
/// <https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-type>
#[derive(Clone, Copy)]
enum OptionKind {
    Text = 3,
    Flag = 5,
    User = 6,
    Channel = 7,
    Role = 8,
}

/// An option of a command.
pub(in crate::bot) struct CommandOption {
    pub(in crate::bot) name: &'static str,
    description: &'static str,
    kind: OptionKind,
    is_required: bool,
    max_length: Option<u16>,
    /// The only values it takes, by the word that is shown; all if empty.
    choices: &'static [&'static str],
    pub(in crate::bot) suggest: Option<Suggest>,
}

const SUBCOMMAND: u8 = 1;

impl Command {
    /// A slash command that runs itself.
    pub(in crate::bot) fn new(name: &'static str, description: &'static str, run: Run) -> Self {
        Self {
            run: Some(run),
            ..Self::group(name, description, Vec::new())
        }
    }

    /// A slash command of which only the subcommands can be used.
    pub(in crate::bot) fn group(
        name: &'static str,
        description: &'static str,
        subcommands: Vec<Command>,
    ) -> Self {
        Self {
            name,
            description,
            kind: CommandKind::Slash,
            reach: Reach::Everywhere,
            options: Vec::new(),
            subcommands,
            run: None,
        }
    }

    /// An entry in the menu of a message.
    pub(in crate::bot) fn in_message_menu(name: &'static str, run: Run) -> Self {
        Self {
            kind: CommandKind::MessageMenu,
            ..Self::new(name, "", run)
        }
    }

    pub(in crate::bot) fn reaching(mut self, reach: Reach) -> Self {
        self.reach = reach;
        self
    }

    pub(in crate::bot) fn option(mut self, option: CommandOption) -> Self {
        self.options.push(option);
        self
    }

    pub(in crate::bot) fn options(mut self, options: Vec<CommandOption>) -> Self {
        self.options.extend(options);
        self
    }

    /// The command as it is registered. `are_managers_alone` says whether only Discord's own permission makes a manager, and
    /// no role of the settings.
    pub(in crate::bot) fn registered(&self, are_managers_alone: bool) -> Value {
        let mut command = json!({ "type": self.kind as u8, "name": self.name });
        if matches!(self.kind, CommandKind::Slash) {
            command["description"] = json!(self.description);
            command["options"] = self.registered_options();
        }
        let (contexts, installs): (&[u8], &[u8]) = match self.reach {
            Reach::Everywhere => (&[0, 1, 2], &[0, 1]),
            Reach::WithTheBot => (&[0, 1], &[0]),
            Reach::Servers | Reach::ServersForManagers => (&[0], &[0]),
        };
        command["contexts"] = json!(contexts);
        command["integration_types"] = json!(installs);
        if matches!(self.reach, Reach::ServersForManagers) && are_managers_alone {
            let manage = Permissions::MANAGE_GUILD.bits().to_string();
            command["default_member_permissions"] = json!(manage);
        }
        command
    }

    fn registered_options(&self) -> Value {
        let subcommands = self.subcommands.iter().map(|subcommand| {
            json!({
                "type": SUBCOMMAND,
                "name": subcommand.name,
                "description": subcommand.description,
                "options": subcommand.registered_options(),
            })
        });
        let options = self.options.iter().map(CommandOption::registered);
        subcommands.chain(options).collect()
    }
}

impl CommandOption {
    fn new(name: &'static str, description: &'static str, kind: OptionKind) -> Self {
        Self {
            name,
            description,
            kind,
            is_required: false,
            max_length: None,
            choices: &[],
            suggest: None,
        }
    }

    /// A text of at most this many characters.
    pub(in crate::bot) fn text(
        name: &'static str,
        description: &'static str,
        max_length: u16,
    ) -> Self {
        Self {
            max_length: Some(max_length),
            ..Self::new(name, description, OptionKind::Text)
        }
    }

    /// One of these words.
    pub(in crate::bot) fn one_of(
        name: &'static str,
        description: &'static str,
        choices: &'static [&'static str],
    ) -> Self {
        Self {
            choices,
            ..Self::new(name, description, OptionKind::Text)
        }
    }

    /// Yes or no.
    pub(in crate::bot) fn flag(name: &'static str, description: &'static str) -> Self {
        Self::new(name, description, OptionKind::Flag)
    }

    /// A channel in which messages can be posted.
    pub(in crate::bot) fn channel(name: &'static str, description: &'static str) -> Self {
        Self::new(name, description, OptionKind::Channel)
    }

    /// A user.
    pub(in crate::bot) fn user(name: &'static str, description: &'static str) -> Self {
        Self::new(name, description, OptionKind::User)
    }

    /// A role.
    pub(in crate::bot) fn role(name: &'static str, description: &'static str) -> Self {
        Self::new(name, description, OptionKind::Role)
    }

    pub(in crate::bot) fn required(mut self) -> Self {
        self.is_required = true;
        self
    }

    pub(in crate::bot) fn suggesting(mut self, suggest: Suggest) -> Self {
        self.suggest = Some(suggest);
        self
    }

    fn registered(&self) -> Value {
        #[derive(Serialize)]
        struct Registered<'o> {
            r#type: u8,
            name: &'o str,
            description: &'o str,
            #[serde(skip_serializing_if = "std::ops::Not::not")]
            required: bool,
            #[serde(skip_serializing_if = "Option::is_none")]
            max_length: Option<u16>,
            #[serde(skip_serializing_if = "std::ops::Not::not")]
            autocomplete: bool,
            #[serde(skip_serializing_if = "Option::is_none")]
            channel_types: Option<[u8; 7]>,
            #[serde(skip_serializing_if = "Vec::is_empty")]
            choices: Vec<Value>,
        }
        let is_channel = matches!(self.kind, OptionKind::Channel);
        let choice = |word: &&str| json!({ "name": word, "value": word });
        json!(Registered {
            r#type: self.kind as u8,
            name: self.name,
            description: self.description,
            required: self.is_required,
            max_length: self.max_length,
            autocomplete: self.suggest.is_some(),
            channel_types: is_channel.then_some(WITH_TEXT),
            choices: self.choices.iter().map(choice).collect(),
        })
    }
}
