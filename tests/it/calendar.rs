//! The rules of the calendar, as `src/calendar/mod.rs` numbers them.
use attache::calendar::{
    DAY_STARTS_AT, Dates, Event, EventStatus, before, find_zone, nearest_zone, to_ics,
};
use attache::document::When;
use icalendar::{Calendar, Component as _};
use jiff::ToSpan as _;
use jiff::civil::time;
use proptest::prelude::*;

fn dates<'z>(start: &str, end: Option<&str>, zone: Option<&'z str>) -> Dates<'z> {
    let when = |text: &str| text.parse::<When>().unwrap();
    Dates {
        start: when(start),
        end: end.map(when),
        zone,
    }
}

fn begins(start: &str, zone: Option<&str>) -> Option<String> {
    Some(
        dates(start, None, zone)
            .begins(DAY_STARTS_AT)?
            .timestamp()
            .to_string(),
    )
}

/// Rule 1, for clocks that skip: RFC 5545, section 3.3.5, "interpreted using the UTC offset before the gap".
#[test]
fn a_start_that_no_clock_shows_is_read_by_the_offset_before_the_gap() {
    for (start, instant) in [
        ("2027-03-14T01:59:00", "2027-03-14T06:59:00Z"),
        ("2027-03-14T02:30:00", "2027-03-14T07:30:00Z"),
        ("2027-03-14T03:00:00", "2027-03-14T07:00:00Z"),
    ] {
        assert_eq!(
            begins(start, Some("America/New_York")).as_deref(),
            Some(instant),
            "{start}"
        );
    }
}

/// Rule 1, for clocks that repeat: RFC 5545, section 3.3.5, "refers to the first occurrence".
#[test]
fn a_start_that_clocks_show_twice_is_the_first_of_the_two() {
    for (start, instant) in [
        ("2026-11-01T00:59:00", "2026-11-01T04:59:00Z"),
        ("2026-11-01T01:30:00", "2026-11-01T05:30:00Z"),
        ("2026-11-01T02:00:00", "2026-11-01T07:00:00Z"),
    ] {
        assert_eq!(
            begins(start, Some("America/New_York")).as_deref(),
            Some(instant),
            "{start}"
        );
    }
}

/// Rule 2.
#[test]
fn a_start_known_to_the_day_begins_at_the_venues_nine_unless_a_setting_says_otherwise() {
    assert_eq!(
        begins("2026-12-14", Some("America/New_York")).as_deref(),
        Some("2026-12-14T14:00:00Z")
    );
    assert_eq!(
        begins("2026-12-14", None).as_deref(),
        Some("2026-12-14T09:00:00Z"),
        "no zone known"
    );
    let later = dates("2026-12-14", None, Some("Asia/Shanghai"))
        .begins(time(12, 30, 0, 0))
        .unwrap();
    assert_eq!(later.timestamp().to_string(), "2026-12-14T04:30:00Z");
}

/// Rule 2: RFC 5545, section 3.3.6, days are nominal and hours exact. Both change-overs of the clocks lie in between.
#[test]
fn a_day_before_is_the_same_wall_clock_and_24_hours_before_are_24_hours() {
    for (start, a_day, hours) in [
        ("2027-03-14", "2027-03-13T14:00:00Z", "2027-03-13T13:00:00Z"),
        ("2026-11-01", "2026-10-31T13:00:00Z", "2026-10-31T14:00:00Z"),
    ] {
        let start = dates(start, None, Some("America/New_York"))
            .begins(DAY_STARTS_AT)
            .unwrap();
        assert_eq!(
            before(&start, 1.day()).unwrap().timestamp().to_string(),
            a_day
        );
        assert_eq!(
            before(&start, 24.hours()).unwrap().timestamp().to_string(),
            hours
        );
    }
}

/// Rule 3.
#[test]
fn a_start_known_to_the_month_or_year_is_never_counted_down() {
    for start in ["2027-06", "2027"] {
        assert!(!dates(start, None, None).can_be_counted_down(), "{start}");
        assert_eq!(begins(start, Some("Asia/Shanghai")), None, "{start}");
    }
}

#[test]
fn dates_are_told_no_finer_than_they_are_known() {
    for (start, end, told) in [
        ("2026-12-14", Some("2026-12-15"), "14–15 December 2026"),
        (
            "2026-08-31",
            Some("2026-09-01"),
            "31 August – 1 September 2026",
        ),
        (
            "2026-12-31",
            Some("2027-01-01"),
            "31 December 2026 – 1 January 2027",
        ),
        ("2026-12-14", Some("2026-12-14"), "14 December 2026"),
        ("2026-12-14T09:00:00", None, "14 December 2026, 09:00"),
        (
            "2026-12-14T09:00:00",
            Some("2026-12-14T17:30:00"),
            "14 December 2026, 09:00–17:30",
        ),
        (
            "2026-12-14T09:00:00",
            Some("2026-12-15T17:30:00"),
            "14–15 December 2026, 09:00",
        ),
        ("2027-06", Some("2027-07"), "June – July 2027"),
        ("2027-06", None, "June 2027"),
        ("2027", None, "2027"),
    ] {
        assert_eq!(dates(start, end, None).to_string(), told);
    }
}

