use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::reply::Entry;

/// Most choices there are; one letter each.
pub(super) const LETTERS: [&str; 5] = ["A", "B", "C", "D", "E"];

/// A question about a fact as the knowledge has it now.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Stays the same whatever becomes of the fact: `arctic/1`, `arctic/stance`, `sco/chair`.
    pub key: String,
    /// Changes with the question or its answer.
    pub print: String,
    /// What is asked.
    pub text: String,
    /// What can be chosen; the right one stands first.
    pub choices: Vec<String>,
    /// Why it is right, with date and sources.
    pub why: Entry,
}

impl Question {
    /// A question of at most five choices, of which the first is right.
    pub fn new(key: String, text: String, choices: Vec<String>, why: Entry) -> Self {
        let parts = std::iter::once(&text).chain(&choices).map(String::as_str);
        let print = digest(parts)[..12].to_owned();
        Self {
            key,
            print,
            text,
            choices,
            why,
        }
    }

    /// The page it is about.
    pub fn topic(&self) -> &str {
        topic_of(&self.key)
    }

    /// The right choice.
    pub fn right(&self) -> &str {
        self.choices.first().map_or("", String::as_str)
    }

    /// The choices as this user sees them, always in the same order; neighbours see another.
    pub fn shown_to(&self, user: u64) -> Vec<&str> {
        let user = user.to_string();
        let mut shown: Vec<&str> = self.choices.iter().map(String::as_str).collect();
        shown.sort_by_cached_key(|choice| digest([user.as_str(), &self.print, choice].into_iter()));
        shown
    }

    /// Whether the choice that this user sees at this place is right; none if there is none.
    pub fn is_right(&self, user: u64, place: usize) -> Option<bool> {
        Some(*self.shown_to(user).get(place)? == self.right())
    }

    /// The letter at which this user sees the right choice.
    pub fn letter_of_right(&self, user: u64) -> &'static str {
        let place = self
            .shown_to(user)
            .iter()
            .position(|choice| *choice == self.right());
        LETTERS[place.unwrap_or(0)]
    }
}

/// The page that a key is about.
pub(super) fn topic_of(key: &str) -> &str {
    key.split('/').next().unwrap_or(key)
}

/// What a text says first.
pub(super) fn first_sentence(text: &str) -> &str {
    text.split_inclusive(". ").next().unwrap_or(text).trim()
}

/// In hexadecimal; the same on every machine and in every version.
pub(super) fn digest<'p>(parts: impl Iterator<Item = &'p str>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update([0]);
    }
    let mut digits = String::new();
    for byte in hasher.finalize() {
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

/// A number below `below` that depends on `parts` alone; 0 if `below` is.
pub(super) fn number_from<'p>(parts: impl Iterator<Item = &'p str>, below: usize) -> usize {
    let start = u64::from_str_radix(&digest(parts)[..15], 16).unwrap_or_default();
    usize::try_from(start % (below.max(1) as u64)).unwrap_or_default()
}
