//! Messages over REST: written once, found again, calling only whom they may.

use std::sync::Arc;

use clock::ManualClock;
use jiff::SignedDuration;
use practice_discord::{
    Options, SentFile,
    ids::{self, ADA, ANNOUNCEMENTS, GENERAL, NOOR, SAM},
};
use reqwest::{
    Method,
    multipart::{Form, Part},
};
use serde_json::{Value, json};

use crate::support::{start, start_with};
use practice_discord::driver::INTENTS;

fn general() -> String {
    format!("/channels/{GENERAL}/messages")
}

#[tokio::test]
async fn the_same_nonce_within_minutes_gives_the_first_message() {
    let server = start().await;
    let body = |content: &str, enforce: bool| json!({ "content": content, "nonce": "summit:sco:7d", "enforce_nonce": enforce });
    let first = server.rest.post(&general(), &body("first", true)).await;
    assert_eq!(first.body["nonce"], "summit:sco:7d");
    server.pass(5 * 60);
    let again = server.rest.post(&general(), &body("again", true)).await;
    assert_eq!((again.status, again.id()), (200, first.id()));
    assert_eq!(again.body["content"], "first");
    let not_enforced = server
        .rest
        .post(&general(), &body("not enforced", false))
        .await;
    assert_ne!(not_enforced.id(), first.id());
    server.pass(5 * 60 + 1);
    let later = server.rest.post(&general(), &body("later", true)).await;
    assert_eq!(later.body["content"], "later");

    let history = server.rest.get(&general()).await.body;
    assert_eq!(history.as_array().map(Vec::len), Some(3));
    assert!(
        history[0]["nonce"].is_null(),
        "a nonce does not come back in the history"
    );
}

#[tokio::test]
async fn a_nonce_can_be_forgotten_sooner() {
    let clock = Arc::new(ManualClock::at(
        "2026-03-02T09:00:00Z".parse().expect("a moment"),
    ));
    let options = Options {
        keep_nonces: SignedDuration::from_secs(1),
        ..Options::new(clock.clone())
    };
    let server = start_with(clock, options).await;
    let body = json!({ "content": "x", "nonce": "n", "enforce_nonce": true });
    let first = server.rest.post(&general(), &body).await.id();
    assert_eq!(server.rest.post(&general(), &body).await.id(), first);
    server.pass(2);
    assert_ne!(server.rest.post(&general(), &body).await.id(), first);
}

#[tokio::test]
async fn history_goes_before_after_and_around() {
    let server = start().await;
    let mut page = server.page().await;
    let mut ids = Vec::new();
    for n in 0..7 {
        let said = page.say(ADA, GENERAL, &n.to_string()).await;
        ids.push(said["message"]["id"].as_str().expect("an id").to_owned());
    }
    let third = &ids[3];
    for (query, expected) in [
        ("limit=2".to_owned(), "65"),
        (format!("before={third}&limit=2"), "21"),
        (format!("after={third}&limit=2"), "54"),
        (format!("around={third}&limit=3"), "432"),
        (format!("&before={third}"), "210"),
        ("before=1".to_owned(), ""),
    ] {
        let found = server
            .rest
            .get(&format!("{}?{query}", general()))
            .await
            .body;
        let found = found.as_array().expect("a list").iter();
        let contents: Vec<_> = found
            .filter_map(|message| message["content"].as_str())
            .collect();
        assert_eq!(contents.concat(), expected, "{query}");
    }
    for limit in ["0", "101", "many"] {
        let refused = server
            .rest
            .get(&format!("{}?limit={limit}", general()))
            .await;
        assert_eq!(refused.error(), (400, 50_035), "limit={limit}");
    }
}

#[tokio::test]
async fn a_message_calls_only_whom_allowed_mentions_names() {
    let server = start().await;
    let content = format!(
        "@everyone <@&{}> <@&{}> <@{NOOR}> <@!{SAM}> <@1>",
        ids::WATCH,
        ids::BACKUP
    );
    let called = async |allowed: Value| {
        server.pass(5);
        let body = json!({ "content": content, "allowed_mentions": allowed });
        let posted = server.rest.post(&general(), &body).await;
        assert_eq!(posted.status, 200, "{posted:?}");
        let users = posted.body["mentions"].as_array().expect("a list").iter();
        let users: Vec<_> = users.filter_map(|user| user["username"].as_str()).collect();
        let roles = posted.body["mention_roles"].as_array().map_or(0, Vec::len);
        (
            users.join(" "),
            roles,
            posted.body["mention_everyone"] == true,
        )
    };
    assert_eq!(called(Value::Null).await, ("noor sam".to_owned(), 2, true));
    assert_eq!(
        called(json!({ "parse": [] })).await,
        (String::new(), 0, false)
    );
    assert_eq!(
        called(json!({ "parse": ["users"] })).await,
        ("noor sam".to_owned(), 0, false)
    );
    let one_role = json!({ "parse": [], "roles": [ids::WATCH] });
    assert_eq!(called(one_role).await, (String::new(), 1, false));
    let one_user = json!({ "parse": ["everyone"], "users": [NOOR] });
    assert_eq!(called(one_user).await, ("noor".to_owned(), 0, true));
}

