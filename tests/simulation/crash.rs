//! A process that dies after so many steps.

use std::pin::Pin;
use std::task::{Context, Poll};

/// A future that ends, wherever it is, when it has been polled so often: as a process does that is killed.
pub(crate) struct Doomed<F> {
    inner: Pin<Box<F>>,
    polls_left: u32,
}

impl<F: Future> Doomed<F> {
    pub(crate) fn after(polls: u32, inner: F) -> Self {
        Self {
            inner: Box::pin(inner),
            polls_left: polls,
        }
    }
}

impl<F: Future> Future for Doomed<F> {
    /// What came of it, unless it died.
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if self.polls_left == 0 {
            return Poll::Ready(None);
        }
        self.polls_left -= 1;
        self.inner.as_mut().poll(context).map(Some)
    }
}
