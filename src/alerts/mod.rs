//! Who is told of which summits, and when: `[[alerts.subscription]]` in the settings, `attache alerts plan`.
//!
//! [`plan`] is a function of the calendar and the subscriptions alone. What it plans has an identity, so that planning
//! twice is harmless whoever does it.
#![warn(missing_docs, clippy::missing_errors_doc)]

mod plan;
mod quiet;
mod subscriber;

pub use plan::{Planned, plan};
pub use subscriber::{Subscriber, WrongSubscription, check};
