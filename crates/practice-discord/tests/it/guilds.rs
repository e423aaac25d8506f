//! Guilds that the bot joins and leaves, and what it is in them.

use practice_discord::{
    NewGuild,
    driver::{GatewayBot, INTENTS},
    ids::{self, ADA, GENERAL},
};
use serde_json::{Value, json};

use crate::support::start;

const READ_HISTORY: u64 = 1 << 16;
const SEND: u64 = 1 << 11;

fn own_role(guild: &Value) -> &Value {
    let roles = guild["roles"].as_array().expect("roles");
    let own = |role: &&Value| role["tags"]["bot_id"] == json!(ids::BOT);
    roles.iter().find(own).expect("the bot's own role")
}

#[tokio::test]
async fn joining_is_heard_with_the_time_and_everything_a_first_message_needs() {
    let server = start().await;
    let mut bot = server.bot(INTENTS).await;
    let new = NewGuild {
        locale: "fr".to_owned(),
        channels: 2,
        system_channel: Some(1),
        denied: vec![(1, SEND)],
        ..NewGuild::numbered(4)
    };
    let id = server.discord.join_guild(&new);
    assert_eq!(id, ids::further_guild(4));
    let guild = bot.event("GUILD_CREATE").await;
    assert_eq!(guild["joined_at"], "2026-03-02T09:00:00.000000+00:00");
    assert_eq!(guild["preferred_locale"], "fr");
    let system = ids::further_channel(id, 1);
    assert_eq!(guild["system_channel_id"], json!(system));
    assert_eq!(
        guild["channels"][1]["permission_overwrites"][0]["deny"],
        SEND.to_string()
    );
    let own = own_role(&guild);
    assert_eq!(
        (&own["name"], &own["managed"]),
        (&json!("Attaché"), &json!(true))
    );
    let members = guild["members"].as_array().expect("members");
    let bot_itself = members
        .iter()
        .find(|one| one["user"]["bot"] == true)
        .expect("the bot");
    assert_eq!(bot_itself["roles"], json!([own["id"]]));

    let hello = json!({ "content": "Hello" });
    let system = format!("/channels/{system}/messages");
    assert_eq!(
        server.rest.post(&system, &hello).await.error(),
        (403, 50013)
    );
    let other = format!("/channels/{}/messages", ids::further_channel(id, 0));
    assert_eq!(server.rest.post(&other, &hello).await.status, 200);
    let seen = server.rest.get(&format!("/guilds/{id}")).await.body;
    assert_eq!(
        (&seen["id"], &seen["preferred_locale"]),
        (&json!(id), &json!("fr"))
    );
}

#[tokio::test]
async fn who_identifies_later_hears_of_a_joined_guild_from_the_beginning() {
    let server = start().await;
    let long_ago = server.guild(INTENTS).await["joined_at"].take();
    assert_eq!(long_ago, "2026-01-05T08:00:00.000000+00:00");
    server.discord.join_guild(&NewGuild::numbered(0));
    let mut later = server.dial().await;
    later
        .send(2, &practice_discord::driver::GatewayBot::identity(INTENTS))
        .await;
    assert_eq!(
        later.event("READY").await["guilds"]
            .as_array()
            .expect("a list")
            .len(),
        2
    );
}

