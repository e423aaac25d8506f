//! Buttons, menus and forms. All they need is written in their `custom_id`, so one from last month still works.

use std::sync::Arc;

use poise::serenity_prelude as serenity;
use serenity::{
    ActionRowComponent, ComponentInteraction, ComponentInteractionDataKind, Context, FullEvent,
    Interaction, ModalInteraction,
};

use super::Failure;
use super::answer::Waiting;
use super::commands::feedback;
use super::desk::Desk;
use crate::reply::{Press, View};

/// Said for a button of a form that this version no longer reads.
const OLD_BUTTON: &str =
    "This button belongs to an older version of the bot. Ask again with /issue.";

/// Handles what poise leaves to us.
pub(super) async fn handle(ctx: &Context, event: &FullEvent, desk: &Arc<Desk>) {
    let FullEvent::InteractionCreate { interaction } = event else {
        return;
    };
    let (outcome, waiting) = match interaction {
        Interaction::Component(pressed) => {
            let waiting = Waiting::component(&ctx.http, pressed);
            (component(desk, pressed, waiting).await, waiting)
        }
        Interaction::Modal(filled) => {
            let waiting = Waiting::modal(&ctx.http, filled);
            (modal(desk, filled, waiting).await, waiting)
        }
        _ => return,
    };
    if let Err(failure) = outcome {
        failure.tell(waiting).await;
    }
}

async fn component(
    desk: &Desk,
    pressed: &ComponentInteraction,
    waiting: Waiting<'_>,
) -> Result<(), Failure> {
    let old_button = || Failure::Mend(OLD_BUTTON.to_owned());
    match pressed.data.custom_id.parse().map_err(|()| old_button())? {
        Press::Show(view) => update(desk, &view, waiting).await,
        Press::Open => {
            let view = chosen(pressed)
                .and_then(|value| value.parse().ok())
                .ok_or_else(old_button)?;
            update(desk, &view, waiting).await
        }
        Press::Report { page } => feedback::open(desk, page.as_deref(), waiting).await,
    }
}

async fn update(desk: &Desk, view: &View, waiting: Waiting<'_>) -> Result<(), Failure> {
    let body = desk
        .prepared
        .answer(&desk.knowledge(), view, desk.moment())?;
    waiting.update_prepared(&body).await
}

fn chosen(pressed: &ComponentInteraction) -> Option<&str> {
    match &pressed.data.kind {
        ComponentInteractionDataKind::StringSelect { values } => values.first().map(String::as_str),
        _ => None,
    }
}

async fn modal(
    desk: &Desk,
    filled: &ModalInteraction,
    waiting: Waiting<'_>,
) -> Result<(), Failure> {
    let Ok(Press::Report { page }) = filled.data.custom_id.parse() else {
        return Err(Failure::Mend(OLD_BUTTON.to_owned()));
    };
    let text = filled
        .data
        .components
        .iter()
        .flat_map(|row| &row.components)
        .find_map(|component| match component {
            ActionRowComponent::InputText(input) => input.value.as_deref(),
            _ => None,
        });
    feedback::deliver(
        desk,
        page.as_deref(),
        text.unwrap_or_default(),
        filled,
        waiting,
    )
    .await
}
