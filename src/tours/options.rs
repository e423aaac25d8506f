use jiff::civil::Time;

use crate::calendar::{find_zone, nearest_zone};
use crate::knowledge::{Knowledge, Track, plain_name};
use crate::reply::shorten;
use crate::store::Learner;

/// How somebody wants to be asked what they missed; what was left out stays as it is.
#[derive(Debug, Clone, Default)]
pub struct TourOptions {
    /// The zone, as it was typed.
    pub zone: Option<String>,
    /// The time, as it was typed.
    pub time: Option<String>,
}

/// A sentence for whoever typed something that cannot be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Wrong(pub String);

/// Longest part of somebody's words that is told back, in characters.
const MAX_ECHO: usize = 60;

impl TourOptions {
    /// Writes into `learner` what is said.
    ///
    /// # Errors
    /// There is no such zone, or that is no time of day.
    pub fn write_into(&self, learner: &mut Learner) -> Result<(), Wrong> {
        if let Some(given) = &self.zone {
            let given = given.trim();
            if find_zone(given).is_none() {
                let near = nearest_zone(given)
                    .map_or(String::new(), |near| format!(" Did you mean {near}?"));
                return Err(Wrong(format!(
                    "There is no time zone “{}”.{near} Zones are called as IANA calls them, such as Europe/Brussels.",
                    shorten(given, MAX_ECHO)
                )));
            }
            given.clone_into(&mut learner.zone);
        }
        if let Some(given) = &self.time {
            learner.review_at = time(given.trim()).ok_or_else(|| {
                Wrong(format!(
                    "“{}” is no time of day. Write it as 09:00 or 18:30.",
                    shorten(given, MAX_ECHO)
                ))
            })?;
        }
        Ok(())
    }
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

/// The track that is called so, by its id or its name; the beginning of one is enough where no other begins so.
///
/// # Errors
/// None is.
pub(super) fn track<'k>(knowledge: &'k Knowledge, given: &str) -> Result<&'k Track, Wrong> {
    let plain = plain_name(given);
    let is_called = |track: &&Track| {
        plain_name(&track.id) == plain || plain_name(&track.name) == plain || track.id == given
    };
    let begins_so = || {
        let names = |track: &Track| [plain_name(&track.id), plain_name(&track.name)];
        let mut found = knowledge
            .tracks()
            .filter(|track| names(track).iter().any(|name| name.starts_with(&plain)));
        found
            .next()
            .filter(|_| found.next().is_none() && !plain.is_empty())
    };
    let found = knowledge.tracks().find(is_called).or_else(begins_so);
    found.ok_or_else(|| {
        let names: Vec<&str> = knowledge.tracks().map(|track| track.name.as_str()).collect();
        if names.is_empty() {
            return Wrong("The knowledge has no tours now. The editors write them into knowledge/onboarding/.".to_owned());
        }
        Wrong(format!(
            "There is no tour “{}”. Choose one of: {}.",
            shorten(given.trim(), MAX_ECHO),
            names.join(", ")
        ))
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
