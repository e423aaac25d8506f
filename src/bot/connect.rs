//! The way to the gateway: Discord is asked who the bot is and where to connect, and the commands are registered. However long
//! that takes, alerts go out meanwhile, as far as Discord takes them.

use std::pin::pin;
use std::time::Duration;

use hyper::{StatusCode, Uri};
use jiff::Timestamp;
use serde::Deserialize;
use tokio::time::{Instant, sleep, timeout};
use tracing::warn;

use super::gateway::{GatewaySettings, Id, SessionLimit};
use super::registration::register;
use super::rest::{RestClient, RestError};
use super::start_error::StartError;
use super::state::AppState;
use crate::config::Shards;

/// Within so long after the start the operator reads why the bot is not connected.
const SAID_WITHIN: Duration = Duration::from_secs(3);
/// The pause after the first try that failed; twice as long after each further one, up to [`LONGEST_PAUSE`].
const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_mins(1);
/// How long a limit is waited for within a try.
const LIMIT_WAIT: Duration = Duration::from_secs(1);
/// How long the registration of the commands may keep the bot from connecting.
const REGISTRATION_TIMEOUT: Duration = Duration::from_secs(2);

/// What `GET /gateway/bot` says.
/// <https://discord.com/developers/docs/events/gateway#get-gateway-bot>
#[derive(Deserialize)]
struct GatewayInfo {
    url: String,
    /// How many shards Discord recommends.
    #[serde(default = "one")]
    shards: u32,
    #[serde(default)]
    session_start_limit: SessionLimit,
}

fn one() -> u32 {
    1
}

#[derive(Deserialize)]
struct Identity {
    id: Id,
}

/// Asks until Discord answers, and has the commands registered. What is wrong is said once, and stands in `/readyz`.
///
/// # Errors
/// Discord does not accept the token.
pub(super) async fn way_to_gateway(state: &AppState) -> Result<GatewaySettings, StartError> {
    let (gateway, application) = answered(state).await?;
    state.own.note(application);
    register_in_time(state, application).await?;
    let until_session = gateway.limit.wait();
    if let Some(wait) = until_session {
        let at = state.clock.now().saturating_add(wait);
        note_no_session(state, at.unwrap_or(Timestamp::MAX));
    }
    Ok(gateway)
}

async fn answered(state: &AppState) -> Result<(GatewaySettings, Id), StartError> {
    let rest = state.rest.without_retries().waiting_at_most(LIMIT_WAIT);
    let (began, mut pause) = (Instant::now(), FIRST_PAUSE);
    let mut trouble = Trouble { state, said: None };
    loop {
        let mut asking = pin!(asked(&rest, state.settings.discord.shards));
        let said_in = SAID_WITHIN.saturating_sub(began.elapsed());
        let in_time = timeout(said_in, &mut asking).await;
        let answer = if let Ok(answer) = in_time {
            answer
        } else {
            if trouble.said.is_none() {
                let base = rest.base().to_owned();
                trouble.say(&StartError::NoAnswer(base));
            }
            asking.await
        };
        let error = match answer {
            Err(error) if error.may_pass() => error,
            answer => {
                state.metrics.discord.set_start_problem(None);
                return answer;
            }
        };
        let wait = pause.max(error.wait());
        trouble.note(&error);
        if began.elapsed() + wait > SAID_WITHIN {
            trouble.say(&error);
        }
        sleep(wait).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

/// Why the bot is not connected, as far as it was said.
struct Trouble<'s> {
    state: &'s AppState,
    said: Option<String>,
}

impl Trouble<'_> {
    fn note(&self, error: &StartError) {
        let board = &self.state.metrics.discord;
        board.set_start_problem(Some(error.to_string()));
    }

    fn say(&mut self, error: &StartError) {
        self.note(error);
        let sentence = error.to_string();
        if self.said.as_ref() != Some(&sentence) {
            warn!(
                "{sentence}. Attaché keeps trying, and alerts go out meanwhile as far as Discord takes them."
            );
            self.said = Some(sentence);
        }
    }
}

