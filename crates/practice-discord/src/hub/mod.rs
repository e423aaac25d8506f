//! What every connection shares: the world behind its one lock, and everyone who listens to it.
//!
//! The doors ([`rest`](crate::rest), [`gateway`](crate::gateway), [`page_socket`](crate::page_socket)) call the hub;
//! the hub knows none of them.

mod close_code;
mod faults;
mod intents;
mod pages;
mod rate_limits;
mod request_log;
mod sessions;

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::body::Bytes;
use clock::{Clock, MovableClock, SharedClock};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

pub(crate) use self::{
    close_code::reason as close_reason,
    intents::KNOWN as KNOWN_INTENTS,
    rate_limits::{Decision, RateLimits},
    request_log::RequestLog,
    sessions::{ConnectionId, Sessions, SocketAction},
};
pub use self::{
    faults::Fault,
    request_log::{Request, SentFile},
    sessions::Compression,
};
use self::{faults::Faults, pages::Pages};
use crate::{
    options::{Options, TOKEN},
    world::{self, ClockMove, Event, PageId, World},
};

/// What every connection shares.
pub(crate) struct Hub {
    pub(crate) address: SocketAddr,
    /// Moved by nobody: what waits and limits go by.
    clock: SharedClock,
    /// What is shown, if it can be moved.
    movable: Option<Arc<MovableClock>>,
    pub(crate) faults: Faults,
    pub(crate) log: RequestLog,
    pub(crate) limits: RateLimits,
    accept_any_token: bool,
    /// Cancelled when the server is to end.
    pub(crate) stop: CancellationToken,
    /// The tasks that serve a WebSocket, which the HTTP server no longer waits for.
    pub(crate) sockets: TaskTracker,
    state: Mutex<State>,
}

struct State {
    world: World,
    sessions: Sessions,
    pages: Pages,
    /// How far the clock was ahead when the pages last heard of it.
    announced_offset: SignedDuration,
}

impl Hub {
    /// A new practice server that is reached at `address`.
    pub(crate) fn new(address: SocketAddr, options: &Options) -> Self {
        let now = options.clock.now();
        let state = State {
            world: World::new(now, &format!("http://{address}"), options),
            sessions: Sessions::new(format!("ws://{address}/gateway")),
            pages: Pages::default(),
            announced_offset: SignedDuration::ZERO,
        };
        Self {
            address,
            clock: options.clock.clone(),
            movable: options.movable.clone(),
            faults: Faults::default(),
            log: RequestLog::new(options.keep_requests),
            limits: RateLimits::default(),
            accept_any_token: options.accept_any_token,
            stop: CancellationToken::new(),
            sockets: TaskTracker::new(),
            state: Mutex::new(state),
        }
    }

    /// Whether a bot may log in with this token, with or without `Bot ` before it.
    pub(crate) fn is_valid_token(&self, token: &str) -> bool {
        let token = token.strip_prefix("Bot ").unwrap_or(token);
        token == TOKEN || self.accept_any_token && !token.is_empty()
    }

    /// Reads or changes the world at the present moment, then delivers the events this caused.
    pub(crate) fn change<T>(&self, act: impl FnOnce(&mut World) -> T) -> T {
        let mut state = self.state_now();
        let outcome = act(&mut state.world);
        state.deliver();
        outcome
    }

    /// Does something with the bot's sessions, and shows on the pages if the bot came or went.
    pub(crate) fn with_sessions<T>(&self, act: impl FnOnce(&mut Sessions, &World) -> T) -> T {
        let mut state = self.state_now();
        let State {
            world, sessions, ..
        } = &mut *state;
        let before = sessions.is_bot_connected();
        let outcome = act(sessions, world);
        let after = sessions.is_bot_connected();
        if before != after {
            let frame = json!({ "t": "bot", "user": world::bot(), "connected": after });
            state.world.send_to_pages(frame);
            state.deliver();
        }
        outcome
    }

    /// Sends a frame to every connected session as it stands, and takes note of what can be answered in it.
    pub(crate) fn dispatch_raw(&self, frame: &Value) {
        let mut state = self.state_now();
        state.world.note_raw_frame(frame);
        state.sessions.dispatch_raw(frame);
        state.deliver();
    }

    /// Adds a page: its id, and the frames for it, the first of which holds everything there is.
    pub(crate) fn open_page(&self) -> (PageId, mpsc::Receiver<Bytes>) {
        let mut state = self.state_now();
        let hello = state.world.hello(state.sessions.is_bot_connected());
        state.pages.open(&hello)
    }

    pub(crate) fn close_page(&self, id: PageId) {
        self.state().pages.close(id);
    }

    /// Notes that a gateway connection has ended, or has lost its session to another.
    pub(crate) fn close_gateway(&self, connection: ConnectionId) {
        self.with_sessions(|sessions, _| sessions.detach(connection));
    }

    /// The time that is shown, and the one that waits and limits go by.
    pub(crate) fn times(&self) -> (Timestamp, Timestamp) {
        let real = self.clock.now();
        let shown = self.movable.as_ref().map(|movable| movable.now());
        (shown.unwrap_or(real), real)
    }

    /// Moves the shown clock as a page asks, only ever forwards, and shows every page the new time.
    pub(crate) fn move_clock(&self, page: PageId, reference: &str, wanted: ClockMove) {
        let mut state = self.state_now();
        let now = state.world.now;
        let moved = match (&self.movable, wanted.from(now)) {
            (None, _) => Err("The clock of this server cannot be moved"),
            (Some(_), None) => Err("The clock goes no further than the year 2099"),
            (Some(_), Some(to)) if to < now => Err("The clock only goes forward"),
            (Some(movable), Some(to)) => {
                movable.go_to(to);
                Ok(())
            }
        };
        state.update_time(self);
        let frame = match moved {
            Ok(()) => json!({ "t": "ack", "ref": reference }),
            Err(text) => json!({ "t": "failed", "ref": reference, "text": text }),
        };
        state.world.send_to_page(page, frame);
        state.deliver();
    }

    /// The state, at the present moment.
    fn state_now(&self) -> MutexGuard<'_, State> {
        let mut state = self.state();
        state.update_time(self);
        state
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Sets the world to the present moment, and shows the pages if the clock was moved, by whomever.
    fn update_time(&mut self, hub: &Hub) {
        let world = &mut self.world;
        (world.now, world.real_now) = hub.times();
        let offset = hub.movable.as_ref().map(|movable| movable.offset());
        if let Some(offset) = offset.filter(|offset| *offset != self.announced_offset) {
            self.announced_offset = offset;
            world.announce_time();
        }
    }

    fn deliver(&mut self) {
        for event in self.world.take_events() {
            match event {
                Event::Bot { name, data } => self.sessions.dispatch(name, &data),
                Event::Page { to, frame } => self.pages.send(to, &frame),
            }
        }
    }
}
