//! Whatever somebody types, nothing breaks, and nothing of it acts in the answer.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use attache::knowledge::{Knowledge, NameMatch, Topic, load};
use attache::pages::{Search, find_term, find_topic, look_up};
use attache::reply::escape;
use attache::text::Locale;
use proptest::prelude::*;

use crate::properties::cases;
use crate::properties::rendered::{acting, acting_in, refused_by_discord};
use crate::support::folder::{TODAY, shipped};

static KNOWLEDGE: LazyLock<Knowledge> =
    LazyLock::new(|| load(&shipped(), TODAY).unwrap().knowledge);

/// Any text, and texts of what Discord would act on, of names, and of what is hard to compare.
fn words() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "@everyone",
        "@here",
        "<@123>",
        "<@&1>",
        "<#1>",
        "<t:1:R>",
        "<:a:1>",
        "[a](https://evil.example)",
        "](",
        "[",
        "https://evil.example",
        "http:",
        "//",
        "/",
        ":",
        "\\",
        "`",
        "```",
        "**",
        "__",
        "~~",
        "||",
        "\n",
        "\n# ",
        "\n> ",
        "- ",
        "@",
        "<",
        ">",
        "\u{200b}",
        "\u{202e}",
        "\u{301}",
        "'s",
        "’s",
        "⑴",
        "½",
        "ﷺ",
        "ß",
        "İ",
        "🤷",
        "北极",
        "ШОС",
        "the ",
        "Iran",
        "south ",
        "sudan",
        "korea",
        " ",
        "a",
        "the",
    ]);
    prop_oneof![
        any::<String>(),
        "\\PC{0,300}",
        prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat()),
        prop::collection::vec(any::<char>(), 0..400).prop_map(|chars| chars.into_iter().collect()),
    ]
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn nothing_of_a_text_acts_once_it_is_escaped(text in words()) {
        prop_assert_eq!(acting(&escape(&text), &BTreeSet::new()), None);
    }

    #[test]
    fn any_words_lead_to_a_page_that_is_there_or_to_none(text in words()) {
        let names = KNOWLEDGE.names();
        if let NameMatch::Exact(id) | NameMatch::Assumed(id) = names.find(&text) {
            prop_assert!(KNOWLEDGE.topic(id).is_some());
        }
        let mentioned = names.mentioned(&text);
        prop_assert!(mentioned.iter().all(|id| KNOWLEDGE.topic(id).is_some()));
        let suggested = names.suggest(&text, 25);
        prop_assert!(suggested.len() <= 25);
        for (id, title) in suggested {
            prop_assert_eq!(KNOWLEDGE.topic(id).map(Topic::name), Some(title));
        }
    }

    #[test]
    fn nothing_of_the_words_acts_in_the_answer(text in words()) {
        for search in [find_topic(&KNOWLEDGE, &text, Locale::English),
            find_term(&KNOWLEDGE, &text, Locale::English),
        ] {
            match search {
                Search::Found { assumed, .. } => {
                    let assumed = escape(&assumed.unwrap_or_default());
                    prop_assert_eq!(acting(&assumed, &BTreeSet::new()), None);
                    prop_assert!(assumed.chars().count() < 300);
                }
                Search::Nothing(reply) => {
                    prop_assert_eq!(acting_in(&reply.page, &BTreeSet::new()), None);
                    prop_assert_eq!(refused_by_discord(&reply), Vec::<String>::new());
                }
            }
        }
        let reply = look_up(&KNOWLEDGE, &text, Locale::English);
        prop_assert_eq!(acting_in(&reply.page, &BTreeSet::new()), None);
        prop_assert_eq!(refused_by_discord(&reply), Vec::<String>::new());
    }
}
