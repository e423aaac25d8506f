//! `hotspots/*.toml`: a place, or the relationship itself, with who wants what there and what has happened.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use super::file_order::FileOrder;
use crate::document::PartialDate;

/// A place where China and Russia act together, or past each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Hotspot {
    /// The file's name without `.toml`.
    #[serde(skip_deserializing)]
    pub id: String,
    /// The name readers see.
    #[schemars(length(max = 60))]
    pub name: String,
    /// Where `/hotspots` lists it.
    #[serde(default)]
    pub region: Region,
    /// The id of the larger hotspot it belongs to.
    pub part_of: Option<String>,
    /// Every other name a reader may type: people, capitals, other scripts.
    #[serde(default)]
    #[schemars(length(max = 100), inner(length(max = 60)))]
    pub aliases: Vec<String>,
    /// Those of the aliases that name a part of it, such as an island or a province, and not the whole: where no statement of the page
    /// speaks of such a part, an answer says so.
    #[serde(default)]
    pub parts: Vec<String>,
    /// A point on the map.
    pub location: Option<Location>,
    /// Two or three sentences: who does what with whom here, and how it has changed.
    #[schemars(length(max = 1000))]
    pub summary: String,
    /// What an actor wants or says.
    #[serde(default, rename = "position")]
    pub positions: Vec<Position>,
    /// What happened; in the model, newest first.
    #[serde(default, rename = "development")]
    pub developments: Vec<Development>,
    /// How it sits with U.S. aims; in the model, newest first.
    #[serde(rename = "alignment")]
    #[schemars(length(min = 1))]
    pub alignments: Vec<Alignment>,
    /// Questions for the tour.
    #[serde(default, rename = "quiz")]
    pub quizzes: Vec<Quiz>,
    /// What the sources do not say.
    #[serde(default, rename = "gap")]
    pub gaps: Vec<Gap>,
}

/// A point on the map, in degrees.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Location {
    /// North is positive.
    #[schemars(range(min = -90, max = 90))]
    pub latitude: f64,
    /// East is positive.
    #[schemars(range(min = -180, max = 180))]
    pub longitude: f64,
}

/// What an actor wants or says, as of a date.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// Who wants or says it.
    pub actor: Actor,
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

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Development {
    /// When it happened.
    pub date: PartialDate,
    /// Who took part, as far as that matters here.
    #[serde(default)]
    #[schemars(length(max = 5))]
    pub actors: Vec<Actor>,
    /// The sources do not fix the date.
    #[serde(default)]
    pub approximate: bool,
    /// Reported, but not confirmed.
    #[serde(default)]
    pub unconfirmed: bool,
    /// One to three sentences.
    #[schemars(length(max = 600))]
    pub text: String,
    /// Ids from `sources.toml`.
    #[schemars(length(min = 1, max = 5))]
    pub sources: Vec<String>,
    /// Other ways in which people ask for it; never shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 14), inner(length(min = 1, max = 120)))]
    pub asked: Vec<String>,
}

/// How Chinese and Russian conduct sat with U.S. aims at a date.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Alignment {
    /// The verdict in a word.
    pub stance: Stance,
    /// What the verdict rests on, in one to three sentences.
    #[schemars(length(max = 600))]
    pub reason: String,
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

/// A question of the tour.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quiz {
    /// The question, in one sentence.
    #[schemars(length(max = 300))]
    pub question: String,
    /// The answers to choose from.
    #[schemars(length(min = 2, max = 5), inner(length(max = 80)))]
    pub choices: Vec<String>,
    /// Which choice is right, counted from 1.
    #[schemars(range(min = 1, max = 5))]
    pub answer: usize,
    /// Why that choice is right.
    #[schemars(length(max = 600))]
    pub why: String,
    /// When that was so.
    pub as_of: PartialDate,
    /// Ids from `sources.toml`.
    #[schemars(length(min = 1, max = 5))]
    pub sources: Vec<String>,
}

/// What the sources do not say.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Gap {
    /// One or two sentences.
    #[schemars(length(max = 600))]
    pub text: String,
    /// When the search ended.
    pub as_of: PartialDate,
    /// Other ways in which people ask for it; never shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 14), inner(length(min = 1, max = 120)))]
    pub asked: Vec<String>,
}

/// Who acts; shown by name.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
    Display,
)]
#[serde(rename_all = "lowercase")]
pub enum Actor {
    /// The People's Republic of China.
    China,
    /// The Russian Federation.
    Russia,
    /// China and Russia together.
    #[strum(serialize = "China and Russia")]
    Joint,
    /// The United States.
    #[strum(serialize = "United States")]
    Us,
    /// Any other state or body.
    #[strum(serialize = "Others")]
    Other,
}

/// How Chinese and Russian conduct sits with U.S. aims, from near to far. Files and buttons have it in lower case.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    JsonSchema,
    IntoStaticStr,
    EnumString,
    VariantArray,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Stance {
    /// They want much the same.
    Aligned,
    /// They want the same in some of it.
    Partly,
    /// They work against each other.
    Opposed,
    /// The sources do not say.
    Unclear,
}

/// As readers see it.
impl fmt::Display for Stance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Partly => "partly aligned",
            other => other.into(),
        })
    }
}

/// Where `/hotspots` lists a page; shown by name.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    JsonSchema,
    Display,
)]
pub enum Region {
    /// Not tied to a place.
    Global,
    /// The Koreas, Japan, China's coast.
    #[serde(rename = "East Asia")]
    #[strum(serialize = "East Asia")]
    EastAsia,
    /// From Myanmar to the Philippines, and the sea between.
    #[serde(rename = "Southeast Asia")]
    #[strum(serialize = "Southeast Asia")]
    SoutheastAsia,
    /// The five Central Asian states, Afghanistan, the subcontinent.
    #[serde(rename = "Central and South Asia")]
    #[strum(serialize = "Central and South Asia")]
    CentralAndSouthAsia,
    /// From the Levant to the Gulf.
    #[serde(rename = "Middle East")]
    #[strum(serialize = "Middle East")]
    MiddleEast,
    /// All of Africa.
    Africa,
    /// From Portugal to the Urals.
    Europe,
    /// North of the Arctic Circle.
    Arctic,
    /// North, Central and South America.
    Americas,
    /// No region was given.
    #[default]
    Elsewhere,
}

impl Hotspot {
    /// The date of the newest statement on the page.
    pub fn as_of(&self) -> PartialDate {
        self.dates()
            .max_by_key(|date| date.first_day())
            .unwrap_or(PartialDate::Year(1))
    }

    /// The newest verdict on how it sits with U.S. aims. None if there is none yet.
    pub fn alignment(&self) -> Option<&Alignment> {
        self.alignments.first()
    }

    /// What `actor` wants or says, newest first.
    pub fn positions_of(&self, actor: Actor) -> impl Iterator<Item = &Position> {
        self.positions
            .iter()
            .filter(move |position| position.actor == actor)
    }

    fn dates(&self) -> impl Iterator<Item = PartialDate> {
        let positions = self.positions.iter().map(|position| position.as_of);
        let developments = self.developments.iter().map(|development| development.date);
        positions
            .chain(developments)
            .chain(self.alignments.iter().map(|alignment| alignment.as_of))
    }

    /// Puts everything newest first, whatever the order in the file, which is given back.
    pub(super) fn sort_newest_first(&mut self) -> FileOrder {
        let mut order = FileOrder::default();
        order.sort("position", &mut self.positions, |one| one.as_of);
        order.sort("development", &mut self.developments, |one| one.date);
        order.sort("alignment", &mut self.alignments, |one| one.as_of);
        order
    }
}
