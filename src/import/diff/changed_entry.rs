//! The keys of a known summit that a calendar would change.

use toml_edit::Value;

use super::dates::EntryDates;
use super::field_diff::{FieldDiff, MAX_NAME, MAX_TEXT, date_value, list_value};
use crate::calendar::EventStatus;
use crate::document::PartialDate;
use crate::import::ics::ImportedEvent;
use crate::import::matching::MatchedSummit;
use crate::import::proposal::{FILL_IN, ImportChoices, ProposedEntry};
use crate::knowledge::{Knowledge, Summit, SummitStatus, plain_name};

/// What a calendar says differently. None if nothing. Of an event that never came from here, only its dates and whether
/// it is cancelled are compared: its words are its calendar's own.
pub(in crate::import) fn changed_entry(
    knowledge: &Knowledge,
    matched: &MatchedSummit<'_>,
    event: &ImportedEvent,
    choices: ImportChoices<'_>,
) -> Option<ProposedEntry> {
    let summit = matched.summit;
    let dates = EntryDates::new(event, summit.time_zone.as_deref());
    let mut fields = FieldDiff::default();
    if matched.is_own_export {
        diff_name(&mut fields, summit, event);
    }
    let has_moved = !dates.agree_with(summit);
    if has_moved {
        fields.set_moved_dates(&dates, summit);
    }
    let is_elsewhere = matched.is_own_export && diff_location(&mut fields, summit, event);
    let has_new_status = diff_status(&mut fields, matched, event);
    if summit.unverified && (has_moved || has_new_status) {
        fields.remove("unverified", Value::from(true));
    }
    if matched.is_own_export {
        diff_text(&mut fields, summit, event);
    }
    if fields.is_empty() {
        return None;
    }
    let is_material = has_moved || is_elsewhere || has_new_status;
    diff_sources(&mut fields, knowledge, summit, choices, is_material);
    Some(ProposedEntry {
        line: event.line,
        id: summit.id.clone(),
        year: dates.start.first_day().year(),
        fields: fields.into_fields(),
    })
}

fn diff_name(fields: &mut FieldDiff, summit: &Summit, event: &ImportedEvent) {
    if plain_name(&event.title) != plain_name(&summit.title()) {
        fields.set_shortened("name", &event.title, MAX_NAME);
        fields.previous(Value::from(summit.name.as_str()));
    }
}

/// Whether the event is somewhere else. An event without a place says nothing about it.
fn diff_location(fields: &mut FieldDiff, summit: &Summit, event: &ImportedEvent) -> bool {
    let exported = summit.event(None).and_then(|exported| exported.place);
    let is_elsewhere =
        event.location.is_some() && !is_same_text(event.location.as_deref(), exported.as_deref());
    if is_elsewhere {
        fields.set_location(event.location.as_deref());
        for (key, previous) in [
            ("city", &summit.city),
            ("venue", &summit.venue),
            ("country", &summit.country),
        ] {
            fields.compare_text(key, previous.as_deref());
        }
    }
    is_elsewhere
}

/// Whether the status changes. Other programs confirm whatever is in them, so only our own export may confirm a summit.
fn diff_status(fields: &mut FieldDiff, matched: &MatchedSummit<'_>, event: &ImportedEvent) -> bool {
    let summit = matched.summit;
    let is_open = matches!(
        summit.status,
        SummitStatus::Announced | SummitStatus::Expected
    );
    let status = match event.status {
        Some(EventStatus::Cancelled) if summit.status != SummitStatus::Cancelled => {
            SummitStatus::Cancelled
        }
        // Of a date that is only approximate, our own export says TENTATIVE whatever its status.
        Some(EventStatus::Confirmed) if matched.is_own_export && is_open && !summit.approximate => {
            SummitStatus::Confirmed
        }
        _ => return false,
    };
    fields.set_text("status", &status.to_string());
    fields.previous(Value::from(summit.status.to_string()));
    true
}

fn diff_text(fields: &mut FieldDiff, summit: &Summit, event: &ImportedEvent) {
    let Some(text) = event.text.as_deref() else {
        return;
    };
    let exported = summit.event(None).map(|exported| exported.text);
    if exported.is_none_or(|exported| is_same_text(Some(text), Some(&exported))) {
        return;
    }
    let own = without_status(text);
    if !is_same_text(Some(own), Some(&summit.text)) {
        fields.set_shortened("text", own, MAX_TEXT);
        fields.previous(Value::from(summit.text.as_str()));
    }
}

/// `as_of`, `revision` and `sources` of the change. A change is material if calendars elsewhere have to take it over.
fn diff_sources(
    fields: &mut FieldDiff,
    knowledge: &Knowledge,
    summit: &Summit,
    choices: ImportChoices<'_>,
    is_material: bool,
) {
    let known = summit.sources.iter().map(String::as_str);
    let Some(source) = choices.source else {
        fields.leave_blank(
            "as_of",
            "the date of the newest source, never older than it was",
        );
        fields.previous(date_value(&summit.as_of.to_iso()));
        fields.set("sources", list_value(known.chain([FILL_IN])));
        return fields.note("the source of this change; or give `--source`");
    };
    let published = knowledge.source(source).and_then(|source| source.date);
    let as_of = published.unwrap_or(PartialDate::Day(choices.today));
    if as_of.last_day() > summit.as_of.last_day() {
        fields.set("as_of", date_value(&as_of.to_iso()));
        fields.previous(date_value(&summit.as_of.to_iso()));
    } else if is_material {
        // Calendars elsewhere take the change only if its SEQUENCE rises.
        fields.set("revision", Value::from(i64::from(summit.revision) + 1));
        fields.previous(Value::from(i64::from(summit.revision)));
    }
    if !summit.sources.iter().any(|known| known == source) {
        fields.set("sources", list_value(known.chain([source])));
    }
}

/// Our own export adds a line with the status below the text.
fn without_status(text: &str) -> &str {
    match text.rsplit_once('\n') {
        Some((own, last)) if last.starts_with("Status: ") => own.trim(),
        _ => text,
    }
}

/// Whether two texts have the same words: other programs fold and trim as they like.
fn is_same_text(one: Option<&str>, other: Option<&str>) -> bool {
    let words = |text: Option<&str>| {
        text.unwrap_or_default()
            .split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    words(one) == words(other)
}
