//! The program `attache import` as an editor runs it.

use std::fs;
use std::process::{Command, Output, Stdio};

use super::{Import, SUMMITS, event};
use crate::support::folder::Folder;

/// The program, with this on its standard input.
fn attache_import(folder: &Folder, arguments: &[&str], input: &[u8]) -> Output {
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
    let output = attache_import(&folder, &[], &export.stdout);
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
    let import = Import::of("");
    let folder = &import.folder;
    let ics = event("SUMMARY:G20 sherpas\nDTSTART:20261218\nDESCRIPTION:They prepare.");
    let shown = attache_import(folder, &[], ics.as_bytes());
    assert_eq!(shown.status.code(), Some(0));
    assert!(
        printed(&shown).contains("\n[g20-sherpas-2026]\n")
            && printed(&shown).ends_with("`--source ID --accept`.\n"),
        "{}",
        printed(&shown)
    );
    let json = attache_import(folder, &["--json"], ics.as_bytes());
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["new"][0]["fields"]["start"]["to"], "2026-12-18");
    assert_eq!(
        json["new"][0]["fill_in"],
        serde_json::json!(["status", "as_of", "sources"])
    );
    assert_eq!(json["written"], serde_json::Value::Null);
    let accept = attache_import(folder, &["--accept"], ics.as_bytes());
    assert_eq!(accept.status.code(), Some(2));
    let wrong = attache_import(
        folder,
        &["--accept", "--source", "tass-2019-06-06"],
        ics.as_bytes(),
    );
    assert_eq!(wrong.status.code(), Some(1));
    insta::assert_snapshot!(said(&wrong), @"error: there is no source `tass-2019-06-06` in sources.toml; add it there first, or did you mean `tass-2019-06-05`?");
    assert_eq!(
        fs::read_to_string(folder.path().join("summits/2026.toml")).unwrap(),
        SUMMITS
    );

    let done = attache_import(
        folder,
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
    let import = Import::of("");
    let folder = &import.folder;
    let accept = ["--accept", "--source", "tass-2019-06-05"];
    let nameless = event("SUMMARY:Talks\nDTSTART:20261218\nDESCRIPTION:They talk.");
    let output = attache_import(folder, &accept, nameless.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(said(&output), @"error: only an editor can fill in `series` of `talks-2026` (line 3 of the calendar); give `--series`; nothing was written. Run it without `--accept`, then paste the proposal and complete it");
    let undated = event("SUMMARY:Talks");
    let output = attache_import(folder, &accept, undated.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(said(&output), @"
    (standard input):3:1: the event has no `DTSTART`; give it a date in the calendar program and export again
    error: part of the calendar cannot be read; nothing was written. Fix those events or remove them
    ");
    let output = attache_import(folder, &[], undated.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    let output = attache_import(folder, &[], b"not a calendar");
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(said(&output), @"error: (standard input):1:1: this is not a calendar: it begins with `not a calendar`, not with `BEGIN:VCALENDAR`; use a file that a calendar program has exported as iCalendar (.ics)");
    let output = attache_import(folder, &["--time-zone", "Europe/Brusels"], b"");
    assert_eq!(output.status.code(), Some(2));
    insta::assert_snapshot!(said(&output), @"error: there is no time zone `Europe/Brusels`; did you mean `Europe/Brussels`?");
    // Ten times what is read; it is not waited for.
    let output = attache_import(folder, &[], &vec![b'x'; 50 * 1024 * 1024]);
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(said(&output), @"error: (standard input): is larger than 4 MiB, the most that is read; export fewer events, such as those of one year");
    assert_eq!(
        fs::read_to_string(folder.path().join("summits/2026.toml")).unwrap(),
        SUMMITS
    );
}
