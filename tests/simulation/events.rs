//! A year of scheduled events: the calendar changes, its files break, Discord fails and the process dies, and a server has one
//! event a summit all the same.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use attache::alerts::events::{EventBoard, EventChange, EventError, EventService, FoundEvent};
use attache::config::AlertsConfig;
use attache::store::{EventContent, Store};
use clock::{Clock as _, ManualClock, SharedClock};
use jiff::{SignedDuration, Timestamp};
use tokio_util::sync::CancellationToken;

use super::calendar::{Calendar, FIRST_DAY, Heard};
use super::crash::Doomed;

const GUILD: u64 = 1;
/// A look that went well is followed by the next after a day; one that did not, sooner.
const ALL_WELL: SignedDuration = SignedDuration::from_hours(2);

/// The events of a server, as Discord keeps them.
struct Board {
    clock: Arc<ManualClock>,
    inner: Mutex<Inner>,
}

struct Inner {
    random: fastrand::Rng,
    events: BTreeMap<u64, EventContent>,
    /// How many were ever made, which counts their ids.
    made: u64,
    changed: u64,
}

enum Fate {
    Fine,
    Lost(EventError),
    /// Done, but whoever asked never learns of it.
    Unheard(EventError),
}

impl Board {
    fn fate(&self) -> Fate {
        let for_now = |text: &str| EventError::ForNow(text.to_owned());
        let mut inner = self.inner.lock().unwrap();
        match inner.random.u32(0..16) {
            0 => Fate::Lost(for_now("500")),
            1 | 2 => Fate::Unheard(for_now("the connection was reset")),
            3 => Fate::Lost(EventError::RateLimited {
                after: Duration::from_secs(inner.random.u64(1..60)),
                everywhere: inner.random.bool(),
            }),
            4 => Fate::Lost(EventError::MissingPermission("403 (code 50013)".to_owned())),
            _ => Fate::Fine,
        }
    }

    /// Does something, unless Discord fails.
    async fn attempt<T>(
        &self,
        act: impl FnOnce(&mut Inner, Timestamp) -> Result<T, EventError>,
    ) -> Result<T, EventError> {
        tokio::task::yield_now().await;
        let done = match self.fate() {
            Fate::Lost(error) => Err(error),
            Fate::Fine => act(&mut self.inner.lock().unwrap(), self.clock.now()),
            Fate::Unheard(error) => {
                let done = act(&mut self.inner.lock().unwrap(), self.clock.now());
                done.and(Err(error))
            }
        };
        tokio::task::yield_now().await;
        done
    }

    /// The open events of each summit.
    fn open(&self) -> BTreeMap<String, Vec<EventContent>> {
        let mut open: BTreeMap<String, Vec<EventContent>> = BTreeMap::new();
        let now = self.clock.now();
        let inner = self.inner.lock().unwrap();
        for event in inner.events.values().filter(|event| event.ends_at > now) {
            open.entry(summit_of(event))
                .or_default()
                .push(event.clone());
        }
        open
    }
}

/// The summit that the last line names.
fn summit_of(event: &EventContent) -> String {
    let last = event.description.lines().next_back().unwrap_or_default();
    last.trim_start_matches("/summit ").to_owned()
}

#[async_trait]
impl EventBoard for Board {
    async fn list(&self, _: u64) -> Result<Vec<FoundEvent>, EventError> {
        self.attempt(|inner, now| {
            let open = inner.events.iter().filter(|(_, event)| event.ends_at > now);
            let found = open.map(|(id, event)| FoundEvent {
                id: *id,
                is_own: true,
                is_active: event.starts_at <= now,
                description: event.description.clone(),
            });
            Ok(found.collect())
        })
        .await
    }

    async fn create(&self, _: u64, content: &EventContent) -> Result<u64, EventError> {
        self.attempt(|inner, now| {
            if content.starts_at <= now {
                return Err(EventError::Rejected("it has begun".to_owned()));
            }
            let summit = summit_of(content);
            let is_open = |event: &&EventContent| event.ends_at > now && summit_of(event) == summit;
            let there = inner.events.values().find(is_open);
            assert_eq!(there, None, "a second event of {summit}");
            inner.made += 1;
            inner.events.insert(inner.made, content.clone());
            Ok(inner.made)
        })
        .await
    }

    async fn change(&self, _: u64, event: u64, change: &EventChange) -> Result<(), EventError> {
        self.attempt(|inner, now| {
            let Some(there) = inner.events.get_mut(&event) else {
                return Err(EventError::Gone("404".to_owned()));
            };
            let starts_at = change.starts_at.unwrap_or(there.starts_at);
            let ends_at = change.ends_at.unwrap_or(there.ends_at);
            let is_past = change.starts_at.is_some_and(|at| at <= now);
            if is_past || ends_at <= starts_at {
                return Err(EventError::Rejected(format!("{change:?}")));
            }
            let kept = there.clone();
            *there = EventContent {
                name: change.name.clone().unwrap_or(kept.name),
                description: change.description.clone().unwrap_or(kept.description),
                location: change.location.clone().unwrap_or(kept.location),
                starts_at,
                ends_at,
            };
            inner.changed += 1;
            Ok(())
        })
        .await
    }

    async fn cancel(&self, guild: u64, event: u64) -> Result<(), EventError> {
        self.delete(guild, event).await
    }

