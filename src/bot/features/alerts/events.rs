//! `/alerts events`: whether the calendar is kept as Discord's own scheduled events on this server.

use serde::Deserialize;
use serenity::all::Permissions;

use super::manager::{Manager, manage};
use super::options::{named_summits, summit_option};
use super::permissions::Guild;
use crate::alerts::events::EventBoard as _;
use crate::bot::error::Failure;
use crate::bot::features::command::{Command, CommandOption};
use crate::bot::features::context::Context;
use crate::bot::gateway::{Id, lenient_list};
use crate::bot::rest::{DiscordEvents, RestError};
use crate::bot::state::AppState;
use crate::reply::Reply;
use crate::text::{Locale, text};

/// What `turn` takes.
const TURN: [&str; 2] = ["on", "off"];
/// The summits of a server that names none.
const ALL: &str = "all";

/// The bot, as a member of the server.
#[derive(Deserialize)]
struct Member {
    #[serde(default, deserialize_with = "lenient_list")]
    roles: Vec<Id>,
}

pub(super) fn events() -> Command {
    let description = "Keep the calendar as this server's scheduled events";
    Command::new("events", description, |ctx| Box::pin(run(ctx)))
        .option(CommandOption::one_of(
            "turn",
            "On or off; left out, you see how it stands",
            &TURN,
        ))
        .option(summit_option())
}

async fn run(ctx: Context<'_>) -> Result<(), Failure> {
    manage(ctx, |manager| async move {
        let (state, locale) = (ctx.state, ctx.locale());
        match ctx.text("turn") {
            Some("on") => turn_on(ctx, manager).await,
            Some("off") => turn_off(state, manager, locale).await,
            _ => standing(state, manager, locale).await,
        }
    })
    .await
}

async fn turn_on(ctx: Context<'_>, manager: Manager) -> Result<Reply, Failure> {
    let (state, locale) = (ctx.state, ctx.locale());
    let given = ctx.text("summit").unwrap_or(ALL);
    let summits = named_summits(given, &state.knowledge(), state.as_of().today, locale)?;
    if summits.is_empty() {
        return Err(Failure::User(text!(locale, "alerts-refused-no-summit")));
    }
    check_permission(state, manager.guild, locale).await?;
    let board = DiscordEvents::new(&state.rest, &state.own);
    let found = board.list(manager.guild).await;
    let found = found.map_err(|error| Failure::Internal(Box::new(error)))?;
    let foreign = found.iter().filter(|event| !event.is_own).count();
    state.events.turn_on(manager.guild, &summits).await?;
    let (count, left_out) = state.events.expected(&summits, foreign);
    let title = text!(locale, "bot-events-on-title");
    let mut lead = text!(locale, "bot-events-on", count = count);
    if left_out > 0 {
        lead.push(' ');
        lead.push_str(&text!(locale, "alerts-events-left-out", count = left_out));
    }
    Ok(Reply::private(title, lead))
}

async fn turn_off(state: &AppState, manager: Manager, locale: Locale) -> Result<Reply, Failure> {
    let was_on = state.events.turn_off(manager.guild).await?;
    let lead = if was_on {
        text!(locale, "bot-events-off")
    } else {
        text!(locale, "bot-events-none")
    };
    Ok(Reply::private(text!(locale, "bot-events-off-title"), lead))
}

async fn standing(state: &AppState, manager: Manager, locale: Locale) -> Result<Reply, Failure> {
    let standing = state.events.standing(manager.guild).await?;
    Ok(standing.map_or_else(
        || {
            let title = text!(locale, "bot-events-off-title");
            Reply::private(title, text!(locale, "bot-events-none"))
        },
        |standing| standing.reply(&state.knowledge(), locale),
    ))
}

/// Makes sure that the bot may make events, which is also enough to change and delete those that it made.
/// <https://discord.com/developers/docs/resources/guild-scheduled-event#permissions-for-events-with-entity_type-external>
async fn check_permission(state: &AppState, guild: u64, locale: Locale) -> Result<(), Failure> {
    let (of_guild, of_member) = (
        format!("/guilds/{guild}"),
        format!("/guilds/{guild}/members/{}", state.own_id()),
    );
    let (guild, member) = tokio::try_join!(
        state.rest.get::<Guild>(&of_guild),
        state.rest.get::<Member>(&of_member)
    )
    .map_err(|error: RestError| Failure::Internal(Box::new(error)))?;
    let needed = Permissions::CREATE_EVENTS;
    if guild
        .permissions(state.own_id(), &member.roles)
        .contains(needed)
    {
        Ok(())
    } else {
        Err(Failure::User(text!(locale, "bot-events-permission")))
    }
}
