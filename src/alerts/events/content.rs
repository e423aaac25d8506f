//! What the event of a summit says. Its last line is the command that shows the summit's page, by which an event is known
//! again that was made just before a crash.

use jiff::civil::time;
use jiff::{SignedDuration, Timestamp};

use crate::config::ClockTime;
use crate::document::Precision;
use crate::knowledge::{Knowledge, Summit};
use crate::pages::wording;
use crate::reply::shorten;
use crate::store::EventContent;
use crate::text::{Locale, dates, text};

/// Discord's limits, in characters.
/// <https://discord.com/developers/docs/resources/guild-scheduled-event#guild-scheduled-event-object>
const MAX_NAME: usize = 100;
const MAX_LOCATION: usize = 100;
const MAX_DESCRIPTION: usize = 1_000;
/// How much of it the sentence to watch may take, so that the lines below it always fit.
const MAX_SENTENCE: usize = 600;
/// The command in the last line.
const COMMAND: &str = "/summit ";
/// How long a summit is taken to last that begins at the very end of its day.
const SHORTEST: SignedDuration = SignedDuration::from_hours(1);

/// The event of a summit; `None` if its day is not known. What it says of the summit is in English; the rest in `locale`.
pub(super) fn content(
    knowledge: &Knowledge,
    summit: &Summit,
    day_starts_at: ClockTime,
    locale: Locale,
) -> Option<EventContent> {
    let (starts_at, ends_at) = span(summit, day_starts_at)?;
    let place = knowledge.event(&summit.id).and_then(|event| event.place);
    let place = place.unwrap_or_else(|| text!(locale, "alerts-event-no-place"));
    Some(EventContent {
        name: shorten(&summit.title(), MAX_NAME),
        description: description(summit, locale),
        location: shorten(&place, MAX_LOCATION),
        starts_at,
        ends_at,
    })
}

/// The summit that an event is about, by the last line of its description; `None` if that says nothing of the kind.
pub(super) fn summit_of(description: &str) -> Option<&str> {
    let id = description.lines().next_back()?.strip_prefix(COMMAND)?;
    Some(id.trim()).filter(|id| !id.is_empty())
}

/// From when to when: to the end of the last day, unless its hour is known.
fn span(summit: &Summit, day_starts_at: ClockTime) -> Option<(Timestamp, Timestamp)> {
    let dates = summit.dates()?;
    let begins = dates.begins(day_starts_at.0)?;
    // A minute before midnight: the last day, and not the one after it, is what Discord shows.
    let last_minute = dates.last_day().to_datetime(time(23, 59, 0, 0));
    let ends = dates.ends().or_else(|| {
        let zone = begins.time_zone().clone();
        last_minute.to_zoned_datetime(zone).ok()
    })?;
    let (starts_at, ends_at) = (begins.timestamp(), ends.timestamp());
    let ends_at = if ends_at > starts_at {
        ends_at
    } else {
        starts_at.checked_add(SHORTEST).ok()?
    };
    Some((starts_at, ends_at))
}

fn description(summit: &Summit, locale: Locale) -> String {
    let words: Vec<&str> = summit.text.split_whitespace().collect();
    let sentence = shorten(first_sentence(&words.join(" ")), MAX_SENTENCE);
    let status = text!(
        locale,
        "alerts-status-as-of",
        status = wording::status(summit.status, locale),
        date = dates::short(summit.as_of, locale)
    );
    let is_exact = summit
        .start
        .is_some_and(|start| start.precision() == Precision::Minute);
    let hour = (!is_exact).then(|| text!(locale, "alerts-event-hour-unknown"));
    let last = format!("{COMMAND}{}", summit.id);
    let lines = [Some(sentence), Some(status), hour, Some(last)];
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    let description = lines.join("\n");
    debug_assert!(description.chars().count() <= MAX_DESCRIPTION);
    description
}

/// Up to the first full stop that ends a sentence: one before a blank and a capital, and not after a letter that stands
/// alone, as in "U.S.".
fn first_sentence(text: &str) -> &str {
    let ends = text.match_indices(['.', '!', '?']).find(|(at, _)| {
        let (before, after) = (&text[..*at], &text[at + 1..]);
        let letters = before.chars().rev().take_while(|c| c.is_alphanumeric());
        let starts = after.strip_prefix(' ').and_then(|rest| rest.chars().next());
        letters.count() > 1 && starts.is_some_and(char::is_uppercase)
    });
    ends.map_or(text, |(at, _)| &text[..=at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_where_the_next_begins_and_not_at_an_abbreviation() {
        for (text, first) in [
            ("Watch it. Then that.", "Watch it."),
            (
                "The U.S. House votes. It is close.",
                "The U.S. House votes.",
            ),
            ("One only", "One only"),
            ("At 3.5 percent it is. So.", "At 3.5 percent it is."),
            ("", ""),
        ] {
            assert_eq!(first_sentence(text), first);
        }
    }

    #[test]
    fn the_last_line_says_which_summit_it_is_whatever_stands_above() {
        assert_eq!(summit_of("Watch it.\n/summit g20-2026"), Some("g20-2026"));
        for other in [
            "",
            "/summit ",
            "/summit g20-2026\nSee you there",
            "Watch it.",
        ] {
            assert_eq!(summit_of(other), None, "{other}");
        }
    }
}
