//! The gateway: a bot connects, identifies or resumes, and receives events.
//!
//! JSON only, in one of the three compressions of [`compression`]. <https://discord.com/developers/docs/events/gateway>

mod compression;

use std::{borrow::Cow, ops::ControlFlow, sync::Arc, time::Duration};

use axum::{
    Json,
    extract::{Query, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use futures_util::{SinkExt as _, StreamExt as _};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::{sync::mpsc, time::timeout};
use tokio_websockets::Message;

use self::compression::{Encoder, transport_named};
use crate::{
    hub::{Compression, ConnectionId, Hub, KNOWN_INTENTS, SocketAction, close_reason},
    web_socket::{Socket, UpgradeRequest, close_frame},
};

/// What Discord itself says in HELLO.
const HEARTBEAT_INTERVAL_MS: u32 = 41_250;
/// The API version that is spoken, here and in REST.
const API_VERSION: &str = "10";
/// Discord takes 4 KiB and closes with 4002 beyond.
/// <https://discord.com/developers/docs/events/gateway#sending-events>
const MAX_PAYLOAD_BYTES: usize = 4 << 10;
/// What the WebSocket itself accepts: more, so that the refusal can carry Discord's close code.
const MAX_FRAME_BYTES: usize = 64 << 10;

/// How long the other side gets to answer a close frame.
const CLOSE_GRACE: Duration = Duration::from_secs(1);

/// Discord's opcodes.
/// <https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-opcodes>
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
/// <https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes>
mod close {
    pub(super) const UNKNOWN_ERROR: (u16, &str) = (4000, "Reconnect and resume.");
    pub(super) const UNKNOWN_OPCODE: (u16, &str) = (4001, "Unknown opcode.");
    pub(super) const DECODE_ERROR: (u16, &str) = (4002, "Error while decoding payload.");
    pub(super) const NOT_AUTHENTICATED: (u16, &str) = (4003, "Not authenticated.");
    pub(super) const AUTHENTICATION_FAILED: (u16, &str) = (4004, "Authentication failed.");
    pub(super) const ALREADY_AUTHENTICATED: (u16, &str) = (4005, "Already authenticated.");
    pub(super) const INVALID_SHARD: (u16, &str) = (4010, "Invalid shard.");
    pub(super) const INVALID_INTENTS: (u16, &str) = (4013, "Invalid intent(s).");
    /// Of WebSocket itself, not of Discord.
    pub(super) const GOING_AWAY: (u16, &str) = (1001, "The server is shutting down.");
}

/// A payload without a sequence number, such as RECONNECT.
pub(crate) fn control(op: u64, data: &Value) -> SocketAction {
    SocketAction::Send(
        json!({ "op": op, "d": data, "s": null, "t": null })
            .to_string()
            .into(),
    )
}

/// What stands after `?`. What is absent is as in Discord's documents: JSON, not compressed.
#[derive(Deserialize)]
pub(crate) struct ConnectQuery {
    v: Option<String>,
    encoding: Option<String>,
    compress: Option<String>,
}

impl ConnectQuery {
    /// How payloads are compressed, or why the connection is refused.
    fn transport(&self) -> Result<Compression, String> {
        let version = self.v.as_deref().unwrap_or(API_VERSION);
        if version != API_VERSION {
            return Err(format!(
                "This gateway speaks API version {API_VERSION}, not {version}. Connect with v={API_VERSION}."
            ));
        }
        let encoding = self.encoding.as_deref().unwrap_or("json");
        if encoding != "json" {
            return Err(format!(
                "This gateway speaks JSON, not {encoding}. Connect with encoding=json."
            ));
        }
        transport_named(self.compress.as_deref())
    }
}

/// `GET /gateway`
pub(crate) async fn connect(
    State(hub): State<Arc<Hub>>,
    Query(query): Query<ConnectQuery>,
    upgrade: UpgradeRequest,
) -> Response {
    let encoder = match query.transport().map(Encoder::new) {
        Ok(Ok(encoder)) => encoder,
        Ok(Err(error)) => {
            let body = json!({ "message": error.to_string(), "code": 0 });
            return (StatusCode::INTERNAL_SERVER_ERROR, Json(body)).into_response();
        }
        Err(message) => {
            tracing::warn!(%message, "A bot was not let in to the practice gateway.");
            let body = json!({ "message": message, "code": 0 });
            return (StatusCode::BAD_REQUEST, Json(body)).into_response();
        }
    };
    let running = hub.sockets.token();
    upgrade.accept(MAX_FRAME_BYTES, async move |socket| {
        let connection = GatewayConnection {
            hub,
            socket,
            encoder,
            session: None,
            has_closed: false,
        };
        connection.run().await;
        drop(running);
    })
}

struct GatewayConnection {
    hub: Arc<Hub>,
    socket: Socket,
    encoder: Encoder,
    /// What is sent to this connection's session, from IDENTIFY or RESUME on.
    session: Option<(ConnectionId, mpsc::Receiver<SocketAction>)>,
    /// Whether a close frame was sent.
    has_closed: bool,
}

impl GatewayConnection {
    async fn run(mut self) {
        let hello = json!({ "heartbeat_interval": HEARTBEAT_INTERVAL_MS });
        let mut next = Some(control(op::HELLO, &hello));
        loop {
            if let Some(action) = next.take()
                && self.perform(action).await.is_break()
            {
                break;
            }
            let Self {
                hub,
                socket,
                session,
                ..
            } = &mut self;
            let action = async {
                match session {
                    Some((_, actions)) => actions.recv().await,
                    None => std::future::pending().await,
                }
            };
            next = tokio::select! {
                () = hub.stop.cancelled() => Some(refuse(close::GOING_AWAY)),
                // A session that another connection has resumed, or that was forgotten, sends nothing any more.
                action = action => Some(action.unwrap_or(refuse(close::UNKNOWN_ERROR))),
                message = socket.next() => match message {
                    Some(Ok(message)) => self.handle_message(&message),
                    Some(Err(_)) | None => break,
                },
            };
        }
        if let Some((id, _)) = self.session {
            self.hub.close_gateway(id);
        }
        if self.has_closed {
            hear_out(&self.hub, &mut self.socket).await;
        }
    }

    /// Sends a payload or closes; breaks when nothing can follow.
    async fn perform(&mut self, action: SocketAction) -> ControlFlow<()> {
        match action {
            SocketAction::Send(text) => {
                let Ok(message) = self.encoder.encode(text) else {
                    return ControlFlow::Break(());
                };
                match self.socket.send(message).await {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(_) => ControlFlow::Break(()),
                }
            }
            SocketAction::Close(code, reason) => {
                self.has_closed = true;
                // The other side may be gone already.
                let _ = self.socket.send(close_frame(code, &reason)).await;
                ControlFlow::Break(())
            }
            SocketAction::Cut => ControlFlow::Break(()),
        }
    }

    fn handle_message(&mut self, message: &Message) -> Option<SocketAction> {
        // Discord takes JSON in a binary frame too.
        if !message.is_text() && !message.is_binary() {
            // The answer to a close leaves with the next look at the socket, which then ends.
            return None;
        }
        match std::str::from_utf8(message.as_payload()) {
            Ok(text) => self.handle_payload(text),
            Err(_) => Some(refuse(close::DECODE_ERROR)),
        }
    }

    /// What to do about a payload from the bot.
    fn handle_payload(&mut self, text: &str) -> Option<SocketAction> {
        if text.len() > MAX_PAYLOAD_BYTES {
            return Some(refuse(close::DECODE_ERROR));
        }
        let Ok(payload) = serde_json::from_str::<Value>(text) else {
            return Some(refuse(close::DECODE_ERROR));
        };
        let data = &payload["d"];
        let has_session = self.session.is_some();
        match payload["op"].as_u64() {
            Some(op::HEARTBEAT) => Some(control(op::HEARTBEAT_ACK, &Value::Null)),
            Some(op::IDENTIFY | op::RESUME) if has_session => {
                Some(refuse(close::ALREADY_AUTHENTICATED))
            }
            Some(op::IDENTIFY | op::RESUME) if !self.has_valid_token(data) => {
                Some(refuse(close::AUTHENTICATION_FAILED))
            }
            Some(op::IDENTIFY) => self.identify(data),
            Some(op::RESUME) => self.resume(data),
            // Presence and voice are accepted and change nothing.
            Some(op::PRESENCE | op::VOICE | op::REQUEST_MEMBERS) if has_session => None,
            Some(op::PRESENCE | op::VOICE | op::REQUEST_MEMBERS) => {
                Some(refuse(close::NOT_AUTHENTICATED))
            }
            _ => Some(refuse(close::UNKNOWN_OPCODE)),
        }
    }

    fn has_valid_token(&self, data: &Value) -> bool {
        let token = data["token"].as_str().unwrap_or_default();
        self.hub.is_valid_token(token)
    }

    fn identify(&mut self, data: &Value) -> Option<SocketAction> {
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
            .filter(|bits| bits & !KNOWN_INTENTS == 0);
        let Some(intents) = intents else {
            return Some(refuse(close::INVALID_INTENTS));
        };
        if data["compress"] == true {
            self.encoder.compress_payloads();
        }
        let compression = self.encoder.compression();
        let refused = self
            .hub
            .with_sessions(|sessions, _| sessions.take_refusal());
        if let Some(code) = refused {
            return Some(refuse((code, close_reason(code))));
        }
        let session = self
            .hub
            .with_sessions(|sessions, world| sessions.identify(shard, intents, compression, world));
        self.session = Some(session);
        None
    }

    fn resume(&mut self, data: &Value) -> Option<SocketAction> {
        let session = data["session_id"].as_str().unwrap_or_default();
        let seq = data["seq"].as_u64().unwrap_or(0);
        let compression = self.encoder.compression();
        self.session = self
            .hub
            .with_sessions(|sessions, _| sessions.resume(session, seq, compression));
        self.session
            .is_none()
            .then(|| control(op::INVALID_SESSION, &json!(false)))
    }
}

fn refuse((code, reason): (u16, &'static str)) -> SocketAction {
    SocketAction::Close(code, Cow::Borrowed(reason))
}

/// Reads on until the other side has answered the close frame, or for a while: to drop the connection with something
/// unread in it could lose the frame.
async fn hear_out(hub: &Hub, socket: &mut Socket) {
    let rest = async { while let Some(Ok(_)) = socket.next().await {} };
    tokio::select! {
        () = hub.stop.cancelled() => {}
        _ = timeout(CLOSE_GRACE, rest) => {}
    }
}
