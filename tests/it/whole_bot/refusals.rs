//! Answers to an alert that say nothing about it or its channel, each through the practice Discord.

use std::time::Duration;

use attache::store::{Alert, AlertState};
use jiff::{SignedDuration, Timestamp};
use practice_discord::{Fault, ids};

use super::alerts::{days, go_to, minutes, office, posts};
use super::office::Office;

/// What stands before Discord's API refuses everything at times, with a code of its own or a page of HTML; a proxy with any status.
#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_that_says_nothing_of_the_channel_is_waited_out() {
    let mut office = office(&["7d", "1d"]).await;
    let shield = Fault::Refused {
        status: 403,
        code: 40_333,
    };
    let faults = [shield, Fault::Page(403), Fault::Page(404)];
    fail(&office, &faults);
    go_to(&office, days(7));
    let alert = office.told_in_time(ids::WATCH_FLOOR).await;
    assert_eq!(posts(&office, ids::WATCH_FLOOR, 4).await.len(), 4);
    // It was seconds late, which is not worth a word; and whoever takes it later does not make it late.
    office.setting.clock.advance(minutes(10));
    let taken = office.press(&alert, "Acknowledge").await.message();
    let text = taken.description();
    assert!(text.contains("**Acknowledged**"), "{text}");
    assert!(!text.contains("Late"), "{text}");
    // The subscription goes on.
    go_to(&office, days(1));
    office.told_in(ids::WATCH_FLOOR).await;
    leave(office).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_html_is_waited_out_whatever_its_status() {
    let statuses = [400, 401, 405, 408, 409, 413, 502];
    let mut office = office(&["7d"]).await;
    fail(&office, &statuses.map(Fault::Page));
    go_to(&office, days(7));
    office.told_in_time(ids::WATCH_FLOOR).await;
    let tries = statuses.len() + 1;
    assert_eq!(posts(&office, ids::WATCH_FLOOR, tries).await.len(), tries);
    leave(office).await;
}

/// A page with 200, as of a portal: nobody knows what became of the request, so the channel is looked at first.
#[tokio::test(flavor = "multi_thread")]
async fn a_success_that_is_no_json_is_in_doubt_and_posted_once_in_the_end() {
    let mut office = office(&["7d"]).await;
    fail(&office, &[Fault::Page(200), Fault::StoredThenReset]);
    go_to(&office, days(7));
    office.told_in_time(ids::WATCH_FLOOR).await;
    recorded(&office).await;
    let history = format!("/channels/{}/messages", ids::WATCH_FLOOR);
    let requests = office.setting.discord.requests().into_iter();
    let looked = requests.filter(|one| one.method == "GET" && one.path == history);
    // Before each attempt but the first, and once more for what became of the last.
    assert!(looked.count() >= 2);
    let messages = office.setting.discord.messages().into_iter();
    let in_channel = messages.filter(|one| one["channel_id"] == ids::WATCH_FLOOR.to_string());
    let of_the_bot: Vec<_> = in_channel
        .filter(|one| one["author"]["bot"] == true && one["content"] != "")
        .collect();
    assert_eq!(of_the_bot.len(), 1, "{of_the_bot:#?}");
    leave(office).await;
}

/// Waits until the alert is on record as posted, while the bot's time goes by.
async fn recorded(office: &Office) {
    let store = office.store();
    let mut ticks = tokio::time::interval(Duration::from_millis(5));
    let is_posted = |alert: &Alert| alert.state == AlertState::Posted;
    loop {
        ticks.tick().await;
        let alerts = store.open_alerts("", "~", Timestamp::MIN).await;
        if alerts.expect("a database").iter().any(is_posted) {
            return;
        }
        office
            .setting
            .clock
            .advance(SignedDuration::from_millis(250));
    }
}

/// Lets the next posts on the watch floor fail so, one after the other.
fn fail(office: &Office, faults: &[Fault]) {
    let path = format!("/channels/{}/messages", ids::WATCH_FLOOR);
    for fault in faults {
        office.setting.discord.fail_next("POST", &path, *fault);
    }
}

/// A page of HTML has no code by which it could be told from a refusal that was not meant, so nothing is judged.
async fn leave(mut office: Office) {
    office.stop_bot().await;
    office.setting.discord.shutdown().await;
}
