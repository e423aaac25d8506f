//! The bot's sessions: what each may hear, what it missed, and the connection that serves it.

use std::{borrow::Cow, collections::VecDeque, fmt, time::Duration};

use axum::body::Bytes;
use serde_json::{Value, json};
use tokio::sync::mpsc;

use super::{close_code, intents};
use crate::{
    ids,
    world::{self, World},
};

/// Events kept for a bot that resumes; one that missed more must identify anew. Discord publishes no number; this
/// one bounds the memory.
const MAX_KEPT_EVENTS: usize = 1_000;
/// The same in bytes of JSON, for events that are large.
const MAX_KEPT_BYTES: usize = 2 << 20;
/// Frames a bot may be behind before its connection is closed; it then resumes. More than [`MAX_KEPT_EVENTS`], so that
/// a resume always fits.
const MAX_FRAMES_BEHIND: usize = 8_192;
/// Sessions without a connection that are kept for a resume; beyond this the oldest are forgotten.
const MAX_DETACHED_SESSIONS: usize = 4;

/// One gateway connection, while it serves a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ConnectionId(u64);

/// How payloads are compressed on their way to a bot.
/// <https://discord.com/developers/docs/events/gateway#encoding-and-compression>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compression {
    /// Not at all.
    None,
    /// Large payloads, each by itself: `compress` in IDENTIFY.
    Payload,
    /// As one zlib stream: `compress=zlib-stream` in the address.
    ZlibStream,
    /// As one zstd frame: `compress=zstd-stream` in the address.
    ZstdStream,
}

impl fmt::Display for Compression {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::None => "none",
            Self::Payload => "payload",
            Self::ZlibStream => "zlib-stream",
            Self::ZstdStream => "zstd-stream",
        })
    }
}

/// What a gateway connection is to do next.
pub(crate) enum SocketAction {
    /// Send this payload, in whatever way the connection is compressed.
    Send(Bytes),
    /// Close with this code and reason.
    Close(u16, Cow<'static, str>),
    /// End without a close frame, as when the network fails.
    Cut,
}

struct Session {
    id: String,
    /// This shard's number and how many there are.
    shard: (u64, u64),
    intents: u64,
    /// The number of the newest event.
    seq: u64,
    /// Events for a resume with their numbers, oldest first.
    kept: VecDeque<(u64, Bytes)>,
    kept_bytes: usize,
    connection: Option<(ConnectionId, mpsc::Sender<SocketAction>)>,
    /// That of the newest connection.
    compression: Compression,
}

/// All sessions, oldest first.
pub(crate) struct Sessions {
    url: String,
    all: Vec<Session>,
    /// The close codes with which the next ones to identify are refused, in this order.
    refusals: VecDeque<u16>,
    last_connection: u64,
    /// How many may be begun, and when all of a day may be again.
    pub(crate) left: (u32, Duration),
}

impl Sessions {
    /// No sessions yet, at the gateway with this address.
    pub(crate) fn new(url: String) -> Self {
        Self {
            url,
            all: Vec::new(),
            refusals: VecDeque::new(),
            last_connection: 0,
            left: (1_000, Duration::ZERO),
        }
    }

    /// How each session that is connected is compressed, oldest first.
    pub(crate) fn compressions(&self) -> Vec<Compression> {
        let connected = self
            .all
            .iter()
            .filter(|session| session.connection.is_some());
        connected.map(|session| session.compression).collect()
    }

    pub(crate) fn is_bot_connected(&self) -> bool {
        self.all.iter().any(|session| session.connection.is_some())
    }

    /// Begins a session: READY, then a `GUILD_CREATE` for each guild of this shard that no outage keeps away.
    pub(crate) fn identify(
        &mut self,
        shard: (u64, u64),
        intents: u64,
        compression: Compression,
        world: &World,
    ) -> (ConnectionId, mpsc::Receiver<SocketAction>) {
        let mut detached = self
            .all
            .iter()
            .filter(|session| session.connection.is_none())
            .count();
        self.all.retain(|session| {
            let surplus = session.connection.is_none() && detached > MAX_DETACHED_SESSIONS;
            detached -= usize::from(surplus);
            !surplus
        });
        let (connection, sender, actions) = self.new_connection();
        let mut session = Session {
            // Nothing here is secret: an id only has to differ from every other.
            id: format!("{:032x}", fastrand::u128(..)),
            shard,
            intents,
            seq: 0,
            kept: VecDeque::new(),
            kept_bytes: 0,
            connection: Some((connection, sender)),
            compression,
        };
        let guilds = world.guild_ids();
        let announced: Vec<Value> = guilds
            .iter()
            .filter(|guild| session.hears_of(Some(guild.0)))
            .map(|guild| json!({ "id": guild, "unavailable": true }))
            .collect();
        session.send(
            "READY",
            &json!({
                "v": 10,
                "user": world::current_user(),
                "guilds": announced,
                "session_id": session.id,
                "resume_gateway_url": self.url,
                "shard": [shard.0, shard.1],
                "application": { "id": ids::BOT, "flags": (1 << 14) | (1 << 18) | (1 << 23) },
                "private_channels": [],
                "relationships": [],
                "presences": [],
            }),
        );
        for guild in guilds.into_iter().filter(|guild| !world.is_out(*guild)) {
            session.dispatch("GUILD_CREATE", &world.guild_created(guild));
        }
        self.all.push(session);
        (connection, actions)
    }

