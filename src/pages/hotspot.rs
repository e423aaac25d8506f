//! `/issue` with the name of a hotspot, and `/timeline`: the page of a hotspot in its tabs.

use std::collections::BTreeSet;

use super::age::{AsOf, dated_footer, stale_warning};
use super::citer::Citer;
use super::pager::{Pager, list_page};
use super::summits;
use super::wording::{or_remark, running, stance_word};
use crate::document::PartialDate;
use crate::knowledge::{Actor, Hotspot, Knowledge};
use crate::reply::{Button, Entry, Page, Reply, Section, Tab, View};

/// Page `number` of one tab.
pub(super) fn show(
    knowledge: &Knowledge,
    hotspot: &Hotspot,
    tab: Tab,
    number: usize,
    as_of: AsOf,
) -> Reply {
    let citer = Citer(knowledge);
    let footer = dated_footer(knowledge, hotspot.as_of());
    let (title, lead, entries) = match tab {
        Tab::Overview | Tab::More => {
            return with_tabs(
                overview(knowledge, hotspot, &footer, as_of),
                hotspot,
                (tab, 0),
                Vec::new(),
            );
        }
        Tab::China => (
            "China",
            String::new(),
            positions(citer, hotspot, Actor::China),
        ),
        Tab::Russia => (
            "Russia",
            String::new(),
            positions(citer, hotspot, Actor::Russia),
        ),
        Tab::Timeline(since) => {
            let entries = timeline(citer, hotspot, since);
            (
                "Timeline",
                timeline_lead(since, entries.is_empty()),
                entries,
            )
        }
        Tab::Terms => ("Terms", String::new(), terms(citer, hotspot)),
        Tab::Sources => ("Sources", SOURCES_LEAD.to_owned(), sources(citer, hotspot)),
    };
    let pager = Pager::of(entries, number);
    let mut page = list_page(format!("{} · {title}", hotspot.name), lead, &pager, &footer);
    page.warning = stale_warning(hotspot.as_of(), as_of);
    let buttons = pager.buttons(|page| View::Topic {
        id: hotspot.id.clone(),
        tab,
        page,
    });
    with_tabs(page, hotspot, (tab, pager.number), buttons)
}

/// Joint positions on an overview, which has to be read on a phone.
const MAX_JOINT: usize = 2;
/// Events on an overview; the rest are in the timeline.
const MAX_LATEST: usize = 2;

/// What the letters before the sources mean.
pub(super) const SOURCES_LEAD: &str = "A: government, UN, wire service or major outlet. B: smaller outlet, state media \
    or copy. C: digest or blog; statements with C sources only are marked unconfirmed.";

fn overview(knowledge: &Knowledge, hotspot: &Hotspot, footer: &str, as_of: AsOf) -> Page {
    let citer = Citer(knowledge);
    let in_short = |heading: String, entries: Vec<Entry>| {
        Section::titled(
            heading,
            entries.into_iter().map(Entry::naming_few).collect(),
        )
    };
    let stance = format!("Stance towards U.S. aims: {}", stance_word(hotspot));
    let latest = timeline(citer, hotspot, None)
        .into_iter()
        .take(MAX_LATEST)
        .collect();
    let mut sections = vec![
        in_short("Together".to_owned(), together(citer, hotspot)),
        in_short(stance, verdicts(citer, hotspot)),
        in_short("Latest".to_owned(), latest),
        in_short(
            "Next summit".to_owned(),
            summits::next_for(knowledge, hotspot, as_of.today)
                .into_iter()
                .collect(),
        ),
        in_short(
            "Not known".to_owned(),
            hotspot.gaps.iter().take(1).map(Citer::gap).collect(),
        ),
    ];
    sections.retain(|section| !section.entries.is_empty());
    Page {
        title: hotspot.name.clone(),
        tone: hotspot
            .alignment()
            .map(|verdict| verdict.stance.into())
            .unwrap_or_default(),
        warning: stale_warning(hotspot.as_of(), as_of),
        lead: running(&hotspot.summary),
        sections,
        footer: footer.to_owned(),
        ..Page::default()
    }
}

/// What China and Russia do together or, where nothing is known of that, what each of them does.
fn together(citer: Citer<'_>, hotspot: &Hotspot) -> Vec<Entry> {
    let joint: Vec<Entry> = hotspot
        .positions_of(Actor::Joint)
        .take(MAX_JOINT)
        .map(|position| citer.position(position))
        .collect();
    if !joint.is_empty() {
        return joint;
    }
    [Actor::China, Actor::Russia]
        .into_iter()
        .filter_map(|actor| hotspot.positions_of(actor).next())
        .map(|position| {
            citer
                .position(position)
                .labelled(position.actor.to_string())
        })
        .collect()
}

