//! A question with its choices: how it is recognized, and how each learner sees it.

use crate::fingerprint::fingerprint;
use crate::reply::Entry;

/// The letters of the choices, and so how many there can be: one row of buttons holds five.
/// <https://discord.com/developers/docs/components/reference#action-row>
pub(super) const LETTERS: [&str; 5] = ["A", "B", "C", "D", "E"];
/// Length of a fingerprint, in hexadecimal digits: short enough for a `custom_id`, and 48 bits never meet by chance among the
/// questions of one learner.
const FINGERPRINT: usize = 12;

/// A question about a fact as the knowledge has it now.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Stays the same whatever becomes of the fact: `arctic/1`, `arctic/stance`, `sco/chair`.
    pub key: String,
    /// Twelve hexadecimal digits that change with the question or its answer, so that an old button cannot answer a new one.
    pub fingerprint: String,
    /// What is asked.
    pub text: String,
    /// What can be chosen, at most five; the right one is first.
    pub choices: Vec<String>,
    /// Why it is right, with date and sources.
    pub why: Entry,
}

impl Question {
    /// A question of at most five choices, of which the first is right.
    pub fn new(key: String, text: String, choices: Vec<String>, why: Entry) -> Self {
        let parts = std::iter::once(&text).chain(&choices).map(String::as_str);
        let fingerprint = digest(parts)[..FINGERPRINT].to_owned();
        Self {
            key,
            fingerprint,
            text,
            choices,
            why,
        }
    }

    /// The id of the topic it is about.
    pub fn topic(&self) -> &str {
        topic_of(&self.key)
    }

    /// The right choice.
    pub fn right(&self) -> &str {
        self.choices.first().map_or("", String::as_str)
    }

    /// The choices as this user sees them: always in the same order, and in another than their neighbours, so that letters
    /// cannot be passed on.
    pub fn shown_to(&self, user: u64) -> Vec<&str> {
        let user = user.to_string();
        let mut shown: Vec<&str> = self.choices.iter().map(String::as_str).collect();
        let order = |choice: &&str| digest([user.as_str(), &self.fingerprint, choice].into_iter());
        shown.sort_by_cached_key(order);
        shown
    }

    /// Whether the choice that this user sees at `place`, counted from 0, is right. `None` if there is no such choice.
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

/// The topic that a question's key is about: `arctic` of `arctic/stance`.
pub(super) fn topic_of(key: &str) -> &str {
    key.split('/').next().unwrap_or(key)
}

/// SHA-256 in hexadecimal: the same on every machine and in every version, since buttons and orders depend on it.
pub(super) fn digest<'p>(parts: impl Iterator<Item = &'p str>) -> String {
    let mut framed = Vec::new();
    for part in parts {
        framed.extend(part.as_bytes());
        // Keeps `ab, c` apart from `a, bc`.
        framed.push(0);
    }
    fingerprint(&framed, 32)
}

/// A number below `below` that depends on `parts` alone; 0 if `below` is.
pub(super) fn number_from<'p>(parts: impl Iterator<Item = &'p str>, below: usize) -> usize {
    // Fifteen hexadecimal digits are 60 bits, which fit a `u64`.
    let start = u64::from_str_radix(&digest(parts)[..15], 16).unwrap_or_default();
    usize::try_from(start % (below.max(1) as u64)).unwrap_or_default()
}
