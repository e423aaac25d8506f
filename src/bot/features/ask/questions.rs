//! Where questions are read: on threads of their own, so that no page waits behind them.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use crate::answers::{Index, IndexCache, MeaningStore};
use crate::knowledge::Knowledge;
use crate::pages::AsOf;

/// So many cores are enough for questions on any machine.
const MAX_AT_ONCE: usize = 4;

/// Questions and searches that wait for their turn; with a millisecond or two for each, the last is read in time. Whoever comes
/// when there are as many hears so at once.
const MAX_WAITING: usize = 512;

/// Too many questions are being read.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::bot) struct Busy;

/// Reads questions and searches beside everything else, and keeps the index for them.
pub(in crate::bot) struct Questions {
    index: Arc<IndexCache>,
    permits: Semaphore,
    waiting: Semaphore,
}

/// How many questions and searches are read at once. One takes a millisecond or two, and pages are to find a free core.
fn at_once() -> usize {
    let cores = std::thread::available_parallelism().map_or(1, Into::into);
    cores.saturating_sub(1).clamp(1, MAX_AT_ONCE)
}

impl Default for Questions {
    fn default() -> Self {
        Self::stored_in(MeaningStore::in_memory())
    }
}

impl Questions {
    /// Keeps what passages mean in `store`.
    pub(in crate::bot) fn stored_in(store: MeaningStore) -> Self {
        Self {
            index: Arc::new(IndexCache::stored_in(store)),
            permits: Semaphore::new(at_once()),
            waiting: Semaphore::new(MAX_WAITING),
        }
    }
}

/// The index as a question gets it, once it needs it.
#[derive(Clone)]
pub(in crate::bot) struct IndexAtHand {
    cache: Arc<IndexCache>,
    knowledge: Arc<Knowledge>,
    as_of: AsOf,
}

impl IndexAtHand {
    /// The last index that was made: after a change of the knowledge that of before, until the next is ready. Blocks while
    /// there is none yet, just after the start.
    pub(in crate::bot) fn get(&self) -> Index {
        let last = self.cache.last(self.as_of);
        last.unwrap_or_else(|| self.cache.index(&self.knowledge, self.as_of))
    }
}

impl Questions {
    /// Runs `read`, which takes long for a question, as soon as few others are being read, and begins within `patience`. It gets
    /// the index.
    ///
    /// # Errors
    /// So many are being read that its turn does not come in time.
    pub(in crate::bot) async fn read<T: Send + 'static>(
        &self,
        knowledge: &Arc<Knowledge>,
        as_of: AsOf,
        patience: Duration,
        read: impl FnOnce(&IndexAtHand) -> T + Send + 'static,
    ) -> Result<T, Busy> {
        let index = IndexAtHand {
            cache: Arc::clone(&self.index),
            knowledge: Arc::clone(knowledge),
            as_of,
        };
        let _turn = self.turn(patience).await?;
        Ok(finished(spawn_blocking(move || read(&index))).await)
    }

    /// Waits for leave to read a question, first come, first served.
    async fn turn(&self, patience: Duration) -> Result<SemaphorePermit<'_>, Busy> {
        if let Ok(turn) = self.permits.try_acquire() {
            return Ok(turn);
        }
        let _waiting = self.waiting.try_acquire().map_err(|_| Busy)?;
        let turn = timeout(patience, self.permits.acquire()).await;
        turn.map_err(|_| Busy)?.map_err(|_| Busy)
    }

    /// Makes the index of this knowledge and day, if it is not made yet, and reads what its passages mean, as long as it
    /// `is_current`. Questions are read meanwhile.
    pub(in crate::bot) async fn update(
        &self,
        knowledge: Arc<Knowledge>,
        as_of: AsOf,
        is_current: impl Fn() -> bool,
    ) {
        let cache = Arc::clone(&self.index);
        let make = move || {
            drop(cache.index(&knowledge, as_of));
            cache.unfinished()
        };
        let mut unfinished = finished(spawn_blocking(make)).await;
        // Some at a time: whoever stops the bot waits for no more than these.
        while let Some(mut index) = unfinished.take().filter(|_| is_current()) {
            let cache = Arc::clone(&self.index);
            let read = move || {
                if index.read_some() {
                    return Some(index);
                }
                cache.finish(index);
                None
            };
            unfinished = finished(spawn_blocking(read)).await;
        }
    }
}

/// What a thread came to. It is cancelled only where the runtime ends, and with it whoever waits.
async fn finished<T>(task: tokio::task::JoinHandle<T>) -> T {
    match task.await.map_err(tokio::task::JoinError::try_into_panic) {
        Ok(made) => made,
        Err(Ok(panic)) => std::panic::resume_unwind(panic),
        Err(Err(_)) => std::future::pending().await,
    }
}

#[cfg(test)]
mod tests {
    use tokio::time::Instant;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn whoever_would_wait_too_long_for_a_turn_is_told_so() {
        let questions = Questions::default();
        let patience = Duration::from_millis(1_500);
        let mut turns = Vec::new();
        for _ in 0..at_once() {
            turns.push(questions.turn(Duration::ZERO).await.unwrap());
        }
        let begin = Instant::now();
        assert_eq!(questions.turn(patience).await.err(), Some(Busy));
        assert_eq!(begin.elapsed(), patience);
        // One turn becomes free while somebody waits.
        let (turn, ()) = tokio::join!(questions.turn(patience), async { drop(turns.pop()) });
        turns.push(turn.unwrap());
        assert!(begin.elapsed() < 2 * patience);
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_comes_when_too_many_wait_is_told_so_at_once() {
        let questions = Questions::default();
        for _ in 0..at_once() {
            questions.permits.try_acquire().unwrap().forget();
        }
        for _ in 0..MAX_WAITING {
            questions.waiting.try_acquire().unwrap().forget();
        }
        let begin = Instant::now();
        let refused = questions.turn(Duration::from_mins(1)).await;
        assert_eq!(
            (refused.err(), begin.elapsed()),
            (Some(Busy), Duration::ZERO)
        );
    }
}
