//! A question with a button for each choice, and, once it is answered, the right answer with its reason.

use super::buttons::{button, main_button};
use super::course::Course;
use super::lesson::progress;
use super::question::{LETTERS, Question};
use crate::reply::{Button, Entry, Page, Reply, Section, Tone, TourAction};

/// The question of a step; `name` is the topic's.
pub fn shown(course: &Course<'_>, question: &Question, name: &str, owner: u64) -> Reply {
    let answer = |place: u8| TourAction::Answer {
        print: question.fingerprint.clone(),
        place,
    };
    let topic = question.topic().to_owned();
    let back = button(owner, "◀ Back to the page", TourAction::Page { topic });
    let mut page = choices(question, owner);
    page.title = format!("{name}: a question");
    page.lead = format!("{}\n\n{}", progress(course), page.lead);
    Reply::of(page)
        .with_row(letters(question, owner, answer))
        .with_row(vec![back])
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
) -> Page {
    let is_right = question.is_right(owner, chosen) == Some(true);
    let letter = question.letter_of_right(owner);
    let mut entries = vec![
        Entry::remark(question.right()).labelled(format!("Correct answer: {letter}")),
        question.why.clone().labelled("Why").naming_few(),
    ];
    let mut shown = question.shown_to(owner).into_iter().zip(LETTERS);
    if !is_right && let Some((choice, letter)) = shown.nth(chosen) {
        let yours = Entry::remark(choice).labelled(format!("Your answer: {letter}"));
        entries.insert(0, yours);
    }
    entries.extend(then.map(Entry::remark));
    Page {
        title: if is_right { "Right" } else { "Not quite" }.to_owned(),
        tone: if is_right {
            Tone::Aligned
        } else {
            Tone::Opposed
        },
        lead: question.text.clone(),
        sections: vec![Section::running(entries)],
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
) -> Reply {
    let mut page = explained(question, owner, chosen, then);
    let done = course.bar_done();
    page.lead = format!("{done} · {}\n\n{}", course.track.name, page.lead);
    let label = if course.topic().is_some() {
        "Next ▶"
    } else {
        "Finish ▶"
    };
    Reply::of(page).with_row(vec![main_button(owner, label, TourAction::Here)])
}
