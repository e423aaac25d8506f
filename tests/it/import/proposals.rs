//! What is proposed of a calendar that could be read.

use attache::calendar::to_ics;
use attache::import::propose;
use attache::knowledge::load;

use super::{Import, UNDECIDED, event, read};
use crate::support::folder::{TODAY, shipped};

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "one situation, from its beginning to its end"
)]
fn what_is_new_is_shown_with_what_an_editor_has_to_fill_in() {
    let nato = event(
        "UID:1@nato.int\nDTSTART;VALUE=DATE:20270707\nDTEND;VALUE=DATE:20270709\nSUMMARY:NATO summit\nLOCATION:Congress Hall\\, Tirana\\, Albania\nSTATUS:CONFIRMED",
    );
    insta::assert_snapshot!(Import::of(nato).shown(), @r#"
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
    insta::assert_snapshot!(Import::of(g20).decided().shown(), @r#"
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
    insta::assert_snapshot!(Import::of(floating).shown(), @r#"
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
    let shown = Import::of(long).decided().shown();
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
    insta::assert_snapshot!(Import::of(&moved).shown(), @r#"
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
    insta::assert_snapshot!(Import::of(&moved).decided().shown(), @r#"
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
    insta::assert_snapshot!(Import::of(cancelled).decided().shown(), @r#"
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
    insta::assert_snapshot!(Import::of(call).shown(), @"same: call-2026");
    let older = event("UID:g20-2026@attache\nSEQUENCE:1\nSUMMARY:Long ago\nDTSTART:20251216");
    insta::assert_snapshot!(Import::of(older).shown(), @"
    same: g20-2026
    note, line 3: `g20-2026` is older in the calendar (SEQUENCE 1) than here (70950); it is left alone
    ");
    let elsewhen = event("SUMMARY:G20 leaders' summit\nDTSTART:20261101");
    let shown = Import::of(elsewhen).shown();
    insta::assert_snapshot!(shown.lines().last().unwrap(), @"note, line 3: `g20-2026` has the same name and begins on 2026-12-14; if it is the same meeting, change that one instead of adding `g20-leaders-summit-2026`");
}

#[test]
fn our_own_export_changes_nothing() {
    let knowledge = load(&shipped(), TODAY).unwrap().knowledge;
    let ics = to_ics(knowledge.events());
    let imported = read(&ics);
    assert!(imported.problems.is_empty() && imported.notes.is_empty());
    let proposal = propose(&knowledge, &imported.events, UNDECIDED);
    assert!(imported.events.len() > 30);
    assert_eq!(proposal.same.len(), imported.events.len());
    assert!(proposal.new.is_empty() && proposal.changed.is_empty() && proposal.notes.is_empty());
}
