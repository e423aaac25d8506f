//! What the store promises of handovers: one signature counts, and each statement is new once.

use std::collections::HashSet;

use attache::store::{FORGOTTEN_USER, SignedHandover};
use jiff::Timestamp;
use test_support::database::Database;

use super::situations::at;

tests! {
    of_two_who_sign_the_same_handover_one_counts,
    the_last_handover_is_that_of_its_server_at_a_time,
    whoever_signed_sees_it_and_is_nobody_once_forgotten,
    signatures_go_with_a_server_that_was_left_long_ago,
    a_statement_is_new_when_it_is_first_there_and_none_is_at_first,
    what_cannot_be_read_is_not_gone_and_not_new_later,
}

/// The largest id has all of its 64 bits.
const GUILD: u64 = u64::MAX;
const OTHER: u64 = 2;
const NOOR: u64 = 32;
const SAM: u64 = 33;

fn handover(number: u32, signed_by: u64, signed_at: i64) -> SignedHandover {
    SignedHandover {
        number,
        covers_from: at(signed_at - 10),
        signed_at: at(signed_at),
        signed_by,
    }
}

async fn of_two_who_sign_the_same_handover_one_counts(database: &Database) {
    let (store, again) = (&database.store, database.again());
    let (first, second) = (handover(1, NOOR, 10), handover(1, SAM, 11));
    let both = tokio::join!(
        store.sign_handover(GUILD, &first),
        again.sign_handover(GUILD, &second)
    );
    let both = [(first, both.0.unwrap()), (second, both.1.unwrap())];
    let (counts, late): (Vec<_>, Vec<_>) = both.into_iter().partition(|(_, one)| one.is_none());
    assert_eq!((counts.len(), late.len()), (1, 1));
    assert_eq!(late[0].1, Some(counts[0].0));
    assert_eq!(
        store.signed_handover(GUILD, 1).await.unwrap(),
        Some(counts[0].0)
    );
    // Elsewhere it is another one.
    let elsewhere = store.sign_handover(OTHER, &second).await.unwrap();
    assert_eq!(elsewhere, None);
    again.close().await;
}

async fn the_last_handover_is_that_of_its_server_at_a_time(database: &Database) {
    let store = &database.store;
    let none = store.last_signed_handover(GUILD, Timestamp::MAX).await;
    assert_eq!(none.unwrap(), None);
    for (number, signed_at) in [(1, 10), (2, 20)] {
        let handover = handover(number, NOOR, signed_at);
        store.sign_handover(GUILD, &handover).await.unwrap();
    }
    for (until, number) in [(9, None), (10, Some(1)), (19, Some(1)), (20, Some(2))] {
        let last = store.last_signed_handover(GUILD, at(until)).await.unwrap();
        assert_eq!(last.map(|last| last.number), number, "{until}");
    }
    let elsewhere = store.last_signed_handover(OTHER, Timestamp::MAX).await;
    assert_eq!(elsewhere.unwrap(), None);
}

async fn whoever_signed_sees_it_and_is_nobody_once_forgotten(database: &Database) {
    let store = &database.store;
    let signed = handover(1, NOOR, 10);
    store.sign_handover(GUILD, &signed).await.unwrap();
    let kept = store.user_data(NOOR).await.unwrap();
    assert!(!kept.is_empty());
    assert_eq!(kept.handovers[0].server, GUILD.to_string());
    assert_eq!(kept.handovers[0].at, at(10));
    store.forget(NOOR).await.unwrap();
    assert!(store.user_data(NOOR).await.unwrap().is_empty());
    let by_nobody = SignedHandover {
        signed_by: FORGOTTEN_USER,
        ..signed
    };
    assert_eq!(
        store.signed_handover(GUILD, 1).await.unwrap(),
        Some(by_nobody)
    );
}

async fn signatures_go_with_a_server_that_was_left_long_ago(database: &Database) {
    let store = &database.store;
    for guild in [GUILD, OTHER] {
        let handover = handover(1, NOOR, 1);
        store.sign_handover(guild, &handover).await.unwrap();
    }
    store.set_guild_left(GUILD, Some(at(10))).await.unwrap();
    store.forget_guilds_left(at(10)).await.unwrap();
    assert!(store.signed_handover(GUILD, 1).await.unwrap().is_some());
    store.forget_guilds_left(at(11)).await.unwrap();
    assert_eq!(store.signed_handover(GUILD, 1).await.unwrap(), None);
    assert!(store.signed_handover(OTHER, 1).await.unwrap().is_some());
}

fn ids<const N: usize>(ids: [&str; N]) -> HashSet<String> {
    ids.map(str::to_owned).into()
}

async fn a_statement_is_new_when_it_is_first_there_and_none_is_at_first(database: &Database) {
    let store = &database.store;
    let many: HashSet<String> = (0..250).map(|one| one.to_string()).collect();
    store.note_facts(&many, true, at(1)).await.unwrap();
    let none = store.facts_since(Timestamp::UNIX_EPOCH).await.unwrap();
    assert_eq!(none, ids([]));
    store
        .note_facts(&ids(["0", "x"]), true, at(2))
        .await
        .unwrap();
    store
        .note_facts(&ids(["0", "x", "y"]), true, at(3))
        .await
        .unwrap();
    assert_eq!(store.facts_since(at(2)).await.unwrap(), ids(["x", "y"]));
    assert_eq!(store.facts_since(at(3)).await.unwrap(), ids(["y"]));
    // What was taken away and comes back is new again.
    store
        .note_facts(&ids(["0", "1", "x", "y"]), true, at(4))
        .await
        .unwrap();
    assert_eq!(store.facts_since(at(4)).await.unwrap(), ids(["1"]));
}

async fn what_cannot_be_read_is_not_gone_and_not_new_later(database: &Database) {
    let store = &database.store;
    // The first look is not taken before all can be read.
    store.note_facts(&ids(["a"]), false, at(1)).await.unwrap();
    store
        .note_facts(&ids(["a", "b"]), true, at(2))
        .await
        .unwrap();
    store.note_facts(&ids(["a"]), false, at(3)).await.unwrap();
    store
        .note_facts(&ids(["a", "b"]), true, at(4))
        .await
        .unwrap();
    assert_eq!(store.facts_since(at(0)).await.unwrap(), ids([]));
}
