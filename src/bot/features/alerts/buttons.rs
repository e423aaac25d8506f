//! The buttons of an alert: *Acknowledge*, *Snooze* and *Details*; of a person's own, *Remove* too; and of a handover that was
//! posted as one, *Take over*.

use tracing::warn;

use super::handover;
use crate::alerts::{AckOutcome, SnoozeLength, TakenElsewhere};
use crate::bot::error::Failure;
use crate::bot::features::Press;
use crate::bot::features::remind::buttons::stop_behind;
use crate::bot::rest::{EditMessage, RestClient};
use crate::bot::state::in_time;
use crate::pages::show;
use crate::reply::{AlertAction, Audience, View};
use crate::text::text;

/// Does what was pressed below the alert with this id.
pub(in crate::bot) async fn press(
    press: Press<'_>,
    id: &str,
    action: AlertAction,
) -> Result<(), Failure> {
    let (state, user) = (press.state, press.user()?);
    let outcome = match action {
        AlertAction::Acknowledge => in_time(state.alerts.acknowledge(id, user)).await?,
        AlertAction::Snooze => snooze(press, id, SnoozeLength::Hour).await?,
        AlertAction::SnoozeQuarter => snooze(press, id, SnoozeLength::Quarter).await?,
        AlertAction::SnoozeMorning => snooze(press, id, SnoozeLength::Morning).await?,
        AlertAction::Details => return details(press, id).await,
        AlertAction::Remove => return stop_behind(press, id).await,
        AlertAction::TakeOver => return handover::sign_posted(press, id).await,
    };
    match outcome {
        AckOutcome::Taken { reply, others } => {
            press.show_done(&reply).await;
            mark_others(&press.state.rest, &others).await;
            Ok(())
        }
        AckOutcome::Declined(why) => Err(Failure::User(why.text(press.locale()))),
    }
}

async fn snooze(press: Press<'_>, id: &str, length: SnoozeLength) -> Result<AckOutcome, Failure> {
    let user = press.user()?;
    in_time(press.state.alerts.snooze(id, user, length)).await
}

/// Shows in the other messages of an escalation who took it. Their buttons would say so too, so one that cannot be edited,
/// as in an archived thread, harms nobody.
async fn mark_others(rest: &RestClient, others: &[TakenElsewhere]) {
    for other in others {
        let edit = EditMessage::of_reply(&other.reply);
        let edited = rest.edit_message(other.channel_id, other.message_id, &edit);
        if let Err(error) = edited.await {
            warn!(channel = other.channel_id, message = other.message_id, %error, "A message does not show who took its alert.");
        }
    }
}

/// Shows the alert's summit to whoever pressed, alone.
async fn details(press: Press<'_>, id: &str) -> Result<(), Failure> {
    let (state, locale) = (press.state, press.locale());
    let gone = || Failure::User(text!(locale, "bot-alert-summit-gone"));
    let summit = in_time(state.alerts.summit_of(id)).await?;
    let view = View::Summit {
        id: summit.ok_or_else(gone)?,
    };
    let page = show(&state.knowledge(), &view, state.as_of(), locale);
    let mut reply = page.map_err(|_| gone())?;
    reply.audience = Audience::Asker;
    press.responder.post(&reply).await
}
