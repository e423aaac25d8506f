//! Clocks wake whoever waits for them when they are moved, and only then. No test sleeps: the waits are polled by hand.

#![cfg(test)]

use std::task::{Context, Poll, Waker};

use super::*;

const NOON: &str = "2026-11-23T12:00:00Z";

fn noon() -> Timestamp {
    NOON.parse().unwrap()
}

fn hours(hours: i64) -> SignedDuration {
    SignedDuration::from_hours(hours)
}

fn is_over(wait: &mut Until<'_>) -> bool {
    wait.as_mut().poll(&mut Context::from_waker(Waker::noop())) == Poll::Ready(())
}

#[test]
fn a_manual_clock_ends_a_wait_when_it_is_moved_far_enough() {
    let clock = ManualClock::at(noon());
    let mut wait = clock.until(noon() + hours(2));
    assert!(!is_over(&mut wait));
    clock.advance(hours(1));
    assert!(!is_over(&mut wait));
    clock.advance(hours(1));
    assert!(is_over(&mut wait));
    assert!(is_over(&mut clock.until(noon())), "what has passed is over");
}

#[test]
fn a_movable_clock_goes_on_from_where_it_was_moved() {
    let base = Arc::new(ManualClock::at(noon()));
    let clock = MovableClock::over(base.clone());
    assert_eq!(clock.now(), noon());
    clock.go_to(noon() + hours(48));
    base.advance(hours(1));
    assert_eq!(clock.now(), noon() + hours(49));
    clock.advance(hours(24));
    assert_eq!(
        (clock.now(), clock.offset()),
        (noon() + hours(73), hours(72))
    );
    assert_eq!(clock.today().to_string(), "2026-11-26");
}

#[test]
fn a_movable_clock_ends_a_wait_when_it_is_moved_and_when_time_passes() {
    let base = Arc::new(ManualClock::at(noon()));
    let clock = MovableClock::over(base.clone());
    let mut wait = clock.until(noon() + hours(5));
    assert!(!is_over(&mut wait));
    clock.advance(hours(3));
    assert!(!is_over(&mut wait));
    base.advance(hours(1));
    assert!(!is_over(&mut wait));
    base.advance(hours(1));
    assert!(is_over(&mut wait));
    let mut wait = clock.until(noon() + hours(24));
    clock.go_to(noon() + hours(24));
    assert!(is_over(&mut wait));
}

/// A clock that goes by the runtime's, which a test can hold.
struct PausedClock(time::Instant);

impl Clock for PausedClock {
    fn now(&self) -> Timestamp {
        noon() + SignedDuration::try_from(self.0.elapsed()).unwrap()
    }
}

#[tokio::test(start_paused = true)]
async fn a_running_clock_sleeps_to_the_instant_and_not_beyond() {
    let clock = PausedClock(time::Instant::now());
    let at = noon() + SignedDuration::from_millis(3_600_250);
    clock.until(at).await;
    assert_eq!(clock.now(), at);
}

#[tokio::test(start_paused = true)]
async fn a_moved_clock_wakes_a_sleeper_at_once() {
    let begun = time::Instant::now();
    let clock = MovableClock::over(Arc::new(PausedClock(begun)));
    let mover = async { clock.advance(hours(24)) };
    tokio::join!(clock.until(noon() + hours(24)), mover);
    assert_eq!(begun.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_was_set_while_somebody_sleeps_is_noticed_within_a_second() {
    struct Stepped(time::Instant);
    impl Clock for Stepped {
        fn now(&self) -> Timestamp {
            let is_set = self.0.elapsed() >= Duration::from_millis(500);
            noon() + hours(if is_set { 24 } else { 0 })
        }
    }
    let begun = time::Instant::now();
    Stepped(begun).until(noon() + hours(24)).await;
    assert_eq!(begun.elapsed(), POLL_INTERVAL);
}
