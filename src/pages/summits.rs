use jiff::civil::Date;

use super::statement::Citer;
use super::{AsOf, Pager, dated_footer, list_page, stale_warning, told};
use crate::calendar::DAY_STARTS_AT;
use crate::document::{PartialDate, Precision};
use crate::knowledge::{Hotspot, Knowledge, Standing, Summit};
use crate::reply::{Button, Entry, Menu, Occasion, Page, Reply, Section, Tab, View};

/// Options a menu can hold. <https://discord.com/developers/docs/components/reference#string-select>
const MAX_OPTIONS: usize = 25;
/// Hotspots that get a button: two rows of them.
const MAX_WATCHED: usize = 10;

/// What is coming, then what has no date, then what was planned and is not confirmed.
pub(super) fn show_list(
    knowledge: &Knowledge,
    group: Option<&str>,
    until: Option<PartialDate>,
    number: usize,
    moment: AsOf,
) -> Reply {
    let summits = listed(knowledge, group, until, moment.today);
    let pages: Vec<Vec<&Summit>> = summits.chunks(MAX_ON_PAGE).map(<[_]>::to_vec).collect();
    let pages = if pages.is_empty() {
        vec![Vec::new()]
    } else {
        pages
    };
    let sheet = Pager::of_pages(pages, number);
    let entries = sheet
        .items
        .iter()
        .map(|summit| line(summit, moment.today))
        .collect();
    let names = summits
        .first()
        .map(|summit| summit.series.as_str())
        .filter(|_| group.is_some());
    let title = names.map_or_else(
        || "Summits".to_owned(),
        |series| format!("Summits · {series}"),
    );
    let lead = if summits.is_empty() {
        "The knowledge has none."
    } else {
        ""
    };
    let entries = Pager {
        items: entries,
        number: sheet.number,
        count: sheet.count,
    };
    let end = knowledge
        .facts_until()
        .map_or_else(String::new, |day| format!("All facts end {} · ", told(day)));
    let footer = format!("{end}dates without an hour are the venue's");
    let page = list_page(title, lead, &entries, &footer);
    let options = sheet
        .items
        .iter()
        .map(|summit| (summit.title(), told_dates(summit), view(summit)));
    let menu = Menu {
        placeholder: "Open a summit …".to_owned(),
        options: options.take(MAX_OPTIONS).collect(),
    };
    let to = |page| View::Summits {
        group: group.map(str::to_owned),
        until,
        page,
    };
    let mut reply = Reply::of(page).with_row(sheet.buttons(to));
    reply.menu = (!menu.options.is_empty()).then_some(menu);
    reply
}

/// Summits a phone shows without much scrolling.
const MAX_ON_PAGE: usize = 10;

fn listed<'k>(
    knowledge: &'k Knowledge,
    group: Option<&str>,
    until: Option<PartialDate>,
    today: Date,
) -> Vec<&'k Summit> {
    let is_wanted = |summit: &&Summit| {
        summit.standing(today) < Standing::Over
            && group.is_none_or(|group| summit.group() == group)
            && until.is_none_or(|until| {
                summit
                    .start
                    .is_some_and(|start| start.first_day() <= until.last_day())
            })
    };
    let mut summits: Vec<&Summit> = knowledge.summits().filter(is_wanted).collect();
    summits.sort_by_key(|summit| (summit.standing(today), in_order(summit)));
    summits
}

/// All summits by date, those without one last.
pub fn by_date(knowledge: &Knowledge) -> Vec<&Summit> {
    let mut summits: Vec<&Summit> = knowledge.summits().collect();
    summits.sort_by_key(|summit| (summit.start.is_none(), in_order(summit)));
    summits
}

/// One known to the month stands behind those of its month that are known to the day.
pub(super) fn in_order(summit: &Summit) -> Option<(Date, Date)> {
    summit.dates().map(|dates| {
        let first = if dates.can_be_counted_down() {
            dates.start.first_day()
        } else {
            dates.start.last_day()
        };
        (first, dates.last_day())
    })
}

fn line(summit: &Summit, today: Date) -> Entry {
    let text = match summit.standing(today) {
        Standing::NotConfirmed => format!("was planned for {}; not confirmed", told_dates(summit)),
        _ => format!(
            "{}{} · {}",
            told_dates(summit),
            at_place(summit),
            summit.status
        ),
    };
    Entry {
        occasion: occasion(summit, today),
        ..Entry::remark(text).labelled(summit.title())
    }
}