#[tokio::test]
async fn leaving_is_heard_as_no_outage_and_nothing_there_can_be_reached() {
    let server = start().await;
    let id = server.discord.join_guild(&NewGuild::numbered(0));
    let mut bot = server.dial().await;
    bot.identify(INTENTS).await;
    bot.event("GUILD_CREATE").await;
    server.discord.leave_guild(id);
    assert_eq!(bot.event("GUILD_DELETE").await, json!({ "id": id }));
    assert_eq!(
        server.rest.get(&format!("/guilds/{id}")).await.error(),
        (404, 10004)
    );
    let channel = ids::further_channel(id, 0);
    assert_eq!(
        server
            .rest
            .get(&format!("/channels/{channel}"))
            .await
            .error(),
        (404, 10003)
    );
    assert_eq!(
        server
            .rest
            .get(&format!("/channels/{GENERAL}"))
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn without_the_history_a_reply_is_refused_and_a_plain_message_is_not() {
    let server = start().await;
    let mut page = server.page().await;
    let mut bot = server.bot(INTENTS).await;
    let said = page.say(ADA, GENERAL, "Any news?").await["message"]["id"].take();
    bot.event("MESSAGE_CREATE").await;
    let path = format!("/channels/{GENERAL}/messages");
    let reply = json!({ "content": "Yes", "message_reference": { "message_id": said } });
    assert_eq!(server.rest.post(&path, &reply).await.status, 200);
    bot.event("MESSAGE_CREATE").await;
    server.discord.deny_bot(GENERAL, READ_HISTORY);
    let changed = bot.event("CHANNEL_UPDATE").await;
    assert_eq!(
        changed["permission_overwrites"][0]["deny"],
        READ_HISTORY.to_string()
    );
    assert_eq!(
        server.rest.post(&path, &reply).await.error(),
        (403, 160_002)
    );
    assert_eq!(
        server
            .rest
            .post(&path, &json!({ "content": "Yes" }))
            .await
            .status,
        200
    );
    assert_eq!(server.rest.get(&path).await.body, json!([]));
}

#[tokio::test]
async fn a_mention_of_the_bots_role_is_none_of_the_bot_and_comes_without_its_text() {
    let server = start().await;
    let mut page = server.page().await;
    let mut bot = server.bot(INTENTS).await;
    let text = format!("<@&{}> who backs Iran?", ids::BOT_ROLE);
    page.say(ADA, GENERAL, &text).await;
    let heard = bot.event("MESSAGE_CREATE").await;
    assert_eq!(heard["mention_roles"], json!([ids::BOT_ROLE]));
    assert_eq!(
        (&heard["mentions"], &heard["content"]),
        (&json!([]), &json!(""))
    );
    let both = format!("<@{}> {text}", ids::BOT);
    page.say(ADA, GENERAL, &both).await;
    assert_eq!(bot.event("MESSAGE_CREATE").await["content"], both);
}

#[tokio::test]
async fn a_bot_that_is_timed_out_may_read_and_nothing_else_until_it_is_over() {
    let server = start().await;
    let mut bot = server.bot(INTENTS).await;
    let ends: jiff::Timestamp = "2026-03-02T09:10:00Z".parse().expect("a moment");
    server.discord.time_out_bot(Some(ends));
    let until = json!("2026-03-02T09:10:00.000000+00:00");
    let heard = bot.event("GUILD_MEMBER_UPDATE").await;
    assert_eq!(heard["communication_disabled_until"], until);
    let own = format!("/guilds/{}/members/{}", ids::GUILD, ids::BOT);
    let own = server.rest.get(&own).await.body;
    assert_eq!(own["communication_disabled_until"], until);
    let hello = json!({ "content": "Hello" });
    let messages = format!("/channels/{GENERAL}/messages");
    let refused = server.rest.post(&messages, &hello).await;
    assert_eq!(refused.error(), (403, 50013));
    assert_eq!(server.rest.get(&messages).await.status, 200);
    server.discord.time_out_bot(None);
    assert_eq!(server.rest.post(&messages, &hello).await.status, 200);
}

#[tokio::test]
async fn who_identifies_during_an_outage_hears_of_the_guild_when_it_is_over() {
    let server = start().await;
    server.discord.set_guild_available(false);
    let mut bot = server.dial().await;
    bot.send(2, &GatewayBot::identity(INTENTS)).await;
    let ready = bot.event("READY").await;
    let awaited = json!([{ "id": ids::GUILD, "unavailable": true }]);
    assert_eq!(ready["guilds"], awaited);
    server.discord.set_guild_available(true);
    let guild = bot.event("GUILD_CREATE").await;
    assert_eq!(guild["id"], json!(ids::GUILD));
}
