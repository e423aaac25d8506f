//! A practice Discord whose clock stands still, a page on it, and a bot without a library.

use std::{sync::Arc, time::Duration};

use clock::ManualClock;
use futures_util::{SinkExt, StreamExt};
use jiff::SignedDuration;
use practice_discord::{Options, PracticeDiscord, Snowflake, TOKEN, ids};
use reqwest::{Method, header::HeaderMap};
use serde_json::{Value, json};
use serenity::model::event::Event;
use tokio::{net::TcpStream, time::timeout};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async, tungstenite::Message};

/// Longer than anything here takes; a test that waits so long has failed.
const PATIENCE: Duration = Duration::from_secs(60);
/// GUILDS, `GUILD_MESSAGES`, `DIRECT_MESSAGES`.
pub(crate) const PLAIN_INTENTS: u64 = 1 | 1 << 9 | 1 << 12;
/// The same and `MESSAGE_CONTENT`.
pub(crate) const ALL_INTENTS: u64 = PLAIN_INTENTS | 1 << 15;

pub(crate) struct Setting {
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) discord: PracticeDiscord,
    http: reqwest::Client,
}

/// What a request was answered with.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
}

impl Answer {
    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().expect("a header in ASCII"))
    }

    /// Status and Discord's code.
    pub(crate) fn refusal(&self) -> (u16, u64) {
        (self.status, self.body["code"].as_u64().unwrap_or_default())
    }

    pub(crate) fn id(&self) -> String {
        self.body["id"]
            .as_str()
            .unwrap_or_else(|| panic!("no id in {self:?}"))
            .to_owned()
    }
}

impl Setting {
    pub(crate) async fn new() -> Self {
        let begin = "2026-03-02T09:00:00Z".parse().expect("a moment");
        Self::with(Arc::new(ManualClock::at(begin)), 1_000).await
    }

    /// One that goes by this clock and remembers this many requests.
    pub(crate) async fn with(clock: Arc<ManualClock>, keep_requests: usize) -> Self {
        let options = Options {
            keep_requests,
            ..Options::new(clock.clone())
        };
        Self::of(clock, options).await
    }

    /// One that is set up so, and whose rules go by this clock.
    pub(crate) async fn of(clock: Arc<ManualClock>, options: Options) -> Self {
        let listen = "127.0.0.1:0".parse().expect("an address");
        let discord = PracticeDiscord::start_with(listen, options)
            .await
            .expect("a free port");
        Self {
            clock,
            discord,
            http: reqwest::Client::new(),
        }
    }

    pub(crate) fn pass(&self, seconds: i64) {
        self.clock.advance(SignedDuration::from_secs(seconds));
    }

