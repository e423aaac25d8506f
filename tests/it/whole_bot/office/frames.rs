//! The frames of the page's socket: waiting for one, and what came of what somebody did.

use std::time::Duration;

use jiff::SignedDuration;
use practice_discord::Snowflake;
use serde_json::{Value, json};

use super::{Message, Office, Seen};

impl Office {
    /// The next frame that `wanted` accepts, be it one that was passed over before.
    pub(crate) async fn wait(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.unread.iter().position(&wanted) {
            return self.unread.remove(at).expect("it is there");
        }
        loop {
            let frame = self.page.until(|_| true).await;
            if wanted(&frame) {
                return frame;
            }
            self.unread.push_back(frame);
        }
    }

    /// The next message of the bot's in this channel.
    pub(crate) async fn told_in(&mut self, channel: Snowflake) -> Message {
        // That it added somebody to a thread is said in its name too.
        const ADDED: u64 = 1;
        let channel = json!(channel);
        let is_told = |frame: &Value| {
            let message = &frame["message"];
            message["channel_id"] == channel
                && message["author"]["bot"] == true
                && message["type"] != ADDED
        };
        Message(self.wait(is_told).await["message"].take())
    }

    /// The same while the bot's time goes by, fifty times faster than the machine's: slow enough that the lease of a request that
    /// is under way does not end.
    pub(crate) async fn told_in_time(&mut self, channel: Snowflake) -> Message {
        let clock = self.setting.clock.clone();
        let passing = async {
            let mut ticks = tokio::time::interval(Duration::from_millis(5));
            loop {
                ticks.tick().await;
                clock.advance(SignedDuration::from_millis(250));
            }
        };
        tokio::select! {
            message = self.told_in(channel) => message,
            () = passing => unreachable!(),
        }
    }

    /// What came of the frame with this reference, sent in this channel.
    pub(crate) async fn outcome(&mut self, reference: &str, channel: &Value) -> Seen {
        let mut message = None;
        loop {
            let mut frame = self
                .wait(|frame| {
                    let is_message = frame["message"]["channel_id"] == *channel
                        && frame["message"]["author"]["bot"] == true;
                    is_message || frame["ref"] == reference
                })
                .await;
            match frame["t"].as_str() {
                Some("message") => message = Some(Message(frame["message"].take())),
                Some("ack") => {
                    let message = message.expect("a message before its end");
                    return Seen::Message(self.finished(message).await);
                }
                Some("modal") => {
                    let (reference, modal) = (reference.to_owned(), frame["modal"].take());
                    return Seen::Form { reference, modal };
                }
                Some("choices") => {
                    let choices = frame["choices"].as_array().expect("a list");
                    return Seen::Choices(choices.clone());
                }
                Some("failed") => {
                    return Seen::Failed(frame["text"].as_str().unwrap_or_default().to_owned());
                }
                _ => {}
            }
        }
    }

    /// The message itself, or, where it is a promise of an answer, the answer in its place.
    async fn finished(&mut self, message: Message) -> Message {
        const LOADING: u64 = 1 << 7;
        let is_promise = |message: &Value| message["flags"].as_u64().unwrap_or(0) & LOADING != 0;
        if !is_promise(&message.0) {
            return message;
        }
        let id = message.0["id"].clone();
        let mut frame = self
            .wait(|frame| frame["message"]["id"] == id && !is_promise(&frame["message"]))
            .await;
        Message(frame["message"].take())
    }
}
