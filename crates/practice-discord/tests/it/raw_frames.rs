//! Frames that a test sends as they stand, and what can be answered in them.

use practice_discord::{
    driver::{INTENTS, RestBot},
    ids::{ADA, GENERAL},
};
use serde_json::{Value, json};

use crate::support::start;

const ELSEWHERE: &str = "1200000000000000020";

fn interaction(kind: u64, data: &Value) -> Value {
    json!({ "op": 0, "t": "INTERACTION_CREATE", "s": 41, "d": {
        "id": "1300000000000000050", "application_id": "1200000000000000001", "type": kind,
        "token": "placeholder-not-a-token", "version": 1, "guild_id": "1200000000000000010",
        "channel_id": ELSEWHERE, "locale": "fr", "context": 0, "data": data,
        "channel": { "id": ELSEWHERE, "type": 0, "guild_id": "1200000000000000010", "name": "desk" },
        "member": { "permissions": "0", "roles": [], "user": {
            "id": "1200000000000000030", "username": "mara", "flags": 17_592_186_044_416_u64,
        } },
    } })
}

fn message(id: &str, channel: &Value) -> Value {
    json!({ "op": 0, "t": "MESSAGE_CREATE", "s": 1, "d": {
        "id": id, "channel_id": channel, "content": "Any news?", "type": 0,
        "author": { "id": "1200000000000000030", "username": "mara" },
    } })
}

#[tokio::test]
async fn a_frame_arrives_as_it_stands_but_for_its_number_and_can_be_resumed() {
    let server = start().await;
    let mut bot = server.dial().await;
    bot.identify(INTENTS).await;
    let mut plain =
        practice_discord::driver::GatewayBot::dial(server.discord.address(), |_| {}).await;
    plain.identify(INTENTS).await;
    drop(bot);
    let frame = json!({ "op": 0, "t": "CHANNEL_INFO", "s": 62, "d": { "odd": [null, 1.5, "x"] }, "more": 1 });
    server.discord.dispatch_raw(&frame);
    let heard = plain.next().await.expect("the frame");
    assert_eq!(heard["s"], plain.seq);
    let but_for_number = |mut frame: Value| {
        frame["s"] = Value::Null;
        frame
    };
    assert_eq!(but_for_number(heard), but_for_number(frame));
    let odd = json!({ "op": 42, "d": null, "s": null, "t": null });
    server.discord.dispatch_raw(&odd);
    assert_eq!(plain.next().await.expect("the frame"), odd);

    server
        .discord
        .dispatch_raw(&interaction(2, &json!({ "name": "ask" })));
    let (session, seq) = (plain.session.clone(), plain.seq);
    drop(plain);
    let mut again =
        practice_discord::driver::GatewayBot::dial(server.discord.address(), |_| {}).await;
    again.seq = seq;
    again.resume(&session, seq).await;
    assert_eq!(
        again.event("INTERACTION_CREATE").await["token"],
        "placeholder-not-a-token"
    );
    again.event("RESUMED").await;
}

#[tokio::test]
async fn an_interaction_in_a_frame_is_answered_followed_up_and_edited() {
    let server = start().await;
    let frame = interaction(2, &json!({ "name": "ask", "type": 1 }));
    server.discord.dispatch_raw(&frame);
    let asked = &frame["d"];
    let answer = json!({ "type": 4, "data": { "content": "Yes", "flags": 64 } });
    assert_eq!(server.rest.answer(asked, &answer).await.status, 204);
    assert_eq!(
        server.rest.answer(asked, &answer).await.error(),
        (400, 40060)
    );
    let original = server
        .rest
        .get(&RestBot::webhook(asked, "/messages/@original"))
        .await;
    assert_eq!(original.body["content"], "Yes");
    assert_eq!(original.body["channel_id"], ELSEWHERE);
    let follow = json!({ "content": "And more" });
    assert_eq!(
        server
            .rest
            .post(&RestBot::webhook(asked, ""), &follow)
            .await
            .status,
        200
    );
    let change = json!({ "content": "No" });
    let path = RestBot::webhook(asked, "/messages/@original");
    assert_eq!(
        server.rest.patch(&path, &change).await.body["content"],
        "No"
    );
    let first = &server.discord.requests()[0];
    assert_eq!((first.status, &first.body), (204, &answer));
}

#[tokio::test]
async fn an_interaction_in_a_frame_must_be_answered_in_three_seconds() {
    let server = start().await;
    let frame = interaction(2, &json!({ "name": "ask" }));
    server.discord.dispatch_raw(&frame);
    server.pass(3);
    let answer = json!({ "type": 4, "data": { "content": "Too late" } });
    assert_eq!(
        server.rest.answer(&frame["d"], &answer).await.error(),
        (404, 10062)
    );
}

#[tokio::test]
async fn what_a_frame_lacks_does_not_keep_its_answer_from_being_accepted() {
    let server = start().await;
    let whole = interaction(2, &json!({ "name": "ask", "type": 1 }));
    let keys = whole["d"].as_object().expect("an object").keys();
    for key in keys.filter(|key| !["id", "token", "type"].contains(&key.as_str())) {
        for instead in [None, Some(Value::Null), Some(json!([7]))] {
            let mut frame = whole.clone();
            let data = frame["d"].as_object_mut().expect("an object");
            match instead {
                None => data.remove(key),
                Some(value) => data.insert(key.clone(), value),
            };
            server.discord.dispatch_raw(&frame);
            let answer = json!({ "type": 4, "data": { "content": "Yes" } });
            let status = server.rest.answer(&whole["d"], &answer).await.status;
            assert_eq!(status, 204, "without {key}");
        }
    }
}

#[tokio::test]
async fn a_button_in_a_frame_updates_its_message() {
    let server = start().await;
    let mut frame = interaction(3, &json!({ "custom_id": "x", "component_type": 2 }));
    frame["d"]["message"] = message("1300000000000000040", &json!(ELSEWHERE))["d"].take();
    server.discord.dispatch_raw(&frame);
    let answer = json!({ "type": 7, "data": { "content": "Done" } });
    assert_eq!(server.rest.answer(&frame["d"], &answer).await.status, 204);
    let stands = server.discord.messages();
    assert_eq!(
        (&stands[0]["id"], &stands[0]["content"]),
        (&json!("1300000000000000040"), &json!("Done"))
    );
}

#[tokio::test]
async fn a_message_in_a_frame_can_be_replied_to_here_and_elsewhere() {
    let server = start().await;
    for channel in [json!(ELSEWHERE), json!(GENERAL)] {
        let frame = message("1300000000000000040", &channel);
        server.discord.dispatch_raw(&frame);
        let reply =
            |id: &str| json!({ "content": "Yes", "message_reference": { "message_id": id } });
        let path = format!("/channels/{}/messages", channel.as_str().expect("an id"));
        let sent = server.rest.post(&path, &reply("1300000000000000040")).await;
        assert_eq!(sent.status, 200, "{sent:?}");
        assert_eq!(sent.body["referenced_message"]["content"], "Any news?");
        assert_eq!(
            server
                .rest
                .post(&path, &reply("1300000000000000041"))
                .await
                .status,
            400
        );
    }
    let unknown = "/channels/1200000000000000021/messages";
    let refused = server.rest.post(unknown, &json!({ "content": "x" })).await;
    assert_eq!(refused.error(), (404, 10003));
    let hello = server.page().await.hello;
    assert!(
        !hello["channels"].to_string().contains(ELSEWHERE),
        "not on the page"
    );
    assert!(hello["users"].to_string().contains(&ADA.to_string()));
}
