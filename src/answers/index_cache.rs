//! Keeps the index of answers: the last one answers until the next is made.

use std::sync::{Arc, Mutex, PoisonError, RwLock};

use super::index::{Index, Unread};
use super::meaning_store::MeaningStore;
use crate::knowledge::Knowledge;
use crate::pages::AsOf;

/// Most texts that are read between two looks at what else is to be done.
const MAX_AT_ONCE: usize = 32;

/// Keeps the index of the current knowledge and day, and makes it again when either changes.
#[derive(Default)]
pub struct IndexCache {
    last: RwLock<Option<Index>>,
    /// Held while an index is made, so that it is made once for all who wait.
    making: Mutex<()>,
    store: Arc<MeaningStore>,
}

impl IndexCache {
    /// Keeps what passages mean in `store`.
    pub fn stored_in(store: MeaningStore) -> Self {
        Self {
            store: Arc::new(store),
            ..Self::default()
        }
    }

    /// The last index that was made, on the day of `as_of`; it can be of the knowledge before the last change. None until
    /// [`IndexCache::index`] has made the first. Never waits for one.
    pub fn last(&self, as_of: AsOf) -> Option<Index> {
        let last = self.last.read().unwrap_or_else(PoisonError::into_inner);
        last.clone().map(|last| last.on(as_of))
    }

    /// The index of this knowledge and day. Blocks: who needs it first makes it, of what has changed, and others wait for
    /// that one. Passages that are new are found by their words alone until they are read: [`IndexCache::unfinished`].
    pub fn index(&self, knowledge: &Arc<Knowledge>, as_of: AsOf) -> Index {
        let _making = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        let last = self.last(as_of);
        if let Some(ready) = last.as_ref().filter(|last| last.is_of(knowledge, as_of)) {
            return ready.clone();
        }
        let index = match last {
            Some(last) => last.updated_at_once(Arc::clone(knowledge), as_of),
            None => Index::of_known(Arc::clone(&self.store), Arc::clone(knowledge), as_of),
        };
        let mut last = self.last.write().unwrap_or_else(PoisonError::into_inner);
        *last = Some(index.clone());
        index
    }

    /// What is left to be read of the last index; none if it knows what all its texts mean.
    pub fn unfinished(&self) -> Option<UnfinishedIndex> {
        let last = self.last.read().unwrap_or_else(PoisonError::into_inner);
        let index = last.clone()?;
        let texts = index.unread();
        (!texts.is_empty()).then_some(UnfinishedIndex {
            index,
            texts,
            read: 0,
        })
    }

    /// Puts an index that was read to its end in the place of the last one, if that is of the same passages.
    pub fn finish(&self, finished: UnfinishedIndex) {
        let index = finished.index.with_known_meanings();
        let mut last = self.last.write().unwrap_or_else(PoisonError::into_inner);
        if last.as_ref().is_some_and(|last| last.is_made_with(&index)) {
            *last = Some(index);
        }
    }
}

/// An index, and what the sentence model has still to read of it. Questions are answered by the same index meanwhile.
pub struct UnfinishedIndex {
    index: Index,
    texts: Vec<Unread>,
    read: usize,
}

impl UnfinishedIndex {
    /// Reads some texts, for some tenths of a second. Gives whether any is left.
    pub fn read_some(&mut self) -> bool {
        let some = self.texts[self.read..].iter().take(MAX_AT_ONCE);
        for text in some {
            self.index.read(text);
            self.read += 1;
        }
        self.read < self.texts.len()
    }
}
