//! The members of threads: added, removed, and which intent hears of it.

use practice_discord::{
    driver::INTENTS,
    ids::{self, ADA, GENERAL, NOOR, SAM},
};
use reqwest::Method;
use serde_json::{Value, json};
use serenity::all::ThreadMember;

use super::{MEMBER_INTENTS, at, bare, member, messages};
use crate::support::start;

#[tokio::test]
#[expect(
    clippy::too_many_lines,
    reason = "one situation, from its beginning to its end"
)]
async fn the_members_of_a_thread_come_and_go() {
    let server = start().await;
    let thread = server.rest.private_thread(GENERAL, "tour", NOOR).await;
    let found = bare(&server, Method::GET, &member(thread, NOOR)).await.body;
    let _: ThreadMember = serde_json::from_value(found.clone()).expect("a member");
    assert_eq!(
        (&found["id"], &found["user_id"]),
        (&json!(thread), &json!(NOOR))
    );
    assert_eq!(found["member"], Value::Null);
    let path = format!("{}?with_member=true", member(thread, "@me"));
    assert_eq!(
        server.rest.get(&path).await.body["member"]["user"]["id"],
        ids::BOT.to_string()
    );
    let all = server
        .rest
        .get(&format!("{}/thread-members", at(thread)))
        .await
        .body;
    assert_eq!(all.as_array().map(Vec::len), Some(2));

    assert_eq!(
        server.rest.get(&member(thread, SAM)).await.error(),
        (404, 10_007)
    );
    assert_eq!(
        bare(&server, Method::PUT, &member(thread, 1)).await.error(),
        (404, 10_013)
    );
    assert_eq!(
        bare(&server, Method::DELETE, &member(thread, SAM))
            .await
            .error(),
        (404, 10_007)
    );
    assert_eq!(
        bare(&server, Method::PUT, &member(GENERAL, SAM))
            .await
            .error(),
        (400, 50_024)
    );
    // Again is no fault, and nothing new.
    assert_eq!(
        bare(&server, Method::PUT, &member(thread, NOOR))
            .await
            .status,
        204
    );
    assert_eq!(
        bare(&server, Method::DELETE, &member(thread, NOOR))
            .await
            .status,
        204
    );
    assert!(server.threads(NOOR).await.is_empty());
    let notes = server.rest.get(&messages(thread)).await.body;
    let kinds: Vec<_> = notes
        .as_array()
        .expect("a list")
        .iter()
        .map(|note| &note["type"])
        .collect();
    assert_eq!(kinds, [2, 1]);
    let path = format!(
        "{}/{}",
        messages(thread),
        notes[0]["id"].as_str().expect("an id")
    );
    assert_eq!(
        server
            .rest
            .patch(&path, &json!({ "content": "x" }))
            .await
            .error(),
        (403, 50_021)
    );
    let reply = json!({ "content": "x", "message_reference": { "message_id": notes[0]["id"] } });
    assert_eq!(
        server.rest.post(&messages(thread), &reply).await.error(),
        (400, 50_035)
    );
}

#[tokio::test]
async fn only_the_bot_s_own_coming_and_going_needs_no_intent() {
    let server = start().await;
    let mut page = server.page().await;
    let mut plain = server.bot(INTENTS).await;
    let mut member_bot = server.bot(MEMBER_INTENTS).await;
    let thread = server.rest.private_thread(GENERAL, "tour", NOOR).await;
    for bot in [&mut plain, &mut member_bot] {
        bot.event("THREAD_CREATE").await;
        bot.event("THREAD_MEMBERS_UPDATE").await;
    }
    let added = member_bot.event("THREAD_MEMBERS_UPDATE").await;
    assert_eq!(
        added["added_members"][0]["member"]["user"]["id"],
        NOOR.to_string()
    );
    assert_eq!(
        (&added["member_count"], &added["id"]),
        (&json!(2), &json!(thread))
    );
    for bot in [&mut plain, &mut member_bot] {
        assert_eq!(bot.event("MESSAGE_CREATE").await["type"], 1);
    }
    page.outcome(NOOR, json!({ "t": "leave_thread", "channel_id": thread }))
        .await;
    let left = member_bot.event("THREAD_MEMBERS_UPDATE").await;
    assert_eq!(left["removed_member_ids"], json!([NOOR]));
    assert_eq!(
        bare(&server, Method::DELETE, &member(thread, "@me"))
            .await
            .status,
        204
    );
    for bot in [&mut plain, &mut member_bot] {
        let left = bot.event("THREAD_MEMBERS_UPDATE").await;
        assert_eq!(left["removed_member_ids"], json!([ids::BOT]));
    }
    // Now it is closed to the bot, which hears nothing of it any more.
    for refused in [
        server.rest.get(&at(thread)).await,
        server
            .rest
            .post(&messages(thread), &json!({ "content": "x" }))
            .await,
        bare(&server, Method::PUT, &member(thread, "@me")).await,
    ] {
        assert_eq!(refused.error(), (403, 50_001));
    }
    page.say(ADA, thread, "among ourselves").await;
    page.say(ADA, GENERAL, "aloud").await;
    assert_eq!(
        plain.event("MESSAGE_CREATE").await["channel_id"],
        GENERAL.to_string()
    );
    // Ada brings it back.
    page.outcome(
        ADA,
        json!({ "t": "add_to_thread", "channel_id": thread, "user_id": ids::BOT }),
    )
    .await;
    let back = plain.event("THREAD_CREATE").await;
    assert_eq!(back["newly_created"], Value::Null);
    assert!(back["member"]["join_timestamp"].is_string());
    plain.event("THREAD_MEMBERS_UPDATE").await;
}
