//! A server that has just installed the bot: one message that says what it is and how it is asked, with a button that sets
//! alerts up.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::bot::gateway::{GuildHere, Id};
use crate::bot::rest::{CreateMessage, Nonce, RestError};
use crate::bot::state::AppState;
use crate::reply::{Button, ButtonState, CustomId, Entry, Page, Reply, Section};
use crate::store::StoreError;
use crate::text::{Locale, text};

/// A server that was joined longer ago has had its introduction, or knows the bot from before it made any.
const NEW: SignedDuration = SignedDuration::from_hours(1);
/// How long the database may take, so that an event does not wait for ever.
const TIMEOUT: Duration = Duration::from_secs(10);
/// Channels that are tried, in the order in which the server shows them.
const MAX_TRIED: usize = 5;
/// Types of channels in which people read. <https://discord.com/developers/docs/resources/channel#channel-object-channel-types>
const TEXT: u8 = 0;

/// Why the bot did not introduce itself.
#[derive(Debug, thiserror::Error)]
pub(super) enum IntroductionError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Rest(#[from] RestError),
    #[error("the database took too long")]
    Timeout,
    #[error("it may post in no channel that it tried")]
    NoChannel,
}

/// Introduces the bot on a server that it has just joined, once, whichever process hears of it and however often.
pub(super) async fn introduce(
    state: &AppState,
    guild: &GuildHere,
) -> Result<(), IntroductionError> {
    let now = state.clock.now();
    let joined: Option<Timestamp> = guild.joined_at.as_deref().and_then(|at| at.parse().ok());
    let is_new = joined.is_some_and(|joined| now.duration_since(joined) < NEW);
    if !is_new {
        return Ok(());
    }
    let begin = state.store.begin_welcome(guild.id.get(), now);
    let is_first = tokio::time::timeout(TIMEOUT, begin)
        .await
        .map_err(|_| IntroductionError::Timeout)??;
    if !is_first {
        return Ok(());
    }
    let locale = guild.locale.as_deref().map(Locale::of_discord);
    let reply = introduction(locale.unwrap_or_default());
    let nonce = Nonce::of(&["welcome", &guild.id.to_string()]);
    let message = CreateMessage::of_reply(&reply, nonce);
    for channel in candidates(guild) {
        match state.rest.create_message(channel.get(), &message).await {
            Ok(_) => return Ok(()),
            Err(error) if error.is_refusal() => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(IntroductionError::NoChannel)
}

/// Where Discord's own notices go, then the text channels from the top.
fn candidates(guild: &GuildHere) -> impl Iterator<Item = Id> {
    let text = guild
        .channels
        .iter()
        .filter(|channel| channel.kind == Some(TEXT));
    let text = text.map(|channel| channel.id);
    let others = text.filter(|id| Some(*id) != guild.system_channel);
    guild
        .system_channel
        .into_iter()
        .chain(others)
        .take(MAX_TRIED)
}

fn introduction(locale: Locale) -> Reply {
    let line = |command: &str, text: String| Entry::remark(text).labelled(command);
    let commands = vec![
        line("/issue", text!(locale, "conversation-help-issue")),
        line("/ask", text!(locale, "conversation-help-ask")),
        line("/summits", text!(locale, "conversation-help-summits")),
    ];
    let button = |label: String, press: CustomId| Button {
        label,
        press,
        state: ButtonState::Open,
    };
    let reply = Reply::of(Page {
        title: text!(locale, "bot-welcome-title"),
        lead: text!(locale, "bot-welcome"),
        sections: vec![Section::running(commands)],
        footer: text!(locale, "bot-welcome-footer"),
        ..Page::default()
    });
    reply.with_row(vec![
        button(text!(locale, "bot-set-up-button"), CustomId::SetUpAlerts),
        button(text!(locale, "bot-help-button"), CustomId::Help),
    ])
}
