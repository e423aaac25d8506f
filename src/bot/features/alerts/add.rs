use poise::serenity_prelude as serenity;

use super::manager::{look, manage, told};
use super::options::SubscriptionOptions;
use super::suggest::suggest_summits;
use crate::bot::Failure;
use crate::bot::features::context::Context;
use crate::bot::features::suggest::suggest_zones;
use crate::config::{Snowflake, SubscriptionSpec};

/// Tell a channel of summits before they begin
#[poise::command(slash_command)]
#[expect(
    clippy::too_many_arguments,
    reason = "each is an option of the command"
)]
pub(super) async fn add(
    ctx: Context<'_>,
    #[description = "SCO, G20, a single summit, or all; several with commas between"]
    #[autocomplete = "suggest_summits"]
    #[max_length = 100]
    summit: String,
    #[description = "How long before each begins, such as 30d 7d 1d 2h"]
    #[max_length = 100]
    before: String,
    #[description = "The channel that is told; this one if left out"]
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
) -> Result<(), Failure> {
    let here = ctx.interaction.channel_id;
    let wishes = SubscriptionOptions {
        summits: Some(summit),
        before: Some(before),
        channel: Some(channel.unwrap_or(here)),
        role,
        zone,
        acknowledge_within,
        escalate_to,
        quiet_hours,
        weekly_digest,
    };
    manage(ctx, |manager| async move {
        let state = ctx.data();
        let mut wants = SubscriptionSpec::for_channel(Snowflake(here.get()));
        wishes.write_into(&mut wants, &state.knowledge(), state.moment().today)?;
        look(ctx, manager, &wants).await?;
        let listed = state
            .floor
            .subscribe(manager.guild.get(), manager.user, wants)
            .await?;
        told(ctx, "Subscribed", &listed).await
    })
    .await
}
