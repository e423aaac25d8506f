use jiff::ZonedDateTime;
use serde::Serialize;

use crate::document::PartialDate;

/// One statement, with its date and where it comes from.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Entry {
    /// When it happened or held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// The sources do not fix the date.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub approximate: bool,
    /// When it will be; each reader of Discord sees it in their own zone, a terminal in the venue's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occasion: Option<Occasion>,
    /// Whose it is, or what it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The statement.
    pub text: String,
    /// Channels, users and roles that it names, behind the text. An embed calls nobody.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<Mention>,
    /// Told, but not confirmed.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unconfirmed: bool,
    /// Where it comes from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Citation>,
    /// How many of `sources` are named behind it; a page in short names a few, the rest are under *Sources*.
    #[serde(skip)]
    pub named: Named,
}

/// An instant to come.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Occasion {
    /// The instant, in the venue's zone.
    pub at: ZonedDateTime,
    /// Whether the hour is known; else it is the one at which a day is taken to begin.
    pub has_hour: bool,
}

/// Somebody or something on Discord that a statement names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mention {
    /// What it has to do with it: "in", "acknowledged by".
    pub how: String,
    /// What it is.
    pub what: Mentioned,
}

/// What Discord shows by its present name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Mentioned {
    /// A channel, by its id.
    Channel(u64),
    /// A user, by its id.
    User(u64),
    /// A role, by its id.
    Role(u64),
}

/// How many sources are named behind a statement.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Named {
    /// Every one.
    #[default]
    All,
    /// The first, and how many more there are.
    Few,
}

/// How many are a few.
const FEW: usize = 2;

/// A source, as it is named behind a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Citation {
    /// Its id in `sources.toml`.
    pub id: String,
    /// The outlet.
    pub publisher: String,
    /// Where it can be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

impl Entry {
    /// A sentence without date or source, about the page itself.
    pub fn remark(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// Names a few sources and counts the rest.
    #[must_use]
    pub fn naming_few(mut self) -> Self {
        self.named = Named::Few;
        self
    }

    /// The sources that are named, and how many more there are.
    pub fn named_sources(&self) -> (&[Citation], usize) {
        let shown = match self.named {
            Named::All => self.sources.len(),
            Named::Few => self.sources.len().min(FEW),
        };
        (&self.sources[..shown], self.sources.len() - shown)
    }

    /// Names a channel, user or role behind the text.
    #[must_use]
    pub fn mentioning(mut self, how: impl Into<String>, what: Mentioned) -> Self {
        let how = how.into();
        self.mentions.push(Mention { how, what });
        self
    }

    /// Puts a name in front.
    #[must_use]
    pub fn labelled(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }
}
