use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures_util::future::BoxFuture;
use poise::serenity_prelude as serenity;
use reqwest::{Method, StatusCode};
use serde::Deserialize;
use serenity::{ClientBuilder, ConnectionStage, GatewayIntents, HttpBuilder, ShardManager};
use tracing::{info, warn};

use super::commands;
use super::concurrency_limit::ConcurrencyLimit;
use super::error::on_framework_error;
use super::rendered::RenderedPages;
use super::rest::{RestClient, RestError};
use super::state::AppState;
use super::{alerts, ask, editors, messages, press, tours};
use crate::alerts::AlertService;
use crate::answers::IndexCache;
use crate::assistant::{Assistant, SetupError};
use crate::config::{Config, DiscordConfig, Register, Shards};
use crate::knowledge::{Library, watch};
use crate::metrics::Metrics;
use crate::store::{Store, StoreError};
use crate::tours::TourService;
use clock::SharedClock;

/// Discord's own address, which serenity knows by itself.
const DISCORD: &str = "https://discord.com";
/// What Discord tells the bot of; none of it is privileged. Of messages it tells all, but the text only of those that
/// mention the bot and of direct ones.
const INTENTS: GatewayIntents = GatewayIntents::GUILDS
    .union(GatewayIntents::GUILD_MESSAGES)
    .union(GatewayIntents::DIRECT_MESSAGES);
/// How long all of the start may take before it is told as failed.
const START_TIMEOUT: Duration = Duration::from_millis(4_500);
/// How long the first look at the alerts may keep the bot from connecting.
const PLAN_TIMEOUT: Duration = Duration::from_millis(1_500);
/// How long saying goodbye may take.
const STOP_TIMEOUT: Duration = Duration::from_secs(1);

/// What the bot logs in with. Never shown, in no log and no error.
pub struct Token(String);

