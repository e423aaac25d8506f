//! One choice of an option, and what stands beside it.

use crate::document::{PartialDate, When};
use crate::knowledge::Stance;

/// Most choices that Discord shows at once.
/// <https://discord.com/developers/docs/interactions/application-commands>
pub const MAX_SUGGESTIONS: usize = 25;

/// One choice of an option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What the reader chooses; not cut to Discord's 100 characters.
    pub label: String,
    /// What the option then holds; at most 100 characters.
    pub value: String,
    /// What stands beside the label.
    pub hint: Hint,
}

/// What stands beside a label, to be worded in the reader's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hint {
    /// Nothing.
    None,
    /// How a hotspot sits with U.S. aims.
    Stance(Stance),
    /// The summit begins in so many days; 0 is today.
    InDays(i32),
    /// The summit has begun and not ended.
    UnderWay,
    /// The summit is to come, in a month or year of which the day is not known.
    During(When),
    /// The summit has no date.
    Undated,
    /// The summit was, or was to be, at that time.
    Past(When),
    /// The summit will not take place.
    Cancelled,
    /// The date that the label stands for.
    Date(PartialDate),
    /// Every summit there is.
    Everything,
    /// Every summit of an organization or series.
    EverySummit,
}

/// Longest value of a choice, in characters.
/// <https://discord.com/developers/docs/interactions/application-commands>
const MAX_VALUE: usize = 100;

impl Suggestion {
    pub(super) fn of(label: impl Into<String>, value: impl Into<String>, hint: Hint) -> Self {
        Self {
            label: label.into(),
            value: value.into(),
            hint,
        }
    }

    /// A value that is its own label.
    pub(super) fn plain(value: impl Into<String>) -> Self {
        let value = value.into();
        Self::of(value.clone(), value, Hint::None)
    }
}

/// The first [`MAX_SUGGESTIONS`] that Discord takes, no value twice.
pub(super) fn first_of(all: impl IntoIterator<Item = Suggestion>) -> Vec<Suggestion> {
    let mut kept: Vec<Suggestion> = Vec::new();
    for suggestion in all {
        let is_new = kept.iter().all(|known| known.value != suggestion.value);
        let fits = (1..=MAX_VALUE).contains(&suggestion.value.chars().count());
        if is_new && fits {
            kept.push(suggestion);
        }
        if kept.len() == MAX_SUGGESTIONS {
            break;
        }
    }
    kept
}
