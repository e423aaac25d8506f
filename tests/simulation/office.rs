//! A year with everything that goes wrong in it, and what must be true of its end.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use attache::alerts::{AlertService, DeliveryWorker};
use attache::config::{AlertsConfig, SubscriptionSpec};
use attache::store::{Alert, AlertKind, AlertState, Destination, Store, SubscriptionState};
use clock::{Clock, ManualClock, SharedClock};
use jiff::{SignedDuration, Timestamp};
use test_support::alerts::{of_settings, planned, subscription};
use test_support::outbox::{Delivered, check_outbox};

use super::calendar::{Calendar, FIRST_DAY};
use super::chains;
use super::crash::Doomed;
use super::discord::{CLOSED, CLOSED_PERSON, Discord};
use super::people;

/// What goes wrong.
#[derive(Clone, Copy, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a trouble of its own"
)]
pub(crate) struct Trouble {
    pub(crate) discord: bool,
    pub(crate) crashes: bool,
    pub(crate) moves: bool,
    pub(crate) clock: bool,
    pub(crate) replicas: bool,
}

struct Office {
    clock: Arc<ManualClock>,
    calendar: Calendar,
    discord: Arc<Discord>,
    store: Store,
    /// A connection whose work is cut off is closed, and a database in memory would go with it.
    _folder: tempfile::TempDir,
    settings: AlertsConfig,
    workers: Vec<DeliveryWorker>,
    /// How many workers there have been.
    born: u32,
}

const ROLES: [u64; 3] = [71, 72, 73];

fn subscriptions(random: &mut fastrand::Rng) -> Vec<SubscriptionSpec> {
    let mut texts = vec![
        // Everything, with every trimming.
        "channel = 1\nsummits = [\"all\"]\nbefore = [\"30d\", \"7d\", \"1d\", \"2h\", \"50s\"]\nmention_role = 71\n\
         time_zone = \"Europe/Brussels\"\nacknowledge_within = \"30m\"\nescalate_to_role = 72\nweekly_digest = \"monday 08:00\""
            .to_owned(),
        "channel = 1\nsummits = [\"s0\", \"s1\"]\nbefore = [\"7d\", \"1d\"]\nmention_role = 73".to_owned(),
        "channel = 2\nsummits = [\"s1\", \"s2\"]\nbefore = [\"3d\", \"2d\", \"1d\"]\nquiet_hours = \"22:00-06:00\"\n\
         time_zone = \"America/New_York\""
            .to_owned(),
        format!("channel = {CLOSED}\nsummits = [\"s2\"]\nbefore = [\"1d\"]"),
    ];
    for channel in 20..26 {
        let (group, days) = (random.u32(0..3), random.u32(1..20));
        texts.push(format!(
            "channel = {channel}\nsummits = [\"s{group}\"]\nbefore = [\"{days}d\", \"1h\"]\nacknowledge_within = \"10m\"\n\
             escalate_to_role = 72"
        ));
    }
    texts.extend(chains::subscriptions(random));
    texts.iter().map(|text| subscription(text)).collect()
}

impl Office {
    async fn open(seed: u64, trouble: Trouble) -> Self {
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
            workers: Vec::new(),
            born: 0,
        };
        for _ in 0..=u32::from(trouble.replicas) {
            let worker = office.new_worker();
            office.workers.push(worker);
        }
        // The plan of the first day is what the year is held to.
        office.workers[0].run_once().await.unwrap();
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

    /// A process that has just started: it knows nothing but what is stored.
    fn new_worker(&mut self) -> DeliveryWorker {
        self.born += 1;
        DeliveryWorker::new(
            Arc::new(self.alerts()),
            self.discord.clone(),
            format!("w{}", self.born),
        )
    }

