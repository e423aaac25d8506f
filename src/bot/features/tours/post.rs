//! The messages of a tour, as requests.

use std::hash::{BuildHasher as _, RandomState};

use reqwest::Method;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::bot::message::compose;
use crate::bot::rest::{RestClient, RestError};
use crate::reply::Reply;

#[derive(Deserialize)]
struct Id {
    id: String,
}

pub(in crate::bot) async fn direct(sender: &RestClient, user: u64) -> Result<u64, RestError> {
    let body = json!({ "recipient_id": user.to_string() });
    let channel = sender
        .send(Method::POST, "/users/@me/channels", &body)
        .await?;
    Ok(id_of(&channel))
}

/// 0 is nobody's: whatever is asked of it next is refused.
pub(in crate::bot) fn id_of(answer: &Value) -> u64 {
    let id = Id::deserialize(answer).ok();
    id.and_then(|id| id.id.parse().ok()).unwrap_or_default()
}

/// Not two messages of this program have the same.
pub(in crate::bot) fn nonce() -> String {
    format!("{:016x}", RandomState::new().hash_one(0))
}

pub(in crate::bot) async fn post(
    sender: &RestClient,
    channel: u64,
    reply: &Reply,
    nonce: &str,
) -> Result<(), RestError> {
    send(sender, channel, reply, nonce, None).await
}

pub(in crate::bot) async fn send(
    sender: &RestClient,
    channel: u64,
    reply: &Reply,
    nonce: &str,
    call: Option<u64>,
) -> Result<(), RestError> {
    let composed = json!(compose(reply));
    let mut body = json!({
        "embeds": composed["embeds"],
        "components": composed["components"],
        "allowed_mentions": { "parse": [] },
        "nonce": nonce,
        "enforce_nonce": true,
    });
    if let Some(user) = call {
        body["content"] = json!(format!("<@{user}>"));
        body["allowed_mentions"] = json!({ "parse": [], "users": [user.to_string()] });
    }
    let path = format!("/channels/{channel}/messages");
    sender.send(Method::POST, &path, &body).await?;
    Ok(())
}
