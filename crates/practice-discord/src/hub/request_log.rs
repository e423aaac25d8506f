//! The REST requests a bot made and how each was answered, for tests to read.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
};

use jiff::Timestamp;
use serde_json::Value;
use tokio::sync::watch;

/// A REST request as it came, and how it was answered.
#[derive(Clone, Debug)]
pub struct Request {
    /// The HTTP method in capitals, such as `POST`.
    pub method: String,
    /// The path below `/api/v10`, such as `/channels/1/messages`.
    pub path: String,
    /// What follows `?`, not decoded; empty if there is nothing.
    pub query: String,
    /// The JSON body, or the `payload_json` of a multipart form; null if there is none.
    pub body: Value,
    /// The files of a multipart form.
    pub files: Vec<SentFile>,
    /// The status it was answered with; 0 if [`Fault::Hang`](super::Fault::Hang) left it without an answer.
    pub status: u16,
    /// The code of Discord's error; `None` if it was answered with success or a 5xx.
    pub code: Option<u64>,
    /// When it was answered, by the clock that is shown.
    pub at: Timestamp,
}

/// The name and size of a file in a multipart form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentFile {
    /// Its name, as it was sent.
    pub name: String,
    /// Its size in bytes.
    pub size: usize,
}

/// The newest requests.
pub(crate) struct RequestLog {
    keep: usize,
    kept: Mutex<VecDeque<Request>>,
    total: watch::Sender<u64>,
}

impl RequestLog {
    pub(crate) fn new(keep: usize) -> Self {
        Self {
            keep,
            kept: Mutex::default(),
            total: watch::Sender::new(0),
        }
    }

    pub(crate) fn record(&self, request: Request) {
        let mut kept = self.kept();
        kept.push_back(request);
        while kept.len() > self.keep {
            kept.pop_front();
        }
        self.total.send_modify(|total| *total += 1);
    }

    pub(crate) fn all(&self) -> Vec<Request> {
        self.kept().iter().cloned().collect()
    }

    /// The oldest kept request that `wanted` accepts; waits until there is one.
    pub(crate) async fn find(&self, wanted: impl Fn(&Request) -> bool) -> Option<Request> {
        let mut total = self.total.subscribe();
        loop {
            total.borrow_and_update();
            let found = self.kept().iter().find(|request| wanted(request)).cloned();
            if found.is_some() {
                return found;
            }
            total.changed().await.ok()?;
        }
    }

    fn kept(&self) -> MutexGuard<'_, VecDeque<Request>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