    /// One turn of each worker, and when the first of them wants to look again.
    async fn work(&mut self, random: &mut fastrand::Rng, trouble: Trouble) -> Timestamp {
        let dooms: Vec<u32> = self
            .workers
            .iter()
            .map(|_| {
                if trouble.crashes && random.u32(0..3) == 0 {
                    random.u32(0..60)
                } else {
                    u32::MAX
                }
            })
            .collect();
        let running = self
            .workers
            .iter()
            .zip(&dooms)
            .map(|(worker, polls)| Doomed::after(*polls, worker.run_once()));
        let ends = futures_util::future::join_all(running).await;
        let mut next = Timestamp::MAX;
        for (at, end) in ends.into_iter().enumerate() {
            // A worker that died at its work is followed by a new one, at once.
            if let Some(again) = end {
                next = next.min(again.unwrap());
            } else {
                self.workers[at] = self.new_worker();
                next = self.clock.now();
            }
        }
        // As the bot's driver does, which looks again every 30 seconds.
        let now = self.clock.now();
        next.clamp(
            now + SignedDuration::from_millis(20),
            now + SignedDuration::from_secs(30),
        )
    }

    fn go_to(&self, at: Timestamp) {
        let by = at.duration_since(self.clock.now());
        if by.is_positive() {
            self.clock.advance(by);
        }
    }

    async fn rows(&self) -> Vec<Alert> {
        self.store
            .open_alerts("", "~", Timestamp::MIN)
            .await
            .unwrap()
    }
}

/// Runs a year, and holds it against what was promised.
#[expect(
    clippy::too_many_lines,
    reason = "one situation, from its beginning to its end"
)]
pub(crate) async fn year(seed: u64, trouble: Trouble) {
    let mut random = fastrand::Rng::with_seed(seed ^ 0x5eed);
    let mut office = Office::open(seed, trouble).await;
    let now = office.clock.now();
    let promised = planned(
        &office.calendar.library.current(),
        &of_settings(&office.settings.subscription, now),
        now,
    );
    let to_people = people::promised(&office.store, &office.calendar.library, now).await;
    let end = office
        .clock
        .now()
        .saturating_add(SignedDuration::from_hours(24 * 366))
        .unwrap();
    let mut next_change = random_moment(&mut random, office.clock.now());
    while office.clock.now() < end {
        let again = office.work(&mut random, trouble).await;
        let now = office.clock.now();
        let due = office.store.next_due().await.unwrap().unwrap_or(end);
        // What is due and was left is left for a while: Discord asked to wait, or another worker has it.
        let mut next = if due > now { due.min(end) } else { again };
        if trouble.moves && next_change <= next {
            next = next_change.max(now);
            next_change = random_moment(&mut random, next);
            awake(&office, next).await;
            office.go_to(next);
            office.calendar.change(&mut random, next);
            // Each process sees the change of the folder; the simulation's do when they begin anew.
            for at in 0..office.workers.len() {
                office.workers[at] = office.new_worker();
            }
            continue;
        }
        if trouble.clock && random.u32(0..40) == 0 {
            let minutes = random.i64(-90..600);
            // Somebody sets the clock, or the machine slept.
            office.clock.advance(SignedDuration::from_mins(minutes));
            continue;
        }
        awake(&office, next).await;
        office.go_to(next);
    }
    office.discord.recover();
    for _ in 0..200 {
        let again = office.work(&mut random, Trouble::default()).await;
        let due = office.store.next_due().await.unwrap();
        match due.filter(|due| *due < end + SignedDuration::from_hours(48)) {
            Some(due) => office.go_to(due.max(again)),
            None => break,
        }
    }
    let case = format!("seed {seed}, {trouble:?}");
    held(&office, &case).await;
    let is_quiet = !trouble.discord && !trouble.crashes && !trouble.clock;
    if is_quiet && !trouble.moves {
        let messages = office.discord.messages();
        for alert in to_people {
            assert!(people::has_come(&alert, &messages), "{case}: {alert:#?}");
        }
    }
    if !trouble.moves {
        let rows: HashMap<String, Alert> = office
            .rows()
            .await
            .into_iter()
            .map(|row| (row.spec.id.clone(), row))
            .collect();
        for alert in promised {
            let row = rows
                .get(&alert.id)
                .unwrap_or_else(|| panic!("{case}: {alert:?} was never planned"));
            let is_late = row
                .ended_at
                .is_none_or(|at| at.duration_since(alert.due_at) > SignedDuration::from_secs(1));
            if is_quiet && alert.destination != Destination::Channel(CLOSED) {
                assert!(
                    row.state == AlertState::Posted && !is_late,
                    "{case}: {row:#?}"
                );
            }
        }
    }
}

