//! Times of day as people type them: `8`, `8:30 pm`, `20h`, `8 утра`, 下午8点.

use jiff::civil::Time;

use super::human_words::fold;

/// Longest text that is read and repeated, in characters.
const MAX_GIVEN: usize = 30;

/// A text that is not a time of day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not a time of day; write for example `09:00`, `8am`, `8:30 pm` or `20h`")]
pub struct ReadTimeError {
    /// What was given, cut to 30 characters.
    pub given: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Evening,
}

use Half::{Evening, Morning};

/// What stands for a time by itself, folded and without spaces.
#[rustfmt::skip]
const NAMED: &[(&str, i8)] = &[
    ("noon", 12), ("midday", 12), ("midnight", 0), ("midi", 12), ("minuit", 0),
    ("полдень", 12), ("полночь", 0), ("中午", 12), ("正午", 12), ("午夜", 0),
];

/// What stands behind a time, or before it in Chinese; the longer before those they end with.
#[rustfmt::skip]
const HALVES: &[(&str, Half)] = &[
    ("am", Morning), ("pm", Evening),
    ("dumatin", Morning), ("delapresmidi", Evening), ("dusoir", Evening),
    ("утра", Morning), ("ночи", Morning), ("дня", Evening), ("вечера", Evening),
    ("凌晨", Morning), ("早上", Morning), ("早晨", Morning), ("上午", Morning),
    ("下午", Evening), ("傍晚", Evening), ("晚上", Evening),
];

/// What stands between hours and minutes, or behind the hours; the longer before those they begin with.
#[rustfmt::skip]
const SEPARATORS: &[&str] = &[
    ":", ".", "heures", "heure", "hours", "uhr", "h", "oclock", "часов", "часа", "час", "ч", "点钟", "点", "點", "时", "時",
];

/// The time of day that `given` means. Hours alone are by the clock of 24 hours: `8` is 08:00.
///
/// ```
/// use attache::document::read_time;
/// use jiff::civil::time;
///
/// assert_eq!(read_time("8:30 pm"), Ok(time(20, 30, 0, 0)));
/// assert!(read_time("24:00").is_err());
/// ```
///
/// # Errors
/// It is no time of day.
pub fn read_time(given: &str) -> Result<Time, ReadTimeError> {
    let given = given.trim();
    let echo: String = given.chars().take(MAX_GIVEN).collect();
    let read = if echo.len() < given.len() {
        None
    } else {
        read(given)
    };
    read.ok_or(ReadTimeError { given: echo })
}

fn read(given: &str) -> Option<Time> {
    let letters: Vec<char> = given.chars().collect();
    let is_apart =
        |three: &[char]| three[1] == ' ' && three[0].is_numeric() && three[2].is_numeric();
    if given.starts_with(['-', '+']) || letters.windows(3).any(is_apart) {
        return None;
    }
    // `fold` makes spaces of the colons that are needed here.
    let colon = given.replace('：', ":");
    let marked: Vec<String> = colon
        .split(':')
        .map(|part| fold(&part.replace("a.m", "am").replace("p.m", "pm")))
        .collect();
    let text = marked
        .join(":")
        .replace(' ', if given.contains('.') { "." } else { "" });
    let text = text.trim_end_matches('.');
    if let Some((_, hour)) = NAMED.iter().find(|(name, _)| *name == text) {
        return Time::new(*hour, 0, 0, 0).ok();
    }
    let mut half = None;
    let mut clock = text;
    for (word, means) in HALVES {
        if let Some(rest) = clock
            .strip_suffix(word)
            .or_else(|| clock.strip_prefix(word))
        {
            (half, clock) = (Some(*means), rest.trim_end_matches('.'));
            break;
        }
    }
    let (hour, minute) = hour_and_minute(clock)?;
    Time::new(by_24_hours(hour, half)?, minute, 0, 0).ok()
}

/// `8`, `08:30`, `20h30`, `8点半`
fn hour_and_minute(clock: &str) -> Option<(i8, i8)> {
    let digits = clock
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(clock.len());
    let (hour, rest) = clock.split_at(digits);
    let hour = (1..=2).contains(&hour.len()).then(|| hour.parse().ok())??;
    if rest.is_empty() {
        return Some((hour, 0));
    }
    let separator = SEPARATORS
        .iter()
        .find(|separator| rest.starts_with(**separator))?;
    let minute = &rest[separator.len()..];
    let is_open = minute.is_empty() && ![":", "."].contains(separator);
    if is_open {
        return Some((hour, 0));
    }
    if minute == "半" {
        return Some((hour, 30));
    }
    let minute = ["minutes", "min", "минут", "мин", "分"]
        .iter()
        .find_map(|unit| minute.strip_suffix(unit))
        .unwrap_or(minute);
    let is_two_digits = minute.len() == 2 && minute.bytes().all(|b| b.is_ascii_digit());
    Some((hour, is_two_digits.then(|| minute.parse().ok())??))
}

fn by_24_hours(hour: i8, half: Option<Half>) -> Option<i8> {
    match (half, hour) {
        (Some(Morning), 13..) => None,
        (Some(Morning), 12) => Some(0),
        (Some(Evening), 1..=11) => Some(hour + 12),
        _ => Some(hour),
    }
}

#[cfg(test)]
mod tests {
    use super::read_time;

    #[test]
    fn a_time_of_day_is_read_as_people_write_it() {
        for (given, read) in [
            ("9", "09:00"),
            ("9:00", "09:00"),
            ("09:05", "09:05"),
            ("23:59", "23:59"),
            ("0:30", "00:30"),
            ("8am", "08:00"),
            ("8 AM", "08:00"),
            ("8 a.m.", "08:00"),
            ("8:30 pm", "20:30"),
            ("8.30pm", "20:30"),
            ("8.30", "08:30"),
            ("12am", "00:00"),
            ("12 pm", "12:00"),
            ("12:15 am", "00:15"),
            ("20h", "20:00"),
            ("20h30", "20:30"),
            ("20 h 30", "20:30"),
            ("8 heures", "08:00"),
            ("8 heures du soir", "20:00"),
            ("noon", "12:00"),
            ("minuit", "00:00"),
            ("полдень", "12:00"),
            ("8 утра", "08:00"),
            ("8 часов вечера", "20:00"),
            ("18 ч", "18:00"),
            ("8点", "08:00"),
            ("下午8点", "20:00"),
            ("晚上8点半", "20:30"),
            ("20时30分", "20:30"),
            ("８：３０", "08:30"),
        ] {
            let time = read_time(given).map(|time| time.strftime("%H:%M").to_string());
            assert_eq!(time.as_deref(), Ok(read), "{given}");
        }
    }

    #[test]
    fn what_is_no_time_of_day_is_refused_with_what_works() {
        for given in [
            "24:00",
            "25",
            "9:5",
            "9:60",
            "",
            ":",
            "9:",
            "-1:00",
            "+9:00",
            "девять",
            "13am",
            "am",
            "8h5",
            "100",
            "8:30:00",
            "8 8",
            "8p",
            "noon noon",
            "2026-06-17",
            "８時８",
        ] {
            assert!(read_time(given).is_err(), "{given}");
        }
        let error = read_time("9:5").unwrap_err();
        insta::assert_snapshot!(error, @"`9:5` is not a time of day; write for example `09:00`, `8am`, `8:30 pm` or `20h`");
    }
}
