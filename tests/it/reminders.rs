//! One person's reminders, as the service keeps them: limits, what is planned, what comes and in whose language.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use attache::alerts::{
    AlertService, Asked, DeliveryWorker, Found, Messenger, Post, PostError, Posted, RemindError,
    ReminderChange, ReminderRefusal,
};
use attache::config::{AlertsConfig, Lead};
use attache::knowledge::Library;
use attache::reply::Reply;
use attache::store::{AlertState, Recipient, Store};
use attache::text::Locale;
use clock::{Clock as _, ManualClock};
use jiff::{SignedDuration, Timestamp};
use test_support::summits::SummitEntry;

use crate::support::folder::Folder;

const NOOR: u64 = 32;
const BEGIN: &str = "2026-12-01T12:00:00Z";

/// Direct messages that are kept; the first so many are refused, as whoever should get them takes none.
#[derive(Default)]
struct Direct {
    posts: Mutex<Vec<Post>>,
    refused: Mutex<usize>,
}

#[async_trait]
impl Messenger for Direct {
    fn wait_for(&self, _: u64) -> Option<Duration> {
        None
    }

    async fn post(&self, _: u64, post: &Post) -> Result<Posted, PostError> {
        let mut refused = self.refused.lock().unwrap();
        if *refused > 0 {
            *refused -= 1;
            let detail = "Discord answered 403: Cannot send messages to this user (code 50007)";
            return Err(PostError::ChannelUnavailable(detail.to_owned()));
        }
        let mut posts = self.posts.lock().unwrap();
        posts.push(post.clone());
        Ok(Posted::from(900 + posts.len() as u64))
    }

    async fn edit(&self, _: u64, _: u64, _: &Reply) -> Result<(), PostError> {
        Ok(())
    }

    async fn find(&self, _: u64, _: &str, _: &[Timestamp]) -> Result<Found, PostError> {
        Ok(Found::Nothing)
    }

    async fn direct(&self, user: u64) -> Result<u64, PostError> {
        Ok(user)
    }
}

struct Office {
    folder: Folder,
    library: Arc<Library>,
    clock: Arc<ManualClock>,
    store: Store,
    alerts: Arc<AlertService>,
    worker: DeliveryWorker,
    direct: Arc<Direct>,
}

fn summit(id: &str, start: &str) -> SummitEntry {
    SummitEntry {
        id: id.to_owned(),
        series: id.to_owned(),
        start: start.to_owned(),
        zone: "Europe/Paris".to_owned(),
        status: "confirmed".to_owned(),
    }
}

fn leads(written: &str) -> Vec<Lead> {
    written.split(' ').map(|one| one.parse().unwrap()).collect()
}

impl Office {
    /// On the first of December, at noon.
    fn on(summits: &[SummitEntry]) -> Self {
        let folder = Folder::new();
        folder.write_summits(summits);
        let clock = Arc::new(ManualClock::at(BEGIN.parse().unwrap()));
        let library = Arc::new(Library::open(folder.path(), clock.clone()).unwrap());
        assert_eq!(library.status().problems.as_ref(), []);
        let url = format!("sqlite://{}/attache.db", folder.path().display());
        let store = Store::at(&url).unwrap();
        let alerts = Arc::new(AlertService::new(
            store.clone(),
            Arc::clone(&library),
            clock.clone(),
            AlertsConfig::default(),
        ));
        let direct = Arc::new(Direct::default());
        let worker = DeliveryWorker::new(Arc::clone(&alerts), direct.clone(), "w");
        Self {
            folder,
            library,
            clock,
            store,
            alerts,
            worker,
            direct,
        }
    }

    async fn remind(&self, summit: &str, before: Option<Vec<Lead>>) -> Result<Asked, RemindError> {
        let (user_id, locale) = (NOOR, Locale::French);
        let recipient = Recipient { user_id, locale };
        self.alerts.remind(recipient, summit, before).await
    }

