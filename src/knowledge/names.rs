//! From what somebody typed to the page they meant: other spellings and scripts, people, capitals, typing errors.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::countries::{MAX_COUNTRY_WORDS, is_country};
use super::name_rank::{NameRank, rank};
use super::plain::{is_unspaced, plain_name, plain_text, plain_words};

/// Fewest characters that are held against the beginnings of names with a typing error: shorter ones begin too many.
const MIN_BEGUN: usize = 5;

/// An index of names, each leading to one id.
#[derive(Debug, Default)]
pub struct Names {
    indexed: Vec<IndexedName>,
    /// Where each plain name is in `indexed`.
    by_name: HashMap<String, usize>,
    /// How many words the longest name has.
    max_words: usize,
}

#[derive(Debug)]
struct IndexedName {
    /// The id of the page it leads to.
    id: String,
    /// The name of that page.
    title: String,
    plain: String,
    /// Whether it is the page's own name and not an alias.
    is_own: bool,
}

/// The page that somebody meant, as an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameMatch<'n> {
    /// They typed the name of the page.
    Exact(&'n str),
    /// They typed an alias, a name among other words, or a name with a typing error. The reply says which page it is.
    Assumed(&'n str),
    /// It is no page.
    None,
}

impl Names {
    /// Adds a name that leads to `id`. One that is taken keeps leading where it does.
    pub(super) fn insert(&mut self, id: &str, title: &str, name: &str, is_own: bool) {
        let plain = plain_name(name);
        if plain.is_empty() || self.by_name.contains_key(&plain) {
            return;
        }
        self.max_words = self.max_words.max(plain.split(' ').count());
        self.by_name.insert(plain.clone(), self.indexed.len());
        self.indexed.push(IndexedName {
            id: id.to_owned(),
            title: title.to_owned(),
            plain,
            is_own,
        });
    }

    /// The page that `query` means: by its name, by a name among its words, else by a name with a typing error.
    pub fn find(&self, query: &str) -> NameMatch<'_> {
        let plain = plain_name(query);
        if let Some(entry) = self.by_name.get(&plain).map(|at| &self.indexed[*at]) {
            return if entry.is_own {
                NameMatch::Exact(&entry.id)
            } else {
                NameMatch::Assumed(&entry.id)
            };
        }
        if let [only] = self.mentioned(query)[..] {
            return NameMatch::Assumed(only);
        }
        match self.misspelt(&plain) {
            Some(id) => NameMatch::Assumed(id),
            None => NameMatch::None,
        }
    }

    /// The ids whose names are whole words of `text`, in the order of the text. A country keeps its whole name: South
    /// Sudan is not Sudan.
    pub fn mentioned(&self, text: &str) -> Vec<&str> {
        let mut seen = BTreeSet::new();
        let spans = self.spans(text).into_iter().map(|(_, id)| id);
        spans.filter(|id| seen.insert(*id)).collect()
    }

    /// The same, each with the words it takes, counted among those of [`plain_words`].
    pub fn spans(&self, text: &str) -> Vec<(Range<usize>, &str)> {
        let plain = plain_text(text);
        let words: Vec<&str> = plain.split(' ').collect();
        let bare = plain_words(text);
        let bare: Vec<&str> = bare.split(' ').collect();
        let mut found: Vec<(Range<usize>, &str)> = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let most = self.max_words.max(MAX_COUNTRY_WORDS).min(words.len() - at);
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
            found.extend(entry.map(|entry| (at..at + length, self.indexed[entry].id.as_str())));
            at += length;
        }
        // Chinese and Japanese set no spaces between words.
        for entry in self
            .indexed
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

    /// The page whose name is a typing error away from `words`, which are plain. None if no page is, or several are.
    pub fn fix_typo(&self, words: &str) -> Option<&str> {
        self.misspelt(words)
    }

    /// The id that `name` leads to as it stands: no other words, no typing errors.
    pub fn id_of(&self, name: &str) -> Option<&str> {
        let at = self.by_name.get(&plain_name(name))?;
        Some(&self.indexed[*at].id)
    }

    /// The ids that have a name which continues `partial`, each with how well, in no order that says anything. If none
    /// has, the one that has a name which continues it with a typing error.
    pub fn matching(&self, partial: &str) -> Vec<(&str, NameRank)> {
        let plain = plain_name(partial);
        let mut best: HashMap<&str, NameRank> = HashMap::new();
        for entry in &self.indexed {
            let Some(rank) = rank(&entry.plain, entry.is_own, &plain) else {
                continue;
            };
            best.entry(&entry.id)
                .and_modify(|least| *least = rank.min(*least))
                .or_insert(rank);
        }
        if best.is_empty() {
            let slip = self
                .misspelt(&plain)
                .or_else(|| self.begun_misspelt(&plain));
            best.extend(slip.map(|id| (id, NameRank::Inside)));
        }
        best.into_iter().collect()
    }

    /// What to offer while `partial` is being typed: at most `limit` ids and titles, best first, equals by title.
    pub fn suggest(&self, partial: &str, limit: usize) -> Vec<(&str, &str)> {
        let titles: HashMap<&str, &str> = self
            .indexed
            .iter()
            .map(|entry| (entry.id.as_str(), entry.title.as_str()))
            .collect();
        let mut ranked: Vec<(NameRank, &str, &str)> = self
            .matching(partial)
            .into_iter()
            .filter_map(|(id, rank)| Some((rank, *titles.get(id)?, id)))
            .collect();
        ranked.sort_unstable();
        ranked.truncate(limit);
        ranked
            .into_iter()
            .map(|(_, title, id)| (id, title))
            .collect()
    }

    /// The one page of which a name begins like `plain`, but for a typing error.
    fn begun_misspelt(&self, plain: &str) -> Option<&str> {
        let length = plain.chars().count();
        let mut found = self.indexed.iter().filter(|entry| {
            let beginning: String = entry.plain.chars().take(length).collect();
            length >= MIN_BEGUN && typing_errors(plain, &beginning).is_some()
        });
        let first = found.next()?;
        let is_only = found.all(|entry| entry.id == first.id);
        is_only.then_some(first.id.as_str())
    }

    /// The one page whose name is a typing error away. Two equally near pages are no answer, and a country's own name is
    /// never an error: Iraq is not Iran.
    fn misspelt(&self, plain: &str) -> Option<&str> {
        if is_country(plain) {
            return None;
        }
        let mut best: Option<(usize, &str)> = None;
        let mut is_tied = false;
        for entry in &self.indexed {
            let Some(distance) = typing_errors(plain, &entry.plain) else {
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
}

/// How many typing errors lie between two names. None if they are too many for the length of the name: the bounds were
/// set by hand so that no alias of the shipped pages becomes another. Short names and digits allow no error, so that G7
/// never becomes G20. A wrong first letter counts twice: hands slip less often there, and eyes read another word.
fn typing_errors(typed: &str, name: &str) -> Option<usize> {
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
    let errors = strsim::osa_distance(typed, name) + usize::from(!begin_alike(typed, name));
    (errors <= allowed).then_some(errors)
}

/// Whether both begin with the same letter, or with the same two in another order.
fn begin_alike(one: &str, other: &str) -> bool {
    let first_two = |text: &str| {
        let mut letters = text.chars();
        (letters.next(), letters.next())
    };
    let (one, other) = (first_two(one), first_two(other));
    one.0 == other.0 || (one.0 == other.1 && one.1 == other.0)
}
