//! Dates in digits: `17/6/2026`, `17.6.`, `2026/6`, 2026年6月17日.

use jiff::civil::Date;

use super::date::PartialDate;
use super::human_words::fold;
use super::word_date::{Reader, day_of, partial_month};

/// What a date in digits alone can be.
pub(super) enum Numeric {
    Date(PartialDate),
    Either(Date, Date),
}

impl Reader {
    /// `17/6/2026`, `17.6.`, `2026/6`, `2026年6月17日`
    pub(super) fn numeric(self, given: &str) -> Option<Numeric> {
        let plain: String = fold(given)
            .replace(['年', '月'], " ")
            .replace(['日', '号'], "");
        let parts: Option<Vec<i16>> = plain
            .split_whitespace()
            .map(|part| {
                part.bytes()
                    .all(|b| b.is_ascii_digit())
                    .then(|| part.parse().ok())?
            })
            .collect();
        let parts = parts?;
        let is_year = |part: i16| part >= 1000;
        // Only English puts the month before the day, and never with dots.
        let is_settled = given.contains('.') || given.contains(['月', '日', '号']);
        match parts[..] {
            [year] if is_year(year) => Some(Numeric::Date(PartialDate::Year(year))),
            [month] if given.contains('月') => {
                self.month_of(i8::try_from(month).ok()?).map(Numeric::Date)
            }
            [year, month] if is_year(year) => partial_month(year, month).map(Numeric::Date),
            [month, year] if is_year(year) => partial_month(year, month).map(Numeric::Date),
            [year, month, day] if is_year(year) => day_of(year, month, day)
                .map(PartialDate::Day)
                .map(Numeric::Date),
            [day, month, year] if is_year(year) => either(
                day_of(year, month, day),
                day_of(year, day, month).filter(|_| !is_settled),
            ),
            [month, day] if given.contains('月') => self
                .day_near(month, day)
                .map(|date| Numeric::Date(PartialDate::Day(date))),
            [day, month] => either(
                self.day_near(month, day),
                self.day_near(day, month).filter(|_| !is_settled),
            ),
            _ => None,
        }
    }
}

/// One date if only one way to read it is possible, or both ways lead to the same.
fn either(day_first: Option<Date>, month_first: Option<Date>) -> Option<Numeric> {
    match (day_first, month_first) {
        (Some(one), Some(other)) if one != other => Some(Numeric::Either(one, other)),
        (Some(date), _) | (None, Some(date)) => Some(Numeric::Date(PartialDate::Day(date))),
        (None, None) => None,
    }
}
