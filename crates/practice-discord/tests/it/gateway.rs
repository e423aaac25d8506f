//! The gateway: who may connect, who hears what, and what is heard again after a break.

use std::sync::Arc;

use clock::ManualClock;
use practice_discord::{
    Options, TOKEN,
    ids::{self, ADA, GENERAL},
};
use serde_json::json;

use crate::support::{start, start_with};
use practice_discord::driver::{ALL_INTENTS, INTENTS};

#[tokio::test]
async fn a_wrong_token_is_turned_away() {
    let server = start().await;
    let mut bot = server.dial().await;
    bot.send(2, &json!({ "token": "x.y.z", "intents": 1 }))
        .await;
    assert_eq!(bot.next().await, Err(4004));
}

#[tokio::test]
async fn a_frame_that_makes_no_sense_closes_the_connection() {
    let server = start().await;
    for (op, data, code) in [
        (99, json!({}), 4001),
        (3, json!({}), 4003),
        (
            2,
            json!({ "token": TOKEN, "intents": 1, "shard": [1, 1] }),
            4010,
        ),
        (2, json!({ "token": TOKEN, "intents": 1_u64 << 40 }), 4013),
    ] {
        let mut bot = server.dial().await;
        bot.send(op, &data).await;
        assert_eq!(bot.next().await, Err(code), "op {op} {data}");
    }
}

#[tokio::test]
async fn a_heartbeat_is_answered() {
    let server = start().await;
    let mut bot = server.bot(INTENTS).await;
    bot.send(1, &json!(2)).await;
    assert_eq!(bot.next().await.expect("an answer")["op"], 11);
}

#[tokio::test]
async fn further_guilds_are_introduced_and_can_be_written_in() {
    let clock = Arc::new(ManualClock::at(
        "2026-03-02T09:00:00Z".parse().expect("a moment"),
    ));
    let options = Options {
        further_guilds: 2,
        further_channels: 3,
        ..Options::new(clock.clone())
    };
    let server = start_with(clock, options).await;
    let mut bot = server.bot(INTENTS).await;
    let guilds = [ids::further_guild(0), ids::further_guild(1)];
    for guild in guilds {
        let heard = bot.event("GUILD_CREATE").await;
        assert_eq!(heard["id"], json!(guild));
        let channels = heard["channels"].as_array().expect("a list");
        assert_eq!(channels.len(), 3);
        let last = ids::further_channel(guild, 2);
        assert_eq!(channels[2]["id"], json!(last));
    }
    for guild in guilds {
        let last = ids::further_channel(guild, 2);
        let path = format!("/channels/{last}/messages");
        let posted = server.rest.post(&path, &json!({ "content": "x" })).await;
        assert_eq!(posted.status, 200);
    }
    for number in 0..2 {
        let message = bot.event("MESSAGE_CREATE").await;
        assert_eq!(message["guild_id"], json!(ids::further_guild(number)));
    }
    let contents = server.discord.messages();
    assert_eq!(contents.len(), 2, "{contents:#?}");
}

#[tokio::test]
async fn a_bot_that_resumes_hears_what_it_missed() {
    let server = start().await;
    let mut page = server.page().await;
    let bot = server.bot(INTENTS).await;
    assert_eq!(page.frame("bot").await["connected"], true);
    let (session, seq) = (bot.session.clone(), bot.seq);
    drop(bot);
    assert_eq!(page.frame("bot").await["connected"], false);
    page.say(ADA, GENERAL, "first").await;
    page.say(ADA, GENERAL, "second").await;

    let mut bot = server.dial().await;
    bot.seq = seq;
    bot.resume(&session, seq).await;
    bot.event("MESSAGE_CREATE").await;
    bot.event("MESSAGE_CREATE").await;
    bot.event("RESUMED").await;
    page.say(ADA, GENERAL, "third").await;
    bot.event("MESSAGE_CREATE").await;
}

#[tokio::test]
async fn what_cannot_be_resumed_is_said_so() {
    let server = start().await;
    let known = server.bot(INTENTS).await;
    for (session, seq) in [("unknown", 0), (known.session.as_str(), 99)] {
        let mut bot = server.dial().await;
        bot.resume(session, seq).await;
        let answer = bot.next().await.expect("an answer");
        assert_eq!((&answer["op"], &answer["d"]), (&json!(9), &json!(false)));
        // The connection can still be used to identify anew.
        bot.identify(INTENTS).await;
    }
}

