//! The alerts' side of the connection: what is due goes out, and what Discord says of a guild comes in.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use poise::serenity_prelude as serenity;
use serenity::FullEvent;
use tokio::task::JoinSet;
use tracing::{error, warn};

use crate::alerts::Delivery;
use crate::bot::messenger::DiscordMessenger;
use crate::bot::state::AppState;

/// How long delivery rests after it broke.
const REST: Duration = Duration::from_secs(5);

/// Delivers until it is dropped. In a task of its own, so that a fault in it stops no answer.
pub(in crate::bot) async fn deliver(state: Arc<AppState>) {
    loop {
        let courier = Arc::new(DiscordMessenger::new(&state.rest));
        let delivery = Delivery::new(Arc::clone(&state.floor), courier, worker());
        let mut task = JoinSet::new();
        task.spawn(async move { delivery.run().await });
        if let Some(Err(fault)) = task.join_next().await {
            error!(%fault, "The delivery of alerts broke and is taken up again.");
        }
        tokio::time::sleep(REST).await;
    }
}

/// Hears what becomes of a guild.
pub(in crate::bot) async fn hear(event: &FullEvent, state: &AppState) {
    let floor = &state.floor;
    let heard = match event {
        FullEvent::GuildCreate { guild, .. } => {
            let channels: HashSet<u64> = guild.channels.keys().map(|id| id.get()).collect();
            floor.guild_is_here(guild.id.get(), &channels).await
        }
        FullEvent::GuildDelete { incomplete, .. } if incomplete.unavailable => {
            floor.set_outage(incomplete.id.get(), true);
            Ok(())
        }
        FullEvent::GuildDelete { incomplete, .. } => floor.guild_is_left(incomplete.id.get()).await,
        _ => Ok(()),
    };
    if let Err(error) = heard {
        warn!(%error, "What became of a guild could not be noted; it is heard again with the next connection.");
    }
}

/// No two workers share a name, on whatever machines.
fn worker() -> String {
    format!("{}-{:016x}", std::process::id(), fastrand::u64(..))
}
