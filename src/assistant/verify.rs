//! Whether a sentence says only what the passages say that it rests on.
//!
//! One statement of one cited passage, or two that follow each other, must carry all of it: every word but a few that say
//! nothing by themselves (compared without endings), every number, date and name, in an order that does not change who
//! does what to whom; what is denied, possible, planned or only said must be so in both. There is no share of words that
//! may be the model's own: one verb that is not the page's is enough to turn a claim round.

use std::collections::BTreeSet;

use super::clean::cleaned;
use super::dates::{Dated, are_supported};
use super::evidence::{Evidence, Parsed, is_name, names};
use super::operators::{Turned, agree};
use super::token::{Token, statements};
use crate::document::PartialDate;
use crate::knowledge::plain_words;
use crate::reply::Entry;

/// Most sentences that are shown; the model is asked for four.
const MAX_SHOWN: usize = 6;
/// Most sentences of a reply that are checked, so that a long one costs no more time.
const MAX_CHECKED: usize = 24;
/// Words of content that a sentence must share with a statement; fewer say nothing.
const MIN_SHARED: usize = 2;
/// Words of content at the beginning of a statement among which its actor is looked for.
const BEGINNING: usize = 2;
/// What stands for somebody who was named before.
const PRONOUNS: &[&str] = &[
    "he", "her", "him", "his", "it", "its", "she", "their", "them", "they", "both",
];
/// With these a new part of a statement begins, which can be left out.
const PREPOSITIONS: &[&str] = &[
    "across",
    "against",
    "along",
    "alongside",
    "among",
    "beside",
    "between",
    "beyond",
    "despite",
    "inside",
    "near",
    "off",
    "outside",
    "over",
    "through",
    "towards",
    "under",
    "via",
    "within",
];

/// A sentence of the model's, and the numbers of the passages it rests on, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The sentence, as the model wrote it.
    pub text: String,
    /// The numbers, which may be of passages that do not exist.
    pub passages: Vec<i64>,
}

/// The claims that the passages bear out, each with the date and the sources of those that do. All of the passages stand
/// on, or belong to, the page called `title`.
pub fn verified(claims: &[Claim], title: &str, passages: &[Entry]) -> Vec<Entry> {
    let evidence: Vec<Evidence> = passages
        .iter()
        .map(|passage| Evidence::of(title, passage))
        .collect();
    let parts = evidence
        .iter()
        .flat_map(|passage| passage.statements.iter().chain(&passage.around));
    let known = names(parts);
    let mut shown = BTreeSet::new();
    let mut kept = Vec::new();
    for claim in claims.iter().take(MAX_CHECKED) {
        let Some(text) = cleaned(&claim.text) else {
            continue;
        };
        let Some(bearing) = bearing(&text, &claim.passages, &evidence, &known) else {
            continue;
        };
        if kept.len() < MAX_SHOWN && shown.insert(plain_words(&text)) {
            let bearing: Vec<&Entry> = bearing.into_iter().map(|at| &passages[at]).collect();
            kept.extend(entry(text, &bearing));
        }
    }
    kept
}

/// Which of the cited passages bear `text` out; none if one is cited that does not exist.
fn bearing(
    text: &str,
    cited: &[i64],
    evidence: &[Evidence],
    known: &BTreeSet<String>,
) -> Option<Vec<usize>> {
    let place = |number: &i64| {
        let at = usize::try_from(*number).ok()?.checked_sub(1)?;
        (at < evidence.len()).then_some(at)
    };
    let cited: BTreeSet<usize> = cited.iter().map(place).collect::<Option<_>>()?;
    let mut sentences = statements(text);
    // Two sentences in one could each lean on what the other does not say.
    let sentence = sentences.pop().filter(|_| sentences.is_empty())?;
    let sentence = Parsed::of(sentence);
    let bears = |at: &usize| bears_out(&evidence[*at], &sentence, known);
    let bearing: Vec<usize> = cited.into_iter().filter(bears).collect();
    (!bearing.is_empty()).then_some(bearing)
}

fn bears_out(passage: &Evidence, sentence: &Parsed, known: &BTreeSet<String>) -> bool {
    let alone = |at: usize| Span {
        passage,
        before: at.checked_sub(1).map(|before| &passage.statements[before]),
        parts: vec![&passage.statements[at]],
    };
    let together = |at: usize| Span {
        passage,
        before: None,
        parts: vec![&passage.statements[at - 1], &passage.statements[at]],
    };
    let count = passage.statements.len();
    let has_words = |span: &Span<'_>| span.has_words(sentence, known);
    let mut able: Vec<Span<'_>> = (0..count).map(alone).filter(has_words).collect();
    if able.is_empty() {
        // What one statement can say by itself never leans on what its neighbour denies.
        able = (1..count).map(together).filter(has_words).collect();
    }
    able.iter().any(|span| span.carries(sentence, known))
}

