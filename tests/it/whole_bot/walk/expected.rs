//! What must be true of the page that shows a view, worked out anew from the knowledge.

use attache::document::PartialDate;
use attache::knowledge::{Alignment, Hotspot, Knowledge, Organization, Standing, Term, Topic};
use attache::reply::{Tab, View};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use crate::whole_bot::office::Message;

/// The day of the practice server's clock.
const TODAY: Date = date(2026, 11, 23);
/// The end of every footer: the newest fact of the shipped knowledge.
const KNOWLEDGE_END: &str = "nowledge up to 2 Jul 2026";

/// What must be true of the page that shows `view`.
pub(super) fn check(knowledge: &Knowledge, view: &View, message: &Message) {
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
    let dated = |newest: PartialDate| format!("Newest fact: {newest} · k{KNOWLEDGE_END}");
    match view {
        View::Topic { id, tab, .. } => match knowledge.topic(id).unwrap() {
            Topic::Hotspot(hotspot) => (title_of(hotspot, *tab), dated(hotspot.as_of())),
            Topic::Organization(organization) => (
                organization_title(organization, *tab),
                dated(organization.as_of()),
            ),
        },
        View::Alignment { .. } => (
            "China and Russia vs U.S. aims".into(),
            format!("K{KNOWLEDGE_END}"),
        ),
        View::Summits { group: None, .. } => ("Summits".into(), format!("K{KNOWLEDGE_END}")),
        View::Summits {
            group: Some(group), ..
        } => {
            let series = &knowledge
                .summits()
                .find(|summit| summit.group() == *group)
                .unwrap()
                .series;
            (format!("Summits · {series}"), format!("K{KNOWLEDGE_END}"))
        }
        View::Summit { id } => {
            let summit = knowledge.summit(id).unwrap();
            (summit.title(), dated(summit.as_of))
        }
        View::Hotspots { .. } => ("Hotspots".into(), format!("K{KNOWLEDGE_END}")),
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
        Tab::More => format!("{} · More", short.unwrap_or(name)),
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
