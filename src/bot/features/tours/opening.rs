//! The tour's side of the connection: where it opens, what a press in it does, and the questions that come back.

use poise::serenity_prelude as serenity;
use serenity::ComponentInteraction;
use tracing::info;

use super::origin::TourOrigin;
use super::post::post;
use crate::bot::Failure;
use crate::bot::interactions::responder::InteractionResponder;
use crate::bot::rest::{NewThread, RestClient, RestError};
use crate::bot::state::{AppState, in_time};
use crate::reply::{Audience, Entry, Mentioned, Page, Reply, Section, TourAction, shorten};
use crate::store::PlaceKind;
use crate::tours::{Pressed, Start, TourOptions};

/// Said to whoever presses a button of another's tour.
const NOT_YOURS: &str = "This is somebody else's tour. /onboard start begins one of your own.";
/// The longest name of a thread, in characters.
/// <https://discord.com/developers/docs/resources/channel#start-thread-without-message>
const MAX_THREAD_NAME: usize = 100;

/// Begins or offers a tour; returns what whoever asked is told.
pub(in crate::bot) async fn start(
    state: &AppState,
    seat: &TourOrigin,
    track: &str,
    wishes: &TourOptions,
) -> Result<Reply, Failure> {
    let start = state
        .guide
        .start(seat.user, seat.guild, track, wishes)
        .await?;
    begun(state, seat, start).await
}

async fn begun(state: &AppState, seat: &TourOrigin, start: Start) -> Result<Reply, Failure> {
    match start {
        Start::Running(reply) => Ok(*reply),
        Start::Begun(reply) => open(state, seat, &reply).await,
    }
}

/// Takes a tour up again where it runs; where that is gone, it is opened anew.
pub(in crate::bot) async fn resume(
    state: &AppState,
    seat: &TourOrigin,
    wishes: &TourOptions,
) -> Result<Reply, Failure> {
    let reply = state.guide.resume(seat.user, wishes).await?;
    if let Some((place, Some(channel))) = state.guide.place(seat.user).await? {
        match post(&state.rest, channel, &reply, seat.interaction).await {
            Ok(()) => {
                state
                    .guide
                    .set_place(seat.user, place, Some(channel))
                    .await?;
                return Ok(it_is(place, channel));
            }
            Err(error) if error.is_refusal() => {}
            Err(error) => return Err(error.into()),
        }
    }
    open(state, seat, &reply).await
}

/// Takes a tour up again if whoever asks does so where it runs.
pub(in crate::bot) async fn go_on_here(
    state: &AppState,
    seat: &TourOrigin,
    wishes: &TourOptions,
) -> Result<Option<Reply>, Failure> {
    let Some((place, Some(channel))) = state.guide.place(seat.user).await? else {
        return Ok(None);
    };
    if channel != seat.channel {
        return Ok(None);
    }
    let reply = state.guide.resume(seat.user, wishes).await?;
    state
        .guide
        .set_place(seat.user, place, Some(channel))
        .await?;
    Ok(Some(reply))
}

/// Opens a private thread for `reply`, else a direct message; where neither is allowed, whoever asked gets it at once.
async fn open(state: &AppState, seat: &TourOrigin, reply: &Reply) -> Result<Reply, Failure> {
    let opened = match seat.guild.zip(seat.for_threads) {
        Some((guild, parent)) => allowed(in_thread(state, seat, guild, parent, reply).await)?
            .map(|thread| (PlaceKind::Thread, thread)),
        None => None,
    };
    let opened = match opened {
        Some(opened) => Some(opened),
        None => allowed(in_direct(&state.rest, seat, reply).await)?
            .map(|channel| (PlaceKind::Direct, channel)),
    };
    let Some((place, channel)) = opened else {
        state
            .guide
            .set_place(seat.user, PlaceKind::Here, None)
            .await?;
        return Ok(reply.clone());
    };
    state
        .guide
        .set_place(seat.user, place, Some(channel))
        .await?;
    Ok(it_is(place, channel))
}

/// What Discord does not allow is none; a Discord that is away is a failure.
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
    seat: &TourOrigin,
    guild: u64,
    parent: u64,
    reply: &Reply,
) -> Result<u64, RestError> {
    let rest = &state.rest;
    let name = shorten(&format!("Tour of {}", seat.name), MAX_THREAD_NAME);
    let new = NewThread {
        guild,
        parent,
        name: &name,
        owner: state.own_id,
        after: seat.interaction,
    };
    let thread = rest.start_thread(&new).await?;
    rest.add_to_thread(thread, seat.user).await?;
    post(rest, thread, reply, seat.interaction).await?;
    Ok(thread)
}

async fn in_direct(rest: &RestClient, seat: &TourOrigin, reply: &Reply) -> Result<u64, RestError> {
    let channel = rest.open_dm(seat.user).await?;
    post(rest, channel, reply, seat.interaction).await?;
    Ok(channel)
}

/// Says where a tour runs.
fn it_is(place: PlaceKind, channel: u64) -> Reply {
    let entry = match place {
        PlaceKind::Thread => Entry::remark("It runs in a thread of your own")
            .mentioning("in", Mentioned::Channel(channel)),
        PlaceKind::Direct | PlaceKind::Here => {
            Entry::remark("It runs in our direct messages; look there.")
        }
    };
    Reply {
        audience: Audience::Asker,
        ..Reply::of(Page {
            title: "Your tour".to_owned(),
            sections: vec![Section::running(vec![entry])],
            ..Page::default()
        })
    }
}

/// Does what was pressed, for the one whose tour it is.
pub(in crate::bot) async fn pressed(
    state: &AppState,
    owner: u64,
    act: &TourAction,
    pressed: &ComponentInteraction,
    waiting: InteractionResponder<'_>,
) -> Result<(), Failure> {
    if pressed.user.id.get() != owner {
        return Err(Failure::User(NOT_YOURS.to_owned()));
    }
    let seat = TourOrigin::of_press(pressed);
    match in_time(state.guide.press(owner, act)).await? {
        Pressed::Update(mut reply) => {
            // Who sees a message was settled when it was posted.
            reply.audience = Audience::Everyone;
            waiting.update(&reply).await
        }
        Pressed::Post(reply) => waiting.post(&reply).await,
        Pressed::Resume => {
            let deferred = waiting.defer().await?;
            let reply = resume(state, &seat, &TourOptions::default()).await;
            deferred
                .finish(reply.unwrap_or_else(Failure::into_reply))
                .await
        }
        Pressed::StartOver(track) => {
            let deferred = waiting.defer().await?;
            let reply = anew(state, &seat, &track).await;
            deferred
                .finish(reply.unwrap_or_else(Failure::into_reply))
                .await
        }
    }
}

async fn anew(state: &AppState, seat: &TourOrigin, track: &str) -> Result<Reply, Failure> {
    let start = state.guide.start_over(seat.user, seat.guild, track).await?;
    begun(state, seat, start).await
}
