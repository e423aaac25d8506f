//! When quiet hours end: alerts that fall into them are held back until then, unless the summit would be missed.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

use crate::config::QuietHours;
use crate::store::{Alert, Subscription};

/// The end of the quiet that `at` falls into, or `at` itself. Where clocks change, by the wall clock.
pub(super) fn end_of_quiet(at: Timestamp, quiet: QuietHours, zone: &TimeZone) -> Timestamp {
    let local = at.to_zoned_datetime(zone.clone());
    let time = local.time();
    let is_over_midnight = quiet.from > quiet.to;
    let is_quiet = if is_over_midnight {
        time >= quiet.from || time < quiet.to
    } else {
        time >= quiet.from && time < quiet.to
    };
    if !is_quiet {
        return at;
    }
    let ends_tomorrow = is_over_midnight && time >= quiet.from;
    let day = if ends_tomorrow {
        local.date().saturating_add(1.day())
    } else {
        local.date()
    };
    // Where the clock shows the end twice, the second: the first would be quiet again.
    zone.to_ambiguous_zoned_datetime(day.to_datetime(quiet.to))
        .later()
        .map_or(at, |end| end.timestamp())
}

/// When something that is due at `due_at` is posted: at the end of the quiet hours of its subscription, unless that would be
/// too late for what it is about, which is worth being woken for.
pub(super) fn held_back(
    due_at: Timestamp,
    begins_at: Option<Timestamp>,
    subscription: &Subscription,
) -> Timestamp {
    let held = subscription.spec.quiet_hours.map_or(due_at, |quiet| {
        end_of_quiet(due_at, quiet, &subscription.zone())
    });
    if begins_at.is_none_or(|begins_at| held < begins_at) {
        held
    } else {
        due_at
    }
}

/// The same for a message about several summits, which must not come after the first of them that begins later than `from`.
pub(super) fn held_back_for_all(
    due_at: Timestamp,
    alerts: &[Alert],
    from: Timestamp,
    subscription: &Subscription,
) -> Timestamp {
    let begins = alerts.iter().filter_map(|alert| alert.spec.begins_at);
    let soonest = begins.filter(|begins_at| *begins_at > from).min();
    held_back(due_at, soonest, subscription)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::find_zone;

    #[track_caller]
    fn ends(quiet: &str, at: &str, end: &str) {
        let zone = find_zone("Europe/Brussels").unwrap();
        let found = end_of_quiet(at.parse().unwrap(), quiet.parse().unwrap(), &zone);
        assert_eq!(found, end.parse().unwrap(), "{quiet} at {at}");
    }

    #[test]
    fn the_first_quiet_minute_is_held_back_and_the_first_after_is_not() {
        let (before, after) = ("2026-12-07T20:59:59Z", "2026-12-08T05:00:00Z");
        ends("22:00-06:00", before, before);
        ends("22:00-06:00", "2026-12-07T21:00:00Z", after);
        ends("22:00-06:00", "2026-12-08T04:59:59Z", after);
        ends("22:00-06:00", after, after);
        ends(
            "12:00-13:00",
            "2026-12-07T11:30:00Z",
            "2026-12-07T12:00:00Z",
        );
        ends(
            "12:00-13:00",
            "2026-12-07T21:30:00Z",
            "2026-12-07T21:30:00Z",
        );
    }

    #[test]
    fn a_night_in_which_clocks_change_ends_by_the_wall_clock() {
        ends(
            "22:00-06:00",
            "2027-03-27T22:00:00Z",
            "2027-03-28T04:00:00Z",
        );
        ends(
            "22:00-06:00",
            "2027-10-30T21:00:00Z",
            "2027-10-31T05:00:00Z",
        );
        // 02:30 comes twice in that night.
        ends(
            "22:00-02:30",
            "2027-10-30T21:00:00Z",
            "2027-10-31T01:30:00Z",
        );
        ends(
            "22:00-02:30",
            "2027-10-31T01:15:00Z",
            "2027-10-31T01:30:00Z",
        );
        // 02:30 is skipped in that night; it is read by the offset before, 03:30 on the new clock.
        ends(
            "22:00-02:30",
            "2027-03-27T22:00:00Z",
            "2027-03-28T01:30:00Z",
        );
    }
}
