//! Where a page wants to move the shown clock.

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

/// Where a page wants to move the shown clock.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ClockMove {
    /// Ahead by this many seconds.
    Seconds(i64),
    /// To an instant.
    To(Timestamp),
}

/// The first moment of 2100. Ids cannot hold times much later.
const LATEST: Timestamp = Timestamp::constant(4_102_444_800, 0);

impl ClockMove {
    /// The instant, seen from `now`; `None` if it is not before [`LATEST`].
    pub(crate) fn from(self, now: Timestamp) -> Option<Timestamp> {
        let to = match self {
            Self::Seconds(seconds) => now.checked_add(SignedDuration::from_secs(seconds)).ok()?,
            Self::To(to) => to,
        };
        (to < LATEST).then_some(to)
    }
}
