//! Where requests wait for each other: one goes at a time, and alerts stand in a line of their own before all others.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{Notify, oneshot};

/// Who goes first where requests wait for each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::bot) enum Priority {
    /// An alert, and what its delivery needs.
    Alert,
    /// Answers, notices, tours, and whatever else can wait a moment.
    Other,
}

/// One request at a time; the next is the alert that has waited longest, else the request that has.
#[derive(Debug)]
pub(super) struct Queue {
    lines: Mutex<Lines>,
    /// Notified when an alert begins to wait.
    alert_waits: Notify,
    /// After so many alerts in a row one of the others goes, if any waits.
    most_alerts_in_a_row: u32,
}

#[derive(Debug, Default)]
struct Lines {
    is_taken: bool,
    alerts: VecDeque<oneshot::Sender<Turn>>,
    others: VecDeque<oneshot::Sender<Turn>>,
    alerts_in_a_row: u32,
}

/// Its holder's turn, until it is dropped.
#[derive(Debug)]
pub(super) struct Turn(Option<Arc<Queue>>);

impl Queue {
    /// One in which no other goes while an alert waits.
    pub(super) fn new() -> Self {
        Self::letting_others_through(u32::MAX)
    }

    /// One in which others go too, after so many alerts in a row: alerts may be going for an hour.
    pub(super) fn letting_others_through(most_alerts_in_a_row: u32) -> Self {
        Self {
            lines: Mutex::default(),
            alert_waits: Notify::new(),
            most_alerts_in_a_row,
        }
    }

    /// Waits for a turn. Whoever stops waiting loses its place, and nobody else anything.
    pub(super) async fn turn(self: &Arc<Self>, priority: Priority) -> Turn {
        let waiting = {
            let mut lines = self.lines();
            if !lines.is_taken {
                lines.is_taken = true;
                return Turn(Some(Arc::clone(self)));
            }
            let (sender, receiver) = oneshot::channel();
            match priority {
                Priority::Alert => lines.alerts.push_back(sender),
                Priority::Other => lines.others.push_back(sender),
            }
            receiver
        };
        if priority == Priority::Alert {
            self.alert_waits.notify_one();
        }
        match waiting.await {
            Ok(turn) => turn,
            // The lines live as long as whoever waits in them.
            Err(_) => std::future::pending().await,
        }
    }

    /// Ready once an alert waits for its turn.
    pub(super) async fn wanted_by_alert(&self) {
        while !self.has_alert_waiting() {
            self.alert_waits.notified().await;
        }
    }

    fn has_alert_waiting(&self) -> bool {
        let lines = self.lines();
        lines.alerts.iter().any(|waiting| !waiting.is_closed())
    }

    /// Whether somebody's turn is under way.
    pub(super) fn is_taken(&self) -> bool {
        self.lines().is_taken
    }

    fn lines(&self) -> MutexGuard<'_, Lines> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Lines {
    /// Whose turn it is next, if anybody waits.
    fn next(&mut self, most_alerts_in_a_row: u32) -> Option<oneshot::Sender<Turn>> {
        let is_others_turn =
            self.alerts_in_a_row >= most_alerts_in_a_row && !self.others.is_empty();
        let alert = if is_others_turn {
            None
        } else {
            self.alerts.pop_front()
        };
        self.alerts_in_a_row = match &alert {
            Some(_) => self.alerts_in_a_row.saturating_add(1),
            None => 0,
        };
        alert.or_else(|| self.others.pop_front())
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let Some(queue) = self.0.take() else {
            return;
        };
        let mut lines = queue.lines();
        while let Some(next) = lines.next(queue.most_alerts_in_a_row) {
            match next.send(Self(Some(Arc::clone(&queue)))) {
                Ok(()) => return,
                // Whoever waited there has given up. What comes back is nobody's turn.
                Err(mut unwanted) => drop(unwanted.0.take()),
            }
        }
        lines.is_taken = false;
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::timeout;

    use super::*;

    /// The order in which those who wait here get their turn.
    async fn order(queue: Queue, waiting: &[(&'static str, Priority)]) -> Vec<&'static str> {
        let queue = Arc::new(queue);
        let first = queue.turn(Priority::Other).await;
        let order = Arc::new(Mutex::new(Vec::new()));
        let mut tasks = Vec::new();
        for (name, priority) in waiting.iter().copied() {
            let (queue, order) = (Arc::clone(&queue), Arc::clone(&order));
            tasks.push(tokio::spawn(async move {
                let _turn = queue.turn(priority).await;
                order.lock().unwrap().push(name);
            }));
            tokio::task::yield_now().await;
        }
        drop(first);
        for task in tasks {
            task.await.unwrap();
        }
        assert!(!queue.is_taken());
        Arc::into_inner(order).unwrap().into_inner().unwrap()
    }

    #[tokio::test]
    async fn alerts_go_before_all_who_have_waited_longer() {
        let waiting = [
            ("answer 1", Priority::Other),
            ("answer 2", Priority::Other),
            ("alert 1", Priority::Alert),
            ("alert 2", Priority::Alert),
        ];
        let order = order(Queue::new(), &waiting).await;
        assert_eq!(order, ["alert 1", "alert 2", "answer 1", "answer 2"]);
    }

    #[tokio::test]
    async fn others_go_too_while_alerts_go_on_for_long() {
        let waiting = [
            ("answer", Priority::Other),
            ("alert 1", Priority::Alert),
            ("alert 2", Priority::Alert),
            ("alert 3", Priority::Alert),
        ];
        let order = order(Queue::letting_others_through(2), &waiting).await;
        assert_eq!(order, ["alert 1", "alert 2", "answer", "alert 3"]);
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_stops_waiting_holds_up_nobody() {
        let queue = Arc::new(Queue::new());
        let first = queue.turn(Priority::Other).await;
        let patience = Duration::from_secs(1);
        let given_up = timeout(patience, queue.turn(Priority::Alert)).await;
        assert!(given_up.is_err());
        assert!(timeout(patience, queue.wanted_by_alert()).await.is_err());
        drop(first);
        let next = timeout(patience, queue.turn(Priority::Other)).await;
        assert!(next.is_ok());
    }
}
