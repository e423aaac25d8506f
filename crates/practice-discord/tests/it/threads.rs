//! Threads: who opens them, who sees them, who hears of them.

use practice_discord::{
    Snowflake,
    ids::{self, ADA, GENERAL, NOOR, READING_ROOM, SAM},
};
use reqwest::Method;
use serde_json::{Value, json};
use serenity::all::{GuildChannel, ThreadMember};

use crate::support::practice::{Answer, PLAIN_INTENTS, Setting};

const MEMBER_INTENTS: u64 = PLAIN_INTENTS | 1 << 1;

pub(crate) async fn open(setting: &Setting, parent: Snowflake, form: &Value) -> Answer {
    setting
        .post(&format!("/channels/{parent}/threads"), form)
        .await
}

/// A request without a body, as these have none.
pub(crate) async fn bare(setting: &Setting, method: Method, path: &str) -> Answer {
    setting.send(setting.request(method, path)).await
}

pub(crate) fn member(thread: Snowflake, user: impl std::fmt::Display) -> String {
    format!("/channels/{thread}/thread-members/{user}")
}

pub(crate) fn at(thread: Snowflake) -> String {
    format!("/channels/{thread}")
}

pub(crate) fn messages(thread: Snowflake) -> String {
    format!("/channels/{thread}/messages")
}

#[tokio::test]
async fn a_private_thread_is_seen_by_its_members_alone() {
    let setting = Setting::new().await;
    let mut bot = setting.bot(PLAIN_INTENTS).await;
    let form = json!({
        "name": " Noor's tour ", "type": 12, "auto_archive_duration": 10_080, "invitable": false,
    });
    let opened = open(&setting, GENERAL, &form).await;
    assert_eq!(opened.status, 201);
    let channel: GuildChannel = serde_json::from_value(opened.body.clone()).expect("a thread");
    assert_eq!(
        (channel.name.as_str(), channel.guild_id.get()),
        ("Noor's tour", ids::GUILD.0)
    );
    let metadata = &opened.body["thread_metadata"];
    assert_eq!(metadata["auto_archive_duration"], 10_080);
    assert_eq!(
        (&metadata["archived"], &metadata["invitable"]),
        (&json!(false), &json!(false))
    );
    assert_eq!(opened.body["parent_id"], GENERAL.to_string());
    assert_eq!(opened.body["owner_id"], ids::BOT.to_string());

    let created = bot.event("THREAD_CREATE").await;
    assert_eq!(
        (&created["newly_created"], &created["type"]),
        (&json!(true), &json!(12))
    );
    let joined = bot.event("THREAD_MEMBERS_UPDATE").await;
    assert_eq!(joined["added_members"][0]["user_id"], ids::BOT.to_string());

    let id: Snowflake = opened.id().parse().expect("an id");
    assert!(setting.threads(NOOR).await.is_empty());
    assert_eq!(
        bare(&setting, Method::PUT, &member(id, NOOR)).await.status,
        204
    );
    let note = bot.event("MESSAGE_CREATE").await;
    assert_eq!(
        (&note["type"], &note["mentions"][0]["id"]),
        (&json!(1), &json!(NOOR))
    );
    assert_eq!(setting.threads(NOOR).await[0]["name"], "Noor's tour");
    assert!(setting.threads(SAM).await.is_empty());
    assert!(
        setting.threads(ADA).await.is_empty(),
        "a moderator is not listed as a member"
    );

    let mut page = setting.page().await;
    let words = json!({ "t": "send", "channel_id": id, "content": "hello" });
    assert_eq!(
        page.outcome(SAM, words.clone()).await["text"],
        "You cannot see this channel"
    );
    assert_eq!(page.outcome(NOOR, words.clone()).await["t"], "ack");
    // Whoever manages threads sees private ones too, and becomes a member by writing.
    assert_eq!(page.outcome(ADA, words).await["t"], "ack");
    assert_eq!(setting.threads(ADA).await.len(), 1);
}

