//! Which passages share words with a question, and how much those words tell.

use std::sync::Arc;

use super::vocabulary::{Slips, nearest};
use super::word_table::{WordId, WordTable};
use super::words::Word;

/// How much a word that stands in a passage several times counts for more than once, and how much the length of a passage
/// counts against it: the usual figures of BM25.
const K1: f32 = 1.2;
const B: f32 = 0.75;

/// The words of all passages.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    pub words: Arc<WordTable>,
    /// The words that stand in a passage, those of one first letter and length side by side.
    known: Arc<[WordId]>,
    /// Where the passages of each stem begin in `passages` and `counts`; one more at the end.
    starts: Vec<u32>,
    /// The passages that have each stem.
    passages: Vec<u32>,
    /// How often each of them has it.
    counts: Vec<u16>,
    /// How many words that mean something each passage has.
    lengths: Vec<u32>,
    mean_length: f32,
}

/// The stems of a passage.
#[derive(Debug, Default)]
pub(super) struct PassageStems {
    /// Each stem once, and how often it stands there.
    pub counts: Vec<(WordId, u16)>,
    /// How many words that mean something there are.
    pub length: u32,
}

/// Where the passages of a lexicon come from.
pub(super) enum LexiconSource<'l> {
    /// The same passages of the lexicon before.
    Before(std::ops::Range<usize>),
    New(&'l [PassageStems]),
}

