//! A file of the folder between reading and checking.

use super::glossary::Glossary;
use super::hotspot::Hotspot;
use super::organization::Organization;
use super::source::Sources;
use super::summit::Summits;
use super::synonym::Synonyms;
use super::track::Track;
use crate::document::Document;

/// A file whose shape is right.
pub(super) struct Parsed<'t> {
    pub document: Document<'t>,
    pub content: Content,
}

pub(super) enum Content {
    Hotspot(Box<Hotspot>),
    Organization(Box<Organization>),
    Summits(Summits),
    Glossary(Glossary),
    Sources(Sources),
    Synonyms(Synonyms),
    Track(Track),
}