    pub(crate) async fn send(&self, request: reqwest::RequestBuilder) -> Answer {
        let response = request.send().await.expect("an answer");
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let text = response.text().await.expect("a body");
        Answer {
            status,
            headers,
            body: serde_json::from_str(&text).unwrap_or_default(),
        }
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        let url = format!("{}/api/v10{path}", self.discord.url());
        self.http
            .request(method, url)
            .header("authorization", format!("Bot {TOKEN}"))
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path)).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        self.send(self.request(Method::POST, path).json(body)).await
    }

    pub(crate) async fn patch(&self, path: &str, body: &Value) -> Answer {
        self.send(self.request(Method::PATCH, path).json(body))
            .await
    }

    pub(crate) async fn put(&self, path: &str, body: &Value) -> Answer {
        self.send(self.request(Method::PUT, path).json(body)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.send(self.request(Method::DELETE, path)).await
    }

    /// Answers an interaction.
    pub(crate) async fn answer(&self, interaction: &Value, body: &Value) -> Answer {
        let part = |key: &str| {
            interaction[key]
                .as_str()
                .expect("an id and a token")
                .to_owned()
        };
        self.post(
            &format!("/interactions/{}/{}/callback", part("id"), part("token")),
            body,
        )
        .await
    }

    /// The path of an interaction's webhook.
    pub(crate) fn webhook(interaction: &Value, rest: &str) -> String {
        format!(
            "/webhooks/{}/{}{rest}",
            ids::BOT,
            interaction["token"].as_str().expect("a token")
        )
    }

    /// Registers a command for every server, and returns its id.
    pub(crate) async fn register(&self, command: &Value) -> String {
        self.post(&format!("/applications/{}/commands", ids::BOT), command)
            .await
            .id()
    }

    /// Opens a private thread in the bot's name, with this person in it, and returns its id.
    pub(crate) async fn private_thread(
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

    /// The threads that the page lists for this person, oldest first: `name`, `type`, `parent_id`, `members`,
    /// `archived`, `locked`.
    pub(crate) async fn threads(&self, person: Snowflake) -> Vec<Value> {
        let hello = self.page().await.hello;
        let channels = hello["channels"].as_array().expect("channels").iter();
        let is_listed = |channel: &&Value| match channel["type"].as_u64() {
            Some(11) => true,
            Some(12) => {
                let members = channel["members"].as_array().expect("members");
                members.contains(&json!(person))
            }
            _ => false,
        };
        channels.filter(is_listed).cloned().collect()
    }

    pub(crate) async fn page(&self) -> Page {
        Page::open(self).await
    }

    /// The guild as a bot that connects hears of it.
    pub(crate) async fn introduced(&self, intents: u64) -> Value {
        let mut bot = Bot::dial(self).await;
        let properties = json!({ "os": "linux", "browser": "test", "device": "test" });
        let data = json!({ "token": TOKEN, "intents": intents, "properties": properties });
        bot.send(2, &data).await;
        bot.until("GUILD_CREATE").await
    }

    pub(crate) async fn bot(&self, intents: u64) -> Bot {
        let mut bot = Bot::dial(self).await;
        bot.identify(intents).await;
        bot
    }
}

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

async fn dial(setting: &Setting, path: &str) -> Socket {
    let url = format!("ws://{}{path}", setting.discord.address());
    connect_async(url).await.expect("a socket").0
}

/// The next JSON frame, or the close code if the socket closes.
async fn next(socket: &mut Socket) -> Result<Value, u16> {
    loop {
        let message = timeout(PATIENCE, socket.next())
            .await
            .expect("a frame in time");
        match message {
            Some(Ok(Message::Text(text))) => {
                return Ok(serde_json::from_str(&text).expect("a frame of JSON"));
            }
            Some(Ok(Message::Close(frame))) => {
                return Err(frame.map_or(1005, |frame| frame.code.into()));
            }
            Some(Ok(_)) => {}
            Some(Err(_)) | None => return Err(1006),
        }
    }
}

/// Somebody's browser.
pub(crate) struct Page {
    socket: Socket,
    pub(crate) hello: Value,
    frames: u32,
}

impl Page {
    async fn open(setting: &Setting) -> Self {
        let mut socket = dial(setting, "/practice/socket").await;
        let hello = next(&mut socket).await.expect("the first frame");
        assert_eq!(hello["t"], "hello");
        Self {
            socket,
            hello,
            frames: 0,
        }
    }

    /// Sends a frame in a person's name, and returns its `ref`.
    pub(crate) async fn ask(&mut self, person: Snowflake, mut frame: Value) -> String {
        self.frames += 1;
        let reference = format!("r{}", self.frames);
        frame["ref"] = reference.clone().into();
        frame["as"] = json!(person);
        if frame["locale"].is_null() {
            frame["locale"] = "en-US".into();
        }
        let sent = self.socket.send(Message::text(frame.to_string())).await;
        sent.expect("an open socket");
        reference
    }

    pub(crate) async fn say(
        &mut self,
        person: Snowflake,
        channel: Snowflake,
        content: &str,
    ) -> Value {
        let frame = json!({ "t": "send", "channel_id": channel, "content": content });
        self.ask(person, frame).await;
        self.until(|frame| frame["message"]["author"]["id"] == person.to_string())
            .await
    }

    /// Says something that begins with a mention of the bot.
    pub(crate) async fn say_to_bot(
        &mut self,
        person: Snowflake,
        channel: Snowflake,
        content: &str,
    ) -> Value {
        let content = format!("<@{}> {content}", ids::BOT);
        self.say(person, channel, &content).await
    }

    /// Replies to a message, which calls its author unless `ping` is false; what the page shows of it.
    pub(crate) async fn reply(
        &mut self,
        person: Snowflake,
        message: &Value,
        content: &str,
        ping: bool,
    ) -> Value {
        let frame = json!({
            "t": "send",
            "channel_id": message["channel_id"],
            "content": content,
            "reply_to": message["id"],
            "reply_ping": ping,
        });
        self.ask(person, frame).await;
        self.until(|frame| frame["message"]["author"]["id"] == person.to_string())
            .await
    }

    /// The channel in which this person and the bot write to each other directly.
    pub(crate) async fn direct_channel(&mut self, person: Snowflake) -> Snowflake {
        self.ask(person, json!({ "t": "open_dm" })).await;
        let is_theirs = |frame: &Value| frame["channel"]["recipient_id"] == person.to_string();
        let opened = self.until(is_theirs).await;
        let id = opened["channel"]["id"].as_str().expect("an id");
        id.parse().expect("a snowflake")
    }

    /// Sends a frame that the server answers, and returns the answer: `ack` or `failed`.
    pub(crate) async fn outcome(&mut self, person: Snowflake, frame: Value) -> Value {
        let asked = self.ask(person, frame).await;
        self.until(|frame| frame["ref"] == *asked).await
    }

    pub(crate) async fn use_command(
        &mut self,
        person: Snowflake,
        command: &str,
        options: &Value,
    ) -> String {
        self.use_command_in(person, ids::GENERAL, command, options)
            .await
    }

    pub(crate) async fn use_command_in(
        &mut self,
        person: Snowflake,
        channel: Snowflake,
        command: &str,
        options: &Value,
    ) -> String {
        let frame =
            json!({ "t": "command", "channel_id": channel, "id": command, "options": options });
        self.ask(person, frame).await
    }

    pub(crate) async fn press(
        &mut self,
        person: Snowflake,
        message: &Value,
        custom_id: &str,
    ) -> String {
        let frame = json!({
            "t": "press",
            "channel_id": message["channel_id"],
            "message_id": message["id"],
            "custom_id": custom_id,
            "component_type": 2,
        });
        self.ask(person, frame).await
    }

    /// The next frame that `wanted` accepts.
    pub(crate) async fn until(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            let frame = next(&mut self.socket).await.expect("an open socket");
            if wanted(&frame) {
                return frame;
            }
        }
    }

    /// The next frame of this kind.
    pub(crate) async fn frame(&mut self, kind: &str) -> Value {
        self.until(|frame| frame["t"] == kind).await
    }

    pub(crate) async fn closed(&mut self) -> u16 {
        loop {
            if let Err(code) = next(&mut self.socket).await {
                return code;
            }
        }
    }
}