/// One try.
async fn asked(rest: &RestClient, shards: Shards) -> Result<(GatewaySettings, Id), StartError> {
    let failed = |error| StartError::of_request(rest.base(), error);
    let info: GatewayInfo = rest.get("/gateway/bot").await.map_err(failed)?;
    let application = own_id(rest).await.map_err(failed)?;
    let gateway = settings(info, shards)?;
    Ok((gateway, application))
}

/// What Discord recommends, unless the settings say otherwise.
///
/// # Errors
/// What Discord names is the address of no gateway.
fn settings(info: GatewayInfo, shards: Shards) -> Result<GatewaySettings, StartError> {
    let is_gateway = info.url.parse::<Uri>().is_ok_and(|url| {
        matches!(url.scheme_str(), Some("ws" | "wss"))
            && url.host().is_some_and(|host| !host.is_empty())
    });
    if !is_gateway {
        let refusal = "Discord names no address of a gateway in `/gateway/bot`";
        return Err(StartError::Refused(refusal.to_owned()));
    }
    let recommended = info.shards.max(1);
    let (total, from, to) = match shards {
        Shards::Auto => (recommended, 0, recommended - 1),
        Shards::Range { total, from, to } => (total, from, to),
    };
    Ok(GatewaySettings {
        url: info.url,
        total,
        from,
        to,
        limit: info.session_start_limit,
    })
}

/// The id of the application, which is the bot user's too. A proxy or stand-in may know only one way to ask.
async fn own_id(rest: &RestClient) -> Result<Id, RestError> {
    for path in ["/applications/@me", "/oauth2/applications/@me"] {
        match rest.get::<Identity>(path).await {
            Err(RestError::Unavailable(refusal)) if refusal.status == StatusCode::NOT_FOUND => {}
            answer => return answer.map(|application| application.id),
        }
    }
    rest.get::<Identity>("/users/@me").await.map(|user| user.id)
}

/// Registers the commands, or leaves that to the background task of that name: those of before work meanwhile.
///
/// # Errors
/// Discord does not accept the token.
async fn register_in_time(state: &AppState, application: Id) -> Result<(), StartError> {
    let rest = state.rest.waiting_at_most(LIMIT_WAIT);
    let registered = register(&rest, application, &state.settings);
    match timeout(REGISTRATION_TIMEOUT, registered).await {
        Ok(Ok(())) => return Ok(()),
        Ok(Err(error @ RestError::Unauthorized { .. })) => {
            return Err(StartError::of_request(rest.base(), error));
        }
        Ok(Err(error)) => {
            warn!(%error, "The commands are not registered yet; it is tried again beside everything else.");
        }
        Err(_) => warn!(
            "The commands are not registered yet, which takes long; it goes on beside everything else."
        ),
    }
    state.registration_owed.send_replace(true);
    Ok(())
}

/// Says that Discord takes no further session before `at`: the bot's limit of a day is used up.
fn note_no_session(state: &AppState, at: Timestamp) {
    let at = at.strftime("%H:%M UTC on %-d %B");
    let problem =
        format!("Discord lets no session begin before {at}, as the bot has used up those of a day");
    warn!("{problem}. The bot connects by itself then, and alerts go out meanwhile.");
    state.metrics.discord.set_start_problem(Some(problem));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_address_of_a_gateway_is_refused_and_may_pass() {
        let named = |url: &str| {
            let info = serde_json::json!({ "url": url });
            settings(serde_json::from_value(info).unwrap(), Shards::Auto)
        };
        for url in [
            "",
            "rubbish",
            "https://discord.com",
            "wss://",
            "wss:///x",
            "ws://[",
            "wss:gateway",
        ] {
            let refused = named(url).err().unwrap_or_else(|| panic!("{url}"));
            assert!(refused.may_pass(), "{refused}");
        }
        for url in [
            "wss://gateway.discord.gg",
            "ws://127.0.0.1:4040/gateway",
            "ws://[::1]:4040",
        ] {
            assert!(named(url).is_ok(), "{url}");
        }
    }
}
