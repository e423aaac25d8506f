//! How old the facts of a page are: its footer, and the warning if they are too old.

use jiff::civil::Date;
use jiff::{Span, Unit};

use crate::document::PartialDate;
use crate::knowledge::Knowledge;
use crate::text::dates::{self, TimeUnit};
use crate::text::{Locale, text};

/// The day that pages are made for. They depend on nothing else beside the knowledge.
#[derive(Debug, Clone, Copy)]
pub struct AsOf {
    /// The current day, in the operator's zone.
    pub today: Date,
    /// A page warns if its newest fact is older than this.
    pub stale_after: Span,
}

/// "Newest fact: 11 Feb 2026 · knowledge up to 2 Jul 2026"; in another language than the facts', that too.
pub fn dated_footer(knowledge: &Knowledge, newest: PartialDate, locale: Locale) -> String {
    let newest = dates::short(newest, locale);
    match until(knowledge, locale) {
        Some(until) => text!(
            locale,
            "pages-newest-until-footer",
            newest = newest,
            until = until
        ),
        None => text!(locale, "pages-newest-footer", newest = newest),
    }
}

/// "Knowledge up to 2 Jul 2026", on pages whose statements each have a date of their own; empty if nothing is dated.
pub(super) fn knowledge_end(knowledge: &Knowledge, locale: Locale) -> String {
    until(knowledge, locale).map_or_else(String::new, |until| {
        text!(locale, "pages-until-footer", until = until)
    })
}

fn until(knowledge: &Knowledge, locale: Locale) -> Option<String> {
    let day = knowledge.facts_until()?;
    Some(dates::short(PartialDate::Day(day), locale))
}

/// "9 months old (11 Feb 2026) – verify before use", if `newest` is older than the operator allows.
pub fn stale_warning(newest: PartialDate, as_of: AsOf, locale: Locale) -> Option<String> {
    let last_day = newest.last_day();
    let is_stale = last_day.saturating_add(as_of.stale_after) < as_of.today;
    is_stale.then(|| {
        let (age, newest) = (
            age(last_day, as_of.today, locale),
            dates::short(newest, locale),
        );
        text!(locale, "pages-stale", age = age, newest = newest)
    })
}

/// From `day` to `today` in one whole number, rounded down: days to two weeks, weeks to two months, months to two
/// years, then years.
fn age(day: Date, today: Date, locale: Locale) -> String {
    let since = |unit: Unit| day.until((unit, today)).unwrap_or_default();
    let days = since(Unit::Day).get_days();
    let months = since(Unit::Month).get_months();
    let (count, unit) = match (days, months) {
        (..14, _) => (days, TimeUnit::Day),
        (_, ..2) => (days / 7, TimeUnit::Week),
        (_, ..24) => (months, TimeUnit::Month),
        _ => (months / 12, TimeUnit::Year),
    };
    dates::length(i64::from(count), unit, locale)
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan as _;

    use super::*;

    #[test]
    fn the_age_of_a_fact_is_one_number_that_can_be_read_at_a_glance() {
        let today = Date::constant(2026, 11, 27);
        for (newest, shown) in [
            ("2026-11-26", "1 day old (26 Nov 2026)"),
            ("2026-11-14", "13 days old (14 Nov 2026)"),
            ("2026-11-13", "2 weeks old (13 Nov 2026)"),
            ("2026-09-29", "8 weeks old (29 Sep 2026)"),
            ("2026-09-26", "2 months old (26 Sep 2026)"),
            ("2026-02-11", "9 months old (11 Feb 2026)"),
            ("2024-11-28", "23 months old (28 Nov 2024)"),
            ("2024-11-27", "2 years old (27 Nov 2024)"),
            // What is known to the year or month is as old as its last day.
            ("2026-10", "3 weeks old (Oct 2026)"),
            ("2019", "6 years old (2019)"),
        ] {
            let as_of = AsOf {
                today,
                stale_after: 0.days(),
            };
            let warning = stale_warning(newest.parse().unwrap(), as_of, Locale::English);
            let expected = format!("{shown} – verify before use");
            assert_eq!(warning, Some(expected), "{newest}");
        }
    }

    #[test]
    fn a_fact_is_stale_from_the_day_after_the_operators_limit() {
        let newest: PartialDate = "2026-02-11".parse().unwrap();
        let warns_on = |today| {
            let stale_after = 180.days();
            stale_warning(newest, AsOf { today, stale_after }, Locale::English).is_some()
        };
        assert!(!warns_on(Date::constant(2026, 8, 10)));
        assert!(warns_on(Date::constant(2026, 8, 11)));
    }
}
