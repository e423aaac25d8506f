//! `attache run`: connects to Discord and serves until it is stopped.

use std::sync::Arc;

use jiff::Timestamp;
use tracing::info;

use super::error::CommandError;
use super::log::log;
use super::options::GlobalOptions;
use super::process::{asked_to_stop, runtime, system_clock};
use crate::bot::{Bot, StartError, Token};
use crate::config::Config;
use crate::knowledge::Library;
use crate::operator::{CheckIn, Observed, OperatorListener, watch};
use clock::SharedClock;

/// `attache run`
pub(super) fn run(global: &GlobalOptions) -> Result<(), CommandError> {
    let _log = log(global.verbose);
    let config = global.config()?;
    let token = Token::find(
        std::env::var("DISCORD_TOKEN").ok(),
        config.discord.token_file.as_deref(),
    )
    .map_err(stop)?;
    let library =
        Library::open(&config.knowledge.dir, system_clock()).map_err(CommandError::failed)?;
    let runtime = runtime()?;
    let outcome = runtime.block_on(async {
        // Before anything is said to Discord, so that a second bot by mistake says nothing.
        let web = listen(&config).await?;
        let started_at = system_clock().now();
        let library = Arc::new(library);
        let bot = Bot::new(&config, &token, Arc::clone(&library), system_clock()).map_err(stop)?;
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
