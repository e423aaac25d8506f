//! Which names lead to which page: fills the three indexes of a [`Knowledge`].

use super::model::{Knowledge, Topic};
use super::names::Names;
use crate::document::When;

/// The names of hotspots and organizations.
pub(super) fn topic_names(knowledge: &Knowledge) -> Names {
    let mut names = Names::default();
    for hotspot in knowledge.hotspots() {
        insert_topic(&mut names, Topic::Hotspot(hotspot), None, &hotspot.aliases);
    }
    for organization in knowledge.organizations() {
        insert_topic(
            &mut names,
            Topic::Organization(organization),
            organization.short.as_deref(),
            &organization.aliases,
        );
    }
    names
}

fn insert_topic(names: &mut Names, topic: Topic<'_>, short: Option<&str>, aliases: &[String]) {
    for name in [topic.name(), topic.id()].into_iter().chain(short) {
        names.insert(topic.id(), topic.name(), name, true);
    }
    for alias in aliases {
        names.insert(topic.id(), topic.name(), alias, false);
    }
}

/// The names of the glossary's terms.
pub(super) fn term_names(knowledge: &Knowledge) -> Names {
    let mut names = Names::default();
    for term in knowledge.terms() {
        let id = term.id();
        names.insert(&id, &term.name, &term.name, true);
        for alias in &term.aliases {
            names.insert(&id, &term.name, alias, false);
        }
    }
    names
}

/// The names of the summits. A name that several share leads to the latest of them; `pages` knows the day and chooses
/// better.
pub(super) fn summit_names(knowledge: &Knowledge) -> Names {
    let mut names = Names::default();
    let mut summits: Vec<_> = knowledge.summits().collect();
    summits.sort_by_key(|summit| std::cmp::Reverse(summit.start.map(When::first_day)));
    for summit in summits {
        let title = summit.title();
        names.insert(&summit.id, &title, &title, true);
        names.insert(&summit.id, &title, &summit.id, true);
        for name in summit.names() {
            names.insert(&summit.id, &title, &name, false);
        }
    }
    names
}
