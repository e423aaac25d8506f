//! Interactions of every kind, and the rules of answering them.

mod answers;
mod deadlines;
mod ephemeral;
mod kinds;

use practice_discord::driver::{GatewayBot, INTENTS, Page, TestServer};
use serde_json::{Value, json};

use crate::support::start;

/// A server with a command `/ask`, a page on it and a bot that hears what happens.
async fn with_command() -> (TestServer, Page, GatewayBot, String) {
    let server = start().await;
    let command = json!({ "name": "ask", "description": "Ask anything" });
    let id = server.rest.register(&command).await;
    let bot = server.bot(INTENTS).await;
    let page = server.page().await;
    (server, page, bot, id)
}

fn message(content: &str) -> Value {
    json!({ "type": 4, "data": { "content": content } })
}

fn for_you_alone(content: &str) -> Value {
    json!({ "type": 4, "data": { "content": content, "flags": 64, "components": [button("b")] } })
}

fn button(custom_id: &str) -> Value {
    let button = json!({ "type": 2, "style": 1, "label": "Go", "custom_id": custom_id });
    json!({ "type": 1, "components": [button] })
}
