//! From what somebody typed to the page they meant, on the knowledge that is shipped.

use std::sync::LazyLock;

use attache::knowledge::{Knowledge, NameMatch, load};
use attache::pages::{Search, find_term, find_topic, look_up};
use attache::reply::{CustomId, View};
use attache::text::Locale;

use crate::support::folder::{Folder, TODAY, hotspot, shipped};

static KNOWLEDGE: LazyLock<Knowledge> =
    LazyLock::new(|| load(&shipped(), TODAY).unwrap().knowledge);

#[test]
fn a_page_is_found_by_its_own_name_in_every_spelling() {
    for (typed, id) in [
        ("arctic", "arctic"),
        ("The Arctic", "arctic"),
        ("the Arctic", "arctic"),
        ("ARCTIC!", "arctic"),
        ("  arctic\n", "arctic"),
        ("ａｒｃｔｉｃ", "arctic"),
        ("arc\u{200b}tic", "arctic"),
        ("north-korea", "north-korea"),
        ("North Korea", "north-korea"),
        ("NORTH_KOREA", "north-korea"),
        ("venezuela", "venezuela"),
        ("Vénézuéla", "venezuela"),
        ("SCO", "sco"),
        ("g20", "g20"),
    ] {
        assert_eq!(
            KNOWLEDGE.names().find(typed),
            NameMatch::Exact(id),
            "{typed:?}"
        );
    }
}

#[test]
fn a_page_is_found_by_people_capitals_scripts_and_slips_and_that_is_said() {
    for (typed, id) in [
        ("Maduro", "venezuela"),
        ("maduro?", "venezuela"),
        ("Nicolas Maduro", "venezuela"),
        ("DPRK", "north-korea"),
        ("Kim Jong-un", "north-korea"),
        ("Kabul", "afghanistan"),
        ("Khamenei", "iran"),
        ("Goïta", "africa"),
        ("Niger", "africa"),
        ("ШОС", "sco"),
        ("шос", "sco"),
        ("Северный полюс?", "arctic"),
        ("北极", "arctic"),
        ("arctik", "arctic"),
        ("artic", "arctic"),
        ("acrtic", "arctic"),
        ("venezuella", "venezuela"),
        ("venuzuela", "venezuela"),
        ("afganistan", "afghanistan"),
        ("north koera", "north-korea"),
        ("who backs Maduro?", "venezuela"),
        ("the situation in Syria", "syria"),
    ] {
        assert_eq!(
            KNOWLEDGE.names().find(typed),
            NameMatch::Assumed(id),
            "{typed:?}"
        );
    }
}

#[test]
fn nothing_is_assumed_where_something_else_may_be_meant() {
    for typed in [
        "G7",
        "G8",
        "G2",
        "war in South Sudan",
        "G200",
        "Iraq",
        "Nigeria",
        "Antarctic",
        "Antarctica",
        "Austria",
        "Slovenia",
        "Siberia",
        "South Sudan",
        "South Korea",
        "Guinea",
        "",
        "   ",
        "\n",
        "🤷",
        "?!",
        "a",
        "x",
        "asdfghjkl",
        "北",
        "the",
        "\u{200b}",
    ] {
        let found = KNOWLEDGE.names().find(typed);
        assert!(matches!(found, NameMatch::None), "{typed:?}: {found:?}");
    }
}

#[test]
fn every_name_of_every_page_leads_to_it() {
    for hotspot in KNOWLEDGE.hotspots() {
        for name in hotspot.aliases.iter().chain([&hotspot.name, &hotspot.id]) {
            let (NameMatch::Exact(id) | NameMatch::Assumed(id)) = KNOWLEDGE.names().find(name)
            else {
                panic!("{name} of {} leads nowhere", hotspot.id);
            };
            assert_eq!(id, hotspot.id, "{name}");
        }
    }
    for organization in KNOWLEDGE.organizations() {
        for name in organization
            .aliases
            .iter()
            .chain([&organization.name])
            .chain(&organization.short)
        {
            let (NameMatch::Exact(id) | NameMatch::Assumed(id)) = KNOWLEDGE.names().find(name)
            else {
                panic!("{name} of {} leads nowhere", organization.id);
            };
            assert_eq!(id, organization.id, "{name}");
        }
    }
    for term in KNOWLEDGE.terms() {
        for name in term.aliases.iter().chain([&term.name]) {
            let (NameMatch::Exact(id) | NameMatch::Assumed(id)) = KNOWLEDGE.term_names().find(name)
            else {
                panic!("{name} leads nowhere");
            };
            assert_eq!(id, term.id(), "{name}");
        }
    }
}

