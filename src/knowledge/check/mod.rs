//! What types and lengths cannot express: dates that have not come yet, sources and pages that do not exist, names taken
//! twice. A file for each kind of file in the folder.

mod checker;
mod declined;
mod glossary;
mod hotspots;
mod organizations;
mod sources;
mod summits;
mod synonyms;
mod tracks;

use std::collections::BTreeSet;
use std::path::PathBuf;

use jiff::civil::Date;

use self::checker::Checker;
use super::parsed::{Content, Parsed};
use crate::document::Problem;

/// What the checks found.
pub(super) struct Checked {
    /// What has to be fixed.
    pub problems: Vec<Problem>,
    /// What the editors should look at though nothing is wrong.
    pub notes: Vec<Problem>,
}

/// Checks the files whose shape is right; `unread` are those whose shape is not, and what they define is taken to exist.
pub(super) fn check(parsed: &[Parsed<'_>], unread: &BTreeSet<PathBuf>, today: Date) -> Checked {
    let mut checker = Checker::new(parsed, unread, today);
    for file in parsed {
        let document = &file.document;
        match &file.content {
            Content::Hotspot(hotspot) => checker.hotspot(document, hotspot),
            Content::Organization(organization) => checker.organization(document, organization),
            Content::Summits(summits) => {
                for (id, summit) in summits.iter() {
                    checker.summit(document, id, summit);
                }
            }
            Content::Glossary(glossary) => checker.terms(document, glossary),
            Content::Sources(sources) => checker.sources(document, sources),
            Content::Declined(kinds) => checker.declined(document, kinds),
            Content::Synonyms(synonyms) => checker.synonyms(document, synonyms),
            Content::Track(track) => checker.track(document, track),
        }
    }
    Checked {
        problems: checker.problems,
        notes: checker.notes,
    }
}
