//! Modals with labels: what they may hold, what a person must fill in, and how it is sent.

use practice_discord::{
    driver::{GatewayBot, INTENTS, Page, TestServer},
    ids::{ADA, GENERAL, SAM},
};
use serde_json::{Value, json};

use crate::support::start;

fn form(components: &Value) -> Value {
    let data = json!({ "custom_id": "report", "title": "Report", "components": components });
    json!({ "type": 9, "data": data })
}

fn label(component: &Value) -> Value {
    json!({ "type": 18, "label": "Field", "component": component })
}

fn options(count: usize) -> Value {
    let option = |n: usize| json!({ "label": "One", "value": n.to_string() });
    (0..count).map(option).collect()
}

fn text() -> Value {
    json!({ "type": 4, "custom_id": "text", "style": 2, "min_length": 3 })
}

fn group(kind: u64, options_there: usize, change: &Value) -> Value {
    let mut group =
        json!({ "type": kind, "custom_id": "group", "options": options(options_there) });
    for (key, value) in change.as_object().expect("an object") {
        group[key] = value.clone();
    }
    form(&json!([label(&group)]))
}

/// A command that was used and waits for a modal.
async fn asked(server: &TestServer, page: &mut Page, bot: &mut GatewayBot) -> (String, Value) {
    let id = server
        .rest
        .register(&json!({ "name": "report", "description": "Report" }))
        .await;
    let reference = page.use_command(ADA, &id, &json!([])).await;
    (reference, bot.until("INTERACTION_CREATE").await)
}

/// What fits, and what is refused with 50035, side by side.
#[expect(
    clippy::too_many_lines,
    reason = "one table, from its beginning to its end"
)]
fn rows() -> Vec<(&'static str, Value, Value)> {
    let nothing = json!({});
    let labelled = |change: &str, length: usize| {
        let mut one = label(&text());
        one[change] = "x".repeat(length).into();
        form(&json!([one]))
    };
    let mut own_label = text();
    own_label["label"] = "x".into();
    let row = |input: &Value| form(&json!([{ "type": 1, "components": [input] }]));
    let display = json!({ "type": 10, "content": "x" });
    let two_defaults = json!([
        { "label": "a", "value": "a", "default": true }, { "label": "b", "value": "b", "default": true },
    ]);
    vec![
        (
            "five at the top",
            form(&json!(vec![display.clone(); 5])),
            form(&json!(vec![display; 6])),
        ),
        (
            "a label of 45",
            labelled("label", 45),
            labelled("label", 46),
        ),
        (
            "a description of 100",
            labelled("description", 100),
            labelled("description", 101),
        ),
        (
            "a label for a text in a row only",
            row(&own_label),
            form(&json!([label(&own_label)])),
        ),
        ("a text in a row has a label", row(&own_label), row(&text())),
        (
            "something in a label",
            form(&json!([label(&text())])),
            form(&json!([label(&Value::Null)])),
        ),
        (
            "no button in a label",
            group(3, 1, &nothing),
            form(&json!([label(&json!({ "type": 2 }))])),
        ),
        (
            "at least two radio buttons",
            group(21, 2, &nothing),
            group(21, 1, &nothing),
        ),
        (
            "at most ten",
            group(21, 10, &nothing),
            group(21, 11, &nothing),
        ),
        (
            "one of them chosen",
            group(21, 2, &nothing),
            group(21, 2, &json!({ "options": two_defaults })),
        ),
        (
            "one box or more",
            group(22, 1, &nothing),
            group(22, 0, &nothing),
        ),
        (
            "at most ten boxes",
            group(22, 10, &nothing),
            group(22, 11, &nothing),
        ),
        (
            "as many as there are",
            group(22, 2, &json!({ "max_values": 2 })),
            group(22, 2, &json!({ "max_values": 3 })),
        ),
        (
            "a box with an id",
            form(&json!([label(&json!({ "type": 23, "custom_id": "x" }))])),
            form(&json!([label(&json!({ "type": 23 }))])),
        ),
        (
            "up to ten files",
            group(19, 0, &json!({ "options": null, "max_values": 10 })),
            group(19, 0, &json!({ "options": null, "max_values": 11 })),
        ),
    ]
}

#[tokio::test]
async fn each_limit_of_a_form_lets_its_last_pass_and_refuses_the_next() {
    let server = start().await;
    let mut page = server.page().await;
    let mut bot = server.bot(INTENTS).await;
    for (limit, fits, exceeds) in rows() {
        let (_, interaction) = asked(&server, &mut page, &mut bot).await;
        let refused = server.rest.answer(&interaction, &exceeds).await;
        assert_eq!(refused.error(), (400, 50035), "{limit}");
        let opened = server.rest.answer(&interaction, &fits).await;
        assert_eq!(opened.status, 204, "{limit}: {opened:?}");
        server.pass(5);
    }
}

