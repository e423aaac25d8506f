//! Subscriptions of one person, whose alerts are direct messages.

use jiff::Timestamp;
use serde::Serialize;
use sqlx::Row as _;

use super::connections::Session;
use super::sql::{bits, millis, text};
use super::subscription_rows::{SUBSCRIPTION, readable};
use super::{Store, StoreError, Subscription, SubscriptionState};
use crate::text::Locale;

/// A reminder, in the shape of the file that its owner gets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReminderExport {
    /// The summit's id.
    pub summit: String,
    /// How long before it begins.
    pub before: Vec<String>,
    /// The language of the messages.
    pub language: Option<Locale>,
    /// `active`, `paused` or `removed`.
    pub state: &'static str,
    /// When it was asked for.
    pub since: Timestamp,
}

impl From<&Subscription> for ReminderExport {
    fn from(one: &Subscription) -> Self {
        Self {
            summit: one.spec.summits.join(", "),
            before: one.spec.before.iter().map(ToString::to_string).collect(),
            language: one.recipient.map(|recipient| recipient.locale),
            state: text(one.state),
            since: one.created_at,
        }
    }
}

impl Store {
    /// A person's reminders that are not removed, oldest first.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn reminders_of(&self, user_id: u64) -> Result<Vec<Subscription>, StoreError> {
        let mut reminders = self.all_reminders_of(user_id).await?;
        reminders.retain(|one| one.state != SubscriptionState::Removed);
        Ok(reminders)
    }

    /// The same with those that are removed.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn all_reminders_of(&self, user_id: u64) -> Result<Vec<Subscription>, StoreError> {
        let statement = format!(
            "SELECT {SUBSCRIPTION} FROM subscription WHERE recipient_id = $1 ORDER BY created_at, id"
        );
        let query = sqlx::query(&statement).bind(bits(user_id));
        readable(&query.fetch_all(self.pool().await?).await?)
    }

    /// Deletes the reminders that were over before `before`: every summit that they had an alert for had begun by then. One
    /// that never had an alert waits for its summit's day. Nobody's data is kept for longer than it is of use.
    ///
    /// # Errors
    /// The database cannot be reached; nothing is deleted then.
    pub async fn forget_reminders_over(&self, before: Timestamp) -> Result<(), StoreError> {
        const OVER: &str = "SELECT own.id FROM subscription AS own WHERE own.recipient_id IS NOT NULL \
             AND EXISTS (SELECT 1 FROM alert WHERE alert.subscription_id = own.id) \
             AND NOT EXISTS (SELECT 1 FROM alert WHERE alert.subscription_id = own.id \
             AND (alert.begins_at IS NULL OR alert.begins_at >= $1))";
        let mut transaction = self.begin_transaction().await?;
        delete(&mut transaction, OVER, millis(before)).await?;
        Ok(transaction.commit().await?)
    }
}

/// Deletes all reminders of a user, and what became of them.
pub(super) async fn forget(connection: &mut Session, user_id: u64) -> Result<(), StoreError> {
    let own = "SELECT id FROM subscription WHERE recipient_id = $1";
    delete(connection, own, bits(user_id)).await
}

/// Deletes the subscriptions whose ids `which` selects by `$1`, with their alerts and attempts. Each of these refers to the
/// next, so the attempts go first.
async fn delete(connection: &mut Session, which: &str, by: i64) -> Result<(), StoreError> {
    let query = sqlx::query(which).bind(by);
    let rows = query.fetch_all(&mut *connection).await?;
    for row in rows {
        let id: String = row.try_get("id")?;
        for statement in [
            "DELETE FROM attempt WHERE alert_id IN (SELECT id FROM alert WHERE subscription_id = $1)",
            "DELETE FROM alert WHERE subscription_id = $1",
            "DELETE FROM subscription WHERE id = $1",
        ] {
            let query = sqlx::query(statement).bind(&id);
            query.execute(&mut *connection).await?;
        }
    }
    Ok(())
}