#[tokio::test]
async fn a_bot_that_missed_too_much_must_begin_anew() {
    let server = start().await;
    let mut page = server.page().await;
    let bot = server.bot(INTENTS).await;
    let (session, seq) = (bot.session.clone(), bot.seq);
    drop(bot);
    for n in 0..1_001 {
        page.say(ADA, GENERAL, &n.to_string()).await;
    }
    let mut bot = server.dial().await;
    bot.resume(&session, seq).await;
    assert_eq!(bot.next().await.expect("an answer")["op"], 9);
    // Of those, the channel itself keeps 500.
    let hello = server.page().await.hello;
    assert_eq!(hello["messages"].as_array().map(Vec::len), Some(500));
}

#[tokio::test]
async fn tests_can_ask_for_a_reconnect_and_end_a_session() {
    let server = start().await;
    let mut bot = server.bot(INTENTS).await;
    server.discord.ask_to_reconnect();
    assert_eq!(bot.next().await.expect("RECONNECT")["op"], 7);
    server.discord.invalidate_sessions();
    assert_eq!(bot.next().await.expect("INVALID_SESSION")["op"], 9);
    let mut again = server.dial().await;
    again.resume(&bot.session, bot.seq).await;
    assert_eq!(again.next().await.expect("an answer")["op"], 9);
}

#[tokio::test]
async fn without_its_intent_a_message_arrives_empty_unless_it_concerns_the_bot() {
    let server = start().await;
    let mut page = server.page().await;
    let mut plain = server.bot(INTENTS).await;
    let mut privileged = server.bot(ALL_INTENTS).await;
    let mention = format!("<@{}> hello", ids::BOT);
    for (said, heard) in [("secret", ""), (mention.as_str(), mention.as_str())] {
        page.say(ADA, GENERAL, said).await;
        assert_eq!(plain.event("MESSAGE_CREATE").await["content"], heard);
        assert_eq!(privileged.event("MESSAGE_CREATE").await["content"], said);
    }

    let body = json!({ "content": "my own" });
    let own = server
        .rest
        .post(&format!("/channels/{GENERAL}/messages"), &body)
        .await
        .body;
    assert_eq!(plain.event("MESSAGE_CREATE").await["content"], "my own");
    let reply = json!({
        "t": "send", "channel_id": GENERAL, "content": "thanks", "reply_to": own["id"],
    });
    page.send(ADA, reply).await;
    assert_eq!(plain.event("MESSAGE_CREATE").await["content"], "thanks");

    page.send(ADA, json!({ "t": "open_dm" })).await;
    let direct = page.frame("channel").await["channel"]["id"].take();
    page.send(
        ADA,
        json!({ "t": "send", "channel_id": direct, "content": "psst" }),
    )
    .await;
    let heard = plain.event("MESSAGE_CREATE").await;
    assert_eq!(heard["content"], "psst");
    assert!(heard["guild_id"].is_null());
}

#[tokio::test]
async fn without_its_intent_an_event_does_not_arrive() {
    let server = start().await;
    let mut page = server.page().await;
    let mut bot = server.dial().await;
    bot.send(2, &json!({ "token": TOKEN, "intents": 1 << 12 }))
        .await;
    bot.event("READY").await;
    page.say(ADA, GENERAL, "in the guild").await;
    page.send(ADA, json!({ "t": "open_dm" })).await;
    let direct = page.frame("channel").await["channel"]["id"].take();
    page.send(
        ADA,
        json!({ "t": "send", "channel_id": direct, "content": "direct" }),
    )
    .await;
    assert_eq!(bot.event("MESSAGE_CREATE").await["content"], "direct");
}

#[tokio::test]
async fn the_guild_belongs_to_one_shard_and_direct_messages_to_the_first() {
    let server = start().await;
    let mut page = server.page().await;
    let of_guild = (ids::GUILD.0 >> 22) % 2;
    for shard in [0, 1] {
        let mut bot = server.dial().await;
        let data = json!({ "token": TOKEN, "intents": INTENTS, "shard": [shard, 2] });
        bot.send(2, &data).await;
        let ready = bot.event("READY").await;
        assert_eq!(ready["shard"], json!([shard, 2]));
        let has_guild = shard == of_guild;
        assert_eq!(
            ready["guilds"].as_array().map(Vec::len),
            Some(usize::from(has_guild))
        );
        if has_guild {
            bot.event("GUILD_CREATE").await;
            page.say(ADA, GENERAL, "hello").await;
            bot.event("MESSAGE_CREATE").await;
        }
    }
}

#[tokio::test]
async fn a_guild_out_of_reach_is_an_outage_and_comes_back() {
    let server = start().await;
    let mut bot = server.bot(INTENTS).await;
    server.discord.set_guild_available(false);
    assert_eq!(bot.event("GUILD_DELETE").await["unavailable"], true);
    server.discord.set_guild_available(true);
    assert_eq!(bot.event("GUILD_CREATE").await["name"], "Practice server");
}
