//! What is to be done about a server's events: a function of the calendar, the record, what Discord has and a moment alone.

use std::collections::{BTreeSet, HashMap, HashSet};

use jiff::Timestamp;

use super::board::{EventChange, FoundEvent};
use super::content::summit_of;
use super::fates::Fate;
use crate::store::{EventContent, EventState, ScheduledEvent};

/// The most events that a server may have that are still to come or under way, whoever made them.
/// <https://discord.com/developers/docs/resources/guild-scheduled-event#create-guild-scheduled-event>
pub(super) const MAX_EVENTS: usize = 100;

/// Something to be done, on Discord or on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum EventStep {
    /// Discord deletes an event; the row of its summit goes, if it is that row's.
    Delete {
        /// Whose row goes; `None` for an event beside the one on record.
        summit_id: Option<String>,
        /// The event.
        event_id: u64,
    },
    /// Discord calls an event off; its row goes.
    Cancel {
        /// Whose.
        summit_id: String,
        /// The event.
        event_id: u64,
    },
    /// The row goes.
    Forget {
        /// Whose.
        summit_id: String,
    },
    /// Somebody deleted the event, or ended it: that stands on record.
    Dismiss {
        /// Whose.
        summit_id: String,
    },
    /// The event was made before a crash: its id goes on record.
    Adopt {
        /// Whose.
        summit_id: String,
        /// The event.
        event_id: u64,
        /// What it was sent.
        sent: EventContent,
    },
    /// Discord writes an event anew where the calendar says something else than was sent.
    Change {
        /// Whose.
        summit_id: String,
        /// The event.
        event_id: u64,
        /// What it says from then on, as far as nobody has changed it.
        content: EventContent,
        /// What is written.
        change: EventChange,
    },
    /// Discord makes an event.
    Create {
        /// Whose.
        summit_id: String,
        /// What it says.
        content: EventContent,
    },
}

/// What is to be done, in this order, and what cannot be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct EventDiff {
    /// What frees a place comes before what takes one; what is nearer is made first.
    pub(super) steps: Vec<EventStep>,
    /// How many summits get no event, as the server has as many as Discord allows.
    pub(super) left_out: usize,
}

/// Compares what the calendar says with what is on record and with what Discord has. A summit that `fates` does not have is
/// unwanted.
pub(super) fn diff(
    fates: &HashMap<String, Fate>,
    rows: &[ScheduledEvent],
    found: &[FoundEvent],
    now: Timestamp,
) -> EventDiff {
    let rows: HashMap<&str, &ScheduledEvent> = rows
        .iter()
        .map(|row| (row.summit_id.as_str(), row))
        .collect();
    let (events, doubles) = assign(&rows, found);
    let mut steps: Vec<EventStep> = doubles.into_iter().map(delete_double).collect();
    let foreign = found.len() - events.len() - steps.len();
    let mut taken = foreign;
    let known: BTreeSet<&str> = rows.keys().chain(events.keys()).copied().collect();
    for summit_id in known {
        let event = events.get(summit_id).copied();
        match (fates.get(summit_id), event) {
            (Some(Fate::Wanted(_)), _) | (Some(Fate::Unread), None) => {}
            (Some(Fate::Unread | Fate::Over), Some(_)) => taken += 1,
            (Some(Fate::Cancelled), Some(event)) if !event.is_active => {
                steps.push(EventStep::Cancel {
                    summit_id: summit_id.to_owned(),
                    event_id: event.id,
                });
            }
            (_, event) => steps.push(end(summit_id, event)),
        }
    }
    let mut left_out = 0;
    for (summit_id, content) in wanted(fates) {
        let row = rows.get(summit_id).copied();
        let event = events.get(summit_id).copied();
        match place(summit_id, content, row, event, now) {
            Placing::Aside(noted) => steps.extend(noted),
            Placing::Wanted(_) if taken >= MAX_EVENTS => {
                left_out += 1;
                if row.is_some() || event.is_some() {
                    steps.push(end(summit_id, event));
                }
            }
            Placing::Wanted(more) => {
                taken += 1;
                steps.extend(more);
            }
        }
    }
    // The sort is stable: what is nearer stays first.
    steps.sort_by_key(EventStep::rank);
    EventDiff { steps, left_out }
}

impl EventStep {
    /// What frees a place on the server comes first, what takes one last.
    fn rank(&self) -> u8 {
        match self {
            Self::Delete { .. } | Self::Cancel { .. } => 0,
            Self::Forget { .. } | Self::Dismiss { .. } | Self::Adopt { .. } => 1,
            Self::Change { .. } => 2,
            Self::Create { .. } => 3,
        }
    }
}

/// The event of each summit, on record or known by its last line; and those of the bot's that are one too many.
fn assign<'c>(
    rows: &HashMap<&'c str, &'c ScheduledEvent>,
    found: &'c [FoundEvent],
) -> (HashMap<&'c str, &'c FoundEvent>, Vec<u64>) {
    let by_id: HashMap<u64, &FoundEvent> = found.iter().map(|one| (one.id, one)).collect();
    let on_record = rows.iter().filter_map(|(summit_id, row)| {
        let event = by_id.get(&row.event_id?)?;
        Some((*summit_id, *event))
    });
    let mut events: HashMap<&str, &FoundEvent> = on_record.collect();
    let recorded: HashSet<u64> = events.values().map(|event| event.id).collect();
    let mut doubles = Vec::new();
    let others = found
        .iter()
        .filter(|one| one.is_own && !recorded.contains(&one.id));
    for event in others {
        match summit_of(&event.description) {
            Some(summit_id) if events.contains_key(summit_id) => doubles.push(event.id),
            Some(summit_id) => {
                events.insert(summit_id, event);
            }
            None => {}
        }
    }
    (events, doubles)
}

