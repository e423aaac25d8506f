//! Who is told of which summits, and when: planned, kept in the outbox, delivered.
//!
//! - [`plan`]: a function of the calendar and the subscriptions alone. What it plans has an identity, so that planning
//!   twice is harmless whoever does it. [`changes`] compares it with the outbox.
//! - [`AlertService`]: what all have in common; keeps the outbox in line with the calendar, and hears who acknowledges.
//! - [`Delivery`]: takes what is due out of the outbox and posts it through a [`Messenger`].
#![warn(missing_docs, clippy::missing_errors_doc)]

mod acknowledge;
mod batch;
mod delivery;
mod diff;
mod failure_notice;
mod handover;
mod listing;
mod messenger;
mod notice;
mod outage;
mod plan;
mod quiet_hours;
mod service;
mod subscription;
mod subscriptions;
mod words;

pub use acknowledge::AckOutcome;
pub use delivery::Delivery;
pub use diff::{Changes, changes};
pub use listing::fate;
pub use messenger::{Messenger, Post, PostError};
pub(crate) use plan::identity;
pub use plan::{asked_at, plan};
pub use service::AlertService;
pub use subscription::{WrongSubscription, check};
pub use subscriptions::SubscribeError;
