//! The processes of one bot, what is stored, and the world that they are in.

use std::sync::Arc;

use attache::alerts::{AlertService, DeliveryWorker};
use attache::config::AlertsConfig;
use attache::store::{Alert, Store, StoreError};
use clock::{Clock, ManualClock, SharedClock};
use jiff::{SignedDuration, Timestamp};

use super::calendar::{Calendar, FIRST_DAY, Heard};
use super::chains;
use super::crash::Doomed;
use super::discord::Discord;
use super::people;
use super::subscriptions::subscriptions;
use super::year::Trouble;

/// How long a message that is to be published is tried by nobody else.
const LEASE: SignedDuration = SignedDuration::from_secs(120);

pub(crate) struct Office {
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) calendar: Calendar,
    pub(crate) discord: Arc<Discord>,
    pub(crate) store: Store,
    /// A connection whose work is cut off is closed, and a database in memory would go with it.
    _folder: tempfile::TempDir,
    pub(crate) settings: AlertsConfig,
    pub(crate) processes: Vec<Process>,
    /// How many processes there have been.
    born: u32,
    /// Whether no process has lived through a turn since the calendar changed.
    pub(crate) is_behind: bool,
    /// When there is something to publish.
    pub(crate) next_publication: Timestamp,
}

pub(crate) struct Process {
    alerts: Arc<AlertService>,
    pub(crate) worker: DeliveryWorker,
}

impl Office {
    pub(crate) async fn open(seed: u64, trouble: Trouble) -> Self {
        let mut random = fastrand::Rng::with_seed(seed);
        let begin = FIRST_DAY
            .at(0, 0, 0, 0)
            .to_zoned_datetime(jiff::tz::TimeZone::UTC)
            .unwrap();
        let clock = Arc::new(ManualClock::at(begin.timestamp()));
        let shared: SharedClock = clock.clone();
        let calendar = Calendar::of_a_year(&mut random, shared);
        let settings = AlertsConfig {
            subscription: subscriptions(&mut random),
            fallback_channel: Some(attache::config::Snowflake(99)),
            duty: vec![chains::rota()],
            ..AlertsConfig::default()
        };
        let folder = tempfile::tempdir().unwrap();
        let store = Store::at(&format!("sqlite://{}/attache.db", folder.path().display())).unwrap();
        let discord = Arc::new(Discord::new(clock.clone(), seed, trouble.discord));
        let mut office = Self {
            clock,
            calendar,
            discord,
            store,
            _folder: folder,
            settings,
            processes: Vec::new(),
            born: 0,
            is_behind: false,
            next_publication: Timestamp::MAX,
        };
        for _ in 0..=u32::from(trouble.replicas) {
            let process = office.new_process();
            office.processes.push(process);
        }
        // The plan of the first day is what the year is held to.
        office.processes[0].worker.run_once().await.unwrap();
        let (alerts, library) = (office.alerts(), &office.calendar.library);
        people::ask(&alerts, library, &mut random).await;
        office
    }

    fn alerts(&self) -> AlertService {
        AlertService::new(
            self.store.clone(),
            Arc::clone(&self.calendar.library),
            self.clock.clone(),
            self.settings.clone(),
        )
    }

    /// A process that has just started: it knows nothing but what is stored, and what stands in the files.
    pub(crate) fn new_process(&mut self) -> Process {
        self.born += 1;
        if self.calendar.is_broken {
            self.calendar.reopen();
        }
        let alerts = Arc::new(self.alerts());
        let name = format!("w{}", self.born);
        let worker = DeliveryWorker::new(Arc::clone(&alerts), self.discord.clone(), name);
        Process { alerts, worker }
    }

    fn restart(&mut self) {
        for at in 0..self.processes.len() {
            self.processes[at] = self.new_process();
        }
    }

    /// One turn of each process, and when the first of them wants to look again.
    pub(crate) async fn work(&mut self, random: &mut fastrand::Rng, trouble: Trouble) -> Timestamp {
        let mut doom = || {
            if trouble.crashes && random.u32(0..3) == 0 {
                random.u32(0..60)
            } else {
                u32::MAX
            }
        };
        let dooms: Vec<u32> = self.processes.iter().map(|_| doom()).collect();
        let publishing = doom();
        let running = self
            .processes
            .iter()
            .zip(&dooms)
            .map(|(process, polls)| Doomed::after(*polls, process.worker.run_once()));
        let ends = futures_util::future::join_all(running).await;
        let mut next = Timestamp::MAX;
        for (at, end) in ends.into_iter().enumerate() {
            // A process that died at its work is followed by a new one, at once.
            if let Some(again) = end {
                self.is_behind = false;
                next = next.min(again.unwrap());
            } else {
                self.processes[at] = self.new_process();
                next = self.clock.now();
            }
        }
        next = next.min(self.publish(publishing).await);
        self.calendar.note_time();
        // As the bot's driver does, which looks again every 30 seconds.
        let now = self.clock.now();
        next.clamp(
            now + SignedDuration::from_millis(20),
            now + SignedDuration::from_secs(30),
        )
    }

    /// Publishes what is to be published, as the bot's background task does, and says when to look again.
    async fn publish(&mut self, polls: u32) -> Timestamp {
        let next = self.store.next_publication().await.unwrap();
        self.next_publication = next.unwrap_or(Timestamp::MAX);
        if self.next_publication <= self.clock.now() {
            let published = Doomed::after(polls, self.publish_due()).await;
            self.next_publication = match published {
                Some(next) => next.unwrap(),
                None => self.clock.now(),
            };
        }
        self.next_publication
    }

    async fn publish_due(&self) -> Result<Timestamp, StoreError> {
        let (store, now) = (&self.store, self.clock.now());
        for one in store.claim_publications(now, LEASE, 20).await? {
            let id = &one.alert_id;
            if self.discord.publish(one.message_id).await {
                store.finish_publication(id).await?;
            } else {
                let again = now + SignedDuration::from_secs(60);
                store.defer_publication(id, again).await?;
            }
        }
        let next = store.next_publication().await?;
        Ok(next.unwrap_or(Timestamp::MAX))
    }

    /// Something happens to the calendar, and the processes hear of it: as the folder is watched, or as they begin anew.
    pub(crate) fn change_calendar(&mut self, random: &mut fastrand::Rng, trouble: Trouble) {
        let messages = self.discord.count();
        self.is_behind = true;
        match self.calendar.change(random, trouble.files, messages) {
            Heard::Never => {}
            Heard::AtOnce if random.bool() => {
                for process in &self.processes {
                    process.alerts.request_reconcile();
                }
            }
            Heard::AtOnce | Heard::AtRestart => self.restart(),
        }
    }

    pub(crate) fn go_to(&self, at: Timestamp) {
        let by = at.duration_since(self.clock.now());
        if by.is_positive() {
            self.clock.advance(by);
        }
    }

    /// Somebody was at the desk until then, unless all of them had died.
    pub(crate) async fn awake(&self, until: Timestamp) {
        self.store.set_timestamp("alive", until).await.unwrap();
    }

    pub(crate) async fn rows(&self) -> Vec<Alert> {
        self.store
            .open_alerts("", "~", Timestamp::MIN)
            .await
            .unwrap()
    }
}
