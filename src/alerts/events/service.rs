//! What managers ask for, and the look at each server that is due: Discord is asked which events there are, and then for what
//! differs. What is asked for is on record before.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use jiff::civil::Date;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::board::EventBoard;
use super::diff::MAX_EVENTS;
use super::fates::{Fate, fates};
use super::look::{Look, Looker};
use super::standing::EventStanding;
use super::steps::LEASE;
use crate::alerts::subscription::covers;
use crate::config::ClockTime;
use crate::knowledge::{Library, Summit, SummitStatus};
use crate::store::{Store, StoreError};
use crate::text::Locale;
use clock::SharedClock;

/// The scheduled events of all servers.
pub struct EventService {
    store: Store,
    library: Arc<Library>,
    clock: SharedClock,
    day_starts_at: ClockTime,
    wake: Notify,
    /// The day on which every server was last asked for; `None` if the calendar has changed since.
    requested_on: Mutex<Option<Date>>,
}

impl EventService {
    /// A service for which nothing has been looked at yet.
    pub fn new(
        store: Store,
        library: Arc<Library>,
        clock: SharedClock,
        day_starts_at: ClockTime,
    ) -> Self {
        Self {
            store,
            library,
            clock,
            day_starts_at,
            wake: Notify::new(),
            requested_on: Mutex::default(),
        }
    }

    /// Keeps the events of these summits on a server from now on.
    ///
    /// # Errors
    /// The database cannot be reached; all stays as it was.
    pub async fn turn_on(&self, guild: u64, summits: &[String]) -> Result<(), StoreError> {
        let now = self.clock.now();
        self.store.turn_events_on(guild, summits, now).await?;
        self.wake.notify_one();
        Ok(())
    }

    /// Has the bot's events of a server deleted. Returns whether it had wanted some.
    ///
    /// # Errors
    /// The database cannot be reached; all stays as it was.
    pub async fn turn_off(&self, guild: u64) -> Result<bool, StoreError> {
        let now = self.clock.now();
        let was_on = self.store.turn_events_off(guild, now).await?;
        self.wake.notify_one();
        Ok(was_on)
    }

    /// How the events of a server stand; `None` if it wants none.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn standing(&self, guild: u64) -> Result<Option<EventStanding>, StoreError> {
        let Some(calendar) = self.store.event_calendar(guild).await? else {
            return Ok(None);
        };
        let knowledge = self.library.current();
        let is_undated = |summit: &&Summit| {
            let is_off = matches!(summit.status, SummitStatus::Cancelled | SummitStatus::Held);
            let dates = summit.dates();
            !is_off && dates.is_none_or(|dates| !dates.can_be_counted_down())
        };
        let covered = knowledge
            .summits()
            .filter(|one| covers(&calendar.summits, one));
        Ok(Some(EventStanding {
            undated: covered.filter(is_undated).count(),
            events: self.store.scheduled_events(guild).await?,
            calendar,
        }))
    }

    /// How many events these summits are to have, while this many on a server are not the bot's; and how many have no room.
    pub fn expected(&self, summits: &[String], foreign: usize) -> (usize, usize) {
        let (knowledge, now) = (self.library.current(), self.clock.now());
        let fates = fates(
            &knowledge,
            summits,
            self.day_starts_at,
            Locale::default(),
            now,
        );
        let is_to_come =
            |fate: &&Fate| matches!(fate, Fate::Wanted(content) if content.starts_at > now);
        let to_come = fates.values().filter(is_to_come).count();
        let room = MAX_EVENTS.saturating_sub(foreign);
        (to_come.min(room), to_come.saturating_sub(room))
    }

    /// Has every server compared with the calendar, soon.
    pub fn request(&self) {
        *self.requested_on() = None;
        self.wake.notify_one();
    }

    /// Ready when there may be something to do sooner than expected.
    pub async fn woken(&self) {
        self.wake.notified().await;
    }

    /// Looks at every server that is due, one after the other, until `stop` is cancelled. Says when the next is due;
    /// [`Timestamp::MAX`] if none is.
    ///
    /// # Errors
    /// The database cannot be reached. What was begun is on record.
    pub async fn look_at_due(
        &self,
        board: &dyn EventBoard,
        worker: &str,
        stop: &CancellationToken,
    ) -> Result<Timestamp, StoreError> {
        self.request_if_changed().await?;
        while !stop.is_cancelled() {
            let now = self.clock.now();
            let claimed = self.store.claim_event_calendar(worker, now, LEASE).await?;
            let Some(mut calendar) = claimed else {
                break;
            };
            let looker = Looker {
                store: &self.store,
                clock: &self.clock,
                knowledge: &self.library.current(),
                day_starts_at: self.day_starts_at,
                board,
                worker,
                stop,
            };
            let due_at = match looker.look(&mut calendar).await? {
                Look::Until(due_at) => due_at,
                Look::Everywhere(due_at) => {
                    let finish = self.store.finish_event_calendar(&calendar, worker, due_at);
                    finish.await?;
                    return Ok(due_at);
                }
                Look::Ended => {
                    self.store.forget_event_calendar(&calendar).await?;
                    now
                }
                Look::Lost => continue,
            };
            let finish = self.store.finish_event_calendar(&calendar, worker, due_at);
            finish.await?;
        }
        let next = self.store.next_event_calendar().await?;
        Ok(next.unwrap_or(Timestamp::MAX))
    }

    /// Asks for a look at every server if the calendar or the day has changed since the last time.
    async fn request_if_changed(&self) -> Result<(), StoreError> {
        let today = self.clock.today();
        // Set first, so that a change that comes meanwhile is not lost.
        if self.requested_on().replace(today) == Some(today) {
            return Ok(());
        }
        let requested = self.store.request_event_calendars(self.clock.now()).await;
        if requested.is_err() {
            *self.requested_on() = None;
        }
        requested
    }

    fn requested_on(&self) -> MutexGuard<'_, Option<Date>> {
        self.requested_on
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}
