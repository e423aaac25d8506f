//! What every connection shares: the world behind its one lock, and who is listening to it.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::extract::ws::Utf8Bytes;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use tokio::sync::{mpsc, watch};

use super::{
    Options, TOKEN,
    faults::Faults,
    gateway::{Line, Sessions},
    people::Move,
    requests::RequestLog,
    rest::RateLimits,
    world::{Event, PageId, World},
};
use clock::{Clock, MovableClock, SharedClock};

/// Frames a page may be behind before it is cut off; it then connects anew and gets everything.
const FRAMES_BEHIND: usize = 2_048;

pub(crate) struct Shared {
    pub(crate) address: SocketAddr,
    /// Moved by nobody: what waits and limits go by.
    clock: SharedClock,
    /// What is shown, if it can be moved.
    movable: Option<Arc<MovableClock>>,
    pub(crate) faults: Faults,
    pub(crate) log: RequestLog,
    pub(crate) limits: RateLimits,
    accept_any_token: bool,
    /// True once all is to end; every task that serves a socket holds a receiver until it has ended.
    pub(crate) stop: watch::Sender<bool>,
    state: Mutex<State>,
}

struct State {
    world: World,
    sessions: Sessions,
    pages: Vec<(PageId, mpsc::Sender<Utf8Bytes>)>,
    last_page: u64,
    /// How far the clock was moved when the pages were last told.
    told_offset: SignedDuration,
}

impl Shared {
    pub(crate) fn new(address: SocketAddr, options: &Options) -> Self {
        let now = options.clock.now();
        let mut world = World::new(now, &format!("http://{address}"), options);
        world.can_be_moved = options.movable.is_some();
        world.moments.clone_from(&options.moments);
        let state = State {
            world,
            sessions: Sessions::new(format!("ws://{address}/gateway")),
            pages: Vec::new(),
            last_page: 0,
            told_offset: SignedDuration::ZERO,
        };
        Self {
            address,
            clock: options.clock.clone(),
            movable: options.movable.clone(),
            faults: Faults::default(),
            log: RequestLog::new(options.keep_requests),
            limits: RateLimits::default(),
            accept_any_token: options.accept_any_token,
            stop: watch::Sender::new(false),
            state: Mutex::new(state),
        }
    }

    pub(crate) fn is_the_token(&self, token: &str) -> bool {
        let token = token.strip_prefix("Bot ").unwrap_or(token);
        token == TOKEN || self.accept_any_token && !token.is_empty()
    }

    /// Looks at the world and changes it at the present moment, then tells whoever must hear of it.
    pub(crate) fn change<T>(&self, act: impl FnOnce(&mut World) -> T) -> T {
        let mut state = self.state_now();
        let outcome = act(&mut state.world);
        state.deliver();
        outcome
    }

    /// Does something with the bot's sessions, and tells the pages if the bot came or went.
    pub(crate) fn with_sessions<T>(&self, act: impl FnOnce(&mut Sessions, &World) -> T) -> T {
        let mut state = self.state_now();
        let State {
            world, sessions, ..
        } = &mut *state;
        let before = sessions.is_anybody_there();
        let outcome = act(sessions, world);
        let after = sessions.is_anybody_there();
        if before != after {
            let frame = json!({ "t": "bot", "user": super::world::bot(), "connected": after });
            state.world.tell_pages(frame);
            state.deliver();
        }
        outcome
    }

    /// Takes a page in: its id, and the frames for it, of which the first says all there is.
    pub(crate) fn page_opened(&self) -> (PageId, mpsc::Receiver<Utf8Bytes>) {
        let mut state = self.state_now();
        state.last_page += 1;
        let id = PageId(state.last_page);
        let (line, frames) = mpsc::channel(FRAMES_BEHIND);
        let hello = state.world.hello(state.sessions.is_anybody_there());
        if line.try_send(hello.to_string().into()).is_ok() {
            state.pages.push((id, line));
        }
        (id, frames)
    }

    pub(crate) fn page_closed(&self, id: PageId) {
        self.state().pages.retain(|(page, _)| *page != id);
    }

    /// The bot's side has gone, or has taken another line.
    pub(crate) fn line_closed(&self, line: Line) {
        self.with_sessions(|sessions, _| sessions.detach(line));
    }

    /// The time that is shown, and the one that waits and limits go by.
    pub(crate) fn times(&self) -> (Timestamp, Timestamp) {
        let unmoved = self.clock.now();
        let shown = self.movable.as_ref().map(|movable| movable.now());
        (shown.unwrap_or(unmoved), unmoved)
    }

    /// Moves the clock where a page wants it, and tells every page; only ever forwards.
    pub(crate) fn move_clock(&self, page: PageId, reference: &str, ask: Move) {
        let mut state = self.state_now();
        let now = state.world.now;
        let moved = match (&self.movable, ask.from(now)) {
            (None, _) => Err("The clock of this server cannot be moved"),
            (Some(_), None) => Err("The clock goes no further than the year 2099"),
            (Some(_), Some(to)) if to < now => Err("The clock only goes forward"),
            (Some(movable), Some(to)) => {
                movable.go_to(to);
                Ok(())
            }
        };
        state.look_at(self);
        let frame = match moved {
            Ok(()) => json!({ "t": "ack", "ref": reference }),
            Err(text) => json!({ "t": "failed", "ref": reference, "text": text }),
        };
        state.world.tell_page(page, frame);
        state.deliver();
    }

    /// The state, at the present moment.
    fn state_now(&self) -> MutexGuard<'_, State> {
        let mut state = self.state();
        state.look_at(self);
        state
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Sets the world to the present moment, and tells the pages if the clock was moved, by whomever.
    fn look_at(&mut self, shared: &Shared) {
        let world = &mut self.world;
        (world.now, world.unmoved_now) = shared.times();
        let offset = shared.movable.as_ref().map(|movable| movable.offset());
        if let Some(offset) = offset.filter(|offset| *offset != self.told_offset) {
            self.told_offset = offset;
            world.tell_of_the_time();
        }
    }

    fn deliver(&mut self) {
        for event in self.world.take_events() {
            match event {
                Event::Bot { name, data } => self.sessions.dispatch(name, &data),
                Event::Page { to, frame } => self.show(to, &frame),
            }
        }
    }

    /// Sends a frame; a page that does not keep up is dropped.
    fn show(&mut self, to: Option<PageId>, frame: &Value) {
        let text = Utf8Bytes::from(frame.to_string());
        self.pages.retain(|(page, line)| {
            to.is_some_and(|to| to != *page) || line.try_send(text.clone()).is_ok()
        });
    }
}

/// Waits until all is to end. (The guard that `wait_for` returns must not be held over an await.)
pub(crate) async fn ended(stop: &mut watch::Receiver<bool>) {
    // An error means that the sender is gone, which also says so.
    let _ = stop.wait_for(|stop| *stop).await;
}
