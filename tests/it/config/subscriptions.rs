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
fn an_escalation_that_makes_no_sense_is_reported_at_the_key_that_breaks_it() {
    let chain = |steps: &str| subscription(&format!("escalation = [{steps}]"));
    let (backup, lena) = (
        "{ after = \"10m\", role = 8 }",
        "{ after = \"20m\", user = 9 }",
    );
    assert!(load(&chain(&format!("{backup}, {lena}")), &[]).is_ok());
    insta::assert_snapshot!(problems(&chain("{ after = \"10m\" }")), @"attache.toml:5:14: each step of `escalation` names one `role`, one `user`, or has `duty = true`");
    insta::assert_snapshot!(problems(&chain("{ after = \"10m\", role = 8, user = 9 }")), @"attache.toml:5:14: each step of `escalation` names one `role`, one `user`, or has `duty = true`");
    insta::assert_snapshot!(problems(&chain("{ after = \"10m\", roel = 8 }")), @"attache.toml:5:32: unknown key `roel`; did you mean `role`?");
    let wrong = [
        chain(&format!("{lena}, {backup}")),
        chain(backup) + "acknowledge_within = \"30m\"\nescalate_to_role = 8\n",
        subscription("acknowledge_within = \"30m\""),
        subscription("repeat_escalation = \"15m\""),
        chain(backup) + "repeat_escalation = \"5s\"\n",
    ];
    insta::assert_snapshot!(problems(&wrong.concat()), @"
    attache.toml:5:14: each step of `escalation` comes later than the one before; `10m` does not
    attache.toml:10:14: `escalation` stands in place of `acknowledge_within` and `escalate_to_role`; write one or the other
    attache.toml:17:22: `acknowledge_within` needs somebody to call: `escalate_to_role`, or `escalation` in place of both
    attache.toml:22:21: `repeat_escalation` needs an escalation to repeat
    attache.toml:28:21: `repeat_escalation` is at least `1m`, not `5s`
    ");
}

/// A rota in lines 1 to 4, and this below it.
fn rota(more: &str) -> String {
    format!(
        "[[alerts.duty]]\nserver = 1\nname = \"watch\"\ntime_zone = \"Europe/Brussels\"\n{more}\n"
    )
}

const DAY: &str =
    "[[alerts.duty.shift]]\ndays = [\"monday-friday\"]\nhours = \"08:00-20:00\"\nuser = 31";

#[test]
fn a_rota_that_makes_no_sense_is_reported_at_the_key_that_breaks_it() {
    assert!(load(&rota(DAY), &[]).is_ok());
    let night = "\n[[alerts.duty.shift]]\ndays = [\"sunday\"]\nhours = \"20:00-08:30\"\nuser = 32";
    let zone = rota(DAY).replace("Brussels", "Brusels");
    let wrong = rota(&(DAY.to_owned() + night)) + &zone;
    insta::assert_snapshot!(problems(&wrong), @"
    attache.toml:11:9: at monday 08:00 the shift of user 31 is on already
    attache.toml:16:13: there is no time zone `Europe/Brusels`; did you mean `Europe/Brussels`?
    attache.toml:14:10: server 1 has a rota already
    ");
    let days = DAY.replace("monday-friday", "mondays");
    insta::assert_snapshot!(problems(&rota(&days)), @"attache.toml:6:8: `mondays` is no day of the week; write for example `monday` or `monday-friday`");
    let hours = DAY.replace("08:00-20:00", "08:00");
    insta::assert_snapshot!(problems(&rota(&hours)), @"attache.toml:7:9: `08:00` is not a pair of times of day; write for example `08:00-20:00`");
    let on_duty = subscription("escalation = [{ after = \"10m\", duty = true }]");
    insta::assert_snapshot!(problems(&on_duty), @"attache.toml:5:14: `duty = true` needs a rota: add `[[alerts.duty]]`");
    assert!(load(&(rota(DAY) + &on_duty), &[]).is_ok());
}

#[test]
fn an_abbreviation_or_an_offset_leads_to_places_and_never_to_another_offset() {
    let zone = |name: &str| problems(&subscription(&format!("time_zone = \"{name}\"")));
    insta::assert_snapshot!(zone("BST"), @"attache.toml:5:13: `BST` is no place, and only a place says when its clocks change; write a place, such as `Europe/London`, `Asia/Dhaka`");
    insta::assert_snapshot!(zone("IST"), @"attache.toml:5:13: `IST` is no place, and only a place says when its clocks change; write a place, such as `Asia/Kolkata`, `Europe/Dublin`, `Asia/Jerusalem`");
    insta::assert_snapshot!(zone("GMT+2"), @"attache.toml:5:13: `GMT+2` is no place, and only a place says when its clocks change; write a place, such as `Africa/Johannesburg`, `Europe/Kaliningrad`");
}

/// It did so from the first version on.
#[test]
fn a_subscription_that_has_est_goes_on_working_and_is_warned_of() {
    let config = load(&subscription("time_zone = \"EST\""), &[]).unwrap();
    let warning = config.alerts.subscription[0].zone_warning().unwrap();
    insta::assert_snapshot!(warning, @"`EST` is no place, and only a place says when its clocks change, in the subscription of channel 7; write a place, such as `America/New_York`, `America/Toronto`, `America/Panama`, `America/Jamaica`");
    let place = load(&subscription("time_zone = \"America/Panama\""), &[]).unwrap();
    assert_eq!(place.alerts.subscription[0].zone_warning(), None);
}

#[test]
fn a_time_of_no_kind_is_reported() {
    insta::assert_snapshot!(problems(&subscription("quiet_hours = \"22:00\"")), @"attache.toml:5:15: `22:00` is not a pair of times of day; write for example `22:00-06:00`");
    insta::assert_snapshot!(problems(&subscription("weekly_digest = \"пн 08:00\"")), @"attache.toml:5:17: `пн 08:00` is not a time of the week; write for example `monday 08:00`");
    insta::assert_snapshot!(problems(&subscription("acknowledge_within = \"1mo\"")), @"attache.toml:5:22: `1mo` is not a length of time; write for example `30d`, `7d`, `1d`, `2h` or `30m`, up to a year");
    insta::assert_snapshot!(problems("[alerts]\nday_starts_at = \"nine\"\n"), @"attache.toml:2:17: `nine` is not a time of day; write for example `09:00`");
}
