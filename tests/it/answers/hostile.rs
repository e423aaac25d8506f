//! Whatever is typed is answered or declined, and nothing of it acts.

use std::fmt::Write as _;

use attache::answers::bare_question;
use attache::reply::{MAX_DESCRIPTION, description};
use attache::text::Locale;
use proptest::prelude::*;

use super::{INDEX, ask};

/// What Discord would get of the answer.
fn shown(question: &str) -> String {
    let page = ask(&[question])
        .reply(&INDEX, question, Locale::English)
        .page;
    format!("{}\n{}", page.title, description(&page))
}

#[test]
fn nobody_is_pinged_and_no_markdown_of_a_question_acts() {
    for asked in [
        "@everyone who backs Maduro?",
        "<@1100000000000000031> <@&1100000000000000011> who backs Maduro?",
        "[click](https://evil.example) who backs Maduro",
        "||spoiler|| ```code``` **bold** # heading who backs Maduro",
        "https://evil.example/maduro",
        "\u{202e}orudaM skcab ohw",
        "who\u{200b} ba\u{200d}cks Mad\u{2060}uro",
    ] {
        let shown = shown(asked);
        for acting in [
            "@everyone",
            "<@",
            "](https://evil",
            "||",
            "```",
            "https://evil",
        ] {
            assert!(!shown.contains(acting), "{asked}: {acting} in {shown}");
        }
        assert!(!shown.contains(['\u{202e}', '\u{2060}']), "{asked}");
    }
}

#[test]
fn a_question_is_read_no_further_than_it_may_be_long() {
    let long = "who backs Maduro ".repeat(10_000);
    assert!(bare_question(&long).chars().count() <= 400);
    assert!(ask(&[&long]).is_found());
    let mut marks = String::new();
    for number in 0..10_000 {
        let _ = write!(marks, "<@{number}><");
    }
    assert!(!ask(&[&marks]).is_found());
    let shown = shown(&"*".repeat(10_000));
    assert!(shown.chars().count() <= MAX_DESCRIPTION);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_and_any_follow_up_come_to_an_answer_or_a_no(one in "\\PC{0,300}", other in ".{0,80}") {
        let answer = ask(&[&one, &other]);
        prop_assert!((0.0..=1.0).contains(&answer.confidence));
        let page = answer.reply(&INDEX, &other, Locale::English).page;
        prop_assert!(description(&page).chars().count() <= MAX_DESCRIPTION);
    }
}
