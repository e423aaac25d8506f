//! Between rows of `alert` and `attempt` and plain data, and the statements that several of the outbox's steps share.

use jiff::Timestamp;
use sqlx::any::{AnyArguments, AnyRow};
use sqlx::query::Query;
use sqlx::{Any, Row as _};
use tracing::warn;

use super::connections::Session;
use super::sql::{at, bits, id, millis, optional, optional_at, optional_id, rows, text, word};
use super::{
    Alert, AlertKind, AlertSpec, AlertState, Attempt, Cause, Destination, StoreError, SummitFacts,
};

/// The columns of what is planned, in the order in which [`insert`] binds them.
const SPEC: [&str; 24] = [
    "id",
    "kind",
    "follows",
    "subscription_id",
    "summit_id",
    "channel_id",
    "recipient_id",
    "due_at",
    "begins_at",
    "dates",
    "lead",
    "previous_dates",
    "week_ends_at",
    "failed_channel_id",
    "failure_reason",
    "failure_detail",
    "title",
    "ends",
    "place",
    "status",
    "previous_ends",
    "previous_place",
    "previous_status",
    "step",
];
/// What a planned alert says of its summit; it follows the calendar.
const FACTS: [&str; 5] = ["dates", "title", "ends", "place", "status"];
/// All columns of an alert that [`alert`] reads.
pub(super) const ALERT: &str = "id, kind, follows, subscription_id, summit_id, channel_id, recipient_id, due_at, begins_at, \
     dates, lead, previous_dates, week_ends_at, failed_channel_id, failure_reason, failure_detail, \
     title, ends, place, status, previous_ends, previous_place, previous_status, step, state, reason, detail, \
     batch_id, attempts, in_doubt, next_attempt_at, first_attempt_at, last_attempt_at, message_id, ended_at, \
     acknowledged_by, acknowledged_at";

/// What a paused subscription does not hold back. Whoever answers for it is notified nevertheless, as that may be why it
/// is paused.
pub(super) const IS_NOT_PAUSED: &str = "(kind = 'owner_notice' OR subscription_id IN (SELECT id FROM subscription WHERE state = 'active'))";

/// Plans alerts. One that is planned already, and not yet tried, follows new due times and dates; one that was withdrawn
/// is planned again; one that was tried stays as it is, unless it was word of a change that came to nothing, as all changed again.
pub(super) async fn insert(
    connection: &mut Session,
    alerts: &[AlertSpec],
) -> Result<(), StoreError> {
    if alerts.is_empty() {
        return Ok(());
    }
    // A new alert is first tried when it is due.
    let columns = SPEC.len() + 1;
    let rows = rows(
        connection.is_shared(),
        alerts.len(),
        columns,
        ", 'planned', 0, 0",
    );
    // Written only where something differs, as each row costs a page of disk.
    let statement = format!(
        "INSERT INTO alert ({}, next_attempt_at, state, attempts, in_doubt) VALUES {rows} ON CONFLICT (id) DO UPDATE SET \
         state = 'planned', reason = NULL, detail = NULL, ended_at = NULL, attempts = 0, in_doubt = 0, batch_id = NULL, \
         first_attempt_at = NULL, last_attempt_at = NULL, lease_owner = NULL, channel_id = excluded.channel_id, \
         due_at = excluded.due_at, next_attempt_at = excluded.next_attempt_at, dates = excluded.dates, \
         title = excluded.title, ends = excluded.ends, place = excluded.place, status = excluded.status \
         WHERE (alert.attempts = 0 AND (alert.state = 'withdrawn' OR (alert.state = 'planned' AND \
         (alert.due_at <> excluded.due_at OR {})))) \
         OR (alert.state = 'withdrawn' AND alert.reason = 'date_changed_again' AND alert.message_id IS NULL)",
        SPEC.join(", "),
        FACTS
            .map(|fact| format!("COALESCE(alert.{fact}, '') <> COALESCE(excluded.{fact}, '')"))
            .join(" OR ")
    );
    let query = alerts.iter().fold(sqlx::query(&statement), bind);
    query.execute(connection).await?;
    Ok(())
}

