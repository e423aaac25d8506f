//! The kinds of files in the folder, and the JSON Schema of each.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde_json::Value;
use strum::{IntoStaticStr, VariantArray};

use super::declined::Declined;
use super::glossary::Glossary;
use super::hotspot::Hotspot;
use super::organization::Organization;
use super::source::Sources;
use super::summit::Summits;
use super::synonym::Synonyms;
use super::track::Track;
use crate::document::schema_of;

/// A kind of file in the knowledge folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum FileKind {
    /// `hotspots/*.toml`
    Hotspot,
    /// `organizations/*.toml`
    Organization,
    /// `summits/*.toml`
    Summits,
    /// `glossary.toml`
    Glossary,
    /// `sources.toml`
    Sources,
    /// `synonyms.toml`
    Synonyms,
    /// `declined.toml`
    Declined,
    /// `onboarding/*.toml`
    Track,
}

impl FileKind {
    /// The name of its schema file, without `.json`.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// The JSON Schema of a kind of file, by which editors complete and the loader checks.
pub fn schema(kind: FileKind) -> &'static Value {
    static SCHEMAS: LazyLock<HashMap<FileKind, Value>> = LazyLock::new(|| {
        let schemas = FileKind::VARIANTS.iter().map(|kind| (*kind, make(*kind)));
        schemas.collect()
    });
    &SCHEMAS[&kind]
}

fn make(kind: FileKind) -> Value {
    match kind {
        FileKind::Hotspot => schema_of::<Hotspot>(),
        FileKind::Organization => schema_of::<Organization>(),
        FileKind::Summits => schema_of::<Summits>(),
        FileKind::Glossary => schema_of::<Glossary>(),
        FileKind::Sources => schema_of::<Sources>(),
        FileKind::Synonyms => schema_of::<Synonyms>(),
        FileKind::Declined => schema_of::<Declined>(),
        FileKind::Track => schema_of::<Track>(),
    }
}
