//! Hotspots, organizations and terms: what changed last comes first.

use std::cmp::Reverse;

use super::suggestion::{Hint, MAX_SUGGESTIONS, Suggestion, first_of};
use crate::knowledge::{Knowledge, NameRank, Term, Topic};
use crate::pages::nearest::{Nearby, nearest_topics};

/// Hotspots and organizations that continue `partial`, by any of their names; the value is the id.
///
/// Of equals hotspots come before organizations, and what changed last first. If nothing continues it, what is offered is
/// what comes near in place: *Taiwan*, the South China Sea.
pub fn topics(knowledge: &Knowledge, partial: &str) -> Vec<Suggestion> {
    matching(knowledge, partial, |_| true)
}

/// The same without organizations.
pub fn hotspots(knowledge: &Knowledge, partial: &str) -> Vec<Suggestion> {
    matching(knowledge, partial, |topic| {
        matches!(topic, Topic::Hotspot(_))
    })
}

fn matching(
    knowledge: &Knowledge,
    partial: &str,
    is_wanted: impl Fn(&Topic<'_>) -> bool,
) -> Vec<Suggestion> {
    let found = knowledge.names().matching(partial).into_iter();
    let found = found.filter_map(|(id, rank)| Some((rank, knowledge.topic(id)?)));
    let mut found: Vec<(NameRank, Topic<'_>)> =
        found.filter(|(_, topic)| is_wanted(topic)).collect();
    if found.is_empty() {
        return near(knowledge, partial, is_wanted);
    }
    let key = |(rank, topic): &(NameRank, Topic<'_>)| {
        let is_organization = matches!(topic, Topic::Organization(_));
        (*rank, is_organization, Reverse(topic.as_of().last_day()))
    };
    keep_least(&mut found, |one| (key(one), one.1.id().to_owned()));
    first_of(found.into_iter().map(|(_, topic)| of_topic(topic)))
}

/// Puts the least [`MAX_SUGGESTIONS`] in order and drops the rest; of ten thousand hotspots only these are sorted.
fn keep_least<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    let mut keyed: Vec<(K, T)> = items.drain(..).map(|item| (key(&item), item)).collect();
    if keyed.len() > MAX_SUGGESTIONS {
        keyed.select_nth_unstable_by(MAX_SUGGESTIONS, |one, other| one.0.cmp(&other.0));
        keyed.truncate(MAX_SUGGESTIONS);
    }
    keyed.sort_by(|one, other| one.0.cmp(&other.0));
    items.extend(keyed.into_iter().map(|(_, item)| item));
}

fn near(
    knowledge: &Knowledge,
    partial: &str,
    is_wanted: impl Fn(&Topic<'_>) -> bool,
) -> Vec<Suggestion> {
    let ids = match nearest_topics(knowledge, partial) {
        Nearby::Within(id) => vec![id],
        Nearby::Near(ids) => ids,
    };
    let topics = ids.iter().filter_map(|id| knowledge.topic(id));
    first_of(topics.filter(is_wanted).map(of_topic))
}

fn of_topic(topic: Topic<'_>) -> Suggestion {
    let hint = match topic {
        Topic::Hotspot(hotspot) => hotspot
            .alignment()
            .map_or(Hint::None, |verdict| Hint::Stance(verdict.stance)),
        Topic::Organization(_) => Hint::None,
    };
    Suggestion::of(topic.name(), topic.id(), hint)
}

/// Terms of the glossary that continue `partial`, by any of their names; of equals the newest first.
pub fn terms(knowledge: &Knowledge, partial: &str) -> Vec<Suggestion> {
    let matching = knowledge.term_names().matching(partial).into_iter();
    let mut found: Vec<(NameRank, &Term)> = matching
        .filter_map(|(id, rank)| Some((rank, knowledge.term(id)?)))
        .collect();
    keep_least(&mut found, |(rank, term)| {
        (*rank, Reverse(term.as_of.last_day()), term.id())
    });
    let suggestion =
        |(_, term): (NameRank, &Term)| Suggestion::of(&term.name, term.id(), Hint::None);
    first_of(found.into_iter().map(suggestion))
}
