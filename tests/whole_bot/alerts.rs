//! Alerts, from the clock to the button, through the practice Discord.

use attache::config::{Lead, Snowflake, Subscription};
use attache::sandbox::ids;
use jiff::SignedDuration;

use super::office::{Office, Plan};

fn g20(before: &[&str]) -> Subscription {
    Subscription {
        channel: Snowflake(ids::WATCH_FLOOR.0),
        summits: vec!["g20-2026".to_owned()],
        before: before
            .iter()
            .map(|lead| lead.parse::<Lead>().expect("a length of time"))
            .collect(),
        mention_role: Some(Snowflake(ids::WATCH.0)),
        time_zone: Some("Europe/Brussels".to_owned()),
        acknowledge_within: Some("30m".parse().expect("a length of time")),
        escalate_to_role: Some(Snowflake(ids::BACKUP.0)),
        quiet_hours: None,
        weekly_digest: None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alert_comes_at_its_minute_and_shows_who_took_it() {
    let mut office = Office::open_as(Plan {
        subscriptions: vec![g20(&["7d"])],
        ..Plan::default()
    })
    .await;
    office
        .setting
        .clock
        .advance(SignedDuration::from_hours(24 * 14 + 2));
    let posted = office.told_in(ids::WATCH_FLOOR).await;
    println!("{:#}", posted.0);
}
