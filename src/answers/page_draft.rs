//! What the passages of one page are found by, made of their texts. Words are remembered, as most stand in many texts: each
//! is stemmed and cut into pieces once.

use std::collections::HashMap;

use rust_stemmers::{Algorithm, Stemmer};

use super::embedding::{EmbeddingModel, PieceList, WordPieces, each_word};
use super::embedding_rows::{EmbeddingRows, RowsBuilder};
use super::lexicon::PassageStems;
use super::passage::Passage;
use super::word_table::{WordId, WordTableBuilder};
use super::words;
use crate::knowledge::{Knowledge, plain_words};

/// What stands between a title and a text that are compared as one.
const AFTER_TITLE: &str = ":";

/// What the passages of a page are found by.
pub(super) struct PageDraft {
    /// The stems of each passage. Their numbers are those of the drafter until [`PageDraft::renumber`].
    pub stems: Vec<PassageStems>,
    /// Every word that means something, each once.
    pub words: Vec<WordId>,
    /// What each passage means, and what the other ways mean in which people ask for it.
    pub meanings: EmbeddingRows,
    /// The same without the names of pages and actors: what is said about them.
    pub rests: EmbeddingRows,
}

/// Makes drafts, and remembers words meanwhile.
pub(super) struct PageDrafter<'d> {
    knowledge: &'d Knowledge,
    model: &'static EmbeddingModel,
    english: Stemmer,
    russian: Stemmer,
    /// Words as they are compared, by their letters.
    places: HashMap<Box<str>, usize>,
    words: Vec<DraftWord>,
    stems: HashMap<Box<str>, WordId>,
    /// Words as the table of meanings has them.
    pieces: HashMap<Box<str>, WordPieces>,
}

/// The words of drafts, with the numbers that these know them by.
pub(super) struct DraftedWords {
    /// Each word and the number of its stem.
    words: Vec<(Box<str>, WordId)>,
    stems: HashMap<Box<str>, WordId>,
}

/// A word as it is compared.
struct DraftWord {
    plain: Box<str>,
    stem: WordId,
    /// Whether it carries meaning.
    is_content: bool,
    /// Whether it names an actor, or what is theirs.
    is_actor: bool,
    /// Its pieces; made when they are needed.
    pieces: Option<Box<[WordPieces]>>,
}

/// A text of a passage, and its words by their places among those of the drafter.
struct DraftText<'t> {
    text: &'t str,
    words: Vec<usize>,
}

impl<'d> PageDrafter<'d> {
    pub(super) fn new(knowledge: &'d Knowledge, model: &'static EmbeddingModel) -> Self {
        Self {
            knowledge,
            model,
            english: Stemmer::create(Algorithm::English),
            russian: Stemmer::create(Algorithm::Russian),
            places: HashMap::new(),
            words: Vec::new(),
            stems: HashMap::new(),
            pieces: HashMap::new(),
        }
    }

    /// What the passages of a page are found by; they have one title.
    pub(super) fn draft(&mut self, passages: &[Passage]) -> PageDraft {
        let title = passages
            .first()
            .map_or("", |passage| passage.title.as_str());
        let mut before = self.piece_list(title);
        self.push_words(AFTER_TITLE, &mut before);
        let mut title_sum = self.zeros();
        self.model.add(before.known(), &mut title_sum);
        let mut meanings = RowsBuilder::new(Some(&title_sum));
        let mut rests = RowsBuilder::new(None);
        let mut stems = Vec::with_capacity(passages.len());
        let mut used = Vec::new();
        for passage in passages {
            let texts = self.texts_of(passage);
            let mut found_by = self.words_of(&heading(passage));
            found_by.extend(texts.iter().flat_map(|text| &text.words));
            found_by.retain(|at| self.words[*at].is_content);
            stems.push(self.passage_stems(&found_by));
            used.append(&mut found_by);
            self.add_meanings(&texts, &before, &mut meanings);
            self.add_rests(&texts, &mut rests);
        }
        used.sort_unstable();
        used.dedup();
        let word = |at: usize| WordId::try_from(at).expect("fewer words than a number counts");
        PageDraft {
            stems,
            words: used.into_iter().map(word).collect(),
            meanings: meanings.finish(),
            rests: rests.finish(),
        }
    }

