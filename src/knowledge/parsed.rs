//! A file of the folder between reading and checking.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::declined::DeclinedQuestions;
use super::file_order::FileOrder;
use super::folder::SourceFile;
use super::glossary::Term;
use super::hotspot::Hotspot;
use super::organization::Organization;
use super::source::Source;
use super::summit::Summit;
use super::synonym::Synonym;
use super::track::Track;
use crate::document::{Document, Problem, Step};

/// A file whose shape is right.
pub(super) struct Parsed<'t> {
    pub document: Placed<'t>,
    pub content: Content,
}

/// Where the values of a file stand. It is parsed for that when a problem is found, and most files have none.
pub(super) struct Placed<'t> {
    file: &'t SourceFile,
    order: Arc<FileOrder>,
    parsed: OnceCell<Option<Document<'t>>>,
}

/// What a file says; shared with the model, and with what is read when another file has changed.
#[derive(Debug, Clone)]
pub(super) enum Content {
    Hotspot(Arc<Hotspot>),
    Organization(Arc<Organization>),
    Summits(Arc<BTreeMap<String, Arc<Summit>>>),
    Glossary(Arc<Vec<Term>>),
    Sources(Arc<BTreeMap<String, Source>>),
    Synonyms(Arc<Vec<Synonym>>),
    Declined(Arc<Vec<DeclinedQuestions>>),
    Track(Arc<Track>),
}

impl<'t> Placed<'t> {
    pub(super) fn new(file: &'t SourceFile, order: Arc<FileOrder>) -> Self {
        Self {
            file,
            order,
            parsed: OnceCell::new(),
        }
    }

    /// The file this was read from.
    pub(super) fn path(&self) -> &'t Path {
        &self.file.path
    }

    /// A problem with the value that `path` leads to in the model.
    pub(super) fn problem(&self, path: &[Step<'_>], message: impl Into<String>) -> Problem {
        let parse = || Document::parse(&self.file.path, &self.file.text).ok();
        match self.parsed.get_or_init(parse) {
            Some(document) => document.problem(&self.order.in_file(path), message),
            None => Problem::of_file(self.path(), message.into()),
        }
    }
}
