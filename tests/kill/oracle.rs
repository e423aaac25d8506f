//! Holds the channels and the outbox against what was promised.

use std::collections::{BTreeMap, HashMap, HashSet};

use attache::store::{Alert, AlertSpec};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use test_support::outbox::{Delivered, check_outbox};

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
    /// Scheduled events on all servers.
    pub(crate) events: usize,
    /// Ended without a message, by reason.
    pub(crate) ended: BTreeMap<String, usize>,
}

/// Holds what stands in the channels and in the outbox against what was promised: every alert posted once, or its
/// reason on record; none twice, none early, none that nobody asked for.
pub(crate) fn judge(
    promised: &[AlertSpec],
    rows: &[Alert],
    messages: &[Value],
) -> Result<Metrics, String> {
    let ids: HashSet<&str> = rows.iter().map(|row| row.spec.id.as_str()).collect();
    if let Some(lost) = promised.iter().find(|one| !ids.contains(one.id.as_str())) {
        return Err(format!("lost, never planned: {lost:?}"));
    }
    let delivered: Vec<Delivered> = messages.iter().map(read).collect::<Result<_, _>>()?;
    let is_early = |row: &Alert, message: &Delivered| message.at < row.spec.due_at;
    check_outbox(rows, &delivered, |_| false, is_early)?;
    let mut metrics = Metrics {
        promised: promised.len(),
        rows: rows.len(),
        messages: messages.len(),
        ..Metrics::default()
    };
    let posted_at: HashMap<u64, Timestamp> = delivered.iter().map(|one| (one.id, one.at)).collect();
    for row in rows {
        if let Some(at) = row.message_id.and_then(|id| posted_at.get(&id)) {
            metrics.posted += 1;
            metrics.tried_again += usize::from(row.attempts > 1);
            metrics.latest = metrics.latest.max(at.duration_since(row.spec.due_at));
        } else if let Some(cause) = &row.cause {
            let reason = cause.reason.as_ref().to_owned();
            *metrics.ended.entry(reason).or_default() += 1;
        }
    }
    Ok(metrics)
}

/// A message of the practice Discord's, with the batch that its buttons carry.
fn read(message: &Value) -> Result<Delivered, String> {
    let Some(batch_id) = batch_id(&message["components"]) else {
        return Err(format!("a message without an alert: {message:#}"));
    };
    let number = |key: &str| message[key].as_str().and_then(|id| id.parse().ok());
    let at = message["timestamp"].as_str().and_then(|at| at.parse().ok());
    Ok(Delivered {
        id: number("id").unwrap_or_default(),
        channel: number("channel_id").unwrap_or_default(),
        batch_id: batch_id.to_owned(),
        at: at.unwrap_or_default(),
    })
}

/// `1/alert/ID/acknowledge`, on a button at any depth.
pub(crate) fn batch_id(components: &Value) -> Option<&str> {
    let id = components["custom_id"].as_str();
    let carried = id.and_then(|id| id.split_once("/alert/")?.1.split_once('/'));
    let below = components
        .as_array()
        .or(components["components"].as_array());
    carried
        .map(|(id, _)| id)
        .or_else(|| below?.iter().find_map(batch_id))
}
