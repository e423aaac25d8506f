//! The page's WebSocket: what people do comes in, what they see goes out.

mod access;
mod commands;
mod components;
mod frames;
mod submission;
mod threads;

use std::sync::Arc;

use axum::{body::Bytes, extract::State, response::Response};
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Map, Value, json};
use tokio::sync::mpsc;
use tokio_websockets::Message;

use self::{
    access::enter,
    frames::{PageFrame, PageRequest},
};
use crate::{
    hub::Hub,
    snowflake::Snowflake,
    validate::{Strictness, check_message},
    web_socket::{Socket, UpgradeRequest},
    world::{AllowedMentions, NewMessage, PageId, Requester, World, person},
};

/// More than the largest modal needs: five inputs of 4,000 characters.
const MAX_FRAME_BYTES: usize = 256 << 10;

/// `GET /practice/socket`
pub(crate) async fn connect(State(hub): State<Arc<Hub>>, upgrade: UpgradeRequest) -> Response {
    let running = hub.sockets.token();
    upgrade.accept(MAX_FRAME_BYTES, async move |socket| {
        let (page, frames) = hub.open_page();
        serve(&hub, socket, page, frames).await;
        hub.close_page(page);
        drop(running);
    })
}

async fn serve(hub: &Hub, mut socket: Socket, page: PageId, mut frames: mpsc::Receiver<Bytes>) {
    loop {
        tokio::select! {
            () = hub.stop.cancelled() => break,
            frame = frames.recv() => {
                let Some(frame) = frame else { break };
                if socket.send(Message::text(frame)).await.is_err() {
                    break;
                }
            }
            message = socket.next() => match message {
                // The answer to a close leaves with the next look at the socket, which then ends.
                Some(Ok(message)) => {
                    if let Some(text) = message.as_text() {
                        handle(hub, page, text);
                    }
                }
                Some(Err(_)) | None => break,
            },
        }
    }
    // The other side may be gone already.
    let _ = socket.send(Message::close(None, "")).await;
}

/// Carries out a frame, and answers `failed` with the reason if that cannot be done.
fn handle(hub: &Hub, page: PageId, text: &str) {
    match serde_json::from_str(text) {
        Ok(PageFrame {
            reference,
            request: PageRequest::MoveClock(wanted),
            ..
        }) => hub.move_clock(page, &reference, wanted),
        frame => hub.change(|world| handle_in(world, page, frame, text)),
    }
}

fn handle_in(world: &mut World, page: PageId, frame: serde_json::Result<PageFrame>, text: &str) {
    let frame = match frame {
        Ok(frame) => frame,
        Err(error) => {
            let reference = serde_json::from_str::<Value>(text).unwrap_or_default()["ref"].take();
            let text = format!("The page sent a frame that cannot be read: {error}");
            world.send_to_page(
                page,
                json!({ "t": "failed", "ref": reference, "text": text }),
            );
            return;
        }
    };
    if let PageRequest::Dismiss { channel_id, id } = frame.request {
        dismiss(world, channel_id, id);
        return;
    }
    let Some(person) = frame.person.and_then(person) else {
        let text = "There is no person with this id to act as";
        let answer = json!({ "t": "failed", "ref": frame.reference, "text": text });
        world.send_to_page(page, answer);
        return;
    };
    let requester = Requester {
        page,
        reference: frame.reference,
        person,
        locale: frame.locale,
    };
    if let Err(text) = act(world, &requester, frame.request) {
        world.fail(&requester, &text);
    }
}

fn act(world: &mut World, requester: &Requester, request: PageRequest) -> Result<(), String> {
    match request {
        PageRequest::Send {
            channel_id,
            content,
            reply_to,
            reply_ping,
        } => {
            let allowed = AllowedMentions::all_with_reply_ping(reply_ping);
            write(world, requester, channel_id, &content, reply_to, allowed)
        }
        PageRequest::Command {
            channel_id,
            id,
            options,
            target_id,
        } => commands::command(world, requester, channel_id, id, options, target_id),
        PageRequest::Autocomplete {
            channel_id,
            id,
            options,
        } => commands::autocomplete(world, requester, channel_id, id, options),
        PageRequest::Press(pressed) => components::press(world, requester, &pressed),
        PageRequest::Submit(submitted) => components::submit(world, requester, &submitted),
        PageRequest::OpenDm => {
            let id = world.direct_channel(requester.person.id);
            let channel = world
                .channel(id)
                .map_err(|error| error.message)?
                .to_page_json();
            world.send_to_page(
                requester.page,
                json!({ "t": "channel", "channel": channel }),
            );
            world.acknowledge(requester);
            Ok(())
        }
        PageRequest::StartThread { channel_id, form } => {
            threads::start(world, requester, channel_id, &form)
        }
        PageRequest::ChangeThread { channel_id, form } => {
            threads::change(world, requester, channel_id, &form)
        }
        PageRequest::AddToThread {
            channel_id,
            user_id,
        } => threads::add(world, requester, channel_id, user_id),
        PageRequest::LeaveThread { channel_id } => threads::leave(world, requester, channel_id),
        PageRequest::DeleteThread { channel_id } => threads::delete(world, requester, channel_id),
        PageRequest::Dismiss { .. } | PageRequest::MoveClock(_) => Ok(()),
    }
}

fn write(
    world: &mut World,
    requester: &Requester,
    channel: Snowflake,
    content: &str,
    reply_to: Option<Snowflake>,
    allowed: AllowedMentions,
) -> Result<(), String> {
    enter(world, requester, channel)?;
    if let Some(original) = reply_to {
        check_original(world, requester, channel, original)?;
    }
    let body = json!({ "content": content });
    check_message("", &body, 0, Strictness::New).map_err(|error| match error.errors {
        Some(_) => "A message has at most 2,000 characters".to_owned(),
        None => error.message.to_owned(),
    })?;
    let posted = world.post(NewMessage {
        channel,
        author: requester.person.id,
        body: &body,
        files: &[],
        kind: if reply_to.is_some() { 19 } else { 0 },
        flags: 0,
        ephemeral_for: None,
        reply_to,
        response_to: None,
        allowed,
        extra: Map::new(),
    });
    posted.map_err(|error| error.message)?;
    world.acknowledge(requester);
    Ok(())
}

/// Refuses if there is no message here that this person can reply to.
fn check_original(
    world: &World,
    requester: &Requester,
    channel: Snowflake,
    original: Snowflake,
) -> Result<(), String> {
    let found = world
        .channel(channel)
        .and_then(|place| place.message(original));
    let found = found.map_err(|_| "The message you reply to is gone")?;
    if found.is_system()
        || found
            .ephemeral_for
            .is_some_and(|one| one != requester.person.id)
    {
        return Err("This message cannot be replied to".to_owned());
    }
    Ok(())
}

/// Dismisses a message that only one person sees; its interaction can still edit it.
fn dismiss(world: &mut World, channel: Snowflake, id: Snowflake) {
    let Ok(place) = world.channel_mut(channel) else {
        return;
    };
    let Ok(message) = place.message_mut(id) else {
        return;
    };
    if message.ephemeral_for.is_some() {
        message.dismissed = true;
        world.send_to_pages(json!({ "t": "message_gone", "channel_id": channel, "id": id }));
    }
}
