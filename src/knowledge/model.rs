//! The model: everything that was read from the folder, by id and by name.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::civil::Date;

use super::glossary::Term;
use super::hotspot::Hotspot;
use super::names::Names;
use super::organization::Organization;
use super::source::{Grade, Source};
use super::summit::Summit;
use super::synonym::Synonym;
use super::track::Track;
use crate::calendar::Event;
use crate::document::{PartialDate, nearest};

/// Everything that was read, and the indexes of its names.
///
/// ```
/// use attache::knowledge::{NameMatch, load};
/// use jiff::civil::date;
///
/// let knowledge = load("knowledge".as_ref(), date(2026, 11, 23))?.knowledge;
/// let NameMatch::Assumed(id) = knowledge.names().find("maduro") else {
///     panic!("a president leads to his country");
/// };
/// assert_eq!(knowledge.hotspot(id).unwrap().name, "Venezuela");
/// # Ok::<(), attache::knowledge::LoadError>(())
/// ```
#[derive(Debug, Default)]
pub struct Knowledge {
    // Shared with the knowledge before it, as far as the files are the same.
    pub(super) hotspots: BTreeMap<String, Arc<Hotspot>>,
    pub(super) organizations: BTreeMap<String, Arc<Organization>>,
    pub(super) summits: BTreeMap<String, Arc<Summit>>,
    pub(super) terms: Arc<Vec<Term>>,
    /// The place of each term among them, by its id.
    pub(super) term_places: HashMap<String, usize>,
    pub(super) sources: Arc<BTreeMap<String, Source>>,
    pub(super) synonyms: Arc<Vec<Synonym>>,
    pub(super) declined: Vec<String>,
    pub(super) tracks: BTreeMap<String, Arc<Track>>,
    pub(super) names: Arc<Names>,
    pub(super) summit_names: Names,
    pub(super) term_names: Names,
    /// Whether files of the calendar could not be read.
    pub(super) lacks_summits: bool,
}

/// What has a page with tabs.
#[derive(Debug, Clone, Copy)]
pub enum Topic<'k> {
    /// A place where China and Russia act, or their relationship as a whole.
    Hotspot(&'k Hotspot),
    /// A body they meet in.
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

    /// The date of its newest statement.
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
        self.hotspots.values().map(Arc::as_ref)
    }

    /// All organizations, by id.
    pub fn organizations(&self) -> impl ExactSizeIterator<Item = &Organization> {
        self.organizations.values().map(Arc::as_ref)
    }

    /// All summits, by id.
    pub fn summits(&self) -> impl ExactSizeIterator<Item = &Summit> {
        self.summits.values().map(Arc::as_ref)
    }

    /// All terms, by name.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// Other ways to say a thing, by which questions are understood.
    pub fn synonyms(&self) -> &[Synonym] {
        &self.synonyms
    }

    /// Whole questions that no page answers, in the order of the file; none if there is no such file.
    pub fn declined(&self) -> &[String] {
        &self.declined
    }

    /// The hotspot with this id.
    pub fn hotspot(&self, id: &str) -> Option<&Hotspot> {
        self.hotspots.get(id).map(Arc::as_ref)
    }

    /// The hotspot or organization with this id.
    pub fn topic(&self, id: &str) -> Option<Topic<'_>> {
        let organization = || self.organization(id).map(Topic::Organization);
        self.hotspot(id).map(Topic::Hotspot).or_else(organization)
    }

    /// The name of the hotspot or organization with this id; the id itself if there is none.
    pub fn topic_name<'k>(&'k self, id: &'k str) -> &'k str {
        self.topic(id).map_or(id, |topic| topic.name())
    }

    /// The summit with this id.
    pub fn summit(&self, id: &str) -> Option<&Summit> {
        self.summits.get(id).map(Arc::as_ref)
    }

    /// Whether files of the calendar could not be read: a summit that is missing may be in one of them, and is not gone.
    pub fn lacks_summits(&self) -> bool {
        self.lacks_summits
    }

    /// Whether a summit is missing that may be in a file of the calendar which could not be read.
    pub fn cannot_read_summit(&self, id: &str) -> bool {
        self.lacks_summits && self.summit(id).is_none()
    }

    /// A summit as calendars elsewhere see it. None if there is no such summit, or it has no date.
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
        self.terms.get(*self.term_places.get(id)?)
    }

    /// All tracks of the tour, by id.
    pub fn tracks(&self) -> impl ExactSizeIterator<Item = &Track> {
        self.tracks.values().map(Arc::as_ref)
    }

    /// The track with this id.
    pub fn track(&self, id: &str) -> Option<&Track> {
        self.tracks.get(id).map(Arc::as_ref)
    }

    /// The organization with this id.
    pub fn organization(&self, id: &str) -> Option<&Organization> {
        self.organizations.get(id).map(Arc::as_ref)
    }

    /// The source with this id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.get(id)
    }

    /// The id of the source that is spelt most like `id`. None if none is near.
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

    /// Whether all of `sources` are of grade C or unknown, so that what rests on them is unconfirmed.
    pub fn is_weak(&self, sources: &[String]) -> bool {
        sources.iter().all(|id| {
            self.source(id)
                .is_none_or(|source| source.grade == Grade::C)
        })
    }

    /// The day of the newest fact of all hotspots: after it, nothing is known. None if there is no hotspot.
    pub fn facts_until(&self) -> Option<Date> {
        self.hotspots
            .values()
            .map(|hotspot| hotspot.as_of())
            .map(PartialDate::first_day)
            .max()
    }
}
