//! The way to the database: connections that are lent for a statement or a transaction, and closed rather than lent again
//! once nobody knows what state they are in.
//!
//! sqlx's own pool gives every connection back. One that `SQLite` rolled back by itself goes on as if its transaction were
//! open, and all that is written later is lost with it; one whose server is gone is waited for without end. So what is lent
//! here is sound only after a statement has come to its end ([`Session`]), and every wait for a server has a limit.
//!
//! `address` makes connections, `shelf` keeps them, `session` lends one, `pool` is what queries are given.

mod address;
mod failure;
mod pool;
mod session;
mod shelf;

pub(super) use address::{Address, Limits};
pub(super) use failure::primary_code;
pub(super) use pool::Connections;
pub(super) use session::{Session, Transaction};
