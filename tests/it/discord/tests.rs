//! The judge itself: what is allowed passes, and what is one too many does not.

use jiff::Timestamp;
use practice_discord::Request;
use serde_json::{Value, json};

use super::faults_of;

const CALLBACK: &str = "/interactions/1/token/callback";
const MESSAGES: &str = "/channels/1/messages";
const COMMANDS: &str = "/applications/1/commands";

fn judged(method: &str, path: &str, body: Value) -> Vec<String> {
    faults_of(&Request {
        method: method.to_owned(),
        path: path.to_owned(),
        query: String::new(),
        body,
        files: Vec::new(),
        status: 200,
        code: None,
        at: Timestamp::UNIX_EPOCH,
    })
}

fn message(mut parts: Value) -> Value {
    parts["allowed_mentions"] = json!({ "parse": [] });
    parts
}

/// A message that the bot posts by itself.
fn posted(parts: Value) -> Value {
    let mut message = message(parts);
    message["nonce"] = json!("1");
    message["enforce_nonce"] = json!(true);
    message
}

fn answer(parts: Value) -> Value {
    json!({ "type": 4, "data": message(parts) })
}

fn embed(embed: &Value) -> Value {
    answer(json!({ "embeds": [embed] }))
}

fn field(name: usize, value: usize) -> Value {
    json!({ "name": text(name), "value": text(value) })
}

/// Four bytes a character: whoever counts bytes is wrong early.
fn text(length: usize) -> String {
    "🧭".repeat(length)
}

fn button(custom_id: &str, label: &str) -> Value {
    json!({ "type": 2, "style": 2, "custom_id": custom_id, "label": label })
}

fn buttons(counts: &[usize]) -> Value {
    let row = |(row, count): (usize, &usize)| -> Value {
        let buttons = (0..*count).map(|n| button(&format!("{row}/{n}"), "b"));
        json!({ "type": 1, "components": buttons.collect::<Vec<_>>() })
    };
    let rows: Vec<Value> = counts.iter().enumerate().map(row).collect();
    answer(json!({ "content": "c", "components": rows }))
}

fn one_button(custom_id: &str, label: &str) -> Value {
    let row = json!({ "type": 1, "components": [button(custom_id, label)] });
    answer(json!({ "content": "c", "components": [row] }))
}

fn menu(options: usize) -> Value {
    let option = |n: usize| json!({ "label": "l", "value": n.to_string() });
    let options: Vec<Value> = (0..options).map(option).collect();
    let select = json!({ "type": 3, "custom_id": "m", "options": options });
    let row = json!({ "type": 1, "components": [select] });
    answer(json!({ "content": "c", "components": [row] }))
}

fn choices(count: usize, length: usize) -> Value {
    let choice = json!({ "name": text(length), "value": text(length) });
    json!({ "type": 8, "data": { "choices": vec![choice; count] } })
}

fn form(title: usize, label: usize, custom_id: &str) -> Value {
    let input = json!({ "type": 4, "custom_id": custom_id, "style": 2, "label": text(label) });
    let row = json!({ "type": 1, "components": [input] });
    json!({ "type": 9, "data": { "custom_id": "f", "title": text(title), "components": [row] } })
}

fn commands(count: usize, name: &str, description: usize) -> Value {
    let command =
        |n: usize| json!({ "name": format!("{name}{n}"), "description": text(description) });
    (0..count).map(command).collect()
}

fn choice_of(count: usize) -> Value {
    let choice = |n: usize| json!({ "name": format!("c{n}"), "value": "v" });
    let choices: Vec<Value> = (0..count).map(choice).collect();
    let option = json!({ "type": 3, "name": "o", "description": "d", "choices": choices });
    json!([{ "name": "c", "description": "d", "options": [option] }])
}

