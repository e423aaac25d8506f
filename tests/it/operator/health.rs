//! `/healthz` and `/readyz`: whether the bot lives and can work, and why not.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use attache::knowledge::FolderWatch;
use attache::metrics::ALERTS_TASK;
use jiff::SignedDuration;
use reqwest::StatusCode;
use tokio::net::TcpListener;
use tokio::time::Instant;

use super::{ANYWHERE, Setting};
use crate::support::folder::{Folder, hotspot};

#[tokio::test]
async fn a_bot_that_can_work_is_ready_and_alive() {
    let setting = Setting::new().await;
    for (path, body) in [("/healthz", "alive\n"), ("/readyz", "ready\n")] {
        let answer = setting.get(path).await;
        assert_eq!(
            (answer.status, answer.body.as_str()),
            (StatusCode::OK, body)
        );
        assert_eq!(answer.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn a_bot_that_lost_discord_is_not_ready_until_it_is_back() {
    let setting = Setting::new().await;
    setting.is_connected.store(false, Ordering::Relaxed);
    let answer = setting.get("/readyz").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    insta::assert_snapshot!(answer.body, @"gateway: not connected to Discord; the bot keeps trying, and the log says since when");
    assert_eq!(setting.metric("attache_gateway_connected").await, Some(0.0));
    setting.is_connected.store(true, Ordering::Relaxed);
    assert_eq!(setting.get("/readyz").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_token_that_discord_no_longer_accepts_makes_the_bot_unready_until_it_does_again() {
    let setting = Setting::new().await;
    let discord = &setting.metrics.discord;
    discord.set_token_accepted(true);
    assert_eq!(setting.get("/readyz").await.status, StatusCode::OK);
    discord.set_token_accepted(false);
    let answer = setting.get("/readyz").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    insta::assert_snapshot!(answer.body, @"token: Discord does not accept the bot token any more, so no alert is posted; copy it again from the Bot page of the Discord developer portal, and start attache with it");
    let accepted = "attache_discord_token_accepted";
    assert_eq!(setting.metric(accepted).await, Some(0.0));
    discord.set_token_accepted(true);
    assert_eq!(setting.get("/readyz").await.status, StatusCode::OK);
    assert_eq!(setting.metric(accepted).await, Some(1.0));
}

#[tokio::test]
async fn requests_that_discord_refuses_are_counted_and_a_thousand_in_ten_minutes_are_said() {
    let setting = Setting::new().await;
    for _ in 0..999 {
        setting.metrics.discord.note_refused(Instant::now());
    }
    assert_eq!(setting.get("/readyz").await.status, StatusCode::OK);
    setting.metrics.discord.note_refused(Instant::now());
    let answer = setting.get("/readyz").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    insta::assert_snapshot!(answer.body, @"discord: refused 1,000 requests within ten minutes, so only alerts and answers to commands are sent; the log says what was refused");
    let refused = "attache_discord_refused_in_ten_minutes";
    assert_eq!(setting.metric(refused).await, Some(1_000.0));
}

#[tokio::test]
async fn a_folder_that_is_gone_is_said_until_it_is_back() {
    let setting = Setting::new().await;
    let mut watch = FolderWatch::new(Arc::clone(&setting.library));
    assert_eq!(setting.get("/readyz").await.body, "ready\n");
    let dir = setting.library.dir().to_owned();
    let away = dir.with_extension("away");
    std::fs::rename(&dir, &away).unwrap();
    assert!(watch.reload().await.is_err());
    let answer = setting.get("/readyz").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    insta::assert_snapshot!(answer.body, @"knowledge: the folder is gone, so nothing is watched; what was read stays in use until there is one again");
    std::fs::rename(&away, &dir).unwrap();
    watch.reload().await.unwrap();
    assert_eq!(setting.get("/readyz").await.status, StatusCode::OK);
}

/// Whatever keeps delivery from its work, though the database answers a ping.
#[tokio::test]
async fn a_look_for_due_alerts_that_fails_or_hangs_makes_the_bot_unready_until_one_succeeds() {
    let setting = Setting::new().await;
    let board = &setting.metrics.background;
    let now = jiff::Timestamp::UNIX_EPOCH;
    assert_eq!(setting.get("/readyz").await.status, StatusCode::OK);
    board.failed(ALERTS_TASK, now, "it says no".to_owned());
    let answer = setting.get("/readyz").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    insta::assert_snapshot!(answer.body, @"alerts: what is due cannot be looked for; it is tried again every three seconds, and the log says why it fails");
    board.succeeded(ALERTS_TASK, now, None);
    board.began(ALERTS_TASK, Instant::now());
    assert_eq!(setting.get("/readyz").await.status, StatusCode::OK);
    tokio::time::pause();
    tokio::time::advance(std::time::Duration::from_millis(5_001)).await;
    tokio::time::resume();
    let answer = setting.get("/readyz").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    insta::assert_snapshot!(answer.body, @"alerts: the look for what is due has taken longer than five seconds, so nothing new is posted; the log says more");
    board.succeeded(ALERTS_TASK, now, None);
    assert_eq!(setting.get("/readyz").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_database_that_is_taken_away_under_the_bot_is_noticed() {
    let setting = Setting::new().await;
    assert_eq!(setting.get("/readyz").await.status, StatusCode::OK);
    assert_eq!(setting.metric("attache_database_up").await, Some(1.0));
    let (file, aside) = ("attache.db", "aside.db");
    let rename = |from: &str, to: &str| {
        std::fs::rename(setting.kept.path().join(from), setting.kept.path().join(to)).unwrap();
    };
    rename(file, aside);
    setting.later();
    let answer = setting.get("/readyz").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    insta::assert_snapshot!(answer.body, @"database: refuses; check `url` under [database], and the log");
    assert_eq!(setting.metric("attache_database_up").await, Some(0.0));
    let states = setting.metric("attache_alerts{state=\"planned\"}").await;
    assert_eq!(states, None, "a number that cannot be had is left out");
    assert_eq!(setting.get("/healthz").await.status, StatusCode::OK);
    rename(aside, file);
    setting.later();
    assert_eq!(setting.get("/readyz").await.status, StatusCode::OK);
}

/// What was said lately is said again, so that asking often costs the database nothing.
#[tokio::test]
async fn the_database_is_asked_once_a_second_however_many_ask() {
    let setting = Setting::new().await;
    assert_eq!(setting.get("/readyz").await.status, StatusCode::OK);
    setting.store.close().await;
    setting.clock.advance(SignedDuration::from_millis(999));
    assert_eq!(setting.get("/readyz").await.status, StatusCode::OK);
    setting.clock.advance(SignedDuration::from_millis(1));
    assert_eq!(
        setting.get("/readyz").await.status,
        StatusCode::SERVICE_UNAVAILABLE
    );
}

#[tokio::test]
async fn a_database_that_says_nothing_is_given_up_on_and_its_password_is_not_shown() {
    // Takes connections, and never says a word.
    let silent = TcpListener::bind(ANYWHERE).await.unwrap();
    let port = silent.local_addr().unwrap().port();
    let url = format!("postgres://attache:hunter2@127.0.0.1:{port}/attache");
    let folder = Folder::new();
    folder.write("hotspots/arctic.toml", hotspot("The Arctic", ""));
    let setting = Setting::on(folder, tempfile::tempdir().unwrap(), &url).await;
    let answer = setting.get("/readyz").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    insta::assert_snapshot!(answer.body, @"database: no answer within a second; check `url` under [database], and the server it names");
    let metrics = setting.get("/metrics").await.body;
    assert!(!metrics.contains("hunter2") && metrics.contains("attache_database_up 0.0"));
}

#[tokio::test]
async fn each_reason_has_a_line() {
    let kept = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/nowhere/attache.db", kept.path().display());
    let folder = Folder::new();
    folder.write("hotspots/arctic.toml", "half [[ writ");
    let setting = Setting::on(folder, kept, &url).await;
    setting.is_connected.store(false, Ordering::Relaxed);
    let answer = setting.get("/readyz").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    insta::assert_snapshot!(answer.body, @"
    gateway: not connected to Discord; the bot keeps trying, and the log says since when
    knowledge: no hotspot could be read; `attache check` says why
    database: refuses; check `url` under [database], and the log
    ");
}
