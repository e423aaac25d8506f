//! What the store promises of the database itself.

use attache::store::{AlertState, Store, StoreError};
use test_support::database::Database;

use super::situations::{alert, at, state, stocked};

tests! {
    tables_are_made_once_and_a_newer_database_is_left_alone,
    tables_of_another_making_are_left_alone,
    a_timestamp_is_replaced,
    what_could_not_be_reached_is_tried_again,
    a_database_without_tables_does_not_answer,
}

async fn tables_are_made_once_and_a_newer_database_is_left_alone(database: &Database) {
    let store = stocked(database, &[alert("a", 0)]).await;
    let again = database.again();
    again.ready().await.unwrap();
    assert_eq!(state(&store, "a").await, AlertState::Planned);
    again.close().await;
    database.pretend_newer().await;
    let older = database.again();
    assert!(matches!(older.ready().await, Err(StoreError::Newer(9999))));
    older.close().await;
}

async fn tables_of_another_making_are_left_alone(database: &Database) {
    database.store.ready().await.unwrap();
    let other = "UPDATE _sqlx_migrations SET checksum = (SELECT checksum FROM _sqlx_migrations WHERE version = 2) WHERE version = 1";
    database.execute(other).await;
    let store = database.again();
    let refused = store.set_timestamp("alive", at(1)).await;
    assert!(
        matches!(refused, Err(StoreError::Altered(1))),
        "{refused:?}"
    );
    assert!(store.refused().await.is_for_good());
    store.close().await;
}

async fn a_timestamp_is_replaced(database: &Database) {
    assert_eq!(database.store.timestamp("alive").await.unwrap(), None);
    database.store.set_timestamp("alive", at(1)).await.unwrap();
    database.store.set_timestamp("alive", at(2)).await.unwrap();
    assert_eq!(
        database.store.timestamp("alive").await.unwrap(),
        Some(at(2))
    );
}

async fn a_database_without_tables_does_not_answer(database: &Database) {
    database.store.ping(at(3)).await.unwrap();
    database.drop_timestamps().await;
    assert!(database.store.ping(at(3)).await.is_err());
}

async fn what_could_not_be_reached_is_tried_again(database: &Database) {
    let folder = tempfile::tempdir().unwrap();
    let below = folder.path().join("later");
    let store = Store::at(&format!("sqlite://{}/attache.db", below.display())).unwrap();
    assert!(store.ready().await.is_err(), "there is no such folder yet");
    std::fs::create_dir(&below).unwrap();
    store.ready().await.unwrap();
    // The tables are not made a second time: where one was taken away, it stays away.
    database.store.ready().await.unwrap();
    database.drop_timestamps().await;
    database.store.ready().await.unwrap();
    assert!(database.store.timestamp("alive").await.is_err());
}