#[test]
fn names_in_running_text_are_found_in_its_order() {
    for (text, ids) in [
        (
            "Maduro flew to Tehran; then Kabul, then Tehran again.",
            vec!["venezuela", "iran", "afghanistan"],
        ),
        (
            "the Central African Republic and Sudan",
            vec!["central-african-republic", "sudan"],
        ),
        ("Fighting in South Sudan, none in Sudan", vec!["sudan"]),
        ("Fighting in South Sudan and Guinea-Bissau", vec![]),
        ("Iran's missiles, Russia’s part", vec!["iran"]),
        ("Simon's Town", vec!["africa"]),
        ("Саммит ШОС в Бишкеке", vec!["sco"]),
        (
            "中国和俄罗斯在北极的合作，以及委内瑞拉局势",
            vec!["arctic", "venezuela"],
        ),
        ("arctically iranians' irany", vec!["iran"]),
        ("Nothing of that kind", vec![]),
        ("", vec![]),
    ] {
        assert_eq!(KNOWLEDGE.names().mentioned(text), ids, "{text}");
    }
}

#[test]
fn what_begins_like_the_words_typed_is_suggested_first() {
    for (typed, first) in [
        ("ar", "Arctic Council"),
        ("arctic", "The Arctic"),
        ("kore", "North Korea"),
        ("ven", "Venezuela"),
        ("Kab", "Afghanistan"),
        ("корея", "North Korea"),
        ("北极", "The Arctic"),
        ("venezuella", "Venezuela"),
        ("sh", "Shanghai Cooperation Organization"),
    ] {
        let suggested = KNOWLEDGE.names().suggest(typed, 25);
        assert_eq!(
            suggested.first().map(|(_, title)| *title),
            Some(first),
            "{typed}: {suggested:?}"
        );
    }
}

#[test]
fn names_that_begin_so_stand_before_those_that_only_hold_it() {
    let folder = Folder::new();
    folder.write("hotspots/a.toml", hotspot("Alpha sea", ""));
    folder.write("hotspots/b.toml", hotspot("Seabed", ""));
    folder.write("hotspots/c.toml", hotspot("Sealand", ""));
    folder.write("hotspots/d.toml", hotspot("Undersea", ""));
    folder.write(
        "hotspots/e.toml",
        hotspot("Else", "aliases = [\"sea of else\"]"),
    );
    let knowledge = folder.load().knowledge;
    let titles: Vec<&str> = knowledge
        .names()
        .suggest("sea", 25)
        .into_iter()
        .map(|(_, title)| title)
        .collect();
    assert_eq!(
        titles,
        ["Seabed", "Sealand", "Alpha sea", "Else", "Undersea"]
    );
}

#[test]
fn no_more_is_suggested_than_asked_for_and_no_page_twice() {
    for typed in ["", " ", "a", "an", "北", "s", "🤷"] {
        let suggested = KNOWLEDGE.names().suggest(typed, 25);
        assert!(suggested.len() <= 25, "{typed}");
        let mut ids: Vec<&str> = suggested.iter().map(|(id, _)| *id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), suggested.len(), "{typed}");
    }
    assert_eq!(
        KNOWLEDGE.names().suggest("", 25).len(),
        24,
        "nothing typed offers every page"
    );
    assert_eq!(KNOWLEDGE.names().suggest("", 3).len(), 3);
    assert_eq!(KNOWLEDGE.names().suggest("🤷 xyz", 25), []);
}

#[test]
fn what_was_assumed_is_said() {
    let Search::Found { id, assumed } = find_topic(&KNOWLEDGE, " Хаменеи ", Locale::English)
    else {
        panic!("not found")
    };
    assert_eq!(id, "iran");
    insta::assert_snapshot!(assumed.unwrap(), @"You asked for “Хаменеи”. This is Iran.");
    assert_eq!(
        find_topic(&KNOWLEDGE, "iran", Locale::English),
        Search::Found {
            id: "iran".to_owned(),
            assumed: None
        }
    );
    let Search::Found { id, assumed } = find_term(&KNOWLEDGE, "dual suspension", Locale::English)
    else {
        panic!("not found")
    };
    assert_eq!(
        (id.as_str(), assumed.is_some()),
        ("double-suspension", true)
    );
}

#[test]
fn looking_a_message_up_leads_to_the_pages_it_touches() {
    let reply = look_up(&KNOWLEDGE, "Maduro met the SCO in 北极", Locale::English);
    let ids: Vec<&str> = reply.buttons[0]
        .iter()
        .map(|button| match &button.press {
            CustomId::Show(View::Topic { id, .. }) => id.as_str(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(ids, ["venezuela", "sco", "arctic"]);
    let nothing = look_up(&KNOWLEDGE, "Lunch?", Locale::English);
    insta::assert_snapshot!(nothing.page.lead, @"That message names no hotspot or organization. /hotspots lists them.");
}
