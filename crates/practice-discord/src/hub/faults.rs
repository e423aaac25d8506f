//! Faults that a test ordered: the next request of a kind goes wrong, once, or all of a kind until it is over.

use std::sync::{Mutex, PoisonError};

/// How a request goes wrong.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fault {
    /// It is not carried out, and answered with this status.
    Status(u16),
    /// It is not carried out, and answered with this status and one of Discord's codes.
    Refused {
        /// Such as 403.
        status: u16,
        /// <https://discord.com/developers/docs/topics/opcodes-and-status-codes#json>
        code: u32,
    },
    /// It does not reach the API: what stands before it answers with this status and a page of HTML.
    Page(u16),
    /// It is not carried out, and answered with 429.
    RateLimited {
        /// How long the bot must wait, in seconds with fractions, as Discord gives it.
        retry_after_seconds: f64,
        /// Whether it must wait with all requests, not only with those of this bucket.
        global: bool,
    },
    /// It is carried out, and the connection is cut before the answer.
    StoredThenReset,
    /// It is carried out, and gets no answer until the bot gives up.
    StoredThenHang,
    /// It is not carried out, and gets no answer until the bot gives up.
    Hang,
}

/// Faults that were ordered and have not happened yet, oldest first.
#[derive(Default)]
pub(crate) struct Faults(Mutex<Vec<Order>>);

struct Order {
    method: String,
    path: String,
    fault: Fault,
    is_lasting: bool,
}

impl Faults {
    pub(crate) fn order(&self, method: &str, path: &str, fault: Fault, is_lasting: bool) {
        let order = Order {
            method: method.to_owned(),
            path: path.to_owned(),
            fault,
            is_lasting,
        };
        let mut orders = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        orders.push(order);
    }

    /// Ends those that last.
    pub(crate) fn end_lasting(&self) {
        let mut orders = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        orders.retain(|order| !order.is_lasting);
    }

    /// The oldest fault that was ordered for such a request; it goes unless it lasts.
    pub(crate) fn take(&self, method: &str, path: &str) -> Option<Fault> {
        let mut orders = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let fits = |order: &Order| order.method == method && path.starts_with(&order.path);
        let at = orders.iter().position(fits)?;
        if orders[at].is_lasting {
            return Some(orders[at].fault);
        }
        Some(orders.remove(at).fault)
    }
}
