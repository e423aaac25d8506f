//! Who is told of which summits, and when: planned, kept in the outbox, delivered.
//!
//! - [`plan`]: a function of the calendar and the subscriptions alone. What it plans has an identity, so that planning
//!   twice is harmless whoever does it. [`changes`] compares it with the outbox.
//! - [`WatchFloor`]: what all have in common; keeps the outbox in line with the calendar, and hears who acknowledges.
//! - [`Delivery`]: takes what is due out of the outbox and posts it through a [`Messenger`].
#![warn(missing_docs, clippy::missing_errors_doc)]

mod changes;
mod delivery;
mod floor;
mod group;
mod guilds;
mod handing;
mod handover;
mod listing;
mod messenger;
mod notice;
mod owner;
mod plan;
mod quiet;
mod subscriber;
mod subscribing;

pub use changes::{Changes, changes};
pub use delivery::Delivery;
pub use floor::WatchFloor;
pub use handing::Handed;
pub use listing::fate;
pub use messenger::{Messenger, Post, PostError};
pub use plan::{Planned, plan};
pub use subscriber::{Subscriber, WrongSubscription, check};
pub use subscribing::{Listed, SubscribeError};
