//! What the store promises of what people asked: counted without a name, and deleted in time.

use attache::store::{MissReason, Question};
use test_support::database::Database;

use super::situations::at;

tests! {
    a_question_is_counted_and_what_nobody_could_answer_comes_first,
    a_turn_is_kept_for_its_channel_and_person_and_for_so_long_only,
    what_is_kept_of_somebody_is_shown_and_forgotten,
}

async fn a_question_is_counted_and_what_nobody_could_answer_comes_first(database: &Database) {
    let store = &database.store;
    for (id, answered_by, times) in [("a1", None, 1), ("b2", Some("iran"), 5), ("c3", None, 3)] {
        for time in 0..times {
            let text = format!("question {id}?");
            store
                .note_question(id, &text, answered_by, at(time))
                .await
                .unwrap();
        }
    }
    let ids =
        |questions: Vec<Question>| questions.into_iter().map(|one| one.id).collect::<Vec<_>>();
    assert_eq!(ids(store.gaps(10).await.unwrap()), ["c3", "a1"]);
    assert_eq!(store.count_unanswered().await.unwrap(), 2);
    // One that was answered, but not well.
    assert!(store.rate_question("b2", false).await.unwrap());
    assert!(!store.rate_question("d4", false).await.unwrap());
    assert_eq!(ids(store.gaps(10).await.unwrap()), ["c3", "b2", "a1"]);
    store.rate_question("b2", true).await.unwrap();
    assert_eq!(ids(store.gaps(1).await.unwrap()), ["c3"]);
    // Why it was not good; a text stays until another is written.
    let (page, fact) = (MissReason::Page, MissReason::Fact);
    store.explain_rating("b2", fact, Some("old")).await.unwrap();
    let explained = store
        .explain_rating("b2", page, None)
        .await
        .unwrap()
        .unwrap();
    let counts = [
        explained.missed_page,
        explained.missed_fact,
        explained.missed_unknown,
    ];
    assert_eq!(
        (counts, explained.remark.as_deref()),
        ([1, 1, 0], Some("old"))
    );
    assert_eq!(store.explain_rating("d4", page, None).await.unwrap(), None);
    // What was answered well is forgotten sooner.
    store.forget_questions(at(100), at(1)).await.unwrap();
    let left = store.gaps(10).await.unwrap();
    assert_eq!((left.len(), left[0].asked, left[0].last_at), (1, 3, at(2)));
}

async fn a_turn_is_kept_for_its_channel_and_person_and_for_so_long_only(database: &Database) {
    let store = &database.store;
    store
        .set_turn(1, 2, "first", at(0), at(-900))
        .await
        .unwrap();
    store
        .set_turn(1, 2, "second", at(10), at(-890))
        .await
        .unwrap();
    store
        .set_turn(u64::MAX, 2, "elsewhere", at(20), at(-880))
        .await
        .unwrap();
    assert_eq!(
        store.turn(1, 2, at(10)).await.unwrap().as_deref(),
        Some("second")
    );
    assert_eq!(store.turn(1, 2, at(11)).await.unwrap(), None);
    assert_eq!(store.turn(1, 3, at(0)).await.unwrap(), None);
    // The next that is kept takes the old ones with it; a restart does not.
    store
        .set_turn(5, 6, "later", at(1_000), at(15))
        .await
        .unwrap();
    assert_eq!(store.turn(1, 2, at(0)).await.unwrap(), None);
    let elsewhere = database.again().turn(u64::MAX, 2, at(0)).await.unwrap();
    assert_eq!(elsewhere.as_deref(), Some("elsewhere"));
}

async fn what_is_kept_of_somebody_is_shown_and_forgotten(database: &Database) {
    let store = &database.store;
    store.set_turn(1, 2, "{}", at(0), at(-900)).await.unwrap();
    store.set_turn(3, 2, "{}", at(1), at(-900)).await.unwrap();
    store.set_turn(1, 9, "{}", at(2), at(-900)).await.unwrap();
    let kept = store.conversations_of(2).await.unwrap();
    assert_eq!(
        kept.iter().map(|one| one.channel).collect::<Vec<_>>(),
        [1, 3]
    );
    assert_eq!(store.forget_conversations_of(2).await.unwrap(), 2);
    assert_eq!(store.conversations_of(2).await.unwrap(), []);
    assert_eq!(store.conversations_of(9).await.unwrap().len(), 1);
}
