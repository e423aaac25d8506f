//! `[[alerts.subscription]]`: what a subscription of the settings must not ask for.

use super::{load, problems};

/// A subscription with this line in it, in lines 1 to 5.
fn subscription(line: &str) -> String {
    format!(
        "[[alerts.subscription]]\nchannel = 7\nsummits = [\"g20\"]\nbefore = [\"1d\"]\n{line}\n"
    )
}

#[test]
fn every_broken_subscription_is_reported_at_the_key_that_breaks_it() {
    let zone = subscription("time_zone = \"Europe/Brusels\"");
    let escalation = subscription("escalate_to_role = 8");
    assert!(load(&subscription("time_zone = \"Europe/Brussels\""), &[]).is_ok());
    insta::assert_snapshot!(problems(&(zone + &escalation)), @"
    attache.toml:5:13: there is no time zone `Europe/Brusels`; did you mean `Europe/Brussels`?
    attache.toml:10:20: `escalate_to_role` needs `acknowledge_within`, such as `30m`
    ");
}

#[test]
fn a_time_of_no_kind_is_reported() {
    insta::assert_snapshot!(problems(&subscription("quiet_hours = \"22:00\"")), @"attache.toml:5:15: `22:00` is not a pair of times of day; write for example `22:00-06:00`");
    insta::assert_snapshot!(problems(&subscription("weekly_digest = \"пн 08:00\"")), @"attache.toml:5:17: `пн 08:00` is not a time of the week; write for example `monday 08:00`");
    insta::assert_snapshot!(problems(&subscription("acknowledge_within = \"1mo\"")), @"attache.toml:5:22: `1mo` is not a length of time; write for example `30d`, `7d`, `1d`, `2h` or `30m`, up to a year");
    insta::assert_snapshot!(problems("[alerts]\nday_starts_at = \"nine\"\n"), @"attache.toml:2:17: `nine` is not a time of day; write for example `09:00`");
}
