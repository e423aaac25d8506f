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
