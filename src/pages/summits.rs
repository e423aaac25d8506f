//! `/summits` and `/summit`: what is coming, when and where, and what to watch there.

use jiff::civil::Date;

use super::age::{AsOf, dated_footer, knowledge_end, stale_warning};
use super::citer::Citer;
use super::pager::{Pager, list_page};
use super::wording::status;
use crate::calendar::DAY_STARTS_AT;
use crate::document::{PartialDate, Precision};
use crate::knowledge::{Hotspot, Knowledge, Standing, Summit, SummitStatus};
use crate::reply::{Button, Entry, Menu, Occasion, Page, Reply, Section, View};
use crate::text::{Locale, dates, text};

/// Summits on a page: what a phone shows without much scrolling, and fewer than a menu can hold.
const MAX_ON_PAGE: usize = 10;
/// Hotspots that get a button: two rows of them.
const MAX_WATCHED: usize = 10;

/// Page `number` of the list: what is coming, then what has no date, then what was planned and is not confirmed.
pub(super) fn show_list(
    knowledge: &Knowledge,
    (group, until): (Option<&str>, Option<PartialDate>),
    number: usize,
    as_of: AsOf,
    locale: Locale,
) -> Reply {
    let summits = listed(knowledge, group, until, as_of.today);
    let all = summits.chunks(MAX_ON_PAGE).map(<[_]>::to_vec).collect();
    let pager = Pager::of_pages(all, number);
    let lines = pager.map(|summit| line(summit, as_of.today, locale));
    let lead = if summits.is_empty() {
        text!(locale, "pages-no-summits")
    } else {
        String::new()
    };
    let page = list_page(
        list_title(&summits, group, locale),
        lead,
        &lines,
        &list_footer(knowledge, locale),
        locale,
    );
    let to = |page| View::Summits {
        group: group.map(str::to_owned),
        until,
        page,
    };
    let mut reply = Reply::of(page).with_row(pager.buttons(to, locale));
    reply.menu = menu(&pager.items, locale);
    reply
}

fn list_title(summits: &[&Summit], group: Option<&str>, locale: Locale) -> String {
    let summits_title = text!(locale, "pages-summits-title");
    match summits {
        [first, ..] if group.is_some() => format!("{summits_title} · {}", first.series),
        _ => summits_title,
    }
}

fn list_footer(knowledge: &Knowledge, locale: Locale) -> String {
    let end = knowledge_end(knowledge, locale);
    let separator = if end.is_empty() { "" } else { " · " };
    format!("{end}{separator}{}", text!(locale, "pages-venue-days"))
}

fn menu(summits: &[&Summit], locale: Locale) -> Option<Menu> {
    let options: Vec<_> = summits
        .iter()
        .map(|summit| (summit.title(), shown_dates(summit, locale), view(summit)))
        .collect();
    (!options.is_empty()).then(|| Menu {
        placeholder: text!(locale, "pages-open-summit-placeholder"),
        options,
    })
}

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

/// All summits by date, past and to come; those without one last.
pub fn by_date(knowledge: &Knowledge) -> Vec<&Summit> {
    let mut summits: Vec<&Summit> = knowledge.summits().collect();
    summits.sort_by_key(|summit| (summit.start.is_none(), in_order(summit)));
    summits
}

/// What summits are sorted by: one known to the month only comes after those of its month that are known to the day.
/// None without a date.
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

/// A summit in one line of a list.
fn line(summit: &Summit, today: Date, locale: Locale) -> Entry {
    let text = if summit.standing(today) == Standing::NotConfirmed {
        planned_dates(summit, locale)
    } else {
        let dates = shown_dates(summit, locale);
        let when_and_where = match summit.place() {
            Some(place) => text!(
                locale,
                "pages-dates-and-place",
                dates = dates,
                place = place
            ),
            None => dates,
        };
        format!("{when_and_where} · {}", status(summit.status, locale))
    };
    Entry {
        occasion: occasion(summit, today),
        locale,
        ..Entry::remark(text).labelled(summit.title())
    }
}

/// A summit as one statement: when, where, how certain, and what to watch; with its sources.
pub fn summit_entry(knowledge: &Knowledge, summit: &Summit, as_of: AsOf, locale: Locale) -> Entry {
    let to_watch = Citer(knowledge, locale).summit(summit);
    let line = line(summit, as_of.today, locale);
    Entry {
        text: text!(
            locale,
            "pages-summit-statement",
            line = line.text,
            to_watch = &to_watch.text
        ),
        occasion: line.occasion,
        label: line.label,
        ..to_watch
    }
}

/// When it begins, to be counted down. None if that is known to the month only, has passed, or will not be.
fn occasion(summit: &Summit, today: Date) -> Option<Occasion> {
    let is_on =
        summit.standing(today) == Standing::Ahead && summit.status != SummitStatus::Cancelled;
    let dates = summit.dates().filter(|_| is_on)?;
    let has_hour = dates.start.precision() == Precision::Minute;
    Some(Occasion {
        at: dates.begins(DAY_STARTS_AT)?,
        has_hour,
    })
}

