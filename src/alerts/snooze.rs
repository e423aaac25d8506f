//! For how long *Snooze* puts an alert off.

use jiff::civil::{Time, time};
use jiff::{SignedDuration, Timestamp, ToSpan as _};

use crate::store::Subscription;

/// When a night watch is over, by the channel's clock.
const MORNING: Time = time(8, 0, 0, 0);

/// For how long an alert is put off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::VariantArray)]
pub enum SnoozeLength {
    /// 15 minutes.
    Quarter,
    /// An hour.
    Hour,
    /// Until it is next 08:00 by the channel's clock.
    Morning,
}

impl SnoozeLength {
    /// When the alert comes again, if it is put off at `now`.
    pub(super) fn until(self, now: Timestamp, subscription: &Subscription) -> Timestamp {
        let after = |minutes| now.saturating_add(SignedDuration::from_mins(minutes));
        match self {
            Self::Quarter => after(15).unwrap_or(now),
            Self::Hour => after(60).unwrap_or(now),
            Self::Morning => next_morning(now, subscription).unwrap_or(now),
        }
    }
}

/// `None` at the end of time.
fn next_morning(now: Timestamp, subscription: &Subscription) -> Option<Timestamp> {
    let local = now.to_zoned_datetime(subscription.zone());
    let is_over = local.time() >= MORNING;
    let day = local.date().checked_add(i64::from(is_over).days()).ok()?;
    let morning = day
        .to_datetime(MORNING)
        .to_zoned_datetime(subscription.zone());
    Some(morning.ok()?.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::SubscriptionSpec;

    fn until(length: SnoozeLength, now: &str) -> String {
        let text =
            "channel = 1\nsummits = [\"all\"]\nbefore = [\"1d\"]\ntime_zone = \"Europe/Brussels\"";
        let spec: SubscriptionSpec = toml::from_str(text).expect("a subscription");
        let subscription = Subscription::from_settings(spec, Timestamp::UNIX_EPOCH);
        let now = now.parse().expect("an instant");
        length.until(now, &subscription).to_string()
    }

    #[test]
    fn an_alert_comes_again_after_a_quarter_an_hour_or_at_eight_by_the_channels_clock() {
        use SnoozeLength::{Hour, Morning, Quarter};
        for (length, now, again) in [
            (Quarter, "2026-12-13T02:00:00Z", "2026-12-13T02:15:00Z"),
            (Hour, "2026-12-13T02:00:00Z", "2026-12-13T03:00:00Z"),
            (Morning, "2026-12-13T02:00:00Z", "2026-12-13T07:00:00Z"),
            (Morning, "2026-12-13T07:00:00Z", "2026-12-14T07:00:00Z"),
            // The clock is put back in this night: 08:00 is an hour later.
            (Morning, "2026-10-24T22:00:00Z", "2026-10-25T07:00:00Z"),
        ] {
            assert_eq!(until(length, now), again, "{length:?} at {now}");
        }
    }
}