impl Token {
    /// The token from the variable `DISCORD_TOKEN`, else from the configured file.
    ///
    /// # Errors
    /// There is none.
    pub fn find(variable: Option<String>, file: Option<&Path>) -> Result<Self, StartError> {
        let text = match (variable.filter(|token| !token.trim().is_empty()), file) {
            (Some(token), _) => token,
            (None, Some(path)) => {
                std::fs::read_to_string(path).map_err(|error| StartError::TokenFile {
                    path: path.display().to_string(),
                    error,
                })?
            }
            (None, None) => return Err(StartError::NoToken),
        };
        let token = text.trim().trim_start_matches("Bot ").to_owned();
        if token.is_empty() || !token.chars().all(|c| c.is_ascii_graphic()) {
            return Err(StartError::NoToken);
        }
        Ok(Self(token))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// Why the bot did not start, as a sentence that says what to look at first.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Used wrong.
    #[error(
        "there is no bot token; set the variable DISCORD_TOKEN, or `token_file` under [discord] in the config. \
         `attache sandbox` needs none"
    )]
    NoToken,
    /// Used wrong.
    #[error("the token file `{path}` cannot be read: {error}")]
    TokenFile {
        /// The file.
        path: String,
        /// Why.
        error: std::io::Error,
    },
    /// The token is not (or no longer) valid.
    #[error(
        "{0} does not accept the bot token; copy it again from the Bot page of the Discord developer portal"
    )]
    WrongToken(String),
    /// Nobody is there.
    #[error(
        "{0} does not answer; look at the network, and at `api_url` under [discord] in the config"
    )]
    NoAnswer(String),
    /// Discord will not have it.
    #[error("the bot could not start: {0}")]
    Refused(String),
    /// Used wrong.
    #[error(transparent)]
    Database(#[from] StoreError),
    /// Used wrong.
    #[error(transparent)]
    Assistant(#[from] SetupError),
    /// serenity will not have it.
    #[error("the connection to Discord ended: {0}")]
    Ended(#[from] Box<serenity::Error>),
}

impl StartError {
    /// Whether the program was used wrong, as opposed to something being wrong outside.
    pub fn is_usage(&self) -> bool {
        matches!(
            self,
            Self::NoToken | Self::TokenFile { .. } | Self::Database(_) | Self::Assistant(_)
        )
    }
}

/// A bot that has logged in and registered its commands, not yet connected to the gateway.
pub struct Bot {
    client: serenity::Client,
    shards: Shards,
    state: Arc<AppState>,
    watch_knowledge: bool,
}

#[derive(Deserialize)]
struct Gateway {
    url: String,
}

#[derive(Deserialize)]
struct Identity {
    id: String,
}

impl Bot {
    /// Logs in and registers the commands.
    ///
    /// # Errors
    /// The token is refused, nobody answers within five seconds, or Discord will not have the commands.
    pub async fn log_in(
        config: &Config,
        token: Token,
        library: Arc<Library>,
        clock: SharedClock,
    ) -> Result<Self, StartError> {
        let api_url = config.discord.api_url.trim_end_matches('/').to_owned();
        let start = Self::start(config, token, library, clock);
        tokio::time::timeout(START_TIMEOUT, start)
            .await
            .unwrap_or(Err(StartError::NoAnswer(api_url)))
    }

    async fn start(
        config: &Config,
        Token(token): Token,
        library: Arc<Library>,
        clock: SharedClock,
    ) -> Result<Self, StartError> {
        let assistant = Assistant::of(&config.assistant)?;
        let sender = RestClient::new(&config.discord.api_url, &token)
            .map_err(|error| StartError::Refused(error.to_string()))?;
        let told = |error| told(sender.base(), error);
        let gateway: Gateway = sender.get("/gateway/bot").await.map_err(told)?;
        let id = own_id(&sender).await.map_err(told)?;
        register(&sender, &id, &config.discord)
            .await
            .map_err(told)?;
        let store = Store::at(&config.database.url)?;
        let guide = Arc::new(TourService::new(
            store.clone(),
            Arc::clone(&library),
            Arc::clone(&clock),
            config.knowledge.stale_after,
        ));
        let floor = Arc::new(AlertService::new(
            store,
            Arc::clone(&library),
            Arc::clone(&clock),
            config.alerts.clone(),
        ));
        let state = Arc::new(AppState {
            started_at: clock.now(),
            floor,
            guide,
            clock,
            library,
            prepared: RenderedPages::default(),
            answers: IndexCache::default(),
            assistant,
            own_id: id.parse().unwrap_or_default(),
            sender: sender.clone(),
            stale_after: config.knowledge.stale_after,
            editors_channel: config.discord.editors_channel,
        });
        let client = connect(sender.base(), &token, Arc::clone(&state)).await?;
        // serenity asks `GET /gateway`, and dials Discord itself if that fails, whatever the `api_url`.
        *client.ws_url.lock().await = gateway.url;
        let watch_knowledge = config.knowledge.watch;
        Ok(Self {
            client,
            shards: config.discord.shards,
            state,
            watch_knowledge,
        })
    }

    /// What it remembers beyond its own life.
    pub fn store(&self) -> Store {
        self.state.floor.store().clone()
    }

    /// What it counts.
    pub fn metrics(&self) -> Arc<Metrics> {
        Arc::clone(self.state.sender.metrics())
    }

    /// Says, whenever it is asked, whether every shard that was started is connected.
    pub fn is_connected(&self) -> impl Fn() -> BoxFuture<'static, bool> + Send + Sync + use<> {
        let manager = Arc::clone(&self.client.shard_manager);
        let most = Arc::new(AtomicUsize::new(1));
        move || {
            let (manager, most) = (Arc::clone(&manager), Arc::clone(&most));
            Box::pin(async move {
                let runners = manager.runners.lock().await;
                // A shard that is begun anew is not among them until then.
                let expected = most
                    .fetch_max(runners.len(), Ordering::Relaxed)
                    .max(runners.len());
                let connected = runners
                    .values()
                    .filter(|runner| runner.stage == ConnectionStage::Connected);
                connected.count() == expected
            })
        }
    }

    /// Serves until `stop` is ready. A connection that is lost is taken up again.
    ///
    /// # Errors
    /// Discord will not have the bot any more.
    pub async fn serve(self, stop: impl Future<Output = ()>) -> Result<(), StartError> {
        let Self {
            mut client,
            shards,
            state,
            watch_knowledge,
        } = self;
        let manager: Arc<ShardManager> = Arc::clone(&client.shard_manager);
        let library = Arc::clone(&state.library);
        let watching = async {
            if watch_knowledge && let Err(error) = watch(library).await {
                warn!(%error, "The knowledge folder is not watched; `/attache reload` reads it anew.");
            }
            std::future::pending::<()>().await;
        };
        let serving = async {
            match shards {
                Shards::Auto => client.start_autosharded().await,
                Shards::Range { total, from, to } => {
                    client.start_shard_range(from..to + 1, total).await
                }
            }
        };
        let store = state.floor.store().clone();
        // Whoever sees the bot come finds its alerts planned. A database that is away keeps no question unanswered.
        match tokio::time::timeout(PLAN_TIMEOUT, state.floor.reconcile()).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => warn!(%error, "The alerts wait for the database."),
            Err(_) => warn!("The alerts wait for the database, which takes long."),
        }
        let alerts = alerts::deliver(Arc::clone(&state));
        let reviews = tours::ask(Arc::clone(&state));
        let outcome = tokio::select! {
            result = serving => result.map_err(|error| Box::new(error).into()),
            () = alerts => Ok(()),
            () = reviews => Ok(()),
            () = watching => Ok(()),
            () = ask::keep_ready(Arc::clone(&state)) => Ok(()),
            () = editors::follow(state) => Ok(()),
            () = stop => {
                info!("Stopping.");
                // A shard that has lost its connection would be waited for much longer.
                let _ = tokio::time::timeout(STOP_TIMEOUT, manager.shutdown_all()).await;
                Ok(())
            }
        };
        let _ = tokio::time::timeout(STOP_TIMEOUT, store.close()).await;
        outcome
    }
}

