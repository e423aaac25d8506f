//! Messages that consist of components alone, forms with labels, and where commands are offered.

use serde_json::{Value, json};

use super::{CALLBACK, COMMANDS, answer, button, judged, text};

fn layout(components: &Value) -> Value {
    answer(json!({ "flags": 1 << 15, "components": components }))
}

fn display(length: usize) -> Value {
    json!({ "type": 10, "content": text(length) })
}

fn section(texts: usize) -> Value {
    let texts = vec![display(1); texts];
    layout(&json!([{ "type": 9, "components": texts, "accessory": button("b", "b") }]))
}

fn container(components: &Value) -> Value {
    layout(&json!([{ "type": 17, "components": components }]))
}

fn form(components: &Value) -> Value {
    let data = json!({ "custom_id": "f", "title": "t", "components": components });
    json!({ "type": 9, "data": data })
}

fn label(label: usize, component: &Value) -> Value {
    form(&json!([{ "type": 18, "label": text(label), "component": component }]))
}

fn group(kind: u64, options: usize) -> Value {
    let option = |n: usize| json!({ "label": "l", "value": n.to_string() });
    let options: Vec<Value> = (0..options).map(option).collect();
    label(
        1,
        &json!({ "type": kind, "custom_id": "g", "options": options }),
    )
}

#[test]
fn both_sides_of_every_limit_of_layouts_and_labels_are_told_apart() {
    let many = |count: usize| layout(&json!(vec![display(1); count]));
    let nested = |count: usize| container(&json!(vec![display(1); count]));
    let picture = json!({ "media": { "url": "https://example.com/a.png" } });
    let gallery = |count: usize| layout(&json!([{ "type": 12, "items": vec![&picture; count] }]));
    let input = json!({ "type": 4, "custom_id": "i", "style": 1 });
    let labelled = json!({ "type": 4, "custom_id": "i", "style": 1, "label": "l" });
    let beside = |content: Value| {
        answer(json!({ "flags": 1 << 15, "content": content, "components": [display(1)] }))
    };
    let twice = json!([{ "type": 1, "components": [button("b", "b"), button("b", "b")] }]);
    let once = json!([{ "type": 1, "components": [button("a", "b"), button("b", "b")] }]);
    for (limit, within, beyond) in [
        ("components", many(40), many(41)),
        ("components inside others", nested(39), nested(40)),
        (
            "text",
            layout(&json!([display(4_000)])),
            layout(&json!([display(3_999), display(2)])),
        ),
        ("something in it", many(1), many(0)),
        ("texts in a section", section(3), section(4)),
        ("pictures", gallery(10), gallery(11)),
        ("no text beside it", beside(Value::Null), beside(json!("x"))),
        ("custom ids", container(&once), container(&twice)),
        (
            "no layout without the flag",
            many(1),
            answer(json!({ "components": [display(1)] })),
        ),
        ("label", label(45, &input), label(46, &input)),
        ("one label", label(1, &input), label(1, &labelled)),
        ("radio buttons", group(21, 10), group(21, 11)),
        ("two radio buttons", group(21, 2), group(21, 1)),
        ("boxes", group(22, 10), group(22, 11)),
        ("a menu in a form", group(3, 25), group(3, 26)),
        (
            "nothing else in a label",
            label(1, &input),
            label(1, &button("b", "b")),
        ),
    ] {
        assert_eq!(judged("POST", CALLBACK, within), [""; 0], "{limit}");
        assert_ne!(judged("POST", CALLBACK, beyond), [""; 0], "{limit}");
    }
}

#[test]
fn where_a_command_is_offered_is_judged() {
    let offered =
        |key: &str, value: Value| json!([{ "name": "c", "description": "d", key: value }]);
    for (limit, within, beyond) in [
        (
            "contexts",
            offered("contexts", json!([0, 1, 2])),
            offered("contexts", json!([3])),
        ),
        (
            "some context",
            offered("contexts", json!([0])),
            offered("contexts", json!([])),
        ),
        (
            "installed",
            offered("integration_types", json!([0, 1])),
            offered("integration_types", json!([1, 1])),
        ),
        (
            "permissions",
            offered("default_member_permissions", json!("18014398509481983")),
            offered("default_member_permissions", json!("18014398509481984")),
        ),
        (
            "handler",
            offered("handler", json!(2)),
            offered("handler", json!(3)),
        ),
    ] {
        assert_eq!(judged("PUT", COMMANDS, within), [""; 0], "{limit}");
        assert_ne!(judged("PUT", COMMANDS, beyond), [""; 0], "{limit}");
    }
}
