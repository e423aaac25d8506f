//! `/issue` with the name of an organization: its members, its chair, and what else is known of it.

use super::age::{AsOf, dated_footer, stale_warning};
use super::citer::Citer;
use super::hotspot::{SOURCES_LEAD, list_sources};
use super::pager::{Pager, list_page};
use super::wording::{or_remark, running};
use crate::knowledge::{Knowledge, Organization};
use crate::reply::{Button, Entry, Page, Reply, Section, Tab, View};

/// Classes of members on an overview: members, partners, observers. More would not fit beside the chair.
const MAX_CLASSES: usize = 3;

/// Page `number` of one tab; every tab but *More* and *Sources* is the overview.
pub(super) fn show(
    knowledge: &Knowledge,
    organization: &Organization,
    tab: Tab,
    number: usize,
    as_of: AsOf,
) -> Reply {
    let citer = Citer(knowledge);
    let footer = dated_footer(knowledge, organization.as_of());
    let (title, lead, entries) = match tab {
        Tab::More => ("More", "", statements(citer, organization)),
        Tab::Sources => ("Sources", SOURCES_LEAD, sources(citer, organization)),
        _ => {
            return with_tabs(
                overview(citer, organization, footer, as_of),
                organization,
                (tab, 0),
                Vec::new(),
            );
        }
    };
    let pager = Pager::of(entries, number);
    let title = format!("{} · {title}", short_name(organization));
    let mut page = list_page(title, lead, &pager, &footer);
    page.warning = stale_warning(organization.as_of(), as_of);
    let buttons = pager.buttons(|page| View::Topic {
        id: organization.id.clone(),
        tab,
        page,
    });
    with_tabs(page, organization, (tab, pager.number), buttons)
}

fn overview(citer: Citer<'_>, organization: &Organization, footer: String, as_of: AsOf) -> Page {
    let classes = organization.members.iter().map(|members| {
        let heading = format!("{} ({})", members.kind, members.countries.len());
        Section::titled(heading, vec![citer.members(members)])
    });
    let chairs = organization
        .chairs
        .iter()
        .map(|chair| citer.chair(chair))
        .collect();
    let mut sections: Vec<Section> = classes
        .take(MAX_CLASSES)
        .chain([Section::titled("Chair", chairs)])
        .collect();
    sections.retain(|section| !section.entries.is_empty());
    Page {
        title: full_name(organization),
        warning: stale_warning(organization.as_of(), as_of),
        lead: lead(organization),
        sections,
        footer,
        ..Page::default()
    }
}

fn lead(organization: &Organization) -> String {
    let founded = organization.founded.map(|date| format!("Founded {date}."));
    let seat = organization
        .seat
        .as_ref()
        .map(|seat| format!("Seat: {seat}."));
    let parts = [Some(running(&organization.summary)), founded, seat];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn full_name(organization: &Organization) -> String {
    match &organization.short {
        Some(short) if *short != organization.name => format!("{} ({short})", organization.name),
        _ => organization.name.clone(),
    }
}

fn short_name(organization: &Organization) -> &str {
    organization.short.as_deref().unwrap_or(&organization.name)
}

fn statements(citer: Citer<'_>, organization: &Organization) -> Vec<Entry> {
    let entries = organization
        .statements
        .iter()
        .map(|statement| citer.statement(statement));
    or_remark(entries.collect(), "Nothing more on record.")
}

fn sources(citer: Citer<'_>, organization: &Organization) -> Vec<Entry> {
    let members = organization
        .members
        .iter()
        .flat_map(|members| &members.sources);
    let chairs = organization.chairs.iter().flat_map(|chair| &chair.sources);
    let statements = organization
        .statements
        .iter()
        .flat_map(|statement| &statement.sources);
    list_sources(citer, members.chain(chairs).chain(statements))
}

fn with_tabs(
    page: Page,
    organization: &Organization,
    (here, number): (Tab, usize),
    pager: Vec<Button>,
) -> Reply {
    let to = |label: &str, tab: Tab| {
        let page = if tab == here { number } else { 0 };
        Button::to(
            label,
            View::Topic {
                id: organization.id.clone(),
                tab,
                page,
            },
        )
        .here_if(tab == here)
    };
    let is_overview = !matches!(here, Tab::More | Tab::Sources);
    let mut tabs = vec![to("More", Tab::More), to("Sources", Tab::Sources)];
    let mut second = pager;
    if !is_overview {
        tabs.push(to("Overview", Tab::Overview));
    }
    if here == Tab::Sources {
        second.push(Button::report(&organization.id));
    }
    Reply::of(page).with_row(tabs).with_row(second)
}
