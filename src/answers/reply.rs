//! An answer as it is shown.

use sha2::{Digest as _, Sha256};

use super::answer::Answer;
use super::index::Index;
use super::passage::{Passage, Subject};
use super::question::bare_question;
use crate::document::PartialDate;
use crate::knowledge::plain_words;
use crate::pages::{dated_footer, stale_warning};
use crate::reply::{
    Button, ButtonState, CustomId, Entry, Page, Reply, Section, Tone, fit_page, shorten,
};

/// Most of a question that is told back, in characters.
const MAX_ECHO: usize = 200;
/// Most pages that an answer has a button for.
const MAX_PAGES: usize = 3;

impl Answer {
    /// The answer to `question` as a message: what is known, or an honest no with the nearest topics.
    pub fn reply(&self, index: &Index, question: &str) -> Reply {
        let mut reply = match self.passages.first() {
            Some(first) => self.found(index, first),
            None => self.not_found(index),
        };
        let asked = shorten(&bare_question(question), MAX_ECHO);
        // What was assumed did not help a question that nothing answers.
        let assumed = self.assumed.clone().filter(|_| self.is_found());
        let assumed = [Some(format!("“{asked}”")), assumed];
        reply.page.assumed = Some(
            assumed
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" · "),
        );
        fit_page(&mut reply.page);
        reply
    }

    /// The newest date in it.
    pub fn as_of(&self) -> Option<PartialDate> {
        let dates = self.passages.iter().filter_map(Passage::date);
        dates.max_by_key(|date| date.last_day())
    }

    fn found(&self, index: &Index, first: &Passage) -> Reply {
        let entries = self.passages.iter().map(|passage| {
            let is_elsewhere = passage.page != first.page && passage.entry.label.is_none();
            let entry = passage.entry.clone();
            let entry = if is_elsewhere {
                entry.labelled(&*passage.title)
            } else {
                entry
            };
            entry.naming_few()
        });
        let as_of = self.as_of().unwrap_or(PartialDate::Year(1));
        let page = Page {
            title: first.title.clone(),
            tone: first.tone(),
            warning: warning(index, first, as_of),
            sections: vec![Section::running(entries.collect())],
            footer: dated_footer(&index.knowledge, as_of),
            ..Page::default()
        };
        let mut views = Vec::new();
        for passage in &self.passages {
            for (title, view) in [(&passage.title, passage.page.view())] {
                if views.iter().all(|(_, known)| *known != view) {
                    views.push((title.clone(), view));
                }
            }
        }
        views.truncate(MAX_PAGES);
        let buttons = views
            .into_iter()
            .map(|(title, view)| Button::look(title, view));
        Reply::of(page).with_row(buttons.collect())
    }

    fn not_found(&self, index: &Index) -> Reply {
        let ends = index
            .knowledge
            .facts_until()
            .map_or_else(String::new, |day| {
                format!(" The facts here end on {}.", PartialDate::Day(day))
            });
        let page = Page {
            title: "I do not have that".to_owned(),
            tone: Tone::Unclear,
            lead: format!(
                "I only know what my pages say: where China and Russia act together, the groupings they are in, and \
                 their summits.{ends} The nearest topics are below; your question is noted for the editors, without \
                 your name."
            ),
            sections: vec![Section::running(Vec::<Entry>::new())],
            ..Page::default()
        };
        let name = |subject: &Subject| {
            let id = subject.id();
            let topic = index.knowledge.topic(id);
            topic.map_or_else(|| id.to_owned(), |topic| topic.name().to_owned())
        };
        let buttons = self
            .nearest
            .iter()
            .map(|subject| Button::look(name(subject), subject.view()));
        Reply::of(page).with_row(buttons.collect())
    }
}

/// Said first if the facts of an answer are old; also where there are newer ones.
fn warning(index: &Index, first: &Passage, as_of: PartialDate) -> Option<String> {
    let warning = stale_warning(as_of, index.moment)?;
    let topic = index.knowledge.topic(first.page.id());
    let newer = topic.filter(|topic| topic.as_of().last_day() > as_of.last_day());
    Some(newer.map_or(warning.clone(), |topic| {
        let (name, until) = (topic.name(), topic.as_of());
        format!("{warning} The page “{name}” has newer facts, up to {until}.")
    }))
}

/// What an id of a question is made of: its words, however they are spelt.
pub fn question_id(question: &str) -> String {
    let digest = Sha256::digest(plain_words(&bare_question(question)));
    let bytes = digest.iter().take(12);
    bytes.fold(String::new(), |id, byte| id + &format!("{byte:02x}"))
}

/// Buttons by which a reader says whether an answer helped.
pub fn rating(question: &str) -> Vec<Button> {
    let rate = |label: &str, has_helped| Button {
        label: label.to_owned(),
        press: CustomId::Rate {
            question: question.to_owned(),
            has_helped,
        },
        state: ButtonState::Open,
    };
    vec![rate("👍", true), rate("👎", false)]
}
