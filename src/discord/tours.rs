//! The tour's side of the connection: where it opens, what a press in it does, and the questions that come back.

mod ask;
mod post;
mod seat;

use poise::serenity_prelude as serenity;
use reqwest::Method;
use serde_json::json;
use serenity::ComponentInteraction;
use tracing::info;

use super::Failure;
use super::answer::Waiting;
use super::desk::{Desk, in_time};
use super::sender::{SendError, Sender};
use crate::onboarding::{Pressed, Start, Wishes};
use crate::reply::{Audience, Entry, Mentioned, Page, Reply, Section, TourAct};
use crate::store::PlaceKind;
use post::{direct, id_of, nonce, post};

pub(super) use ask::ask;
pub(super) use seat::Seat;

/// Said to whoever presses a button of another's tour.
const NOT_YOURS: &str = "This is somebody else's tour. /onboard start begins one of your own.";
/// After a week without a word Discord puts a thread away; the next message brings it back.
const WEEK_IN_MINUTES: u32 = 10_080;
/// The type of a private thread. <https://discord.com/developers/docs/resources/channel#channel-object-channel-types>
const PRIVATE_THREAD: u8 = 12;

/// Begins or offers a tour; returns what whoever asked is told.
pub(super) async fn start(
    desk: &Desk,
    seat: &Seat,
    track: &str,
    wishes: &Wishes,
) -> Result<Reply, Failure> {
    let start = desk
        .guide
        .start(seat.user, seat.guild, track, wishes)
        .await?;
    begun(desk, seat, start).await
}

async fn begun(desk: &Desk, seat: &Seat, start: Start) -> Result<Reply, Failure> {
    match start {
        Start::Runs(reply) => Ok(*reply),
        Start::Begun(reply) => open(desk, seat, &reply).await,
    }
}

/// Takes a tour up again where it runs; where that is gone, it is opened anew.
pub(super) async fn go_on(desk: &Desk, seat: &Seat, wishes: &Wishes) -> Result<Reply, Failure> {
    let reply = desk.guide.go_on(seat.user, wishes).await?;
    if let Some((place, Some(channel))) = desk.guide.place(seat.user).await? {
        match post(&desk.sender, channel, &reply, &nonce()).await {
            Ok(()) => {
                desk.guide.settle(seat.user, place, Some(channel)).await?;
                return Ok(it_is(place, channel));
            }
            Err(SendError::Refused { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    open(desk, seat, &reply).await
}

/// Takes a tour up again if whoever asks does so where it runs.
pub(super) async fn go_on_here(
    desk: &Desk,
    seat: &Seat,
    wishes: &Wishes,
) -> Result<Option<Reply>, Failure> {
    let Some((place, Some(channel))) = desk.guide.place(seat.user).await? else {
        return Ok(None);
    };
    if channel != seat.channel {
        return Ok(None);
    }
    let reply = desk.guide.go_on(seat.user, wishes).await?;
    desk.guide.settle(seat.user, place, Some(channel)).await?;
    Ok(Some(reply))
}

/// Opens a private thread for `reply`, else a direct message; where neither is allowed, whoever asked gets it at once.
async fn open(desk: &Desk, seat: &Seat, reply: &Reply) -> Result<Reply, Failure> {
    let sender = &desk.sender;
    let opened = match seat.for_threads {
        Some(parent) => allowed(in_thread(sender, seat, parent, reply).await)?
            .map(|thread| (PlaceKind::Thread, thread)),
        None => None,
    };
    let opened = match opened {
        Some(opened) => Some(opened),
        None => allowed(in_direct(sender, seat, reply).await)?
            .map(|channel| (PlaceKind::Direct, channel)),
    };
    let Some((place, channel)) = opened else {
        desk.guide.settle(seat.user, PlaceKind::Here, None).await?;
        return Ok(reply.clone());
    };
    desk.guide.settle(seat.user, place, Some(channel)).await?;
    Ok(it_is(place, channel))
}

/// What Discord does not allow is none; a Discord that is away is a failure.
fn allowed<T>(tried: Result<T, SendError>) -> Result<Option<T>, SendError> {
    match tried {
        Ok(done) => Ok(Some(done)),
        Err(SendError::Refused {
            status, message, ..
        }) if status.is_client_error() => {
            info!(%status, message, "A tour opens elsewhere, as Discord does not allow this.");
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

async fn in_thread(
    sender: &Sender,
    seat: &Seat,
    parent: u64,
    reply: &Reply,
) -> Result<u64, SendError> {
    // Longest name of a channel, in characters.
    const LONGEST: usize = 100;
    let name = crate::reply::shorten(&format!("Tour of {}", seat.name), LONGEST);
    let body = json!({
        "name": name,
        "type": PRIVATE_THREAD,
        "invitable": false,
        "auto_archive_duration": WEEK_IN_MINUTES,
    });
    let path = format!("/channels/{parent}/threads");
    let thread = id_of(&sender.send(Method::POST, &path, &body).await?);
    let path = format!("/channels/{thread}/thread-members/{}", seat.user);
    sender.put(&path).await?;
    post(sender, thread, reply, &nonce()).await?;
    Ok(thread)
}

async fn in_direct(sender: &Sender, seat: &Seat, reply: &Reply) -> Result<u64, SendError> {
    let channel = direct(sender, seat.user).await?;
    post(sender, channel, reply, &nonce()).await?;
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
pub(super) async fn pressed(
    desk: &Desk,
    owner: u64,
    act: &TourAct,
    pressed: &ComponentInteraction,
    waiting: Waiting<'_>,
) -> Result<(), Failure> {
    if pressed.user.id.get() != owner {
        return Err(Failure::Mend(NOT_YOURS.to_owned()));
    }
    let seat = Seat::of_press(pressed);
    match in_time(desk.guide.press(owner, act)).await? {
        Pressed::Update(mut reply) => {
            // Who sees a message was settled when it was posted.
            reply.audience = Audience::Everyone;
            waiting.update(&reply).await
        }
        Pressed::Post(reply) => waiting.post(&reply).await,
        Pressed::GoOn => {
            let deferred = waiting.defer().await?;
            let reply = go_on(desk, &seat, &Wishes::default()).await;
            deferred
                .finish(reply.unwrap_or_else(Failure::into_reply))
                .await
        }
        Pressed::Begin(track) => {
            let deferred = waiting.defer().await?;
            let reply = anew(desk, &seat, &track).await;
            deferred
                .finish(reply.unwrap_or_else(Failure::into_reply))
                .await
        }
    }
}

async fn anew(desk: &Desk, seat: &Seat, track: &str) -> Result<Reply, Failure> {
    let start = desk.guide.start_anew(seat.user, seat.guild, track).await?;
    begun(desk, seat, start).await
}