#[tokio::test]
async fn a_reply_names_its_message() {
    let server = start().await;
    let mut page = server.page().await;
    let said = page.say(ADA, GENERAL, "Who backs Maduro?").await["message"].take();
    let reply = json!({ "content": "Both.", "message_reference": { "message_id": said["id"] } });
    let posted = server.rest.post(&general(), &reply).await.body;
    assert_eq!(posted["type"], 19);
    assert_eq!(posted["referenced_message"]["content"], "Who backs Maduro?");
    assert_eq!(posted["mentions"][0]["username"], "ada");

    let quiet = json!({
        "content": "Both.",
        "message_reference": { "message_id": said["id"] },
        "allowed_mentions": { "parse": [], "replied_user": false },
    });
    assert_eq!(
        server.rest.post(&general(), &quiet).await.body["mentions"],
        json!([])
    );

    let mut lost = json!({ "content": "?", "message_reference": { "message_id": "1" } });
    let refused = server.rest.post(&general(), &lost).await;
    let fault = &refused.body["errors"]["message_reference"]["_errors"][0];
    assert_eq!(fault["code"], "REPLIES_UNKNOWN_MESSAGE");
    lost["message_reference"]["fail_if_not_exists"] = false.into();
    assert_eq!(server.rest.post(&general(), &lost).await.body["type"], 0);
}

#[tokio::test]
async fn the_bot_changes_and_deletes_its_own_messages_only() {
    let server = start().await;
    let mut page = server.page().await;
    let mut bot = server.bot(INTENTS).await;
    let own = server
        .rest
        .post(&general(), &json!({ "content": "one" }))
        .await
        .id();
    bot.event("MESSAGE_CREATE").await;
    let path = format!("{}/{own}", general());
    server.pass(1);
    let changed = server
        .rest
        .patch(&path, &json!({ "content": "two" }))
        .await
        .body;
    assert_eq!(changed["content"], "two");
    assert!(changed["edited_timestamp"].is_string());
    assert_eq!(bot.event("MESSAGE_UPDATE").await["content"], "two");
    assert_eq!(
        server
            .rest
            .patch(&path, &json!({ "content": "" }))
            .await
            .error(),
        (400, 50_006)
    );
    assert_eq!(server.rest.delete(&path).await.status, 204);
    assert_eq!(bot.event("MESSAGE_DELETE").await["id"], own);
    assert_eq!(server.rest.get(&path).await.error(), (404, 10_008));
    assert_eq!(page.frame("message_gone").await["id"], own);

    let said = page.say(ADA, GENERAL, "mine").await["message"]["id"].take();
    let path = format!("{}/{}", general(), said.as_str().expect("an id"));
    assert_eq!(
        server
            .rest
            .patch(&path, &json!({ "content": "x" }))
            .await
            .error(),
        (403, 50_005)
    );
    assert_eq!(server.rest.delete(&path).await.error(), (403, 50_013));
}

#[tokio::test]
async fn the_bot_cannot_write_in_announcements() {
    let server = start().await;
    let path = format!("/channels/{ANNOUNCEMENTS}");
    assert_eq!(server.rest.get(&path).await.body["name"], "announcements");
    let body = json!({ "content": "x" });
    let refused = server.rest.post(&format!("{path}/messages"), &body).await;
    assert_eq!(refused.error(), (403, 50_013));
    assert_eq!(
        server
            .rest
            .post(&format!("{path}/typing"), &json!({}))
            .await
            .error(),
        (403, 50_013)
    );
    assert_eq!(
        server.rest.get(&format!("{path}/messages")).await.status,
        200
    );
}

