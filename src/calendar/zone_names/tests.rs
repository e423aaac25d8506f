//! Abbreviations and offsets, held against the database of zones itself.

use jiff::civil::date;
use jiff::tz::TimeZone;

use super::*;

/// Noon of the first of each month of 2026.
fn year() -> impl Iterator<Item = Timestamp> {
    (1..=12).map(|month| {
        let noon = date(2026, month, 1).at(12, 0, 0, 0);
        noon.to_zoned_datetime(TimeZone::UTC).unwrap().timestamp()
    })
}

#[test]
fn each_abbreviation_is_one_that_the_clocks_of_its_places_show() {
    for (name, places) in ABBREVIATIONS {
        for place in *places {
            let zone = find_zone(place).unwrap_or_else(|| panic!("{place}"));
            let shows_it = year().any(|at| zone.to_offset_info(at).abbreviation() == *name);
            assert!(shows_it, "{name} in {place}");
        }
    }
}

#[test]
fn each_other_abbreviation_has_its_offset_in_its_places() {
    for (name, minutes, places) in OTHER_ABBREVIATIONS {
        let offset = Offset::from_seconds(minutes * 60).unwrap();
        for place in *places {
            let zone = find_zone(place).unwrap_or_else(|| panic!("{place}"));
            assert!(
                year().any(|at| zone.to_offset(at) == offset),
                "{name} in {place}"
            );
        }
    }
}

#[test]
fn each_well_known_place_is_one_of_ianas() {
    for place in WELL_KNOWN {
        assert!(find_zone(place).is_some(), "{place}");
    }
}

#[test]
fn an_offset_is_read_as_people_write_it() {
    for (given, minutes) in [
        ("GMT+2", 120),
        ("utc+2", 120),
        ("UTC +02:00", 120),
        ("+0200", 120),
        ("GMT-5", -300),
        ("UTC−3:30", -210),
        ("+5:45", 345),
        ("GMT+0", 0),
    ] {
        let seconds = offset(given).map(Offset::seconds);
        assert_eq!(seconds, Some(minutes * 60), "{given}");
    }
    for given in [
        "",
        "UTC",
        "2",
        "GMT+",
        "+2:99",
        "+99",
        "+a",
        "+99999999999",
        "Etc/GMT+2",
        "+北京",
    ] {
        assert_eq!(offset(given), None, "{given}");
    }
}

#[test]
fn an_abbreviation_or_an_offset_leads_to_places_of_that_time_and_never_to_another_offset() {
    let winter: Timestamp = "2026-11-28T12:00:00Z".parse().unwrap();
    let summer: Timestamp = "2026-07-01T12:00:00Z".parse().unwrap();
    for (given, on, first) in [
        (
            "PST",
            winter,
            &["America/Los_Angeles", "America/Tijuana", "Asia/Manila"][..],
        ),
        ("bst", winter, &["Europe/London", "Asia/Dhaka"]),
        (
            "IST",
            winter,
            &["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"],
        ),
        ("EST", winter, &["America/New_York"]),
        ("CST", winter, &["America/Chicago", "Asia/Shanghai"]),
        ("GMT+2", winter, &["Europe/Kyiv", "Europe/Bucharest"]),
        ("GMT+2", summer, &["Europe/Paris", "Europe/Berlin"]),
        ("UTC-5", winter, &["America/New_York", "America/Toronto"]),
        ("+05:45", winter, &["Asia/Kathmandu"]),
    ] {
        let Err(ZoneError::NotAPlace { places }) = check_zone(given, Some(on)) else {
            panic!("{given} names no place");
        };
        let places: Vec<&str> = places.iter().map(String::as_str).collect();
        assert!(places.starts_with(first), "{given} on {on}: {places:?}");
        assert!(places.len() <= MAX_NAMED);
    }
    let all_year = places_keeping("UTC+2", None).unwrap();
    assert_eq!(all_year, ["Africa/Johannesburg", "Europe/Kaliningrad"]);
}

#[test]
fn a_place_is_taken_as_it_is_and_what_is_spelt_like_nothing_has_no_suggestion() {
    for given in [
        "Europe/Brussels",
        "UTC",
        "Asia/Kolkata",
        "US/Eastern",
        "Etc/GMT-2",
    ] {
        assert_eq!(check_zone(given, None), Ok(()), "{given}");
    }
    let nearest = |given: &str| match check_zone(given, None) {
        Err(ZoneError::Unknown { nearest }) => nearest,
        other => panic!("{given}: {other:?}"),
    };
    assert_eq!(
        nearest("Europe/Brusels").as_deref(),
        Some("Europe/Brussels")
    );
    // Near `EST` in letters alone.
    assert_eq!(nearest("EXT"), None);
    assert_eq!(nearest("UTC+99"), None);
}
