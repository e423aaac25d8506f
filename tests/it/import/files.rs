//! What is read of a file as a whole, and what of it is reported.

use std::path::Path;

use attache::import::{MAX_CALENDAR_BYTES, propose, read_ics};
use proptest::prelude::*;

use super::{FILE, UNDECIDED, calendar, event, read};
use crate::support::folder::listed;

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
fn what_is_no_calendar_is_reported_with_its_line() {
    let problem = |bytes: &[u8]| {
        read_ics(Path::new(FILE), bytes, None)
            .unwrap_err()
            .to_string()
    };
    insta::assert_snapshot!(problem(b""), @"a.ics: is empty; use a file that a calendar program has exported as iCalendar (.ics)");
    insta::assert_snapshot!(problem(b"\n\n<!DOCTYPE html><html><head><title>Sign in to your account</title>"), @"a.ics:3:1: this is not a calendar: it begins with `<!DOCTYPE html><html><head><title>Sign i`, not with `BEGIN:VCALENDAR`; use a file that a calendar program has exported as iCalendar (.ics)");
    insta::assert_snapshot!(problem(event("SUMMARY:x\nDTSTART:20270707").replace("END:VCALENDAR\n", "").as_bytes()), @"a.ics:6:1: the file ends before the `END:VCALENDAR` that line 1 needs; the file was cut short; export the calendar again");
    insta::assert_snapshot!(problem(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n"), @"a.ics:3:1: `END:VCALENDAR` does not belong here: line 2 needs `END:VEVENT`; the file is damaged; export the calendar again");
    insta::assert_snapshot!(problem(b"BEGIN:VCALENDAR\nEND:VCALENDAR\nEND:VCALENDAR\n"), @"a.ics:3:1: `END:VCALENDAR` does not belong here: no component is open; the file is damaged; export the calendar again");
    insta::assert_snapshot!(problem(b"BEGIN:VCALENDAR\nEND:VCALENDAR\nand more\n"), @"a.ics:3:1: `and more` is outside any calendar; remove the line");
    insta::assert_snapshot!(problem(b"BEGIN:VCALENDAR\nX:\xe9t\xe9\nEND:VCALENDAR\n"), @"a.ics:2:1: is not UTF-8 from this line on; export the calendar again, or save the file as UTF-8");
    insta::assert_snapshot!(problem(&b"BEGIN:VCALENDAR\n".repeat(100_000)), @"a.ics:9:1: `VCALENDAR` is nested more than 8 components deep; the file is damaged; export the calendar again");
    let large = vec![b'x'; usize::try_from(MAX_CALENDAR_BYTES).unwrap() + 1];
    insta::assert_snapshot!(problem(&large), @"a.ics: is larger than 4 MiB, the most that is read; export fewer events, such as those of one year");
    let odd = read(&event("SUMMARY:Talks\nDTSTART:20270707\nno colon here"));
    insta::assert_snapshot!(listed(&odd.problems), @"a.ics:6:1: `no colon here` is not of the form `NAME:value`; export the calendar again, or remove the line");
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

proptest! {
    /// Whatever comes in, it is read or reported; nothing else happens.
    #[test]
    fn junk_is_reported(lines in prop::collection::vec("(BEGIN|END|DTSTART|DTEND|SUMMARY|TZID|RRULE|DURATION|[\\PC]{0,6})[:;= ]?(VEVENT|VCALENDAR|2027[0-9]{4}|[\\PC]{0,12})", 0..12)) {
        let ics = calendar(&lines.join("\n"));
        if let Ok(imported) = read_ics(Path::new(FILE), ics.as_bytes(), None) {
            let knowledge = attache::knowledge::Knowledge::default();
            let proposal = propose(&knowledge, &imported.events, UNDECIDED);
            prop_assert_eq!(proposal.new.len(), imported.events.len());
            for entry in &proposal.new {
                prop_assert!(entry.to_toml().parse::<toml::Table>().is_ok(), "{}", entry.to_toml());
            }
        }
        let _ = read_ics(Path::new(FILE), lines.join("\r\n").as_bytes(), Some("Asia/Tokyo"));
    }
}
