//! A bot's side of the gateway, without a library.

use std::net::SocketAddr;

use serde_json::{Value, json};

use super::socket::Socket;
use crate::options::TOKEN;

/// `GUILDS`, `GUILD_MESSAGES` and `DIRECT_MESSAGES`.
pub const INTENTS: u64 = 1 | 1 << 9 | 1 << 12;
/// The same and `MESSAGE_CONTENT`.
pub const ALL_INTENTS: u64 = INTENTS | 1 << 15;

/// Looks at an event (`t` and `d`) that a bot has received, and panics if something is wrong with it: for instance if
/// a library cannot read it.
pub type EventCheck = fn(&Value);

/// A bot that is connected to the gateway. It sends no heartbeats, as the practice Discord misses none.
pub struct GatewayBot {
    socket: Socket,
    check_event: EventCheck,
    /// The session's id, once READY has arrived.
    pub session: String,
    /// The number of the last event, 0 before the first.
    pub seq: u64,
}

impl GatewayBot {
    /// Connects to the practice Discord at this address, and hears HELLO.
    pub async fn dial(address: SocketAddr, check_event: EventCheck) -> Self {
        let mut socket = Socket::dial(address, "/gateway?v=10&encoding=json").await;
        let hello = socket.next().await.expect("HELLO");
        assert_eq!(
            (&hello["op"], &hello["d"]["heartbeat_interval"]),
            (&json!(10), &json!(41_250))
        );
        Self {
            socket,
            check_event,
            session: String::new(),
            seq: 0,
        }
    }

    /// Sends a payload.
    pub async fn send(&mut self, op: u64, data: &Value) {
        self.socket.send(&json!({ "op": op, "d": data })).await;
    }

    /// The data of IDENTIFY.
    pub fn identity(intents: u64) -> Value {
        let properties = json!({ "os": "linux", "browser": "test", "device": "test" });
        json!({ "token": TOKEN, "intents": intents, "properties": properties })
    }

    /// Sends IDENTIFY, and hears READY and of the practice server.
    pub async fn identify(&mut self, intents: u64) {
        self.send(2, &Self::identity(intents)).await;
        let ready = self.event("READY").await;
        ready["session_id"]
            .as_str()
            .expect("a session")
            .clone_into(&mut self.session);
        self.event("GUILD_CREATE").await;
    }

    /// Sends RESUME for a session, after its event `seq`.
    pub async fn resume(&mut self, session: &str, seq: u64) {
        let data = json!({ "token": TOKEN, "session_id": session, "seq": seq });
        self.send(6, &data).await;
    }

    /// The next payload of any kind, or the close code. An event must have the number after the last.
    pub async fn next(&mut self) -> Result<Value, u16> {
        let payload = self.socket.next().await?;
        if let Some(seq) = payload["s"].as_u64() {
            assert_eq!(seq, self.seq + 1, "a gap before {payload}");
            self.seq = seq;
            (self.check_event)(&json!({ "t": payload["t"], "d": payload["d"] }));
        }
        Ok(payload)
    }

    /// The data of the next event, which must have this name.
    pub async fn event(&mut self, name: &str) -> Value {
        let mut payload = self.next().await.expect("an open socket");
        assert_eq!(payload["t"], name, "{payload}");
        payload["d"].take()
    }

    /// The data of the next event with this name; those before it are skipped.
    pub async fn until(&mut self, name: &str) -> Value {
        loop {
            let mut payload = self.next().await.expect("an open socket");
            if payload["t"] == name {
                return payload["d"].take();
            }
        }
    }
}