    async fn refusal(&self, summit: &str, before: Option<Vec<Lead>>) -> ReminderRefusal {
        match self.remind(summit, before).await {
            Err(RemindError::Refused(refusal)) => refusal,
            other => panic!("{summit}: {other:?}"),
        }
    }

    /// Moves the clock there, with somebody awake meanwhile, and has what is due posted.
    async fn work_at(&self, at: &str) {
        let at: Timestamp = at.parse().unwrap();
        self.store.set_timestamp("alive", at).await.unwrap();
        self.clock.advance(at.duration_since(self.clock.now()));
        self.worker.run_once().await.unwrap();
    }

    fn posts(&self) -> Vec<Post> {
        self.direct.posts.lock().unwrap().clone()
    }
}

fn due(asked: &Asked) -> Vec<String> {
    let planned = asked.reminder.planned.iter();
    planned.map(|(lead, due)| format!("{lead} {due}")).collect()
}

#[tokio::test]
async fn a_reminder_asked_for_with_nothing_said_comes_a_day_and_an_hour_before_in_ones_language() {
    let office = Office::on(&[summit("s", "2026-12-10T10:00:00")]);
    let asked = office.remind("s", None).await.unwrap();
    assert_eq!(asked.change, ReminderChange::New);
    assert_eq!(
        due(&asked),
        ["1d 2026-12-09T09:00:00Z", "1h 2026-12-10T08:00:00Z"]
    );
    office.work_at("2026-12-09T08:59:59Z").await;
    assert_eq!(office.posts(), []);
    office.work_at("2026-12-09T09:00:00Z").await;
    let posts = office.posts();
    assert_eq!(posts.len(), 1);
    assert_eq!(posts[0].notified, []);
    assert_eq!(posts[0].reply.page.locale, Locale::French);
}

#[tokio::test]
async fn two_presses_at_once_make_one_reminder() {
    let office = Office::on(&[summit("s", "2026-12-10T10:00:00")]);
    let (one, other) = tokio::join!(office.remind("s", None), office.remind("s", None));
    assert_eq!(
        one.unwrap().reminder.subscription.id,
        other.unwrap().reminder.subscription.id
    );
    assert_eq!(office.store.reminders_of(NOOR).await.unwrap().len(), 1);
    let planned = office.store.open_alerts("", "~", Timestamp::MIN).await;
    assert_eq!(planned.unwrap().len(), 2);
}

#[tokio::test]
async fn a_person_has_at_most_25_reminders_of_summits_that_are_not_over() {
    let name = |at: usize| format!("s{at}");
    let first = summit("s0", "2026-12-05T10:00:00");
    let others = (1..=26).map(|at| summit(&name(at), "2026-12-20T10:00:00"));
    let summits: Vec<SummitEntry> = [first].into_iter().chain(others).collect();
    let office = Office::on(&summits);
    for at in 0..25 {
        office.remind(&name(at), None).await.unwrap();
    }
    let too_many = ReminderRefusal::TooMany { most: 25 };
    assert_eq!(office.refusal("s25", None).await, too_many);
    // One of them that is asked for again is none more.
    let again = office.remind("s24", Some(leads("2h"))).await.unwrap();
    assert_eq!(again.change, ReminderChange::OtherLeads);
    office.work_at("2026-12-07T00:00:00Z").await;
    office.remind("s25", None).await.unwrap();
    assert_eq!(office.refusal("s26", None).await, too_many);
    assert_eq!(office.alerts.reminders(NOOR).await.unwrap().len(), 25);
}

