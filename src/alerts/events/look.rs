//! A look at one server: Discord is asked which events there are, then for whatever differs.

use std::collections::HashMap;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use super::board::{EventBoard, EventError, FoundEvent};
use super::content::summit_of;
use super::diff::{EventDiff, EventStep, diff};
use super::fates::{Fate, fates};
use super::steps::{Stepper, Taken};
use crate::config::ClockTime;
use crate::knowledge::Knowledge;
use crate::store::{
    EventCalendar, EventCalendarState, EventPause, EventState, ScheduledEvent, Store, StoreError,
};
use clock::SharedClock;

/// How often each server is looked at, though the calendar stays as it is: somebody may have deleted an event.
const LOOK_AGAIN: SignedDuration = SignedDuration::from_hours(24);
/// How long after a refusal it is tried again: somebody may have given the permission.
const TRY_REFUSED_AGAIN: SignedDuration = SignedDuration::from_hours(1);
/// How long after a failure that says nothing about the server.
const TRY_FAILED_AGAIN: SignedDuration = SignedDuration::from_secs(30);

/// What a look at a server came to.
pub(super) enum Look {
    /// It is to be looked at again then.
    Until(Timestamp),
    /// Nothing is asked of Discord before then, of whatever server.
    Everywhere(Timestamp),
    /// Its events are gone, as was wanted.
    Ended,
    /// Another worker has it now.
    Lost,
}

/// What a look needs.
pub(super) struct Looker<'l> {
    pub(super) store: &'l Store,
    pub(super) clock: &'l SharedClock,
    pub(super) knowledge: &'l Knowledge,
    pub(super) day_starts_at: ClockTime,
    pub(super) board: &'l dyn EventBoard,
    /// Who has the server on loan.
    pub(super) worker: &'l str,
    /// Cancelled when nothing new is to be begun.
    pub(super) stop: &'l CancellationToken,
}

impl Looker<'_> {
    /// Brings a server in step, and notes in `calendar` how it stands.
    ///
    /// # Errors
    /// The database cannot be reached; the lease ends by itself.
    pub(super) async fn look(&self, calendar: &mut EventCalendar) -> Result<Look, StoreError> {
        let now = self.clock.now();
        let rows = self.store.scheduled_events(calendar.guild_id).await?;
        let fates = self.fates(calendar, now).await?;
        if is_checked(calendar, now) {
            let remembered: Vec<FoundEvent> = rows
                .iter()
                .filter_map(|row| as_remembered(row, now))
                .collect();
            let EventDiff { steps, .. } = self.compare(calendar, &fates, &rows, &remembered, now);
            if steps.is_empty() {
                return Ok(Look::Until(later(now, LOOK_AGAIN)));
            }
        }
        let found = match self.board.list(calendar.guild_id).await {
            Ok(found) => found,
            Err(error) => return Ok(halted(calendar, &error, now)),
        };
        let diff = self.compare(calendar, &fates, &rows, &found, now);
        calendar.looked_at = Some(now);
        self.carry_out(calendar, diff).await
    }

    /// What the calendar says; nothing is wanted any more where events are turned off.
    async fn fates(
        &self,
        calendar: &EventCalendar,
        now: Timestamp,
    ) -> Result<HashMap<String, Fate>, StoreError> {
        if calendar.state == EventCalendarState::Off {
            return Ok(HashMap::new());
        }
        let locale = self.store.guild_locale(calendar.guild_id).await?;
        let (names, locale) = (&calendar.summits, locale.unwrap_or_default());
        Ok(fates(
            self.knowledge,
            names,
            self.day_starts_at,
            locale,
            now,
        ))
    }

    fn compare(
        &self,
        calendar: &EventCalendar,
        fates: &HashMap<String, Fate>,
        rows: &[ScheduledEvent],
        found: &[FoundEvent],
        now: Timestamp,
    ) -> EventDiff {
        let mut fates = fates.clone();
        if calendar.state == EventCalendarState::On {
            let rows = rows.iter().map(|row| row.summit_id.as_str());
            let found = found.iter().filter(|event| event.is_own);
            let found = found.filter_map(|event| summit_of(&event.description));
            let unread = rows
                .chain(found)
                .filter(|id| self.knowledge.cannot_read_summit(id));
            fates.extend(unread.map(|id| (id.to_owned(), Fate::Unread)));
        }
        diff(&fates, rows, found, now)
    }

    async fn carry_out(
        &self,
        calendar: &mut EventCalendar,
        diff: EventDiff,
    ) -> Result<Look, StoreError> {
        let stepper = Stepper {
            store: self.store,
            clock: self.clock,
            board: self.board,
            worker: self.worker,
            guild: calendar.guild_id,
        };
        let (mut left_out, mut is_full) = (diff.left_out, false);
        for step in diff.steps {
            let now = self.clock.now();
            if self.stop.is_cancelled() {
                return Ok(Look::Until(now));
            }
            if is_full && matches!(step, EventStep::Create { .. }) {
                left_out += 1;
                continue;
            }
            match stepper.take(step).await? {
                Taken::Done => {}
                Taken::Full => {
                    left_out += 1;
                    is_full = true;
                }
                Taken::Halted(error) => return Ok(halted(calendar, &error, now)),
                Taken::Lost => return Ok(Look::Lost),
            }
        }
        if calendar.pause.take().is_some() {
            info!(
                guild = calendar.guild_id,
                "The events of a server can be kept again."
            );
        }
        calendar.detail = None;
        calendar.left_out = u32::try_from(left_out).unwrap_or(u32::MAX);
        Ok(match calendar.state {
            EventCalendarState::On => Look::Until(later(self.clock.now(), LOOK_AGAIN)),
            EventCalendarState::Off => Look::Ended,
        })
    }
}

