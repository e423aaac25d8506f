//! A question that leans on the one before, and what was assumed by it.

use attache::answers::Turn;
use attache::text::Locale;

use super::ask;

#[test]
fn a_follow_up_keeps_what_it_does_not_say_and_names_the_topic_it_continues() {
    for (turns, page, part, continued) in [
        (
            ["how did china react to maduro's capture", "and russia?"],
            "venezuela",
            "Russia",
            "Continuing: Venezuela",
        ),
        (
            ["what does russia want in syria?", "what about Serbia?"],
            "serbia",
            "Russia",
            "Continuing: Syria → Serbia and Kosovo",
        ),
        (
            ["who is propping up maduro", "and what about washington?"],
            "venezuela",
            "Washington",
            "Continuing: Venezuela",
        ),
        (
            [
                "is what they do in venezuela in our interest?",
                "and in sudan?",
            ],
            "sudan",
            "Sudan",
            "Continuing: Venezuela → Sudan",
        ),
        (
            ["BRICS chair 2026?", "and next year?"],
            "brics",
            "2027",
            "Continuing: BRICS",
        ),
    ] {
        let answer = ask(&turns);
        let first = answer.passages.first().expect("an answer");
        let text = &first.entry.text;
        assert_eq!(first.page.id(), page, "{turns:?}: {text}");
        assert!(text.contains(part), "{turns:?}: {text}");
        assert_eq!(
            answer
                .assumed
                .map(|assumed| assumed.text(Locale::English))
                .as_deref(),
            Some(continued),
            "{turns:?}"
        );
    }
}

/// Without an answer there is no page to name: the question itself is repeated.
#[test]
fn a_follow_up_to_a_question_without_an_answer_repeats_the_question() {
    let answer = ask(&["how many soybeans did brazil export?", "and wheat?"]);
    let continued = answer.assumed.expect("it leans on the question before");
    assert_eq!(
        continued.text(Locale::English),
        "Continuing: “how many soybeans did brazil export?”"
    );
}

#[test]
fn a_question_that_stands_by_itself_takes_nothing_from_the_one_before() {
    for turns in [
        ["what does russia want in syria?", "when is the next G20?"],
        [
            "what does russia want in syria?",
            "what is freeze for freeze?",
        ],
        [
            "what does russia want in syria?",
            "how do China and Russia use the Northern Sea Route today?",
        ],
    ] {
        let answer = ask(&turns);
        assert_eq!(answer.assumed, None, "{turns:?}");
        assert_ne!(answer.passages[0].page.id(), "syria", "{turns:?}");
    }
    // And what nobody knows is not answered from the page before.
    let answer = ask(&[
        "what's russia doing in syria?",
        "ok and what about luxembourg?",
    ]);
    assert!(!answer.is_found(), "{:?}", answer.passages.first());
}

#[test]
fn a_turn_is_kept_as_text_and_read_back() {
    let turn = ask(&["what does russia want in syria?"]).turn;
    let kept = serde_json::to_string(&turn).expect("a text");
    assert_eq!(serde_json::from_str::<Turn>(&kept).expect("a turn"), turn);
    assert!(
        serde_json::from_str::<Turn>("{\"other\": 1}").is_err(),
        "of another version"
    );
}
