//! What `attache import` reads in calendars of other programs, what it proposes, and what it writes.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::support::folder::{Folder, TODAY, listed, shipped};
use attache::calendar::to_ics;
use attache::import::{
    IcsDateTime, ImportChoices, MAX_CALENDAR_BYTES, Proposal, propose, read_ics, write,
};
use attache::knowledge::load;
use proptest::prelude::*;

const FILE: &str = "a.ics";

/// A calendar with these lines in it.
fn calendar(lines: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\nVERSION:2.0\n{}\nEND:VCALENDAR\n",
        lines.trim()
    )
}

/// An event with these lines in it, from line 3 on.
fn event(lines: &str) -> String {
    calendar(&format!("BEGIN:VEVENT\n{}\nEND:VEVENT", lines.trim()))
}

/// A folder with one summit in it.
fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("organizations/g20.toml", ORGANIZATION);
    folder.write("summits/2026.toml", SUMMITS);
    assert_eq!(folder.problems(), "");
    folder
}

const ORGANIZATION: &str = r#"name = "Group of Twenty"
short = "G20"
summary = "Twenty."
"#;

const SUMMITS: &str = r#"#:schema ../schema/summits.json
# The meetings of 2026.

# Miami.
[g20-2026]
organization = "g20"
series = "G20"
name = "G20 leaders' summit"
start = 2026-12-14     # a Monday
end = 2026-12-15
city = "Miami"
country = "United States"
time_zone = "America/New_York"
status = "announced"
text = "Who comes."
as_of = 2019-06-05
sources = ["digest"]

[call-2026]
series = "US-China"
name = "Call"
start = 2026-12-20T09:30:00
time_zone = "Asia/Shanghai"
status = "expected"
text = "A call."
as_of = 2019-06-05
sources = ["digest"] # for want of a better one
"#;

const ASKED: ImportChoices<'static> = ImportChoices {
    source: None,
    series: None,
    today: TODAY,
};
const ANSWERED: ImportChoices<'static> = ImportChoices {
    source: Some("tass-2019-06-05"),
    series: Some("Talks"),
    today: TODAY,
};

fn proposed(ics: &str, answers: ImportChoices<'_>) -> (Folder, Proposal) {
    let folder = folder();
    let imported = read_ics(Path::new(FILE), ics.as_bytes(), None).unwrap();
    assert_eq!(listed(&imported.problems), "");
    let proposal = propose(&folder.load().knowledge, &imported.events, answers);
    (folder, proposal)
}

/// What is shown of a calendar.
fn shown(ics: &str, answers: ImportChoices<'_>) -> String {
    let (_, proposal) = proposed(ics, answers);
    let mut text = String::new();
    for (title, entries) in [("new", &proposal.new), ("changed", &proposal.changed)] {
        for entry in entries {
            let (line, year) = (entry.line, entry.year);
            let table = entry.to_toml();
            writeln!(text, "{title}, line {line}, {year}\n{}", table.trim_end()).unwrap();
        }
    }
    writeln!(text, "same: {}", proposal.same.join(" ")).unwrap();
    for (line, note) in &proposal.notes {
        writeln!(text, "note, line {line}: {note}").unwrap();
    }
    text
}

/// When the one event begins and ends, and what is told.
fn dates(lines: &str) -> String {
    dates_in(&event(&format!("SUMMARY:Talks\n{lines}")), None)
}

