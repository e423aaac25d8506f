//! What can answer: a statement of the knowledge, with its date and its sources.

use crate::document::PartialDate;
use crate::knowledge::{Actor, Knowledge, MemberClass, Stance, Summit};
use crate::reply::{Entry, Tone, View};

/// The smallest thing that can answer: a statement, with its date and its sources.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// The page it is on.
    pub page: Subject,
    /// The ids of the hotspots and organizations that it has to do with, its own first; none for a term of no page.
    pub topics: Vec<String>,
    /// What kind of statement it is.
    pub kind: PassageKind,
    /// Whose position it is, or who took part; empty where that does not apply.
    pub actors: Vec<Actor>,
    /// The statement as it is shown, with its date and its sources.
    pub entry: Entry,
    /// Other ways in which people ask for it; never shown.
    pub asked: Vec<String>,
    /// The title of its page.
    pub title: String,
    /// The tab of the page that it stands on.
    pub view: View,
}

/// A page that a question can be about, by its id.
#[derive(
    Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase", tag = "is", content = "id")]
pub enum Subject {
    /// A hotspot.
    Hotspot(String),
    /// An organization.
    Organization(String),
    /// A summit.
    Summit(String),
    /// A term.
    Term(String),
}

/// What kind of statement a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassageKind {
    /// The summary of a page.
    Summary,
    /// What an actor wants or says.
    Position,
    /// What happened.
    Development,
    /// The verdict: how it sits with U.S. aims.
    Alignment {
        /// The verdict.
        stance: Stance,
        /// Whether it is the newest of its page.
        is_newest: bool,
    },
    /// What a word means.
    Term,
    /// The members of an organization, of one class.
    Members(MemberClass),
    /// The chair of an organization.
    Chair,
    /// Anything else about an organization.
    Statement,
    /// When and where a summit is.
    Summit,
    /// What the sources leave open.
    Gap,
}

impl Subject {
    /// The id of its page.
    pub fn id(&self) -> &str {
        match self {
            Self::Hotspot(id) | Self::Organization(id) | Self::Summit(id) | Self::Term(id) => id,
        }
    }

    /// The title of its page; none if the knowledge no longer has it.
    pub(super) fn title(&self, knowledge: &Knowledge) -> Option<String> {
        match self {
            Self::Hotspot(id) | Self::Organization(id) => {
                knowledge.topic(id).map(|topic| topic.name().to_owned())
            }
            Self::Summit(id) => knowledge.summit(id).map(Summit::title),
            Self::Term(id) => knowledge.term(id).map(|term| term.name.clone()),
        }
    }

    /// The page, at its overview.
    pub fn view(&self) -> View {
        match self {
            Self::Hotspot(id) | Self::Organization(id) => View::overview(id),
            Self::Summit(id) => View::Summit { id: id.clone() },
            Self::Term(id) => View::Term { id: id.clone() },
        }
    }
}

impl Passage {
    /// The colour of its verdict; plain if it is none.
    pub(super) fn tone(&self) -> Tone {
        match self.kind {
            PassageKind::Alignment { stance, .. } => stance.into(),
            _ => Tone::Plain,
        }
    }

    /// When it held or happened; none for a passage without a date.
    pub fn date(&self) -> Option<PartialDate> {
        self.entry.date
    }
}