#[tokio::test]
async fn what_was_filled_in_comes_in_the_form_of_today() {
    let server = start().await;
    let mut page = server.page().await;
    let mut bot = server.bot(INTENTS).await;
    let (reference, interaction) = asked(&server, &mut page, &mut bot).await;
    let radio = json!({ "type": 21, "custom_id": "radio", "options": options(2) });
    let boxes = json!({ "type": 22, "custom_id": "boxes", "options": options(3) });
    let modal = form(&json!([
        label(&text()),
        label(&json!({ "type": 5, "custom_id": "who" })),
        label(&radio),
        label(&boxes),
        label(&json!({ "type": 23, "custom_id": "box" })),
    ]));
    assert_eq!(server.rest.answer(&interaction, &modal).await.status, 204);
    let filled = json!([
        { "type": 18, "component": { "type": 4, "custom_id": "text", "value": "wrong" } },
        { "type": 18, "component": { "type": 5, "custom_id": "who", "values": [SAM] } },
        { "type": 18, "component": { "type": 21, "custom_id": "radio", "value": "1" } },
        { "type": 18, "component": { "type": 22, "custom_id": "boxes", "values": ["0", "2"] } },
        { "type": 18, "component": { "type": 23, "custom_id": "box", "value": true } },
    ]);
    let frame = json!({
        "t": "submit", "channel_id": GENERAL, "modal_ref": reference, "custom_id": "report",
        "components": filled,
    });
    page.send(ADA, frame).await;
    let data = bot.until("INTERACTION_CREATE").await["data"].take();
    let expected = json!([
        { "type": 18, "id": 1, "component": { "type": 4, "id": 2, "custom_id": "text", "value": "wrong" } },
        { "type": 18, "id": 3, "component": { "type": 5, "id": 4, "custom_id": "who", "values": [SAM] } },
        { "type": 18, "id": 5, "component": { "type": 21, "id": 6, "custom_id": "radio", "value": "1" } },
        { "type": 18, "id": 7, "component": { "type": 22, "id": 8, "custom_id": "boxes", "values": ["0", "2"] } },
        { "type": 18, "id": 9, "component": { "type": 23, "id": 10, "custom_id": "box", "value": true } },
    ]);
    assert_eq!(data["components"], expected);
    assert_eq!(
        data["resolved"]["users"][SAM.to_string()]["username"],
        "sam"
    );
}

#[tokio::test]
#[expect(
    clippy::too_many_lines,
    reason = "one table, from its beginning to its end"
)]
async fn what_does_not_fit_the_form_is_not_sent() {
    let server = start().await;
    let mut page = server.page().await;
    let mut bot = server.bot(INTENTS).await;
    let optional = |mut field: Value| {
        field["required"] = false.into();
        field
    };
    let radio = json!({ "type": 21, "custom_id": "x", "options": options(2) });
    let boxes = json!({ "type": 22, "custom_id": "x", "options": options(3), "max_values": 2 });
    let mut text = text();
    text["custom_id"] = "x".into();
    for (field, given, refusal) in [
        (
            text.clone(),
            json!({ "value": "" }),
            Some("“Field” is required"),
        ),
        (
            text.clone(),
            json!({ "value": "no" }),
            Some("“Field” takes between 3 and 4000 characters"),
        ),
        (optional(text), json!({ "value": "" }), None),
        (
            radio.clone(),
            json!({ "value": null }),
            Some("“Field” is required"),
        ),
        (
            radio.clone(),
            json!({ "value": "7" }),
            Some("That choice is no longer there"),
        ),
        (optional(radio), json!({ "value": null }), None),
        (
            boxes.clone(),
            json!({ "values": [] }),
            Some("“Field” is required"),
        ),
        (
            boxes.clone(),
            json!({ "values": ["0", "1", "2"] }),
            Some("“Field”: choose between 1 and 2"),
        ),
        (
            boxes.clone(),
            json!({ "values": ["7"] }),
            Some("That choice is no longer there"),
        ),
        (optional(boxes), json!({ "values": [] }), None),
        (json!({ "type": 23, "custom_id": "x" }), json!({}), None),
    ] {
        let (reference, interaction) = asked(&server, &mut page, &mut bot).await;
        let modal = form(&json!([{ "type": 10, "content": "Read this" }, label(&field)]));
        assert_eq!(
            server.rest.answer(&interaction, &modal).await.status,
            204,
            "{field}"
        );
        let mut filled = given.clone();
        filled["custom_id"] = "x".into();
        let frame = json!({
            "t": "submit", "channel_id": GENERAL, "modal_ref": reference, "custom_id": "report",
            "components": [{ "type": 18, "component": filled }],
        });
        if let Some(refusal) = refusal {
            assert_eq!(page.outcome(ADA, frame).await["text"], refusal);
        } else {
            page.send(ADA, frame).await;
            let data = bot.until("INTERACTION_CREATE").await["data"].take();
            assert_eq!(data["components"][0], json!({ "type": 10, "id": 1 }));
        }
        server.pass(5);
    }
}
