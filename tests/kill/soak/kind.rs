//! The table of faults: what goes wrong during a soak, one at a time.

use std::time::Duration;

use strum::{IntoStaticStr, VariantArray};

/// What goes wrong, and ends after some seconds. Its name in the figures is that of the variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub(crate) enum Kind {
    // Of a process.
    Killed,
    KilledWhilePosting,
    Terminated,
    HungUp,
    /// For longer than its lease.
    StoodStill,
    RestartedWithoutGateway,
    RestartedInOutage,
    // Of Discord's answers to posts.
    ServerErrors,
    PageOf400,
    PageOf403,
    PageOf413,
    PageOf502,
    ChannelRefusedOnce,
    Shield,
    ChannelLimit,
    GlobalLimit,
    LimitWithoutJson,
    LimitOfZero,
    StoredThenCut,
    StoredThenHangs,
    Hangs,
    /// A message is stored, its answer is lost, and the history does not say so at once.
    HistoryFails,
    TokenRefused,
    NoncesForgotten,
    // Of the gateway.
    GatewayClosed,
    AskedToReconnect,
    SessionsInvalidated,
    ServerUnavailable,
    BotTimedOut,
    // Of the calendar's files.
    CalendarBroken,
    CalendarEmptied,
    CalendarRemoved,
    SavedTenTimes,
    // Of the database.
    DatabaseLocked,
    DiskFull,
    DatabaseFrozen,
    DatabaseCut,
    // Of people.
    FloodOfMentions,
    SlowCallers,
}

impl Kind {
    /// As the figures have it.
    pub(crate) fn name(self) -> &'static str {
        self.into()
    }

    /// Whether it can happen there.
    pub(crate) fn fits(self, is_postgres: bool, has_disk: bool) -> bool {
        match self {
            Self::DiskFull => has_disk,
            Self::DatabaseFrozen | Self::DatabaseCut => is_postgres,
            _ => true,
        }
    }

    /// How soon after its end every process says that it is ready. Wide, as other work may go on beside.
    pub(crate) fn ready_within(self) -> Duration {
        Duration::from_secs(match self {
            // The token is tried again a minute after each refusal, once something is due.
            Self::TokenRefused => 100,
            _ => 30,
        })
    }

    /// Whether an alert may come to nothing for it: nothing is posted for so long that it is too late.
    pub(crate) fn may_hold_up(self) -> bool {
        !matches!(self, Self::FloodOfMentions | Self::SlowCallers)
    }
}
