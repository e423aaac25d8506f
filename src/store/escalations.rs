//! Users whom the escalation of a subscription calls: which subscriptions these are, and how somebody is taken out of them.

use super::connections::Session;
use super::subscription_rows::{SUBSCRIPTION, readable};
use super::{Store, StoreError};
use crate::config::{EscalationTarget, Snowflake, SubscriptionSpec};

impl Store {
    /// The ids of the subscriptions whose escalation calls this user.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub(super) async fn subscriptions_calling(
        &self,
        user_id: u64,
    ) -> Result<Vec<String>, StoreError> {
        let statement =
            format!("SELECT {SUBSCRIPTION} FROM subscription WHERE spec LIKE $1 ORDER BY id");
        let query = sqlx::query(&statement).bind(naming(user_id));
        let mut found = readable(&query.fetch_all(self.pool().await?).await?)?;
        found.retain(|one| calls(&one.spec, user_id));
        Ok(found.into_iter().map(|one| one.id).collect())
    }
}

/// Takes a user out of every escalation. In their place the role that the alert mentions is called, else whoever another step
/// calls: the steps keep their numbers, by which a call that is planned knows its own. An escalation that called nobody
/// else ends with that.
pub(super) async fn forget_calls(connection: &mut Session, user_id: u64) -> Result<(), StoreError> {
    let statement = format!("SELECT {SUBSCRIPTION} FROM subscription WHERE spec LIKE $1");
    let query = sqlx::query(&statement).bind(naming(user_id));
    let found = readable(&query.fetch_all(&mut *connection).await?)?;
    for mut one in found {
        if !calls(&one.spec, user_id) {
            continue;
        }
        let user = EscalationTarget::User(Snowflake(user_id));
        let role = one.spec.mention_role.map(EscalationTarget::Role);
        let targets = one.spec.escalation.iter().map(|step| step.target);
        let other = role.or_else(|| targets.clone().find(|target| *target != user));
        if let Some(other) = other {
            let steps = one.spec.escalation.iter_mut();
            for step in steps.filter(|step| step.target == user) {
                step.target = other;
            }
        } else {
            one.spec.escalation.clear();
            one.spec.repeat_escalation = None;
        }
        let spec = serde_json::to_string(&one.spec)
            .map_err(|error| StoreError::Unknown(error.to_string()))?;
        sqlx::query("UPDATE subscription SET spec = $1 WHERE id = $2")
            .bind(spec)
            .bind(&one.id)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// What the text of a spec has in it that names a user; a few others may have it too.
fn naming(user_id: u64) -> String {
    format!("%\"user\":{user_id}%")
}

fn calls(spec: &SubscriptionSpec, user_id: u64) -> bool {
    let user = EscalationTarget::User(Snowflake(user_id));
    spec.escalation.iter().any(|step| step.target == user)
}