fn dates_in(ics: &str, zone: Option<&str>) -> String {
    let imported = match read_ics(Path::new(FILE), ics.as_bytes(), zone) {
        Ok(imported) => imported,
        Err(problem) => return problem.to_string(),
    };
    let told = |moment: &IcsDateTime| match moment {
        IcsDateTime::Day(day) => day.to_string(),
        IcsDateTime::Local { at, zone } => {
            format!("{at} {}", zone.as_deref().unwrap_or("by no clock"))
        }
        IcsDateTime::Instant(at) => at.to_string(),
    };
    let events = imported.events.iter().map(|event| {
        let end = event.end.as_ref().map(told);
        format!(
            "{} – {}",
            told(&event.start),
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
fn a_time_that_cannot_be_is_told_with_its_line() {
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
fn what_repeats_is_read_once_and_told() {
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

#[test]
fn a_file_of_any_make_is_read_alike() {
    let plain = event("SUMMARY:Саммит ШОС в Бишкеке\nDTSTART:20270707\nDESCRIPTION:One\\, two");
    let read = |bytes: &[u8]| read_ics(Path::new(FILE), bytes, None).unwrap().events;
    let expected = read(plain.as_bytes());
    assert_eq!(expected[0].title, "Саммит ШОС в Бишкеке");
    assert_eq!(expected[0].text.as_deref(), Some("One, two"));
    let crlf = plain.replace('\n', "\r\n");
    assert_eq!(read(crlf.as_bytes()), expected);
    assert_eq!(read(format!("\u{feff}{crlf}").as_bytes()), expected);
    // In the middle of a character, as programs that count bytes do.
    let at = plain.find("Бишкеке").unwrap() + 1;
    let folded = [&plain.as_bytes()[..at], b"\r\n ", &plain.as_bytes()[at..]].concat();
    assert_eq!(read(&folded), expected);
    let shouted = plain
        .replace("SUMMARY:", "summary:")
        .replace("BEGIN:VEVENT", "begin:vevent")
        .replace("END:VEVENT", "end:vevent");
    assert_eq!(read(shouted.as_bytes()), expected);
    let alarmed = plain.replace(
        "END:VEVENT",
        "BEGIN:VALARM\nTRIGGER:-PT5M\nDESCRIPTION:Ring\nSUMMARY:Ring\nEND:VALARM\nEND:VEVENT",
    );
    assert_eq!(read(alarmed.as_bytes()), expected);
    assert!(read(calendar("BEGIN:VTODO\nSUMMARY:x\nEND:VTODO").as_bytes()).is_empty());
}

#[test]
fn what_is_no_calendar_is_told_with_its_line() {
    let told = |bytes: &[u8]| {
        read_ics(Path::new(FILE), bytes, None)
            .unwrap_err()
            .to_string()
    };
    insta::assert_snapshot!(told(b""), @"a.ics: is empty; use a file that a calendar program has exported as iCalendar (.ics)");
    insta::assert_snapshot!(told(b"\n\n<!DOCTYPE html><html><head><title>Sign in to your account</title>"), @"a.ics:3:1: this is not a calendar: it begins with `<!DOCTYPE html><html><head><title>Sign i`, not with `BEGIN:VCALENDAR`; use a file that a calendar program has exported as iCalendar (.ics)");
    insta::assert_snapshot!(told(event("SUMMARY:x\nDTSTART:20270707").replace("END:VCALENDAR\n", "").as_bytes()), @"a.ics:6:1: the file ends before the `END:VCALENDAR` that line 1 needs; the file was cut short; export the calendar again");
    insta::assert_snapshot!(told(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n"), @"a.ics:3:1: `END:VCALENDAR` does not belong here: line 2 needs `END:VEVENT`; the file is damaged; export the calendar again");
    insta::assert_snapshot!(told(b"BEGIN:VCALENDAR\nEND:VCALENDAR\nEND:VCALENDAR\n"), @"a.ics:3:1: `END:VCALENDAR` does not belong here: no component is open; the file is damaged; export the calendar again");
    insta::assert_snapshot!(told(b"BEGIN:VCALENDAR\nEND:VCALENDAR\nand more\n"), @"a.ics:3:1: `and more` is outside any calendar; remove the line");
    insta::assert_snapshot!(told(b"BEGIN:VCALENDAR\nX:\xe9t\xe9\nEND:VCALENDAR\n"), @"a.ics:2:1: is not UTF-8 from this line on; export the calendar again, or save the file as UTF-8");
    insta::assert_snapshot!(told(&b"BEGIN:VCALENDAR\n".repeat(100_000)), @"a.ics:9:1: `VCALENDAR` is nested more than 8 components deep; the file is damaged; export the calendar again");
    let large = vec![b'x'; usize::try_from(MAX_CALENDAR_BYTES).unwrap() + 1];
    insta::assert_snapshot!(told(&large), @"a.ics: is larger than 4 MiB, the most that is read; export fewer events, such as those of one year");
    insta::assert_snapshot!(dates("DTSTART:20270707\nno colon here"), @"a.ics:6:1: `no colon here` is not of the form `NAME:value`; export the calendar again, or remove the line");
}

#[test]
fn as_much_as_fits_is_read() {
    let short = event("SUMMARY:x\nDTSTART:20270707\nDESCRIPTION:");
    let room = usize::try_from(MAX_CALENDAR_BYTES).unwrap() - short.len();
    let full = short.replace("DESCRIPTION:", &format!("DESCRIPTION:{}", "x".repeat(room)));
    assert_eq!(full.len() as u64, MAX_CALENDAR_BYTES);
    assert_eq!(
        read_ics(Path::new(FILE), full.as_bytes(), None)
            .unwrap()
            .events
            .len(),
        1
    );
}

#[test]
fn what_is_new_is_shown_with_what_an_editor_has_to_fill_in() {
    let nato = event(
        "UID:1@nato.int\nDTSTART;VALUE=DATE:20270707\nDTEND;VALUE=DATE:20270709\nSUMMARY:NATO summit\nLOCATION:Congress Hall\\, Tirana\\, Albania\nSTATUS:CONFIRMED",
    );
    insta::assert_snapshot!(shown(&nato, ASKED), @r#"
    new, line 3, 2027
    [nato-summit-2027]
    series = "FILL IN"  # the short name readers know, such as `SCO`; or give `--series`
    name = "NATO summit"
    start = 2027-07-07
    end = 2027-07-08
    city = "Tirana"
    venue = "Congress Hall"
    country = "Albania"  # taken from the calendar's LOCATION; check that it is right
    status = "FILL IN"  # confirmed, announced, expected, held or cancelled; the calendar says CONFIRMED
    text = "FILL IN"  # what to watch, what is known, what is in dispute
    as_of = "FILL IN"  # the date of the newest source
    sources = ["FILL IN"]  # ids from sources.toml; or give `--source`
    same:
    "#);
    let g20 = event(
        "DTSTART:20271101T090000Z\nDTEND:20271101T170000Z\nSUMMARY:G20 in Manchester\nDESCRIPTION:Who comes\\, and who does not.\nLOCATION:Manchester\nSTATUS:TENTATIVE",
    );
    insta::assert_snapshot!(shown(&g20, ANSWERED), @r#"
    new, line 3, 2027
    [g20-in-manchester-2027]
    organization = "g20"
    series = "G20"
    name = "G20 in Manchester"
    start = 2027-11-01T09:00:00
    end = 2027-11-01T17:00:00
    city = "Manchester"  # taken from the calendar's LOCATION; check that it is right
    time_zone = "UTC"  # the calendar gives the time in UTC only; use the venue's zone and local time if you know them
    status = "expected"
    text = "Who comes, and who does not."
    as_of = 2019-06-05
    sources = ["tass-2019-06-05"]
    same:
    "#);
    let floating = event("DTSTART:20271101T090000\nSUMMARY:金砖国家峰会\nSTATUS:CANCELLED");
    insta::assert_snapshot!(shown(&floating, ASKED), @r#"
    new, line 3, 2027
    [summit-2027]
    series = "FILL IN"  # the short name readers know, such as `SCO`; or give `--series`
    name = "金砖国家峰会"
    start = 2027-11-01T09:00:00
    time_zone = "FILL IN"  # the calendar names no time zone; or give `--time-zone`
    status = "cancelled"
    text = "FILL IN"  # what to watch, what is known, what is in dispute
    as_of = "FILL IN"  # the date of the newest source
    sources = ["FILL IN"]  # ids from sources.toml; or give `--source`
    same:
    "#);
    let long = event(&format!(
        "DTSTART:20271101\nSUMMARY:{}\nDESCRIPTION:{}",
        "x".repeat(101),
        "y".repeat(601)
    ));
    let shown = shown(&long, ANSWERED);
    assert!(
        shown.contains("# cut from 101 characters to the 100 that fit"),
        "{shown}"
    );
    assert!(
        shown.contains("# cut from 601 characters to the 600 that fit"),
        "{shown}"
    );
}

#[test]
fn what_changed_is_shown_beside_what_it_was() {
    let moved = event(
        "UID:g20-2026@attache\nSEQUENCE:99999\nSUMMARY:G20 leaders' summit (Miami\\, 2026)\nDTSTART:20261216\nDTEND:20261217\nLOCATION:Trump National Doral\\, Miami\\, United States\nSTATUS:CONFIRMED\nDESCRIPTION:Who stays away.\\nStatus: announced\\, as of 5 Jun 2019.",
    );
    insta::assert_snapshot!(shown(&moved, ASKED), @r#"
    changed, line 3, 2026
    [g20-2026]
    start = 2026-12-16  # was 2026-12-14
    # end  # removed; was 2026-12-15
    venue = "Trump National Doral"
    status = "confirmed"  # was "announced"
    text = "Who stays away."  # was "Who comes."
    as_of = "FILL IN"  # was 2019-06-05; the date of the newest source, never older than it was
    sources = ["digest", "FILL IN"]  # the source of this change; or give `--source`
    same:
    "#);
    insta::assert_snapshot!(shown(&moved, ANSWERED), @r#"
    changed, line 3, 2026
    [g20-2026]
    start = 2026-12-16  # was 2026-12-14
    # end  # removed; was 2026-12-15
    venue = "Trump National Doral"
    status = "confirmed"  # was "announced"
    text = "Who stays away."  # was "Who comes."
    revision = 1  # was 0
    sources = ["digest", "tass-2019-06-05"]
    same:
    "#);
    let cancelled = event(
        "UID:2@elsewhere\nSUMMARY:Call\nDTSTART:20261220T013000Z\nDESCRIPTION:Their own words\nSTATUS:CANCELLED",
    );
    insta::assert_snapshot!(shown(&cancelled, ANSWERED), @r#"
    changed, line 3, 2026
    [call-2026]
    status = "cancelled"  # was "expected"
    revision = 1  # was 0
    sources = ["digest", "tass-2019-06-05"]
    same:
    "#);
}

#[test]
fn what_says_the_same_is_left_alone() {
    // Another program's words of it are its own; it is the same time by another clock.
    let call = event(
        "UID:2@elsewhere\nSUMMARY:call\nDTSTART;TZID=Europe/Brussels:20261220T023000\nDESCRIPTION:Their own words",
    );
    insta::assert_snapshot!(shown(&call, ASKED), @"same: call-2026");
    let older = event("UID:g20-2026@attache\nSEQUENCE:1\nSUMMARY:Long ago\nDTSTART:20251216");
    insta::assert_snapshot!(shown(&older, ASKED), @"
    same: g20-2026
    note, line 3: `g20-2026` is older in the calendar (SEQUENCE 1) than here (70950); it is left alone
    ");
    let elsewhen = event("SUMMARY:G20 leaders' summit\nDTSTART:20261101");
    let shown = shown(&elsewhen, ASKED);
    insta::assert_snapshot!(shown.lines().last().unwrap(), @"note, line 3: `g20-2026` has the same name and begins on 2026-12-14; if it is the same meeting, change that one instead of adding `g20-leaders-summit-2026`");
}

#[test]
fn our_own_export_changes_nothing() {
    let knowledge = load(&shipped(), TODAY).unwrap().knowledge;
    let ics = to_ics(knowledge.events());
    let imported = read_ics(Path::new(FILE), ics.as_bytes(), None).unwrap();
    assert!(imported.problems.is_empty() && imported.notes.is_empty());
    let proposal = propose(&knowledge, &imported.events, ASKED);
    assert!(imported.events.len() > 30);
    assert_eq!(proposal.same.len(), imported.events.len());
    assert!(proposal.new.is_empty() && proposal.changed.is_empty() && proposal.notes.is_empty());
}

#[test]
fn what_is_accepted_is_written_among_the_rest_with_every_comment_kept() {
    let ics = calendar(
        "BEGIN:VEVENT\nUID:g20-2026@attache\nSEQUENCE:99999\nSUMMARY:G20 leaders' summit (Miami\\, 2026)\nDTSTART:20261216\nEND:VEVENT\n\
         BEGIN:VEVENT\nSUMMARY:G20 sherpas\nDTSTART:20261218\nDESCRIPTION:They prepare.\nEND:VEVENT\n\
         BEGIN:VEVENT\nSUMMARY:G20 finance\nDTSTART:20261101\nDESCRIPTION:Money.\nEND:VEVENT\n\
         BEGIN:VEVENT\nSUMMARY:Talks\nDTSTART:20280101\nDESCRIPTION:\"\"\"quoted\"\"\" и \\\\ more\nEND:VEVENT",
    );
    let (folder, proposal) = proposed(&ics, ANSWERED);
    let files = write(folder.path(), &proposal, TODAY).unwrap();
    let inside: Vec<_> = files
        .iter()
        .map(|file| file.strip_prefix(folder.path()).unwrap())
        .collect();
    assert_eq!(
        inside,
        [
            Path::new("summits/2026.toml"),
            Path::new("summits/2028.toml")
        ]
    );
    let read = |file: &str| fs::read_to_string(folder.path().join(file)).unwrap();
    insta::assert_snapshot!(read("summits/2026.toml"), @r#"
    #:schema ../schema/summits.json
    # The meetings of 2026.

    [g20-finance-2026]
    organization = "g20"
    series = "G20"
    name = "G20 finance"
    start = 2026-11-01
    status = "announced"
    text = "Money."
    as_of = 2019-06-05
    sources = ["tass-2019-06-05"]

    # Miami.
    [g20-2026]
    organization = "g20"
    series = "G20"
    name = "G20 leaders' summit"
    start = 2026-12-16     # a Monday
    city = "Miami"
    country = "United States"
    time_zone = "America/New_York"
    status = "announced"
    text = "Who comes."
    as_of = 2019-06-05
    sources = ["digest", "tass-2019-06-05"]
    revision = 1

    [g20-sherpas-2026]
    organization = "g20"
    series = "G20"
    name = "G20 sherpas"
    start = 2026-12-18
    status = "announced"
    text = "They prepare."
    as_of = 2019-06-05
    sources = ["tass-2019-06-05"]

    [call-2026]
    series = "US-China"
    name = "Call"
    start = 2026-12-20T09:30:00
    time_zone = "Asia/Shanghai"
    status = "expected"
    text = "A call."
    as_of = 2019-06-05
    sources = ["digest"] # for want of a better one
    "#);
    insta::assert_snapshot!(read("summits/2028.toml"), @r#"
    #:schema ../schema/summits.json

    [talks-2028]
    series = "Talks"
    name = "Talks"
    start = 2028-01-01
    status = "announced"
    text = '"""quoted""" и \ more'
    as_of = 2019-06-05
    sources = ["tass-2019-06-05"]
    "#);
    assert_eq!(folder.problems(), "");
    let left: Vec<_> = fs::read_dir(folder.path().join("summits"))
        .unwrap()
        .collect();
    assert_eq!(left.len(), 2, "no half-written file is left");
    // Once written, it is known.
    let imported = read_ics(Path::new(FILE), ics.as_bytes(), None).unwrap();
    let again = propose(&folder.load().knowledge, &imported.events, ANSWERED);
    assert!(
        again.new.is_empty() && again.changed.is_empty(),
        "{again:?}"
    );
}

#[test]
fn what_would_not_pass_is_refused_and_nothing_is_changed() {
    // A revision goes up to nine.
    let ics = event(
        "UID:g20-2026@attache\nSEQUENCE:99999\nSUMMARY:G20 leaders' summit (Miami\\, 2026)\nDTSTART:20261216",
    );
    let folder = folder();
    let full = SUMMITS.replace(
        "text = \"Who comes.\"",
        "text = \"Who comes.\"\nrevision = 9",
    );
    folder.write("summits/2026.toml", &full);
    let imported = read_ics(Path::new(FILE), ics.as_bytes(), None).unwrap();
    let proposal = propose(&folder.load().knowledge, &imported.events, ANSWERED);
    let error = write(folder.path(), &proposal, TODAY)
        .unwrap_err()
        .to_string();
    insta::assert_snapshot!(error.replace(&format!("{}/", folder.path().display()), ""), @"
    the result would not pass `attache check`; nothing was written:
    summits/2026.toml:15:12: `revision` is 10, allowed are 0 to 9
    ");
    assert_eq!(
        fs::read_to_string(folder.path().join("summits/2026.toml")).unwrap(),
        full
    );
    folder.write("glossary.toml", "half [[ writ");
    let error = write(folder.path(), &proposal, TODAY)
        .unwrap_err()
        .to_string();
    assert!(
        error.starts_with("fix the knowledge first; nothing was written:\n"),
        "{error}"
    );
}

#[test]
fn lines_end_as_they_did_and_other_files_are_left_alone() {
    let folder = folder();
    let windows = SUMMITS.replace('\n', "\r\n");
    folder.write("summits/2026.toml", &windows);
    let odd = "[a-2025]\nseries='A'\r\nname='A'\nstart=2025-01-01\r\nstatus='held'\ntext='A'\nas_of=2019-06-05\nsources=['digest']\n";
    folder.write("summits/2025.toml", odd);
    let ics = event("SUMMARY:G20 sherpas\nDTSTART:20261218\nDESCRIPTION:They prepare.");
    let imported = read_ics(Path::new(FILE), ics.as_bytes(), None).unwrap();
    let proposal = propose(&folder.load().knowledge, &imported.events, ANSWERED);
    write(folder.path(), &proposal, TODAY).unwrap();
    let read = |file: &str| fs::read_to_string(folder.path().join(file)).unwrap();
    let text = read("summits/2026.toml");
    assert!(text.contains("[g20-sherpas-2026]\r\n"), "{text}");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert_eq!(read("summits/2025.toml"), odd);
}

#[cfg(unix)]
#[test]
fn a_file_that_is_written_can_be_read_by_those_who_could_before() {
    use std::os::unix::fs::PermissionsExt as _;
    let ics = calendar(
        "BEGIN:VEVENT\nSUMMARY:Talks\nDTSTART:20261218\nDESCRIPTION:x\nEND:VEVENT\n\
         BEGIN:VEVENT\nSUMMARY:Talks\nDTSTART:20280101\nDESCRIPTION:x\nEND:VEVENT",
    );
    let (folder, proposal) = proposed(&ics, ANSWERED);
    let mode = |file: &str| {
        let metadata = fs::metadata(folder.path().join(file)).unwrap();
        metadata.permissions().mode() & 0o777
    };
    let old = folder.path().join("summits/2026.toml");
    fs::set_permissions(&old, fs::Permissions::from_mode(0o640)).unwrap();
    write(folder.path(), &proposal, TODAY).unwrap();
    assert_eq!(mode("summits/2026.toml"), 0o640);
    // As any other new file here.
    assert_eq!(mode("summits/2028.toml"), mode("organizations/g20.toml"));
}

/// The program, with this on its standard input.
fn import(folder: &Folder, arguments: &[&str], input: &[u8]) -> Output {
    use std::io::Write as _;
    let mut child = Command::new(env!("CARGO_BIN_EXE_attache"))
        .args([
            "--knowledge",
            folder.path().to_str().unwrap(),
            "import",
            "-",
        ])
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // Whoever has read enough closes the pipe.
    let _ = stdin.write_all(input);
    drop(stdin);
    child.wait_with_output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn the_export_piped_into_the_import_is_all_the_same() {
    let folder = Folder::copy_of_shipped();
    let export = Command::new(env!("CARGO_BIN_EXE_attache"))
        .args([
            "--knowledge",
            folder.path().to_str().unwrap(),
            "export",
            "ics",
        ])
        .output()
        .unwrap();
    let output = import(&folder, &[], &export.stdout);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(
        printed(&output).starts_with("# (standard input): 0 new, 0 changed, "),
        "{}",
        printed(&output)
    );
    assert_eq!(
        (printed(&output).lines().count(), said(&output).as_str()),
        (1, "")
    );
}

#[test]
fn nothing_is_written_unless_it_is_accepted_with_its_source() {
    let folder = folder();
    let ics = event("SUMMARY:G20 sherpas\nDTSTART:20261218\nDESCRIPTION:They prepare.");
    let shown = import(&folder, &[], ics.as_bytes());
    assert_eq!(shown.status.code(), Some(0));
    assert!(
        printed(&shown).contains("\n[g20-sherpas-2026]\n")
            && printed(&shown).ends_with("`--source ID --accept`.\n"),
        "{}",
        printed(&shown)
    );
    let json = import(&folder, &["--json"], ics.as_bytes());
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["new"][0]["fields"]["start"]["to"], "2026-12-18");
    assert_eq!(
        json["new"][0]["fill_in"],
        serde_json::json!(["status", "as_of", "sources"])
    );
    assert_eq!(json["written"], serde_json::Value::Null);
    let accept = import(&folder, &["--accept"], ics.as_bytes());
    assert_eq!(accept.status.code(), Some(2));
    let wrong = import(
        &folder,
        &["--accept", "--source", "tass-2019-06-06"],
        ics.as_bytes(),
    );
    assert_eq!(wrong.status.code(), Some(1));
    insta::assert_snapshot!(said(&wrong), @"error: there is no source `tass-2019-06-06` in sources.toml; add it there first, or did you mean `tass-2019-06-05`?");
    assert_eq!(
        fs::read_to_string(folder.path().join("summits/2026.toml")).unwrap(),
        SUMMITS
    );

    let done = import(
        &folder,
        &["--accept", "--source", "tass-2019-06-05"],
        ics.as_bytes(),
    );
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    assert!(printed(&done).contains("# Written: ") && printed(&done).contains("summits/2026.toml"));
    assert_eq!(
        folder
            .load()
            .knowledge
            .summit("g20-sherpas-2026")
            .unwrap()
            .name,
        "G20 sherpas"
    );
}

#[test]
fn what_cannot_be_filled_in_or_read_is_refused() {
    let folder = folder();
    let accept = ["--accept", "--source", "tass-2019-06-05"];
    let nameless = event("SUMMARY:Talks\nDTSTART:20261218\nDESCRIPTION:They talk.");
    let output = import(&folder, &accept, nameless.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(said(&output), @"error: only an editor can fill in `series` of `talks-2026` (line 3 of the calendar); give `--series`; nothing was written. Run it without `--accept`, then paste the proposal and complete it");
    let undated = event("SUMMARY:Talks");
    let output = import(&folder, &accept, undated.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(said(&output), @"
    (standard input):3:1: the event has no `DTSTART`; give it a date in the calendar program and export again
    error: part of the calendar cannot be read; nothing was written. Fix those events or remove them
    ");
    let output = import(&folder, &[], undated.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    let output = import(&folder, &[], b"not a calendar");
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(said(&output), @"error: (standard input):1:1: this is not a calendar: it begins with `not a calendar`, not with `BEGIN:VCALENDAR`; use a file that a calendar program has exported as iCalendar (.ics)");
    let output = import(&folder, &["--time-zone", "Europe/Brusels"], b"");
    assert_eq!(output.status.code(), Some(2));
    insta::assert_snapshot!(said(&output), @"error: there is no time zone `Europe/Brusels`; did you mean `Europe/Brussels`?");
    // Ten times what is read; it is not waited for.
    let output = import(&folder, &[], &vec![b'x'; 50 * 1024 * 1024]);
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(said(&output), @"error: (standard input): is larger than 4 MiB, the most that is read; export fewer events, such as those of one year");
    assert_eq!(
        fs::read_to_string(folder.path().join("summits/2026.toml")).unwrap(),
        SUMMITS
    );
}

proptest! {
    /// Whatever comes in, it is read or told; nothing else happens.
    #[test]
    fn junk_is_told(lines in prop::collection::vec("(BEGIN|END|DTSTART|DTEND|SUMMARY|TZID|RRULE|DURATION|[\\PC]{0,6})[:;= ]?(VEVENT|VCALENDAR|2027[0-9]{4}|[\\PC]{0,12})", 0..12)) {
        let ics = calendar(&lines.join("\n"));
        if let Ok(imported) = read_ics(Path::new(FILE), ics.as_bytes(), None) {
            let knowledge = attache::knowledge::Knowledge::default();
            let proposal = propose(&knowledge, &imported.events, ASKED);
            prop_assert_eq!(proposal.new.len(), imported.events.len());
            for entry in &proposal.new {
                prop_assert!(entry.to_toml().parse::<toml::Table>().is_ok(), "{}", entry.to_toml());
            }
        }
        let _ = read_ics(Path::new(FILE), lines.join("\r\n").as_bytes(), Some("Asia/Tokyo"));
    }
}
