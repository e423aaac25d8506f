//! Questions about a hotspot: what the editors wrote, its alignment with U.S. aims, and the meaning of its terms.

use strum::VariantArray as _;

use super::super::question::Question;
use super::choices::choices;
use crate::knowledge::{Hotspot, Knowledge, Stance, Term};
use crate::pages::{Citer, first_sentence, running};
use crate::text::Locale;

/// All of them, written ones first.
pub(super) fn questions(knowledge: &Knowledge, hotspot: &Hotspot) -> Vec<Question> {
    let terms = knowledge
        .terms()
        .iter()
        .filter(|term| term.hotspots.contains(&hotspot.id));
    written(knowledge, hotspot)
        .chain(stance(knowledge, hotspot))
        .chain(terms.filter_map(|term| meaning(knowledge, hotspot, term)))
        .collect()
}

/// What the editors wrote. Its key is its place in the file, counted from 1.
fn written(knowledge: &Knowledge, hotspot: &Hotspot) -> impl Iterator<Item = Question> {
    hotspot
        .quizzes
        .iter()
        .enumerate()
        .filter_map(move |(at, quiz)| {
            let mut choices = quiz.choices.clone();
            let right = quiz.answer.checked_sub(1)?;
            if right >= choices.len() {
                return None;
            }
            choices[..=right].rotate_right(1);
            let why = Citer(knowledge, Locale::English).cite(quiz.as_of, &quiz.why, &quiz.sources);
            Some(Question::new(
                format!("{}/{}", hotspot.id, at + 1),
                running(&quiz.question),
                choices,
                why,
            ))
        })
}

/// The newest verdict. Its wording is part of the fingerprint that sent buttons carry: changing it retires them.
fn stance(knowledge: &Knowledge, hotspot: &Hotspot) -> Option<Question> {
    let verdict = hotspot.alignment()?;
    let others = Stance::VARIANTS
        .iter()
        .copied()
        .filter(|stance| *stance != verdict.stance);
    let choices = std::iter::once(verdict.stance).chain(others);
    Some(Question::new(
        format!("{}/stance", hotspot.id),
        format!(
            "{}: how does Chinese and Russian conduct sit with U.S. aims, by the newest verdict?",
            hotspot.name
        ),
        choices.map(|stance| in_words(stance).to_owned()).collect(),
        Citer(knowledge, Locale::English).alignment(verdict),
    ))
}

fn in_words(stance: Stance) -> &'static str {
    match stance {
        Stance::Aligned => "Aligned: they want much the same",
        Stance::Partly => "Partly aligned: in some of it",
        Stance::Opposed => "Opposed: they work against each other",
        Stance::Unclear => "Unclear: the sources do not tell",
    }
}

/// Which term a definition belongs to, with the term's own names redacted in it.
fn meaning(knowledge: &Knowledge, hotspot: &Hotspot, term: &Term) -> Option<Question> {
    let key = format!("{}/term/{}", hotspot.id, term.id());
    let text = running(&term.text);
    let sentence = first_sentence(&text);
    let names = std::iter::once(&term.name).chain(&term.aliases);
    let redacted = names.fold(sentence.to_owned(), |text, name| redact(&text, name));
    let others = knowledge.terms().iter();
    let others = others.filter(|other| other.name != term.name && !redacted.contains(&other.name));
    let choices = choices(&key, &term.name, others.map(|other| other.name.clone()))?;
    Some(Question::new(
        key,
        format!("Which term is this? “{redacted}”"),
        choices,
        Citer(knowledge, Locale::English).term(term),
    ))
}

/// `text` with `…` for `name` wherever that is a whole word, in upper or lower case.
fn redact(text: &str, name: &str) -> String {
    let (lower, name) = (text.to_lowercase(), name.to_lowercase());
    // A few letters get longer in lower case. Then byte offsets no longer agree, and the text stays as it is.
    if lower.len() != text.len() || name.is_empty() {
        return text.to_owned();
    }
    let mut redacted = String::new();
    let mut after = 0;
    for (at, found) in lower.match_indices(&name) {
        let end = at + found.len();
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_part =
            is_word(lower[..at].chars().next_back()) || is_word(lower[end..].chars().next());
        if !is_part && text.is_char_boundary(at) && text.is_char_boundary(end) {
            redacted.push_str(&text[after..at]);
            redacted.push('…');
            after = end;
        }
    }
    redacted + &text[after..]
}

#[cfg(test)]
mod tests {
    use super::redact;

    #[test]
    fn a_name_is_redacted_where_it_is_a_word() {
        assert_eq!(redact("The SCO, and sco too.", "SCO"), "The …, and … too.");
        assert_eq!(redact("Moscow is no SCO", "sco"), "Moscow is no …");
        assert_eq!(redact("北极 и ШОС", "шос"), "北极 и …");
        assert_eq!(redact("İ SCO", "SCO"), "İ SCO", "places do not agree");
    }
}
