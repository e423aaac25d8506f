//! `/alerts edit`

use super::check_channel::check_channel;
use super::escalation::Escalation;
use super::manager::{manage_one, subscription_page};
use super::options::{SubscriptionOptions, id_option, shared_options, summit_option};
use super::suggest::suggest_before;
use crate::bot::error::Failure;
use crate::bot::features::command::{Command, CommandOption};
use crate::bot::features::context::Context;
use crate::config::SubscriptionSpec;
use crate::text::text;

/// The settings that a subscription can do without.
const CLEAR: [&str; 7] = [
    "role",
    "zone",
    "acknowledgement",
    "escalation",
    "quiet hours",
    "weekly digest",
    "handover",
];

pub(super) fn edit() -> Command {
    let description = "Change a subscription; options left out stay as they are";
    let before = "How long before each summit, such as 30d 7d 1d 2h";
    let channel = "Channel for the alerts; default: unchanged";
    Command::new("edit", description, |ctx| Box::pin(run(ctx)))
        .option(id_option())
        .option(summit_option())
        .option(CommandOption::text("before", before, 100).suggesting(suggest_before))
        .option(CommandOption::channel("channel", channel))
        .options(shared_options())
        .option(CommandOption::one_of("clear", "Setting to remove", &CLEAR))
}

async fn run(ctx: Context<'_>) -> Result<(), Failure> {
    let options = SubscriptionOptions::of(ctx);
    manage_one(ctx, |manager, subscription| async move {
        let state = ctx.state;
        let mut spec = subscription.spec.clone();
        if let Some(setting) = ctx.text("clear") {
            clear(setting, &mut spec);
        }
        let today = state.as_of().today;
        options.write_into(&mut spec, &state.knowledge(), today, ctx.locale())?;
        check_channel(state, manager, &spec, ctx.locale()).await?;
        let changed = state.alerts.change(&subscription, spec).await;
        let subscription = changed?;
        let title = text!(ctx.locale(), "bot-alerts-changed-title");
        subscription_page(state, title, &subscription, ctx.locale()).await
    })
    .await
}

fn clear(setting: &str, spec: &mut SubscriptionSpec) {
    match setting {
        "role" => spec.mention_role = None,
        "zone" => spec.time_zone = None,
        // A time to acknowledge in is nothing without somebody to call after it.
        "acknowledgement" | "escalation" => Escalation::default().write_into(spec),
        "quiet hours" => spec.quiet_hours = None,
        "weekly digest" => spec.weekly_digest = None,
        "handover" => spec.handover.clear(),
        _ => {}
    }
}
