//! What comes nearest to a name that no page has: by the words of the name, by place, by what the statements say.
//!
//! Only what says something is offered. A name that leads nowhere gets the list of hotspots from `find`, not three pages
//! that happen to be spelt a little like it.

use std::collections::BTreeSet;

use crate::knowledge::{Hotspot, Knowledge, MemberClass, Place, Topic, plain_name};

/// Most pages that are offered for a name that none has.
pub(super) const MAX_NEAREST: usize = 3;

/// How near the point of a hotspot has to be to a place, in kilometres, if nothing else connects the two.
const MAX_DISTANCE_KM: f64 = 500.0;

/// Most members of an organization that says something about each of them; the G20 says little about its members.
const MAX_MEMBERS: usize = 12;

/// Fewest statements of a page that have to name a thing; fewer name it in passing. States are named in passing more often
/// than anything else: the Europeans in the talks with Iran.
const MIN_MENTIONS: usize = 2;
const MIN_MENTIONS_OF_PLACE: usize = 3;

/// How many of the first characters of words a text is searched for before it is searched for all.
const MAX_SOUGHT: usize = 6;

/// Words that many names share and none is known by.
#[rustfmt::skip]
const GENERIC: &[&str] = &[
    "and", "central", "council", "east", "group", "gulf", "new", "north", "of", "organisation", "organization",
    "organizations", "regional", "relationship", "republic", "sea", "south", "the", "treaty", "union", "west",
];

/// What a name that no page has leads to.
pub(super) enum Nearby {
    /// A page that it belongs to: a city to its country, a nickname to whom it means.
    Within(String),
    /// Pages that come near, best first; empty if none does.
    Near(Vec<String>),
}

/// The hotspots and organizations that come near to `name`, which is the name of none of them.
pub(super) fn nearest_topics(knowledge: &Knowledge, name: &str) -> Nearby {
    let means = meant(knowledge, name);
    if let Some([only]) = means
        .map(|means| knowledge.names().mentioned(means))
        .as_deref()
    {
        return Nearby::Within((*only).to_owned());
    }
    let place = Place::find(name);
    if let Some(id) = place.and_then(|place| page_of(knowledge, place)) {
        return Nearby::Within(id.to_owned());
    }
    let mut found = Found::default();
    for said in [Some(name), place.map(|place| place.names[0]), means]
        .into_iter()
        .flatten()
    {
        found.extend(sharing_words(knowledge, said));
    }
    if let Some(place) = place {
        found.extend(around(knowledge, place));
    }
    found.extend(family(knowledge, name));
    found.extend(of_summits(knowledge, name));
    let fewest = place.map_or(MIN_MENTIONS, |_| MIN_MENTIONS_OF_PLACE);
    found.extend(mentioning(knowledge, name.trim(), fewest));
    Nearby::Near(found.ids)
}

/// At most [`MAX_NEAREST`] ids, each once.
#[derive(Default)]
struct Found {
    ids: Vec<String>,
}

impl Found {
    fn extend<'k>(&mut self, ids: impl IntoIterator<Item = &'k str>) {
        for id in ids {
            if self.ids.len() < MAX_NEAREST && self.ids.iter().all(|known| known != id) {
                self.ids.push(id.to_owned());
            }
        }
    }
}

/// What the synonyms say that `name` means.
fn meant<'k>(knowledge: &'k Knowledge, name: &str) -> Option<&'k str> {
    let plain = plain_name(name);
    let says = |says: &String| plain_name(says) == plain;
    let synonym = knowledge
        .synonyms()
        .iter()
        .find(|synonym| synonym.says.iter().any(says));
    synonym.map(|synonym| synonym.means.as_str())
}

/// The page that has `place` among its names.
fn page_of<'k>(knowledge: &'k Knowledge, place: &Place) -> Option<&'k str> {
    place
        .names
        .iter()
        .find_map(|name| knowledge.names().id_of(name))
}

/// The pages whose own names share a word with `name`, those that share most first.
fn sharing_words<'k>(knowledge: &'k Knowledge, name: &str) -> Vec<&'k str> {
    let topics = topics(knowledge).map(|topic| (topic.name(), topic.id()));
    sharing(topics, name)
}

