//! The slash commands: one file each, one list.

mod alerts;
mod aligned_with_us;
mod ask;
pub(super) mod attache;
mod compare;
pub(super) mod feedback;
mod glossary;
mod handover;
mod hotspots;
mod issue;
mod look_this_up;
mod onboard;
mod summit;
mod summits;
mod timeline;

use std::sync::Arc;

use poise::serenity_prelude as serenity;
use serde_json::Value;

use super::Failure;
use super::locales::localize;
use super::responder::InteractionResponder;
use super::state::AppState;
use crate::pages::Search;
use crate::reply::{Reply, View};

type Context<'a> = poise::ApplicationContext<'a, Arc<AppState>, Failure>;
type Command = poise::Command<Arc<AppState>, Failure>;

/// Every command there is.
pub(super) fn all() -> Vec<Command> {
    vec![
        issue::issue(),
        aligned_with_us::aligned_with_us(),
        hotspots::hotspots(),
        compare::compare(),
        timeline::timeline(),
        glossary::glossary(),
        ask::ask(),
        summits::summits(),
        summit::summit(),
        alerts::alerts(),
        handover::handover(),
        onboard::onboard(),
        feedback::feedback(),
        attache::attache(),
        look_this_up::look_this_up(),
    ]
}

/// The commands exactly as they are registered.
pub fn registered() -> Value {
    let mut commands = serde_json::to_value(poise::builtins::create_application_commands(&all()))
        .expect("a command has text keys only");
    localize(&mut commands);
    commands
}

fn waiting(ctx: Context<'_>) -> InteractionResponder<'_> {
    ctx.has_sent_initial_response
        .store(true, std::sync::atomic::Ordering::SeqCst);
    InteractionResponder::command(&ctx.serenity_context().http, ctx.interaction)
}

/// Discord sends along what whoever asks may do in the channel.
fn may_manage(ctx: Context<'_>) -> bool {
    let member = ctx.interaction.member.as_deref();
    let may = member
        .and_then(|member| member.permissions)
        .unwrap_or_default();
    may.intersects(serenity::Permissions::MANAGE_GUILD | serenity::Permissions::ADMINISTRATOR)
}

/// Whether whoever asks may see and change what is the server's: its alerts, and who takes its tours.
fn is_manager(ctx: Context<'_>) -> bool {
    let role = ctx.data().floor.settings().manager_role;
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

/// Posts the page of `view`; composed at the first time, ready from then on.
async fn show(ctx: Context<'_>, view: &View) -> Result<(), Failure> {
    let state = ctx.data();
    let body = state
        .prepared
        .answer(&state.knowledge(), view, state.moment())?;
    waiting(ctx).post_prepared(&body).await
}

/// Posts the page that a search came to, saying what was assumed.
async fn show_found(
    ctx: Context<'_>,
    search: Search,
    view: impl FnOnce(String) -> View,
) -> Result<(), Failure> {
    match search {
        Search::Found { id, assumed: None } => show(ctx, &view(id)).await,
        Search::Found { id, assumed } => {
            let state = ctx.data();
            let reply = crate::pages::show(&state.knowledge(), &view(id), state.moment())?;
            waiting(ctx).post(&reply.assuming(assumed)).await
        }
        Search::Nothing(reply) => waiting(ctx).post(&reply).await,
    }
}

/// What an option offers while it is being typed.
fn suggestions(names: Vec<(&str, &str)>) -> serenity::CreateAutocompleteResponse {
    let choices = names
        .into_iter()
        .map(|(_, title)| serenity::AutocompleteChoice::new(title.to_owned(), title.to_owned()))
        .collect();
    serenity::CreateAutocompleteResponse::new().set_choices(choices)
}

/// Choices Discord shows at once.
const MAX_CHOICES: usize = 25;

/// Names of hotspots and organizations.
async fn suggest_topics(ctx: Context<'_>, partial: &str) -> serenity::CreateAutocompleteResponse {
    suggestions(ctx.data().knowledge().names().suggest(partial, MAX_CHOICES))
}

/// Names of hotspots.
async fn suggest_hotspots(ctx: Context<'_>, partial: &str) -> serenity::CreateAutocompleteResponse {
    let knowledge = ctx.data().knowledge();
    let mut names = knowledge.names().suggest(partial, usize::MAX);
    names.retain(|(id, _)| knowledge.hotspot(id).is_some());
    names.truncate(MAX_CHOICES);
    suggestions(names)
}

/// Posts a reply that was composed for this question alone.
async fn post(ctx: Context<'_>, reply: &Reply) -> Result<(), Failure> {
    waiting(ctx).post(reply).await
}
