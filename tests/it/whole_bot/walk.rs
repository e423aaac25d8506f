//! Every command with every name, and every button and menu that comes to light on the way.

use std::collections::{HashSet, VecDeque};

use attache::document::PartialDate;
use attache::knowledge::{
    Alignment, Hotspot, Knowledge, Organization, Stance, Standing, Term, Topic,
};
use attache::reply::{CustomId, Tab, View};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use crate::whole_bot::office::{Knob, Message, Office, Seen};

const TODAY: Date = date(2026, 11, 23);
const ALL_FACTS_END: &str = "ll facts end 2 Jul 2026";
const SINCE: [&str; 5] = ["2019", "2025-06", "2026-01-01", "2026-11-23", "2030"];

/// A command, and what it must show.
struct Start {
    command: &'static str,
    options: Vec<(&'static str, String)>,
    view: View,
}

/// How to come to a page again: a command, and what to press then.
#[derive(Clone)]
struct Trail {
    start: usize,
    presses: Vec<Knob>,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_and_button_is_valid_titled_dated_and_warns_when_it_is_old() {
    let mut walk = Walk::begin().await;
    for start in 0..walk.starts.len() {
        walk.show(start).await;
    }
    walk.press_everything().await;
    println!(
        "{} pages, {} different presses",
        walk.starts.len(),
        walk.known.len()
    );
    let mut office = walk.office;
    forms(&mut office).await;
    menu_of_a_message(&mut office).await;
    let partials = autocomplete(&mut office).await;
    office.attache(practice_discord::ids::ADA, "status").await;
    office.attache(practice_discord::ids::ADA, "reload").await;
    let judged = office.close().await;
    println!("{partials} partial names; judged {judged} requests");
}

struct Walk {
    office: Office,
    starts: Vec<Start>,
    queue: VecDeque<Trail>,
    known: HashSet<(String, Option<String>)>,
    /// The message last pressed or posted, and where it stands.
    here: Option<Message>,
}

impl Walk {
    async fn begin() -> Self {
        let office = Office::open().await;
        let starts = starts(&office.knowledge());
        Self {
            office,
            starts,
            queue: VecDeque::new(),
            known: HashSet::new(),
            here: None,
        }
    }

    /// Uses a command, and notes what can be pressed on its answer.
    async fn show(&mut self, start: usize) {
        let message = self.post(start).await;
        check(&self.office.knowledge(), &self.starts[start].view, &message);
        self.note(
            &message,
            &Trail {
                start,
                presses: Vec::new(),
            },
        );
    }

    async fn post(&mut self, start: usize) -> Message {
        let Start {
            command, options, ..
        } = &self.starts[start];
        let options: Vec<(&str, &str)> = options
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        self.office.ask(command, &options).await
    }

    fn note(&mut self, message: &Message, trail: &Trail) {
        for knob in message.knobs() {
            if self
                .known
                .insert((knob.custom_id.clone(), knob.value.clone()))
            {
                let mut trail = trail.clone();
                trail.presses.push(knob);
                self.queue.push_back(trail);
            }
        }
    }

    async fn press_everything(&mut self) {
        while let Some(trail) = self.queue.pop_front() {
            let (knob, before) = trail.presses.split_last().expect("something to press");
            let message = match self.here.take() {
                Some(here) if here.knobs().contains(knob) => here,
                _ => self.go_to(trail.start, before).await,
            };
            let person = practice_discord::ids::NOOR;
            match self.office.press_as(person, &message, knob).await {
                Seen::Message(shown) => {
                    assert_eq!(
                        shown.0["id"], message.0["id"],
                        "{knob:?} must change the message"
                    );
                    check(&self.office.knowledge(), &view_of(knob), &shown);
                    self.note(&shown, &trail);
                    self.here = Some(shown);
                }
                Seen::Form { modal, .. } => {
                    assert!(
                        modal["title"].as_str().unwrap().starts_with("Feedback on "),
                        "{modal}"
                    );
                }
                other => panic!("{knob:?}: {other:?}"),
            }
        }
    }

