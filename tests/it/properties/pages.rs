//! Whatever knowledge the loader accepts, every page of it is one that Discord takes.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use attache::knowledge::{Knowledge, load};
use attache::pages::{AsOf, show};
use attache::text::Locale;
use jiff::ToSpan as _;
use proptest::prelude::*;

use crate::properties::cases;
use crate::properties::rendered::{acting_in, all_views, next_page, refused_by_discord};
use crate::support::folder::{Folder, TODAY, shipped};

/// Characters that double when escaped, that are one code point but many bytes, that Discord would act on.
const PIECES: [&str; 14] = [
    "*",
    "_",
    "\\",
    "|",
    "<@1>",
    "@everyone ",
    "https://x.y ",
    "[a](b)",
    "北",
    "🤷",
    "a",
    "word ",
    "\n",
    "~ ",
];

/// A text of at most `most` characters, often of exactly so many.
fn text(most: usize) -> impl Strategy<Value = String> {
    let length = prop_oneof![2 => Just(most), 1 => 1..=most];
    let pieces = prop::collection::vec(prop::sample::select(PIECES.to_vec()), 1..4);
    (length, pieces).prop_map(|(length, pieces)| {
        // A letter in front, so that no text is blank.
        let endless = pieces.concat();
        "x".chars()
            .chain(endless.chars().cycle())
            .take(length)
            .collect()
    })
}

/// The same in one line, for names.
fn name() -> impl Strategy<Value = String> {
    text(52).prop_map(|text| text.replace('\n', "*"))
}

#[derive(Debug, Clone)]
struct Statement {
    actor: &'static str,
    text: String,
    date: &'static str,
    sources: Vec<usize>,
    unconfirmed: bool,
}

fn statement() -> impl Strategy<Value = Statement> {
    let actor = prop::sample::select(vec!["china", "russia", "joint", "us", "other"]);
    let date = prop::sample::select(vec!["\"2019\"", "\"2019-05\"", "2019-05-06", "2026-11-23"]);
    let sources = prop::collection::vec(0..SOURCES, 1..=5);
    (actor, text(600), date, sources, any::<bool>()).prop_map(
        |(actor, text, date, sources, unconfirmed)| Statement {
            actor,
            text,
            date,
            sources,
            unconfirmed,
        },
    )
}

/// How many sources there are, each with an address as long as may be.
const SOURCES: usize = 6;

#[derive(Debug, Clone)]
struct Page {
    name: String,
    summary: String,
    statements: Vec<Statement>,
    stance: &'static str,
    verdicts: Vec<Statement>,
}

fn page() -> impl Strategy<Value = Page> {
    let statements = prop::collection::vec(statement(), 0..9);
    let verdicts = prop::collection::vec(statement(), 1..3);
    let stance = prop::sample::select(vec!["aligned", "partly", "opposed", "unclear"]);
    (name(), text(1_000), statements, stance, verdicts).prop_map(
        |(name, summary, statements, stance, verdicts)| Page {
            name,
            summary,
            statements,
            stance,
            verdicts,
        },
    )
}

#[derive(Debug, Clone)]
struct World {
    hotspots: Vec<Page>,
    organization: Page,
    publishers: Vec<String>,
    titles: Vec<String>,
    grade: &'static str,
}

fn world() -> impl Strategy<Value = World> {
    (
        prop::collection::vec(page(), 1..4),
        page(),
        prop::collection::vec(text(60), SOURCES),
        prop::collection::vec(text(300), SOURCES),
        prop::sample::select(vec!["A", "C"]),
    )
        .prop_map(
            |(hotspots, organization, publishers, titles, grade)| World {
                hotspots,
                organization,
                publishers,
                titles,
                grade,
            },
        )
}

/// A string of TOML.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

impl Statement {
    fn write(&self, toml: &mut String, table: &str, text_key: &str, date_key: &str, more: &str) {
        let sources: Vec<String> = self
            .sources
            .iter()
            .map(|source| format!("\"source-{source}\""))
            .collect();
        let (text, date, sources) = (quoted(&self.text), self.date, sources.join(", "));
        write!(
            toml,
            "[[{table}]]\n{more}\n{text_key} = {text}\n{date_key} = {date}\nsources = [{sources}]\n"
        )
        .unwrap();
    }
}

