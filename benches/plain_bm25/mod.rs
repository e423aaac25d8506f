//! BM25 as the textbooks have it, over words as they are written: the baseline that knows nothing of names, stems or meanings.
//! <https://en.wikipedia.org/wiki/Okapi_BM25>

use std::collections::HashMap;

/// The usual figures: how much a word counts that stands there several times, and how much a long text counts against it.
const K1: f32 = 1.2;
const B: f32 = 0.75;

/// Texts that can be searched.
pub(crate) struct PlainBm25 {
    /// Of each text, how often each word stands in it.
    counts: Vec<HashMap<String, f32>>,
    /// Of each text, how many words it has.
    lengths: Vec<f32>,
    mean_length: f32,
    /// In how many texts each word stands.
    having: HashMap<String, f32>,
}

impl PlainBm25 {
    pub(crate) fn of(texts: &[String]) -> Self {
        let mut having: HashMap<String, f32> = HashMap::new();
        let mut counts = Vec::new();
        let mut lengths = Vec::new();
        for text in texts {
            let mut here: HashMap<String, f32> = HashMap::new();
            for word in words(text) {
                *here.entry(word).or_default() += 1.0;
            }
            for word in here.keys() {
                *having.entry(word.clone()).or_default() += 1.0;
            }
            lengths.push(here.values().sum());
            counts.push(here);
        }
        let mean_length = lengths.iter().sum::<f32>() / f32::max(texts.len() as f32, 1.0);
        Self {
            counts,
            lengths,
            mean_length,
            having,
        }
    }

    /// The text that answers best, the first of several alike, and its score; none that shares no word.
    pub(crate) fn best(&self, question: &str) -> (Option<usize>, f64) {
        let asked: Vec<String> = words(question).collect();
        let mut best = (None, 0.0);
        for at in 0..self.counts.len() {
            let score = f64::from(self.score(at, &asked));
            if score > best.1 {
                best = (Some(at), score);
            }
        }
        best
    }

    fn score(&self, at: usize, asked: &[String]) -> f32 {
        let length = 1.0 - B + B * self.lengths[at] / self.mean_length;
        let of_word = |word: &String| {
            let count = self.counts[at].get(word)?;
            let having = self.having[word];
            let rest = self.counts.len() as f32 - having;
            let rareness = (1.0 + (rest + 0.5) / (having + 0.5)).ln();
            Some(rareness * count * (K1 + 1.0) / (count + K1 * length))
        };
        asked.iter().filter_map(of_word).sum()
    }
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let lower = text.to_lowercase();
    let words = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned);
    words.collect::<Vec<_>>().into_iter()
}