#[tokio::test]
async fn what_is_not_there_has_its_own_code() {
    let server = start().await;
    let (guild, bot) = (ids::GUILD, ids::BOT);
    for (path, refusal) in [
        ("/channels/1".to_owned(), (404, 10_003)),
        ("/channels/1/messages".to_owned(), (404, 10_003)),
        (format!("{}/1", general()), (404, 10_008)),
        ("/guilds/1".to_owned(), (404, 10_004)),
        (format!("/guilds/{guild}/members/1"), (404, 10_007)),
        ("/users/1".to_owned(), (404, 10_013)),
        (
            format!("/webhooks/{bot}/token/messages/@original"),
            (404, 10_015),
        ),
        (format!("/applications/{bot}/commands/1"), (404, 10_063)),
        (
            format!("/applications/{bot}/guilds/1/commands"),
            (403, 50_001),
        ),
        ("/channels/general".to_owned(), (400, 50_035)),
        ("/nowhere".to_owned(), (404, 0)),
    ] {
        assert_eq!(server.rest.get(&path).await.error(), refusal, "{path}");
    }
}

#[tokio::test]
async fn a_file_is_kept_and_can_be_fetched() {
    let server = start().await;
    let payload = json!({
        "content": "The calendar",
        "embeds": [{ "title": "See", "image": { "url": "attachment://map.png" } }],
        "attachments": [{ "id": 0, "description": "Summits" }],
    });
    let ics = Part::text("BEGIN:VCALENDAR").file_name("summits.ics");
    let ics = ics.mime_str("text/calendar").expect("a type");
    let png = Part::bytes(vec![1, 2, 3])
        .file_name("map.png")
        .mime_str("image/png")
        .expect("a type");
    let form = Form::new().part("files[0]", ics).part("files[1]", png);
    let form = form.text("payload_json", payload.to_string());
    let posted = server
        .rest
        .send(
            server
                .rest
                .request(Method::POST, &general())
                .multipart(form),
        )
        .await;
    let [ics, png] = [
        &posted.body["attachments"][0],
        &posted.body["attachments"][1],
    ];
    assert_eq!(
        (&ics["filename"], &ics["size"]),
        (&json!("summits.ics"), &json!(15))
    );
    assert_eq!(ics["description"], "Summits");
    assert_eq!(posted.body["embeds"][0]["image"]["url"], png["url"]);

    let fetched = reqwest::get(ics["url"].as_str().expect("an address"))
        .await
        .expect("a file");
    assert_eq!(fetched.headers()["content-type"], "text/calendar");
    assert_eq!(fetched.text().await.expect("a text"), "BEGIN:VCALENDAR");

    let noted = server.discord.requests().pop().expect("a request");
    assert_eq!(noted.body, payload);
    let files = [("summits.ics", 15), ("map.png", 3)];
    assert_eq!(
        noted.files,
        files.map(|(name, size)| SentFile {
            name: name.to_owned(),
            size
        })
    );

    let path = format!("{}/{}", general(), posted.id());
    let kept = json!({ "attachments": [{ "id": ics["id"] }] });
    let changed = server.rest.patch(&path, &kept).await.body;
    assert_eq!(changed["attachments"], json!([ics]));
}

#[tokio::test]
async fn typing_is_seen() {
    let server = start().await;
    let mut page = server.page().await;
    let path = format!("/channels/{GENERAL}/typing");
    assert_eq!(
        server
            .rest
            .send(server.rest.request(Method::POST, &path))
            .await
            .status,
        204
    );
    assert_eq!(page.frame("typing").await["user_id"], ids::BOT.to_string());
}

#[tokio::test]
async fn the_history_holds_the_ids_of_buttons_and_the_roles_that_were_called() {
    let server = start().await;
    let delivery = |n: u32| {
        json!({
            "content": format!("<@&{}> <@&{}>", ids::WATCH, ids::BACKUP),
            "allowed_mentions": { "parse": [], "roles": [ids::BACKUP] },
            "components": [{ "type": 1, "components": [
                { "type": 2, "style": 1, "label": "Acknowledge", "custom_id": format!("1/ack/{n}") },
            ] }],
        })
    };
    let path = format!("/channels/{}/messages", ids::WATCH_FLOOR);
    let mut sent = Vec::new();
    for n in 0..3 {
        sent.push(server.rest.post(&path, &delivery(n)).await.id());
    }
    for (query, expected) in [
        (format!("limit=1&before={}", sent[2]), "1/ack/1"),
        (format!("limit=1&after={}", sent[1]), "1/ack/2"),
    ] {
        let found = server.rest.get(&format!("{path}?{query}")).await.body;
        assert_eq!(found.as_array().map(Vec::len), Some(1), "{query}");
        let button = &found[0]["components"][0]["components"][0];
        assert_eq!(button["custom_id"], expected, "{query}");
        assert_eq!(found[0]["author"]["id"], ids::BOT.to_string());
        assert_eq!(found[0]["mention_roles"], json!([ids::BACKUP]));
    }
}