#[test]
fn both_sides_of_every_limit_are_told_apart() {
    let fields = |count: usize| embed(&json!({ "title": "t", "fields": vec![field(1, 1); count] }));
    // A description of 4,096 and fields that bring the total of two embeds to 6,000.
    let total = |over: usize| {
        let last = json!({ "fields": [field(1, 1_024), field(1, 877 + over)] });
        answer(json!({ "embeds": [{ "description": text(4_096) }, last, { "title": "t" }] }))
    };
    let embeds = |count: usize| answer(json!({ "embeds": vec![json!({ "title": "t" }); count] }));
    let content = |length: usize| answer(json!({ "content": text(length) }));
    for (limit, within, beyond) in [
        ("content", content(2_000), content(2_001)),
        ("embeds", embeds(10), embeds(11)),
        ("total", total(0), total(1)),
        (
            "title",
            embed(&json!({ "title": text(256) })),
            embed(&json!({ "title": text(257) })),
        ),
        (
            "description",
            embed(&json!({ "description": text(4_096) })),
            embed(&json!({ "description": text(4_097) })),
        ),
        ("fields", fields(25), fields(26)),
        (
            "field name",
            embed(&json!({ "fields": [field(256, 1)] })),
            embed(&json!({ "fields": [field(257, 1)] })),
        ),
        (
            "field value",
            embed(&json!({ "fields": [field(1, 1_024)] })),
            embed(&json!({ "fields": [field(1, 1_025)] })),
        ),
        (
            "empty field",
            embed(&json!({ "fields": [field(1, 1)] })),
            embed(&json!({ "fields": [field(1, 0)] })),
        ),
        (
            "footer",
            embed(&json!({ "footer": { "text": text(2_048) } })),
            embed(&json!({ "footer": { "text": text(2_049) } })),
        ),
        (
            "author",
            embed(&json!({ "author": { "name": text(256) } })),
            embed(&json!({ "author": { "name": text(257) } })),
        ),
        ("rows", buttons(&[5; 5]), buttons(&[1; 6])),
        ("row", buttons(&[5]), buttons(&[6])),
        ("empty row", buttons(&[1]), buttons(&[0])),
        (
            "custom_id",
            one_button(&text(100), "b"),
            one_button(&text(101), "b"),
        ),
        ("empty custom_id", one_button("b", "b"), one_button("", "b")),
        (
            "button label",
            one_button("b", &text(80)),
            one_button("b", &text(81)),
        ),
        ("menu", menu(25), menu(26)),
        ("choices", choices(25, 1), choices(26, 1)),
        ("choice", choices(1, 100), choices(1, 101)),
        ("modal title", form(45, 1, "i"), form(46, 1, "i")),
        ("input label", form(1, 45, "i"), form(1, 46, "i")),
        (
            "input custom_id",
            form(1, 1, &text(100)),
            form(1, 1, &text(101)),
        ),
    ] {
        assert_eq!(judged("POST", CALLBACK, within), [""; 0], "{limit}");
        assert_ne!(judged("POST", CALLBACK, beyond), [""; 0], "{limit}");
    }
}

#[test]
fn both_sides_of_every_limit_of_commands_are_told_apart() {
    let named = |name: &str| json!([{ "name": name, "description": "d" }]);
    for (limit, within, beyond) in [
        ("commands", commands(100, "c", 1), commands(101, "c", 1)),
        ("description", commands(1, "c", 100), commands(1, "c", 101)),
        ("no description", commands(1, "c", 1), commands(1, "c", 0)),
        ("name", named(&"北".repeat(32)), named(&"北".repeat(33))),
        (
            "name in capitals",
            named("aligned-with-us"),
            named("Aligned"),
        ),
        ("name of two words", named("look-up"), named("look up")),
        ("choices", choice_of(25), choice_of(26)),
    ] {
        assert_eq!(judged("PUT", COMMANDS, within), [""; 0], "{limit}");
        assert_ne!(judged("PUT", COMMANDS, beyond), [""; 0], "{limit}");
    }
    let twins = json!([{ "name": "c", "description": "d" }, { "name": "c", "description": "d" }]);
    assert_eq!(
        judged("PUT", COMMANDS, twins),
        ["/1: has the name of another command"]
    );
}

#[test]
fn a_total_over_several_embeds_is_counted() {
    let embed = json!({ "description": text(3_001) });
    let faults = judged(
        "POST",
        MESSAGES,
        posted(json!({ "embeds": [embed, embed] })),
    );
    assert_eq!(faults, ["/embeds: have 6002 characters, not 6000"]);
}

#[test]
fn a_message_that_could_ping_is_refused() {
    let with = |allowed: Value| {
        let mut message = posted(json!({ "content": "c" }));
        message["allowed_mentions"] = allowed;
        message
    };
    let mut without = posted(json!({ "content": "c" }));
    without.as_object_mut().unwrap().remove("allowed_mentions");
    assert_eq!(
        judged("POST", MESSAGES, with(json!({ "parse": [] }))),
        [""; 0]
    );
    for could_ping in [
        without,
        with(json!(null)),
        with(json!({})),
        with(json!({ "parse": ["everyone"] })),
        with(json!({ "parse": [], "roles": ["1"] })),
        with(json!({ "parse": [], "users": ["1"] })),
        with(json!({ "parse": [], "replied_user": true })),
        question(31, 32),
        alert("<@&7> soon", "1/look/summit/g20", 7),
        alert("soon", "1/alert/a/acknowledge", 7),
        alert("<@&7> soon", "1/alert/a/acknowledge", 8),
    ] {
        let faults = judged("POST", MESSAGES, could_ping.clone());
        assert!(
            faults.iter().any(|fault| fault.contains("ping")),
            "{could_ping}: {faults:?}"
        );
    }
}

#[test]
fn a_message_that_could_be_posted_twice_is_refused() {
    let with = |nonce: Value, enforce: Value| {
        let mut message = posted(json!({ "content": "c" }));
        message["nonce"] = nonce;
        message["enforce_nonce"] = enforce;
        judged("POST", MESSAGES, message)
    };
    assert_eq!(with(json!("n".repeat(25)), json!(true)), [""; 0]);
    for (nonce, enforce) in [
        (json!("n".repeat(26)), json!(true)),
        (json!(""), json!(true)),
        (json!(null), json!(true)),
        (json!("n"), json!(false)),
    ] {
        assert_ne!(with(nonce.clone(), enforce), [""; 0], "{nonce}");
    }
}

