//! A question with its choices, and the right answer with its reason.

use super::buttons::{button, main_button};
use super::course::{Course, bar};
use super::lesson::progress;
use super::question::{LETTERS, Question};
use crate::reply::{Button, Entry, Page, Reply, Section, Tone, TourAct};

/// The question of a step.
pub fn shown(course: &Course<'_>, question: &Question, name: &str, owner: u64) -> Reply {
    let answer = |place: u8| TourAct::Answer {
        print: question.print.clone(),
        place,
    };
    let topic = question.topic().to_owned();
    let back = button(owner, "◀ Back to the page", TourAct::Page { topic });
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
pub(super) fn letters(question: &Question, owner: u64, act: impl Fn(u8) -> TourAct) -> Vec<Button> {
    let places = (0..).zip(LETTERS).take(question.choices.len());
    places
        .map(|(place, letter)| button(owner, letter, act(place)))
        .collect()
}

/// The right answer, why, and what becomes of a wrong one. `said` is the place of the choice that was made.
pub(super) fn explained(
    question: &Question,
    owner: u64,
    said: usize,
    then: Option<String>,
) -> Page {
    let is_right = question.is_right(owner, said) == Some(true);
    let letter = question.letter_of_right(owner);
    let mut entries = vec![
        Entry::remark(question.right()).labelled(format!("The answer is {letter}")),
        question.why.clone().labelled("Why").naming_few(),
    ];
    if !is_right && let Some(choice) = question.shown_to(owner).get(said) {
        let said = Entry::remark(*choice).labelled(format!("You said {}", LETTERS[said.min(4)]));
        entries.insert(0, said);
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

/// What came of an answer in the tour.
pub fn answered(
    course: &Course<'_>,
    question: &Question,
    owner: u64,
    said: usize,
    then: Option<String>,
) -> Reply {
    let mut page = explained(question, owner, said, then);
    let done = bar(course.count_done(), course.count());
    page.lead = format!("{done} · {}\n\n{}", course.track.name, page.lead);
    let label = if course.topic().is_some() {
        "Next ▶"
    } else {
        "Finish ▶"
    };
    Reply::of(page).with_row(vec![main_button(owner, label, TourAct::Here)])
}