fn delete_double(event_id: u64) -> EventStep {
    EventStep::Delete {
        summit_id: None,
        event_id,
    }
}

/// Ends the event of a summit, or forgets it if Discord has none.
fn end(summit_id: &str, event: Option<&FoundEvent>) -> EventStep {
    let summit_id = summit_id.to_owned();
    match event {
        Some(event) => EventStep::Delete {
            summit_id: Some(summit_id),
            event_id: event.id,
        },
        None => EventStep::Forget { summit_id },
    }
}

/// The summits that are wanted, the nearest first.
fn wanted(fates: &HashMap<String, Fate>) -> Vec<(&str, &EventContent)> {
    let wanted = fates.iter().filter_map(|(summit_id, fate)| match fate {
        Fate::Wanted(content) => Some((summit_id.as_str(), content)),
        _ => None,
    });
    let mut wanted: Vec<(&str, &EventContent)> = wanted.collect();
    wanted.sort_by_key(|(summit_id, content)| (content.starts_at, *summit_id));
    wanted
}

/// Whether a wanted summit is to have an event.
enum Placing {
    /// It is not, and this is to be noted.
    Aside(Vec<EventStep>),
    /// It is, if there is room; and this is to be done for it.
    Wanted(Vec<EventStep>),
}

fn place(
    summit_id: &str,
    content: &EventContent,
    row: Option<&ScheduledEvent>,
    event: Option<&FoundEvent>,
    now: Timestamp,
) -> Placing {
    let has_begun = content.starts_at <= now;
    let named = || summit_id.to_owned();
    match (event, row) {
        (Some(event), Some(row)) => Placing::Wanted(kept(summit_id, content, row, event, now)),
        // The record was lost: nobody knows what was sent, so all of it is.
        (Some(event), None) => {
            let unknown = None;
            Placing::Wanted(revised(summit_id, content, unknown, event, now))
        }
        (None, Some(row)) if row.state == EventState::Dismissed => Placing::Aside(Vec::new()),
        (None, Some(row)) if row.state == EventState::Rejected && row.sent == *content => {
            Placing::Aside(Vec::new())
        }
        (None, Some(row)) if row.state == EventState::Made && row.sent.ends_at > now => {
            let summit_id = named();
            Placing::Aside(vec![EventStep::Dismiss { summit_id }])
        }
        // Discord makes no event that has begun.
        (None, row) if has_begun => {
            let forget = row.map(|_| EventStep::Forget { summit_id: named() });
            Placing::Aside(forget.into_iter().collect())
        }
        (None, _) => Placing::Wanted(vec![create(summit_id, content)]),
    }
}

fn create(summit_id: &str, content: &EventContent) -> EventStep {
    EventStep::Create {
        summit_id: summit_id.to_owned(),
        content: content.clone(),
    }
}

/// What is to be done for an event that is there and on record.
fn kept(
    summit_id: &str,
    content: &EventContent,
    row: &ScheduledEvent,
    event: &FoundEvent,
    now: Timestamp,
) -> Vec<EventStep> {
    let mut steps = Vec::new();
    if row.event_id != Some(event.id) || row.state != EventState::Made {
        steps.push(EventStep::Adopt {
            summit_id: summit_id.to_owned(),
            event_id: event.id,
            sent: row.sent.clone(),
        });
    }
    if row.sent != *content {
        steps.extend(revised(summit_id, content, Some(&row.sent), event, now));
    }
    steps
}

/// Brings an event to what the calendar says now, field by field: what only a person has changed stays.
fn revised(
    summit_id: &str,
    content: &EventContent,
    sent: Option<&EventContent>,
    event: &FoundEvent,
    now: Timestamp,
) -> Vec<EventStep> {
    let is_moved = sent.is_none_or(|sent| sent.starts_at != content.starts_at);
    let is_ahead = content.starts_at > now;
    // Discord neither takes back a beginning nor takes one that lies in the past.
    if is_moved && event.is_active == is_ahead {
        let replaced = is_ahead.then(|| create(summit_id, content));
        return [end(summit_id, Some(event))]
            .into_iter()
            .chain(replaced)
            .collect();
    }
    let differs = |field: fn(&EventContent) -> &String| {
        let new = field(content);
        sent.is_none_or(|sent| field(sent) != new)
            .then(|| new.clone())
    };
    let is_end_moved = sent.is_none_or(|sent| sent.ends_at != content.ends_at);
    let starts_at = (is_moved && is_ahead).then_some(content.starts_at);
    let change = EventChange {
        name: differs(|content| &content.name),
        description: differs(|content| &content.description),
        location: differs(|content| &content.location),
        starts_at,
        // Both together: the new beginning may lie behind the old end.
        ends_at: (is_end_moved || starts_at.is_some()).then_some(content.ends_at),
    };
    vec![EventStep::Change {
        summit_id: summit_id.to_owned(),
        event_id: event.id,
        content: content.clone(),
        change,
    }]
}

#[cfg(test)]
mod tests;
