use jiff::Timestamp;
use serde::Serialize;
use sqlx::Row as _;

use super::row::{bits, moment};
use super::{Conversation, Store, StoreError, TourExport};

/// Everything that is kept of one user.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UserData {
    /// The last question in each channel, for a quarter of an hour.
    pub conversations: Vec<Conversation>,
    /// How far they are in the tour.
    pub tour: Option<TourExport>,
    /// Which alerts they acknowledged or put off.
    pub acknowledged: Vec<Acknowledged>,
    /// The ids of the subscriptions they made.
    pub subscriptions: Vec<String>,
}

/// An alert that somebody took.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Acknowledged {
    /// Its id.
    pub alert: String,
    /// The summit's id.
    pub summit: String,
    /// When.
    pub at: Option<Timestamp>,
}

impl UserData {
    /// Whether nothing is kept.
    pub fn is_empty(&self) -> bool {
        self.conversations.is_empty()
            && self.tour.is_none()
            && self.acknowledged.is_empty()
            && self.subscriptions.is_empty()
    }
}

/// What somebody may see of what is kept of them, and have deleted.
impl Store {
    /// Everything that is kept of this user.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn kept_of(&self, user: u64) -> Result<UserData, StoreError> {
        let taken = "SELECT id, summit, acknowledged_at FROM alert WHERE acknowledged_by = $1 ORDER BY acknowledged_at, id";
        let taken = sqlx::query(taken)
            .bind(bits(user))
            .fetch_all(&self.pool)
            .await?;
        let acknowledged = taken.iter().map(|row| {
            let at: Option<i64> = row.try_get("acknowledged_at")?;
            Ok(Acknowledged {
                alert: row.try_get("id")?,
                summit: row.try_get("summit")?,
                at: at.map(moment).transpose()?,
            })
        });
        let made =
            "SELECT id FROM subscription WHERE created_by = $1 OR reason LIKE $2 ORDER BY id";
        let made = sqlx::query(made)
            .bind(bits(user))
            .bind(format!("% by user {user}"))
            .fetch_all(&self.pool)
            .await?;
        let subscriptions = made.iter().map(|row| Ok(row.try_get("id")?));
        Ok(UserData {
            acknowledged: acknowledged.collect::<Result<_, StoreError>>()?,
            subscriptions: subscriptions.collect::<Result<_, StoreError>>()?,
            conversations: self.conversations_of(user).await?,
            tour: self.tours_kept_of(user).await?,
        })
    }

    /// Deletes everything that is kept of this user. That an alert was acknowledged stays, by nobody in particular; so
    /// does a subscription, which belongs to its channel.
    ///
    /// # Errors
    /// The database does not answer; what was not deleted is deleted the next time.
    pub async fn forget(&self, user: u64) -> Result<(), StoreError> {
        let mut transaction = self.pool.begin().await?;
        for text in [
            "UPDATE alert SET acknowledged_by = 0 WHERE acknowledged_by = $1",
            "UPDATE alert SET state = 'withdrawn', reason = 'whoever was to be told is forgotten' \
             WHERE recipient = $1 AND state = 'planned'",
            "UPDATE alert SET recipient = 0 WHERE recipient = $1",
            "UPDATE subscription SET created_by = NULL WHERE created_by = $1",
        ] {
            sqlx::query(text)
                .bind(bits(user))
                .execute(&mut *transaction)
                .await?;
        }
        for (how, kept) in [
            ("paused", "paused by user 0"),
            ("removed", "removed by user 0"),
        ] {
            sqlx::query("UPDATE subscription SET reason = $1 WHERE reason = $2")
                .bind(kept)
                .bind(format!("{how} by user {user}"))
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
        self.forget_conversations_of(user).await?;
        self.forget_tours_of(user).await?;
        Ok(())
    }
}
