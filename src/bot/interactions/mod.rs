//! Interactions: answering them within three seconds, and finding the feature that a button or form belongs to.

pub(in crate::bot) mod responder;
pub(in crate::bot) mod router;