/// A bot's side of the gateway. Whatever it hears must also make sense to serenity.
pub(crate) struct Bot {
    socket: Socket,
    pub(crate) session: String,
    pub(crate) seq: u64,
}

impl Bot {
    /// Connects, and hears HELLO.
    pub(crate) async fn dial(setting: &Setting) -> Self {
        let mut socket = dial(setting, "/gateway?v=10&encoding=json").await;
        let hello = next(&mut socket).await.expect("HELLO");
        assert_eq!(
            (&hello["op"], &hello["d"]["heartbeat_interval"]),
            (&json!(10), &json!(41_250))
        );
        Self {
            socket,
            session: String::new(),
            seq: 0,
        }
    }

    pub(crate) async fn send(&mut self, op: u64, data: &Value) {
        let frame = json!({ "op": op, "d": data }).to_string();
        self.socket
            .send(Message::text(frame))
            .await
            .expect("an open socket");
    }

    pub(crate) async fn identify(&mut self, intents: u64) {
        let properties = json!({ "os": "linux", "browser": "test", "device": "test" });
        let data = json!({ "token": TOKEN, "intents": intents, "properties": properties });
        self.send(2, &data).await;
        let ready = self.event("READY").await;
        self.session = ready["session_id"].as_str().expect("a session").to_owned();
        self.event("GUILD_CREATE").await;
    }

    pub(crate) async fn resume(&mut self, session: &str, seq: u64) {
        self.send(
            6,
            &json!({ "token": TOKEN, "session_id": session, "seq": seq }),
        )
        .await;
    }

    /// The next frame of any kind, or the close code.
    pub(crate) async fn next(&mut self) -> Result<Value, u16> {
        let frame = next(&mut self.socket).await?;
        if let Some(seq) = frame["s"].as_u64() {
            assert_eq!(seq, self.seq + 1, "a gap before {frame}");
            self.seq = seq;
            let event = json!({ "t": frame["t"], "d": frame["d"] });
            let event = serde_json::from_value::<Event>(event);
            event.unwrap_or_else(|error| panic!("serenity cannot read {frame}: {error}"));
        }
        Ok(frame)
    }

    /// The data of the next event, which must be of this name.
    pub(crate) async fn event(&mut self, name: &str) -> Value {
        let mut frame = self.next().await.expect("an open socket");
        assert_eq!(frame["t"], name, "{frame}");
        frame["d"].take()
    }

    /// The data of the next event of this name.
    pub(crate) async fn until(&mut self, name: &str) -> Value {
        loop {
            let mut frame = self.next().await.expect("an open socket");
            if frame["t"] == name {
                return frame["d"].take();
            }
        }
    }
}
