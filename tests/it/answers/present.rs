//! What is asked in the present is answered by what holds now, on every page whose state has changed since 2019.

use std::collections::BTreeSet;

use attache::answers::{PassageKind, Subject};

use super::{INDEX, ask};

/// The last year of the analysis that the knowledge begins with.
const ANALYSIS: i16 = 2019;

/// How people ask for what holds now, with the name of a page in place of `{}`.
const QUESTIONS: [&str; 8] = [
    "{}",
    "what's going on in {}",
    "what does china want in {}?",
    "what is russia doing in {} now",
    "how do they see {}",
    "are china and russia on the same side in {}?",
    "does russia still have bases in {}",
    "who backs whom in {} today",
];

fn year(passage: &attache::answers::Passage) -> i16 {
    passage.date().expect("a date").first_day().year()
}

#[test]
fn no_question_in_the_present_is_led_by_2019_where_a_page_knows_more() {
    let passages = INDEX.passages();
    let is_topic = |page: &Subject| matches!(page, Subject::Hotspot(_));
    let mut pages: BTreeSet<&Subject> = BTreeSet::new();
    for passage in passages.iter().filter(|passage| is_topic(&passage.page)) {
        let is_said = !matches!(passage.kind, PassageKind::Summary | PassageKind::Gap);
        if is_said && year(passage) > ANALYSIS {
            pages.insert(&passage.page);
        }
    }
    assert!(pages.len() > 10, "{pages:?}");
    let mut answered = 0;
    for page in pages {
        let of_page = passages.iter().find(|passage| passage.page == *page);
        let title = &of_page.expect("a passage").title;
        for question in QUESTIONS {
            let asked = question.replace("{}", title);
            let answer = ask(&[&asked]);
            if let Some(first) = answer.passages.first() {
                answered += 1;
                assert!(year(first) > ANALYSIS, "{asked}: {}", first.entry.text);
                assert_ne!(first.kind, PassageKind::Gap, "{asked}");
            }
        }
    }
    assert!(answered >= 100, "only {answered} were answered");
}

/// "in 2019" and a past tense ask for what was.
#[test]
fn what_is_asked_of_2019_is_answered_by_2019() {
    for asked in [
        "what did china want in the arctic in 2019",
        "what did russia want in venezuela in 2019?",
        "how did they see syria back in 2019",
    ] {
        let answer = ask(&[asked]);
        let first = answer.passages.first().expect("an answer");
        assert_eq!(year(first), ANALYSIS, "{asked}: {}", first.entry.text);
    }
}

#[test]
fn the_next_summit_is_the_next_by_date() {
    for (asked, page) in [
        ("when is the next G20?", "g20-2026"),
        ("next sco summit, where", "sco-2027"),
    ] {
        let answer = ask(&[asked]);
        assert_eq!(
            answer.passages.first().map(|one| one.page.id()),
            Some(page),
            "{asked}"
        );
    }
    let next = ask(&["when is the next summit?"]);
    let first = next.passages.first().expect("a summit");
    assert!(matches!(first.page, Subject::Summit(_)), "{:?}", first.page);
}

/// Of the Spratlys as such no statement speaks; their page is the South China Sea.
#[test]
fn a_name_without_a_statement_of_its_own_leads_to_its_page_and_says_so() {
    for (asked, page, name) in [
        (
            "what does china want in the Spratlys?",
            "south-china-sea",
            Some("Spratlys"),
        ),
        (
            "what does china want in the south china sea?",
            "south-china-sea",
            None,
        ),
    ] {
        let answer = ask(&[asked]);
        let first = answer.passages.first().expect("an answer");
        assert_eq!(first.page.id(), page, "{asked}");
        assert_eq!(answer.not_spoken_of.as_deref(), name, "{asked}");
    }
}

/// Its own words, without the sources below them.
#[test]
fn an_answer_is_no_longer_than_a_phone_shows() {
    for question in test_support::questions::all() {
        let turns: Vec<&str> = question.turns.iter().map(String::as_str).collect();
        let answer = ask(&turns);
        let shown = answer.passages.iter().map(|passage| {
            let label = passage.entry.label.as_deref().unwrap_or_default();
            passage.entry.text.chars().count() + label.chars().count()
        });
        let (length, count) = (shown.sum::<usize>(), answer.passages.len());
        assert!(length <= 900 || count == 1, "{}: {length}", question.id);
        assert!(count <= 5, "{}: {count}", question.id);
    }
}

#[test]
fn two_pages_that_are_compared_are_both_there_summaries_first() {
    let answer = ask(&["compare iran and syria"]);
    let pages: Vec<&str> = answer.passages.iter().map(|one| one.page.id()).collect();
    assert_eq!(pages[..2], ["iran", "syria"]);
    assert!(
        answer.passages[..2]
            .iter()
            .all(|one| one.kind == PassageKind::Summary)
    );
}

/// Each one's newest, before either of 2019.
#[test]
fn china_and_russia_on_one_page_are_both_there() {
    use attache::knowledge::Actor;
    let answer = ask(&["how do china and russia differ on north korea"]);
    let actors: Vec<_> = answer
        .passages
        .iter()
        .take(2)
        .map(|one| one.actors.clone())
        .collect();
    assert_eq!(actors, [vec![Actor::China], vec![Actor::Russia]]);
}
