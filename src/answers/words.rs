//! The words of a text as they are compared: plain, without endings, without those that say nothing by themselves.

use rust_stemmers::{Algorithm, Stemmer};

use crate::knowledge::plain_words;

/// Words that carry no meaning of their own in a question or a statement.
const STOP: &[&str] = &[
    "a",
    "about",
    "actually",
    "after",
    "again",
    "all",
    "also",
    "am",
    "an",
    "and",
    "any",
    "anybody",
    "anyone",
    "anything",
    "are",
    "as",
    "at",
    "be",
    "because",
    "been",
    "before",
    "being",
    "both",
    "but",
    "by",
    "can",
    "could",
    "current",
    "currently",
    "did",
    "do",
    "does",
    "doing",
    "done",
    "else",
    "ever",
    "every",
    "explain",
    "for",
    "from",
    "get",
    "gets",
    "give",
    "go",
    "going",
    "got",
    "had",
    "happen",
    "happened",
    "happening",
    "has",
    "have",
    "having",
    "he",
    "hello",
    "help",
    "her",
    "here",
    "hers",
    "hey",
    "hi",
    "him",
    "his",
    "how",
    "i",
    "if",
    "im",
    "in",
    "into",
    "is",
    "it",
    "its",
    "just",
    "know",
    "let",
    "lets",
    "like",
    "list",
    "many",
    "may",
    "me",
    "mean",
    "means",
    "might",
    "more",
    "most",
    "much",
    "must",
    "my",
    "need",
    "no",
    "not",
    "now",
    "of",
    "off",
    "ok",
    "on",
    "one",
    "only",
    "or",
    "other",
    "our",
    "out",
    "over",
    "per",
    "pls",
    "plz",
    "please",
    "quick",
    "really",
    "s",
    "say",
    "says",
    "shall",
    "she",
    "should",
    "show",
    "so",
    "some",
    "somebody",
    "someone",
    "something",
    "still",
    "such",
    "t",
    "tell",
    "than",
    "thank",
    "thanks",
    "that",
    "thats",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "thing",
    "things",
    "this",
    "those",
    "though",
    "to",
    "too",
    "u",
    "up",
    "very",
    "was",
    "we",
    "well",
    "were",
    "what",
    "whats",
    "when",
    "where",
    "which",
    "while",
    "who",
    "whom",
    "whos",
    "whose",
    "why",
    "will",
    "with",
    "wonder",
    "would",
    "yes",
    "yet",
    "you",
    "your",
    "whether",
    "between",
    "during",
    "since",
    "until",
    "via",
    "within",
    "without",
    "re",
    "ve",
    "ll",
    "d",
    "want",
    "wants",
    "today",
    "exactly",
    "basically",
    "briefly",
];

/// A word, and the form by which it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub plain: String,
    pub stem: String,
}

/// Every word of `text`, in its order.
pub(super) fn all(text: &str) -> Vec<Word> {
    let english = Stemmer::create(Algorithm::English);
    let russian = Stemmer::create(Algorithm::Russian);
    let plain = plain_words(text);
    let words = plain.split(' ').filter(|word| !word.is_empty());
    words
        .flat_map(unspaced)
        .map(|plain| {
            let is_russian = plain.chars().any(|c| matches!(c, '\u{400}'..='\u{4ff}'));
            let stemmer = if is_russian { &russian } else { &english };
            let stem = stemmer.stem(&plain).into_owned();
            Word { plain, stem }
        })
        .collect()
}

/// Those that say something.
pub(super) fn content(text: &str) -> Vec<Word> {
    let mut words = all(text);
    words.retain(|word| !is_stop(&word.plain));
    words
}

/// Whether it names China, Russia or the United States, or what is theirs.
pub(super) fn is_actor(plain: &str) -> bool {
    const ACTORS: [&str; 18] = [
        "china",
        "chinese",
        "beijing",
        "xi",
        "russia",
        "russian",
        "russians",
        "moscow",
        "putin",
        "kremlin",
        "us",
        "united",
        "states",
        "american",
        "washington",
        "trump",
        "both",
        "two",
    ];
    ACTORS.contains(&plain)
}

pub(super) fn is_stop(plain: &str) -> bool {
    STOP.contains(&plain)
}

/// Chinese sets no spaces between words: pairs of characters stand in their place.
fn unspaced(word: &str) -> Vec<String> {
    let chars: Vec<char> = word.chars().collect();
    if chars.len() > 2 && chars.iter().copied().all(is_han) {
        return chars.windows(2).map(|pair| pair.iter().collect()).collect();
    }
    vec![word.to_owned()]
}

pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_accents_and_little_words_make_no_difference() {
        let stems = |text| {
            content(text)
                .into_iter()
                .map(|word| word.stem)
                .collect::<Vec<_>>()
        };
        assert_eq!(stems("What are the VETOES about?"), stems("veto"));
        assert_eq!(
            stems("Iran's exporting"),
            stems("export of Iran")
                .into_iter()
                .rev()
                .collect::<Vec<_>>()
        );
        assert_eq!(stems("霍尔木兹"), ["霍尔", "尔木", "木兹"]);
        assert!(stems("who is it, and why?").is_empty());
    }
}
