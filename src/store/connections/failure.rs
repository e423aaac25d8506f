//! What a failed statement says of the connection that it was on, and of the database.

use std::io;

/// What a failure says beyond itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Failure {
    /// The statement was refused; the connection is as it was.
    Refused,
    /// Nobody knows what state the connection is in, or it is of no use any more.
    Broken,
    /// The database itself is damaged.
    Damaged,
    /// What is in between gives each transaction another connection of the server's.
    SharedOut,
}

/// The codes of `SQLite` after which it may have rolled back by itself, or after which a file has to be opened again: no
/// memory, read-only, disk error, disk full, cannot open, locking protocol. <https://www.sqlite.org/rescode.html>
const SQLITE_BROKEN: [u32; 6] = [7, 8, 10, 13, 14, 15];
/// The database file is malformed; it is none.
const SQLITE_DAMAGED: [u32; 2] = [11, 26];
/// The classes of `PostgreSQL`: connection exceptions, operator intervention, system errors.
/// <https://www.postgresql.org/docs/current/errcodes-appendix.html>
const POSTGRES_BROKEN: [&str; 3] = ["08", "57P", "58"];
/// A server that was made a standby, or set to read-only: the next connection may reach another.
const POSTGRES_READ_ONLY: &str = "25006";
/// `data_corrupted`, `index_corrupted`.
const POSTGRES_DAMAGED: [&str; 2] = ["XX001", "XX002"];
/// `invalid_sql_statement_name`, `duplicate_prepared_statement`: of a connection that others use too.
const POSTGRES_SHARED_OUT: [&str; 2] = ["26000", "42P05"];

impl Failure {
    pub(super) fn of(error: &sqlx::Error) -> Self {
        let sqlx::Error::Database(refusal) = error else {
            return Self::Broken;
        };
        if let Some(code) = primary_code(error) {
            return match code {
                code if SQLITE_DAMAGED.contains(&code) => Self::Damaged,
                code if SQLITE_BROKEN.contains(&code) => Self::Broken,
                _ => Self::Refused,
            };
        }
        let code = refusal.code().unwrap_or_default();
        let is_broken = |class: &&str| code.starts_with(*class);
        match &*code {
            code if POSTGRES_DAMAGED.contains(&code) => Self::Damaged,
            code if POSTGRES_SHARED_OUT.contains(&code) => Self::SharedOut,
            POSTGRES_READ_ONLY => Self::Broken,
            _ if POSTGRES_BROKEN.iter().any(is_broken) => Self::Broken,
            _ => Self::Refused,
        }
    }
}

/// What `SQLite` calls a failure, without the detail in the upper bits; `None` for one of `PostgreSQL` or of the network.
/// <https://www.sqlite.org/rescode.html#primary_result_codes_versus_extended_result_codes>
pub(in crate::store) fn primary_code(error: &sqlx::Error) -> Option<u32> {
    let sqlx::Error::Database(error) = error else {
        return None;
    };
    let error = error.try_downcast_ref::<sqlx::sqlite::SqliteError>()?;
    let code = sqlx::error::DatabaseError::code(error)?;
    Some(code.parse::<u32>().ok()? & 0xff)
}

/// Whether the settings that a connection begins with were refused, as `PgBouncer` does.
pub(super) fn is_of_a_pooler(error: &sqlx::Error) -> bool {
    matches!(error, sqlx::Error::Database(error) if error.message().contains("startup parameter"))
}

/// The server said nothing in time.
pub(super) fn no_answer() -> sqlx::Error {
    sqlx::Error::Io(io::ErrorKind::TimedOut.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_a_refusal_leaves_the_connection_in_no_known_state() {
        assert_eq!(Failure::of(&no_answer()), Failure::Broken);
        assert_eq!(Failure::of(&sqlx::Error::RowNotFound), Failure::Broken);
    }
}
