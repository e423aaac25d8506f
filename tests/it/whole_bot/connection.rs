//! The bot's line to Discord breaks, and the bot is there again.

use std::time::Duration;

use attache::operator::IsConnected;
use practice_discord::{
    Fault,
    ids::{ADA, GENERAL},
};
use serde_json::json;

use crate::whole_bot::office::Office;

#[tokio::test]
async fn a_bot_that_is_asked_to_reconnect_resumes_and_answers_what_it_missed() {
    let mut office = Office::open().await;
    let page = office.issue("arctic").await;
    office.setting.discord.ask_to_reconnect();
    office.connected(false).await;
    let general = json!(GENERAL);
    let options = json!([{ "name": "name", "type": 3, "value": "iran" }]);
    let missed = office.begin((ADA, &general), "issue", options).await;
    assert_eq!(
        office.outcome(&missed, &general).await.message().title(),
        "Iran"
    );
    office.connected(true).await;
    let shown = office.press(&page, "China").await.message();
    assert_eq!(shown.title(), "The Arctic · China");
    office.close().await;
}

#[tokio::test]
async fn a_bot_whose_session_is_over_begins_anew() {
    let mut office = Office::open().await;
    let page = office.issue("arctic").await;
    office.setting.discord.invalidate_sessions();
    office.connected(false).await;
    office.connected(true).await;
    assert_eq!(office.issue("iran").await.title(), "Iran");
    let shown = office.press(&page, "China").await.message();
    assert_eq!(shown.title(), "The Arctic · China");
    office.close().await;
}

#[tokio::test]
async fn a_bot_that_starts_while_another_process_uses_up_the_limit_waits_as_told() {
    let mut office = Office::open().await;
    for _ in 0..2 {
        let fault = Fault::RateLimited {
            retry_after_seconds: 0.05,
            global: true,
        };
        office
            .setting
            .discord
            .fail_next("GET", "/gateway/bot", fault);
    }
    office.restart_bot().await;
    assert_eq!(office.issue("iran").await.title(), "Iran");
    let requests = office.setting.discord.requests();
    let limited = requests.iter().filter(|request| request.status == 429);
    assert_eq!(limited.count(), 2);
    office.stop_bot().await;
    office.setting.discord.shutdown().await;
}

#[tokio::test]
async fn an_outage_of_the_server_changes_nothing() {
    let mut office = Office::open().await;
    office.setting.discord.set_guild_available(false);
    office.setting.discord.set_guild_available(true);
    assert_eq!(office.issue("iran").await.title(), "Iran");
    office.close().await;
}

/// Waits until the bot knows how its line stands, which is a moment after Discord does.
async fn until_bot_says(is_connected: &IsConnected, wanted: bool) {
    let agreed = async {
        let mut looks = tokio::time::interval(Duration::from_millis(10));
        while is_connected().await != wanted {
            looks.tick().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), agreed)
        .await
        .unwrap_or_else(|_| panic!("the bot never says {wanted}"));
}

#[tokio::test]
async fn the_operator_learns_that_the_bot_is_connected_and_how_much_it_answered() {
    let mut office = Office::open().await;
    let is_connected = office.is_connected.take().unwrap();
    until_bot_says(&is_connected, true).await;
    office.issue("arctic").await;
    office.issue("iran").await;
    office.stop_bot().await;
    let metrics = &office.metrics;
    assert_eq!(metrics.interactions_handled.get(), 2);
    assert_eq!(
        (metrics.interactions_let_go.get(), metrics.in_flight()),
        (0, 0)
    );
    assert!(!is_connected().await);
    office.close().await;
}

#[tokio::test]
async fn the_operator_learns_that_discord_is_gone() {
    let mut office = Office::open().await;
    let is_connected = office.is_connected.take().unwrap();
    until_bot_says(&is_connected, true).await;
    office.setting.discord.shutdown().await;
    until_bot_says(&is_connected, false).await;
}
