//! What a question is about, as far as its words say: the pages, actors and years it names, what it wants to know, and
//! the words by which passages are searched.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;

use super::intent::{Intent, intent};
use super::lexicon::Lexicon;
use super::passage::Subject;
use super::synonyms::Synonyms;
use super::words::{self, ActorWords, QueryWord, WORDS, Word};
use super::years::years;
use crate::knowledge::{Actor, Knowledge, is_invisible};

/// Most of a question that is read, in characters. People ask in a sentence or two; what is longer was pasted.
pub(super) const MAX_QUESTION: usize = 400;
/// Longest of Discord's own marks, such as `<@123>` or `<:name:123>`, in bytes; a longer one is text.
const MAX_MARK: usize = 80;
/// Shortest word that may be a misspelt name, in bytes: among shorter ones too many are near to each other.
const MIN_MISSPELT: usize = 4;
/// Most words of a misspelt name.
const MAX_NAME_WORDS: usize = 3;

/// A question as it was understood.
#[derive(Debug, Clone, Default)]
pub(super) struct ParsedQuery {
    /// The text as it was typed, by [`bare_question`].
    pub text: String,
    /// The same with what its nicknames mean after it: by this its meaning is compared.
    pub meant: String,
    /// The words by which passages are searched.
    pub query: Vec<Word>,
    /// Those that name neither a page nor an actor: what is asked about them.
    pub content_terms: Vec<Word>,
    /// Pages that it names.
    pub subjects: Vec<Subject>,
    /// Series of summits that it names.
    pub series: BTreeSet<String>,
    /// Actors that it names.
    pub actors: BTreeSet<Actor>,
    /// What it wants to know.
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
    /// Every series of summits, with the stems of its words.
    pub series: &'r [(String, Vec<String>)],
    /// Whether a word is a known one, and so no typo.
    pub is_word: &'r dyn Fn(&str) -> bool,
    pub today: Date,
}

/// What the nicknames in a question stand for.
#[derive(Default)]
struct Nicknames {
    /// The question with what they mean after it.
    meant: String,
    /// The words of what they mean.
    terms: Vec<Word>,
    subjects: Vec<Subject>,
    actors: BTreeSet<Actor>,
}

