//! What is said to the bot and is no question: small talk and commands in plain words, as people type them.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use attache::conversation::{Listener, PlainCommand, Utterance};
use attache::knowledge::{Knowledge, load};
use attache::pages::{AsOf, show};
use attache::reply::Reply;
use attache::text::Locale;
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde_json::Value;

const TODAY: Date = Date::constant(2026, 11, 25);

static KNOWLEDGE: LazyLock<Arc<Knowledge>> = LazyLock::new(|| {
    let dir = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/knowledge"));
    Arc::new(load(dir, TODAY).expect("the shipped knowledge").knowledge)
});

static LISTENER: LazyLock<Listener> = LazyLock::new(|| Listener::of(Arc::clone(&KNOWLEDGE)));

fn hear(message: &str) -> Option<Utterance> {
    LISTENER.hear(message, TODAY)
}

fn as_of() -> AsOf {
    AsOf {
        today: TODAY,
        stale_after: 180.days(),
    }
}

fn reply(said: &Utterance, locale: Locale) -> Reply {
    said.reply(&KNOWLEDGE, as_of(), locale)
}

/// The lines of a file, each with what it is.
fn lines(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    file.lines()
        .map(|line| line.split_once('\t').expect("two columns"))
}

/// What a message was heard as, in the words of the files.
fn kind(said: Option<&Utterance>) -> String {
    let series = |id: &str| id.split('-').next().unwrap_or_default().to_owned();
    match said {
        None => "a question".to_owned(),
        Some(Utterance::Greeting) => "greeting".to_owned(),
        Some(Utterance::Thanks) => "thanks".to_owned(),
        Some(Utterance::Goodbye) => "goodbye".to_owned(),
        Some(Utterance::AboutBot) => "who".to_owned(),
        Some(Utterance::Reaction) => "reaction".to_owned(),
        Some(Utterance::Nonsense) => "nonsense".to_owned(),
        Some(Utterance::Chatter) => "chatter".to_owned(),
        Some(Utterance::Help) => "help".to_owned(),
        Some(Utterance::WhatsNew) => "whats-new".to_owned(),
        Some(Utterance::DataAge) => "data-age".to_owned(),
        Some(Utterance::Command(command)) => match command {
            PlainCommand::Compare(first, second) => format!("compare {first} {second}"),
            PlainCommand::Timeline(id) => format!("timeline {id}"),
            PlainCommand::Remind(id) => format!("remind {}", series(id)),
            PlainCommand::List => "list".to_owned(),
            PlainCommand::Aligned => "aligned".to_owned(),
        },
    }
}

#[test]
fn a_hundred_lines_of_small_talk_are_heard_as_that() {
    let all: Vec<_> = lines(include_str!("../small_talk.txt")).collect();
    assert_eq!(all.len(), 100);
    let mut of_other_kind = Vec::new();
    for (line, expected) in all {
        let heard = kind(hear(line).as_ref());
        let is_small_talk = !heard.contains([' ', '-']) && !["list", "aligned"].contains(&&*heard);
        assert!(is_small_talk, "{line}: {heard}");
        if heard != expected {
            of_other_kind.push(format!("{line}: {heard}, not {expected}"));
        }
    }
    // "that was rubbish" is a reaction or chatter; what is said to it hardly differs.
    assert!(of_other_kind.len() <= 8, "{of_other_kind:#?}");
}