fn random_moment(random: &mut fastrand::Rng, from: Timestamp) -> Timestamp {
    from.saturating_add(SignedDuration::from_mins(random.i64(60..60 * 24 * 12)))
        .unwrap()
}

/// Somebody was at the desk until then, unless all of them had died.
async fn awake(office: &Office, until: Timestamp) {
    office.store.set_timestamp("alive", until).await.unwrap();
}

/// Every alert that was due was posted once or has its reason on record; none twice, none early, nobody else called.
async fn held(office: &Office, case: &str) {
    let now = office.clock.now();
    let messages = office.discord.messages();
    let rows = office.rows().await;
    assert!(
        messages.len() > 50,
        "{case}: only {} messages",
        messages.len()
    );
    let mut paused = office.store.subscriptions().await.unwrap();
    paused.retain(|one| one.state == SubscriptionState::Paused);
    let is_closed = |at| {
        [
            Destination::Channel(CLOSED),
            Destination::User(CLOSED_PERSON),
        ]
        .contains(&at)
    };
    assert!(
        paused.iter().all(|one| is_closed(one.destination())),
        "{case}: only those who are closed to the bot are given up: {paused:#?}"
    );
    let paused: HashSet<String> = paused.into_iter().map(|one| one.id).collect();
    let may_wait =
        |row: &Alert| row.spec.due_at > now || paused.contains(&row.spec.subscription_id);
    let is_early = |row: &Alert, message: &Delivered| {
        // Its time had come once, should the clock have been set back since.
        let first_try = row
            .first_attempt_at
            .map_or(message.at, |at| at.max(message.at));
        first_try < row.spec.due_at && matches!(row.spec.kind, AlertKind::Lead { .. })
    };
    let delivered: Vec<Delivered> = messages.iter().map(|one| one.delivered.clone()).collect();
    let once: HashSet<&str> = delivered.iter().map(|one| one.batch_id.as_str()).collect();
    assert_eq!(
        once.len(),
        delivered.len(),
        "{case}: something stands twice"
    );
    let known = rows.iter().map(|row| row.spec.id.as_str()).collect();
    let delivered = people::still_known(delivered, &known, now);
    let breach = check_outbox(&rows, &delivered, may_wait, is_early).err();
    assert_eq!(breach, None, "{case}");
    chains::are_whole(&rows, case);
    for message in &messages {
        assert!(
            message.role.is_none_or(|role| ROLES.contains(&role)),
            "{case}: {message:?}"
        );
    }
}

/// Returns how many steps one delivery of three alerts has.
pub(crate) async fn crash_at_each_step() -> u32 {
    for polls in 0.. {
        let mut office = Office::open(3, Trouble::default()).await;
        let due = office.store.next_due().await.unwrap().unwrap();
        awake(&office, due).await;
        let later = due
            .saturating_add(SignedDuration::from_hours(24 * 40))
            .unwrap();
        office.go_to(later);
        let died = Doomed::after(polls, office.workers[0].run_once())
            .await
            .is_none();
        for _ in 0..4 {
            office.workers[0] = office.new_worker();
            office.workers[0].run_once().await.unwrap();
            // Longer than a lease, and longer than a nonce is remembered.
            let minutes = if polls % 2 == 0 { 1 } else { 5 };
            office.clock.advance(SignedDuration::from_mins(minutes));
        }
        let messages = office.discord.messages();
        let batches = messages.iter().map(|one| &one.delivered.batch_id);
        let distinct: HashSet<&String> = batches.collect();
        assert_eq!(
            distinct.len(),
            messages.len(),
            "{polls} steps: {messages:#?}"
        );
        let now = office.clock.now();
        for row in office.rows().await {
            let is_owed = row.state == AlertState::Planned
                && row.spec.due_at <= now
                && row.spec.destination != Destination::Channel(CLOSED)
                && row.spec.destination != Destination::User(CLOSED_PERSON);
            assert!(!is_owed, "{polls} steps: left behind: {row:#?}");
        }
        for message in &messages {
            let row = office
                .store
                .alert(&message.delivered.batch_id)
                .await
                .unwrap()
                .unwrap();
            assert_eq!(
                row.message_id,
                Some(message.delivered.id),
                "{polls} steps: {row:#?}"
            );
        }
        if !died {
            return polls;
        }
    }
    unreachable!("a delivery ends")
}
