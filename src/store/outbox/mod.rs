//! The way of an alert through the outbox: [planned](Store::plan), [claimed](Store::claim), [begun](Store::begin), and
//! [posted](Store::record_posted) or [finished](Store::finish) without a message.

mod claim;
mod plan;
mod record;

#[cfg(doc)]
use super::Store;
