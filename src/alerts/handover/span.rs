//! What a handover covers: from the last that was signed on the server until now.

use jiff::{SignedDuration, Timestamp};

use crate::store::SignedHandover;

/// What is covered where nobody has signed a handover yet: one shift, of two a day.
const SHIFT: SignedDuration = SignedDuration::from_hours(12);
/// The most that is covered: after a week without a signature, older things are no news to a shift.
const LONGEST: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How far a handover looks ahead.
const AHEAD: SignedDuration = SignedDuration::from_hours(24);

/// From when to when, and who handed over at either end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    /// What happened since then is shown.
    pub(super) from: Timestamp,
    /// When the page is made; of a signed one, when it was signed.
    pub(super) until: Timestamp,
    /// The last handover that was signed before; `None` if there is none.
    pub(super) last: Option<SignedHandover>,
    /// Its own signature; `None` until somebody signs it.
    pub(super) signed: Option<SignedHandover>,
}

impl Span {
    /// What nobody has signed yet, after `last`.
    pub(super) fn since(last: Option<SignedHandover>, until: Timestamp) -> Self {
        let back = |by: SignedDuration| until.saturating_sub(by).unwrap_or(until);
        let from = match &last {
            Some(last) => last.signed_at.clamp(back(LONGEST), until),
            None => back(SHIFT),
        };
        Self {
            from,
            until,
            last,
            signed: None,
        }
    }

    /// The signature of `user` at its end.
    pub(super) fn signature(&self, user: u64) -> SignedHandover {
        SignedHandover {
            number: self.signed_before().saturating_add(1),
            covers_from: self.from,
            signed_at: self.until,
            signed_by: user,
        }
    }

    /// How many handovers of the server were signed before it.
    pub(super) fn signed_before(&self) -> u32 {
        self.last.map_or(0, |last| last.number)
    }

    /// Until when what is due is shown.
    pub(super) fn ahead(&self) -> Timestamp {
        self.until.saturating_add(AHEAD).unwrap_or(self.until)
    }

    /// An alert that nobody took stays on the page until its summit has begun and a handover was signed since, but no longer
    /// than a week: what began by then has been handed over.
    pub(super) fn handed_over_until(&self) -> Timestamp {
        let week_ago = self.until.saturating_sub(LONGEST).unwrap_or(self.until);
        let last = self.last.map(|last| last.signed_at);
        last.map_or(week_ago, |last| last.max(week_ago))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + hours * 3_600).unwrap()
    }

    fn signed(hours: i64) -> SignedHandover {
        SignedHandover {
            number: 4,
            covers_from: at(hours - 12),
            signed_at: at(hours),
            signed_by: 32,
        }
    }

    #[test]
    fn a_handover_covers_what_came_since_the_last_but_at_most_a_week() {
        let from = |last: Option<SignedHandover>| Span::since(last, at(0)).from;
        assert_eq!(from(Some(signed(-8))), at(-8));
        assert_eq!(from(Some(signed(-200))), at(-7 * 24));
        assert_eq!(from(None), at(-12));
        // A clock that was set back covers nothing, rather than what is to come.
        assert_eq!(from(Some(signed(3))), at(0));
    }

    #[test]
    fn the_next_number_is_signed_and_what_follows_begins_where_it_ends() {
        let next = Span::since(Some(signed(-8)), at(0)).signature(33);
        assert_eq!((next.number, next.signed_by), (5, 33));
        assert_eq!((next.covers_from, next.signed_at), (at(-8), at(0)));
        assert_eq!(Span::since(Some(next), at(9)).from, at(0));
    }
}
