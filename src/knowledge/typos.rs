//! Typing errors in names: how many lie between two, and which of many names a typed one can be.

use std::hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher};

/// Fewest characters that are held against the beginnings of names with a typing error: shorter ones begin too many.
const MIN_BEGUN: usize = 5;
/// Most pairs of neighbouring characters that one typing error changes: two characters that change places are in three.
const PAIRS_AN_ERROR: usize = 3;
/// Stands before the first and after the last character.
const EDGE: char = '\0';

/// Two neighbouring characters.
type Pair = (char, char);

/// Finds the names that can be near to a typed one by the pairs of characters that they share, so that few of many are
/// compared in full. What it finds is what comparing with every name would find.
#[derive(Debug)]
pub(super) struct TypoIndex {
    /// Every pair of any name, in order, with where its names begin in `names`.
    pairs: Vec<(Pair, usize)>,
    /// The names that have each pair, by their places.
    names: Vec<u32>,
    /// Of each name its length in characters and a hash of its digits.
    shapes: Vec<(usize, u64)>,
}

impl TypoIndex {
    /// The index of `names`, which are plain; a name is known by its place among them.
    pub(super) fn of<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let mut shapes = Vec::new();
        let mut of_names: Vec<(Pair, u32)> = Vec::new();
        for (at, name) in (0..).zip(names) {
            shapes.push((name.chars().count(), digits_hash(name)));
            of_names.extend(pairs(name, true).map(|pair| (pair, at)));
        }
        of_names.sort_unstable();
        of_names.dedup();
        let mut pairs: Vec<(Pair, usize)> = Vec::new();
        for (at, (pair, _)) in of_names.iter().enumerate() {
            if pairs.last().is_none_or(|(last, _)| last != pair) {
                pairs.push((*pair, at));
            }
        }
        Self {
            pairs,
            names: of_names.into_iter().map(|(_, name)| name).collect(),
            shapes,
        }
    }

    /// The places of the names that [`typing_errors`] can find near to `typed`; others among them, each once.
    pub(super) fn near(&self, typed: &str) -> Vec<u32> {
        let length = typed.chars().count();
        let most = allowed_errors(length);
        if most == 0 {
            return Vec::new();
        }
        // A longer name keeps all but three of its pairs with each error, and the shorter one decides how many are allowed.
        let shared = (length - most..=length + most).map(|other| {
            let errors = allowed_errors(length.min(other));
            (length.max(other) + 1).saturating_sub(PAIRS_AN_ERROR * errors)
        });
        let digits = digits_hash(typed);
        let mut found = self.sharing(typed, true, shared.min().unwrap_or_default());
        found.retain(|name| {
            let (other, other_digits) = self.shapes[*name as usize];
            length.abs_diff(other) <= allowed_errors(length.min(other)) && digits == other_digits
        });
        found
    }

    /// The places of the names whose beginnings [`typing_errors`] can find near to `typed`; others among them, each once.
    pub(super) fn begun(&self, typed: &str) -> Vec<u32> {
        let length = typed.chars().count();
        if length < MIN_BEGUN {
            return Vec::new();
        }
        let shared = length.saturating_sub(PAIRS_AN_ERROR * allowed_errors(length));
        self.sharing(typed, false, shared)
    }

    /// The names that share at least `shared` pairs with `typed`, and others. A name that shares so many has one of any
    /// selection that leaves out fewer than that; the rarest are selected.
    fn sharing(&self, typed: &str, is_whole: bool, shared: usize) -> Vec<u32> {
        let mut by_count: Vec<&[u32]> = pairs(typed, is_whole)
            .map(|pair| self.names_of(pair))
            .collect();
        by_count.sort_unstable_by_key(|names| names.len());
        let selected = (by_count.len() + 1).saturating_sub(shared.max(1));
        by_count.truncate(selected);
        let mut found = by_count.concat();
        found.sort_unstable();
        found.dedup();
        found
    }

    fn names_of(&self, pair: Pair) -> &[u32] {
        let Ok(at) = self.pairs.binary_search_by_key(&pair, |(pair, _)| *pair) else {
            return &[];
        };
        let end = self
            .pairs
            .get(at + 1)
            .map_or(self.names.len(), |(_, end)| *end);
        &self.names[self.pairs[at].1..end]
    }
}

/// The pairs of neighbouring characters of a text, with its beginning and, if it `is_whole`, its end.
fn pairs(text: &str, is_whole: bool) -> impl Iterator<Item = Pair> {
    let firsts = std::iter::once(EDGE).chain(text.chars());
    firsts.zip(text.chars().chain(is_whole.then_some(EDGE)))
}

