use std::sync::LazyLock;

use serde_json::Value;

use super::glossary::Glossary;
use super::source::Sources;
use super::summit::Summits;
use super::synonym::Synonyms;
use super::{Hotspot, Organization, Track};
use crate::document::schema_of;

/// A kind of file in the knowledge folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
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
    /// `onboarding/*.toml`
    Track,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Hotspot,
        Self::Organization,
        Self::Summits,
        Self::Glossary,
        Self::Sources,
        Self::Synonyms,
        Self::Track,
    ];

    /// The name of its schema file, without `.json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hotspot => "hotspot",
            Self::Organization => "organization",
            Self::Summits => "summits",
            Self::Glossary => "glossary",
            Self::Sources => "sources",
            Self::Synonyms => "synonyms",
            Self::Track => "track",
        }
    }
}

/// The JSON Schema of a kind of file, by which editors complete and the loader checks.
pub fn schema(format: Format) -> &'static Value {
    static SCHEMAS: LazyLock<[Value; 7]> = LazyLock::new(|| {
        [
            schema_of::<Hotspot>(),
            schema_of::<Organization>(),
            schema_of::<Summits>(),
            schema_of::<Glossary>(),
            schema_of::<Sources>(),
            schema_of::<Synonyms>(),
            schema_of::<Track>(),
        ]
    });
    &SCHEMAS[format as usize]
}
