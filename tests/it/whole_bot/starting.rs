//! A bot that starts while Discord, or a part of it, is away: what is due is posted meanwhile, and the rest comes by itself.

use std::time::Duration;

use attache::config::Snowflake;
use clock::SharedClock;
use jiff::SignedDuration;
use practice_discord::{Fault, ids};

use super::alerts::{days, g20, go_to};
use super::office::{Office, Plan};

/// An office with one subscription, and its bot stopped before anything is due.
async fn before_the_start() -> (Office, SharedClock) {
    let mut office = Office::open_as(Plan {
        subscriptions: vec![g20(&["7d"])],
        ..Plan::default()
    })
    .await;
    office.stop_bot().await;
    let clock = office.setting.clock.clone();
    (office, clock)
}

/// How each registration of all commands was answered.
fn registrations(office: &Office) -> Vec<u16> {
    let requests = office.setting.discord.requests().into_iter();
    let put = requests.filter(|one| one.method == "PUT" && one.path.ends_with("/commands"));
    put.map(|one| one.status).collect()
}

/// Why the bot is not connected, once it knows.
async fn start_problem(office: &Office) -> String {
    loop {
        if let Some(problem) = office.metrics.discord.start_problem() {
            return problem;
        }
        tokio::task::yield_now().await;
    }
}

async fn until_connected(office: &mut Office) {
    office.connected(true).await;
    assert_eq!(office.metrics.discord.start_problem(), None);
    assert_eq!(office.issue("iran").await.title(), "Iran");
}

#[tokio::test(flavor = "multi_thread")]
async fn alerts_go_out_while_the_gateways_address_cannot_be_had() {
    let (mut office, clock) = before_the_start().await;
    let fault = Fault::Page(502);
    office
        .setting
        .discord
        .fail_until_recovered("GET", "/gateway/bot", fault);
    office.start_bot_alone(clock);
    go_to(&office, days(7));
    let alert = office.told_in(ids::WATCH_FLOOR).await;
    assert!(alert.title().starts_with("G20"), "{}", alert.title());
    let problem = start_problem(&office).await;
    assert!(problem.starts_with("the bot cannot connect: "), "{problem}");
    assert!(problem.contains("502"), "{problem}");
    office.setting.discord.recover();
    until_connected(&mut office).await;
    office.stop_bot().await;
    office.setting.discord.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bot_that_has_used_up_its_sessions_waits_for_the_next_and_posts_meanwhile() {
    let (mut office, clock) = before_the_start().await;
    let discord = &office.setting.discord;
    discord.set_sessions_left(0, Duration::from_secs(2));
    office.start_bot_alone(clock);
    go_to(&office, days(7));
    office.told_in(ids::WATCH_FLOOR).await;
    let problem = start_problem(&office).await;
    let sentence = "Discord lets no session begin before ";
    assert!(problem.starts_with(sentence), "{problem}");
    office.connected(true).await;
    assert_eq!(office.issue("iran").await.title(), "Iran");
    office.stop_bot().await;
    office.setting.discord.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_that_cannot_be_registered_keep_nobody_from_the_rest() {
    let (mut office, clock) = before_the_start().await;
    let discord = &office.setting.discord;
    let fault = Fault::Refused {
        status: 403,
        code: 50_001,
    };
    discord.fail_until_recovered("PUT", "/applications/", fault);
    // Some commands are for others than before.
    office.config.alerts.manager_role = Some(Snowflake(ids::WATCH.0));
    office.start_bot_alone(clock);
    go_to(&office, days(7));
    office.told_in(ids::WATCH_FLOOR).await;
    office.connected(true).await;
    assert_eq!(office.issue("iran").await.title(), "Iran");
    office.setting.discord.recover();
    while registrations(&office).last() != Some(&200) {
        let clock = &office.setting.clock;
        clock.advance(SignedDuration::from_secs(30));
        tokio::task::yield_now().await;
    }
    office.stop_bot().await;
    office.setting.discord.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_that_discord_has_as_they_are_are_not_registered_again() {
    let (mut office, clock) = before_the_start().await;
    assert_eq!(registrations(&office), [200]);
    office.start_bot_alone(clock.clone());
    until_connected(&mut office).await;
    assert_eq!(registrations(&office), [200]);
    office.stop_bot().await;
    // Without managers of its own, the bot offers some commands to others.
    office.config.alerts.manager_role = Some(Snowflake(ids::WATCH.0));
    office.start_bot_alone(clock);
    until_connected(&mut office).await;
    assert_eq!(registrations(&office), [200, 200]);
    office.stop_bot().await;
    office.setting.discord.shutdown().await;
}
