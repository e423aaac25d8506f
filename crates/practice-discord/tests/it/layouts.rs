//! Messages that consist of components alone (`IS_COMPONENTS_V2`): what they may hold, and both sides of their limits.

use practice_discord::{
    driver::{INTENTS, RestBot},
    ids::{ADA, GENERAL, WATCH},
};
use serde_json::{Value, json};

use crate::support::start;

const LAYOUT: u64 = 1 << 15;

fn layout(components: &Value) -> Value {
    json!({ "flags": LAYOUT, "components": components })
}

fn texts(count: usize, length: usize) -> Value {
    let text = json!({ "type": 10, "content": "é".repeat(length) });
    vec![text; count].into()
}

fn button() -> Value {
    json!({ "type": 2, "style": 1, "label": "Go", "custom_id": "go" })
}

fn section(texts: &Value, accessory: &Value) -> Value {
    layout(&json!([{ "type": 9, "components": texts, "accessory": accessory }]))
}

fn thumbnail(description: usize) -> Value {
    let media = json!({ "url": "https://example.com/a.png" });
    json!({ "type": 11, "media": media, "description": "d".repeat(description) })
}

fn gallery(count: usize, description: usize) -> Value {
    let media = json!({ "url": "https://example.com/a.png" });
    let item = json!({ "media": media, "description": "d".repeat(description) });
    layout(&json!([{ "type": 12, "items": vec![item; count] }]))
}

fn container(change: &Value) -> Value {
    let mut container = json!({ "type": 17, "components": texts(1, 1) });
    for (key, value) in change.as_object().expect("an object") {
        container[key] = value.clone();
    }
    layout(&json!([container]))
}

fn one(component: &Value) -> Value {
    layout(&json!([component]))
}

/// What fits, and what is refused with 50035, side by side.
#[expect(
    clippy::too_many_lines,
    reason = "one table, from its beginning to its end"
)]
fn rows() -> Vec<(&'static str, Value, Value)> {
    let text = texts(1, 1);
    vec![
        (
            "40 components",
            layout(&texts(40, 1)),
            layout(&texts(41, 1)),
        ),
        (
            "40 with those inside others",
            layout(&json!([{ "type": 17, "components": texts(39, 1) }])),
            layout(&json!([{ "type": 17, "components": texts(40, 1) }])),
        ),
        (
            "4,000 characters of text",
            layout(&texts(2, 2_000)),
            layout(&json!([texts(1, 2_000)[0], texts(1, 2_001)[0]])),
        ),
        (
            "a text that says something",
            layout(&texts(1, 1)),
            layout(&texts(1, 0)),
        ),
        (
            "three texts in a section",
            section(&texts(3, 1), &button()),
            section(&texts(4, 1), &button()),
        ),
        (
            "something beside a section",
            section(&text, &thumbnail(1)),
            section(&text, &Value::Null),
        ),
        (
            "a button or a picture beside it",
            section(&text, &button()),
            section(&text, &text[0]),
        ),
        (
            "a description of 1,024",
            section(&text, &thumbnail(1_024)),
            section(&text, &thumbnail(1_025)),
        ),
        ("ten pictures", gallery(10, 1), gallery(11, 1)),
        ("described pictures", gallery(1, 1_024), gallery(1, 1_025)),
        (
            "a color",
            container(&json!({ "accent_color": 0xff_ff_ff })),
            container(&json!({ "accent_color": 0x1_00_00_00 })),
        ),
        (
            "no container in a container",
            container(&json!({})),
            container(&json!({ "components": [{ "type": 17, "components": text }] })),
        ),
        (
            "a container with something in it",
            container(&json!({})),
            container(&json!({ "components": [] })),
        ),
        (
            "a file that was sent with it",
            one(&json!({ "type": 13, "file": { "url": "attachment://a.pdf" } })),
            one(&json!({ "type": 13, "file": { "url": "https://example.com/a.pdf" } })),
        ),
        (
            "a spacing",
            one(&json!({ "type": 14, "spacing": 2 })),
            one(&json!({ "type": 14, "spacing": 3 })),
        ),
        (
            "ids of their own",
            layout(
                &json!([{ "type": 10, "id": 1, "content": "x" }, { "type": 10, "id": 2, "content": "x" }]),
            ),
            layout(
                &json!([{ "type": 10, "id": 1, "content": "x" }, { "type": 10, "id": 1, "content": "x" }]),
            ),
        ),
        (
            "custom ids of their own",
            layout(&json!([{ "type": 1, "components": [button()] }])),
            layout(&json!([{ "type": 1, "components": [button(), button()] }])),
        ),
        (
            "no types of modals",
            one(&text[0]),
            one(&json!({ "type": 18, "label": "x" })),
        ),
    ]
}

