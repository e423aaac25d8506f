//! What the stages are tested with: one summit, one subscription, an empty outbox, and a Discord that answers as a test says.

use std::collections::VecDeque;
use std::fs;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use clock::ManualClock;
use jiff::{SignedDuration, Timestamp};
use tempfile::TempDir;

use super::backoff::later;
use super::batch::Batch;
use super::claim::LEASE;
use super::stage::{Context, Next, Outcome, Stage};
use crate::alerts::{AlertService, Found, Messenger, Post, PostError, Posted};
use crate::config::{AlertsConfig, SubscriptionSpec};
use crate::knowledge::Library;
use crate::reply::Reply;
use crate::store::{Alert, AlertKind, AlertSpec, AlertState, Destination, Store, Subscription};

/// The present.
pub(in crate::alerts) const NOON: Timestamp = Timestamp::constant(1_796_126_400, 0);
/// The channel of the subscription.
pub(super) const CHANNEL: u64 = 7;
/// The user whose direct messages are [`DM_CHANNEL`].
pub(super) const USER: u64 = 21;
pub(super) const DM_CHANNEL: u64 = 22;

const SUMMITS: &str = r#"
[g20-2026]
series = "G20"
name = "G20 leaders' summit"
start = 2026-12-14T09:00:00
city = "Miami"
country = "United States"
time_zone = "America/New_York"
status = "confirmed"
text = "Who comes."
as_of = 2026-02-19
sources = ["tass"]
"#;
const SOURCES: &str = "[tass]\npublisher = \"TASS\"\ngrade = \"C\"\n";
const SETTINGS: &str = "channel = 7\nsummits = [\"g20-2026\"]\nbefore = [\"14d\"]\nmention_role = 71\n\
     acknowledge_within = \"30m\"\nescalate_to_role = 72";

/// When the summit of the fixture begins: 09:00 in Miami.
pub(in crate::alerts) fn summit_begins_at() -> Timestamp {
    "2026-12-14T14:00:00Z".parse().expect("an instant")
}

pub(super) fn subscription() -> Subscription {
    let spec: SubscriptionSpec = toml::from_str(SETTINGS).expect("a subscription");
    Subscription::from_settings(spec, later(NOON, SignedDuration::from_hours(-24)))
}

/// A lead of the subscription, due now and never tried.
pub(in crate::alerts) fn lead(id: &str) -> Alert {
    Alert {
        spec: AlertSpec {
            id: id.to_owned(),
            kind: AlertKind::Lead {
                before: "14d".parse().expect("a lead"),
            },
            subscription_id: subscription().id,
            summit_id: Some("g20-2026".to_owned()),
            destination: Destination::Channel(CHANNEL),
            due_at: NOON,
            begins_at: Some(summit_begins_at()),
            dates: Some("14 December 2026".to_owned()),
            title: Some("G20 leaders' summit (Miami, 2026)".to_owned()),
            facts: None,
        },
        state: AlertState::Planned,
        cause: None,
        batch_id: None,
        attempts: 0,
        in_doubt: false,
        next_attempt_at: NOON,
        first_attempt_at: None,
        last_attempt_at: None,
        message_id: None,
        ended_at: None,
        acknowledged_by: None,
        acknowledged_at: None,
    }
}

/// What was asked of Discord.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Request {
    Post {
        channel: u64,
        delivery: String,
    },
    Edit {
        channel: u64,
        message: u64,
    },
    Find {
        channel: u64,
        delivery: String,
        attempts: Vec<Timestamp>,
    },
    OpenDm {
        user: u64,
    },
}

/// A Discord that answers as a test says, and notes what it was asked.
pub(super) struct FakeDiscord {
    pub(super) requests: Mutex<Vec<Request>>,
    /// What the next requests are answered with; everything succeeds after that.
    pub(super) errors: Mutex<VecDeque<PostError>>,
    /// What a look into the history finds.
    pub(super) in_history: Mutex<Found>,
    /// How long every channel has to wait.
    pub(super) wait: Mutex<Option<Duration>>,
    /// Which alert's post panics.
    panics_at: Mutex<Option<String>>,
}

impl FakeDiscord {
    fn new() -> Self {
        Self {
            requests: Mutex::default(),
            errors: Mutex::default(),
            in_history: Mutex::new(Found::Nothing),
            wait: Mutex::default(),
            panics_at: Mutex::default(),
        }
    }

    fn answer<T>(&self, request: Request, success: T) -> Result<T, PostError> {
        self.requests.lock().unwrap().push(request);
        self.errors
            .lock()
            .unwrap()
            .pop_front()
            .map_or(Ok(success), Err)
    }

    pub(super) fn fails_with(&self, error: PostError) {
        self.errors.lock().unwrap().push_back(error);
    }

    pub(super) fn panics_at(&self, id: &str) {
        *self.panics_at.lock().unwrap() = Some(id.to_owned());
    }

