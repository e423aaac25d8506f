//! What sentences are held against: the statements of a passage in parts, and what stands around them.

use std::collections::BTreeSet;

use super::dates::{Dated, WrittenDate, dates};
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
    /// For each token, whether it has content: it says something by itself and is no part of a date.
    pub content: Vec<bool>,
}

impl Parsed {
    pub(super) fn of(tokens: Vec<Token>) -> Self {
        let (dates, is_date) = dates(&tokens);
        let content: Vec<bool> = (0..tokens.len())
            .map(|at| !is_date[at] && is_content(&tokens, at))
            .collect();
        let has_content = |at: &usize| content[*at];
        let stem = |at: usize| tokens[at].stem.clone();
        let dates = dates.into_iter().map(|(at, date)| Dated {
            date,
            before: (0..at).rev().find(has_content).map(stem),
            after: (at..tokens.len()).find(has_content).map(stem),
        });
        Self {
            turned: turned(&tokens, &is_date),
            dates: dates.collect(),
            content,
            tokens,
        }
    }

    /// The tokens with content, each with its place.
    pub(super) fn content_tokens(&self) -> impl Iterator<Item = (usize, &Token)> {
        self.tokens
            .iter()
            .enumerate()
            .filter(|(at, _)| self.content[*at])
    }

    /// The tokens that are somebody's words: what follows "said", or all of them if that stands at the end.
    pub(super) fn quoted(&self) -> Vec<&Token> {
        let is_said = |at: &usize| operator(&self.tokens, *at) == Some("said");
        let Some(said) = (0..self.tokens.len()).find(is_said) else {
            return Vec::new();
        };
        let behind: Vec<&Token> = self
            .content_tokens()
            .filter_map(|(at, token)| (at > said).then_some(token))
            .collect();
        if behind.len() > 1 {
            behind
        } else {
            self.content_tokens().map(|(_, token)| token).collect()
        }
    }

    /// Whether any token has this stem.
    pub(super) fn says(&self, stem: &str) -> bool {
        self.tokens.iter().any(|token| token.stem == stem)
    }
}

/// A passage, as sentences are held against it.
pub(super) struct Evidence {
    pub statements: Vec<Parsed>,
    /// What it is about, by whom, and who published it: they stand beside every statement of it.
    pub around: Vec<Parsed>,
    /// When it held or happened, when its occasion begins, and the dates in what stands around it.
    pub dates: Vec<WrittenDate>,
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
        let dates = entry.date.into_iter().chain(begins).map(WrittenDate::from);
        Self {
            dates: dates
                .chain(
                    around
                        .iter()
                        .flat_map(|part| &part.dates)
                        .map(|dated| dated.date),
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
    let all = texts.flat_map(|text| text.content_tokens().map(|(_, token)| token));
    all.filter(|token| is_name(token, &BTreeSet::new()))
        .map(|token| token.stem.clone())
        .collect()
}

/// Whether a token is a name. At the beginning of a statement, where a capital says nothing, only if it is a `known` one.
pub(super) fn is_name(token: &Token, known: &BTreeSet<String>) -> bool {
    let is_plain = token.is_first && !token.is_acronym() && !known.contains(&token.stem);
    token.is_capitalised() && !is_plain || token.is_acronym()
}
