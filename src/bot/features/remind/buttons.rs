//! *Tell me* below a summit's page, *Resume* and *Remove* below one's reminders, and *Remove* below a direct message.

use super::recipient;
use crate::alerts::reminder_list;
use crate::bot::error::Failure;
use crate::bot::features::Press;
use crate::bot::state::in_time;
use crate::reply::Reply;

/// Reminds whoever pressed of a summit, and shows them what is to come.
pub(in crate::bot) async fn remind(press: Press<'_>, summit: &str) -> Result<(), Failure> {
    let (state, locale) = (press.state, press.locale());
    let recipient = recipient(press.interaction, locale)?;
    let asked = in_time(state.alerts.remind(recipient, summit, None)).await?;
    let reply = asked.reply(&state.knowledge(), locale);
    press.responder.post(&reply).await
}

/// Removes a reminder of whoever pressed, and shows those that are left in place of what it was pressed in.
pub(in crate::bot) async fn stop(press: Press<'_>, subscription: &str) -> Result<(), Failure> {
    let removed = remove(press, subscription).await?;
    let left = left(press, removed.as_deref()).await?;
    press.show_done(&left).await;
    Ok(())
}

/// Removes the reminder that a direct message is of, and leaves the message as it is. One message may be of several
/// reminders; which of them is to go is asked then.
pub(in crate::bot) async fn stop_behind(press: Press<'_>, alert: &str) -> Result<(), Failure> {
    let behind = in_time(press.state.alerts.subscriptions_behind(alert)).await?;
    let removed = match behind.as_slice() {
        [one] => remove(press, one).await?,
        _ => None,
    };
    let left = left(press, removed.as_deref()).await?;
    press.responder.post(&left).await
}

/// Removes a reminder of whoever pressed; returns the id of its summit.
async fn remove(press: Press<'_>, subscription: &str) -> Result<Option<String>, Failure> {
    let (alerts, user) = (&press.state.alerts, press.user()?);
    in_time(alerts.stop_reminding(user, subscription)).await
}

/// The reminders that whoever pressed has left.
async fn left(press: Press<'_>, removed: Option<&str>) -> Result<Reply, Failure> {
    let (state, knowledge) = (press.state, press.state.knowledge());
    let reminders = in_time(state.alerts.reminders(press.user()?)).await?;
    let locale = press.locale();
    Ok(reminder_list(&reminders, removed, &knowledge, locale))
}
