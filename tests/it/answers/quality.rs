//! How many of `tests/questions.jsonl` are answered right. `cargo bench --bench answers` prints the figures; here they are
//! held, so that a change that makes answers worse is seen.

use std::collections::BTreeSet;

use super::ask;
use test_support::questions::{Judged, Part, Question, all, judge, text_of};

fn judged(part: Part) -> Vec<(Question, Judged)> {
    let of_part = all().into_iter().filter(|question| question.part == part);
    let judged = of_part.map(|question| {
        let turns: Vec<&str> = question.turns.iter().map(String::as_str).collect();
        let judged = judge(&question, &ask(&turns));
        (question, judged)
    });
    judged.collect()
}

/// Of those that are wanted, how many in a hundred are right.
fn share(
    judged: &[(Question, Judged)],
    is_wanted: impl Fn(&Question) -> bool,
    is_right: impl Fn(&Judged) -> bool,
) -> usize {
    let wanted: Vec<&Judged> = judged
        .iter()
        .filter(|(question, _)| is_wanted(question))
        .map(|(_, judged)| judged)
        .collect();
    100 * wanted.iter().filter(|judged| is_right(judged)).count() / wanted.len()
}

fn is_answerable(question: &Question) -> bool {
    !question.page.is_empty()
}

#[test]
fn the_questions_to_tune_by_are_answered_as_well_as_they_were() {
    let judged = judged(Part::Tune);
    let page = share(&judged, is_answerable, |judged| judged.is_page_right);
    let fact = share(&judged, is_answerable, |judged| judged.has_fact);
    let declined = share(
        &judged,
        |question| !is_answerable(question),
        |judged| judged.is_decided_right,
    );
    assert!(page >= 90, "the right page: {page} %");
    assert!(fact >= 86, "and the fact: {fact} %");
    assert!(declined >= 80, "declined: {declined} %");
}

#[test]
fn the_questions_to_report_by_are_answered_as_well_as_was_reported() {
    let judged = judged(Part::Report);
    let page = share(&judged, is_answerable, |judged| judged.is_page_right);
    let fact = share(&judged, is_answerable, |judged| judged.has_fact);
    let declined = share(
        &judged,
        |question| !is_answerable(question),
        |judged| judged.is_decided_right,
    );
    assert!(page >= 80, "the right page: {page} %");
    assert!(fact >= 73, "and the fact: {fact} %");
    assert!(declined >= 78, "declined: {declined} %");
}

#[test]
fn there_are_questions_of_every_kind_and_voice_and_each_is_there_once() {
    let questions = all();
    let ids: BTreeSet<&str> = questions
        .iter()
        .map(|question| question.id.as_str())
        .collect();
    assert_eq!(ids.len(), questions.len());
    let count =
        |wanted: &dyn Fn(&Question) -> bool| questions.iter().filter(|one| wanted(one)).count();
    assert!(count(&|_| true) >= 800);
    assert!(count(&|one| one.page.is_empty()) >= 250);
    assert!(count(&|one| one.turns.len() > 1) >= 30);
    let answerable = count(&is_answerable);
    assert!(5 * count(&|one| one.kind == "meaning") >= answerable);
    assert!(count(&|one| one.part == Part::Report) >= 200);
    for voice in ["team", "watch-officer", "newcomer"] {
        assert!(count(&|one| one.voice == voice) >= 60, "{voice}");
    }
}

/// What a question wants to find stands somewhere on a page that it accepts, so that it can be answered at all.
#[test]
fn every_fact_that_is_asked_for_stands_in_the_knowledge() {
    let passages = super::INDEX.passages();
    for question in all().iter().filter(|question| is_answerable(question)) {
        for group in &question.contains {
            let is_there = passages.iter().any(|passage| {
                let text = text_of(std::slice::from_ref(passage)).to_lowercase();
                group.iter().any(|one| text.contains(&one.to_lowercase()))
            });
            assert!(is_there, "{}: {group:?}", question.id);
        }
    }
}
