//! Finds the weights by which passages are ranked and answers given, from questions whose answers are known. It runs at a
//! developer's desk (`cargo bench --bench answers -- fit`); the bot only reads the outcome, `model/weights.toml`.
//!
//! A sign that was itself fitted to a question says too much of that question. So the heads are fitted five times, each time without a
//! fifth of the questions, and the weights see of each question what the heads say that did not know it.

mod descent;
mod examples;

use super::decision;
use super::index::Index;
use super::passage::Subject;
use super::rank::{Asked, Ranking};
use super::signs::{DecisionSigns, RankingSigns};
use super::weights::{Kind, Weights};
use descent::{Choice, fit_choices, fit_head, fit_heads, fit_yes_or_no};
use examples::{Example, examples};
pub use examples::{KnownQuestion, name_of, text_of};

/// Of so many parts each is left out once.
const FOLDS: usize = 5;
/// What the ways in which people ask for a statement (`asked`) count beside a question: there are many, all in one voice.
const ASKED_COUNTS: f32 = 0.15;
/// What a question of the list to decline counts.
const DECLINED_COUNTS: f32 = 1.0;

impl Weights {
    /// The weights under which the right passages of `questions` are likeliest.
    ///
    /// # Panics
    /// If there are no questions.
    pub fn fitted(index: &Index, questions: &[KnownQuestion]) -> Self {
        let examples = examples(index, questions);
        let phrases = Phrases::of(index);
        let folds: Vec<Self> = (0..FOLDS)
            .map(|fold| heads(&examples, &phrases, Some(fold)))
            .collect();
        let mut weights = heads(&examples, &phrases, None);
        weights.ranking = fit_ranking(index, &examples, &folds);
        weights.decision = fit_decision(index, &examples, &folds, &weights);
        weights.rounded()
    }

    /// As it is written: TOML.
    ///
    /// # Panics
    /// Never: numbers can always be written.
    pub fn to_toml(&self) -> String {
        toml::to_string(self).expect("numbers and lists of numbers")
    }

    /// Four digits after the point are enough, and make a smaller file.
    fn rounded(mut self) -> Self {
        let round = |value: f32| (value * 10_000.0).round() / 10_000.0;
        self.ranking = RankingSigns::from_row(self.ranking.row().map(round));
        self.decision = DecisionSigns::from_row(self.decision.row().map(round));
        let heads = [&mut self.answerable, &mut self.answerable_unnamed];
        let kinds = self.kinds.iter_mut().chain(&mut self.kinds_named);
        for head in heads.into_iter().chain(kinds) {
            head.bias = round(head.bias);
            for number in &mut head.numbers {
                *number = (*number * 1_000.0).round() / 1_000.0;
            }
        }
        self
    }
}

/// What the ways to ask for a statement and the questions to decline mean.
struct Phrases {
    asked: Vec<(Asked, Kind)>,
    declined: Vec<Asked>,
}

impl Phrases {
    fn of(index: &Index) -> Self {
        let passages = index.passages();
        let asked: Vec<(&str, Kind)> = passages
            .iter()
            .flat_map(|passage| {
                let kind = Kind::of(passage.kind);
                passage.asked.iter().map(move |text| (text.as_str(), kind))
            })
            .collect();
        let read = |text: &str| index.asked(text, None).0;
        Self {
            asked: crate::cores::on_all_cores(&asked, |(text, kind)| (read(text), *kind)),
            declined: crate::cores::on_all_cores(index.knowledge.declined(), |text| read(text)),
        }
    }
}