impl World {
    fn write(&self) -> Folder {
        let folder = Folder::new();
        for (number, page) in self.hotspots.iter().enumerate() {
            // The longest ids there can be, so that the ids of buttons are as long as they can be.
            folder.write(
                format!("hotspots/{number}{}.toml", "a".repeat(39)),
                page.hotspot(number),
            );
        }
        folder.write(
            format!("organizations/o{}.toml", "b".repeat(39)),
            self.organization.organization(),
        );
        folder.write("glossary.toml", self.glossary());
        folder.write("sources.toml", self.sources());
        folder
    }

    fn glossary(&self) -> String {
        let mut toml = String::new();
        for (number, statement) in self
            .hotspots
            .iter()
            .flat_map(|page| &page.statements)
            .enumerate()
        {
            let name = format!("{number} {}", self.hotspots[0].name);
            let hotspot = format!("0{}", "a".repeat(39));
            let alias = |alias: usize| {
                quoted(
                    &format!("{alias} {name}")
                        .chars()
                        .take(60)
                        .collect::<String>(),
                )
            };
            let aliases: Vec<String> = (1000..1030).map(alias).collect();
            let more = format!(
                "name = {}\naliases = [{}]\nhotspots = [\"{hotspot}\"]",
                quoted(&name),
                aliases.join(", ")
            );
            statement.write(&mut toml, "term", "text", "as_of", &more);
        }
        toml
    }

    fn sources(&self) -> String {
        let mut toml = String::new();
        for (number, (publisher, title)) in self.publishers.iter().zip(&self.titles).enumerate() {
            let url = format!("https://{number}.example/{}", "*".repeat(381));
            let (publisher, title, grade) = (quoted(publisher), quoted(title), self.grade);
            write!(
                toml,
                "[source-{number}]\npublisher = {publisher}\ntitle = {title}\nnote = {title}\nurl = \"{url}\"\n\
                 grade = \"{grade}\"\ndate = 2019-06-05\n"
            )
            .unwrap();
        }
        toml
    }
}

impl Page {
    fn hotspot(&self, number: usize) -> String {
        let name = format!("p{number} {}", self.name);
        let mut toml = format!(
            "name = {}\nsummary = {}\n",
            quoted(&name),
            quoted(&self.summary)
        );
        for statement in &self.statements {
            let actor = format!("actor = \"{}\"", statement.actor);
            statement.write(&mut toml, "position", "text", "as_of", &actor);
            let more = format!(
                "approximate = true\nunconfirmed = {}",
                statement.unconfirmed
            );
            statement.write(&mut toml, "development", "text", "date", &more);
            write!(
                toml,
                "[[gap]]\ntext = {}\nas_of = {}\n",
                quoted(&statement.text),
                statement.date
            )
            .unwrap();
        }
        for verdict in &self.verdicts {
            verdict.write(
                &mut toml,
                "alignment",
                "reason",
                "as_of",
                &format!("stance = \"{}\"", self.stance),
            );
        }
        toml
    }

    fn organization(&self) -> String {
        let name = format!("o {}", self.name);
        let short: String = name.chars().rev().take(18).collect();
        let mut toml = format!(
            "name = {}\nshort = {}\nsummary = {}\nseat = {}\nfounded = \"2001\"\n",
            quoted(&name),
            quoted(&format!("s{short}")),
            quoted(&self.summary),
            quoted(&name)
        );
        for statement in &self.statements {
            let country: String = statement.text.chars().take(40).collect();
            let countries = vec![quoted(&country); 60].join(", ");
            let more = format!("kind = \"members\"\ncountries = [{countries}]");
            statement.write(&mut toml, "members", "note", "as_of", &more);
            let holder = quoted(&statement.text.chars().take(60).collect::<String>());
            statement.write(&mut toml, "statement", "text", "as_of", "");
            write!(
                toml,
                "[[chair]]\nholder = {holder}\nterm = {holder}\ninferred = true\nas_of = {}\nsources = [\"source-1\"]\n",
                statement.date
            )
            .unwrap();
        }
        toml
    }
}

