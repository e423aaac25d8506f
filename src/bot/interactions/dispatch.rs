//! From a frame of the gateway to whoever acts upon it: bounded, counted, and never in silence. Whoever comes when there is no
//! room hears so, if not too many do; and what Discord no longer waits for is left alone.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt as _;
use jiff::Timestamp;
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, timeout_at};
use tracing::{error, info, warn};

use super::freshness::Freshness;
use super::router;
use crate::bot::error::busy;
use crate::bot::features::{ask::messages, guilds};
use crate::bot::gateway::{self, Asked, Event, Id, Interaction, InteractionData, Message};
use crate::bot::message::message as message_body;
use crate::bot::rest::{CallbackBody, CallbackKind};
use crate::bot::state::AppState;

/// Most events that are acted upon or wait for it. A session that is resumed brings all that was missed at once, at some
/// kilobytes each.
const MAX_WAITING: usize = 8_192;
/// Most bytes that those may have together.
const MAX_WAITING_BYTES: usize = 32 * 1024 * 1024;
/// Most messages answered at once; those beyond are let go, so that a flood cannot fill the memory.
const MAX_MESSAGES: usize = 64;
/// Most people beyond all these who hear that there is no room for them, or wait to. A form is read in such a place: what
/// somebody wrote would be lost.
const MAX_TURNED_AWAY: usize = 1_024;
/// How many of them are answered at once.
const TURNED_AWAY_AT_ONCE: usize = 64;
/// How long Discord takes the first answer after somebody did something, less the time that an answer takes to get there.
/// <https://discord.com/developers/docs/interactions/receiving-and-responding#responding-to-an-interaction>
const ANSWER_WITHIN: Duration = Duration::from_millis(2_600);
/// What has waited for longer is not begun: its answer would come too late.
const TOO_LATE: Duration = Duration::from_millis(2_800);

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
    turned_away: Arc<Semaphore>,
    turned_away_at_once: Semaphore,
    freshness: Freshness,
}

impl Dispatcher {
    /// One that answers on `runtime`.
    pub(in crate::bot) fn new(runtime: Handle, state: Arc<AppState>) -> Self {
        let bounds = Arc::new(Bounds {
            waiting: Arc::new(Semaphore::new(MAX_WAITING)),
            waiting_bytes: Arc::new(Semaphore::new(MAX_WAITING_BYTES)),
            messages: Semaphore::new(MAX_MESSAGES),
            turned_away: Arc::new(Semaphore::new(MAX_TURNED_AWAY)),
            turned_away_at_once: Semaphore::new(TURNED_AWAY_AT_ONCE),
            freshness: Freshness::default(),
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
        if gateway::is_between_others(&frame, self.state.own_id()) {
            return;
        }
        let heard = self.state.clock.now();
        match self.bounds.place(frame.len()) {
            Some(place) => self.act(place, frame, heard),
            None => self.turn_away(frame, heard),
        }
    }

    /// Acts upon a frame, which has its place among those that wait.
    fn act(&self, place: impl Send + 'static, frame: String, heard: Timestamp) {
        self.begin(place, |state, bounds| async move {
            act(&state, &bounds, &frame, heard).await;
        });
    }

    /// Begins work that holds `place` until it is done.
    fn begin<W>(
        &self,
        place: impl Send + 'static,
        work: impl FnOnce(Arc<AppState>, Arc<Bounds>) -> W,
    ) where
        W: Future<Output = ()> + Send + 'static,
    {
        let work = work(Arc::clone(&self.state), Arc::clone(&self.bounds));
        // The bot waits for whoever holds one when it stops.
        let in_flight = self.state.in_flight.token();
        self.runtime.spawn(async move {
            let _place = place;
            let _in_flight = in_flight;
            work.await;
        });
    }

    /// Tells whoever did something that there is no room, unless too many are.
    fn turn_away(&self, frame: String, heard: Timestamp) {
        let place = Arc::clone(&self.bounds.turned_away).try_acquire_owned();
        let asked = place.is_ok().then(|| gateway::asked(&frame)).flatten();
        match (place, asked) {
            (Ok(place), Some(asked)) if asked.is_form() => self.act(place, frame, heard),
            (Ok(place), Some(asked)) if asked.takes_message() => {
                self.begin(place, |state, bounds| async move {
                    say_busy(&state, &bounds, &asked, heard).await;
                });
            }
            _ => {
                self.state.metrics.interactions_let_go.add();
                self.state.overload.let_go.add(&self.runtime);
            }
        }
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

    /// How long ago somebody did what they wait for an answer to.
    fn age(&self, state: &AppState, id: Id, heard: Timestamp) -> Duration {
        let waited = state.clock.now().duration_since(heard);
        self.freshness.age(id.made_at(), heard) + Duration::try_from(waited).unwrap_or_default()
    }
}

async fn act(state: &Arc<AppState>, bounds: &Bounds, frame: &str, heard: Timestamp) {
    match gateway::read(frame) {
        Ok(Some(Event::Interaction(interaction))) => {
            hear_interaction(state, bounds, &interaction, heard).await;
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

async fn hear_interaction(
    state: &Arc<AppState>,
    bounds: &Bounds,
    interaction: &Interaction,
    heard: Timestamp,
) {
    let age = bounds.age(state, interaction.id, heard);
    // What somebody wrote is read in any case.
    let is_form = matches!(interaction.data, InteractionData::Modal(_));
    if age >= TOO_LATE && !is_form {
        state.metrics.interactions_too_late.add();
        return state.overload.too_late.add(&Handle::current());
    }
    let _counted = state.metrics.begin();
    let answer_by = Instant::now() + ANSWER_WITHIN.saturating_sub(age);
    router::handle(state, interaction, answer_by).await;
}

/// Tells somebody to ask again, if their turn comes in time.
async fn say_busy(state: &AppState, bounds: &Bounds, asked: &Asked, heard: Timestamp) {
    let age = bounds.age(state, asked.id, heard);
    let answer_by = Instant::now() + ANSWER_WITHIN.saturating_sub(age);
    let locale = state
        .guilds
        .locale_of(asked.guild_id, asked.locale.as_deref());
    let turn = timeout_at(answer_by, bounds.turned_away_at_once.acquire()).await;
    let is_told = turn.is_ok() && {
        let body = CallbackBody::new(CallbackKind::NewMessage, &message_body(&busy(locale)));
        let answer = state.callbacks.answer_once(asked.id, &asked.token, &body);
        answer.await.is_ok()
    };
    let runtime = Handle::current();
    if is_told {
        state.metrics.interactions_busy.add();
        state.overload.busy.add(&runtime);
    } else {
        state.metrics.interactions_let_go.add();
        state.overload.let_go.add(&runtime);
    }
}

async fn hear_message(state: &Arc<AppState>, bounds: &Bounds, message: &Message) {
    let Some(meant) = messages::meant(state, message).await else {
        return;
    };
    let Ok(_permit) = bounds.messages.try_acquire() else {
        state.metrics.questions_let_go.add();
        return state.overload.let_go.add(&Handle::current());
    };
    let answered = AssertUnwindSafe(messages::answer(state, message, meant));
    if answered.catch_unwind().await.is_err() {
        error!("The answer to a message panicked.");
    }
}
