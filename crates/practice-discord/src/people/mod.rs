//! The page's socket: what people do comes in, what they see goes out.

mod ask;
mod invoke;
mod press;
mod threads;

use std::sync::Arc;

use axum::{
    extract::{
        State, WebSocketUpgrade,
        ws::{Message, Utf8Bytes, WebSocket},
    },
    response::Response,
};
use serde_json::{Map, Value, json};
use tokio::sync::{mpsc, watch};

pub(crate) use self::ask::Move;
use self::ask::{Ask, Said};
use super::{
    Snowflake,
    shared::{Shared, ended},
    validate::{Strictness, check_message},
    world::{Allowed, Asker, Draft, PageId, World, person},
};

const LARGEST_FRAME: usize = 256 << 10;

/// `GET /practice/socket`
pub(crate) async fn connect(
    State(shared): State<Arc<Shared>>,
    upgrade: WebSocketUpgrade,
) -> Response {
    let stop = shared.stop.subscribe();
    upgrade
        .max_message_size(LARGEST_FRAME)
        .on_upgrade(move |socket| async move {
            let (page, frames) = shared.page_opened();
            serve(&shared, socket, page, frames, stop).await;
            shared.page_closed(page);
        })
}

async fn serve(
    shared: &Shared,
    mut socket: WebSocket,
    page: PageId,
    mut frames: mpsc::Receiver<Utf8Bytes>,
    mut stop: watch::Receiver<bool>,
) {
    loop {
        tokio::select! {
            () = ended(&mut stop) => break,
            frame = frames.recv() => {
                let Some(frame) = frame else { break };
                if socket.send(Message::Text(frame)).await.is_err() {
                    break;
                }
            }
            message = socket.recv() => match message {
                Some(Ok(Message::Text(text))) => hear(shared, page, &text),
                Some(Ok(Message::Binary(_) | Message::Ping(_) | Message::Pong(_))) => {}
                Some(Ok(Message::Close(_)) | Err(_)) | None => break,
            },
        }
    }
    // The other side may be gone already.
    let _ = socket.send(Message::Close(None)).await;
}

/// Does what a frame asks, and tells the page why if that cannot be.
fn hear(shared: &Shared, page: PageId, text: &str) {
    match serde_json::from_str(text) {
        Ok(Said {
            reference,
            ask: Ask::MoveClock(ask),
            ..
        }) => shared.move_clock(page, &reference, ask),
        said => shared.change(|world| hear_in(world, page, said, text)),
    }
}

fn hear_in(world: &mut World, page: PageId, said: serde_json::Result<Said>, text: &str) {
    let said = match said {
        Ok(said) => said,
        Err(error) => {
            let reference = serde_json::from_str::<Value>(text).unwrap_or_default()["ref"].take();
            let text = format!("The page sent what this server does not understand: {error}");
            world.tell_page(
                page,
                json!({ "t": "failed", "ref": reference, "text": text }),
            );
            return;
        }
    };
    if let Ask::Dismiss { channel_id, id } = said.ask {
        dismiss(world, channel_id, id);
        return;
    }
    let Some(person) = said.person.and_then(person) else {
        let text = "Nobody of that id is here to speak as";
        let frame = json!({ "t": "failed", "ref": said.reference, "text": text });
        world.tell_page(page, frame);
        return;
    };
    let asker = Asker {
        page,
        reference: said.reference,
        person,
        locale: said.locale,
    };
    if let Err(text) = act(world, &asker, said.ask) {
        world.fail(&asker, &text);
    }
}

