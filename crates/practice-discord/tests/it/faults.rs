//! Faults that a test orders, as a real HTTP client meets them.

use std::time::Duration;

use practice_discord::{Fault, ids::GENERAL};
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::start;
use practice_discord::driver::TestServer;

fn general() -> String {
    format!("/channels/{GENERAL}/messages")
}

async fn contents(server: &TestServer) -> Vec<Value> {
    let history = server.rest.get(&general()).await.body;
    let history = history.as_array().expect("a list").iter();
    history.map(|message| message["content"].clone()).collect()
}

#[tokio::test]
async fn a_status_is_answered_once_and_nothing_is_stored() {
    let server = start().await;
    server
        .discord
        .fail_next("POST", "/channels", Fault::Status(503));
    server
        .discord
        .fail_next("POST", &general(), Fault::Status(403));
    assert_eq!(
        server.rest.get(&general()).await.status,
        200,
        "another method"
    );
    let post = async |content: &str| {
        let body = json!({ "content": content });
        server.rest.post(&general(), &body).await.status
    };
    assert_eq!(post("first").await, 503);
    assert_eq!(post("second").await, 403);
    assert_eq!(post("third").await, 200);
    assert_eq!(contents(&server).await, ["third"]);
}

#[tokio::test]
async fn a_fault_can_last_and_nonces_can_be_forgotten() {
    let server = start().await;
    let discord = &server.discord;
    discord.fail_until_recovered("POST", "/channels", Fault::Status(503));
    let post = async || {
        let body = json!({ "content": "x", "nonce": "n", "enforce_nonce": true });
        server.rest.post(&general(), &body).await.status
    };
    assert_eq!([post().await, post().await], [503, 503]);
    discord.recover();
    assert_eq!([post().await, post().await], [200, 200]);
    assert_eq!(contents(&server).await.len(), 1, "the nonce knows it");
    discord.forget_nonces();
    assert_eq!(post().await, 200);
    assert_eq!(contents(&server).await.len(), 2, "nobody knows it");
}

#[tokio::test]
async fn a_refusal_has_its_code_and_a_page_of_what_stands_before_the_api_has_none() {
    let server = start().await;
    let refused = Fault::Refused {
        status: 403,
        code: 50_001,
    };
    for fault in [refused, Fault::Page(403)] {
        server.discord.fail_next("POST", &general(), fault);
    }
    let body = json!({ "content": "x" });
    let refused = server.rest.post(&general(), &body).await;
    assert_eq!(
        (refused.status, &refused.body["code"]),
        (403, &json!(50_001))
    );
    let page = server.rest.post(&general(), &body).await;
    assert_eq!((page.status, &page.body["code"]), (403, &Value::Null));
}

#[tokio::test]
async fn a_rate_limit_says_how_long_to_wait_and_for_what() {
    let server = start().await;
    for global in [false, true] {
        let fault = Fault::RateLimited {
            retry_after_seconds: 1.25,
            global,
        };
        server.discord.fail_next("POST", &general(), fault);
        let body = json!({ "content": "x" });
        let refused = server.rest.post(&general(), &body).await;
        assert_eq!(refused.status, 429);
        assert_eq!(refused.body["retry_after"], 1.25);
        assert_eq!(refused.body["global"], global);
        assert_eq!(refused.header("retry-after"), "2");
        let scope = if global { "global" } else { "user" };
        assert_eq!(refused.header("x-ratelimit-scope"), scope);
        let marked = refused.header("x-ratelimit-global") == "true";
        assert_eq!(marked, global);
    }
    assert!(contents(&server).await.is_empty());
}

#[tokio::test]
async fn a_request_can_be_carried_out_and_lose_its_answer() {
    let server = start().await;
    server
        .discord
        .fail_next("POST", &general(), Fault::StoredThenReset);
    let body = json!({ "content": "x", "nonce": "n", "enforce_nonce": true });
    let request = server.rest.request(Method::POST, &general()).json(&body);
    let error = request.send().await.expect_err("no answer");
    assert!(!error.is_timeout() && !error.is_connect(), "{error:?}");
    assert_eq!(contents(&server).await, ["x"]);
    let again = server.rest.post(&general(), &body).await;
    assert_eq!(again.status, 200);
    assert_eq!(contents(&server).await.len(), 1, "the nonce knows it");
}

#[tokio::test]
async fn a_request_can_be_left_without_an_answer() {
    let server = start().await;
    server.discord.fail_next("POST", &general(), Fault::Hang);
    let body = json!({ "content": "x" });
    let request = server.rest.request(Method::POST, &general()).json(&body);
    let asked = request.timeout(Duration::from_millis(200)).send();
    assert!(asked.await.expect_err("no answer").is_timeout());
    let hung = server.discord.request(|request| request.status == 0).await;
    assert_eq!(hung.body, body);
    assert!(contents(&server).await.is_empty());
    server.discord.shutdown().await;
}

#[tokio::test]
async fn a_request_can_be_carried_out_and_left_without_an_answer() {
    let server = start().await;
    server
        .discord
        .fail_next("POST", &general(), Fault::StoredThenHang);
    let body = json!({ "content": "x" });
    let request = server.rest.request(Method::POST, &general()).json(&body);
    let asked = request.timeout(Duration::from_millis(200)).send();
    assert!(asked.await.expect_err("no answer").is_timeout());
    assert_eq!(contents(&server).await, ["x"]);
    server.discord.shutdown().await;
}
