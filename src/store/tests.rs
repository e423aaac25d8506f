//! What is kept back on the disk, and when it is given up.

use std::fs;
use std::path::Path;

use super::*;

/// A database that has no room for another page, as `SQLite` says it of a full disk.
async fn full_store(folder: &Path) -> (Store, StoreError) {
    let url = format!("sqlite://{}/attache.db", folder.display());
    let store = Store::at(&url).expect("a store");
    store.ready().await.expect("tables");
    let pool = &store.connections;
    let limit = "PRAGMA max_page_count = 1";
    sqlx::query(limit).execute(pool).await.expect("a limit");
    let grow = "INSERT INTO named_timestamp (name, at) SELECT hex(randomblob(9000)), 1";
    let error = sqlx::query(grow).execute(pool).await.expect_err("no room");
    (store, error.into())
}

#[tokio::test]
async fn a_full_disk_is_told_from_other_failures_and_gives_up_the_reserve_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let (store, full) = full_store(folder.path()).await;
    store.keep_reserve().expect("a reserve");
    let file = folder.path().join("attache.db-reserve");
    assert_eq!(
        fs::metadata(&file).expect("a file").len(),
        reserve::SIZE as u64
    );
    assert!(!store.make_room(&StoreError::Query(sqlx::Error::PoolTimedOut)));
    assert!(file.exists());

    assert!(store.make_room(&full), "{full}");
    assert!(!file.exists());
    assert!(!store.make_room(&full), "there is nothing left to give up");
    store.keep_reserve().expect("there is room again");
    assert!(file.exists());
}

/// sqlx's own transactions go on as if one that `SQLite` ended by itself were open; all that came later was lost then.
#[tokio::test]
async fn what_is_written_after_a_transaction_that_sqlite_ended_is_there_for_others() {
    let folder = tempfile::tempdir().expect("a folder");
    let (store, _) = full_store(folder.path()).await;
    let limit = "PRAGMA max_page_count = 1";
    // One row, which has no way back but that of the whole transaction.
    let grow = "INSERT INTO named_timestamp (name, at) VALUES (hex(randomblob(9000)), 1)";
    sqlx::query(limit)
        .execute(&store.connections)
        .await
        .expect("a limit");
    let mut transaction = store.begin_transaction().await.expect("a transaction");
    let full = sqlx::query(grow).execute(&mut *transaction).await;
    assert!(StoreError::from(full.expect_err("no room")).is_disk_full());
    assert!(transaction.rollback().await.is_err(), "SQLite has done it");
    let given_up = store.begin_transaction().await.expect("a transaction");
    given_up.rollback().await.expect("an end");

    let now = Timestamp::UNIX_EPOCH;
    store.set_timestamp("later", now).await.expect("room");
    let mut later = store.begin_transaction().await.expect("a transaction");
    let insert = "INSERT INTO named_timestamp (name, at) VALUES ('last', 0)";
    sqlx::query(insert)
        .execute(&mut *later)
        .await
        .expect("room");
    later.commit().await.expect("a commit");
    let beside = format!("sqlite://{}/attache.db", folder.path().display());
    let beside = Store::at(&beside).expect("a store");
    for name in ["later", "last"] {
        assert_eq!(
            beside.timestamp(name).await.expect("an answer"),
            Some(now),
            "{name}"
        );
    }
}

#[tokio::test]
async fn where_no_reserve_can_be_kept_the_reason_says_where_and_how_much() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}/attache.db", folder.path().display());
    let store = Store::at(&url).expect("a store");
    fs::remove_dir_all(folder.path()).expect("the folder goes");
    let error = store.keep_reserve().expect_err("no folder").to_string();
    assert!(
        error.contains("attache.db-reserve") && error.contains("4 MiB"),
        "{error}"
    );
}

#[test]
fn a_database_in_memory_and_postgresql_keep_nothing_back() {
    for url in ["sqlite::memory:", "postgres://user@localhost/attache"] {
        assert!(Store::at(url).expect("a store").reserve.is_none(), "{url}");
    }
}
