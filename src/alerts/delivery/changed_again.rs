//! Word of a change that is no longer right, as the calendar changed again before it was posted.

use jiff::SignedDuration;

use super::backoff::later;
use super::batch::Batch;
use super::parts::{as_one, put_off, without_wrong};
use super::stage::{Context, Next};
use crate::alerts::date_history::last_given;
use crate::alerts::subject::is_outdated;
use crate::store::{Alert, AlertReason, AlertSpec, StoreError};

/// By when what changed is compared with the calendar again.
const COMPARED_WITHIN: SignedDuration = SignedDuration::from_secs(1);

/// What changed again before its message was in the channel is not posted: what the calendar says now is.
///
/// # Errors
/// The database cannot be reached.
pub(super) async fn word_of_a_change(context: &Context, batch: Batch) -> Result<Next, StoreError> {
    let knowledge = context.alerts.library.current();
    let day_starts_at = context.alerts.settings.day_starts_at;
    let is_outdated = |one: &Alert| is_outdated(&knowledge, day_starts_at, &one.spec);
    if batch.alerts.iter().any(is_outdated) {
        context.alerts.request_reconcile();
    }
    if batch.first().batch_id.is_some() {
        let wrong = |one: &Alert| is_outdated(one).then_some(AlertReason::DateChangedAgain);
        return Ok(as_one(batch, wrong));
    }
    // What was never tried is left to the comparison with the calendar, which knows what it follows.
    let soon = later(context.now(), COMPARED_WITHIN);
    match put_off(context, batch, is_outdated, soon).await? {
        Next::Continue(right) => without_what_was_said(context, right).await,
        deferred => Ok(deferred),
    }
}

/// The batch without word that another process has given just now.
async fn without_what_was_said(context: &Context, batch: Batch) -> Result<Next, StoreError> {
    let id = &batch.first().spec.subscription_id;
    let store = &context.alerts.store;
    let known = store.open_alerts(id, id, context.now()).await?;
    let was_said = |one: &Alert| {
        let last = last_given(&known, one.spec.summit_id.as_deref())?;
        is_same_word(&last.spec, &one.spec).then_some(AlertReason::DateChangedAgain)
    };
    without_wrong(context, batch, was_said).await
}

/// Whether two words of changes say the same of a summit.
fn is_same_word(one: &AlertSpec, other: &AlertSpec) -> bool {
    let is_other = one.id != other.id && one.kind.is_change();
    is_other && one.kind.word() == other.kind.word() && one.says_the_same_as(other)
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::alerts::delivery::backoff::later;
    use crate::alerts::delivery::outcome::record;
    use crate::alerts::delivery::stage::Outcome;
    use crate::alerts::delivery::still_wanted::StillWanted;
    use crate::alerts::delivery::testing::{NOON, Situation, lead, summit_begins_at};
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
    async fn what_was_never_tried_is_compared_again_and_the_rest_of_the_message_goes_on() {
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
        let soon = later(NOON, COMPARED_WITHIN);
        assert_eq!(situation.alert("a").await.next_attempt_at, soon);
        let situation = Situation::new().await;
        let batch = situation.claimed(&[moved("a", other)]).await;
        let until = situation.run(&StillWanted, batch).await.deferred_until();
        assert_eq!(until, soon);
    }

    /// Two processes compared at the same moment, each with another alert in mind.
    #[tokio::test]
    async fn word_that_another_process_has_just_given_is_not_given_again() {
        let situation = Situation::new().await;
        situation.in_doubt(moved(summit_begins_at())).await;
        let store = &situation.store;
        store.record_posted("a", 5, NOON, &[]).await.unwrap();
        let again = AlertSpec {
            id: "b".to_owned(),
            ..moved(summit_begins_at())
        };
        let batch = situation.claimed(&[again]).await;
        let outcome = situation.run(&StillWanted, batch).await.outcome();
        assert_eq!(outcome, Outcome::Withdrawn(AlertReason::DateChangedAgain));
    }
}
