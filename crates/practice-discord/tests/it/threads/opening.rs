//! Opening threads: where, by whom, within which limits, and who hears of it.

use practice_discord::{
    Snowflake,
    driver::INTENTS,
    ids::{self, ADA, GENERAL, NOOR, READING_ROOM, SAM},
};
use reqwest::Method;
use serde_json::{Value, json};
use serenity::all::GuildChannel;

use super::{at, bare, member, messages, open};
use crate::support::start;

#[tokio::test]
async fn a_private_thread_is_seen_by_its_members_alone() {
    let server = start().await;
    let mut bot = server.bot(INTENTS).await;
    let form = json!({
        "name": " Noor's tour ", "type": 12, "auto_archive_duration": 10_080, "invitable": false,
    });
    let opened = open(&server, GENERAL, &form).await;
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
    assert!(server.threads(NOOR).await.is_empty());
    assert_eq!(
        bare(&server, Method::PUT, &member(id, NOOR)).await.status,
        204
    );
    let note = bot.event("MESSAGE_CREATE").await;
    assert_eq!(
        (&note["type"], &note["mentions"][0]["id"]),
        (&json!(1), &json!(NOOR))
    );
    assert_eq!(server.threads(NOOR).await[0]["name"], "Noor's tour");
    assert!(server.threads(SAM).await.is_empty());
    assert!(
        server.threads(ADA).await.is_empty(),
        "a moderator is not listed as a member"
    );

    let mut page = server.page().await;
    let words = json!({ "t": "send", "channel_id": id, "content": "hello" });
    assert_eq!(
        page.outcome(SAM, words.clone()).await["text"],
        "You cannot see this channel"
    );
    assert_eq!(page.outcome(NOOR, words.clone()).await["t"], "ack");
    // Whoever manages threads sees private ones too, and becomes a member by writing.
    assert_eq!(page.outcome(ADA, words).await["t"], "ack");
    assert_eq!(server.threads(ADA).await.len(), 1);
}

#[tokio::test]
async fn a_thread_s_form_has_its_limits() {
    let server = start().await;
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
        let opened = open(&server, GENERAL, &allowed).await;
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
        let answer = open(&server, GENERAL, &refused).await;
        assert_eq!(answer.error(), (400, 50_035), "{refused}");
        assert_eq!(
            answer.body["errors"][key]["_errors"][0]["code"], code,
            "{answer:?}"
        );
    }
    let usual = open(&server, GENERAL, &json!({ "name": "n" })).await;
    assert_eq!(usual.body["type"], 12, "private, if nobody says otherwise");
    assert_eq!(
        usual.body["thread_metadata"]["auto_archive_duration"],
        1_440
    );
}

#[tokio::test]
#[expect(
    clippy::too_many_lines,
    reason = "one situation, from its beginning to its end"
)]
async fn threads_are_opened_only_where_the_bot_may_and_where_there_can_be_some() {
    let server = start().await;
    let mut page = server.page().await;
    for kind in [11, 12] {
        let form = json!({ "name": "n", "type": kind });
        assert_eq!(
            open(&server, READING_ROOM, &form).await.error(),
            (403, 50_013)
        );
        assert_eq!(open(&server, GENERAL, &form).await.status, 201);
    }
    let thread = server.rest.private_thread(GENERAL, "n", NOOR).await;
    let direct = page.direct_channel(NOOR).await;
    let form = json!({ "name": "n" });
    assert_eq!(open(&server, thread, &form).await.error(), (400, 50_024));
    assert_eq!(open(&server, direct, &form).await.error(), (403, 50_003));
    assert_eq!(
        open(&server, Snowflake(1), &form).await.error(),
        (404, 10_003)
    );
    let announcement = json!({ "name": "n", "type": 10 });
    assert_eq!(
        open(&server, GENERAL, &announcement).await.error(),
        (400, 50_024)
    );
    // The bot answers in the reading room all the same, and in a thread there it may not write.
    assert_eq!(
        server
            .rest
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
    let thread = server.threads(ADA).await.pop().expect("a thread");
    assert_eq!(thread["name"], "mine");
    let id: Snowflake = thread["id"]
        .as_str()
        .expect("an id")
        .parse()
        .expect("an id");
    assert_eq!(
        server
            .rest
            .post(&messages(id), &json!({ "content": "x" }))
            .await
            .error(),
        (403, 50_013)
    );
    assert_eq!(
        bare(&server, Method::POST, &format!("{}/typing", at(id)))
            .await
            .error(),
        (403, 50_013)
    );
    assert_eq!(
        bare(&server, Method::PUT, &member(id, NOOR)).await.error(),
        (403, 50_013)
    );
}

#[tokio::test]
async fn active_threads_are_listed_and_introduced_to_a_bot_that_connects() {
    let server = start().await;
    let mut page = server.page().await;
    let tour = server.rest.private_thread(GENERAL, "tour", NOOR).await;
    let done = server.rest.private_thread(GENERAL, "done", NOOR).await;
    let left = server.rest.private_thread(GENERAL, "left", NOOR).await;
    server
        .rest
        .patch(&at(done), &json!({ "archived": true }))
        .await;
    bare(&server, Method::DELETE, &member(left, "@me")).await;
    let public = json!({ "t": "start_thread", "channel_id": GENERAL, "name": "open", "type": 11 });
    assert_eq!(page.outcome(SAM, public).await["t"], "ack");
    let active = server
        .rest
        .get(&format!("/guilds/{}/threads/active", ids::GUILD))
        .await
        .body;
    let threads = active["threads"].as_array().expect("a list");
    let names: Vec<_> = threads.iter().map(|thread| &thread["name"]).collect();
    assert_eq!(names, ["open", "tour"], "newest first");
    let members = active["members"].as_array().expect("a list");
    assert_eq!((members.len(), &members[0]["id"]), (1, &json!(tour)));

    let guild = server.guild(INTENTS).await;
    let introduced = guild["threads"].as_array().expect("a list");
    assert_eq!(introduced.len(), 2);
    assert!(introduced[1]["member"]["join_timestamp"].is_string());
    let channels = server
        .rest
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
async fn a_server_has_room_for_a_thousand_threads() {
    let server = start().await;
    let mut page = server.page().await;
    let start = |name: &str| json!({ "t": "start_thread", "channel_id": GENERAL, "name": name });
    for _ in 0..999 {
        page.send(SAM, start("n")).await;
    }
    let refused = page.outcome(SAM, start("")).await;
    assert_eq!(
        refused["text"],
        "A thread's name has between 1 and 100 characters"
    );
    let form = json!({ "name": "n", "type": 11 });
    assert_eq!(open(&server, GENERAL, &form).await.status, 201);
    let refused = open(&server, GENERAL, &form).await;
    assert_eq!(refused.error(), (400, 160_006));
}
