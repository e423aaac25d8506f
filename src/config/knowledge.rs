//! `[knowledge]`: where the knowledge is, and when it is read again.

use std::ffi::OsString;
use std::path::PathBuf;

use jiff::{Span, ToSpan as _};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::spans::{read_span, span_schema, write_span};

/// Where the knowledge is, and when it is read again.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct KnowledgeConfig {
    /// The folder; a relative one is looked for in the folder where the program was started.
    pub dir: PathBuf,
    /// Whether a saved file is in use at once, without `/attache reload`.
    pub watch: bool,
    /// A page whose newest fact is older says so first.
    #[schemars(schema_with = "span_schema")]
    #[serde(serialize_with = "write_span", deserialize_with = "read_span")]
    pub stale_after: Span,
    /// A file that keeps what the statements mean to the sentence model, so that a start need not read them again; some megabytes,
    /// made when it is missing. Without it, `attache/meanings.bin` in the user's folder for caches, if there is one.
    pub cache: Option<PathBuf>,
}

/// The file that keeps meanings where the settings name none: in the folder for caches that `variables` name.
/// <https://specifications.freedesktop.org/basedir-spec/latest/>
pub(crate) fn default_cache(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let folder = |name: &str| {
        let folder = PathBuf::from(variable(name)?);
        folder.is_absolute().then_some(folder)
    };
    let caches = folder("XDG_CACHE_HOME").or_else(|| Some(folder("HOME")?.join(".cache")));
    Some(caches?.join("attache").join("meanings.bin"))
}

impl Default for KnowledgeConfig {
    fn default() -> Self {
        Self {
            dir: PathBuf::from("knowledge"),
            watch: true,
            // Half a year: what China and Russia do together changes from one round of summits to the next.
            stale_after: 180.days(),
            cache: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cache_is_in_the_folder_for_caches_or_nowhere() {
        let cache = |variables: &[(&str, &str)]| {
            let value = |name: &str| {
                let named = variables.iter().find(|(other, _)| *other == name);
                named.map(|(_, value)| OsString::from(value))
            };
            default_cache(value).map(|path| path.display().to_string())
        };
        let home = ("HOME", "/home/ann");
        let of_home = "/home/ann/.cache/attache/meanings.bin";
        assert_eq!(cache(&[home]).as_deref(), Some(of_home));
        // One that is relative is to be ignored.
        assert_eq!(
            cache(&[("XDG_CACHE_HOME", "here"), home]).as_deref(),
            Some(of_home)
        );
        let own = cache(&[("XDG_CACHE_HOME", "/var/cache"), home]);
        assert_eq!(own.as_deref(), Some("/var/cache/attache/meanings.bin"));
        assert_eq!(cache(&[]), None);
    }
}
