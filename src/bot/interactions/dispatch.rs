//! From a frame of the gateway to whoever acts upon it: bounded, counted, and never in silence.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt as _;
use tokio::runtime::Handle;
use tokio::sync::Semaphore;
use tokio::time::timeout;
use tracing::{error, info, warn};

use super::router;
use crate::bot::features::{ask::messages, guilds};
use crate::bot::gateway::{self, Event, Interaction, Message};
use crate::bot::state::AppState;

/// Most interactions that are answered at once. An answer takes milliseconds; more at once would only fill the memory.
const MAX_ANSWERED: usize = 256;
/// Most interactions that wait to be answered. A session that is resumed brings all that was missed at once, at some
/// kilobytes each.
const MAX_WAITING: usize = 8_192;
/// How long an interaction may wait: what is begun later is not answered within Discord's three seconds.
const MAX_WAIT: Duration = Duration::from_millis(2_500);
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
    answered: Semaphore,
    messages: Semaphore,
}

impl Dispatcher {
    /// One that answers on `runtime`.
    pub(in crate::bot) fn new(runtime: Handle, state: Arc<AppState>) -> Self {
        let bounds = Arc::new(Bounds {
            waiting: Arc::new(Semaphore::new(MAX_WAITING)),
            answered: Semaphore::new(MAX_ANSWERED),
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
        let Ok(place) = Arc::clone(&self.bounds.waiting).try_acquire_owned() else {
            self.state.metrics.interactions_let_go.add();
            return warn!(MAX_WAITING, "An event was let go: too many at once.");
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

async fn act(state: &Arc<AppState>, bounds: &Bounds, frame: &str) {
    match gateway::read(frame) {
        Ok(Some(Event::Interaction(interaction))) => answer(state, bounds, &interaction).await,
        Ok(Some(Event::Message(message))) => hear_message(state, bounds, &message).await,
        Ok(Some(Event::GuildHere(guild))) => guilds::here(state, &guild).await,
        Ok(Some(Event::GuildGone(guild))) => guilds::gone(state, &guild).await,
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

async fn answer(state: &Arc<AppState>, bounds: &Bounds, interaction: &Interaction) {
    let Ok(Ok(_permit)) = timeout(MAX_WAIT, bounds.answered.acquire()).await else {
        state.metrics.interactions_let_go.add();
        return warn!(MAX_ANSWERED, "An interaction was let go: too many at once.");
    };
    let _counted = state.metrics.begin();
    router::handle(state, interaction).await;
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
