//! From a message to what it says.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;

use super::command;
use super::data::{LINES, Phrase, Rule};
use super::nonsense::{is_mash, of_marks_alone};
use super::phrase::{Token, find, tokens};
use super::subjects::Subjects;
use super::utterance::{Kind, Utterance};
use crate::answers::bare_question;
use crate::knowledge::{Knowledge, is_han};

/// Most words of an utterance: whoever writes more has something to ask, or to paste.
const MAX_WORDS: usize = 24;
/// How like a line a message has to be, from 0 to 1.
const LIKE: f32 = 0.85;
/// The same so that no name in it counts.
const SAME: f32 = 0.99;
/// The same as the first in Chinese, where each character counts as a word.
const LIKE_IN_CHINESE: f32 = 0.75;
/// What a little word counts beside one that says something.
const LITTLE_WEIGHT: f32 = 0.5;
/// So many words that no page has make no question by themselves.
const MIN_STRANGE: usize = 3;

/// Hears what is said, with the names of one state of the knowledge.
pub struct Listener {
    subjects: Subjects,
}

/// Keeps the listener of the last state of the knowledge.
#[derive(Default)]
pub struct ListenerCache(Mutex<Option<Arc<Listener>>>);

impl ListenerCache {
    /// The listener of this knowledge, made unless the last one is of it.
    pub fn of(&self, knowledge: &Arc<Knowledge>) -> Arc<Listener> {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &*last {
            Some(listener) if Arc::ptr_eq(&listener.subjects.knowledge, knowledge) => {
                Arc::clone(listener)
            }
            _ => Arc::clone(last.insert(Arc::new(Listener::of(Arc::clone(knowledge))))),
        }
    }
}

impl Listener {
    /// A listener that knows the names and words of `knowledge`.
    pub fn of(knowledge: Arc<Knowledge>) -> Self {
        Self {
            subjects: Subjects::of(knowledge),
        }
    }

    /// What `message` says, if it is no question for the pages. None when in doubt.
    pub fn hear(&self, message: &str, today: Date) -> Option<Utterance> {
        let bare = bare_question(message);
        if let Some(said) = of_marks_alone(&bare) {
            return Some(said);
        }
        let words = tokens(&bare);
        if words.is_empty() || words.len() > MAX_WORDS {
            return None;
        }
        if let Some(command) = command::given(&self.subjects.knowledge, &bare, today) {
            return Some(Utterance::Command(command));
        }
        // A rule allows no word but its own, and so no name.
        if let Some(kind) = by_rule(&words) {
            return Some(kind.into());
        }
        // French "un" is the UN elsewhere; a whole line is not.
        let (alike, kind) = nearest_line(&words);
        if alike > SAME {
            return Some(kind.into());
        }
        if self.subjects.are_named_in(&bare, &words) {
            return None;
        }
        let said = self.by_line(&bare, &words);
        let said = said.or_else(|| self.in_parts(&bare));
        let kind = said.or_else(|| self.by_what_it_lacks(&bare, &words))?;
        Some(kind.into())
    }

    /// What a line of several sentences says: "im off, laters".
    fn in_parts(&self, bare: &str) -> Option<Kind> {
        let parts = bare.split([',', '.', '!', '?', ';', '，', '。', '！', '？', '\n']);
        let parts: Vec<&str> = parts.filter(|part| !part.trim().is_empty()).collect();
        if parts.len() < 2 {
            return None;
        }
        let hear = |part: &&str| {
            let words = tokens(part);
            by_rule(&words).or_else(|| self.by_line(part, &words))
        };
        let kinds: Vec<Kind> = parts.iter().map(hear).collect::<Option<_>>()?;
        // Whoever greets or thanks first says afterwards what it is about.
        let is_polite = |kind: &Kind| matches!(kind, Kind::Greeting | Kind::Reaction);
        let main = kinds.iter().find(|kind| !is_polite(kind));
        main.or(kinds.first()).copied()
    }

