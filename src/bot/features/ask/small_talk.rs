//! What people say to a bot before they ask it something: hello, thanks, help, and how old its facts are. The phrases are in
//! `small_talk.toml`.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::answers::bare_question;
use crate::bot::features::help;
use crate::bot::state::AppState;
use crate::knowledge::plain_words;
use crate::reply::{Audience, Reply};
use crate::text::{Locale, dates, text};

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    toml::from_str(include_str!("small_talk.toml")).expect("a test reads the phrases")
});

/// Whole messages, in plain words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Phrases {
    hello: Vec<String>,
    thanks: Vec<String>,
    help: Vec<String>,
    age: Vec<String>,
}

/// Something that is said and not asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SmallTalk {
    /// Nothing, or a greeting.
    Hello,
    Thanks,
    /// What the bot can do.
    Help,
    /// How old the facts are.
    Age,
}

impl SmallTalk {
    /// What a whole message says, if it is nothing but that.
    pub(super) fn of(message: &str) -> Option<Self> {
        let plain = plain_words(&bare_question(message));
        let plain = plain.trim();
        if plain.is_empty() {
            return Some(Self::Hello);
        }
        let is_in = |phrases: &[String]| phrases.iter().any(|phrase| phrase == plain);
        let Phrases {
            hello,
            thanks,
            help,
            age,
        } = &*PHRASES;
        [
            (hello, Self::Hello),
            (thanks, Self::Thanks),
            (help, Self::Help),
            (age, Self::Age),
        ]
        .into_iter()
        .find_map(|(phrases, kind)| is_in(phrases).then_some(kind))
    }

    pub(super) fn reply(self, state: &AppState, locale: Locale) -> Reply {
        let mut reply = match self {
            Self::Hello => {
                Reply::private(text!(locale, "bot-hello-title"), text!(locale, "bot-hello"))
            }
            Self::Thanks => Reply::private(
                text!(locale, "bot-thanks-title"),
                text!(locale, "bot-thanks"),
            ),
            Self::Help => help::page(help::Role::Member, locale),
            Self::Age => age(state, locale),
        };
        reply.audience = Audience::Everyone;
        reply
    }
}

fn age(state: &AppState, locale: Locale) -> Reply {
    let knowledge = state.knowledge();
    let title = text!(locale, "bot-age-title");
    let Some(end) = knowledge.facts_until() else {
        return Reply::private(title, text!(locale, "bot-age-none"));
    };
    let end = dates::long(crate::document::PartialDate::Day(end), locale);
    let sources = knowledge.source_count();
    Reply::private(
        title,
        text!(locale, "bot-age", end = end, sources = sources),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_greeting_is_known_in_four_languages_and_a_question_is_none() {
        for (message, kind) in [
            ("Hello!", Some(SmallTalk::Hello)),
            ("  ", Some(SmallTalk::Hello)),
            ("<@1200000000000000001>", Some(SmallTalk::Hello)),
            ("Merci", Some(SmallTalk::Thanks)),
            ("спасибо!", Some(SmallTalk::Thanks)),
            ("你好", Some(SmallTalk::Hello)),
            ("What can you do?", Some(SmallTalk::Help)),
            ("How old is your data?", Some(SmallTalk::Age)),
            ("hello, who backs Maduro?", None),
            ("thanks to whom does Assad rule?", None),
        ] {
            assert_eq!(SmallTalk::of(message), kind, "{message}");
        }
    }

    #[test]
    fn every_phrase_is_written_as_messages_are_read() {
        let Phrases {
            hello,
            thanks,
            help,
            age,
        } = &*PHRASES;
        for phrase in [hello, thanks, help, age].into_iter().flatten() {
            assert_eq!(phrase, plain_words(phrase).trim(), "{phrase}");
        }
    }
}
