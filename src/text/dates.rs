//! Dates and lengths of time as each language writes them: "14–15 December 2026", "2026年12月14日至15日", "in 17 days".

use jiff::civil::Date;
use strum::IntoStaticStr;

use super::{Locale, text};
use crate::calendar::Dates;
use crate::document::{PartialDate, Precision, When};

/// A unit in which time is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
#[expect(missing_docs, reason = "the names say all there is")]
pub enum TimeUnit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// A date with its month abbreviated, as precise as it is known: "11 Feb 2026", "Feb 2026" or "2026".
pub fn short(date: PartialDate, locale: Locale) -> String {
    let first = date.first_day();
    let number = first.month();
    match date {
        PartialDate::Day(_) => {
            let month = text!(locale, "dates-month-short-of-day", month = number);
            day_of(first, &month, locale)
        }
        PartialDate::Month { .. } => {
            let month = text!(locale, "dates-month-short", month = number);
            month_of(first, &month, locale)
        }
        PartialDate::Year(_) => year_of(first, locale),
    }
}

/// A date with its month written out: "11 February 2026", "February 2026" or "2026".
pub fn long(date: PartialDate, locale: Locale) -> String {
    when(When::Date(date), locale)
}

/// When something begins: as [`long`], with the hour if it is known, "14 December 2026, 09:00".
pub fn when(when: When, locale: Locale) -> String {
    let dates = Dates {
        start: when,
        end: None,
        zone: None,
    };
    range(&dates, locale)
}

/// From when to when something lasts: "14–15 December 2026", "31 August – 1 September 2026", "June – July 2027"; with the
/// hour at which it begins if that is known, "14 December 2026, 09:00", and that of its end on the same day,
/// "10 January 2027, 19:00–24:00".
pub fn range(dates: &Dates<'_>, locale: Locale) -> String {
    let (first, last) = (dates.start.first_day(), dates.closing_day());
    let days = match dates.start.precision() {
        Precision::Year => years(first, last, locale),
        Precision::Month => months(first, last, locale),
        Precision::Day | Precision::Minute => days(first, last, locale),
    };
    match dates.hours() {
        Some(hours) => text!(locale, "dates-with-time", date = days, time = hours),
        None => days,
    }
}

/// A length of time: "1 day", "7 weeks".
pub fn length(count: i64, unit: TimeUnit, locale: Locale) -> String {
    text!(
        locale,
        "dates-length",
        count = count,
        unit = <&str>::from(unit)
    )
}

/// How far ahead something is: "in 1 day", "in 7 weeks".
pub fn ahead(count: i64, unit: TimeUnit, locale: Locale) -> String {
    text!(
        locale,
        "dates-ahead",
        count = count,
        unit = <&str>::from(unit)
    )
}

/// How long ago something was: "1 day ago", "7 weeks ago".
pub fn ago(count: i64, unit: TimeUnit, locale: Locale) -> String {
    text!(
        locale,
        "dates-ago",
        count = count,
        unit = <&str>::from(unit)
    )
}

/// How long before an event: "1 day before", "7 weeks before".
pub fn before(count: i64, unit: TimeUnit, locale: Locale) -> String {
    text!(
        locale,
        "dates-before",
        count = count,
        unit = <&str>::from(unit)
    )
}

/// When a day is, seen from `today`: "today", "tomorrow", "in 17 days", "3 days ago".
pub fn days_from(today: Date, day: Date, locale: Locale) -> String {
    let days = today
        .until(day)
        .map_or(0, |span| i64::from(span.get_days()));
    match days {
        0 => text!(locale, "dates-today"),
        1 => text!(locale, "dates-tomorrow"),
        2.. => ahead(days, TimeUnit::Day, locale),
        ..0 => ago(-days, TimeUnit::Day, locale),
    }
}

/// The day of the week, abbreviated: "Mon".
pub fn weekday(day: Date, locale: Locale) -> String {
    let number = day.weekday().to_monday_one_offset();
    text!(locale, "dates-weekday-short", weekday = number)
}

fn days(first: Date, last: Date, locale: Locale) -> String {
    let month = |day: Date| text!(locale, "dates-month-of-day", month = day.month());
    let whole = |day: Date| day_of(day, &month(day), locale);
    if first == last {
        return whole(last);
    }
    // The first date has only what the last does not say too.
    if first.year() != last.year() {
        let (from, to) = (whole(first), whole(last));
        return text!(locale, "dates-from-to", from = from, to = to);
    }
    let (year, month_to) = (year_number(last), month(last));
    if first.month() != last.month() {
        let month_from = month(first);
        return text!(
            locale,
            "dates-days-of-months",
            day_from = first.day(),
            month_from = month_from,
            day_to = last.day(),
            month_to = month_to,
            year = year
        );
    }
    text!(
        locale,
        "dates-days-of-month",
        day_from = first.day(),
        day_to = last.day(),
        month = month_to,
        year = year
    )
}

fn months(first: Date, last: Date, locale: Locale) -> String {
    let month = |day: Date| text!(locale, "dates-month", month = day.month());
    let whole = |day: Date| month_of(day, &month(day), locale);
    if first == last {
        return whole(last);
    }
    if first.year() != last.year() {
        let (from, to) = (whole(first), whole(last));
        return text!(locale, "dates-from-to", from = from, to = to);
    }
    text!(
        locale,
        "dates-months-of-year",
        month_from = month(first),
        month_to = month(last),
        year = year_number(last)
    )
}

fn years(first: Date, last: Date, locale: Locale) -> String {
    if first == last {
        return year_of(last, locale);
    }
    let (from, to) = (year_number(first), year_number(last));
    text!(locale, "dates-years", from = from, to = to)
}

fn day_of(day: Date, month: &str, locale: Locale) -> String {
    let year = year_number(day);
    text!(
        locale,
        "dates-day-of-month",
        day = day.day(),
        month = month,
        year = year
    )
}

fn month_of(day: Date, month: &str, locale: Locale) -> String {
    text!(
        locale,
        "dates-month-of-year",
        month = month,
        year = year_number(day)
    )
}

fn year_of(day: Date, locale: Locale) -> String {
    text!(locale, "dates-year", year = year_number(day))
}

/// Four digits at least.
fn year_number(day: Date) -> String {
    day.strftime("%Y").to_string()
}
