//! When an alert that was not posted is tried again, and until when that is worth it.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

pub(super) use crate::alerts::plan::later;
use crate::store::{Alert, AlertKind};

/// How long nothing is posted after a refusal that says nothing about the channel. With the 25 posts that are under way at a
/// time, at most 5,000 are refused in ten minutes; after 10,000 Discord shuts the address out.
/// <https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans>
pub(super) const REFUSED_HOLD: SignedDuration = SignedDuration::from_secs(3);

/// How often it is tried whether a time-out was ended before its time.
const TIME_OUT_LOOK: SignedDuration = SignedDuration::from_mins(5);

/// For how long an alert that is about no summit's beginning is tried: whoever reads it a day later still learns something.
pub(super) const GIVE_UP_AFTER: SignedDuration = SignedDuration::from_hours(24);
/// How much longer an alert is tried that was late already, and how far two clocks may differ: a minute is more than a
/// machine with any time service is ever off.
pub(super) const CLOCK_SKEW: SignedDuration = SignedDuration::from_secs(60);
/// For how long an escalation is tried after it was due, even if the summit begins sooner.
const ESCALATION_WINDOW: SignedDuration = SignedDuration::from_hours(1);
/// The longest pause between two attempts, in milliseconds: after an outage of hours, no alert waits longer than this.
const LONGEST_PAUSE: i64 = 300_000;

/// When an alert is tried again while the bot is timed out until this moment: then, or sooner in case that is ended before.
pub(super) fn after_time_out(until: Timestamp, now: Timestamp) -> Timestamp {
    // Discord's clock may be behind ours.
    let soonest = later(now, SignedDuration::from_secs(5));
    until.clamp(soonest, later(now, TIME_OUT_LOOK))
}

/// Until when it is worth posting after a first attempt failed.
pub(super) fn deadline(alert: &Alert) -> Timestamp {
    let due_at = alert.spec.due_at;
    let at_least = match alert.spec.kind {
        AlertKind::Lead { .. } | AlertKind::Snooze { .. } => {
            later(alert.first_attempt_at.unwrap_or(due_at), CLOCK_SKEW)
        }
        AlertKind::Escalation { .. } => later(due_at, ESCALATION_WINDOW),
        AlertKind::Moved { .. }
        | AlertKind::Cancelled { .. }
        | AlertKind::Removed { .. }
        | AlertKind::Digest { .. }
        | AlertKind::Handover
        | AlertKind::OwnerNotice { .. } => return later(due_at, GIVE_UP_AFTER),
    };
    let begins_at = alert.spec.begins_at;
    begins_at.map_or(at_least, |begins_at| begins_at.max(at_least))
}

/// The same of alerts that go out as one message: as long as it is worth posting for one of them.
pub(super) fn deadline_of_all(alerts: &[Alert]) -> Timestamp {
    let deadlines = alerts.iter().map(deadline);
    deadlines.max().unwrap_or(Timestamp::MIN)
}

/// The pause after a failure at `now`: 1 s, 2 s, 4 s … up to five minutes by the attempts so far, each up to a quarter longer.
/// The quarter comes of the alert's id, so that many that failed together do not come back together.
///
/// To look for a message is no attempt. While that fails, the pause is half of the time since the last attempt, up to 30
/// seconds; once it would be too late to post, up to five minutes.
pub(super) fn pause(alert: &Alert, now: Timestamp) -> SignedDuration {
    let longest = if now >= deadline(alert) {
        SignedDuration::from_millis(LONGEST_PAUSE)
    } else {
        SignedDuration::from_secs(30)
    };
    let last = alert.last_attempt_at.unwrap_or(now);
    let looking = (now.duration_since(last) / 2).min(longest);
    of_attempts(alert).max(looking)
}

fn of_attempts(alert: &Alert) -> SignedDuration {
    let doublings = alert.attempts.clamp(1, 10).saturating_sub(1);
    let full = (1_000_i64 << doublings).min(LONGEST_PAUSE);
    let id = alert.spec.id.bytes();
    let salt = id.fold(alert.attempts, |sum, byte| sum + i64::from(byte));
    SignedDuration::from_millis(full + full * (salt % 26) / 100)
}

/// The time after a wait that Discord asks for. Never less than asked: times are stored in whole milliseconds.
pub(super) fn after(now: Timestamp, wait: Duration) -> Timestamp {
    let wait = SignedDuration::try_from(wait).unwrap_or(GIVE_UP_AFTER);
    later(now, wait + SignedDuration::from_millis(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alerts::delivery::testing::{NOON, lead};

    #[test]
    fn a_time_out_is_waited_for_and_looked_at_every_five_minutes() {
        let after = |seconds| later(NOON, SignedDuration::from_secs(seconds));
        for (ends, again) in [(-30, 5), (60, 60), (86_400, 300)] {
            assert_eq!(after_time_out(after(ends), NOON), after(again));
        }
    }

    #[test]
    fn pauses_double_up_to_five_minutes_and_differ_between_alerts() {
        let seconds = |attempts, id: &str| {
            let mut alert = lead(id);
            alert.attempts = attempts;
            pause(&alert, NOON).as_millis()
        };
        assert!((1_000..=1_250).contains(&seconds(1, "a")));
        assert!((2_000..=2_500).contains(&seconds(2, "a")));
        assert!((256_000..=320_000).contains(&seconds(9, "a")));
        assert!((300_000..=375_000).contains(&seconds(10, "a")));
        assert!((300_000..=375_000).contains(&seconds(1_000, "a")));
        assert_ne!(seconds(5, "a"), seconds(5, "b"));
    }

    #[test]
    fn a_look_that_fails_is_taken_again_less_and_less_often() {
        let mut alert = lead("a");
        (alert.attempts, alert.last_attempt_at) = (1, Some(NOON));
        let seconds = |after: i64| {
            let now = later(NOON, SignedDuration::from_secs(after));
            pause(&alert, now).as_secs()
        };
        assert_eq!([0, 10, 60, 600].map(seconds), [1, 5, 30, 30]);
        let begins_at = alert.spec.begins_at.unwrap();
        let too_late = later(begins_at, SignedDuration::from_hours(1));
        assert_eq!(pause(&alert, too_late).as_secs(), 300);
    }

    #[test]
    fn a_lead_is_tried_until_its_summit_begins_and_a_late_one_for_a_minute_at_least() {
        let mut alert = lead("a");
        assert_eq!(Some(deadline(&alert)), alert.spec.begins_at);
        let late = later(alert.spec.begins_at.unwrap(), SignedDuration::from_secs(5));
        alert.first_attempt_at = Some(late);
        assert_eq!(deadline(&alert), later(late, CLOCK_SKEW));
    }

    #[test]
    fn a_message_about_several_summits_is_tried_until_the_last_of_them_begins() {
        let (first, mut second) = (lead("a"), lead("b"));
        let begins_at = first.spec.begins_at.unwrap();
        let month = later(begins_at, SignedDuration::from_hours(24 * 30));
        second.spec.begins_at = Some(month);
        assert_eq!(deadline_of_all(&[first, second]), month);
    }

    #[test]
    fn a_wait_is_never_cut_short_by_rounding() {
        let until = after(NOON, Duration::from_nanos(1));
        assert!(until.duration_since(NOON) >= SignedDuration::from_millis(1));
        assert_eq!(
            after(NOON, Duration::MAX),
            later(NOON, GIVE_UP_AFTER + SignedDuration::from_millis(1))
        );
    }
}