impl Reader<'_> {
    /// Understands a question by itself. Each pass marks the words that are names, so that the next leaves them alone:
    /// no typo is looked for in the name of a page, and no nickname in a name.
    pub(super) fn read(&self, text: &str) -> ParsedQuery {
        let text = bare_question(text);
        let mut words = query_words(&text);
        let mut subjects = self.mark_pages(&text, &mut words);
        self.fix_typos(&mut words);
        let nicknames = self.mark_nicknames(&text, &mut words);
        for subject in nicknames.subjects {
            if !subjects.contains(&subject) {
                subjects.push(subject);
            }
        }
        let mut actors = nicknames.actors;
        actors.extend(mark_actors(&text, &mut words));
        subjects.extend(self.mark_misspelt_pages(&mut words, &subjects));
        let plain: Vec<&str> = words.iter().map(|one| one.word.plain.as_str()).collect();
        ParsedQuery {
            series: self.series(&text),
            years: years(&plain, self.today),
            is_now: plain.iter().any(|word| WORDS.now.has(word)),
            leans: leans(&plain),
            length: plain.len(),
            intent: intent(&plain, &nicknames.meant),
            query: query(&words, nicknames.terms),
            content_terms: content_terms(&words),
            meant: nicknames.meant,
            text,
            subjects,
            actors,
        }
    }

    /// The pages that the question names. Marks the words that name them.
    fn mark_pages(&self, text: &str, words: &mut [QueryWord]) -> Vec<Subject> {
        let mut subjects = Vec::new();
        for (span, subject) in self.pages_named(text) {
            // The names are found in the same words, but for Chinese, which is cut up into pairs of characters here.
            let end = span.end.min(words.len());
            mark(&mut words[span.start.min(end)..end]);
            if !subjects.contains(&subject) {
                subjects.push(subject);
            }
        }
        subjects
    }

    /// The pages that `text` names, each with the places of the words that name it, in their order.
    fn pages_named(&self, text: &str) -> Vec<(Range<usize>, Subject)> {
        let topics = self.knowledge.names().spans(text).into_iter();
        let topics = topics.map(|(span, id)| (span, self.topic(id)));
        let terms = self.knowledge.term_names().spans(text).into_iter();
        let terms = terms.map(|(span, id)| (span, Subject::Term(id.to_owned())));
        let mut named: Vec<(Range<usize>, Subject)> = topics.chain(terms).collect();
        named.sort_by(|(one, this), (other, that)| {
            (one.start, one.end, this).cmp(&(other.start, other.end, that))
        });
        named
    }

    fn topic(&self, id: &str) -> Subject {
        match self.knowledge.hotspot(id) {
            Some(_) => Subject::Hotspot(id.to_owned()),
            None => Subject::Organization(id.to_owned()),
        }
    }

    /// Puts the known word in place of each typo.
    fn fix_typos(&self, words: &mut [QueryWord]) {
        for QueryWord { word, is_name } in words {
            let typed = &word.plain;
            let is_known = *is_name
                || words::is_stop(typed)
                || self.lexicon.has(&word.stem)
                || typed.chars().any(|c| c.is_ascii_digit())
                || (self.is_word)(typed);
            if is_known {
                continue;
            }
            let fixed = self.lexicon.fix_typo(typed);
            if let Some(fixed) = fixed.or_else(|| self.synonyms.fix_typo(typed)) {
                *word = fixed;
            }
        }
    }

    /// What the nicknames in the question stand for. Marks those of actors as names.
    fn mark_nicknames(&self, text: &str, words: &mut [QueryWord]) -> Nicknames {
        let mut nicknames = Nicknames {
            meant: text.to_owned(),
            ..Nicknames::default()
        };
        for said in self.synonyms.said(text, words) {
            nicknames.meant.push(' ');
            nicknames.meant.push_str(said.means);
            if let Some(actor) = actor_called(said.means) {
                nicknames.actors.insert(actor);
                mark(&mut words[said.words]);
            } else {
                // A nickname of a page is as good as its name.
                let pages = self.pages_named(said.means).into_iter();
                nicknames.subjects.extend(pages.map(|(_, subject)| subject));
            }
            nicknames.terms.extend(words::content(said.means));
        }
        nicknames
    }

    /// The pages whose names are misspelt in the question, but for those `known` already.
    /// Marks the words. Longer names are tried first, so that no part of one is taken for another.
    fn mark_misspelt_pages(&self, words: &mut [QueryWord], known: &[Subject]) -> Vec<Subject> {
        let mut found = Vec::new();
        for length in (1..=MAX_NAME_WORDS).rev() {
            for at in 0..(words.len() + 1).saturating_sub(length) {
                let window = &mut words[at..at + length];
                let Some(subject) = self.misspelt_page(window) else {
                    continue;
                };
                mark(window);
                if !known.contains(&subject) && !found.contains(&subject) {
                    found.push(subject);
                }
            }
        }
        found
    }

    fn misspelt_page(&self, window: &[QueryWord]) -> Option<Subject> {
        let is_misspelt = |word: &str| word.len() >= MIN_MISSPELT && !(self.is_word)(word);
        let is_open = window.iter().all(|one| !one.is_name);
        if !is_open || !window.iter().any(|one| is_misspelt(&one.word.plain)) {
            return None;
        }
        let typed: Vec<&str> = window.iter().map(|one| one.word.plain.as_str()).collect();
        let id = self.knowledge.names().fix_typo(&typed.join(" "))?;
        Some(self.topic(id))
    }

    /// The series of summits whose whole name stands in `text`, in whatever order.
    fn series(&self, text: &str) -> BTreeSet<String> {
        let words = words::all(text);
        let has = |wanted: &String| words.iter().any(|word| word.stem == *wanted);
        let named = self
            .series
            .iter()
            .filter(|(_, stems)| stems.iter().all(has));
        named.map(|(series, _)| series.clone()).collect()
    }
}

