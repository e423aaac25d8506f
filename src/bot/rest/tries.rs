//! When an answer to an interaction is sent again: after what may pass, and only as long as Discord still takes it.

use std::time::Duration;

use tokio::time::Instant;

use super::error::RestError;

/// The pause before an answer is sent again for the first time; each further one is twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(150);
/// The longest of these pauses where Discord waits for three seconds: so there is room for six tries.
const MAX_PAUSE: Duration = Duration::from_millis(600);
/// The longest where there is a minute.
const MAX_PAUSE_OF_A_MINUTE: Duration = Duration::from_secs(5);

/// The tries of one answer.
pub(super) struct Tries {
    /// When Discord no longer takes it.
    by: Instant,
    pause: Duration,
    /// The longest pause, known from the first failure on.
    longest: Option<Duration>,
    /// The last failure after which it was sent again.
    last: Option<RestError>,
    /// Whether Discord may have carried one of them out.
    in_doubt: bool,
}

impl Tries {
    /// None has been made yet; the last one begins before `by`.
    pub(super) fn until(by: Instant) -> Self {
        Self {
            by,
            pause: FIRST_PAUSE,
            longest: None,
            last: None,
            in_doubt: false,
        }
    }

    /// Makes the one that is under way the last.
    pub(super) fn end(&mut self, now: Instant) {
        self.by = now;
    }

    /// What follows a try that failed: how long to wait for the next, or `None` if it shows that Discord has the answer.
    ///
    /// # Errors
    /// There is no next one. After a failure that may pass it is that one, whatever the last try came to: Discord says of an
    /// answer that came too late that it knows no such interaction, and not whether an earlier one arrived.
    pub(super) fn after(
        &mut self,
        error: RestError,
        now: Instant,
    ) -> Result<Option<Duration>, RestError> {
        let least = match &error {
            RestError::RateLimited { after, .. } => *after,
            RestError::Ambiguous(_) => {
                self.in_doubt = true;
                Duration::ZERO
            }
            refused if self.in_doubt && refused.is_answered_already() => return Ok(None),
            _ => return Err(self.last.take().unwrap_or(error)),
        };
        let wait = self.pause.max(least);
        if now + wait >= self.by {
            // That one of the tries may have arrived counts for more than that the last one did not.
            let of_doubt = self
                .last
                .take()
                .filter(|last| matches!(last, RestError::Ambiguous(_)));
            return Err(of_doubt.unwrap_or(error));
        }
        let an_eighth = self.by.saturating_duration_since(now) / 8;
        let longest = an_eighth.clamp(MAX_PAUSE, MAX_PAUSE_OF_A_MINUTE);
        self.pause = (self.pause * 2).min(*self.longest.get_or_insert(longest));
        self.last = Some(error);
        Ok(Some(wait))
    }
}

#[cfg(test)]
mod tests {
    use hyper::StatusCode;

    use super::super::error::{Doubt, Refusal};
    use super::*;

    const PATIENCE: Duration = Duration::from_millis(2_600);

    fn refused(status: u16, code: i64) -> Refusal {
        Refusal {
            status: StatusCode::from_u16(status).unwrap(),
            code,
            message: String::new(),
        }
    }

    fn failed() -> RestError {
        Doubt::ServerFailed(refused(503, 0)).into()
    }

    fn limited(millis: u64) -> RestError {
        RestError::RateLimited {
            after: Duration::from_millis(millis),
            everywhere: false,
        }
    }

    fn answered_already() -> RestError {
        RestError::Rejected(refused(400, 40_060))
    }

    fn unknown() -> RestError {
        RestError::Unavailable(refused(404, 10_062))
    }

    /// The pauses, in milliseconds, if every try fails at once.
    fn pauses(patience: Duration) -> Vec<u128> {
        let begin = Instant::now();
        let mut tries = Tries::until(begin + patience);
        let (mut now, mut pauses) = (begin, Vec::new());
        let end = loop {
            match tries.after(failed(), now) {
                Ok(wait) => {
                    let wait = wait.unwrap();
                    now += wait;
                    pauses.push(wait.as_millis());
                }
                Err(error) => break error,
            }
        };
        assert!(matches!(end, RestError::Ambiguous(_)), "{end:?}");
        assert!(now < begin + patience);
        pauses
    }

    #[test]
    fn what_fails_at_once_is_sent_six_times_within_three_seconds_and_not_hammered_for_a_minute() {
        assert_eq!(pauses(PATIENCE), [150, 300, 600, 600, 600]);
        let of_a_minute = pauses(Duration::from_mins(1));
        assert_eq!(of_a_minute[..6], [150, 300, 600, 1_200, 2_400, 4_800]);
        assert!(of_a_minute.len() < 20, "{of_a_minute:?}");
    }

    #[test]
    fn a_limit_is_waited_for_if_it_ends_in_time_and_never_hammered() {
        let now = Instant::now();
        for (asked, waited) in [(0, Some(150)), (900, Some(900)), (2_600, None)] {
            let mut tries = Tries::until(now + PATIENCE);
            let wait = tries.after(limited(asked), now).ok().flatten();
            assert_eq!(wait.map(|wait| wait.as_millis()), waited, "{asked}");
        }
    }

    #[test]
    fn an_answer_that_discord_has_already_is_ours_only_after_a_try_that_may_have_arrived() {
        let now = Instant::now();
        let after = |failures: Vec<RestError>| {
            let mut tries = Tries::until(now + PATIENCE);
            for failure in failures {
                assert!(tries.after(failure, now).unwrap().is_some());
            }
            tries.after(answered_already(), now)
        };
        assert!(matches!(after(vec![failed()]), Ok(None)));
        assert!(matches!(after(vec![failed(), limited(1)]), Ok(None)));
        assert!(matches!(after(vec![]), Err(RestError::Rejected(_))));
        let elsewhere = after(vec![limited(1)]);
        assert!(elsewhere.is_err(), "{elsewhere:?}");
    }

    #[test]
    fn what_may_have_arrived_stays_in_doubt_whatever_is_said_later() {
        let now = Instant::now();
        for last in [unknown(), limited(60_000)] {
            let mut tries = Tries::until(now + PATIENCE);
            tries.after(failed(), now).unwrap();
            let end = tries.after(last, now).unwrap_err();
            assert!(matches!(end, RestError::Ambiguous(_)), "{end:?}");
        }
        let at_once = Tries::until(now + PATIENCE).after(unknown(), now);
        assert!(matches!(at_once, Err(RestError::Unavailable(_))));
    }
}
