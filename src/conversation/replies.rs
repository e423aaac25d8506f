//! What is said to an utterance.

use super::help::{HelpRole, help_page};
use super::utterance::Utterance;
use super::whats_new;
use crate::document::PartialDate;
use crate::knowledge::Knowledge;
use crate::pages::{AsOf, show};
use crate::reply::{Audience, Reply};
use crate::text::{Locale, dates, text};

impl Utterance {
    /// What is said to it, to the whole channel. A command shows what the slash command shows; what `/remind` does is not done
    /// here, and the summit's page is shown.
    pub fn reply(&self, knowledge: &Knowledge, as_of: AsOf, locale: Locale) -> Reply {
        let mut reply = match self {
            Self::Help => help_page(HelpRole::Member, locale),
            Self::DataAge => data_age(knowledge, locale),
            Self::WhatsNew => whats_new::reply(knowledge, as_of.today, locale),
            Self::Command(command) => show(knowledge, &command.view(), as_of, locale)
                .unwrap_or_else(|gone| Reply::private(gone.text(locale), "")),
            _ => {
                let (title, lead) = self.line(locale);
                Reply::private(title, lead)
            }
        };
        reply.page.locale = locale;
        reply.audience = Audience::Everyone;
        reply
    }

    /// The id of the first page that it is about. None if it is about none.
    pub fn topic(&self, knowledge: &Knowledge, as_of: AsOf) -> Option<String> {
        let id = match self {
            Self::WhatsNew => whats_new::newest(knowledge, as_of.today)
                .first()?
                .0
                .id
                .clone(),
            Self::Command(command) => command.topic(knowledge)?,
            _ => return None,
        };
        Some(id)
    }

    /// Whether the reply says something that the pages say.
    pub fn is_answered(&self) -> bool {
        matches!(self, Self::WhatsNew | Self::Command(_))
    }

    /// A line, and what to ask instead.
    fn line(&self, locale: Locale) -> (String, String) {
        match self {
            Self::Thanks => (
                text!(locale, "conversation-thanks-title"),
                text!(locale, "conversation-thanks"),
            ),
            Self::Goodbye => (
                text!(locale, "conversation-goodbye-title"),
                text!(locale, "conversation-goodbye"),
            ),
            Self::AboutBot => (
                text!(locale, "conversation-about-title"),
                text!(locale, "conversation-about"),
            ),
            Self::Reaction => (
                text!(locale, "conversation-reaction-title"),
                text!(locale, "conversation-reaction"),
            ),
            Self::Nonsense => (
                text!(locale, "conversation-nonsense-title"),
                text!(locale, "conversation-nonsense"),
            ),
            Self::Chatter => (
                text!(locale, "conversation-chatter-title"),
                text!(locale, "conversation-chatter"),
            ),
            _ => (
                text!(locale, "conversation-hello-title"),
                text!(locale, "conversation-hello"),
            ),
        }
    }
}

fn data_age(knowledge: &Knowledge, locale: Locale) -> Reply {
    let title = text!(locale, "conversation-age-title");
    let Some(end) = knowledge.facts_until() else {
        return Reply::private(title, text!(locale, "conversation-age-none"));
    };
    let end = dates::long(PartialDate::Day(end), locale);
    let sources = knowledge.source_count();
    Reply::private(
        title,
        text!(locale, "conversation-age", end = end, sources = sources),
    )
}
