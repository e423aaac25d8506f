//! How well a name continues what is being typed: whole words before their beginnings, and what lies within a word last.

use super::plain::{is_unspaced, plain_name};

/// How well a name continues what was typed; the lesser, the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameRank {
    /// It was typed whole.
    Whole,
    /// It is the page's own, and begins so.
    OwnBeginning,
    /// It is the page's own, and has all words that were typed.
    OwnWords,
    /// It is an alias, and begins so or has all words that were typed.
    Alias,
    /// Each word that was typed begins one of its words.
    WordBeginnings,
    /// What was typed lies within a word: *sco* in Moscow.
    Inside,
}

/// How well `name`, in any spelling, continues `partial`. None if it does not. An empty `partial` is continued by all.
///
/// ```
/// use attache::knowledge::{NameRank, rank_name};
///
/// assert_eq!(rank_name("SCO summit", "sco"), Some(NameRank::OwnBeginning));
/// assert_eq!(rank_name("Xi in Moscow", "sco"), Some(NameRank::Inside));
/// assert_eq!(rank_name("Xi in Moscow", "paris"), None);
/// ```
pub fn rank_name(name: &str, partial: &str) -> Option<NameRank> {
    rank(&plain_name(name), true, &plain_name(partial))
}

/// The same for two plain texts; `is_own` if the name is the page's own and not an alias.
pub(super) fn rank(name: &str, is_own: bool, partial: &str) -> Option<NameRank> {
    if partial.is_empty() {
        return is_own.then_some(NameRank::OwnBeginning);
    }
    if name == partial {
        return Some(NameRank::Whole);
    }
    if name.starts_with(partial) {
        return Some(if is_own {
            NameRank::OwnBeginning
        } else {
            NameRank::Alias
        });
    }
    match words_fit(name, partial) {
        Some(WordFit::Whole) if is_own => return Some(NameRank::OwnWords),
        Some(WordFit::Whole) => return Some(NameRank::Alias),
        Some(WordFit::Beginning) => return Some(NameRank::WordBeginnings),
        None => {}
    }
    // Two letters are within too many names; two Chinese characters are a word.
    let fewest = if partial.chars().all(is_unspaced) {
        2
    } else {
        3
    };
    (partial.chars().count() >= fewest && name.contains(partial)).then_some(NameRank::Inside)
}

/// How a word that was typed stands among those of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum WordFit {
    Beginning,
    Whole,
}

/// How the least fitting of the words that were typed stands among those of a name; `None` if one begins none of them.
fn words_fit(name: &str, partial: &str) -> Option<WordFit> {
    let fit_of = |typed: &str| {
        let rests = name.split(' ').filter_map(|word| word.strip_prefix(typed));
        let fits = rests.map(|rest| {
            if rest.is_empty() {
                WordFit::Whole
            } else {
                WordFit::Beginning
            }
        });
        fits.max()
    };
    let mut least = WordFit::Whole;
    for typed in partial.split(' ') {
        least = least.min(fit_of(typed)?);
    }
    Some(least)
}
