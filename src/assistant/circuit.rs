use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// So many failures in a row, and the server is left alone.
const MOST_FAILURES: u32 = 5;
/// For so long; then one question tries whether it is back.
const REST: Duration = Duration::from_secs(60);

/// Leaves a server alone that fails again and again, so that nobody waits for it.
#[derive(Default)]
pub(super) struct Circuit(Mutex<State>);

#[derive(Default)]
struct State {
    failures: u32,
    rests_until: Option<Instant>,
}

/// What is to be told, once.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum News {
    LeftAlone,
    Back,
}

impl Circuit {
    /// Whether the server may be asked now. After its rest only one may, until it is known how that went.
    pub(super) fn lets_through(&self, now: Instant) -> bool {
        let mut state = self.state();
        match state.rests_until {
            Some(end) if now < end => false,
            Some(_) => {
                state.rests_until = Some(now + REST);
                true
            }
            None => true,
        }
    }

    pub(super) fn succeeded(&self) -> Option<News> {
        let mut state = self.state();
        let was_left_alone = state.rests_until.is_some();
        *state = State::default();
        was_left_alone.then_some(News::Back)
    }

    pub(super) fn failed(&self, now: Instant) -> Option<News> {
        let mut state = self.state();
        state.failures += 1;
        if state.failures < MOST_FAILURES {
            return None;
        }
        let was_left_alone = state.rests_until.replace(now + REST).is_some();
        (!was_left_alone).then_some(News::LeftAlone)
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_failures_in_a_row_and_it_rests_for_a_minute() {
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
        assert_eq!(circuit.failed(now), Some(News::LeftAlone));
        assert!(!circuit.lets_through(now + REST - Duration::from_millis(1)));
    }

    #[test]
    fn after_the_rest_one_tries_and_nothing_is_told_twice() {
        let (circuit, now) = (Circuit::default(), Instant::now());
        for _ in 0..5 {
            circuit.failed(now);
        }
        let later = now + REST;
        assert!(circuit.lets_through(later));
        assert!(!circuit.lets_through(later), "only one");
        assert_eq!(circuit.failed(later), None, "that was told");
        assert!(!circuit.lets_through(later + REST - Duration::from_millis(1)));
        assert!(circuit.lets_through(later + REST));
        assert_eq!(circuit.succeeded(), Some(News::Back));
        assert!(circuit.lets_through(later + REST) && circuit.lets_through(later + REST));
    }
}
