//! Every frame in `tests/frames` that asks for an answer gets one, and a true one; and so does a frame in which what the
//! bot does not need is missing.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use practice_discord::{Request, ids};
use serde_json::{Value, json};
use tokio::time::timeout;

use super::office::Office;

/// Discord waits three seconds for the first answer; this is for a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// The type of an answer that only promises one.
const DEFERRED: u64 = 5;

/// The ids in the frames, and whose they are on the practice server.
fn on_the_practice_server(text: &str) -> String {
    let places = [
        ("1200000000000000001", ids::BOT),
        ("1200000000000000010", ids::GUILD),
        ("1200000000000000020", ids::GENERAL),
        ("1200000000000000030", ids::ADA),
        ("1200000000000000040", ids::WATCH),
        ("1200000000000000041", ids::BOT_ROLE),
    ];
    places.iter().fold(text.to_owned(), |text, (theirs, ours)| {
        text.replace(theirs, &ours.to_string())
    })
}

fn frames() -> BTreeMap<String, Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/frames");
    let files = fs::read_dir(folder).unwrap();
    let read = |file: std::io::Result<fs::DirEntry>| {
        let path = file.unwrap().path();
        let text = on_the_practice_server(&fs::read_to_string(&path).unwrap());
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        (name, serde_json::from_str(&text).unwrap())
    };
    files.map(read).collect()
}

/// The frame with ids of its own, so that each is answered for itself.
fn numbered(frame: &Value, number: u64) -> Value {
    let mut frame = frame.clone();
    frame["d"]["id"] = json!((1_400_000_000_000_000_000 + number).to_string());
    if frame["t"] == "INTERACTION_CREATE" {
        frame["d"]["token"] = json!(format!("token-{number}"));
    }
    frame
}

/// The title and text of what a request says, wherever in it they stand.
fn said(request: &Request) -> String {
    let body = &request.body;
    let data = if body["data"].is_object() {
        &body["data"]
    } else {
        body
    };
    let embed = &data["embeds"][0];
    format!(
        "{}. {}",
        embed["title"].as_str().unwrap_or_default(),
        embed["description"].as_str().unwrap_or_default()
    )
}

/// What the bot says to an interaction: its answer, or what it put in the place of the promise of one.
async fn answer_to(office: &Office, frame: &Value) -> String {
    let token = frame["d"]["token"].as_str().unwrap();
    let callback = format!(
        "/interactions/{}/{token}/callback",
        frame["d"]["id"].as_str().unwrap()
    );
    let original = format!("/webhooks/{}/{token}/messages/@original", ids::BOT);
    office.setting.discord.dispatch_raw(frame);
    let discord = &office.setting.discord;
    let first = discord.request(|request| request.path == callback);
    let first = timeout(PATIENCE, first).await.expect("an answer");
    if first.body["type"] != DEFERRED {
        return said(&first);
    }
    let edited = discord.request(|request| request.path == original);
    said(
        &timeout(PATIENCE, edited)
            .await
            .expect("the answer that was promised"),
    )
}

/// What the bot says below a message.
async fn reply_to(office: &Office, frame: &Value) -> String {
    office.setting.discord.dispatch_raw(frame);
    let id = frame["d"]["id"].clone();
    let reply = office
        .setting
        .discord
        .request(|request| request.body["message_reference"]["message_id"] == id);
    let reply = timeout(PATIENCE, reply).await;
    said(&reply.unwrap_or_else(|_| panic!("no reply to {frame:#}")))
}

/// The beginning of each answer.
fn expected(name: &str) -> Option<&'static str> {
    Some(match name {
        "lookup-voice-message" => "There is no text to look up",
        "alerts-add-user-install-foreign-guild" | "user-install-in-guild-without-bot" => {
            "This server has not added the bot"
        }
        "alerts-test" => "This server has no subscription “1”",
        _ if name.starts_with("press-") => "This button belongs to an older version of the bot",
        _ if name.starts_with("modal-") => "Thank you",
        _ => return None,
    })
}

#[tokio::test]
async fn every_interaction_that_discord_documents_is_answered_truly() {
    let mut office = Office::open().await;
    let mut titles = Vec::new();
    for (number, (name, frame)) in frames().iter().enumerate() {
        if frame["t"] != "INTERACTION_CREATE" {
            continue;
        }
        let answer = answer_to(&office, &numbered(frame, number as u64)).await;
        assert!(!answer.starts_with("Something broke"), "{name}: {answer}");
        if let Some(beginning) = expected(name) {
            assert!(answer.starts_with(beginning), "{name}: {answer}");
        }
        titles.push(format!("{name}: {}", answer.replace("\n\n", " / ")));
    }
    insta::assert_snapshot!(titles.join("\n"));
    // The bot still hears whoever speaks to it in the usual way.
    assert_eq!(office.issue("iran").await.title(), "Iran");
    office.stop_bot().await;
    office.setting.discord.shutdown().await;
}

