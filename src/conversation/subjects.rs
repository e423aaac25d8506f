//! What the pages speak of: a message with such a word may be a question for them.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::data::LINES;
use super::phrase::{Token, tokens};
use crate::answers::is_dictionary_word;
use crate::knowledge::{Knowledge, Place, is_country, is_han, plain_name};

/// Most words of a country's or a place's name.
const MAX_NAME_WORDS: usize = 4;
/// Shortest word that may be a name with a slip in it, in characters.
const MIN_MISSPELT: usize = 4;

/// The words of one state of the knowledge.
pub(super) struct Subjects {
    pub knowledge: Arc<Knowledge>,
    stems: HashSet<String>,
    /// The same as they are written, by their first letter, for slips.
    by_letter: BTreeMap<char, HashSet<String>>,
}

impl Subjects {
    pub(super) fn of(knowledge: Arc<Knowledge>) -> Self {
        let mut stems = HashSet::new();
        let mut by_letter: BTreeMap<char, HashSet<String>> = BTreeMap::new();
        for token in texts(&knowledge).iter().flat_map(|text| tokens(text)) {
            if let Some(first) = token.plain.chars().next() {
                by_letter.entry(first).or_default().insert(token.plain);
            }
            stems.insert(token.stem);
        }
        Self {
            knowledge,
            stems,
            by_letter,
        }
    }

    /// Whether `text` names a page, a term, a summit, a country or a city.
    pub(super) fn are_named_in(&self, text: &str, words: &[Token]) -> bool {
        let known = &self.knowledge;
        !known.names().mentioned(text).is_empty()
            || !known.term_names().mentioned(text).is_empty()
            || !known.summit_names().mentioned(text).is_empty()
            || (1..=MAX_NAME_WORDS).any(|length| words.windows(length).any(is_place))
    }

    /// Whether a page could be asked for by this word: it stands in one, perhaps with a slip, or is a year.
    pub(super) fn have(&self, token: &Token) -> bool {
        if token.is_number() {
            return token.plain.len() == 4;
        }
        !LINES.is_everyday(token) && (self.stems.contains(&token.stem) || self.has_slip_of(token))
    }

    /// Whether the word is in some language as far as is known here: of the pages, of everyday, of the dictionary.
    pub(super) fn know(&self, token: &Token) -> bool {
        LINES.is_everyday(token)
            || self.stems.contains(&token.stem)
            || is_dictionary_word(&token.plain)
            || self.has_slip_of(token)
    }

    /// Whether a page has this word, however common it is.
    pub(super) fn speak_of(&self, token: &Token) -> bool {
        self.stems.contains(&token.stem)
    }

    fn has_slip_of(&self, token: &Token) -> bool {
        if is_dictionary_word(&token.plain) || token.plain.chars().any(is_han) {
            return false;
        }
        let first = token.plain.chars().next();
        let begun = first.and_then(|first| self.by_letter.get(&first));
        let is_name = token.plain.chars().nth(MIN_MISSPELT - 1).is_some()
            && self.knowledge.names().fix_typo(&token.plain).is_some();
        is_name || begun.is_some_and(|words| words.iter().any(|word| token.is_slip_of(word)))
    }
}

/// Whether the words are the whole name of a country or a city.
fn is_place(words: &[Token]) -> bool {
    if words.iter().all(|word| LINES.is_everyday(word)) {
        return false;
    }
    let name: Vec<&str> = words.iter().map(|word| &*word.plain).collect();
    let name = name.join(" ");
    let is_own = |place: &Place| {
        let mut names = place.names.iter().chain(&place.cities);
        names.any(|own| plain_name(own) == name)
    };
    is_country(&name) || Place::find(&name).is_some_and(is_own)
}

/// Every text of the pages, and all that they are asked by.
fn texts(knowledge: &Knowledge) -> Vec<&str> {
    let mut texts: Vec<&str> = Vec::new();
    for hotspot in knowledge.hotspots() {
        texts.extend([&*hotspot.name, &*hotspot.summary]);
        texts.extend(hotspot.aliases.iter().map(String::as_str));
        for one in &hotspot.positions {
            texts.push(&one.text);
            texts.extend(one.asked.iter().map(String::as_str));
        }
        for one in &hotspot.developments {
            texts.push(&one.text);
            texts.extend(one.asked.iter().map(String::as_str));
        }
        for one in &hotspot.alignments {
            texts.push(&one.reason);
            texts.extend(one.asked.iter().map(String::as_str));
        }
        texts.extend(hotspot.gaps.iter().map(|gap| &*gap.text));
    }
    for organization in knowledge.organizations() {
        texts.extend([&*organization.name, &*organization.summary]);
        texts.extend(organization.aliases.iter().map(String::as_str));
        texts.extend(organization.statements.iter().map(|one| &*one.text));
        texts.extend(organization.chairs.iter().map(|chair| &*chair.holder));
        let members = organization.members.iter().flat_map(|one| &one.countries);
        texts.extend(members.map(String::as_str));
    }
    for summit in knowledge.summits() {
        texts.extend([&*summit.series, &*summit.name, &*summit.text]);
        let places = [&summit.city, &summit.venue, &summit.country];
        texts.extend(places.into_iter().flatten().map(String::as_str));
    }
    for term in knowledge.terms() {
        texts.extend([&*term.name, &*term.text]);
        texts.extend(term.aliases.iter().map(String::as_str));
    }
    for synonym in knowledge.synonyms() {
        texts.push(&synonym.means);
        texts.extend(synonym.says.iter().map(String::as_str));
    }
    texts
}
