//! A stand-in for Discord: one session of the gateway and the routes that a bot asks for, on one thread. The practice
//! Discord checks and remembers all that it is sent, which costs more than the bots that are measured here.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::io;
use std::rc::Rc;
use std::time::{Duration, Instant};

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, mpsc};
use tokio::task::spawn_local;
use tokio::time::timeout;
use tokio_websockets::{Message, ServerBuilder};

use crate::frames::{self, Frames};
use crate::http::{self, Request, response};
use crate::process::{Process, Start};

/// How long a bot may take to connect, under valgrind too.
const PATIENCE: Duration = Duration::from_mins(5);

/// An answer that arrived.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Answered {
    /// Of the interaction.
    pub(crate) id: u64,
    pub(crate) at: Instant,
}

/// The stand-in. Everything happens on the thread that made it.
pub(crate) struct Discord {
    port: u16,
    shared: Rc<Shared>,
    answers: mpsc::UnboundedReceiver<Answered>,
}

struct Shared {
    port: u16,
    /// To the session that is open.
    session: RefCell<Option<mpsc::UnboundedSender<String>>>,
    ready: Notify,
    ready_at: Cell<Option<Instant>>,
    answered: mpsc::UnboundedSender<Answered>,
    /// The bot's first answer of each kind, as it came.
    first: RefCell<HashMap<String, Vec<u8>>>,
    /// What the bot hears of its own answer: Discord sends every message back as an event.
    echo: RefCell<Option<frames::Echo>>,
    frames: Frames,
    sequence: Cell<u64>,
}

impl Discord {
    /// Listens on a port of its own.
    async fn start() -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let port = listener.local_addr()?.port();
        let (answered, answers) = mpsc::unbounded_channel();
        let shared = Rc::new(Shared {
            port,
            session: RefCell::default(),
            ready: Notify::new(),
            ready_at: Cell::default(),
            answered,
            first: RefCell::default(),
            echo: RefCell::default(),
            frames: Frames::read(),
            sequence: Cell::new(1),
        });
        let accepting = Rc::clone(&shared);
        spawn_local(async move {
            while let Ok((stream, _)) = listener.accept().await {
                spawn_local(connection(Rc::clone(&accepting), stream));
            }
        });
        Ok(Self {
            port,
            shared,
            answers,
        })
    }

    /// A stand-in and a bot that has connected to it, and how long that took.
    ///
    /// # Errors
    /// It has not within [`PATIENCE`]; its log says why.
    pub(crate) async fn with_bot(start: &Start<'_>) -> io::Result<(Self, Process, Duration)> {
        let discord = Self::start().await?;
        let bot = Process::start(start, discord.port)?;
        let took = discord.ready().await?.duration_since(bot.started);
        Ok((discord, bot, took))
    }

    /// Waits until a bot has identified itself, and says when that was.
    async fn ready(&self) -> io::Result<Instant> {
        let identified = async {
            loop {
                if let Some(at) = self.shared.ready_at.take() {
                    return at;
                }
                self.shared.ready.notified().await;
            }
        };
        let ready = timeout(PATIENCE, identified).await;
        ready.map_err(|_| io::Error::other("the bot does not connect"))
    }

    /// Sends an interaction; says when it left.
    pub(crate) fn interact(&self, kind: frames::Kind, id: u64) -> Instant {
        let frame = self
            .shared
            .frames
            .interaction(kind, id, self.shared.next_sequence());
        self.send(frame);
        Instant::now()
    }

    /// Sends a message that somebody wrote who does not mean the bot.
    pub(crate) fn strangers_message(&self, id: u64) {
        let frame = self
            .shared
            .frames
            .strangers_message(id, self.shared.next_sequence());
        self.send(frame);
    }

    /// The next answer.
    pub(crate) async fn answer(&mut self) -> Answered {
        self.answers
            .recv()
            .await
            .expect("the stand-in holds the sender")
    }

    /// Forgets the answers that nobody waited for.
    pub(crate) fn forget_answers(&mut self) {
        while self.answers.try_recv().is_ok() {}
    }

    /// The first answer to a kind of interaction, as it came.
    pub(crate) fn first_answer(&self, kind: frames::Kind) -> Option<Vec<u8>> {
        self.shared.first.borrow().get(kind.name()).cloned()
    }

    fn send(&self, frame: String) {
        if let Some(session) = &*self.shared.session.borrow() {
            let _ = session.send(frame);
        }
    }
}

