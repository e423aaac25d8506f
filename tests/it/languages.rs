//! Pages in French, Russian and Chinese: the words around the facts are translated, the facts are not.

use std::fmt::Write as _;
use std::sync::{Arc, LazyLock};

use attache::answers::Index;
use attache::knowledge::{Knowledge, load};
use attache::pages::{AsOf, Gone, show};
use attache::reply::{Reply, Tab, View, description, entries_markdown};
use attache::text::Locale;
use jiff::ToSpan as _;
use jiff::civil::Date;

const HOTSPOT: &str = r#"
name = "Iran"
region = "Middle East"
summary = "A short summary."
[[position]]
actor = "china"
text = "China buys oil."
as_of = 2026-03-01
sources = ["tass", "ap", "un"]
[[position]]
actor = "joint"
text = "They hold drills together."
as_of = 2025-03-11
sources = ["blog"]
[[development]]
date = "2026-02"
approximate = true
text = "A visit."
actors = ["china"]
sources = ["tass"]
[[alignment]]
stance = "opposed"
reason = "They shield it."
as_of = 2026-01-10
sources = ["ap"]
[[alignment]]
stance = "partly"
reason = "They kept the deal."
as_of = "2019-06"
sources = ["ap"]
[[gap]]
text = "Whether it goes on."
as_of = 2026-01-10
"#;

const OTHER: &str = r#"
name = "Sudan"
region = "Africa"
summary = "A short summary."
[[alignment]]
stance = "aligned"
reason = "They back a truce."
as_of = 2026-03-02
sources = ["un"]
"#;

const ORGANIZATION: &str = r#"
name = "Shanghai Cooperation Organization"
short = "SCO"
summary = "A grouping."
founded = 2001-06-15
seat = "Beijing"
[[members]]
kind = "members"
countries = ["China", "Russia"]
as_of = 2025-09-01
sources = ["tass"]
[[chair]]
holder = "Kyrgyzstan"
term = "2026"
inferred = true
as_of = 2025-09-01
sources = ["tass"]
"#;

const SUMMITS: &str = r#"
[sco-2026]
organization = "sco"
series = "SCO"
name = "SCO summit"
start = 2026-08-31
end = 2026-09-01
city = "Bishkek"
status = "announced"
watch = ["iran"]
text = "Who comes."
as_of = 2026-05-01
sources = ["tass"]

[sco-2027]
organization = "sco"
series = "SCO"
name = "SCO summit"
start = "2027-06"
approximate = true
status = "expected"
text = "Who comes."
as_of = 2026-05-01
sources = ["tass"]

[g20-2026]
series = "G20"
name = "G20 leaders' summit"
start = 2026-12-14
end = 2026-12-15
city = "Miami"
country = "United States"
time_zone = "America/New_York"
status = "confirmed"
watch = ["iran"]
text = "Who comes."
as_of = 2026-02-19
sources = ["tass"]
"#;

const SOURCES: &str = r#"
[tass]
publisher = "TASS"
grade = "A"
[ap]
publisher = "AP"
grade = "A"
[un]
publisher = "UN"
grade = "A"
[blog]
publisher = "A blog"
grade = "C"
"#;

const TODAY: Date = Date::constant(2026, 11, 23);

