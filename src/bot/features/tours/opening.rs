//! Where a tour opens (a private thread, direct messages, or an answer that only its owner sees).

use tracing::info;

use super::origin::TourOrigin;
use super::post::post;
use crate::bot::error::Failure;
use crate::bot::rest::{NewThread, RestClient, RestError};
use crate::bot::state::AppState;
use crate::reply::{Audience, Entry, Mentioned, Page, Reply, Section, shorten};
use crate::store::PlaceKind;
use crate::text::{Locale, text};
use crate::tours::{Start, TourOptions};

/// The longest name of a thread, in characters.
/// <https://discord.com/developers/docs/resources/channel#start-thread-without-message>
const MAX_THREAD_NAME: usize = 100;

/// Begins a tour, or offers a choice if one runs; returns what only the asker sees.
pub(super) async fn start(
    state: &AppState,
    origin: &TourOrigin,
    track: &str,
    options: &TourOptions,
) -> Result<Reply, Failure> {
    let start = state
        .tours
        .start(origin.user, origin.guild, track, options, origin.locale)
        .await?;
    open_started(state, origin, start).await
}

async fn open_started(
    state: &AppState,
    origin: &TourOrigin,
    start: Start,
) -> Result<Reply, Failure> {
    match start {
        Start::Running(reply) => Ok(*reply),
        Start::Begun(reply) => open(state, origin, &reply).await,
    }
}

/// Takes a tour up again where it runs, or opens another place if that is gone.
pub(super) async fn resume(
    state: &AppState,
    origin: &TourOrigin,
    options: &TourOptions,
) -> Result<Reply, Failure> {
    let reply = state
        .tours
        .resume(origin.user, options, origin.locale)
        .await?;
    if let Some((place, Some(channel))) = state.tours.place(origin.user).await? {
        match post(&state.rest, channel, &reply, origin.interaction).await {
            Ok(()) => {
                state
                    .tours
                    .set_place(origin.user, place, Some(channel))
                    .await?;
                return Ok(where_it_runs(place, channel, origin.locale));
            }
            Err(error) if error.is_refusal() => {}
            Err(error) => return Err(error.into()),
        }
    }
    open(state, origin, &reply).await
}

/// Takes a tour up again if it is asked for where it runs. `None` if that is elsewhere.
pub(super) async fn resume_here(
    state: &AppState,
    origin: &TourOrigin,
    options: &TourOptions,
) -> Result<Option<Reply>, Failure> {
    let Some((place, Some(channel))) = state.tours.place(origin.user).await? else {
        return Ok(None);
    };
    if channel != origin.channel {
        return Ok(None);
    }
    let reply = state
        .tours
        .resume(origin.user, options, origin.locale)
        .await?;
    state
        .tours
        .set_place(origin.user, place, Some(channel))
        .await?;
    Ok(Some(reply))
}

/// Opens a private thread for `reply`, else a direct message; where neither is allowed, the asker gets it in the answer.
async fn open(state: &AppState, origin: &TourOrigin, reply: &Reply) -> Result<Reply, Failure> {
    let opened = match origin.guild.zip(origin.for_threads) {
        Some((guild, parent)) => allowed(in_thread(state, origin, guild, parent, reply).await)?
            .map(|thread| (PlaceKind::Thread, thread)),
        None => None,
    };
    let opened = match opened {
        Some(opened) => Some(opened),
        None => allowed(in_direct(&state.rest, origin, reply).await)?
            .map(|channel| (PlaceKind::Direct, channel)),
    };
    let Some((place, channel)) = opened else {
        state
            .tours
            .set_place(origin.user, PlaceKind::Here, None)
            .await?;
        return Ok(reply.clone());
    };
    state
        .tours
        .set_place(origin.user, place, Some(channel))
        .await?;
    Ok(where_it_runs(place, channel, origin.locale))
}

/// `None` for what Discord does not allow; a Discord that cannot be reached is an error.
fn allowed<T>(tried: Result<T, RestError>) -> Result<Option<T>, RestError> {
    match tried {
        Ok(done) => Ok(Some(done)),
        Err(error) if error.is_refusal() => {
            info!(%error, "A tour opens elsewhere, as Discord does not allow this.");
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

async fn in_thread(
    state: &AppState,
    origin: &TourOrigin,
    guild: u64,
    parent: u64,
    reply: &Reply,
) -> Result<u64, RestError> {
    let rest = &state.rest;
    let name = shorten(
        &text!(
            origin.locale,
            "bot-tour-thread-title",
            name = origin.name.as_str()
        ),
        MAX_THREAD_NAME,
    );
    let new = NewThread {
        guild,
        parent,
        name: &name,
        owner: state.own_id(),
        after: origin.interaction,
    };
    let thread = rest.start_thread(&new).await?;
    rest.add_to_thread(thread, origin.user).await?;
    post(rest, thread, reply, origin.interaction).await?;
    Ok(thread)
}

async fn in_direct(
    rest: &RestClient,
    origin: &TourOrigin,
    reply: &Reply,
) -> Result<u64, RestError> {
    let channel = rest.open_dm(origin.user).await?;
    post(rest, channel, reply, origin.interaction).await?;
    Ok(channel)
}

/// Says where a tour runs.
fn where_it_runs(place: PlaceKind, channel: u64, locale: Locale) -> Reply {
    let entry = match place {
        PlaceKind::Thread => Entry::remark(text!(locale, "bot-tour-thread"))
            .mentioning(text!(locale, "bot-tour-open"), Mentioned::Channel(channel)),
        PlaceKind::Direct | PlaceKind::Here => Entry::remark(text!(locale, "bot-tour-direct")),
    };
    Reply {
        audience: Audience::Asker,
        ..Reply::of(Page {
            title: text!(locale, "bot-tour-title"),
            sections: vec![Section::running(vec![entry])],
            ..Page::default()
        })
    }
}

/// Begins a track from its first page, whatever of it was done before.
pub(super) async fn start_over(
    state: &AppState,
    origin: &TourOrigin,
    track: &str,
) -> Result<Reply, Failure> {
    let start = state
        .tours
        .start_over(origin.user, origin.guild, track, origin.locale)
        .await?;
    open_started(state, origin, start).await
}
