//! The IANA time zones.

use std::sync::LazyLock;

use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::document::nearest;

/// The database inside the program, not the machine's: an old or missing `/usr/share/zoneinfo` would move an alert.
static ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// The zone with this IANA name, spelt as IANA spells it. None for any other spelling.
pub fn find_zone(name: &str) -> Option<TimeZone> {
    ZONES
        .get(name)
        .ok()
        .filter(|zone| zone.iana_name() == Some(name))
}

/// The IANA name that is spelt most like `name`, or ends with the same city. None if none is near.
pub fn nearest_zone(name: &str) -> Option<String> {
    let names: Vec<String> = ZONES.available().map(|zone| zone.to_string()).collect();
    let by_city = || {
        let city = name.rsplit('/').next().unwrap_or(name).replace(' ', "_");
        let has_city = |zone: &&String| {
            zone.rsplit('/')
                .next()
                .is_some_and(|own| own.eq_ignore_ascii_case(&city))
        };
        names.iter().find(has_city).map(String::as_str)
    };
    let found = nearest(name, names.iter().map(String::as_str)).or_else(by_city);
    found.map(str::to_owned)
}

/// The IANA names that have `part` in them, those whose city begins with it first; at most `limit`.
pub fn zones_like(part: &str, limit: usize) -> Vec<String> {
    let part = part.trim().to_lowercase().replace(' ', "_");
    let city = |zone: &str| zone.rsplit('/').next().unwrap_or(zone).to_lowercase();
    let mut found: Vec<(bool, String)> = ZONES
        .available()
        .map(|zone| zone.to_string())
        .filter(|zone| find_zone(zone).is_some() && zone.to_lowercase().contains(&part))
        .map(|zone| (!city(&zone).starts_with(&part), zone))
        .collect();
    found.sort();
    found.truncate(limit);
    found.into_iter().map(|(_, zone)| zone).collect()
}