    /// The kind of the line that is most like it, or whose words it is made of.
    fn by_line(&self, bare: &str, words: &[Token]) -> Option<Kind> {
        let is_chinese = bare.chars().any(is_han);
        let least = if is_chinese { LIKE_IN_CHINESE } else { LIKE };
        let (alike, kind) = nearest_line(words);
        let has_subject = words.iter().any(|word| self.subjects.have(word));
        if alike >= least && !has_subject {
            return Some(kind);
        }
        if is_chinese || has_subject || is_question(bare, words) && has(words, &LINES.leaning) {
            return None;
        }
        of_the_words_of_one_kind(words).or_else(|| of_fillers(words))
    }

    /// What a message says in which no word could be asked of a page.
    fn by_what_it_lacks(&self, bare: &str, words: &[Token]) -> Option<Kind> {
        if let [only] = words
            && only.plain.chars().nth(1).is_none()
            && is_mash(&only.plain)
        {
            return Some(Kind::Nonsense);
        }
        if bare.chars().any(is_han) || words.iter().any(|word| self.subjects.have(word)) {
            return None;
        }
        let content: Vec<&Token> = words.iter().filter(|word| LINES.is_content(word)).collect();
        if words.iter().all(Token::is_number) {
            return Some(Kind::Nonsense);
        }
        let is_lost = |word: &&Token| !self.subjects.know(word) && is_mash(&word.plain);
        if !content.is_empty() && content.iter().all(is_lost) && !has(words, &LINES.asking) {
            return Some(Kind::Nonsense);
        }
        // "Tell me more", "what do they have on Tibet?": it goes on with something, or asks for something.
        if has(words, &LINES.requests) || has(words, &LINES.leaning) || has_name(bare) {
            return None;
        }
        let is_strange = |word: &&Token| !LINES.is_everyday(word);
        let strange = content.iter().filter(|word| is_strange(word)).count();
        let is_foreign = words
            .iter()
            .any(|word| !word.plain.is_ascii() || LINES.little_elsewhere.has(word));
        if is_foreign && strange > 0 {
            return None;
        }
        if has(words, &LINES.you) {
            return Some(Kind::AboutBot);
        }
        let asks = is_question(bare, words);
        if has(words, &LINES.me) && !(asks && strange > 0) {
            return Some(Kind::Chatter);
        }
        if !asks && strange >= MIN_STRANGE && strange == words.len() {
            return Some(Kind::Nonsense);
        }
        let is_matter = strange == 0 && self.has_everyday_matter(&content);
        is_matter.then_some(Kind::Chatter)
    }

    /// Whether one of the words is what colleagues talk about, and no page does: lunch, the printer.
    fn has_everyday_matter(&self, content: &[&Token]) -> bool {
        let Some(chatter) = LINES.by_kind.get(&Kind::Chatter) else {
            return false;
        };
        let is_of_chatter = |word: &&&Token| chatter.have_word(word);
        content
            .iter()
            .any(|word| is_of_chatter(&word) && !self.subjects.speak_of(word))
    }
}

/// The line that is most like the words, by how much and of which kind.
fn nearest_line(words: &[Token]) -> (f32, Kind) {
    let spoken = without_fillers(words);
    let mut best = (0.0, Kind::Greeting);
    for (kind, lines) in &LINES.by_kind {
        for line in &lines.0 {
            let alike = likeness(words, line).max(likeness(&spoken, line));
            if alike > best.0 {
                best = (alike, *kind);
            }
        }
    }
    best
}

/// The kind of the first word that is a line by itself, where no word says more: "okay then", "salut tout le monde".
fn of_fillers(words: &[Token]) -> Option<Kind> {
    let says_nothing = |word: &Token| LINES.fillers.has(word) || LINES.is_little(word);
    if !words.iter().all(says_nothing) || has(words, &LINES.you) || has(words, &LINES.me) {
        return None;
    }
    words.iter().find_map(|word| {
        let (alike, kind) = nearest_line(std::slice::from_ref(word));
        (alike > SAME && LINES.fillers.has(word)).then_some(kind)
    })
}

