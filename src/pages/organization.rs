use super::hotspot::{SOURCES_LEAD, list_sources, or_remark};
use super::statement::Citer;
use super::{AsOf, Pager, dated_footer, list_page, running, stale_warning};
use crate::knowledge::{Knowledge, Organization};
use crate::reply::{Button, Entry, Page, Reply, Section, Tab, View};

pub(super) fn show(
    knowledge: &Knowledge,
    organization: &Organization,
    tab: Tab,
    number: usize,
    moment: AsOf,
) -> Reply {
    let teller = Citer(knowledge);
    let footer = dated_footer(knowledge, organization.as_of());
    let (title, lead, entries) = match tab {
        Tab::More => ("What else is known", "", statements(teller, organization)),
        Tab::Sources => ("Sources", SOURCES_LEAD, sources(teller, organization)),
        _ => {
            return with_tabs(
                overview(teller, organization, footer, moment),
                organization,
                (tab, 0),
                Vec::new(),
            );
        }
    };
    let sheet = Pager::of(entries, number);
    let title = format!("{} · {title}", short_name(organization));
    let mut page = list_page(title, lead, &sheet, &footer);
    page.warning = stale_warning(organization.as_of(), moment);
    let pager = sheet.buttons(|page| View::Topic {
        id: organization.id.clone(),
        tab,
        page,
    });
    with_tabs(page, organization, (tab, sheet.number), pager)
}

fn overview(teller: Citer<'_>, organization: &Organization, footer: String, moment: AsOf) -> Page {
    let classes = organization.members.iter().map(|members| {
        let heading = format!("{} ({})", members.kind, members.countries.len());
        Section::titled(heading, vec![teller.members(members)])
    });
    let chairs = organization
        .chairs
        .iter()
        .map(|chair| teller.chair(chair))
        .collect();
    let mut sections: Vec<Section> = classes
        .take(3)
        .chain([Section::titled("Chair", chairs)])
        .collect();
    sections.retain(|section| !section.entries.is_empty());
    Page {
        title: full_name(organization),
        warning: stale_warning(organization.as_of(), moment),
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

fn statements(teller: Citer<'_>, organization: &Organization) -> Vec<Entry> {
    let entries = organization
        .statements
        .iter()
        .map(|statement| teller.statement(statement));
    or_remark(
        entries.collect(),
        "The knowledge has nothing more on this organization.",
    )
}

fn sources(teller: Citer<'_>, organization: &Organization) -> Vec<Entry> {
    let members = organization
        .members
        .iter()
        .flat_map(|members| &members.sources);
    let chairs = organization.chairs.iter().flat_map(|chair| &chair.sources);
    let statements = organization
        .statements
        .iter()
        .flat_map(|statement| &statement.sources);
    list_sources(teller, members.chain(chairs).chain(statements))
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
