//! What must be true at the end of a year, whatever went wrong in it.

use std::collections::{BTreeSet, HashSet};

use attache::store::{Alert, AlertKind, Subscription, SubscriptionState};
use clock::Clock as _;
use jiff::{SignedDuration, Timestamp};
use test_support::outbox::{Delivered, check_outbox};

use super::discord::{Message, is_closed};
use super::office::Office;
use super::subscriptions::ROLES;
use super::year::Trouble;
use super::{chains, due, people, reasons, word};

/// For how long Discord may fail to publish a message, and longer than the clock is set by.
const PUBLISHED_IN: SignedDuration = SignedDuration::from_hours(48);

/// Every alert that was due was posted once or has its reason on record, and that is true; none twice, none early, nobody else
/// called. Whoever was told something that holds no more was told so, once. Gives how many changes called somebody.
pub(crate) async fn hold(office: &Office, trouble: Trouble, end: Timestamp, case: &str) -> usize {
    let messages = office.discord.messages();
    let rows = office.rows().await;
    let subscriptions = office.store.subscriptions().await.unwrap();
    let editions = &office.calendar.editions;
    assert!(
        messages.len() > 50,
        "{case}: only {} messages",
        messages.len()
    );
    outbox_matches(office, &rows, &messages, &subscriptions, case);
    chains::are_whole(&rows, case);
    for message in &messages {
        assert!(
            message.role.is_none_or(|role| ROLES.contains(&role)),
            "{case}: {message:?}"
        );
    }
    reasons::are_true(&rows, editions, trouble, case);
    let span = (trouble, end);
    let due = due::were_posted(&rows, &messages, &subscriptions, editions, span, case);
    let (changes, calls) =
        word::is_true_and_complete(&rows, &messages, &subscriptions, editions, span, case);
    if trouble.is_quiet() {
        word::is_quiet_at_night(&rows, &messages, &subscriptions, case);
    }
    are_published(office, &rows, &messages, &subscriptions, end, case);
    assert!(due > 100, "{case}: only {due} alerts were due");
    assert!(
        !trouble.moves || changes > 20,
        "{case}: only {changes} changes"
    );
    if std::env::var_os("ATTACHE_FIGURES").is_some() {
        let (rows, messages) = (rows.len(), messages.len());
        println!(
            "{case}: {due} due, {rows} rows, {messages} messages, {changes} changes told, {calls} of them called as no alert would"
        );
    }
    calls
}

fn outbox_matches(
    office: &Office,
    rows: &[Alert],
    messages: &[Message],
    subscriptions: &[Subscription],
    case: &str,
) {
    let now = office.clock.now();
    let paused = subscriptions
        .iter()
        .filter(|one| one.state == SubscriptionState::Paused);
    let paused: Vec<&Subscription> = paused.collect();
    assert!(
        paused.iter().all(|one| is_closed(one.destination())),
        "{case}: only those who are closed to the bot are given up: {paused:#?}"
    );
    let paused: HashSet<&str> = paused.iter().map(|one| one.id.as_str()).collect();
    let may_wait =
        |row: &Alert| row.spec.due_at > now || paused.contains(row.spec.subscription_id.as_str());
    let is_early = |row: &Alert, message: &Delivered| {
        // Its time had come once, should the clock have been set back since.
        let first_try = row
            .first_attempt_at
            .map_or(message.at, |at| at.max(message.at));
        first_try < row.spec.due_at && matches!(row.spec.kind, AlertKind::Lead { .. })
    };
    let delivered: Vec<Delivered> = messages.iter().map(|one| one.delivered.clone()).collect();
    let once: HashSet<&str> = delivered.iter().map(|one| one.batch_id.as_str()).collect();
    assert_eq!(
        once.len(),
        delivered.len(),
        "{case}: something stands twice"
    );
    let known = rows.iter().map(|row| row.spec.id.as_str()).collect();
    let delivered = people::still_known(delivered, &known, now);
    let breach = check_outbox(rows, &delivered, may_wait, is_early).err();
    assert_eq!(breach, None, "{case}");
}

/// Followers have what speaks of summits where that was asked for, and nothing else.
fn are_published(
    office: &Office,
    rows: &[Alert],
    messages: &[Message],
    subscriptions: &[Subscription],
    end: Timestamp,
    case: &str,
) {
    let published = office.discord.published();
    let is_asked_for = |row: &&Alert| {
        let id = &row.spec.subscription_id;
        let mut asking = subscriptions.iter().filter(|one| one.spec.publish);
        let is_for_all = !matches!(
            row.spec.kind,
            AlertKind::Escalation { .. } | AlertKind::OwnerNotice { .. }
        );
        // A batch goes by the subscription of its first.
        let is_first = row.batch_id.as_ref() == Some(&row.spec.id);
        is_first && is_for_all && asking.any(|one| one.id == *id)
    };
    let asked: BTreeSet<u64> = rows
        .iter()
        .filter(is_asked_for)
        .filter_map(|row| row.message_id)
        .collect();
    let stray = published.difference(&asked).next();
    assert_eq!(stray, None, "{case}: nobody asked to publish it");
    let at = |id: &u64| messages.iter().find(|one| one.delivered.id == *id);
    let is_missing = |id: &&u64| at(id).is_some_and(|one| one.delivered.at + PUBLISHED_IN < end);
    let missing = asked.difference(&published).find(is_missing);
    assert_eq!(missing, None, "{case}: its followers never saw it");
    assert!(
        published.len() > 20,
        "{case}: only {} published",
        published.len()
    );
}
