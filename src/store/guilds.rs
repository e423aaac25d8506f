//! What was settled for a server as a whole: the language it fixed, and that it was welcomed.

use jiff::Timestamp;
use sqlx::Row as _;

use super::sql::{bits, id, millis, optional, text, word};
use super::{Store, StoreError};
use crate::text::Locale;

/// The tables that have a row a server, and in it when the bot was removed.
const OF_GUILDS: [&str; 2] = ["guild_settings", "event_calendar"];

/// How many questions were asked on a server.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct QuestionCounts {
    /// All of them.
    pub asked: u64,
    /// Those that found no answer.
    pub unanswered: u64,
}

impl Store {
    /// Counts a question that was asked on a server.
    ///
    /// # Errors
    /// The database cannot be reached; the question is not counted then.
    pub async fn count_question(&self, guild_id: u64, is_answered: bool) -> Result<(), StoreError> {
        let statement = "INSERT INTO guild_settings (guild_id, questions_asked, questions_unanswered) VALUES ($1, 1, $2) \
             ON CONFLICT (guild_id) DO UPDATE SET questions_asked = guild_settings.questions_asked + 1, \
             questions_unanswered = guild_settings.questions_unanswered + excluded.questions_unanswered";
        sqlx::query(statement)
            .bind(bits(guild_id))
            .bind(i64::from(!is_answered))
            .execute(self.pool().await?)
            .await?;
        Ok(())
    }

    /// How many questions were asked on a server since the bot joined it.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn question_counts(&self, guild_id: u64) -> Result<QuestionCounts, StoreError> {
        let statement =
            "SELECT questions_asked, questions_unanswered FROM guild_settings WHERE guild_id = $1";
        let row = sqlx::query(statement)
            .bind(bits(guild_id))
            .fetch_optional(self.pool().await?)
            .await?;
        let Some(row) = row else {
            return Ok(QuestionCounts::default());
        };
        let count =
            |name| -> Result<u64, StoreError> { Ok(row.try_get::<i64, _>(name)?.unsigned_abs()) };
        Ok(QuestionCounts {
            asked: count("questions_asked")?,
            unanswered: count("questions_unanswered")?,
        })
    }

    /// The language that a server fixed for what the bot posts there; `None` unless it did.
    ///
    /// # Errors
    /// The database cannot be reached; or a later version wrote a language that this one does not speak.
    pub async fn guild_locale(&self, guild_id: u64) -> Result<Option<Locale>, StoreError> {
        let row = sqlx::query("SELECT locale FROM guild_settings WHERE guild_id = $1")
            .bind(bits(guild_id))
            .fetch_optional(self.pool().await?)
            .await?;
        row.map_or(Ok(None), |row| optional(&row, "locale"))
    }

    /// The language of every server that fixed one, by its id.
    ///
    /// # Errors
    /// The database cannot be reached; or a later version wrote a language that this one does not speak.
    pub async fn guild_locales(&self) -> Result<Vec<(u64, Locale)>, StoreError> {
        let statement = "SELECT guild_id, locale FROM guild_settings WHERE locale IS NOT NULL";
        let rows = sqlx::query(statement).fetch_all(self.pool().await?).await?;
        rows.iter()
            .map(|row| Ok((id(row, "guild_id")?, word(row, "locale")?)))
            .collect()
    }

    /// Fixes the language of a server; `None` leaves it to each reader again.
    ///
    /// # Errors
    /// The database cannot be reached; the language stays as it was then.
    pub async fn set_guild_locale(
        &self,
        guild_id: u64,
        locale: Option<Locale>,
    ) -> Result<(), StoreError> {
        let statement = "INSERT INTO guild_settings (guild_id, locale) VALUES ($1, $2) \
             ON CONFLICT (guild_id) DO UPDATE SET locale = excluded.locale";
        sqlx::query(statement)
            .bind(bits(guild_id))
            .bind(locale.map(text))
            .execute(self.pool().await?)
            .await?;
        Ok(())
    }

    /// Notes that the message for a server that the bot joined is begun. True for the first caller only, whichever process
    /// asks: nobody else may post it.
    ///
    /// # Errors
    /// The database cannot be reached; nothing may be posted then.
    pub async fn begin_welcome(&self, guild_id: u64, now: Timestamp) -> Result<bool, StoreError> {
        let statement = "INSERT INTO guild_settings (guild_id, welcomed_at) VALUES ($1, $2) \
             ON CONFLICT (guild_id) DO UPDATE SET welcomed_at = excluded.welcomed_at \
             WHERE guild_settings.welcomed_at IS NULL";
        let done = sqlx::query(statement)
            .bind(bits(guild_id))
            .bind(millis(now))
            .execute(self.pool().await?)
            .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Notes when the bot was removed from a server; `None` if it is there.
    ///
    /// # Errors
    /// The database cannot be reached; Discord says it again with the next connection.
    pub async fn set_guild_left(
        &self,
        guild_id: u64,
        left_at: Option<Timestamp>,
    ) -> Result<(), StoreError> {
        // Every server is named at each start. Writing again what is there would cost a page of disk each.
        let is_other = if left_at.is_some() {
            "IS NULL"
        } else {
            "IS NOT NULL"
        };
        for table in OF_GUILDS {
            let statement = format!(
                "UPDATE {table} SET left_at = $1 WHERE guild_id = $2 AND left_at {is_other}"
            );
            sqlx::query(&statement)
                .bind(left_at.map(millis))
                .bind(bits(guild_id))
                .execute(self.pool().await?)
                .await?;
        }
        Ok(())
    }

    /// Deletes what was settled for servers that the bot was removed from before `left_before`, and who signed handovers
    /// there. One that it joins again later is new to it.
    ///
    /// # Errors
    /// The database cannot be reached; what was not deleted is deleted the next time.
    pub async fn forget_guilds_left(&self, left_before: Timestamp) -> Result<(), StoreError> {
        // Its events first: it is known by the calendar that it has left.
        let events = "DELETE FROM scheduled_event WHERE guild_id IN \
             (SELECT guild_id FROM event_calendar WHERE left_at < $1)";
        let of_guilds = OF_GUILDS.map(|table| format!("DELETE FROM {table} WHERE left_at < $1"));
        let mut transaction = self.begin_transaction().await?;
        let handovers = "DELETE FROM handover WHERE guild_id IN (SELECT guild_id FROM guild_settings WHERE left_at < $1)";
        for statement in [events, handovers]
            .into_iter()
            .chain(of_guilds.iter().map(String::as_str))
        {
            sqlx::query(statement)
                .bind(millis(left_before))
                .execute(&mut *transaction)
                .await?;
        }
        Ok(transaction.commit().await?)
    }
}
