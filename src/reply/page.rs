//! What a reply shows: a page of dated, sourced statements.

use jiff::Timestamp;
use serde::Serialize;

use super::entry::Entry;
use super::limits::{MAX_FIELD_VALUE, fit};
use crate::knowledge::Stance;
use crate::text::Locale;

/// One page of an answer. All texts are plain; whoever renders them escapes them.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Page {
    /// The heading, at most 256 characters once escaped.
    pub title: String,
    /// Whether what it announced is off: the title is struck through.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_struck: bool,
    /// The colour of the bar at its side.
    pub tone: Tone,
    /// How the question was understood, where it could have meant something else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assumed: Option<String>,
    /// What to check before use, shown above everything else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warning: Option<String>,
    /// Who looks after it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken: Option<Taken>,
    /// The first paragraph; empty where the statements say enough.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub lead: String,
    /// The statements, in the order they are read.
    pub sections: Vec<Section>,
    /// How new its facts are, and which page of how many; empty where neither applies.
    pub footer: String,
    /// The language of everything on it but the facts.
    #[serde(skip)]
    pub locale: Locale,
}

/// Who looks after an alert, and since when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Taken {
    /// What was done: "Acknowledged".
    pub how: String,
    /// The user's id; shown by name, and called by no message.
    pub by: u64,
    /// When.
    pub at: Timestamp,
    /// How long that took: "after 4 minutes"; empty if it is not known.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub after: String,
}

/// A part of a page.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Section {
    /// Its heading, at most 256 characters; none for text that runs on under the first paragraph.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// Its statements, at most [`MAX_FIELD_VALUE`] characters under a heading.
    pub entries: Vec<Entry>,
    /// Whether Discord may put it beside the next section, where there is room.
    #[serde(skip)]
    pub is_inline: bool,
}

impl Section {
    /// Statements that run on under the first paragraph.
    pub fn running(entries: Vec<Entry>) -> Self {
        Self {
            heading: None,
            entries,
            is_inline: false,
        }
    }

    /// Statements under a heading of their own, as many as fit into a field of an embed.
    pub fn titled(heading: impl Into<String>, entries: Vec<Entry>) -> Self {
        Self {
            heading: Some(heading.into()),
            entries: fit(entries, MAX_FIELD_VALUE),
            is_inline: false,
        }
    }
}

/// A colour with a meaning; the words of the page say the same, for whoever cannot see it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// The page gives no verdict.
    #[default]
    Plain,
    /// In line with U.S. aims.
    Aligned,
    /// In line with some of them.
    Partly,
    /// Against them.
    Opposed,
    /// The sources do not say, or nothing was found.
    Unclear,
}

impl From<Stance> for Tone {
    fn from(stance: Stance) -> Self {
        match stance {
            Stance::Aligned => Self::Aligned,
            Stance::Partly => Self::Partly,
            Stance::Opposed => Self::Opposed,
            Stance::Unclear => Self::Unclear,
        }
    }
}
