//! The names by which calendars call time zones, and the IANA zones they stand for.

use super::windows::WINDOWS_ZONES;
use crate::calendar::{find_zone, nearest_zone};

/// What a calendar's name of a zone stands for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum ResolvedZone {
    /// It is an IANA name.
    Iana(String),
    /// It is another program's name for this IANA zone.
    Alias(String),
    /// It is no name that is known.
    Unknown {
        /// The IANA name that is spelt most like it. None if none is near.
        nearest: Option<String>,
    },
}

/// Resolves `Europe/Brussels`, `/citadel.org/20190914_1/Europe/Brussels` or `Romance Standard Time`; `location` is what
/// the calendar itself says of the zone (`X-LIC-LOCATION`).
pub(super) fn resolve_zone(name: &str, location: Option<&str>) -> ResolvedZone {
    let name = name.trim().trim_matches('"');
    if let Some(zone) = iana_name(name) {
        return if zone == name {
            ResolvedZone::Iana(zone)
        } else {
            ResolvedZone::Alias(zone)
        };
    }
    let by_windows_name = || {
        let row = WINDOWS_ZONES
            .iter()
            .find(|(windows, _)| windows.eq_ignore_ascii_case(name));
        row.and_then(|(_, zone)| iana_name(zone))
    };
    // Some programs put their own path before the IANA name.
    let by_end_of_path = || {
        let starts = name.match_indices('/').map(|(at, _)| at + 1);
        starts.filter_map(|at| name.get(at..)).find_map(iana_name)
    };
    let found = location
        .and_then(iana_name)
        .or_else(by_windows_name)
        .or_else(by_end_of_path);
    found.map_or_else(
        || ResolvedZone::Unknown {
            nearest: nearest_zone(name),
        },
        ResolvedZone::Alias,
    )
}

/// The name as IANA spells it. None if it differs by more than upper and lower case.
fn iana_name(name: &str) -> Option<String> {
    if find_zone(name).is_some() {
        return Some(name.to_owned());
    }
    let nearest = nearest_zone(name)?;
    nearest.eq_ignore_ascii_case(name).then_some(nearest)
}
