use std::collections::BTreeSet;

use super::dates::{Dated, Told, dates};
use super::operators::{Turned, is_content, operator, turned};
use super::token::{Token, statements};
use crate::document::PartialDate;
use crate::reply::Entry;

/// A text in parts, as it is compared.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    pub tokens: Vec<Token>,
    pub dates: Vec<Dated>,
    pub turned: Vec<Turned>,
    /// Which tokens say something by themselves and are no part of a date.
    pub content: Vec<bool>,
}

impl Parsed {
    pub(super) fn of(tokens: Vec<Token>) -> Self {
        let (dates, is_date) = dates(&tokens);
        let content: Vec<bool> = (0..tokens.len())
            .map(|at| !is_date[at] && is_content(&tokens, at))
            .collect();
        let telling = |at: &usize| content[*at];
        let stem = |at: usize| tokens[at].stem.clone();
        let dates = dates.into_iter().map(|(at, told)| Dated {
            told,
            before: (0..at).rev().find(telling).map(stem),
            after: (at..tokens.len()).find(telling).map(stem),
        });
        Self {
            turned: turned(&tokens, &is_date),
            dates: dates.collect(),
            content,
            tokens,
        }
    }

    /// The tokens that say something, each with its place.
    pub(super) fn telling(&self) -> impl Iterator<Item = (usize, &Token)> {
        self.tokens
            .iter()
            .enumerate()
            .filter(|(at, _)| self.content[*at])
    }

    /// What is told in it as somebody's words: what follows "said", or all of it if that stands at the end.
    pub(super) fn quoted(&self) -> Vec<&Token> {
        let is_said = |at: &usize| operator(&self.tokens, *at) == Some("said");
        let Some(said) = (0..self.tokens.len()).find(is_said) else {
            return Vec::new();
        };
        let behind: Vec<&Token> = self
            .telling()
            .filter_map(|(at, token)| (at > said).then_some(token))
            .collect();
        if behind.len() > 1 {
            behind
        } else {
            self.telling().map(|(_, token)| token).collect()
        }
    }

    pub(super) fn says(&self, stem: &str) -> bool {
        self.tokens.iter().any(|token| token.stem == stem)
    }
}

/// A passage, as sentences are held against it.
pub(super) struct Evidence {
    pub statements: Vec<Parsed>,
    /// What it is about, by whom, and who published it: they stand beside every statement of it.
    pub around: Vec<Parsed>,
    pub dates: Vec<Told>,
}

impl Evidence {
    pub(super) fn of(title: &str, entry: &Entry) -> Self {
        let parse = |text: &str| statements(text).into_iter().map(Parsed::of);
        let publishers = entry.sources.iter().map(|source| source.publisher.as_str());
        let around = entry
            .label
            .as_deref()
            .into_iter()
            .chain([title])
            .chain(publishers);
        let around: Vec<Parsed> = around.flat_map(parse).collect();
        let begins = entry
            .occasion
            .as_ref()
            .map(|occasion| PartialDate::Day(occasion.at.date()));
        let dates = entry.date.into_iter().chain(begins).map(Told::from);
        Self {
            dates: dates
                .chain(
                    around
                        .iter()
                        .flat_map(|part| &part.dates)
                        .map(|dated| dated.told),
                )
                .collect(),
            statements: parse(&entry.text).collect(),
            around,
        }
    }

    /// Whether what stands beside the statements has this word.
    pub(super) fn is_about(&self, stem: &str) -> bool {
        self.around.iter().any(|part| part.says(stem))
    }
}

/// The names in `texts`: what has a capital where none is needed.
pub(super) fn names<'t>(texts: impl Iterator<Item = &'t Parsed>) -> BTreeSet<String> {
    let all = texts.flat_map(|text| text.telling().map(|(_, token)| token));
    all.filter(|token| is_name(token, &BTreeSet::new()))
        .map(|token| token.stem.clone())
        .collect()
}

pub(super) fn is_name(token: &Token, known: &BTreeSet<String>) -> bool {
    let is_plain = token.is_first && !token.is_acronym() && !known.contains(&token.stem);
    token.is_capitalised() && !is_plain || token.is_acronym()
}
