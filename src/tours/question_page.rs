//! A question with a button for each choice, and, once it is answered, the right answer with its reason.

use super::buttons::{button, main_button};
use super::course::Course;
use super::lesson::progress;
use super::question::{LETTERS, Question};
use crate::reply::{Button, Entry, Page, Reply, Section, Tone, TourAction};
use crate::text::{Locale, text};

/// The question of a step; `name` is the topic's.
pub fn shown(
    course: &Course<'_>,
    question: &Question,
    name: &str,
    owner: u64,
    locale: Locale,
) -> Reply {
    let answer = |place: u8| TourAction::Answer {
        print: question.fingerprint.clone(),
        place,
    };
    let topic = question.topic().to_owned();
    let label = text!(locale, "tours-page-button");
    let back = button(owner, label, TourAction::Page { topic });
    let mut page = choices(question, owner);
    page.locale = locale;
    page.title = text!(locale, "tours-question-title", topic = name);
    page.lead = format!("{}\n\n{}", progress(course, locale), page.lead);
    page.footer = in_english(locale).unwrap_or_default();
    Reply::of(page)
        .with_row(letters(question, owner, answer))
        .with_row(vec![back])
}

/// Says that facts and questions are in English, for whoever reads everything else in another language.
pub(super) fn in_english(locale: Locale) -> Option<String> {
    (locale != Locale::English).then(|| text!(locale, "tours-in-english"))
}

/// A question with its choices.
pub(super) fn choices(question: &Question, owner: u64) -> Page {
    let shown = question.shown_to(owner).into_iter().zip(LETTERS);
    let entries = shown.map(|(choice, letter)| Entry::remark(choice).labelled(letter));
    Page {
        lead: question.text.clone(),
        sections: vec![Section::running(entries.collect())],
        ..Page::default()
    }
}

/// A button for each choice.
pub(super) fn letters(
    question: &Question,
    owner: u64,
    act: impl Fn(u8) -> TourAction,
) -> Vec<Button> {
    let places = (0..).zip(LETTERS).take(question.choices.len());
    places
        .map(|(place, letter)| button(owner, letter, act(place)))
        .collect()
}

/// The right answer and why. `chosen` is the place of the choice that was made, counted from 0; `then` says when a missed
/// question returns.
pub(super) fn explained(
    question: &Question,
    owner: u64,
    chosen: usize,
    then: Option<String>,
    locale: Locale,
) -> Page {
    let is_right = question.is_right(owner, chosen) == Some(true);
    let letter = question.letter_of_right(owner);
    let right = text!(locale, "tours-correct-answer", letter = letter);
    let why = text!(locale, "tours-why");
    let mut entries = vec![
        Entry::remark(question.right()).labelled(right),
        question
            .why
            .clone()
            .in_language(locale)
            .labelled(why)
            .naming_few(),
    ];
    let mut shown = question.shown_to(owner).into_iter().zip(LETTERS);
    if !is_right && let Some((choice, letter)) = shown.nth(chosen) {
        let yours = text!(locale, "tours-your-answer", letter = letter);
        entries.insert(0, Entry::remark(choice).labelled(yours));
    }
    entries.extend(then.map(Entry::remark));
    let (title, tone) = if is_right {
        (text!(locale, "tours-right-title"), Tone::Aligned)
    } else {
        (text!(locale, "tours-wrong-title"), Tone::Opposed)
    };
    Page {
        locale,
        title,
        tone,
        lead: question.text.clone(),
        sections: vec![Section::running(entries)],
        footer: in_english(locale).unwrap_or_default(),
        ..Page::default()
    }
}

/// The message after an answer in a step, with the button that leads on.
pub fn answered(
    course: &Course<'_>,
    question: &Question,
    owner: u64,
    chosen: usize,
    then: Option<String>,
    locale: Locale,
) -> Reply {
    let mut page = explained(question, owner, chosen, then, locale);
    let done = course.bar_done(locale);
    page.lead = format!("{done} · {}\n\n{}", course.track.name, page.lead);
    let label = if course.topic().is_some() {
        text!(locale, "tours-next-button")
    } else {
        text!(locale, "tours-finish-button")
    };
    Reply::of(page).with_row(vec![main_button(owner, label, TourAction::Here)])
}