/// Of named ids, those whose names share a word with `name` that says something, those that share most first.
pub(super) fn sharing<'k>(
    named: impl Iterator<Item = (impl AsRef<str>, &'k str)>,
    name: &str,
) -> Vec<&'k str> {
    let plain = plain_name(name);
    let typed: BTreeSet<&str> = plain.split(' ').collect();
    let mut telling = typed.clone();
    telling.retain(|word| word.chars().count() > 2 && !GENERIC.contains(word));
    if telling.is_empty() {
        return Vec::new();
    }
    let mut scored: Vec<(usize, usize, &str)> = named
        .filter_map(|(name, id)| {
            let plain = plain_name(name.as_ref());
            if !plain.split(' ').any(|word| telling.contains(word)) {
                return None;
            }
            let words: BTreeSet<&str> = plain.split(' ').collect();
            let shared = words.intersection(&typed).count();
            Some((usize::MAX - shared, words.len(), id))
        })
        .collect();
    scored.sort_unstable();
    scored.into_iter().map(|(_, _, id)| id).collect()
}

/// The pages of what lies next to `place`, those of its region, and the organizations it is a member of.
fn around<'k>(knowledge: &'k Knowledge, place: &Place) -> Vec<&'k str> {
    let next: BTreeSet<&str> = place
        .neighbours()
        .filter_map(|neighbour| page_of(knowledge, neighbour))
        .collect();
    let distance = |hotspot: &Hotspot| {
        hotspot
            .location
            .map_or(f64::INFINITY, |at| at.distance_km(place.location))
    };
    let is_near = |hotspot: &Hotspot| {
        next.contains(hotspot.id.as_str()) || distance(hotspot) < MAX_DISTANCE_KM
    };
    let mut near: Vec<&Hotspot> = knowledge.hotspots().filter(|one| is_near(one)).collect();
    near.sort_by(|one, other| distance(one).total_cmp(&distance(other)));
    let regions = place
        .regions
        .iter()
        .filter_map(|region| knowledge.names().id_of(region));
    near.into_iter()
        .map(|hotspot| hotspot.id.as_str())
        .chain(regions)
        .chain(memberships(knowledge, place))
        .collect()
}

/// The small organizations that `place` is a member of, the smallest first.
fn memberships<'k>(knowledge: &'k Knowledge, place: &Place) -> impl Iterator<Item = &'k str> {
    let mut found: Vec<(usize, &str)> = Vec::new();
    for organization in knowledge.organizations() {
        let members = organization.members.iter();
        let members: Vec<&String> = members
            .filter(|members| members.kind == MemberClass::Members)
            .flat_map(|members| &members.countries)
            .collect();
        let is_member = members
            .iter()
            .any(|member| place.names.contains(&member.as_str()));
        if is_member && members.len() <= MAX_MEMBERS {
            found.push((members.len(), &organization.id));
        }
    }
    found.sort_unstable();
    found.into_iter().map(|(_, id)| id)
}

/// Groupings that are called by the same letters with another number: G7 and the G20.
fn family<'k>(knowledge: &'k Knowledge, name: &str) -> Vec<&'k str> {
    let plain = plain_name(name).replace(' ', "");
    let letters = |name: &str| {
        let letters = name.trim_end_matches(|c: char| c.is_ascii_digit());
        (letters.len() < name.len() && !letters.is_empty()).then(|| letters.to_owned())
    };
    let Some(wanted) = letters(&plain) else {
        return Vec::new();
    };
    let organizations = knowledge.organizations().filter(|organization| {
        let short = organization.short.as_deref().map(plain_name);
        short.and_then(|short| letters(&short)).as_ref() == Some(&wanted)
    });
    organizations
        .map(|organization| organization.id.as_str())
        .collect()
}

