//! `onboarding/*.toml`: a track of the tour, as a list of pages to read.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A way through the pages for one kind of reader. It holds no facts: what its steps show is read from the pages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Track {
    /// The file's name without `.toml`.
    #[serde(skip_deserializing)]
    pub id: String,
    /// The name readers see.
    #[schemars(length(max = 40))]
    pub name: String,
    /// Whom it is for, in a sentence or two.
    #[schemars(length(max = 300))]
    pub about: String,
    /// One table a step, in the order in which they are taken.
    #[serde(rename = "step")]
    #[schemars(length(min = 1, max = 40))]
    pub steps: Vec<TrackStep>,
}

/// One page of the tour.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TrackStep {
    /// The id of a hotspot or an organization.
    #[schemars(length(max = 40))]
    pub topic: String,
    /// Why it matters to this reader; no facts, they are on the page.
    #[schemars(length(max = 300))]
    pub why: Option<String>,
    /// Which statements of the page to remember; if left out, those that suit it.
    #[serde(default)]
    #[schemars(length(max = 3))]
    pub remember: Vec<Remember>,
    /// Terms of the glossary; if left out, the first that belong to the hotspot.
    #[schemars(length(max = 3), inner(length(max = 60)))]
    pub terms: Option<Vec<String>>,
}

/// Which statement of a page to remember; shown as files have it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, strum::Display,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Remember {
    /// What China and Russia do together.
    Joint,
    /// What China wants or does.
    China,
    /// What Russia wants or does.
    Russia,
    /// What the United States wants or does.
    Us,
    /// How it sits with U.S. aims.
    Alignment,
    /// What happened last; of an organization, what was said last.
    Latest,
    /// Who belongs to an organization.
    Members,
    /// Who chairs an organization.
    Chair,
}

impl Remember {
    /// Whether the page of an organization has it, and not that of a hotspot.
    pub fn is_of_organizations_only(self) -> bool {
        matches!(self, Self::Members | Self::Chair)
    }

    /// Whether the page of an organization has it.
    pub fn is_of_organizations(self) -> bool {
        self.is_of_organizations_only() || self == Self::Latest
    }
}
