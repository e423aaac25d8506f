//! What a question is about, as far as its words say: the pages, actors and years it names, what it wants to know, and
//! the words by which passages are searched.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;

use super::asked_time::AskedTime;
use super::bare_question::bare_question;
use super::lexicon::Lexicon;
use super::passage::Subject;
use super::synonyms::Synonyms;
use super::words::{self, ActorWords, QueryWord, WORDS, Word};
use super::years::years;
use crate::knowledge::{Actor, Knowledge, plain_words};

/// Shortest word that may be a misspelt name, in bytes: among shorter ones too many are near to each other.
const MIN_MISSPELT: usize = 4;
/// What stands in place of a name.
const NAME: &str = "they";
/// Most words of a misspelt name.
const MAX_NAME_WORDS: usize = 3;

/// A question as it was understood.
#[derive(Debug, Clone, Default)]
pub(super) struct ParsedQuery {
    /// The text as it was typed, by [`bare_question`].
    pub text: String,
    /// What the sentence model reads: its words with typos mended, what its nicknames mean, and the titles of the pages that it
    /// names.
    pub meant: String,
    /// Its words with typos mended and names left out.
    pub unnamed: String,
    /// The words by which passages are searched.
    pub query: Vec<Word>,
    /// Those that name neither a page nor an actor: what is asked about them.
    pub content_terms: Vec<Word>,
    /// Pages that it names.
    pub subjects: Vec<Subject>,
    /// By which names it names hotspots and organizations, each with its page: as it was typed, in plain words.
    pub named_as: Vec<(Subject, String)>,
    /// Series of summits that it names.
    pub series: BTreeSet<String>,
    /// Actors that it names.
    pub actors: BTreeSet<Actor>,
    /// Years that it names.
    pub years: BTreeSet<i16>,
    /// Of what time it asks.
    pub time: AskedTime,
    /// Whether it asks for the next of something.
    pub is_next: bool,
    /// Whether it sets things side by side.
    pub compares: bool,
    /// Whether it leans on something said before.
    pub leans: bool,
    /// How many words it has.
    pub length: usize,
}

impl ParsedQuery {
    /// Whether it asks for nothing in particular of the pages that it names.
    pub(super) fn is_bare(&self) -> bool {
        self.content_terms.is_empty()
            && self.actors.is_empty()
            && self.years.is_empty()
            && !self.is_next
            && !self.compares
    }
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
    /// What they mean.
    means: Vec<String>,
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
        let (mut subjects, named_as) = self.mark_pages(&text, &mut words);
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
        let years = years(&plain, self.today);
        ParsedQuery {
            series: self.series(&text),
            time: AskedTime::of(&plain, &years, self.today),
            is_next: plain.iter().any(|word| WORDS.next.has(word)),
            compares: plain.iter().any(|word| WORDS.compare.has(word)),
            years,
            leans: leans(&plain),
            length: plain.len(),
            query: query(&words, nicknames.terms),
            content_terms: content_terms(&words),
            meant: self.meant(&plain, &nicknames.means, &subjects),
            unnamed: unnamed(&words),
            text,
            subjects,
            named_as,
            actors,
        }
    }

    /// What the sentence model reads of a question.
    fn meant(&self, words: &[&str], nicknames: &[String], subjects: &[Subject]) -> String {
        let mut meant = words.join(" ");
        let titles = subjects
            .iter()
            .filter_map(|page| page.title(self.knowledge));
        for name in nicknames.iter().cloned().chain(titles) {
            let plain = plain_words(&name);
            if !meant.contains(plain.trim()) {
                meant.push_str(" ; ");
                meant.push_str(plain.trim());
            }
        }
        meant
    }

    /// The pages that the question names, and by which names. Marks the words that name them.
    fn mark_pages(
        &self,
        text: &str,
        words: &mut [QueryWord],
    ) -> (Vec<Subject>, Vec<(Subject, String)>) {
        let (mut subjects, mut named_as) = (Vec::new(), Vec::new());
        for (span, subject) in self.pages_named(text) {
            // The names are found in the same words, but for Chinese, which is cut up into pairs of characters here.
            let end = span.end.min(words.len());
            let named = &mut words[span.start.min(end)..end];
            mark(named);
            let name: Vec<&str> = named.iter().map(|one| one.word.plain.as_str()).collect();
            named_as.push((subject.clone(), name.join(" ")));
            if !subjects.contains(&subject) {
                subjects.push(subject);
            }
        }
        (subjects, named_as)
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
                || self.synonyms.has_word(typed)
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
        let mut nicknames = Nicknames::default();
        for said in self.synonyms.said(text, words) {
            nicknames.means.push(said.means.to_owned());
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

/// Whether a word says how something is asked for, and not what.
fn is_frame(plain: &str) -> bool {
    [&WORDS.now, &WORDS.next, &WORDS.compare]
        .iter()
        .any(|words| words.has(plain))
}

/// The words that carry meaning and are no names.
fn content_terms(words: &[QueryWord]) -> Vec<Word> {
    let content = words.iter().filter(|one| {
        !one.is_name && !words::is_stop(&one.word.plain) && !is_frame(&one.word.plain)
    });
    content.map(|one| one.word.clone()).collect()
}

/// The words with one word in place of each name, so that only what is asked about it is left.
fn unnamed(words: &[QueryWord]) -> String {
    let mut text = String::new();
    let runs = words.chunk_by(|one, next| one.is_name && next.is_name);
    for run in runs {
        let [first, ..] = run else { continue };
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(if first.is_name {
            NAME
        } else {
            &first.word.plain
        });
    }
    text
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
