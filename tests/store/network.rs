//! A server that is slow, gone, restarted or full: what the store says, and that it goes on by itself.

use std::time::Duration;

use attache::store::Store;
use sqlx::{AnyConnection, Connection as _, Executor as _, Row as _};
use test_support::database::Database;
use tokio::net::TcpListener;
use tokio::time::{Instant, sleep, timeout};

use super::proxy::Proxy;
use super::situations::{LEASE, alert, at, subscription};

tests! {
    a_new_database_far_away_gets_its_tables,
    a_lock_on_the_migrations_is_waited_for_and_none_is_left_behind,
    a_lock_of_another_process_is_waited_for_so_long_and_named,
    lines_that_are_dead_are_left_while_new_ones_work,
    a_frozen_server_is_told_and_found_again,
    a_restarted_server_is_found_again,
    a_read_only_database_is_told_and_its_end_too,
    a_server_without_connections_is_told_and_its_end_too,
    a_refused_connection_is_told_as_that,
    a_row_that_somebody_locks_costs_a_limited_wait,
}

/// How long the store may take to be well again once the fault is over.
const SOON: Duration = Duration::from_secs(5);

async fn direct(database: &Database) -> AnyConnection {
    AnyConnection::connect(&database.direct_url).await.unwrap()
}

/// Ends all connections of the store's, as a restart of the server does.
async fn end_connections(database: &Database) {
    let statement = "SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity \
         WHERE datname = current_database() AND pid <> pg_backend_pid()";
    database.execute(statement).await;
}

/// How long it takes until a ping is answered as it should be.
async fn until(store: &Store, is_well: bool) -> Duration {
    let begun = Instant::now();
    while store.ping(at(1)).await.is_ok() != is_well {
        assert!(begun.elapsed() < Duration::from_secs(20), "{is_well}");
        sleep(Duration::from_millis(50)).await;
    }
    begun.elapsed()
}

async fn refusal(store: &Store) -> String {
    let refused = store.ping(at(1)).await;
    refused.expect_err("a refusal").to_string()
}

async fn a_new_database_far_away_gets_its_tables(database: &Database) {
    let proxy = Proxy::before(database, Duration::from_millis(100)).await;
    let store = proxy.store(database);
    // Whoever waits is cut off again and again, as the first plan of the alerts is.
    let begun = Instant::now();
    while timeout(Duration::from_millis(1_500), store.ready())
        .await
        .is_err()
    {
        assert!(begun.elapsed() < Duration::from_secs(20));
    }
    store.put_subscription(&subscription("s")).await.unwrap();
    store.plan(&[alert("a", 0)]).await.unwrap();
    let claimed = store.claim("one", at(1), LEASE, 10).await.unwrap();
    assert_eq!(claimed.len(), 1);
    store.close().await;
}

async fn a_lock_on_the_migrations_is_waited_for_and_none_is_left_behind(database: &Database) {
    database.store.ready().await.unwrap();
    let mut locking = direct(database).await;
    let lock = "BEGIN; LOCK TABLE _sqlx_migrations IN ACCESS EXCLUSIVE MODE";
    locking.execute(lock).await.unwrap();
    let (one, two) = (database.again(), database.again());
    for _ in 0..5 {
        for store in [&one, &two] {
            let cut_off = timeout(Duration::from_millis(300), store.ready()).await;
            assert!(cut_off.is_err(), "it waits");
        }
    }
    locking.execute("COMMIT").await.unwrap();
    for store in [&one, &two] {
        timeout(SOON, store.ready()).await.unwrap().unwrap();
    }
    let locks = "SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' \
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    let left = locking.fetch_one(locks).await.unwrap();
    assert_eq!(left.get::<i64, _>(0), 0);
    locking.close().await.unwrap();
    tokio::join!(one.close(), two.close());
}

async fn a_lock_of_another_process_is_waited_for_so_long_and_named(database: &Database) {
    let mut other = direct(database).await;
    let lock = "BEGIN; SELECT pg_advisory_xact_lock(7022365680605881601)::text";
    other.execute(lock).await.unwrap();
    let begun = Instant::now();
    let refused = database.store.ready().await.unwrap_err().to_string();
    assert!(
        refused.contains("a lock was waited for in vain"),
        "{refused}"
    );
    assert!(begun.elapsed() < Duration::from_secs(12));
    other.execute("COMMIT").await.unwrap();
    other.close().await.unwrap();
    timeout(SOON, database.store.ready())
        .await
        .unwrap()
        .unwrap();
}

