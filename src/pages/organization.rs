//! `/issue` with the name of an organization: its members, its chair, and what else is known of it.

use super::age::{AsOf, dated_footer, stale_warning};
use super::citer::Citer;
use super::hotspot::list_sources;
use super::pager::{Pager, list_page};
use super::wording::{in_brackets, member_class, or_remark, running};
use crate::knowledge::{Knowledge, Organization};
use crate::reply::{Button, Entry, Page, Reply, Section, Tab, View};
use crate::text::{Locale, dates, text};

/// Classes of members on an overview: members, partners, observers. More would not fit beside the chair.
const MAX_CLASSES: usize = 3;

/// Page `number` of one tab; every tab but *More* and *Sources* is the overview.
pub(super) fn show(
    knowledge: &Knowledge,
    organization: &Organization,
    (tab, number): (Tab, usize),
    as_of: AsOf,
    locale: Locale,
) -> Reply {
    let citer = Citer(knowledge, locale);
    let footer = dated_footer(knowledge, organization.as_of(), locale);
    let (title, lead, entries) = match tab {
        Tab::More => (
            text!(locale, "pages-more-button"),
            String::new(),
            statements(citer, organization),
        ),
        Tab::Sources => (
            text!(locale, "pages-sources-button"),
            text!(locale, "pages-sources-lead"),
            sources(citer, organization),
        ),
        _ => {
            return with_tabs(
                overview(citer, organization, footer, as_of),
                organization,
                (tab, 0),
                Vec::new(),
                locale,
            );
        }
    };
    let pager = Pager::of(entries, number);
    let title = format!("{} · {title}", short_name(organization));
    let mut page = list_page(title, lead, &pager, &footer, locale);
    page.warning = stale_warning(organization.as_of(), as_of, locale);
    let to = |page| View::Topic {
        id: organization.id.clone(),
        tab,
        page,
    };
    let buttons = pager.buttons(to, locale);
    with_tabs(page, organization, (tab, pager.number), buttons, locale)
}

fn overview(citer: Citer<'_>, organization: &Organization, footer: String, as_of: AsOf) -> Page {
    let locale = citer.1;
    let classes = organization.members.iter().map(|members| {
        let class = member_class(members.kind, locale);
        let heading = in_brackets(&class, &members.countries.len().to_string(), locale);
        Section::titled(heading, vec![citer.members(members)])
    });
    let chairs = organization
        .chairs
        .iter()
        .map(|chair| citer.chair(chair))
        .collect();
    let mut sections: Vec<Section> = classes
        .take(MAX_CLASSES)
        .chain([Section::titled(
            text!(locale, "pages-chair-heading"),
            chairs,
        )])
        .collect();
    sections.retain(|section| !section.entries.is_empty());
    Page {
        title: full_name(organization),
        warning: stale_warning(organization.as_of(), as_of, locale),
        lead: lead(organization, locale),
        sections,
        footer,
        ..Page::default()
    }
}

fn lead(organization: &Organization, locale: Locale) -> String {
    let founded = organization
        .founded
        .map(|date| text!(locale, "pages-founded", date = dates::short(date, locale)));
    let seat = organization
        .seat
        .as_ref()
        .map(|seat| text!(locale, "pages-seat", seat = seat));
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
    or_remark(entries.collect(), text!(citer.1, "pages-nothing-more"))
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
    locale: Locale,
) -> Reply {
    let to = |label: String, tab: Tab| {
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
    let mut tabs = vec![
        to(text!(locale, "pages-more-button"), Tab::More),
        to(text!(locale, "pages-sources-button"), Tab::Sources),
    ];
    let mut second = pager;
    if !is_overview {
        tabs.push(to(text!(locale, "pages-overview-button"), Tab::Overview));
    }
    if here == Tab::Sources {
        second.push(Button::report(&organization.id, locale));
    }
    Reply::of(page).with_row(tabs).with_row(second)
}
