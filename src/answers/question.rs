//! What a question is about, as far as its words tell.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::intent::{Intent, intent};
use super::lexicon::Lexicon;
use super::passage::Subject;
use super::synonyms::Synonyms;
use super::words::{self, Word};
use super::years::years;
use crate::knowledge::{Actor, Knowledge};

/// Most of a question that is read, in characters.
pub(super) const MAX_QUESTION: usize = 400;

/// A question as it was understood.
#[derive(Debug, Clone, Default)]
pub(super) struct ParsedQuery {
    /// The words as they were typed, cleaned.
    pub text: String,
    /// The same with what its nicknames mean behind it, as its meaning is measured.
    pub meant: String,
    /// The words by which passages are looked for.
    pub query: Vec<Word>,
    /// Those that neither name a page nor an actor: what is asked about them.
    pub content_terms: Vec<Word>,
    /// Pages that it names.
    pub subjects: Vec<Subject>,
    /// Series of summits that it names.
    pub series: BTreeSet<String>,
    /// Actors that it names.
    pub actors: BTreeSet<Actor>,
    pub intent: Intent,
    /// Years that it names.
    pub years: BTreeSet<i16>,
    /// Whether it asks for what holds now.
    pub is_now: bool,
    /// Whether it leans on something said before.
    pub leans: bool,
    /// How many words it has.
    pub length: usize,
}

/// What is needed to understand a question.
pub(super) struct Reader<'r> {
    pub knowledge: &'r Knowledge,
    pub lexicon: &'r Lexicon,
    pub synonyms: &'r Synonyms,
    /// Whether a word is one, and not a fix_typo of the keys.
    pub is_word: &'r dyn Fn(&str) -> bool,
    pub today: Date,
}

impl Reader<'_> {
    pub(super) fn read(&self, text: &str) -> ParsedQuery {
        let text = bare_question(text);
        let words = words::all(&text);
        let mut named = vec![false; words.len()];
        let mut subjects = self.named(&text, &mut named);
        let mended: Vec<Word> = words
            .iter()
            .zip(&named)
            .map(|(word, named)| {
                if *named {
                    word.clone()
                } else {
                    self.mend(word)
                }
            })
            .collect();
        let mut meant = text.clone();
        let mut extra = Vec::new();
        let mut actors = BTreeSet::new();
        for said in self.synonyms.said(&text, &mended, &named) {
            meant.push(' ');
            meant.push_str(said.means);
            let of_meaning = of_meaning(said.means);
            if of_meaning.is_empty() {
                // A nickname of a page is as good as its name.
                for subject in self.named(said.means, &mut []) {
                    if !subjects.contains(&subject) {
                        subjects.push(subject);
                    }
                }
            } else {
                actors.extend(of_meaning);
                named[said.words].fill(true);
            }
            extra.extend(words::content(said.means));
        }
        for (at, word) in mended.iter().enumerate() {
            let before = at
                .checked_sub(1)
                .map(|before| mended[before].plain.as_str());
            if let Some(found) = actor(&word.plain, before, &text) {
                actors.insert(found);
                named[at] = true;
            }
        }
        subjects.extend(self.slips(&mended, &mut named, &subjects));
        let plain: Vec<&str> = mended.iter().map(|word| word.plain.as_str()).collect();
        let intent = intent(&plain, &meant);
        let content = |word: &Word| !words::is_stop(&word.plain);
        let content_terms: Vec<Word> = mended
            .iter()
            .zip(&named)
            .filter(|(word, named)| !**named && content(word))
            .map(|(word, _)| word.clone())
            .collect();
        let mut query: Vec<Word> = mended
            .iter()
            .filter(|word| content(word))
            .cloned()
            .collect();
        for word in extra {
            if query.iter().all(|known| known.stem != word.stem) {
                query.push(word);
            }
        }
        ParsedQuery {
            series: self.series(&text),
            years: years(&plain, self.today),
            is_now: is_now(&plain),
            leans: leans(&plain),
            length: plain.len(),
            text,
            meant,
            query,
            content_terms,
            subjects,
            actors,
            intent,
        }
    }

    /// The pages that `text` names, and which of its words name them.
    fn named(&self, text: &str, named: &mut [bool]) -> Vec<Subject> {
        let mut found: Vec<(usize, usize, Subject)> = Vec::new();
        let topics = self.knowledge.names().spans(text).into_iter();
        found.extend(topics.map(|(span, id)| {
            let subject = match self.knowledge.hotspot(id) {
                Some(_) => Subject::Hotspot(id.to_owned()),
                None => Subject::Organization(id.to_owned()),
            };
            (span.start, span.end, subject)
        }));
        let terms = self.knowledge.term_names().spans(text).into_iter();
        found.extend(terms.map(|(span, id)| (span.start, span.end, Subject::Term(id.to_owned()))));
        let mut subjects = Vec::new();
        found.sort();
        for (start, end, subject) in found {
            // Of what is only meant, no word was typed.
            let end = end.min(named.len());
            named[start.min(end)..end].fill(true);
            if !subjects.contains(&subject) {
                subjects.push(subject);
            }
        }
        subjects
    }

    /// The series of summits whose whole name stands in `text`, in whatever order.
    fn series(&self, text: &str) -> BTreeSet<String> {
        let words = words::all(text);
        let has = |wanted: &Word| words.iter().any(|word| word.stem == wanted.stem);
        let all = self.knowledge.summits().map(|summit| &summit.series);
        let named = all.filter(|series| words::all(series).iter().all(has));
        named.cloned().collect()
    }

    /// A page whose name is a fix_typo of the keys away from words that are none.
    fn slips(&self, words: &[Word], named: &mut [bool], known: &[Subject]) -> Vec<Subject> {
        let mut found = Vec::new();
        for length in [3, 2, 1] {
            for at in 0..(words.len() + 1).saturating_sub(length) {
                let window = &words[at..at + length];
                let is_open = named[at..at + length].iter().all(|named| !named);
                let has_slip = window
                    .iter()
                    .any(|word| word.plain.len() > 3 && !(self.is_word)(&word.plain));
                if !is_open || !has_slip {
                    continue;
                }
                let typed: Vec<&str> = window.iter().map(|word| word.plain.as_str()).collect();
                let Some(id) = self.knowledge.names().fix_typo(&typed.join(" ")) else {
                    continue;
                };
                let subject = match self.knowledge.hotspot(id) {
                    Some(_) => Subject::Hotspot(id.to_owned()),
                    None => Subject::Organization(id.to_owned()),
                };
                named[at..at + length].fill(true);
                if !known.contains(&subject) && !found.contains(&subject) {
                    found.push(subject);
                }
            }
        }
        found
    }

    fn mend(&self, word: &Word) -> Word {
        let is_known = words::is_stop(&word.plain)
            || self.lexicon.has(&word.stem)
            || word.plain.chars().any(|c| c.is_ascii_digit())
            || (self.is_word)(&word.plain);
        if is_known {
            return word.clone();
        }
        let fix_typo = self
            .lexicon
            .fix_typo(&word.plain)
            .or_else(|| self.synonyms.fix_typo(&word.plain));
        fix_typo.unwrap_or_else(|| word.clone())
    }
}

