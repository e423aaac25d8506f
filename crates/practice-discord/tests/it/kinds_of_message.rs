//! Messages of every kind that people write: forwards, polls, stickers, described files.

use practice_discord::{
    driver::{ALL_INTENTS, INTENTS},
    ids::{GENERAL, NOOR, SAM},
};
use serde_json::{Value, json};

use crate::support::start;

fn forward() -> Value {
    let message = json!({
        "type": 0, "content": "A treaty on the Arctic", "embeds": [], "attachments": [], "mentions": [],
        "mention_roles": [], "timestamp": "2026-03-01T09:00:00.000000+00:00", "edited_timestamp": null,
        "flags": 0, "components": [],
    });
    json!({
        "flags": 1 << 14,
        "message_reference": { "type": 1, "message_id": "1", "channel_id": "2" },
        "message_snapshots": [{ "message": message }],
    })
}

fn poll() -> Value {
    let answer = |id: u64, text: &str| json!({ "answer_id": id, "poll_media": { "text": text } });
    json!({ "poll": {
        "question": { "text": "Which summit?" }, "answers": [answer(1, "SCO"), answer(2, "BRICS")],
        "expiry": "2026-03-03T09:00:00.000000+00:00", "allow_multiselect": false, "layout_type": 1,
        "results": { "is_finalized": false, "answer_counts": [] },
    } })
}

fn sticker() -> Value {
    json!({ "sticker_items": [{ "id": "1300000000000000072", "name": "Iran", "format_type": 1 }] })
}

fn described() -> Value {
    json!({ "attachments": [{
        "id": "1300000000000000071", "filename": "map.png", "size": 1, "content_type": "image/png",
        "url": "https://example.com/map.png", "proxy_url": "https://example.com/map.png",
        "description": "Ships near Taiwan",
    }] })
}

#[tokio::test]
async fn a_message_of_any_kind_is_seen_by_the_bot_the_page_and_a_message_command() {
    let server = start().await;
    let menu = server
        .rest
        .register(&json!({ "name": "Look this up", "type": 3 }))
        .await;
    let mut page = server.page().await;
    let mut bot = server.bot(ALL_INTENTS).await;
    for part in [forward(), poll(), sticker(), described()] {
        let posted = server.discord.post_message_json(SAM, GENERAL, &part);
        let heard = bot.event("MESSAGE_CREATE").await;
        let shown = page.frame("message").await["message"].take();
        let frame =
            json!({ "t": "command", "channel_id": GENERAL, "id": menu, "target_id": posted["id"] });
        page.send(NOOR, frame).await;
        let asked = bot.event("INTERACTION_CREATE").await;
        let id = posted["id"].as_str().expect("an id");
        let looked_up = &asked["data"]["resolved"]["messages"][id];
        for (key, value) in part.as_object().expect("an object") {
            for seen in [&posted, &heard, &shown, looked_up] {
                assert_eq!(&seen[key], value);
            }
        }
        assert_eq!(heard["author"]["username"], "sam");
    }
}

#[tokio::test]
async fn without_message_content_nothing_of_it_is_heard_in_a_guild_and_all_in_direct_messages() {
    let server = start().await;
    let mut page = server.page().await;
    let mut bot = server.bot(INTENTS).await;
    server.discord.post_message_json(SAM, GENERAL, &forward());
    let heard = bot.event("MESSAGE_CREATE").await;
    assert_eq!(heard["message_snapshots"][0]["message"]["content"], "");
    server.discord.post_message_json(SAM, GENERAL, &poll());
    assert!(bot.event("MESSAGE_CREATE").await["poll"].is_null());
    let direct = page.direct_channel(NOOR).await;
    server.discord.post_message_json(NOOR, direct, &forward());
    let heard = bot.event("MESSAGE_CREATE").await;
    assert_eq!(heard["message_snapshots"], forward()["message_snapshots"]);
    assert!(heard["guild_id"].is_null());
}