/// An alert for the role `called`.
fn alert(text: &str, custom_id: &str, called: u64) -> Value {
    let mut alert = posted(json!({
        "content": text,
        "components": [{ "type": 1, "components": [button(custom_id, "Acknowledge")] }],
    }));
    alert["allowed_mentions"] = json!({ "parse": [], "roles": [called.to_string()] });
    alert
}

#[test]
fn an_alert_calls_the_role_that_it_names() {
    let alert = alert("<@&7> soon", "1/alert/a/acknowledge", 7);
    assert_eq!(judged("POST", MESSAGES, alert), [""; 0]);
}

/// A question to the learner `of` that calls the user `called`.
fn question(of: u64, called: u64) -> Value {
    let button = button(&format!("1/tour/{of:016x}/stop"), "Stop");
    json!({
        "content": format!("<@{called}>"),
        "nonce": "1",
        "enforce_nonce": true,
        "components": [{ "type": 1, "components": [button] }],
        "allowed_mentions": { "parse": [], "users": [called.to_string()] },
    })
}

#[test]
fn a_question_calls_the_one_who_alone_can_answer_it() {
    assert_eq!(judged("POST", MESSAGES, question(31, 31)), [""; 0]);
}

#[test]
fn two_buttons_that_do_the_same_are_refused() {
    let rows = json!([
        { "type": 1, "components": [button("a", "One")] },
        { "type": 1, "components": [button("a", "Two")] },
    ]);
    let faults = judged(
        "POST",
        MESSAGES,
        posted(json!({ "content": "c", "components": rows })),
    );
    assert_eq!(
        faults,
        ["/components/1/components/0: Some(\"a\") stands in this message twice"]
    );
}

#[test]
fn what_the_document_does_not_have_is_refused() {
    for (method, path, body) in [
        ("POST", "/channels/1/typing", json!({})),
        ("POST", CALLBACK, json!({ "type": 1 })),
        (
            "POST",
            CALLBACK,
            json!({ "type": 4, "data": message(json!({ "content": 1 })) }),
        ),
        (
            "POST",
            MESSAGES,
            posted(json!({ "content": "c", "embed": {} })),
        ),
        ("POST", MESSAGES, posted(json!({}))),
        ("POST", MESSAGES, posted(json!({ "embeds": [{}] }))),
        (
            "PATCH",
            "/webhooks/1/t/messages/@original",
            json!({ "content": "c" }),
        ),
        ("PUT", COMMANDS, json!([{ "description": "d" }])),
    ] {
        assert_ne!(
            judged(method, path, body.clone()),
            [""; 0],
            "{method} {path} {body}"
        );
    }
}

#[test]
fn a_thread_and_its_members_are_asked_for_as_discord_wants_it() {
    const THREADS: &str = "/channels/1/threads";
    let thread = |key: &str, value: Value| {
        let mut form = json!({ "name": "n", "type": 12 });
        form[key] = value;
        form
    };
    let nothing = Value::Null;
    for (method, path, within, beyond) in [
        (
            "POST",
            THREADS,
            thread("name", text(100).into()),
            thread("name", text(101).into()),
        ),
        (
            "POST",
            THREADS,
            thread("name", "n".into()),
            thread("name", "".into()),
        ),
        (
            "POST",
            THREADS,
            thread("type", 11.into()),
            thread("type", 0.into()),
        ),
        (
            "POST",
            THREADS,
            thread("auto_archive_duration", 10_080.into()),
            thread("auto_archive_duration", 10_081.into()),
        ),
        (
            "POST",
            THREADS,
            thread("invitable", false.into()),
            thread("inviteable", false.into()),
        ),
        (
            "PATCH",
            "/channels/1",
            json!({ "archived": true }),
            json!({ "archive": true }),
        ),
        (
            "PATCH",
            "/channels/1",
            json!({ "name": text(100) }),
            json!({ "name": "" }),
        ),
        ("POST", "/channels/1/typing", nothing.clone(), json!({})),
        (
            "PUT",
            "/channels/1/thread-members/@me",
            nothing.clone(),
            json!({}),
        ),
        (
            "PUT",
            "/channels/1/thread-members/2",
            nothing.clone(),
            json!({}),
        ),
        (
            "POST",
            "/users/@me/channels",
            json!({ "recipient_id": "2" }),
            json!({ "recipient": "2" }),
        ),
    ] {
        assert_eq!(
            judged(method, path, within.clone()),
            [""; 0],
            "{method} {path} {within}"
        );
        assert_ne!(
            judged(method, path, beyond.clone()),
            [""; 0],
            "{method} {path} {beyond}"
        );
    }
}
