//! *Tell me* and `/remind`: a subscription of one person to one summit, whose alerts are direct messages. Planned, kept and
//! posted as those of a channel are.

use std::cmp::Reverse;

use jiff::civil::Date;
use jiff::{SignedDuration, Span, Timestamp, ZonedDateTime};

use super::AlertService;
use super::plan::begins;
use super::reminder_refusal::{RemindError, ReminderRefusal};
use super::subscriptions::MAX_LEADS;
use crate::calendar::before;
use crate::config::Lead;
use crate::knowledge::{Standing, Summit, SummitStatus};
use crate::store::{
    AlertKind, AlertState, Recipient, StoreError, Subscription, SubscriptionReason,
    SubscriptionState,
};

/// The most reminders of one person of summits still to come: a list of them fits one message, with a button for each, of
/// which Discord allows 25. <https://discord.com/developers/docs/components/reference#action-row>
const MAX_REMINDERS: usize = 25;

/// A person's reminder, and what is still to come of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Reminder {
    /// What was asked for.
    pub subscription: Subscription,
    /// The leads that are planned, and when each is due; the soonest first.
    pub planned: Vec<(Lead, Timestamp)>,
}

/// What came of asking for a reminder.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// The reminder as it now is.
    pub reminder: Reminder,
    /// What that changed.
    pub change: ReminderChange,
    /// When the summit begins; `None` if its day is not known.
    pub begins_at: Option<Timestamp>,
}

/// What asking for a reminder changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReminderChange {
    /// There was none.
    New,
    /// It asks for other leads.
    OtherLeads,
    /// It was paused with all others of that person, and they go on.
    Resumed,
    /// It was there as it is.
    Nothing,
}

impl Reminder {
    /// The id of the summit.
    pub fn summit_id(&self) -> &str {
        let summits = &self.subscription.spec.summits;
        summits.first().map_or("", String::as_str)
    }

    /// Whether Discord lets no message through to its owner.
    pub fn is_paused(&self) -> bool {
        self.subscription.state == SubscriptionState::Paused
    }
}

impl AlertService {
    /// Reminds somebody of a summit, `before` it begins: else as they asked before, else a day and an hour. Reminders of theirs
    /// that are paused go on.
    ///
    /// # Errors
    /// They cannot have it, and nothing is stored; or the database cannot be reached.
    pub async fn remind(
        &self,
        recipient: Recipient,
        summit_id: &str,
        before: Option<Vec<Lead>>,
    ) -> Result<Asked, RemindError> {
        let now = self.now();
        let begins_at = self.beginning(summit_id, now)?;
        let before = before.map(in_order).transpose()?;
        let known = self.known_reminders(recipient.user_id).await?;
        let is_of_it = |one: &&Subscription| one.spec.summits == [summit_id];
        let existing = known.iter().find(is_of_it);
        let is_asked_for_anew = before.is_some() || existing.is_none();
        let leads = before
            .or_else(|| existing.map(|one| one.spec.before.clone()))
            .unwrap_or_else(default_leads);
        if is_asked_for_anew {
            refuse_passed(&leads, begins_at.as_ref(), now)?;
        }
        if existing.is_none() && known.len() >= MAX_REMINDERS {
            let most = MAX_REMINDERS;
            return Err(ReminderRefusal::TooMany { most }.into());
        }
        let change = match existing {
            None => ReminderChange::New,
            Some(one) if one.spec.before != leads => ReminderChange::OtherLeads,
            Some(one) if one.state == SubscriptionState::Paused => ReminderChange::Resumed,
            Some(_) => ReminderChange::Nothing,
        };
        let asked = Subscription::of_person(recipient, summit_id, leads, now);
        self.store.put_subscription(&asked).await?;
        let paused = |one: &&Subscription| one.state == SubscriptionState::Paused;
        for one in known.iter().filter(paused) {
            self.resume_unchecked(&one.id, now).await?;
        }
        self.follow(&asked, now).await?;
        let stored = self.subscription(&asked.id).await?;
        Ok(Asked {
            reminder: self.reminder(stored.unwrap_or(asked)).await?,
            change,
            begins_at: begins_at.map(|begins| begins.timestamp()),
        })
    }

