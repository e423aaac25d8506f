//! Discord ends a live session, with each of the codes that it documents: alerts go on, the operator learns of it at once,
//! and the bot is back where the table says so.
//!
//! <https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes>

use std::time::Duration;

use attache::config::{Lead, Snowflake, SubscriptionSpec};
use attache::operator::IsConnected;
use jiff::SignedDuration;
use practice_discord::ids;

use super::office::{Office, Plan};

const G20: &str = "2026-12-14T14:00:00Z";

/// After these the bot is to come back by itself: all others of the table, a close without a code of Discord's (1000,
/// 1001) and a cut (1006).
const RECONNECT: [u16; 12] = [
    1000, 1001, 1006, 4000, 4001, 4002, 4003, 4005, 4007, 4008, 4009, 4099,
];
/// After these Discord takes the bot no more.
const FATAL: [(u16, &str); 6] = [
    (4004, "token"),
    (4010, "shard"),
    (4011, "shards"),
    (4012, "version"),
    (4013, "intents"),
    (4014, "intent"),
];

async fn office() -> Office {
    let lead: Lead = "2h".parse().unwrap();
    Office::open_as(Plan {
        subscriptions: vec![SubscriptionSpec {
            summits: vec!["g20-2026".to_owned()],
            before: vec![lead],
            ..SubscriptionSpec::for_channel(Snowflake(ids::WATCH_FLOOR.0))
        }],
        ..Plan::default()
    })
    .await
}

/// Moves the clock to two hours before the summit, when an alert is due.
fn go_to_the_alert(office: &Office) {
    use clock::Clock as _;
    let begins: jiff::Timestamp = G20.parse().unwrap();
    let clock = &office.setting.clock;
    clock.advance(begins.duration_since(clock.now()) - SignedDuration::from_hours(2));
}

/// Waits until the bot says that its connection stands so. The operator is told within two seconds; more is left to a busy
/// machine.
async fn until_bot_says(is_connected: &IsConnected, wanted: bool) {
    let agreed = async {
        let mut looks = tokio::time::interval(Duration::from_millis(10));
        while is_connected().await != wanted {
            looks.tick().await;
        }
    };
    let patience = Duration::from_secs(10);
    let said = tokio::time::timeout(patience, agreed).await;
    said.unwrap_or_else(|_| panic!("the bot never says {wanted}"));
}

#[tokio::test]
async fn a_session_that_discord_ends_is_taken_up_again_and_no_alert_waits_for_it() {
    for code in RECONNECT {
        let mut office = office().await;
        let is_connected = office.is_connected.take().unwrap();
        until_bot_says(&is_connected, true).await;
        office
            .setting
            .discord
            .close_sessions(code, "ended by a test");
        office.connected(false).await;
        go_to_the_alert(&office);
        let alert = office.told_in(ids::WATCH_FLOOR).await;
        assert!(
            alert.0["content"].as_str().unwrap().contains("G20"),
            "{code}"
        );
        office.connected(true).await;
        until_bot_says(&is_connected, true).await;
        assert_eq!(office.issue("iran").await.title(), "Iran", "{code}");
        office.close().await;
    }
}

#[tokio::test]
async fn a_session_that_ends_for_good_ends_the_program_with_what_to_do() {
    for (code, part) in FATAL {
        let mut office = office().await;
        let is_connected = office.is_connected.take().unwrap();
        until_bot_says(&is_connected, true).await;
        office
            .setting
            .discord
            .close_sessions(code, "ended by a test");
        until_bot_says(&is_connected, false).await;
        let end = office.bot_ended().await.to_string();
        assert!(
            end.contains(&code.to_string()) && end.contains(part),
            "{code}: {end}"
        );
        office.setting.discord.shutdown().await;
    }
}
