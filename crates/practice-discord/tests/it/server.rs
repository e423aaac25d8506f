//! The server itself: whom it answers, what it remembers, and how it ends.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use clock::SystemClock;
use practice_discord::{Options, PracticeDiscord, ids};
use reqwest::{Client, Method, StatusCode, header::HeaderMap};
use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};
use tokio_tungstenite::{
    connect_async,
    tungstenite::{Error, client::IntoClientRequest},
};

use crate::support::start;
use practice_discord::driver::INTENTS;

#[tokio::test]
async fn shutdown_closes_every_connection_and_frees_the_port() {
    let server = start().await;
    let mut page = server.page().await;
    let mut bot = server.bot(INTENTS).await;
    server.rest.get("/users/@me").await;
    let address = server.discord.address();
    let idle = TcpStream::connect(address)
        .await
        .expect("a connection that says nothing");
    let began = Instant::now();
    server.discord.shutdown().await;
    assert!(
        began.elapsed().as_millis() < 1_000,
        "took {:?}",
        began.elapsed()
    );
    page.closed().await;
    assert!(bot.next().await.is_err());
    assert!(TcpStream::connect(address).await.is_err());
    drop(idle);
}

#[tokio::test]
async fn shutdown_does_not_wait_for_half_a_request() {
    for half in [
        "GET / HTTP/1.1\r\nHost:",
        "POST /api/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nab",
    ] {
        let server = start().await;
        let mut half_open = TcpStream::connect(server.discord.address())
            .await
            .expect("a connection");
        half_open.write_all(half.as_bytes()).await.expect("written");
        server.rest.get("/users/@me").await;
        let began = Instant::now();
        server.discord.shutdown().await;
        assert!(
            began.elapsed().as_millis() < 1_000,
            "took {:?}",
            began.elapsed()
        );
        let mut rest = Vec::new();
        let end = timeout(Duration::from_millis(100), half_open.read_to_end(&mut rest)).await;
        assert!(end.is_ok(), "still open after {half:?}");
    }
}

#[tokio::test]
async fn only_the_token_opens_the_door_unless_any_will_do() {
    let server = start().await;
    let url = format!("{}/api/v10/users/@me", server.discord.url());
    for token in ["", "GatewayBot ", "GatewayBot a.b.c"] {
        let request = Client::new().get(&url).header("authorization", token);
        let refused = server.rest.send(request).await;
        assert_eq!(refused.status, 401, "{token:?}");
        assert_eq!(
            refused.body,
            json!({ "message": "401: Unauthorized", "code": 0 })
        );
    }
    let mut options = Options::new(Arc::new(SystemClock));
    options.accept_any_token = true;
    let listen = "127.0.0.1:0".parse().expect("an address");
    let open = PracticeDiscord::start_with(listen, options)
        .await
        .expect("a free port");
    let url = format!("{}/api/users/@me", open.url());
    let request = Client::new()
        .get(&url)
        .header("authorization", "GatewayBot a.b.c");
    assert_eq!(
        server.rest.send(request).await.body["id"],
        ids::BOT.to_string()
    );
    open.shutdown().await;
}

#[tokio::test]
async fn other_hosts_and_other_sites_are_not_answered() {
    let server = start().await;
    let port = server.discord.address().port();
    let here = format!("127.0.0.1:{port}");
    for (host, origin, status) in [
        (here.clone(), None, 200),
        (format!("localhost:{port}"), None, 200),
        (here.clone(), Some(format!("http://{here}")), 200),
        ("evil.example".to_owned(), None, 403),
        (format!("127.0.0.1.evil.example:{port}"), None, 403),
        (here.clone(), Some("http://evil.example".to_owned()), 403),
        (here.clone(), Some("null".to_owned()), 403),
    ] {
        let mut headers = HeaderMap::new();
        headers.insert("host", host.parse().expect("a header"));
        if let Some(origin) = &origin {
            headers.insert("origin", origin.parse().expect("a header"));
        }
        let request = Client::new()
            .get(server.discord.page_url())
            .headers(headers.clone());
        let answer = server.rest.send(request).await;
        assert_eq!(answer.status, status, "{host} {origin:?}");
        let url = format!("ws://{here}/practice/socket");
        let mut request = url.into_client_request().expect("a request");
        request.headers_mut().extend(headers);
        match connect_async(request).await {
            Ok(_) => assert_eq!(status, 200, "{host} {origin:?}"),
            Err(Error::Http(response)) => assert_eq!(response.status(), StatusCode::FORBIDDEN),
            Err(other) => panic!("{other}"),
        }
    }
}

#[tokio::test]
async fn the_page_is_served_with_all_it_loads() {
    let server = start().await;
    let index = reqwest::get(server.discord.page_url())
        .await
        .expect("the page");
    assert_eq!(
        index.headers()["content-security-policy"],
        "default-src 'self'"
    );
    let html = index.text().await.expect("a text");
    let mut wanted: Vec<String> = html
        .split('"')
        .filter(|part| part.starts_with("/assets/"))
        .map(str::to_owned)
        .collect();
    assert!(!wanted.is_empty());
    let mut seen = Vec::new();
    while let Some(path) = wanted.pop() {
        let url = format!("{}{path}", server.discord.url());
        let asset = reqwest::get(&url).await.expect("an asset");
        assert_eq!(asset.status(), StatusCode::OK, "{path}");
        let text = asset.text().await.expect("a text");
        let imports = text
            .split(['"', '\''])
            .filter_map(|part| part.strip_prefix("./"));
        let imports = imports
            .filter(|name| name.contains(".js"))
            .map(|name| format!("/assets/{name}"));
        let fresh: Vec<_> = imports.filter(|path| !seen.contains(path)).collect();
        seen.extend(fresh.iter().cloned());
        wanted.extend(fresh);
    }
}

#[tokio::test]
async fn what_is_not_json_is_refused_and_noted() {
    let server = start().await;
    let path = format!("/channels/{}/messages", ids::GENERAL);
    let request = server
        .rest
        .request(Method::POST, &path)
        .body("{")
        .header("content-type", "application/json");
    assert_eq!(server.rest.send(request).await.error(), (400, 50_109));
    let noted = server.discord.requests().pop().expect("a request");
    assert_eq!((noted.status, noted.code), (400, Some(50_109)));
    assert_eq!((noted.method.as_str(), noted.path), ("POST", path));
}

#[tokio::test]
async fn the_guild_can_be_read() {
    let server = start().await;
    let guild = format!("/guilds/{}", ids::GUILD);
    let read = async |rest: &str| server.rest.get(&format!("{guild}{rest}")).await.body;
    serde_json::from_value::<serenity::model::guild::PartialGuild>(read("").await)
        .expect("a guild");
    let channels = read("/channels").await;
    serde_json::from_value::<Vec<serenity::model::channel::GuildChannel>>(channels)
        .expect("channels");
    let roles = read("/roles").await;
    serde_json::from_value::<Vec<serenity::model::guild::Role>>(roles).expect("roles");
    let member = read(&format!("/members/{}", ids::SAM)).await;
    serde_json::from_value::<serenity::model::guild::Member>(member).expect("a member");
    let application = server.rest.get("/applications/@me").await.body;
    serde_json::from_value::<serenity::model::application::CurrentApplicationInfo>(application)
        .expect("an application");
}