fn act(world: &mut World, asker: &Asker, ask: Ask) -> Result<(), String> {
    match ask {
        Ask::Send {
            channel_id,
            content,
            reply_to,
            reply_ping,
        } => {
            let allowed = Allowed::all_but_reply(reply_ping);
            write(world, asker, channel_id, &content, reply_to, allowed)
        }
        Ask::Command {
            channel_id,
            id,
            options,
            target_id,
        } => invoke::command(world, asker, channel_id, id, options, target_id),
        Ask::Autocomplete {
            channel_id,
            id,
            options,
        } => invoke::autocomplete(world, asker, channel_id, id, options),
        Ask::Press(pressed) => press::press(world, asker, &pressed),
        Ask::Submit(submitted) => press::submit(world, asker, &submitted),
        Ask::OpenDm => {
            let id = world.direct_channel(asker.person.id);
            let channel = world
                .channel(id)
                .map_err(|refusal| refusal.message)?
                .for_the_page();
            world.tell_page(asker.page, json!({ "t": "channel", "channel": channel }));
            world.acknowledge(asker);
            Ok(())
        }
        Ask::StartThread { channel_id, form } => threads::start(world, asker, channel_id, &form),
        Ask::ChangeThread { channel_id, form } => threads::change(world, asker, channel_id, &form),
        Ask::AddToThread {
            channel_id,
            user_id,
        } => threads::add(world, asker, channel_id, user_id),
        Ask::LeaveThread { channel_id } => threads::leave(world, asker, channel_id),
        Ask::DeleteThread { channel_id } => threads::delete(world, asker, channel_id),
        Ask::Dismiss { .. } | Ask::MoveClock(_) => Ok(()),
    }
}

/// Whether this person can be in this channel at all.
fn enter(world: &World, asker: &Asker, channel: Snowflake) -> Result<(), String> {
    let is_open = world
        .channel(channel)
        .is_ok_and(|place| place.is_open_to(asker.person.id));
    if is_open {
        Ok(())
    } else {
        Err("You cannot see this channel".to_owned())
    }
}

/// Whether this person can use commands and buttons here; a thread that is archived opens for it.
fn enter_to_act(world: &mut World, asker: &Asker, channel: Snowflake) -> Result<(), String> {
    enter(world, asker, channel)?;
    let Ok(thread) = world.thread(channel) else {
        return Ok(());
    };
    let refused = thread.takes_words_of(asker.person.id);
    refused
        .and_then(|()| world.wake_thread(channel))
        .map_err(|refusal| refusal.message.to_owned())
}

fn write(
    world: &mut World,
    asker: &Asker,
    channel: Snowflake,
    content: &str,
    reply_to: Option<Snowflake>,
    allowed: Allowed,
) -> Result<(), String> {
    enter(world, asker, channel)?;
    if let Some(original) = reply_to {
        check_original(world, asker, channel, original)?;
    }
    let body = json!({ "content": content });
    check_message("", &body, 0, Strictness::New).map_err(|refusal| match refusal.errors {
        Some(_) => "A message has at most 2,000 characters".to_owned(),
        None => refusal.message.to_owned(),
    })?;
    let posted = world.post(Draft {
        channel,
        author: asker.person.id,
        body: &body,
        files: &[],
        kind: if reply_to.is_some() { 19 } else { 0 },
        flags: 0,
        only_for: None,
        reply_to,
        answers: None,
        allowed,
        besides: Map::new(),
    });
    posted.map_err(|refusal| refusal.message)?;
    world.acknowledge(asker);
    Ok(())
}

/// Whether there is a message here that this person can reply to.
fn check_original(
    world: &World,
    asker: &Asker,
    channel: Snowflake,
    original: Snowflake,
) -> Result<(), String> {
    let found = world
        .channel(channel)
        .and_then(|place| place.message(original));
    let found = found.map_err(|_| "The message you reply to is gone")?;
    if found.is_from_discord() || found.only_for.is_some_and(|one| one != asker.person.id) {
        return Err("This message cannot be replied to".to_owned());
    }
    Ok(())
}

/// Puts away a message that only one person sees; its interaction can still speak of it.
fn dismiss(world: &mut World, channel: Snowflake, id: Snowflake) {
    let Ok(place) = world.channel_mut(channel) else {
        return;
    };
    let Ok(message) = place.message_mut(id) else {
        return;
    };
    if message.only_for.is_some() {
        message.dismissed = true;
        world.tell_pages(json!({ "t": "message_gone", "channel_id": channel, "id": id }));
    }
}
