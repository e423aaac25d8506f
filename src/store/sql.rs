//! What every query needs: placeholders, and the way of plain values into columns and back.
//!
//! `sqlx::Any` knows no type beyond integers, floats and texts. Discord's ids are unsigned and keep their 64 bits in a
//! signed column; timestamps are milliseconds since 1970 in UTC; days and times of day are texts as ISO 8601 has them.

use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::StoreError;

/// How many rows one statement writes: with 16 columns each, below the 32,766 parameters that `SQLite` allows and few
/// enough that a text is prepared quickly. <https://www.sqlite.org/limits.html#max_variable_number>
pub(super) const ROWS_PER_STATEMENT: usize = 100;

/// `$3, $4, $5` for three placeholders from the third.
pub(super) fn placeholders(first: usize, count: usize) -> String {
    let each: Vec<String> = (first..first + count).map(|at| format!("${at}")).collect();
    each.join(", ")
}

/// The rows of `VALUES`, each with `columns` values of its own, one after the other, and then `rest`.
///
/// `$1` is a name to `SQLite`, and each value's is looked for among all others: with 2,400 of them that takes longer than to
/// write the rows. `?` has none. `PostgreSQL` knows `$1` alone.
pub(super) fn rows(is_shared: bool, rows: usize, columns: usize, rest: &str) -> String {
    let row = |row: usize| {
        let values = if is_shared {
            placeholders(row * columns + 1, columns)
        } else {
            vec!["?"; columns].join(", ")
        };
        format!("({values}{rest})")
    };
    let all: Vec<String> = (0..rows).map(row).collect();
    all.join(", ")
}

/// A timestamp as a column keeps it.
pub(super) fn millis(at: Timestamp) -> i64 {
    at.as_millisecond()
}

/// An id as a column keeps it.
pub(super) fn bits(id: u64) -> i64 {
    id.cast_signed()
}

/// A word of a closed set as a column keeps it.
pub(super) fn text(word: impl Into<&'static str>) -> &'static str {
    word.into()
}

/// A timestamp that [`millis`] wrote.
pub(super) fn timestamp(millis: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_millisecond(millis).map_err(|_| StoreError::Unknown(millis.to_string()))
}

/// A day that was written as text.
pub(super) fn day(written: &str) -> Result<Date, StoreError> {
    parsed(written)
}

/// A value out of a closed set, such as an enum's word.
pub(super) fn parsed<T: FromStr>(written: &str) -> Result<T, StoreError> {
    written
        .parse()
        .map_err(|_| StoreError::Unknown(written.to_owned()))
}

/// The word in a column that may be empty.
pub(super) fn optional<T: FromStr>(row: &AnyRow, column: &str) -> Result<Option<T>, StoreError> {
    let written: Option<String> = row.try_get(column)?;
    written.as_deref().map(parsed).transpose()
}

/// The word in a column.
pub(super) fn word<T: FromStr>(row: &AnyRow, column: &str) -> Result<T, StoreError> {
    parsed(row.try_get(column)?)
}

/// The id in a column.
pub(super) fn id(row: &AnyRow, column: &str) -> Result<u64, StoreError> {
    Ok(row.try_get::<i64, _>(column)?.cast_unsigned())
}

/// The id in a column that may be empty.
pub(super) fn optional_id(row: &AnyRow, column: &str) -> Result<Option<u64>, StoreError> {
    let bits: Option<i64> = row.try_get(column)?;
    Ok(bits.map(i64::cast_unsigned))
}

/// The timestamp in a column.
pub(super) fn at(row: &AnyRow, column: &str) -> Result<Timestamp, StoreError> {
    timestamp(row.try_get(column)?)
}

/// The timestamp in a column that may be empty.
pub(super) fn optional_at(row: &AnyRow, column: &str) -> Result<Option<Timestamp>, StoreError> {
    let millis: Option<i64> = row.try_get(column)?;
    millis.map(timestamp).transpose()
}