/// A question without what is not seen, without mentions and control characters, and bounded.
pub fn bare_question(text: &str) -> String {
    let mut clean = String::new();
    let mut rest = text;
    // `<@123>`, `<#123>`, `<t:1>`: Discord's own marks say nothing.
    while let Some(start) = rest.find('<') {
        clean.push_str(&rest[..start]);
        let tail = &rest[start..];
        match tail.find('>').filter(|end| *end < 80) {
            Some(end) if tail[1..].starts_with(['@', '#', ':', 't', 'a', '/']) => {
                clean.push(' ');
                rest = &tail[end + 1..];
            }
            _ => {
                clean.push(' ');
                rest = &tail[1..];
            }
        }
        if clean.len() > 4 * MAX_QUESTION {
            rest = "";
        }
    }
    clean.push_str(rest);
    let seen = clean.chars().filter(|c| !is_unseen(*c)).take(MAX_QUESTION);
    let spaced: String = seen.map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn of_meaning(means: &str) -> Vec<Actor> {
    match means {
        "Russia" => vec![Actor::Russia],
        "China" => vec![Actor::China],
        "United States" => vec![Actor::Us],
        "China and Russia" => vec![Actor::Joint],
        _ => Vec::new(),
    }
}

fn actor(word: &str, before: Option<&str>, text: &str) -> Option<Actor> {
    /// Verbs after which "us" is who asks.
    const TOLD: [&str; 9] = [
        "tell", "give", "show", "help", "let", "remind", "brief", "for", "inform",
    ];
    Some(match word {
        "china" | "chinas" | "chinese" | "sino" => Actor::China,
        "russia" | "russias" | "russian" | "russians" => Actor::Russia,
        "us" if text.contains("US") || text.contains("U.S") => Actor::Us,
        "us" if before.is_some_and(|before| !TOLD.contains(&before)) => Actor::Us,
        "usa" | "american" | "americans" | "america" => Actor::Us,
        _ => return None,
    })
}

fn is_now(words: &[&str]) -> bool {
    const NOW: [&str; 10] = [
        "now",
        "today",
        "currently",
        "current",
        "nowadays",
        "lately",
        "latest",
        "still",
        "сейчас",
        "现在",
    ];
    words.iter().any(|word| NOW.contains(word))
}

/// "And Russia?", "since when?", "what do they want there?"
fn leans(words: &[&str]) -> bool {
    const BEGIN: [&str; 7] = ["and", "but", "also", "then", "или", "а", "那"];
    const POINT: [&str; 20] = [
        "it", "its", "they", "them", "their", "that", "this", "these", "those", "there", "he",
        "she", "his", "her", "else", "more", "then", "so", "him", "same",
    ];
    let words = match words {
        ["ok" | "okay" | "well" | "so" | "hm", rest @ ..] => rest,
        words => words,
    };
    match words {
        [first, ..] if BEGIN.contains(first) => true,
        ["what" | "how", "about", ..] => true,
        words => words.len() <= 2 || words.iter().any(|word| POINT.contains(word)),
    }
}
