//! The whole table of a summit that is not known yet.

use std::collections::BTreeSet;

use super::dates::EntryDates;
use super::field_diff::{FieldDiff, MAX_NAME, MAX_TEXT, date_value, list_value};
use crate::calendar::EventStatus;
use crate::document::PartialDate;
use crate::import::ics::ImportedEvent;
use crate::import::matching::exported_id;
use crate::import::proposal::{FILL_IN, ImportChoices, ProposedEntry};
use crate::knowledge::{Knowledge, MAX_ID, Summit, is_id, plain_name};

/// Room at the end of an id for `-2026`, and for `-9` if that is taken, in characters.
const ROOM_FOR_YEAR: usize = 8;

/// Everything a calendar says of a summit that is not known yet; its id is added to `taken_ids`.
pub(in crate::import) fn new_entry(
    knowledge: &Knowledge,
    event: &ImportedEvent,
    choices: ImportChoices<'_>,
    taken_ids: &mut BTreeSet<String>,
) -> ProposedEntry {
    let dates = EntryDates::new(event, None);
    let year = dates.start.first_day().year();
    let mut fields = FieldDiff::default();
    add_series(&mut fields, knowledge, &event.title, choices.series);
    fields.set_shortened("name", &event.title, MAX_NAME);
    fields.set_dates(&dates);
    fields.set_location(event.location.as_deref());
    fields.set_zone(&dates);
    if dates.is_utc_only {
        fields.note("the calendar gives the time in UTC only; use the venue's zone and local time if you know them");
    }
    add_status(&mut fields, event.status, choices.source.is_some());
    match &event.text {
        Some(text) => fields.set_shortened("text", text, MAX_TEXT),
        None => fields.leave_blank("text", "what to watch, what is known, what is in dispute"),
    }
    add_sources(&mut fields, knowledge, choices);
    ProposedEntry {
        line: event.line,
        id: new_id(event, year, taken_ids),
        year,
        fields: fields.into_fields(),
    }
}

/// `organization` and `series`: of the series that the title names, the longest name first; else of the given one.
fn add_series(fields: &mut FieldDiff, knowledge: &Knowledge, title: &str, given: Option<&str>) {
    let title = format!(" {} ", plain_name(title));
    let is_in_title =
        |summit: &&Summit| title.contains(&format!(" {} ", plain_name(&summit.series)));
    let is_given = |summit: &&Summit| {
        given.is_some_and(|given| plain_name(given) == plain_name(&summit.series))
    };
    let rank = |summit: &&Summit| (summit.series.chars().count(), summit.organization.is_some());
    let sibling = knowledge
        .summits()
        .filter(is_in_title)
        .max_by_key(rank)
        .or_else(|| knowledge.summits().filter(is_given).max_by_key(rank));
    if let Some(organization) = sibling.and_then(|summit| summit.organization.as_deref()) {
        fields.set_text("organization", organization);
    }
    match sibling.map(|summit| summit.series.as_str()).or(given) {
        Some(series) => fields.set_text("series", series),
        None => fields.leave_blank(
            "series",
            "the short name readers know, such as `SCO`; or give `--series`",
        ),
    }
}

/// A status of ours, guessed from the calendar's if the editor vouches for the calendar by naming it as a source.
fn add_status(fields: &mut FieldDiff, status: Option<EventStatus>, has_source: bool) {
    let (guess, given) = match status {
        Some(EventStatus::Cancelled) => return fields.set_text("status", "cancelled"),
        Some(EventStatus::Confirmed) => ("confirmed", "; the calendar says CONFIRMED"),
        Some(EventStatus::Tentative) => ("expected", "; the calendar says TENTATIVE"),
        None => ("announced", ""),
    };
    if has_source {
        fields.set_text("status", guess);
    } else {
        let note = format!("confirmed, announced, expected, held or cancelled{given}");
        fields.leave_blank("status", &note);
    }
}

fn add_sources(fields: &mut FieldDiff, knowledge: &Knowledge, choices: ImportChoices<'_>) {
    let Some(source) = choices.source else {
        fields.leave_blank("as_of", "the date of the newest source");
        fields.set("sources", list_value([FILL_IN]));
        return fields.note("ids from sources.toml; or give `--source`");
    };
    let published = knowledge.source(source).and_then(|source| source.date);
    let as_of = published.unwrap_or(PartialDate::Day(choices.today));
    fields.set("as_of", date_value(&as_of.to_iso()));
    if published.is_none() {
        fields.note("the source has no date, so this is today");
    }
    fields.set("sources", list_value([source]));
}

fn new_id(event: &ImportedEvent, year: i16, taken_ids: &mut BTreeSet<String>) -> String {
    let exported = exported_id(event).filter(|id| is_id(id) && !taken_ids.contains(*id));
    let id = exported.map_or_else(|| free_id(&event.title, year, taken_ids), str::to_owned);
    taken_ids.insert(id.clone());
    id
}

/// As many words of the title as fit, and the year: `nato-summit-2027`; with a number behind it if that is taken.
fn free_id(title: &str, year: i16, taken_ids: &BTreeSet<String>) -> String {
    let letters: String = plain_name(title)
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect();
    let year = year.to_string();
    let words = letters.split_whitespace().filter(|word| *word != year);
    let mut id = String::new();
    for word in words {
        if id.len() + 1 + word.len() > MAX_ID - ROOM_FOR_YEAR {
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id += word;
    }
    if id.is_empty() {
        // A title without a Latin letter or digit.
        "summit".clone_into(&mut id);
    }
    id = format!("{id}-{year}");
    let numbered = (2..).map(|number| format!("{id}-{number}"));
    let free = std::iter::once(id.clone())
        .chain(numbered)
        .find(|id| !taken_ids.contains(id));
    free.unwrap_or(id)
}
