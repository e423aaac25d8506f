//! What the store promises of messages that are to be published: taken by one at a time, and for a day.

use attache::store::Publication;
use jiff::SignedDuration;
use test_support::database::Database;

use super::situations::{alert, at, stocked};

tests! {
    a_message_is_published_once_it_is_on_record_and_never_twice_at_a_time,
}

const LEASE: SignedDuration = SignedDuration::from_secs(10);

async fn a_message_is_published_once_it_is_on_record_and_never_twice_at_a_time(
    database: &Database,
) {
    let store = stocked(database, &[alert("a", 0)]).await;
    let claim = async |second: i64| {
        let claimed = store.claim_publications(at(second), LEASE, 9).await;
        claimed.unwrap()
    };
    store.want_publication("a", at(0), at(100)).await.unwrap();
    store.want_publication("a", at(1), at(200)).await.unwrap();
    assert_eq!(claim(1).await, []);
    store.claim("w", at(1), LEASE, 9).await.unwrap();
    assert!(store.begin(&["a"], "w", at(1), LEASE).await.unwrap());
    store.record_posted("a", 7, at(1), &[]).await.unwrap();
    let claimed = claim(2).await;
    let [
        Publication {
            message_id: 7,
            attempts: 1,
            ..
        },
    ] = claimed[..]
    else {
        panic!("{claimed:?}");
    };
    assert_eq!(claim(11).await, [], "somebody is at it");
    assert_eq!(claim(12).await.len(), 1, "whoever was at it is gone");
    store.defer_publication("a", at(50)).await.unwrap();
    assert_eq!(store.next_publication().await.unwrap(), Some(at(50)));
    assert_eq!(claim(50).await[0].attempts, 3);
    store.finish_publication("a").await.unwrap();
    assert_eq!(store.next_publication().await.unwrap(), None);
    // Recorded a second time, it is still done; after a day it is forgotten.
    store.want_publication("a", at(51), at(200)).await.unwrap();
    assert_eq!(claim(99).await, []);
    assert_eq!(claim(100).await, []);
}