#[tokio::test]
async fn a_thread_s_form_has_its_limits() {
    let setting = Setting::new().await;
    let form = |key: &str, value: Value| {
        let mut form = json!({ "name": "n" });
        form[key] = value;
        form
    };
    for allowed in [
        form("name", json!("н".repeat(100))),
        form("auto_archive_duration", json!(60)),
        form("auto_archive_duration", Value::Null),
        form("rate_limit_per_user", json!(21_600)),
        form("type", json!(11)),
    ] {
        let opened = open(&setting, GENERAL, &allowed).await;
        assert_eq!(opened.status, 201, "{allowed} {opened:?}");
    }
    for (refused, key, code) in [
        (json!({}), "name", "BASE_TYPE_REQUIRED"),
        (form("name", json!(" ")), "name", "BASE_TYPE_BAD_LENGTH"),
        (
            form("name", json!("n".repeat(101))),
            "name",
            "BASE_TYPE_BAD_LENGTH",
        ),
        (
            form("auto_archive_duration", json!(61)),
            "auto_archive_duration",
            "BASE_TYPE_CHOICES",
        ),
        (form("type", json!(0)), "type", "BASE_TYPE_CHOICES"),
        (
            form("rate_limit_per_user", json!(21_601)),
            "rate_limit_per_user",
            "NUMBER_TYPE_RANGE",
        ),
        (
            form("invitable", json!("yes")),
            "invitable",
            "BOOLEAN_TYPE_CONVERT",
        ),
    ] {
        let answer = open(&setting, GENERAL, &refused).await;
        assert_eq!(answer.refusal(), (400, 50_035), "{refused}");
        assert_eq!(
            answer.body["errors"][key]["_errors"][0]["code"], code,
            "{answer:?}"
        );
    }
    let usual = open(&setting, GENERAL, &json!({ "name": "n" })).await;
    assert_eq!(usual.body["type"], 12, "private, if nobody says otherwise");
    assert_eq!(
        usual.body["thread_metadata"]["auto_archive_duration"],
        1_440
    );
}

#[tokio::test]
async fn threads_are_opened_only_where_the_bot_may_and_where_there_can_be_some() {
    let setting = Setting::new().await;
    let mut page = setting.page().await;
    for kind in [11, 12] {
        let form = json!({ "name": "n", "type": kind });
        assert_eq!(
            open(&setting, READING_ROOM, &form).await.refusal(),
            (403, 50_013)
        );
        assert_eq!(open(&setting, GENERAL, &form).await.status, 201);
    }
    let thread = setting.private_thread(GENERAL, "n", NOOR).await;
    let direct = page.direct_channel(NOOR).await;
    let form = json!({ "name": "n" });
    assert_eq!(open(&setting, thread, &form).await.refusal(), (400, 50_024));
    assert_eq!(open(&setting, direct, &form).await.refusal(), (403, 50_003));
    assert_eq!(
        open(&setting, Snowflake(1), &form).await.refusal(),
        (404, 10_003)
    );
    let announcement = json!({ "name": "n", "type": 10 });
    assert_eq!(
        open(&setting, GENERAL, &announcement).await.refusal(),
        (400, 50_024)
    );
    // The bot answers in the reading room all the same, and in a thread there it may not write.
    assert_eq!(
        setting
            .post(&messages(READING_ROOM), &json!({ "content": "x" }))
            .await
            .status,
        200
    );
    page.outcome(
        ADA,
        json!({ "t": "start_thread", "channel_id": READING_ROOM, "name": "mine", "type": 11 }),
    )
    .await;
    let thread = setting.threads(ADA).await.pop().expect("a thread");
    assert_eq!(thread["name"], "mine");
    let id: Snowflake = thread["id"]
        .as_str()
        .expect("an id")
        .parse()
        .expect("an id");
    assert_eq!(
        setting
            .post(&messages(id), &json!({ "content": "x" }))
            .await
            .refusal(),
        (403, 50_013)
    );
    assert_eq!(
        bare(&setting, Method::POST, &format!("{}/typing", at(id)))
            .await
            .refusal(),
        (403, 50_013)
    );
    assert_eq!(
        bare(&setting, Method::PUT, &member(id, NOOR))
            .await
            .refusal(),
        (403, 50_013)
    );
}

