//! `/alerts edit`

use poise::serenity_prelude as serenity;

use super::check_channel::check_channel;
use super::manager::{manage_one, subscription_page};
use super::options::{SubscriptionOptions, subscription_command};
use super::suggest::{suggest_subscriptions, suggest_summits};
use crate::bot::error::Failure;
use crate::bot::features::context::Context;
use crate::bot::features::suggest::suggest_zones;
use crate::config::SubscriptionSpec;

/// A setting that a subscription can do without.
#[derive(Debug, Clone, Copy, poise::ChoiceParameter)]
pub(super) enum Clear {
    #[name = "role"]
    Role,
    #[name = "zone"]
    Zone,
    #[name = "acknowledgement"]
    Acknowledgement,
    #[name = "escalation"]
    Escalation,
    #[name = "quiet hours"]
    QuietHours,
    #[name = "weekly digest"]
    WeeklyDigest,
}

impl Clear {
    fn remove_from(self, spec: &mut SubscriptionSpec) {
        match self {
            Self::Role => spec.mention_role = None,
            Self::Zone => spec.time_zone = None,
            Self::Acknowledgement => {
                spec.acknowledge_within = None;
                spec.escalate_to_role = None;
            }
            Self::Escalation => spec.escalate_to_role = None,
            Self::QuietHours => spec.quiet_hours = None,
            Self::WeeklyDigest => spec.weekly_digest = None,
        }
    }
}

subscription_command! {
    /// Change a subscription; options left out stay as they are
    fn edit(
        ctx,
        #[description = "Subscription, as shown by /alerts list"]
        #[autocomplete = "suggest_subscriptions"]
        #[max_length = 100]
        id: String,
        #[description = "SCO, G20, one summit, or all; separate several with commas"]
        #[autocomplete = "suggest_summits"]
        #[max_length = 100]
        summit: Option<String>,
        #[description = "How long before each summit, such as 30d 7d 1d 2h"]
        #[max_length = 100]
        before: Option<String>,
        #[description = "Channel for the alerts; default: unchanged"]
        #[channel_types("Text", "News", "PublicThread", "PrivateThread", "NewsThread")]
        channel: Option<serenity::ChannelId>,
    );
    after(
        #[description = "Setting to remove"] clear: Option<Clear>,
    );
    given(options) {
        summits: summit,
        before,
        channel,
    }
    {
        manage_one(ctx, &id, |manager, subscription| async move {
            let state = ctx.data();
            let mut spec = subscription.spec.clone();
            if let Some(clear) = clear {
                clear.remove_from(&mut spec);
            }
            options.write_into(&mut spec, &state.knowledge(), state.as_of().today)?;
            check_channel(ctx, manager, &spec).await?;
            let subscription = state.alerts.change(&subscription, spec).await?;
            subscription_page(ctx, "Changed", &subscription).await
        })
        .await
    }
}
