//! The IANA time zones.

use std::sync::LazyLock;

use jiff::tz::{Offset, TimeZone, TimeZoneDatabase};

/// The database inside the program, not the machine's: an old or missing `/usr/share/zoneinfo` would move an alert.
static ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// The zone with this IANA name, spelt as IANA spells it. None for any other spelling.
pub fn find_zone(name: &str) -> Option<TimeZone> {
    ZONES
        .get(name)
        .ok()
        .filter(|zone| zone.iana_name() == Some(name))
}

/// The offset as everybody reads it: `UTC+8`, `UTC−3:30`, `UTC`. Abbreviations such as CST stand for several.
pub fn utc_offset(offset: Offset) -> String {
    let minutes = offset.seconds() / 60;
    let sign = match minutes {
        0 => return "UTC".to_owned(),
        1.. => '+',
        ..0 => '−',
    };
    let (hours, minutes) = (minutes.abs() / 60, minutes.abs() % 60);
    match minutes {
        0 => format!("UTC{sign}{hours}"),
        _ => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}

/// All IANA names, by name.
pub(super) fn names() -> impl Iterator<Item = String> {
    ZONES.available().map(|zone| zone.to_string())
}

/// How the name of a zone continues what was typed; the lesser, the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ZoneRank {
    /// It is the whole name or the whole city: `brussels`.
    Whole,
    /// The city, or the whole name, begins so: `brus`, `europe/b`.
    Beginning,
    /// A word of the city, or the area, begins so: `york`, `asia`.
    Word,
    /// It lies within a word: `sco` in Moscow.
    Inside,
}

impl ZoneRank {
    /// Whether it begins with a word of the name.
    pub fn is_word(self) -> bool {
        self < Self::Inside
    }
}

/// The IANA names that have `part` in them, each with how well it continues it, best first, equals by name. Names without
/// a city, such as `US/Eastern`, are among them only if `part` has a slash or is the whole name.
pub fn ranked_zones(part: &str) -> Vec<(ZoneRank, String)> {
    let part = part.trim().to_lowercase().replace([' ', '-'], "_");
    let mut found: Vec<(ZoneRank, String)> = names()
        .filter_map(|zone| {
            let rank = rank(&zone.to_lowercase().replace('-', "_"), &part)?;
            let is_wanted = has_city(&zone) || part.contains('/') || rank == ZoneRank::Whole;
            is_wanted.then_some((rank, zone))
        })
        .filter(|(_, zone)| find_zone(zone).is_some())
        .collect();
    found.sort();
    found
}

fn rank(zone: &str, part: &str) -> Option<ZoneRank> {
    let city = zone.rsplit('/').next().unwrap_or(zone);
    let mut words = zone.split(['/', '_']);
    if city == part || zone == part {
        Some(ZoneRank::Whole)
    } else if city.starts_with(part) || zone.starts_with(part) && part.contains('/') {
        Some(ZoneRank::Beginning)
    } else if words.any(|word| word.starts_with(part)) || zone.contains(&format!("_{part}")) {
        Some(ZoneRank::Word)
    } else {
        (part.len() > 2 && zone.contains(part)).then_some(ZoneRank::Inside)
    }
}

/// Whether it names a place by continent or ocean and city; `UTC` counts as one.
pub(super) fn has_city(zone: &str) -> bool {
    let areas = [
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
        "UTC",
    ];
    areas.contains(&zone.split('/').next().unwrap_or(zone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_is_named_by_its_hours_and_by_no_abbreviation_that_several_zones_share() {
        let at: jiff::Timestamp = "2026-07-01T22:00:00Z".parse().unwrap();
        for (zone, shown) in [
            ("Asia/Shanghai", "UTC+8"),
            ("America/Chicago", "UTC−5"),
            ("America/St_Johns", "UTC−2:30"),
            ("Europe/London", "UTC+1"),
            ("UTC", "UTC"),
        ] {
            let offset = find_zone(zone).unwrap().to_offset(at);
            assert_eq!(utc_offset(offset), shown, "{zone}");
        }
    }
}