#[tokio::test]
async fn the_members_of_a_thread_come_and_go() {
    let setting = Setting::new().await;
    let thread = setting.private_thread(GENERAL, "tour", NOOR).await;
    let found = bare(&setting, Method::GET, &member(thread, NOOR))
        .await
        .body;
    let _: ThreadMember = serde_json::from_value(found.clone()).expect("a member");
    assert_eq!(
        (&found["id"], &found["user_id"]),
        (&json!(thread), &json!(NOOR))
    );
    assert_eq!(found["member"], Value::Null);
    let path = format!("{}?with_member=true", member(thread, "@me"));
    assert_eq!(
        setting.get(&path).await.body["member"]["user"]["id"],
        ids::BOT.to_string()
    );
    let all = setting
        .get(&format!("{}/thread-members", at(thread)))
        .await
        .body;
    assert_eq!(all.as_array().map(Vec::len), Some(2));

    assert_eq!(
        setting.get(&member(thread, SAM)).await.refusal(),
        (404, 10_007)
    );
    assert_eq!(
        bare(&setting, Method::PUT, &member(thread, 1))
            .await
            .refusal(),
        (404, 10_013)
    );
    assert_eq!(
        bare(&setting, Method::DELETE, &member(thread, SAM))
            .await
            .refusal(),
        (404, 10_007)
    );
    assert_eq!(
        bare(&setting, Method::PUT, &member(GENERAL, SAM))
            .await
            .refusal(),
        (400, 50_024)
    );
    // Again is no fault, and nothing new.
    assert_eq!(
        bare(&setting, Method::PUT, &member(thread, NOOR))
            .await
            .status,
        204
    );
    assert_eq!(
        bare(&setting, Method::DELETE, &member(thread, NOOR))
            .await
            .status,
        204
    );
    assert!(setting.threads(NOOR).await.is_empty());
    let notes = setting.get(&messages(thread)).await.body;
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
        setting
            .patch(&path, &json!({ "content": "x" }))
            .await
            .refusal(),
        (403, 50_021)
    );
    let reply = json!({ "content": "x", "message_reference": { "message_id": notes[0]["id"] } });
    assert_eq!(
        setting.post(&messages(thread), &reply).await.refusal(),
        (400, 50_035)
    );
}

