//! `/compare`: two hotspots side by side.

use super::age::{AsOf, dated_footer, stale_warning};
use super::citer::Citer;
use super::wording::{actor, stance_word};
use crate::knowledge::{Actor, Hotspot, Knowledge};
use crate::reply::{Button, Entry, Page, Reply, Section, View, fit};
use crate::text::{Locale, text};

/// Most of one cell, in characters: eight of them and the headings stay below the total of an embed.
const MAX_CELL: usize = 650;

/// The verdicts, the newest positions and the latest events of two hotspots, row by row.
pub(super) fn show(
    knowledge: &Knowledge,
    first: &Hotspot,
    second: &Hotspot,
    as_of: AsOf,
    locale: Locale,
) -> Reply {
    let citer = Citer(knowledge, locale);
    let rows = cells(citer, first).into_iter().zip(cells(citer, second));
    let older = [second, first]
        .into_iter()
        .min_by_key(|hotspot| hotspot.as_of().last_day())
        .unwrap_or(second);
    let warning = stale_warning(older.as_of(), as_of, locale);
    let page = Page {
        title: text!(
            locale,
            "pages-compare-title",
            first = &first.name,
            second = &second.name
        ),
        warning: warning.map(|warning| {
            text!(
                locale,
                "pages-warning-about",
                what = &older.name,
                warning = warning
            )
        }),
        sections: rows.flat_map(|(left, right)| [left, right]).collect(),
        footer: dated_footer(knowledge, older.as_of(), locale),
        ..Page::default()
    };
    let to = |hotspot: &Hotspot| Button::to(&hotspot.name, View::overview(&hotspot.id));
    let mut row = vec![to(first)];
    if first.id != second.id {
        row.push(to(second));
    }
    Reply::of(page).with_row(row)
}

fn cells(citer: Citer<'_>, hotspot: &Hotspot) -> [Section; 4] {
    let locale = citer.1;
    let cell = |heading: String, entry: Option<Entry>| {
        let entry = entry.unwrap_or_else(|| Entry::remark(text!(locale, "pages-nothing")));
        let heading = text!(
            locale,
            "pages-labelled",
            what = &hotspot.name,
            rest = heading
        );
        Section {
            heading: Some(heading),
            entries: fit(vec![entry], MAX_CELL),
            is_inline: true,
        }
    };
    let newest_position = |actor: Actor| {
        let position = hotspot.positions_of(actor).next();
        position.map(|position| citer.position(position))
    };
    let verdict = hotspot.alignment().map(|verdict| citer.alignment(verdict));
    let latest = hotspot.developments.first();
    [
        cell(stance_word(hotspot, locale), verdict),
        cell(actor(Actor::China, locale), newest_position(Actor::China)),
        cell(actor(Actor::Russia, locale), newest_position(Actor::Russia)),
        cell(
            text!(locale, "pages-latest-cell"),
            latest.map(|event| citer.development(event)),
        ),
    ]
}
