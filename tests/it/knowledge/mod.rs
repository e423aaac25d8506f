//! The shipped knowledge is sound, and broken knowledge is told with its place.
mod broken;
mod declined;
mod limits;
mod strange_files;
mod tracks;

use crate::support::folder::{TODAY, listed, shipped};
use attache::knowledge::load;
use jiff::civil::date;

#[test]
fn the_shipped_knowledge_has_no_problem() {
    let loaded = load(&shipped(), TODAY).unwrap();
    assert_eq!(listed(&loaded.problems), "");
    for id in [
        "north-korea",
        "venezuela",
        "middle-east",
        "syria",
        "iran",
        "israel-palestine",
        "afghanistan",
        "arctic",
        "serbia",
        "africa",
        "sudan",
        "central-african-republic",
        "south-china-sea",
        "ukraine",
        "central-asia",
        "bilateral",
    ] {
        let hotspot = loaded
            .knowledge
            .hotspot(id)
            .unwrap_or_else(|| panic!("{id} is missing"));
        let oldest = hotspot.alignments.last().unwrap();
        assert_eq!(
            oldest.as_of.to_string(),
            "Jun 2019",
            "{id} has lost its June 2019 picture"
        );
        assert!(
            hotspot.alignments.len() > 1,
            "{id} does not say what has changed since 2019"
        );
    }
    for id in [
        "sco",
        "g20",
        "brics",
        "ric",
        "csto",
        "eaeu",
        "arctic-council",
    ] {
        assert!(loaded.knowledge.topic(id).is_some(), "{id} is missing");
    }
    assert_eq!(loaded.knowledge.facts_until(), Some(date(2026, 7, 2)));
}

/// A folder with one hotspot, one organization, one source, and `summits` in `summits/2026.toml`.
fn with_summits(summits: &str) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (path, text) in [
        (
            "hotspots/iran.toml",
            "name = \"Iran\"\nsummary = \"x\"\n[[alignment]]\nstance = \"unclear\"\nreason = \"x\"\nas_of = 2026-01-01\nsources = [\"tass\"]\n",
        ),
        (
            "organizations/sco.toml",
            "name = \"Shanghai Cooperation Organization\"\nshort = \"SCO\"\nsummary = \"x\"\n",
        ),
        (
            "sources.toml",
            "[tass]\npublisher = \"TASS\"\ngrade = \"A\"\n",
        ),
        ("summits/2026.toml", summits),
    ] {
        let path = dir.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    dir
}

/// A sound summit, with `lines` in it; a line of the same key takes the place of the usual one.
fn summit(id: &str, lines: &[&str]) -> String {
    let key = |line: &str| line.split(' ').next().unwrap_or_default().to_owned();
    let usual = [
        "series = \"SCO\"",
        "name = \"SCO summit\"",
        "status = \"announced\"",
        "text = \"x\"",
        "as_of = 2026-01-01",
        "sources = [\"tass\"]",
    ];
    let kept = usual
        .iter()
        .filter(|line| !lines.iter().any(|other| key(other) == key(line)));
    let all: Vec<&str> = kept.chain(lines).copied().collect();
    format!("[{id}]\n{}\n", all.join("\n"))
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "one situation, from its beginning to its end"
)]
fn what_is_wrong_with_a_summit_is_told_with_the_way_out() {
    for (lines, told) in [
        (
            &["organization = \"sco1\""][..],
            "there is no organization `sco1`; did you mean `sco`?",
        ),
        (
            &["watch = [\"irn\"]"],
            "there is no hotspot `irn`; did you mean `iran`?",
        ),
        (
            &["sources = [\"tas\"]"],
            "there is no source `tas` in sources.toml; did you mean `tass`?",
        ),
        (
            &["time_zone = \"Asia/Bishkeck\""],
            "there is no time zone `Asia/Bishkeck`; did you mean `Asia/Bishkek`?",
        ),
        (
            &["start = 2026-12-15", "end = 2026-12-14"],
            "`start` is 2026-12-15, after `end`, 2026-12-14",
        ),
        (
            &["start = 2026-12-15", "end = \"2026-12\""],
            "`start` is known to the day and `end` to the month",
        ),
        (&["end = 2026-12-15"], "an `end` needs a `start`"),
        (
            &["start = 2026-12-15T09:00:00"],
            "a `start` with an hour needs the venue's `time_zone`",
        ),
        (
            &["start = 2026-12-15T09:00:00Z"],
            "`2026-12-15T09:00:00Z` is not a date",
        ),
        (
            &["start = 2026-12-15", "status = \"held\""],
            "`status` is `held`, but it begins on 2026-12-15",
        ),
        (
            &["start = 2026-12-15", "unverified = true"],
            "`unverified` is for a date that has passed",
        ),
        (
            &["as_of = 2026-12-15"],
            "`2026-12-15` is in the future; today is 2026-11-23",
        ),
        (
            &["status = \"sure\""],
            "`status` is `sure`; allowed are `confirmed`",
        ),
        (
            &["citty = \"Miami\""],
            "unknown key `citty`; did you mean `city`?",
        ),
    ] {
        let dir = with_summits(&summit("sco-2026", lines));
        let problems = load(dir.path(), TODAY).unwrap().problems;
        assert_eq!(problems.len(), 1, "{told}:\n{}", listed(&problems));
        assert!(problems[0].to_string().contains(told), "{}", problems[0]);
        assert!(
            problems[0].place.is_some_and(|place| place.line > 0),
            "{}",
            problems[0]
        );
    }
}

#[test]
fn a_summit_stands_in_one_file_only() {
    let dir = with_summits(&summit("sco-2026", &[]));
    std::fs::write(
        dir.path().join("summits/2027.toml"),
        summit("sco-2026", &[]),
    )
    .unwrap();
    let problems = load(dir.path(), TODAY).unwrap().problems;
    assert!(
        problems[0]
            .message
            .contains("the summit `sco-2026` is already in"),
        "{}",
        listed(&problems)
    );
}

/// The last day itself has not passed; the day after it has.
#[test]
fn a_planned_date_that_has_passed_is_a_note_and_no_problem() {
    for (end, notes) in [("2026-11-23", 0), ("2026-11-22", 1)] {
        let dir = with_summits(&summit(
            "sco-2026",
            &["start = 2026-11-18", &format!("end = {end}")],
        ));
        let loaded = load(dir.path(), TODAY).unwrap();
        assert!(loaded.problems.is_empty(), "{}", listed(&loaded.problems));
        assert_eq!(loaded.notes.len(), notes, "{end}");
        for note in loaded.notes {
            assert!(
                note.message
                    .ends_with("was planned for 18–22 November 2026; not confirmed"),
                "{note}"
            );
        }
    }
}