#[tokio::test]
async fn only_the_bot_s_own_coming_and_going_needs_no_intent() {
    let setting = Setting::new().await;
    let mut page = setting.page().await;
    let mut plain = setting.bot(PLAIN_INTENTS).await;
    let mut member_bot = setting.bot(MEMBER_INTENTS).await;
    let thread = setting.private_thread(GENERAL, "tour", NOOR).await;
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
        bare(&setting, Method::DELETE, &member(thread, "@me"))
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
        setting.get(&at(thread)).await,
        setting
            .post(&messages(thread), &json!({ "content": "x" }))
            .await,
        bare(&setting, Method::PUT, &member(thread, "@me")).await,
    ] {
        assert_eq!(refused.refusal(), (403, 50_001));
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

#[tokio::test]
async fn a_thread_speaks_as_a_channel_does() {
    let setting = Setting::new().await;
    let mut page = setting.page().await;
    let thread = setting.private_thread(GENERAL, "tour", NOOR).await;
    let mut bot = setting.bot(PLAIN_INTENTS).await;
    page.say_to_bot(NOOR, thread, "what is next?").await;
    let heard = bot.event("MESSAGE_CREATE").await;
    assert_eq!(
        (&heard["channel_id"], &heard["channel_type"]),
        (&json!(thread), &json!(12))
    );
    assert_eq!(heard["guild_id"], ids::GUILD.to_string());
    page.say(NOOR, thread, "aside").await;
    assert_eq!(
        bot.event("MESSAGE_CREATE").await["content"],
        "",
        "no mention, no content"
    );

    let joined = setting.get(&member(thread, "@me")).await.body;
    setting.pass(1);
    let posted = setting
        .post(&messages(thread), &json!({ "content": "Lesson 1" }))
        .await;
    assert_eq!(posted.status, 200);
    assert_eq!(setting.get(&member(thread, "@me")).await.body, joined);
    bot.event("MESSAGE_CREATE").await;
    let seen = setting.get(&at(thread)).await.body;
    assert_eq!(seen["last_message_id"], posted.body["id"]);
    // Discord's note that Noor was added is a message too.
    assert_eq!(
        (&seen["message_count"], &seen["total_message_sent"]),
        (&json!(4), &json!(4))
    );
    let path = format!("{}/{}", messages(thread), posted.id());
    setting.delete(&path).await;
    let seen = setting.get(&at(thread)).await.body;
    assert_eq!(
        (&seen["message_count"], &seen["total_message_sent"]),
        (&json!(3), &json!(4))
    );
    assert!(seen["member"]["join_timestamp"].is_string());

    // Whoever is called in a thread comes in.
    assert!(setting.threads(SAM).await.is_empty());
    setting
        .post(
            &messages(thread),
            &json!({ "content": format!("<@{SAM}>") }),
        )
        .await;
    assert_eq!(setting.threads(SAM).await.len(), 1);
    let quiet = json!({ "content": format!("<@{ADA}>"), "allowed_mentions": { "parse": [] } });
    setting.post(&messages(thread), &quiet).await;
    assert!(setting.threads(ADA).await.is_empty());
}

#[tokio::test]
async fn commands_and_buttons_work_in_a_thread_and_say_where_they_are() {
    let setting = Setting::new().await;
    let mut page = setting.page().await;
    let thread = setting.private_thread(GENERAL, "tour", NOOR).await;
    let command = setting
        .register(&json!({ "name": "ping", "description": "d" }))
        .await;
    let mut bot = setting.bot(PLAIN_INTENTS).await;
    page.use_command_in(NOOR, thread, &command, &json!([]))
        .await;
    let interaction = bot.event("INTERACTION_CREATE").await;
    let channel = &interaction["channel"];
    assert_eq!(
        (&channel["id"], &channel["type"]),
        (&json!(thread), &json!(12))
    );
    assert_eq!(channel["parent_id"], GENERAL.to_string());
    assert_eq!(channel["thread_metadata"]["archived"], false);
    assert!(channel["permissions"].is_string());
    let own: u64 = interaction["app_permissions"]
        .as_str()
        .expect("bits")
        .parse()
        .expect("bits");
    assert_eq!(own & (1 << 38), 1 << 38);
    let answer = json!({ "type": 4, "data": { "content": "pong", "components": [{ "type": 1, "components": [
        { "type": 2, "style": 2, "emoji": { "name": "👍" }, "custom_id": "good" },
        { "type": 2, "style": 5, "label": "Source", "url": "https://www.usip.org/" },
    ] }] } });
    assert_eq!(setting.answer(&interaction, &answer).await.status, 204);
    let shown = page
        .until(|frame| frame["message"]["content"] == "pong")
        .await["message"]
        .take();
    assert_eq!(shown["channel_id"], thread.to_string());
    bot.event("MESSAGE_CREATE").await;
    page.press(NOOR, &shown, "good").await;
    let pressed = bot.event("INTERACTION_CREATE").await;
    assert_eq!(pressed["channel"]["parent_id"], GENERAL.to_string());
    assert_eq!(pressed["message"]["id"], shown["id"]);
    let update = json!({ "type": 7, "data": { "content": "Thank you" } });
    assert_eq!(setting.answer(&pressed, &update).await.status, 204);
    let asked = page.use_command_in(SAM, thread, &command, &json!([])).await;
    let failed = page.until(|frame| frame["ref"] == *asked).await;
    assert_eq!(failed["text"], "You cannot see this channel");
    let elsewhere = page
        .use_command_in(SAM, READING_ROOM, &command, &json!([]))
        .await;
    let interaction = bot.until("INTERACTION_CREATE").await;
    let own: u64 = interaction["app_permissions"]
        .as_str()
        .expect("bits")
        .parse()
        .expect("bits");
    assert_eq!(own & (0b1011 << 35), 0, "{elsewhere}");
}

#[tokio::test]
async fn active_threads_are_listed_and_introduced_to_a_bot_that_connects() {
    let setting = Setting::new().await;
    let mut page = setting.page().await;
    let tour = setting.private_thread(GENERAL, "tour", NOOR).await;
    let done = setting.private_thread(GENERAL, "done", NOOR).await;
    let left = setting.private_thread(GENERAL, "left", NOOR).await;
    setting.patch(&at(done), &json!({ "archived": true })).await;
    bare(&setting, Method::DELETE, &member(left, "@me")).await;
    let public = json!({ "t": "start_thread", "channel_id": GENERAL, "name": "open", "type": 11 });
    assert_eq!(page.outcome(SAM, public).await["t"], "ack");
    let active = setting
        .get(&format!("/guilds/{}/threads/active", ids::GUILD))
        .await
        .body;
    let threads = active["threads"].as_array().expect("a list");
    let names: Vec<_> = threads.iter().map(|thread| &thread["name"]).collect();
    assert_eq!(names, ["open", "tour"], "newest first");
    let members = active["members"].as_array().expect("a list");
    assert_eq!((members.len(), &members[0]["id"]), (1, &json!(tour)));

    let guild = setting.introduced(PLAIN_INTENTS).await;
    let introduced = guild["threads"].as_array().expect("a list");
    assert_eq!(introduced.len(), 2);
    assert!(introduced[1]["member"]["join_timestamp"].is_string());
    let channels = setting
        .get(&format!("/guilds/{}/channels", ids::GUILD))
        .await
        .body;
    assert!(
        channels
            .as_array()
            .expect("a list")
            .iter()
            .all(|channel| channel["type"] == 0)
    );
}

#[tokio::test]
async fn each_thread_has_its_own_limit_for_messages() {
    let setting = Setting::new().await;
    let first = setting.private_thread(GENERAL, "first", NOOR).await;
    let second = setting.private_thread(GENERAL, "second", NOOR).await;
    for n in 0..6 {
        let posted = setting
            .post(&messages(first), &json!({ "content": "x" }))
            .await;
        assert_eq!(posted.status, if n < 5 { 200 } else { 429 }, "{n}");
    }
    let other = setting
        .post(&messages(second), &json!({ "content": "x" }))
        .await;
    assert_eq!(
        (other.status, other.header("x-ratelimit-remaining")),
        (200, "4")
    );
    let joined = bare(&setting, Method::PUT, &member(first, SAM)).await;
    assert_eq!(joined.header("x-ratelimit-limit"), "50");
}

#[tokio::test]
async fn a_server_has_room_for_a_thousand_threads() {
    let setting = Setting::new().await;
    let mut page = setting.page().await;
    let start = |name: &str| json!({ "t": "start_thread", "channel_id": GENERAL, "name": name });
    for _ in 0..999 {
        page.ask(SAM, start("n")).await;
    }
    let refused = page.outcome(SAM, start("")).await;
    assert_eq!(
        refused["text"],
        "A thread's name has between 1 and 100 characters"
    );
    let form = json!({ "name": "n", "type": 11 });
    assert_eq!(open(&setting, GENERAL, &form).await.status, 201);
    let refused = open(&setting, GENERAL, &form).await;
    assert_eq!(refused.refusal(), (400, 160_006));
}
