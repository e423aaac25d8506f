//! Limits: how much one message may hold, and how many requests one may make.

use practice_discord::ids::{EDITORS, GENERAL};
use serde_json::{Value, json};

use crate::support::start;

fn general() -> String {
    format!("/channels/{GENERAL}/messages")
}

fn embed(key: &str, length: usize) -> Value {
    json!({ "embeds": [{ key: "é".repeat(length) }] })
}

fn field(name: usize, value: usize) -> Value {
    let field = json!({ "name": "n".repeat(name), "value": "v".repeat(value) });
    json!({ "embeds": [{ "fields": [field] }] })
}

fn part(of: &str, key: &str, length: usize) -> Value {
    json!({ "embeds": [{ of: { key: "x".repeat(length) } }] })
}

fn rows(rows: usize, buttons: usize) -> Value {
    let button = |row: usize, n: usize| json!({ "type": 2, "style": 2, "label": "Go", "custom_id": format!("{row}-{n}") });
    let row = |row| {
        let buttons: Vec<_> = (0..buttons).map(|n| button(row, n)).collect();
        json!({ "type": 1, "components": buttons })
    };
    json!({ "content": "x", "components": (0..rows).map(row).collect::<Vec<_>>() })
}

fn button(change: &Value) -> Value {
    let mut button = json!({ "type": 2, "style": 2, "label": "Go", "custom_id": "go" });
    for (key, value) in change.as_object().expect("an object") {
        button[key] = value.clone();
    }
    json!({ "content": "x", "components": [{ "type": 1, "components": [button] }] })
}

fn select(options: usize) -> Value {
    let option = |n: usize| json!({ "label": "One", "value": n.to_string() });
    let options: Vec<_> = (0..options).map(option).collect();
    let select = json!({ "type": 3, "custom_id": "s", "options": options });
    json!({ "content": "x", "components": [{ "type": 1, "components": [select] }] })
}

/// Two embeds whose descriptions are together of this length.
fn together(length: usize) -> Value {
    let text = |length| json!({ "description": "d".repeat(length) });
    json!({ "embeds": [text(4_000), text(length - 4_000)] })
}

#[tokio::test]
#[expect(
    clippy::too_many_lines,
    reason = "one situation, from its beginning to its end"
)]
async fn each_limit_of_a_message_lets_its_last_pass_and_refuses_the_next() {
    let server = start().await;
    let content = |length: usize| json!({ "content": "字".repeat(length) });
    let embeds = |count: usize| json!({ "embeds": vec![json!({ "title": "t" }); count] });
    let fields = |count: usize| json!({ "embeds": [{ "fields": vec![json!({ "name": "n", "value": "v" }); count] }] });
    let custom_id = |length: usize| button(&json!({ "custom_id": "i".repeat(length) }));
    let label = |length: usize| button(&json!({ "label": "l".repeat(length) }));
    let nonce = |length: usize| json!({ "content": "x", "nonce": "n".repeat(length) });
    let the_button = "/components/0/components/0";
    for (passes, fails, place) in [
        (content(2_000), content(2_001), "/content".to_owned()),
        (embeds(10), embeds(11), "/embeds".to_owned()),
        (
            embed("title", 256),
            embed("title", 257),
            "/embeds/0/title".to_owned(),
        ),
        (
            embed("description", 4_096),
            embed("description", 4_097),
            "/embeds/0/description".to_owned(),
        ),
        (fields(25), fields(26), "/embeds/0/fields".to_owned()),
        (
            field(256, 1),
            field(257, 1),
            "/embeds/0/fields/0/name".to_owned(),
        ),
        (
            field(1, 1_024),
            field(1, 1_025),
            "/embeds/0/fields/0/value".to_owned(),
        ),
        (
            field(1, 1),
            field(1, 0),
            "/embeds/0/fields/0/value".to_owned(),
        ),
        (
            part("footer", "text", 2_048),
            part("footer", "text", 2_049),
            "/embeds/0/footer/text".to_owned(),
        ),
        (
            part("author", "name", 256),
            part("author", "name", 257),
            "/embeds/0/author/name".to_owned(),
        ),
        (together(6_000), together(6_001), "/embeds".to_owned()),
        (rows(5, 5), rows(6, 1), "/components".to_owned()),
        (
            rows(1, 5),
            rows(1, 6),
            "/components/0/components".to_owned(),
        ),
        (
            custom_id(100),
            custom_id(101),
            format!("{the_button}/custom_id"),
        ),
        (
            custom_id(1),
            custom_id(0),
            format!("{the_button}/custom_id"),
        ),
        (label(80), label(81), format!("{the_button}/label")),
        (select(25), select(26), format!("{the_button}/options")),
        (select(1), select(0), format!("{the_button}/options")),
        (nonce(25), nonce(26), "/nonce".to_owned()),
    ] {
        server.pass(5);
        let passed = server.rest.post(&general(), &passes).await;
        assert_eq!(passed.status, 200, "{place}: {:?}", passed.body);
        let refused = server.rest.post(&general(), &fails).await;
        assert_eq!(refused.error(), (400, 50_035), "{place}");
        assert_eq!(refused.body["message"], "Invalid Form Body");
        let fault = refused.body["errors"].pointer(&format!("{place}/_errors/0/message"));
        assert!(
            fault.is_some_and(Value::is_string),
            "{place}: {:?}",
            refused.body
        );
    }
}

