//! Nonces: a message that is repeated within minutes is not posted twice.

use std::collections::VecDeque;

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use crate::snowflake::Snowflake;

/// Beyond this many the oldest are forgotten, so that memory stays bounded.
const MAX_KEPT: usize = 10_000;

/// The nonces of the last minutes.
pub(crate) struct Nonces {
    latest: VecDeque<SentNonce>,
    kept_for: SignedDuration,
}

/// A nonce, and the message that was sent with it.
struct SentNonce {
    author: Snowflake,
    nonce: String,
    channel: Snowflake,
    message: Snowflake,
    at: Timestamp,
}

impl Nonces {
    pub(super) fn kept_for(kept_for: SignedDuration) -> Self {
        Self {
            latest: VecDeque::new(),
            kept_for,
        }
    }

    /// The channel and message that this author sent with this nonce, if it is still remembered.
    pub(super) fn find(
        &self,
        author: Snowflake,
        nonce: &str,
        now: Timestamp,
    ) -> Option<(Snowflake, Snowflake)> {
        let since = now - self.kept_for;
        let sent = self
            .latest
            .iter()
            .find(|sent| sent.author == author && sent.nonce == nonce && sent.at >= since)?;
        Some((sent.channel, sent.message))
    }

    pub(super) fn forget(&mut self) {
        self.latest.clear();
    }

    pub(super) fn remember(
        &mut self,
        author: Snowflake,
        nonce: String,
        (channel, message): (Snowflake, Snowflake),
        at: Timestamp,
    ) {
        self.latest.push_back(SentNonce {
            author,
            nonce,
            channel,
            message,
            at,
        });
        if self.latest.len() > MAX_KEPT {
            self.latest.pop_front();
        }
    }
}

/// A nonce as text; `None` if there is none.
pub(super) fn nonce_text(nonce: &Value) -> Option<String> {
    match nonce {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
