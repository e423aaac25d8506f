//! Buttons, menus and forms: from a `custom_id` to the feature it belongs to. All that a feature needs is written in it, so
//! that a button from last month still works.

use std::sync::Arc;

use poise::serenity_prelude as serenity;
use serenity::{
    ActionRowComponent, ComponentInteraction, ComponentInteractionDataKind, Context, FullEvent,
    Interaction, ModalInteraction,
};

use super::responder::InteractionResponder;
use crate::bot::error::Failure;
use crate::bot::features::{alerts, ask, feedback, pages, privacy, tours};
use crate::bot::state::AppState;
use crate::reply::CustomId;

/// Said for a button or form that this version no longer reads.
const OLD_BUTTON: &str =
    "This button belongs to an older version of the bot. Ask again with /issue.";

/// Handles the interactions that poise leaves to us: all but commands.
pub(in crate::bot) async fn handle(ctx: &Context, event: &FullEvent, state: &Arc<AppState>) {
    let FullEvent::InteractionCreate { interaction } = event else {
        return;
    };
    let (outcome, responder) = match interaction {
        Interaction::Component(pressed) => {
            let responder = InteractionResponder::component(&ctx.http, pressed);
            (component(state, pressed, responder).await, responder)
        }
        Interaction::Modal(filled) => {
            let responder = InteractionResponder::modal(&ctx.http, filled);
            (modal(state, filled, responder).await, responder)
        }
        _ => return,
    };
    if let Err(failure) = outcome {
        responder.fail(failure).await;
    }
}

async fn component(
    state: &AppState,
    pressed: &ComponentInteraction,
    responder: InteractionResponder<'_>,
) -> Result<(), Failure> {
    let user = pressed.user.id.get();
    let custom_id = pressed.data.custom_id.parse();
    match custom_id.map_err(|()| old_button())? {
        CustomId::Show(view) => pages::buttons::update(state, &view, responder).await,
        CustomId::Open => {
            let chosen = chosen(pressed).and_then(|value| value.parse().ok());
            let view = chosen.ok_or_else(old_button)?;
            pages::buttons::update(state, &view, responder).await
        }
        CustomId::ShowPrivately(view) => pages::buttons::look(state, &view, responder).await,
        CustomId::Rate {
            question,
            has_helped,
        } => ask::rating::rate(state, &question, has_helped, responder).await,
        CustomId::Report { page } => feedback::open(state, page.as_deref(), responder).await,
        CustomId::Forget { owner } => privacy::forget(state, owner, user, responder).await,
        CustomId::Tour { owner, act } => {
            tours::buttons::press(state, owner, &act, pressed, responder).await
        }
        CustomId::Alert { id, act } => {
            alerts::buttons::press(state, &id, act, user, responder).await
        }
    }
}

async fn modal(
    state: &AppState,
    filled: &ModalInteraction,
    responder: InteractionResponder<'_>,
) -> Result<(), Failure> {
    let Ok(CustomId::Report { page }) = filled.data.custom_id.parse() else {
        return Err(old_button());
    };
    let components = filled
        .data
        .components
        .iter()
        .flat_map(|row| &row.components);
    let text = components
        .into_iter()
        .find_map(|component| match component {
            ActionRowComponent::InputText(input) => input.value.as_deref(),
            _ => None,
        });
    feedback::deliver(
        state,
        page.as_deref(),
        text.unwrap_or_default(),
        filled,
        responder,
    )
    .await
}

fn old_button() -> Failure {
    Failure::User(OLD_BUTTON.to_owned())
}

/// The first value chosen in a menu.
fn chosen(pressed: &ComponentInteraction) -> Option<&str> {
    match &pressed.data.kind {
        ComponentInteractionDataKind::StringSelect { values } => values.first().map(String::as_str),
        _ => None,
    }
}
