//! What becomes of a server's subscriptions when Discord says that the bot is in it, or no longer.

use std::collections::HashSet;

use tracing::info;

use super::AlertService;
use crate::store::{StoreError, SubscriptionReason, SubscriptionState};

impl AlertService {
    /// The bot is in this guild, which has these channels.
    ///
    /// # Errors
    /// The database cannot be reached; Discord says it again with the next connection.
    pub async fn guild_is_here(
        &self,
        guild: u64,
        channels: &HashSet<u64>,
    ) -> Result<(), StoreError> {
        self.set_outage(guild, false);
        self.reconciler.ready().await?;
        let now = self.now();
        // Subscriptions of the settings name a channel only.
        let channels: Vec<u64> = channels.iter().copied().collect();
        self.store.set_guild(guild, &channels).await?;
        self.store.set_guild_left(guild, None).await?;
        for one in self.store.subscriptions_of_guild(guild).await? {
            let was_removed = one.reason == Some(SubscriptionReason::BotRemoved);
            if one.state == SubscriptionState::Paused && was_removed {
                self.resume_unchecked(&one.id, now).await?;
            }
        }
        // What an outage held up may be posted now.
        self.wake.notify_one();
        Ok(())
    }

    /// The bot is no longer in this guild. That is not an outage, of which Discord says so.
    ///
    /// # Errors
    /// The database cannot be reached; Discord says it again with the next connection.
    pub async fn guild_is_left(&self, guild: u64) -> Result<(), StoreError> {
        self.reconciler.ready().await?;
        let now = self.now();
        self.store.set_guild_left(guild, Some(now)).await?;
        for one in self.store.subscriptions_of_guild(guild).await? {
            if one.state == SubscriptionState::Active {
                info!(
                    guild,
                    subscription = one.id,
                    "Paused, as the bot was removed."
                );
                let reason = SubscriptionReason::BotRemoved;
                self.store
                    .pause_subscription(&one.id, reason, None, now)
                    .await?;
            }
        }
        Ok(())
    }
}
