//! What readers see, in their language: `text!(locale, "pages-sources")`, one file of Fluent a language beside this one.
//!
//! Keys begin with the room that uses them. What a number decides (one day, two days) is a selector in the file. A key
//! that is missing fails a test; should one be missing all the same, the reader gets the English text.
//! <https://projectfluent.org/fluent/guide/>
#![warn(missing_docs, clippy::missing_errors_doc)]

pub mod dates;
mod locale;
#[cfg(test)]
mod tests;

pub use locale::Locale;

use std::sync::LazyLock;

pub(crate) use fluent_bundle::FluentValue as Value;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};

type Bundle = FluentBundle<FluentResource>;

/// By [`Locale`]; each is read when somebody first needs it.
static BUNDLES: [LazyLock<Bundle>; 4] = [
    LazyLock::new(|| bundle(Locale::English)),
    LazyLock::new(|| bundle(Locale::French)),
    LazyLock::new(|| bundle(Locale::Russian)),
    LazyLock::new(|| bundle(Locale::Chinese)),
];

/// The text of a key in a language, with what its variables stand for: strings and integers.
///
/// `text!(locale, "pages-page-of", page = 2, pages = 3)`. An id beyond 2⁵³ is given as a string, as Fluent counts in
/// floating point.
macro_rules! text {
    ($locale:expr, $key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::text::format(
            $locale,
            $key,
            &[$((stringify!($name), $crate::text::Value::from($value))),*],
        )
    };
}
pub(crate) use text;

/// What `text!` stands for: the text of `key` in the language of `locale`.
pub(crate) fn format(locale: Locale, key: &str, values: &[(&str, Value<'_>)]) -> String {
    let args = values
        .iter()
        .map(|(name, value)| (*name, value.clone()))
        .collect();
    let found = [locale, Locale::English]
        .into_iter()
        .find_map(|language| formatted(language, key, &args));
    found.unwrap_or_else(|| key.to_owned())
}

/// None if the language's file does not have the key. A variable that was not given stays visible as `{$name}`.
fn formatted(language: Locale, key: &str, args: &FluentArgs<'_>) -> Option<String> {
    let bundle = &BUNDLES[language as usize];
    let pattern = bundle.get_message(key).and_then(|message| message.value());
    let Some(pattern) = pattern else {
        tracing::error!(key, %language, "a text is missing");
        return None;
    };
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(args), &mut errors);
    if let Some(error) = errors.first() {
        tracing::error!(key, %language, %error, "a text does not fit what it is given");
    }
    Some(text.into_owned())
}

fn bundle(language: Locale) -> Bundle {
    // A file that is not sound keeps what could be read of it; a test refuses it.
    let resource = FluentResource::try_new(language.texts().to_owned())
        .unwrap_or_else(|(readable, _)| readable);
    let mut bundle = FluentBundle::new_concurrent(vec![language.identifier()]);
    // The marks that isolate what runs from right to left show up as boxes on some phones; none of the languages needs them.
    bundle.set_use_isolating(false);
    bundle.add_resource_overriding(resource);
    bundle
}
