//! Work on many things, divided among the cores.

use std::thread;

/// Fewest things for which a second thread is worth its start.
const MIN_ITEMS: usize = 16;

/// What `work` makes of each of `items`, in their order; each core gets an equal run of them.
///
/// # Panics
/// If `work` does.
pub(crate) fn on_all_cores<'i, T: Sync, R: Send>(
    items: &'i [T],
    work: impl Fn(&'i T) -> R + Sync,
) -> Vec<R> {
    in_runs(items, |run| run.iter().map(&work).collect::<Vec<R>>())
        .into_iter()
        .flatten()
        .collect()
}

/// What `work` makes of each run of `items`, in their order; there are as many runs as cores, and none is empty.
///
/// # Panics
/// If `work` does.
pub(crate) fn in_runs<'i, T: Sync, R: Send>(
    items: &'i [T],
    work: impl Fn(&'i [T]) -> R + Sync,
) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, Into::into);
    if cores == 1 || items.len() < MIN_ITEMS {
        return items.chunks(items.len().max(1)).map(work).collect();
    }
    let (share, work) = (items.len().div_ceil(cores), &work);
    thread::scope(|scope| {
        let workers: Vec<_> = items
            .chunks(share)
            .map(|run| scope.spawn(move || work(run)))
            .collect();
        let joined = workers.into_iter().map(thread::ScopedJoinHandle::join);
        joined
            .map(|made| made.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_keeps_the_order_of_the_items() {
        for count in [0, 1, 15, 16, 17, 1_000] {
            let items: Vec<usize> = (0..count).collect();
            assert_eq!(on_all_cores(&items, |item| *item), items);
            assert_eq!(in_runs(&items, <[usize]>::len).iter().sum::<usize>(), count);
        }
    }
}