/// The heads, fitted without the examples of a fold.
fn heads(examples: &[Example], phrases: &Phrases, without: Option<usize>) -> Weights {
    let known = || {
        let numbered = examples.iter().enumerate();
        numbered
            .filter(|(at, _)| without != Some(at % FOLDS))
            .map(|(_, example)| example)
    };
    let answerable = |of: fn(&Asked) -> Option<Vec<f32>>| {
        let own = known().map(|one| (of(&one.asked), one.is_answerable(), 1.0));
        let asked = phrases
            .asked
            .iter()
            .map(|(one, _)| (of(one), true, ASKED_COUNTS));
        let declined = phrases
            .declined
            .iter()
            .map(|one| (of(one), false, DECLINED_COUNTS));
        let all = own.chain(asked).chain(declined);
        let all: Vec<_> = all
            .filter_map(|(row, is_yes, counts)| Some((row?, is_yes, counts)))
            .collect();
        fit_head(&all)
    };
    let kinds = |of: fn(&Asked) -> Option<Vec<f32>>| {
        let own = known().filter_map(|one| Some((of(&one.asked)?, one.kinds()?, 1.0)));
        let asked = phrases.asked.iter().filter_map(|(one, kind)| {
            let mut kinds = [0.0; Kind::COUNT];
            kinds[*kind as usize] = 1.0;
            Some((of(one)?, kinds, ASKED_COUNTS))
        });
        fit_heads(&own.chain(asked).collect::<Vec<_>>())
    };
    Weights {
        ranking: RankingSigns::default(),
        decision: DecisionSigns::default(),
        answerable: answerable(named),
        answerable_unnamed: answerable(unnamed),
        kinds: kinds(unnamed),
        kinds_named: kinds(named),
    }
}

fn named(asked: &Asked) -> Option<Vec<f32>> {
    Some(asked.meaning.as_ref()?.whole.unit().collect())
}

fn unnamed(asked: &Asked) -> Option<Vec<f32>> {
    Some(asked.unnamed.as_ref()?.whole.unit().collect())
}

fn fit_ranking(index: &Index, examples: &[Example], folds: &[Weights]) -> RankingSigns {
    let numbered: Vec<(usize, &Example)> = examples
        .iter()
        .enumerate()
        .filter(|(_, example)| example.is_answerable())
        .collect();
    let choices = crate::cores::on_all_cores(&numbered, |(at, example)| {
        let ranking = Ranking::of(index, &example.asked, &folds[at % FOLDS]);
        Choice {
            rows: ranking.signs.iter().map(RankingSigns::row).collect(),
            right: example.right.clone(),
        }
    });
    RankingSigns::from_row(fit_choices(&choices))
}

fn fit_decision(
    index: &Index,
    examples: &[Example],
    folds: &[Weights],
    fitted: &Weights,
) -> DecisionSigns {
    let numbered: Vec<(usize, &Example)> = examples.iter().enumerate().collect();
    let rows = crate::cores::on_all_cores(&numbered, |(at, example)| {
        let weights = Weights {
            ranking: fitted.ranking,
            ..folds[at % FOLDS].clone()
        };
        let ranking = Ranking::of(index, &example.asked, &weights);
        let best = ranking.best()?;
        let signs = DecisionSigns::of(index, &example.asked, &ranking, best, &weights);
        let page = &index.search.pages[index.search.passages[best].page as usize];
        Some((signs.row(), example.accepts(&page.subject), 1.0))
    });
    let rows: Vec<_> = rows.into_iter().flatten().collect();
    DecisionSigns::from_row(fit_yes_or_no(&rows))
}

/// How the questions are ranked, and how sure each answer is, with nothing declined: for whoever chooses where to decline.
#[derive(Debug, Clone)]
pub struct RankedQuestion {
    /// Whether the best passage is of a right page.
    pub is_page_right: bool,
    /// The page of the best passage.
    pub page: Subject,
    /// How sure the answer is, from 0 to 1.
    pub confidence: f32,
}

impl Index {
    /// Ranks the passages for a question and its turns before, with other weights than the program carries.
    pub fn ranked(&self, question: &KnownQuestion, weights: &Weights) -> Option<RankedQuestion> {
        let example = examples::example(self, question);
        let ranking = Ranking::of(self, &example.asked, weights);
        let best = ranking.best()?;
        let signs = DecisionSigns::of(self, &example.asked, &ranking, best, weights);
        let page = &self.search.pages[self.search.passages[best].page as usize].subject;
        Some(RankedQuestion {
            is_page_right: example.accepts(page),
            page: page.clone(),
            confidence: decision::confidence(&signs, weights),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_has_as_many_numbers_as_a_meaning() {
        let rows = vec![(vec![1.0; super::super::meaning::WHOLE], true, 1.0)];
        let super::super::weights::Head { numbers, .. } = fit_head(&rows);
        assert_eq!(numbers.len(), super::super::meaning::WHOLE);
    }
}
