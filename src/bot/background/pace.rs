//! Shares what Discord allows a token, 50 requests a second, among the processes that use it: each takes the same part. They
//! find each other in the database; no clock of theirs has to agree with another.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use tokio::time::Instant;
use tracing::{info, warn};

use super::driver::{BackgroundTask, SourceClosed, TaskError, name_of_its_own};
use crate::bot::state::AppState;
use crate::store::ProcessBeat;

/// How often a process says that it lives. Another counts once it was seen to say so twice, ten seconds after its start at most:
/// what died long ago, or dies again and again, takes no part of the pace from those that post.
const BEAT_EVERY: SignedDuration = SignedDuration::from_secs(5);
/// A process that has not said so for this long has ended, or cannot post either, as its database is away.
const SILENT_FOR: Duration = Duration::from_secs(16);
/// One that has been silent for this long is forgotten, whoever notices.
const GONE_FOR: Duration = Duration::from_mins(10);

/// Says that this process lives, and takes its part of the pace.
pub(super) struct SharePace {
    state: Arc<AppState>,
    own: ProcessBeat,
    others: Others,
    processes: u32,
}

/// When each other process was last seen to live, by this one's own time.
#[derive(Default)]
struct Others(HashMap<String, Seen>);

#[derive(Clone, Copy)]
struct Seen {
    beat: i64,
    /// When it was first seen, or last said that it lives.
    at: Instant,
    /// Whether it has said so since it was first seen.
    has_beaten: bool,
}

impl SharePace {
    pub(super) fn new(state: Arc<AppState>) -> Self {
        Self {
            state,
            own: ProcessBeat {
                id: name_of_its_own(),
                beat: 0,
            },
            others: Others::default(),
            processes: 1,
        }
    }
}

impl Others {
    /// Takes in what the processes say now, and returns how many live, this one included.
    fn note(&mut self, own: &str, beats: Vec<ProcessBeat>, now: Instant) -> u32 {
        let mut seen = HashMap::new();
        for ProcessBeat { id, beat } in beats {
            if id == own {
                continue;
            }
            let new = Seen {
                beat,
                at: now,
                has_beaten: self.0.contains_key(&id),
            };
            let before = self.0.get(&id).filter(|before| before.beat == beat);
            seen.insert(id, before.copied().unwrap_or(new));
        }
        self.0 = seen;
        let lives = |one: &&Seen| one.has_beaten && now.duration_since(one.at) < SILENT_FOR;
        let living = self.0.values().filter(lives).count();
        u32::try_from(living).unwrap_or(u32::MAX).saturating_add(1)
    }

    /// Those that ended long ago, without a word.
    fn gone(&self, now: Instant) -> impl Iterator<Item = &str> {
        let is_gone = move |seen: &Seen| now.duration_since(seen.at) >= GONE_FOR;
        self.0
            .iter()
            .filter(move |(_, seen)| is_gone(seen))
            .map(|(id, _)| id.as_str())
    }
}

#[async_trait]
impl BackgroundTask for SharePace {
    fn name(&self) -> &'static str {
        "pace"
    }

    async fn wake(&mut self) -> Result<(), SourceClosed> {
        std::future::pending().await
    }

    async fn run_once(&mut self) -> Result<Option<Timestamp>, TaskError> {
        self.own.beat += 1;
        let store = &self.state.store;
        let beats = store.beat(&self.own).await?;
        let now = Instant::now();
        let processes = self.others.note(&self.own.id, beats, now);
        if processes != self.processes {
            info!(processes, "The pace against Discord is shared.");
            self.state.rest.share_pace(processes);
            self.processes = processes;
        }
        for id in self.others.gone(now) {
            store.forget_process(id).await?;
        }
        Ok(self.state.clock.now().saturating_add(BEAT_EVERY).ok())
    }

    async fn drain(&mut self) {
        if let Err(error) = self.state.store.forget_process(&self.own.id).await {
            warn!(%error, "The other processes learn a few seconds later that this one has ended.");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn beat(id: &str, beat: i64) -> ProcessBeat {
        let id = id.to_owned();
        ProcessBeat { id, beat }
    }

    #[test]
    fn a_process_shares_with_those_that_go_on_saying_that_they_live() {
        let (mut others, start) = (Others::default(), Instant::now());
        let at = |seconds| start + Duration::from_secs(seconds);
        let mut note = |second, beats: &[(&str, i64)]| {
            let beats = beats.iter().map(|(id, number)| beat(id, *number));
            others.note("own", beats.collect(), at(second))
        };
        assert_eq!(note(0, &[("own", 1)]), 1);
        // Nobody knows yet whether the second has ended long ago.
        assert_eq!(note(5, &[("own", 2), ("second", 70)]), 1);
        assert_eq!(note(10, &[("own", 3), ("second", 71), ("third", 1)]), 2);
        assert_eq!(note(15, &[("own", 4), ("second", 72), ("third", 1)]), 2);
        assert_eq!(note(20, &[("own", 5), ("second", 72), ("third", 2)]), 3);
        assert_eq!(note(31, &[("own", 6), ("second", 72), ("third", 3)]), 2);
        // It was only slow.
        assert_eq!(note(32, &[("own", 7), ("second", 73), ("third", 3)]), 3);
        assert_eq!(note(33, &[("own", 8)]), 1);
    }

    #[test]
    fn what_ended_long_ago_is_forgotten() {
        let (mut others, start) = (Others::default(), Instant::now());
        let beats = || vec![beat("own", 1), beat("second", 1)];
        others.note("own", beats(), start);
        let later = start + Duration::from_secs(599);
        others.note("own", beats(), later);
        assert_eq!(others.gone(later).count(), 0);
        let later = start + GONE_FOR;
        others.note("own", beats(), later);
        assert_eq!(others.gone(later).collect::<Vec<_>>(), ["second"]);
    }
}