#[test]
fn a_zone_is_one_of_ianas_and_a_slip_has_a_nearest() {
    assert!(find_zone("Asia/Bishkek").is_some());
    for (given, nearest) in [
        ("Asia/Bishkeck", Some("Asia/Bishkek")),
        ("europe/brussels", Some("Europe/Brussels")),
        ("Bishkek", Some("Asia/Bishkek")),
        ("banana", None),
        ("PST", Some("America/Los_Angeles")),
        ("GMT+2", Some("Africa/Johannesburg")),
    ] {
        assert!(find_zone(given).is_none(), "{given}");
        assert_eq!(nearest_zone(given).as_deref(), nearest, "{given}");
    }
}

/// Midnight belongs to the day before it, where something ends, and to the day after it, where something begins.
#[test]
fn what_ends_at_midnight_gains_no_day() {
    let gala = dates("2027-01-10T19:00", Some("2027-01-11T00:00"), None);
    assert_eq!(gala.to_string(), "10 January 2027, 19:00–24:00");
    assert_eq!(gala.last_day().to_string(), "2027-01-10");
    let end = gala.ends().unwrap().timestamp().to_string();
    assert_eq!(end, "2027-01-11T00:00:00Z", "the instant stays");
    let two_days = dates("2027-01-31T09:00", Some("2027-02-02T00:00"), None);
    assert_eq!(two_days.to_string(), "31 January – 1 February 2027, 09:00");
    let day = dates("2027-01-10T00:00", Some("2027-01-11T00:00"), None);
    assert_eq!(day.to_string(), "10 January 2027, 00:00–24:00");
    let moment = dates("2027-01-10T00:00", Some("2027-01-10T00:00"), None);
    assert_eq!(moment.to_string(), "10 January 2027, 00:00");
    let into_the_night = dates("2027-01-10T19:00", Some("2027-01-11T01:00"), None);
    assert_eq!(into_the_night.to_string(), "10–11 January 2027, 19:00");
}

fn g20() -> Event<'static> {
    Event {
        id: "g20-2026",
        title: "G20 leaders' summit (Miami, 2026)".to_owned(),
        dates: dates("2026-12-14", Some("2026-12-15"), Some("America/New_York")),
        place: Some("Trump National Doral, Miami, United States".to_owned()),
        text: "Whether Xi and Putin come; South Africa is not invited, and says so loudly.\nSecond line: 峰会在迈阿密举行。".to_owned(),
        url: Some("https://example.org/g20?a=1,2"),
        status: EventStatus::Confirmed,
        as_of: "2026-02-19".parse().unwrap(),
        revision: 0,
    }
}

#[test]
fn the_calendar_is_written_as_rfc_5545_wants_it() {
    let call = Event {
        id: "sco-2027",
        title: "SCO: call".to_owned(),
        dates: dates(
            "2027-03-14T02:30:00",
            Some("2027-03-14T04:00:00"),
            Some("America/New_York"),
        ),
        place: None,
        url: None,
        status: EventStatus::Cancelled,
        revision: 2,
        ..g20()
    };
    let vague = Event {
        id: "brics-2027",
        dates: dates("2027-06", None, None),
        ..g20()
    };
    let ics = to_ics([g20(), call, vague]);
    assert!(ics.lines().all(|line| line.len() <= 75), "lines are folded");
    assert_eq!(
        ics.matches('\n').count(),
        ics.matches("\r\n").count(),
        "lines end with CRLF"
    );
    insta::assert_snapshot!(ics.replace('\r', ""));
}

#[test]
fn the_sequence_rises_with_a_newer_source_and_with_a_revision() {
    let older = g20();
    let again = Event {
        revision: 9,
        ..g20()
    };
    let newer = Event {
        as_of: "2026-02-20".parse().unwrap(),
        ..g20()
    };
    assert!(older.sequence() < again.sequence() && again.sequence() < newer.sequence());
    assert_eq!(older.uid(), newer.uid());
}

proptest! {
    #[test]
    fn what_is_written_can_be_read_back(title in "\\PC{1,200}", text in "[\\PC\n]{1,600}", place in "\\PC{1,80}") {
        let event = Event { title: title.clone(), text: text.clone(), place: Some(place.clone()), ..g20() };
        let sequence = event.sequence().to_string();
        let read: Calendar = to_ics([event]).parse().map_err(TestCaseError::fail)?;
        let event = read.events().next().unwrap();
        prop_assert_eq!(event.get_uid(), Some("g20-2026@attache"));
        prop_assert_eq!(event.property_value("SEQUENCE"), Some(sequence.as_str()));
        prop_assert_eq!(event.get_summary().map(str::trim), Some(title.trim()));
        prop_assert_eq!(event.get_description().map(str::trim), Some(text.trim()));
    }
}
