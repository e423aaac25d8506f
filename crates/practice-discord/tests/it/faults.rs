//! Faults that a test orders, as a real HTTP client meets them.

use std::time::Duration;

use practice_discord::{Fault, ids::GENERAL};
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::practice::Setting;

fn general() -> String {
    format!("/channels/{GENERAL}/messages")
}

async fn contents(setting: &Setting) -> Vec<Value> {
    let history = setting.get(&general()).await.body;
    let history = history.as_array().expect("a list").iter();
    history.map(|message| message["content"].clone()).collect()
}

#[tokio::test]
async fn a_status_is_answered_once_and_nothing_is_stored() {
    let setting = Setting::new().await;
    setting
        .discord
        .fail_next("POST", "/channels", Fault::Status(503));
    setting
        .discord
        .fail_next("POST", &general(), Fault::Status(403));
    assert_eq!(setting.get(&general()).await.status, 200, "another method");
    let post = async |content: &str| {
        let body = json!({ "content": content });
        setting.post(&general(), &body).await.status
    };
    assert_eq!(post("first").await, 503);
    assert_eq!(post("second").await, 403);
    assert_eq!(post("third").await, 200);
    assert_eq!(contents(&setting).await, ["third"]);
}

#[tokio::test]
async fn a_rate_limit_says_how_long_to_wait_and_for_what() {
    let setting = Setting::new().await;
    for global in [false, true] {
        let fault = Fault::RateLimited {
            retry_after_seconds: 1.25,
            global,
        };
        setting.discord.fail_next("POST", &general(), fault);
        let body = json!({ "content": "x" });
        let refused = setting.post(&general(), &body).await;
        assert_eq!(refused.status, 429);
        assert_eq!(refused.body["retry_after"], 1.25);
        assert_eq!(refused.body["global"], global);
        assert_eq!(refused.header("retry-after"), "2");
        let scope = if global { "global" } else { "user" };
        assert_eq!(refused.header("x-ratelimit-scope"), scope);
        let marked = refused.header("x-ratelimit-global") == "true";
        assert_eq!(marked, global);
    }
    assert!(contents(&setting).await.is_empty());
}

#[tokio::test]
async fn a_request_can_be_carried_out_and_lose_its_answer() {
    let setting = Setting::new().await;
    setting
        .discord
        .fail_next("POST", &general(), Fault::StoredThenReset);
    let body = json!({ "content": "x", "nonce": "n", "enforce_nonce": true });
    let request = setting.request(Method::POST, &general()).json(&body);
    let error = request.send().await.expect_err("no answer");
    assert!(!error.is_timeout() && !error.is_connect(), "{error:?}");
    assert_eq!(contents(&setting).await, ["x"]);
    let again = setting.post(&general(), &body).await;
    assert_eq!(again.status, 200);
    assert_eq!(contents(&setting).await.len(), 1, "the nonce knows it");
}

#[tokio::test]
async fn a_request_can_be_left_without_an_answer() {
    let setting = Setting::new().await;
    setting.discord.fail_next("POST", &general(), Fault::Hang);
    let body = json!({ "content": "x" });
    let request = setting.request(Method::POST, &general()).json(&body);
    let asked = request.timeout(Duration::from_millis(200)).send();
    assert!(asked.await.expect_err("no answer").is_timeout());
    let hung = setting.discord.request(|request| request.status == 0).await;
    assert_eq!(hung.body, body);
    assert!(contents(&setting).await.is_empty());
    setting.discord.shutdown().await;
}

#[tokio::test]
async fn a_request_can_be_carried_out_and_left_without_an_answer() {
    let setting = Setting::new().await;
    setting
        .discord
        .fail_next("POST", &general(), Fault::StoredThenHang);
    let body = json!({ "content": "x" });
    let request = setting.request(Method::POST, &general()).json(&body);
    let asked = request.timeout(Duration::from_millis(200)).send();
    assert!(asked.await.expect_err("no answer").is_timeout());
    assert_eq!(contents(&setting).await, ["x"]);
    setting.discord.shutdown().await;
}
