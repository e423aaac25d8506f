//! What goes wrong because a test ordered it: the next request of a kind, once.

use std::sync::{Mutex, PoisonError};

/// How a request goes wrong.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fault {
    /// It is not carried out, and answered with this status.
    Status(u16),
    /// It is not carried out, and answered with 429.
    RateLimited {
        /// When the bot may come again, in seconds; Discord gives fractions.
        retry_after_seconds: f64,
        /// Whether that holds for all requests, not only for those of this kind.
        global: bool,
    },
    /// It is carried out, and the connection is cut before the answer.
    StoredThenReset,
    /// It is carried out, and gets no answer until the bot gives up.
    StoredThenHang,
    /// It is not carried out, and gets no answer until the bot gives up.
    Hang,
}

/// Faults that were ordered and have not come yet, in order.
#[derive(Default)]
pub(crate) struct Faults(Mutex<Vec<Order>>);

struct Order {
    method: String,
    path: String,
    fault: Fault,
}

impl Faults {
    pub(crate) fn order(&self, method: &str, path: &str, fault: Fault) {
        let order = Order {
            method: method.to_owned(),
            path: path.to_owned(),
            fault,
        };
        let mut orders = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        orders.push(order);
    }

    /// The oldest fault ordered for such a request, which is then spent.
    pub(crate) fn take(&self, method: &str, path: &str) -> Option<Fault> {
        let mut orders = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let fits = |order: &Order| order.method == method && path.starts_with(&order.path);
        let at = orders.iter().position(fits)?;
        Some(orders.remove(at).fault)
    }
}