fn shown_dates(summit: &Summit, locale: Locale) -> String {
    let dates = summit.dates().map(|dates| dates::range(&dates, locale));
    match dates {
        Some(dates) if summit.approximate => text!(locale, "reply-about", date = dates),
        Some(dates) => dates,
        None => text!(locale, "pages-no-date"),
    }
}

fn planned_dates(summit: &Summit, locale: Locale) -> String {
    let dates = shown_dates(summit, locale);
    text!(locale, "pages-was-planned", dates = dates)
}

fn view(summit: &Summit) -> View {
    View::Summit {
        id: summit.id.clone(),
    }
}

/// One summit: its facts, what to watch, and buttons to the hotspots it matters to and to be reminded of it.
pub(super) fn show(knowledge: &Knowledge, summit: &Summit, as_of: AsOf, locale: Locale) -> Reply {
    let is_over = summit.standing(as_of.today) == Standing::Over;
    let mut entries = facts(summit, as_of.today, locale);
    let to_watch = Citer(knowledge, locale).summit(summit);
    entries.push(to_watch.labelled(text!(locale, "pages-to-watch")));
    let page = Page {
        title: summit.title(),
        warning: stale_warning(summit.as_of, as_of, locale).filter(|_| !is_over),
        sections: vec![Section::running(entries)],
        footer: dated_footer(knowledge, summit.as_of, locale),
        ..Page::default()
    };
    Reply::of(page)
        .with_rows(&watched(knowledge, summit))
        .with_row(last_row(knowledge, summit, as_of.today, locale))
}

/// When, where and how certain, a line each; what is not known is left out.
fn facts(summit: &Summit, today: Date, locale: Locale) -> Vec<Entry> {
    let (dates, status) = match summit.standing(today) {
        Standing::NotConfirmed => (planned_dates(summit, locale), String::new()),
        _ => (shown_dates(summit, locale), status(summit.status, locale)),
    };
    let place = [&summit.venue, &summit.city, &summit.country];
    let place: Vec<&str> = place.into_iter().flatten().map(String::as_str).collect();
    let begins = occasion(summit, today).map(|occasion| Entry {
        occasion: Some(occasion),
        ..Entry::default()
    });
    let fact = |label: String, text: String| {
        (!text.is_empty()).then(|| Entry::remark(text).labelled(label))
    };
    let zone = summit.time_zone.clone().unwrap_or_default();
    let facts = [
        fact(text!(locale, "pages-dates"), dates),
        begins.map(|begins| begins.labelled(text!(locale, "pages-begins"))),
        fact(text!(locale, "pages-where"), place.join(", ")),
        fact(text!(locale, "pages-zone"), zone),
        fact(text!(locale, "pages-status"), status),
    ];
    facts.into_iter().flatten().collect()
}

/// A button for each hotspot to watch, each once: the file may name one twice.
fn watched(knowledge: &Knowledge, summit: &Summit) -> Vec<Button> {
    let mut watched: Vec<&Hotspot> = Vec::new();
    let hotspots = summit.watch.iter().filter_map(|id| knowledge.hotspot(id));
    for hotspot in hotspots {
        if watched.iter().all(|known| known.id != hotspot.id) {
            watched.push(hotspot);
        }
    }
    watched.truncate(MAX_WATCHED);
    let button = |hotspot: &&Hotspot| Button::to(&hotspot.name, View::overview(&hotspot.id));
    watched.iter().map(button).collect()
}

fn last_row(knowledge: &Knowledge, summit: &Summit, today: Date, locale: Locale) -> Vec<Button> {
    let is_expected = summit.is_expected(today);
    let tell_me = is_expected.then(|| Button::remind(&summit.id, locale));
    let organization = summit.organization.as_deref();
    let members = organization
        .filter(|id| knowledge.topic(id).is_some())
        .map(|id| {
            let label = text!(locale, "pages-members-button", series = &summit.series);
            Button::to(label, View::overview(id))
        });
    let all = View::Summits {
        group: None,
        until: None,
        page: 0,
    };
    let others = [
        Button::to(text!(locale, "pages-all-summits-button"), all),
        Button::report(&summit.id, locale),
    ];
    tell_me.into_iter().chain(members).chain(others).collect()
}

/// The next summit that `hotspot` matters to.
pub(super) fn next_for(
    knowledge: &Knowledge,
    hotspot: &Hotspot,
    today: Date,
    locale: Locale,
) -> Option<Entry> {
    let watches = |summit: &&Summit| {
        summit.watch.contains(&hotspot.id)
            && summit.status != SummitStatus::Cancelled
            && summit.standing(today) == Standing::Ahead
    };
    let next = knowledge
        .summits()
        .filter(watches)
        .min_by_key(|summit| in_order(summit))?;
    Some(line(next, today, locale))
}