fn begins_anew(token: &Token) -> bool {
    token.follows_break || PREPOSITIONS.contains(&token.plain.as_str())
}

/// One statement of a passage, or two that follow each other.
struct Span<'e> {
    passage: &'e Evidence,
    /// What stands before it: whom its "he" or "it" means.
    before: Option<&'e Parsed>,
    parts: Vec<&'e Parsed>,
}

impl Span<'_> {
    fn carries(&self, sentence: &Parsed, known: &BTreeSet<String>) -> bool {
        self.has_dates(sentence)
            && self.agrees(sentence)
            && self.has_order(sentence)
            && self.has_roles(sentence, known)
            && self.keeps_actor(sentence, known)
            && self.keeps_speaker(sentence)
            && self.keeps_tense(sentence)
    }

    fn has_words(&self, sentence: &Parsed, known: &BTreeSet<String>) -> bool {
        let mut shared = BTreeSet::new();
        let all = sentence.content_tokens().all(|(_, token)| {
            let is_here = self.says(&token.stem);
            if is_here {
                shared.insert(&token.stem);
            }
            let is_named = is_name(token, known) && self.means(&token.stem);
            // A number beside the statement, in a title, counts nothing.
            let is_beside = !token.is_number() && self.passage.is_about(&token.stem);
            is_here || is_named || is_beside
        });
        all && shared.len() >= MIN_SHARED
    }

    /// Whether an "it" or "he" in the statement may mean this.
    fn means(&self, stem: &str) -> bool {
        let is_pronoun = |token: &Token| PRONOUNS.contains(&token.plain.as_str());
        let leans = || {
            self.parts
                .iter()
                .any(|part| part.tokens.iter().any(is_pronoun))
        };
        self.before.is_some_and(|before| before.says(stem)) && leans()
    }

    /// Whether a statement has the word, and not as part of a date.
    fn says(&self, stem: &str) -> bool {
        self.parts
            .iter()
            .any(|part| part.content_tokens().any(|(_, token)| token.stem == stem))
    }

    fn has_dates(&self, sentence: &Parsed) -> bool {
        let known: Vec<&Dated> = self.parts.iter().flat_map(|part| &part.dates).collect();
        are_supported(&sentence.dates, &known, &self.passage.dates)
    }

    fn agrees(&self, sentence: &Parsed) -> bool {
        let parts = self.parts.iter().copied().chain(&self.passage.around);
        let known: Vec<&Turned> = parts.flat_map(|part| &part.turned).collect();
        agree(&sentence.turned, &known, |stem| sentence.says(stem))
    }

    /// Whether the words follow each other as in the statement, but for those left out. The end of a statement may be put
    /// before its beginning.
    fn has_order(&self, sentence: &Parsed) -> bool {
        let here: Vec<&Token> = self.parts.iter().flat_map(|part| &part.tokens).collect();
        let mut is_used = vec![false; here.len()];
        // Where the sentence began, where it is, and whether it has gone back to the beginning.
        let (mut first, mut last, mut is_back) = (None, None, false);
        for (_, token) in sentence.content_tokens() {
            let is_free = |at: &usize| !is_used[*at] && here[*at].stem == token.stem;
            let places: Vec<usize> = (0..here.len()).filter(is_free).collect();
            let ahead = places.iter().find(|at| Some(**at) > last);
            let Some(at) = ahead.or(places.first()).copied() else {
                // It stands beside the statement, or once too often in the sentence.
                if self.says(&token.stem) {
                    return false;
                }
                continue;
            };
            let goes_back = ahead.is_none();
            if goes_back && (is_back || self.parts.len() > 1) {
                return false;
            }
            is_back |= goes_back;
            if is_back && Some(at) >= first {
                return false;
            }
            is_used[at] = true;
            first = first.or(Some(at));
            last = Some(at);
        }
        self.keeps_runs(&is_used)
    }

    /// Whether of words that stand together the last is kept if any is: of "tariff threats", never the threats are left out.
    fn keeps_runs(&self, is_used: &[bool]) -> bool {
        let mut start = 0;
        self.parts.iter().all(|part| {
            let used = &is_used[start..start + part.tokens.len()];
            start += part.tokens.len();
            let mut run_has_used = false;
            (0..used.len()).all(|at| {
                run_has_used = (run_has_used || used[at]) && part.content[at];
                let goes_on = part
                    .content
                    .get(at + 1)
                    .is_some_and(|is_content| *is_content)
                    && !begins_anew(&part.tokens[at + 1]);
                let is_kept = goes_on || !run_has_used || used[at];
                run_has_used &= goes_on;
                is_kept
            })
        })
    }

    /// Whether names and numbers that stand in both do not change places. Whom an "it" means stands before all others.
    fn has_roles(&self, sentence: &Parsed, known: &BTreeSet<String>) -> bool {
        let before: Vec<&Token> = self.before.iter().flat_map(|part| &part.tokens).collect();
        let here: Vec<&Token> = self.parts.iter().flat_map(|part| &part.tokens).collect();
        let find = |tokens: &[&Token], stem: &str| -> Vec<usize> {
            (0..tokens.len())
                .filter(|at| tokens[*at].stem == stem)
                .collect()
        };
        let places = |stem: &str| {
            let found = find(&here, stem);
            if found.is_empty() {
                return find(&before, stem);
            }
            found.into_iter().map(|at| at + before.len()).collect()
        };
        let all: Vec<&Token> = before.iter().chain(&here).copied().collect();
        // "China and Russia" are "Russia and China".
        let are_joined = |first: usize, second: usize| {
            second == first + 2
                && matches!(all[first + 1].plain.as_str(), "and" | "or")
                && !all[first + 1].follows_break
        };
        let fixed: Vec<Vec<usize>> = sentence
            .content_tokens()
            .filter(|(_, token)| token.is_number() || is_name(token, known))
            .map(|(_, token)| places(&token.stem))
            .filter(|places| !places.is_empty())
            .collect();
        let stand = |first: &[usize], second: &[usize]| {
            let mut pairs = first
                .iter()
                .flat_map(|first| second.iter().map(move |second| (*first, *second)));
            pairs.any(|(first, second)| first <= second || are_joined(second, first))
        };
        (0..fixed.len()).all(|at| {
            let mut later = fixed[at + 1..].iter();
            later.all(|later| stand(&fixed[at], later))
        })
    }

    /// Whether the sentence names whom the statement begins with: mostly it is what they do.
    fn keeps_actor(&self, sentence: &Parsed, known: &BTreeSet<String>) -> bool {
        let mut beginning = self.parts[0]
            .content_tokens()
            .map(|(_, token)| token)
            .take(BEGINNING);
        let actor = beginning.find(|token| is_name(token, known));
        actor.is_none_or(|actor| sentence.says(&actor.stem))
    }

    /// Whether what somebody only said is not stated as a fact: the sentence quotes them too.
    fn keeps_speaker(&self, sentence: &Parsed) -> bool {
        let is_repeated = |part: &&Parsed| {
            let shared = part
                .quoted()
                .into_iter()
                .filter(|token| sentence.says(&token.stem));
            shared.count() >= MIN_SHARED
        };
        !sentence.quoted().is_empty() || !self.parts.iter().any(is_repeated)
    }

    /// Whether nothing past is stated as if it were so now.
    fn keeps_tense(&self, sentence: &Parsed) -> bool {
        let has = |part: &Parsed, words: &[&str]| {
            part.tokens
                .iter()
                .any(|token| words.contains(&token.plain.as_str()))
        };
        let is_now = |part: &Parsed| has(part, &["is", "are", "has", "have"]);
        let was = |part: &Parsed| has(part, &["was", "were", "had"]);
        let parts = || self.parts.iter().copied();
        !is_now(sentence) || parts().any(is_now) || !parts().any(was)
    }
}

/// The sentence as it is shown. Each of the passages bears all of it out, so the newest one's date is its date.
fn entry(text: String, bearing: &[&Entry]) -> Option<Entry> {
    let newest = bearing
        .iter()
        .max_by_key(|passage| passage.date.map(PartialDate::last_day))?;
    let mut entry = Entry {
        text,
        ..(*newest).clone()
    };
    entry.unconfirmed = bearing.iter().all(|passage| passage.unconfirmed);
    for source in bearing.iter().flat_map(|passage| &passage.sources) {
        if !entry.sources.contains(source) {
            entry.sources.push(source.clone());
        }
    }
    Some(entry)
}
