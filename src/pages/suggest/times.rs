//! Values of the options that hold times: leads, quiet hours, the weekly digest, dates.

use jiff::civil::{Date, Time};

use super::languages::{DAYS, Language, SINCE, UNTIL, Worded, worded};
use super::suggestion::{Hint, Suggestion, first_of};
use crate::config::{Lead, QuietHours};
use crate::document::{Lean, PartialDate, ReadDateError, read_date, read_time};

/// What `before` offers with nothing typed.
const LEADS: &[&str] = &[
    "30d 7d 1d 2h",
    "7d 1d",
    "1d 2h",
    "1d",
    "2h",
    "14d 7d 1d",
    "30m",
];

/// Leads that are added to those that were typed, the longest first.
const FURTHER: &[&str] = &["7d", "1d", "2h", "30m"];

/// Most leads of a subscription, see [`SubscriptionSpec`](crate::config::SubscriptionSpec).
const MAX_LEADS: usize = 10;

/// What `quiet_hours` offers with nothing typed.
const QUIET: &[&str] = &[
    "22:00-06:00",
    "23:00-07:00",
    "21:00-08:00",
    "20:00-08:00",
    "00:00-06:00",
];

/// What `acknowledge_within` offers with nothing typed.
const DEADLINES: &[&str] = &["15m", "30m", "1h", "2h", "10m", "5m"];

/// What `escalation` offers with nothing typed, to be changed.
const ESCALATIONS: &[&str] = &[
    "10m @backup, 20m @person",
    "10m @backup, 20m @person, repeat 15m",
    "15m @backup, repeat 10m, in quiet hours",
];

/// What can stand at the end of an escalation.
const ESCALATION_ENDS: &[&str] = &["repeat 15m", "in quiet hours"];

/// What `handover` offers with nothing typed: two shifts a day, or three.
const SHIFTS: &[&str] = &[
    "08:00 20:00",
    "07:00 19:00",
    "06:00 18:00",
    "06:00 14:00 22:00",
    "00:00 08:00 16:00",
];

/// When a week's digest is likely wanted.
const DIGEST_HOURS: &[&str] = &["08:00", "09:00", "07:00", "18:00"];

/// Values for how long before a summit alerts are due, such as `7d 1d`: what was typed first if it is valid, then what
/// completes it: `3` is `3d`, `3h` or `3w`.
pub fn before(partial: &str) -> Vec<Suggestion> {
    let pieces = pieces(partial);
    let Some((last, earlier)) = pieces.split_last() else {
        return first_of(LEADS.iter().copied().map(Suggestion::plain));
    };
    if earlier.iter().any(|piece| !is_lead(piece)) {
        return first_of(beginning(LEADS, partial));
    }
    let with = |piece: &str| [earlier, &[piece.to_owned()]].concat().join(" ");
    let mut values = vec![with(last)];
    values.extend(["d", "h", "w", "m"].map(|unit| with(&format!("{last}{unit}"))));
    let typed = with(last);
    let shortest = last.parse::<Lead>().ok().map(Lead::length);
    let shorter = FURTHER.iter().filter(|further| {
        let length = further.parse::<Lead>().ok().map(Lead::length);
        shortest.is_some() && length < shortest
    });
    values.extend(shorter.map(|further| format!("{typed} {further}")));
    values.retain(|value| is_leads(value));
    first_of(
        values
            .into_iter()
            .map(Suggestion::plain)
            .chain(beginning(LEADS, partial)),
    )
}

/// The leads as they were typed, a number and its unit together: `1 day, 2h` is `1d` and `2h`.
fn pieces(partial: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let words = partial.split([' ', ',']).filter(|word| !word.is_empty());
    for word in words {
        let is_unit = word.chars().all(char::is_alphabetic);
        let is_number = |piece: &&mut String| piece.bytes().all(|byte| byte.is_ascii_digit());
        match pieces.last_mut().filter(is_number) {
            Some(number) if is_unit => number.push_str(word),
            _ => pieces.push(word.to_owned()),
        }
    }
    for piece in &mut pieces {
        if let Ok(lead) = piece.parse::<Lead>() {
            *piece = lead.to_string();
        }
    }
    pieces
}

fn is_lead(piece: &str) -> bool {
    piece.parse::<Lead>().is_ok()
}

fn is_leads(value: &str) -> bool {
    let pieces: Vec<&str> = value.split(' ').collect();
    pieces.len() <= MAX_LEADS && pieces.iter().all(|piece| is_lead(piece))
}

