//! `/onboard`: beginning, going on, what cannot be, and who is how far.

use practice_discord::ids;

use super::at_of;
use crate::whole_bot::office::Office;

#[tokio::test]
async fn starting_again_offers_to_go_on_or_to_start_anew() {
    let mut office = Office::open().await;
    let (thread, message) = office.tour(ids::NOOR, &[("track", "newcomer")]).await;
    let question = office.reach_question(ids::NOOR, message).await;
    office.answer(ids::NOOR, &question, true).await;
    let start = [("track", "newcomer")];
    let offer = office
        .onboard((ids::NOOR, ids::GENERAL), "start", &start)
        .await;
    assert!(offer.is_private());
    assert_eq!(offer.labels(), ["Continue", "Start over"]);
    office.pressed(ids::NOOR, &offer, "Continue").await;
    assert_eq!(at_of(&office.told_in(thread).await), "2 of 8");
    office.pressed(ids::NOOR, &offer, "Start over").await;
    let threads = office.setting.threads(ids::NOOR).await;
    let newest = threads.last().unwrap()["id"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    let welcome = office.told_in(newest).await;
    let page = office.pressed(ids::NOOR, &welcome, "Begin ▶").await;
    assert_eq!(at_of(&page), "1 of 8");
    let other = office
        .onboard((ids::NOOR, ids::GENERAL), "start", &[("track", "ana")])
        .await;
    assert_eq!(other.labels(), ["Continue", "Start Analyst"]);
    office.close().await;
}

#[tokio::test]
async fn a_tour_that_was_left_for_another_or_stopped_goes_on_where_it_was() {
    let mut office = Office::open().await;
    let (_, message) = office.tour(ids::NOOR, &[("track", "newcomer")]).await;
    let question = office.reach_question(ids::NOOR, message).await;
    office.answer(ids::NOOR, &question, true).await;
    for (track, button, at) in [
        ("analyst", "Start Analyst", "1 of 17"),
        ("newcomer", "Start Newcomer", "2 of 8"),
    ] {
        let offer = office
            .onboard((ids::NOOR, ids::GENERAL), "start", &[("track", track)])
            .await;
        office.pressed(ids::NOOR, &offer, button).await;
        let threads = office.setting.threads(ids::NOOR).await;
        let newest = threads.last().unwrap()["id"].as_str().unwrap();
        let mut shown = office.told_in(newest.parse().unwrap()).await;
        if shown.title().starts_with("Welcome") {
            shown = office.pressed(ids::NOOR, &shown, "Begin ▶").await;
        }
        assert_eq!(at_of(&shown), at);
    }
    office.onboard((ids::NOOR, ids::GENERAL), "stop", &[]).await;
    let (_, shown) = office.tour(ids::NOOR, &[("track", "newcomer")]).await;
    assert_eq!(
        at_of(&shown),
        "2 of 8",
        "starting what was stopped loses nothing"
    );
    office.close().await;
}

#[tokio::test]
async fn what_cannot_be_is_told_with_the_nearest() {
    let mut office = Office::open().await;
    let here = (ids::NOOR, ids::GENERAL);
    for (options, told) in [
        (
            &[("track", "nowhere")][..],
            "There's no tour “nowhere”. Choose one: Analyst, Newcomer, Watch-officer.",
        ),
        (
            &[("track", "newcomer"), ("zone", "Europe/Brusels")],
            "“Europe/Brusels” isn't a time zone I know. Did you mean Europe/Brussels? Use an IANA name such as Europe/Brussels.",
        ),
        (
            &[("track", "newcomer"), ("time", "25:00")],
            "“25:00” isn't a time of day. Try 09:00 or 18:30.",
        ),
    ] {
        let declined = office.onboard(here, "start", options).await;
        assert!(declined.is_private());
        assert_eq!(declined.whole(), told);
    }
    for subcommand in ["continue", "stop"] {
        let declined = office.onboard(here, subcommand, &[]).await;
        assert_eq!(
            declined.whole(),
            "You haven't started a tour yet. Use /onboard start."
        );
    }
    office.close().await;
}

#[tokio::test]
async fn a_table_is_for_those_who_manage_the_server() {
    let mut office = Office::open().await;
    let (_, message) = office.tour(ids::NOOR, &[("track", "newcomer")]).await;
    let question = office.reach_question(ids::NOOR, message).await;
    office.answer(ids::NOOR, &question, false).await;
    let own = office
        .onboard((ids::SAM, ids::GENERAL), "progress", &[])
        .await;
    assert!(!own.description().contains("<@"), "{own:?}");
    let table = office
        .onboard((ids::ADA, ids::GENERAL), "progress", &[])
        .await;
    assert!(table.is_private() && !table.pings());
    let line = format!(
        "0 right, 1 wrong · last on 23 Nov 2026 · taken by <@{}>",
        ids::NOOR
    );
    assert!(table.description().contains(&line), "{table:?}");
    office.close().await;
}
