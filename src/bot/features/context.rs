//! What a slash command is handed, how it answers, and who may use it.

use std::sync::Arc;

use poise::serenity_prelude as serenity;

use crate::bot::error::Failure;
use crate::bot::interactions::responder::InteractionResponder;
use crate::bot::state::AppState;
use crate::reply::Reply;

pub(in crate::bot) type Context<'a> = poise::ApplicationContext<'a, Arc<AppState>, Failure>;
pub(in crate::bot) type Command = poise::Command<Arc<AppState>, Failure>;

pub(in crate::bot) fn responder(ctx: Context<'_>) -> InteractionResponder<'_> {
    ctx.has_sent_initial_response
        .store(true, std::sync::atomic::Ordering::SeqCst);
    InteractionResponder::command(&ctx.serenity_context().http, ctx.interaction)
}

/// Discord sends along what whoever asks may do in the channel.
pub(in crate::bot) fn may_manage(ctx: Context<'_>) -> bool {
    let member = ctx.interaction.member.as_deref();
    let may = member
        .and_then(|member| member.permissions)
        .unwrap_or_default();
    may.intersects(serenity::Permissions::MANAGE_GUILD | serenity::Permissions::ADMINISTRATOR)
}

/// Whether whoever asks may see and change what is the server's: its alerts, and who takes its tours.
pub(in crate::bot) fn is_manager(ctx: Context<'_>) -> bool {
    let role = ctx.data().settings.alerts.manager_role;
    let own = ctx
        .interaction
        .member
        .as_deref()
        .map(|member| &member.roles);
    let has_role = role
        .zip(own)
        .is_some_and(|(role, own)| own.iter().any(|one| one.get() == role.0));
    has_role || may_manage(ctx)
}

/// Posts a reply that was composed for this question alone.
pub(in crate::bot) async fn post(ctx: Context<'_>, reply: &Reply) -> Result<(), Failure> {
    responder(ctx).post(reply).await
}