async fn lines_that_are_dead_are_left_while_new_ones_work(database: &Database) {
    let proxy = Proxy::before(database, Duration::from_millis(20)).await;
    let store = proxy.store(database);
    store.ready().await.unwrap();
    let four = async || {
        let one = || store.set_timestamp("alive", at(1));
        let (a, b, c, d) = tokio::join!(one(), one(), one(), one());
        [a, b, c, d].iter().filter(|one| one.is_ok()).count()
    };
    assert_eq!(four().await, 4);
    proxy.forget_all();
    // Used a moment ago, so nobody asks whether they are alive.
    let begun = Instant::now();
    four().await;
    let took = begun.elapsed();
    assert!(took < Duration::from_secs(8), "{took:?}");
    let took = until(&store, true).await;
    assert!(took < SOON, "{took:?}");
    assert_eq!(four().await, 4);
    // Not used for a while, they are asked first, and nothing fails.
    proxy.forget_all();
    sleep(Duration::from_millis(1_100)).await;
    assert_eq!(four().await, 4);
    store.close().await;
}

async fn a_frozen_server_is_told_and_found_again(database: &Database) {
    let proxy = Proxy::before(database, Duration::ZERO).await;
    let store = proxy.store(database);
    store.ready().await.unwrap();
    proxy.freeze(true);
    let took = until(&store, false).await;
    assert!(took <= Duration::from_millis(5_500), "{took:?}");
    proxy.freeze(false);
    let took = until(&store, true).await;
    assert!(took < SOON, "{took:?}");
    store.close().await;
}

async fn a_restarted_server_is_found_again(database: &Database) {
    let store = &database.store;
    store.ready().await.unwrap();
    end_connections(database).await;
    let took = until(store, true).await;
    assert!(took < Duration::from_secs(1), "{took:?}");
}

async fn a_read_only_database_is_told_and_its_end_too(database: &Database) {
    let store = &database.store;
    store.ready().await.unwrap();
    let name = database.direct_url.rsplit_once('/').unwrap().1;
    let alter = format!("ALTER DATABASE {name} SET default_transaction_read_only = on");
    database.execute(&alter).await;
    end_connections(database).await;
    assert!(until(store, false).await < SOON);
    let words = refusal(store).await;
    assert!(words.contains("read-only"), "{words}");
    let mut writing = direct(database).await;
    let off = "SET default_transaction_read_only = off";
    writing.execute(off).await.unwrap();
    let again = format!("ALTER DATABASE {name} RESET default_transaction_read_only");
    writing.execute(again.as_str()).await.unwrap();
    writing.close().await.unwrap();
    assert!(until(store, true).await < SOON);
}

async fn a_server_without_connections_is_told_and_its_end_too(database: &Database) {
    let name = database.direct_url.rsplit_once('/').unwrap().1;
    let create = format!(
        "CREATE ROLE {name} LOGIN; GRANT ALL ON DATABASE {name} TO {name}; GRANT ALL ON SCHEMA public TO {name}"
    );
    database.execute(&create).await;
    let store = Store::at(&database.direct_url.replace("attache@", &format!("{name}@")));
    let store = store.unwrap();
    store.ready().await.unwrap();
    database
        .execute(&format!("ALTER ROLE {name} CONNECTION LIMIT 0"))
        .await;
    end_connections(database).await;
    assert!(until(&store, false).await < SOON);
    let words = refusal(&store).await;
    assert!(words.contains("it has no connection left"), "{words}");
    database
        .execute(&format!("ALTER ROLE {name} CONNECTION LIMIT 5"))
        .await;
    assert!(until(&store, true).await < SOON);
    store.close().await;
    database
        .execute(&format!("DROP OWNED BY {name} CASCADE; DROP ROLE {name}"))
        .await;
}

async fn a_refused_connection_is_told_as_that(database: &Database) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let store = Store::at(&format!("postgres://attache@{address}/none")).unwrap();
    let words = timeout(Duration::from_secs(1), refusal(&store))
        .await
        .unwrap();
    assert!(words.contains("the connection is refused"), "{words}");
    database.store.ready().await.unwrap();
}

async fn a_row_that_somebody_locks_costs_a_limited_wait(database: &Database) {
    let store = &database.store;
    store.ready().await.unwrap();
    store.set_timestamp("alive", at(1)).await.unwrap();
    let mut locking = direct(database).await;
    let lock = "BEGIN; LOCK TABLE named_timestamp IN ACCESS EXCLUSIVE MODE";
    locking.execute(lock).await.unwrap();
    let begun = Instant::now();
    let words = store
        .set_timestamp("alive", at(2))
        .await
        .unwrap_err()
        .to_string();
    assert!(begun.elapsed() < SOON, "{:?}", begun.elapsed());
    assert!(words.contains("a lock was waited for in vain"), "{words}");
    locking.execute("COMMIT").await.unwrap();
    locking.close().await.unwrap();
    assert!(until(store, true).await < SOON);
}
