//! The gateway: the bot connects, identifies or resumes, and hears what happens.
//!
//! JSON in plain text frames. <https://discord.com/developers/docs/events/gateway>

mod intents;
mod session;

use std::sync::Arc;

use axum::{
    extract::{
        State, WebSocketUpgrade,
        ws::{CloseFrame, Message, WebSocket},
    },
    response::Response,
};
use serde_json::{Value, json};
use tokio::sync::{mpsc, watch};

pub(crate) use self::session::{Line, Order, Sessions};
use super::shared::{Shared, ended};

const HEARTBEAT_INTERVAL_MS: u32 = 41_250;
/// Discord takes 4 KiB; a little more, so that the refusal is ours to word.
const LARGEST_FRAME: usize = 16 << 10;

/// Discord's opcodes.
pub(crate) mod op {
    pub(super) const HEARTBEAT: u64 = 1;
    pub(super) const IDENTIFY: u64 = 2;
    pub(super) const PRESENCE: u64 = 3;
    pub(super) const VOICE: u64 = 4;
    pub(super) const RESUME: u64 = 6;
    pub(crate) const RECONNECT: u64 = 7;
    pub(super) const REQUEST_MEMBERS: u64 = 8;
    pub(crate) const INVALID_SESSION: u64 = 9;
    pub(super) const HELLO: u64 = 10;
    pub(super) const HEARTBEAT_ACK: u64 = 11;
}

/// Discord's close codes.
mod close {
    pub(super) const UNKNOWN_OPCODE: (u16, &str) = (4001, "Unknown opcode.");
    pub(super) const DECODE_ERROR: (u16, &str) = (4002, "Error while decoding payload.");
    pub(super) const NOT_AUTHENTICATED: (u16, &str) = (4003, "Not authenticated.");
    pub(super) const AUTHENTICATION_FAILED: (u16, &str) = (4004, "Authentication failed.");
    pub(super) const ALREADY_AUTHENTICATED: (u16, &str) = (4005, "Already authenticated.");
    pub(super) const INVALID_SHARD: (u16, &str) = (4010, "Invalid shard.");
    pub(super) const INVALID_INTENTS: (u16, &str) = (4013, "Invalid intent(s).");
}

/// An order without data or sequence number, such as RECONNECT.
pub(crate) fn plain(op: u64, data: &Value) -> Order {
    Order::Send(
        json!({ "op": op, "d": data, "s": null, "t": null })
            .to_string()
            .into(),
    )
}

/// `GET /gateway`
pub(crate) async fn connect(
    State(shared): State<Arc<Shared>>,
    upgrade: WebSocketUpgrade,
) -> Response {
    let stop = shared.stop.subscribe();
    upgrade
        .max_message_size(LARGEST_FRAME)
        .on_upgrade(move |socket| {
            Connection {
                shared,
                socket,
                claim: None,
            }
            .run(stop)
        })
}

struct Connection {
    shared: Arc<Shared>,
    socket: WebSocket,
    claim: Option<(Line, mpsc::Receiver<Order>)>,
}

impl Connection {
    async fn run(mut self, mut stop: watch::Receiver<bool>) {
        let hello = json!({ "heartbeat_interval": HEARTBEAT_INTERVAL_MS });
        let mut next = Some(plain(op::HELLO, &hello));
        loop {
            match next.take() {
                Some(Order::Send(text)) => {
                    let sent = self.socket.send(Message::Text(text)).await;
                    if sent.is_err() {
                        break;
                    }
                }
                Some(Order::Close(code, reason)) => {
                    let frame = CloseFrame {
                        code,
                        reason: reason.into(),
                    };
                    // The other side may be gone already.
                    let _ = self.socket.send(Message::Close(Some(frame))).await;
                    break;
                }
                None => {}
            }
            let Self { socket, claim, .. } = &mut self;
            let order = async {
                match claim {
                    Some((_, orders)) => orders.recv().await,
                    None => std::future::pending().await,
                }
            };
            next = tokio::select! {
                () = ended(&mut stop) => Some(Order::Close(1001, "The server goes down.")),
                // A session that has taken another line, or lost this one, closes it.
                order = order => Some(order.unwrap_or(Order::Close(4000, "Reconnect and resume."))),
                message = socket.recv() => match message {
                    Some(Ok(Message::Text(text))) => self.heard(&text),
                    Some(Ok(Message::Binary(_))) => Some(refuse(close::DECODE_ERROR)),
                    // The answer to a close leaves with the next look at the socket, which then ends.
                    Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Close(_))) => None,
                    Some(Err(_)) | None => break,
                },
            };
        }
        if let Some((line, _)) = self.claim {
            self.shared.line_closed(line);
        }
    }

    /// What to do about a frame from the bot.
    fn heard(&mut self, text: &str) -> Option<Order> {
        let Ok(frame) = serde_json::from_str::<Value>(text) else {
            return Some(refuse(close::DECODE_ERROR));
        };
        let data = &frame["d"];
        match frame["op"].as_u64() {
            Some(op::HEARTBEAT) => Some(plain(op::HEARTBEAT_ACK, &Value::Null)),
            Some(op::IDENTIFY | op::RESUME) if self.claim.is_some() => {
                Some(refuse(close::ALREADY_AUTHENTICATED))
            }
            Some(op::IDENTIFY | op::RESUME)
                if !self
                    .shared
                    .is_the_token(data["token"].as_str().unwrap_or_default()) =>
            {
                Some(refuse(close::AUTHENTICATION_FAILED))
            }
            Some(op::IDENTIFY) => self.identify(data),
            Some(op::RESUME) => self.resume(data),
            Some(op::PRESENCE | op::VOICE | op::REQUEST_MEMBERS) if self.claim.is_some() => None,
            Some(op::PRESENCE | op::VOICE | op::REQUEST_MEMBERS) => {
                Some(refuse(close::NOT_AUTHENTICATED))
            }
            _ => Some(refuse(close::UNKNOWN_OPCODE)),
        }
    }

    fn identify(&mut self, data: &Value) -> Option<Order> {
        let number = |n: usize| data["shard"][n].as_u64();
        let shard = if data["shard"].is_null() {
            Some((0, 1))
        } else {
            number(0).zip(number(1))
        };
        let Some(shard) = shard.filter(|(shard, of)| shard < of) else {
            return Some(refuse(close::INVALID_SHARD));
        };
        let intents = data["intents"]
            .as_u64()
            .filter(|bits| bits & !intents::KNOWN == 0);
        let Some(intents) = intents else {
            return Some(refuse(close::INVALID_INTENTS));
        };
        let claim = self
            .shared
            .with_sessions(|sessions, world| sessions.identify(shard, intents, world));
        self.claim = Some(claim);
        None
    }

    fn resume(&mut self, data: &Value) -> Option<Order> {
        let session = data["session_id"].as_str().unwrap_or_default();
        let seq = data["seq"].as_u64().unwrap_or(0);
        self.claim = self
            .shared
            .with_sessions(|sessions, _| sessions.resume(session, seq));
        self.claim
            .is_none()
            .then(|| plain(op::INVALID_SESSION, &json!(false)))
    }
}

fn refuse((code, reason): (u16, &'static str)) -> Order {
    Order::Close(code, reason)
}