    /// What its passages mean without names.
    pub(super) fn rests(&mut self, passages: &[Passage]) -> EmbeddingRows {
        let mut rests = RowsBuilder::new(None);
        for passage in passages {
            let texts = self.texts_of(passage);
            self.add_rests(&texts, &mut rests);
        }
        rests.finish()
    }

    /// The words of all that was drafted.
    pub(super) fn into_words(self) -> DraftedWords {
        let words = self.words.into_iter();
        DraftedWords {
            words: words.map(|word| (word.plain, word.stem)).collect(),
            stems: self.stems,
        }
    }

    fn zeros(&self) -> Vec<f32> {
        vec![0.0; self.model.dimensions()]
    }

    /// What a passage says, in its own words and in those of people who ask for it.
    fn texts_of<'t>(&mut self, passage: &'t Passage) -> Vec<DraftText<'t>> {
        let own = std::iter::once(&passage.entry.text);
        let texts = own.chain(&passage.asked).map(|text| DraftText {
            text,
            words: self.words_of(text),
        });
        texts.collect()
    }

    /// The words of a text as they are compared.
    fn words_of(&mut self, text: &str) -> Vec<usize> {
        let plain = plain_words(text);
        let mut found = Vec::new();
        words::each_unspaced(&plain, |word| found.push(self.word(word)));
        found
    }

    fn word(&mut self, plain: &str) -> usize {
        if let Some(known) = self.places.get(plain) {
            return *known;
        }
        let stemmer = if words::is_russian(plain) {
            &self.russian
        } else {
            &self.english
        };
        let stem = stemmer.stem(plain);
        let stem = if let Some(known) = self.stems.get(&*stem) {
            *known
        } else {
            let id = WordId::try_from(self.stems.len()).expect("fewer than a number counts");
            self.stems.insert(stem.into(), id);
            id
        };
        let at = self.words.len();
        self.words.push(DraftWord {
            plain: plain.into(),
            stem,
            is_content: !words::is_stop(plain),
            is_actor: words::is_actor(plain),
            pieces: None,
        });
        self.places.insert(plain.into(), at);
        at
    }

    fn passage_stems(&self, words: &[usize]) -> PassageStems {
        let mut stems: Vec<WordId> = words.iter().map(|at| self.words[*at].stem).collect();
        stems.sort_unstable();
        let counts = stems.chunk_by(|one, other| one == other);
        let counts = counts.map(|same| (same[0], u16::try_from(same.len()).unwrap_or(u16::MAX)));
        PassageStems {
            counts: counts.collect(),
            length: u32::try_from(words.len()).unwrap_or(u32::MAX),
        }
    }

    /// Adds the directions of a passage: its own text after the title, and the ways in which people ask for it, alone and
    /// after the title. `before` are the pieces of the title.
    fn add_meanings(
        &mut self,
        texts: &[DraftText<'_>],
        before: &PieceList,
        meanings: &mut RowsBuilder,
    ) {
        for (at, text) in texts.iter().enumerate() {
            let mut with_title = before.clone();
            self.push_words(text.text, &mut with_title);
            let mut with_title_sum = self.zeros();
            self.model.add(with_title.known(), &mut with_title_sum);
            if at == 0 {
                meanings.add(&mut with_title_sum);
                continue;
            }
            let alone = self.piece_list(text.text);
            let mut sum = self.zeros();
            self.model.add(alone.known(), &mut sum);
            let is_sum_of_both = !alone.known().is_empty()
                && !before.known().is_empty()
                && with_title.known().len() == before.known().len() + alone.known().len();
            if is_sum_of_both {
                meanings.add_with_title(&mut sum, &mut with_title_sum);
            } else {
                meanings.add(&mut sum);
                meanings.add(&mut with_title_sum);
            }
        }
        meanings.end_passage();
    }

    fn add_rests(&mut self, texts: &[DraftText<'_>], rests: &mut RowsBuilder) {
        for text in texts {
            let mut is_name = vec![false; text.words.len()];
            for (span, _) in self.knowledge.names().spans(text.text) {
                let end = span.end.min(is_name.len());
                is_name[span.start.min(end)..end].fill(true);
            }
            let mut rest = PieceList::default();
            for (at, is_name) in text.words.iter().zip(is_name) {
                let word = &self.words[*at];
                if !is_name && word.is_content && !word.is_actor {
                    self.push_word(*at, &mut rest);
                }
            }
            let mut sum = self.zeros();
            self.model.add(rest.known(), &mut sum);
            rests.add(&mut sum);
        }
        rests.end_passage();
    }

    fn piece_list(&mut self, text: &str) -> PieceList {
        let mut list = PieceList::default();
        self.push_words(text, &mut list);
        list
    }

    /// Adds the pieces of a text.
    fn push_words(&mut self, text: &str, list: &mut PieceList) {
        let (model, pieces) = (self.model, &mut self.pieces);
        each_word(text, |word| {
            if !list.is_full() {
                with_pieces(model, pieces, word, |pieces| list.push(pieces));
            }
        });
    }

    /// Adds the pieces of a word as it is compared; it can be several words to the table of meanings.
    fn push_word(&mut self, at: usize, list: &mut PieceList) {
        let (model, pieces) = (self.model, &mut self.pieces);
        let word = &mut self.words[at];
        let of_word = word.pieces.get_or_insert_with(|| {
            let mut found = Vec::new();
            each_word(&word.plain, |word| {
                with_pieces(model, pieces, word, |pieces| found.push(pieces.clone()));
            });
            found.into()
        });
        for pieces in of_word {
            list.push(pieces);
        }
    }
}

impl DraftedWords {
    /// Adds the words to a table. Gives their numbers there, and those of the stems, by those that they have here.
    pub(super) fn add_to(&self, table: &mut WordTableBuilder) -> (Vec<WordId>, Vec<WordId>) {
        let mut stems = vec![""; self.stems.len()];
        for (stem, id) in &self.stems {
            stems[*id as usize] = stem;
        }
        let mut stem_ids = vec![0; stems.len()];
        let mut word_ids = Vec::with_capacity(self.words.len());
        for (plain, stem) in &self.words {
            let id = table.add(plain, stems[*stem as usize]);
            stem_ids[*stem as usize] = table.stem(id);
            word_ids.push(id);
        }
        (word_ids, stem_ids)
    }
}

/// Hands out the pieces of a word, cut once.
fn with_pieces(
    model: &EmbeddingModel,
    known: &mut HashMap<Box<str>, WordPieces>,
    word: &str,
    take: impl FnOnce(&WordPieces),
) {
    match known.get(word) {
        Some(pieces) => take(pieces),
        None => take(known.entry(word.into()).or_insert(model.word_pieces(word))),
    }
}

impl PageDraft {
    /// Puts the numbers of a table in place of the drafter's, by [`DraftedWords::add_to`].
    pub(super) fn renumber(&mut self, word_ids: &[WordId], stem_ids: &[WordId]) {
        for word in &mut self.words {
            *word = word_ids[*word as usize];
        }
        for stem in self
            .stems
            .iter_mut()
            .flat_map(|passage| &mut passage.counts)
        {
            stem.0 = stem_ids[stem.0 as usize];
        }
    }
}

/// The words beside its text by which a passage is found.
fn heading(passage: &Passage) -> String {
    let date = passage.date().map_or_else(String::new, |date| {
        date.first_day().strftime("%Y %B").to_string()
    });
    let label = passage.entry.label.as_deref().unwrap_or_default();
    format!("{} {label} {date}", passage.title)
}

/// Whether the passages of both lists are found by the same words and meanings.
pub(super) fn are_found_alike(some: &[Passage], others: &[Passage]) -> bool {
    let is_alike = |(one, other): (&Passage, &Passage)| {
        one.title == other.title
            && one.entry.label == other.entry.label
            && one.entry.text == other.entry.text
            && one.asked == other.asked
            && one.date() == other.date()
    };
    some.len() == others.len() && some.iter().zip(others).all(is_alike)
}
