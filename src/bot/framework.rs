//! serenity's client and poise's framework: what Discord sends, and who hears it.

use std::sync::Arc;

use poise::serenity_prelude as serenity;
use secrecy::{ExposeSecret as _, SecretString};
use serenity::{ClientBuilder, GatewayIntents, HttpBuilder};
use tracing::{error, info, warn};

use super::Failure;
use super::background::alerts;
use super::concurrency_limit::ConcurrencyLimit;
use super::features::{self, ask::messages};
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
                alerts::hear(event, framework.user_data).await;
                messages::handle(event, framework.user_data).await;
                Ok(())
            })
        },
        ..Default::default()
    };
    let metrics = Arc::clone(state.rest.metrics());
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

/// Every failure that poise finds, brought to the same door.
async fn on_framework_error(error: poise::FrameworkError<'_, Arc<AppState>, Failure>) {
    use poise::FrameworkError as Framework;
    let (ctx, failure) = match error {
        Framework::Command { error, ctx, .. } => (ctx, error),
        Framework::CommandPanic { payload, ctx, .. } => {
            let cause = payload.unwrap_or_else(|| "a panic without a message".to_owned());
            (ctx, Failure::Internal(format!("panicked: {cause}").into()))
        }
        Framework::ArgumentParse {
            error, input, ctx, ..
        } => {
            let given = input.unwrap_or_default();
            (
                ctx,
                Failure::User(format!("“{given}” does not fit there: {error}")),
            )
        }
        Framework::CommandStructureMismatch {
            description, ctx, ..
        } => {
            // Discord shows an older form of the command for up to an hour after an update.
            warn!(description, "A command came in an older form.");
            let sentence = "This command has just changed. Reload Discord and type it again.";
            (
                poise::Context::Application(ctx),
                Failure::User(sentence.to_owned()),
            )
        }
        Framework::UnknownInteraction {
            interaction,
            framework,
            ..
        } => {
            let sentence =
                "This bot no longer has that command. Reload Discord to see what it has.";
            let responder =
                InteractionResponder::command(&framework.serenity_context.http, interaction);
            return responder.fail(Failure::User(sentence.to_owned())).await;
        }
        Framework::SubcommandRequired { ctx } => (
            ctx,
            Failure::User("Choose one of the commands below this one.".to_owned()),
        ),
        // A message that mentions the bot is no command but a question, and is answered as one.
        Framework::UnknownCommand { .. } => return,
        other => match other.ctx() {
            Some(ctx) => {
                let cause = other.to_string();
                (ctx, Failure::Internal(cause.into()))
            }
            None => return error!(error = %other, "The framework failed outside of a command."),
        },
    };
    let poise::Context::Application(ctx) = ctx else {
        return;
    };
    InteractionResponder::command(&ctx.serenity_context().http, ctx.interaction)
        .fail(failure)
        .await;
}
