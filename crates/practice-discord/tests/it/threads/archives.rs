//! What an archive and a lock do to a thread, and what is left when it is deleted.

use jiff::{SignedDuration, Timestamp};
use practice_discord::{
    Snowflake,
    ids::{self, ADA, GENERAL, NOOR, SAM, WATCH_FLOOR},
};
use reqwest::Method;
use serde_json::{Value, json};

use super::{at, bare, member, messages, open};
use crate::support::start;
use practice_discord::driver::INTENTS;

#[tokio::test]
async fn a_thread_that_is_renamed_and_archived_at_once_stays_archived() {
    let server = start().await;
    let thread = server.rest.private_thread(GENERAL, "tour", NOOR).await;
    let both = json!({ "name": "tour, done", "archived": true });
    let changed = server.rest.patch(&at(thread), &both).await.body;
    assert_eq!(changed["name"], "tour, done");
    assert_eq!(changed["thread_metadata"]["archived"], true);
    assert_eq!(server.threads(NOOR).await[0]["archived"], true);
}

#[tokio::test]
#[expect(
    clippy::too_many_lines,
    reason = "one situation, from its beginning to its end"
)]
async fn an_archived_thread_opens_when_somebody_writes_in_it() {
    let server = start().await;
    let mut page = server.page().await;
    let thread = server.rest.private_thread(GENERAL, "tour", NOOR).await;
    let posted = server
        .rest
        .post(&messages(thread), &json!({ "content": "Lesson 1" }))
        .await
        .body;
    let mut bot = server.bot(INTENTS).await;
    let archive = json!({ "archived": true });
    let archived = server.rest.patch(&at(thread), &archive).await;
    assert_eq!(archived.body["thread_metadata"]["archived"], true);
    assert_eq!(
        bot.event("THREAD_UPDATE").await["thread_metadata"]["archived"],
        true
    );
    assert_eq!(server.threads(NOOR).await[0]["archived"], true);

    // Nothing else can be done to it.
    let own = format!(
        "{}/{}",
        messages(thread),
        posted["id"].as_str().expect("an id")
    );
    for refused in [
        server.rest.patch(&own, &json!({ "content": "x" })).await,
        server
            .rest
            .patch(&at(thread), &json!({ "name": "other" }))
            .await,
        bare(&server, Method::PUT, &member(thread, SAM)).await,
        bare(&server, Method::DELETE, &member(thread, NOOR)).await,
    ] {
        assert_eq!(refused.error(), (400, 50_083));
    }
    page.say(NOOR, thread, "I am back").await;
    assert_eq!(
        bot.event("THREAD_UPDATE").await["thread_metadata"]["archived"],
        false
    );
    assert_eq!(
        bot.event("THREAD_MEMBER_UPDATE").await["user_id"],
        ids::BOT.to_string()
    );
    bot.event("MESSAGE_CREATE").await;

    server.rest.patch(&at(thread), &archive).await;
    bot.event("THREAD_UPDATE").await;
    assert_eq!(
        server
            .rest
            .post(&messages(thread), &json!({ "content": "Lesson 2" }))
            .await
            .status,
        200
    );
    assert_eq!(
        bot.event("THREAD_UPDATE").await["thread_metadata"]["archived"],
        false
    );
    bot.event("THREAD_MEMBER_UPDATE").await;
    bot.event("MESSAGE_CREATE").await;
    let both = json!({ "archived": false, "name": "Second half" });
    server.rest.patch(&at(thread), &archive).await;
    let renamed = server.rest.patch(&at(thread), &both).await;
    assert_eq!(
        (renamed.status, &renamed.body["name"]),
        (200, &json!("Second half"))
    );
    let note = server
        .rest
        .get(&format!("{}?limit=1", messages(thread)))
        .await
        .body;
    assert_eq!(
        (&note[0]["type"], &note[0]["content"]),
        (&json!(4), &json!("Second half"))
    );
}

#[tokio::test]
async fn a_button_opens_an_archived_thread_and_does_nothing_in_a_locked_one() {
    let server = start().await;
    let mut page = server.page().await;
    let thread = server.rest.private_thread(GENERAL, "tour", NOOR).await;
    let body = json!({ "content": "Lesson 1", "components": [{ "type": 1, "components": [
        { "type": 2, "style": 1, "label": "Next", "custom_id": "next" },
    ] }] });
    let lesson = server.rest.post(&messages(thread), &body).await.body;
    server
        .rest
        .patch(&at(thread), &json!({ "archived": true }))
        .await;
    let mut bot = server.bot(INTENTS).await;
    page.press(NOOR, &lesson, "next").await;
    assert_eq!(
        bot.event("THREAD_UPDATE").await["thread_metadata"]["archived"],
        false
    );
    bot.event("THREAD_MEMBER_UPDATE").await;
    let pressed = bot.event("INTERACTION_CREATE").await;
    let update =
        json!({ "type": 7, "data": { "content": "Lesson 2", "components": body["components"] } });
    assert_eq!(server.rest.answer(&pressed, &update).await.status, 204);
    bot.event("MESSAGE_UPDATE").await;

    page.press(NOOR, &lesson, "next").await;
    let pressed = bot.event("INTERACTION_CREATE").await;
    let lock = json!({ "t": "change_thread", "channel_id": thread, "locked": true });
    assert_eq!(page.outcome(ADA, lock).await["t"], "ack");
    assert_eq!(
        server.rest.answer(&pressed, &update).await.error(),
        (403, 160_005)
    );
    let asked = page.press(NOOR, &lesson, "next").await;
    let failed = page.until(|frame| frame["ref"] == *asked).await;
    assert_eq!(failed["text"], "Thread is locked");
}