impl Lexicon {
    /// The lexicon of these passages, in their order. `used` says of each word of the table whether it stands in any.
    pub(super) fn of(
        words: Arc<WordTable>,
        used: &[bool],
        before: &Self,
        sources: &[LexiconSource<'_>],
    ) -> Self {
        let mut new: Vec<(WordId, u32, u16)> = Vec::new();
        let mut places: Vec<Option<u32>> = vec![None; before.lengths.len()];
        let mut lengths: Vec<u32> = Vec::new();
        for source in sources {
            match source {
                LexiconSource::Before(range) => {
                    for at in range.clone() {
                        places[at] = Some(number(lengths.len()));
                        lengths.push(before.lengths[at]);
                    }
                }
                LexiconSource::New(passages) => {
                    for passage in *passages {
                        let at = number(lengths.len());
                        let stems = passage.counts.iter();
                        new.extend(stems.map(|(stem, count)| (*stem, at, *count)));
                        lengths.push(passage.length);
                    }
                }
            }
        }
        new.sort_unstable();
        let known = known_words(&words, used, before);
        let all: u64 = lengths.iter().map(|length| u64::from(*length)).sum();
        let mut lexicon = Self {
            known,
            mean_length: mean(all, lengths.len()),
            lengths,
            words,
            ..Self::default()
        };
        lexicon.fill(before, &places, &new);
        lexicon
    }

    /// Fills the lists of the stems: what stood `before` in passages that are still there, and what is new.
    fn fill(&mut self, before: &Self, places: &[Option<u32>], new: &[(WordId, u32, u16)]) {
        let most = before.passages.len() + new.len();
        self.passages.reserve(most);
        self.counts.reserve(most);
        self.starts.reserve(self.words.len() + 1);
        let mut rest = new;
        for stem in 0..number(self.words.len()) {
            self.starts.push(number(self.passages.len()));
            let (old, old_counts) = before.having(stem);
            for (passage, count) in old.iter().zip(old_counts) {
                if let Some(place) = places[*passage as usize] {
                    self.passages.push(place);
                    self.counts.push(*count);
                }
            }
            let (own, others) = rest.split_at(rest.partition_point(|(of, ..)| *of <= stem));
            for (_, passage, count) in own {
                self.passages.push(*passage);
                self.counts.push(*count);
            }
            rest = others;
        }
        self.starts.push(number(self.passages.len()));
        self.passages.shrink_to_fit();
        self.counts.shrink_to_fit();
    }

    /// The passages that have a stem, and how often each has it.
    fn having(&self, stem: WordId) -> (&[u32], &[u16]) {
        let at = stem as usize;
        let Some((begin, end)) = self.starts.get(at).zip(self.starts.get(at + 1)) else {
            return (&[], &[]);
        };
        let range = *begin as usize..*end as usize;
        (&self.passages[range.clone()], &self.counts[range])
    }

    /// The passages that have a stem, and how often; none for a stem that stands nowhere.
    fn having_stem(&self, stem: &str) -> (&[u32], &[u16]) {
        self.words
            .id(stem)
            .map_or((&[], &[]), |stem| self.having(stem))
    }

    /// How well each passage matches by its words, from 0 to 1; 0 for those that share none.
    pub(super) fn matches(&self, words: &[Word]) -> Vec<f32> {
        let mut scores = vec![0.0; self.lengths.len()];
        // Half of what a passage would get that has each word once.
        let half = words
            .iter()
            .map(|word| self.weight(&word.stem))
            .sum::<f32>()
            / 2.0;
        for word in words {
            let weight = self.weight(&word.stem);
            let (passages, counts) = self.having_stem(&word.stem);
            for (passage, count) in passages.iter().zip(counts) {
                let at = *passage as usize;
                scores[at] += weight * self.saturated(*count, at);
            }
        }
        for score in &mut scores {
            if *score > 0.0 {
                *score /= *score + half;
            }
        }
        scores
    }

    /// What a word counts that stands so often in a passage.
    fn saturated(&self, count: u16, passage: usize) -> f32 {
        let count = f32::from(count);
        let length = to_f32(self.lengths[passage] as usize) / self.mean_length;
        count * (K1 + 1.0) / (count + K1 * (1.0 - B + B * length))
    }

    /// How much of what `words` say stands in each passage, between 0 and 1. A rare word says more.
    pub(super) fn coverages(&self, words: &[Word]) -> Vec<f32> {
        let all: f32 = words.iter().map(|word| self.weight(&word.stem)).sum();
        let mut shares = vec![0.0; self.lengths.len()];
        for word in words {
            let share = self.weight(&word.stem) / all.max(f32::MIN_POSITIVE);
            for passage in self.having_stem(&word.stem).0 {
                shares[*passage as usize] += share;
            }
        }
        shares
    }

    /// The places of the passages that have a stem, in no order.
    pub(super) fn places(&self, stem: &str) -> &[u32] {
        self.having_stem(stem).0
    }

    /// How much a stem tells: more the fewer passages have it, as BM25 weighs it; at least 0.
    pub(super) fn weight(&self, stem: &str) -> f32 {
        let count = to_f32(self.having_stem(stem).0.len());
        let all = to_f32(self.lengths.len());
        (1.0 + (all - count + 0.5) / (count + 0.5)).ln()
    }

    /// Whether any passage has this stem.
    pub(super) fn has(&self, stem: &str) -> bool {
        !self.having_stem(stem).0.is_empty()
    }

    /// How many passages there are.
    pub(super) fn count(&self) -> usize {
        self.lengths.len()
    }

    /// How many words stand in some passage.
    pub(super) fn known_words(&self) -> usize {
        self.known.len()
    }

    /// The word of the passages that `typed` is a typo of.
    pub(super) fn fix_typo(&self, typed: &str) -> Option<Word> {
        let slips = Slips::allowed_in(typed)?;
        let key = |id: &WordId| shape(self.words.word(*id));
        let near = slips.lengths().flat_map(|length| {
            let wanted = (slips.first, length);
            let from = self.known.partition_point(|id| key(id) < wanted);
            let same = self.known[from..].iter();
            same.take_while(move |id| key(id) == wanted)
        });
        let words = near.map(|id| (self.words.word(*id), *id));
        let (plain, id) = nearest(typed, slips, words)?;
        Some(Word {
            plain: plain.to_owned(),
            stem: self.words.word(self.words.stem(id)).to_owned(),
        })
    }
}

/// By what words are put together in which a typo is looked for: the first letter and the length in characters.
fn shape(word: &str) -> (char, usize) {
    (
        word.chars().next().unwrap_or_default(),
        word.chars().count(),
    )
}

/// The words that stand in a passage, by their shapes.
fn known_words(words: &WordTable, used: &[bool], before: &Lexicon) -> Arc<[WordId]> {
    let is_used = |id: &WordId| used[*id as usize];
    let count = used.iter().filter(|used| **used).count();
    if before.known.len() == count && before.known.iter().all(is_used) {
        return Arc::clone(&before.known);
    }
    let mut known: Vec<WordId> = (0..number(words.len())).filter(is_used).collect();
    known.sort_by_cached_key(|id| (shape(words.word(*id)), words.word(*id).to_owned()));
    known.into()
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "a mean of lengths needs no more digits"
)]
fn mean(sum: u64, count: usize) -> f32 {
    (sum as f64 / count.max(1) as f64).max(f64::from(f32::MIN_POSITIVE)) as f32
}

fn number(at: usize) -> u32 {
    u32::try_from(at).expect("there are fewer passages, words and postings than a number counts")
}

#[expect(
    clippy::cast_precision_loss,
    reason = "there are far fewer passages than a float counts exactly"
)]
fn to_f32(count: usize) -> f32 {
    count as f32
}
