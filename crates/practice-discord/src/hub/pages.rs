//! The pages that are open in browsers, and the frames on their way to them.

use axum::body::Bytes;
use serde_json::Value;
use tokio::sync::mpsc;

use crate::world::PageId;

/// A page further behind than this many frames is dropped; it then connects again and gets everything.
const MAX_FRAMES_BEHIND: usize = 2_048;

/// All open pages, oldest first.
#[derive(Default)]
pub(super) struct Pages {
    open: Vec<(PageId, mpsc::Sender<Bytes>)>,
    last_id: u64,
}

impl Pages {
    /// Adds a page, whose first frame is `hello`.
    pub(super) fn open(&mut self, hello: &Value) -> (PageId, mpsc::Receiver<Bytes>) {
        self.last_id += 1;
        let id = PageId(self.last_id);
        let (sender, frames) = mpsc::channel(MAX_FRAMES_BEHIND);
        if sender.try_send(hello.to_string().into()).is_ok() {
            self.open.push((id, sender));
        }
        (id, frames)
    }

    pub(super) fn close(&mut self, id: PageId) {
        self.open.retain(|(page, _)| *page != id);
    }

    /// Sends a frame to one page, or to all; a page that does not keep up is dropped.
    pub(super) fn send(&mut self, to: Option<PageId>, frame: &Value) {
        let text = Bytes::from(frame.to_string());
        self.open.retain(|(page, sender)| {
            to.is_some_and(|to| to != *page) || sender.try_send(text.clone()).is_ok()
        });
    }
}
