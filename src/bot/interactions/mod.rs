//! Interactions: from Discord's event to the feature it belongs to, and back in time.

mod dispatch;
mod freshness;
mod responder;
mod router;

pub(in crate::bot) use dispatch::Dispatcher;
pub(in crate::bot) use responder::{Choice, InteractionResponder};
