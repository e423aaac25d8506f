//! What Attaché knows: a folder of TOML files, read into one checked, indexed model.
//!
//! Every statement has a date and a source. [`load`] reads the whole folder and reports all problems of all files at
//! once; [`Library`] holds the model the bot speaks from and swaps it, whole or not at all, when a file is saved.
#![warn(missing_docs, clippy::missing_errors_doc)]

mod check;
mod countries;
pub(crate) mod folder;
mod glossary;
mod hotspot;
mod library;
mod load;
mod names;
mod organization;
mod parsed;
mod schemas;
mod source;
mod summit;
mod synonym;
mod track;
mod watch;

pub use countries::is_country;
pub use glossary::Term;
pub use hotspot::{
    Actor, Alignment, Development, Gap, Hotspot, Location, Position, Quiz, Region, Stance,
};
pub use library::{Library, Reload, Status};
pub use load::{LoadError, Loaded, load};
pub use names::{Found, Names, plain_name, plain_words};
pub use organization::{Chair, MemberClass, Members, Organization, Statement};
pub use schemas::{Format, schema};
pub use source::{Grade, Source};
pub use summit::{Standing, Summit, SummitStatus};
pub use synonym::Synonym;
pub use track::{Remember, Track, TrackStep};
pub use watch::watch;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::calendar::Event;
use crate::document::{PartialDate, nearest};

/// Everything that was read, and the index of its names.
#[derive(Debug, Default)]
pub struct Knowledge {
    hotspots: BTreeMap<String, Hotspot>,
    organizations: BTreeMap<String, Organization>,
    summits: BTreeMap<String, Summit>,
    terms: Vec<Term>,
    sources: BTreeMap<String, Source>,
    synonyms: Vec<Synonym>,
    tracks: BTreeMap<String, Track>,
    names: Names,
    summit_names: Names,
    term_names: Names,
}

/// A thing that has a page of its own.
#[derive(Debug, Clone, Copy)]
pub enum Topic<'k> {
    /// A place, or the relationship itself.
    Hotspot(&'k Hotspot),
    /// A grouping of states.
    Organization(&'k Organization),
}

impl<'k> Topic<'k> {
    /// The file's name, by which links and buttons know it.
    pub fn id(self) -> &'k str {
        match self {
            Self::Hotspot(hotspot) => &hotspot.id,
            Self::Organization(organization) => &organization.id,
        }
    }

    /// The name readers see.
    pub fn name(self) -> &'k str {
        match self {
            Self::Hotspot(hotspot) => &hotspot.name,
            Self::Organization(organization) => &organization.name,
        }
    }

    /// The newest date on it.
    pub fn as_of(self) -> PartialDate {
        match self {
            Self::Hotspot(hotspot) => hotspot.as_of(),
            Self::Organization(organization) => organization.as_of(),
        }
    }
}

impl Knowledge {
    /// All hotspots, by id.
    pub fn hotspots(&self) -> impl ExactSizeIterator<Item = &Hotspot> {
        self.hotspots.values()
    }

    /// All organizations, by id.
    pub fn organizations(&self) -> impl ExactSizeIterator<Item = &Organization> {
        self.organizations.values()
    }

    /// All summits, by id.
    pub fn summits(&self) -> impl ExactSizeIterator<Item = &Summit> {
        self.summits.values()
    }

    /// All terms, by name.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// Other ways to say a thing, by which questions are understood.
    pub fn synonyms(&self) -> &[Synonym] {
        &self.synonyms
    }

    /// The hotspot with this id.
    pub fn hotspot(&self, id: &str) -> Option<&Hotspot> {
        self.hotspots.get(id)
    }

    /// The hotspot or organization with this id.
    pub fn topic(&self, id: &str) -> Option<Topic<'_>> {
        let organization = || self.organizations.get(id).map(Topic::Organization);
        self.hotspots
            .get(id)
            .map(Topic::Hotspot)
            .or_else(organization)
    }

    /// The summit with this id.
    pub fn summit(&self, id: &str) -> Option<&Summit> {
        self.summits.get(id)
    }

    /// A summit as calendars elsewhere see it; none if it has no date.
    pub fn event(&self, id: &str) -> Option<Event<'_>> {
        let summit = self.summit(id)?;
        summit.event(
            summit
                .sources
                .iter()
                .find_map(|id| self.source(id)?.url.as_deref()),
        )
    }

    /// All summits that have a date, as calendars elsewhere see them, by id.
    pub fn events(&self) -> impl Iterator<Item = Event<'_>> {
        self.summits.keys().filter_map(|id| self.event(id))
    }

    /// The term with this id.
    pub fn term(&self, id: &str) -> Option<&Term> {
        self.terms.iter().find(|term| term.id() == id)
    }

    /// All tracks of the tour, by id.
    pub fn tracks(&self) -> impl ExactSizeIterator<Item = &Track> {
        self.tracks.values()
    }

    /// The track with this id.
    pub fn track(&self, id: &str) -> Option<&Track> {
        self.tracks.get(id)
    }

    /// The organization with this id.
    pub fn organization(&self, id: &str) -> Option<&Organization> {
        self.organizations.get(id)
    }

    /// The source with this id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.get(id)
    }

    /// The id of a source that is spelt most like `id`.
    pub fn nearest_source(&self, id: &str) -> Option<&str> {
        nearest(id, self.sources.keys().map(String::as_str))
    }

    /// How many sources there are.
    pub fn source_count(&self) -> usize {
        self.sources.len()
    }

    /// The names of hotspots and organizations.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// The names of the summits.
    pub fn summit_names(&self) -> &Names {
        &self.summit_names
    }

    /// The names of the glossary's terms.
    pub fn term_names(&self) -> &Names {
        &self.term_names
    }

    /// Whether all of `sources` are weak, so that what rests on them is told as unconfirmed.
    pub fn is_weak(&self, sources: &[String]) -> bool {
        sources.iter().all(|id| {
            self.source(id)
                .is_none_or(|source| source.grade == Grade::C)
        })
    }

    /// The day of the newest fact there is: after it, nothing is known.
    pub fn facts_until(&self) -> Option<Date> {
        self.hotspots
            .values()
            .map(Hotspot::as_of)
            .map(PartialDate::first_day)
            .max()
    }
}
