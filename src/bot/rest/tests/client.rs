//! The client at a practice Discord.

use std::sync::Arc;
use std::time::Duration;

use clock::SystemClock;
use practice_discord::{Fault, PracticeDiscord, TOKEN, ids};
use serde_json::json;
use tokio::time::Instant;

use super::super::error::RestError;
use super::super::message::{CreateMessage, Nonce};
use super::super::rate_limit::UNAUTHORIZED_REST;
use super::super::{Doubt, RestClient};
use crate::metrics::MOST_REFUSED;
use crate::reply::Reply;

/// A practice Discord, and a client with this token at it.
async fn client(token: &str) -> (PracticeDiscord, RestClient) {
    let listen = "127.0.0.1:0".parse().expect("an address");
    let discord = PracticeDiscord::start(listen, Arc::new(SystemClock)).await;
    let discord = discord.expect("a free port");
    let client = RestClient::new(&discord.url(), &token.into(), Arc::new(SystemClock));
    (discord, client.expect("a client"))
}

fn hello() -> CreateMessage {
    CreateMessage::of_reply(&Reply::private("Hello", ""), Nonce::of(&["hello"]))
}

#[tokio::test]
async fn what_fails_in_passing_is_sent_again_and_posted_once() {
    let (discord, client) = client(TOKEN).await;
    let path = format!("/channels/{}/messages", ids::GENERAL);
    discord.fail_next("POST", &path, Fault::Status(502));
    discord.fail_next("POST", &path, Fault::StoredThenReset);
    let before = discord.messages().len();
    let id = client.create_message(ids::GENERAL.0, &hello()).await;
    let id = id.expect("a message").to_string();
    let messages = discord.messages();
    assert_eq!(messages.len(), before + 1);
    assert_eq!(messages[before]["id"], json!(id));
    assert_eq!(discord.requests().len(), 3);
    discord.shutdown().await;
}

#[tokio::test]
async fn a_client_without_retries_sends_once_and_says_whether_it_may_have_been_posted() {
    let (discord, client) = client(TOKEN).await;
    let path = format!("/channels/{}/messages", ids::GENERAL);
    let once = client.without_retries();
    discord.fail_next("POST", &path, Fault::StoredThenReset);
    let cut = once.create_message(ids::GENERAL.0, &hello()).await;
    let is_doubtful = matches!(cut, Err(RestError::Ambiguous(Doubt::NoAnswer { .. })));
    assert!(is_doubtful, "{cut:?}");
    let limited = Fault::RateLimited {
        retry_after_seconds: 30.0,
        global: true,
    };
    discord.fail_next("POST", &path, limited);
    let limited = once.create_message(ids::GENERAL.0, &hello()).await;
    let is_limited = matches!(
        limited,
        Err(RestError::RateLimited {
            everywhere: true,
            ..
        })
    );
    assert!(is_limited, "{limited:?}");
    // The limit is kept for all clients of this process, and the next request does not even leave.
    let again = client.without_retries().open_dm(ids::ADA.0).await;
    assert!(
        matches!(again, Err(RestError::RateLimited { .. })),
        "{again:?}"
    );
    assert_eq!(discord.requests().len(), 2);
    discord.shutdown().await;
}

#[tokio::test]
async fn a_refusal_is_final() {
    let (discord, client) = client(TOKEN).await;
    // The bot may not write there.
    let closed = client.create_message(ids::ANNOUNCEMENTS.0, &hello()).await;
    assert!(
        matches!(closed, Err(RestError::Unavailable(_))),
        "{closed:?}"
    );
    let nowhere = client.create_message(1, &hello()).await;
    assert!(
        matches!(nowhere, Err(RestError::Unavailable(_))),
        "{nowhere:?}"
    );
    let nobody = client.open_dm(1).await;
    assert!(matches!(nobody, Err(RestError::Rejected(_))), "{nobody:?}");
    assert_eq!(discord.requests().len(), 3);
    discord.shutdown().await;
}

#[tokio::test]
async fn a_token_that_is_not_accepted_is_shown_to_discord_once_and_to_nobody_else() {
    let (discord, client) = client("a.wrong.token").await;
    for _ in 0..2 {
        let refused = client.open_dm(ids::ADA.0).await.expect_err("no channel");
        assert!(
            matches!(refused, RestError::Unauthorized { .. }),
            "{refused:?}"
        );
        assert!(!format!("{refused} {refused:?}").contains("wrong"));
    }
    assert_eq!(discord.requests().len(), 1);
    discord.shutdown().await;
}

#[tokio::test]
async fn after_a_thousand_refused_requests_only_alerts_are_sent_until_they_are_forgotten() {
    let (discord, client) = client(TOKEN).await;
    let board = &client.metrics().discord;
    let path = format!("/channels/{}/messages", ids::GENERAL);
    for _ in 0..MOST_REFUSED - 1 {
        board.note_refused(Instant::now());
    }
    let shared = Fault::Refused {
        status: 403,
        code: 50_001,
    };
    discord.fail_next("POST", &path, shared);
    let refused = client.create_message(ids::GENERAL.0, &hello()).await;
    assert!(
        matches!(refused, Err(RestError::Unavailable(_))),
        "{refused:?}"
    );
    assert_eq!(board.refused(Instant::now()), MOST_REFUSED);
    let stopped = client.create_message(ids::GENERAL.0, &hello()).await;
    assert!(
        matches!(
            stopped,
            Err(RestError::RateLimited {
                everywhere: true,
                ..
            })
        ),
        "{stopped:?}"
    );
    let alert = client
        .for_alerts()
        .create_message(ids::GENERAL.0, &hello())
        .await;
    assert!(alert.is_ok(), "{alert:?}");
    assert_eq!(discord.requests().len(), 2);
    later(Duration::from_mins(10)).await;
    let again = client.create_message(ids::GENERAL.0, &hello()).await;
    assert!(again.is_ok(), "{again:?}");
    discord.shutdown().await;
}

#[tokio::test]
async fn a_token_that_is_refused_for_a_while_is_news_twice_and_everything_goes_on() {
    let (discord, client) = client(TOKEN).await;
    let board = &client.metrics().discord;
    client.open_dm(ids::ADA.0).await.expect("a channel");
    let path = "/users/@me/channels";
    // A page is not of Discord's API.
    discord.fail_next("POST", path, Fault::Page(401));
    let page = client.open_dm(ids::ADA.0).await;
    assert!(matches!(page, Err(RestError::Rejected(_))), "{page:?}");
    assert!(!board.is_token_refused());
    discord.fail_next("POST", path, Fault::Status(401));
    let refused = client.open_dm(ids::ADA.0).await;
    assert!(
        matches!(refused, Err(RestError::Unauthorized { .. })),
        "{refused:?}"
    );
    assert!(board.is_token_refused());
    client.token_refused().await;
    assert!(client.open_dm(ids::ADA.0).await.is_err());
    assert_eq!(discord.requests().len(), 3);
    later(UNAUTHORIZED_REST).await;
    client.open_dm(ids::ADA.0).await.expect("a channel");
    assert!(!board.is_token_refused());
    discord.shutdown().await;
}

/// Lets so much time pass for the limits, and none for Discord.
async fn later(by: Duration) {
    tokio::time::pause();
    tokio::time::advance(by).await;
    tokio::time::resume();
}
