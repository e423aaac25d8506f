//! Word of a change that is no longer right, as the calendar changed again before it was posted.

use super::batch::Batch;
use super::outcome::withdraw;
use super::stage::{Context, Next, Outcome};
use crate::alerts::subject::is_outdated;
use crate::store::{Alert, AlertReason, StoreError};

/// What changed again before its message was in the channel is not posted: what the calendar says now is.
///
/// # Errors
/// The database cannot be reached.
pub(super) async fn word_of_a_change(
    context: &Context,
    mut batch: Batch,
) -> Result<Next, StoreError> {
    let knowledge = context.alerts.library.current();
    let day_starts_at = context.alerts.settings.day_starts_at;
    let is_outdated = |one: &Alert| is_outdated(&knowledge, day_starts_at, &one.spec);
    let reason = AlertReason::DateChangedAgain;
    if batch.alerts.iter().any(is_outdated) {
        context.alerts.request_reconcile();
    }
    if batch.alerts.iter().all(is_outdated) && batch.first().batch_id.is_some() {
        return Ok(Next::Done(batch, Outcome::Withdrawn(reason)));
    }
    if batch.first().batch_id.is_some() {
        // One message may be in the channel already, with all of them in it.
        return Ok(Next::Continue(batch));
    }
    let (mut outdated, right): (Vec<_>, Vec<_>) = batch.alerts.into_iter().partition(is_outdated);
    let first = right.is_empty().then(|| outdated.remove(0));
    withdraw(context, &outdated, reason).await?;
    batch.alerts = right;
    Ok(if let Some(first) = first {
        batch.alerts.push(first);
        Next::Done(batch, Outcome::Withdrawn(reason))
    } else {
        Next::Continue(batch)
    })
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::alerts::delivery::backoff::later;
    use crate::alerts::delivery::outcome::record;
    use crate::alerts::delivery::still_wanted::StillWanted;
    use crate::alerts::delivery::testing::{Situation, lead, summit_begins_at};
    use crate::store::{AlertKind, AlertSpec, AlertState};

    /// Word that the summit begins at another time.
    fn moved(begins_at: jiff::Timestamp) -> AlertSpec {
        AlertSpec {
            kind: AlertKind::Moved {
                corrects: "x".to_owned(),
                from: None,
                was: None,
                is_back: false,
            },
            begins_at: Some(begins_at),
            ..lead("a").spec
        }
    }

    #[tokio::test]
    async fn word_of_a_change_that_changed_again_before_it_was_posted_is_not_posted_but_what_holds_is()
     {
        let situation = Situation::new().await;
        let batch = situation.in_doubt(moved(summit_begins_at())).await;
        situation.run(&StillWanted, batch).await.batch();
        let situation = Situation::new().await;
        let other = moved(later(summit_begins_at(), SignedDuration::from_hours(24)));
        let batch = situation.in_doubt(other.clone()).await;
        let outcome = situation.run(&StillWanted, batch.clone()).await.outcome();
        let again = Outcome::Withdrawn(AlertReason::DateChangedAgain);
        assert_eq!(outcome, again);
        record(&situation.context, &batch, again).await.unwrap();
        assert_eq!(situation.alert("a").await.state, AlertState::Withdrawn);
        // Should it come to that date after all, word goes out as of any other.
        situation.store.plan(&[other]).await.unwrap();
        let planned = situation.alert("a").await;
        assert_eq!((planned.state, planned.attempts), (AlertState::Planned, 0));
        assert!(!planned.in_doubt && planned.batch_id.is_none());
    }

    /// Edits come between the comparison and the claim, too.
    #[tokio::test]
    async fn what_was_never_tried_is_withdrawn_alone_and_the_rest_of_the_message_goes_on() {
        let moved = |id: &str, begins_at| AlertSpec {
            id: id.to_owned(),
            begins_at: Some(begins_at),
            ..moved(summit_begins_at())
        };
        let situation = Situation::new().await;
        let other = later(summit_begins_at(), SignedDuration::from_hours(24));
        let specs = [moved("a", other), moved("b", summit_begins_at())];
        let batch = situation.claimed(&specs).await;
        let batch = situation.run(&StillWanted, batch).await.batch();
        assert_eq!(batch.ids(), ["b"]);
        assert_eq!(situation.alert("a").await.state, AlertState::Withdrawn);
        let situation = Situation::new().await;
        let batch = situation.claimed(&[moved("a", other)]).await;
        let outcome = situation.run(&StillWanted, batch).await.outcome();
        assert_eq!(outcome, Outcome::Withdrawn(AlertReason::DateChangedAgain));
    }
}
