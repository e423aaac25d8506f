//! What the calendar says of the summits that a server wants.

use std::collections::HashMap;

use jiff::Timestamp;

use super::content::content;
use crate::alerts::subscription::covers;
use crate::config::ClockTime;
use crate::knowledge::{Knowledge, Summit, SummitStatus};
use crate::store::EventContent;
use crate::text::Locale;

/// What the calendar says of a summit that has an event, or may have one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is wanted, still to come or under way.
    Wanted(EventContent),
    /// It will not take place.
    Cancelled,
    /// It has taken place: Discord ends its event by itself.
    Over,
    /// Its file cannot be read: all stays as it is.
    Unread,
}

/// What the calendar says of each summit that one of `names` covers. One whose day is not known is not among them.
pub(super) fn fates(
    knowledge: &Knowledge,
    names: &[String],
    day_starts_at: ClockTime,
    locale: Locale,
    now: Timestamp,
) -> HashMap<String, Fate> {
    let covered = knowledge.summits().filter(|summit| covers(names, summit));
    let fate = |summit: &Summit| match summit.status {
        SummitStatus::Cancelled => Some(Fate::Cancelled),
        SummitStatus::Held => Some(Fate::Over),
        _ => {
            let content = content(knowledge, summit, day_starts_at, locale)?;
            let is_over = content.ends_at <= now;
            Some(if is_over {
                Fate::Over
            } else {
                Fate::Wanted(content)
            })
        }
    };
    covered
        .filter_map(|summit| Some((summit.id.clone(), fate(summit)?)))
        .collect()
}