#[tokio::test]
async fn what_nobody_can_be_reminded_of_is_refused_with_its_reason_and_nothing_is_stored() {
    let cancelled = SummitEntry {
        status: "cancelled".to_owned(),
        ..summit("cancelled", "2026-12-10T10:00:00")
    };
    let office = Office::on(&[
        cancelled,
        summit("begun", "2026-12-01T12:00:00"),
        summit("past", "2026-11-20T10:00:00"),
        summit("soon", "2026-12-01T13:30:00"),
    ]);
    let left = SignedDuration::from_mins(30);
    let many = "1h 2h 3h 4h 5h 6h 7h 8h 9h 10h 11h";
    for (summit, before, refusal) in [
        ("nowhere", None, ReminderRefusal::NoSuchSummit),
        ("cancelled", None, ReminderRefusal::Cancelled),
        ("begun", None, ReminderRefusal::HasBegun),
        ("past", None, ReminderRefusal::Over),
        ("soon", None, ReminderRefusal::AllPassed { left }),
        ("soon", Some(Vec::new()), ReminderRefusal::NoLead),
        (
            "soon",
            Some(leads(many)),
            ReminderRefusal::TooManyLeads { given: 11 },
        ),
    ] {
        let refused = office.refusal(summit, before).await;
        assert_eq!(refused, refusal, "{summit}");
        for locale in Locale::ALL {
            assert!(!refused.text(locale).is_empty());
        }
    }
    assert_eq!(office.store.reminders_of(NOOR).await.unwrap(), []);
    let asked = office
        .remind("soon", Some(leads("10m 10m 1d")))
        .await
        .unwrap();
    assert_eq!(due(&asked), ["10m 2026-12-01T12:20:00Z"]);
    let kept: Vec<String> = asked
        .reminder
        .subscription
        .spec
        .before
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(kept, ["1d", "10m"], "the longest first, each once");
}

#[tokio::test]
async fn a_summit_known_to_the_month_is_kept_and_comes_once_its_day_is_known() {
    let office = Office::on(&[summit("s", "\"2027-01\"")]);
    let asked = office.remind("s", None).await.unwrap();
    assert_eq!((asked.begins_at, due(&asked).len()), (None, 0));
    let page = asked.reply(&office.library.current(), Locale::English).page;
    let text = attache::reply::description(&page);
    assert!(text.contains("Its day is not known yet"), "{text}");
    office
        .folder
        .write_summits(&[summit("s", "2027-01-10T10:00:00")]);
    office.library.reload().unwrap();
    office.alerts.request_reconcile();
    office.work_at("2026-12-02T00:00:00Z").await;
    office.work_at("2027-01-09T09:00:00Z").await;
    assert_eq!(office.posts().len(), 1);
}

#[tokio::test]
async fn closed_direct_messages_pause_everything_of_theirs_and_asking_again_resumes_it() {
    let office = Office::on(&[
        summit("a", "2026-12-10T10:00:00"),
        summit("b", "2026-12-11T10:00:00"),
    ]);
    office.remind("a", Some(leads("2d 1d 1h"))).await.unwrap();
    office.remind("b", Some(leads("2d 1h"))).await.unwrap();
    *office.direct.refused.lock().unwrap() = 1;
    office.work_at("2026-12-08T09:00:00Z").await;
    let own = office.alerts.reminders(NOOR).await.unwrap();
    assert!(
        own.iter().all(attache::alerts::Reminder::is_paused),
        "{own:#?}"
    );
    office.work_at("2026-12-09T10:00:00Z").await;
    assert_eq!(office.posts(), [], "nothing is tried meanwhile");
    let asked = office.remind("a", None).await.unwrap();
    assert_eq!(asked.change, ReminderChange::Resumed);
    let own = office.alerts.reminders(NOOR).await.unwrap();
    assert!(own.iter().all(|one| !one.is_paused()), "{own:#?}");
    office.work_at("2026-12-10T08:00:00Z").await;
    office.work_at("2026-12-11T08:00:00Z").await;
    assert_eq!(office.posts().len(), 2);
    let rows = office
        .store
        .open_alerts("", "~", Timestamp::MIN)
        .await
        .unwrap();
    let mut states: Vec<AlertState> = rows.iter().map(|row| row.state).collect();
    states.sort_unstable();
    // The failed one, and what was due while they were paused; nothing of it is sent late.
    let expected = [
        AlertState::Posted,
        AlertState::Posted,
        AlertState::Missed,
        AlertState::Missed,
        AlertState::Failed,
    ];
    assert_eq!(states, expected, "{rows:#?}");
}
