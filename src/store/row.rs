//! Between rows and plain data. Discord's ids are unsigned and keep their bits; moments are milliseconds.

use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::{
    Alert, AlertKind, AlertSpec, AlertState, Attempt, Origin, StoreError, Subscribed,
    SubscriptionState,
};

pub(super) const ALERT: &str = "id, kind, parent, subscription, summit, channel, recipient, due_at, begins_at, lead, told, \
     state, reason, batch_id, attempts, in_doubt, next_try_at, first_try_at, last_try_at, message, ended_at, acknowledged_by, acknowledged_at";
pub(super) const SUBSCRIBED: &str =
    "id, origin, guild, channel, settings, state, reason, created_by, created_at, changed_at";

pub(super) fn millis(at: Timestamp) -> i64 {
    at.as_millisecond()
}

pub(super) fn bits(id: u64) -> i64 {
    id.cast_signed()
}

/// A day as it is written.
pub(super) fn day(text: &str) -> Result<Date, StoreError> {
    text.parse()
        .map_err(|_| StoreError::Unknown(text.to_owned()))
}

pub(super) fn moment(millis: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_millisecond(millis).map_err(|_| StoreError::Unknown(millis.to_string()))
}

pub(super) fn id(row: &AnyRow, column: &str) -> Result<Option<u64>, StoreError> {
    Ok(row
        .try_get::<Option<i64>, _>(column)?
        .map(i64::cast_unsigned))
}

pub(super) fn at(row: &AnyRow, column: &str) -> Result<Timestamp, StoreError> {
    moment(row.try_get(column)?)
}

pub(super) fn at_last(row: &AnyRow, column: &str) -> Result<Option<Timestamp>, StoreError> {
    row.try_get::<Option<i64>, _>(column)?
        .map(moment)
        .transpose()
}

pub(super) fn alert(row: &AnyRow) -> Result<Alert, StoreError> {
    Ok(Alert {
        spec: AlertSpec {
            id: row.try_get("id")?,
            kind: AlertKind::of(row.try_get("kind")?)?,
            parent: row.try_get("parent")?,
            subscription: row.try_get("subscription")?,
            summit: row.try_get("summit")?,
            channel: row.try_get::<i64, _>("channel")?.cast_unsigned(),
            recipient: id(row, "recipient")?,
            due_at: at(row, "due_at")?,
            begins_at: at(row, "begins_at")?,
            lead: row.try_get("lead")?,
            told: row.try_get("told")?,
        },
        state: AlertState::of(row.try_get("state")?)?,
        reason: row.try_get("reason")?,
        batch_id: row.try_get("batch_id")?,
        attempts: row.try_get("attempts")?,
        in_doubt: row.try_get::<i64, _>("in_doubt")? != 0,
        next_try_at: at(row, "next_try_at")?,
        first_try_at: at_last(row, "first_try_at")?,
        last_try_at: at_last(row, "last_try_at")?,
        message: id(row, "message")?,
        ended_at: at_last(row, "ended_at")?,
        acknowledged_by: id(row, "acknowledged_by")?,
        acknowledged_at: at_last(row, "acknowledged_at")?,
    })
}

pub(super) fn subscribed(row: &AnyRow) -> Result<Subscribed, StoreError> {
    Ok(Subscribed {
        id: row.try_get("id")?,
        origin: Origin::of(row.try_get("origin")?)?,
        guild: id(row, "guild")?,
        channel: row.try_get::<i64, _>("channel")?.cast_unsigned(),
        settings: row.try_get("settings")?,
        standing: SubscriptionState::of(row.try_get("state")?)?,
        reason: row.try_get("reason")?,
        created_by: id(row, "created_by")?,
        created_at: at(row, "created_at")?,
        changed_at: at(row, "changed_at")?,
    })
}

pub(super) fn attempt(row: &AnyRow) -> Result<Attempt, StoreError> {
    Ok(Attempt {
        at: at(row, "at")?,
        outcome: row.try_get("outcome")?,
    })
}
