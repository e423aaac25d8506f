//! `/issue` with the name of a hotspot, and `/timeline`: the page of a hotspot in its tabs.

use std::collections::BTreeSet;

use super::age::{AsOf, dated_footer, stale_warning};
use super::citer::Citer;
use super::pager::{Pager, list_page};
use super::summits;
use super::wording::{self, or_remark, running, stance_word};
use crate::document::PartialDate;
use crate::knowledge::{Actor, Hotspot, Knowledge};
use crate::reply::{Button, Entry, Page, Reply, Section, Tab, View};
use crate::text::{Locale, dates, text};

/// Page `number` of one tab.
pub(super) fn show(
    knowledge: &Knowledge,
    hotspot: &Hotspot,
    (tab, number): (Tab, usize),
    as_of: AsOf,
    locale: Locale,
) -> Reply {
    let citer = Citer(knowledge, locale);
    let footer = dated_footer(knowledge, hotspot.as_of(), locale);
    let mut lead = String::new();
    let entries = match tab {
        Tab::Overview | Tab::More => {
            return with_tabs(
                overview(citer, hotspot, &footer, as_of),
                hotspot,
                (tab, 0),
                Vec::new(),
                locale,
            );
        }
        Tab::China => positions(citer, hotspot, Actor::China),
        Tab::Russia => positions(citer, hotspot, Actor::Russia),
        Tab::Timeline(since) => {
            let entries = timeline(citer, hotspot, since);
            lead = timeline_lead(since, entries.is_empty(), locale);
            entries
        }
        Tab::Terms => terms(citer, hotspot),
        Tab::Sources => {
            lead = text!(locale, "pages-sources-lead");
            sources(citer, hotspot)
        }
    };
    let pager = Pager::of(entries, number);
    let title = format!("{} · {}", hotspot.name, tab_name(tab, locale));
    let mut page = list_page(title, lead, &pager, &footer, locale);
    page.warning = stale_warning(hotspot.as_of(), as_of, locale);
    let to = |page| View::Topic {
        id: hotspot.id.clone(),
        tab,
        page,
    };
    let buttons = pager.buttons(to, locale);
    with_tabs(page, hotspot, (tab, pager.number), buttons, locale)
}

fn tab_name(tab: Tab, locale: Locale) -> String {
    match tab {
        Tab::Overview | Tab::More => text!(locale, "pages-overview-button"),
        Tab::China => wording::actor(Actor::China, locale),
        Tab::Russia => wording::actor(Actor::Russia, locale),
        Tab::Timeline(_) => text!(locale, "pages-timeline-button"),
        Tab::Terms => text!(locale, "pages-terms-button"),
        Tab::Sources => text!(locale, "pages-sources-button"),
    }
}

/// Joint positions on an overview, which has to be read on a phone.
const MAX_JOINT: usize = 2;
/// Events on an overview; the rest are in the timeline.
const MAX_LATEST: usize = 2;

fn overview(citer: Citer<'_>, hotspot: &Hotspot, footer: &str, as_of: AsOf) -> Page {
    let Citer(knowledge, locale) = citer;
    let in_short = |heading: String, entries: Vec<Entry>| {
        Section::titled(
            heading,
            entries.into_iter().map(Entry::naming_few).collect(),
        )
    };
    let stance = stance_word(hotspot, locale);
    let stance = text!(locale, "pages-stance-heading", stance = stance);
    let latest = timeline(citer, hotspot, None)
        .into_iter()
        .take(MAX_LATEST)
        .collect();
    let next = summits::next_for(knowledge, hotspot, as_of.today, locale);
    let gaps = hotspot.gaps.iter().take(1).map(|gap| citer.gap(gap));
    let mut sections = vec![
        in_short(
            text!(locale, "pages-together-heading"),
            together(citer, hotspot),
        ),
        in_short(stance, verdicts(citer, hotspot)),
        in_short(text!(locale, "pages-latest-heading"), latest),
        in_short(
            text!(locale, "pages-next-summit-heading"),
            next.into_iter().collect(),
        ),
        in_short(text!(locale, "pages-not-known-heading"), gaps.collect()),
    ];
    sections.retain(|section| !section.entries.is_empty());
    Page {
        title: hotspot.name.clone(),
        tone: hotspot
            .alignment()
            .map(|verdict| verdict.stance.into())
            .unwrap_or_default(),
        warning: stale_warning(hotspot.as_of(), as_of, locale),
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
            let actor = wording::actor(position.actor, citer.1);
            citer.position(position).labelled(actor)
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
        let year = PartialDate::Year(older.as_of.first_day().year());
        Entry::remark(text!(
            citer.1,
            "pages-labelled",
            what = dates::short(year, citer.1),
            rest = wording::stance(older.stance, citer.1)
        ))
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
    let joint = hotspot.positions_of(Actor::Joint).map(|position| {
        citer
            .position(position)
            .labelled(text!(citer.1, "pages-together-heading"))
    });
    let entries: Vec<Entry> = own.chain(joint).collect();
    let nothing = match actor {
        Actor::Russia => text!(citer.1, "pages-nothing-about-russia"),
        _ => text!(citer.1, "pages-nothing-about-china"),
    };
    or_remark(entries, nothing)
}

fn timeline(citer: Citer<'_>, hotspot: &Hotspot, since: Option<PartialDate>) -> Vec<Entry> {
    hotspot
        .developments
        .iter()
        .filter(|event| since.is_none_or(|since| event.date.last_day() >= since.first_day()))
        .map(|event| citer.development(event))
        .collect()
}

fn timeline_lead(since: Option<PartialDate>, is_empty: bool, locale: Locale) -> String {
    let since = since.map(|since| dates::short(since, locale));
    match (since, is_empty) {
        (Some(since), true) => text!(locale, "pages-no-events-since", since = since),
        (Some(since), false) => text!(locale, "pages-events-since", since = since),
        (None, true) => text!(locale, "pages-no-events"),
        (None, false) => text!(locale, "pages-newest-first"),
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
    or_remark(entries, text!(citer.1, "pages-no-terms"))
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
    locale: Locale,
) -> Reply {
    let to = |tab: Tab| {
        let is_here = std::mem::discriminant(&tab) == std::mem::discriminant(&here);
        // Where one is, the button leads to the very page shown: no two buttons of a message may do the same.
        let (tab, page) = if is_here { (here, number) } else { (tab, 0) };
        Button::to(
            tab_name(tab, locale),
            View::Topic {
                id: hotspot.id.clone(),
                tab,
                page,
            },
        )
        .here_if(is_here)
    };
    let tabs = vec![
        to(Tab::China),
        to(Tab::Russia),
        to(Tab::Timeline(None)),
        to(Tab::Terms),
        to(Tab::Sources),
    ];
    let mut second = Vec::new();
    if !matches!(here, Tab::Overview | Tab::More) {
        second.push(to(Tab::Overview));
    }
    second.extend(pager);
    if here == Tab::Sources {
        second.push(Button::report(&hotspot.id, locale));
    }
    Reply::of(page).with_row(tabs).with_row(second)
}
