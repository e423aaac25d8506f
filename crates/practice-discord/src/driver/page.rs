//! A person's side: what somebody does on the page, and what the page shows.

use std::net::SocketAddr;

use serde_json::{Value, json};

use super::socket::Socket;
use crate::{ids, snowflake::Snowflake};

/// The page in somebody's browser. Every method that acts names the person it acts as, such as
/// [`ADA`](crate::ids::ADA).
pub struct Page {
    socket: Socket,
    /// The first frame: `guild`, `users`, `bot`, `channels`, `messages`, `commands`, `now`.
    pub hello: Value,
    frames_sent: u32,
}

impl Page {
    /// Opens the page of the practice Discord at this address.
    pub async fn open(address: SocketAddr) -> Self {
        let mut socket = Socket::dial(address, "/practice/socket").await;
        let hello = socket.next().await.expect("the first frame");
        assert_eq!(hello["t"], "hello");
        Self {
            socket,
            hello,
            frames_sent: 0,
        }
    }

    /// Sends a frame in a person's name, and returns its `ref`, which the answer carries too. `locale` is `en-US`
    /// unless the frame has one.
    pub async fn send(&mut self, person: Snowflake, mut frame: Value) -> String {
        self.frames_sent += 1;
        let reference = format!("r{}", self.frames_sent);
        frame["ref"] = reference.clone().into();
        frame["as"] = json!(person);
        if frame["locale"].is_null() {
            frame["locale"] = "en-US".into();
        }
        self.socket.send(&frame).await;
        reference
    }

    /// Sends a frame, and waits for its answer: `ack` or `failed`.
    pub async fn outcome(&mut self, person: Snowflake, frame: Value) -> Value {
        let reference = self.send(person, frame).await;
        self.until(|frame| frame["ref"] == *reference).await
    }

    /// Writes a message, and waits until the page shows it.
    pub async fn say(&mut self, person: Snowflake, channel: Snowflake, content: &str) -> Value {
        let frame = json!({ "t": "send", "channel_id": channel, "content": content });
        self.send(person, frame).await;
        self.until(|frame| frame["message"]["author"]["id"] == person.to_string())
            .await
    }

    /// Writes a message that begins with a mention of the bot.
    pub async fn say_to_bot(
        &mut self,
        person: Snowflake,
        channel: Snowflake,
        content: &str,
    ) -> Value {
        let content = format!("<@{}> {content}", ids::BOT);
        self.say(person, channel, &content).await
    }

    /// Replies to a message, mentioning its author if `ping`, and waits until the page shows the reply.
    pub async fn reply(
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
        self.send(person, frame).await;
        self.until(|frame| frame["message"]["author"]["id"] == person.to_string())
            .await
    }

    /// Opens the channel in which this person and the bot write to each other directly.
    pub async fn direct_channel(&mut self, person: Snowflake) -> Snowflake {
        self.send(person, json!({ "t": "open_dm" })).await;
        let is_theirs = |frame: &Value| frame["channel"]["recipient_id"] == person.to_string();
        let opened = self.until(is_theirs).await;
        let id = opened["channel"]["id"].as_str().expect("an id");
        id.parse().expect("a snowflake")
    }

    /// Uses a slash command in #general; `options` as Discord has them in an interaction. Returns the frame's `ref`.
    pub async fn use_command(
        &mut self,
        person: Snowflake,
        command: &str,
        options: &Value,
    ) -> String {
        self.use_command_in(person, ids::GENERAL, command, options)
            .await
    }

    /// Uses the slash command with this id. Returns the frame's `ref`.
    pub async fn use_command_in(
        &mut self,
        person: Snowflake,
        channel: Snowflake,
        command: &str,
        options: &Value,
    ) -> String {
        let frame =
            json!({ "t": "command", "channel_id": channel, "id": command, "options": options });
        self.send(person, frame).await
    }

    /// Presses a button on a message. Returns the frame's `ref`.
    pub async fn press(&mut self, person: Snowflake, message: &Value, custom_id: &str) -> String {
        let frame = json!({
            "t": "press",
            "channel_id": message["channel_id"],
            "message_id": message["id"],
            "custom_id": custom_id,
            "component_type": 2,
        });
        self.send(person, frame).await
    }

    /// The next frame that `wanted` accepts; those before it are skipped.
    pub async fn until(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            let frame = self.socket.next().await.expect("an open socket");
            if wanted(&frame) {
                return frame;
            }
        }
    }

    /// The next frame of this kind, such as `message`, `channel`, `commands`, `modal`, `choices`, `ack`, `failed`.
    pub async fn frame(&mut self, kind: &str) -> Value {
        self.until(|frame| frame["t"] == kind).await
    }

    /// Waits until the server closes the page, and returns the close code.
    pub async fn closed(&mut self) -> u16 {
        loop {
            if let Err(code) = self.socket.next().await {
                return code;
            }
        }
    }
}
