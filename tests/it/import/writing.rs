//! What is written of a proposal, and what is not.

use std::fs;
use std::path::Path;

use super::{Import, SUMMITS, calendar, event, talks};

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "one situation, from its beginning to its end"
)]
fn what_is_accepted_is_written_among_the_rest_with_every_comment_kept() {
    let ics = calendar(
        "BEGIN:VEVENT\nUID:g20-2026@attache\nSEQUENCE:99999\nSUMMARY:G20 leaders' summit (Miami\\, 2026)\nDTSTART:20261216\nEND:VEVENT\n\
         BEGIN:VEVENT\nSUMMARY:G20 sherpas\nDTSTART:20261218\nDESCRIPTION:They prepare.\nEND:VEVENT\n\
         BEGIN:VEVENT\nSUMMARY:G20 finance\nDTSTART:20261101\nDESCRIPTION:Money.\nEND:VEVENT\n\
         BEGIN:VEVENT\nSUMMARY:Talks\nDTSTART:20280101\nDESCRIPTION:\"\"\"quoted\"\"\" и \\\\ more\nEND:VEVENT",
    );
    let import = Import::of(ics).decided();
    let files = import.write().unwrap();
    assert_eq!(
        files,
        [
            Path::new("summits/2026.toml"),
            Path::new("summits/2028.toml")
        ]
    );
    insta::assert_snapshot!(import.text_of("summits/2026.toml"), @r#"
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
    insta::assert_snapshot!(import.text_of("summits/2028.toml"), @r#"
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
    assert_eq!(import.folder.problems(), "");
    let left = fs::read_dir(import.folder.path().join("summits"));
    assert_eq!(left.unwrap().count(), 2, "no half-written file is left");
    // Once written, it is known.
    let again = import.proposal();
    assert!(
        again.new.is_empty() && again.changed.is_empty(),
        "{again:?}"
    );
}

#[test]
fn what_would_not_pass_is_refused_and_nothing_is_changed() {
    // A revision goes up to nine.
    let full = SUMMITS.replace(
        "text = \"Who comes.\"",
        "text = \"Who comes.\"\nrevision = 9",
    );
    let import = Import::of(event(
        "UID:g20-2026@attache\nSEQUENCE:99999\nSUMMARY:G20 leaders' summit (Miami\\, 2026)\nDTSTART:20261216",
    ))
    .decided()
    .with_file("summits/2026.toml", &full);
    insta::assert_snapshot!(import.write().unwrap_err(), @"
    the result would not pass `attache check`; nothing was written:
    summits/2026.toml:15:12: `revision` is 10, allowed are 0 to 9
    ");
    assert_eq!(import.text_of("summits/2026.toml"), full);
    let import = import.with_file("glossary.toml", "half [[ writ");
    let error = import.write().unwrap_err();
    assert!(
        error.starts_with("fix the knowledge first; nothing was written:\nglossary.toml:1:"),
        "{error}"
    );
}

#[test]
fn lines_end_as_they_did_and_other_files_are_left_alone() {
    let odd = "[a-2025]\nseries='A'\r\nname='A'\nstart=2025-01-01\r\nstatus='held'\ntext='A'\nas_of=2019-06-05\nsources=['digest']\n";
    let import = Import::of(calendar(&talks("G20 sherpas", "20261218")))
        .decided()
        .with_file("summits/2026.toml", &SUMMITS.replace('\n', "\r\n"))
        .with_file("summits/2025.toml", odd);
    import.write().unwrap();
    let text = import.text_of("summits/2026.toml");
    assert!(text.contains("[g20-sherpas-2026]\r\n"), "{text}");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert_eq!(import.text_of("summits/2025.toml"), odd);
}

#[cfg(unix)]
#[test]
fn a_file_that_is_written_can_be_read_by_those_who_could_before() {
    use std::os::unix::fs::PermissionsExt as _;
    let events = [talks("Talks", "20261218"), talks("Talks", "20280101")];
    let import = Import::of(calendar(&events.join("\n"))).decided();
    let file = |file: &str| import.folder.path().join(file);
    let mode = |name: &str| fs::metadata(file(name)).unwrap().permissions().mode() & 0o777;
    fs::set_permissions(file("summits/2026.toml"), fs::Permissions::from_mode(0o640)).unwrap();
    import.write().unwrap();
    assert_eq!(mode("summits/2026.toml"), 0o640);
    // As any other new file here.
    assert_eq!(mode("summits/2028.toml"), mode("organizations/g20.toml"));
}
