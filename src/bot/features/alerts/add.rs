//! `/alerts add`

use poise::serenity_prelude as serenity;

use super::check_channel::check_channel;
use super::manager::{manage, subscription_page};
use super::options::{SubscriptionOptions, subscription_command};
use super::suggest::suggest_summits;
use crate::bot::error::Failure;
use crate::bot::features::context::Context;
use crate::bot::features::suggest::suggest_zones;
use crate::config::{Snowflake, SubscriptionSpec};

subscription_command! {
    /// Alert a channel before summits begin
    fn add(
        ctx,
        #[description = "SCO, G20, one summit, or all; separate several with commas"]
        #[autocomplete = "suggest_summits"]
        #[max_length = 100]
        summit: String,
        #[description = "How long before each summit, such as 30d 7d 1d 2h"]
        #[max_length = 100]
        before: String,
        #[description = "Channel for the alerts; default: this one"]
        #[channel_types("Text", "News", "PublicThread", "PrivateThread", "NewsThread")]
        channel: Option<serenity::ChannelId>,
    );
    after();
    given(options) {
        summits: Some(summit),
        before: Some(before),
        channel: Some(channel.unwrap_or(ctx.interaction.channel_id)),
    }
    {
        manage(ctx, |manager| async move {
            let state = ctx.data();
            let mut spec = SubscriptionSpec::for_channel(Snowflake(ctx.interaction.channel_id.get()));
            options.write_into(&mut spec, &state.knowledge(), state.as_of().today)?;
            check_channel(ctx, manager, &spec).await?;
            let subscription = state
                .alerts
                .subscribe(manager.guild.get(), manager.user, spec)
                .await?;
            subscription_page(ctx, "Subscribed", &subscription).await
        })
        .await
    }
}
