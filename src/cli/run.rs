//! `attache run`: connects to Discord and serves until it is stopped.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tracing::{info, warn};

use super::error::CommandError;
use super::log::log;
use super::options::GlobalOptions;
use super::process::{asked_to_stop, runtime, system_clock};
use crate::bot::{Bot, StartError, Token};
use crate::config::Config;
use crate::knowledge::Library;
use crate::operator::{CheckIn, Observed, OperatorListener, watch, watch_start};
use crate::store::Store;
use clock::SharedClock;

/// How long after a start that failed the next is tried; twice as long after each, up to [`LONGEST_PAUSE`].
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// `attache run`
pub(super) fn run(global: &GlobalOptions) -> Result<(), CommandError> {
    let _log = log(global.verbose);
    let config = global.config()?;
    let token = Token::find(
        std::env::var("DISCORD_TOKEN").ok(),
        config.discord.token_file.as_deref(),
    )
    .map_err(stop)?;
    // Before Discord is asked, which may be away for long.
    Store::at(&config.database.url).map_err(|error| stop(error.into()))?;
    let library =
        Library::open(&config.knowledge.dir, system_clock()).map_err(CommandError::failed)?;
    let runtime = runtime()?;
    let outcome = runtime.block_on(async {
        // Before anything is said to Discord, so that a second bot by mistake says nothing.
        let web = listen(&config).await?;
        let started_at = system_clock().now();
        let library = Arc::new(library);
        let bot = tokio::select! {
            bot = started(&config, &token, &library) => bot.map_err(stop)?,
            () = asked_to_stop() => return Ok(()),
            never = watch_start(web.as_ref()) => match never {},
        };
        if let Some(address) = web.as_ref().and_then(|web| web.address().ok()) {
            info!(%address, "The operator's address: /healthz, /readyz, /metrics, /summits.ics.");
        }
        let observed = observed(&bot, library, system_clock(), started_at);
        let check_in = CheckIn::at(&config.web.check_in_url);
        serve(bot, web, check_in, observed).await
    });
    // What still runs after the drain, such as an index in the making, keeps nobody waiting.
    runtime.shutdown_background();
    outcome
}

/// A bot that has logged in, however long Discord is away: what that means is said once, within five seconds.
///
/// # Errors
/// Discord does not accept the token, or the settings are at fault.
async fn started(
    config: &Config,
    token: &Token,
    library: &Arc<Library>,
) -> Result<Bot, StartError> {
    let mut pause = FIRST_PAUSE;
    let mut said = None;
    loop {
        let library = Arc::clone(library);
        let error = match Bot::log_in(config, token.clone(), library, system_clock()).await {
            Ok(bot) => return Ok(bot),
            Err(error) if error.may_pass() => error,
            Err(error) => return Err(error),
        };
        let sentence = error.to_string();
        if said.as_ref() != Some(&sentence) {
            warn!("{sentence}. Attaché keeps trying.");
            said = Some(sentence);
        }
        tokio::time::sleep(pause.max(error.wait())).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

/// The operator's address, unless it is turned off.
pub(super) async fn listen(config: &Config) -> Result<Option<OperatorListener>, CommandError> {
    let Some(address) = config.web.listen else {
        return Ok(None);
    };
    let web = OperatorListener::bind(address)
        .await
        .map_err(CommandError::failed)?;
    Ok(Some(web))
}

pub(super) fn observed(
    bot: &Bot,
    library: Arc<Library>,
    clock: SharedClock,
    started_at: Timestamp,
) -> Observed {
    Observed {
        library,
        store: bot.store(),
        clock,
        metrics: bot.metrics(),
        is_connected: Box::new(bot.is_connected()),
        started_at,
    }
}

/// Serves Discord, and the operator beside it, until somebody asks to stop.
pub(super) async fn serve(
    bot: Bot,
    web: Option<OperatorListener>,
    check_in: Option<CheckIn>,
    observed: Observed,
) -> Result<(), CommandError> {
    tokio::select! {
        outcome = bot.serve(asked_to_stop()) => outcome.map_err(stop),
        never = watch(web, check_in, observed) => match never {},
    }
}

pub(super) fn stop(error: StartError) -> CommandError {
    if error.is_usage() {
        CommandError::usage(error)
    } else {
        CommandError::failed(error)
    }
}