    async fn delete(&self, _: u64, event: u64) -> Result<(), EventError> {
        self.attempt(|inner, _| match inner.events.remove(&event) {
            Some(_) => Ok(()),
            None => Err(EventError::Gone("404".to_owned())),
        })
        .await
    }
}

/// A bot that keeps the events of one server, and the world that it is in.
struct Office {
    clock: Arc<ManualClock>,
    calendar: Calendar,
    board: Board,
    store: Store,
    _folder: tempfile::TempDir,
    service: EventService,
}

impl Office {
    async fn open(seed: u64, random: &mut fastrand::Rng) -> Self {
        let begin = FIRST_DAY
            .at(0, 0, 0, 0)
            .to_zoned_datetime(jiff::tz::TimeZone::UTC);
        let clock = Arc::new(ManualClock::at(begin.unwrap().timestamp()));
        let shared: SharedClock = clock.clone();
        let mut calendar = Calendar::of_a_year(random, shared);
        let folder = tempfile::tempdir().unwrap();
        let store = Store::at(&format!("sqlite://{}/attache.db", folder.path().display())).unwrap();
        let board = Board {
            clock: Arc::clone(&clock),
            inner: Mutex::new(Inner {
                random: fastrand::Rng::with_seed(seed),
                events: BTreeMap::new(),
                made: 0,
                changed: 0,
            }),
        };
        let service = started(&store, &mut calendar, &clock);
        service.turn_on(GUILD, &["all".to_owned()]).await.unwrap();
        Self {
            clock,
            calendar,
            board,
            store,
            _folder: folder,
            service,
        }
    }

    /// Looks at what is due, unless the process dies of it. Returns when there is more to do.
    async fn look(&mut self, random: &mut fastrand::Rng) -> Timestamp {
        let polls = if random.u32(0..3) == 0 {
            random.u32(0..40)
        } else {
            u32::MAX
        };
        let stop = CancellationToken::new();
        let look = self.service.look_at_due(&self.board, "worker", &stop);
        if let Some(next) = Doomed::after(polls, look).await {
            return next.unwrap();
        }
        self.restart();
        // What it had on loan comes back after a minute.
        self.clock.now() + SignedDuration::from_secs(61)
    }

    fn restart(&mut self) {
        self.service = started(&self.store, &mut self.calendar, &self.clock);
    }

    fn change_calendar(&mut self, random: &mut fastrand::Rng) {
        match self.calendar.change(random, true, 0) {
            Heard::Never => {}
            Heard::AtOnce => self.service.request(),
            Heard::AtRestart => self.restart(),
        }
    }
}

/// A process that has just started.
fn started(store: &Store, calendar: &mut Calendar, clock: &Arc<ManualClock>) -> EventService {
    if calendar.is_broken {
        calendar.reopen();
    }
    let day_starts_at = AlertsConfig::default().day_starts_at;
    let library = Arc::clone(&calendar.library);
    EventService::new(store.clone(), library, clock.clone(), day_starts_at)
}

/// Lives through a year.
pub(crate) async fn year(seed: u64) {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut office = Office::open(seed, &mut random).await;
    let clock = Arc::clone(&office.clock);
    let end = clock.now() + SignedDuration::from_hours(24 * 366);
    let mut next_change = clock.now() + SignedDuration::from_hours(12);
    let mut held = 0;
    while clock.now() < end {
        let next = office.look(&mut random).await;
        let now = clock.now();
        if next > now + ALL_WELL && !office.calendar.is_broken {
            are_in_step(
                &office.board,
                &office.calendar,
                &format!("seed {seed}, {now}"),
            );
            held += 1;
        }
        let change = next_change.min(office.calendar.next());
        let tomorrow = now + SignedDuration::from_hours(24);
        let soon = now + SignedDuration::from_millis(20);
        let until = next.min(change).min(tomorrow).max(soon);
        clock.advance(until.duration_since(now));
        if change > clock.now() {
            continue;
        }
        if change == next_change {
            let minutes = random.i64(60..60 * 24 * 6);
            next_change = clock.now() + SignedDuration::from_mins(minutes);
        }
        office.change_calendar(&mut random);
    }
    let inner = office.board.inner.lock().unwrap();
    let (made, changed) = (inner.made, inner.changed);
    assert!(
        made > 20 && changed > 5,
        "seed {seed}: {made} made, {changed} changed"
    );
    assert!(held > 100, "seed {seed}: only {held} looks went well");
}

/// Each summit that is to come has its one event, as the files say; none that was called off has.
fn are_in_step(board: &Board, calendar: &Calendar, case: &str) {
    let now = board.clock.now();
    let open = board.open();
    let said = calendar.editions.last().expect("an edition");
    for (number, entry) in said.entries.iter().enumerate() {
        let events = open.get(&format!("summit-{number}"));
        let events = events.map(Vec::as_slice).unwrap_or_default();
        assert!(events.len() < 2, "{case}: {events:#?}");
        match events {
            [event] if entry.begins() > now => {
                assert!(entry.is_on(), "{case}: it is off: {event:#?}");
                let is_right =
                    (event.starts_at, &event.location) == (entry.begins(), &entry.place());
                assert!(is_right, "{case}: {event:#?}\n{entry:#?}");
            }
            // What has begun stays until it ends.
            [_] => {}
            _ => assert!(
                !entry.is_on() || entry.begins() <= now,
                "{case}: no event: {entry:#?}"
            ),
        }
    }
}
