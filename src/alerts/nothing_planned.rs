//! What is ahead of a subscription, and if nothing is, which of the reasons holds.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::plan::begins;
use crate::calendar::before;
use crate::config::ClockTime;
use crate::document::Precision;
use crate::knowledge::{Knowledge, Standing, Summit, SummitStatus};
use crate::store::Subscription;

/// What is ahead of a subscription.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ahead {
    /// When the next alert is due.
    Next(Timestamp),
    /// The calendar has nothing for it.
    Nothing(NothingPlanned),
    /// Something is to be planned, and is not yet.
    Unplanned,
}

/// Why an active subscription has no alert ahead. Each names the summit by its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NothingPlanned {
    /// All that is asked for before the next summit has passed, posted or not.
    TooLate {
        /// The summit.
        summit: String,
    },
    /// The next summit is known to the month or the year.
    NoExactDate {
        /// The summit.
        summit: String,
    },
    /// The only summit is cancelled.
    Cancelled {
        /// The summit.
        summit: String,
    },
    /// The only summit has begun.
    Begun {
        /// The summit.
        summit: String,
    },
    /// The only summit is over.
    Over {
        /// The summit.
        summit: String,
    },
    /// Of several summits, or of none, none is ahead.
    NoneAhead,
}

impl Subscription {
    /// What is ahead of it at `now`, given the alert that is due next.
    pub(super) fn ahead(
        &self,
        next: Option<Timestamp>,
        knowledge: &Knowledge,
        day_starts_at: ClockTime,
        now: Timestamp,
    ) -> Ahead {
        if let Some(next) = next {
            return Ahead::Next(next);
        }
        let covered = knowledge.summits().filter(|summit| self.covers(summit));
        let covered: Vec<&Summit> = covered.collect();
        let exact = covered.iter().filter_map(|summit| {
            let begins = begins(summit, day_starts_at)?;
            (begins.timestamp() > now).then_some((begins, *summit))
        });
        if let Some((begins, summit)) = exact.min_by_key(|(begins, _)| begins.timestamp()) {
            let is_ahead = |lead: &crate::config::Lead| {
                before(&begins, lead.0).is_ok_and(|due| due.timestamp() > now)
            };
            return if self.spec.before.iter().any(is_ahead) {
                Ahead::Unplanned
            } else {
                let summit = summit.id.clone();
                Ahead::Nothing(NothingPlanned::TooLate { summit })
            };
        }
        Ahead::Nothing(why_nothing(&covered, now))
    }
}

/// Why none of these summits can be counted down.
fn why_nothing(covered: &[&Summit], now: Timestamp) -> NothingPlanned {
    let today = now.to_zoned_datetime(TimeZone::UTC).date();
    let is_inexact = |summit: &&&Summit| {
        let is_off = summit.status == SummitStatus::Cancelled;
        let is_coarse = summit
            .start
            .is_none_or(|start| start.precision() < Precision::Day);
        let is_to_come = matches!(summit.standing(today), Standing::Ahead | Standing::Undated);
        !is_off && is_coarse && is_to_come
    };
    if let Some(summit) = covered.iter().find(is_inexact) {
        let summit = summit.id.clone();
        return NothingPlanned::NoExactDate { summit };
    }
    // Of several, the last to be over says nothing about the rest.
    let [only] = covered else {
        return NothingPlanned::NoneAhead;
    };
    let summit = only.id.clone();
    match (only.status, only.standing(today)) {
        (SummitStatus::Cancelled, _) => NothingPlanned::Cancelled { summit },
        (_, Standing::Ahead) => NothingPlanned::Begun { summit },
        _ => NothingPlanned::Over { summit },
    }
}
