//! *Acknowledge* and *Snooze*: who looks after an alert, from the button to the message that says so.

use jiff::{SignedDuration, Timestamp};

use super::escalation::{origin, steps};
use super::plan::identity;
use super::quiet_hours::held_back_for_all;
use super::render::NoticeRenderer;
use super::render::words::{ahead, length as length_words, sentences};
use super::{AlertService, SnoozeLength};
use crate::reply::{MomentStyle, Reply, Taken, inline};
use crate::store::{Acknowledgement, Alert, AlertKind, AlertSpec, StoreError};
use crate::text::{Locale, text};

/// What came of a press on *Acknowledge* or *Snooze*.
#[derive(Debug, Clone, PartialEq)]
pub enum AckOutcome {
    /// Somebody looks after it: whoever pressed, or whoever was quicker.
    Taken {
        /// What the message says from now on, in the language of its server.
        reply: Box<Reply>,
        /// The other messages of its escalation, with what they say from now on.
        others: Vec<TakenElsewhere>,
    },
    /// Nothing came of it.
    Declined(AckRefusal),
}

/// A message about the same alert as the one that was pressed: the alert, or a call for it.
#[derive(Debug, Clone, PartialEq)]
pub struct TakenElsewhere {
    /// Its channel.
    pub channel_id: u64,
    /// Its id.
    pub message_id: u64,
    /// What it says from now on.
    pub reply: Reply,
}

/// Why nothing came of a press.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AckRefusal {
    /// The alert is no longer on record.
    NotOnRecord,
    /// The summit begins before the alert would come again, so there is no *Snooze*.
    TooSoon {
        /// How long it still takes.
        left: SignedDuration,
        /// Whether the message has *Acknowledge* to press in its place.
        has_acknowledge: bool,
    },
    /// The summit has begun, so there is no *Snooze*.
    HasBegun {
        /// Whether the message has *Acknowledge* to press in its place.
        has_acknowledge: bool,
    },
}

impl AckRefusal {
    /// What to do about it, for whoever pressed.
    pub fn text(&self, locale: Locale) -> String {
        let (why, has_acknowledge) = match self {
            Self::NotOnRecord => (text!(locale, "alerts-refused-not-on-record"), false),
            Self::TooSoon {
                left,
                has_acknowledge,
            } => {
                let ahead = ahead(*left, locale);
                let why = text!(locale, "alerts-refused-too-soon", ahead = ahead);
                (why, *has_acknowledge)
            }
            Self::HasBegun { has_acknowledge } => {
                (text!(locale, "alerts-refused-begun"), *has_acknowledge)
            }
        };
        let instead = has_acknowledge.then(|| text!(locale, "alerts-refused-acknowledge"));
        sentences([why].into_iter().chain(instead), locale)
    }
}

/// What was done, as the message says it.
#[derive(Clone, Copy)]
enum How {
    Acknowledged,
    /// Until then, which may be the end of the quiet hours.
    Snoozed {
        until: Timestamp,
        is_quiet: bool,
    },
}

impl How {
    fn text(self, locale: Locale) -> String {
        match self {
            Self::Acknowledged => text!(locale, "alerts-acknowledged"),
            Self::Snoozed { until, is_quiet } => {
                let at = inline::moment(until, MomentStyle::Short);
                if is_quiet {
                    text!(locale, "alerts-snoozed-quiet", at = at)
                } else {
                    text!(locale, "alerts-snoozed-until", at = at)
                }
            }
        }
    }
}

impl AlertService {
    /// Notes that `user` looks after an alert, and with it after every call of its escalation, whichever of their messages
    /// was pressed.
    ///
    /// # Errors
    /// The database cannot be reached; nothing is noted then.
    pub async fn acknowledge(&self, id: &str, user: u64) -> Result<AckOutcome, StoreError> {
        self.reconciler.ready().await?;
        let now = self.now();
        let group = self.store.batch(id).await?;
        let Some(first) = group.first() else {
            return Ok(unknown());
        };
        let taken = self
            .store
            .acknowledge(origin(first), user, now, &[])
            .await?;
        self.outcome(&group, taken, user, How::Acknowledged, now)
            .await
    }

