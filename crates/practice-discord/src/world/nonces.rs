//! Nonces: a message that is repeated within minutes is not posted twice.

use std::collections::VecDeque;

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::World;
use crate::Snowflake;

const MAX_KEPT: usize = 10_000;

/// Nonces of late: author, nonce, channel, message, when.
pub(crate) struct Nonces {
    late: VecDeque<(Snowflake, String, Snowflake, Snowflake, Timestamp)>,
    kept_for: SignedDuration,
}

impl Nonces {
    pub(super) fn kept_for(kept_for: SignedDuration) -> Self {
        Self {
            late: VecDeque::new(),
            kept_for,
        }
    }
}

impl World {
    /// The message that this author sent with this nonce, if it is still remembered.
    pub(crate) fn sent_with_nonce(&self, author: Snowflake, nonce: &Value) -> Option<Value> {
        let nonce = nonce_text(nonce)?;
        let since = self.real_now - self.nonces.kept_for;
        let (_, _, channel, id, _) = self
            .nonces
            .late
            .iter()
            .find(|(by, used, _, _, when)| *by == author && *used == nonce && *when >= since)?;
        let mut json = self.channel(*channel).ok()?.message(*id).ok()?.json.clone();
        json["nonce"] = nonce.into();
        Some(json)
    }

    pub(super) fn remember_nonce(
        &mut self,
        author: Snowflake,
        nonce: &Value,
        channel: Snowflake,
        message: Snowflake,
    ) {
        let Some(nonce) = nonce_text(nonce) else {
            return;
        };
        let nonces = &mut self.nonces.late;
        nonces.push_back((author, nonce, channel, message, self.real_now));
        if nonces.len() > MAX_KEPT {
            nonces.pop_front();
        }
    }
}

fn nonce_text(nonce: &Value) -> Option<String> {
    match nonce {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
