//! A parsed TOML file, and the places of its values.

use std::path::Path;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::{LineColumn, Problem};

/// One step on the way to a value inside a document.
#[derive(Debug, Clone, Copy)]
pub enum Step<'a> {
    /// Into the value of a key.
    Key(&'a str),
    /// Into the item of an array, counted from 0.
    Item(usize),
}

impl<'a> From<&'a str> for Step<'a> {
    fn from(key: &'a str) -> Self {
        Self::Key(key)
    }
}

impl From<usize> for Step<'_> {
    fn from(item: usize) -> Self {
        Self::Item(item)
    }
}

/// A parsed file that remembers where each value is.
#[derive(Debug)]
pub struct Document<'t> {
    path: &'t Path,
    text: &'t str,
    pub(super) root: Spanned<DeTable<'t>>,
}

impl<'t> Document<'t> {
    /// Parses `text`.
    ///
    /// # Errors
    /// The first place where `text` is not TOML. Those after it are mostly its echo: one bracket that is missing makes
    /// the rest of the file look wrong.
    pub fn parse(path: &'t Path, text: &'t str) -> Result<Self, Problem> {
        DeTable::parse(text)
            .map(|root| Self { path, text, root })
            .map_err(|error| {
                let place = LineColumn::at(text, error.span().map_or(0, |span| span.start));
                Problem::new(
                    path,
                    place,
                    format!("this is not TOML: {}", error.message()),
                )
            })
    }

    /// The file this was read from.
    pub fn path(&self) -> &'t Path {
        self.path
    }

    /// The document as a value of `T`. To be called once [`Document::check`] found nothing.
    ///
    /// # Errors
    /// What the schema of `T` could not tell, with its place.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        let copy = Self {
            root: self.root.clone(),
            ..*self
        };
        copy.into_value()
    }

    /// The same, when nothing more is asked of the document.
    ///
    /// # Errors
    /// What the schema of `T` could not tell, with its place.
    pub fn into_value<T: DeserializeOwned>(self) -> Result<T, Problem> {
        T::deserialize(toml::de::Deserializer::from(self.root)).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            let place = LineColumn::at(self.text, offset);
            Problem::new(self.path, place, error.message())
        })
    }

    /// A problem with the value at `path`; where `path` leads nowhere, with the nearest value on the way.
    pub fn problem(&self, path: &[Step<'_>], message: impl Into<String>) -> Problem {
        let (offset, _) = self.follow(path);
        self.problem_at(offset, message)
    }

    /// Whether `path` leads to a value.
    pub fn has(&self, path: &[Step<'_>]) -> bool {
        let (_, is_whole) = self.follow(path);
        is_whole
    }

    /// The offset of the last value on the way, in bytes, and whether that is the end of the way.
    fn follow(&self, path: &[Step<'_>]) -> (usize, bool) {
        let mut offset = self.root.span().start;
        let mut here: Option<&DeValue<'_>> = None;
        for step in path {
            let next = match (step, here) {
                (Step::Key(key), None) => self.root.get_ref().get(*key),
                (Step::Key(key), Some(DeValue::Table(table))) => table.get(*key),
                (Step::Item(item), Some(DeValue::Array(array))) => array.get(*item),
                _ => None,
            };
            let Some(next) = next else {
                return (offset, false);
            };
            offset = next.span().start;
            here = Some(next.get_ref());
        }
        (offset, true)
    }

    pub(super) fn problem_at(&self, offset: usize, message: impl Into<String>) -> Problem {
        Problem::new(self.path, LineColumn::at(self.text, offset), message)
    }
}
