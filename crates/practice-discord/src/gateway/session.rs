//! The bot's sessions: what each may hear, what it missed, and the line it listens on.

use std::{
    collections::VecDeque,
    hash::{BuildHasher, Hasher, RandomState},
};

use axum::extract::ws::Utf8Bytes;
use serde_json::{Value, json};
use tokio::sync::mpsc;

use super::intents;
use crate::{
    ids,
    world::{self, World},
};

/// Events kept for a bot that resumes; one that missed more must identify anew.
const KEPT_EVENTS: usize = 1_000;
const KEPT_BYTES: usize = 2 << 20;
/// Frames a bot may be behind before its line is cut; it then resumes.
const FRAMES_BEHIND: usize = 8_192;
/// Sessions without a line that are kept for a resume.
const KEPT_SESSIONS: usize = 4;

/// One socket's claim on a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line(u64);

/// What a socket is to do next.
pub(crate) enum Order {
    Send(Utf8Bytes),
    Close(u16, &'static str),
}

struct Session {
    id: String,
    shard: (u64, u64),
    intents: u64,
    seq: u64,
    kept: VecDeque<(u64, Utf8Bytes)>,
    kept_bytes: usize,
    line: Option<(Line, mpsc::Sender<Order>)>,
}

/// All sessions, oldest first.
pub(crate) struct Sessions {
    url: String,
    all: Vec<Session>,
    last_line: u64,
}

impl Sessions {
    /// No sessions yet, at the gateway with this address.
    pub(crate) fn new(url: String) -> Self {
        Self {
            url,
            all: Vec::new(),
            last_line: 0,
        }
    }

    pub(crate) fn is_anybody_there(&self) -> bool {
        self.all.iter().any(|session| session.line.is_some())
    }

    /// Begins a session: READY, then the guilds that this shard has.
    pub(crate) fn identify(
        &mut self,
        shard: (u64, u64),
        intents: u64,
        world: &World,
    ) -> (Line, mpsc::Receiver<Order>) {
        let mut detached = self
            .all
            .iter()
            .filter(|session| session.line.is_none())
            .count();
        self.all.retain(|session| {
            let surplus = session.line.is_none() && detached > KEPT_SESSIONS;
            detached -= usize::from(surplus);
            !surplus
        });
        let (line, sender, orders) = self.new_line();
        let id = format!(
            "{:032x}",
            u128::from(RandomState::new().build_hasher().finish())
        );
        let kept = VecDeque::new();
        let mut session = Session {
            id,
            shard,
            intents,
            seq: 0,
            kept,
            kept_bytes: 0,
            line: Some((line, sender)),
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
                "user": world::bot(),
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
        for guild in guilds {
            session.dispatch("GUILD_CREATE", &world.guild_created(guild));
        }
        self.all.push(session);
        (line, orders)
    }

    /// Takes a session up again after event `seq`; None if that cannot be.
    pub(crate) fn resume(&mut self, id: &str, seq: u64) -> Option<(Line, mpsc::Receiver<Order>)> {
        let (line, sender, orders) = self.new_line();
        let session = self.all.iter_mut().find(|session| session.id == id)?;
        let forgotten = session.seq - session.kept.len() as u64;
        if !(forgotten..=session.seq).contains(&seq) {
            return None;
        }
        for (_, missed) in session.kept.iter().filter(|(number, _)| *number > seq) {
            sender.try_send(Order::Send(missed.clone())).ok()?;
        }
        session.line = Some((line, sender));
        session.send("RESUMED", &json!({}));
        Some((line, orders))
    }

    /// Sends an event to every session that may hear of it.
    pub(crate) fn dispatch(&mut self, name: &str, data: &Value) {
        for session in &mut self.all {
            session.dispatch(name, data);
        }
    }

    /// Gives an order to every socket.
    pub(crate) fn order(&self, order: impl Fn() -> Order) {
        for (_, line) in self.all.iter().filter_map(|session| session.line.as_ref()) {
            // A line that is full is cut at the next event anyway.
            let _ = line.try_send(order());
        }
    }

    /// Forgets every session, so that nobody can resume.
    pub(crate) fn forget(&mut self) {
        self.all.clear();
    }

    /// Notes that a socket has closed.
    pub(crate) fn detach(&mut self, line: Line) {
        for session in &mut self.all {
            session.line.take_if(|(held, _)| *held == line);
        }
    }

    fn new_line(&mut self) -> (Line, mpsc::Sender<Order>, mpsc::Receiver<Order>) {
        self.last_line += 1;
        let (sender, orders) = mpsc::channel(FRAMES_BEHIND);
        (Line(self.last_line), sender, orders)
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
        self.seq += 1;
        let text = json!({ "op": 0, "t": name, "s": self.seq, "d": data }).to_string();
        let text = Utf8Bytes::from(text);
        self.kept_bytes += text.len();
        self.kept.push_back((self.seq, text.clone()));
        while self.kept.len() > KEPT_EVENTS || self.kept_bytes > KEPT_BYTES {
            let Some((_, oldest)) = self.kept.pop_front() else {
                break;
            };
            self.kept_bytes -= oldest.len();
        }
        self.line
            .take_if(|(_, line)| line.try_send(Order::Send(text)).is_err());
    }

    /// Whether this shard has the guild; direct messages are shard 0's.
    fn hears_of(&self, guild: Option<u64>) -> bool {
        let (shard, of) = self.shard;
        guild.map_or(0, |guild| (guild >> 22) % of) == shard
    }
}