fn bind<'q>(
    query: Query<'q, Any, AnyArguments<'q>>,
    one: &'q AlertSpec,
) -> Query<'q, Any, AnyArguments<'q>> {
    let (channel_id, recipient_id) = match one.destination {
        Destination::Channel(id) => (Some(bits(id)), None),
        Destination::User(id) => (None, Some(bits(id))),
    };
    let (mut lead, mut previous_dates, mut week_ends_at) = (None, None, None);
    let (mut failed_channel_id, mut failure, mut previous) = (None, None, None);
    let mut step = None;
    match &one.kind {
        AlertKind::Lead { before } => lead = Some(before.to_string()),
        AlertKind::Moved { from, was, .. } => {
            previous_dates = from.as_deref();
            previous = was.as_ref();
        }
        AlertKind::Cancelled { from, .. } | AlertKind::Removed { from, .. } => {
            previous_dates = from.as_deref();
        }
        AlertKind::Digest { week_ends_at: end } => week_ends_at = Some(millis(*end)),
        AlertKind::OwnerNotice {
            channel_id, cause, ..
        } => {
            failed_channel_id = Some(bits(*channel_id));
            failure = Some(cause);
        }
        AlertKind::Escalation { step: number, .. } => step = Some(i64::from(*number)),
        AlertKind::Snooze { .. } | AlertKind::Handover => {}
    }
    let query = query
        .bind(&one.id)
        .bind(one.kind.word())
        .bind(one.kind.follows())
        .bind(&one.subscription_id)
        .bind(one.summit_id.as_deref())
        .bind(channel_id)
        .bind(recipient_id)
        .bind(millis(one.due_at))
        .bind(one.begins_at.map(millis))
        .bind(one.dates.as_deref())
        .bind(lead)
        .bind(previous_dates)
        .bind(week_ends_at)
        .bind(failed_channel_id)
        .bind(failure.map(|cause| text(cause.reason)))
        .bind(failure.and_then(|cause| cause.detail.as_deref()))
        .bind(one.title.as_deref());
    bind_facts(bind_facts(query, one.facts.as_ref()), previous)
        .bind(step)
        .bind(millis(one.due_at))
}

/// Binds what [`FACTS`] names, in the order of its columns.
pub(super) fn bind_subject<'q>(
    query: Query<'q, Any, AnyArguments<'q>>,
    one: &'q AlertSpec,
) -> Query<'q, Any, AnyArguments<'q>> {
    let query = query.bind(one.dates.as_deref()).bind(one.title.as_deref());
    bind_facts(query, one.facts.as_ref())
}

fn bind_facts<'q>(
    query: Query<'q, Any, AnyArguments<'q>>,
    facts: Option<&'q SummitFacts>,
) -> Query<'q, Any, AnyArguments<'q>> {
    query
        .bind(facts.and_then(|facts| facts.ends.as_deref()))
        .bind(facts.and_then(|facts| facts.place.as_deref()))
        .bind(facts.map(|facts| text(facts.status)))
}

/// Ends an alert, and all that go out with it, without a message; and plans what follows from that. Does nothing to what
/// has ended already.
pub(super) async fn finish(
    connection: &mut Session,
    batch_id: &str,
    state: AlertState,
    cause: &Cause,
    now: Timestamp,
    follow: &[AlertSpec],
) -> Result<(), StoreError> {
    // One that was never tried is in no batch, and stands for itself.
    let statement = "UPDATE alert SET state = $1, reason = $2, detail = $3, ended_at = $4, in_doubt = 0, lease_owner = NULL \
         WHERE (batch_id = $5 OR id = $5) AND state = 'planned'";
    let done = sqlx::query(statement)
        .bind(text(state))
        .bind(text(cause.reason))
        .bind(cause.detail.as_deref())
        .bind(millis(now))
        .bind(batch_id)
        .execute(&mut *connection)
        .await?;
    if done.rows_affected() > 0 {
        record_attempt(connection, batch_id, now, Some(cause)).await?;
        insert_following(connection, follow, now).await?;
    }
    Ok(())
}

/// Adds an attempt to the history of the message that `batch_id` leads. `cause`: why nothing was posted, if nothing was.
pub(super) async fn record_attempt(
    connection: &mut Session,
    batch_id: &str,
    now: Timestamp,
    cause: Option<&Cause>,
) -> Result<(), StoreError> {
    let statement = "INSERT INTO attempt (alert_id, at, reason, detail) VALUES ($1, $2, $3, $4)";
    sqlx::query(statement)
        .bind(batch_id)
        .bind(millis(now))
        .bind(cause.map(|cause| text(cause.reason)))
        .bind(cause.and_then(|cause| cause.detail.as_deref()))
        .execute(connection)
        .await?;
    Ok(())
}

/// Plans what follows from how an alert ended. Somebody may have acknowledged it before that was on record; then nobody is
/// called.
pub(super) async fn insert_following(
    connection: &mut Session,
    follow: &[AlertSpec],
    now: Timestamp,
) -> Result<(), StoreError> {
    insert(connection, follow).await?;
    for alert in follow {
        if let AlertKind::Escalation { of, .. } = &alert.kind {
            call_off_escalation(connection, of, now).await?;
        }
    }
    Ok(())
}

/// Withdraws the step that is planned of the escalation of the alert with this id, if somebody has acknowledged it. One that
/// was tried already stays, for its message may be there.
pub(super) async fn call_off_escalation(
    connection: &mut Session,
    of: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    let statement = "UPDATE alert SET state = 'withdrawn', reason = 'acknowledged_in_time', ended_at = $1 \
         WHERE follows = $2 AND kind = 'escalation' AND state = 'planned' AND attempts = 0 \
         AND EXISTS (SELECT 1 FROM alert AS first WHERE first.id = $2 AND first.acknowledged_by IS NOT NULL)";
    sqlx::query(statement)
        .bind(millis(now))
        .bind(of)
        .execute(connection)
        .await?;
    Ok(())
}

