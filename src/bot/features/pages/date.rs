//! A date as an option of a command gives it.

use crate::bot::error::Failure;
use crate::bot::features::context::Context;
use crate::document::{Lean, PartialDate, ReadDateError, read_date};
use crate::text::{dates, text};

/// Reads the date in the option of this name. `None` if it was left out.
///
/// # Errors
/// It is no date, or could be two.
pub(super) fn date_option(
    ctx: Context<'_>,
    name: &str,
    lean: Lean,
) -> Result<Option<PartialDate>, Failure> {
    let today = ctx.state.as_of().today;
    let locale = ctx.locale();
    let read = ctx.text(name).map(|given| read_date(given, today, lean));
    read.transpose().map_err(|error| {
        Failure::User(match error {
            ReadDateError::Unknown { given } => text!(locale, "bot-date-unknown", given = given),
            ReadDateError::Ambiguous {
                given,
                day_first,
                month_first,
            } => text!(
                locale,
                "bot-date-ambiguous",
                given = given,
                day = dates::short(PartialDate::Day(day_first), locale),
                month = dates::short(PartialDate::Day(month_first), locale),
                iso_day = day_first.to_string(),
                iso_month = month_first.to_string(),
            ),
        })
    })
}
