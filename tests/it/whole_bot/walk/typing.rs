//! What is typed: forms, *Look this up* on messages, and names as far as they have been typed.

use crate::whole_bot::office::{Office, Seen};
use crate::whole_bot::walk::starts::topics;

/// `/feedback` on nothing and on every page; two of the forms are sent off.
pub(super) async fn forms(office: &mut Office) {
    let ada = practice_discord::ids::ADA;
    for page in topics(&office.knowledge()) {
        let form = office.command(ada, "feedback", &[("page", &page)]).await;
        let Seen::Form { modal, .. } = form else {
            panic!("{page}: {form:?}")
        };
        assert!(
            modal["title"].as_str().unwrap().starts_with("Feedback on"),
            "{modal}"
        );
    }
    let unknown = office.ask("feedback", &[("page", "Atlantis")]).await;
    assert_eq!(unknown.title(), "No such page");
    for options in [&[][..], &[("page", "Maduro")][..]] {
        let form = office.command(ada, "feedback", options).await;
        let thanks = office.submit(&form, &"𝄞 long ".repeat(214)).await;
        assert_eq!((thanks.title(), thanks.is_private()), ("Thank you", true));
    }
}

/// *Look this up* on messages that name nothing, one page, everything, and on the bot's own pages.
pub(super) async fn menu_of_a_message(office: &mut Office) {
    let all: Vec<String> = topics(&office.knowledge());
    for (text, title, count) in [
        ("Good morning!", "Nothing to look up", 0),
        ("Maduro met Lavrov in Caracas", "Topics in this message", 1),
        ("北极和朝鲜", "Topics in this message", 2),
        (all.join(", ").as_str(), "Topics in this message", 10),
    ] {
        let found = office.look_up(text).await;
        assert_eq!((found.title(), found.is_private()), (title, true), "{text}");
        assert_eq!(found.knobs().len(), count, "{text}");
    }
    for id in all {
        let page = office.issue(&id).await;
        let found = office.look_up_on(&page).await;
        assert_eq!(found.title(), "Topics in this message", "{id}");
    }
}

/// Every beginning of every name, where names are typed. Returns how many.
pub(super) async fn autocomplete(office: &mut Office) -> usize {
    let knowledge = office.knowledge();
    let names = topics(&knowledge)
        .into_iter()
        .map(|id| knowledge.topic(&id).unwrap().name().to_owned());
    let odd = [
        "",
        " ",
        "ш",
        "北",
        "qqqq",
        "@everyone",
        "\u{200b}",
        "🧭",
        "*",
        "the ",
    ];
    let mut partials: Vec<String> = odd.iter().map(|&odd| odd.to_owned()).collect();
    for name in names {
        let letters: Vec<char> = name.chars().collect();
        partials.extend((1..=letters.len().min(6)).map(|end| letters[..end].iter().collect()));
    }
    partials.push("x".repeat(100));
    partials.sort_unstable();
    partials.dedup();
    for partial in &partials {
        for (command, before, option) in [
            ("issue", &[][..], "name"),
            ("compare", &[], "first"),
            ("compare", &[("first", "iran")], "second"),
            ("timeline", &[], "name"),
            ("glossary", &[], "term"),
            ("feedback", &[], "page"),
            ("summits", &[], "organization"),
            ("summit", &[], "name"),
        ] {
            let choices = office.suggestions(command, before, (option, partial)).await;
            assert!(
                choices.len() <= 25,
                "{command} {option} {partial:?}: {choices:?}"
            );
        }
    }
    partials.len() * 8
}
