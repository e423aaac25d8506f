//! Messages that are meant for the bot: a mention, a reply that mentions it, a direct message. Others arrive without
//! their text, as the bot has not asked for it, and are left alone.

use std::sync::Arc;

use poise::serenity_prelude as serenity;
use serenity::{FullEvent, Message, MessageType};
use tokio::sync::Semaphore;
use tracing::{info, warn};

use super::answer::{Asker, answer, runs_a_tour};
use crate::bot::error::Failure;
use crate::bot::rest::{CreateMessage, Nonce, RestError};
use crate::bot::state::{AppState, in_time};
use crate::reply::Reply;

/// Most messages answered at once; those beyond are let go, so that a flood cannot fill the memory.
const PERMITS: usize = 64;

static IN_FLIGHT: Semaphore = Semaphore::const_new(PERMITS);

/// Answers a message, if it is meant for the bot.
pub(in crate::bot) async fn handle(event: &FullEvent, state: &Arc<AppState>) {
    let FullEvent::Message { new_message } = event else {
        return;
    };
    if !is_meant(new_message, state.own_id) {
        return;
    }
    let Ok(_permit) = IN_FLIGHT.try_acquire() else {
        return warn!(PERMITS, "A message was let go: too many at once.");
    };
    let asker = Asker {
        channel: new_message.channel_id.get(),
        user: new_message.author.id.get(),
    };
    let question = new_message.content.trim();
    let ((), reply) = tokio::join!(state.rest.typing(asker.channel), async {
        let bare = crate::answers::bare_question(question);
        if bare.is_empty() {
            greeting()
        } else if bare.eq_ignore_ascii_case("stop") && runs_a_tour(state, asker).await {
            let stopped = in_time(state.tours.stop(asker.user)).await;
            stopped.unwrap_or_else(Failure::into_reply)
        } else {
            answer(state, asker, question).await
        }
    });
    if let Err(error) = post(state, new_message, &reply).await {
        info!(%error, "A question could not be answered where it was asked.");
    }
}

fn is_meant(message: &Message, own_id: u64) -> bool {
    let is_said = matches!(
        message.kind,
        MessageType::Regular | MessageType::InlineReply
    );
    let is_direct = message.guild_id.is_none();
    let names_us = message.mentions.iter().any(|user| user.id.get() == own_id);
    is_said && !message.author.bot && message.webhook_id.is_none() && (is_direct || names_us)
}

fn greeting() -> Reply {
    let lead = "Ask me in plain words, such as “who backs Maduro?”, “is that against U.S. interests?” or “when is the next \
         SCO summit?”. I answer from my pages only, with dates and sources. /hotspots lists them.";
    let mut reply = Reply::private("What would you like to know?", lead);
    reply.audience = crate::reply::Audience::Everyone;
    reply
}

/// Answers below the question; nobody is notified by it. However often the question is heard, it is answered once.
async fn post(state: &AppState, question: &Message, reply: &Reply) -> Result<(), RestError> {
    let nonce = Nonce::of(&["answer", &question.id.to_string()]);
    let answer = CreateMessage::of_reply(reply, nonce).in_reply_to(question.id.get());
    let channel = question.channel_id.get();
    state.rest.create_message(channel, &answer).await.map(drop)
}
