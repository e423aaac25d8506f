//! How Discord takes the bot's requests: whether it accepts the token, how many it refused lately, what keeps the bot from
//! connecting, and by how much its clock differs from this machine's.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::SignedDuration;
use tokio::time::Instant;

/// Discord shuts an address out for everybody after 10,000 refused requests within so long.
/// <https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans>
const WINDOW: Duration = Duration::from_mins(10);
/// After so many refused requests in ten minutes only alerts and the answers to interactions are sent. A tenth of Discord's
/// limit: what shares the address, such as a second bot, may be refused too.
pub const MOST_REFUSED: u32 = 1_000;
/// Refusals that are this near to each other are kept as one number, so that a flood takes no memory.
const GRAIN: Duration = Duration::from_secs(5);
/// A clock that differs by more from Discord's is wrong: an answer is dated to the second, and takes a few.
const MAX_SKEW: SignedDuration = SignedDuration::from_secs(60);
/// So many answers in a row have to say so: one may be kept by what stands before Discord.
const AGREED: u32 = 2;

/// How Discord takes the bot's requests. The moments are those of the process's own clock, which nobody sets.
#[derive(Debug, Default)]
pub struct DiscordBoard(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    token: TokenState,
    /// When, and how many; oldest first.
    refused: VecDeque<(Instant, u32)>,
    /// Whether only alerts and the answers to interactions are sent, as far as was noted.
    is_restricted: bool,
    /// Why the bot has not connected since it started.
    start_problem: Option<String>,
    clock: ClockState,
}

#[derive(Debug, Default)]
struct ClockState {
    /// How far this machine's clock was ahead of Discord's when it last answered.
    ahead: SignedDuration,
    /// How many answers in a row said that it is wrong.
    wrong_in_a_row: u32,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum TokenState {
    /// Discord has accepted none yet.
    #[default]
    Unknown,
    Accepted,
    Refused,
}

impl DiscordBoard {
    /// Notes a request that counts against the address: 401, 403, or 429 unless its scope is shared.
    pub fn note_refused(&self, now: Instant) {
        let mut state = self.state();
        match state.refused.back_mut() {
            Some((at, count)) if now.duration_since(*at) < GRAIN => *count += 1,
            _ => state.refused.push_back((now, 1)),
        }
    }

    /// How many requests were refused in the last ten minutes.
    pub fn refused(&self, now: Instant) -> u32 {
        self.state().count(now)
    }

    /// For how long only alerts and the answers to interactions may be sent; `None` if everything may.
    pub fn restricted_for(&self, now: Instant) -> Option<Duration> {
        let mut state = self.state();
        // So many have to be forgotten.
        let mut above = (state.count(now) + 1).saturating_sub(MOST_REFUSED);
        if above == 0 {
            return None;
        }
        let ends = state.refused.iter().find_map(|(at, count)| {
            above = above.saturating_sub(*count);
            (above == 0).then(|| *at + WINDOW)
        })?;
        Some(ends.saturating_duration_since(now))
    }

    /// Notes whether only alerts and the answers to interactions are sent. Returns whether that is new.
    pub fn set_restricted(&self, is_restricted: bool) -> bool {
        let mut state = self.state();
        std::mem::replace(&mut state.is_restricted, is_restricted) != is_restricted
    }

    /// Notes whether Discord accepts the token. Returns whether that has changed since it first did.
    pub fn set_token_accepted(&self, is_accepted: bool) -> bool {
        let new = if is_accepted {
            TokenState::Accepted
        } else {
            TokenState::Refused
        };
        let mut state = self.state();
        let old = std::mem::replace(&mut state.token, new);
        old != new && old != TokenState::Unknown
    }

    /// Whether Discord does not accept the token.
    pub fn is_token_refused(&self) -> bool {
        self.state().token == TokenState::Refused
    }

    /// Notes why the bot has not connected since it started; `None` if nothing keeps it any more.
    pub fn set_start_problem(&self, problem: Option<String>) {
        self.state().start_problem = problem;
    }

