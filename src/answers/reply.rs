//! An answer as it is shown: the passages with their dates and sources, or an honest no with the nearest topics.

use super::answer::Answer;
use super::bare_question::bare_question;
use super::index::Index;
use super::passage::{Passage, Subject};
use crate::document::PartialDate;
use crate::fingerprint::fingerprint;
use crate::knowledge::plain_words;
use crate::pages::{dated_footer, stale_warning};
use crate::reply::{
    Button, ButtonState, CustomId, Entry, Page, Reply, Section, Tone, fit_page, shorten,
};
use crate::text::{Locale, dates, text};

/// Most of a question that is repeated above its answer, in characters: two lines of a phone.
const MAX_ECHO: usize = 200;
/// Most pages that an answer has a button for, so that the buttons take one row.
const MAX_PAGES: usize = 3;
/// Bytes of a question's id: enough that no two questions share one, and short enough for a `custom_id`.
const ID_BYTES: usize = 12;

impl Answer {
    /// The answer to `question` as a message. Facts stay in the language they are written in; the rest is in that of
    /// `locale`.
    pub fn reply(&self, index: &Index, question: &str, locale: Locale) -> Reply {
        let mut reply = match self.passages.first() {
            Some(first) => self.found(index, first, locale),
            None => self.not_found(index, locale),
        };
        reply.page.locale = locale;
        let asked = shorten(&bare_question(question), MAX_ECHO);
        // What a question was taken to continue is of no use where nothing answers it.
        let assumed = self.assumed.as_ref().filter(|_| self.is_found());
        let assumed = assumed.map(|continued| continued.text(locale));
        let assumed = [Some(text!(locale, "answers-quoted", text = asked)), assumed];
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

    /// The newest date of its passages; none if there is none.
    pub fn newest(&self) -> Option<PartialDate> {
        let dates = self.passages.iter().filter_map(Passage::date);
        dates.max_by_key(|date| date.last_day())
    }

    fn found(&self, index: &Index, first: &Passage, locale: Locale) -> Reply {
        let entries = self.passages.iter().map(|passage| {
            let is_elsewhere = passage.page != first.page && passage.entry.label.is_none();
            let entry = passage.entry_in(locale, &index.knowledge, index.as_of);
            let entry = if is_elsewhere {
                entry.labelled(&*passage.title)
            } else {
                entry
            };
            entry.with_sources_below()
        });
        let newest = self.newest().unwrap_or(PartialDate::Year(1));
        let page = Page {
            title: first.title.clone(),
            tone: first.tone(),
            warning: warning(index, first, newest, locale),
            lead: self
                .not_spoken_of
                .as_ref()
                .map_or_else(String::new, |name| {
                    text!(
                        locale,
                        "answers-not-spoken-of",
                        name = name,
                        page = &*first.title
                    )
                }),
            sections: vec![Section::running(entries.collect())],
            footer: dated_footer(&index.knowledge, newest, locale),
            ..Page::default()
        };
        Reply::of(page).with_row(self.buttons())
    }

    /// A button for each page that a passage is of, each once.
    fn buttons(&self) -> Vec<Button> {
        let mut buttons: Vec<Button> = Vec::new();
        for passage in &self.passages {
            let button = Button::privately(&passage.title, passage.page.view());
            if buttons.iter().all(|known| known.press != button.press) {
                buttons.push(button);
            }
        }
        buttons.truncate(MAX_PAGES);
        buttons
    }

    fn not_found(&self, index: &Index, locale: Locale) -> Reply {
        let end = index.knowledge.facts_until();
        let lead = match end.map(|day| dates::short(PartialDate::Day(day), locale)) {
            Some(until) => text!(locale, "answers-not-found-until", until = until),
            None => text!(locale, "answers-not-found"),
        };
        let page = Page {
            title: text!(locale, "answers-not-found-title"),
            tone: Tone::Unclear,
            lead,
            sections: vec![Section::running(Vec::<Entry>::new())],
            ..Page::default()
        };
        let name = |subject: &Subject| index.knowledge.topic_name(subject.id()).to_owned();
        let buttons = self
            .nearest
            .iter()
            .map(|subject| Button::privately(name(subject), subject.view()));
        Reply::of(page).with_row(buttons.collect())
    }
}

/// How old the facts of an answer are, if they are too old, and whether its page has newer ones.
fn warning(index: &Index, first: &Passage, newest: PartialDate, locale: Locale) -> Option<String> {
    let warning = stale_warning(newest, index.as_of, locale)?;
    let topic = index.knowledge.topic(first.page.id());
    let newer = topic.filter(|topic| topic.as_of().last_day() > newest.last_day());
    Some(match newer {
        Some(topic) => text!(
            locale,
            "answers-newer",
            warning = warning,
            page = topic.name(),
            newest = dates::short(topic.as_of(), locale)
        ),
        None => warning,
    })
}

/// The id of a question, which is the same however its words are spelt: 24 hex digits.
pub fn question_id(question: &str) -> String {
    let words = plain_words(&bare_question(question));
    fingerprint(words.as_bytes(), ID_BYTES)
}

/// The buttons 👍 and 👎 for the answer to the question with this id.
pub fn rating(question_id: &str) -> Vec<Button> {
    let rate = |label: &str, has_helped| Button {
        label: label.to_owned(),
        press: CustomId::Rate {
            question: question_id.to_owned(),
            has_helped,
        },
        state: ButtonState::Open,
    };
    vec![rate("👍", true), rate("👎", false)]
}
