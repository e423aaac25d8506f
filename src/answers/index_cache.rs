//! Keeps the index of answers: the last one answers until the next is made.

use std::sync::{Arc, Mutex, PoisonError, RwLock};

use super::index::Index;
use crate::knowledge::Knowledge;
use crate::pages::AsOf;

/// Keeps the index of the current knowledge and day, and makes it again when either changes.
#[derive(Default)]
pub struct IndexCache {
    last: RwLock<Option<Index>>,
    /// Held while an index is made, so that it is made once for all who wait.
    making: Mutex<()>,
}

impl IndexCache {
    /// The last index that was made, on the day of `as_of`; it can be of the knowledge before the last change. None until
    /// [`IndexCache::index`] has made the first. Never waits for one.
    pub fn last(&self, as_of: AsOf) -> Option<Index> {
        let last = self.last.read().unwrap_or_else(PoisonError::into_inner);
        last.clone().map(|last| last.on(as_of))
    }

    /// The index of this knowledge and day. Blocks: who needs it first makes it, of what has changed, and others wait for
    /// that one.
    pub fn index(&self, knowledge: &Arc<Knowledge>, as_of: AsOf) -> Index {
        let _making = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        let last = self.last(as_of);
        if let Some(ready) = last.as_ref().filter(|last| last.is_of(knowledge, as_of)) {
            return ready.clone();
        }
        let index = match last {
            Some(last) => last.updated(Arc::clone(knowledge), as_of),
            None => Index::of(Arc::clone(knowledge), as_of),
        };
        let mut last = self.last.write().unwrap_or_else(PoisonError::into_inner);
        *last = Some(index.clone());
        index
    }
}
