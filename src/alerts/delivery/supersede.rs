//! The stage that marks what was posted for an old date, before the new one is announced. To mark it twice does no harm.

use std::collections::BTreeMap;
use std::time::Duration;

use async_trait::async_trait;
use tracing::warn;

use super::backoff::after;
use super::batch::Batch;
use super::stage::{Context, Next, Stage};
use crate::alerts::PostError;
use crate::store::{Alert, AlertKind, StoreError};

pub(super) struct Supersede;

#[async_trait]
impl Stage for Supersede {
    async fn run(&self, context: &Context, batch: Batch) -> Result<Next, StoreError> {
        Ok(match mark(context, &batch).await? {
            Marked::Wait(wait) => Next::Defer(batch, after(context.now(), wait)),
            Marked::NotAll => Next::Continue(Batch {
                has_unmarked: true,
                ..batch
            }),
            Marked::All => Next::Continue(batch),
        })
    }
}

/// How far the messages are marked that gave another date.
pub(super) enum Marked {
    All,
    /// One could not be; the log says why.
    NotAll,
    /// Discord asks to wait for so long.
    Wait(Duration),
}

/// Marks the messages that gave another date than `batch` announces; there are none if it announces none.
///
/// # Errors
/// The database cannot be reached.
pub(super) async fn mark(context: &Context, batch: &Batch) -> Result<Marked, StoreError> {
    let change = batch.first();
    let announces = change.spec.kind.is_change();
    let Some(channel_id) = batch.channel_id.filter(|_| announces) else {
        return Ok(Marked::All);
    };
    let knowledge = context.alerts.library.current();
    let locale = context.alerts.locale_of(&batch.subscription).await;
    let renderer = context
        .alerts
        .renderer(&knowledge, &batch.subscription, locale);
    let mut marked = Marked::All;
    for (batch_id, message_id) in outdated(context, change).await? {
        let alerts = context.alerts.store.batch(&batch_id).await?;
        let reply = renderer.superseded(&alerts, change);
        match context.messenger.edit(channel_id, message_id, &reply).await {
            Ok(()) => {}
            Err(PostError::RateLimited { after, .. }) => return Ok(Marked::Wait(after)),
            Err(error) => {
                warn!(alert = batch_id, %error, "An alert whose date no longer holds could not be marked.");
                marked = Marked::NotAll;
            }
        }
    }
    Ok(marked)
}

/// The messages that say something else than `change` announces, by the batch they are of.
async fn outdated(context: &Context, change: &Alert) -> Result<BTreeMap<String, u64>, StoreError> {
    let id = &change.spec.subscription_id;
    let store = &context.alerts.store;
    let open = store.open_alerts(id, id, context.now()).await?;
    // What is back was struck through, though it says the same.
    let is_back = matches!(change.spec.kind, AlertKind::Moved { is_back: true, .. });
    let is_marked_anew = is_back || change.spec.kind.is_off();
    let outdated = open.into_iter().filter(|alert| {
        let kind = &alert.spec.kind;
        let is_earlier_word = kind.is_change() && alert.spec.id != change.spec.id;
        alert.spec.summit_id == change.spec.summit_id
            && (kind.counts_down() || is_earlier_word)
            && (is_marked_anew || !alert.spec.says_the_same_as(&change.spec))
    });
    Ok(outdated
        .filter_map(|alert| alert.batch_id.zip(alert.message_id))
        .collect())
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::alerts::delivery::backoff::later;
    use crate::alerts::delivery::deliver;
    use crate::alerts::delivery::testing::{
        CHANNEL, NOON, Request, Situation, lead, summit_begins_at,
    };
    use crate::store::AlertSpec;

    /// A lead that is posted, and the announcement of another date, claimed.
    async fn moved(situation: &Situation) -> Batch {
        let old = AlertSpec {
            begins_at: Some(later(summit_begins_at(), SignedDuration::from_hours(48))),
            dates: Some("16 December 2026".to_owned()),
            ..lead("a").spec
        };
        situation.in_doubt(old).await;
        situation
            .store
            .record_posted("a", 5, NOON, &[])
            .await
            .unwrap();
        // As the calendar has it.
        let change = AlertSpec {
            id: "m".to_owned(),
            kind: AlertKind::Moved {
                corrects: "a".to_owned(),
                from: Some("16 December 2026".to_owned()),
                was: None,
                is_back: false,
            },
            ..lead("a").spec
        };
        situation.claimed(&[change]).await
    }

    #[tokio::test]
    async fn what_was_posted_for_the_old_date_is_marked_before_the_new_one_is_announced() {
        let situation = Situation::new().await;
        let batch = moved(&situation).await;
        situation.run(&Supersede, batch).await.batch();
        let (channel, message) = (CHANNEL, 5);
        assert_eq!(
            situation.discord.requests(),
            [Request::Edit { channel, message }]
        );
    }

    #[tokio::test]
    async fn an_edit_that_has_to_wait_keeps_the_announcement_waiting_too() {
        let situation = Situation::new().await;
        let batch = moved(&situation).await;
        situation.discord.fails_with(PostError::RateLimited {
            after: Duration::from_secs(3),
            everywhere: false,
        });
        let until = situation.run(&Supersede, batch).await.deferred_until();
        assert_eq!(until, after(NOON, Duration::from_secs(3)));
    }

    #[tokio::test]
    async fn a_message_that_cannot_be_edited_keeps_nothing_from_going_on_and_is_tried_once_more() {
        let situation = Situation::new().await;
        let batch = moved(&situation).await;
        let archived = PostError::Rejected("400: Thread is archived (code 50083)".to_owned());
        situation.discord.fails_with(archived);
        deliver(&situation.context, batch).await.unwrap();
        let (channel, message) = (CHANNEL, 5);
        let edit = || Request::Edit { channel, message };
        let delivery = "m".to_owned();
        let post = Request::Post { channel, delivery };
        assert_eq!(situation.discord.requests(), [edit(), post, edit()]);
    }

    #[tokio::test]
    async fn earlier_word_of_a_change_is_marked_with_the_alert() {
        let situation = Situation::new().await;
        let first = moved(&situation).await;
        let (store, lease) = (&situation.store, SignedDuration::from_secs(20));
        assert!(store.begin(&["m"], "test", NOON, lease).await.unwrap());
        store.record_posted("m", 6, NOON, &[]).await.unwrap();
        let cancelled = AlertSpec {
            id: "c".to_owned(),
            kind: AlertKind::Cancelled {
                corrects: "m".to_owned(),
                from: Some("14 December 2026".to_owned()),
            },
            ..first.first().spec.clone()
        };
        let batch = situation.claimed(&[cancelled]).await;
        situation.run(&Supersede, batch).await.batch();
        let edit = |message| Request::Edit {
            channel: CHANNEL,
            message,
        };
        let mut requests = situation.discord.requests();
        requests.sort_by_key(|request| format!("{request:?}"));
        assert_eq!(requests, [edit(5), edit(6)]);
    }

    #[tokio::test]
    async fn a_lead_marks_nothing() {
        let situation = Situation::new().await;
        let batch = situation.claimed(&[lead("a").spec]).await;
        situation.run(&Supersede, batch).await.batch();
        assert_eq!(situation.discord.requests(), []);
    }
}
