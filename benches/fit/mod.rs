//! Finds the weights of the answering, and shows how well they rank and decide.

use std::fs;

use attache::answers::training::{KnownQuestion, RankedQuestion};
use attache::answers::{Index, Weights};
use test_support::questions::{Part, Question};

/// Where answers may begin to be shown.
const THRESHOLDS: [f32; 9] = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/// Fits the weights to the tuning part and writes them.
pub(crate) fn write(index: &Index, questions: &[Question]) {
    let tune = questions.iter().filter(|one| one.part == Part::Tune);
    let known: Vec<KnownQuestion> = tune.map(known).collect();
    let weights = Weights::fitted(index, &known);
    let toml = weights.to_toml();
    let top = toml.split("[answerable]").next().unwrap();
    println!("{top}");
    fs::write("model/weights.toml", &toml).unwrap();
    print_curve(index, questions, &weights);
}

fn known(question: &Question) -> KnownQuestion {
    KnownQuestion {
        turns: question.turns.clone(),
        pages: question.page.clone(),
        contains: question.contains.clone(),
    }
}

/// What each part of the ranking is worth: how well it ranks with the weights of that part at 0.
pub(crate) fn print_parts(index: &Index, questions: &[Question]) {
    let shipped = Weights::shipped();
    let mut all = shipped.without_each_part();
    all.insert(0, ("nothing", shipped.clone()));
    for (name, weights) in all {
        let share = [Part::Tune, Part::Report].map(|part| {
            let of_part = questions.iter();
            let of_part = of_part.filter(|one| one.part == part && !one.page.is_empty());
            let ranked = of_part.map(|one| index.ranked(&known(one), &weights));
            let right: Vec<bool> = ranked
                .map(|one| one.is_some_and(|one| one.is_page_right))
                .collect();
            100.0 * right.iter().filter(|is_right| **is_right).count() as f64 / right.len() as f64
        });
        println!(
            "without {name:24} hit@1 tune {:.1}, report {:.1}",
            share[0], share[1]
        );
    }
}

type Ranked<'q> = [(&'q Question, RankedQuestion)];

/// How well questions are ranked if nothing is declined, and what each threshold gives.
pub(crate) fn print_curve(index: &Index, questions: &[Question], weights: &Weights) {
    for part in [Part::Tune, Part::Report] {
        let of_part = questions.iter().filter(|one| one.part == part);
        let ranked: Vec<(&Question, RankedQuestion)> = of_part
            .map(|one| (one, index.ranked(&known(one), weights).unwrap()))
            .collect();
        println!("\n{part:?}");
        print_kinds(&ranked);
        print_thresholds(&ranked);
        if std::env::var_os("ATTACHE_SHOW").is_some() && part == Part::Tune {
            print_wrong(&ranked);
        }
    }
}

fn is_answerable(question: &Question) -> bool {
    !question.page.is_empty()
}

/// Of some, how many in a hundred are so.
fn share<'r>(
    of: impl Iterator<Item = &'r (&'r Question, RankedQuestion)>,
    is: impl Fn(&Question, &RankedQuestion) -> bool,
) -> f64 {
    let (mut all, mut so) = (0, 0);
    for (question, ranked) in of {
        all += 1;
        so += usize::from(is(question, ranked));
    }
    100.0 * so as f64 / f64::from(all.max(1))
}

fn print_kinds(ranked: &Ranked<'_>) {
    let answerable = || ranked.iter().filter(|one| is_answerable(one.0));
    let right = |_: &Question, one: &RankedQuestion| one.is_page_right;
    println!(
        "  ranked hit@1 {:.1} of {}",
        share(answerable(), right),
        answerable().count()
    );
    let mut kinds: Vec<&str> = ranked.iter().map(|one| one.0.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    for kind in kinds {
        let of_kind = || ranked.iter().filter(|one| one.0.kind == kind);
        let decided = |question: &Question, one: &RankedQuestion| {
            (one.confidence >= 0.5) == is_answerable(question)
        };
        println!(
            "  {kind:14} {:3}  hit@1 {:5.1}  decided {:5.1}",
            of_kind().count(),
            share(of_kind(), right),
            share(of_kind(), decided),
        );
    }
}

fn print_thresholds(ranked: &Ranked<'_>) {
    for enough in THRESHOLDS {
        let answerable = || ranked.iter().filter(|one| is_answerable(one.0));
        let others = ranked.iter().filter(|one| !is_answerable(one.0));
        let answered = share(answerable(), |_, one| one.confidence >= enough);
        let declined = share(others, |_, one| one.confidence < enough);
        println!(
            "  from {enough:.1}: hit@1 shown {:5.1}  answered {answered:5.1}  declined {declined:5.1}  balance {:5.1}",
            share(answerable(), |_, one| one.is_page_right
                && one.confidence >= enough),
            f64::midpoint(answered, declined),
        );
    }
}

fn print_wrong(ranked: &Ranked<'_>) {
    for (question, one) in ranked {
        let is_shown = one.confidence >= 0.5;
        let is_right = if is_answerable(question) {
            one.is_page_right && is_shown
        } else {
            !is_shown
        };
        if !is_right {
            println!(
                "    {} {} {:.2} {:?} on {:?}, wanted {:?}",
                question.id,
                question.kind,
                one.confidence,
                question.turns,
                one.page.id(),
                question.page
            );
        }
    }
}
