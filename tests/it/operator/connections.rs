//! Where it listens, and what callers cannot do to it.

use std::time::Duration;

use attache::operator::OperatorListener;
use reqwest::StatusCode;
use tokio::io::AsyncWriteExt as _;
use tokio::time::timeout;

use super::{ANYWHERE, Setting, all_of};
use crate::support::folder::Folder;

/// How long whoever asks for the health may be kept waiting.
const A_SECOND: Duration = Duration::from_secs(1);
/// How long anything else is waited for; less than a slow caller is given for its headers.
const PATIENCE: Duration = Duration::from_secs(8);

#[tokio::test]
async fn other_paths_and_methods_are_refused() {
    let setting = Setting::new().await;
    let answer = setting.get("/").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    insta::assert_snapshot!(answer.body, @"Nothing here. Try /healthz, /readyz, /metrics or /summits.ics.");
    let url = format!("http://{}/metrics", setting.address);
    let posted = reqwest::Client::new()
        .post(url)
        .body("x")
        .send()
        .await
        .unwrap();
    assert_eq!(posted.status(), StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn an_address_that_is_taken_is_one_sentence_that_says_what_to_do() {
    let first = OperatorListener::bind(ANYWHERE).await.unwrap();
    let address = first.address().unwrap();
    let error = OperatorListener::bind(address)
        .await
        .unwrap_err()
        .to_string();
    insta::assert_snapshot!(error.replace(&address.to_string(), "ADDRESS"), @r#"cannot listen on ADDRESS (`listen` under [web]): another program uses it, such as a second `attache`; stop that one, choose another address, or turn it off with `listen = ""`"#);
    // <https://www.rfc-editor.org/rfc/rfc5737>: documentation's own, so no machine has it.
    let error = OperatorListener::bind("192.0.2.1:8600".parse().unwrap())
        .await
        .unwrap_err();
    insta::assert_snapshot!(error, @r#"cannot listen on 192.0.2.1:8600 (`listen` under [web]): this machine has no address 192.0.2.1; choose another address, or turn it off with `listen = ""`"#);
}

#[tokio::test]
async fn headers_without_end_are_refused() {
    let setting = Setting::new().await;
    let request = format!(
        "GET /healthz HTTP/1.1\r\nHost: x\r\nX: {}\r\n",
        "x".repeat(64 * 1024)
    );
    let line = setting.line(request.as_bytes()).await;
    let answer = all_of(line).await;
    assert!(
        answer.is_empty() || answer.starts_with("HTTP/1.1 431 "),
        "{answer}"
    );
    assert_eq!(setting.get("/healthz").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_body_is_not_waited_for() {
    let setting = Setting::new().await;
    let request = b"POST /summits.ics HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\nxxx";
    let answer = all_of(setting.line(request).await).await;
    assert!(answer.starts_with("HTTP/1.1 405 "), "{answer}");
}

#[tokio::test]
async fn what_is_not_http_harms_nobody() {
    let setting = Setting::new().await;
    for sent in [
        &b"\x16\x03\x01\x02\0\x01\0"[..],
        b"\0\xff\r\n\r\n",
        b"GET\r\n\r\n",
    ] {
        let answer = all_of(setting.line(sent).await).await;
        assert!(
            answer.is_empty() || answer.starts_with("HTTP/1.1 400 "),
            "{answer}"
        );
    }
    assert_eq!(setting.get("/healthz").await.status, StatusCode::OK);
}

#[tokio::test]
async fn whoever_comes_beside_64_slow_callers_is_answered_within_a_second() {
    const PLACES: usize = 64;
    let setting = Setting::new().await;
    let mut slow = Vec::new();
    for _ in 0..PLACES {
        slow.push(setting.line(b"GET /healthz HTTP/1.1\r\nHost:").await);
    }
    let asked = setting.line(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    let answer = timeout(A_SECOND, async { all_of(asked.await).await }).await;
    let answer = answer.expect("an answer within a second");
    assert!(answer.ends_with("alive\n"), "{answer}");
    // Who came first has waited longest, and makes room; the others may go on.
    let first = timeout(PATIENCE, all_of(slow.remove(0))).await;
    assert_eq!(first.expect("an end"), "");
    for mut line in slow {
        line.write_all(b" x\r\nConnection: close\r\n\r\n")
            .await
            .unwrap();
        let answer = timeout(PATIENCE, all_of(line)).await.expect("an answer");
        assert!(answer.ends_with("alive\n"), "{answer}");
    }
}

#[tokio::test]
async fn a_place_that_is_free_again_costs_nobody_theirs() {
    const MANY: usize = 200;
    let setting = Setting::new().await;
    let slow = setting.line(b"GET /healthz HTTP/1.1\r\nHost:").await;
    for _ in 0..MANY {
        assert_eq!(setting.get("/healthz").await.status, StatusCode::OK);
    }
    let mut slow = slow;
    slow.write_all(b" x\r\nConnection: close\r\n\r\n")
        .await
        .unwrap();
    let answer = timeout(PATIENCE, all_of(slow)).await.expect("an answer");
    assert!(answer.ends_with("alive\n"), "{answer}");
}

/// With time paused, whatever only waits for time to pass is there at once.
#[tokio::test(start_paused = true)]
async fn the_slow_are_cut_off_and_keep_no_other_out() {
    const MORE_THAN_FIT: usize = 70;
    let kept = tempfile::tempdir().unwrap();
    let setting = Setting::on(Folder::new(), kept, "sqlite::memory:").await;
    let mut slow = Vec::new();
    for _ in 0..MORE_THAN_FIT {
        slow.push(setting.line(b"GET /healthz HTT").await);
    }
    let answer = all_of(
        setting
            .line(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            .await,
    )
    .await;
    assert!(
        answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.ends_with("alive\n"),
        "{answer}"
    );
    for line in slow {
        let answer = all_of(line).await;
        assert!(
            answer.is_empty() || answer.starts_with("HTTP/1.1 408 "),
            "{answer}"
        );
    }
}
