//! A question that leans on the one before: "and Russia?", "since when?", "what about Serbia?"

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::intent::Intent;
use super::passage::{Passage, Subject};
use super::question::ParsedQuery;
use super::words;
use crate::knowledge::Actor;
use crate::reply::shorten;

/// Most of a question before that is told back, in characters.
const MAX_ECHO: usize = 90;

/// What is kept of a question, so that the next can lean on it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Turn {
    /// The question, with those it leant on.
    text: String,
    /// What was asked about the pages and actors.
    content_terms: String,
    /// The names of the pages.
    names: String,
    subjects: Vec<Subject>,
    actors: BTreeSet<Actor>,
    intent: Intent,
    years: BTreeSet<i16>,
}

impl Turn {
    pub(super) fn of(asked: &ParsedQuery, answered_on: Option<&Passage>) -> Self {
        let (page, title) =
            answered_on.map_or((None, ""), |passage| (Some(&passage.page), &*passage.title));
        let content_terms: Vec<&str> = asked
            .content_terms
            .iter()
            .map(|word| word.plain.as_str())
            .collect();
        let mut subjects = asked.subjects.clone();
        // What answered is what the next question most likely leans on.
        if let Some(page) = page.filter(|page| !subjects.contains(page)) {
            subjects.insert(0, page.clone());
        }
        Self {
            text: asked.text.clone(),
            content_terms: content_terms.join(" "),
            names: title.to_owned(),
            subjects,
            actors: asked.actors.clone(),
            intent: asked.intent,
            years: asked.years.clone(),
        }
    }
}

/// `asked` with what it leaves to the turn before, and what was assumed by that; none if it stands by itself.
pub(super) fn with_turn_before(
    mut asked: ParsedQuery,
    before: &Turn,
) -> (ParsedQuery, Option<String>) {
    let is_thin = asked.content_terms.is_empty();
    let names_page = !asked.subjects.is_empty();
    let is_short = asked.length <= 7;
    let leans = if names_page {
        is_thin && asked.leans
    } else {
        asked.leans || is_short
    };
    if !leans || before.subjects.is_empty() && before.content_terms.is_empty() {
        return (asked, None);
    }
    if !names_page {
        asked.subjects.clone_from(&before.subjects);
    }
    if is_thin {
        if asked.actors.is_empty() {
            asked.actors.clone_from(&before.actors);
        }
        if asked.intent == Intent::What {
            asked.intent = before.intent;
        }
        if asked.years.is_empty() && !asked.is_now {
            asked.years.clone_from(&before.years);
        }
        asked.content_terms = words::content(&before.content_terms);
    }
    for word in words::content(&before.content_terms) {
        if asked.query.iter().all(|known| known.stem != word.stem) {
            asked.query.push(word);
        }
    }
    asked.meant = format!("{} {} {}", asked.meant, before.content_terms, before.names);
    let echo = shorten(&before.text, MAX_ECHO);
    (asked, Some(format!("Taken together with “{echo}”.")))
}
