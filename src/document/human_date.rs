//! Dates as people type them: `last year`, `2 weeks ago`, `17 June 2026`, вчера, 去年. What `since` and `until` are read by.

use std::fmt;

use jiff::civil::Date;

use super::date::PartialDate;
use super::digit_date::Numeric;
use super::human_words::Lean;
use super::word_date::Reader;

/// Longest text that is read and repeated, in characters.
const MAX_GIVEN: usize = 60;

/// A text that is not a date, or is two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadDateError {
    /// No date was recognized, or none between the years 1 and 9999.
    Unknown {
        /// What was given, cut to 60 characters.
        given: String,
    },
    /// The day and the month can be either way round.
    Ambiguous {
        /// What was given.
        given: String,
        /// With the day first.
        day_first: Date,
        /// With the month first.
        month_first: Date,
    },
}

impl std::error::Error for ReadDateError {}

impl fmt::Display for ReadDateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { given } => write!(
                f,
                "`{given}` is not a date; write for example `2026-06-17`, `17 June 2026`, `June 2026`, `2026`, `last year`, \
                 `2 weeks ago` or `tomorrow`"
            ),
            Self::Ambiguous {
                given,
                day_first,
                month_first,
            } => write!(
                f,
                "`{given}` can be {} or {}; write `{day_first}` or `{month_first}`",
                PartialDate::Day(*day_first),
                PartialDate::Day(*month_first),
            ),
        }
    }
}

/// The date that `given` means on the day `today`, in English, French, Russian or Chinese. `lean` decides where the words
/// leave open which one.
///
/// ```
/// use attache::document::{Lean, PartialDate, read_date};
/// use jiff::civil::date;
///
/// let today = date(2026, 11, 25);
/// assert_eq!(read_date("last year", today, Lean::Past), Ok(PartialDate::Year(2025)));
/// assert_eq!(read_date("2 weeks", today, Lean::Past), Ok(PartialDate::Day(date(2026, 11, 11))));
/// assert_eq!(
///     read_date("6/7/2026", today, Lean::Past).unwrap_err().to_string(),
///     "`6/7/2026` can be 6 Jul 2026 or 7 Jun 2026; write `2026-07-06` or `2026-06-07`"
/// );
/// ```
///
/// # Errors
/// It is no date, or day and month can be either way round.
pub fn read_date(given: &str, today: Date, lean: Lean) -> Result<PartialDate, ReadDateError> {
    let given = given.trim();
    let echo: String = given.chars().take(MAX_GIVEN).collect();
    let unknown = || ReadDateError::Unknown {
        given: echo.clone(),
    };
    if echo.len() < given.len() || given.starts_with(['-', '+']) {
        return Err(unknown());
    }
    if let Ok(date) = given.parse() {
        return Ok(date);
    }
    let reader = Reader { today, lean };
    let read = match reader.numeric(given) {
        Some(Numeric::Date(date)) => Some(date),
        Some(Numeric::Either(day_first, month_first)) => {
            return Err(ReadDateError::Ambiguous {
                given: echo,
                day_first,
                month_first,
            });
        }
        None => reader.words(given),
    };
    let is_in_range = |date: &PartialDate| (1..=9999).contains(&date.first_day().year());
    read.filter(is_in_range).ok_or_else(unknown)
}

#[cfg(test)]
mod tests;
