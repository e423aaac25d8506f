//! What messages about summits have in common: dates, a colour, a headline.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::calendar::{find_zone, utc_offset};
use crate::document::Precision;
use crate::knowledge::Summit;
use crate::reply::{Entry, MomentStyle, Occasion, Page, Tone, inline};
use crate::store::{Alert, AlertKind};
use crate::text::{Locale, text};

/// How many characters of an embed a list of summits may take; Discord allows 4,096 in its description.
pub(super) const MAX_LIST: usize = 3_000;

/// When a summit begins: by each reader's own clock, and as the venue has it.
pub(super) fn when(summit: &Summit, begins_at: Timestamp, dates: &str, locale: Locale) -> String {
    if !has_hour(summit) {
        return text!(locale, "alerts-when-day", dates = dates);
    }
    let offset = utc_offset(zone_of(summit).to_offset(begins_at));
    let moment = inline::moment(begins_at, MomentStyle::Long);
    text!(
        locale,
        "alerts-when-hour",
        moment = moment,
        dates = dates,
        offset = offset
    )
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

/// The nearer, the warmer.
const SOON: SignedDuration = SignedDuration::from_hours(25);
/// The last alert before the doors close.
const VERY_SOON: SignedDuration = SignedDuration::from_hours(3);

/// How urgent an alert is, as a colour.
pub(super) fn tone(alert: &Alert, now: Timestamp) -> Tone {
    match alert.spec.kind {
        AlertKind::Escalation { .. }
        | AlertKind::Cancelled { .. }
        | AlertKind::Removed { .. }
        | AlertKind::OwnerNotice { .. } => Tone::Opposed,
        AlertKind::Moved { .. } => Tone::Partly,
        AlertKind::Lead { .. } | AlertKind::Snooze { .. } => {
            let left = alert.spec.begins_at.map(|at| at.duration_since(now));
            match left {
                Some(left) if left <= VERY_SOON => Tone::Opposed,
                Some(left) if left <= SOON => Tone::Partly,
                _ => Tone::Plain,
            }
        }
        AlertKind::Digest { .. } | AlertKind::Handover => Tone::Plain,
    }
}

/// A page whose title is also the headline, which a locked phone shows.
pub(super) fn headed(title: String, page: Page) -> (String, Page) {
    (title.clone(), Page { title, ..page })
}
