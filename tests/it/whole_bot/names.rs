//! From what somebody types to the page they meant.

use practice_discord::ids::{ADA, EDITORS};

use crate::whole_bot::office::{Message, Office, Seen};

#[tokio::test]
async fn another_name_finds_the_page_and_what_was_assumed_is_said() {
    let mut office = Office::open().await;
    for (typed, title) in [
        ("Maduro", "Venezuela"),
        ("DPRK", "North Korea"),
        ("Kabul", "Afghanistan"),
        ("ШОС", "Shanghai Cooperation Organization (SCO)"),
        ("arctik", "The Arctic"),
    ] {
        let page = office.issue(typed).await;
        assert_eq!(page.title(), title, "{typed}");
        let assumed = format!("*You asked for “{typed}”. This is ");
        assert!(
            page.description().starts_with(&assumed),
            "{typed}: {}",
            page.description()
        );
        assert!(!page.is_private(), "{typed}");
    }
    let term = office
        .ask("glossary", &[("term", "freeze for freeze")])
        .await;
    assert_eq!(term.title(), "double suspension");
    assert!(
        term.description()
            .starts_with("*You asked for “freeze for freeze”.")
    );
    let exact = office.issue("arctic").await;
    assert!(
        !exact.description().contains("You asked for"),
        "{}",
        exact.description()
    );
    office.close().await;
}

#[tokio::test]
async fn a_name_that_leads_nowhere_gives_the_list_to_whoever_asked() {
    let mut office = Office::open().await;
    for (command, option, title) in [
        ("issue", "name", "No such page"),
        ("timeline", "name", "No such page"),
        ("feedback", "page", "No such page"),
    ] {
        for typed in ["Atlantis", "Атлантида", "亚特兰蒂斯"] {
            let shown = office.ask(command, &[(option, typed)]).await;
            assert_eq!(
                (shown.title(), shown.is_private()),
                (title, true),
                "{command} {typed}"
            );
            assert!(
                shown.description().contains(typed),
                "{}",
                shown.description()
            );
            let labels = shown.labels();
            assert!(labels.len() >= 17, "{labels:?}");
            let chosen = office.press(&shown, &labels[0]).await.message();
            assert!(
                chosen.title().starts_with(&labels[0]),
                "{} for {labels:?}",
                chosen.title()
            );
        }
    }
    let term = office.ask("glossary", &[("term", "Atlantis")]).await;
    assert_eq!((term.title(), term.is_private()), ("No such term", true));
    assert_eq!(term.labels(), ["All terms"]);
    for (first, second) in [("Atlantis", "iran"), ("iran", "Atlantis")] {
        let shown = office
            .ask("compare", &[("first", first), ("second", second)])
            .await;
        assert_eq!(shown.title(), "No such page", "{first} {second}");
    }
    office.close().await;
}

#[tokio::test]
async fn a_name_that_is_another_thing_does_not_become_its_neighbour() {
    let mut office = Office::open().await;
    for (typed, not) in [
        ("G7", "Group of Twenty (G20)"),
        ("G8", "Group of Twenty (G20)"),
        ("G-7", "Group of Twenty (G20)"),
        ("Iraq", "Iran"),
        ("Niger", "Nigeria"),
        ("South Korea", "North Korea"),
        ("South Sudan", "Sudan"),
        ("Slovakia", "Serbia and Kosovo"),
    ] {
        let told = office.issue(typed).await;
        assert_ne!(told.title(), not, "{typed}");
    }
    for typed in ["G7", "Iraq", "South Sudan"] {
        assert_eq!(office.issue(typed).await.title(), "No such page", "{typed}");
    }
    office.close().await;
}

fn hostile() -> Vec<String> {
    let mut texts: Vec<String> = [
        "@everyone",
        "@here <@&1> <@1100000000000000031> <#1100000000000000041>",
        "[a](https://evil.example) https://evil.example",
        "``` `x` ``` **b** __u__ ~~s~~ ||h|| # h\n# h\n> q\n- l",
        "<t:0:R> </issue:1> <a:x:1> <id:home>",
        "\\@everyone \\\\<@&1>",
        "\u{200b}\u{200c}\u{200d}\u{feff}\u{2060}",
        "\u{202e}enoyreve@",
        "\u{0}\u{1}\u{7f}",
        "ȁ̡͔͕̃̾̌̈́ͅ",
        "👩‍👩‍👧‍👦🏳️‍🌈",
        "'; DROP TABLE hotspots; --",
        "../../../etc/passwd",
    ]
    .map(str::to_owned)
    .into();
    texts.push("*".repeat(4_000));
    texts.push("@everyone ".repeat(400));
    texts.push("[](".repeat(1_333));
    texts.push("𝄞".repeat(4_000));
    texts.push("\u{200b}".repeat(4_000));
    texts.push(format!("{}arctic", "\u{200d}".repeat(3_994)));
    texts
}

#[track_caller]
fn harmless(what: &str, message: &Message) {
    assert!(!message.pings(), "{what} pings: {:#}", message.0);
    assert_ne!(message.title(), "Something broke here", "{what}");
    let embeds = message.0["embeds"].to_string();
    for live in [
        "@everyone",
        "@here",
        "<@&1>",
        "<@11",
        "(https://evil",
        "<#11",
        "</issue",
        "<t:0",
    ] {
        let is_live = embeds
            .match_indices(live)
            .any(|(at, _)| !embeds[..at].ends_with('\\'));
        assert!(
            !is_live,
            "{what} lets {live:?} act: {:#}",
            message.0["embeds"]
        );
    }
}

#[tokio::test]
async fn nothing_that_is_typed_pings_acts_or_breaks() {
    let mut office = Office::open().await;
    for text in hostile() {
        let what = format!("{:?}", text.chars().take(40).collect::<String>());
        for (command, options) in [
            ("issue", vec![("name", text.as_str())]),
            ("glossary", vec![("term", &text)]),
            ("timeline", vec![("name", &text)]),
            ("timeline", vec![("name", "iran"), ("since", &text)]),
            ("compare", vec![("first", &text), ("second", &text)]),
        ] {
            harmless(&what, &office.ask(command, &options).await);
        }
        match office.command(ADA, "feedback", &[("page", &text)]).await {
            Seen::Message(told) => harmless(&what, &told),
            Seen::Form { .. } => {}
            other => panic!("{what}: {other:?}"),
        }
        office.suggestions("issue", &[], ("name", &text)).await;
        office.suggestions("glossary", &[], ("term", &text)).await;
        let written: String = text.chars().take(1_490).collect();
        // Discord takes no message of white space alone, and the editors' channel five in five seconds.
        harmless(&what, &office.look_up(&format!("x {written}")).await);
        office.setting.pass(5);
        let form = office.command(ADA, "feedback", &[]).await;
        harmless(
            &what,
            &office.submit(&form, &format!("text {written}")).await,
        );
        let note = office.told_in(EDITORS).await;
        assert_eq!(note.title(), "Feedback");
        harmless(&what, &note);
    }
    office.close().await;
}