/// What is wrong with any page of `knowledge` in any language, each with all that can stand above it.
fn wrong_pages(knowledge: &Knowledge, urls: &BTreeSet<String>) -> Option<String> {
    Locale::ALL
        .into_iter()
        .find_map(|locale| wrong_pages_in(locale, knowledge, urls))
}

fn wrong_pages_in(
    locale: Locale,
    knowledge: &Knowledge,
    urls: &BTreeSet<String>,
) -> Option<String> {
    let as_of = AsOf {
        today: TODAY,
        stale_after: 0.days(),
    };
    let assumed = format!(
        "You asked for “{}”. This is {}.",
        "*".repeat(60),
        "_".repeat(60)
    );
    for first in all_views(knowledge) {
        let (mut view, mut last) = (Some(first), None);
        while let Some(here) = view {
            let reply = match show(knowledge, &here, as_of, locale) {
                Ok(reply) => reply.assuming(Some(assumed.clone())),
                Err(gone) => return Some(format!("{locale}: {here}: {gone}")),
            };
            if let [first, ..] = &refused_by_discord(&reply)[..] {
                return Some(format!("{locale}: {here}: {first}"));
            }
            if let Some(acting) = acting_in(&reply.page, urls) {
                return Some(format!("{locale}: {here}: {acting}"));
            }
            // A number past the last page means the last.
            let is_past_the_last = last.as_ref() == Some(&reply);
            view = next_page(here).filter(|_| !is_past_the_last);
            last = Some(reply);
        }
    }
    None
}

fn urls_of(toml: &str) -> BTreeSet<String> {
    let lines = toml
        .lines()
        .filter_map(|line| line.strip_prefix("url = \""));
    lines
        .map(|rest| rest.split('"').next().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn every_page_of_the_shipped_knowledge_is_one_that_discord_takes() {
    let knowledge = load(&shipped(), TODAY).unwrap().knowledge;
    let urls = urls_of(&std::fs::read_to_string(shipped().join("sources.toml")).unwrap());
    assert_eq!(wrong_pages(&knowledge, &urls), None);
}

/// Every text as long as may be and of nothing but `character`, every list full.
fn fullest(character: &str) -> World {
    let full = |length: usize| character.repeat(length);
    let statements = ["china", "russia", "joint", "joint", "us", "other"].map(|actor| Statement {
        actor,
        text: full(600),
        date: "2019-05-06",
        sources: vec![0, 1, 2, 3, 4],
        unconfirmed: true,
    });
    let page = |name: String| Page {
        name,
        summary: full(1_000),
        statements: statements.to_vec(),
        stance: "partly",
        verdicts: statements[..2].to_vec(),
    };
    World {
        hotspots: vec![page(full(56)), page(full(57))],
        organization: page(full(58)),
        publishers: vec![full(60); SOURCES],
        titles: vec![full(300); SOURCES],
        grade: "C",
    }
}

#[test]
fn every_page_of_the_fullest_knowledge_is_one_that_discord_takes() {
    for character in ["*", "@", "北", "a"] {
        let world = fullest(character);
        let folder = world.write();
        let loaded = folder.load();
        assert_eq!(folder.list(&loaded.problems), "");
        assert_eq!(
            wrong_pages(&loaded.knowledge, &urls_of(&world.sources())),
            None,
            "full of {character}"
        );
    }
}

proptest! {
    #![proptest_config(cases(16))]

    #[test]
    fn every_page_of_any_knowledge_is_one_that_discord_takes(world in world()) {
        let folder = world.write();
        let loaded = folder.load();
        prop_assert_eq!(folder.list(&loaded.problems), "", "the knowledge was meant to be sound");
        prop_assert_eq!(wrong_pages(&loaded.knowledge, &urls_of(&world.sources())), None);
    }
}
