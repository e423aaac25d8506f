//! Scheduled events that take place somewhere else than in a channel, and the messages that are published.

use practice_discord::{
    driver::{INTENTS, TestServer},
    ids::{GENERAL, GUILD, SAM},
};
use serde_json::{Value, json};

use crate::support::start;

const CREATE_EVENTS: u64 = 1 << 44;
const GUILD_SCHEDULED_EVENTS: u64 = 1 << 16;

fn path() -> String {
    format!("/guilds/{GUILD}/scheduled-events")
}

fn form() -> Value {
    json!({
        "name": "Summit",
        "description": "What to watch",
        "entity_metadata": { "location": "Miami" },
        "scheduled_start_time": "2026-03-03T09:00:00Z",
        "scheduled_end_time": "2026-03-03T17:00:00Z",
        "entity_type": 3,
        "privacy_level": 2,
    })
}

fn with(field: &str, value: Value) -> Value {
    let mut form = form();
    form[field] = value;
    form
}

async fn status_of(server: &TestServer, id: &str) -> Value {
    let answer = server.rest.get(&format!("{}/{id}", path())).await;
    answer.body["status"].clone()
}

#[tokio::test]
async fn an_event_is_made_listed_changed_and_deleted_and_whoever_wants_hears_of_it() {
    let server = start().await;
    let mut bot = server.bot(INTENTS | GUILD_SCHEDULED_EVENTS).await;
    let made = server.rest.post(&path(), &form()).await;
    assert_eq!(made.status, 200, "{made:?}");
    assert_eq!(made.body["status"], 1);
    let id = made.id();
    let heard = bot.event("GUILD_SCHEDULED_EVENT_CREATE").await;
    assert_eq!(heard["id"], id);
    let listed = server.rest.get(&path()).await.body;
    assert_eq!(listed, json!([made.body]));
    let one = format!("{}/{id}", path());
    let later = json!({ "scheduled_end_time": "2026-03-04T17:00:00Z" });
    let changed = server.rest.patch(&one, &later).await;
    assert_eq!(changed.body["name"], "Summit");
    assert_eq!(
        changed.body["scheduled_end_time"],
        "2026-03-04T17:00:00.000000+00:00"
    );
    bot.until("GUILD_SCHEDULED_EVENT_UPDATE").await;
    assert_eq!(server.rest.delete(&one).await.status, 204);
    bot.event("GUILD_SCHEDULED_EVENT_DELETE").await;
    assert_eq!(server.rest.delete(&one).await.error(), (404, 10070));
    assert_eq!(server.rest.get(&path()).await.body, json!([]));
    server.discord.shutdown().await;
}

#[tokio::test]
async fn both_sides_of_every_limit_of_an_event_are_told_apart() {
    let server = start().await;
    let long = |length: usize| json!("x".repeat(length));
    let at = |location: Value| json!({ "location": location });
    for good in [
        with("name", long(100)),
        with("description", long(1_000)),
        with("entity_metadata", at(long(100))),
        with("description", Value::Null),
    ] {
        let answer = server.rest.post(&path(), &good).await;
        assert_eq!(answer.status, 200, "{answer:?}");
    }
    for (bad, field) in [
        (with("name", long(101)), "name"),
        (with("name", json!("")), "name"),
        (with("description", long(1_001)), "description"),
        (with("entity_metadata", at(long(101))), "entity_metadata"),
        (with("entity_metadata", Value::Null), "entity_metadata"),
        (
            with("scheduled_end_time", Value::Null),
            "scheduled_end_time",
        ),
        (
            with("scheduled_end_time", json!("2026-03-03T09:00:00Z")),
            "scheduled_end_time",
        ),
        (
            with("scheduled_start_time", json!("2026-03-02T09:00:00Z")),
            "scheduled_start_time",
        ),
        (
            with("scheduled_start_time", json!("soon")),
            "scheduled_start_time",
        ),
        (with("entity_type", json!(2)), "entity_type"),
        (with("privacy_level", json!(1)), "privacy_level"),
    ] {
        let answer = server.rest.post(&path(), &bad).await;
        assert_eq!(answer.error(), (400, 50035), "{answer:?}");
        assert!(
            answer.body["errors"][field].is_object(),
            "{field}: {answer:?}"
        );
    }
    server.discord.shutdown().await;
}

