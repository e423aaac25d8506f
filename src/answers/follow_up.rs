//! A question that leans on the one before: "and Russia?", "since when?", "what about Serbia?"

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::asked_time::AskedTime;
use super::passage::{Passage, Subject};
use super::question::ParsedQuery;
use super::words::{self, Word};
use crate::knowledge::{Actor, Knowledge};
use crate::reply::shorten;
use crate::text::{Locale, text};

/// Most of an earlier question that is repeated to the reader, in characters.
const MAX_ECHO: usize = 90;
/// Most words of a question that is taken to lean on the one before because it names no page. Longer ones say what they
/// are about.
const MAX_SHORT: usize = 7;

/// What is kept of a question, so that the next of the conversation can lean on it. It is stored as JSON; one that
/// another version wrote is not read, and the next question then stands by itself.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Turn {
    /// The question.
    text: String,
    /// The words asked about the pages and actors.
    #[serde(alias = "telling")]
    content_terms: String,
    /// The title of the page that answered; empty if none did.
    names: String,
    subjects: Vec<Subject>,
    actors: BTreeSet<Actor>,
    /// The question with names left out.
    unnamed: String,
    time: AskedTime,
    years: BTreeSet<i16>,
}

impl Turn {
    pub(super) fn of(asked: &ParsedQuery, answered_on: Option<&Passage>) -> Self {
        let mut subjects = asked.subjects.clone();
        // What answered is what the next question most likely leans on.
        let page = answered_on.map(|passage| &passage.page);
        if let Some(page) = page.filter(|page| !subjects.contains(page)) {
            subjects.insert(0, page.clone());
        }
        let terms: Vec<&str> = asked
            .content_terms
            .iter()
            .map(|word| word.plain.as_str())
            .collect();
        Self {
            text: asked.text.clone(),
            content_terms: terms.join(" "),
            names: answered_on.map_or_else(String::new, |passage| passage.title.clone()),
            subjects,
            actors: asked.actors.clone(),
            unnamed: asked.unnamed.clone(),
            time: asked.time,
            years: asked.years.clone(),
        }
    }

    /// The topic of the conversation, as it is named to the reader.
    fn topic(&self, knowledge: &Knowledge) -> ContinuedTopic {
        if !self.names.is_empty() {
            return ContinuedTopic::Page(self.names.clone());
        }
        let first = self.subjects.first();
        let title = first.and_then(|subject| subject.title(knowledge));
        title.map_or_else(
            || ContinuedTopic::Question(shorten(&self.text, MAX_ECHO)),
            ContinuedTopic::Page,
        )
    }
}

/// What a question was taken to continue, to be said to the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Continued {
    topic: ContinuedTopic,
    /// The page that the question names itself, if that is another.
    own: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum ContinuedTopic {
    /// The title of a page.
    Page(String),
    /// The question before, which named no page.
    Question(String),
}

impl Continued {
    /// "Continuing: Venezuela", or "Continuing: Venezuela → Sudan" if the question names a page of its own.
    pub fn text(&self, locale: Locale) -> String {
        let topic = match &self.topic {
            ContinuedTopic::Page(title) => title.clone(),
            ContinuedTopic::Question(asked) => text!(locale, "answers-quoted", text = asked),
        };
        match &self.own {
            Some(own) => text!(locale, "answers-continuing-with", topic = topic, own = own),
            None => text!(locale, "answers-continuing", topic = topic),
        }
    }
}

/// `asked` with what it leaves to the turn before, and what it is taken to continue. As it is, and none, if it stands by
/// itself. `fits` says whether words stand on any of some pages.
pub(super) fn with_turn_before(
    mut asked: ParsedQuery,
    before: &Turn,
    knowledge: &Knowledge,
    fits: impl Fn(&[Word], &[Subject]) -> bool,
) -> (ParsedQuery, Option<Continued>) {
    let own = asked.subjects.first().and_then(|own| own.title(knowledge));
    if !leans_on(&asked, before, fits) {
        return (asked, None);
    }
    let terms_before = words::content(&before.content_terms);
    asked.meant = format!("{} ; {}", asked.meant, before.content_terms);
    if asked.subjects.is_empty() {
        asked.subjects.clone_from(&before.subjects);
        asked.meant = format!("{} ; {}", asked.meant, before.names);
    }
    if asked.content_terms.is_empty() {
        take_over(&mut asked, before, &terms_before);
    }
    for word in terms_before {
        if asked.query.iter().all(|known| known.stem != word.stem) {
            asked.query.push(word);
        }
    }
    let topic = before.topic(knowledge);
    let own = own.filter(|own| topic != ContinuedTopic::Page(own.clone()));
    (asked, Some(Continued { topic, own }))
}

fn leans_on(
    asked: &ParsedQuery,
    before: &Turn,
    fits: impl Fn(&[Word], &[Subject]) -> bool,
) -> bool {
    let has_topic = !before.subjects.is_empty() || !before.content_terms.is_empty();
    let is_ellipsis = || asked.length <= MAX_SHORT && fits(&asked.content_terms, &before.subjects);
    let leans = if asked.subjects.is_empty() {
        asked.leans || is_ellipsis()
    } else {
        asked.leans && asked.content_terms.is_empty()
    };
    has_topic && leans
}

/// What a question that says nothing but names is taken to ask about them: what was asked before.
fn take_over(asked: &mut ParsedQuery, before: &Turn, terms: &[Word]) {
    if asked.actors.is_empty() {
        asked.actors.clone_from(&before.actors);
    }
    if asked.years.is_empty() && asked.time == AskedTime::Open {
        asked.years.clone_from(&before.years);
        asked.time = before.time;
    }
    asked.content_terms = terms.to_vec();
    asked.unnamed.clone_from(&before.unnamed);
}