#[tokio::test]
#[expect(
    clippy::too_many_lines,
    reason = "one situation, from its beginning to its end"
)]
async fn a_locked_thread_opens_only_for_whoever_manages_threads() {
    let server = start().await;
    let mut page = server.page().await;
    let thread = server.rest.private_thread(GENERAL, "tour", NOOR).await;
    let change = |change: Value| {
        let mut frame = json!({ "t": "change_thread", "channel_id": thread });
        for (key, value) in change.as_object().expect("an object") {
            frame[key] = value.clone();
        }
        frame
    };
    let words = json!({ "t": "send", "channel_id": thread, "content": "x" });
    // Its owner may archive it and not lock it; a member neither.
    assert_eq!(
        server
            .rest
            .patch(&at(thread), &json!({ "locked": true }))
            .await
            .error(),
        (403, 50_013)
    );
    assert_eq!(
        page.outcome(NOOR, change(json!({ "archived": true })))
            .await["text"],
        "Missing Permissions"
    );
    assert_eq!(
        page.outcome(ADA, change(json!({ "locked": true }))).await["t"],
        "ack"
    );
    assert_eq!(
        server
            .rest
            .post(&messages(thread), &json!({ "content": "x" }))
            .await
            .error(),
        (403, 160_005)
    );
    assert_eq!(
        server
            .rest
            .patch(&at(thread), &json!({ "name": "other" }))
            .await
            .error(),
        (403, 160_005)
    );
    assert_eq!(
        page.outcome(NOOR, words.clone()).await["text"],
        "Thread is locked"
    );

    assert_eq!(
        page.outcome(ADA, change(json!({ "archived": true }))).await["t"],
        "ack"
    );
    assert_eq!(
        server
            .rest
            .post(&messages(thread), &json!({ "content": "x" }))
            .await
            .error(),
        (403, 50_083)
    );
    assert_eq!(
        page.outcome(NOOR, words.clone()).await["text"],
        "Thread is archived"
    );
    assert_eq!(
        page.outcome(NOOR, change(json!({ "archived": false })))
            .await["text"],
        "Missing Permissions"
    );
    assert_eq!(
        page.outcome(ADA, words.clone()).await["t"],
        "ack",
        "and it is open again"
    );
    assert_eq!(page.outcome(NOOR, words).await["text"], "Thread is locked");

    // On the watch floor the bot manages threads itself.
    let managed = server.rest.private_thread(WATCH_FLOOR, "shift", NOOR).await;
    let both = json!({ "locked": true, "archived": true });
    let locked = server.rest.patch(&at(managed), &both).await.body;
    assert_eq!(locked["thread_metadata"]["locked"], true);
    assert_eq!(
        server
            .rest
            .post(&messages(managed), &json!({ "content": "x" }))
            .await
            .status,
        200
    );
    assert_eq!(
        server.rest.get(&at(managed)).await.body["thread_metadata"]["archived"],
        false
    );
}

#[tokio::test]
async fn a_thread_is_deleted_by_whoever_manages_it() {
    let server = start().await;
    let mut page = server.page().await;
    let thread = server.rest.private_thread(GENERAL, "tour", NOOR).await;
    let mut bot = server.bot(INTENTS).await;
    assert_eq!(server.rest.delete(&at(thread)).await.error(), (403, 50_013));
    let delete = json!({ "t": "delete_thread", "channel_id": thread });
    assert_eq!(
        page.outcome(NOOR, delete.clone()).await["text"],
        "Missing Permissions"
    );
    page.send(ADA, delete).await;
    assert_eq!(page.frame("channel_gone").await["id"], thread.to_string());
    let gone = bot.event("THREAD_DELETE").await;
    assert_eq!(
        gone,
        json!({ "id": thread, "guild_id": ids::GUILD, "parent_id": GENERAL, "type": 12 })
    );
    assert_eq!(
        server
            .rest
            .post(&messages(thread), &json!({ "content": "x" }))
            .await
            .error(),
        (404, 10_003)
    );
    let managed = server.rest.private_thread(WATCH_FLOOR, "shift", NOOR).await;
    assert_eq!(server.rest.delete(&at(managed)).await.status, 200);
    // What is no thread stays as it is.
    for path in [at(GENERAL), at(page.direct_channel(ADA).await)] {
        assert_eq!(server.rest.delete(&path).await.status, 403, "{path}");
        assert_eq!(
            server
                .rest
                .patch(&path, &json!({ "name": "x" }))
                .await
                .status,
            403,
            "{path}"
        );
    }
}

#[tokio::test]
async fn an_idle_thread_is_archived_when_its_time_has_come() {
    let server = start().await;
    let form = json!({ "name": "n", "auto_archive_duration": 60 });
    let id: Snowflake = open(&server, GENERAL, &form)
        .await
        .id()
        .parse()
        .expect("an id");
    let mut bot = server.bot(INTENTS).await;
    server.pass(59 * 60);
    server
        .rest
        .post(&messages(id), &json!({ "content": "still here" }))
        .await;
    bot.event("MESSAGE_CREATE").await;
    server.pass(59 * 60);
    // A look at the world is a tick of its clock.
    assert_eq!(
        server.rest.get(&at(id)).await.body["thread_metadata"]["archived"],
        false
    );
    server.pass(60);
    let archived = bot.event("THREAD_UPDATE").await;
    assert_eq!(archived["thread_metadata"]["archived"], true);
    let begin: Timestamp = "2026-03-02T09:00:00Z".parse().expect("a moment");
    let when: Timestamp = archived["thread_metadata"]["archive_timestamp"]
        .as_str()
        .expect("a moment")
        .parse()
        .expect("a moment");
    assert_eq!(when.duration_since(begin), SignedDuration::from_mins(119));
}
