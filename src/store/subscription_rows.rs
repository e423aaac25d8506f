//! Between rows of `subscription` and plain data, and the statements that several rooms of the store share.

use jiff::Timestamp;
use sqlx::any::{AnyArguments, AnyRow};
use sqlx::query::Query;
use sqlx::{Any, Row as _};
use tracing::warn;

use super::connections::Session;
use super::sql::{at, bits, millis, optional, optional_id, rows, text, word};
use super::{Recipient, StoreError, Subscription, SubscriptionReason};

/// A stored subscription that this version cannot read. It is left as it is, for a version that can.
#[derive(Debug)]
struct Unreadable {
    id: String,
    error: String,
}

/// All columns of a subscription, in the order in which [`bind`] binds them.
pub(super) const SUBSCRIPTION: &str = "id, spec, channel_id, origin, state, reason, detail, guild_id, created_by, \
     created_at, changed_at, paused_by, removed_by, recipient_id, locale";

/// Writes subscriptions, or what is wanted of known ones; no id may be there twice. How a known one stands is left alone, as
/// somebody may pause it at this moment; but one of the settings or of a person that was removed is active again, the latter as
/// if it were new.
pub(super) async fn put(
    connection: &mut Session,
    several: &[&Subscription],
) -> Result<(), StoreError> {
    const IS_BACK: &str = "WHEN subscription.state = 'removed' AND (excluded.origin = 'settings' \
         OR excluded.recipient_id IS NOT NULL)";
    const IS_NEW: &str =
        "WHEN subscription.state = 'removed' AND excluded.recipient_id IS NOT NULL";
    let columns = SUBSCRIPTION.split(',').count();
    let rows = rows(connection.is_shared(), several.len(), columns, "");
    let statement = format!(
        "INSERT INTO subscription ({SUBSCRIPTION}) VALUES {rows} \
         ON CONFLICT (id) DO UPDATE SET guild_id = COALESCE(excluded.guild_id, subscription.guild_id), \
         spec = excluded.spec, channel_id = excluded.channel_id, changed_at = excluded.changed_at, locale = excluded.locale, \
         created_at = CASE {IS_NEW} THEN excluded.created_at ELSE subscription.created_at END, \
         reason = CASE {IS_BACK} THEN NULL ELSE subscription.reason END, \
         detail = CASE {IS_BACK} THEN NULL ELSE subscription.detail END, \
         removed_by = CASE {IS_BACK} THEN NULL ELSE subscription.removed_by END, \
         state = CASE {IS_BACK} THEN 'active' ELSE subscription.state END"
    );
    let mut query = sqlx::query(&statement);
    for one in several {
        query = bind(query, one)?;
    }
    query.execute(connection).await?;
    Ok(())
}

fn bind<'q>(
    query: Query<'q, Any, AnyArguments<'q>>,
    one: &'q Subscription,
) -> Result<Query<'q, Any, AnyArguments<'q>>, StoreError> {
    let spec =
        serde_json::to_string(&one.spec).map_err(|error| StoreError::Unknown(error.to_string()))?;
    Ok(query
        .bind(&one.id)
        .bind(spec)
        .bind(bits(one.spec.channel.0))
        .bind(text(one.origin))
        .bind(text(one.state))
        .bind(one.reason.map(text))
        .bind(one.detail.as_deref())
        .bind(one.guild_id.map(bits))
        .bind(one.created_by.map(bits))
        .bind(millis(one.created_at))
        .bind(millis(one.changed_at))
        .bind(one.paused_by.map(bits))
        .bind(one.removed_by.map(bits))
        .bind(one.recipient.map(|recipient| bits(recipient.user_id)))
        .bind(one.recipient.map(|recipient| text(recipient.locale))))
}

/// Pauses a subscription that is active; of a person, all of theirs, which go the same way. Returns whether one was.
pub(super) async fn pause(
    connection: &mut Session,
    id: &str,
    reason: SubscriptionReason,
    detail: Option<&str>,
    paused_by: Option<u64>,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let statement = "UPDATE subscription SET state = 'paused', reason = $1, detail = $2, paused_by = $3, changed_at = $4 \
         WHERE state = 'active' AND (id = $5 OR recipient_id = \
         (SELECT own.recipient_id FROM subscription AS own WHERE own.id = $5))";
    let done = sqlx::query(statement)
        .bind(text(reason))
        .bind(detail)
        .bind(paused_by.map(bits))
        .bind(millis(now))
        .bind(id)
        .execute(connection)
        .await?;
    Ok(done.rows_affected() > 0)
}

/// The subscriptions of these rows, in their order. One that cannot be read is reported to the log and left out.
pub(super) fn readable(rows: &[AnyRow]) -> Result<Vec<Subscription>, StoreError> {
    let mut found = Vec::new();
    for row in rows {
        match subscription(row)? {
            Ok(one) => found.push(one),
            Err(unreadable) => {
                warn!(
                    subscription = unreadable.id,
                    error = unreadable.error,
                    "A stored subscription cannot be read."
                );
            }
        }
    }
    Ok(found)
}

/// The subscription of a row with the columns of [`SUBSCRIPTION`]; or what is known of one that a later version wrote.
fn subscription(row: &AnyRow) -> Result<Result<Subscription, Unreadable>, StoreError> {
    let id: String = row.try_get("id")?;
    let unreadable = |error: String| Unreadable {
        id: id.clone(),
        error,
    };
    let spec: String = row.try_get("spec")?;
    let read = match serde_json::from_str(&spec) {
        Ok(spec) => spec,
        Err(error) => return Ok(Err(unreadable(error.to_string()))),
    };
    let words = || {
        Ok::<_, StoreError>((
            word(row, "origin")?,
            word(row, "state")?,
            optional(row, "reason")?,
        ))
    };
    let (origin, state, reason) = match words() {
        Ok(words) => words,
        Err(error @ StoreError::Unknown(_)) => return Ok(Err(unreadable(error.to_string()))),
        Err(error) => return Err(error),
    };
    Ok(Ok(Subscription {
        spec: read,
        origin,
        state,
        reason,
        detail: row.try_get("detail")?,
        recipient: recipient(row)?,
        guild_id: optional_id(row, "guild_id")?,
        created_by: optional_id(row, "created_by")?,
        created_at: at(row, "created_at")?,
        changed_at: at(row, "changed_at")?,
        paused_by: optional_id(row, "paused_by")?,
        removed_by: optional_id(row, "removed_by")?,
        id,
    }))
}

/// Who gets its alerts as direct messages. A language that this version does not have is English to it.
fn recipient(row: &AnyRow) -> Result<Option<Recipient>, StoreError> {
    let locale: Option<String> = row.try_get("locale")?;
    let locale = locale.and_then(|tag| tag.parse().ok()).unwrap_or_default();
    let user_id = optional_id(row, "recipient_id")?;
    Ok(user_id.map(|user_id| Recipient { user_id, locale }))
}
