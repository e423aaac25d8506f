//! Requests in the bot's name, without a library.

use reqwest::{Method, header::HeaderMap};
use serde_json::{Value, json};

use crate::{ids, snowflake::Snowflake};

/// Sends requests to Discord's REST API. It keeps to no rate limit.
pub struct RestBot {
    http: reqwest::Client,
    url: String,
    token: String,
}

/// What a request was answered with.
#[derive(Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The JSON body; null if there is none.
    pub body: Value,
}

impl Answer {
    /// The value of a header; empty if it is absent.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().expect("a header in ASCII"))
    }

    /// The status, and the code of Discord's error (0 if the body has none).
    pub fn error(&self) -> (u16, u64) {
        (self.status, self.body["code"].as_u64().unwrap_or_default())
    }

    /// The id of what the body describes.
    pub fn id(&self) -> String {
        self.body["id"]
            .as_str()
            .unwrap_or_else(|| panic!("no id in {self:?}"))
            .to_owned()
    }
}

impl RestBot {
    /// A bot at the practice Discord with this [`url`](crate::PracticeDiscord::url), logged in with `token`.
    pub fn new(url: &str, token: &str) -> Self {
        Self {
            http: reqwest::Client::new(),
            url: format!("{url}/api/v10"),
            token: format!("Bot {token}"),
        }
    }

    /// A request to be completed and [sent](Self::send); `path` is what follows `/api/v10`.
    pub fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.http
            .request(method, format!("{}{path}", self.url))
            .header("authorization", &self.token)
    }

    /// Sends a request and reads the answer.
    pub async fn send(&self, request: reqwest::RequestBuilder) -> Answer {
        let response = request.send().await.expect("an answer");
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let text = response.text().await.expect("a body");
        Answer {
            status,
            headers,
            body: serde_json::from_str(&text).unwrap_or_default(),
        }
    }

    /// Sends a `GET`.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path)).await
    }

    /// Sends a `POST` with a JSON body.
    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.send(self.request(Method::POST, path).json(body)).await
    }

    /// Sends a `PATCH` with a JSON body.
    pub async fn patch(&self, path: &str, body: &Value) -> Answer {
        self.send(self.request(Method::PATCH, path).json(body))
            .await
    }

    /// Sends a `PUT` with a JSON body.
    pub async fn put(&self, path: &str, body: &Value) -> Answer {
        self.send(self.request(Method::PUT, path).json(body)).await
    }

    /// Sends a `DELETE`.
    pub async fn delete(&self, path: &str) -> Answer {
        self.send(self.request(Method::DELETE, path)).await
    }

    /// Answers an interaction (the data of `INTERACTION_CREATE`).
    pub async fn answer(&self, interaction: &Value, body: &Value) -> Answer {
        let part = |key: &str| interaction[key].as_str().expect("an id and a token");
        let path = format!("/interactions/{}/{}/callback", part("id"), part("token"));
        self.post(&path, body).await
    }

    /// The path of an interaction's webhook, followed by `rest`, such as `/messages/@original`.
    pub fn webhook(interaction: &Value, rest: &str) -> String {
        let token = interaction["token"].as_str().expect("a token");
        format!("/webhooks/{}/{token}{rest}", ids::BOT)
    }

    /// Registers a command for every server, and returns its id.
    pub async fn register(&self, command: &Value) -> String {
        self.post(&format!("/applications/{}/commands", ids::BOT), command)
            .await
            .id()
    }

    /// Opens a private thread with this person in it, and returns its id.
    pub async fn private_thread(
        &self,
        parent: Snowflake,
        name: &str,
        person: Snowflake,
    ) -> Snowflake {
        let form = json!({ "name": name, "type": 12 });
        let opened = self
            .post(&format!("/channels/{parent}/threads"), &form)
            .await;
        assert_eq!(opened.status, 201, "{opened:?}");
        let id = opened.id();
        let member = format!("/channels/{id}/thread-members/{person}");
        let added = self.send(self.request(Method::PUT, &member)).await;
        assert_eq!(added.status, 204, "{added:?}");
        id.parse().expect("a snowflake")
    }
}