static KNOWLEDGE: LazyLock<Arc<Knowledge>> = LazyLock::new(|| {
    let dir = tempfile::tempdir().unwrap();
    for (path, text) in [
        ("hotspots/iran.toml", HOTSPOT),
        ("hotspots/sudan.toml", OTHER),
        ("organizations/sco.toml", ORGANIZATION),
        ("summits/all.toml", SUMMITS),
        ("sources.toml", SOURCES),
    ] {
        let path = dir.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let loaded = load(dir.path(), TODAY).unwrap();
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
    Arc::new(loaded.knowledge)
});

fn as_of() -> AsOf {
    AsOf {
        today: TODAY,
        stale_after: 180.days(),
    }
}

/// Everything that a reader sees of a reply.
fn shown(reply: &Reply) -> String {
    let page = &reply.page;
    let mut shown = format!("# {}\n{}\n", page.title, description(page));
    for section in &page.sections {
        if let Some(heading) = &section.heading {
            write!(
                shown,
                "\n## {heading}\n{}\n",
                entries_markdown(&section.entries)
            )
            .unwrap();
        }
    }
    writeln!(shown, "\n-# {}", page.footer).unwrap();
    for row in &reply.buttons {
        let labels: Vec<String> = row
            .iter()
            .map(|button| format!("[{}]", button.label))
            .collect();
        writeln!(shown, "{}", labels.join(" ")).unwrap();
    }
    if let Some(menu) = &reply.menu {
        writeln!(shown, "[{} ▾]", menu.placeholder).unwrap();
        for (name, word, _) in &menu.options {
            writeln!(shown, "  {name} – {word}").unwrap();
        }
    }
    shown
}

/// `view` in every language but English.
fn in_other_languages(view: &View) -> String {
    let page = |locale| shown(&show(&KNOWLEDGE, view, as_of(), locale).unwrap());
    let [_, others @ ..] = Locale::ALL;
    others.map(page).join("\n")
}

#[test]
fn a_hotspot_is_shown_in_each_language() {
    insta::assert_snapshot!(in_other_languages(&View::overview("iran")));
}

#[test]
fn the_tab_of_an_actor_and_the_sources_are_shown_in_each_language() {
    let tab = |tab| {
        in_other_languages(&View::Topic {
            id: "iran".to_owned(),
            tab,
            page: 0,
        })
    };
    insta::assert_snapshot!(format!("{}\n{}", tab(Tab::Russia), tab(Tab::Sources)));
}

#[test]
fn an_organization_is_shown_in_each_language() {
    insta::assert_snapshot!(in_other_languages(&View::overview("sco")));
}

#[test]
fn the_summits_are_shown_in_each_language() {
    let list = View::Summits {
        group: None,
        until: None,
        page: 0,
    };
    insta::assert_snapshot!(in_other_languages(&list));
}

#[test]
fn the_verdicts_are_shown_in_each_language() {
    let all = View::Alignment {
        stance: None,
        page: 0,
    };
    insta::assert_snapshot!(in_other_languages(&all));
}

#[test]
fn an_answer_is_shown_in_each_language() {
    let index = Index::of(Arc::clone(&KNOWLEDGE), as_of());
    let mut all = String::new();
    let [_, others @ ..] = Locale::ALL;
    for question in [
        "who chairs the SCO?",
        "when is the G20 summit?",
        "how do I cook rice?",
    ] {
        let answer = index.answer(question, None);
        for locale in others {
            writeln!(all, "{}", shown(&answer.reply(&index, question, locale))).unwrap();
        }
    }
    insta::assert_snapshot!(all);
}

#[test]
fn a_follow_up_says_in_each_language_what_it_continues() {
    let index = Index::of(Arc::clone(&KNOWLEDGE), as_of());
    let first = index.answer("what does China want in Iran?", None);
    let second = index.answer("and Sudan?", Some(&first.turn));
    let continued = second.assumed.expect("it leans on the question before");
    assert_eq!(
        Locale::ALL.map(|locale| continued.text(locale)),
        [
            "Continuing: Iran → Sudan",
            "Suite\u{a0}: Iran → Sudan",
            "Продолжение: Iran → Sudan",
            "接上文：Iran → Sudan",
        ]
    );
}

/// Whoever reads no English learns why part of a page is in English; whoever does is not told so.
#[test]
fn the_language_of_the_facts_is_named_once_and_never_to_english_readers() {
    let overview = View::overview("iran");
    for (locale, note) in [
        (Locale::French, "faits en anglais"),
        (Locale::Russian, "факты на английском"),
        (Locale::Chinese, "事实内容为英文"),
    ] {
        let page = |locale| shown(&show(&KNOWLEDGE, &overview, as_of(), locale).unwrap());
        assert_eq!(page(locale).matches(note).count(), 1, "{locale}");
        assert!(
            page(locale).contains("China buys oil") || page(locale).contains("They hold drills")
        );
        assert!(!page(Locale::English).to_lowercase().contains("in english"));
    }
}

#[test]
fn a_page_that_is_gone_is_a_sentence_in_each_language() {
    let gone = Gone("iran".to_owned());
    assert_eq!(gone.text(Locale::English), gone.to_string());
    assert!(
        gone.text(Locale::Russian)
            .starts_with("Страница iran удалена")
    );
}
