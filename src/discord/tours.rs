//! The tour's side of the connection: where it opens, what a press in it does, and the questions that come back.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::Arc;
use std::time::Duration;

use poise::serenity_prelude as serenity;
use reqwest::{Method, StatusCode};
use serde::Deserialize;
use serde_json::{Value, json};
use serenity::{ChannelType, ComponentInteraction, PartialChannel, Permissions};
use tracing::{info, warn};

use super::Failure;
use super::answer::Waiting;
use super::desk::{Desk, in_time};
use super::message::compose;
use super::sender::{SendError, Sender};
use crate::onboarding::{Pressed, Send, Start, Wishes};
use crate::reply::{Audience, Entry, Mentioned, Page, Reply, Section, TourAct};
use crate::store::{PlaceKind, StoreError};

/// Said to whoever presses a button of another's tour.
const NOT_YOURS: &str = "This is somebody else's tour. /onboard start begins one of your own.";
/// What a private thread takes, for the bot to open it and speak in it.
const FOR_A_THREAD: Permissions = Permissions::VIEW_CHANNEL
    .union(Permissions::CREATE_PRIVATE_THREADS)
    .union(Permissions::SEND_MESSAGES_IN_THREADS)
    .union(Permissions::EMBED_LINKS);
/// After a week without a word Discord puts a thread away; the next message brings it back.
const WEEK_IN_MINUTES: u32 = 10_080;
/// The type of a private thread. <https://discord.com/developers/docs/resources/channel#channel-object-channel-types>
const PRIVATE_THREAD: u8 = 12;
/// How long a database that fails is left alone.
const DATABASE_PAUSE: Duration = Duration::from_secs(3);

/// Where somebody sits who asks for a tour.
pub(super) struct Seat {
    pub(super) user: u64,
    pub(super) name: String,
    pub(super) guild: Option<u64>,
    /// Where they asked.
    pub(super) channel: u64,
    /// The text channel in which a thread could be opened.
    for_threads: Option<u64>,
}

#[derive(Deserialize)]
struct Id {
    id: String,
}

impl Seat {
    pub(super) fn of_command(asked: &serenity::CommandInteraction) -> Self {
        let (guild, channel) = (asked.guild_id, asked.channel_id.get());
        let for_threads = for_threads(channel, asked.channel.as_ref(), asked.app_permissions);
        Self::of(&asked.user, guild, channel, for_threads)
    }

    fn of_press(pressed: &ComponentInteraction) -> Self {
        let (guild, channel) = (pressed.guild_id, pressed.channel_id.get());
        let for_threads = for_threads(channel, pressed.channel.as_ref(), pressed.app_permissions);
        Self::of(&pressed.user, guild, channel, for_threads)
    }

    fn of(
        user: &serenity::User,
        guild: Option<serenity::GuildId>,
        channel: u64,
        for_threads: Option<u64>,
    ) -> Self {
        Self {
            user: user.id.get(),
            name: user.name.clone(),
            guild: guild.map(serenity::GuildId::get),
            channel,
            for_threads: for_threads.filter(|_| guild.is_some()),
        }
    }
}

fn for_threads(
    channel: u64,
    known: Option<&PartialChannel>,
    own: Option<Permissions>,
) -> Option<u64> {
    let known = known?;
    let may = own
        .is_some_and(|own| own.contains(FOR_A_THREAD) || own.contains(Permissions::ADMINISTRATOR));
    match known.kind {
        ChannelType::Text => may.then_some(channel),
        ChannelType::PublicThread | ChannelType::PrivateThread => known
            .parent_id
            .filter(|_| may)
            .map(serenity::ChannelId::get),
        _ => None,
    }
}

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

async fn direct(sender: &Sender, user: u64) -> Result<u64, SendError> {
    let body = json!({ "recipient_id": user.to_string() });
    let channel = sender
        .send(Method::POST, "/users/@me/channels", &body)
        .await?;
    Ok(id_of(&channel))
}

/// 0 is nobody's: whatever is asked of it next is refused.
fn id_of(answer: &Value) -> u64 {
    let id = Id::deserialize(answer).ok();
    id.and_then(|id| id.id.parse().ok()).unwrap_or_default()
}

/// Not two messages of this program have the same.
fn nonce() -> String {
    format!("{:016x}", RandomState::new().hash_one(0))
}

async fn post(sender: &Sender, channel: u64, reply: &Reply, nonce: &str) -> Result<(), SendError> {
    send(sender, channel, reply, nonce, None).await
}

async fn send(
    sender: &Sender,
    channel: u64,
    reply: &Reply,
    nonce: &str,
    call: Option<u64>,
) -> Result<(), SendError> {
    let composed = json!(compose(reply));
    let mut body = json!({
        "embeds": composed["embeds"],
        "components": composed["components"],
        "allowed_mentions": { "parse": [] },
        "nonce": nonce,
        "enforce_nonce": true,
    });
    if let Some(user) = call {
        body["content"] = json!(format!("<@{user}>"));
        body["allowed_mentions"] = json!({ "parse": [], "users": [user.to_string()] });
    }
    let path = format!("/channels/{channel}/messages");
    sender.send(Method::POST, &path, &body).await?;
    Ok(())
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

/// Asks what came back, until it is dropped.
pub(super) async fn ask(desk: Arc<Desk>) {
    let guide = &desk.guide;
    let mut is_failing = false;
    loop {
        match guide.round().await {
            Ok(round) => {
                is_failing = false;
                for one in &round.sends {
                    if let Err(error) = ask_one(&desk, one).await {
                        warn!(%error, "What came of a question could not be noted.");
                    }
                }
                guide.rest(round.next).await;
            }
            Err(error) => {
                if !is_failing {
                    warn!(%error, "The questions that come back wait for the database.");
                }
                is_failing = true;
                tokio::time::sleep(DATABASE_PAUSE).await;
            }
        }
    }
}

async fn ask_one(desk: &Desk, one: &Send) -> Result<(), StoreError> {
    let sender = &desk.sender;
    let sent = async {
        let channel = match one.channel {
            Some(channel) => channel,
            None => direct(sender, one.user).await?,
        };
        let call = one.in_thread.then_some(one.user);
        send(sender, channel, &one.reply, &one.nonce, call).await
    };
    match sent.await {
        Ok(()) => info!("A question that was missed is asked again."),
        Err(SendError::Refused {
            status: status @ (StatusCode::FORBIDDEN | StatusCode::NOT_FOUND),
            message,
            ..
        }) => {
            let why = format!("Discord answered {}: {message}", status.as_u16());
            desk.guide.not_reached(one.user, &why).await?;
        }
        Err(error) => warn!(%error, "A question was not sent; the next day has another."),
    }
    Ok(())
}