impl Shared {
    fn next_sequence(&self) -> u64 {
        self.sequence.set(self.sequence.get() + 1);
        self.sequence.get()
    }

    fn rest(&self, request: &Request<'_>) -> String {
        let path = request.path.strip_prefix("/api").unwrap_or(request.path);
        let path = path.strip_prefix("/v10").unwrap_or(path);
        let parts: Vec<&str> = path.split(['/', '?']).skip(1).collect();
        match (request.method, parts.as_slice()) {
            ("POST", ["interactions", id, _, "callback", ..]) => {
                self.callback(id.parse().unwrap_or_default(), request.body);
                "HTTP/1.1 204 No Content\r\n\r\n".to_owned()
            }
            ("PATCH", ["webhooks", _, token, ..]) => {
                self.answer(frames::id_of(token), request.body);
                response("200 OK", &json!({ "id": "1" }).to_string())
            }
            ("GET", ["gateway", ..]) => response("200 OK", &self.gateway().to_string()),
            (_, ["applications", _, .., "commands"]) => response("200 OK", "[]"),
            ("GET", ["users" | "applications" | "oauth2", ..]) => {
                response("200 OK", &frames::own_user().to_string())
            }
            _ => response("404 Not Found", r#"{"code":0,"message":"404: Not Found"}"#),
        }
    }

    fn gateway(&self) -> Value {
        json!({
            "url": format!("ws://127.0.0.1:{}", self.port),
            "shards": 1,
            "session_start_limit": { "total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1 },
        })
    }

    /// The first answer, or the promise of one.
    fn callback(&self, id: u64, body: &[u8]) {
        if !body.starts_with(br#"{"type":5"#) {
            self.answer(id, body);
        }
    }

    fn answer(&self, id: u64, body: &[u8]) {
        let at = Instant::now();
        let kind = frames::kind_of(id);
        if let Some(kind) = kind
            && !self.first.borrow().contains_key(kind.name())
        {
            self.first
                .borrow_mut()
                .insert(kind.name().to_owned(), body.to_vec());
            if kind == frames::Kind::Issue {
                *self.echo.borrow_mut() = frames::Echo::of_callback(body);
            }
        }
        if kind == Some(frames::Kind::Issue)
            && let Some(echo) = &*self.echo.borrow()
            && let Some(session) = &*self.session.borrow()
        {
            let _ = session.send(echo.frame(id, self.next_sequence()));
        }
        let _ = self.answered.send(Answered { id, at });
    }
}

async fn connection(shared: Rc<Shared>, stream: TcpStream) {
    let _ = stream.set_nodelay(true);
    let mut start = [0; 16];
    // The gateway's address is `/?v=10&…`; all else is REST.
    let Ok(read) = stream.peek(&mut start).await else {
        return;
    };
    if start[..read].starts_with(b"GET /?") {
        let _ = session(&shared, stream).await;
    } else {
        let _ = http::serve(stream, |request| shared.rest(&request)).await;
    }
}

async fn session(shared: &Shared, stream: TcpStream) -> Result<(), tokio_websockets::Error> {
    let (_, mut socket) = ServerBuilder::new().accept(stream).await?;
    let hello = json!({ "op": 10, "d": { "heartbeat_interval": 41_250 }, "s": null, "t": null });
    socket.send(text(&hello)).await?;
    let (session, mut outgoing) = mpsc::unbounded_channel::<String>();
    loop {
        tokio::select! {
            heard = socket.next() => {
                let Some(heard) = heard.transpose()? else {
                    return Ok(());
                };
                let Some(heard) = heard.as_text() else {
                    continue;
                };
                let heard: Value = serde_json::from_str(heard).unwrap_or_default();
                match heard["op"].as_u64() {
                    Some(1) => socket.send(text(&json!({ "op": 11 }))).await?,
                    Some(2) => {
                        socket.feed(Message::text(frames::ready(shared.port))).await?;
                        socket.send(Message::text(frames::guild(shared.next_sequence()))).await?;
                        *shared.session.borrow_mut() = Some(session.clone());
                        shared.ready_at.set(Some(Instant::now()));
                        shared.ready.notify_waiters();
                    }
                    _ => {}
                }
            }
            Some(frame) = outgoing.recv() => {
                socket.feed(Message::text(frame)).await?;
                while let Ok(frame) = outgoing.try_recv() {
                    socket.feed(Message::text(frame)).await?;
                }
                socket.flush().await?;
            }
        }
    }
}

fn text(value: &Value) -> Message {
    Message::text(value.to_string())
}
