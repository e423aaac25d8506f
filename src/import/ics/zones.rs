use super::windows::WINDOWS_ZONES;
use crate::calendar::{find_zone, nearest_zone};

/// What became of a zone's name.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// It is IANA's.
    Iana(String),
    /// It is another's for this one of IANA's.
    Means(String),
    /// Nobody knows it; this one comes nearest.
    Unknown(Option<String>),
}

/// `Europe/Brussels`, `/citadel.org/20190914_1/Europe/Brussels` or `Romance Standard Time`; `location` is what the
/// calendar itself says of it (`X-LIC-LOCATION`).
pub(super) fn named(name: &str, location: Option<&str>) -> Named {
    let name = name.trim().trim_matches('"');
    if let Some(zone) = iana(name) {
        return if zone == name {
            Named::Iana(zone)
        } else {
            Named::Means(zone)
        };
    }
    let windows = || {
        let row = WINDOWS_ZONES
            .iter()
            .find(|(windows, _)| windows.eq_ignore_ascii_case(name));
        row.and_then(|(_, zone)| iana(zone))
    };
    // Some programs put their own path before IANA's name.
    let within = || {
        let starts = name.match_indices('/').map(|(at, _)| at + 1);
        starts.filter_map(|at| name.get(at..)).find_map(iana)
    };
    let found = location.and_then(iana).or_else(windows).or_else(within);
    found.map_or_else(|| Named::Unknown(nearest_zone(name)), Named::Means)
}

/// The name as IANA spells it.
fn iana(name: &str) -> Option<String> {
    if find_zone(name).is_some() {
        return Some(name.to_owned());
    }
    let nearest = nearest_zone(name)?;
    nearest.eq_ignore_ascii_case(name).then_some(nearest)
}
