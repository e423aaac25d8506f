//! From what somebody typed to the page they meant: other spellings and scripts, people, capitals, slips of the keys.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::countries::{MAX_COUNTRY_WORDS, is_country};
use super::{Knowledge, Topic};
use crate::document::When;

/// Longest name that is looked at, in characters; what follows is left unread.
const MAX_QUERY: usize = 100;

/// An index of names, each leading to one id.
#[derive(Debug, Default)]
pub struct Names {
    entries: Vec<Entry>,
    by_name: HashMap<String, usize>,
    longest: usize,
}

#[derive(Debug)]
struct Entry {
    id: String,
    /// The name of the page it leads to.
    title: String,
    plain: String,
    /// Whether it is the page's own name and not an alias.
    is_own: bool,
}

/// What a search came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found<'n> {
    /// The name of a page.
    Exactly(&'n str),
    /// A page by another name: an alias, a name within the words, or a slip of the keys. To be said when it is shown.
    Assumed(&'n str),
    /// No page; the ids that come nearest, best first.
    Nothing([Option<&'n str>; 3]),
}

impl Names {
    pub(super) fn of_topics(knowledge: &Knowledge) -> Self {
        let mut names = Self::default();
        for hotspot in knowledge.hotspots() {
            names.add(Topic::Hotspot(hotspot), &[], &hotspot.aliases);
        }
        for organization in knowledge.organizations() {
            let short: Vec<&str> = organization.short.as_deref().into_iter().collect();
            names.add(
                Topic::Organization(organization),
                &short,
                &organization.aliases,
            );
        }
        names
    }

    pub(super) fn of_terms(knowledge: &Knowledge) -> Self {
        let mut names = Self::default();
        for term in knowledge.terms() {
            let id = term.id();
            names.insert(&id, &term.name, &term.name, true);
            for alias in &term.aliases {
                names.insert(&id, &term.name, alias, false);
            }
        }
        names
    }

    /// A name that several share leads to the latest of them; `pages` knows the day and chooses better.
    pub(super) fn of_summits(knowledge: &Knowledge) -> Self {
        let mut names = Self::default();
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

    fn add(&mut self, topic: Topic<'_>, own: &[&str], aliases: &[String]) {
        for name in [topic.name(), topic.id()].iter().chain(own) {
            self.insert(topic.id(), topic.name(), name, true);
        }
        for alias in aliases {
            self.insert(topic.id(), topic.name(), alias, false);
        }
    }

    fn insert(&mut self, id: &str, title: &str, name: &str, is_own: bool) {
        let plain = plain_name(name);
        if plain.is_empty() || self.by_name.contains_key(&plain) {
            return;
        }
        self.longest = self.longest.max(plain.split(' ').count());
        self.by_name.insert(plain.clone(), self.entries.len());
        self.entries.push(Entry {
            id: id.to_owned(),
            title: title.to_owned(),
            plain,
            is_own,
        });
    }

    /// The page that `query` means.
    pub fn find(&self, query: &str) -> Found<'_> {
        let plain = plain_name(query);
        if let Some(entry) = self.by_name.get(&plain).map(|at| &self.entries[*at]) {
            return if entry.is_own {
                Found::Exactly(&entry.id)
            } else {
                Found::Assumed(&entry.id)
            };
        }
        if let [only] = self.mentioned(query)[..] {
            return Found::Assumed(only);
        }
        match self.misspelt(&plain) {
            Some(id) => Found::Assumed(id),
            None => Found::Nothing(self.nearest(&plain)),
        }
    }

    /// The ids whose names stand as whole words in `text`, in the order of the text. A country keeps its whole name:
    /// South Sudan is not Sudan.
    pub fn mentioned(&self, text: &str) -> Vec<&str> {
        let mut seen = BTreeSet::new();
        let spans = self.spans(text).into_iter().map(|(_, id)| id);
        spans.filter(|id| seen.insert(*id)).collect()
    }

    /// The same, with the places of the names among the words of [`plain_words`].
    pub fn spans(&self, text: &str) -> Vec<(Range<usize>, &str)> {
        let plain = plain_text(text);
        let words: Vec<&str> = plain.split(' ').collect();
        let bare = plain_words(text);
        let bare: Vec<&str> = bare.split(' ').collect();
        let mut found: Vec<(Range<usize>, &str)> = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let most = self.longest.max(MAX_COUNTRY_WORDS).min(words.len() - at);
            let longest = (1..=most).rev().find_map(|length| {
                let last = at + length - 1;
                // "Simon's Town" is a name with all its letters, "Iran's" without the last.
                [words.get(last), bare.get(last)]
                    .into_iter()
                    .flatten()
                    .find_map(|last_word| {
                        let name = [&words[at..last], &[*last_word]].concat().join(" ");
                        let name = name.trim_start_matches("the ");
                        let entry = self.by_name.get(name).copied();
                        (entry.is_some() || is_country(name)).then_some((length, entry))
                    })
            });
            let (length, entry) = longest.unwrap_or((1, None));
            found.extend(entry.map(|entry| (at..at + length, self.entries[entry].id.as_str())));
            at += length;
        }
        // Chinese and Japanese set no spaces between words.
        for entry in self
            .entries
            .iter()
            .filter(|entry| entry.plain.chars().all(is_unspaced))
        {
            if let Some(byte) = plain.find(&entry.plain) {
                let at = plain[..byte].matches(' ').count();
                found.push((at..at + 1, &entry.id));
            }
        }
        found.sort_by_key(|(span, _)| span.start);
        found
    }

    /// The page whose name is a slip of the keys away from `words`, given plain.
    pub fn fix_typo(&self, words: &str) -> Option<&str> {
        self.misspelt(words)
    }

    /// What to offer while `partial` is being typed: ids and titles, best first.
    pub fn suggest(&self, partial: &str, most: usize) -> Vec<(&str, &str)> {
        let plain = plain_name(partial);
        let mut ranked: Vec<(usize, &str, &str)> = self
            .entries
            .iter()
            .filter_map(|entry| {
                Some((
                    rank(entry, &plain)?,
                    entry.title.as_str(),
                    entry.id.as_str(),
                ))
            })
            .collect();
        if ranked.is_empty() {
            ranked.extend(self.misspelt(&plain).and_then(|id| {
                let entry = self.entries.iter().find(|entry| entry.id == id)?;
                Some((0, entry.title.as_str(), entry.id.as_str()))
            }));
        }
        ranked.sort_unstable();
        let mut seen = BTreeSet::new();
        ranked
            .into_iter()
            .filter(|(_, _, id)| seen.insert(*id))
            .map(|(_, title, id)| (id, title))
            .take(most)
            .collect()
    }

    /// The one page whose name is a slip of the keys away. Two equally near pages are no answer, and a country's own
    /// name is never a slip: Iraq is not Iran.
    fn misspelt(&self, plain: &str) -> Option<&str> {
        if is_country(plain) {
            return None;
        }
        let mut best: Option<(usize, &str)> = None;
        let mut is_tied = false;
        for entry in &self.entries {
            let Some(distance) = slips_between(plain, &entry.plain) else {
                continue;
            };
            match best {
                Some((least, id)) if distance == least => is_tied |= id != entry.id,
                Some((least, _)) if distance > least => {}
                _ => (best, is_tied) = (Some((distance, entry.id.as_str())), false),
            }
        }
        best.filter(|_| !is_tied).map(|(_, id)| id)
    }

    fn nearest(&self, plain: &str) -> [Option<&str>; 3] {
        let mut scored: Vec<(u64, &str)> = self
            .entries
            .iter()
            .map(|entry| {
                let likeness = strsim::jaro_winkler(plain, &entry.plain)
                    .max(shared_words(plain, &entry.plain));
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "a likeness lies between 0 and 1"
                )]
                let distance = ((1.0 - likeness) * 1e6) as u64;
                (distance, entry.id.as_str())
            })
            .collect();
        scored.sort_unstable();
        let mut seen = BTreeSet::new();
        let mut ids = scored
            .into_iter()
            .map(|(_, id)| id)
            .filter(|id| seen.insert(*id));
        [ids.next(), ids.next(), ids.next()]
    }
}

