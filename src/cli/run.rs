use std::sync::Arc;

use super::{Global, Stop, asked_to_stop, log, runtime, system_clock};
use crate::discord::{Bot, StartError, Token};
use crate::knowledge::Library;

/// `attache run`
pub(super) fn run(global: &Global) -> Result<(), Stop> {
    log(global.verbose);
    let config = global.config()?;
    let token = Token::find(
        std::env::var("DISCORD_TOKEN").ok(),
        config.discord.token_file.as_deref(),
    )
    .map_err(stop)?;
    let library =
        Library::open(&config.knowledge.dir, system_clock()).map_err(Stop::found_wrong)?;
    runtime()?.block_on(async {
        let bot = Bot::log_in(&config, token, Arc::new(library), system_clock())
            .await
            .map_err(stop)?;
        bot.serve(asked_to_stop()).await.map_err(stop)
    })
}

pub(super) fn stop(error: StartError) -> Stop {
    if error.is_usage() {
        Stop::used_wrong(error)
    } else {
        Stop::found_wrong(error)
    }
}