fn query_words(text: &str) -> Vec<QueryWord> {
    let words = words::all(text).into_iter();
    words
        .map(|word| QueryWord {
            word,
            is_name: false,
        })
        .collect()
}

fn mark(words: &mut [QueryWord]) {
    for word in words {
        word.is_name = true;
    }
}

/// The words that carry meaning, and those of `meant` that are not among them.
fn query(words: &[QueryWord], meant: Vec<Word>) -> Vec<Word> {
    let content = words.iter().map(|one| &one.word);
    let mut query: Vec<Word> = content
        .filter(|word| !words::is_stop(&word.plain))
        .cloned()
        .collect();
    for word in meant {
        if query.iter().all(|known| known.stem != word.stem) {
            query.push(word);
        }
    }
    query
}

/// The words that carry meaning and are no names.
fn content_terms(words: &[QueryWord]) -> Vec<Word> {
    let content = words
        .iter()
        .filter(|one| !one.is_name && !words::is_stop(&one.word.plain));
    content.map(|one| one.word.clone()).collect()
}

/// The actors that the question names. Marks the words that name them.
fn mark_actors(text: &str, words: &mut [QueryWord]) -> BTreeSet<Actor> {
    let mut found = BTreeSet::new();
    for at in 0..words.len() {
        let before = at.checked_sub(1).map(|at| words[at].word.plain.as_str());
        let plain = &words[at].word.plain;
        let mut actors = WORDS.actors.iter();
        let named = actors.find(|(_, actor)| actor.is_named(plain, before, text));
        if let Some((actor, _)) = named {
            found.insert(*actor);
            words[at].is_name = true;
        }
    }
    found
}

impl ActorWords {
    /// Whether `word`, which follows `before` in `text`, names the actor.
    fn is_named(&self, word: &str, before: Option<&str>, text: &str) -> bool {
        if self.pronoun.as_deref() != Some(word) {
            return self.names.has(word);
        }
        let is_in_capitals = text.contains("US") || text.contains("U.S");
        is_in_capitals || before.is_some_and(|before| !self.pronoun_after.has(before))
    }
}

/// The actor that a synonym means, by the name that `synonyms.toml` uses.
fn actor_called(means: &str) -> Option<Actor> {
    let actors = [Actor::China, Actor::Russia, Actor::Us, Actor::Joint];
    actors.into_iter().find(|actor| actor.to_string() == means)
}

/// A question as it is read: without invisible characters, Discord's own marks and control characters, and no longer than
/// 400 characters.
///
/// ```
/// use attache::answers::bare_question;
///
/// assert_eq!(bare_question("<@123>  who backs\nMaduro?"), "who backs Maduro?");
/// ```
pub fn bare_question(text: &str) -> String {
    let unmarked = without_marks(text);
    let seen = unmarked.chars().filter(|c| !is_invisible(*c));
    let spaced: String = seen
        .take(MAX_QUESTION)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `text` with a space in place of `<@123>`, `<#123>`, `<t:1>` and the like, which say nothing; not much more of it than
/// is read.
fn without_marks(text: &str) -> String {
    let mut clean = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        clean.push_str(&rest[..start]);
        clean.push(' ');
        let tail = &rest[start + 1..];
        let is_mark = tail.starts_with(['@', '#', ':', 't', 'a', '/']);
        let end = tail.find('>').filter(|end| is_mark && *end + 1 < MAX_MARK);
        rest = end.map_or(tail, |end| &tail[end + 1..]);
        // A character is at most four bytes.
        if clean.len() > 4 * MAX_QUESTION {
            return clean;
        }
    }
    clean.push_str(rest);
    clean
}

/// Whether a question leans on the one before: "And Russia?", "since when?", "what do they want there?"
fn leans(words: &[&str]) -> bool {
    let lists = &WORDS.follow_up;
    let words = match words {
        [first, rest @ ..] if lists.fillers.has(first) => rest,
        words => words,
    };
    match words {
        [first, ..] if lists.begins.has(first) => true,
        ["what" | "how", "about", ..] => true,
        words => words.len() <= 2 || words.iter().any(|word| lists.points.has(word)),
    }
}
