//! From a frame of the gateway to whoever acts upon it: bounded, counted, and never in silence.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures_util::FutureExt as _;
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tracing::{error, info, warn};

use super::router;
use crate::bot::features::{ask::messages, guilds};
use crate::bot::gateway::{self, Event, Message};
use crate::bot::state::AppState;

/// Most events that are acted upon or wait for it. A session that is resumed brings all that was missed at once, at some
/// kilobytes each.
const MAX_WAITING: usize = 8_192;
/// Most bytes that those may have together.
const MAX_WAITING_BYTES: usize = 32 * 1024 * 1024;
/// Most messages answered at once; those beyond are let go, so that a flood cannot fill the memory.
const MAX_MESSAGES: usize = 64;

/// Takes the frames that the gateway hears to the runtime on which they are answered.
pub(in crate::bot) struct Dispatcher {
    runtime: Handle,
    state: Arc<AppState>,
    bounds: Arc<Bounds>,
}

struct Bounds {
    waiting: Arc<Semaphore>,
    /// A permit a byte.
    waiting_bytes: Arc<Semaphore>,
    messages: Semaphore,
}

impl Dispatcher {
    /// One that answers on `runtime`.
    pub(in crate::bot) fn new(runtime: Handle, state: Arc<AppState>) -> Self {
        let bounds = Arc::new(Bounds {
            waiting: Arc::new(Semaphore::new(MAX_WAITING)),
            waiting_bytes: Arc::new(Semaphore::new(MAX_WAITING_BYTES)),
            messages: Semaphore::new(MAX_MESSAGES),
        });
        Self {
            runtime,
            state,
            bounds,
        }
    }

    /// Hears a frame. It returns at once, as it is called between two beats of the heart.
    pub(in crate::bot) fn hear(&self, frame: String) {
        if self.state.stop.is_cancelled() {
            return info!("An event came too late: the bot stops.");
        }
        // At once: what Discord says next of a server must not be overtaken by it.
        if let Some(awaited) = gateway::awaited_guilds(&frame) {
            return guilds::await_all(&self.state, &awaited);
        }
        // Most of what is heard is none of the bot's business, and costs no task.
        if gateway::is_between_others(&frame, self.state.own_id) {
            return;
        }
        let Some(place) = self.bounds.place(frame.len()) else {
            self.state.metrics.interactions_let_go.add();
            return warn!(
                MAX_WAITING,
                MAX_WAITING_BYTES, "An event was let go: too many at once."
            );
        };
        let (state, bounds) = (Arc::clone(&self.state), Arc::clone(&self.bounds));
        // The bot waits for whoever holds one when it stops.
        let in_flight = state.in_flight.token();
        self.runtime.spawn(async move {
            let _place = place;
            let _in_flight = in_flight;
            act(&state, &bounds, &frame).await;
        });
    }
}

impl Bounds {
    /// Room for one more event of so many bytes, until what is returned is dropped; `None` if there is none.
    fn place(&self, bytes: usize) -> Option<[OwnedSemaphorePermit; 2]> {
        let bytes = u32::try_from(bytes).ok()?;
        let waiting = Arc::clone(&self.waiting).try_acquire_owned().ok()?;
        let bytes = Arc::clone(&self.waiting_bytes)
            .try_acquire_many_owned(bytes)
            .ok()?;
        Some([waiting, bytes])
    }
}

async fn act(state: &Arc<AppState>, bounds: &Bounds, frame: &str) {
    match gateway::read(frame) {
        Ok(Some(Event::Interaction(interaction))) => {
            let _counted = state.metrics.begin();
            router::handle(state, &interaction).await;
        }
        Ok(Some(Event::Message(message))) => hear_message(state, bounds, &message).await,
        Ok(Some(Event::GuildHere(guild))) => guilds::here(state, &guild).await,
        Ok(Some(Event::GuildGone(guild))) => guilds::gone(state, &guild).await,
        Ok(Some(Event::AccessChanged(guild))) => state.access_changes.note(guild.get()),
        Ok(None) => {}
        Err(unreadable) => {
            state.metrics.frames_unreadable.add();
            warn!(
                event = unreadable.event,
                field = unreadable.field,
                "An event of Discord's could not be read, and nobody is answered."
            );
        }
    }
}

async fn hear_message(state: &Arc<AppState>, bounds: &Bounds, message: &Message) {
    let Some(meant) = messages::meant(state, message).await else {
        return;
    };
    let Ok(_permit) = bounds.messages.try_acquire() else {
        return warn!(MAX_MESSAGES, "A message was let go: too many at once.");
    };
    let answered = AssertUnwindSafe(messages::answer(state, message, meant));
    if answered.catch_unwind().await.is_err() {
        error!("The answer to a message panicked.");
    }
}
