//! Holds the channels and the outbox against what was promised.

use std::collections::{BTreeMap, HashMap, HashSet};

use attache::store::{Alert, AlertSpec, AlertState};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

/// What became of all alerts of a run.
#[derive(Debug, Default)]
pub(crate) struct Metrics {
    pub(crate) promised: usize,
    pub(crate) rows: usize,
    pub(crate) posted: usize,
    pub(crate) messages: usize,
    /// Posted after more than one try, or by adoption.
    pub(crate) tried_again: usize,
    /// The longest time from an alert's due instant to its message.
    pub(crate) latest: SignedDuration,
    /// Ended without a message, by reason.
    pub(crate) ended: BTreeMap<String, usize>,
}

struct Message {
    id: u64,
    channel: u64,
    at: Timestamp,
}

/// Holds what stands in the channels and in the outbox against what was promised: every alert posted once, or its
/// reason on record; none twice, none early, none that nobody asked for.
pub(crate) fn judge(
    promised: &[AlertSpec],
    rows: &[Alert],
    messages: &[Value],
) -> Result<Metrics, String> {
    let mut metrics = Metrics {
        promised: promised.len(),
        rows: rows.len(),
        messages: messages.len(),
        ..Metrics::default()
    };
    let by_delivery = by_delivery(messages)?;
    let by_id: HashMap<&str, &Alert> = rows.iter().map(|row| (row.spec.id.as_str(), row)).collect();
    for planned in promised {
        if !by_id.contains_key(planned.id.as_str()) {
            return Err(format!("lost, never planned: {planned:?}"));
        }
    }
    let mut led = HashSet::new();
    for row in rows {
        match row.state {
            AlertState::Planned => return Err(format!("left behind: {row:#?}")),
            AlertState::Posted => {
                let batch_id = row.batch_id.as_deref().unwrap_or_default();
                let Some(message) = by_delivery.get(batch_id) else {
                    return Err(format!("lost, on record as posted: {row:#?}"));
                };
                let channel_id = row.spec.destination.channel_id();
                if row.message_id != Some(message.id) || channel_id != Some(message.channel) {
                    return Err(format!("another message than on record: {row:#?}"));
                }
                if message.at < row.spec.due_at {
                    return Err(format!("early, at {}: {row:#?}", message.at));
                }
                led.insert(batch_id);
                metrics.posted += 1;
                metrics.tried_again += usize::from(row.attempts > 1);
                metrics.latest = metrics
                    .latest
                    .max(message.at.duration_since(row.spec.due_at));
            }
            AlertState::Missed | AlertState::Failed | AlertState::Withdrawn => {
                let Some(cause) = &row.cause else {
                    return Err(format!("ended for no reason: {row:#?}"));
                };
                if row.message_id.is_some() || by_delivery.contains_key(row.spec.id.as_str()) {
                    return Err(format!("posted, and on record as not: {row:#?}"));
                }
                let reason = cause.reason.as_ref().to_owned();
                *metrics.ended.entry(reason).or_default() += 1;
            }
        }
    }
    match by_delivery.keys().find(|delivery| !led.contains(*delivery)) {
        Some(stray) => Err(format!(
            "nobody's message: {stray}, {:#?}",
            by_id.get(stray)
        )),
        None => Ok(metrics),
    }
}

/// The messages by the delivery that their buttons carry, each of which may stand there once only.
fn by_delivery(messages: &[Value]) -> Result<HashMap<&str, Message>, String> {
    let mut found = HashMap::new();
    for message in messages {
        let Some(delivery) = delivery(&message["components"]) else {
            return Err(format!("a message without a delivery: {message:#}"));
        };
        let number = |key: &str| message[key].as_str().and_then(|id| id.parse().ok());
        let at = message["timestamp"].as_str().and_then(|at| at.parse().ok());
        let read = Message {
            id: number("id").unwrap_or_default(),
            channel: number("channel_id").unwrap_or_default(),
            at: at.unwrap_or_default(),
        };
        if let Some(first) = found.insert(delivery, read) {
            return Err(format!(
                "twice: {delivery}, first as {}: {message:#}",
                first.id
            ));
        }
    }
    Ok(found)
}

/// `1/alert/ID/acknowledge`, on a button at any depth.
fn delivery(components: &Value) -> Option<&str> {
    let id = components["custom_id"].as_str();
    let carried = id.and_then(|id| id.split_once("/alert/")?.1.split_once('/'));
    let below = components
        .as_array()
        .or(components["components"].as_array());
    carried
        .map(|(id, _)| id)
        .or_else(|| below?.iter().find_map(delivery))
}