/// What the summits of that name are about: their organization, then what to watch at most of them.
fn of_summits<'k>(knowledge: &'k Knowledge, name: &str) -> Vec<&'k str> {
    let plain = plain_name(name);
    let is_called = |name: &String| plain_name(name) == plain;
    let mut counted: Vec<(usize, &str)> = Vec::new();
    let summits = knowledge
        .summits()
        .filter(|summit| summit.names().iter().any(is_called));
    for summit in summits {
        for id in summit.organization.iter().chain(&summit.watch) {
            match counted.iter_mut().find(|(_, known)| known == id) {
                Some((count, _)) => *count += 1,
                None => counted.push((1, id)),
            }
        }
    }
    counted.retain(|(_, id)| knowledge.topic(id).is_some());
    counted.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    counted.into_iter().map(|(_, id)| id).collect()
}

/// The pages of which at least `fewest` statements name a thing, those that name it most first. None if most pages do: a word that
/// is everywhere leads nowhere.
fn mentioning<'k>(knowledge: &'k Knowledge, name: &str, fewest: usize) -> Vec<&'k str> {
    let is_word = |c: char| c.is_alphanumeric();
    // Short words are parts of speech, unless they are letters that stand for a name, such as EU.
    let is_telling = name.chars().filter(|c| is_word(*c)).count() > 3
        || (name.chars().count() > 1 && name.chars().all(char::is_uppercase));
    if !is_telling {
        return Vec::new();
    }
    let spellings = spellings(name);
    let says = |text: &str| spellings.iter().any(|spelling| has_words(text, spelling));
    let mut counted: Vec<(usize, &str)> = topics(knowledge)
        .map(|topic| {
            (
                statements(topic).filter(|text| says(text)).count(),
                topic.id(),
            )
        })
        .filter(|(count, _)| *count >= fewest)
        .collect();
    let all = topics(knowledge).count();
    if counted.len() > MAX_NEAREST && counted.len() * 2 > all {
        return Vec::new();
    }
    counted.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    counted.into_iter().map(|(_, id)| id).collect()
}

/// As it was typed, and with the letters that a sentence would have. Statements are not made plain for the comparison: that
/// would cost more than all the rest.
fn spellings(name: &str) -> BTreeSet<String> {
    let lower = name.to_lowercase();
    let capitals: Vec<String> = lower
        .split(' ')
        .map(|word| {
            let mut letters = word.chars();
            let first = letters.next().map(|first| first.to_uppercase().to_string());
            first.unwrap_or_default() + letters.as_str()
        })
        .collect();
    let is_acronym = name.chars().all(char::is_uppercase);
    let mut spellings = BTreeSet::from([name.to_owned()]);
    if !is_acronym {
        spellings.extend([lower, capitals.join(" ")]);
    }
    spellings
}

/// Whether `words` stand in `text`, and not within other words.
fn has_words(text: &str, words: &str) -> bool {
    // Most texts lack the beginning of the words, which is found out much faster for a few letters than for all.
    let end = words.char_indices().nth(MAX_SOUGHT).map(|(at, _)| at);
    if !text.contains(&words[..end.unwrap_or(words.len())]) {
        return false;
    }
    text.match_indices(words).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + words.len()..].chars().next();
        ![before, after]
            .into_iter()
            .flatten()
            .any(char::is_alphanumeric)
    })
}

fn topics(knowledge: &Knowledge) -> impl Iterator<Item = Topic<'_>> {
    let hotspots = knowledge.hotspots().map(Topic::Hotspot);
    hotspots.chain(knowledge.organizations().map(Topic::Organization))
}

fn statements<'k>(topic: Topic<'k>) -> Box<dyn Iterator<Item = &'k str> + 'k> {
    match topic {
        Topic::Hotspot(hotspot) => {
            let positions = hotspot
                .positions
                .iter()
                .map(|position| position.text.as_str());
            let developments = hotspot.developments.iter().map(|event| event.text.as_str());
            let reasons = hotspot
                .alignments
                .iter()
                .map(|verdict| verdict.reason.as_str());
            Box::new(positions.chain(developments).chain(reasons))
        }
        Topic::Organization(organization) => Box::new(
            organization
                .statements
                .iter()
                .map(|statement| statement.text.as_str()),
        ),
    }
}