    /// Puts one alert off, for `user`.
    ///
    /// # Errors
    /// The database cannot be reached; nothing is noted then.
    pub async fn snooze(
        &self,
        id: &str,
        user: u64,
        length: SnoozeLength,
    ) -> Result<AckOutcome, StoreError> {
        self.reconciler.ready().await?;
        let now = self.now();
        let group = self.store.batch(id).await?;
        let Some(first) = group.first() else {
            return Ok(unknown());
        };
        let Some(subscription) = self.subscription(&first.spec.subscription_id).await? else {
            return Ok(unknown());
        };
        let asked_for = length.until(now, &subscription);
        let Some(ahead) = group
            .iter()
            .find(|alert| alert.spec.begins_at > Some(asked_for))
        else {
            let begins_at = first.spec.begins_at.unwrap_or(now);
            let left = begins_at.duration_since(now);
            // A reminder of one's own is taken by nobody else.
            let has_acknowledge = first.spec.destination.channel_id().is_some();
            return Ok(AckOutcome::Declined(if left.is_positive() {
                AckRefusal::TooSoon {
                    left,
                    has_acknowledge,
                }
            } else {
                AckRefusal::HasBegun { has_acknowledge }
            }));
        };
        let until = held_back_for_all(asked_for, &group, asked_for, &subscription);
        let again = AlertSpec {
            // The word is that of the versions before, so that what one of them planned is not planned again.
            id: identity(&[&first.spec.id, "snoozed"]),
            kind: AlertKind::Snooze {
                of: first.spec.id.clone(),
            },
            due_at: until,
            ..ahead.spec.clone()
        };
        let taken = self.store.acknowledge(id, user, now, &[again]).await?;
        self.wake.notify_one();
        let is_quiet = until > asked_for;
        let how = How::Snoozed { until, is_quiet };
        self.outcome(&group, taken, user, how, now).await
    }

    /// The summit that an alert is about; `None` if it is about none, or not on record.
    ///
    /// # Errors
    /// The database cannot be reached; nothing is noted then.
    pub async fn summit_of(&self, id: &str) -> Result<Option<String>, StoreError> {
        self.reconciler.ready().await?;
        let alert = self.store.alert(id).await?;
        Ok(alert.and_then(|alert| alert.spec.summit_id))
    }

    async fn outcome(
        &self,
        group: &[Alert],
        taken: Acknowledgement,
        by: u64,
        how: How,
        at: Timestamp,
    ) -> Result<AckOutcome, StoreError> {
        let Some(subscription) = self.subscription(&group[0].spec.subscription_id).await? else {
            return Ok(unknown());
        };
        let (by, at, how) = match taken {
            Acknowledgement::Recorded => (by, at, how),
            // The message may not show it yet, if two people pressed at the same moment. It is everybody's, so it goes on
            // saying what was done, and not that somebody pressed again.
            Acknowledgement::Before { user_id, at } => {
                let snoozed = self.store.snoozed_until(&group[0].spec.id).await?;
                let how = snoozed.map_or(How::Acknowledged, |until| {
                    // A moment before, it would have been quiet.
                    let before = until.saturating_sub(SignedDuration::from_secs(1));
                    let before = before.unwrap_or(until);
                    let is_quiet = held_back_for_all(before, group, at, &subscription) == until;
                    How::Snoozed { until, is_quiet }
                });
                (user_id, at, how)
            }
            Acknowledgement::Unknown => return Ok(unknown()),
        };
        let locale = self.locale_of(&subscription).await;
        let knowledge = self.library.current();
        let calls = self.store.calls_for(origin(&group[0])).await?;
        let mut renderer = self.renderer(&knowledge, &subscription, locale);
        renderer.calls_made = steps(&calls);
        let posted_at = group[0].last_attempt_at.filter(|posted_at| *posted_at < at);
        let after = posted_at.map(|posted_at| {
            let length = length_words(at.duration_since(posted_at), locale);
            text!(locale, "alerts-taken-after", length = length)
        });
        let taken = Taken {
            how: how.text(locale),
            by,
            at,
            after: after.unwrap_or_default(),
        };
        let others = self.others(&group[0], calls, &renderer, &taken).await?;
        let reply = Box::new(renderer.acknowledged(group, taken));
        Ok(AckOutcome::Taken { reply, others })
    }

    /// The messages of the same escalation as `pressed`, as they are from now on.
    async fn others(
        &self,
        pressed: &Alert,
        calls: Vec<Alert>,
        renderer: &NoticeRenderer<'_>,
        taken: &Taken,
    ) -> Result<Vec<TakenElsewhere>, StoreError> {
        let mut groups = vec![self.store.batch(origin(pressed)).await?];
        groups.extend(calls.into_iter().map(|call| vec![call]));
        let others = groups.iter().filter_map(|group| {
            let first = group.first().filter(|one| one.spec.id != pressed.spec.id)?;
            let (channel_id, message_id) =
                first.spec.destination.channel_id().zip(first.message_id)?;
            Some(TakenElsewhere {
                channel_id,
                message_id,
                reply: renderer.acknowledged(group, taken.clone()),
            })
        });
        Ok(others.collect())
    }
}

fn unknown() -> AckOutcome {
    AckOutcome::Declined(AckRefusal::NotOnRecord)
}
