//! Buttons, menus and forms. All they need is written in their `custom_id`, so one from last month still works.

use std::sync::Arc;

use poise::serenity_prelude as serenity;
use serenity::{
    ActionRowComponent, ComponentInteraction, ComponentInteractionDataKind, Context, FullEvent,
    Interaction, ModalInteraction,
};

use super::Failure;
use super::answer::Waiting;
use super::commands::attache::privacy;
use super::commands::feedback;
use super::desk::{Desk, in_time};
use super::tours;
use crate::alerts::Handed;
use crate::pages::show;
use crate::reply::{Act, Audience, Press, Reply, View};

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
        Press::Forget { owner } => {
            privacy::forget(desk, owner, pressed.user.id.get(), waiting).await
        }
        Press::Look(view) => {
            let mut reply = show(&desk.knowledge(), &view, desk.moment())?;
            reply.audience = Audience::Asker;
            waiting.post(&reply).await
        }
        Press::Rate {
            question,
            has_helped,
        } => rate(desk, &question, has_helped, waiting).await,
        Press::Report { page } => feedback::open(desk, page.as_deref(), waiting).await,
        Press::Tour { owner, act } => tours::pressed(desk, owner, &act, pressed, waiting).await,
        Press::Alert { id, act } => alert(desk, &id, act, pressed.user.id.get(), waiting).await,
    }
}

async fn alert(
    desk: &Desk,
    id: &str,
    act: Act,
    user: u64,
    waiting: Waiting<'_>,
) -> Result<(), Failure> {
    let handed = match act {
        Act::Acknowledge => in_time(desk.floor.acknowledge(id, user)).await?,
        Act::Snooze => in_time(desk.floor.snooze(id, user)).await?,
        Act::Details => {
            let gone = || Failure::Mend("This summit is no longer in the calendar.".to_owned());
            let id = in_time(desk.floor.summit_of(id)).await?.ok_or_else(gone)?;
            let view = View::Summit { id };
            let reply = show(&desk.knowledge(), &view, desk.moment());
            let mut reply = reply.map_err(|_| gone())?;
            reply.audience = Audience::Asker;
            return waiting.post(&reply).await;
        }
    };
    match handed {
        Handed::Taken(reply) => waiting.update(&reply).await,
        Handed::Declined(why) => Err(Failure::Mend(why)),
    }
}

/// Counts what a reader thinks of an answer, for the editors.
async fn rate(
    desk: &Desk,
    question: &str,
    has_helped: bool,
    waiting: Waiting<'_>,
) -> Result<(), Failure> {
    let is_known = in_time(desk.floor.store().rate_question(question, has_helped)).await?;
    let lead = match (is_known, has_helped) {
        (false, _) => "That answer is too old to be rated. Ask again, and rate the new one.",
        (true, true) => "Noted, without your name.",
        (true, false) => {
            "Noted for the editors, without your name. /feedback tells them what is wrong."
        }
    };
    waiting.post(&Reply::private("Thank you", lead)).await
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
