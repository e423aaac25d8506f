//! The choices of a question that is made from facts.

use super::super::question::digest;

/// Longest choice, in characters: what the schema of `[[quiz]]` allows, so that made questions look like written ones.
const MAX_CHOICE: usize = 80;
/// How many choices a made question has, if the knowledge has so many.
const CHOICES: usize = 4;

/// The right choice and up to three wrong ones; `None` if there is no wrong one. Which of them depends on `key` alone, so
/// that they change only when the facts do.
pub(super) fn choices(
    key: &str,
    right: &str,
    wrong: impl IntoIterator<Item = String>,
) -> Option<Vec<String>> {
    let fits = |choice: &str| !choice.is_empty() && choice.chars().count() <= MAX_CHOICE;
    let mut wrong: Vec<String> = wrong
        .into_iter()
        .filter(|choice| choice != right && fits(choice))
        .collect();
    wrong.sort();
    wrong.dedup();
    wrong.sort_by_cached_key(|choice| digest([key, choice].into_iter()));
    wrong.truncate(CHOICES - 1);
    if wrong.is_empty() || !fits(right) {
        return None;
    }
    Some(std::iter::once(right.to_owned()).chain(wrong).collect())
}
