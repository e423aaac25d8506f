//! What we promise beside Discord's limits: whom a message mentions, that it is posted once, and that the document has the request.

use serde_json::{Value, json};

use super::{CALLBACK, COMMANDS, MESSAGES, button, judged, message, posted, text};

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
        ["/components/1/components/0: \"a\" stands in this message twice"]
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
#[expect(
    clippy::too_many_lines,
    reason = "one situation, from its beginning to its end"
)]
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
