//! Every statement of the shipped pages: as it stands it is shown, and turned round by a machine it is not.

use std::path::Path;

use attache::assistant::{Claim, verified};
use attache::knowledge::load;
use attache::reply::Entry;
use jiff::civil::Date;

/// A statement, with the title and the text it is part of.
struct Stated {
    title: String,
    text: String,
    statement: String,
}

fn statements() -> Vec<Stated> {
    let dir = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/knowledge"));
    let today = Date::constant(2026, 11, 25);
    let knowledge = load(dir, today).expect("the shipped knowledge").knowledge;
    let mut stated = Vec::new();
    for hotspot in knowledge.hotspots() {
        let positions = hotspot.positions.iter().map(|position| &position.text);
        let events = hotspot.developments.iter().map(|event| &event.text);
        let reasons = hotspot.alignments.iter().map(|verdict| &verdict.reason);
        for text in positions.chain(events).chain(reasons) {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            for statement in text.split_inclusive(". ") {
                let is_whole = statement.split(' ').count() > 4 && !statement.contains(';');
                // "U.S. officials" is no end.
                if is_whole && !text.contains("U.S. ") {
                    stated.push(Stated {
                        title: hotspot.name.clone(),
                        statement: statement.trim().to_owned(),
                        text: text.clone(),
                    });
                }
            }
        }
    }
    stated
}

fn is_kept(stated: &Stated, sentence: &str) -> bool {
    let claim = Claim {
        text: sentence.to_owned(),
        passages: vec![1],
    };
    !verified(&[claim], &stated.title, &[Entry::remark(&*stated.text)]).is_empty()
}

/// Turns each statement into wrong ones by `turn`, and tells how many there were and which were shown.
fn shown(turn: impl Fn(&Stated) -> Vec<String>) -> (usize, Vec<(String, String)>) {
    let (mut count, mut kept) = (0, Vec::new());
    for stated in statements() {
        for wrong in turn(&stated) {
            count += 1;
            if is_kept(&stated, &wrong) {
                kept.push((stated.statement.clone(), wrong));
            }
        }
    }
    (count, kept)
}

fn words(stated: &Stated) -> Vec<&str> {
    stated.statement.split(' ').collect()
}

/// The sentence with another word at each place at which `other` gives one.
fn replacing(stated: &Stated, other: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let words = words(stated);
    let at = |at: usize| {
        let mut changed: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        changed[at] = other(words[at])?;
        changed.retain(|word| !word.is_empty());
        Some(changed.join(" "))
    };
    (0..words.len()).filter_map(at).collect()
}

#[test]
fn nearly_every_statement_is_shown_as_it_stands() {
    let all = statements();
    let not: Vec<&str> = all
        .iter()
        .filter(|stated| !is_kept(stated, &stated.statement))
        .map(|stated| stated.statement.as_str())
        .collect();
    println!("{} of {}: {not:#?}", not.len(), all.len());
    assert!(
        all.len() > 300 && not.len() * 50 < all.len(),
        "{} of {}: {not:#?}",
        not.len(),
        all.len()
    );
}

#[track_caller]
fn none_is_shown(turn: impl Fn(&Stated) -> Vec<String>) {
    let (count, kept) = shown(turn);
    println!("{} of {count}: {kept:#?}", kept.len());
    assert!(
        count > 50 && kept.is_empty(),
        "{} of {count}: {kept:#?}",
        kept.len()
    );
}

#[test]
fn no_number_can_be_changed() {
    none_is_shown(|stated| {
        replacing(stated, |word| {
            let digits: String = word.chars().filter(char::is_ascii_digit).collect();
            let number: u64 = digits
                .parse()
                .ok()
                .filter(|_| digits.len() == word.trim_end_matches(['.', ',']).len())?;
            Some(word.replace(&digits, &(number + 1).to_string()))
        })
    });
}

#[test]
fn no_not_can_be_brought_in() {
    none_is_shown(|stated| {
        replacing(stated, |word| {
            let is_verb = ["is", "are", "was", "were", "has", "have", "had"].contains(&word);
            is_verb.then(|| format!("{word} not"))
        })
    });
}

#[test]
fn no_not_may_or_will_can_be_left_out() {
    none_is_shown(|stated| {
        let little = [
            "not", "no", "never", "may", "might", "could", "will", "would", "must", "without",
        ];
        replacing(stated, |word| little.contains(&word).then(String::new))
    });
}

#[test]
fn no_name_can_be_another() {
    none_is_shown(|stated| {
        replacing(stated, |word| {
            let bare = word.trim_end_matches(['.', ',', '\'', 's']);
            ["China", "Russia", "Iran"]
                .contains(&bare)
                .then(|| word.replace(bare, "Norway"))
        })
    });
}

#[test]
fn no_two_who_act_can_change_places() {
    none_is_shown(|stated| {
        let text = &stated.statement;
        let places = |name: &str| {
            text.match_indices(name)
                .map(|(at, _)| at)
                .collect::<Vec<_>>()
        };
        let names = ["China", "Russia", "Iran", "Ukraine", "Syria", "NATO"];
        let pairs = names
            .iter()
            .flat_map(|one| names.iter().map(move |other| (one, other)));
        pairs
            .filter_map(|(one, other)| {
                let ([first], [second]) = (&places(one)[..], &places(other)[..]) else {
                    return None;
                };
                // "China and Russia" is "Russia and China".
                let are_apart = first < second && second - first > one.len() + 5;
                let swapped = || {
                    text.replace(one, "\u{1}")
                        .replace(other, one)
                        .replace('\u{1}', other)
                };
                are_apart.then(swapped)
            })
            .collect()
    });
}

/// Words that say nothing by themselves, or that stand for each other.
const LITTLE: &str = "about after again also because been before being could does each expected hers into less many might more \
                      most only other over same says several should since some still than that their them then there these \
                      they this those under until were what when where which while whom whose will with would \
                      among have both said from without always nothing claims must";

#[test]
fn no_two_words_can_change_places() {
    none_is_shown(|stated| {
        let words = words(stated);
        let is_word = |word: &str| {
            let is_little = LITTLE.split_whitespace().any(|little| little == word);
            word.chars().count() > 3 && word.chars().all(char::is_lowercase) && !is_little
        };
        let places: Vec<usize> = (0..words.len()).filter(|at| is_word(words[*at])).collect();
        let swap = |pair: &[usize]| {
            let mut swapped = words.clone();
            swapped.swap(pair[0], pair[1]);
            swapped.join(" ")
        };
        places
            .windows(2)
            .filter(|pair| words[pair[0]] != words[pair[1]])
            .map(swap)
            .collect()
    });
}

#[test]
fn no_word_can_be_one_that_the_passage_does_not_have() {
    none_is_shown(|stated| {
        replacing(stated, |word| {
            let is_word = word.chars().count() > 3 && word.chars().all(char::is_lowercase);
            let is_little = LITTLE.split_whitespace().any(|little| little == word);
            (is_word && !is_little).then(|| "bombarded".to_owned())
        })
    });
}

#[test]
fn none_who_only_wants_offers_or_refuses_has_done_it() {
    none_is_shown(|stated| {
        let wanting = [
            "refused",
            "wanted",
            "wants",
            "offered",
            "tried",
            "failed",
            "promised",
            "planned",
            "asked",
            "avoid",
            "stopped",
            "rejected",
            "opposed",
            "vetoed",
            "condemned",
            "threatened",
            "proposed",
            "sought",
        ];
        replacing(stated, |word| wanting.contains(&word).then(String::new))
    });
}