#[tokio::test]
async fn who_may_not_see_the_alerts_of_a_server_is_refused_without_a_word_of_a_role_that_is_not_there()
 {
    let mut office = Office::open().await;
    let mut frame = numbered(&frames()["user-install-in-guild-without-bot"], 500);
    frame["d"]["authorizing_integration_owners"] = json!({ "0": ids::GUILD });
    frame["d"]["member"]["permissions"] = json!("0");
    let answer = answer_to(&office, &frame).await;
    let refusal =
        "Only server managers can see and change its alerts. /summits shows what is coming.";
    assert_eq!(answer, refusal);
    office.stop_bot().await;
    office.setting.discord.shutdown().await;
}

#[tokio::test]
async fn every_message_to_the_bot_is_answered_and_no_other() {
    let office = Office::open().await;
    let frames = frames();
    for (number, (name, beginning)) in [
        ("message-mention-plain", "Iran"),
        ("message-author-decoration-v2", "Iran"),
        ("message-reply-to-components-v2", "Iran"),
        ("message-role-mention-of-bot", "Mention me, not my role"),
        (
            "message-reply-to-command-answer-without-content",
            "I cannot see what you wrote",
        ),
        ("message-dm-forward", "Topics in this message"),
    ]
    .into_iter()
    .enumerate()
    {
        let frame = numbered(&frames[name], 1_000 + number as u64);
        let reply = reply_to(&office, &frame).await;
        assert!(reply.starts_with(beginning), "{name}: {reply}");
    }
    let posts = |office: &Office| {
        let requests = office.setting.discord.requests();
        requests
            .iter()
            .filter(|request| request.path.ends_with("/messages"))
            .count()
    };
    let before = posts(&office);
    for (number, name) in [
        "message-member-timed-out",
        "message-nonce-integer",
        "message-unknown-type",
    ]
    .into_iter()
    .enumerate()
    {
        let frame = numbered(&frames[name], 2_000 + number as u64);
        office.setting.discord.dispatch_raw(&frame);
    }
    // Whatever came before this one has been heard by the time it is answered.
    let mut last = numbered(&frames["message-mention-plain"], 3_000);
    // Another channel, as the limit of the first is used up and the clock stands still.
    last["d"]["channel_id"] = json!(ids::WATCH_FLOOR);
    reply_to(&office, &last).await;
    assert_eq!(posts(&office), before + 1);
    let mut office = office;
    office.stop_bot().await;
    office.setting.discord.shutdown().await;
}

#[tokio::test]
async fn an_event_that_cannot_be_read_is_counted_and_the_next_one_is_answered() {
    let mut office = Office::open().await;
    let mut broken = frames()["press-button"].clone();
    broken["d"]["data"]["custom_id"] = json!(null);
    office.setting.discord.dispatch_raw(&broken);
    for name in [
        "opcode-unknown",
        "rate-limited",
        "channel-info",
        "voice-channel-status-update",
    ] {
        office.setting.discord.dispatch_raw(&frames()[name]);
    }
    assert_eq!(office.issue("iran").await.title(), "Iran");
    assert_eq!(office.metrics.frames_unreadable.get(), 1);
    office.close().await;
}

#[tokio::test]
async fn every_server_that_discord_documents_is_noted() {
    let mut office = Office::open().await;
    for (name, frame) in frames() {
        if name.starts_with("guild-create-") {
            office.setting.discord.dispatch_raw(&frame);
        }
    }
    assert_eq!(office.issue("iran").await.title(), "Iran");
    assert_eq!(office.metrics.frames_unreadable.get(), 0);
    office.close().await;
}

#[tokio::test]
async fn an_answer_stays_the_same_whatever_else_the_frame_holds() {
    let mut office = Office::open().await;
    let frames = frames();
    let mut number = 10_000;
    for name in [
        "asker-flags-above-32-bits",
        "lookup-news-embed",
        "press-button",
    ] {
        let frame = &frames[name];
        number += 1;
        let expected = answer_to(&office, &numbered(frame, number)).await;
        for path in [
            "/d/version",
            "/d/application_id",
            "/d/guild",
            "/d/guild_locale",
            "/d/entitlements",
            "/d/attachment_size_limit",
            "/d/context",
            "/d/channel/position",
            "/d/channel/permission_overwrites",
            "/d/member/joined_at",
            "/d/member/flags",
            "/d/member/user/avatar_decoration_data",
            "/d/member/user/flags",
            "/d/member/user/public_flags",
            "/d/member/user/collectibles",
            "/d/member/user/primary_guild",
        ] {
            for other in [
                Value::Null,
                json!("x"),
                json!(-1.5),
                json!([{}]),
                json!({ "a": [] }),
            ] {
                number += 1;
                let mut mutant = numbered(frame, number);
                *mutant
                    .pointer_mut(path)
                    .unwrap_or_else(|| panic!("{name} has {path}")) = other;
                assert_eq!(
                    answer_to(&office, &mutant).await,
                    expected,
                    "{name}: {path}"
                );
            }
        }
    }
    office.stop_bot().await;
    office.setting.discord.shutdown().await;
}
