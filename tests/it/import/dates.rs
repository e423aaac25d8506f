//! Dates, times and zones as calendars of other programs write them.

use std::path::Path;

use attache::import::{IcsDateTime, read_ics};

use super::{FILE, calendar, event};

/// When the one event begins and ends, and what is noted.
fn dates(lines: &str) -> String {
    dates_in(&event(&format!("SUMMARY:Talks\n{lines}")), None)
}

fn dates_in(ics: &str, zone: Option<&str>) -> String {
    let imported = match read_ics(Path::new(FILE), ics.as_bytes(), zone) {
        Ok(imported) => imported,
        Err(problem) => return problem.to_string(),
    };
    let shown = |moment: &IcsDateTime| match moment {
        IcsDateTime::Day(day) => day.to_string(),
        IcsDateTime::Local { at, zone } => {
            format!("{at} {}", zone.as_deref().unwrap_or("by no clock"))
        }
        IcsDateTime::Instant(at) => at.to_string(),
    };
    let events = imported.events.iter().map(|event| {
        let end = event.end.as_ref().map(shown);
        format!(
            "{} – {}",
            shown(&event.start),
            end.as_deref().unwrap_or("the same")
        )
    });
    let notes = imported.notes.iter().map(|note| format!("note: {note}"));
    let problems = imported.problems.iter().map(ToString::to_string);
    events
        .chain(notes)
        .chain(problems)
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn each_way_to_write_a_time_is_read() {
    insta::assert_snapshot!(dates("DTSTART;VALUE=DATE:20270707\nDTEND;VALUE=DATE:20270709"), @"2027-07-07 – 2027-07-08");
    insta::assert_snapshot!(dates("DTSTART;VALUE=DATE:20270707"), @"2027-07-07 – the same");
    insta::assert_snapshot!(dates("DTSTART;VALUE=DATE:20270707\nDTEND;VALUE=DATE:20270708"), @"2027-07-07 – the same");
    insta::assert_snapshot!(dates("DTSTART:20270707\nDURATION:P2D"), @"2027-07-07 – 2027-07-08");
    insta::assert_snapshot!(dates("DTSTART;TZID=Europe/Brussels:20270707T090000\nDTEND;TZID=Europe/London:20270707T100000"), @"2027-07-07T09:00:00 Europe/Brussels – 2027-07-07T10:00:00 Europe/London");
    insta::assert_snapshot!(dates("DTSTART:20270707T090000Z\nDURATION:PT90M"), @"2027-07-07T09:00:00Z – 2027-07-07T10:30:00Z");
    insta::assert_snapshot!(dates("DTSTART:20270707T090000\nDTEND:20270707T100000"), @"2027-07-07T09:00:00 by no clock – 2027-07-07T10:00:00 by no clock");
    // A day is the same wall clock, a day of hours is not: clocks change in between.
    insta::assert_snapshot!(dates("DTSTART;TZID=Europe/Brussels:20270327T120000\nDURATION:P1D"), @"2027-03-27T12:00:00 Europe/Brussels – 2027-03-28T12:00:00 Europe/Brussels");
    insta::assert_snapshot!(dates("DTSTART;TZID=Europe/Brussels:20270327T120000\nDURATION:PT24H"), @"2027-03-27T12:00:00 Europe/Brussels – 2027-03-28T13:00:00 Europe/Brussels");
}

#[test]
fn a_time_that_cannot_be_is_reported_with_its_line() {
    insta::assert_snapshot!(dates("UID:1"), @"a.ics:3:1: the event has no `DTSTART`; give it a date in the calendar program and export again");
    insta::assert_snapshot!(dates("DTSTART:tomorrow"), @"a.ics:5:1: `DTSTART:tomorrow` is not a date; write a day as `20261214`, a time as `20261214T090000`, with a `Z` behind it for UTC");
    insta::assert_snapshot!(dates("DTSTART:20270230"), @"a.ics:5:1: `DTSTART:20270230` is not a date; write a day as `20261214`, a time as `20261214T090000`, with a `Z` behind it for UTC");
    insta::assert_snapshot!(dates("DTSTART:20270707T250000Z"), @"a.ics:5:1: `DTSTART:20270707T250000Z` is not a date; write a day as `20261214`, a time as `20261214T090000`, with a `Z` behind it for UTC");
    insta::assert_snapshot!(dates("DTSTART:20270707T090000+0200"), @"a.ics:5:1: `DTSTART:20270707T090000+0200` is not a date; write a day as `20261214`, a time as `20261214T090000`, with a `Z` behind it for UTC");
    insta::assert_snapshot!(dates("DTSTART:二〇二七"), @"a.ics:5:1: `DTSTART:二〇二七` is not a date; write a day as `20261214`, a time as `20261214T090000`, with a `Z` behind it for UTC");
    insta::assert_snapshot!(dates("DTSTART:20270707\nDURATION:two days"), @"a.ics:6:1: `DURATION:two days` does not fit here; write `PT2H` or `P2D`; an all-day event takes whole days");
    insta::assert_snapshot!(dates("DTSTART:20270707\nDURATION:-P1D"), @"a.ics:6:1: `DURATION:-P1D` does not fit here; write `PT2H` or `P2D`; an all-day event takes whole days");
    insta::assert_snapshot!(dates("DTSTART:20270707\nDTEND:20270706"), @"a.ics:6:1: the event ends before it begins; fix it in the calendar program and export again");
    insta::assert_snapshot!(dates("DTSTART:20270707\nDTEND:20270707"), @"
    2027-07-07 – the same
    note: a.ics:6:1: an all-day event ends on the day after its last; this one ends on its first day, and is read as one day
    ");
    insta::assert_snapshot!(dates("DTSTART:20270707\nDTEND:20270707T100000Z"), @"a.ics:6:1: the event begins with a day and ends with a time, or the other way round; fix it in the calendar program and export again");
    insta::assert_snapshot!(dates("DTSTART:20270707T090000Z\nDTEND:20270707T080000Z"), @"a.ics:6:1: the event ends before it begins; fix it in the calendar program and export again");
    insta::assert_snapshot!(dates_in(&event("DTSTART:20270707"), None), @"a.ics:3:1: the event has no `SUMMARY`; give it a title in the calendar program and export again");
}

#[test]
fn a_zone_is_found_by_every_name_that_programs_give_it() {
    let zone = |name: &str| dates(&format!("DTSTART;TZID={name}:20270707T090000"));
    insta::assert_snapshot!(zone("europe/brussels"), @"
    2027-07-07T09:00:00 Europe/Brussels – the same
    note: a.ics:5:1: the time zone `europe/brussels` is read as `Europe/Brussels`
    ");
    insta::assert_snapshot!(zone("Romance Standard Time"), @"
    2027-07-07T09:00:00 Europe/Paris – the same
    note: a.ics:5:1: the time zone `Romance Standard Time` is read as `Europe/Paris`
    ");
    insta::assert_snapshot!(zone("\"China Standard Time\""), @"
    2027-07-07T09:00:00 Asia/Shanghai – the same
    note: a.ics:5:1: the time zone `China Standard Time` is read as `Asia/Shanghai`
    ");
    insta::assert_snapshot!(zone("/freeassociation.sourceforge.net/Asia/Bishkek"), @"
    2027-07-07T09:00:00 Asia/Bishkek – the same
    note: a.ics:5:1: the time zone `/freeassociation.sourceforge.net/Asia/Bishkek` is read as `Asia/Bishkek`
    ");
    insta::assert_snapshot!(zone("Europe/Brusels"), @"a.ics:5:1: there is no time zone `Europe/Brusels`; say which IANA zone it is, such as `--time-zone Europe/Brussels`");
    insta::assert_snapshot!(zone("Customized Time Zone"), @"a.ics:5:1: there is no time zone `Customized Time Zone`; say which IANA zone it is, such as `--time-zone Europe/Brussels`");
    let ics = event("SUMMARY:Talks\nDTSTART;TZID=Customized Time Zone:20270707T090000");
    insta::assert_snapshot!(dates_in(&ics, Some("Asia/Tokyo")), @"
    2027-07-07T09:00:00 Asia/Tokyo – the same
    note: a.ics:5:1: there is no time zone `Customized Time Zone`; `Asia/Tokyo` is used instead
    ");
    let floating = event("SUMMARY:Talks\nDTSTART:20270707T090000");
    insta::assert_snapshot!(dates_in(&floating, Some("Asia/Tokyo")), @"2027-07-07T09:00:00 Asia/Tokyo – the same");
    let google = floating.replace("VERSION:2.0", "X-WR-TIMEZONE:Europe/Moscow");
    insta::assert_snapshot!(dates_in(&google, None), @"2027-07-07T09:00:00 Europe/Moscow – the same");
    let described = calendar(
        "BEGIN:VTIMEZONE\nTZID:Mine\nX-LIC-LOCATION:Asia/Almaty\nBEGIN:STANDARD\nDTSTART:19700101T000000\nEND:STANDARD\nEND:VTIMEZONE\n\
         BEGIN:VEVENT\nSUMMARY:Talks\nDTSTART;TZID=Mine:20270707T090000\nEND:VEVENT",
    );
    insta::assert_snapshot!(dates_in(&described, None), @"
    2027-07-07T09:00:00 Asia/Almaty – the same
    note: a.ics:12:1: the time zone `Mine` is read as `Asia/Almaty`
    ");
}

#[test]
fn what_repeats_is_read_once_and_noted() {
    insta::assert_snapshot!(dates("DTSTART:20270707\nRRULE:FREQ=YEARLY"), @"
    2027-07-07 – the same
    note: a.ics:6:1: `RRULE:FREQ=YEARLY` repeats the event; only the first occurrence is read
    ");
    insta::assert_snapshot!(dates("UID:1\nRECURRENCE-ID:20270707\nDTSTART:20270708"), @"note: a.ics:6:1: this changes one occurrence of a repeating event; it is left out");
    let twice = calendar(
        "BEGIN:VEVENT\nUID:1\nSEQUENCE:2\nSUMMARY:New\nDTSTART:20270708\nEND:VEVENT\nBEGIN:VEVENT\nUID:1\nSEQUENCE:1\nSUMMARY:Old\nDTSTART:20270707\nEND:VEVENT",
    );
    insta::assert_snapshot!(dates_in(&twice, None), @"
    2027-07-08 – the same
    note: a.ics:9:1: the calendar has a newer version of the event `1`; this one is left out
    ");
}
