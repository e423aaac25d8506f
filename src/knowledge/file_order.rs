//! Where the entries of a page stand in its file. In the model they stand newest first; problems are reported by the file.

use std::cmp::Reverse;

use crate::document::{PartialDate, Step};

/// For each list that is in another order in the model, the place in the file of each of its entries.
#[derive(Debug, Default)]
pub(super) struct FileOrder {
    lists: Vec<(&'static str, Box<[usize]>)>,
}

impl FileOrder {
    /// Puts `items`, which are the tables `key` of a file, newest first; those of one day stay as they are.
    pub(super) fn sort<T>(
        &mut self,
        key: &'static str,
        items: &mut Vec<T>,
        date: impl Fn(&T) -> PartialDate,
    ) {
        let mut order: Vec<usize> = (0..items.len()).collect();
        order.sort_by_key(|at| Reverse(date(&items[*at]).last_day()));
        if order.is_sorted() {
            return;
        }
        let mut left: Vec<Option<T>> = std::mem::take(items).into_iter().map(Some).collect();
        items.extend(order.iter().filter_map(|at| left[*at].take()));
        self.lists.push((key, order.into()));
    }

    /// The way to a value of the model as the way to it in the file.
    pub(super) fn in_file<'s>(&self, path: &[Step<'s>]) -> Vec<Step<'s>> {
        let mut path = path.to_vec();
        if let [Step::Key(key), Step::Item(item), ..] = &mut path[..]
            && let Some((_, places)) = self.lists.iter().find(|(list, _)| list == key)
            && let Some(place) = places.get(*item)
        {
            *item = *place;
        }
        path
    }
}
