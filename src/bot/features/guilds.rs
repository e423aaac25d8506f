//! What Discord says of servers: that the bot is on one, has joined or left it, or that an outage keeps it away.

use tracing::{info, warn};

use super::welcome;
use crate::bot::gateway::{GuildGone, GuildHere, Id};
use crate::bot::state::AppState;

/// Takes note of the servers of which Discord will say more: until it does, an outage keeps them away.
pub(in crate::bot) fn await_all(state: &AppState, guilds: &[Id]) {
    for guild in guilds {
        state.alerts.set_outage(guild.get(), true);
    }
}

/// Takes note of a server that the bot is on, and introduces the bot on one that it has just joined.
pub(in crate::bot) async fn here(state: &AppState, guild: &GuildHere) {
    let id = guild.id.get();
    if guild.is_unavailable {
        // An outage: nothing else is known of the server.
        state.alerts.set_outage(id, true);
        return;
    }
    state.guilds.note(guild, state.own_id());
    match state.store.guild_locale(id).await {
        Ok(locale) => state.guilds.fix_locale(id, locale),
        Err(error) => {
            warn!(%error, "The language of a server is not known; its readers get their own.");
        }
    }
    let noted = state.alerts.guild_is_here(id, &guild.channel_ids()).await;
    if let Err(error) = noted {
        warn!(%error, "That the bot is on a server could not be stored; Discord says it again with the next connection.");
    }
    if let Err(error) = welcome::introduce(state, guild).await {
        info!(%error, "The bot could not introduce itself on a server.");
    }
}

/// Takes note of a server that the bot can no longer reach.
pub(in crate::bot) async fn gone(state: &AppState, guild: &GuildGone) {
    let id = guild.id.get();
    if guild.is_outage {
        state.alerts.set_outage(id, true);
        return;
    }
    state.guilds.forget(id);
    if let Err(error) = state.alerts.guild_is_left(id).await {
        warn!(%error, "That the bot has left a server could not be stored; Discord says it again with the next connection.");
    }
}