    pub(super) fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }
}

#[async_trait]
impl Messenger for FakeDiscord {
    fn wait_for(&self, _: u64) -> Option<Duration> {
        *self.wait.lock().unwrap()
    }

    async fn post(&self, channel: u64, post: &Post) -> Result<Posted, PostError> {
        let delivery = post.delivery.clone();
        let panics_at = self.panics_at.lock().unwrap().clone();
        assert_ne!(panics_at, Some(delivery.clone()), "a defect");
        self.answer(Request::Post { channel, delivery }, Posted::from(900))
    }

    async fn edit(&self, channel: u64, message: u64, _: &Reply) -> Result<(), PostError> {
        self.answer(Request::Edit { channel, message }, ())
    }

    async fn find(
        &self,
        channel: u64,
        delivery: &str,
        attempts: &[Timestamp],
    ) -> Result<Found, PostError> {
        let (delivery, attempts) = (delivery.to_owned(), attempts.to_vec());
        let found = *self.in_history.lock().unwrap();
        self.answer(
            Request::Find {
                channel,
                delivery,
                attempts,
            },
            found,
        )
    }

    async fn direct(&self, user: u64) -> Result<u64, PostError> {
        self.answer(Request::OpenDm { user }, DM_CHANNEL)
    }
}

/// A database of its own with the subscription in it, the calendar, and the Discord.
pub(super) struct Situation {
    pub(super) context: Context,
    pub(super) discord: Arc<FakeDiscord>,
    pub(super) store: Store,
    pub(super) clock: Arc<ManualClock>,
    _folder: TempDir,
}

impl Situation {
    pub(super) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in [("summits/2026.toml", SUMMITS), ("sources.toml", SOURCES)] {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let clock = Arc::new(ManualClock::at(NOON));
        let library = Library::open(folder.path(), clock.clone()).unwrap();
        assert_eq!(library.status().problems.as_ref(), []);
        let url = format!("sqlite://{}/alerts.db", folder.path().display());
        let store = Store::at(&url).unwrap();
        store.put_subscription(&subscription()).await.unwrap();
        let alerts = AlertService::new(
            store.clone(),
            Arc::new(library),
            clock.clone(),
            AlertsConfig {
                subscription: vec![subscription().spec],
                ..AlertsConfig::default()
            },
        );
        let discord = Arc::new(FakeDiscord::new());
        Self {
            context: Context::new(Arc::new(alerts), discord.clone()),
            discord,
            store,
            clock,
            _folder: folder,
        }
    }

    /// The alerts planned and claimed, as a batch that has found its channel.
    pub(super) async fn claimed(&self, specs: &[AlertSpec]) -> Batch {
        self.store.plan(specs).await.unwrap();
        let alerts = self.store.claim("test", NOON, LEASE, 10).await.unwrap();
        assert_eq!(alerts.len(), specs.len(), "all of them are due");
        Batch {
            channel_id: alerts[0].spec.destination.channel_id(),
            alerts,
            subscription: Arc::new(subscription()),
            lease_owner: "test".into(),
            has_unmarked: false,
            has_missed_roles: false,
        }
    }

    /// The same after an attempt of which nothing is known.
    pub(super) async fn in_doubt(&self, spec: AlertSpec) -> Batch {
        let batch = self.claimed(&[spec]).await;
        assert!(
            self.store
                .begin(&batch.ids(), "test", NOON, LEASE)
                .await
                .unwrap()
        );
        let alerts = self.store.batch(batch.id()).await.unwrap();
        Batch { alerts, ..batch }
    }

    pub(super) async fn run(&self, stage: &dyn StageObject, batch: Batch) -> Next {
        stage.run(&self.context, batch).await.unwrap()
    }

    /// The alert of this id, as it now stands in the outbox.
    pub(super) async fn alert(&self, id: &str) -> Alert {
        self.store.alert(id).await.unwrap().unwrap()
    }
}

/// Any stage.
pub(super) trait StageObject: Stage + Sync {}
impl<S: Stage + Sync> StageObject for S {}

impl Next {
    /// The outcome, where the stage ended the batch.
    #[track_caller]
    pub(super) fn outcome(self) -> Outcome {
        match self {
            Self::Done(_, outcome) => outcome,
            other => panic!("it goes on: {other:?}"),
        }
    }

    /// Until when the stage deferred the batch.
    #[track_caller]
    pub(super) fn deferred_until(self) -> Timestamp {
        match self {
            Self::Defer(_, until) => until,
            other => panic!("it is not deferred: {other:?}"),
        }
    }

    /// The batch, where it goes on.
    #[track_caller]
    pub(super) fn batch(self) -> Batch {
        match self {
            Self::Continue(batch) => batch,
            other => panic!("it does not go on: {other:?}"),
        }
    }
}
