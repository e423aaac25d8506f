//! What people type for a time zone that names no place: `PST`, `IST`, `GMT+2`. Several places share it, and only a place
//! says when summer time begins, so that the places are offered, and never another offset.

use jiff::Timestamp;
use jiff::tz::Offset;

use super::zones::{find_zone, has_city, names};
use crate::document::nearest;

/// Why what was typed is not taken as a time zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ZoneError {
    /// It is no IANA name.
    Unknown {
        /// The IANA name that is spelt most like it. None if none is near.
        nearest: Option<String>,
    },
    /// It is an abbreviation or an offset.
    NotAPlace {
        /// IANA names of places that keep that time, the best known first; at least one.
        places: Vec<String>,
    },
}

/// Most places that a sentence names: as many as are read in three seconds.
const MAX_NAMED: usize = 4;

/// Whether `given` can be taken as the zone of a channel or a person. On the day of `on`, an offset stands for the places
/// that have it then; without a day, for those that keep it all year.
///
/// # Errors
/// It is no IANA name; or an abbreviation or an offset, even if IANA has it as a name too, as it has `EST`, which knows no
/// summer time.
pub fn check_zone(given: &str, on: Option<Timestamp>) -> Result<(), ZoneError> {
    if let Some(mut places) = places_keeping(given, on) {
        places.truncate(MAX_NAMED);
        return Err(ZoneError::NotAPlace { places });
    }
    if find_zone(given).is_some() {
        return Ok(());
    }
    Err(ZoneError::Unknown {
        nearest: nearest_zone(given),
    })
}

