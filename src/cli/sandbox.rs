//! `attache sandbox`: the practice Discord with the bot in it, and its page in the browser.

use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use futures_util::future::BoxFuture;
use jiff::{Timestamp, ToSpan};

use super::error::CommandError;
use super::log::log;
use super::options::GlobalOptions;
use super::process::{runtime, system_clock};
use super::run::{listen, observed, serve, stop};
use super::style::{BOLD, DIM};
use crate::bot::{Bot, Token};
use crate::calendar::{DAY_STARTS_AT, before};
use crate::config::{Config, Snowflake};
use crate::knowledge::{Knowledge, Library, SummitStatus};
use clock::{Clock, MovableClock};
use practice_discord::{Options, PracticeDiscord, TOKEN, ids};

/// How many summits the page offers to go to.
const MOMENTS: usize = 4;
/// How often it is looked whether the bot has come.
const LOOK_EVERY: Duration = Duration::from_millis(10);

/// `attache sandbox`
#[derive(Debug, Args)]
pub(super) struct Sandbox {
    /// Where the page is; 0 lets the system choose
    #[arg(long, default_value_t = 8600)]
    port: u16,
}

impl Sandbox {
    pub(super) fn run(&self, global: &GlobalOptions) -> Result<(), CommandError> {
        let _log = log(global.verbose);
        let config = global.config()?;
        let clock = Arc::new(MovableClock::over(system_clock()));
        let library =
            Library::open(&config.knowledge.dir, clock.clone()).map_err(CommandError::failed)?;
        let runtime = runtime()?;
        let outcome = runtime.block_on(self.serve(config, Arc::new(library), clock));
        runtime.shutdown_background();
        outcome
    }

    async fn serve(
        &self,
        config: Config,
        library: Arc<Library>,
        clock: Arc<MovableClock>,
    ) -> Result<(), CommandError> {
        let page = SocketAddr::from((Ipv4Addr::LOCALHOST, self.port));
        let options = Options {
            accept_any_token: true,
            moments: moments(&library.current(), clock.now()),
            movable: Some(Arc::clone(&clock)),
            // The newcomer sees what a server sees that adds the bot.
            newly_joined: true,
            ..Options::new(system_clock())
        };
        let discord = PracticeDiscord::start_with(page, options)
            .await
            .map_err(|error| {
                CommandError::failed(format!(
                    "port {} cannot be had: {error}; `--port 0` takes any",
                    self.port
                ))
            })?;
        // The practice Discord forgets everything when it ends; so does what is kept of it.
        let kept = tempfile::tempdir().map_err(|error| {
            CommandError::failed(format!("no folder for what is kept can be made: {error}"))
        })?;
        let config = at_home(config, &discord, kept.path());
        let web = listen(&config).await?;
        let started_at = system_clock().now();
        let token = Token::find(Some(TOKEN.to_owned()), None).map_err(stop)?;
        let bot = Bot::new(&config, &token, Arc::clone(&library), clock.clone()).map_err(stop)?;
        let address = web.as_ref().and_then(|web| web.address().ok());
        let observed = observed(&bot, library, clock, started_at);
        let greeting = greet(bot.is_connected(), discord.page_url(), address);
        let outcome = tokio::select! {
            outcome = serve(bot, web, None, observed) => outcome,
            never = greeting => match never {},
        };
        discord.shutdown().await;
        outcome
    }
}

/// Says where the practice Discord is, once the bot is there too.
async fn greet(
    is_connected: impl Fn() -> BoxFuture<'static, bool>,
    page: String,
    operator: Option<SocketAddr>,
) -> Infallible {
    while !is_connected().await {
        tokio::time::sleep(LOOK_EVERY).await;
    }
    say!("The practice Discord is ready: {BOLD}{page}{BOLD:#}");
    say!("Open it and type {BOLD}/issue arctic{BOLD:#}. {DIM}Ctrl-C ends it.{DIM:#}");
    if let Some(address) = operator {
        say!(
            "{DIM}What an operator sees is at http://{address}: /healthz /readyz /metrics /summits.ics{DIM:#}"
        );
    }
    std::future::pending().await
}

/// A week before each of the next summits that can be counted down, soonest first.
fn moments(knowledge: &Knowledge, now: Timestamp) -> Vec<(String, Timestamp)> {
    let ahead = knowledge.summits().filter_map(|summit| {
        let begins = summit.dates()?.begins(DAY_STARTS_AT)?;
        let at = before(&begins, 1.week()).ok()?.timestamp();
        let is_ahead = at > now && summit.status != SummitStatus::Cancelled;
        is_ahead.then(|| (format!("one week before {}", summit.title()), at))
    });
    let mut ahead: Vec<_> = ahead.collect();
    ahead.sort_by_key(|(_, at)| *at);
    ahead.truncate(MOMENTS);
    ahead
}

/// The ordinary settings, with the practice Discord in Discord's place.
fn at_home(mut config: Config, discord: &PracticeDiscord, kept: &Path) -> Config {
    config.discord.api_url = discord.url();
    config.discord.register = crate::config::Register::Global;
    config.discord.shards = crate::config::Shards::Auto;
    config.discord.editors_channel = Some(Snowflake(ids::EDITORS.0));
    // The page has the usual port; whoever turned the operator's address off has none here either.
    let anywhere = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    config.web.listen = config.web.listen.map(|_| anywhere);
    config.database.url = format!("sqlite://{}/attache.db", kept.display());
    config
}
