//! The client at servers that a test scripts byte by byte.

use std::time::Duration;

use hyper::header::{AUTHORIZATION, HeaderMap, HeaderValue};
use hyper::{Method, StatusCode};
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use super::address::address_and_login;
use super::{HttpClient, HttpError, Limits};

const LIMITS: Limits = Limits {
    connect: None,
    total: Some(Duration::from_mins(1)),
    body: 64,
};

fn client() -> HttpClient {
    let mut headers = HeaderMap::new();
    headers.insert(AUTHORIZATION, HeaderValue::from_static("Bot x"));
    HttpClient::new(headers, LIMITS)
}

/// A server that reads one request of this many bytes at least and answers with `answer` as it stands, then closes; its
/// address, and what it read.
async fn server(answer: &'static str) -> (String, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let heard = tokio::spawn(async move {
        let (mut connection, _) = listener.accept().await.unwrap();
        let mut heard = Vec::new();
        while !is_whole(&heard) {
            assert_ne!(connection.read_buf(&mut heard).await.unwrap(), 0);
        }
        connection.write_all(answer.as_bytes()).await.unwrap();
        String::from_utf8(heard).unwrap()
    });
    (address, heard)
}

/// Whether a request is there with all of the body that its `content-length` announces.
fn is_whole(heard: &[u8]) -> bool {
    let text = String::from_utf8_lossy(heard);
    let Some((opening, body)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let length = opening
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "));
    body.len() >= length.map_or(0, |length| length.parse().unwrap())
}

#[tokio::test]
async fn a_request_has_the_client_s_headers_and_a_json_body_says_that_it_is_one() {
    let (address, heard) = server("HTTP/1.1 200 OK\r\ncontent-length: 7\r\n\r\n{\"a\":1}").await;
    let body = Some(br#"{"b":2}"#.as_slice().into());
    let (client, address) = (client(), format!("{address}/v1?x=y"));
    let answer = client.send(Method::POST, &address, body).await.unwrap();
    let read: Value = answer.json().await.unwrap();
    assert_eq!(read["a"], 1);
    let heard = heard.await.unwrap();
    assert!(heard.starts_with("POST /v1?x=y HTTP/1.1\r\n"), "{heard}");
    assert!(heard.ends_with("\r\n\r\n{\"b\":2}"), "{heard}");
    for line in [
        "authorization: Bot x\r\n",
        "content-type: application/json\r\n",
        "content-length: 7\r\n",
        "host: 127.0.0.1:",
    ] {
        assert!(heard.contains(line), "{line} in {heard}");
    }
}

#[tokio::test]
async fn a_redirect_is_an_answer_like_any_other_and_nothing_is_sent_after_it() {
    let moved = "HTTP/1.1 307 Moved\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n";
    let (address, _) = server(moved).await;
    let answer = client().send(Method::GET, &address, None).await.unwrap();
    assert_eq!(answer.status(), StatusCode::TEMPORARY_REDIRECT);
    assert_eq!(answer.headers()["location"], "http://127.0.0.1:1/");
}

#[tokio::test]
async fn a_body_that_is_too_long_cut_or_no_json_is_an_error_that_says_so() {
    let long = "HTTP/1.1 200 OK\r\ncontent-length: 65\r\n\r\n\
        0123456789012345678901234567890123456789012345678901234567890123456789";
    let cut = "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{\"a";
    let html = "HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\n<html>";
    let said = async |answer| {
        let (address, _) = server(answer).await;
        let answer = client().send(Method::GET, &address, None).await.unwrap();
        answer.json::<Value>().await.unwrap_err()
    };
    let error = said(long).await;
    assert!(matches!(error, HttpError::TooLong(64)), "{error:?}");
    assert_eq!(error.to_string(), "the answer is longer than 64 bytes");
    let error = said(cut).await;
    assert!(matches!(error, HttpError::Cut(_)), "{error:?}");
    let error = said(html).await;
    assert!(matches!(error, HttpError::NotJson(_)), "{error:?}");
}

#[tokio::test]
async fn no_answer_says_its_cause_and_not_the_address() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://secret@{}/", listener.local_addr().unwrap());
    drop(listener);
    let refused = client().send(Method::GET, &address, None).await;
    let refused = refused.err().expect("nobody listens");
    let said = refused.to_string();
    assert!(said.contains("refused"), "{said}");
    assert!(!format!("{said}{refused:?}").contains("secret"), "{said}");
    let nowhere = client().send(Method::GET, "not an address", None).await;
    assert!(matches!(nowhere.err(), Some(HttpError::Address(_))));
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_does_not_come_or_does_not_end_is_given_up_in_time() {
    // Bound, and never accepted.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let silent = client().send(Method::GET, &address, None).await;
    assert!(matches!(silent.err(), Some(HttpError::TooSlow)));
}

#[test]
fn a_name_and_password_in_an_address_become_a_header() {
    let (address, login) = address_and_login("http://al%20ice:s%3Acret@localhost:8080/v1").unwrap();
    assert_eq!(address, "http://localhost:8080/v1");
    assert_eq!(login.unwrap(), "Basic YWwgaWNlOnM6Y3JldA==");
    let (address, login) = address_and_login("https://例子.测试/模型").unwrap();
    assert_eq!(
        address,
        "https://xn--fsqu00a.xn--0zwm56d/%E6%A8%A1%E5%9E%8B"
    );
    assert_eq!(login, None);
    assert_eq!(address_and_login("localhost"), None);
}