/// The IANA name that is spelt most like `name`, or ends with the same city; of an abbreviation or an offset, the best
/// known place that keeps it. None if none is near: what is spelt like `EST` may be hours from it.
pub fn nearest_zone(name: &str) -> Option<String> {
    if let Some(places) = places_keeping(name, None) {
        return places.into_iter().next();
    }
    let is_offset = |zone: &str| {
        let is_code = !zone.bytes().any(|byte| byte.is_ascii_lowercase());
        zone.starts_with("Etc/") || is_code && zone != "UTC"
    };
    let names: Vec<String> = names().filter(|zone| !is_offset(zone)).collect();
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

/// The places that an abbreviation or an offset stands for, the best known first. None if `given` is neither, or no place
/// keeps it.
pub fn places_keeping(given: &str, on: Option<Timestamp>) -> Option<Vec<String>> {
    let given = given.trim();
    let is_called = |name: &str| name.eq_ignore_ascii_case(given);
    let in_database = ABBREVIATIONS.iter().filter(|(name, _)| is_called(name));
    let in_database = in_database.flat_map(|(_, places)| *places);
    let elsewhere = OTHER_ABBREVIATIONS.iter();
    let elsewhere = elsewhere.filter(|(name, ..)| is_called(name));
    let elsewhere = elsewhere.flat_map(|(_, _, places)| *places);
    let places: Vec<String> = in_database
        .chain(elsewhere)
        .map(|place| (*place).to_owned())
        .collect();
    if !places.is_empty() {
        return Some(places);
    }
    let places = places_at(offset(given)?, on);
    (!places.is_empty()).then_some(places)
}

/// `GMT+2`, `UTC-05:30`, `+0200`: hours east of Greenwich, as people write them. (POSIX, and so `Etc/GMT+2`, counts west.)
fn offset(given: &str) -> Option<Offset> {
    let upper = given.to_uppercase();
    let signed = ["UTC", "GMT"]
        .iter()
        .find_map(|name| upper.strip_prefix(name))
        .unwrap_or(&upper)
        .trim();
    let (sign, digits) = match signed.chars().next()? {
        '+' => (1, &signed[1..]),
        '-' => (-1, &signed[1..]),
        '−' => (-1, &signed['−'.len_utf8()..]),
        _ => return None,
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None if digits.len() > 2 && digits.is_ascii() => digits.split_at(digits.len() - 2),
        None => (digits, "0"),
    };
    let number = |text: &str| {
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse::<i32>().ok().filter(|_| is_number)
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    let seconds = (hours.checked_mul(60)?.checked_add(minutes)?).checked_mul(60)?;
    (minutes < 60)
        .then(|| Offset::from_seconds(sign * seconds).ok())
        .flatten()
}

/// The places that have this offset, the best known first.
fn places_at(offset: Offset, on: Option<Timestamp>) -> Vec<String> {
    let has_it = |place: &str| {
        let Some(zone) = find_zone(place) else {
            return false;
        };
        match on {
            Some(on) => zone.to_offset(on) == offset,
            None => ALL_YEAR.iter().all(|at| zone.to_offset(*at) == offset),
        }
    };
    let known: Vec<String> = WELL_KNOWN
        .iter()
        .filter(|place| has_it(place))
        .map(|place| (*place).to_owned())
        .collect();
    if known.is_empty() {
        let places = names().filter(|zone| zone.contains('/') && has_city(zone));
        return places.filter(|place| has_it(place)).collect();
    }
    known
}

/// A January and a July under the rules that hold from now on, as the database has them: long after its last change, and
/// after the last year for which it lists Morocco's one by one.
const ALL_YEAR: [Timestamp; 2] = [
    Timestamp::constant(4_103_136_000, 0),
    Timestamp::constant(4_118_774_400, 0),
];

/// The abbreviations of the IANA database itself with places whose clocks show them; first the one that CLDR takes for all,
/// then those in which most people live. The test below holds them against the database.
/// <https://github.com/unicode-org/cldr/blob/main/common/supplemental/metaZones.xml>
const ABBREVIATIONS: &[(&str, &[&str])] = &[
    ("ACDT", &["Australia/Adelaide"]),
    ("ACST", &["Australia/Adelaide", "Australia/Darwin"]),
    ("ADT", &["America/Halifax"]),
    ("AEDT", &["Australia/Sydney", "Australia/Melbourne"]),
    (
        "AEST",
        &[
            "Australia/Sydney",
            "Australia/Melbourne",
            "Australia/Brisbane",
        ],
    ),
    ("AKDT", &["America/Anchorage"]),
    ("AKST", &["America/Anchorage"]),
    ("AST", &["America/Halifax", "America/Puerto_Rico"]),
    ("AWST", &["Australia/Perth"]),
    ("BST", &["Europe/London"]),
    ("CAT", &["Africa/Maputo", "Africa/Khartoum"]),
    (
        "CDT",
        &["America/Chicago", "America/Winnipeg", "America/Havana"],
    ),
    (
        "CEST",
        &[
            "Europe/Paris",
            "Europe/Berlin",
            "Europe/Brussels",
            "Europe/Warsaw",
            "Europe/Rome",
            "Europe/Madrid",
        ],
    ),
    (
        "CET",
        &[
            "Europe/Paris",
            "Europe/Berlin",
            "Europe/Brussels",
            "Europe/Warsaw",
            "Europe/Rome",
            "Europe/Madrid",
        ],
    ),
    ("ChST", &["Pacific/Guam"]),
    (
        "CST",
        &[
            "America/Chicago",
            "Asia/Shanghai",
            "America/Mexico_City",
            "Asia/Taipei",
            "America/Havana",
        ],
    ),
    ("EAT", &["Africa/Nairobi"]),
    ("EDT", &["America/New_York", "America/Toronto"]),
    (
        "EEST",
        &[
            "Europe/Bucharest",
            "Europe/Kyiv",
            "Europe/Athens",
            "Europe/Helsinki",
            "Africa/Cairo",
        ],
    ),
    (
        "EET",
        &[
            "Europe/Bucharest",
            "Europe/Kyiv",
            "Europe/Athens",
            "Europe/Helsinki",
            "Africa/Cairo",
        ],
    ),
    (
        "EST",
        &[
            "America/New_York",
            "America/Toronto",
            "America/Panama",
            "America/Jamaica",
        ],
    ),
    ("GMT", &["Europe/London", "Europe/Dublin", "Africa/Abidjan"]),
    ("HKT", &["Asia/Hong_Kong"]),
    ("HST", &["Pacific/Honolulu"]),
    ("IDT", &["Asia/Jerusalem"]),
    ("IST", &["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"]),
    ("JST", &["Asia/Tokyo"]),
    ("KST", &["Asia/Seoul", "Asia/Pyongyang"]),
    ("MDT", &["America/Denver"]),
    ("MSK", &["Europe/Moscow"]),
    ("MST", &["America/Denver", "America/Phoenix"]),
    ("NDT", &["America/St_Johns"]),
    ("NST", &["America/St_Johns"]),
    ("NZDT", &["Pacific/Auckland"]),
    ("NZST", &["Pacific/Auckland"]),
    ("PDT", &["America/Los_Angeles", "America/Tijuana"]),
    ("PKT", &["Asia/Karachi"]),
    (
        "PST",
        &["America/Los_Angeles", "America/Tijuana", "Asia/Manila"],
    ),
    ("SAST", &["Africa/Johannesburg"]),
    ("SST", &["Pacific/Pago_Pago"]),
    ("WAT", &["Africa/Lagos"]),
    ("WEST", &["Europe/Lisbon", "Atlantic/Canary"]),
    ("WET", &["Europe/Lisbon", "Atlantic/Canary"]),
    ("WIB", &["Asia/Jakarta"]),
    ("WIT", &["Asia/Jayapura"]),
    ("WITA", &["Asia/Makassar"]),
];

/// Abbreviations that the database does not have, or not for these places, with the offset in minutes that they stand for:
/// those of CLDR's English (`PT`) and those in use on the spot (`GST`). Of one with two offsets, the standard one.
/// <https://github.com/unicode-org/cldr/blob/main/common/main/en.xml>
const OTHER_ABBREVIATIONS: &[(&str, i32, &[&str])] = &[
    ("AFT", 270, &["Asia/Kabul"]),
    ("AMT", 240, &["Asia/Yerevan"]),
    ("ART", -180, &["America/Argentina/Buenos_Aires"]),
    ("AST", 180, &["Asia/Riyadh"]),
    ("AT", -240, &["America/Halifax"]),
    ("AZT", 240, &["Asia/Baku"]),
    ("BRT", -180, &["America/Sao_Paulo"]),
    ("BST", 360, &["Asia/Dhaka"]),
    ("COT", -300, &["America/Bogota"]),
    ("CT", -360, &["America/Chicago"]),
    ("ET", -300, &["America/New_York"]),
    ("GET", 240, &["Asia/Tbilisi"]),
    ("GST", 240, &["Asia/Dubai"]),
    ("ICT", 420, &["Asia/Bangkok", "Asia/Ho_Chi_Minh"]),
    ("IRST", 210, &["Asia/Tehran"]),
    ("MET", 60, &["Europe/Paris", "Europe/Berlin"]),
    ("MMT", 390, &["Asia/Yangon"]),
    ("MT", -420, &["America/Denver"]),
    ("MYT", 480, &["Asia/Kuala_Lumpur"]),
    ("NPT", 345, &["Asia/Kathmandu"]),
    ("PET", -300, &["America/Lima"]),
    ("PHT", 480, &["Asia/Manila"]),
    ("PT", -480, &["America/Los_Angeles"]),
    ("SGT", 480, &["Asia/Singapore"]),
    ("TRT", 180, &["Europe/Istanbul"]),
    ("UZT", 300, &["Asia/Tashkent"]),
];

/// Places by which people know an offset: those that CLDR takes for the zones of today, with capitals that follow summits;
/// of equal offsets the most populous first.
const WELL_KNOWN: &[&str] = &[
    "Europe/London",
    "Africa/Abidjan",
    "Atlantic/Reykjavik",
    "UTC",
    "Europe/Paris",
    "Europe/Berlin",
    "Europe/Brussels",
    "Europe/Warsaw",
    "Africa/Lagos",
    "Europe/Kyiv",
    "Europe/Bucharest",
    "Africa/Cairo",
    "Africa/Johannesburg",
    "Asia/Jerusalem",
    "Europe/Kaliningrad",
    "Europe/Moscow",
    "Europe/Istanbul",
    "Asia/Riyadh",
    "Africa/Nairobi",
    "Asia/Tehran",
    "Asia/Dubai",
    "Asia/Baku",
    "Asia/Tbilisi",
    "Asia/Yerevan",
    "Asia/Kabul",
    "Asia/Karachi",
    "Asia/Tashkent",
    "Asia/Almaty",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Asia/Dhaka",
    "Asia/Bishkek",
    "Asia/Yangon",
    "Asia/Bangkok",
    "Asia/Jakarta",
    "Asia/Novosibirsk",
    "Asia/Shanghai",
    "Asia/Singapore",
    "Asia/Manila",
    "Asia/Taipei",
    "Australia/Perth",
    "Australia/Eucla",
    "Asia/Tokyo",
    "Asia/Seoul",
    "Australia/Adelaide",
    "Australia/Darwin",
    "Australia/Sydney",
    "Australia/Brisbane",
    "Asia/Vladivostok",
    "Pacific/Port_Moresby",
    "Australia/Lord_Howe",
    "Pacific/Guadalcanal",
    "Asia/Magadan",
    "Pacific/Auckland",
    "Pacific/Fiji",
    "Asia/Kamchatka",
    "Pacific/Chatham",
    "Pacific/Apia",
    "Pacific/Tongatapu",
    "Pacific/Kiritimati",
    "Atlantic/Azores",
    "Atlantic/Cape_Verde",
    "America/Noronha",
    "America/Sao_Paulo",
    "America/Argentina/Buenos_Aires",
    "America/St_Johns",
    "America/Halifax",
    "America/Santiago",
    "America/Caracas",
    "America/New_York",
    "America/Toronto",
    "America/Bogota",
    "America/Lima",
    "America/Panama",
    "America/Chicago",
    "America/Mexico_City",
    "America/Guatemala",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "Pacific/Pitcairn",
    "America/Anchorage",
    "Pacific/Gambier",
    "Pacific/Marquesas",
    "Pacific/Honolulu",
    "Pacific/Pago_Pago",
];

#[cfg(test)]
mod tests;
