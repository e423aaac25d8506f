//! Threads: who opens them, who sees them, who hears of them.

mod archives;
mod members;
mod messages;
mod opening;

use practice_discord::{
    Snowflake,
    driver::{Answer, INTENTS, TestServer},
};
use reqwest::Method;
use serde_json::Value;

const MEMBER_INTENTS: u64 = INTENTS | 1 << 1;

async fn open(server: &TestServer, parent: Snowflake, form: &Value) -> Answer {
    server
        .rest
        .post(&format!("/channels/{parent}/threads"), form)
        .await
}

/// A request without a body, as these have none.
async fn bare(server: &TestServer, method: Method, path: &str) -> Answer {
    server.rest.send(server.rest.request(method, path)).await
}

fn member(thread: Snowflake, user: impl std::fmt::Display) -> String {
    format!("/channels/{thread}/thread-members/{user}")
}

fn at(thread: Snowflake) -> String {
    format!("/channels/{thread}")
}

fn messages(thread: Snowflake) -> String {
    format!("/channels/{thread}/messages")
}