/// The kind whose rule the words keep.
fn by_rule(words: &[Token]) -> Option<Kind> {
    let spoken = without_fillers(words);
    let keeps = |rule: &&Rule| {
        let is_allowed = |word: &Token| {
            LINES.is_little(word)
                || rule.beside.has(word)
                || rule.needs.iter().any(|group| group.have_word(word))
        };
        let has = |phrase: &Phrase| find(words, phrase).is_some();
        rule.needs.iter().all(|group| group.0.iter().any(has)) && spoken.iter().all(is_allowed)
    };
    LINES.rules.iter().find(keeps).map(|rule| rule.is)
}

/// The one kind that has all the words that say something in its lines.
fn of_the_words_of_one_kind(words: &[Token]) -> Option<Kind> {
    let content: Vec<&Token> = words.iter().filter(|word| LINES.is_content(word)).collect();
    if content.is_empty() {
        return None;
    }
    let has_all = |kind: &Kind| {
        content
            .iter()
            .all(|word| LINES.by_kind[kind].have_word(word))
    };
    let nearest = |kind: &Kind| {
        let alike = LINES.by_kind[kind]
            .0
            .iter()
            .map(|line| likeness(words, line));
        alike.fold(0.0, f32::max)
    };
    let kinds = LINES.by_kind.keys().copied().filter(has_all);
    kinds.max_by(|one, other| nearest(one).total_cmp(&nearest(other)))
}

/// How much of both is in both, from 0 to 1.
fn likeness(words: &[Token], line: &[Token]) -> f32 {
    let weight = |word: &Token| {
        if LINES.is_little(word) {
            LITTLE_WEIGHT
        } else {
            1.0
        }
    };
    let total = |words: &[Token]| words.iter().map(weight).sum::<f32>();
    let mut left: Vec<&Token> = line.iter().collect();
    let mut common = 0.0;
    for word in words {
        if let Some(at) = left.iter().position(|other| word.is_like(other)) {
            common += f32::midpoint(weight(word), weight(left.swap_remove(at)));
        }
    }
    2.0 * common / (total(words) + total(line)).max(1.0)
}

/// The words without "hey", "pls" and the bot's name, unless there is nothing else.
fn without_fillers(words: &[Token]) -> Vec<Token> {
    let spoken = words.iter().filter(|word| !LINES.fillers.has(word));
    let spoken: Vec<Token> = spoken.cloned().collect();
    if spoken.is_empty() {
        words.to_vec()
    } else {
        spoken
    }
}

fn has(words: &[Token], list: &super::data::Words) -> bool {
    words.iter().any(|word| list.has(word))
}

/// Whether it asks something, by its mark or its first word.
fn is_question(bare: &str, words: &[Token]) -> bool {
    const TURNED: [&str; 14] = [
        "is", "are", "was", "were", "do", "does", "did", "has", "have", "can", "could", "will",
        "would", "should",
    ];
    bare.contains(['?', '？'])
        || has(words, &LINES.asking)
        || words
            .first()
            .is_some_and(|first| TURNED.contains(&&*first.plain))
}

/// Whether a word inside a sentence begins with a capital, or is all capitals, as names are.
fn has_name(bare: &str) -> bool {
    bare.split_whitespace().enumerate().any(|(at, word)| {
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        let is_capital = letters.next().is_some_and(char::is_uppercase);
        let rest: Vec<char> = letters.collect();
        let is_all_capitals = !rest.is_empty() && rest.iter().all(|c| c.is_uppercase());
        let is_word_for_me = rest.is_empty() || word.starts_with("I'") || word.starts_with("I’");
        is_capital && !is_word_for_me && (at > 0 || is_all_capitals)
    })
}
