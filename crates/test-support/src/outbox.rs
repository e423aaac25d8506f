//! What alerts promise, whatever failed: the outbox held against the channels. `tests/simulation` and `tests/kill` end with it.

use std::collections::HashMap;

use attache::store::{Alert, AlertState, Destination};
use jiff::Timestamp;

/// A message with an alert in it, as it stands in a channel.
#[derive(Debug, Clone)]
pub struct Delivered {
    /// The message's id.
    pub id: u64,
    /// Its channel, or whom a direct message is for.
    pub channel: u64,
    /// The batch that its buttons carry.
    pub batch_id: String,
    /// When it was stored.
    pub at: Timestamp,
}

/// Holds every alert against the messages: posted once, or its reason on record; none twice, none early, none that nobody
/// asked for. `may_wait` says of an alert that is still planned whether it may be, `is_early` whether a message was too soon.
///
/// # Errors
/// The first breach, in words.
pub fn check_outbox(
    alerts: &[Alert],
    messages: &[Delivered],
    may_wait: impl Fn(&Alert) -> bool,
    is_early: impl Fn(&Alert, &Delivered) -> bool,
) -> Result<(), String> {
    let by_batch = by_batch(messages)?;
    for alert in alerts {
        match alert.state {
            AlertState::Planned if may_wait(alert) => {}
            AlertState::Planned => return Err(format!("left behind: {alert:#?}")),
            AlertState::Posted => {
                let batch_id = alert.batch_id.as_deref().unwrap_or_default();
                let Some(message) = by_batch.get(batch_id) else {
                    return Err(format!("lost, on record as posted: {alert:#?}"));
                };
                let (Destination::Channel(channel) | Destination::User(channel)) =
                    alert.spec.destination;
                if alert.message_id != Some(message.id) || channel != message.channel {
                    return Err(format!(
                        "another message than on record: {message:?} {alert:#?}"
                    ));
                }
                if is_early(alert, message) {
                    return Err(format!("early: {message:?} {alert:#?}"));
                }
            }
            AlertState::Missed | AlertState::Failed | AlertState::Withdrawn => {
                if alert.cause.is_none() {
                    return Err(format!("ended for no reason: {alert:#?}"));
                }
                if alert.message_id.is_some() || by_batch.contains_key(alert.spec.id.as_str()) {
                    return Err(format!("posted, and on record as not: {alert:#?}"));
                }
            }
        }
    }
    // A batch is called after the alert that leads it.
    let by_id: HashMap<&str, &Alert> = alerts.iter().map(|one| (&*one.spec.id, one)).collect();
    let stray = messages.iter().find(|message| {
        let leader = by_id.get(message.batch_id.as_str());
        leader.is_none_or(|leader| leader.message_id != Some(message.id))
    });
    match stray {
        Some(stray) => Err(format!(
            "nobody's message, or not on record: {stray:?}, {:#?}",
            by_id.get(stray.batch_id.as_str())
        )),
        None => Ok(()),
    }
}

/// The messages by batch, each of which may stand there once only.
fn by_batch(messages: &[Delivered]) -> Result<HashMap<&str, &Delivered>, String> {
    let mut found = HashMap::new();
    for message in messages {
        if let Some(first) = found.insert(message.batch_id.as_str(), message) {
            return Err(format!("twice: {first:?} and {message:?}"));
        }
    }
    Ok(found)
}
