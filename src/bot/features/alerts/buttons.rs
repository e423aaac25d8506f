//! The buttons of an alert: *Acknowledge*, *Snooze* and *Details*.

use crate::alerts::AckOutcome;
use crate::bot::error::Failure;
use crate::bot::interactions::responder::InteractionResponder;
use crate::bot::state::{AppState, in_time};
use crate::pages::show;
use crate::reply::{AlertAction, Audience, View};

/// Does what was pressed below the alert with this id.
pub(in crate::bot) async fn press(
    state: &AppState,
    id: &str,
    action: AlertAction,
    user: u64,
    responder: InteractionResponder<'_>,
) -> Result<(), Failure> {
    let outcome = match action {
        AlertAction::Acknowledge => in_time(state.alerts.acknowledge(id, user)).await?,
        AlertAction::Snooze => in_time(state.alerts.snooze(id, user)).await?,
        AlertAction::Details => return details(state, id, responder).await,
    };
    match outcome {
        AckOutcome::Taken(reply) => responder.update(&reply).await,
        AckOutcome::Declined(why) => Err(Failure::User(why)),
    }
}

/// Shows the alert's summit to whoever pressed, alone.
async fn details(
    state: &AppState,
    id: &str,
    responder: InteractionResponder<'_>,
) -> Result<(), Failure> {
    let gone = || Failure::User("This summit is no longer in the calendar.".to_owned());
    let summit = in_time(state.alerts.summit_of(id)).await?;
    let view = View::Summit {
        id: summit.ok_or_else(gone)?,
    };
    let mut reply = show(&state.knowledge(), &view, state.as_of()).map_err(|_| gone())?;
    reply.audience = Audience::Asker;
    responder.post(&reply).await
}