    /// Resumes a session after event `seq`; `None` if it is unknown or has missed more than is kept.
    pub(crate) fn resume(
        &mut self,
        id: &str,
        seq: u64,
        compression: Compression,
    ) -> Option<(ConnectionId, mpsc::Receiver<SocketAction>)> {
        let (connection, sender, actions) = self.new_connection();
        let session = self.all.iter_mut().find(|session| session.id == id)?;
        let forgotten = session.seq - session.kept.len() as u64;
        if !(forgotten..=session.seq).contains(&seq) {
            return None;
        }
        for (_, missed) in session.kept.iter().filter(|(number, _)| *number > seq) {
            sender.try_send(SocketAction::Send(missed.clone())).ok()?;
        }
        session.connection = Some((connection, sender));
        session.compression = compression;
        session.send("RESUMED", &json!({}));
        Some((connection, actions))
    }

    /// Sends an event to every session that may hear of it.
    pub(crate) fn dispatch(&mut self, name: &str, data: &Value) {
        for session in &mut self.all {
            session.dispatch(name, data);
        }
    }

    /// Sends a frame to every session that is connected, as it stands; an event takes the session's next number, so
    /// that it can be resumed after.
    pub(crate) fn dispatch_raw(&mut self, frame: &Value) {
        for session in &mut self.all {
            if session.connection.is_some() {
                session.send_raw(frame);
            }
        }
    }

    /// Ends every connection with this close code, and forgets the sessions that cannot be resumed after it.
    pub(crate) fn close(&mut self, code: u16, reason: &str) {
        for session in &mut self.all {
            if let Some((_, sender)) = session.connection.take() {
                // One that is full has lost its connection with this.
                let _ = sender.try_send(match code {
                    close_code::LOST => SocketAction::Cut,
                    _ => SocketAction::Close(code, reason.to_owned().into()),
                });
            }
        }
        if !close_code::is_resumable(code) {
            self.forget();
        }
    }

    /// Has the next IDENTIFY refused with this close code.
    pub(crate) fn refuse_next(&mut self, code: u16) {
        self.refusals.push_back(code);
    }

    /// Takes the close code that was ordered for this IDENTIFY.
    pub(crate) fn take_refusal(&mut self) -> Option<u16> {
        self.refusals.pop_front()
    }

    /// Has every connection do the same.
    pub(crate) fn broadcast(&self, action: impl Fn() -> SocketAction) {
        for (_, sender) in self
            .all
            .iter()
            .filter_map(|session| session.connection.as_ref())
        {
            // A connection that is full is closed at the next event anyway.
            let _ = sender.try_send(action());
        }
    }

    /// Forgets every session, so that nobody can resume.
    pub(crate) fn forget(&mut self) {
        self.all.clear();
    }

    /// Notes that a connection has ended.
    pub(crate) fn detach(&mut self, connection: ConnectionId) {
        for session in &mut self.all {
            session.connection.take_if(|(held, _)| *held == connection);
        }
    }

    fn new_connection(
        &mut self,
    ) -> (
        ConnectionId,
        mpsc::Sender<SocketAction>,
        mpsc::Receiver<SocketAction>,
    ) {
        self.last_connection += 1;
        let (sender, actions) = mpsc::channel(MAX_FRAMES_BEHIND);
        (ConnectionId(self.last_connection), sender, actions)
    }
}

impl Session {
    fn dispatch(&mut self, name: &str, data: &Value) {
        let is_guild = matches!(name, "GUILD_CREATE" | "GUILD_DELETE");
        let guild = &data[if is_guild { "id" } else { "guild_id" }];
        let guild = guild.as_str().and_then(|id| id.parse().ok());
        if !self.hears_of(guild) || !intents::admit(self.intents, name, data, guild.is_some()) {
            return;
        }
        match intents::withheld(self.intents, name, data) {
            Some(part) => self.send(name, &part),
            None => self.send(name, data),
        }
    }

    fn send(&mut self, name: &str, data: &Value) {
        self.send_raw(&json!({ "op": 0, "t": name, "s": null, "d": data }));
    }

    /// Sends a frame. An event is numbered and kept for a resume.
    fn send_raw(&mut self, frame: &Value) {
        let is_event = frame.get("op").is_some_and(|op| *op == 0);
        let text = if is_event {
            self.seq += 1;
            numbered(frame, self.seq)
        } else {
            frame.to_string()
        };
        let text = Bytes::from(text);
        if is_event {
            self.keep(&text);
        }
        self.connection
            .take_if(|(_, sender)| sender.try_send(SocketAction::Send(text)).is_err());
    }

    fn keep(&mut self, text: &Bytes) {
        self.kept_bytes += text.len();
        self.kept.push_back((self.seq, text.clone()));
        while self.kept.len() > MAX_KEPT_EVENTS || self.kept_bytes > MAX_KEPT_BYTES {
            let Some((_, oldest)) = self.kept.pop_front() else {
                break;
            };
            self.kept_bytes -= oldest.len();
        }
    }

    /// Whether this shard has the guild; direct messages are shard 0's.
    fn hears_of(&self, guild: Option<u64>) -> bool {
        let (shard, of) = self.shard;
        guild.map_or(0, |guild| (guild >> 22) % of) == shard
    }
}

/// An event with its number, in the order in which Discord writes a frame: its name first, what it holds last.
fn numbered(frame: &Value, seq: u64) -> String {
    let place = |name: &str| match name {
        "t" => 0,
        "s" => 1,
        "op" => 2,
        "d" => 4,
        _ => 3,
    };
    let mut numbered = frame.clone();
    numbered["s"] = seq.into();
    let mut fields: Vec<_> = numbered.as_object().into_iter().flatten().collect();
    fields.sort_by_key(|(name, _)| place(name));
    let written: Vec<String> = fields
        .into_iter()
        .map(|(name, field)| format!("{}:{field}", Value::from(name.as_str())))
        .collect();
    format!("{{{}}}", written.join(","))
}
