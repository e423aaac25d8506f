use std::collections::HashSet;

use tracing::info;

use super::AlertService;
use crate::store::{StoreError, SubscriptionState};

/// Why the subscriptions of a guild rest that the bot was removed from. They are resumed if it comes back.
const LEFT: &str = "the bot was removed from the server";

/// What becomes of a guild's subscriptions when Discord speaks of the guild.
impl AlertService {
    /// The bot is in this guild, which has these channels.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn guild_is_here(
        &self,
        guild: u64,
        channels: &HashSet<u64>,
    ) -> Result<(), StoreError> {
        self.set_outage(guild, false);
        self.open().await?;
        let now = self.now();
        // Subscriptions of the settings name a channel only.
        let channels: Vec<u64> = channels.iter().copied().collect();
        self.store.set_guild(guild, &channels).await?;
        for one in self.store.subscriptions_of(guild).await? {
            let has_left =
                one.standing == SubscriptionState::Paused && one.reason.as_deref() == Some(LEFT);
            if has_left {
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
    /// The database does not answer.
    pub async fn guild_is_left(&self, guild: u64) -> Result<(), StoreError> {
        self.open().await?;
        let now = self.now();
        for one in self.store.subscriptions_of(guild).await? {
            if one.standing == SubscriptionState::Active {
                info!(
                    guild,
                    subscription = one.id,
                    "Paused, as the bot was removed."
                );
                self.store
                    .set_standing(&one.id, SubscriptionState::Paused, Some(LEFT), now)
                    .await?;
            }
        }
        Ok(())
    }
}
