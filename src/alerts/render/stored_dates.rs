//! The dates that an alert keeps, in a reader's language. They are stored in English, as [`Dates`] writes them, since the
//! outbox compares them with the calendar.

use std::borrow::Cow;

use jiff::civil::{Date, Time};

use crate::calendar::Dates;
use crate::document::{PartialDate, When};
use crate::text::{Locale, dates};

/// "14–15 December 2026" in the language of `locale`; as it is where it is not in the form of [`Dates`].
pub(in crate::alerts) fn localized(stored: &str, locale: Locale) -> Cow<'_, str> {
    if locale == Locale::English {
        return stored.into();
    }
    match parse(stored).filter(|dates| dates.to_string() == stored) {
        Some(parsed) => dates::range(&parsed, locale).into(),
        None => stored.into(),
    }
}

/// What stands on one side of the dash, as far as it stands there.
#[derive(Default)]
struct Side {
    day: Option<i8>,
    month: Option<i8>,
    year: Option<i16>,
}

fn parse(stored: &str) -> Option<Dates<'static>> {
    let (days, hours) = match stored.split_once(", ") {
        Some((days, hours)) => (days, Some(hours)),
        None => (stored, None),
    };
    let (first, last) = match days.split_once('–') {
        Some((first, last)) => (Some(side(first)?), side(last)?),
        None => (None, side(days)?),
    };
    // The first has only what the last does not say too.
    let first = first.map(|first| Side {
        month: first.month.or(last.month),
        year: first.year.or(last.year),
        ..first
    });
    let (from, to) = match hours.map(|hours| hours.split_once('–').ok_or(hours)) {
        None => (None, None),
        Some(Ok((from, to))) => (Some(from), Some(to)),
        Some(Err(from)) => (Some(from), None),
    };
    let last = partial(&last)?;
    let start = first.as_ref().map_or(Some(last), partial)?;
    let end = match to {
        // Hours on both sides are of one day.
        Some(to) => Some(closing(last, to)?),
        None if first.is_some() => Some(when(last, from)?),
        None => None,
    };
    Some(Dates {
        start: when(start, from)?,
        end,
        zone: None,
    })
}

fn when(date: PartialDate, time: Option<&str>) -> Option<When> {
    Some(match time {
        Some(time) => When::Minute(date.first_day().to_datetime(clock_time(time)?)),
        None => When::Date(date),
    })
}

/// The minute of an end on this day; 24:00 is the midnight after it.
fn closing(date: PartialDate, time: &str) -> Option<When> {
    let day = date.first_day();
    Some(When::Minute(match time {
        "24:00" => day.tomorrow().ok()?.to_datetime(Time::midnight()),
        time => day.to_datetime(clock_time(time)?),
    }))
}

fn clock_time(text: &str) -> Option<Time> {
    Time::strptime("%H:%M", text).ok()
}

fn side(text: &str) -> Option<Side> {
    let mut side = Side::default();
    for word in text.split_whitespace() {
        let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
        match word.len() {
            4 if is_number => side.year = Some(word.parse().ok()?),
            _ if is_number => side.day = Some(word.parse().ok()?),
            _ => side.month = Some(month(word)?),
        }
    }
    Some(side)
}

fn month(name: &str) -> Option<i8> {
    let is_called = |month: &i8| {
        let first = Date::new(2026, *month, 1);
        first.is_ok_and(|first| first.strftime("%B").to_string() == name)
    };
    (1..=12).find(is_called)
}

fn partial(side: &Side) -> Option<PartialDate> {
    let year = side.year?;
    match (side.day, side.month) {
        (Some(day), Some(month)) => Some(PartialDate::Day(Date::new(year, month, day).ok()?)),
        (None, Some(month)) => Some(PartialDate::Month { year, month }),
        (None, None) => Some(PartialDate::Year(year)),
        (Some(_), None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_dates_an_alert_keeps_are_read_in_the_language_of_its_reader() {
        for (stored, russian) in [
            ("14 December 2026", "14 декабря 2026 г."),
            ("14–15 December 2026", "14–15 декабря 2026 г."),
            (
                "31 August – 1 September 2026",
                "31 августа – 1 сентября 2026 г.",
            ),
            (
                "31 December 2026 – 1 January 2027",
                "31 декабря 2026 г. – 1 января 2027 г.",
            ),
            ("14 December 2026, 09:00", "14 декабря 2026 г., 09:00"),
            ("14–15 December 2026, 09:00", "14–15 декабря 2026 г., 09:00"),
            (
                "10 January 2027, 19:00–24:00",
                "10 января 2027 г., 19:00–24:00",
            ),
            (
                "10 January 2027, 09:00–17:30",
                "10 января 2027 г., 09:00–17:30",
            ),
            ("June 2027", "июнь 2027 г."),
            ("June – July 2027", "июнь – июль 2027 г."),
            ("2027", "2027 г."),
        ] {
            assert_eq!(localized(stored, Locale::Russian), russian, "{stored}");
            assert_eq!(localized(stored, Locale::English), stored);
        }
    }

    #[test]
    fn what_is_no_date_stays_as_it_is() {
        for stored in [
            "",
            "soon",
            "14 2026",
            "30 February 2026",
            "14 December 2026, noon",
            "14 December 2026, 09:00–noon",
        ] {
            assert_eq!(localized(stored, Locale::French), stored);
        }
    }
}
