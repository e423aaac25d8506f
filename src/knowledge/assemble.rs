//! From what the files say to the model and the indexes of its names.

use std::sync::Arc;

use super::hotspot::Hotspot;
use super::model::Knowledge;
use super::name_index::{summit_names, term_names, topic_names};
use super::organization::Organization;
use super::parsed::Content;

/// The knowledge of these files. What is the same as in the knowledge `before` is shared with it.
pub(super) fn assemble(contents: impl Iterator<Item = Content>, before: &Knowledge) -> Knowledge {
    let mut knowledge = Knowledge::default();
    for content in contents {
        match content {
            Content::Hotspot(hotspot) => {
                knowledge.hotspots.insert(hotspot.id.clone(), hotspot);
            }
            Content::Organization(organization) => {
                let id = organization.id.clone();
                knowledge.organizations.insert(id, organization);
            }
            Content::Summits(summits) => {
                let summits = summits.iter();
                let shared = summits.map(|(id, summit)| (id.clone(), Arc::clone(summit)));
                knowledge.summits.extend(shared);
            }
            Content::Glossary(terms) => knowledge.terms = terms,
            Content::Sources(sources) => knowledge.sources = sources,
            Content::Synonyms(synonyms) => knowledge.synonyms = synonyms,
            Content::Declined(kinds) => {
                let questions = kinds.iter().flat_map(|kind| &kind.questions);
                knowledge.declined = questions.cloned().collect();
            }
            Content::Track(track) => {
                knowledge.tracks.insert(track.id.clone(), track);
            }
        }
    }
    // The file's own order is kept where it is read again.
    if !knowledge
        .terms
        .is_sorted_by_key(|term| term.name.to_lowercase())
    {
        Arc::make_mut(&mut knowledge.terms).sort_by_key(|term| term.name.to_lowercase());
    }
    for (place, term) in knowledge.terms.iter().enumerate() {
        knowledge.term_places.entry(term.id()).or_insert(place);
    }
    knowledge.names = if names_lead_alike(&knowledge, before) {
        Arc::clone(&before.names)
    } else {
        Arc::new(topic_names(&knowledge))
    };
    knowledge.summit_names = summit_names(&knowledge);
    knowledge.term_names = term_names(&knowledge);
    knowledge
}

/// Whether the same names lead to the same hotspots and organizations in both.
fn names_lead_alike(one: &Knowledge, other: &Knowledge) -> bool {
    let is_same_hotspot = |(one, other): (&Arc<Hotspot>, &Arc<Hotspot>)| {
        Arc::ptr_eq(one, other)
            || (&one.id, &one.name, &one.aliases) == (&other.id, &other.name, &other.aliases)
    };
    let is_same_organization = |(one, other): (&Arc<Organization>, &Arc<Organization>)| {
        let names = |of: &Organization| (of.id.clone(), of.name.clone(), of.short.clone());
        Arc::ptr_eq(one, other) || (names(one) == names(other) && one.aliases == other.aliases)
    };
    let mut hotspots = one.hotspots.values().zip(other.hotspots.values());
    let mut organizations = one.organizations.values().zip(other.organizations.values());
    one.hotspots.len() == other.hotspots.len()
        && one.organizations.len() == other.organizations.len()
        && hotspots.all(is_same_hotspot)
        && organizations.all(is_same_organization)
}
