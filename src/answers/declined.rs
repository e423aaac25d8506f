//! Questions that no page answers, as editors list them: what they say, and what they mean.

use std::sync::Arc;

use super::meaning::Meaning;
use super::meaning_store::{MeaningStore, TextKey};
use super::question::ParsedQuery;

/// What the questions say that no page answers.
#[derive(Debug, Default)]
pub(super) struct DeclinedTexts {
    /// With the names in them.
    named: Vec<(TextKey, String)>,
    /// With names left out.
    unnamed: Vec<(TextKey, String)>,
}

/// What they mean, as far as they were read.
#[derive(Debug, Default)]
pub(super) struct DeclinedMeanings {
    /// With the names in them.
    pub named: Vec<Arc<Meaning>>,
    /// With names left out.
    pub unnamed: Vec<Arc<Meaning>>,
}

impl DeclinedTexts {
    /// What these say.
    pub(super) fn of(questions: Vec<ParsedQuery>) -> Self {
        let with_key = |text: String| (TextKey::of(&text), text);
        let (named, unnamed) = questions
            .into_iter()
            .map(|asked| (with_key(asked.meant), with_key(asked.unnamed)))
            .unzip();
        Self { named, unnamed }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (TextKey, &str)> {
        let all = self.named.iter().chain(&self.unnamed);
        all.map(|(key, text)| (*key, text.as_str()))
    }

    /// What they mean, as far as `store` knows.
    pub(super) fn known(&self, store: &MeaningStore) -> DeclinedMeanings {
        let known = |texts: &[(TextKey, String)]| {
            let meanings = texts.iter().filter_map(|(key, _)| store.get(*key));
            meanings.collect()
        };
        DeclinedMeanings {
            named: known(&self.named),
            unnamed: known(&self.unnamed),
        }
    }
}