/// The verdict, and the one before it if it was another.
fn verdicts(citer: Citer<'_>, hotspot: &Hotspot) -> Vec<Entry> {
    let newest = hotspot.alignment();
    let before = hotspot
        .alignments
        .iter()
        .find(|older| newest.is_some_and(|newest| newest.stance != older.stance));
    let changed = before.map(|older| {
        let year = older.as_of.first_day().year();
        Entry::remark(format!("{year}: {}", older.stance))
    });
    newest
        .map(|verdict| citer.alignment(verdict))
        .into_iter()
        .chain(changed)
        .collect()
}

fn positions(citer: Citer<'_>, hotspot: &Hotspot, actor: Actor) -> Vec<Entry> {
    let own = hotspot
        .positions_of(actor)
        .map(|position| citer.position(position));
    let joint = hotspot
        .positions_of(Actor::Joint)
        .map(|position| citer.position(position).labelled("Together"));
    let entries: Vec<Entry> = own.chain(joint).collect();
    or_remark(entries, &format!("Nothing on record about {actor} here."))
}

fn timeline(citer: Citer<'_>, hotspot: &Hotspot, since: Option<PartialDate>) -> Vec<Entry> {
    hotspot
        .developments
        .iter()
        .filter(|event| since.is_none_or(|since| event.date.last_day() >= since.first_day()))
        .map(|event| citer.development(event))
        .collect()
}

fn timeline_lead(since: Option<PartialDate>, is_empty: bool) -> String {
    match (since, is_empty) {
        (Some(since), true) => format!("No events since {since}."),
        (Some(since), false) => format!("Since {since}, newest first."),
        (None, true) => "No dated events.".to_owned(),
        (None, false) => "Newest first.".to_owned(),
    }
}

fn terms(citer: Citer<'_>, hotspot: &Hotspot) -> Vec<Entry> {
    let terms = citer
        .0
        .terms()
        .iter()
        .filter(|term| term.hotspots.contains(&hotspot.id));
    let entries = terms
        .map(|term| citer.term(term).labelled(&term.name))
        .collect();
    or_remark(entries, "No terms for this page. /glossary lists all.")
}

fn sources(citer: Citer<'_>, hotspot: &Hotspot) -> Vec<Entry> {
    let positions = hotspot
        .positions
        .iter()
        .flat_map(|position| &position.sources);
    let developments = hotspot.developments.iter().flat_map(|event| &event.sources);
    let alignments = hotspot
        .alignments
        .iter()
        .flat_map(|verdict| &verdict.sources);
    list_sources(citer, positions.chain(developments).chain(alignments))
}

/// Each source once, newest first.
pub(super) fn list_sources<'i>(
    citer: Citer<'_>,
    ids: impl Iterator<Item = &'i String>,
) -> Vec<Entry> {
    let ids: BTreeSet<&String> = ids.collect();
    let mut entries: Vec<Entry> = ids.into_iter().map(|id| citer.source(id)).collect();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.date.map(PartialDate::last_day)));
    entries
}

fn with_tabs(
    page: Page,
    hotspot: &Hotspot,
    (here, number): (Tab, usize),
    pager: Vec<Button>,
) -> Reply {
    let to = |label: &str, tab: Tab| {
        let is_here = std::mem::discriminant(&tab) == std::mem::discriminant(&here);
        // Where one is, the button leads to the very page shown: no two buttons of a message may do the same.
        let (tab, page) = if is_here { (here, number) } else { (tab, 0) };
        Button::to(
            label,
            View::Topic {
                id: hotspot.id.clone(),
                tab,
                page,
            },
        )
        .here_if(is_here)
    };
    let tabs = vec![
        to("China", Tab::China),
        to("Russia", Tab::Russia),
        to("Timeline", Tab::Timeline(None)),
        to("Terms", Tab::Terms),
        to("Sources", Tab::Sources),
    ];
    let mut second = Vec::new();
    if !matches!(here, Tab::Overview | Tab::More) {
        second.push(to("Overview", Tab::Overview));
    }
    second.extend(pager);
    if here == Tab::Sources {
        second.push(Button::report(&hotspot.id));
    }
    Reply::of(page).with_row(tabs).with_row(second)
}
