use poise::serenity_prelude as serenity;

use super::manager::{called, look, manage, told};
use super::options::SubscriptionOptions;
use super::suggest::{suggest_subscriptions, suggest_summits};
use crate::bot::Failure;
use crate::bot::features::context::Context;
use crate::bot::features::suggest::suggest_zones;
use crate::config::SubscriptionSpec;

/// What a subscription can do without.
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
    fn of(self, wants: &mut SubscriptionSpec) {
        match self {
            Self::Role => wants.mention_role = None,
            Self::Zone => wants.time_zone = None,
            Self::Acknowledgement => {
                wants.acknowledge_within = None;
                wants.escalate_to_role = None;
            }
            Self::Escalation => wants.escalate_to_role = None,
            Self::QuietHours => wants.quiet_hours = None,
            Self::WeeklyDigest => wants.weekly_digest = None,
        }
    }
}

/// Change a subscription; what is left out stays as it is
#[poise::command(slash_command)]
#[expect(
    clippy::too_many_arguments,
    reason = "each is an option of the command"
)]
pub(super) async fn edit(
    ctx: Context<'_>,
    #[description = "A subscription, as /alerts list calls it"]
    #[autocomplete = "suggest_subscriptions"]
    #[max_length = 100]
    id: String,
    #[description = "SCO, G20, a single summit, or all; several with commas between"]
    #[autocomplete = "suggest_summits"]
    #[max_length = 100]
    summit: Option<String>,
    #[description = "How long before each begins, such as 30d 7d 1d 2h"]
    #[max_length = 100]
    before: Option<String>,
    #[description = "The channel that is told; the same if left out"]
    #[channel_types("Text", "News", "PublicThread", "PrivateThread", "NewsThread")]
    channel: Option<serenity::ChannelId>,
    #[description = "The role that is called"] role: Option<serenity::RoleId>,
    #[description = "The zone by which the channel reads its clock, such as Europe/Brussels; UTC if left out"]
    #[autocomplete = "suggest_zones"]
    #[max_length = 60]
    zone: Option<String>,
    #[description = "How long somebody has to press Acknowledge, such as 30m"]
    #[max_length = 20]
    acknowledge_within: Option<String>,
    #[description = "The role that is called when nobody did"] escalate_to: Option<
        serenity::RoleId,
    >,
    #[description = "When alerts are held back, such as 22:00-06:00, unless the summit would be missed"]
    #[max_length = 20]
    quiet_hours: Option<String>,
    #[description = "When the week's summits are told, such as monday 08:00"]
    #[max_length = 30]
    weekly_digest: Option<String>,
    #[description = "What it is to do without"] clear: Option<Clear>,
) -> Result<(), Failure> {
    let wishes = SubscriptionOptions {
        summits: summit,
        before,
        channel,
        role,
        zone,
        acknowledge_within,
        escalate_to,
        quiet_hours,
        weekly_digest,
    };
    manage(ctx, |manager| async move {
        let state = ctx.data();
        let listed = called(ctx, manager, &id).await?;
        let mut wants = listed.spec.clone();
        if let Some(clear) = clear {
            clear.of(&mut wants);
        }
        wishes.write_into(&mut wants, &state.knowledge(), state.moment().today)?;
        look(ctx, manager, &wants).await?;
        let listed = state.floor.change(&listed, wants).await?;
        told(ctx, "Changed", &listed).await
    })
    .await
}
