//! `organizations/*.toml`: a body in which China and Russia meet, with its members and chair.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::file_order::FileOrder;
use crate::document::PartialDate;

/// A grouping of states.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Organization {
    /// The file's name without `.toml`.
    #[serde(skip_deserializing)]
    pub id: String,
    /// The name readers see.
    #[schemars(length(max = 60))]
    pub name: String,
    /// The letters it is known by.
    #[schemars(length(max = 20))]
    pub short: Option<String>,
    /// Every other name a reader may type.
    #[serde(default)]
    #[schemars(length(max = 100), inner(length(max = 60)))]
    pub aliases: Vec<String>,
    /// What it is, in two or three sentences.
    #[schemars(length(max = 1000))]
    pub summary: String,
    /// When it was founded.
    pub founded: Option<PartialDate>,
    /// The city of its secretariat.
    #[schemars(length(max = 60))]
    pub seat: Option<String>,
    /// One table a class of members.
    #[serde(default)]
    pub members: Vec<Members>,
    /// Who holds the chair, and who comes next.
    #[serde(default, rename = "chair")]
    pub chairs: Vec<Chair>,
    /// Anything else worth knowing; in the model, newest first.
    #[serde(default, rename = "statement")]
    pub statements: Vec<Statement>,
}

/// One class of members.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Members {
    /// How closely they belong.
    pub kind: MemberClass,
    /// The names of the states.
    #[schemars(length(min = 1, max = 60), inner(length(max = 40)))]
    pub countries: Vec<String>,
    /// What a reader should know of the list.
    #[schemars(length(max = 600))]
    pub note: Option<String>,
    /// When it held.
    pub as_of: PartialDate,
    /// Ids from `sources.toml`.
    #[schemars(length(min = 1, max = 5))]
    pub sources: Vec<String>,
    /// Other ways in which people ask for it; never shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 14), inner(length(min = 1, max = 120)))]
    pub asked: Vec<String>,
}

/// How closely a state belongs; shown as its own name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, strum::Display)]
#[serde(rename_all = "lowercase")]
pub enum MemberClass {
    /// Full members.
    Members,
    /// Bound by an agreement, without a vote.
    Partners,
    /// They attend without a say.
    Observers,
    /// Invited from meeting to meeting.
    Guests,
}

/// Who holds the chair, and for how long.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Chair {
    /// The state in the chair.
    #[schemars(length(max = 60))]
    pub holder: String,
    /// The term in office, such as `2026`.
    #[schemars(length(max = 60))]
    pub term: String,
    /// It follows from a rule of rotation; no source states it.
    #[serde(default)]
    pub inferred: bool,
    /// When that was so.
    pub as_of: PartialDate,
    /// Ids from `sources.toml`.
    #[schemars(length(min = 1, max = 5))]
    pub sources: Vec<String>,
    /// Other ways in which people ask for it; never shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 14), inner(length(min = 1, max = 120)))]
    pub asked: Vec<String>,
}

/// Anything else worth knowing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// One to three sentences.
    #[schemars(length(max = 600))]
    pub text: String,
    /// When it held.
    pub as_of: PartialDate,
    /// Ids from `sources.toml`.
    #[schemars(length(min = 1, max = 5))]
    pub sources: Vec<String>,
    /// Other ways in which people ask for it; never shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 14), inner(length(min = 1, max = 120)))]
    pub asked: Vec<String>,
}

impl Organization {
    /// Puts the statements newest first, whatever their order in the file, which is given back.
    pub(super) fn sort_newest_first(&mut self) -> FileOrder {
        let mut order = FileOrder::default();
        order.sort("statement", &mut self.statements, |one| one.as_of);
        order
    }

    /// The date of the newest statement on the page.
    pub fn as_of(&self) -> PartialDate {
        let members = self.members.iter().map(|members| members.as_of);
        let chairs = self.chairs.iter().map(|chair| chair.as_of);
        let statements = self.statements.iter().map(|statement| statement.as_of);
        let dates = members.chain(chairs).chain(statements);
        dates
            .max_by_key(|date| date.first_day())
            .unwrap_or(PartialDate::Year(1))
    }
}
