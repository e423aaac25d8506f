//! Nonces: the same message is not sent twice within minutes.

use std::collections::VecDeque;

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::World;
use crate::sandbox::Snowflake;

/// Discord remembers a nonce "a few minutes".
const KEPT_FOR: SignedDuration = SignedDuration::from_mins(5);
const KEPT: usize = 10_000;

/// Nonces of late: author, nonce, channel, message, when.
#[derive(Default)]
pub(crate) struct Nonces(VecDeque<(Snowflake, String, Snowflake, Snowflake, Timestamp)>);

impl World {
    /// The message that this author sent with this nonce a few minutes ago at most.
    pub(crate) fn sent_with_nonce(&self, author: Snowflake, nonce: &Value) -> Option<Value> {
        let nonce = nonce_text(nonce)?;
        let since = self.unmoved_now - KEPT_FOR;
        let (_, _, channel, id, _) = self
            .nonces
            .0
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
        let nonces = &mut self.nonces.0;
        nonces.push_back((author, nonce, channel, message, self.unmoved_now));
        if nonces.len() > KEPT {
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