/// The id of the application, which is the bot user's too. A proxy or stand-in may know only one way to ask.
async fn own_id(sender: &RestClient) -> Result<String, RestError> {
    for path in ["/applications/@me", "/oauth2/applications/@me"] {
        match sender.get::<Identity>(path).await {
            Err(RestError::Refused {
                status: StatusCode::NOT_FOUND,
                ..
            }) => {}
            answer => return answer.map(|application| application.id),
        }
    }
    sender
        .get::<Identity>("/users/@me")
        .await
        .map(|user| user.id)
}

async fn register(sender: &RestClient, id: &str, config: &DiscordConfig) -> Result<(), RestError> {
    let commands = commands::registered();
    let paths: Vec<String> = match &config.register {
        Register::Global => vec![format!("/applications/{id}/commands")],
        Register::Guilds(guilds) => guilds
            .iter()
            .map(|guild| format!("/applications/{id}/guilds/{}/commands", guild.0))
            .collect(),
    };
    for path in paths {
        sender.send(Method::PUT, &path, &commands).await?;
    }
    info!(
        commands = commands.as_array().map_or(0, Vec::len),
        "The commands are registered."
    );
    Ok(())
}

async fn connect(
    base: &str,
    token: &str,
    state: Arc<AppState>,
) -> Result<serenity::Client, StartError> {
    // serenity's own limiter hides the proxy and keeps an entry for every interaction for ever. Through this client go
    // only answers to interactions, which Discord does not limit; all else goes through `RestClient`.
    let mut http = HttpBuilder::new(token).ratelimiter_disabled(true);
    if base != DISCORD {
        http = http.proxy(base);
    }
    let options = poise::FrameworkOptions {
        commands: commands::all(),
        on_error: |error| Box::pin(on_framework_error(error)),
        event_handler: |framework, event| {
            Box::pin(async move {
                press::handle(framework.serenity_context, event, framework.user_data).await;
                alerts::hear(event, framework.user_data).await;
                messages::handle(event, framework.user_data).await;
                Ok(())
            })
        },
        ..Default::default()
    };
    let metrics = Arc::clone(state.sender.metrics());
    let framework = poise::Framework::builder()
        .options(options)
        .initialize_owners(false)
        .setup(|_, ready, _| {
            Box::pin(async move {
                info!(
                    user = ready.user.name,
                    guilds = ready.guilds.len(),
                    "Connected to Discord."
                );
                Ok(state)
            })
        })
        .build();
    Ok(ClientBuilder::new_with_http(http.build(), INTENTS)
        .framework(ConcurrencyLimit::new(framework, metrics))
        .await
        .map_err(Box::new)?)
}

fn told(base: &str, error: RestError) -> StartError {
    match error {
        RestError::Refused {
            status: StatusCode::UNAUTHORIZED,
            ..
        } => StartError::WrongToken(base.to_owned()),
        RestError::NoAnswer { .. } => StartError::NoAnswer(base.to_owned()),
        refused @ RestError::Refused { .. } => StartError::Refused(refused.to_string()),
    }
}
