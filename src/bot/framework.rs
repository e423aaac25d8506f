//! serenity's client and poise's framework: what Discord sends, and who hears it.

use std::sync::Arc;

use poise::serenity_prelude as serenity;
use secrecy::{ExposeSecret as _, SecretString};
use serenity::{ClientBuilder, GatewayIntents, HttpBuilder};
use tracing::{error, info, warn};

use super::concurrency_limit::ConcurrencyLimit;
use super::error::Failure;
use super::features::{self, alerts::guild_events, ask::messages};
use super::interactions::{responder::InteractionResponder, router};
use super::start_error::StartError;
use super::state::AppState;

/// Discord's own address, which serenity knows by itself.
const DISCORD: &str = "https://discord.com";
/// What Discord tells the bot of; none of it is privileged. Of messages it tells all, but the text only of those that
/// mention the bot and of direct ones.
const INTENTS: GatewayIntents = GatewayIntents::GUILDS
    .union(GatewayIntents::GUILD_MESSAGES)
    .union(GatewayIntents::DIRECT_MESSAGES);

pub(super) async fn connect(
    base: &str,
    token: &SecretString,
    state: Arc<AppState>,
) -> Result<serenity::Client, StartError> {
    // serenity's own limiter hides the proxy and keeps an entry for every interaction for ever. Through this client go
    // only answers to interactions, which Discord does not limit; all else goes through `RestClient`.
    let mut http = HttpBuilder::new(token.expose_secret()).ratelimiter_disabled(true);
    if base != DISCORD {
        http = http.proxy(base);
    }
    let options = poise::FrameworkOptions {
        commands: features::all(),
        on_error: |error| Box::pin(on_framework_error(error)),
        event_handler: |framework, event| {
            Box::pin(async move {
                router::handle(framework.serenity_context, event, framework.user_data).await;
                guild_events::handle(event, framework.user_data).await;
                messages::handle(event, framework.user_data).await;
                Ok(())
            })
        },
        ..Default::default()
    };
    let shared = Arc::clone(&state);
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
        .framework(ConcurrencyLimit::new(framework, shared))
        .await
        .map_err(Box::new)?)
}

/// Brings every failure that poise finds to the same door.
async fn on_framework_error(error: FrameworkError<'_>) {
    if let poise::FrameworkError::UnknownInteraction {
        interaction,
        framework,
        ..
    } = &error
    {
        let http = &framework.serenity_context.http;
        let sentence = "This bot no longer has that command. Reload Discord to see what it has.";
        let failure = Failure::User(sentence.to_owned());
        return InteractionResponder::command(http, interaction)
            .fail(failure)
            .await;
    }
    let Some((poise::Context::Application(ctx), failure)) = failure_of(error) else {
        return;
    };
    InteractionResponder::command(&ctx.serenity_context().http, ctx.interaction)
        .fail(failure)
        .await;
}

type FrameworkError<'f> = poise::FrameworkError<'f, Arc<AppState>, Failure>;

/// What failed, and in which command; `None` if nobody waits for an answer.
fn failure_of(
    error: FrameworkError<'_>,
) -> Option<(poise::Context<'_, Arc<AppState>, Failure>, Failure)> {
    use poise::FrameworkError as Framework;
    let user = |sentence: &str| Failure::User(sentence.to_owned());
    match error {
        Framework::Command { error, ctx, .. } => Some((ctx, error)),
        Framework::CommandPanic { payload, ctx, .. } => {
            let cause = payload.unwrap_or_else(|| "a panic without a message".to_owned());
            Some((ctx, Failure::Internal(format!("panicked: {cause}").into())))
        }
        Framework::ArgumentParse {
            error, input, ctx, ..
        } => {
            let given = input.unwrap_or_default();
            let sentence = format!("“{given}” isn't valid there: {error}");
            Some((ctx, Failure::User(sentence)))
        }
        Framework::CommandStructureMismatch {
            description, ctx, ..
        } => {
            // Discord shows an older form of the command for up to an hour after an update.
            warn!(description, "A command came in an older form.");
            let failure = user("This command has just changed. Reload Discord and type it again.");
            Some((poise::Context::Application(ctx), failure))
        }
        Framework::SubcommandRequired { ctx } => {
            Some((ctx, user("Choose one of the commands below this one.")))
        }
        // A message that mentions the bot is no command but a question, and is answered as one.
        Framework::UnknownCommand { .. } => None,
        other => {
            let cause = other.to_string();
            let ctx = other.ctx();
            if ctx.is_none() {
                error!(error = cause, "The framework failed outside of a command.");
            }
            ctx.map(|ctx| (ctx, Failure::Internal(cause.into())))
        }
    }
}
