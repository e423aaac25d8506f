//! Which passages share words with a question, and how much those words tell.

use std::collections::{BTreeSet, HashMap};

use bm25::{Embedder, EmbedderBuilder, Embedding, Scorer, Tokenizer};

use super::vocabulary::Vocabulary;
use super::words::{self, Word};

/// Text that is stems already, with a space between them.
#[derive(Debug, Default)]
struct Stems;

impl Tokenizer for Stems {
    fn tokenize(&self, text: &str) -> Vec<String> {
        text.split(' ')
            .filter(|stem| !stem.is_empty())
            .map(str::to_owned)
            .collect()
    }
}

/// The words of all passages.
pub(super) struct Lexicon {
    embedder: Embedder<u32, Stems>,
    scorer: Scorer<usize>,
    /// The stems of each passage, in the order of the passages.
    stems: Vec<BTreeSet<String>>,
    /// In how many passages a stem stands.
    counts: HashMap<String, usize>,
    vocabulary: Vocabulary,
}

impl Lexicon {
    /// The lexicon of these texts, in their order.
    pub(super) fn of(texts: &[String]) -> Self {
        let mut vocabulary = Vocabulary::default();
        let mut counts: HashMap<String, usize> = HashMap::new();
        let mut joined = Vec::with_capacity(texts.len());
        let mut stems = Vec::with_capacity(texts.len());
        for text in texts {
            let words = words::content(text);
            joined.push(join(&words));
            let set: BTreeSet<String> = words.iter().map(|word| word.stem.clone()).collect();
            for stem in &set {
                *counts.entry(stem.clone()).or_default() += 1;
            }
            vocabulary.add(words);
            stems.push(set);
        }
        let corpus: Vec<&str> = joined.iter().map(String::as_str).collect();
        let embedder: Embedder<u32, Stems> =
            EmbedderBuilder::with_tokenizer_and_fit_to_corpus(Stems, &corpus).build();
        let mut scorer = Scorer::new();
        for (at, text) in joined.iter().enumerate() {
            scorer.upsert(&at, embedder.embed(text));
        }
        Self {
            embedder,
            scorer,
            stems,
            counts,
            vocabulary,
        }
    }

    /// How well each passage matches by its words, from 0 to 1, by its place; those that share none are left out.
    pub(super) fn matches(&self, words: &[Word]) -> HashMap<usize, f32> {
        let query: Embedding = self.embedder.embed(&join(words));
        // Half of what a passage would get that has each word once.
        let half: f32 = words
            .iter()
            .map(|word| self.weight(&word.stem))
            .sum::<f32>()
            / 2.0;
        let matches = self.scorer.matches(&query);
        matches
            .into_iter()
            .map(|found| (found.id, found.score / (found.score + half)))
            .collect()
    }

    /// How much of what `words` say stands in a passage, between 0 and 1. A rare word says more.
    pub(super) fn coverage(&self, words: &[Word], passage: usize) -> f32 {
        let all: f32 = words.iter().map(|word| self.weight(&word.stem)).sum();
        let shared = words
            .iter()
            .filter(|word| self.stems[passage].contains(&word.stem));
        let shared: f32 = shared.map(|word| self.weight(&word.stem)).sum();
        if all > 0.0 { shared / all } else { 0.0 }
    }

    /// How much a stem tells: more the fewer passages have it, as BM25 weighs it; at least 0.
    pub(super) fn weight(&self, stem: &str) -> f32 {
        let count = to_f32(self.counts.get(stem).copied().unwrap_or_default());
        let all = to_f32(self.stems.len());
        (1.0 + (all - count + 0.5) / (count + 0.5)).ln()
    }

    /// Whether any passage has this stem.
    pub(super) fn has(&self, stem: &str) -> bool {
        self.counts.contains_key(stem)
    }

    /// The word of the passages that `typed` is a typo of.
    pub(super) fn fix_typo(&self, typed: &str) -> Option<Word> {
        self.vocabulary.fix_typo(typed)
    }
}

fn join(words: &[Word]) -> String {
    let stems: Vec<&str> = words.iter().map(|word| word.stem.as_str()).collect();
    stems.join(" ")
}

#[expect(
    clippy::cast_precision_loss,
    reason = "there are far fewer passages than a float counts exactly"
)]
fn to_f32(count: usize) -> f32 {
    count as f32
}
