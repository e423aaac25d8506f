//! How long somebody has been waiting when their interaction is heard: Discord takes the first answer for three seconds from
//! the moment that is in the interaction's id.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

/// For how long the quickest interaction says what the two clocks differ by.
const WINDOW: SignedDuration = SignedDuration::from_secs(10);
/// What differs from the clock by more is no moment at which somebody did something.
const PLAUSIBLE: SignedDuration = SignedDuration::from_hours(1);

/// Knows the age of an interaction though the machine's clock may differ from Discord's: the quickest of those that were heard
/// lately counts as new. So a clock that is off drops nothing, and one that is set
/// forward is known to be so after half a minute.
#[derive(Default)]
pub(super) struct Freshness(Mutex<Quickest>);

/// The shortest time between an id and its hearing, now and in the window before.
#[derive(Default)]
struct Quickest {
    current: Option<Window>,
    before: Option<Window>,
}

#[derive(Clone, Copy)]
struct Window {
    since: Timestamp,
    least: SignedDuration,
}

impl Freshness {
    /// How old an interaction was when it was heard.
    pub(super) fn age(&self, begun: Timestamp, heard: Timestamp) -> Duration {
        let delay = heard.duration_since(begun);
        if delay.abs() > PLAUSIBLE {
            return Duration::ZERO;
        }
        let mut quickest = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let least = quickest.note(delay, heard);
        (delay - least).unsigned_abs()
    }
}

impl Quickest {
    /// Notes one, and returns the shortest of late.
    fn note(&mut self, delay: SignedDuration, heard: Timestamp) -> SignedDuration {
        let age = |window: Window| heard.duration_since(window.since);
        let is_of = |window: Window, windows| {
            (SignedDuration::ZERO..WINDOW * windows).contains(&age(window))
        };
        let mut current = match self.current {
            Some(window) if is_of(window, 1) => window,
            ended => {
                self.before = ended.filter(|window| is_of(*window, 2));
                Window {
                    since: heard,
                    least: delay,
                }
            }
        };
        current.least = current.least.min(delay);
        self.current = Some(current);
        let before = self.before.map_or(delay, |window| window.least);
        current.least.min(before)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millisecond(1_800_000_000_000 + millis).unwrap()
    }

    /// Ages in milliseconds of interactions of which each is given as (begun, heard).
    fn ages(clock_is_ahead_by: i64, all: &[(i64, i64)]) -> Vec<u128> {
        let freshness = Freshness::default();
        let age = |(begun, heard): &(i64, i64)| {
            let age = freshness.age(at(*begun), at(*heard + clock_is_ahead_by));
            age.as_millis()
        };
        all.iter().map(age).collect()
    }

    #[test]
    fn an_interaction_is_as_old_as_it_comes_later_than_others_whatever_the_clock_shows() {
        let all = [(0, 50), (1_000, 1_050), (1_000, 4_000), (5_000, 5_080)];
        for ahead in [0, 5_000, -90_000] {
            assert_eq!(ages(ahead, &all), [0, 0, 2_950, 30], "{ahead}");
        }
    }

    #[test]
    fn a_clock_that_is_set_is_known_to_be_so_after_half_a_minute() {
        let all = [
            (0, 50),
            // Set forward by five seconds.
            (1_000, 6_050),
            (12_000, 17_050),
            (23_000, 28_050),
            // And back.
            (24_000, 24_050),
            (25_000, 27_050),
        ];
        assert_eq!(ages(0, &all), [0, 5_000, 5_000, 0, 0, 2_000]);
    }

    #[test]
    fn an_id_that_tells_no_time_is_new() {
        assert_eq!(
            ages(0, &[(0, 50), (-3_700_000, 100), (0, 3_050)]),
            [0, 0, 3_000]
        );
    }
}
