//! `/attache privacy`: what is kept of a user, and its deletion.

use jiff::Timestamp;
use serde::Serialize;
use sqlx::Row as _;

use super::duty::forget_duty_of;
use super::escalations::forget_calls;
use super::sql::{bits, optional_at};
use super::{Conversation, DutyOverride, ReminderExport, Store, StoreError, TourExport, reminders};

/// Everything that is kept of one user, in the shape of the file that they get.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UserData {
    /// Their last question in each channel, for a quarter of an hour.
    pub conversations: Vec<Conversation>,
    /// How far they are in the tour; `None` if they never took it.
    pub tour: Option<TourExport>,
    /// The alerts that they acknowledged or snoozed, oldest first.
    pub acknowledged: Vec<AcknowledgedAlert>,
    /// The handovers that they signed, oldest first.
    pub handovers: Vec<HandoverOfUser>,
    /// The ids of the subscriptions that they made, paused or removed.
    pub subscriptions: Vec<String>,
    /// The ids of the subscriptions whose escalation calls them.
    pub called_by: Vec<String>,
    /// The shifts that they took over or handed over and that may not be over yet.
    pub shifts: Vec<ShiftOfUser>,
    /// The reminders that they asked for, oldest first.
    pub reminders: Vec<ReminderExport>,
}

/// An alert that somebody acknowledged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AcknowledgedAlert {
    /// The alert's id.
    pub alert: String,
    /// The summit's id; empty if the alert was about none.
    pub summit: String,
    /// When they acknowledged it.
    pub at: Option<Timestamp>,
}

/// A handover that somebody signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HandoverOfUser {
    /// The server's id, as a text: numbers of this size are not safe in JSON.
    pub server: String,
    /// When they signed it.
    pub at: Timestamp,
}

/// The rest of a shift that somebody took over or handed over. Whose it was or is besides is that person's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShiftOfUser {
    /// The server's id, as a text.
    pub server: String,
    /// When it was handed over.
    pub from: Timestamp,
    /// The end of the shift.
    pub to: Timestamp,
    /// Whether they took it over; they handed it over otherwise.
    pub is_taken_over: bool,
}

impl ShiftOfUser {
    fn of(one: &DutyOverride, user_id: u64) -> Self {
        Self {
            server: one.guild_id.to_string(),
            from: one.begins_at,
            to: one.ends_at,
            is_taken_over: one.user_id == user_id,
        }
    }
}

impl UserData {
    /// Whether nothing is kept of them.
    pub fn is_empty(&self) -> bool {
        self.conversations.is_empty()
            && self.tour.is_none()
            && self.acknowledged.is_empty()
            && self.handovers.is_empty()
            && self.subscriptions.is_empty()
            && self.called_by.is_empty()
            && self.shifts.is_empty()
            && self.reminders.is_empty()
    }
}

impl Store {
    /// Everything that is kept of this user.
    ///
    /// # Errors
    /// The database cannot be reached; or a later version wrote something of it.
    pub async fn user_data(&self, user_id: u64) -> Result<UserData, StoreError> {
        let acknowledged = "SELECT id, summit_id, acknowledged_at FROM alert WHERE acknowledged_by = $1 \
             ORDER BY acknowledged_at, id";
        let rows = sqlx::query(acknowledged)
            .bind(bits(user_id))
            .fetch_all(self.pool().await?)
            .await?;
        let acknowledged = rows.iter().map(|row| {
            Ok(AcknowledgedAlert {
                alert: row.try_get("id")?,
                summit: row
                    .try_get::<Option<String>, _>("summit_id")?
                    .unwrap_or_default(),
                at: optional_at(row, "acknowledged_at")?,
            })
        });
        let subscriptions = "SELECT id FROM subscription WHERE recipient_id IS NULL \
             AND (created_by = $1 OR paused_by = $1 OR removed_by = $1) ORDER BY id";
        let rows = sqlx::query(subscriptions)
            .bind(bits(user_id))
            .fetch_all(self.pool().await?)
            .await?;
        let subscriptions = rows.iter().map(|row| Ok(row.try_get("id")?));
        let reminders = self.all_reminders_of(user_id).await?;
        let handovers = self.handovers_of(user_id).await?.into_iter();
        let handovers = handovers.map(|(guild_id, at)| HandoverOfUser {
            server: guild_id.to_string(),
            at,
        });
        let shifts = self.duty_overrides_of(user_id).await?;
        Ok(UserData {
            handovers: handovers.collect(),
            acknowledged: acknowledged.collect::<Result<_, StoreError>>()?,
            subscriptions: subscriptions.collect::<Result<_, StoreError>>()?,
            called_by: self.subscriptions_calling(user_id).await?,
            shifts: shifts
                .iter()
                .map(|one| ShiftOfUser::of(one, user_id))
                .collect(),
            reminders: reminders.iter().map(ReminderExport::from).collect(),
            conversations: self.conversations_of(user_id).await?,
            tour: self.tour_export(user_id).await?,
        })
    }

    /// Deletes everything that is kept of this user. That an alert was acknowledged or a handover signed stays, by nobody in
    /// particular; so
    /// does a subscription, which belongs to its channel; but its escalation calls them no more. Their reminders go, with all
    /// that became of them.
    ///
    /// # Errors
    /// The database cannot be reached; what was not deleted is deleted when they ask again.
    pub async fn forget(&self, user_id: u64) -> Result<(), StoreError> {
        let mut transaction = self.begin_transaction().await?;
        reminders::forget(&mut transaction, user_id).await?;
        for statement in [
            // Who acknowledged, signed, paused or removed something becomes 0: that somebody did is a fact about the alert.
            "UPDATE alert SET acknowledged_by = 0 WHERE acknowledged_by = $1",
            "UPDATE handover SET signed_by = 0 WHERE signed_by = $1",
            "UPDATE subscription SET paused_by = 0 WHERE paused_by = $1",
            "UPDATE subscription SET removed_by = 0 WHERE removed_by = $1",
            "UPDATE subscription SET created_by = NULL WHERE created_by = $1",
            // Nobody writes to somebody who wants to be forgotten.
            "UPDATE alert SET state = 'withdrawn', reason = 'recipient_forgotten', detail = NULL \
             WHERE recipient_id = $1 AND state = 'planned'",
            "UPDATE alert SET recipient_id = 0 WHERE recipient_id = $1",
        ] {
            sqlx::query(statement)
                .bind(bits(user_id))
                .execute(&mut *transaction)
                .await?;
        }
        forget_calls(&mut transaction, user_id).await?;
        forget_duty_of(&mut transaction, user_id).await?;
        transaction.commit().await?;
        self.forget_conversations_of(user_id).await?;
        self.forget_tours_of(user_id).await?;
        Ok(())
    }
}
