//! People who asked to be reminded, by direct messages: what they were promised, and what of it came.

use std::collections::HashSet;
use std::sync::Arc;

use attache::alerts::{AlertService, RemindError};
use attache::knowledge::Library;
use attache::store::{AlertSpec, Destination, Recipient, Store};
use attache::text::Locale;
use jiff::{SignedDuration, Timestamp};
use test_support::alerts::planned;
use test_support::outbox::Delivered;

use super::discord::{CLOSED_PERSON, Message};

/// Who is reminded; the last takes no direct messages.
const PEOPLE: [u64; 3] = [41, 42, CLOSED_PERSON];
/// For how long a message of a reminder is on record at the least: 30 days after its summit began, less a day, as one that is
/// late may come after that.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 29);

pub(crate) fn is_person(id: u64) -> bool {
    PEOPLE.contains(&id)
}

/// Each asks for some of the year's summits, one as *Tell me* does and one by other leads.
pub(crate) async fn ask(alerts: &AlertService, library: &Library, random: &mut fastrand::Rng) {
    let knowledge = library.current();
    let ids: Vec<&String> = knowledge.summits().map(|summit| &summit.id).collect();
    for user_id in PEOPLE {
        let locale = Locale::ALL[random.usize(..Locale::ALL.len())];
        for at in 0..6 {
            let before = (at % 2 == 1).then(|| vec!["3d", "50s"]);
            let before = before.map(|leads| leads.iter().map(|one| one.parse().unwrap()).collect());
            let summit = ids[random.usize(..ids.len())];
            let asked = alerts.remind(Recipient { user_id, locale }, summit, before);
            match asked.await {
                Ok(_) | Err(RemindError::Refused(_)) => {}
                Err(RemindError::Store(error)) => panic!("{error}"),
            }
        }
    }
}

/// What those are promised who take direct messages.
pub(crate) async fn promised(
    store: &Store,
    library: &Arc<Library>,
    from: Timestamp,
) -> Vec<AlertSpec> {
    let mut promised = Vec::new();
    for person in PEOPLE.into_iter().filter(|one| *one != CLOSED_PERSON) {
        let own = store.reminders_of(person).await.unwrap();
        promised.extend(planned(&library.current(), &own, from));
    }
    assert!(!promised.is_empty(), "somebody is reminded");
    promised
}

/// Whether the direct message of this alert came at its second.
pub(crate) fn has_come(alert: &AlertSpec, messages: &[Message]) -> bool {
    let Destination::User(person) = alert.destination else {
        return false;
    };
    messages.iter().any(|message| {
        let Delivered { channel, at, .. } = message.delivered;
        let late = at.duration_since(alert.due_at);
        channel == person && !late.is_negative() && late <= SignedDuration::from_secs(1)
    })
}

/// Without the direct messages of reminders that are deleted, as their summits are long over.
pub(crate) fn still_known(
    messages: Vec<Delivered>,
    rows: &HashSet<&str>,
    now: Timestamp,
) -> Vec<Delivered> {
    let is_known = |message: &Delivered| {
        let is_old = now.duration_since(message.at) > KEPT;
        !(is_person(message.channel) && is_old && !rows.contains(message.batch_id.as_str()))
    };
    messages.into_iter().filter(is_known).collect()
}
