//! What the store promises of scheduled events: one worker a server, and nothing is made that was not written down before.

use attache::store::{EventContent, EventPause, EventState};
use jiff::SignedDuration;
use test_support::database::Database;

use super::situations::at;

tests! {
    a_server_is_lent_to_one_worker_and_to_another_once_the_lease_is_over,
    what_is_asked_for_during_a_look_is_looked_at_again,
    an_event_is_begun_recorded_ended_and_forgotten,
    the_events_of_a_server_go_with_it_and_come_back_with_it,
}

/// The largest id has all of its 64 bits.
const GUILD: u64 = u64::MAX;
const LEASE: SignedDuration = SignedDuration::from_secs(60);

fn every_summit() -> Vec<String> {
    vec!["all".to_owned()]
}

fn content() -> EventContent {
    EventContent {
        name: "Summit".to_owned(),
        description: "Watch it.\n/summit a".to_owned(),
        location: "Miami".to_owned(),
        starts_at: at(100),
        ends_at: at(200),
    }
}

async fn a_server_is_lent_to_one_worker_and_to_another_once_the_lease_is_over(database: &Database) {
    let (store, again) = (&database.store, database.again());
    assert_eq!(
        store
            .claim_event_calendar("one", at(0), LEASE)
            .await
            .unwrap(),
        None
    );
    store
        .turn_events_on(GUILD, &every_summit(), at(0))
        .await
        .unwrap();
    let claimed = store
        .claim_event_calendar("one", at(0), LEASE)
        .await
        .unwrap()
        .unwrap();
    assert_eq!((claimed.guild_id, claimed.summits), (GUILD, every_summit()));
    assert_eq!(
        again
            .claim_event_calendar("two", at(59), LEASE)
            .await
            .unwrap(),
        None
    );
    assert_eq!(store.next_event_calendar().await.unwrap(), Some(at(60)));
    let taken_over = again
        .claim_event_calendar("two", at(60), LEASE)
        .await
        .unwrap();
    assert!(taken_over.is_some());
    // Whoever lost it begins nothing.
    let begun = store
        .begin_event(GUILD, "one", at(120), "a", &content())
        .await;
    assert!(!begun.unwrap());
    assert_eq!(store.scheduled_events(GUILD).await.unwrap(), []);
    let begun = again
        .begin_event(GUILD, "two", at(120), "a", &content())
        .await;
    assert!(begun.unwrap());
    again.close().await;
}

async fn what_is_asked_for_during_a_look_is_looked_at_again(database: &Database) {
    let store = &database.store;
    store
        .turn_events_on(GUILD, &every_summit(), at(0))
        .await
        .unwrap();
    let mut claimed = store
        .claim_event_calendar("one", at(0), LEASE)
        .await
        .unwrap()
        .unwrap();
    store.request_event_calendars(at(1)).await.unwrap();
    claimed.pause = Some(EventPause::Refused);
    store
        .finish_event_calendar(&claimed, "one", at(999))
        .await
        .unwrap();
    assert_eq!(store.next_event_calendar().await.unwrap(), Some(at(1)));
    let mut claimed = store
        .claim_event_calendar("one", at(1), LEASE)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(claimed.pause, None);
    claimed.pause = Some(EventPause::MissingPermission);
    claimed.detail = Some("403".to_owned());
    claimed.left_out = 3;
    claimed.looked_at = Some(at(1));
    store
        .finish_event_calendar(&claimed, "one", at(999))
        .await
        .unwrap();
    assert_eq!(store.next_event_calendar().await.unwrap(), Some(at(999)));
    assert_eq!(store.event_calendar(GUILD).await.unwrap(), Some(claimed));
    // Turned off and on again, nothing of the refusal is left.
    assert!(store.turn_events_off(GUILD, at(2)).await.unwrap());
    assert!(!store.turn_events_off(GUILD, at(3)).await.unwrap());
    let off = store.event_calendar(GUILD).await.unwrap().unwrap();
    assert_eq!((off.pause, off.left_out), (None, 0));
    store.forget_event_calendar(&off).await.unwrap();
    assert_eq!(store.event_calendar(GUILD).await.unwrap(), None);
}

async fn an_event_is_begun_recorded_ended_and_forgotten(database: &Database) {
    let store = &database.store;
    store
        .turn_events_on(GUILD, &every_summit(), at(0))
        .await
        .unwrap();
    store
        .claim_event_calendar("one", at(0), LEASE)
        .await
        .unwrap();
    let states = async || -> Vec<(EventState, Option<u64>)> {
        let events = store.scheduled_events(GUILD).await.unwrap();
        events.iter().map(|one| (one.state, one.event_id)).collect()
    };
    let begun = store
        .begin_event(GUILD, "one", at(60), "a", &content())
        .await;
    assert!(begun.unwrap());
    assert_eq!(states().await, [(EventState::Begun, None)]);
    store
        .record_event(GUILD, "a", u64::MAX, &content())
        .await
        .unwrap();
    assert_eq!(states().await, [(EventState::Made, Some(u64::MAX))]);
    assert_eq!(
        store.scheduled_events(GUILD).await.unwrap()[0].sent,
        content()
    );
    store.begin_event_end(GUILD, "a").await.unwrap();
    assert_eq!(states().await, [(EventState::Ending, Some(u64::MAX))]);
    let rejected = (EventState::Rejected, Some("400"));
    store
        .set_event_aside(GUILD, "a", rejected.0, rejected.1)
        .await
        .unwrap();
    assert_eq!(states().await, [(EventState::Rejected, None)]);
    // Asked for anew, it is tried anew.
    store
        .turn_events_on(GUILD, &every_summit(), at(1))
        .await
        .unwrap();
    assert_eq!(states().await, []);
    store.record_event(GUILD, "a", 1, &content()).await.unwrap();
    store.forget_event(GUILD, "a").await.unwrap();
    assert_eq!(states().await, []);
}

async fn the_events_of_a_server_go_with_it_and_come_back_with_it(database: &Database) {
    let store = &database.store;
    store
        .turn_events_on(GUILD, &every_summit(), at(0))
        .await
        .unwrap();
    store.record_event(GUILD, "a", 1, &content()).await.unwrap();
    store.set_guild_left(GUILD, Some(at(10))).await.unwrap();
    assert_eq!(
        store
            .claim_event_calendar("one", at(20), LEASE)
            .await
            .unwrap(),
        None
    );
    assert_eq!(store.next_event_calendar().await.unwrap(), None);
    store.set_guild_left(GUILD, None).await.unwrap();
    assert_eq!(store.next_event_calendar().await.unwrap(), Some(at(0)));
    store.set_guild_left(GUILD, Some(at(30))).await.unwrap();
    store.forget_guilds_left(at(31)).await.unwrap();
    assert_eq!(store.event_calendar(GUILD).await.unwrap(), None);
    assert_eq!(store.scheduled_events(GUILD).await.unwrap(), []);
}
