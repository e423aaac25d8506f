//! What the store promises of the processes that share one token.

use attache::store::ProcessBeat;
use test_support::database::Database;

use super::situations::stocked;

tests! {
    processes_find_each_other_and_one_that_has_ended_is_forgotten,
}

async fn processes_find_each_other_and_one_that_has_ended_is_forgotten(database: &Database) {
    let store = stocked(database, &[]).await;
    let of = |id: &str, beat| ProcessBeat {
        id: id.to_owned(),
        beat,
    };
    let beat = async |id, number| store.beat(&of(id, number)).await.unwrap();
    assert_eq!(beat("a", 1).await, [of("a", 1)]);
    assert_eq!(beat("b", 7).await, [of("a", 1), of("b", 7)]);
    assert_eq!(beat("a", 2).await, [of("a", 2), of("b", 7)]);
    store.forget_process("b").await.unwrap();
    assert_eq!(beat("a", 3).await, [of("a", 3)]);
}
