//! Load: as many interactions in flight as are wanted, so many a second, or all at once.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use tokio::time::{MissedTickBehavior, interval, timeout};

use crate::discord::Discord;
use crate::frames::Kind;

/// An answer that takes longer is lost: Discord has given up by then.
const LOST_AFTER: Duration = Duration::from_secs(10);

/// How long answers took, and how many never came.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// In order.
    times: Vec<Duration>,
    pub(crate) lost: usize,
    pub(crate) took: Duration,
}

impl Outcome {
    fn of(mut times: Vec<Duration>, asked: u64, took: Duration) -> Self {
        times.sort_unstable();
        let asked = usize::try_from(asked).unwrap_or(usize::MAX);
        Self {
            lost: asked - times.len(),
            times,
            took,
        }
    }

    /// The time that so many of a thousand answers did not exceed, in milliseconds.
    pub(crate) fn permille(&self, permille: usize) -> f64 {
        let last = self.times.len().saturating_sub(1);
        let at = self.times.get(last * permille / 1000);
        at.copied().unwrap_or(LOST_AFTER).as_secs_f64() * 1e3
    }

    #[expect(clippy::cast_precision_loss, reason = "thousands")]
    pub(crate) fn rate(&self) -> f64 {
        self.times.len() as f64 / self.took.as_secs_f64()
    }
}

/// Asks `count` times, with `in_flight` unanswered at a time.
pub(crate) async fn closed(
    discord: &mut Discord,
    kind: Kind,
    first: u64,
    count: u64,
    in_flight: u64,
) -> Outcome {
    discord.forget_answers();
    let began = Instant::now();
    let mut sent = HashMap::new();
    let mut next = 0;
    let mut ask = |discord: &Discord, sent: &mut HashMap<u64, Instant>| {
        if next < count {
            let id = kind.id(first + next);
            sent.insert(id, discord.interact(kind, id));
            next += 1;
        }
    };
    for _ in 0..in_flight {
        ask(discord, &mut sent);
    }
    let mut times = Vec::new();
    while !sent.is_empty() {
        let Ok(answered) = timeout(LOST_AFTER, discord.answer()).await else {
            break;
        };
        if let Some(at) = sent.remove(&answered.id) {
            times.push(answered.at.duration_since(at));
            ask(discord, &mut sent);
        }
    }
    Outcome::of(times, count, began.elapsed())
}

/// Asks so many times a second for some seconds, whether it is answered or not.
pub(crate) async fn open(
    discord: &mut Discord,
    kind: Kind,
    first: u64,
    rate: u64,
    seconds: u64,
) -> Outcome {
    discord.forget_answers();
    let count = rate * seconds;
    let began = Instant::now();
    let mut tick = interval(Duration::from_secs(1) / u32::try_from(rate).unwrap_or(1));
    tick.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let (mut sent, mut times, mut next) = (HashMap::new(), Vec::new(), 0);
    while next < count || !sent.is_empty() {
        tokio::select! {
            _ = tick.tick(), if next < count => {
                let id = kind.id(first + next);
                sent.insert(id, discord.interact(kind, id));
                next += 1;
            }
            answered = timeout(LOST_AFTER, discord.answer()) => {
                let Ok(answered) = answered else { break };
                if let Some(at) = sent.remove(&answered.id) {
                    times.push(answered.at.duration_since(at));
                }
            }
        }
    }
    Outcome::of(times, count, began.elapsed())
}
