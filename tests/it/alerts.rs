//! What is planned, from the shipped knowledge and from subscriptions as the settings have them.

use std::collections::HashSet;

use attache::alerts::{check, diff};
use attache::config::{AlertsConfig, SubscriptionSpec};
use attache::knowledge::{Knowledge, load};
use attache::store::{AlertKind, AlertSpec};
use jiff::Timestamp;
use test_support::alerts;

use crate::support::folder::{TODAY, shipped};

fn knowledge() -> Knowledge {
    load(&shipped(), TODAY).unwrap().knowledge
}

/// A subscription of channel 7.
fn subscription(lines: &str) -> SubscriptionSpec {
    alerts::subscription(&format!("channel = 7\n{lines}"))
}

fn now() -> Timestamp {
    "2026-11-23T12:00:00Z".parse().unwrap()
}

/// The alerts of these subscriptions to the shipped summits.
fn planned(subscriptions: &[&str], from: Timestamp) -> Vec<AlertSpec> {
    let specs: Vec<SubscriptionSpec> = subscriptions.iter().copied().map(subscription).collect();
    alerts::planned(&knowledge(), &alerts::of_settings(&specs, from), from)
}

fn listed(alerts: &[AlertSpec]) -> String {
    let lines = alerts.iter().map(|alert| {
        let AlertKind::Lead { before } = &alert.kind else {
            panic!("{alert:?}")
        };
        let channel = alert.destination.channel_id().unwrap();
        let summit = alert.summit_id.as_deref().unwrap();
        format!("{} {channel} {summit} {before}", alert.due_at)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Miami is five hours behind UTC in December, and a summit known to the day begins at its 09:00.
#[test]
fn each_lead_is_counted_from_nine_in_the_morning_at_the_venue() {
    let g20 = planned(
        &["summits = [\"g20-2026\"]\nbefore = [\"30d\", \"7d\", \"1d\", \"2h\", \"50s\", \"0s\"]"],
        now(),
    );
    insta::assert_snapshot!(listed(&g20), @"
    2026-12-07T14:00:00Z 7 g20-2026 7d
    2026-12-13T14:00:00Z 7 g20-2026 1d
    2026-12-14T12:00:00Z 7 g20-2026 2h
    2026-12-14T13:59:10Z 7 g20-2026 50s
    2026-12-14T14:00:00Z 7 g20-2026 0s
    ");
}

#[test]
fn what_the_quiet_hours_hold_back_comes_at_their_end_unless_the_summit_would_be_missed() {
    let quiet =
        "summits = [\"g20-2026\"]\ntime_zone = \"Europe/Brussels\"\nquiet_hours = \"13:30-16:00\"";
    let alerts = planned(&[&format!("{quiet}\nbefore = [\"1d\", \"1h\"]")], now());
    // 1d: 15:00 in Brussels, held to 16:00. 1h: 14:00, and 16:00 would be an hour late.
    insta::assert_snapshot!(listed(&alerts), @"
    2026-12-13T15:00:00Z 7 g20-2026 1d
    2026-12-14T13:00:00Z 7 g20-2026 1h
    ");
}

#[test]
fn an_organization_a_summit_and_all_name_what_they_say() {
    let of = |names: &str| {
        let alerts = planned(&[&format!("summits = [{names}]\nbefore = [\"1h\"]")], now());
        alerts
            .into_iter()
            .filter_map(|alert| alert.summit_id)
            .collect::<HashSet<_>>()
    };
    let knowledge = knowledge();
    assert_eq!(of("\"g20-2026\""), HashSet::from(["g20-2026".to_owned()]));
    assert!(of("\"g20\"").is_superset(&of("\"g20-2026\"")));
    let all = of("\"all\"");
    assert!(all.is_superset(&of("\"g20\"")) && all.len() >= of("\"g20\"").len());
    for id in all {
        let dates = knowledge.summit(&id).unwrap().dates().unwrap();
        assert!(
            dates.can_be_counted_down(),
            "{id} is known to the month only"
        );
    }
}

/// The handovers of these subscriptions, in the order of their posting.
fn handovers(alerts: &[AlertSpec]) -> Vec<String> {
    let handovers = alerts.iter().filter(|one| one.kind == AlertKind::Handover);
    handovers.map(|one| one.due_at.to_string()).collect()
}

/// In Brussels clocks go forward at 02:00 on 28 March 2027, and back at 03:00 on 31 October.
#[test]
fn a_handover_comes_at_its_hours_by_the_clock_of_the_channel_and_quiet_hours_do_not_hold_it_back() {
    let of = |hours: &str, from: &str| {
        let lines = format!(
            "summits = [\"g20\"]\nbefore = [\"1d\"]\ntime_zone = \"Europe/Brussels\"\n\
             quiet_hours = \"22:00-09:00\"\nhandover = [{hours}]"
        );
        handovers(&planned(&[&lines], from.parse().unwrap()))
    };
    assert_eq!(
        of("\"20:00\", \"08:00\", \"8:00\"", "2027-03-27T07:00:00Z"),
        [
            "2027-03-27T07:00:00Z",
            "2027-03-27T19:00:00Z",
            "2027-03-28T06:00:00Z",
            "2027-03-28T18:00:00Z",
            "2027-03-29T06:00:00Z",
        ]
    );
    // An hour that is skipped comes as much later; of one that comes twice, the first counts.
    let spring = of("\"02:30\"", "2027-03-28T00:00:00Z");
    assert_eq!(spring, ["2027-03-28T01:30:00Z", "2027-03-29T00:30:00Z"]);
    let autumn = of("\"02:30\"", "2027-10-31T00:00:00Z");
    assert_eq!(autumn, ["2027-10-31T00:30:00Z", "2027-11-01T01:30:00Z"]);
}

/// They are planned for two days, so what was planned from the last heartbeat on may end before the present.
#[test]
fn the_handovers_around_the_present_are_planned_after_any_downtime() {
    let from = now();
    let spec = subscription("summits = [\"g20\"]\nbefore = [\"1d\"]\nhandover = [\"08:00\"]");
    let subscriptions = alerts::of_settings([&spec], from);
    let later = "2026-11-28T09:00:00Z".parse().unwrap();
    let day_starts_at = AlertsConfig::default().day_starts_at;
    let diff = diff(
        &knowledge(),
        &subscriptions,
        day_starts_at,
        &[],
        from,
        later,
    );
    let planned = handovers(&diff.add);
    // The last that was missed, and the next.
    let recent = ["2026-11-28T08:00:00Z", "2026-11-29T08:00:00Z"];
    assert!(planned.ends_with(&recent.map(str::to_owned)), "{planned:?}");
    let ids: HashSet<&str> = diff.add.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids.len(), diff.add.len());
}

#[test]
fn planning_again_and_later_finds_the_same_alerts() {
    let wants = [
        "summits = [\"all\"]\nbefore = [\"30d\", \"1d\", \"2h\"]",
        "summits = [\"g20\"]\nbefore = [\"1d\"]",
    ];
    let first = planned(&wants, now());
    assert_eq!(planned(&wants, now()), first);
    let ids: HashSet<&str> = first.iter().map(|alert| alert.id.as_str()).collect();
    assert_eq!(ids.len(), first.len(), "an identity stands for one alert");
    assert!(first.is_sorted_by_key(|alert| alert.due_at));
    for alert in &first {
        assert_eq!(
            alert.id.len(),
            24,
            "Discord's nonce has at most 25 characters"
        );
        let from_here = planned(&wants, alert.due_at);
        assert!(
            from_here.contains(alert),
            "what is due now is still planned"
        );
    }
}

#[test]
fn a_lead_written_in_another_way_or_twice_is_one_alert() {
    let of = |before: &str| {
        planned(
            &[&format!("summits = [\"g20-2026\"]\nbefore = [{before}]")],
            now(),
        )
    };
    assert_eq!(of("\"1d\", \"1 day\", \"1d\""), of("\"1d\""));
    assert_eq!(of("\"2h\"").len(), 1);
}

#[test]
fn a_subscription_of_nothing_there_is_and_the_same_twice_are_told() {
    let knowledge = knowledge();
    let wrong = [
        subscription("summits = [\"g20\", \"scoo\"]\nbefore = [\"1d\"]"),
        subscription("summits = [\"sco\"]\nbefore = [\"1d\"]"),
        subscription("summits = [\"sco\"]\nbefore = [\"2d\"]"),
    ];
    let told: Vec<String> = check(&wrong, &knowledge)
        .iter()
        .map(ToString::to_string)
        .collect();
    insta::assert_snapshot!(told.join("\n"), @"
    the subscription of channel 7 names `scoo`, which is no organization, series or summit; did you mean `sco`?; `attache summits --json` lists them as `id`, `organization` and `series`
    channel 7 subscribes to sco twice; put all of `before` into one of the two
    ");
    assert_eq!(check(&wrong[1..2], &knowledge), []);
}

#[test]
fn what_is_no_length_of_time_or_no_quiet_is_told_with_an_example() {
    for (line, told) in [
        (
            "before = [\"banana\"]",
            "`banana` is not a length of time; write for example `30d`",
        ),
        ("before = [\"-1d\"]", "`-1d` is not a length of time"),
        ("before = [\"1mo\"]", "`1mo` is not a length of time"),
        ("before = [\"367d\"]", "`367d` is not a length of time"),
        (
            "before = [\"1d\"]\nquiet_hours = \"22-6\"",
            "`22-6` is not a pair of times of day; write for example `22:00-06:00`",
        ),
        (
            "before = [\"1d\"]\nquiet_hours = \"22:00-22:00\"",
            "`22:00-22:00` is not a pair of times of day",
        ),
        (
            "before = [\"1d\"]\nescalate = 3",
            "unknown field `escalate`",
        ),
    ] {
        let text = format!("channel = 7\nsummits = [\"sco\"]\n{line}");
        let error = toml::from_str::<SubscriptionSpec>(&text)
            .unwrap_err()
            .to_string();
        assert!(error.contains(told), "{told}: {error}");
    }
}
