//! As much of Discord as alerts see of it, failing as Discord does.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use attache::alerts::{Found, Messenger, Notified, Post, PostError, Posted};
use attache::reply::Reply;
use attache::store::Destination;
use clock::{Clock, ManualClock};
use jiff::{SignedDuration, Timestamp};
use test_support::outbox::Delivered;

/// How long Discord remembers a nonce.
const NONCE: SignedDuration = SignedDuration::from_mins(3);

/// As much of Discord as alerts see of it: channels, nonces, and trouble.
pub(crate) struct Discord {
    clock: Arc<ManualClock>,
    inner: Mutex<Inner>,
}

struct Inner {
    random: fastrand::Rng,
    fails: bool,
    messages: Vec<Message>,
    nonces: HashMap<String, (u64, Timestamp)>,
    /// The messages that followers have, too.
    published: BTreeSet<u64>,
}

#[derive(Debug, Clone)]
pub(crate) struct Message {
    pub(crate) delivered: Delivered,
    /// Whom it mentions.
    pub(crate) role: Option<u64>,
    /// What it says, with all that is around it.
    pub(crate) text: String,
}

/// The channel that is closed to the bot.
pub(crate) const CLOSED: u64 = 13;

/// Somebody who takes no direct messages.
pub(crate) const CLOSED_PERSON: u64 = 14;

pub(crate) fn is_closed(destination: Destination) -> bool {
    let closed = [
        Destination::Channel(CLOSED),
        Destination::User(CLOSED_PERSON),
    ];
    closed.contains(&destination)
}

enum Fate {
    Fine,
    Lost(PostError),
    /// Done, but whoever asked never learns of it.
    Unheard(PostError),
}

impl Discord {
    pub(crate) fn new(clock: Arc<ManualClock>, seed: u64, fails: bool) -> Self {
        Self {
            clock,
            inner: Mutex::new(Inner {
                random: fastrand::Rng::with_seed(seed),
                fails,
                messages: Vec::new(),
                nonces: HashMap::new(),
                published: BTreeSet::new(),
            }),
        }
    }

    pub(crate) fn recover(&self) {
        self.inner.lock().unwrap().fails = false;
    }

    pub(crate) fn messages(&self) -> Vec<Message> {
        self.inner.lock().unwrap().messages.clone()
    }

    /// How many there are; the last has this id.
    pub(crate) fn count(&self) -> u64 {
        self.inner.lock().unwrap().messages.len() as u64
    }

    pub(crate) fn published(&self) -> BTreeSet<u64> {
        self.inner.lock().unwrap().published.clone()
    }

    /// Publishes a message to the followers of its channel; twice does no harm. Returns whether whoever asked learns that it is
    /// done.
    pub(crate) async fn publish(&self, message: u64) -> bool {
        tokio::task::yield_now().await;
        let fate = self.fate();
        if !matches!(fate, Fate::Lost(_)) {
            self.inner.lock().unwrap().published.insert(message);
        }
        tokio::task::yield_now().await;
        matches!(fate, Fate::Fine)
    }

    fn fate(&self) -> Fate {
        let mut inner = self.inner.lock().unwrap();
        if !inner.fails {
            return Fate::Fine;
        }
        let unclear = |text: &str| PostError::Ambiguous(text.to_owned());
        match inner.random.u32(0..20) {
            0 => Fate::Lost(unclear("500")),
            1 => Fate::Unheard(unclear("502")),
            2 => {
                let after = Duration::from_millis(inner.random.u64(1..20_000));
                let everywhere = inner.random.u32(0..4) == 0;
                Fate::Lost(PostError::RateLimited { after, everywhere })
            }
            3 => Fate::Unheard(unclear("the connection was reset")),
            4 => {
                drop(inner);
                self.clock.advance(SignedDuration::from_secs(10));
                Fate::Lost(unclear("a time-out"))
            }
            5 => Fate::Lost(PostError::RefusedForNow {
                detail: "403 (code 40333)".to_owned(),
                counts: true,
            }),
            6 => {
                let length = SignedDuration::from_secs(inner.random.i64(1..600));
                let until = self.clock.now() + length;
                let detail = "403 (code 50013)".to_owned();
                Fate::Lost(PostError::TimedOut { until, detail })
            }
            _ => Fate::Fine,
        }
    }

    fn store(&self, channel: u64, post: &Post) -> u64 {
        let now = self.clock.now();
        let mut inner = self.inner.lock().unwrap();
        if let Some((id, at)) = inner.nonces.get(&post.delivery)
            && now.duration_since(*at).abs() < NONCE
        {
            return *id;
        }
        let id = inner.messages.len() as u64 + 1;
        inner.nonces.insert(post.delivery.clone(), (id, now));
        inner.messages.push(Message {
            delivered: Delivered {
                id,
                channel,
                batch_id: post.delivery.clone(),
                at: now,
            },
            role: post.notified.iter().find_map(|one| match one {
                Notified::Role(role) => Some(*role),
                Notified::User(_) => None,
            }),
            text: format!("{:?}", post.reply),
        });
        id
    }
}

#[async_trait]
impl Messenger for Discord {
    fn wait_for(&self, _: u64) -> Option<Duration> {
        None
    }

    async fn post(&self, channel: u64, post: &Post) -> Result<Posted, PostError> {
        tokio::task::yield_now().await;
        if [CLOSED, CLOSED_PERSON].contains(&channel) {
            return Err(PostError::ChannelUnavailable("403".to_owned()));
        }
        let posted = match self.fate() {
            Fate::Fine => Ok(Posted::from(self.store(channel, post))),
            Fate::Lost(error) => Err(error),
            Fate::Unheard(error) => {
                self.store(channel, post);
                Err(error)
            }
        };
        tokio::task::yield_now().await;
        posted
    }

    async fn edit(&self, _: u64, _: u64, _: &Reply) -> Result<(), PostError> {
        tokio::task::yield_now().await;
        match self.fate() {
            Fate::Fine => Ok(()),
            Fate::Lost(error) | Fate::Unheard(error) => Err(error),
        }
    }

    async fn find(
        &self,
        channel: u64,
        delivery: &str,
        _: &[Timestamp],
    ) -> Result<Found, PostError> {
        tokio::task::yield_now().await;
        if let Fate::Lost(error) | Fate::Unheard(error) = self.fate() {
            return Err(error);
        }
        let inner = self.inner.lock().unwrap();
        let mut delivered = inner.messages.iter().map(|one| &one.delivered);
        let found = delivered.find(|one| one.channel == channel && one.batch_id == delivery);
        Ok(found.map_or(Found::Nothing, |one| Found::Message(one.id)))
    }

    async fn direct(&self, user: u64) -> Result<u64, PostError> {
        tokio::task::yield_now().await;
        Ok(user)
    }
}
