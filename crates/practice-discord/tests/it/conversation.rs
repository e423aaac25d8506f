//! How people and the bot speak to each other: mentions, replies, direct messages, typing.

use practice_discord::ids::{self, ADA, GENERAL, LENA, NOOR};
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::start;
use practice_discord::driver::{ALL_INTENTS, INTENTS};

const TYPING_INTENTS: u64 = INTENTS | 1 << 11 | 1 << 14;

fn general() -> String {
    format!("/channels/{GENERAL}/messages")
}

fn called(message: &Value) -> Vec<&str> {
    let mentions = message["mentions"].as_array().expect("a list").iter();
    mentions.filter_map(|user| user["id"].as_str()).collect()
}

#[tokio::test]
async fn a_mention_of_the_bot_arrives_with_all_that_it_says() {
    let server = start().await;
    let mut page = server.page().await;
    let mut bot = server.bot(INTENTS).await;
    let question = format!("who backs Maduro? <@&{}>", ids::WATCH);
    page.say_to_bot(ADA, GENERAL, &question).await;
    let heard = bot.event("MESSAGE_CREATE").await;
    assert_eq!(heard["content"], format!("<@{}> {question}", ids::BOT));
    assert_eq!(called(&heard), [ids::BOT.to_string()]);
    assert_eq!(
        heard["mentions"][0]["member"]["roles"],
        json!([ids::BOT_ROLE])
    );
    assert_eq!(heard["mention_roles"], json!([ids::WATCH]));
    assert_eq!(heard["guild_id"], ids::GUILD.to_string());
    assert_eq!(heard["member"]["roles"], json!([ids::WATCH]));
    assert_eq!(heard["channel_type"], 0);
    assert_eq!(heard["type"], 0);

    // A role or a person called is not the bot called.
    let others = format!("<@&{}> <@{NOOR}>", ids::BACKUP);
    page.say(ADA, GENERAL, &others).await;
    let heard = bot.event("MESSAGE_CREATE").await;
    assert_eq!((&heard["content"], called(&heard).len()), (&json!(""), 1));
}

#[tokio::test]
async fn a_reply_to_the_bot_calls_it_unless_the_ping_is_off() {
    let server = start().await;
    let mut page = server.page().await;
    let body = json!({ "content": "Venezuela: …", "embeds": [{ "title": "Venezuela" }] });
    let own = server.rest.post(&general(), &body).await.body;
    let mut plain = server.bot(INTENTS).await;
    let mut privileged = server.bot(ALL_INTENTS).await;
    for (ping, heard_text, called_ids) in [
        (true, "and Russia?", vec![ids::BOT.to_string()]),
        (false, "", vec![]),
    ] {
        let shown = page.reply(ADA, &own, "and Russia?", ping).await;
        assert_eq!(shown["message"]["type"], 19);
        let heard = plain.event("MESSAGE_CREATE").await;
        assert_eq!(heard["content"], heard_text, "ping {ping}");
        assert_eq!(called(&heard), called_ids, "ping {ping}");
        assert_eq!(heard["type"], 19);
        assert_eq!(heard["message_reference"]["message_id"], own["id"]);
        assert_eq!(
            heard["message_reference"]["channel_id"],
            GENERAL.to_string()
        );
        assert_eq!(
            heard["message_reference"]["guild_id"],
            ids::GUILD.to_string()
        );
        // The bot's own words come back whole in either case.
        assert_eq!(heard["referenced_message"]["content"], "Venezuela: …");
        assert_eq!(
            heard["referenced_message"]["embeds"][0]["title"],
            "Venezuela"
        );
        assert_eq!(
            privileged.event("MESSAGE_CREATE").await["content"],
            "and Russia?"
        );
    }
}

#[tokio::test]
async fn what_somebody_else_said_stays_unread_in_a_reply_to_it() {
    let server = start().await;
    let mut page = server.page().await;
    let said = page.say(NOOR, GENERAL, "a secret").await["message"].take();
    let mut bot = server.bot(INTENTS).await;
    let question = format!("<@{}> is that so?", ids::BOT);
    page.reply(ADA, &said, &question, true).await;
    let heard = bot.event("MESSAGE_CREATE").await;
    assert_eq!(heard["content"], question);
    assert_eq!(heard["referenced_message"]["content"], "");
    assert_eq!(called(&heard), [ids::BOT.to_string(), NOOR.to_string()]);
}

#[tokio::test]
async fn a_reply_outlives_what_it_replies_to() {
    let server = start().await;
    let mut page = server.page().await;
    let own = server
        .rest
        .post(&general(), &json!({ "content": "gone soon" }))
        .await
        .body;
    let reply = page.reply(ADA, &own, "what?", true).await["message"].take();
    let path = format!("{}/{}", general(), own["id"].as_str().expect("an id"));
    assert_eq!(server.rest.delete(&path).await.status, 204);
    let path = format!("{}/{}", general(), reply["id"].as_str().expect("an id"));
    let kept = server.rest.get(&path).await.body;
    assert_eq!(
        (&kept["type"], &kept["referenced_message"]),
        (&json!(19), &Value::Null)
    );
    assert_eq!(kept["message_reference"]["message_id"], own["id"]);

    let frame =
        json!({ "t": "send", "channel_id": GENERAL, "content": "x", "reply_to": own["id"] });
    let failed = page.outcome(ADA, frame).await;
    assert_eq!(failed["text"], "The message you reply to is gone");
}

