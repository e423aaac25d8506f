//! Buttons, menus and forms. All they need is written in their `custom_id`, so one from last month still works.

use std::sync::Arc;

use poise::serenity_prelude as serenity;
use serenity::{
    ActionRowComponent, ComponentInteraction, ComponentInteractionDataKind, Context, FullEvent,
    Interaction, ModalInteraction,
};

use crate::alerts::AckOutcome;
use crate::bot::Failure;
use crate::bot::features::{feedback, privacy, tours};
use crate::bot::interactions::responder::InteractionResponder;
use crate::bot::state::{AppState, in_time};
use crate::pages::show;
use crate::reply::{AlertAction, Audience, CustomId, Reply, View};

/// Said for a button of a form that this version no longer reads.
const OLD_BUTTON: &str =
    "This button belongs to an older version of the bot. Ask again with /issue.";

/// Handles what poise leaves to us.
pub(in crate::bot) async fn handle(ctx: &Context, event: &FullEvent, state: &Arc<AppState>) {
    let FullEvent::InteractionCreate { interaction } = event else {
        return;
    };
    let (outcome, waiting) = match interaction {
        Interaction::Component(pressed) => {
            let waiting = InteractionResponder::component(&ctx.http, pressed);
            (component(state, pressed, waiting).await, waiting)
        }
        Interaction::Modal(filled) => {
            let waiting = InteractionResponder::modal(&ctx.http, filled);
            (modal(state, filled, waiting).await, waiting)
        }
        _ => return,
    };
    if let Err(failure) = outcome {
        waiting.fail(failure).await;
    }
}

async fn component(
    state: &AppState,
    pressed: &ComponentInteraction,
    waiting: InteractionResponder<'_>,
) -> Result<(), Failure> {
    let old_button = || Failure::User(OLD_BUTTON.to_owned());
    match pressed.data.custom_id.parse().map_err(|()| old_button())? {
        CustomId::Show(view) => update(state, &view, waiting).await,
        CustomId::Open => {
            let view = chosen(pressed)
                .and_then(|value| value.parse().ok())
                .ok_or_else(old_button)?;
            update(state, &view, waiting).await
        }
        CustomId::Forget { owner } => {
            privacy::forget(state, owner, pressed.user.id.get(), waiting).await
        }
        CustomId::Look(view) => {
            let mut reply = show(&state.knowledge(), &view, state.moment())?;
            reply.audience = Audience::Asker;
            waiting.post(&reply).await
        }
        CustomId::Rate {
            question,
            has_helped,
        } => rate(state, &question, has_helped, waiting).await,
        CustomId::Report { page } => feedback::open(state, page.as_deref(), waiting).await,
        CustomId::Tour { owner, act } => tours::pressed(state, owner, &act, pressed, waiting).await,
        CustomId::Alert { id, act } => alert(state, &id, act, pressed.user.id.get(), waiting).await,
    }
}

async fn alert(
    state: &AppState,
    id: &str,
    act: AlertAction,
    user: u64,
    waiting: InteractionResponder<'_>,
) -> Result<(), Failure> {
    let handed = match act {
        AlertAction::Acknowledge => in_time(state.floor.acknowledge(id, user)).await?,
        AlertAction::Snooze => in_time(state.floor.snooze(id, user)).await?,
        AlertAction::Details => {
            let gone = || Failure::User("This summit is no longer in the calendar.".to_owned());
            let id = in_time(state.floor.summit_of(id)).await?.ok_or_else(gone)?;
            let view = View::Summit { id };
            let reply = show(&state.knowledge(), &view, state.moment());
            let mut reply = reply.map_err(|_| gone())?;
            reply.audience = Audience::Asker;
            return waiting.post(&reply).await;
        }
    };
    match handed {
        AckOutcome::Taken(reply) => waiting.update(&reply).await,
        AckOutcome::Declined(why) => Err(Failure::User(why)),
    }
}

/// Counts what a reader thinks of an answer, for the editors.
async fn rate(
    state: &AppState,
    question: &str,
    has_helped: bool,
    waiting: InteractionResponder<'_>,
) -> Result<(), Failure> {
    let is_known = in_time(state.floor.store().rate_question(question, has_helped)).await?;
    let lead = match (is_known, has_helped) {
        (false, _) => "That answer is too old to be rated. Ask again, and rate the new one.",
        (true, true) => "Noted, without your name.",
        (true, false) => {
            "Noted for the editors, without your name. /feedback tells them what is wrong."
        }
    };
    waiting.post(&Reply::private("Thank you", lead)).await
}

async fn update(
    state: &AppState,
    view: &View,
    waiting: InteractionResponder<'_>,
) -> Result<(), Failure> {
    let body = state
        .prepared
        .answer(&state.knowledge(), view, state.moment())?;
    waiting.update_prepared(&body).await
}

fn chosen(pressed: &ComponentInteraction) -> Option<&str> {
    match &pressed.data.kind {
        ComponentInteractionDataKind::StringSelect { values } => values.first().map(String::as_str),
        _ => None,
    }
}

async fn modal(
    state: &AppState,
    filled: &ModalInteraction,
    waiting: InteractionResponder<'_>,
) -> Result<(), Failure> {
    let Ok(CustomId::Report { page }) = filled.data.custom_id.parse() else {
        return Err(Failure::User(OLD_BUTTON.to_owned()));
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
        state,
        page.as_deref(),
        text.unwrap_or_default(),
        filled,
        waiting,
    )
    .await
}