#[tokio::test]
async fn an_event_begins_and_ends_by_the_clock_and_only_some_statuses_follow_one_another() {
    let server = start().await;
    let mut bot = server.bot(INTENTS | GUILD_SCHEDULED_EVENTS).await;
    let id = server.rest.post(&path(), &form()).await.id();
    let other = server.rest.post(&path(), &form()).await.id();
    let patch = async |id: &str, status: u64| {
        let path = format!("{}/{id}", path());
        let status = json!({ "status": status });
        server.rest.patch(&path, &status).await.error()
    };
    assert_eq!(patch(&id, 3).await, (400, 50035), "not begun, so not ended");
    assert_eq!(patch(&other, 4).await, (200, 0));
    assert_eq!(patch(&other, 1).await, (400, 180_000));
    bot.until("GUILD_SCHEDULED_EVENT_UPDATE").await;
    server.pass(24 * 3_600);
    let begun = bot.until("GUILD_SCHEDULED_EVENT_UPDATE").await;
    assert_eq!(begun["id"], id);
    assert_eq!(status_of(&server, &id).await, 2);
    assert_eq!(
        patch(&id, 4).await,
        (400, 50035),
        "begun, so not called off"
    );
    server.pass(8 * 3_600);
    bot.until("GUILD_SCHEDULED_EVENT_UPDATE").await;
    assert_eq!(status_of(&server, &id).await, 3);
    assert_eq!(server.rest.get(&path()).await.body, json!([]));
    server.discord.shutdown().await;
}

#[tokio::test]
async fn the_bot_needs_its_permission_and_changes_nobody_elses_event() {
    let server = start().await;
    let own = server.rest.post(&path(), &form()).await.id();
    let of_sam = server.discord.schedule_as(SAM, GUILD, &form());
    let of_sam = format!("{}/{}", path(), of_sam["id"].as_str().expect("an id"));
    assert_eq!(server.rest.delete(&of_sam).await.error(), (403, 50013));
    server.discord.deny_bot_in_guilds(CREATE_EVENTS);
    assert_eq!(
        server.rest.post(&path(), &form()).await.error(),
        (403, 50013)
    );
    let own = format!("{}/{own}", path());
    assert_eq!(server.rest.delete(&own).await.error(), (403, 50013));
    assert_eq!(
        server.rest.get(&path()).await.status,
        200,
        "to see them needs nothing"
    );
    server.discord.deny_bot_in_guilds(0);
    assert_eq!(server.rest.delete(&own).await.status, 204);
    server.discord.shutdown().await;
}

#[tokio::test]
async fn a_guild_has_a_hundred_open_events_and_no_more() {
    let server = start().await;
    for _ in 0..100 {
        server.discord.schedule_as(SAM, GUILD, &form());
    }
    let refused = server.rest.post(&path(), &form()).await;
    assert_eq!(refused.error(), (400, 30038));
    server.discord.shutdown().await;
}

#[tokio::test]
async fn a_message_of_an_announcement_channel_is_published_once_and_ten_an_hour() {
    let server = start().await;
    let messages = format!("/channels/{GENERAL}/messages");
    let post = async || {
        let message = json!({ "content": "Hear, hear" });
        let id = server.rest.post(&messages, &message).await.id();
        format!("{messages}/{id}/crosspost")
    };
    let nothing = json!({});
    let first = post().await;
    let refused = server.rest.post(&first, &nothing).await;
    assert_eq!(refused.error(), (400, 50024), "not in a text channel");
    server.discord.make_announcement_channel(GENERAL);
    let published = server.rest.post(&first, &nothing).await;
    assert_eq!(published.body["flags"], 1, "{published:?}");
    assert_eq!(
        server.rest.post(&first, &nothing).await.error(),
        (400, 40033)
    );
    for _ in 3..10 {
        server.pass(5);
        let answer = server.rest.post(&post().await, &nothing).await;
        assert_eq!(answer.status, 200, "{answer:?}");
    }
    server.pass(5);
    let eleventh = server.rest.post(&post().await, &nothing).await;
    assert_eq!(eleventh.status, 429, "{eleventh:?}");
    server.discord.shutdown().await;
}
