use super::statement::Citer;
use super::{AsOf, dated_footer, stale_warning, stance_word};
use crate::knowledge::{Actor, Hotspot, Knowledge};
use crate::reply::{Button, Entry, Page, Reply, Section, Tab, View, fit};

/// What one cell may have, in characters: eight of them and the heading stay below the total of an embed.
const MAX_CELL: usize = 650;

/// Two hotspots side by side.
pub(super) fn show(
    knowledge: &Knowledge,
    first: &Hotspot,
    second: &Hotspot,
    moment: AsOf,
) -> Reply {
    let teller = Citer(knowledge);
    let sections = [cells(teller, first), cells(teller, second)];
    let [left, right] = sections;
    let older = if first.as_of().last_day() < second.as_of().last_day() {
        first
    } else {
        second
    };
    let page = Page {
        title: format!("{} and {}", first.name, second.name),
        warning: stale_warning(older.as_of(), moment)
            .map(|warning| format!("{}: {warning}", older.name)),
        sections: left
            .into_iter()
            .zip(right)
            .flat_map(|(left, right)| [left, right])
            .collect(),
        footer: dated_footer(knowledge, older.as_of()),
        ..Page::default()
    };
    let to = |hotspot: &Hotspot| {
        Button::to(
            &hotspot.name,
            View::Topic {
                id: hotspot.id.clone(),
                tab: Tab::Overview,
                page: 0,
            },
        )
    };
    let mut row = vec![to(first)];
    if first.id != second.id {
        row.push(to(second));
    }
    Reply::of(page).with_row(row)
}

fn cells(teller: Citer<'_>, hotspot: &Hotspot) -> [Section; 4] {
    let name = &hotspot.name;
    let cell = |heading: String, entry: Option<Entry>| Section {
        heading: Some(heading),
        entries: fit(
            vec![entry.unwrap_or_else(|| Entry::remark("Nothing is known."))],
            MAX_CELL,
        ),
        beside: true,
    };
    let newest = |actor: Actor| {
        hotspot
            .positions_of(actor)
            .next()
            .map(|position| teller.position(position))
    };
    [
        cell(
            format!("{name}: {}", stance_word(hotspot)),
            hotspot.alignment().map(|verdict| teller.alignment(verdict)),
        ),
        cell(format!("{name}: China"), newest(Actor::China)),
        cell(format!("{name}: Russia"), newest(Actor::Russia)),
        cell(
            format!("{name}: latest"),
            hotspot
                .developments
                .first()
                .map(|event| teller.development(event)),
        ),
    ]
}