#[tokio::test]
async fn a_reply_is_to_a_message_of_its_own_channel() {
    let server = start().await;
    let mut page = server.page().await;
    let said = page.say(ADA, GENERAL, "here").await["message"]["id"].take();
    let elsewhere = format!("/channels/{}/messages", ids::WATCH_FLOOR);
    for (path, reference, place, code) in [
        (
            &elsewhere,
            json!({ "message_id": said }),
            "/message_reference",
            "REPLIES_UNKNOWN_MESSAGE",
        ),
        (
            &elsewhere,
            json!({ "message_id": said, "channel_id": GENERAL, "fail_if_not_exists": false }),
            "/message_reference",
            "REPLIES_CANNOT_REFERENCE_OTHER_CHANNEL",
        ),
        (
            &general(),
            json!({ "channel_id": GENERAL }),
            "/message_reference/message_id",
            "BASE_TYPE_REQUIRED",
        ),
    ] {
        let body = json!({ "content": "there", "message_reference": reference });
        let refused = server.rest.post(path, &body).await;
        assert_eq!(refused.error(), (400, 50_035), "{reference}");
        let found = refused.body["errors"].pointer(&format!("{place}/_errors/0/code"));
        assert_eq!(found, Some(&json!(code)), "{refused:?}");
    }
    let whole = json!({ "message_id": said, "channel_id": GENERAL, "guild_id": ids::GUILD });
    let body = json!({ "content": "there", "message_reference": whole });
    let posted = server.rest.post(&general(), &body).await;
    assert_eq!((posted.status, &posted.body["type"]), (200, &json!(19)));
    // Gone, and that is allowed: an ordinary message.
    let lost = json!({ "message_id": said, "fail_if_not_exists": false });
    let body = json!({ "content": "there", "message_reference": lost });
    assert_eq!(server.rest.post(&elsewhere, &body).await.body["type"], 0);
}

#[tokio::test]
async fn a_direct_message_is_read_whole_and_answered_in_its_channel() {
    let server = start().await;
    let mut page = server.page().await;
    let mut bot = server.bot(INTENTS).await;
    let direct = page.direct_channel(NOOR).await;
    page.say(NOOR, direct, "what is the SCO?").await;
    let heard = bot.event("MESSAGE_CREATE").await;
    assert_eq!(heard["content"], "what is the SCO?");
    assert_eq!(
        (&heard["guild_id"], &heard["member"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(
        (&heard["channel_type"], called(&heard).len()),
        (&json!(1), 0)
    );

    let opened = server
        .rest
        .post("/users/@me/channels", &json!({ "recipient_id": NOOR }))
        .await;
    assert_eq!(
        opened.id(),
        direct.to_string(),
        "the same channel from either side"
    );
    let body =
        json!({ "content": "Eight members", "message_reference": { "message_id": heard["id"] } });
    let answer = server
        .rest
        .post(&format!("/channels/{direct}/messages"), &body)
        .await
        .body;
    assert_eq!(answer["referenced_message"]["content"], "what is the SCO?");
    assert_eq!(answer["message_reference"]["guild_id"], Value::Null);
    assert_eq!(
        bot.event("MESSAGE_CREATE").await["author"]["id"],
        ids::BOT.to_string()
    );
    let shown = page
        .until(|frame| frame["message"]["id"] == answer["id"])
        .await;
    assert_eq!(shown["message"]["channel_id"], direct.to_string());
    page.reply(NOOR, &answer, "since when?", true).await;
    let heard = bot.event("MESSAGE_CREATE").await;
    assert_eq!(called(&heard), [ids::BOT.to_string()]);
    assert_eq!(
        heard["mentions"][0]["member"],
        Value::Null,
        "no guild, no member"
    );
}

#[tokio::test]
async fn nobody_can_write_to_a_person_who_takes_no_direct_messages() {
    let server = start().await;
    let mut page = server.page().await;
    let mut bot = server.bot(INTENTS).await;
    // Discord opens the channel, and refuses what is written there.
    let opened = server
        .rest
        .post("/users/@me/channels", &json!({ "recipient_id": LENA }))
        .await;
    assert_eq!(opened.status, 200);
    let path = format!("/channels/{}/messages", opened.id());
    let refused = server.rest.post(&path, &json!({ "content": "x" })).await;
    assert_eq!(refused.error(), (403, 50_007));
    let direct = page.direct_channel(LENA).await;
    page.say(LENA, direct, "hello?").await;
    assert_eq!(bot.event("MESSAGE_CREATE").await["content"], "hello?");
    assert_eq!(
        server
            .rest
            .post(&path, &json!({ "content": "x" }))
            .await
            .error(),
        (403, 50_007)
    );

    let opened = server
        .rest
        .post("/users/@me/channels", &json!({ "recipient_id": ADA }))
        .await;
    let path = format!("/channels/{}/messages", opened.id());
    assert_eq!(
        server
            .rest
            .post(&path, &json!({ "content": "x" }))
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn typing_is_heard_by_whoever_asked_to_hear_of_it() {
    let server = start().await;
    let mut page = server.page().await;
    let direct = page.direct_channel(ADA).await;
    let mut plain = server.bot(INTENTS).await;
    let mut curious = server.dial().await;
    curious.identify(TYPING_INTENTS).await;
    for (channel, guild) in [(GENERAL, json!(ids::GUILD)), (direct, Value::Null)] {
        let path = format!("/channels/{channel}/typing");
        let typed = server
            .rest
            .send(server.rest.request(Method::POST, &path))
            .await;
        assert_eq!(typed.status, 204);
        assert_eq!(
            page.frame("typing").await["channel_id"],
            channel.to_string()
        );
        let heard = curious.event("TYPING_START").await;
        assert_eq!(
            (&heard["user_id"], &heard["guild_id"]),
            (&json!(ids::BOT), &guild)
        );
        assert_eq!(heard["timestamp"], 1_772_442_000);
    }
    page.say(ADA, GENERAL, "no").await;
    plain.event("MESSAGE_CREATE").await;
}
