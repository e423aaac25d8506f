//! What each sign is worth: `model/weights.toml`, which `cargo bench --bench answers -- fit` finds and writes.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::data::parsed;
use super::meaning::Direction;
use super::passage::PassageKind;
use super::signs::{DecisionSigns, RankingSigns};

/// What each sign is worth.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    pub(super) ranking: RankingSigns,
    pub(super) decision: DecisionSigns,
    /// Whether a question is one that pages answer, by its meaning.
    pub(super) answerable: Head,
    /// The same with names left out.
    pub(super) answerable_unnamed: Head,
    /// What kind of passage answers, by its meaning with names left out, in the order of [`Kind`].
    pub(super) kinds: Vec<Head>,
    /// The same with the names.
    pub(super) kinds_named: Vec<Head>,
}

/// A direction and where it parts: what it says of a text is their product.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    pub bias: f32,
    pub numbers: Vec<f32>,
}

/// What kind of passage is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Summary,
    Position,
    Development,
    NewestVerdict,
    OlderVerdict,
    Term,
    Members,
    Chair,
    Statement,
    Summit,
    Gap,
}

impl Kind {
    pub(super) const COUNT: usize = 11;

    pub(super) fn of(kind: PassageKind) -> Self {
        match kind {
            PassageKind::Summary => Self::Summary,
            PassageKind::Position => Self::Position,
            PassageKind::Development => Self::Development,
            PassageKind::Alignment {
                is_newest: true, ..
            } => Self::NewestVerdict,
            PassageKind::Alignment { .. } => Self::OlderVerdict,
            PassageKind::Term => Self::Term,
            PassageKind::Members(_) => Self::Members,
            PassageKind::Chair => Self::Chair,
            PassageKind::Statement => Self::Statement,
            PassageKind::Summit => Self::Summit,
            PassageKind::Gap => Self::Gap,
        }
    }
}

/// Signs that belong together, by the name of their part, as `docs/ANSWERS.md` lists what each is worth.
const PARTS: [(&str, &[&str]); 7] = [
    ("meaning of whole texts", &["meaning", "page_meaning"]),
    ("meaning piece by piece", &["pieces"]),
    ("words", &["words", "coverage", "page_words"]),
    ("names", &["subject", "only_subject", "term"]),
    (
        "kind",
        &[
            "kind",
            "kind_named",
            "bare_summary",
            "summary",
            "gap",
            "next_summit",
            "next_said",
            "other_summit",
        ],
    ),
    ("actor", &["actor"]),
    ("time", &["year", "fresh", "fresh_now", "fresh_then"]),
];

impl Weights {
    /// The same without each part of the ranking, by the names of the parts.
    ///
    /// # Panics
    /// If a part names a sign that there is not, as a test would show.
    pub fn without_each_part(&self) -> Vec<(&'static str, Self)> {
        let without = |signs: &[&str]| {
            let mut table = toml::Table::try_from(self.ranking).expect("numbers with names");
            for sign in signs {
                let weight = table.get_mut(*sign).expect("a sign of the ranking");
                *weight = toml::Value::Float(0.0);
            }
            Self {
                ranking: table.try_into().expect("the same numbers"),
                ..self.clone()
            }
        };
        PARTS
            .iter()
            .map(|(name, signs)| (*name, without(signs)))
            .collect()
    }

    /// Those that the program carries.
    pub fn shipped() -> &'static Self {
        static WEIGHTS: LazyLock<Weights> =
            LazyLock::new(|| parsed(include_str!("../../model/weights.toml")));
        &WEIGHTS
    }
}

/// The logarithm of how likely each kind answers a question of this meaning, at most 0.
pub(super) fn likely_kinds(heads: &[Head], meaning: &Direction) -> [f32; Kind::COUNT] {
    let mut sums = [0.0; Kind::COUNT];
    for (sum, head) in sums.iter_mut().zip(heads) {
        *sum = head.says(meaning);
    }
    let most = sums.iter().fold(f32::MIN, |most, sum| most.max(*sum));
    let all: f32 = sums.iter().map(|sum| (sum - most).exp()).sum();
    sums.map(|sum| sum - most - all.ln())
}

impl Head {
    pub(super) fn says(&self, meaning: &Direction) -> f32 {
        let products = meaning.unit().zip(&self.numbers);
        self.bias
            + products
                .map(|(number, weight)| number * weight)
                .sum::<f32>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::meaning::WHOLE;

    #[test]
    fn the_weights_that_the_program_carries_are_of_its_signs_and_its_model() {
        let weights = Weights::shipped();
        assert_eq!(weights.kinds.len(), Kind::COUNT);
        assert_eq!(weights.kinds_named.len(), Kind::COUNT);
        let heads = [&weights.answerable, &weights.answerable_unnamed];
        let kinds = weights.kinds.iter().chain(&weights.kinds_named);
        for head in heads.into_iter().chain(kinds) {
            assert_eq!(head.numbers.len(), WHOLE);
        }
        let even: Vec<f32> = vec![1.0; WHOLE];
        let kinds = likely_kinds(&weights.kinds, &Direction::rounded(&even));
        let all: f32 = kinds.iter().map(|kind| kind.exp()).sum();
        assert!((all - 1.0).abs() < 1e-3);
    }
}