    /// Why the bot has not connected since it started, if Discord said so.
    pub fn start_problem(&self) -> Option<String> {
        self.state().start_problem.clone()
    }

    /// Notes how far this machine's clock is ahead of Discord's, by an answer. Returns whether it is wrong, if that is new.
    pub fn note_clock(&self, ahead: SignedDuration) -> Option<bool> {
        let clock = &mut self.state().clock;
        let was_wrong = clock.wrong_in_a_row >= AGREED;
        clock.ahead = ahead;
        clock.wrong_in_a_row = if ahead.abs() > MAX_SKEW {
            clock.wrong_in_a_row.saturating_add(1)
        } else {
            0
        };
        let is_wrong = clock.wrong_in_a_row >= AGREED;
        (is_wrong != was_wrong).then_some(is_wrong)
    }

    /// How far this machine's clock was ahead of Discord's when it last answered.
    pub fn clock_ahead(&self) -> SignedDuration {
        self.state().clock.ahead
    }

    /// By how much this machine's clock is wrong, as part of a sentence; `None` if it is not.
    pub fn wrong_clock(&self) -> Option<String> {
        let state = self.state();
        let ClockState {
            ahead,
            wrong_in_a_row,
        } = state.clock;
        let by = SignedDuration::from_secs(ahead.abs().as_secs());
        let side = if ahead.is_positive() {
            "ahead of"
        } else {
            "behind"
        };
        (wrong_in_a_row >= AGREED)
            .then(|| format!("the clock of this machine is {by:#} {side} Discord's"))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Forgets what is too old, and counts the rest.
    fn count(&mut self, now: Instant) -> u32 {
        while let Some((at, _)) = self.refused.front()
            && now.duration_since(*at) >= WINDOW
        {
            self.refused.pop_front();
        }
        self.refused.iter().map(|(_, count)| *count).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals_count_for_ten_minutes_and_a_thousand_restrict_what_is_sent() {
        let (board, start) = (DiscordBoard::default(), Instant::now());
        let at = |seconds| start + Duration::from_secs(seconds);
        for second in 0..499 {
            board.note_refused(at(second));
            board.note_refused(at(second));
        }
        board.note_refused(at(499));
        assert_eq!(board.refused(at(499)), 999);
        assert_eq!(board.restricted_for(at(499)), None);
        board.note_refused(at(500));
        assert_eq!(board.refused(at(500)), 1_000);
        // The oldest ten are of the first five seconds.
        assert_eq!(
            board.restricted_for(at(500)),
            Some(Duration::from_secs(100))
        );
        assert_eq!(board.restricted_for(at(600)), None);
        assert_eq!(board.refused(at(600)), 990);
        assert_eq!(board.refused(at(1_200)), 0);
    }

    #[test]
    fn a_token_that_was_never_accepted_is_no_news() {
        let board = DiscordBoard::default();
        assert!(!board.set_token_accepted(false) && board.is_token_refused());
        let board = DiscordBoard::default();
        assert!(!board.set_token_accepted(true));
        assert!(board.set_token_accepted(false) && !board.set_token_accepted(false));
        assert!(board.set_token_accepted(true) && !board.is_token_refused());
    }

    #[test]
    fn a_clock_is_wrong_if_two_answers_in_a_row_are_a_minute_off() {
        let board = DiscordBoard::default();
        let note = |seconds| board.note_clock(SignedDuration::from_secs(seconds));
        assert_eq!(
            (note(60), note(-60), board.wrong_clock()),
            (None, None, None)
        );
        assert_eq!((note(18_000), note(0), note(-61)), (None, None, None));
        assert_eq!(note(-3_661), Some(true));
        let behind = "the clock of this machine is 1h 1m 1s behind Discord's";
        assert_eq!(board.wrong_clock().as_deref(), Some(behind));
        assert_eq!(note(18_000), None);
        let ahead = "the clock of this machine is 5h ahead of Discord's";
        assert_eq!(board.wrong_clock().as_deref(), Some(ahead));
        assert_eq!((note(1), board.wrong_clock()), (Some(false), None));
    }
}
