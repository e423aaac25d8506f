use std::collections::BTreeSet;

use super::statement::Citer;
use super::{AsOf, Pager, dated_footer, list_page, running, stale_warning, stance_word, summits};
use crate::document::PartialDate;
use crate::knowledge::{Actor, Hotspot, Knowledge};
use crate::reply::{Button, Entry, Page, Reply, Section, Tab, View};

pub(super) fn show(
    knowledge: &Knowledge,
    hotspot: &Hotspot,
    tab: Tab,
    number: usize,
    moment: AsOf,
) -> Reply {
    let teller = Citer(knowledge);
    let footer = dated_footer(knowledge, hotspot.as_of());
    let (title, lead, entries) = match tab {
        Tab::Overview | Tab::More => {
            return with_tabs(
                overview(knowledge, hotspot, &footer, moment),
                hotspot,
                (tab, 0),
                Vec::new(),
            );
        }
        Tab::China => (
            "China",
            String::new(),
            positions(teller, hotspot, Actor::China),
        ),
        Tab::Russia => (
            "Russia",
            String::new(),
            positions(teller, hotspot, Actor::Russia),
        ),
        Tab::Timeline(since) => {
            let entries = timeline(teller, hotspot, since);
            (
                "Timeline",
                timeline_lead(since, entries.is_empty()),
                entries,
            )
        }
        Tab::Terms => ("Terms", String::new(), terms(teller, hotspot)),
        Tab::Sources => ("Sources", SOURCES_LEAD.to_owned(), sources(teller, hotspot)),
    };
    let sheet = Pager::of(entries, number);
    let mut page = list_page(format!("{} · {title}", hotspot.name), lead, &sheet, &footer);
    page.warning = stale_warning(hotspot.as_of(), moment);
    let pager = sheet.buttons(|page| View::Topic {
        id: hotspot.id.clone(),
        tab,
        page,
    });
    with_tabs(page, hotspot, (tab, sheet.number), pager)
}

/// Also the key to the letters in front.
pub(super) const SOURCES_LEAD: &str = "A: a government, the UN, a wire service or a major outlet. B: a smaller outlet, \
    state media or a copy. C: a digest or weblog; what rests on it alone is marked unconfirmed.";

fn overview(knowledge: &Knowledge, hotspot: &Hotspot, footer: &str, moment: AsOf) -> Page {
    let teller = Citer(knowledge);
    let in_short = |heading: String, entries: Vec<Entry>| {
        Section::titled(
            heading,
            entries.into_iter().map(Entry::naming_few).collect(),
        )
    };
    let stance = format!("Stance towards U.S. aims: {}", stance_word(hotspot));
    let latest = timeline(teller, hotspot, None)
        .into_iter()
        .take(2)
        .collect();
    let mut sections = vec![
        in_short("Together".to_owned(), together(teller, hotspot)),
        in_short(stance, verdicts(teller, hotspot)),
        in_short("Latest".to_owned(), latest),
        in_short(
            "Next summit".to_owned(),
            summits::next_for(knowledge, hotspot, moment.today)
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
        warning: stale_warning(hotspot.as_of(), moment),
        lead: running(&hotspot.summary),
        sections,
        footer: footer.to_owned(),
        ..Page::default()
    }
}

/// What the two do together, or, where that is nothing, what each of them does.
fn together(teller: Citer<'_>, hotspot: &Hotspot) -> Vec<Entry> {
    let joint: Vec<Entry> = hotspot
        .positions_of(Actor::Joint)
        .take(2)
        .map(|position| teller.position(position))
        .collect();
    if !joint.is_empty() {
        return joint;
    }
    [Actor::China, Actor::Russia]
        .into_iter()
        .filter_map(|actor| hotspot.positions_of(actor).next())
        .map(|position| {
            teller
                .position(position)
                .labelled(position.actor.to_string())
        })
        .collect()
}

/// The verdict, and the one before it if it was another.
fn verdicts(teller: Citer<'_>, hotspot: &Hotspot) -> Vec<Entry> {
    let newest = hotspot.alignment();
    let before = hotspot
        .alignments
        .iter()
        .find(|older| newest.is_some_and(|newest| newest.stance != older.stance));
    let changed = before.map(|older| Entry {
        date: Some(older.as_of),
        text: format!("The verdict was then: {}.", older.stance),
        ..Entry::default()
    });
    newest
        .map(|verdict| teller.alignment(verdict))
        .into_iter()
        .chain(changed)
        .collect()
}

fn positions(teller: Citer<'_>, hotspot: &Hotspot, actor: Actor) -> Vec<Entry> {
    let own = hotspot
        .positions_of(actor)
        .map(|position| teller.position(position));
    let joint = hotspot
        .positions_of(Actor::Joint)
        .map(|position| teller.position(position).labelled("Together"));
    let entries: Vec<Entry> = own.chain(joint).collect();
    or_remark(
        entries,
        &format!("The knowledge has nothing on {actor} here."),
    )
}

fn timeline(teller: Citer<'_>, hotspot: &Hotspot, since: Option<PartialDate>) -> Vec<Entry> {
    hotspot
        .developments
        .iter()
        .filter(|event| since.is_none_or(|since| event.date.last_day() >= since.first_day()))
        .map(|event| teller.development(event))
        .collect()
}

fn timeline_lead(since: Option<PartialDate>, is_empty: bool) -> String {
    match (since, is_empty) {
        (Some(since), true) => format!("The knowledge has nothing dated {since} or later here."),
        (Some(since), false) => format!("Since {since}, newest first."),
        (None, true) => "The knowledge has no dated events here.".to_owned(),
        (None, false) => "Newest first.".to_owned(),
    }
}

fn terms(teller: Citer<'_>, hotspot: &Hotspot) -> Vec<Entry> {
    let terms = teller
        .0
        .terms()
        .iter()
        .filter(|term| term.hotspots.contains(&hotspot.id));
    let entries = terms
        .map(|term| teller.term(term).labelled(&term.name))
        .collect();
    or_remark(
        entries,
        "The glossary has no term for this page. /glossary lists all of them.",
    )
}

fn sources(teller: Citer<'_>, hotspot: &Hotspot) -> Vec<Entry> {
    let positions = hotspot
        .positions
        .iter()
        .flat_map(|position| &position.sources);
    let developments = hotspot.developments.iter().flat_map(|event| &event.sources);
    let alignments = hotspot
        .alignments
        .iter()
        .flat_map(|verdict| &verdict.sources);
    list_sources(teller, positions.chain(developments).chain(alignments))
}

/// Each source once, newest first.
pub(super) fn list_sources<'i>(
    teller: Citer<'_>,
    ids: impl Iterator<Item = &'i String>,
) -> Vec<Entry> {
    let ids: BTreeSet<&String> = ids.collect();
    let mut entries: Vec<Entry> = ids.into_iter().map(|id| teller.source(id)).collect();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.date.map(PartialDate::last_day)));
    entries
}

pub(super) fn or_remark(entries: Vec<Entry>, remark: &str) -> Vec<Entry> {
    if entries.is_empty() {
        vec![Entry::remark(remark)]
    } else {
        entries
    }
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
