//! What is typed with `/onboard`: the track, the time zone and the time of day, read leniently.

use jiff::Timestamp;

use super::refusal::TourRefusal;
use crate::calendar::{ZoneError, check_zone};
use crate::document::read_time;
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
    /// Sets in `learner` what was typed at `now`, on which depends what offset a place has.
    ///
    /// # Errors
    /// There is no such zone, or that is no time of day.
    pub fn write_into(&self, learner: &mut Learner, now: Timestamp) -> Result<(), TourRefusal> {
        if let Some(given) = &self.zone {
            let given = given.trim();
            check_zone(given, Some(now)).map_err(|error| wrong_zone(given, error))?;
            given.clone_into(&mut learner.zone);
        }
        if let Some(given) = &self.time {
            learner.review_at = read_time(given).map_err(|_| {
                let given = shorten(given, MAX_ECHO);
                TourRefusal::NotATime { given }
            })?;
        }
        Ok(())
    }
}

fn wrong_zone(given: &str, error: ZoneError) -> TourRefusal {
    let given = shorten(given, MAX_ECHO);
    match error {
        ZoneError::Unknown { nearest } => TourRefusal::UnknownZone { given, nearest },
        ZoneError::NotAPlace { places } => TourRefusal::NotAPlace { given, places },
    }
}

/// The track with this id or name; the beginning of either is enough where only one track begins so.
///
/// # Errors
/// There is none.
pub(super) fn find_track<'k>(
    knowledge: &'k Knowledge,
    given: &str,
) -> Result<&'k Track, TourRefusal> {
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

fn unknown_track(knowledge: &Knowledge, given: &str) -> TourRefusal {
    let tracks: Vec<String> = knowledge.tracks().map(|track| track.name.clone()).collect();
    if tracks.is_empty() {
        return TourRefusal::NoTracks;
    }
    let given = shorten(given.trim(), MAX_ECHO);
    TourRefusal::UnknownTrack { given, tracks }
}
