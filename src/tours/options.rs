//! What is typed with `/onboard`: the track, the time zone and the time of day, read leniently.

use jiff::civil::Time;

use super::service::TourError;
use crate::calendar::{find_zone, nearest_zone};
use crate::knowledge::{Knowledge, Track, plain_name};
use crate::reply::shorten;
use crate::store::Learner;

/// Longest part of somebody's input that is quoted back, in characters: more pushes the hint off a phone's screen.
const MAX_ECHO: usize = 60;

/// When somebody wants their reviews.
#[derive(Debug, Clone, Default)]
pub struct TourOptions {
    /// The IANA time zone, as it was typed. `None` leaves it as it is.
    pub zone: Option<String>,
    /// The time of day, as it was typed. `None` leaves it as it is.
    pub time: Option<String>,
}

impl TourOptions {
    /// Sets in `learner` what was typed.
    ///
    /// # Errors
    /// [`TourError::User`] if there is no such zone, or that is no time of day.
    pub fn write_into(&self, learner: &mut Learner) -> Result<(), TourError> {
        if let Some(given) = &self.zone {
            let given = given.trim();
            if find_zone(given).is_none() {
                return Err(unknown_zone(given));
            }
            given.clone_into(&mut learner.zone);
        }
        if let Some(given) = &self.time {
            learner.review_at = time(given.trim()).ok_or_else(|| {
                let given = shorten(given, MAX_ECHO);
                TourError::User(format!(
                    "“{given}” isn't a time of day. Try 09:00 or 18:30."
                ))
            })?;
        }
        Ok(())
    }
}

fn unknown_zone(given: &str) -> TourError {
    let near = nearest_zone(given).map_or(String::new(), |near| format!(" Did you mean {near}?"));
    TourError::User(format!(
        "“{}” isn't a time zone I know.{near} Use an IANA name such as Europe/Brussels.",
        shorten(given, MAX_ECHO)
    ))
}

/// `9:00`, `09:00` or `9`
fn time(given: &str) -> Option<Time> {
    let (hour, minute) = given.split_once(':').unwrap_or((given, "00"));
    let is_number =
        |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if !is_number(hour) || !is_number(minute) || minute.len() != 2 {
        return None;
    }
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

/// The track with this id or name; the beginning of either is enough where only one track begins so.
///
/// # Errors
/// [`TourError::User`] if there is none.
pub(super) fn find_track<'k>(
    knowledge: &'k Knowledge,
    given: &str,
) -> Result<&'k Track, TourError> {
    let plain = plain_name(given);
    let is_called = |track: &&Track| {
        plain_name(&track.id) == plain || plain_name(&track.name) == plain || track.id == given
    };
    let by_beginning = || {
        let names = |track: &Track| [plain_name(&track.id), plain_name(&track.name)];
        let mut found = knowledge
            .tracks()
            .filter(|track| names(track).iter().any(|name| name.starts_with(&plain)));
        found
            .next()
            .filter(|_| found.next().is_none() && !plain.is_empty())
    };
    let found = knowledge.tracks().find(is_called).or_else(by_beginning);
    found.ok_or_else(|| unknown_track(knowledge, given))
}

fn unknown_track(knowledge: &Knowledge, given: &str) -> TourError {
    let names: Vec<&str> = knowledge
        .tracks()
        .map(|track| track.name.as_str())
        .collect();
    TourError::User(if names.is_empty() {
        "There are no tours right now. Editors add them in knowledge/onboarding/.".to_owned()
    } else {
        format!(
            "There's no tour “{}”. Choose one: {}.",
            shorten(given.trim(), MAX_ECHO),
            names.join(", ")
        )
    })
}

#[cfg(test)]
mod tests {
    use super::time;

    #[test]
    fn a_time_of_day_is_read_as_people_write_it() {
        for (given, read) in [
            ("9", "09:00:00"),
            ("09:05", "09:05:00"),
            ("23:59", "23:59:00"),
        ] {
            assert_eq!(time(given).unwrap().to_string(), read, "{given}");
        }
        for given in [
            "24:00",
            "9:5",
            "9:60",
            "",
            ":",
            "9am",
            "-1:00",
            "+9:00",
            "девять",
        ] {
            assert_eq!(time(given), None, "{given}");
        }
    }
}
