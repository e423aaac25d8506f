//! One statement of a page, with its date, its sources, and whom it mentions.

use jiff::{Timestamp, ZonedDateTime};
use serde::Serialize;

use crate::document::PartialDate;
use crate::text::Locale;

/// One statement, with its date and where it comes from.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Entry {
    /// When it happened or held; none for a remark about the page itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// Whether the sources leave the date open, so that it is shown as "about".
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub approximate: bool,
    /// When it will begin. Discord shows that in each reader's own zone, the terminal in the venue's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occasion: Option<Occasion>,
    /// Whose it is or what it is about, in bold before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The statement, as plain text; may be empty where the label, the occasion or the mentions say it.
    pub text: String,
    /// Channels, users, roles and moments that it names, after the text. In an embed a mention notifies nobody.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<Mention>,
    /// Reported, but not confirmed; shown as "(unconfirmed)".
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unconfirmed: bool,
    /// Its sources, the most important first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Citation>,
    /// How many of `sources` Discord shows; the tab *Sources* has all of them.
    #[serde(skip)]
    pub sources_shown: SourcesShown,
    /// The language of the words around the statement: its date, "unconfirmed", "2 more". The statement keeps its own.
    #[serde(skip)]
    pub locale: Locale,
}

/// The beginning of something to come.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Occasion {
    /// The instant, in the venue's zone.
    pub at: ZonedDateTime,
    /// Whether the hour is known; else `at` is the hour at which a day is taken to begin.
    pub has_hour: bool,
}

/// Somebody or something on Discord, or a moment, that a statement names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mention {
    /// The words before it: "in", "acknowledged by"; may be empty.
    pub how: String,
    /// The channel, user, role or moment.
    pub what: Mentioned,
    /// Whether it goes on where the mention before it ends: "snoozed by @lena until 08:00".
    #[serde(skip)]
    pub goes_on: bool,
}

/// What Discord shows by its current name, and moments, which it shows in each reader's zone and language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Mentioned {
    /// A channel's id.
    Channel(u64),
    /// A user's id.
    User(u64),
    /// A role's id.
    Role(u64),
    /// A moment, by each reader's own clock.
    Moment(Timestamp),
    /// The same to the second.
    Second(Timestamp),
    /// How long ago or ahead a moment is.
    Relative(Timestamp),
}

/// How many sources are shown after a statement.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SourcesShown {
    /// Every one.
    #[default]
    All,
    /// The first two, and how many more there are.
    Few,
    /// None; those of all statements stand together on one line below the last.
    Below,
}

/// What [`SourcesShown::Few`] shows: enough to judge a statement by, in one line of a phone.
const FEW: usize = 2;

/// A source, as it is shown after a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Citation {
    /// Its id in `sources.toml`.
    pub id: String,
    /// The outlet, which is what readers see.
    pub publisher: String,
    /// Its address; none if it is not online.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

impl Entry {
    /// A sentence about the page itself, without date or source.
    pub fn remark(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// Puts the words around it into another language.
    #[must_use]
    pub fn in_language(mut self, locale: Locale) -> Self {
        self.locale = locale;
        self
    }

    /// Shows the first sources only, and how many more there are.
    #[must_use]
    pub fn naming_few(mut self) -> Self {
        self.sources_shown = SourcesShown::Few;
        self
    }

    /// Shows its sources below the last statement, with those of the others.
    #[must_use]
    pub fn with_sources_below(mut self) -> Self {
        self.sources_shown = SourcesShown::Below;
        self
    }

    /// The sources that are shown after it, and how many more there are.
    pub fn shown_sources(&self) -> (&[Citation], usize) {
        let shown = match self.sources_shown {
            SourcesShown::All => self.sources.len(),
            SourcesShown::Few => self.sources.len().min(FEW),
            SourcesShown::Below => return (&[], 0),
        };
        (&self.sources[..shown], self.sources.len() - shown)
    }

    /// Mentions a channel, user, role or moment after the text.
    #[must_use]
    pub fn mentioning(mut self, how: impl Into<String>, what: Mentioned) -> Self {
        self.mentions.push(Mention {
            how: how.into(),
            what,
            goes_on: false,
        });
        self
    }

    /// Mentions another in the same breath as the last: "snoozed by @lena", and then "until 08:00".
    #[must_use]
    pub fn and_then(mut self, how: impl Into<String>, what: Mentioned) -> Self {
        self.mentions.push(Mention {
            how: how.into(),
            what,
            goes_on: true,
        });
        self
    }

    /// Puts a label before it.
    #[must_use]
    pub fn labelled(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }
}