    async fn go_to(&mut self, start: usize, presses: &[Knob]) -> Message {
        let mut message = self.post(start).await;
        for knob in presses {
            let person = practice_discord::ids::NOOR;
            message = self.office.press_as(person, &message, knob).await.message();
        }
        message
    }
}

fn starts(knowledge: &Knowledge) -> Vec<Start> {
    let mut starts = Vec::new();
    let mut add = |command, options: Vec<(&'static str, String)>, view| {
        starts.push(Start {
            command,
            options,
            view,
        });
    };
    for id in topics(knowledge) {
        let view = View::Topic {
            id: id.clone(),
            tab: Tab::Overview,
            page: 0,
        };
        add("issue", vec![("name", id)], view);
    }
    add("hotspots", vec![], View::Hotspots { page: 0 });
    add(
        "aligned-with-us",
        vec![],
        View::Alignment {
            stance: None,
            page: 0,
        },
    );
    add(
        "aligned-with-us",
        vec![("stance", "all".into())],
        View::Alignment {
            stance: None,
            page: 0,
        },
    );
    for stance in Stance::ALL {
        let view = View::Alignment {
            stance: Some(stance),
            page: 0,
        };
        add(
            "aligned-with-us",
            vec![("stance", stance.word().into())],
            view,
        );
    }
    for first in knowledge.hotspots() {
        for second in knowledge.hotspots() {
            let (first, second) = (first.id.clone(), second.id.clone());
            let options = vec![("first", first.clone()), ("second", second.clone())];
            add("compare", options, View::Compare { first, second });
        }
        let timeline = |since: Option<&str>| {
            let tab = Tab::Timeline(since.map(|since| since.parse().unwrap()));
            View::Topic {
                id: first.id.clone(),
                tab,
                page: 0,
            }
        };
        add("timeline", vec![("name", first.id.clone())], timeline(None));
        for since in SINCE {
            let options = vec![("name", first.id.clone()), ("since", since.to_owned())];
            add("timeline", options, timeline(Some(since)));
        }
    }
    let all_summits = View::Summits {
        group: None,
        until: None,
        page: 0,
    };
    add("summits", vec![], all_summits);
    for (organization, group) in [("SCO", "sco"), ("G20", "g20")] {
        let view = View::Summits {
            group: Some(group.to_owned()),
            until: Some("2027".parse().unwrap()),
            page: 0,
        };
        let options = vec![
            ("organization", organization.to_owned()),
            ("until", "2027".to_owned()),
        ];
        add("summits", options, view);
    }
    for summit in knowledge.summits() {
        let id = summit.id.clone();
        add("summit", vec![("name", id.clone())], View::Summit { id });
    }
    add("glossary", vec![], View::Glossary { page: 0 });
    for term in knowledge.terms() {
        add(
            "glossary",
            vec![("term", term.name.clone())],
            View::Term { id: term.id() },
        );
    }
    starts
}

fn topics(knowledge: &Knowledge) -> Vec<String> {
    let organizations = knowledge
        .organizations()
        .map(|organization| organization.id.clone());
    knowledge
        .hotspots()
        .map(|hotspot| hotspot.id.clone())
        .chain(organizations)
        .collect()
}

fn view_of(knob: &Knob) -> View {
    match (knob.custom_id.parse(), &knob.value) {
        (Ok(CustomId::Show(view)), None) => view,
        (Ok(CustomId::Open), Some(value)) => value.parse().unwrap(),
        _ => panic!("{knob:?} leads nowhere"),
    }
}

/// What must be true of the page that shows `view`.
fn check(knowledge: &Knowledge, view: &View, message: &Message) {
    let shown = format!("{view}: {:#}", message.0);
    let (title, footer) = expected(knowledge, view);
    assert_eq!(message.title(), title, "{shown}");
    assert!(
        message.footer().contains(&footer),
        "no {footer:?} in {shown}"
    );
    assert!(!message.is_private() && !message.pings(), "{shown}");
    let warns = message.description().starts_with("⚠️ **");
    assert_eq!(
        warns,
        oldest(knowledge, view).is_some_and(is_old),
        "{shown}"
    );
    let mut ids: Vec<_> = message
        .components()
        .map(|one| one["custom_id"].as_str())
        .collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "two that do the same: {shown}");
}

fn is_old(date: PartialDate) -> bool {
    date.last_day().saturating_add(180.days()) < TODAY
}

/// The title, and how old the footer says the page is.
fn expected(knowledge: &Knowledge, view: &View) -> (String, String) {
    let dated = |newest: PartialDate| format!("Newest fact here: {newest} · a{ALL_FACTS_END}");
    match view {
        View::Topic { id, tab, .. } => match knowledge.topic(id).unwrap() {
            Topic::Hotspot(hotspot) => (title_of(hotspot, *tab), dated(hotspot.as_of())),
            Topic::Organization(organization) => (
                organization_title(organization, *tab),
                dated(organization.as_of()),
            ),
        },
        View::Alignment { .. } => ("With U.S. aims?".into(), format!("A{ALL_FACTS_END}")),
        View::Summits { group: None, .. } => ("Summits".into(), format!("A{ALL_FACTS_END}")),
        View::Summits {
            group: Some(group), ..
        } => {
            let series = &knowledge
                .summits()
                .find(|summit| summit.group() == *group)
                .unwrap()
                .series;
            (format!("Summits · {series}"), format!("A{ALL_FACTS_END}"))
        }
        View::Summit { id } => {
            let summit = knowledge.summit(id).unwrap();
            (summit.title(), dated(summit.as_of))
        }
        View::Hotspots { .. } => ("Hotspots".into(), format!("A{ALL_FACTS_END}")),
        View::Compare { first, second } => {
            let [first, second] = [first, second].map(|id| knowledge.hotspot(id).unwrap());
            (
                format!("{} and {}", first.name, second.name),
                dated(older(first, second)),
            )
        }
        View::Term { id } => {
            let term = knowledge.term(id).unwrap();
            (term.name.clone(), dated(term.as_of))
        }
        // Each of its entries has a date of its own.
        View::Glossary { .. } => ("Glossary".into(), "/glossary term: shows one".into()),
    }
}

fn title_of(hotspot: &Hotspot, tab: Tab) -> String {
    let side = match tab {
        Tab::Overview | Tab::More => return hotspot.name.clone(),
        Tab::China => "China",
        Tab::Russia => "Russia",
        Tab::Timeline(_) => "Timeline",
        Tab::Terms => "Terms",
        Tab::Sources => "Sources",
    };
    format!("{} · {side}", hotspot.name)
}

fn organization_title(organization: &Organization, tab: Tab) -> String {
    let (name, short) = (&organization.name, organization.short.as_ref());
    match tab {
        Tab::More => format!("{} · What else is known", short.unwrap_or(name)),
        Tab::Sources => format!("{} · Sources", short.unwrap_or(name)),
        _ => match short.filter(|short| *short != name) {
            Some(short) => format!("{name} ({short})"),
            None => name.clone(),
        },
    }
}

fn older(first: &Hotspot, second: &Hotspot) -> PartialDate {
    std::cmp::min_by_key(first.as_of(), second.as_of(), |date| date.last_day())
}

/// The date by which a page is old.
fn oldest(knowledge: &Knowledge, view: &View) -> Option<PartialDate> {
    match view {
        View::Topic { id, .. } => Some(match knowledge.topic(id)? {
            Topic::Hotspot(hotspot) => hotspot.as_of(),
            Topic::Organization(organization) => organization.as_of(),
        }),
        View::Alignment { stance, .. } => {
            let verdicts = knowledge.hotspots().filter_map(Hotspot::alignment);
            let listed = verdicts.filter(|one| stance.is_none_or(|stance| one.stance == stance));
            listed
                .map(|one: &Alignment| one.as_of)
                .min_by_key(|date| date.last_day())
        }
        View::Compare { first, second } => {
            Some(older(knowledge.hotspot(first)?, knowledge.hotspot(second)?))
        }
        View::Term { id } => knowledge.term(id).map(|term: &Term| term.as_of),
        // What is over stays as it was.
        View::Summit { id } => {
            let summit = knowledge.summit(id)?;
            (summit.standing(TODAY) != Standing::Over).then_some(summit.as_of)
        }
        View::Hotspots { .. } | View::Glossary { .. } | View::Summits { .. } => None,
    }
}

/// `/feedback` on nothing and on every page; two of the forms are sent off.
async fn forms(office: &mut Office) {
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
async fn menu_of_a_message(office: &mut Office) {
    let all: Vec<String> = topics(&office.knowledge());
    for (text, title, count) in [
        ("Good morning!", "Nothing to look up", 0),
        ("Maduro met Lavrov in Caracas", "This message touches", 1),
        ("北极和朝鲜", "This message touches", 2),
        (all.join(", ").as_str(), "This message touches", 10),
    ] {
        let found = office.look_up(text).await;
        assert_eq!((found.title(), found.is_private()), (title, true), "{text}");
        assert_eq!(found.knobs().len(), count, "{text}");
    }
    for id in all {
        let page = office.issue(&id).await;
        let found = office.look_up_on(&page).await;
        assert_eq!(found.title(), "This message touches", "{id}");
    }
}

/// Every beginning of every name, where names are typed. Returns how many.
async fn autocomplete(office: &mut Office) -> usize {
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
