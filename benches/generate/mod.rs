//! Makes a knowledge folder of any size.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Writes `count` hotspots with two positions, three developments and two alignments each, and a source for every ten.
pub(crate) fn hotspots(dir: &Path, count: usize) -> std::io::Result<()> {
    let folder = dir.join("hotspots");
    fs::create_dir_all(&folder)?;
    let mut sources = String::new();
    for number in 0..count.div_ceil(10) {
        let _ = writeln!(
            sources,
            "[source-{number}]\npublisher = \"Wire {number}\"\ndate = 2025-06-01\nurl = \"https://example.org/{number}\"\ngrade = \"A\"\n"
        );
    }
    fs::write(dir.join("sources.toml"), sources)?;
    for number in 0..count {
        fs::write(folder.join(format!("place-{number}.toml")), hotspot(number))?;
    }
    Ok(())
}

fn hotspot(number: usize) -> String {
    let source = number / 10;
    let mut text = format!(
        "name = \"Place {number}\"\nregion = \"Africa\"\naliases = [\"capital {number}\", \"leader {number}\"]\n\
         summary = \"What China and Russia do in place {number}, in two sentences. And how that has changed since.\"\n"
    );
    for (actor, year) in [("china", 2024), ("joint", 2025)] {
        let _ = write!(
            text,
            "\n[[position]]\nactor = \"{actor}\"\ntext = \"What {actor} wants in place {number}, in one sentence of a usual length.\"\n\
             as_of = {year}-05-06\nsources = [\"source-{source}\"]\n"
        );
    }
    for month in 1..=3 {
        let _ = write!(
            text,
            "\n[[development]]\ndate = 2025-0{month}-15\nactors = [\"joint\"]\ntext = \"Something happened in place {number} and \
             was told in one sentence.\"\nsources = [\"source-{source}\"]\n"
        );
    }
    for (stance, year) in [("partly", 2025), ("opposed", 2019)] {
        let _ = write!(
            text,
            "\n[[alignment]]\nstance = \"{stance}\"\nreason = \"The reason for the verdict on place {number}.\"\n\
             as_of = \"{year}-06\"\nsources = [\"source-{source}\"]\n"
        );
    }
    text
}