/// The alerts of these rows, in their order.
pub(super) fn alerts(rows: &[AnyRow]) -> Result<Vec<Alert>, StoreError> {
    rows.iter().map(alert).collect()
}

/// The alerts of these rows, in their order, without those that this version cannot read: a later one may have written them.
/// That is reported to the log, and keeps nobody else from being alerted.
pub(super) fn readable(rows: &[AnyRow]) -> Vec<Alert> {
    let read = rows.iter().filter_map(|row| match alert(row) {
        Ok(alert) => Some(alert),
        Err(error) => {
            let id: String = row.try_get("id").unwrap_or_default();
            warn!(alert = id, %error, "A stored alert cannot be read.");
            None
        }
    });
    read.collect()
}

/// The alert of a row with the columns of [`ALERT`].
pub(super) fn alert(row: &AnyRow) -> Result<Alert, StoreError> {
    Ok(Alert {
        spec: AlertSpec {
            id: row.try_get("id")?,
            kind: kind(row)?,
            subscription_id: row.try_get("subscription_id")?,
            summit_id: row.try_get("summit_id")?,
            destination: match optional_id(row, "recipient_id")? {
                Some(user) => Destination::User(user),
                None => Destination::Channel(id(row, "channel_id")?),
            },
            due_at: at(row, "due_at")?,
            begins_at: optional_at(row, "begins_at")?,
            dates: row.try_get("dates")?,
            title: row.try_get("title")?,
            facts: facts(row, ["ends", "place", "status"])?,
        },
        state: word(row, "state")?,
        cause: cause(row, "reason", "detail")?,
        batch_id: row.try_get("batch_id")?,
        attempts: row.try_get("attempts")?,
        in_doubt: row.try_get::<i64, _>("in_doubt")? != 0,
        next_attempt_at: at(row, "next_attempt_at")?,
        first_attempt_at: optional_at(row, "first_attempt_at")?,
        last_attempt_at: optional_at(row, "last_attempt_at")?,
        message_id: optional_id(row, "message_id")?,
        ended_at: optional_at(row, "ended_at")?,
        acknowledged_by: optional_id(row, "acknowledged_by")?,
        acknowledged_at: optional_at(row, "acknowledged_at")?,
    })
}

fn kind(row: &AnyRow) -> Result<AlertKind, StoreError> {
    let follows = || row.try_get("follows");
    let from = || row.try_get("previous_dates");
    Ok(match row.try_get("kind")? {
        "lead" => AlertKind::Lead {
            before: word(row, "lead")?,
        },
        word @ ("moved" | "back") => AlertKind::Moved {
            corrects: follows()?,
            from: from()?,
            was: facts(row, ["previous_ends", "previous_place", "previous_status"])?,
            is_back: word == "back",
        },
        "removed" => AlertKind::Removed {
            corrects: follows()?,
            from: from()?,
        },
        "cancelled" => AlertKind::Cancelled {
            corrects: follows()?,
            from: from()?,
        },
        "escalation" => AlertKind::Escalation {
            of: follows()?,
            step: step(row)?,
        },
        "snooze" => AlertKind::Snooze { of: follows()? },
        "digest" => AlertKind::Digest {
            week_ends_at: at(row, "week_ends_at")?,
        },
        "handover" => AlertKind::Handover,
        "owner_notice" => AlertKind::OwnerNotice {
            of: follows()?,
            channel_id: id(row, "failed_channel_id")?,
            cause: Cause {
                reason: word(row, "failure_reason")?,
                detail: row.try_get("failure_detail")?,
            },
        },
        other => return Err(StoreError::Unknown(other.to_owned())),
    })
}

/// The facts of these three columns; `None` if they are not on record.
fn facts(
    row: &AnyRow,
    [ends, place, status]: [&str; 3],
) -> Result<Option<SummitFacts>, StoreError> {
    let facts = |status| {
        Ok(SummitFacts {
            ends: row.try_get(ends)?,
            place: row.try_get(place)?,
            status,
        })
    };
    optional(row, status)?.map(facts).transpose()
}

/// Which step of its chain an escalation is. Those of versions that knew one step only have none on record.
fn step(row: &AnyRow) -> Result<u32, StoreError> {
    let step: Option<i64> = row.try_get("step")?;
    let step = step.unwrap_or_default();
    u32::try_from(step).map_err(|_| StoreError::Unknown(step.to_string()))
}

fn cause(row: &AnyRow, reason: &str, detail: &str) -> Result<Option<Cause>, StoreError> {
    let reason = optional(row, reason)?;
    let detail = row.try_get(detail)?;
    Ok(reason.map(|reason| Cause { reason, detail }))
}

/// The attempt of a row with `at`, `reason` and `detail`.
pub(super) fn attempt(row: &AnyRow) -> Result<Attempt, StoreError> {
    Ok(Attempt {
        at: at(row, "at")?,
        cause: cause(row, "reason", "detail")?,
    })
}