/// A summit as one statement: when, where, how certain, and what to watch; with its sources.
pub fn summit_entry(knowledge: &Knowledge, summit: &Summit, moment: AsOf) -> Entry {
    let told = Citer(knowledge).summit(summit);
    let line = line(summit, moment.today);
    Entry {
        text: format!("{}. {}", line.text, told.text),
        occasion: line.occasion,
        label: line.label,
        ..told
    }
}

/// When it begins, to be counted down. None if that is known to the month only, has passed, or will not be.
fn occasion(summit: &Summit, today: Date) -> Option<Occasion> {
    let is_on = summit.standing(today) == Standing::Ahead
        && summit.status != crate::knowledge::SummitStatus::Cancelled;
    let dates = summit.dates().filter(|_| is_on)?;
    let has_hour = dates.start.precision() == Precision::Minute;
    Some(Occasion {
        at: dates.begins(DAY_STARTS_AT)?,
        has_hour,
    })
}

fn told_dates(summit: &Summit) -> String {
    let about = if summit.approximate { "about " } else { "" };
    summit.dates().map_or_else(
        || "no date known".to_owned(),
        |dates| format!("{about}{dates}"),
    )
}

fn at_place(summit: &Summit) -> String {
    summit
        .place()
        .map_or_else(String::new, |place| format!(", {place}"))
}

fn view(summit: &Summit) -> View {
    View::Summit {
        id: summit.id.clone(),
    }
}

/// One summit.
pub(super) fn show(knowledge: &Knowledge, summit: &Summit, moment: AsOf) -> Reply {
    let teller = Citer(knowledge);
    let standing = summit.standing(moment.today);
    let (dates, status) = match standing {
        Standing::NotConfirmed => (
            format!("was planned for {}; not confirmed", told_dates(summit)),
            String::new(),
        ),
        _ => (told_dates(summit), summit.status.to_string()),
    };
    let place: Vec<&str> = [&summit.venue, &summit.city, &summit.country]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    let zone = summit.time_zone.clone().unwrap_or_default();
    let facts = [
        ("Dates", dates),
        ("Where", place.join(", ")),
        ("Zone", zone),
        ("Status", status),
    ];
    let mut entries: Vec<Entry> = facts
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(label, text)| Entry::remark(text).labelled(label))
        .collect();
    if let Some(occasion) = occasion(summit, moment.today) {
        let begins = Entry {
            occasion: Some(occasion),
            ..Entry::default()
        };
        entries.insert(1, begins.labelled("Begins"));
    }
    entries.push(teller.summit(summit).labelled("To watch"));
    let page = Page {
        title: summit.title(),
        warning: (standing != Standing::Over)
            .then(|| stale_warning(summit.as_of, moment))
            .flatten(),
        sections: vec![Section::running(entries)],
        footer: dated_footer(knowledge, summit.as_of),
        ..Page::default()
    };
    let mut watched: Vec<&Hotspot> = Vec::new();
    for hotspot in summit
        .watch
        .iter()
        .filter_map(|id| knowledge.hotspot(id))
        .take(MAX_WATCHED)
    {
        if !watched.iter().any(|known| known.id == hotspot.id) {
            watched.push(hotspot);
        }
    }
    let topic = |id: &str| View::Topic {
        id: id.to_owned(),
        tab: Tab::Overview,
        page: 0,
    };
    let buttons: Vec<Button> = watched
        .iter()
        .map(|hotspot| Button::to(&hotspot.name, topic(&hotspot.id)))
        .collect();
    let organization = summit
        .organization
        .as_deref()
        .filter(|id| knowledge.topic(id).is_some());
    let mut last: Vec<Button> = organization
        .map(|id| Button::to(format!("Members of {}", summit.series), topic(id)))
        .into_iter()
        .collect();
    last.push(Button::to(
        "All summits",
        View::Summits {
            group: None,
            until: None,
            page: 0,
        },
    ));
    last.push(Button::report(&summit.id));
    let reply = buttons
        .chunks(5)
        .fold(Reply::of(page), |reply, row| reply.with_row(row.to_vec()));
    reply.with_row(last)
}

/// The next summit that `hotspot` matters to.
pub(super) fn next_for(knowledge: &Knowledge, hotspot: &Hotspot, today: Date) -> Option<Entry> {
    let watches = |summit: &&Summit| {
        summit.watch.contains(&hotspot.id)
            && summit.status != crate::knowledge::SummitStatus::Cancelled
            && summit.standing(today) == Standing::Ahead
    };
    let next = knowledge
        .summits()
        .filter(watches)
        .min_by_key(|summit| in_order(summit))?;
    Some(line(next, today))
}