/// Whether Discord was asked today and all was well, so that it is asked again only if the calendar says something else.
fn is_checked(calendar: &EventCalendar, now: Timestamp) -> bool {
    let day = |at: Timestamp| at.to_zoned_datetime(TimeZone::UTC).date();
    let is_on = calendar.state == EventCalendarState::On;
    let is_well = is_on && calendar.pause.is_none() && calendar.left_out == 0;
    is_well && calendar.looked_at.map(day) == Some(day(now))
}

/// The event of a row, as Discord had it when it was last asked.
fn as_remembered(row: &ScheduledEvent, now: Timestamp) -> Option<FoundEvent> {
    (row.state == EventState::Made).then_some(FoundEvent {
        id: row.event_id?,
        is_own: true,
        is_active: row.sent.starts_at <= now,
        description: row.sent.description.clone(),
    })
}

/// Notes what Discord refused, and says when to try again.
fn halted(calendar: &mut EventCalendar, error: &EventError, now: Timestamp) -> Look {
    let pause = match error {
        EventError::RateLimited { after, everywhere } => {
            let wait = SignedDuration::try_from(*after).unwrap_or(SignedDuration::MAX);
            let until = later(now, wait);
            return if *everywhere {
                Look::Everywhere(until)
            } else {
                Look::Until(until)
            };
        }
        EventError::ForNow(_) => {
            info!(guild = calendar.guild_id, %error, "The events of a server are tried again.");
            return Look::Until(later(now, TRY_FAILED_AGAIN));
        }
        EventError::MissingPermission(_) => EventPause::MissingPermission,
        _ => EventPause::Refused,
    };
    if calendar.pause.replace(pause) != Some(pause) {
        warn!(guild = calendar.guild_id, %error, "The events of a server wait, as Discord refuses.");
    }
    calendar.detail = Some(error.to_string());
    Look::Until(later(now, TRY_REFUSED_AGAIN))
}

fn later(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.saturating_add(by).unwrap_or(Timestamp::MAX)
}
