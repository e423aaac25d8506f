//! Goes through the events of a calendar and decides of each whether it is a new summit, a changed one or no news.

use std::collections::BTreeSet;

use super::diff::{changed_entry, new_entry};
use super::ics::ImportedEvent;
use super::matching::{find_match, same_name_note};
use super::proposal::{ImportChoices, Proposal};
use crate::knowledge::Knowledge;

/// Compares the events of a calendar with the summits that are known. Nothing is written.
pub fn propose(
    knowledge: &Knowledge,
    events: &[ImportedEvent],
    choices: ImportChoices<'_>,
) -> Proposal {
    let mut proposal = Proposal::default();
    let mut taken_ids: BTreeSet<String> = knowledge
        .summits()
        .map(|summit| summit.id.clone())
        .collect();
    let mut compared = BTreeSet::new();
    for event in events {
        let Some(matched) = find_match(knowledge, event) else {
            let entry = new_entry(knowledge, event, choices, &mut taken_ids);
            let note = same_name_note(knowledge, event, &entry);
            proposal.notes.extend(note.map(|note| (event.line, note)));
            proposal.new.push(entry);
            continue;
        };
        let id = matched.summit.id.clone();
        if !compared.insert(id.clone()) {
            let note = format!("`{id}` is in the calendar twice; only the first is compared");
            proposal.notes.push((event.line, note));
        } else if let Some((theirs, ours)) = matched.older_sequence(event) {
            let note = format!(
                "`{id}` is older in the calendar (SEQUENCE {theirs}) than here ({ours}); it is left alone"
            );
            proposal.notes.push((event.line, note));
            proposal.same.push(id);
        } else {
            match changed_entry(knowledge, &matched, event, choices) {
                Some(entry) => proposal.changed.push(entry),
                None => proposal.same.push(id),
            }
        }
    }
    proposal
}
