//! What Discord says of a server: that the bot is in it, has left it, or that an outage keeps it away.

use std::collections::HashSet;

use poise::serenity_prelude as serenity;
use serenity::FullEvent;
use tracing::warn;

use crate::bot::state::AppState;

/// Tells the alerts what became of a server.
pub(in crate::bot) async fn handle(event: &FullEvent, state: &AppState) {
    let alerts = &state.alerts;
    let outcome = match event {
        FullEvent::GuildCreate { guild, .. } => {
            let channels: HashSet<u64> = guild.channels.keys().map(|id| id.get()).collect();
            alerts.guild_is_here(guild.id.get(), &channels).await
        }
        FullEvent::GuildDelete { incomplete, .. } if incomplete.unavailable => {
            alerts.set_outage(incomplete.id.get(), true);
            Ok(())
        }
        FullEvent::GuildDelete { incomplete, .. } => {
            alerts.guild_is_left(incomplete.id.get()).await
        }
        _ => Ok(()),
    };
    if let Err(error) = outcome {
        warn!(%error, "What became of a server could not be stored; Discord says it again with the next connection.");
    }
}
