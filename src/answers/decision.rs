//! Whether the best passage answers, or nothing does: by the signs of `signs.rs`, calibrated on questions that are known.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::index::Index;
use super::meaning::{Direction, Meaning};
use super::passage::PassageKind;
use super::rank::{Asked, Ranking};
use super::signs::DecisionSigns;
use super::weights::Weights;
use super::word_pieces::WordPieces;
use super::words::Word;

/// From so much on a passage is shown: likelier right than wrong.
pub(super) const ENOUGH: f32 = 0.5;
/// What stands in for how much of the words asked is there, where none carries meaning ("Maduro?").
const BARE: f32 = 0.6;

/// How sure it is that the best passage answers, from 0 to 1.
pub(super) fn confidence(signs: &DecisionSigns, weights: &Weights) -> f32 {
    let sum = signs.times(&weights.decision);
    1.0 / (1.0 + (-sum).exp())
}

impl DecisionSigns {
    /// The signs of an answer by `best`, the best passage of `ranking`.
    pub(super) fn of(
        index: &Index,
        asked: &Asked,
        ranking: &Ranking,
        best: usize,
        weights: &Weights,
    ) -> Self {
        let query = &asked.query;
        let of_best = &ranking.signs[best];
        let is_bare = query.content_terms.is_empty();
        let or_bare = |value: f32| if is_bare { BARE } else { value };
        let is = |holds: bool| f32::from(u8::from(holds));
        let page = index
            .search
            .range(index.search.passages[best].page as usize);
        let (page_coverage, missing) = on_page(index, &query.content_terms, &page);
        let (share, lead) = lead(index, ranking, best);
        let whole = |of: &Option<Meaning>| of.as_ref().map(|meaning| meaning.whole.clone());
        let (named, unnamed) = (whole(&asked.meaning), whole(&asked.unnamed));
        let says = |head: &super::weights::Head, of: &Option<Direction>| {
            of.as_ref().map_or(0.0, |meaning| head.says(meaning))
        };
        Self {
            constant: 1.0,
            share,
            lead,
            meaning: of_best.meaning,
            pieces: of_best.pieces,
            words: of_best.words,
            coverage: or_bare(of_best.coverage),
            subject: of_best.subject,
            kind: of_best.kind,
            kind_named: of_best.kind_named,
            term: of_best.subject * is(index.search.passages[best].kind == PassageKind::Term),
            next_summit: of_best.next_summit + of_best.next_said,
            page_coverage: or_bare(page_coverage),
            missing,
            declined: nearest(unnamed.as_ref(), &index.declined.unnamed),
            declined_named: nearest(named.as_ref(), &index.declined.named),
            answerable: says(&weights.answerable, &named),
            answerable_unnamed: says(&weights.answerable_unnamed, &unnamed),
            bare: is(is_bare),
            foreign: unknown(index, &query.content_terms),
            joined: is(asked.is_joined),
            subject_meaning: of_best.subject * of_best.meaning,
            subject_coverage: of_best.subject * or_bare(page_coverage),
            subject_bare: of_best.subject * is(is_bare),
        }
    }
}

/// How much of the likelihood falls to the page of `best`, and how far it is ahead of every other page; both from 0 to 1.
fn lead(index: &Index, ranking: &Ranking, best: usize) -> (f32, f32) {
    let most = ranking.scores[best];
    let own = index.search.passages[best].page;
    let (mut of_page, mut of_all, mut next) = (0.0, 0.0, f32::MIN);
    for (passage, score) in index.search.passages.iter().zip(&ranking.scores) {
        let likelihood = (score - most).exp();
        of_all += likelihood;
        if passage.page == own {
            of_page += likelihood;
        } else {
            next = next.max(*score);
        }
    }
    (of_page / of_all, 1.0 - (next - most).exp())
}

/// How much of what is asked stands on a page, and how much the rarest word tells that does not; both from 0 to 1.
fn on_page(index: &Index, terms: &[Word], page: &std::ops::Range<usize>) -> (f32, f32) {
    let lexicon = &index.search.lexicon;
    // A word that stands nowhere tells as much as any can.
    let most = lexicon.weight("").max(f32::MIN_POSITIVE);
    let mut weights: BTreeMap<&str, (f32, bool)> = BTreeMap::new();
    for word in terms {
        let places = lexicon.places(&word.stem);
        let is_there = places.iter().any(|at| page.contains(&(*at as usize)));
        weights.insert(&word.stem, (lexicon.weight(&word.stem) / most, is_there));
    }
    let all: f32 = weights.values().map(|(weight, _)| weight).sum();
    let there = weights.values().filter(|(_, is_there)| *is_there);
    let there: f32 = there.map(|(weight, _)| weight).sum();
    let missing = weights.values().filter(|(_, is_there)| !is_there);
    let missing = missing.map(|(weight, _)| *weight).fold(0.0, f32::max);
    (if all > 0.0 { there / all } else { 0.0 }, missing)
}

/// How many of some words neither the knowledge nor the sentence model knows, from 0 to 1: they are of another language, or misspelt
/// beyond mending.
#[expect(
    clippy::cast_precision_loss,
    reason = "a question has some dozens of words"
)]
fn unknown(index: &Index, terms: &[Word]) -> f32 {
    let is_unknown = |word: &&Word| {
        !index.search.lexicon.has(&word.stem)
            && !WordPieces::shipped().is_word(&word.plain)
            && !word.plain.chars().all(|c| c.is_ascii_digit())
    };
    terms.iter().filter(is_unknown).count() as f32 / terms.len().max(1) as f32
}

/// How near a meaning comes to the nearest of some.
pub(super) fn nearest(meaning: Option<&Direction>, others: &[Arc<Meaning>]) -> f32 {
    let Some(meaning) = meaning else { return 0.0 };
    let near = others.iter().map(|other| meaning.nearness(&other.whole));
    near.fold(0.0, f32::max)
}