#[tokio::test]
async fn each_limit_of_a_layout_lets_its_last_pass_and_refuses_the_next() {
    let server = start().await;
    let path = format!("/channels/{GENERAL}/messages");
    for (limit, fits, exceeds) in rows() {
        server.pass(5);
        let sent = server.rest.post(&path, &fits).await;
        assert_eq!(sent.status, 200, "{limit}: {sent:?}");
        let refused = server.rest.post(&path, &exceeds).await;
        assert_eq!(refused.error(), (400, 50035), "{limit}");
    }
}

#[tokio::test]
async fn a_layout_has_no_text_or_embeds_beside_it_and_no_other_message_has_its_components() {
    let server = start().await;
    let path = format!("/channels/{GENERAL}/messages");
    for (key, value) in [
        ("content", json!("x")),
        ("embeds", json!([{ "title": "x" }])),
    ] {
        let mut body = layout(&texts(1, 1));
        body[key] = value;
        let refused = server.rest.post(&path, &body).await;
        let error = &refused.body["errors"][key]["_errors"][0]["code"];
        assert_eq!(error, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2");
    }
    let body = json!({ "content": "x", "components": texts(1, 1) });
    assert_eq!(server.rest.post(&path, &body).await.error(), (400, 50035));
    assert_eq!(
        server.rest.post(&path, &layout(&json!([]))).await.error(),
        (400, 50006)
    );
}

#[tokio::test]
async fn a_layout_is_given_back_numbered_and_stays_one_when_it_is_edited() {
    let server = start().await;
    let path = format!("/channels/{GENERAL}/messages");
    let body = section(&texts(1, 1), &button());
    let sent = server.rest.post(&path, &body).await.body;
    assert_eq!(sent["flags"], LAYOUT);
    let ids = [
        &sent["components"][0]["id"],
        &sent["components"][0]["components"][0]["id"],
        &sent["components"][0]["accessory"]["id"],
    ];
    assert_eq!(ids, [&json!(1), &json!(2), &json!(3)]);
    let path = format!("{path}/{}", sent["id"].as_str().expect("an id"));
    let changed = server
        .rest
        .patch(&path, &json!({ "components": texts(2, 1) }))
        .await;
    assert_eq!(
        (changed.status, &changed.body["flags"]),
        (200, &json!(LAYOUT))
    );
    let refused = server.rest.patch(&path, &json!({ "content": "x" })).await;
    assert_eq!(refused.error(), (400, 50035));
}

#[tokio::test]
async fn a_text_in_a_layout_mentions_whom_it_names() {
    let server = start().await;
    let path = format!("/channels/{GENERAL}/messages");
    let mut body = container(&json!({
        "components": [{ "type": 10, "content": format!("<@&{WATCH}> it is due") }],
    }));
    let sent = server.rest.post(&path, &body).await.body;
    assert_eq!(sent["mention_roles"], json!([WATCH]));
    body["allowed_mentions"] = json!({ "parse": [] });
    let sent = server.rest.post(&path, &body).await.body;
    assert_eq!(sent["mention_roles"], json!([]));
}

#[tokio::test]
async fn a_button_beside_a_section_in_a_container_can_be_pressed_and_answered_with_a_layout() {
    let server = start().await;
    let mut page = server.page().await;
    let mut bot = server.bot(INTENTS).await;
    let section = json!({ "type": 9, "components": texts(1, 1), "accessory": button() });
    let body = container(&json!({ "components": [section] }));
    let path = format!("/channels/{GENERAL}/messages");
    let sent = server.rest.post(&path, &body).await.body;
    page.press(ADA, &sent, "go").await;
    let pressed = bot.until("INTERACTION_CREATE").await;
    assert_eq!(pressed["data"]["custom_id"], "go");
    let answer = json!({ "type": 7, "data": { "components": texts(1, 3) } });
    assert_eq!(server.rest.answer(&pressed, &answer).await.status, 204);
    let mut more = layout(&texts(1, 4));
    more["flags"] = (LAYOUT | 64).into();
    let follow = server
        .rest
        .post(&RestBot::webhook(&pressed, ""), &more)
        .await;
    assert_eq!(
        (follow.status, &follow.body["flags"]),
        (200, &json!(LAYOUT | 64))
    );
}