    /// A person's reminders of summits that are not over, the soonest message first.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn reminders(&self, user_id: u64) -> Result<Vec<Reminder>, StoreError> {
        let mut reminders = Vec::new();
        for one in self.known_reminders(user_id).await? {
            reminders.push(self.reminder(one).await?);
        }
        reminders.sort_by_key(|one| one.planned.first().map_or(Timestamp::MAX, |(_, due)| *due));
        Ok(reminders)
    }

    /// Removes a reminder of this person. Returns the id of its summit; `None` if they have no such reminder.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn stop_reminding(
        &self,
        user_id: u64,
        subscription_id: &str,
    ) -> Result<Option<String>, StoreError> {
        let own = self.store.reminders_of(user_id).await?;
        let Some(one) = own.into_iter().find(|one| one.id == subscription_id) else {
            return Ok(None);
        };
        let reason = SubscriptionReason::ByUser;
        self.reconciler
            .remove_subscription(&one.id, reason, Some(user_id), self.now())
            .await?;
        Ok(one.spec.summits.into_iter().next())
    }

    /// The ids of the subscriptions behind the message of an alert, each once.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn subscriptions_behind(&self, alert_id: &str) -> Result<Vec<String>, StoreError> {
        let alerts = self.store.batch(alert_id).await?.into_iter();
        let mut ids: Vec<String> = alerts.map(|alert| alert.spec.subscription_id).collect();
        ids.sort_unstable();
        ids.dedup();
        Ok(ids)
    }

    /// When a summit begins that somebody can be reminded of; `None` if its day is not known.
    fn beginning(
        &self,
        summit_id: &str,
        now: Timestamp,
    ) -> Result<Option<ZonedDateTime>, ReminderRefusal> {
        let knowledge = self.library.current();
        let summit = knowledge.summit(summit_id);
        let summit = summit.ok_or(ReminderRefusal::NoSuchSummit)?;
        if summit.status == SummitStatus::Cancelled {
            return Err(ReminderRefusal::Cancelled);
        }
        if is_over(summit, self.clock.today()) {
            return Err(ReminderRefusal::Over);
        }
        let begins = begins(summit, self.settings.day_starts_at);
        match begins {
            Some(begins) if begins.timestamp() <= now => Err(ReminderRefusal::HasBegun),
            begins => Ok(begins),
        }
    }

    /// Those of summits that are not over. One whose summit cannot be read is not over.
    async fn known_reminders(&self, user_id: u64) -> Result<Vec<Subscription>, StoreError> {
        self.reconciler.ready().await?;
        let mut known = self.store.reminders_of(user_id).await?;
        let (knowledge, today) = (self.library.current(), self.clock.today());
        known.retain(|one| {
            let mut summits = one.spec.summits.iter();
            summits.any(|id| match knowledge.summit(id) {
                Some(summit) => !is_over(summit, today),
                None => knowledge.cannot_read_summit(id),
            })
        });
        Ok(known)
    }

    async fn reminder(&self, subscription: Subscription) -> Result<Reminder, StoreError> {
        let id = &subscription.id;
        let open = self.store.open_alerts(id, id, self.now()).await?;
        let planned = open.iter().filter_map(|alert| match alert.spec.kind {
            AlertKind::Lead { before } if alert.state == AlertState::Planned => {
                Some((before, alert.spec.due_at))
            }
            _ => None,
        });
        let mut planned: Vec<(Lead, Timestamp)> = planned.collect();
        planned.sort_by_key(|(_, due_at)| *due_at);
        Ok(Reminder {
            subscription,
            planned,
        })
    }
}

fn is_over(summit: &Summit, today: Date) -> bool {
    let standing = summit.standing(today);
    matches!(standing, Standing::Over | Standing::NotConfirmed)
}

/// What nobody has to ask for: a day before, to prepare, and an hour before, to be there.
fn default_leads() -> Vec<Lead> {
    let (day, hour) = (Span::new().days(1), Span::new().hours(1));
    vec![Lead(day), Lead(hour)]
}

/// The leads as they are kept: the longest first, each once.
fn in_order(mut leads: Vec<Lead>) -> Result<Vec<Lead>, ReminderRefusal> {
    leads.sort_by_key(|lead| Reverse(lead.length()));
    leads.dedup_by_key(|lead| lead.length());
    match leads.len() {
        0 => Err(ReminderRefusal::NoLead),
        given if given > MAX_LEADS => Err(ReminderRefusal::TooManyLeads { given }),
        _ => Ok(leads),
    }
}

fn refuse_passed(
    leads: &[Lead],
    begins: Option<&ZonedDateTime>,
    now: Timestamp,
) -> Result<(), ReminderRefusal> {
    let Some(begins) = begins else { return Ok(()) };
    let is_ahead = |lead: &Lead| {
        let due = before(begins, lead.0);
        due.is_ok_and(|due| due.timestamp() >= now)
    };
    if leads.iter().any(is_ahead) {
        return Ok(());
    }
    let left: SignedDuration = begins.timestamp().duration_since(now);
    Err(ReminderRefusal::AllPassed { left })
}
