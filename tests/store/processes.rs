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
    let (first, second) = (of("a", 1), of("b", 7));
    assert_eq!(store.beat(&first).await.unwrap(), [first.clone()]);
    assert_eq!(store.beat(&second).await.unwrap(), [first, second.clone()]);
    let later = of("a", 2);
    assert_eq!(store.beat(&later).await.unwrap(), [later.clone(), second]);
    store.forget_process("b").await.unwrap();
    assert_eq!(store.beat(&later).await.unwrap(), [later]);
}
