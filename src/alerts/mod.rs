//! Who is alerted of which summits, and when: planned, kept in the outbox, delivered.
//!
//! - [`plan`]: a function of the calendar and the subscriptions alone. What it plans has an identity, so that planning
//!   twice is harmless whoever does it. [`diff`] compares it with the outbox.
//! - [`AlertService`]: what people do: subscribe, acknowledge, ask for a handover. Its reconciler keeps the outbox in line
//!   with the calendar, its presence knows how long nobody was there.
//! - [`DeliveryWorker`]: takes what is due out of the outbox and posts it through a [`Messenger`].
//! - [`events`]: Discord's own scheduled events, kept in step with the calendar.
#![warn(missing_docs, clippy::missing_errors_doc)]

mod acknowledge;
mod date_history;
mod delivery;
mod diff;
mod duty;
mod duty_page;
mod escalation;
pub mod events;
mod failure_notice;
mod fate;
mod handover;
mod listing;
mod messenger;
mod nothing_planned;
mod outage;
mod plan;
mod presence;
mod quiet_hours;
mod reconcile;
mod reminder_page;
mod reminder_refusal;
mod reminders;
mod render;
mod service;
mod snooze;
mod subject;
mod subscription;
mod subscription_refusal;
mod subscriptions;

pub use acknowledge::{AckOutcome, AckRefusal, TakenElsewhere};
pub use delivery::DeliveryWorker;
pub use diff::{OutboxDiff, diff};
pub use duty::{Duty, DutyHandover, Turn};
pub use fate::{AlertHistory, fate};
pub use handover::TakeOver;
pub use messenger::{Found, Messenger, Notified, Post, PostError, Posted};
pub use nothing_planned::{Ahead, NothingPlanned};
pub use plan::{asked_at, plan};
pub use reminder_page::reminder_list;
pub use reminder_refusal::{RemindError, ReminderRefusal};
pub use reminders::{Asked, Reminder, ReminderChange};
pub use service::AlertService;
pub use snooze::SnoozeLength;
pub use subscription::{WrongSubscription, check};
pub use subscription_refusal::{SubscribeError, SubscriptionRefusal};