#[tokio::test]
#[expect(
    clippy::too_many_lines,
    reason = "one situation, from its beginning to its end"
)]
async fn other_faults_are_refused_at_their_place() {
    let server = start().await;
    let link = json!({ "style": 5, "url": "https://example.org", "custom_id": null });
    let both = json!({ "style": 5, "url": "https://example.org" });
    let twice = {
        let button = json!({ "type": 2, "style": 1, "label": "a", "custom_id": "same" });
        json!({ "content": "x", "components": [{ "type": 1, "components": [button, button] }] })
    };
    let exclusive = json!({ "parse": ["users"], "users": ["1"] });
    let button_at = "/components/0/components/0";
    for (body, place, code) in [
        (
            twice,
            "/components/0/components/1/custom_id",
            "COMPONENT_CUSTOM_ID_DUPLICATED",
        ),
        (
            button(&both),
            button_at,
            "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
        ),
        (
            button(&json!({ "style": 9 })),
            &format!("{button_at}/style"),
            "BASE_TYPE_CHOICES",
        ),
        (
            button(&json!({ "label": null })),
            button_at,
            "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED",
        ),
        (
            json!({ "embeds": [{}] }),
            "/embeds/0/description",
            "BASE_TYPE_REQUIRED",
        ),
        (
            json!({ "embeds": [{ "title": "t", "url": "javascript:x" }] }),
            "/embeds/0/url",
            "URL_TYPE_INVALID_URL",
        ),
        (
            json!({ "content": "x", "allowed_mentions": exclusive }),
            "/allowed_mentions",
            "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
        ),
    ] {
        server.pass(5);
        let refused = server.rest.post(&general(), &body).await;
        assert_eq!(refused.error(), (400, 50_035), "{place}");
        let found = refused.body["errors"].pointer(&format!("{place}/_errors/0/code"));
        assert_eq!(found, Some(&json!(code)), "{:?}", refused.body);
    }
    server.pass(5);
    assert_eq!(
        server.rest.post(&general(), &button(&link)).await.status,
        200
    );
    for empty in [
        json!({}),
        json!({ "content": " \n" }),
        json!({ "embeds": [] }),
    ] {
        assert_eq!(
            server.rest.post(&general(), &empty).await.error(),
            (400, 50_006),
            "{empty}"
        );
    }
}

#[tokio::test]
async fn the_sixth_message_in_five_seconds_waits() {
    let server = start().await;
    let body = json!({ "content": "x" });
    for left in [4, 3, 2, 1, 0] {
        let posted = server.rest.post(&general(), &body).await;
        assert_eq!(posted.status, 200);
        assert_eq!(posted.header("x-ratelimit-limit"), "5");
        assert_eq!(posted.header("x-ratelimit-remaining"), left.to_string());
        assert_eq!(posted.header("x-ratelimit-reset-after"), "5.000");
        assert_eq!(posted.header("x-ratelimit-reset"), "1772442005.000");
        assert!(!posted.header("x-ratelimit-bucket").is_empty());
    }
    server.pass(2);
    let refused = server.rest.post(&general(), &body).await;
    assert_eq!(refused.status, 429);
    assert_eq!(refused.header("x-ratelimit-scope"), "user");
    assert_eq!(refused.header("retry-after"), "3");
    assert_eq!(refused.body["retry_after"], 3.0);
    assert_eq!(refused.body["global"], false);

    let elsewhere = format!("/channels/{EDITORS}/messages");
    assert_eq!(server.rest.post(&elsewhere, &body).await.status, 200);
    server.pass(3);
    assert_eq!(server.rest.post(&general(), &body).await.status, 200);
    let noted = server.discord.requests();
    assert_eq!(
        noted.iter().filter(|request| request.status == 429).count(),
        1
    );
}

#[tokio::test]
async fn the_fifty_first_request_in_a_second_waits_whatever_it_asks() {
    let server = start().await;
    for n in 0..50 {
        let path = if n % 2 == 0 {
            "/users/@me"
        } else {
            "/gateway/bot"
        };
        assert_eq!(server.rest.get(path).await.status, 200, "{n}");
    }
    let refused = server.rest.get(&format!("/channels/{GENERAL}")).await;
    assert_eq!(
        (refused.status, &refused.body["global"]),
        (429, &json!(true))
    );
    assert_eq!(refused.header("x-ratelimit-global"), "true");
    assert_eq!(refused.header("x-ratelimit-scope"), "global");
    // Interactions are not counted: this one is refused because it does not exist.
    let answer = server
        .rest
        .post("/interactions/1/x/callback", &json!({ "type": 5 }))
        .await;
    assert_eq!(answer.error(), (404, 10_062));
    server.pass(1);
    assert_eq!(server.rest.get("/users/@me").await.status, 200);
}