fn digits(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(char::is_ascii_digit)
}

fn digits_hash(text: &str) -> u64 {
    let digits: String = digits(text).collect();
    BuildHasherDefault::<DefaultHasher>::default().hash_one(digits)
}

/// How many errors are allowed in a name of so many characters: the bounds were set by hand so that no alias of the shipped
/// pages becomes another.
fn allowed_errors(length: usize) -> usize {
    match length {
        0..=3 => 0,
        4..=7 => 1,
        8..=13 => 2,
        _ => 3,
    }
}

/// How many typing errors lie between two names. None if they are too many for the length of the name. Short names and
/// digits allow no error, so that G7 never becomes G20. A wrong first letter counts twice: hands slip less often there, and
/// eyes read another word.
pub(super) fn typing_errors(typed: &str, name: &str) -> Option<usize> {
    let (typed_length, name_length) = (typed.chars().count(), name.chars().count());
    let allowed = allowed_errors(typed_length.min(name_length));
    let is_too_long = typed_length.abs_diff(name_length) > allowed;
    if allowed == 0 || is_too_long || !digits(typed).eq(digits(name)) {
        return None;
    }
    let errors = strsim::osa_distance(typed, name) + usize::from(!begin_alike(typed, name));
    (errors <= allowed).then_some(errors)
}

/// How many typing errors lie between `typed` and what `name` begins with in as many characters. None if `typed` is too
/// short, or they are too many.
pub(super) fn errors_of_beginning(typed: &str, name: &str) -> Option<usize> {
    let length = typed.chars().count();
    let end = name.char_indices().nth(length).map(|(at, _)| at);
    let beginning = &name[..end.unwrap_or(name.len())];
    typing_errors(typed, beginning).filter(|_| length >= MIN_BEGUN)
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        /// Few letters, so that many names are near to each other.
        #[test]
        fn what_is_compared_in_full_has_every_name_that_is_near(
            names in prop::collection::vec("[abc12 ]{0,18}", 0..40),
            typed in "[abc12 ]{0,20}",
        ) {
            let index = TypoIndex::of(names.iter().map(String::as_str));
            let plainly = |is_near: &dyn Fn(&str) -> bool| -> Vec<u32> {
                (0..).zip(&names).filter(|(_, name)| is_near(name)).map(|(at, _)| at).collect()
            };
            let kept = |found: Vec<u32>, is_near: &dyn Fn(&str) -> bool| -> Vec<u32> {
                found.into_iter().filter(|at| is_near(&names[*at as usize])).collect()
            };
            let is_near = |name: &str| typing_errors(&typed, name).is_some();
            prop_assert_eq!(kept(index.near(&typed), &is_near), plainly(&is_near));
            let is_begun = |name: &str| errors_of_beginning(&typed, name).is_some();
            prop_assert_eq!(kept(index.begun(&typed), &is_begun), plainly(&is_begun));
        }

        /// A name with a slip or two in it, which chance alone seldom makes.
        #[test]
        fn a_name_with_slips_is_found_as_by_comparing_with_every_name(
            names in prop::collection::vec("[a-dä王]{4,18}", 1..30),
            which in any::<prop::sample::Index>(),
            slips in prop::collection::vec((any::<prop::sample::Index>(), 0..4, "[a-dä王]"), 0..4),
        ) {
            let mut typed: Vec<char> = which.get(&names).chars().collect();
            for (at, kind, letter) in slips {
                let at = at.index(typed.len().max(1)).min(typed.len().saturating_sub(1));
                let letter = letter.chars().next().unwrap();
                match kind {
                    0 => typed.insert(at, letter),
                    1 if typed.len() > 1 => drop(typed.remove(at)),
                    2 if at + 1 < typed.len() => typed.swap(at, at + 1),
                    _ => typed[at] = letter,
                }
            }
            let typed: String = typed.into_iter().collect();
            let index = TypoIndex::of(names.iter().map(String::as_str));
            let found = index.near(&typed);
            for (at, name) in (0..).zip(&names) {
                let is_near = typing_errors(&typed, name).is_some();
                prop_assert!(!is_near || found.contains(&at), "{typed} {name}");
                let is_begun = errors_of_beginning(&typed, name).is_some();
                prop_assert!(!is_begun || index.begun(&typed).contains(&at), "{typed} {name}");
            }
        }
    }
}
