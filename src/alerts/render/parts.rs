//! What messages about summits have in common: dates, a colour, a headline.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::calendar::find_zone;
use crate::document::Precision;
use crate::knowledge::Summit;
use crate::reply::{Entry, Occasion, Page, Tone};
use crate::store::AlertKind;

/// How many characters of an embed a list of summits may take; Discord allows 4,096 in its description.
pub(super) const MAX_LIST: usize = 3_000;

/// When a summit begins, as each reader's own clock has it.
pub(super) fn when(summit: &Summit, begins_at: Timestamp, dates: String) -> Entry {
    let at = begins_at.to_zoned_datetime(zone_of(summit));
    occasion(summit, at, dates)
}

pub(super) fn occasion(summit: &Summit, at: jiff::ZonedDateTime, dates: String) -> Entry {
    let has_hour = has_hour(summit);
    Entry {
        occasion: Some(Occasion { at, has_hour }),
        ..Entry::remark(dates)
    }
}

/// Whether the hour is known at which it begins.
pub(super) fn has_hour(summit: &Summit) -> bool {
    let start = summit.start;
    start.is_some_and(|start| start.precision() == Precision::Minute)
}

/// The zone of the venue; UTC if it is not known.
pub(super) fn zone_of(summit: &Summit) -> TimeZone {
    let zone = summit.time_zone.as_deref().and_then(find_zone);
    zone.unwrap_or(TimeZone::UTC)
}

pub(super) fn tone(kind: &AlertKind) -> Tone {
    match kind {
        AlertKind::Escalation { .. }
        | AlertKind::Cancelled { .. }
        | AlertKind::OwnerNotice { .. } => Tone::Opposed,
        AlertKind::Moved { .. } => Tone::Partly,
        AlertKind::Lead { .. } | AlertKind::Snooze { .. } | AlertKind::Digest { .. } => Tone::Plain,
    }
}

/// A page whose title is also the headline, which a locked phone shows.
pub(super) fn headed(title: String, page: Page) -> (String, Page) {
    (title.clone(), Page { title, ..page })
}
