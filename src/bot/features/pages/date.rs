//! A date as an option of a command gives it.

use crate::bot::error::Failure;
use crate::document::PartialDate;

/// Reads a date option. `None` stays `None`.
///
/// # Errors
/// It is no date.
pub(super) fn read_date(given: Option<&str>) -> Result<Option<PartialDate>, Failure> {
    let date = given.map(|given| {
        let date = given.trim().parse();
        date.map_err(|_| {
            Failure::User(format!(
                "“{}” isn't a date I know. Try 2025 or 2025-06.",
                given.trim()
            ))
        })
    });
    date.transpose()
}