#[test]
fn every_command_in_plain_words_is_heard_as_its_command() {
    let all = lines(include_str!("../plain_commands.tsv"));
    // When a summit is, the index of answers says.
    let own: Vec<_> = all
        .filter(|(_, command)| !command.starts_with("next-summit"))
        .collect();
    assert!(own.len() > 60);
    let wrong: Vec<String> = own
        .iter()
        .map(|(line, command)| (line, command, kind(hear(line).as_ref())))
        .filter(|(_, command, heard)| **command != *heard)
        .map(|(line, command, heard)| format!("{line}: {heard}, not {command}"))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Some of the file are meant to be declined as small talk, and are small talk now.
#[test]
fn no_question_that_has_an_answer_is_taken_for_anything_else() {
    for line in include_str!("../questions.jsonl").lines() {
        let question: Value = serde_json::from_str(line).expect("JSON");
        let is_answered = question["page"]
            .as_array()
            .is_some_and(|page| !page.is_empty());
        for turn in question["turns"].as_array().expect("turns") {
            let turn = turn.as_str().expect("a text");
            let heard = hear(turn);
            assert!(!is_answered || heard.is_none(), "{turn}: {heard:?}");
        }
    }
}

#[test]
fn a_question_among_friendly_words_is_a_question() {
    for question in [
        "hello, who backs Maduro?",
        "thanks to whom does Assad rule?",
        "compare what China and Russia say on Iran",
        "compare russia and china",
        "remind me who backs maduro",
        "remind me what the sco is",
        "what's new in iran?",
        "timeline",
        "compare iran",
        "which countries are in brics?",
        "do you know anything about the arctic?",
        "ok and russia?",
        "and next year?",
        "why?",
        "who?",
        "2026?",
        "tibet?",
        "pkk",
        "can you tell me more",
        "is china aligned with us on iran",
        "sanctoins",
        "how do I bake bread?",
        "你怎么看伊朗",
        "что россия хочет в сирии",
    ] {
        assert_eq!(hear(question), None, "{question}");
    }
}

#[test]
fn slips_capitals_and_polite_words_make_no_difference() {
    for (message, expected) in [
        ("HELLOOO attaché!!", "greeting"),
        ("<@1200000000000000001>", "greeting"),
        ("thnaks", "thanks"),
        ("Merci !", "thanks"),
        ("hey, can you help me pls", "help"),
        (
            "Compare Venezuella and Syria please",
            "compare venezuela syria",
        ),
        ("hey attaché, timeline for iran pls", "timeline iran"),
        ("sdkfjhsdf", "nonsense"),
    ] {
        assert_eq!(kind(hear(message).as_ref()), expected, "{message}");
    }
}

#[test]
fn what_is_new_is_the_newest_of_all_pages_with_their_dates_and_buttons() {
    let page = reply(&Utterance::WhatsNew, Locale::English);
    let entries = &page.page.sections[0].entries;
    assert_eq!(entries.len(), 5);
    let days: Vec<_> = entries
        .iter()
        .map(|entry| entry.date.unwrap().first_day())
        .collect();
    assert!(days.is_sorted_by(|newer, older| newer >= older), "{days:?}");
    let newest = KNOWLEDGE
        .hotspots()
        .flat_map(|hotspot| &hotspot.developments);
    assert_eq!(
        newest.map(|event| event.date.first_day()).max(),
        Some(days[0])
    );
    let labels: Vec<&str> = page.buttons[0]
        .iter()
        .map(|button| &*button.label)
        .collect();
    for entry in entries {
        assert!(!entry.sources.is_empty() && labels.contains(&&**entry.label.as_ref().unwrap()));
    }
}

#[test]
fn a_command_shows_the_page_of_the_slash_command() {
    for message in [
        "compare iran and syria",
        "timeline for iran",
        "list of topics",
        "who is aligned with us",
    ] {
        let Some(Utterance::Command(command)) = hear(message) else {
            panic!("{message}: no command");
        };
        let page = show(&KNOWLEDGE, &command.view(), as_of(), Locale::English).unwrap();
        assert_eq!(
            reply(&Utterance::Command(command), Locale::English),
            page,
            "{message}"
        );
    }
}

#[test]
fn every_line_is_short_in_every_language() {
    for locale in Locale::ALL {
        for said in [
            Utterance::Greeting,
            Utterance::Thanks,
            Utterance::Goodbye,
            Utterance::AboutBot,
            Utterance::Reaction,
            Utterance::Nonsense,
            Utterance::Chatter,
            Utterance::DataAge,
        ] {
            let page = reply(&said, locale).page;
            assert!(!page.title.is_empty() && !page.lead.is_empty());
            assert!(page.lead.chars().count() <= 280, "{locale}: {}", page.lead);
            assert!(page.sections.is_empty());
        }
    }
}
