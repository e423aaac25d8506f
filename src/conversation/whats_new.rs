//! "What's new?": the newest developments of all pages.

use std::cmp::Reverse;

use jiff::civil::Date;

use crate::document::PartialDate;
use crate::knowledge::{Development, Hotspot, Knowledge};
use crate::pages::{Citer, dated_footer};
use crate::reply::{Button, Entry, MAX_BUTTONS_IN_ROW, Page, Reply, Section, Tab, View, fit_page};
use crate::text::{Locale, text};

/// Most developments that are shown.
const MAX_NEW: usize = 5;

/// The newest developments, the newest first, of at most two on a page.
pub(super) fn newest(knowledge: &Knowledge, today: Date) -> Vec<(&Hotspot, &Development)> {
    let all = knowledge.hotspots().flat_map(|hotspot| {
        hotspot
            .developments
            .iter()
            .map(move |event| (hotspot, event))
    });
    let mut newest: Vec<_> = all
        .filter(|(_, event)| event.date.first_day() <= today)
        .collect();
    newest.sort_by_key(|(hotspot, event)| {
        (
            Reverse(event.date.first_day()),
            Reverse(event.date.last_day()),
            &hotspot.id,
        )
    });
    // The same event may stand on several pages, each with its own words; one page is enough.
    newest.dedup_by(|(_, one), (_, other)| one.text == other.text);
    newest.truncate(MAX_NEW);
    newest
}

/// What is new, with a button for each page of it.
pub(super) fn reply(knowledge: &Knowledge, today: Date, locale: Locale) -> Reply {
    let title = text!(locale, "conversation-new-title");
    let newest = newest(knowledge, today);
    let Some((_, first)) = newest.first() else {
        return Reply::private(title, text!(locale, "conversation-new-none"));
    };
    let citer = Citer(knowledge, locale);
    let entry = |(hotspot, event): &(&Hotspot, &Development)| -> Entry {
        citer
            .development(event)
            .labelled(&*hotspot.name)
            .naming_few()
    };
    let date: PartialDate = first.date;
    let mut page = Page {
        title,
        sections: vec![Section::running(newest.iter().map(entry).collect())],
        footer: dated_footer(knowledge, date, locale),
        locale,
        ..Page::default()
    };
    fit_page(&mut page);
    let mut buttons: Vec<Button> = Vec::new();
    for (hotspot, _) in &newest {
        let view = View::Topic {
            id: hotspot.id.clone(),
            tab: Tab::Timeline(None),
            page: 0,
        };
        let button = Button::privately(&*hotspot.name, view);
        if !buttons.contains(&button) {
            buttons.push(button);
        }
    }
    buttons.truncate(MAX_BUTTONS_IN_ROW);
    Reply::of(page).with_row(buttons)
}
