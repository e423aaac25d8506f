//! Files that came with messages, kept in memory: the newest 32 MiB of them.

use std::collections::VecDeque;

use axum::body::Bytes;
use serde_json::{Value, json};

use crate::Snowflake;

/// All files together; beyond it the oldest are forgotten, and their addresses answer 404.
const MAX_KEPT_BYTES: usize = 32 << 20;

/// A file as it was sent.
#[derive(Clone, Debug)]
pub(crate) struct Upload {
    /// The n of `files[n]`.
    pub(crate) index: u64,
    pub(crate) name: String,
    pub(crate) content_type: String,
    pub(crate) bytes: Bytes,
}

pub(crate) struct Attachments {
    url: String,
    kept: VecDeque<(Snowflake, Upload)>,
}

impl Attachments {
    pub(crate) fn new(url: &str) -> Self {
        Self {
            url: url.to_owned(),
            kept: VecDeque::new(),
        }
    }

    /// Keeps a file and returns it as an attachment of a message.
    pub(crate) fn keep(
        &mut self,
        id: Snowflake,
        channel: Snowflake,
        file: &Upload,
        description: Option<&str>,
    ) -> Value {
        let name = safe_name(&file.name);
        let url = format!("{}/attachments/{channel}/{id}/{name}", self.url);
        let mut attachment = json!({
            "id": id,
            "filename": name,
            "size": file.bytes.len(),
            "url": url,
            "proxy_url": url,
            "content_type": file.content_type,
        });
        if let Some(description) = description {
            attachment["description"] = description.into();
        }
        self.kept.push_back((id, file.clone()));
        while self
            .kept
            .iter()
            .map(|(_, file)| file.bytes.len())
            .sum::<usize>()
            > MAX_KEPT_BYTES
        {
            self.kept.pop_front();
        }
        attachment
    }

    pub(crate) fn get(&self, id: Snowflake) -> Option<&Upload> {
        self.kept
            .iter()
            .find(|(kept, _)| *kept == id)
            .map(|(_, file)| file)
    }
}

/// Discord keeps letters, digits, `_`, `-` and `.` of a file's name.
fn safe_name(name: &str) -> String {
    let keep = |c: char| {
        if c.is_ascii_alphanumeric() || "_-.".contains(c) {
            c
        } else {
            '_'
        }
    };
    name.chars().map(keep).collect()
}
