//! The shipped knowledge is sound, and broken knowledge is told with its place.

#![cfg(test)]

#[path = "knowledge/broken.rs"]
mod broken;
#[path = "support/folder.rs"]
mod folder;
#[path = "knowledge/limits.rs"]
mod limits;
#[path = "knowledge/strange_files.rs"]
mod strange_files;

use attache::knowledge::load;
use folder::{TODAY, listed, shipped};
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
