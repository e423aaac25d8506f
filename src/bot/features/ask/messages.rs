//! Messages that are meant for the bot: a mention of it or of its role, a reply that mentions it, a direct message. Others
//! arrive without their text, as the bot has not asked for it, and are left alone.

use std::sync::Arc;
use std::time::Duration;

use tracing::info;

use super::answer::{answer as answer_question, runs_a_tour};
use super::asker::Asker;
use super::limits::Admission;
use crate::answers::bare_question;
use crate::bot::error::Failure;
use crate::bot::gateway::Message;
use crate::bot::rest::{CreateMessage, Nonce, RestError};
use crate::bot::state::{AppState, in_time};
use crate::pages::look_up;
use crate::reply::{Audience, Entry, Mentioned, Page, Reply, Section};
use crate::text::{Locale, text};

/// Discord will not let the bot reply to a message that it cannot read back.
/// <https://discord.com/developers/docs/topics/opcodes-and-status-codes#json>
const NO_HISTORY: i64 = 160_002;

/// The longest that an answer waits for its turn to be looked for, and for a channel's limit; after that whoever asked has gone on.
const MAX_ANSWER_WAIT: Duration = Duration::from_secs(10);

/// What a message to the bot says.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::bot) enum Meant {
    /// What its author wrote; nothing but a mention is a greeting.
    Question(String),
    /// No words of its author's, but a forward, a poll, an embed: the text in it.
    Carried(String),
    /// A picture or recording without a word.
    Wordless,
    /// Discord withholds the text, as the message mentions the bot's role in place of the bot.
    RoleMentioned,
    /// Discord withholds the text, as the message replies to the bot without mentioning it.
    Withheld,
}

/// What a message says to the bot; `None` if it is not meant for it.
pub(in crate::bot) async fn meant(state: &AppState, message: &Message) -> Option<Meant> {
    if !message.is_by_a_person() {
        return None;
    }
    let is_direct = message.guild_id.is_none();
    let names_us = message.mentions_user(state.own_id());
    let names_role = !is_direct && !names_us && names_own_role(state, message).await;
    if !(is_direct || names_us || names_role) {
        return None;
    }
    let has_words = !bare_question(&message.content).is_empty();
    let carried = message.carried_text();
    Some(if has_words {
        Meant::Question(message.content.trim().to_owned())
    } else if !carried.is_empty() {
        Meant::Carried(carried)
    } else if !message.content.trim().is_empty() {
        Meant::Question(String::new())
    } else if is_direct {
        Meant::Wordless
    } else if names_role {
        Meant::RoleMentioned
    } else {
        Meant::Withheld
    })
}

/// Whether the role that Discord made for the bot is mentioned. It has the bot's name, and stands first in Discord's list.
async fn names_own_role(state: &AppState, message: &Message) -> bool {
    let mut mentioned = message.mentioned_roles().peekable();
    let Some(guild) = message.guild_id.filter(|_| mentioned.peek().is_some()) else {
        return false;
    };
    let own = state
        .guilds
        .own_role(&state.rest, state.own_id(), guild.get())
        .await;
    own.is_some_and(|own| mentioned.any(|role| role == own))
}

/// Answers a message that is meant for the bot.
pub(in crate::bot) async fn answer(state: &Arc<AppState>, message: &Message, meant: Meant) {
    let (Some(channel), Some(author)) = (message.channel_id, message.author.as_ref()) else {
        return;
    };
    let guild = message.guild_id.map(crate::bot::gateway::Id::get);
    let asker = Asker {
        channel: channel.get(),
        user: author.id.get(),
        guild,
        locale: state.guilds.locale_of_message(guild, &message.content),
        patience: MAX_ANSWER_WAIT,
    };
    let admission = state
        .ask_limits
        .admit(asker.channel, asker.user, state.clock.now());
    let reply = match admission {
        Admission::Answer => {
            let typing = state.rest.typing(asker.channel);
            tokio::join!(typing, reply_to(state, asker, meant)).1
        }
        Admission::TellPerson => too_many_of_a_person(asker.locale),
        Admission::TellChannel => too_many_in_a_channel(asker.locale),
        Admission::Silence => return state.metrics.questions_let_go.add(),
    };
    if admission != Admission::Answer {
        state.metrics.questions_let_go.add();
    }
    if let Err(error) = post(state, message, asker, &reply).await {
        info!(%error, "A question could not be answered where it was asked.");
    }
}

async fn reply_to(state: &Arc<AppState>, asker: Asker, meant: Meant) -> Reply {
    let locale = asker.locale;
    let mut reply = match meant {
        Meant::Question(question) => {
            let bare = bare_question(&question);
            if bare.eq_ignore_ascii_case("stop") && runs_a_tour(state, asker).await {
                let stopped = in_time(state.tours.stop(asker.user, None)).await;
                stopped.unwrap_or_else(|failure: Failure| failure.into_reply(locale))
            } else {
                answer_question(state, asker, &question).await
            }
        }
        Meant::Carried(text) => look_up(&state.knowledge(), &text, locale),
        Meant::Wordless => Reply::private(
            text!(locale, "bot-message-wordless-title"),
            text!(locale, "bot-message-wordless"),
        ),
        Meant::RoleMentioned => mention_me(
            state,
            text!(locale, "bot-message-role-title"),
            text!(locale, "bot-message-role"),
            locale,
        ),
        Meant::Withheld => mention_me(
            state,
            text!(locale, "bot-message-withheld-title"),
            text!(locale, "bot-message-withheld"),
            locale,
        ),
    };
    reply.audience = Audience::Everyone;
    reply
}

fn too_many_of_a_person(locale: Locale) -> Reply {
    for_everyone(
        text!(locale, "bot-message-too-many-title"),
        text!(locale, "bot-message-too-many"),
    )
}

fn too_many_in_a_channel(locale: Locale) -> Reply {
    for_everyone(
        text!(locale, "bot-message-too-many-here-title"),
        text!(locale, "bot-message-too-many-here"),
    )
}

fn for_everyone(title: String, lead: String) -> Reply {
    let mut reply = Reply::private(title, lead);
    reply.audience = Audience::Everyone;
    reply
}

/// Why the question is not known, and whom to mention so that it is.
fn mention_me(state: &AppState, title: String, why: String, locale: Locale) -> Reply {
    let how = text!(locale, "bot-message-mention");
    let entry = Entry::remark(why).mentioning(how, Mentioned::User(state.own_id()));
    Reply::of(Page {
        title,
        sections: vec![Section::running(vec![entry])],
        ..Page::default()
    })
}

/// Answers below the question; nobody is notified by it. However often the question is heard, it is answered once.
async fn post(
    state: &AppState,
    question: &Message,
    asker: Asker,
    reply: &Reply,
) -> Result<(), RestError> {
    let Some(id) = question.id else {
        return Ok(());
    };
    let rest = state.rest.waiting_at_most(MAX_ANSWER_WAIT);
    let nonce = Nonce::of(&["answer", &id.to_string()]);
    let answer = CreateMessage::of_reply(reply, nonce).in_reply_to(id.get());
    match rest.create_message(asker.channel, &answer).await {
        Err(RestError::Unavailable(refusal) | RestError::Rejected(refusal))
            if refusal.code == NO_HISTORY =>
        {
            let nonce = Nonce::of(&["answer alone", &id.to_string()]);
            let alone = CreateMessage::of_reply(reply, nonce)
                .with_content(&text!(asker.locale, "bot-message-no-history"));
            rest.create_message(asker.channel, &alone).await.map(drop)
        }
        posted => posted.map(drop),
    }
}
