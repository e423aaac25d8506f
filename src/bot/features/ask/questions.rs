//! Where questions are read: on threads of their own, so that no page waits behind them.

use std::sync::Arc;

use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use crate::answers::{Index, IndexCache};
use crate::knowledge::Knowledge;
use crate::pages::AsOf;

/// So many cores are enough for questions on any machine.
const MAX_AT_ONCE: usize = 4;

/// Reads questions and searches beside everything else, and keeps the index for them.
pub(in crate::bot) struct Questions {
    index: Arc<IndexCache>,
    permits: Semaphore,
}

/// How many questions and searches are read at once. One takes a millisecond or two, and pages are to find a free core.
fn at_once() -> usize {
    let cores = std::thread::available_parallelism().map_or(1, Into::into);
    cores.saturating_sub(1).clamp(1, MAX_AT_ONCE)
}

impl Default for Questions {
    fn default() -> Self {
        Self {
            index: Arc::default(),
            permits: Semaphore::new(at_once()),
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
    /// Runs `read`, which takes long for a question, as soon as few others are being read. It gets the index.
    pub(in crate::bot) async fn read<T: Send + 'static>(
        &self,
        knowledge: &Arc<Knowledge>,
        as_of: AsOf,
        read: impl FnOnce(&IndexAtHand) -> T + Send + 'static,
    ) -> T {
        let index = IndexAtHand {
            cache: Arc::clone(&self.index),
            knowledge: Arc::clone(knowledge),
            as_of,
        };
        let _permit = self.permits.acquire().await;
        finished(spawn_blocking(move || read(&index))).await
    }

    /// Makes the index of this knowledge and day, if it is not made yet. Questions are read meanwhile.
    pub(in crate::bot) async fn update(&self, knowledge: Arc<Knowledge>, as_of: AsOf) {
        let index = Arc::clone(&self.index);
        finished(spawn_blocking(move || drop(index.index(&knowledge, as_of)))).await;
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
