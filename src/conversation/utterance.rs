//! What was said, as a value.

use serde::Deserialize;

use crate::knowledge::Knowledge;
use crate::reply::{Tab, View};

/// Something that is said to the bot and is no question for the pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Utterance {
    /// "Hello", or nothing at all.
    Greeting,
    /// "Thanks!"
    Thanks,
    /// "See you tomorrow."
    Goodbye,
    /// "Are you a robot?"
    AboutBot,
    /// "lol", "ok", praise and insults.
    Reaction,
    /// Keyboard mash, single letters, marks, words without a sense.
    Nonsense,
    /// What colleagues say to each other: lunch, meeting rooms, printers.
    Chatter,
    /// "What can you do?"
    Help,
    /// "What's new?", in all pages.
    WhatsNew,
    /// "How old is your data?"
    DataAge,
    /// A command, in words instead of with a slash.
    Command(PlainCommand),
}

/// A command in plain words; every name in it leads to a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlainCommand {
    /// `/compare`, with the ids of two hotspots.
    Compare(String, String),
    /// `/timeline`, with the id of a hotspot.
    Timeline(String),
    /// `/hotspots`.
    List,
    /// `/remind`, with the id of a summit.
    Remind(String),
    /// `/aligned-with-us`.
    Aligned,
}

/// What a line or a rule of `data/utterances.toml` is an example of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Kind {
    Greeting,
    Thanks,
    Goodbye,
    AboutBot,
    Reaction,
    Nonsense,
    Chatter,
    Help,
    WhatsNew,
    DataAge,
    List,
    Aligned,
}

/// Commands that take names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum CommandKind {
    Compare,
    Timeline,
    Remind,
}

impl From<Kind> for Utterance {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Greeting => Self::Greeting,
            Kind::Thanks => Self::Thanks,
            Kind::Goodbye => Self::Goodbye,
            Kind::AboutBot => Self::AboutBot,
            Kind::Reaction => Self::Reaction,
            Kind::Nonsense => Self::Nonsense,
            Kind::Chatter => Self::Chatter,
            Kind::Help => Self::Help,
            Kind::WhatsNew => Self::WhatsNew,
            Kind::DataAge => Self::DataAge,
            Kind::List => Self::Command(PlainCommand::List),
            Kind::Aligned => Self::Command(PlainCommand::Aligned),
        }
    }
}

impl PlainCommand {
    /// The page that it shows. What `/remind` does is shown by its own reply; its page is the summit's.
    pub fn view(&self) -> View {
        match self {
            Self::Compare(first, second) => View::Compare {
                first: first.clone(),
                second: second.clone(),
            },
            Self::Timeline(id) => View::Topic {
                id: id.clone(),
                tab: Tab::Timeline(None),
                page: 0,
            },
            Self::List => View::Hotspots { page: 0 },
            Self::Remind(id) => View::Summit { id: id.clone() },
            Self::Aligned => View::Alignment {
                stance: None,
                page: 0,
            },
        }
    }
}

impl PlainCommand {
    /// The id of the first hotspot or organization on its page.
    pub(super) fn topic(&self, knowledge: &Knowledge) -> Option<String> {
        match self {
            Self::Compare(id, _) | Self::Timeline(id) => Some(id.clone()),
            Self::Remind(id) => knowledge.summit(id)?.organization.clone(),
            Self::List | Self::Aligned => None,
        }
    }
}