/// How well `entry` continues what was typed; lower is better.
fn rank(entry: &Entry, plain: &str) -> Option<usize> {
    let begins_a_word = || entry.plain.split(' ').any(|word| word.starts_with(plain));
    match () {
        () if plain.is_empty() => entry.is_own.then_some(0),
        () if entry.plain == plain => Some(0),
        () if entry.plain.starts_with(plain) => Some(if entry.is_own { 1 } else { 2 }),
        () if begins_a_word() => Some(3),
        () if plain.chars().count() > 2 && entry.plain.contains(plain) => Some(4),
        () => None,
    }
}

/// How many keys were hit wrong, if few enough for the length of the name. Short names and digits allow none, so that
/// G7 never becomes G20.
fn slips_between(typed: &str, name: &str) -> Option<usize> {
    let (typed_length, name_length) = (typed.chars().count(), name.chars().count());
    let allowed = match typed_length.min(name_length) {
        0..=3 => return None,
        4..=7 => 1,
        8..=13 => 2,
        _ => 3,
    };
    let digits = |text: &str| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    if typed_length.abs_diff(name_length) > allowed || digits(typed) != digits(name) {
        return None;
    }
    let slips = strsim::osa_distance(typed, name);
    (slips <= allowed).then_some(slips)
}

#[expect(clippy::cast_precision_loss, reason = "names have a handful of words")]
fn shared_words(one: &str, other: &str) -> f64 {
    let words: BTreeSet<&str> = one.split(' ').collect();
    let shared = other
        .split(' ')
        .filter(|word| word.len() > 3 && words.contains(word))
        .count();
    shared as f64 / other.split(' ').count() as f64
}

/// A name without what spellings differ in: case, accents, hyphens, invisible characters, a leading "the".
pub fn plain_name(name: &str) -> String {
    let short: String = name.chars().take(MAX_QUERY).collect();
    let plain = plain_text(&short);
    plain
        .strip_prefix("the ")
        .map_or(plain.clone(), str::to_owned)
}

/// The words of a text without what spellings differ in, and without an "'s" at their ends.
pub fn plain_words(text: &str) -> String {
    plain_text(&without_possessives(text))
}

fn plain_text(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let visible = text.chars().filter(|c| !is_invisible(*c));
    for c in visible.nfkd().filter(|c| !is_combining_mark(*c)) {
        if c.is_alphanumeric() {
            plain.extend(c.to_lowercase());
        } else if !is_apostrophe(c) && !plain.is_empty() && !plain.ends_with(' ') {
            plain.push(' ');
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}

/// "Iran's missiles" as "Iran missiles".
fn without_possessives(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let mut ahead = rest.clone();
        let is_possessive = is_apostrophe(c)
            && bare.ends_with(char::is_alphanumeric)
            && ahead.next() == Some('s')
            && !ahead
                .next()
                .is_some_and(|next| next.is_alphanumeric() || is_apostrophe(next));
        if is_possessive {
            rest.next();
        } else {
            bare.push(c);
        }
    }
    bare
}

/// Zero-width and direction marks.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{2bc}')
}

fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}