fn beginning(values: &[&'static str], partial: &str) -> Vec<Suggestion> {
    let partial = partial.trim().to_lowercase();
    let begins = values.iter().filter(|value| value.starts_with(&partial));
    begins.copied().map(Suggestion::plain).collect()
}

/// Examples of an escalation; what was typed first, then with what can stand at its end.
pub fn escalation(partial: &str) -> Vec<Suggestion> {
    let typed = partial.trim().trim_end_matches(',');
    if typed.is_empty() {
        return first_of(ESCALATIONS.iter().copied().map(Suggestion::plain));
    }
    let ends = ESCALATION_ENDS.iter().filter(|end| !typed.contains(**end));
    let longer = ends.map(|end| format!("{typed}, {end}"));
    first_of(
        [typed.to_owned()]
            .into_iter()
            .chain(longer)
            .map(Suggestion::plain),
    )
}

/// Values for how long there is to acknowledge an alert: `15m`, `1h`.
pub fn acknowledge_within(partial: &str) -> Vec<Suggestion> {
    let pieces = pieces(partial);
    let typed = pieces.join(" ");
    let completed = ["", "m", "h"].map(|unit| format!("{typed}{unit}"));
    let completed = completed.into_iter().filter(|value| is_lead(value));
    first_of(
        completed
            .map(Suggestion::plain)
            .chain(beginning(DEADLINES, partial)),
    )
}

/// Values for the hours without alerts, such as `22:00-06:00`; `22`, `10pm` and `22-6` are completed.
pub fn quiet_hours(partial: &str) -> Vec<Suggestion> {
    let (from, to) = partial.split_once(['-', '–']).unwrap_or((partial, ""));
    let offered = beginning(QUIET, partial);
    let Ok(from) = read_time(from) else {
        return first_of(offered);
    };
    let ends = ["06:00", "07:00", "08:00"].map(str::to_owned);
    let ends = match read_time(to) {
        Ok(to) => vec![clock(to)],
        Err(_) => ends.to_vec(),
    };
    let ranges = ends.iter().map(|end| format!("{}-{end}", clock(from)));
    let ranges = ranges.filter(|range| range.parse::<QuietHours>().is_ok());
    first_of(ranges.map(Suggestion::plain).chain(offered))
}

/// Values for when shifts change, such as `08:00 20:00`; `8`, `8am 8pm` and `8, 20` are completed.
pub fn handover(partial: &str) -> Vec<Suggestion> {
    let words = partial.split([' ', ',']).filter(|word| !word.is_empty());
    let times: Option<Vec<String>> = words.map(|word| read_time(word).ok().map(clock)).collect();
    let typed = times.filter(|times| !times.is_empty());
    let typed = typed.map(|times| Suggestion::plain(times.join(" ")));
    first_of(typed.into_iter().chain(beginning(SHIFTS, partial)))
}

/// Values for when the week's digest is posted, such as `monday 08:00`. Days may be typed in the language of `locale` and
/// are shown in it.
pub fn weekly_digest(partial: &str, locale: &str) -> Vec<Suggestion> {
    let language = Language::of(locale);
    let typed = partial.trim().to_lowercase();
    let (day, hour) = typed.split_once(' ').unwrap_or((&typed, ""));
    let begins =
        |words: &&Worded| words[0].starts_with(day) || worded(words, language).starts_with(day);
    let hours: Vec<String> = match read_time(hour) {
        Ok(hour) => vec![clock(hour)],
        Err(_) => DIGEST_HOURS
            .iter()
            .filter(|known| {
                known.trim_start_matches('0').starts_with(hour) || known.starts_with(hour)
            })
            .map(|known| (*known).to_owned())
            .collect(),
    };
    // With nothing typed each day once before any day twice.
    let days: Vec<&Worded> = DAYS.iter().filter(begins).collect();
    let times = hours
        .iter()
        .flat_map(|hour| days.iter().map(move |day| (day, hour)));
    first_of(times.map(|(day, hour)| {
        let label = format!("{} {hour}", worded(day, language));
        Suggestion::of(label, format!("{} {hour}", day[0]), Hint::None)
    }))
}

fn clock(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

/// Values for `since`: what was typed if it is a date, both ways to read it if there are two, then spans that are often
/// wanted and the last years. Labels are in the language of `locale`, values are ISO dates, hints say which.
pub fn since(partial: &str, locale: &str, today: Date) -> Vec<Suggestion> {
    let years = (0..3).map(|back| today.year() - back);
    dates(
        partial,
        SINCE,
        Language::of(locale),
        today,
        Lean::Past,
        years,
    )
}

/// The same for `until`, with the years to come.
pub fn until(partial: &str, locale: &str, today: Date) -> Vec<Suggestion> {
    let years = (0..3).map(|ahead| today.year() + ahead);
    dates(
        partial,
        UNTIL,
        Language::of(locale),
        today,
        Lean::Future,
        years,
    )
}

fn dates(
    partial: &str,
    offered: &[Worded],
    language: Language,
    today: Date,
    lean: Lean,
    years: impl Iterator<Item = i16>,
) -> Vec<Suggestion> {
    let typed = partial.trim();
    let mut all: Vec<Suggestion> = match read_date(typed, today, lean) {
        Ok(date) => vec![dated(typed, date)],
        Err(ReadDateError::Ambiguous {
            day_first,
            month_first,
            ..
        }) => [day_first, month_first]
            .map(|day| dated(typed, PartialDate::Day(day)))
            .into(),
        Err(ReadDateError::Unknown { .. }) => Vec::new(),
    };
    let lower = typed.to_lowercase();
    let shown = offered.iter().filter_map(|words| {
        let label = worded(words, language);
        let begins = label.starts_with(&lower) || words[0].starts_with(&lower);
        // A word within: "année" finds "cette année".
        let fits = begins || label.split(' ').any(|word| word.starts_with(&lower));
        let date = fits.then(|| read_date(label, today, lean).ok())??;
        Some(dated(label, date))
    });
    all.extend(shown);
    let years = years.map(|year| dated(&year.to_string(), PartialDate::Year(year)));
    all.extend(years.filter(|year| year.label.starts_with(&lower)));
    first_of(all)
}

fn dated(label: &str, date: PartialDate) -> Suggestion {
    Suggestion::of(label, date.to_iso(), Hint::Date(date))
}
