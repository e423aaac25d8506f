//! Questions in plain words, and what is answered.
#![cfg(test)]

#[path = "answers/questions.rs"]
mod questions;

use std::path::Path;
use std::sync::Arc;

use attache::answers::{Index, Turn};
use attache::knowledge::load;
use attache::pages::Moment;
use jiff::ToSpan as _;
use jiff::civil::Date;
use questions::{Part, all, judge};

const TODAY: Date = Date::constant(2026, 11, 25);

fn index() -> Index {
    let dir = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/knowledge"));
    let loaded = load(dir, TODAY).expect("the shipped knowledge");
    assert_eq!(loaded.problems, []);
    let moment = Moment {
        today: TODAY,
        stale_after: 180.days(),
    };
    Index::of(Arc::new(loaded.knowledge), moment)
}

#[test]
fn dump() {
    let index = index();
    let only = std::env::var("ONLY").unwrap_or_default();
    let (mut n, mut hit, mut fact) = (0, 0, 0);
    for question in all().into_iter().filter(|q| {
        q.part
            == (if std::env::var_os("REPORT").is_some() {
                Part::Report
            } else {
                Part::Tune
            })
            && q.id.contains(&only)
    }) {
        let mut turn: Option<Turn> = None;
        let mut last = None;
        for text in &question.turns {
            let answer = index.answer(text, turn.as_ref());
            turn = Some(answer.turn.clone());
            last = Some(answer);
        }
        let answer = last.unwrap();
        let j = judge(&question, &answer);
        n += 1;
        hit += usize::from(j.is_page_right);
        fact += usize::from(j.has_fact);
        if std::env::var_os("WHY").is_some() && !j.has_fact {
            println!("   want {:?}", question.contains);
            for p in &answer.passages {
                println!("   + {} {:?} {}", p.page.id(), p.kind, p.entry.text);
            }
        }
        println!(
            "{} {} {} {} {:?} -> {:.2} {:?}",
            if j.has_fact {
                "OK "
            } else if j.is_page_right {
                "PAGE"
            } else {
                "BAD"
            },
            question.kind,
            question.id,
            question.turns.join(" | "),
            question.page,
            answer.confidence,
            answer.passages.first().map(|p| (
                p.page.id().to_owned(),
                p.kind,
                p.entry.text.chars().take(110).collect::<String>()
            ))
        );
    }
    println!("{n} {hit} {fact}");
}
