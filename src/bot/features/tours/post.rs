//! The messages of a tour, as requests.

use crate::bot::rest::{CreateMessage, Nonce, RestClient, RestError};
use crate::reply::Reply;

/// Posts a page of a tour. `cause` is what makes it leave, such as an interaction: the same page for the same cause is posted
/// to a channel once.
pub(super) async fn post(
    rest: &RestClient,
    channel: u64,
    reply: &Reply,
    cause: u64,
) -> Result<(), RestError> {
    let nonce = Nonce::of(&["tour", &cause.to_string(), &channel.to_string()]);
    let message = CreateMessage::of_reply(reply, nonce);
    rest.create_message(channel, &message).await.map(drop)
}
