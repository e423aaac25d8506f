//! A file of `SQLite` whose disk is full for a while, or whose pages are damaged.

use std::fs::{self, OpenOptions};
use std::io::{Seek as _, SeekFrom, Write as _};
use std::os::unix::fs::MetadataExt as _;

use attache::store::{AlertState, Store, StoreError};
use sqlx::{AnyConnection, Connection as _, Executor as _, Row as _};
use test_support::database::Database;
use test_support::disk::SmallDisk;

use super::situations::{LEASE, alert, at, state, stocked, subscription};

tests! {
    what_is_written_after_a_full_disk_is_there_for_others_and_after_a_restart,
    a_new_file_is_for_nobody_else,
    a_damaged_page_is_told_for_as_long_as_somebody_comes_upon_it,
}

/// Room for the database, its log and what is kept back, 4 MiB; in MiB.
const MIB: u32 = 6;
/// Of a database of `SQLite`, unless it is told otherwise; in bytes.
const PAGE: u16 = 4096;

async fn what_is_written_after_a_full_disk_is_there_for_others_and_after_a_restart(_: &Database) {
    let Some(disk) = SmallDisk::mounted(MIB) else {
        println!("Skipped, as no disk may be mounted here: what happens on a full one.");
        return;
    };
    let url = format!("sqlite://{}/attache.db", disk.path().display());
    let store = Store::at(&url).unwrap();
    store.put_subscription(&subscription("s")).await.unwrap();
    store.plan(&[alert("a", 0)]).await.unwrap();
    assert_eq!(store.claim("one", at(1), LEASE, 10).await.unwrap().len(), 1);
    store.keep_reserve().unwrap();
    disk.fill();
    let mut refused = 0;
    for number in 0..2_000 {
        let more: Vec<_> = (0..50)
            .map(|one| alert(&format!("{number}-{one}"), 10))
            .collect();
        let planned = store.plan(&more).await;
        refused += u32::from(planned.is_err_and(|error| error.is_disk_full()));
        if refused == 3 {
            break;
        }
    }
    assert_eq!(refused, 3, "the disk is full");
    assert!(store.ping(at(1)).await.is_err());
    disk.free();
    // A transaction that ends without a commit, as one does whose lease is gone.
    let is_begun = store.begin(&["a", "none"], "one", at(2), LEASE).await;
    assert!(!is_begun.unwrap());
    store.plan(&[alert("later", 20)]).await.unwrap();
    assert!(store.begin(&["a"], "one", at(3), LEASE).await.unwrap());
    store.record_posted("a", 7, at(3), &[]).await.unwrap();
    store.ping(at(3)).await.unwrap();
    let beside = Store::at(&url).unwrap();
    assert_eq!(state(&beside, "a").await, AlertState::Posted);
    assert_eq!(state(&beside, "later").await, AlertState::Planned);
    beside.set_timestamp("beside", at(4)).await.unwrap();
    tokio::join!(store.close(), beside.close());
    let again = Store::at(&url).unwrap();
    assert_eq!(state(&again, "a").await, AlertState::Posted);
    again.close().await;
}

async fn a_damaged_page_is_told_for_as_long_as_somebody_comes_upon_it(database: &Database) {
    let store = stocked(database, &[alert("a", 0)]).await;
    store.close().await;
    let mut connection = AnyConnection::connect(&database.direct_url).await.unwrap();
    connection
        .execute("PRAGMA wal_checkpoint(TRUNCATE)")
        .await
        .unwrap();
    let root = "SELECT rootpage FROM sqlite_master WHERE name = 'alert'";
    let root: i64 = connection.fetch_one(root).await.unwrap().get(0);
    connection.close().await.unwrap();
    let file = database.direct_url.strip_prefix("sqlite://").unwrap();
    let mut file = OpenOptions::new().write(true).open(file).unwrap();
    let begin = (root.unsigned_abs() - 1) * u64::from(PAGE);
    file.seek(SeekFrom::Start(begin)).unwrap();
    file.write_all(&vec![0xff; usize::from(PAGE)]).unwrap();
    drop(file);
    let store = database.again();
    store.ping(at(1)).await.unwrap();
    assert!(store.claim("one", at(1), LEASE, 10).await.is_err());
    let told = store.ping(at(2)).await;
    assert!(matches!(told, Err(StoreError::Damaged)), "{told:?}");
    store.close().await;
}

async fn a_new_file_is_for_nobody_else(database: &Database) {
    database.store.ready().await.unwrap();
    database.store.keep_reserve().unwrap();
    let file = database.direct_url.strip_prefix("sqlite://").unwrap();
    for beside in ["", "-wal", "-shm", "-reserve"] {
        let mode = fs::metadata(format!("{file}{beside}")).unwrap().mode();
        assert_eq!(mode & 0o777, 0o600, "{beside}");
    }
}
