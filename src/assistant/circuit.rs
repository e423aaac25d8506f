//! The circuit breaker: a server that fails again and again is left alone for a while, so that no answer waits for it.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// Failures in a row after which the circuit opens: one or two are a hiccup, five are an outage.
const MAX_FAILURES: u32 = 5;
/// How long it stays open. Then one question tries whether the server is back.
const OPEN_FOR: Duration = Duration::from_mins(1);

/// Open while the server is left alone, else closed.
#[derive(Default)]
pub(super) struct Circuit(Mutex<CircuitState>);

#[derive(Default)]
struct CircuitState {
    /// Failures since the last success.
    failures: u32,
    /// Until when the server is left alone; none while the circuit is closed.
    open_until: Option<Instant>,
}

/// A change of the circuit, to be logged once.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Transition {
    Opened,
    Closed,
}

impl Circuit {
    /// Whether the server may be asked now. When the time is up one question may, until it is known how that went.
    pub(super) fn lets_through(&self, now: Instant) -> bool {
        let mut state = self.state();
        match state.open_until {
            Some(end) if now < end => false,
            Some(_) => {
                state.open_until = Some(now + OPEN_FOR);
                true
            }
            None => true,
        }
    }

    /// The server answered. Closes the circuit.
    pub(super) fn succeeded(&self) -> Option<Transition> {
        let mut state = self.state();
        let was_open = state.open_until.is_some();
        *state = CircuitState::default();
        was_open.then_some(Transition::Closed)
    }

    /// The server failed. Opens the circuit if that was once too often, and keeps an open one open.
    pub(super) fn failed(&self, now: Instant) -> Option<Transition> {
        let mut state = self.state();
        state.failures += 1;
        if state.failures < MAX_FAILURES {
            return None;
        }
        let was_open = state.open_until.replace(now + OPEN_FOR).is_some();
        (!was_open).then_some(Transition::Opened)
    }

    fn state(&self) -> std::sync::MutexGuard<'_, CircuitState> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_failures_in_a_row_open_it_for_a_minute() {
        let (circuit, now) = (Circuit::default(), Instant::now());
        for _ in 0..4 {
            assert_eq!(circuit.failed(now), None);
        }
        assert_eq!(
            circuit.succeeded(),
            None,
            "one success, and it is counted anew"
        );
        for _ in 0..4 {
            assert_eq!(circuit.failed(now), None);
        }
        assert!(circuit.lets_through(now));
        assert_eq!(circuit.failed(now), Some(Transition::Opened));
        assert!(!circuit.lets_through(now + OPEN_FOR - Duration::from_millis(1)));
    }

    #[test]
    fn after_that_one_question_tries_and_no_change_is_logged_twice() {
        let (circuit, now) = (Circuit::default(), Instant::now());
        for _ in 0..5 {
            circuit.failed(now);
        }
        let later = now + OPEN_FOR;
        assert!(circuit.lets_through(later));
        assert!(!circuit.lets_through(later), "only one");
        assert_eq!(circuit.failed(later), None, "it was open already");
        assert!(!circuit.lets_through(later + OPEN_FOR - Duration::from_millis(1)));
        assert!(circuit.lets_through(later + OPEN_FOR));
        assert_eq!(circuit.succeeded(), Some(Transition::Closed));
        assert!(circuit.lets_through(later + OPEN_FOR) && circuit.lets_through(later + OPEN_FOR));
    }
}
