//! More comes at once than the bot has room for: whoever is beyond hears so, and what Discord no longer waits for is left alone.

use std::time::Duration;

use jiff::SignedDuration;
use practice_discord::{Fault, Request, ids};
use serde_json::{Value, json};
use tokio::time::timeout;

use super::office::Office;

/// The bytes that may wait are used up by so many events of this size, and by no more.
const LARGE: (usize, usize) = (32, 1_047_000);
/// As large as nothing that still has room.
const PADDED: usize = 60_000;
/// For a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// An interaction of Ada's in #general, of this many bytes and so many milliseconds old.
fn interaction(office: &Office, number: u64, size: usize, age: i64, what: &Value) -> Value {
    use clock::Clock as _;
    const EPOCH_MS: i64 = 1_420_070_400_000;
    let begun = office.setting.clock.now() - SignedDuration::from_millis(age);
    let millis = u64::try_from(begun.as_millisecond() - EPOCH_MS).unwrap();
    let mut data = json!({
        "id": ((millis << 22) + 1_000 + number).to_string(),
        "application_id": ids::BOT,
        "token": format!("token-{number}"),
        "version": 1,
        "guild_id": ids::GUILD,
        "channel_id": ids::GENERAL,
        "channel": { "id": ids::GENERAL, "type": 0, "name": "general" },
        "member": { "user": { "id": ids::ADA, "username": "ada" }, "permissions": "32", "roles": [] },
        "locale": "en-US",
        "authorizing_integration_owners": { "0": ids::GUILD },
        "padding": "x".repeat(size),
    });
    for (key, value) in what.as_object().unwrap() {
        data[key] = value.clone();
    }
    json!({ "op": 0, "t": "INTERACTION_CREATE", "s": 1, "d": data })
}

fn issue(locale: &str) -> Value {
    let options = json!([{ "name": "name", "type": 3, "value": "iran" }]);
    let data = json!({ "id": "1", "name": "issue", "type": 1, "options": options });
    json!({ "type": 2, "locale": locale, "data": data })
}

fn callback_path(frame: &Value) -> String {
    let part = |key: &str| frame["d"][key].as_str().unwrap();
    format!("/interactions/{}/{}/callback", part("id"), part("token"))
}

async fn answer_to(office: &Office, frame: &Value) -> Request {
    let path = callback_path(frame);
    let answer = office.setting.discord.request(|one| one.path == path);
    timeout(PATIENCE, answer).await.expect("an answer")
}

/// Fills all the room there is with commands whose answers Discord does not take for eight seconds.
async fn fill(office: &Office) {
    let (count, size) = LARGE;
    let list = json!([{ "name": "list", "type": 1, "options": [] }]);
    let list =
        json!({ "type": 2, "data": { "id": "1", "name": "alerts", "type": 1, "options": list } });
    let discord = &office.setting.discord;
    let mut originals = Vec::new();
    for number in 0..count as u64 {
        let frame = interaction(office, number, size, 0, &list);
        let token = frame["d"]["token"].as_str().unwrap();
        let original = format!("/webhooks/{}/{token}/messages/@original", ids::BOT);
        for _ in 0..2 {
            discord.fail_next("PATCH", &original, Fault::Hang);
        }
        discord.dispatch_raw(&frame);
        originals.push(original);
    }
    for original in originals {
        let hangs = discord.request(|one| one.path == original);
        timeout(PATIENCE, hangs).await.expect("an answer");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_comes_when_there_is_no_room_is_told_so_alone_and_in_their_language() {
    let mut office = Office::open().await;
    fill(&office).await;
    let cases = [
        (issue("en-US"), "A lot is being asked right now"),
        (issue("fr"), "Beaucoup de demandes à la fois"),
        (issue("ru"), "Сейчас слишком много запросов"),
        (issue("zh-CN"), "现在请求太多"),
        (
            json!({ "type": 3, "data": { "custom_id": "1/help", "component_type": 2 } }),
            "A lot is being asked right now",
        ),
        // What somebody wrote is read all the same.
        (
            json!({ "type": 5, "data": { "custom_id": "1/report/", "components": [] } }),
            "There is nothing in your note",
        ),
    ];
    let frames: Vec<Value> = (100..)
        .zip(&cases)
        .map(|(number, (what, _))| interaction(&office, number, PADDED, 0, what))
        .collect();
    let mut typed = issue("en-US");
    typed["type"] = json!(4);
    let typed = interaction(&office, 200, PADDED, 0, &typed);
    office.setting.discord.dispatch_raw(&typed);
    for frame in &frames {
        office.setting.discord.dispatch_raw(frame);
    }
    for (frame, (what, title)) in frames.iter().zip(&cases) {
        let answer = answer_to(&office, frame).await.body;
        assert_eq!(answer["data"]["embeds"][0]["title"], *title, "{what}");
        assert_eq!(answer["data"]["flags"], 64, "{what}");
    }
    // One beyond is a command; what is being typed gets no message.
    let metrics = &office.metrics;
    assert_eq!(metrics.interactions_let_go.get(), 1);
    office.stop_bot().await;
    assert_eq!(office.metrics.interactions_busy.get(), 5);
    office.setting.discord.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_old_for_discord_is_counted_and_not_begun() {
    let mut office = Office::open().await;
    office.issue("arctic").await;
    let late = interaction(&office, 1, 0, 2_900, &issue("en-US"));
    let press = json!({ "type": 3, "data": { "custom_id": "1/help", "component_type": 2 } });
    let late_press = interaction(&office, 3, 0, 60_000, &press);
    let in_time = interaction(&office, 2, 0, 2_000, &issue("en-US"));
    office.setting.discord.dispatch_raw(&late);
    office.setting.discord.dispatch_raw(&late_press);
    office.setting.discord.dispatch_raw(&in_time);
    let shown = answer_to(&office, &in_time).await;
    assert_eq!(shown.body["data"]["embeds"][0]["title"], "Iran");
    office.stop_bot().await;
    // The first page, and the one in time.
    assert_eq!(office.callbacks().len(), 2, "{:#?}", office.callbacks());
    assert_eq!(office.metrics.interactions_too_late.get(), 2);
    assert_eq!(office.metrics.frames_unreadable.get(), 0);
    office.close().await;
}
